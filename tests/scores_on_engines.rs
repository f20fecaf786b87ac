//! Results on the engines that others bring: scored on Spark, summed in DuckDB.
//!
//! Needs Java 17 and `pip install pyspark duckdb`, then
//! `cargo test --test scores_on_engines -- --ignored`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "case/program.rs"]
mod program;

use program::binary;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const PILOT: &str = include_str!("../examples/pilot.csv");

/// What a program prints, which must end well.
fn run(command: &mut Command) -> String {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    String::from_utf8(output.stdout).unwrap()
}

/// Records without where their rows stood, in an order of their own.
fn records(jsonl: &str) -> Vec<Value> {
    let mut records: Vec<Value> = jsonl
        .lines()
        .map(|line| {
            let mut record: Value = serde_json::from_str(line).unwrap();
            assert!(record.as_object_mut().unwrap().remove("kilde").is_some());
            record
        })
        .collect();
    records.sort_by_key(Value::to_string);
    records
}

fn parts(folder: &Path) -> String {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|file| file.file_name().unwrap().to_string_lossy().starts_with("part-"))
        .map(|file| fs::read_to_string(file).unwrap())
        .collect()
}

#[test]
#[ignore = "needs Java and Python with pyspark"]
fn a_partitioned_set_scored_on_spark_gives_the_records_of_one_process() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let (header, rows) = PILOT.split_once('\n').unwrap();
    // Far from each other, in different pieces: only those who look at the supplier's rows together see it.
    let again = rows.lines().next().unwrap();
    let rows: Vec<&str> = rows.lines().chain([again]).collect();
    fs::write(path.join("header.csv"), format!("{header}\n")).unwrap();
    fs::create_dir(path.join("pieces")).unwrap();
    for (number, piece) in rows.chunks(30).enumerate() {
        let file = path.join(format!("pieces/piece-{number}"));
        fs::write(file, piece.join("\n") + "\n").unwrap();
    }
    fs::write(path.join("whole.csv"), format!("{header}\n{}\n", rows.join("\n"))).unwrap();
    let one_process = Command::new(binary())
        .current_dir(path)
        .args(["score", "whole.csv", "--format", "jsonl"])
        .output()
        .unwrap();
    assert_eq!(one_process.status.code(), Some(1), "a row comes twice");
    let script = Path::new(ROOT).join("examples/spark/score_on_spark.py");
    run(Command::new("python3")
        .arg(script)
        .args(["header.csv", "pieces", "scored", "5"])
        .env("INDPLACER", binary())
        .current_dir(path));

    let on_spark = parts(&path.join("scored/records"));
    let one_process = String::from_utf8(one_process.stdout).unwrap();
    assert_eq!(records(&on_spark).len(), 102);
    assert_eq!(records(&on_spark), records(&one_process));
    let rejected = parts(&path.join("scored/rejected"));
    assert_eq!(rejected.lines().count(), 1);
    assert!(rejected.trim_end().ends_with(again), "{rejected}");
}

#[test]
#[ignore = "needs Python with duckdb"]
fn results_summed_in_duckdb_are_the_sums_that_are_told() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    let pilot = Path::new(ROOT).join("examples/pilot.csv");
    let indplacer = |args: &[&str]| {
        run(Command::new(binary()).args(args).arg(&pilot).current_dir(path));
    };
    indplacer(&["score", "-o", "results.csv"]);
    indplacer(&["explain", "--all", "--format", "csv", "-o", "criteria.csv"]);
    indplacer(&["score", "-o", "results.json"]);
    let program = "import duckdb, json, sys\n\
        connection = duckdb.connect()\n\
        for statement in connection.extract_statements(open(sys.argv[1], encoding='utf-8').read()):\n    \
            print(json.dumps(connection.execute(statement).fetchall(), default=str))";
    let summary = Path::new(ROOT).join("examples/duckdb/summary.sql");
    let printed = run(Command::new("python3").args(["-c", program]).arg(summary).current_dir(path));
    let answers: Vec<Value> =
        printed.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let [_, _, by_target_group, other_means, missing, failed] = &answers[..] else {
        panic!("{printed}");
    };

    let results = fs::read_to_string(path.join("results.json")).unwrap();
    let results: Value = serde_json::from_str(&results).unwrap();
    let mut expected: BTreeMap<String, [u64; 6]> = BTreeMap::new();
    let mut often: BTreeMap<String, u64> = BTreeMap::new();
    for record in results["records"].as_array().unwrap() {
        let group = record["maalgruppe"].as_str().unwrap().to_owned();
        let place = match (record["niveau"].as_str(), record["status"].as_str().unwrap()) {
            (_, "under_let") => 3,
            (_, "uden_kvalitet") => 4,
            (_, "uafklaret") => 5,
            (Some("højt"), _) => 0,
            (Some("moderat"), _) => 1,
            (Some("let"), _) => 2,
            other => panic!("{other:?}"),
        };
        expected.entry(group).or_default()[place] += 1;
        for fact in record["mangler"].as_array().unwrap() {
            *often.entry(fact.as_str().unwrap().to_owned()).or_default() += 1;
        }
    }
    let summed: BTreeMap<String, [u64; 6]> = by_target_group
        .as_array()
        .unwrap()
        .iter()
        .map(|row| {
            let counts = std::array::from_fn(|index| row[index + 1].as_u64().unwrap());
            (row[0].as_str().unwrap().to_owned(), counts)
        })
        .collect();
    assert_eq!(summed, expected);
    assert_eq!(other_means.as_array().unwrap().len(), 0);
    let mut often: Vec<(String, u64)> = often.into_iter().collect();
    often.sort_by(|(a, more), (b, less)| less.cmp(more).then(a.cmp(b)));
    often.truncate(10);
    assert_eq!(*missing, serde_json::json!(often));
    assert!(!failed.as_array().unwrap().is_empty());
}
