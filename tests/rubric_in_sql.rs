//! A rubric as SQL places rows as the program does: random rubrics and rows, tried in DuckDB and in PostgreSQL.
//!
//! Needs `pip install duckdb`; for PostgreSQL a server that `psql` reaches without arguments:
//! `cargo test --test rubric_in_sql -- --ignored`; `PROPTEST_CASES` asks for more, or for fewer.

mod oracle;
mod product;
#[path = "case/program.rs"]
mod program;

use program::command;

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use oracle::assessment::{Assessment, Fact};
use oracle::generate::{ANYTHING, Faults, Scenario, scenario};
use oracle::rubric::{PARAMETERS, Rubric};
use oracle::write;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// Runs each script of a file, which are divided by lines of `---`, and prints what each selects.
const IN_DUCKDB: &str = r#"
import duckdb, sys
for script in open(sys.argv[1], encoding="utf-8").read().split("\n---\n"):
    if script.strip():
        rows = duckdb.connect().execute(script).fetchall()
        print("\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows) + "\n---")
"#;

/// The rows with nothing that a query leaves out, each of a supplier of its own, and without a date.
fn plain(mut scenario: Scenario) -> Scenario {
    scenario.rubrics.truncate(1);
    scenario.rubrics[0].valid_to = None;
    let id = scenario.rubrics[0].id.clone();
    for (number, row) in scenario.rows.iter_mut().enumerate() {
        row.identity.insert("leverandoer_id".to_owned(), format!("L-{number:04}"));
        row.identity.insert("maalgruppe".to_owned(), id.clone());
        row.date = None;
        row.overall = None;
        row.entered.clear();
        row.reasons.clear();
        row.facts.retain(|_, fact| !matches!(fact, Fact::Set { maybe, .. } if !maybe.is_empty()));
    }
    scenario
}

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A cell as SQL writes it.
fn cell(rubric: &Rubric, row: &Assessment, column: &str) -> String {
    let truth = |so: bool| if so { "TRUE" } else { "FALSE" }.to_owned();
    if column == "fornoeden_kvalitet" {
        return row.quality.map_or("NULL".to_owned(), truth);
    }
    if rubric.groups.iter().any(|(group, _)| group == column) {
        return row.group(rubric, column).map_or("NULL".to_owned(), |value| quoted(&value));
    }
    if column == "leverandoer_id" {
        return quoted(row.text(column).expect("an id"));
    }
    match row.facts.get(column) {
        None => "NULL".to_owned(),
        Some(Fact::Number(number)) => write::written(number).replace(',', "."),
        Some(Fact::Truth(so)) => truth(*so),
        Some(Fact::Choice(option)) => quoted(option),
        Some(Fact::Set { inside, .. }) if inside.is_empty() => quoted("ingen"),
        Some(Fact::Set { inside, .. }) => {
            quoted(&inside.iter().cloned().collect::<Vec<_>>().join("|"))
        }
    }
}

/// The table that the query's head describes, with these rows, and the query.
fn script(rubric: &Rubric, rows: &[Assessment], query: &str) -> String {
    let columns: Vec<(&str, &str)> = query
        .lines()
        .filter_map(|line| line.strip_prefix("--   \"")?.split_once("\" "))
        .map(|(name, rest)| (name, rest.split("  ").next().unwrap_or(rest)))
        .collect();
    let declared = columns.iter().map(|(name, of_type)| format!("\"{name}\" {of_type}"));
    let mut script = format!(
        "CREATE TEMPORARY TABLE vurderinger ({});\n",
        declared.collect::<Vec<_>>().join(", ")
    );
    for row in rows {
        let cells: Vec<_> = columns.iter().map(|(name, _)| cell(rubric, row, name)).collect();
        let _ = writeln!(script, "INSERT INTO vurderinger VALUES ({});", cells.join(", "));
    }
    let query = query.trim_end().trim_end_matches(';');
    let _ = writeln!(script, "{query}\nORDER BY \"leverandoer_id\";");
    script
}

/// What `score` says of each row, in the query's columns.
fn placed(scenario: &Scenario) -> Vec<String> {
    let (csv, lines) = write::csv(&scenario.rubrics, &scenario.rows, &scenario.form);
    let document = product::score(&[write::toml(&scenario.rubrics[0], &scenario.form)], &csv);
    let records = product::records(&document);
    let of_row = |(number, line): (usize, &usize)| {
        let id = format!("L-{number:04}");
        let Some(record) = records.iter().find(|record| product::line(record) == *line) else {
            return format!("{id};afvist{}", ";".repeat(4 + PARAMETERS.len()));
        };
        let columns = ["status", "niveau", "niveau_min", "niveau_max", "point"];
        let cells = columns.iter().chain(&PARAMETERS).map(|column| match &record[*column] {
            serde_json::Value::Null => String::new(),
            serde_json::Value::String(text) => text.clone(),
            other => other.to_string(),
        });
        format!("{id};{}", cells.collect::<Vec<_>>().join(";"))
    };
    lines.iter().enumerate().map(of_row).collect()
}

/// Random scenarios, the script for each, and what each must select.
fn tried(dialect: &str, folder: &Path) -> Vec<(String, Vec<String>)> {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    let mut runner = TestRunner::deterministic();
    let strategy = scenario(ANYTHING, Faults::Some, 40);
    let one = |_| {
        let scenario = plain(strategy.new_tree(&mut runner).expect("a scenario").current());
        fs::write(folder.join("r.toml"), write::toml(&scenario.rubrics[0], &scenario.form))
            .expect("a file");
        let output = command()
            .args(["rubric", "sql", "r.toml", "--dialect", dialect])
            .current_dir(folder)
            .output()
            .expect("a process");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let query = String::from_utf8(output.stdout).expect("UTF-8");
        (script(&scenario.rubrics[0], &scenario.rows, &query), placed(&scenario))
    };
    (0..cases.unwrap_or(100)).map(one).collect()
}

fn is_the_same(script: &str, found: &[&str], expected: &[String]) {
    let first = found.iter().zip(expected).find(|(found, expected)| found != expected);
    assert_eq!(first, None, "{script}");
    assert_eq!(found.len(), expected.len(), "{script}");
}

/// Both ends of levels, every status and rows that are rejected: few easy rows would prove little.
fn reach_everything(tried: &[(String, Vec<String>)]) {
    for what in
        ["afvist", "uden_kvalitet", "uafklaret", "under_let", "indplaceret;højt", "let..højt"]
    {
        let times = tried.iter().flat_map(|(_, rows)| rows).filter(|row| row.contains(what));
        assert!(times.count() >= 5, "{what} is too rare");
    }
}

#[test]
#[ignore = "needs Python with duckdb"]
fn random_rubrics_place_random_rows_in_duckdb_as_the_program_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let tried = tried("duckdb", folder.path());
    reach_everything(&tried);
    let scripts: Vec<_> = tried.iter().map(|(script, _)| script.as_str()).collect();
    let (python, file) = (folder.path().join("run.py"), folder.path().join("scripts.sql"));
    fs::write(&python, IN_DUCKDB).expect("a file");
    fs::write(&file, scripts.join("\n---\n")).expect("a file");
    let output = Command::new("python3").args([&python, &file]).output().expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let found = String::from_utf8(output.stdout).expect("UTF-8");
    let found: Vec<_> = found.split("\n---\n").filter(|rows| !rows.is_empty()).collect();
    assert_eq!(found.len(), tried.len());
    for ((script, expected), found) in tried.iter().zip(found) {
        is_the_same(script, &found.lines().collect::<Vec<_>>(), expected);
    }
}

#[test]
#[ignore = "needs a PostgreSQL server"]
fn random_rubrics_place_random_rows_in_postgresql_as_the_program_does() {
    let folder = tempfile::tempdir().expect("a folder");
    let tried = tried("postgres", folder.path());
    reach_everything(&tried);
    for (script, expected) in &tried {
        let mut psql = Command::new("psql")
            .args(["--quiet", "--tuples-only", "--no-align", "--field-separator=;"])
            .args(["--no-psqlrc", "--set=ON_ERROR_STOP=1"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("psql");
        psql.stdin.take().expect("a pipe").write_all(script.as_bytes()).expect("written");
        let output = psql.wait_with_output().expect("psql");
        assert!(output.status.success(), "{script}");
        let found = String::from_utf8(output.stdout).expect("UTF-8");
        is_the_same(script, &found.lines().collect::<Vec<_>>(), expected);
    }
}
