//! What `--excel` writes opens in a spreadsheet as it was meant: letters, decimals and dates intact, and no
//! formula run; and so do pages for Word.
//!
//! Needs LibreOffice: `apt-get install libreoffice-calc-nogui libreoffice-writer-nogui`, then
//! `cargo test --test opens_in_libreoffice -- --ignored`.

#![expect(clippy::unwrap_used, reason = "the helpers of a test are a test")]

#[path = "case/program.rs"]
mod program;

use program::command;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::process::Command;

/// The results of `rows` for Excel, as LibreOffice in Danish opens them: what each cell shows.
fn results_through_libreoffice(rows: &str) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("rows.csv"), rows).unwrap();
    let scored = command()
        .current_dir(path)
        .args(["score", "rows.csv", "--excel", "--output", "results.csv"])
        .status()
        .unwrap();
    assert!(scored.success());
    through_libreoffice(path)
}

/// What the first record says for machines.
fn told_of_the_first(rows: &str) -> HashMap<String, String> {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("rows.csv"), rows).unwrap();
    let scored = command()
        .current_dir(folder.path())
        .args(["score", "rows.csv", "--format", "csv"])
        .output()
        .unwrap();
    let mut csv = csv::Reader::from_reader(&*scored.stdout);
    let head = csv.headers().unwrap().clone();
    let first = csv.records().next().unwrap().unwrap();
    head.iter().map(str::to_owned).zip(first.iter().map(str::to_owned)).collect()
}

/// The same for any `results.csv`.
fn through_libreoffice(path: &Path) -> Vec<Vec<String>> {
    // Read with semicolon, double quote, UTF-8, in Danish, typing what looks like a number or a date.
    convert(path, "results.csv", "ods", "--infilter=CSV:59,34,76,1,,1030,false,true");
    // Written with semicolon and UTF-8, each cell as it is shown.
    convert(path, "results.ods", "csv:Text - txt - csv (StarCalc):59,34,76,1,,1030,false,true", "");
    read(&path.join("results.csv"))
}

fn convert(folder: &Path, file: &str, to: &str, filter: &str) {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let mut command = Command::new("soffice");
    command.current_dir(folder);
    command.args(["--headless", &profile, "--convert-to", to]);
    command.args((!filter.is_empty()).then_some(filter)).arg(file);
    let output = command.output().expect("LibreOffice");
    assert!(output.status.success(), "{output:?}");
}

fn read(path: &Path) -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(b';')
        .from_path(path)
        .unwrap()
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

#[test]
#[ignore = "needs LibreOffice"]
fn results_for_excel_keep_letters_decimals_and_dates_and_run_no_formula() {
    let pilot = include_str!("../examples/pilot.csv");
    let header: Vec<&str> = pilot.lines().next().unwrap().split(';').collect();
    let row = pilot.lines().find(|line| line.contains("Æblehaven")).unwrap();
    let at = |name: &str| header.iter().position(|known| *known == name).unwrap();
    let names = [
        "Botilbuddet Æblehaven",
        "=1+1",
        "=HYPERLINK(\"http://ondt.example\";\"Klik\")",
        "+45 12345678",
        "-2+3",
        "@SUM(1;1)",
        "a \"b\"; c",
    ];
    let mut rows = format!("{}\n", header.join(";"));
    for (number, name) in names.iter().enumerate() {
        let mut cells: Vec<String> = row.split(';').map(str::to_owned).collect();
        cells[at("leverandoer_id")] = format!("F-{number}");
        cells[at("Leverandør")] = format!("\"{}\"", name.replace('"', "\"\""));
        rows.push_str(&cells.join(";"));
        rows.push('\n');
    }
    let shown = results_through_libreoffice(&rows);
    let told = told_of_the_first(&rows);
    assert!(told["gennemsnit"].contains('.'), "{told:?}");
    let column = |name: &str| shown[0].iter().position(|known| known == name).unwrap();
    assert_eq!(shown.len(), names.len() + 1);
    for (row, name) in shown[1..].iter().zip(names) {
        let found = row[column("leverandoer")].trim_start_matches('\'');
        assert_eq!(found, name);
        // LibreOffice writes out in its own language, so a number has become one if its mark is a point.
        for name in ["niveau_svageste", "gennemsnit", "vurderingsdato"] {
            assert_eq!(row[column(name)], told[name], "{name}");
        }
    }
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_formula_that_runs_would_be_seen() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("results.csv"), "a;b\r\n=1+1;'=1+1\r\n").unwrap();
    let shown = through_libreoffice(folder.path());
    assert_eq!(shown[1], ["2", "'=1+1"]);
}

#[test]
#[ignore = "needs LibreOffice"]
fn a_page_for_word_opens_with_every_text_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    for ending in ["docx", "md"] {
        let to = format!("autisme.{ending}");
        let written = command()
            .current_dir(path)
            .args(["rubric", "show", "autisme", "--output", &to])
            .status()
            .unwrap();
        assert!(written.success());
    }
    convert(path, "autisme.docx", "txt:Text (encoded):UTF8", "");
    let shown = fs::read_to_string(path.join("autisme.txt")).unwrap();
    let markdown = fs::read_to_string(path.join("autisme.md")).unwrap();
    // Headings and paragraphs are the same in both; the marks of Markdown are not in Word.
    let (mut from, mut found) = (0, 0);
    for line in markdown.lines().filter(|line| line.starts_with('#')) {
        let heading = line.trim_start_matches(['#', ' ']).replace('\\', "");
        let at = shown[from..].find(&heading);
        from += at.unwrap_or_else(|| panic!("{heading} is not behind what stands before it"));
        found += 1;
    }
    assert!(found > 30, "{found} headings");
}
