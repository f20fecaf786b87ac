//! The same assessments are the same results, whatever program wrote the file and however.

#![expect(clippy::unwrap_used, reason = "the helpers of a test are a test")]

mod workbook;

#[path = "case/program.rs"]
mod program;

use encoding_rs::WINDOWS_1252;
use flate2::Compression;
use flate2::write::GzEncoder;
use indplacer::diagnostic::Diagnostics;
use indplacer::intake::{Block, Input, RawRecord, Records, Sheet, SheetOptions};
use indplacer::rubric::Catalogue;
use indplacer::score::{Options, score};
use indplacer::source::Source;
use program::command;
use serde_json::Value;
use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::LazyLock;
use workbook::{workbook, worksheet};

/// What the workbooks of tests/data were made from, with the versions of the rubrics that it was assessed by.
const PILOT: &str = include_str!("baseline/earlier/pilot.csv");

/// The rows and cells of the pilot.
fn pilot() -> Vec<Vec<String>> {
    csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(b';')
        .from_reader(PILOT.as_bytes())
        .records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| {
    let sources = ["autisme-2020.1", "erhvervet-hjerneskade-2020.1", "synsnedsaettelse-2021.1"]
        .map(|name| {
            let path = format!("rubrics/earlier/{name}.toml");
            let text =
                fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(&path)).unwrap();
            Source { name: path, text: text.into() }
        });
    Catalogue::read(sources, &mut Diagnostics::default())
});

/// Every result, and its row as `kilde` has it.
fn results(path: &Path) -> Vec<(Value, u64)> {
    let mut notes = Diagnostics::default();
    let mut records = Vec::new();
    let inputs = [Input::File(path.to_owned())];
    let outcome = score(&CATALOGUE, &inputs, &Options::default(), &mut notes, |row| {
        let mut line = Vec::new();
        row.record.json_line(&mut line);
        let mut record: Value = serde_json::from_slice(&line).unwrap();
        let source = record["kilde"].take();
        let (file, line) = source.as_str().unwrap().rsplit_once(':').unwrap();
        assert_eq!(Path::new(file), path);
        records.push((record, line.parse().unwrap()));
        Ok(())
    });
    let outcome = outcome.unwrap_or_else(|_| panic!("{}: {notes:#?}", path.display()));
    assert!(outcome.rejected.is_empty(), "{:#?}", outcome.rejected);
    assert_eq!(records.len(), 102);
    records
}

/// The same results as of the pilot, each a number of lines further down.
fn same_as_the_pilot(path: &Path, further_down: u64, expected: &[(Value, u64)], what: &str) {
    let found = results(path);
    for ((record, line), (wanted, at)) in found.iter().zip(expected) {
        assert_eq!(record, wanted, "{what}");
        assert_eq!(*line, at + further_down, "{what}");
    }
}

#[derive(Debug, Clone, Copy)]
enum Quotes {
    WhereNeeded,
    Everywhere,
}

fn written(rows: &[Vec<String>], delimiter: char, line_end: &str, quotes: Quotes) -> String {
    let mut text = String::new();
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            if index > 0 {
                text.push(delimiter);
            }
            let needed = cell.contains([delimiter, '"', '\n', '\r']);
            match quotes {
                Quotes::WhereNeeded if !needed => text.push_str(cell),
                Quotes::WhereNeeded | Quotes::Everywhere => {
                    text.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
                }
            }
        }
        text.push_str(line_end);
    }
    text
}

#[test]
fn encoding_delimiter_line_end_and_quotes_make_no_difference() {
    type Encode = fn(&str) -> Vec<u8>;
    let encodings: [(&str, Encode); 5] = [
        ("UTF-8", |text| text.as_bytes().to_vec()),
        ("UTF-8 with BOM", |text| format!("\u{feff}{text}").into_bytes()),
        ("UTF-16 LE", |text| {
            let units = format!("\u{feff}{text}");
            units.encode_utf16().flat_map(u16::to_le_bytes).collect()
        }),
        ("UTF-16 BE", |text| {
            let units = format!("\u{feff}{text}");
            units.encode_utf16().flat_map(u16::to_be_bytes).collect()
        }),
        ("Windows-1252", |text| {
            let (bytes, _, is_lossy) = WINDOWS_1252.encode(text);
            assert!(!is_lossy, "the pilot can be written in Windows-1252");
            bytes.into_owned()
        }),
    ];
    let rows = pilot();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("pilot.csv");
    fs::write(&path, PILOT).unwrap();
    let expected = results(&path);
    for (encoding, encode) in encodings {
        for delimiter in [';', ',', '\t'] {
            for line_end in ["\n", "\r\n"] {
                for quotes in [Quotes::WhereNeeded, Quotes::Everywhere] {
                    let what = format!("{encoding} {delimiter:?} {line_end:?} {quotes:?}");
                    let text = written(&rows, delimiter, line_end, quotes);
                    fs::write(&path, encode(&text)).unwrap();
                    same_as_the_pilot(&path, 0, &expected, &what);
                    let text = format!("sep={delimiter}{line_end}{text}");
                    fs::write(&path, encode(&text)).unwrap();
                    same_as_the_pilot(&path, 1, &expected, &format!("sep= {what}"));
                }
            }
        }
    }
}

