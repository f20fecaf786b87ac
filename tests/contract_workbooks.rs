//! Workbooks of other programs, files of other kinds, and the lock files beside them (contract §2).

mod case;
mod workbook;

use case::{Case, rubric};
use proptest::prelude::*;
use std::io::{Cursor, Write};
use workbook::{workbook, worksheet};

fn counted() -> case::RubricText {
    rubric().indicators("antal = count, andet = count").criterion("indicator = \"antal\", min = 1")
}

fn scored(bytes: &[u8]) -> Case {
    Case::new()
        .file("r.toml", counted())
        .bytes("a.xlsx", bytes)
        .args(["score", "a.xlsx", "--rubric", "r.toml", "--format", "csv", "--quiet"])
}

const HEADER: &[&str] = &["leverandoer_id", "antal", "fremmed"];

#[test]
fn attributes_that_say_nothing_and_empty_shared_texts_are_read_as_libreoffice_reads_them() {
    let book = workbook(&worksheet(&[
        HEADER,
        &["A", "<c s=\"\" t=\"\" r=\"\"><v>3</v></c>", "<c t=\"s\"><v></v></c>"],
        &["B", "<c t=\"s\"/>", "<c t=\"s\"><v/></c>"],
        &["C", "<c t=\"n\" s=\"\"/>", "<c s=\"\"/>"],
        &["D", "<c t=\"b\"/>", "<c t=\"e\"/>"],
    ]));
    scored(&book)
        .records(
            "leverandoer_id,aktiv_praksis",
            &["A,højt", "B,under let..højt", "C,under let..højt", "D,under let..højt"],
        )
        .code(0);
}

#[test]
fn cells_of_a_row_in_another_order_stand_where_their_references_say() {
    let book = workbook(&worksheet(&[
        HEADER,
        &["<c r=\"B2\"><v>3</v></c>", "<c r=\"A2\" t=\"inlineStr\"><is><t>A</t></is></c>"],
    ]));
    scored(&book).records("leverandoer_id,aktiv_praksis", &["A,højt"]).code(0);
    let book =
        workbook(&worksheet(&[HEADER, &["<c r=\"B2\"><v>3</v></c>", "<c r=\"B2\"><v>4</v></c>"]]));
    scored(&book)
        .stderr(
            "
            error[workbook-damaged] a.xlsx: the Excel file is damaged (xl/worksheets/sheet1.xml)
                open the file and save it as “Excel Workbook (.xlsx)” without a password, or as “CSV UTF-8”
        ",
        )
        .code(2);
}

#[test]
fn a_number_that_is_none_is_a_word_for_missing_or_a_fault_of_its_row() {
    let book =
        workbook(&worksheet(&[HEADER, &["A", "<c><v>NaN</v></c>"], &["B", "<c><v>2</v></c>"]]));
    scored(&book)
        .records("leverandoer_id", &["B"])
        .stderr(
            "
            error[missing-elsewhere] a.xlsx:2, B2 »antal«: “NaN” – other programs write this where there is nothing
                add --missing \"NaN\" if it means that it is not known
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
    scored(&book).args(["--missing", "nan"]).records("leverandoer_id", &["A", "B"]).code(0);
}

const FORMULA: &str = "<c><f>SUM(A1:A2)</f><v></v></c>";

#[test]
fn a_formula_that_nobody_calculated_is_no_fault_in_a_column_that_nobody_reads() {
    let rows: &[&[&str]] = &[
        // A title, a column of no rubric, one of an indicator in no criterion, and one without a header.
        &[FORMULA, "", FORMULA],
        &["leverandoer_id", "antal", "fremmed", "andet"],
        &["A", "<c><v>3</v></c>", FORMULA, FORMULA, FORMULA],
        &["B", "<c><v>0</v></c>", FORMULA, FORMULA, FORMULA],
    ];
    scored(&workbook(&worksheet(rows)))
        .records("leverandoer_id,aktiv_praksis", &["A,højt", "B,under let"])
        .code(0);
}

#[test]
fn a_formula_that_nobody_calculated_is_a_fault_of_the_file_where_it_is_read() {
    let fault = |cell: &str, header: &str| {
        let row = cell.trim_start_matches(char::is_alphabetic);
        format!(
            "error[never-calculated] a.xlsx:{row}, {cell} »{header}«: the formula was never calculated, so the cell has no value\n    open the file in Excel and save it again\n"
        )
    };
    let three = "<c><v>3</v></c>";
    for (row, cell, header) in [
        (&["A", FORMULA, "x"][..], "B3", "antal"),
        (&[FORMULA, three, "x"], "A3", "leverandoer_id"),
    ] {
        let book = workbook(&worksheet(&[HEADER, &["Z", three], row]));
        scored(&book).stderr(fault(cell, header)).code(2);
    }
    // What goes through to the results is read, and so is the header.
    let book = workbook(&worksheet(&[HEADER, &["A", three, FORMULA]]));
    scored(&book).args(["--keep-columns", "fremmed"]).stderr(fault("C2", "fremmed")).code(2);
    scored(&book).records("leverandoer_id", &["A"]).code(0);
    let book = workbook(&worksheet(&[&["leverandoer_id", FORMULA], &["A", three]]));
    scored(&book).stderr(fault("B1", "")).code(2);
    // An expectation is read by `test`.
    let book = workbook(&worksheet(&[
        &["leverandoer_id", "maalgruppe", "forventet_niveau"],
        &["A", "Gruppe", FORMULA],
    ]));
    let output = Case::new()
        .file("r.toml", counted())
        .bytes("a.xlsx", &book)
        .args(["test", "a.xlsx", "--rubric", "r.toml"])
        .output();
    assert_eq!(String::from_utf8_lossy(&output.stderr), fault("C2", "forventet_niveau"));
    assert_eq!(output.status.code(), Some(2));
}

fn zip_of(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, zip::write::SimpleFileOptions::default()).expect("a file");
        zip.write_all(content.as_bytes()).expect("a file");
    }
    zip.finish().expect("a zip").into_inner()
}

