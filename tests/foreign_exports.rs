//! Files from systems that nobody controls, and what Excel does to those that somebody did.

mod case;

use case::{Case, rubric};

/// One count and one share under `min`, on a målgruppe of that name.
fn facts() -> case::RubricText {
    rubric().indicators("antal = count, andel = share").criterion(r#"sum = ["antal"], min = 1"#)
}

#[test]
fn a_translation_gives_foreign_columns_and_words_our_names() {
    Case::new()
        .file("r.toml", facts())
        .file("a.csv", "Nr;Kval;Hvor mange\n0011;+;3\n0012;99;3\n")
        .file(
            "c.toml",
            r#"
            [columns]
            "nr" = "leverandoer_id"
            "Kval" = "fornoeden_kvalitet"
            "Hvor mange" = "antal"

            [values.fornoeden_kvalitet]
            "+" = "ja"
            "99" = "uoplyst"
            "#,
        )
        .args([
            "score",
            "a.csv",
            "--rubric",
            "r.toml",
            "--columns",
            "c.toml",
        ])
        .args(["--format", "csv", "--quiet"])
        .records(
            "leverandoer_id,aktiv_praksis,mangler",
            &[
                "0011,højt,praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler",
                "0012,højt,fornoeden_kvalitet|praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler",
            ],
        )
        .code(0);
}

#[test]
fn a_translation_is_checked_as_strictly_as_a_rubric() {
    Case::new()
        .file("r.toml", facts())
        .file("a.csv", "leverandoer_id;antal\n1;3\n")
        .file(
            "c.toml",
            r#"
            [columns]
            "Nr" = "leverandor_id"
            [colums]
            "#,
        )
        .args(["score", "a.csv", "--rubric", "r.toml", "--columns", "c.toml"])
        .stderr(
            r#"
            error[map-column]: “leverandor_id” is not a column that we know
             --> c.toml:2:8
              |
            2 | "Nr" = "leverandor_id"
              |        ^^^^^^^^^^^^^^^
              |
              = help: did you mean “leverandoer_id”?

            error[unknown-key]: there is no key `colums` here
             --> c.toml:3:2
              |
            3 | [colums]
              |  ^^^^^^
              |
              = help: possible: columns, values

            "#,
        )
        .code(2);
}

#[test]
fn the_rejected_rows_come_back_as_they_were_with_line_and_faults_in_front() {
    Case::new()
        .file("r.toml", facts())
        .file("a.csv", "leverandoer_id;navn;antal\n1;A;3\n2;\"B; \"\"b\"\"\";tre\n\n3;C")
        .args(["score", "a.csv", "--rubric", "r.toml", "--rejects", "rej.csv", "--quiet"])
        .args(["--format", "csv"])
        .records("leverandoer_id", &["1"])
        .stderr(
            "
            error[not-a-number] a.csv:3, C3 »antal«: “tre” – not a number
                write the number alone, such as 12 or 12,5
            error[too-few-cells] a.csv:5: the row has 2 cells, but the headers reach to number 3
                the file ends within a line; has it been cut off? Fetch it again, or end the line
            error: 2 rows are rejected and not in the result
            ",
        )
        .code(1)
        .left(
            "rej.csv",
            "\u{feff}fil;linje;fejl;leverandoer_id;navn;antal\n\
             a.csv;3;\"C3 »antal«: »tre« – ikke et tal; skriv kun tallet, fx 12 eller 12,5\";2;\"B; \"\"b\"\"\";tre\n\
             a.csv;5;\"rækken har 2 celler, men overskrifterne går til nr. 3; filen ender midt i en linje; er den blevet skåret af? Hent den igen, eller afslut linjen\";3;C\n",
        );
}

#[test]
fn own_columns_go_through_to_the_results_by_name_or_all() {
    let csv = "leverandoer_id;Telefon nr.;antal;Bemærkning\n1;12 34;3;=1+1\n";
    let run = |keep: &str| {
        Case::new()
            .file("r.toml", facts())
            .file("a.csv", csv)
            .args(["score", "a.csv", "--rubric", "r.toml", "--format", "csv", "--quiet"])
            .args(["--keep-columns", keep])
    };
    run("telefon_nr").records("leverandoer_id,Telefon nr.", &["1,12 34"]).code(0);
    run("all").records("leverandoer_id,Telefon nr.,Bemærkning", &["1,12 34,'=1+1"]).code(0);
    run("Fax")
        .stderr("error[kept-column] no file has the column “Fax” that was to be kept\n")
        .code(2);
}

#[test]
fn one_mistake_made_many_times_is_one_message_with_a_count_and_the_first_places() {
    let mut csv = String::from("leverandoer_id;antal\n");
    for id in 1..=300 {
        csv += &format!("{id};ca. 5\n");
    }
    Case::score(facts(), &csv)
        .records("leverandoer_id", &[])
        .stderr(
            "
            error[not-a-number] a.csv:2, B2 »antal«: “ca. 5” – not a number
                write the number alone, such as 12 or 12,5
            error[not-a-number] a.csv:3, B3 »antal«: “ca. 5” – not a number
            error[not-a-number] a.csv:4, B4 »antal«: “ca. 5” – not a number
                … and 297 more places
            error: 300 rows are rejected and not in the result
            ",
        )
        .code(1);
}

#[test]
fn what_excel_did_to_a_cell_is_said_by_name() {
    let csv = "leverandoer_id;p_nummer;vurderingsdato;antal;navn;sagsnummer\n\
               1,00E+09;1000000001;2021-03-31;1;A;\n\
               2;1,00E+09;2021-03-31;1;B;\n\
               3;1000000003;44286;1;C;\n\
               4;1000000004;2021-03-31;#REF!;D;\n\
               5;1000000005;2021-03-31;'1;E;\n\
               6;1000000006;2021-03-31;1;#I/T;\n\
               7;1000000007;2021-03-31;1;G;2,1E+10\n\
               I alt;;;5;;\n";
    Case::score(facts(), csv)
        .records("leverandoer_id", &[])
        .stderr(
            "
            error[exponent] a.csv:2, A2 »leverandoer_id«: “1,00E+09” – Excel has rewritten a long number, and digits may be lost
                give the column the format Text in Excel, and write the number again
            error[exponent] a.csv:3, B3 »p_nummer«: “1,00E+09” – Excel has rewritten a long number, and digits may be lost
                give the column the format Text in Excel, and write the number again
            error[date-serial] a.csv:4, C4 »vurderingsdato«: “44286” – Excel has written the date as a count of days
                write 31-03-2021, if that is the day that is meant
            error[spreadsheet-error] a.csv:5, D5 »antal«: “#REF!” – a formula in the spreadsheet has failed
                mend the formula, or leave the cell empty if it is not known
            error[leading-apostrophe] a.csv:6, D6 »antal«: “'1” – begins with Excel's apostrophe for text
                delete the apostrophe
            error[spreadsheet-error] a.csv:7, E7 »navn«: “#I/T” – a formula in the spreadsheet has failed
                mend the formula, or add --missing \"#I/T\" if it means that it is not known
            error[exponent] a.csv:8, F8 »sagsnummer«: “2,1E+10” – Excel has rewritten a long number, and digits may be lost
                give the column the format Text in Excel, and write the number again
            error[totals-row] a.csv:9: looks like a row of totals and not a supplier
                delete the row
            error: 8 rows are rejected and not in the result
            ",
        )
        .code(1);
}

#[test]
fn ids_that_lost_their_zeros_are_told_once_where_the_column_shows_it() {
    let csv = "leverandoer_id;antal\n0123;1\n1234;1\n456;1\n78;1\n";
    Case::score_aloud(facts(), csv)
        .records("leverandoer_id", &["0123", "1234", "456", "78"])
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            warning[lost-zeros] a.csv:4, A4 »leverandoer_id«: the ids have 4 digits, but 2 of them fewer; are leading zeros lost?
                give the column the format Text in Excel, and write the number again
            4 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 4 uafklaret + 0 rejected
            ",
        )
        .code(0);
    // No zero in front anywhere: the ids may well be of different length.
    Case::score(facts(), "leverandoer_id;antal\n1234;1\n56;1\n")
        .records("leverandoer_id", &["1234", "56"])
        .code(0);
}

#[test]
fn headers_that_come_again_in_the_middle_are_passed_over_and_told() {
    let csv = "leverandoer_id;antal\n1;1\nleverandoer_id;antal\n2;1\n";
    Case::score_aloud(facts(), csv)
        .records("leverandoer_id", &["1", "2"])
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            warning[repeated-header] a.csv:3: the headers stand here again, and the row is passed over
            2 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 2 uafklaret + 0 rejected
            ",
        )
        .code(0);
}