#[test]
fn a_workbook_of_typed_cells_is_the_same_as_its_csv() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let expected = results(&folder.join("tests/baseline/earlier/pilot.csv"));
    for program in ["openpyxl", "libreoffice", "1904"] {
        let path = folder.join(format!("tests/data/pilot-{program}.xlsx"));
        same_as_the_pilot(&path, 0, &expected, program);
    }
}

#[test]
fn a_workbook_is_known_by_its_bytes_and_a_packed_file_too() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("data.csv");
    fs::write(&path, PILOT).unwrap();
    let expected = results(&path);
    let book =
        fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pilot-openpyxl.xlsx"))
            .unwrap();
    let (first, second) = PILOT.as_bytes().split_at(PILOT.len() / 2);
    let members = [packed(first), packed(second)].concat();
    for (what, bytes) in [
        ("a workbook", book.clone()),
        ("gzip", packed(PILOT.as_bytes())),
        ("gzip of two members", members),
        ("a packed workbook", packed(&book)),
    ] {
        fs::write(&path, bytes).unwrap();
        same_as_the_pilot(&path, 0, &expected, what);
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

/// The header of a workbook, and its rows with their numbers.
fn cells(book: Vec<u8>) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
    let reader = Box::new(Cursor::new(book));
    let mut sheet = Sheet::from_reader("a.xlsx".into(), reader, SheetOptions::default())
        .unwrap_or_else(|fault| panic!("{fault:?}"));
    let delimiter = sheet.dialect().delimiter;
    let mut rows = Vec::new();
    while let Some(block) = sheet.next_block().unwrap() {
        rows.extend(rows_of(&block, delimiter));
    }
    let headers = sheet.headers.iter().map(ToString::to_string).collect();
    (headers, rows)
}

fn rows_of(block: &Block, delimiter: indplacer::intake::Delimiter) -> Vec<(u64, Vec<String>)> {
    let mut records = Records::new(block, delimiter);
    let mut record = RawRecord::default();
    let mut rows = Vec::new();
    while records.advance(&mut record) {
        assert_eq!(record.line(), record.row());
        let cells = (0..record.len()).map(|index| record.cell(index).to_owned());
        rows.push((record.row(), cells.collect()));
    }
    rows
}

#[test]
fn every_kind_of_cell_becomes_what_a_dane_would_write() {
    for (cell, text) in [
        ("<c><v>12345678</v></c>", "12345678"),
        ("<c t=\"n\"><v>1.2345678E7</v></c>", "12345678"),
        ("<c><v>0.30000000000000004</v></c>", "0,3"),
        ("<c><v>1.23456789012346E+17</v></c>", "1,23456789012346E+17"),
        ("<c s=\"1\"><v>0.6</v></c>", "60 %"),
        ("<c s=\"2\"><v>44286</v></c>", "31-03-2021"),
        ("<c s=\"3\"><v>1.5</v></c>", "36:00"),
        ("<c s=\"4\"><v>7</v></c>", "0007"),
        ("<c t=\"b\"><v>1</v></c>", "SAND"),
        ("<c t=\"b\"><v>0</v></c>", "FALSK"),
        ("<c t=\"e\"><v>#REF!</v></c>", "#REF!"),
        ("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>", "#DIV/0!"),
        ("<c t=\"s\"><v>1</v></c>", "nej"),
        ("<c t=\"d\"><v>2021-03-31T00:00:00</v></c>", "31-03-2021"),
        ("<c><f>SUM(A1:A2)</f><v>8</v></c>", "8"),
        ("<c t=\"str\"><f>A1&amp;\"\"</f><v>F-001</v></c>", "F-001"),
        ("<c t=\"str\"><f>\"\"</f><v></v></c>", ""),
        ("<c/>", ""),
        ("<c><v/></c>", ""),
        ("<c t=\"inlineStr\"><is><r><t>a;\"b\"</t></r><r><t>\n c</t></r></is></c>", "a;\"b\"\n c"),
        ("<c t=\"inlineStr\"><is><t>a_x000D_b &lt;&#x26;</t></is></c>", "a\rb <&"),
    ] {
        let book = workbook(&worksheet(&[&["a", "b", "c"], &["x", cell, "y"]]));
        let (headers, rows) = cells(book);
        assert_eq!(headers, ["a", "b", "c"]);
        let expected = ["x", text, "y"].map(str::to_owned).to_vec();
        assert_eq!(rows, [(2, expected)], "{cell}");
    }
}

