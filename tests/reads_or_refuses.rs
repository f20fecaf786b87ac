//! What goes in is read right, or refused with words that say where and what: quotes, headers, sheets, decimal marks,
//! and one bad file among good ones (contract §2).

mod case;

use case::{Case, rubric};

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
