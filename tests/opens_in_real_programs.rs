//! The report in a real browser and a real spreadsheet; run where they are installed.
//!
//! ```text
//! npm install --prefix tests/browser --no-package-lock
//! cargo test --test opens_in_real_programs -- --ignored --nocapture
//! ```
//!
//! The first needs Node.js and Chromium (`apt-get install chromium nodejs`), the second LibreOffice
//! (`apt-get install libreoffice-calc`). `INDPLACER_PICTURES` names a folder for screenshots and print.

#[path = "case/program.rs"]
mod program;

use program::command;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const PILOT: &str = include_str!("../examples/pilot.csv");

/// Names that a page or a spreadsheet might obey.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://x.example\";\"x\")",
    "Farvel\u{1b}[2J\u{1b}]0;x\u{7}",
    "", // 300 letters, below
    "\u{202e}nednalraV gO\u{202c} مركز الرعاية",
    "\"><img src=x onerror=alert(1)></noscript></style></script>&amp;",
];

fn report(folder: &Path, name: &str, csv: &str, format: &str) -> PathBuf {
    let input = folder.join(format!("{name}.csv"));
    fs::write(&input, csv).expect("a written file");
    let output = folder.join(format!("{name}.{format}"));
    let status = command()
        .env_remove("INDPLACER_LANG")
        .args(["report", "--quiet"])
        .arg(&input)
        .arg("-o")
        .arg(&output)
        .status()
        .expect("a process that runs");
    assert!(matches!(status.code(), Some(0 | 1)), "{status}");
    output
}

/// The first rows of the pilot under hostile names, ids and reasons.
fn hostile() -> String {
    let mut rows = PILOT.lines();
    let mut csv = format!("{}\n", rows.next().expect("a header"));
    for (name, row) in HOSTILE.iter().zip(rows) {
        let name = if name.is_empty() { "Å".repeat(300) } else { (*name).to_owned() };
        let mut cells: Vec<String> = row.split(';').map(str::to_owned).collect();
        let quoted = format!("\"{}\"", name.replace('"', "\"\""));
        cells[2].clone_from(&quoted);
        cells[11].clone_from(&quoted);
        cells[18] = "mange".to_owned();
        writeln!(csv, "{}", cells.join(";")).expect("memory");
        cells[18] = "9".to_owned();
        cells[19].clone_from(&quoted);
        writeln!(csv, "{}", cells.join(";")).expect("memory");
    }
    csv
}

/// The pilot again and again under new ids.
fn many(suppliers: usize) -> String {
    let mut rows = PILOT.lines();
    let mut csv = format!("{}\n", rows.next().expect("a header"));
    for (number, row) in rows
        .cycle()
        .filter(|row| row.contains(';') && !row.starts_with("leverandoer_id"))
        .take(suppliers)
        .enumerate()
    {
        let (_, rest) = row.split_once(';').expect("cells");
        writeln!(csv, "N-{number:05};{rest}").expect("memory");
    }
    csv
}

/// The page of a supplier whose name would end a script.
fn own_page(folder: &Path) -> PathBuf {
    let mut rows = PILOT.lines();
    let (head, row) = (rows.next().expect("a header"), rows.next().expect("a supplier"));
    let mut cells: Vec<&str> = row.split(';').collect();
    cells[2] = "</script><script>alert(1)</script>";
    let input = folder.join("own.csv");
    fs::write(&input, format!("{head}\n{}\n", cells.join(";"))).expect("a written file");
    let pages = folder.join("pages");
    let status = command()
        .args(["report", "--quiet", "--lang", "da"])
        .arg(&input)
        .arg("--per-supplier")
        .arg(&pages)
        .status()
        .expect("a process that runs");
    assert!(status.success(), "{status}");
    let mut pages = fs::read_dir(pages).expect("a folder");
    pages.next().expect("a page").expect("an entry").path()
}

#[test]
#[ignore = "needs Node.js, Chromium and the packages of tests/browser"]
fn the_page_works_for_every_reader() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let pages = [("pilot", PILOT.to_owned()), ("hostile", hostile()), ("many", many(5000))]
        .map(|(name, csv)| report(folder.path(), name, &csv, "html"));
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/drive.cjs");
    let status = Command::new("node")
        .arg(script)
        .args(pages)
        .arg(own_page(folder.path()))
        .args(std::env::var_os("INDPLACER_PICTURES"))
        .status()
        .expect("Node.js");
    assert!(status.success(), "{status}");
}

#[test]
#[ignore = "needs LibreOffice"]
fn the_workbook_opens_with_texts_as_texts_and_numbers_as_numbers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let workbook = report(folder.path(), "hostile", &hostile(), "xlsx");
    // Every sheet as CSV, as it is shown.
    let status = Command::new("soffice")
        .arg("--headless")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.path().display()))
        .args([
            "--convert-to",
            "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false,false,false,-1",
        ])
        .arg("--outdir")
        .arg(folder.path())
        .arg(workbook)
        .status()
        .expect("LibreOffice");
    assert!(status.success(), "{status}");
    let sheet = |name: &str| {
        let path = folder.path().join(format!("hostile-{name}.csv"));
        let text = fs::read_to_string(path).expect("a sheet");
        csv::ReaderBuilder::new()
            .delimiter(b';')
            .from_reader(text.as_bytes())
            .into_records()
            .map(|record| record.expect("a row").iter().map(str::to_owned).collect())
            .collect::<Vec<Vec<String>>>()
    };
    let suppliers = sheet("Leverandører");
    assert_eq!(suppliers.len(), HOSTILE.len());
    let names: Vec<&str> = suppliers.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(names[0], "<script>alert(1)</script>");
    assert_eq!(names[1], "=HYPERLINK(\"http://x.example\";\"x\")");
    assert_eq!(names[2], "Farvel\u{fffd}[2J\u{fffd}]0;x\u{fffd}");
    assert_eq!(names[3], "Å".repeat(300));
    // Rounded and turned about, as only a number and a date are by a program that was not told Danish.
    let (mean, date) = (&suppliers[0][12], &suppliers[0][28]);
    assert_eq!((mean.as_str(), date.as_str()), ("2.75", "03/11/2021"));
    assert!(sheet("Begrundelser").len() > 100);
    let faults = sheet("Mangler og fejl");
    assert_eq!(faults[0][..6], ["afvist", "hostile.csv", "2", "S2", "borgere_hoejt", "mange"]);
}