#[test]
fn rows_and_columns_that_a_workbook_leaves_out_are_empty() {
    let xml = "<worksheet><sheetData>\
        <row r=\"3\"><c r=\"B3\"><v>1</v></c><c r=\"D3\"><v>2</v></c></row>\
        <row r=\"4\"><c r=\"A4\" t=\"inlineStr\"><is><t> </t></is></c></row>\
        <row r=\"9\"><c r=\"C9\"><v>5</v></c><c r=\"F9\"><v>6</v></c></row>\
        <row/><row><c><v>7</v></c></row>\
        </sheetData></worksheet>";
    let (headers, rows) = cells(workbook(xml.as_bytes()));
    assert_eq!(headers, ["", "1", "", "2"]);
    let row = |cells: &[&str]| cells.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(rows, [(9, row(&["", "", "5", "", "", "6"])), (11, row(&["7", "", "", ""]))]);
}

/// What the program says of a file: the exit code, its output and its messages in Danish.
fn said(file: &[u8], arguments: &[&str]) -> (Option<i32>, String, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("fil"), file).unwrap();
    let output = command()
        .current_dir(folder.path())
        .args(["score", "fil", "--lang", "da", "--format", "csv"])
        .args(arguments)
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[track_caller]
fn refused(file: &[u8], arguments: &[&str], message: &str) {
    let (code, out, said) = said(file, arguments);
    assert_eq!((code, out.as_str(), said.as_str()), (Some(2), "", message));
}

const HEADER: &[&str] = &["leverandoer_id", "maalgruppe", "Medarbejdere i alt", "uddannede"];

#[test]
fn a_cell_that_cannot_be_read_is_told_with_its_place_in_the_sheet() {
    let book = workbook(&worksheet(&[
        HEADER,
        &["F-1", "autisme", "<c t=\"e\"><v>#REF!</v></c>", "<c><v>2</v></c>"],
        &[
            "<c><v>1.23456789012346E+17</v></c>",
            "autisme",
            "<c s=\"2\"><v>44286</v></c>",
            "<c s=\"1\"><v>0.02</v></c>",
        ],
        &["F-3", "autisme", "<c><v>2.5</v></c>", "<c t=\"b\"><v>1</v></c>"],
    ]));
    let (code, _, said) = said(&book, &[]);
    assert_eq!(code, Some(1));
    assert_eq!(
        said,
        "fil: læst som Excel-fil, arket »Ark1«, komma som decimaltegn i tekst\n\
         fejl[spreadsheet-error] fil:2, C2 »Medarbejdere i alt«: »#REF!« – en formel i regnearket er gået galt\n    \
         ret formlen, eller lad cellen stå tom, hvis det ikke vides\n\
         fejl[exponent] fil:3, A3 »leverandoer_id«: »1,23456789012346E+17« – Excel har skrevet et langt tal om, og cifre kan være gået tabt\n    \
         giv kolonnen formatet Tekst i Excel, og skriv tallet igen\n\
         fejl[not-a-number] fil:3, C3 »Medarbejdere i alt«: »31-03-2021« – ikke et tal\n    \
         skriv kun tallet, fx 12 eller 12,5\n\
         fejl[not-a-number] fil:3, D3 »uddannede«: »2 %« – ikke et tal\n    \
         skriv kun tallet, fx 12 eller 12,5\n\
         fejl[not-a-number] fil:4, D4 »uddannede«: »SAND« – ikke et tal\n\
         fejl[not-whole] fil:4, C4 »Medarbejdere i alt«: »2,5« – ikke et helt tal\n\
         fejl: 3 rækker er afvist og indgår ikke i resultatet\n\
         3 rækker læst = 0 indplaceret + 0 under let + 0 uden fornøden kvalitet + 0 uafklaret + 3 afvist\n"
    );
}

#[test]
fn a_number_cell_is_the_same_whichever_decimal_mark_is_asked_for() {
    let book = workbook(&worksheet(&[
        &["leverandoer_id", "maalgruppe", "opdateringsdage"],
        &["F-1", "autisme", "<c><v>1.234</v></c>"],
    ]));
    let (code, comma, _) = said(&book, &[]);
    assert_eq!(code, Some(0));
    assert_eq!(said(&book, &["--decimal", "point"]).1, comma);
}