/// A compound file, as far as its directory tells what it is.
fn compound(streams: &[&str]) -> Vec<u8> {
    let mut bytes = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    bytes.resize(1024, 0);
    for name in streams {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes
}

#[test]
fn files_of_other_kinds_are_named_for_what_they_are_with_what_to_do() {
    let save = "open the file and save it as “Excel Workbook (.xlsx)” without a password, or as “CSV UTF-8”";
    let copy = "assessments are read from spreadsheets (.xlsx) and CSV files; copy the table into a spreadsheet";
    let unlock = "open the file with the password, and save it without (File, Info, Protect Workbook) as “Excel Workbook (.xlsx)” or “CSV UTF-8”";
    let spreadsheet = "application/vnd.oasis.opendocument.spreadsheet";
    let cases: [(Vec<u8>, &str, &str); 15] = [
        (
            zip_of(&[("mimetype", spreadsheet), ("content.xml", "<x/>")]),
            "this is a LibreOffice spreadsheet (.ods)",
            save,
        ),
        (
            zip_of(&[("mimetype", "application/vnd.oasis.opendocument.text")]),
            "this is a LibreOffice document and not a spreadsheet",
            copy,
        ),
        (
            zip_of(&[("[Content_Types].xml", "<x/>"), ("xl/workbook.bin", "")]),
            "this is a binary Excel file (.xlsb)",
            save,
        ),
        (
            zip_of(&[("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")]),
            "this is a Word document (.docx)",
            copy,
        ),
        (zip_of(&[("ppt/presentation.xml", "<x/>")]), "this is a presentation (.pptx)", copy),
        (
            zip_of(&[("Index/Document.iwa", "")]),
            "this is a spreadsheet of Apple Numbers (.numbers)",
            save,
        ),
        (
            compound(&["Root Entry", "Workbook"]),
            "this is an Excel file in the old format (.xls)",
            save,
        ),
        (compound(&["Root Entry", "Book"]), "this is an Excel file in the old format (.xls)", save),
        (
            compound(&["Root Entry", "WordDocument"]),
            "this is a Word document in the old format (.doc)",
            copy,
        ),
        (
            compound(&["Root Entry", "EncryptionInfo", "EncryptedPackage"]),
            "the file is protected by a password",
            unlock,
        ),
        (b"%PDF-1.7\n%\xE2\xE3".to_vec(), "this is a PDF file", copy),
        (b"{\\rtf1 x}".to_vec(), "this is a text document (.rtf)", copy),
        (
            b"\xEF\xBB\xBF\r\n<HTML><table>".to_vec(),
            "this is a web page (HTML) that Excel can open, whatever the file is called",
            save,
        ),
        (
            b"<table><tr>".to_vec(),
            "this is a web page (HTML) that Excel can open, whatever the file is called",
            save,
        ),
        (
            b"<?xml version=\"1.0\"?><Workbook>".to_vec(),
            "this is an XML file that Excel may be able to open, whatever the file is called",
            save,
        ),
    ];
    for (bytes, what, help) in cases {
        let told = format!("error[foreign-file] a.xlsx: {what}\n    {help}\n");
        scored(&bytes).stderr(&told).code(2);
        Case::new()
            .file("r.toml", counted())
            .stdin(&bytes)
            .args(["score", "-", "--rubric", "r.toml", "--format", "csv", "--quiet"])
            .stderr(told.replace("a.xlsx", "stdin"))
            .code(2);
    }
}

#[test]
fn lock_files_are_passed_over_with_one_line_and_no_effect_on_the_exit_code() {
    let csv = "leverandoer_id;antal\nA;3\n";
    Case::score_aloud(counted(), csv)
        .bytes("~$a.xlsx", b"\x05Navn Navnesen  \0N\0a")
        .bytes("m/~$b.xlsx", b"")
        .args(["~$a.xlsx", "m/~$b.xlsx"])
        .records("leverandoer_id", &["A"])
        .stderr(
            "
            ~$a.xlsx: passed over; Excel makes such a lock file while a workbook is open
            m/~$b.xlsx: passed over; Excel makes such a lock file while a workbook is open
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            1 row read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 0 rejected
        ",
        )
        .code(0);
    for arguments in [
        &["check"][..],
        &["study", "overview"],
        &["report", "-o", "r.html"],
        &["explain", "--supplier", "A"],
    ] {
        let output = Case::new()
            .file("r.toml", counted())
            .file("a.csv", csv)
            .bytes("~$a.csv", b"\x05x")
            .args(arguments)
            .args(["~$a.csv", "a.csv", "--rubric", "r.toml"])
            .output();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert_eq!(stderr.matches("~$a.csv: passed over").count(), 1, "{arguments:?}: {stderr}");
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {stderr}");
    }
    // A name alone makes no lock file.
    let real = workbook(&worksheet(&[&["leverandoer_id", "antal"], &["B", "3"]]));
    for (name, bytes) in [("~$b.csv", csv.as_bytes()), ("~$b.xlsx", &real), ("~$b", csv.as_bytes())]
    {
        let id = if name == "~$b.xlsx" { "B" } else { "A" };
        Case::score(counted(), csv)
            .without(&["a.csv"])
            .bytes(name, bytes)
            .args([name])
            .records("leverandoer_id,kilde", &[&format!("{id},{name}:2")])
            .code(0);
    }
    Case::score(counted(), csv)
        .without(&["a.csv"])
        .args(["~$b.xlsx"])
        .stderr("error[file-not-found] ~$b.xlsx: the file does not exist\n")
        .code(2);
    // With nothing else there is nothing to read.
    Case::new()
        .file("r.toml", counted())
        .bytes("~$a.xlsx", b"\x05x")
        .args(["score", "~$a.xlsx", "--rubric", "r.toml", "--quiet"])
        .stderr("error[nothing-to-score] no file has a row with an assessment\n")
        .code(2);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 40, ..ProptestConfig::default() })]

    /// Rows read the same whatever a program leaves out of its cells, and in whatever order it writes them.
    #[test]
    fn a_workbook_reads_the_same_however_its_cells_are_written(
        rows in prop::collection::vec((0_u8..9, any::<bool>(), any::<bool>(), 0_u8..4), 1..12),
    ) {
        let (mut plain, mut odd): (Vec<Vec<String>>, Vec<Vec<String>>) = (Vec::new(), Vec::new());
        for (at, (count, is_swapped, has_formula, empty)) in rows.iter().enumerate() {
            let id = |reference: &str| format!("<c{reference} t=\"inlineStr\"><is><t>s{at}</t></is></c>");
            let row = at + 2;
            let number = |more: &str| format!("<c r=\"B{row}\"{more}><v>{count}</v></c>");
            let nothing = ["", "<c r=\"C{}\" t=\"s\"/>", "<c r=\"C{}\" s=\"\"/>", "<c r=\"C{}\" t=\"n\"><v/></c>"][usize::from(*empty)];
            let mut cells = vec![id(&format!(" r=\"A{row}\"")), number(" s=\"\" t=\"\"")];
            if *is_swapped {
                cells.swap(0, 1);
            }
            cells.push(nothing.replace("{}", &row.to_string()));
            if *has_formula {
                cells.push(format!("<c r=\"D{row}\"><f>A1</f></c>"));
            }
            odd.push(cells.into_iter().filter(|cell| !cell.is_empty()).collect());
            plain.push(vec![id(""), number("")]);
        }
        let read = |rows: &[Vec<String>]| {
            let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
            let mut all: Vec<&[&str]> = vec![HEADER];
            all.extend(rows.iter().map(Vec::as_slice));
            let output = scored(&workbook(&worksheet(&all))).output();
            (output.status.code(), String::from_utf8_lossy(&output.stdout).into_owned())
        };
        let plain = read(&plain);
        prop_assert_eq!(plain.0, Some(0));
        prop_assert_eq!(read(&odd), plain);
    }
}
