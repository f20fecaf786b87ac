//! What `--excel` writes opens in a spreadsheet as it was meant: letters, decimals and dates intact, and no
//! formula run.
//!
//! Needs LibreOffice: `apt-get install libreoffice-calc-nogui`, then
//! `cargo test --test opens_in_libreoffice -- --ignored`.

#![expect(clippy::unwrap_used, reason = "the helpers of a test are a test")]

use std::fs;
use std::path::Path;
use std::process::Command;

/// The results of `rows` for Excel, as LibreOffice in Danish opens them: what each cell shows.
fn results_through_libreoffice(rows: &str) -> Vec<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path();
    fs::write(path.join("rows.csv"), rows).unwrap();
    let scored = Command::new(env!("CARGO_BIN_EXE_indplacer"))
        .current_dir(path)
        .args(["score", "rows.csv", "--excel", "--output", "results.csv"])
        .status()
        .unwrap();
    assert!(scored.success());
    through_libreoffice(path)
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
    let column = |name: &str| shown[0].iter().position(|known| known == name).unwrap();
    assert_eq!(shown.len(), names.len() + 1);
    for (row, name) in shown[1..].iter().zip(names) {
        let found = row[column("leverandoer")].trim_start_matches('\'');
        assert_eq!(found, name);
        assert_eq!(row[column("niveau_svageste")], "let");
        // LibreOffice writes out in its own language, so a number has become one if its mark is a point.
        assert_eq!(row[column("gennemsnit")], "1.88");
        assert_eq!(row[column("vurderingsdato")], "2021-03-15");
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
