//! What goes in is read right, or refused with words that say where and what: quotes, headers, sheets, decimal marks,
//! and one bad file among good ones (contract §2).

mod case;
mod workbook;

use case::{Case, command, rubric};
use proptest::prelude::*;
use workbook::{workbook_of, worksheet};

const NAMES: &str = "leverandoer_id;maalgruppe;leverandoer;fornoeden_kvalitet\n";

/// `score` of these bytes by the built-in rubrics, as CSV, only faults and warnings told.
fn score(csv: &str) -> Case {
    Case::new().bytes("a.csv", csv.as_bytes()).args(["score", "a.csv", "--format", "csv"])
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

const COVER: &[&[&str]] = &[&["Vurderinger af tilbud"], &["Skriv til os, hvis noget mangler"]];
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
        vec![("Forside", &cover[..]), ("Data", &table), ("Tomt", b"<worksheet/>")],
        vec![("-Gammel", &other), ("Data", &table), ("Forside", &cover)],
        vec![("Data", &table), ("-Skjult", &other)],
    ] {
        score_book(&sheets).records("leverandoer_id,kilde", &ids).code(0);
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
                choose one with --sheet: “Forside” (no column for the supplier's id (leverandoer_id)), “Liste” (no column for the målgruppe (maalgruppe)), “Tomt” (empty), “Data” (hidden)
        ")
        .code(2);
    // What is shown may be but the cover of what is hidden.
    for (shown, found) in [
        (worksheet(COVER), "no column for the supplier's id (leverandoer_id)"),
        (worksheet(NO_GROUP), "no column for the målgruppe (maalgruppe)"),
        (b"<worksheet/>".to_vec(), "empty"),
    ] {
        let case = score_book(&[("-Lister", &other), ("Ark1", &shown), ("-Data", &table)]);
        case.stderr(format!(
            "
            error[no-sheet-fits] a.xlsx: none of the visible sheets can be read as assessments
                choose one with --sheet: “Ark1” ({found}), “Lister” (hidden), “Data” (hidden)
        "
        ))
        .code(2);
    }
    // Where there is one sheet alone there is none to choose.
    score_book(&[("Ark1", &worksheet(NO_GROUP))])
        .stderr("
            error[column-missing] a.xlsx:1: the column maalgruppe is missing
                add a column with the header maalgruppe, or use one rubric for every row with --rubric
        ")
        .code(2);
    let several = "
        error[several-sheets-fit] a.xlsx: several of the visible sheets can be read as assessments, or there are forms and a table
            choose one with --sheet: ";
    score_book(&[("A", &table), ("B", &other)])
        .stderr(format!("{several}“A” (a table of assessments), “B” (a table of assessments)\n"))
        .code(2);
    score_book(&[("A", &form("1")), ("B", &other)])
        .stderr(format!("{several}“A” (a form), “B” (a table of assessments)\n"))
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
    .records("leverandoer_id,kilde", &["1,a.xlsx[Skema]:1", "2,a.xlsx[Skema (2)]:1"])
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

#[test]
fn another_header_among_the_rows_is_a_fault_of_the_file() {
    let first = "leverandoer_id;maalgruppe;fornoeden_kvalitet;borgere_let;borgere_hoejt\nA;autisme;ja;12;3\n";
    for (second, line) in [
        (
            "leverandoer_id;maalgruppe;fornoeden_kvalitet;borgere_hoejt;borgere_let\nB;autisme;ja;3;12\n",
            3,
        ),
        ("B;autisme;ja;12;3\nTilbudsid;Navn;Kommune;;\n", 4),
        ("Nr;Note;;Borgere_let;Borgere_hoejt\n", 3),
    ] {
        score(&format!("{first}{second}"))
            .args(["--quiet"])
            .stderr(format!(
                "
                error[second-header] a.csv:{line}: here the headers stand again, but in another order or with other columns
                    split the file in two here, and read both: indplacer score a.csv b.csv
                "
            ))
            .code(2);
    }
}

#[test]
fn a_second_header_with_more_columns_makes_no_titles_of_the_suppliers_above_it() {
    for second in [
        "leverandoer_id;maalgruppe;fornoeden_kvalitet;borgere_let",
        "leverandoer_id;maalgruppe;fornoeden_kvalitet;Fax",
    ] {
        for title in ["", "Tilbud i regionen\n"] {
            let line = 3 + title.len().min(1);
            score(&format!("{title}leverandoer_id;maalgruppe;fornoeden_kvalitet\nA;autisme;ja\n{second}\nB;autisme;ja;2\n"))
                .args(["--quiet"])
                .stderr(format!(
                    "
                    error[second-header] a.csv:{line}: here the headers stand again, but in another order or with other columns
                        split the file in two here, and read both: indplacer score a.csv b.csv
                    "
                ))
                .code(2);
        }
    }
}

#[test]
fn a_second_header_with_another_sign_between_its_names_is_a_fault_of_the_file() {
    let rubric = || {
        rubric()
            .indicators("antal = count, andel = share")
            .criterion("indicator = \"antal\", min = 1")
    };
    let signs = [';', ',', '\t', '|'];
    for (first, second) in signs.iter().flat_map(|first| signs.map(|second| (*first, second))) {
        if first == second {
            continue;
        }
        let lines = |sign: char, id: &str| {
            let lines = format!("leverandoer_id;antal;andel\n{id};3;60 %\n");
            lines.replace(';', &sign.to_string())
        };
        let csv = lines(first, "A") + &lines(second, "B");
        Case::score(rubric(), &csv)
            .args(["--delimiter", &first.to_string()])
            .stderr(
                "
                error[second-header] a.csv:3: here the headers stand again, but in another order or with other columns
                    split the file in two here, and read both: indplacer score a.csv b.csv
                ",
            )
            .code(2);
        // A supplier whose id holds such a sign, and whose row is short, is a supplier.
        let csv = lines(first, "A") + &format!("\"antal{second}b\"\n");
        Case::score(rubric(), &csv)
            .args(["--delimiter", &first.to_string()])
            .records("leverandoer_id", &["A", &format!("antal{second}b")])
            .code(0);
    }
}

#[test]
fn a_header_too_far_down_to_be_taken_is_named_with_its_row() {
    for titles in [19, 20, 21, 120, 199] {
        for sign in [';', ','] {
            let mut csv: String = (0..titles).map(|line| format!("Linje {line}\n")).collect();
            csv += &"leverandoer_id;maalgruppe;fornoeden_kvalitet\nA;autisme;ja\n"
                .replace(';', &sign.to_string());
            let row = titles + 1;
            match titles {
                19 => {
                    score(&csv).args(["--quiet"]).records("leverandoer_id", &["A"]).code(0);
                }
                _ => {
                    score(&csv)
                        .args(["--quiet"])
                        .stderr(format!(
                            "
                            error[no-header] a.csv:1: the headers should stand here
                                the headers seem to stand in row {row}: translate their names with --columns, give --header-row {row}, or delete the rows above them
                            "
                        ))
                        .code(2);
                }
            }
            score(&csv)
                .args(["--quiet", "--header-row", &row.to_string()])
                .records("leverandoer_id", &["A"])
                .code(0);
        }
    }
}

#[test]
fn the_same_header_again_is_passed_over_and_told_once() {
    let csv = "leverandoer_id;Antal;navn\n1;1;A\nLeverandoer_id;antal;navn;\n2;1;B\nleverandoer_id;Antal;navn\n";
    Case::score_aloud(rubric().indicators("antal = count").criterion("indicator = \"antal\", min = 1"), csv)
        .records("leverandoer_id", &["1", "2"])
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            warning[repeated-header] a.csv:3: the headers stand here again, and 2 times in all; those rows are passed over
            2 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 2 uafklaret + 0 rejected
            ",
        )
        .code(0);
}

/// `a` is a number, `b` a share and `c` a count, in rows of those three cells; the columns are B, C and D.
fn numbers(delimiter: &str, rows: &[[&str; 3]], more: &[&str]) -> Case {
    let line = |cells: [&str; 4]| {
        let quoted = cells.map(|cell| match cell.contains(delimiter) {
            true => format!("\"{cell}\""),
            false => cell.to_owned(),
        });
        format!("{}\n", quoted.join(delimiter))
    };
    let mut csv = line(["leverandoer_id", "a", "b", "c"]);
    for (number, [a, b, c]) in rows.iter().enumerate() {
        csv += &line([&number.to_string(), a, b, c]);
    }
    let rubric = rubric()
        .indicators("a = number, b = share, c = count")
        .criterion("all_of = [{ indicator = \"a\", min = 2.2 }, { indicator = \"b\", min = 1 }, { indicator = \"c\", min = 1 }]");
    Case::score(rubric, &csv).args(more.iter().copied())
}

/// The column of the three in which `cell` stands alone.
fn alone(column: usize, cell: &str) -> [&str; 3] {
    std::array::from_fn(|index| if index == column { cell } else { "" })
}

#[test]
fn a_column_with_two_decimal_marks_is_a_fault_of_the_file_that_names_both_cells() {
    for more in [&[][..], &["--decimal", "comma"]] {
        let rows = ["2.5", "2.25", "2.125"].map(|cell| alone(0, cell));
        numbers(";", &rows, more)
                .stderr("
                    error[two-decimal-marks] a.csv:4, B4 »a«: “2.125” – was read with the point as thousands mark, but in B2 (2.5) it can only be a decimal mark
                        give --decimal point if the point is the decimal mark in the whole file; else mend the numbers
                ")
                .code(2);
        numbers(";", &rows, &["--decimal", "point"])
            .records("leverandoer_id", &["0", "1", "2"])
            .code(0);
    }
    let rows = ["1,250", "2,5"].map(|cell| alone(0, cell));
    numbers(";", &rows, &["--decimal", "point"])
        .stderr("
            error[two-decimal-marks] a.csv:2, B2 »a«: “1,250” – was read with the comma as thousands mark, but in B3 (2,5) it can only be a decimal mark
                give --decimal comma if the comma is the decimal mark in the whole file; else mend the numbers
        ")
        .code(2);
    // Whole numbers of a data frame are as telling.
    let rows = ["2.0", "1.500"].map(|cell| alone(2, cell));
    numbers(";", &rows, &[])
        .stderr("
            error[two-decimal-marks] a.csv:3, D3 »c«: “1.500” – was read with the point as thousands mark, but in D2 (2.0) it can only be a decimal mark
                give --decimal point if the point is the decimal mark in the whole file; else mend the numbers
        ")
        .code(2);
}

#[test]
fn marks_that_leave_no_doubt_stand_beside_each_other() {
    for cells in [
        ["2,5", "2.5"],
        ["1.250,75", "2.5"],
        ["1.250.000", "2.5"],
        ["1.250", "2,5"],
        ["1 250", "2.5"],
        ["0,125", "2.5"],
    ] {
        let rows = cells.map(|cell| alone(0, cell));
        numbers(";", &rows, &[]).records("leverandoer_id", &["0", "1"]).code(0);
    }
    // Two columns are two matters, and what is not read tells nothing.
    let rows = [["2.5", "", ""], ["", "12.500", ""]];
    numbers(";", &rows, &[])
        .records("leverandoer_id", &["0"])
        .stderr(
            "
            error[share-above-hundred] a.csv:3, C3 »b«: “12.500” – more than 100 %
                say which is the decimal mark with --decimal point or --decimal comma
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn where_a_comma_stands_between_the_cells_a_number_that_could_be_either_is_a_fault_of_its_row() {
    for (column, cell) in [(0, "2.125"), (0, "2,125"), (1, "12.500"), (2, "1.500"), (2, "1,500")] {
        let (letter, name) = [('B', "a"), ('C', "b"), ('D', "c")][column];
        let rows = [alone(column, "2"), alone(column, cell)];
        numbers(",", &rows, &[])
            .records("leverandoer_id", &["0"])
            .stderr(format!("
                error[either-mark] a.csv:3, {letter}3 »{name}«: “{cell}” – can be a decimal or a number with a thousands mark
                    say which is the decimal mark with --decimal point or --decimal comma
                error: 1 row is rejected and not in the result
            "))
            .code(1);
    }
    let rows = [alone(0, "2.5"), alone(0, "2.125")];
    numbers(",", &rows, &["--decimal", "point"]).records("leverandoer_id", &["0", "1"]).code(0);
}

const GOOD: &str = "leverandoer_id;kommune\n1;Køge\n";
const GOOD_TOO: &str = "leverandoer_id;kommune\n2;Ribe\nx;\n";

/// A file that is found to be faulty after good rows, at its header, or not at all; with what is said of it.
const FAULTY: &[(&str, &str)] = &[
    (
        "leverandoer_id;kommune\n2;Ribe\n3;\"Køge\n",
        "error[open-quote] b.csv:3: a quote is opened here and never closed\n    close it, or double it if it is part of the text\n",
    ),
    (
        "leverandoer_id;kommune\n2;Ribe\nkommune;leverandoer_id\n3;a\n",
        "error[second-header] b.csv:3: here the headers stand again, but in another order or with other columns\n    split the file in two here, and read both: indplacer score a.csv b.csv\n",
    ),
    (
        "nr;kommune\n2;Ribe\n",
        "error[column-missing] b.csv:1: the column leverandoer_id is missing\n    add a column with the header leverandoer_id\n",
    ),
    ("", "error[file-empty] b.csv: the file is empty\n"),
];

#[test]
fn of_several_files_the_good_ones_are_placed_and_nothing_of_a_faulty_one_counts() {
    for (faulty, told) in FAULTY {
        let several = |more: &[&str]| {
            Case::new()
                .file("r.toml", rubric())
                .bytes("a.csv", GOOD.as_bytes())
                .bytes("b.csv", faulty.as_bytes())
                .bytes("c.csv", GOOD_TOO.as_bytes())
                .args([
                    "score", "a.csv", "b.csv", "c.csv", "--rubric", "r.toml", "--format", "csv",
                    "--quiet",
                ])
                .args(more.iter().copied())
        };
        several(&[])
            .records("leverandoer_id,kilde", &["1,a.csv:2", "2,c.csv:2", "x,c.csv:3"])
            .stderr(format!("{told}error: 1 file could not be read and is not in the result\n"))
            .code(1);
        several(&["--strict"]).stderr(told).code(2);
    }
}

#[test]
fn standard_input_among_files_is_gone_through_first_too() {
    for (faulty, told) in FAULTY {
        Case::new()
            .file("r.toml", rubric())
            .bytes("a.csv", GOOD.as_bytes())
            .stdin(faulty)
            .args(["score", "-", "a.csv", "--rubric", "r.toml", "--format", "csv", "--quiet"])
            .records("leverandoer_id,kilde", &["1,a.csv:2"])
            .stderr(format!(
                "{}error: 1 file could not be read and is not in the result\n",
                told.replace("b.csv:", "stdin:")
            ))
            .code(1);
    }
}

#[test]
fn where_no_file_can_be_read_nothing_is_placed() {
    Case::new()
        .file("r.toml", rubric())
        .file("a.csv", "nr\n1\n")
        .args(["score", "a.csv", "b.csv", "--rubric", "r.toml", "--quiet"])
        .stderr(
            "
            error[column-missing] a.csv:1: the column leverandoer_id is missing
                add a column with the header leverandoer_id
            error[file-not-found] b.csv: the file does not exist
            ",
        )
        .code(2);
}

#[test]
fn every_command_on_several_files_tells_of_the_one_that_it_could_not_read() {
    for args in [
        &["explain", "a.csv", "b.csv", "--supplier", "1"][..],
        &["explain", "a.csv", "b.csv", "--all", "--format", "jsonl"],
        &["report", "a.csv", "b.csv", "-o", "r.html"],
        &["study", "overview", "a.csv", "b.csv"],
        &["study", "robustness", "a.csv", "b.csv"],
        &["study", "timeline", "a.csv", "b.csv", "--as-of", "2021-01-01"],
    ] {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| {
            std::fs::write(folder.path().join(name), text).expect("a file");
        };
        write("a.csv", "leverandoer_id;maalgruppe;vurderingsdato\n1;autisme;2021-02-03\n");
        write("b.csv", "leverandoer_id;maalgruppe\n2;\"autisme\n");
        let run = command()
            .current_dir(folder.path())
            .args(args)
            .args(["--lang", "en"])
            .output()
            .expect("a run");
        let said = String::from_utf8_lossy(&run.stderr);
        assert_eq!(run.status.code(), Some(1), "{args:?}: {said}");
        assert!(said.contains("error[open-quote] b.csv:2"), "{args:?}: {said}");
        assert!(
            said.contains("1 file could not be read and is not in the result"),
            "{args:?}: {said}"
        );
    }
}

#[test]
fn standard_output_that_has_begun_is_told_how_many_records_do_not_hold() {
    let mut csv = String::from("leverandoer_id;a\n");
    for number in 0..60_000 {
        csv += &format!("{number};1\n");
    }
    csv += "60000;\"\n";
    for threads in ["1", "2"] {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("a.csv"), &csv).expect("a file");
        std::fs::write(folder.path().join("r.toml"), rubric().to_string()).expect("a file");
        let run = |more: &[&str]| {
            command()
                .current_dir(folder.path())
                .args([
                    "score",
                    "a.csv",
                    "--rubric",
                    "r.toml",
                    "--threads",
                    threads,
                    "--quiet",
                    "--lang",
                    "en",
                ])
                .args(more)
                .output()
                .expect("a run")
        };
        let shown = run(&["--format", "csv"]);
        let records = String::from_utf8_lossy(&shown.stdout).lines().count() - 1;
        assert!(records > 0, "enough rows to be written before the end is read");
        assert_eq!(shown.status.code(), Some(2));
        assert_eq!(
            String::from_utf8_lossy(&shown.stderr),
            format!(
                "error[open-quote] a.csv:60002: a quote is opened here and never closed\n    close it, or double it if it is part of the text\nerror: standard output got {records} records before the fault was found; they do not hold\n"
            )
        );
        let written = run(&["-o", "b.csv"]);
        assert_eq!(written.status.code(), Some(2));
        assert!(!folder.path().join("b.csv").exists());
        assert!(!String::from_utf8_lossy(&written.stderr).contains("do not hold"));
    }
}

#[test]
fn a_cell_that_is_left_out_at_either_end_of_the_header_hides_no_delimiter() {
    for csv in
        [",leverandoer_id\n0,A\n1,B\n", "leverandoer_id,\nA,\nB,\n", "leverandoer_id\t\nA\t\nB\t\n"]
    {
        Case::score(rubric(), csv).records("leverandoer_id", &["A", "B"]).code(0);
    }
}

#[test]
fn another_sign_between_the_cells_is_offered() {
    for (csv, more, sign) in [
        ("leverandoer_id|maalgruppe|navn\n1|autisme|Huset\n", &[][..], "|"),
        ("leverandoer_id;maalgruppe\n1;autisme\n", &["--delimiter", ","], ";"),
        ("sep=;\nleverandoer_id\tmaalgruppe\n1\tautisme\n", &[], "tab"),
    ] {
        let line = 1 + u32::from(csv.starts_with("sep"));
        score(csv)
            .args(more.iter().copied())
            .args(["--quiet"])
            .stderr(format!(
                "
                error[column-missing] a.csv:{line}: the column leverandoer_id is missing
                    the cells seem to be separated by {sign}: give --delimiter \"{sign}\"
                "
            ))
            .code(2);
        score(csv).args(["--delimiter", sign, "--quiet"]).records("leverandoer_id", &["1"]).code(0);
    }
}

#[test]
fn text_in_a_workbook_has_the_decimal_marks_of_text_and_its_numbers_none() {
    let book = |cells: [&str; 2]| {
        let rows: [&[&str]; 3] = [
            &["leverandoer_id", "maalgruppe", "opdateringsdage"],
            &["1", "autisme", cells[0]],
            &["2", "autisme", cells[1]],
        ];
        worksheet(&rows)
    };
    score_book(&[("Data", &book(["2.5", "2.125"]))])
        .stderr("
            error[two-decimal-marks] a.xlsx:3, C3 »opdateringsdage«: “2.125” – was read with the point as thousands mark, but in C2 (2.5) it can only be a decimal mark
                give --decimal point if the point is the decimal mark in the whole file; else mend the numbers
        ")
        .code(2);
    score_book(&[("Data", &book(["<c><v>2.5</v></c>", "<c><v>2.125</v></c>"]))])
        .records("leverandoer_id", &["1", "2"])
        .code(0);
}

/// What can be wrong with a whole file, as a line of it, and the code by which it is told.
const FAULTS_OF_FILES: [(&[u8], &str); 4] = [
    (b"a;leverandoer_id\n", "second-header"),
    (b"x;2.125\n", "two-decimal-marks"),
    (b"x;\xFF\n", "bytes"),
    (b"x;\0\n", "nul-sign"),
];

/// Thousands of rows, with these of the faults in lines of their own; with the name of the file and that of the first.
fn with_faults(places: &[(usize, usize)]) -> (Vec<u8>, String) {
    const ROWS: usize = 6_000;
    let mut csv = "leverandoer_id;a;Bemærkning\nfirst;2.5;\n".as_bytes().to_vec();
    let mut first = None;
    for row in 0..ROWS {
        let here = places.iter().find(|(at, _)| at % ROWS == row);
        if let Some((_, fault)) = here {
            let (line, code) = FAULTS_OF_FILES[fault % FAULTS_OF_FILES.len()];
            csv.extend_from_slice(line);
            first.get_or_insert_with(|| format!("[{code}] a.csv:{}", row + 3));
        } else {
            csv.extend_from_slice(format!("{row};1;{}\n", "y".repeat(60)).as_bytes());
        }
    }
    (csv, first.expect("a fault"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn the_fault_that_is_named_is_the_first_in_the_file_whatever_the_threads(
        places in prop::collection::vec((0_usize..6_000, 0_usize..4), 1..4),
    ) {
        let (csv, first) = with_faults(&places);
        let folder = tempfile::tempdir().expect("a folder");
        let rubric = rubric().indicators("a = number").criterion("indicator = \"a\", min = 1");
        std::fs::write(folder.path().join("a.csv"), &csv).expect("a file");
        std::fs::write(folder.path().join("r.toml"), rubric.to_string()).expect("a file");
        for threads in ["1", "2", "3"] {
            let run = command()
                .current_dir(folder.path())
                .args(["score", "a.csv", "--rubric", "r.toml", "--threads", threads, "--quiet", "--lang", "en", "-o", "b.csv"])
                .output()
                .expect("a run");
            let said = String::from_utf8_lossy(&run.stderr);
            prop_assert_eq!(run.status.code(), Some(2), "{}", said);
            prop_assert!(said.starts_with(&format!("error{first}")), "{} is not {}", said, first);
            prop_assert_eq!(said.matches("error[").count(), 1);
        }
    }
}

#[test]
#[cfg(unix)]
fn a_device_without_an_end_is_refused_and_not_held_aside() {
    let told = "error[nul-sign] /dev/zero:1: the file has a NUL sign here, which a text file has not\n    is it another kind of file? UTF-16 without a BOM is read with --encoding utf-16le or utf-16be\n";
    Case::new()
        .file("r.toml", rubric())
        .bytes("a.csv", GOOD.as_bytes())
        .args(["score", "a.csv", "/dev/zero", "--rubric", "r.toml", "--format", "csv", "--quiet"])
        .records("leverandoer_id", &["1"])
        .stderr(format!("{told}error: 1 file could not be read and is not in the result\n"))
        .code(1);
    Case::new().args(["check", "/dev/zero", "--quiet"]).stdout(told).code(2);
}
