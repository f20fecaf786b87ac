//! What goes in is read right, or refused with words that say where and what: quotes, headers, sheets, decimal marks,
//! and one bad file among good ones (contract §2).

mod case;
mod workbook;

use case::{Case, rubric};
use workbook::{workbook_of, worksheet};

const NAMES: &str = "leverandoer_id;maalgruppe;leverandoer;fornoeden_kvalitet\n";

/// `score` of these bytes by the built-in rubrics, as CSV, only faults and warnings told.
fn score(csv: &str) -> Case {
    Case::new()
        .bytes("a.csv", csv.as_bytes())
        .args(["score", "a.csv", "--format", "csv"])
}

#[test]
fn a_backslash_before_a_closing_quote_takes_no_other_supplier_with_it_in_silence() {
    score(&format!(
        "{NAMES}1;autisme;\"Hus 5\\\"\";ja\n2;autisme;\"B\";ja\n3;autisme;C;ja\n"
    ))
    .args(["--quiet"])
    .records("leverandoer_id,leverandoer", &["3,C"])
    .stderr(
        "
        error[sign-after-quote] a.csv:2, C2 »leverandoer«: “Hus 5\\\";ja 2;autisme;B\"” – the cell goes on after its closing quote; the row runs from line 2 to line 3
            double the quotes inside a cell (\"\"), and use no backslash
        error: 1 row is rejected and not in the result
    ",
    )
    .code(1);
}

#[test]
fn text_after_a_closing_quote_is_a_fault_of_the_row_and_blanks_are_none() {
    score(&format!(
        "{NAMES}1;autisme;\"Hus\" A;ja\n2;autisme;\"B\" ;ja\n3;autisme;x\"C\";ja\n"
    ))
    .args(["--quiet"])
    .records("leverandoer_id,leverandoer", &["2,B", "3,x\"C\""])
    .stderr(
        "
        error[sign-after-quote] a.csv:2, C2 »leverandoer«: “Hus A” – the cell goes on after its closing quote
            double the quotes inside a cell (\"\"), and use no backslash
        error: 1 row is rejected and not in the result
    ",
    )
    .code(1);
}

#[test]
fn a_header_that_goes_on_after_a_closing_quote_is_a_fault_of_the_file() {
    score("leverandoer_id;\"maalgruppe\"x;fornoeden_kvalitet\n1;autisme;ja\n")
        .args(["--quiet"])
        .stderr(
            "
        error[sign-after-quote] a.csv:1: the cell goes on after its closing quote
            double the quotes inside a cell (\"\"), and use no backslash
    ",
        )
        .code(2);
}

#[test]
fn a_row_that_holds_another_is_warned_of_with_both_lines() {
    let warning = "
        a.csv: read as UTF-8, cells separated by ;, decimal comma
        warning[row-in-row] a.csv:2: the row runs to line 3, and line 3 looks like a row of its own
            where a quote is opened too early or one is missing, the lines belong to a supplier each
        2 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 2 uafklaret + 0 rejected
    ";
    Case::score_aloud(
        rubric(),
        "leverandoer_id;kommune;navn;region\n1;Køge;\"A;x\n2;Køge;B\";y\n3;Køge;\"C; D\nog E\";z\n",
    )
    .records("leverandoer_id,region", &["1,y", "3,z"])
    .stderr(warning)
    .code(0);
}

#[test]
fn a_title_with_a_comma_decides_no_delimiter_and_is_no_header() {
    Case::score_aloud(
        rubric(),
        "Oversigt, alle tilbud i regionen, 2021;;\n;;\nleverandoer_id;navn;kommune\n1;A;Køge\n",
    )
    .records("leverandoer_id,kommune,kilde", &["1,Køge,a.csv:4"])
    .stderr(
        "
        a.csv: read as UTF-8, cells separated by ;, decimal comma, headers in row 3
        1 row read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 0 rejected
    ",
    )
    .code(0);
}

#[test]
fn a_foreign_header_below_a_title_is_found_by_the_names_of_columns() {
    let file = "Oversigt over tilbud 2021;;\n;;\nNr;Gruppe;Kvalitet\nF-1;autisme;ja\n";
    let columns = "[columns]\nNr = 'leverandoer_id'\nGruppe = 'maalgruppe'\nKvalitet = 'fornoeden_kvalitet'\n";
    score(file)
        .file("c.toml", columns)
        .args(["--columns", "c.toml", "--quiet"])
        .records("leverandoer_id,maalgruppe", &["F-1,autisme"])
        .code(0);
    score(file)
        .args(["--quiet"])
        .stderr(
            "
        error[no-header] a.csv:1: the headers should stand here
            the headers seem to stand in row 3: translate their names with --columns, give --header-row 3, or delete the rows above them
    ",
        )
        .code(2);
}

#[test]
fn the_row_of_the_header_can_be_said_and_counts_titles_and_blank_rows_but_not_sep() {
    let file = "sep=;\nTitel;\n\nleverandoer_id;kommune\nid;by\n1;Køge\n";
    let told = "
        a.csv: read as UTF-8, cells separated by ;, decimal comma, headers in row 3
        2 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 2 uafklaret + 0 rejected
    ";
    Case::score_aloud(rubric(), file)
        .records("leverandoer_id,kilde", &["id,a.csv:5", "1,a.csv:6"])
        .stderr(told)
        .code(0);
    Case::score_aloud(rubric(), file)
        .args(["--header-row", "3"])
        .records("leverandoer_id,kilde", &["id,a.csv:5", "1,a.csv:6"])
        .stderr(told)
        .code(0);
    Case::score(rubric(), file)
        .args(["--header-row", "2"])
        .stderr("error[no-such-header-row] a.csv: row 2 is empty or does not exist, so there are no headers\n")
        .code(2);
}

const COVER: &[&[&str]] = &[
    &["Vurderinger af tilbud"],
    &["Skriv til os, hvis noget mangler"],
];
const TABLE: &[&[&str]] = &[&["leverandoer_id", "maalgruppe"], &["F-1", "autisme"]];
const OTHER: &[&[&str]] = &[&["leverandoer_id", "maalgruppe"], &["F-2", "autisme"]];
const NO_GROUP: &[&[&str]] = &[&["Tilbudsid", "Navn"], &["F-3", "C"]];

fn form(id: &str) -> Vec<u8> {
    worksheet(&[
        &["indplacer-skema", "Oplysningsskema"],
        &["felt", "spørgsmål", "svar"],
        &["leverandoer_id", "Id", id],
        &["maalgruppe", "Målgruppe", "autisme"],
    ])
}

/// `score` of a workbook with these sheets, as CSV.
fn score_book(sheets: &[(&str, &[u8])]) -> Case {
    Case::new()
        .bytes("a.xlsx", &workbook_of(sheets))
        .args(["score", "a.xlsx", "--format", "csv", "--quiet"])
}

#[test]
fn the_one_visible_sheet_that_fits_is_taken() {
    let (cover, table, other) = (worksheet(COVER), worksheet(TABLE), worksheet(OTHER));
    let ids = ["F-1,a.xlsx:2"];
    for sheets in [
        vec![
            ("Forside", &cover[..]),
            ("Data", &table),
            ("Tomt", b"<worksheet/>"),
        ],
        vec![("-Gammel", &other), ("Data", &table), ("Forside", &cover)],
        vec![("Data", &table), ("-Skjult", &other)],
    ] {
        score_book(&sheets)
            .records("leverandoer_id,kilde", &ids)
            .code(0);
    }
    score_book(&[("A", &table), ("B", &other)])
        .args(["--sheet", "b"])
        .records("leverandoer_id,kilde", &["F-2,a.xlsx:2"])
        .code(0);
    // With a fixed rubric the målgruppe may be left out.
    score_book(&[("A", &cover), ("B", &worksheet(NO_GROUP))])
        .args(["--rubric", "autisme"])
        .records("leverandoer_id,kilde", &["F-3,a.xlsx:2"])
        .code(0);
}

#[test]
fn where_none_or_several_sheets_fit_all_are_named_with_what_they_hold() {
    let (cover, table, other) = (worksheet(COVER), worksheet(TABLE), worksheet(OTHER));
    score_book(&[("Forside", &cover), ("Liste", &worksheet(NO_GROUP)), ("Tomt", b"<worksheet/>"), ("-Data", &table)])
        .stderr("
            error[no-sheet-fits] a.xlsx: none of the visible sheets can be read as assessments
                choose one with --sheet: “Forside” (no column for the supplier's id (leverandoer_id)), “Liste” (no column for the målgruppe (maalgruppe)), “Tomt” (empty)
        ")
        .code(2);
    let several = "
        error[several-sheets-fit] a.xlsx: several of the visible sheets can be read as assessments, or there are forms and a table
            choose one with --sheet: ";
    score_book(&[("A", &table), ("B", &other)])
        .stderr(format!(
            "{several}“A” (a table of assessments), “B” (a table of assessments)\n"
        ))
        .code(2);
    score_book(&[("A", &form("1")), ("B", &other)])
        .stderr(format!(
            "{several}“A” (a form), “B” (a table of assessments)\n"
        ))
        .code(2);
}

#[test]
fn every_visible_form_of_a_workbook_is_read() {
    score_book(&[
        ("Skema", &form("1")),
        ("Vejledning", &worksheet(COVER)),
        ("Skema (2)", &form("2")),
        ("-Skema (3)", &form("3")),
    ])
    .records(
        "leverandoer_id,kilde",
        &["1,a.xlsx[Skema]:1", "2,a.xlsx[Skema (2)]:1"],
    )
    .code(0);
}

#[test]
fn a_title_that_is_merged_above_the_header_of_a_sheet_is_no_fault() {
    let table = "<worksheet><sheetData>\
        <row r=\"1\"><c t=\"inlineStr\"><is><t>Oversigt</t></is></c></row>\
        <row r=\"3\"><c t=\"inlineStr\"><is><t>leverandoer_id</t></is></c><c t=\"inlineStr\"><is><t>maalgruppe</t></is></c></row>\
        <row r=\"4\"><c t=\"inlineStr\"><is><t>F-1</t></is></c><c t=\"inlineStr\"><is><t>autisme</t></is></c></row>\
        </sheetData><mergeCells><mergeCell ref=\"A1:F1\"/></mergeCells></worksheet>";
    score_book(&[("Data", table.as_bytes())])
        .records("leverandoer_id,kilde", &["F-1,a.xlsx:4"])
        .code(0);
}