#[test]
fn what_a_sheet_hides_is_read_and_told() {
    let book = workbook(
        b"<worksheet><cols><col min=\"2\" max=\"2\" hidden=\"1\"/><col min=\"9\" max=\"16384\" hidden=\"1\"/></cols>\
        <sheetData><row><c t=\"inlineStr\"><is><t>leverandoer_id</t></is></c><c t=\"inlineStr\"><is><t>maalgruppe</t></is></c></row>\
        <row hidden=\"1\"><c><v>1</v></c><c t=\"inlineStr\"><is><t>autisme</t></is></c></row>\
        <row hidden=\"1\"/></sheetData></worksheet>",
    );
    let (code, out, said) = said(&book, &[]);
    assert_eq!(code, Some(0));
    assert_eq!(out.lines().count(), 2, "the hidden row is placed");
    let told =
        "bemærk[hidden-was-read] fil: 1 skjult række og 1 skjult kolonne i arket er læst med\n";
    assert!(said.contains(told), "{said}");
}

#[test]
fn a_sheet_is_named_or_the_first_that_is_shown() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let book = fs::read(folder.join("tests/data/pilot-1904.xlsx")).unwrap();
    let earlier = folder.join("rubrics/earlier");
    let by = ["--rubrics", earlier.to_str().unwrap()];
    let (code, _, shown) = said(&book, &by);
    assert_eq!(code, Some(0));
    let line = "fil: læst som Excel-fil, arket »Æblegrød & mere« (1 af 3 ark; vælg et andet med --sheet), komma som decimaltegn i tekst\n";
    assert!(shown.starts_with(line), "{shown}");
    let named = [&by[..], &["--sheet", "æblegrød & MERE"]].concat();
    assert_eq!(said(&book, &named).2, shown);
    refused(
        &book,
        &["--sheet", "Ark1"],
        "fejl[no-such-sheet] fil: arket »Ark1« findes ikke\n    \
         muligt er: »Skjult«, »Æblegrød & mere«, »Bilag«\n",
    );
}

#[test]
fn merged_cells_and_a_hidden_header_are_refused_in_words() {
    let sheet = |xml: &str| workbook(format!("<worksheet>{xml}</worksheet>").as_bytes());
    let rows = "<sheetData><row><c><v>1</v></c></row></sheetData>";
    let merged = "<mergeCells><mergeCell ref=\"A1:C1\"/><mergeCell ref=\"A9:A11\"/></mergeCells>";
    refused(
        &sheet(&format!("{rows}{merged}")),
        &[],
        "fejl[cells-merged] fil: cellerne A1:C1 er flettet, og det er cellerne ét andet sted også\n    \
         ophæv fletningen (Hjem > Flet og centrer): overskrifterne står i én række, og hver celle har sin egen værdi\n",
    );
    refused(
        &sheet("<sheetData><row/><row hidden=\"1\"><c><v>1</v></c></row></sheetData>"),
        &[],
        "fejl[header-hidden] fil:2: rækken med overskrifter er skjult\n    \
         vis rækken igen, eller slet den, hvis overskrifterne står i en anden\n",
    );
}

#[test]
fn a_formula_that_nobody_calculated_is_not_an_empty_cell() {
    let book =
        workbook(&worksheet(&[HEADER, &["F-1", "autisme", "<c><f>SUM(A1:A2)</f><v></v></c>"]]));
    refused(
        &book,
        &[],
        "fejl[never-calculated] fil:2, C2 »Medarbejdere i alt«: formlen er aldrig regnet ud, så cellen har ingen værdi\n    \
         åbn filen i Excel, og gem den igen\n",
    );
}

#[test]
fn other_and_damaged_files_are_told_for_what_they_are() {
    let save = "\n    åbn filen, og gem den som »Excel-projektmappe (.xlsx)« uden adgangskode eller som »CSV UTF-8«\n";
    refused(
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on",
        &[],
        &format!(
            "fejl[old-workbook] fil: det er en Excel-fil i det gamle format (.xls) eller en, der er beskyttet med adgangskode{save}"
        ),
    );
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("mimetype", zip::write::SimpleFileOptions::default()).unwrap();
    let zip = zip.finish().unwrap().into_inner();
    refused(
        &zip,
        &[],
        &format!(
            "fejl[no-workbook] fil: det er en zip-fil, men ikke en Excel-projektmappe (.xlsx){save}"
        ),
    );
    let book = workbook(&worksheet(&[HEADER]));
    refused(
        &book[..book.len() / 2],
        &[],
        &format!("fejl[workbook-damaged] fil: Excel-filen er beskadiget (zip){save}"),
    );
    refused(
        &workbook(b"<worksheet><sheetData><row><c><v>ja</v></c></row></sheetData></worksheet>"),
        &[],
        &format!(
            "fejl[workbook-damaged] fil: Excel-filen er beskadiget (xl/worksheets/sheet1.xml){save}"
        ),
    );
    let gzip = packed(PILOT.as_bytes());
    refused(
        &gzip[..gzip.len() / 2],
        &[],
        "fejl[gzip-damaged] fil: gzip-filen er beskadiget eller afbrudt\n",
    );
}
