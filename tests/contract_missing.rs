//! The words for missing (contract §2, Cells): those of the program, those of `--missing`, and those of `--columns`.

mod case;

use case::{Case, RubricText, rubric};
use proptest::prelude::*;

/// A count, a set and a group on which the level of `aktiv_praksis` depends.
fn facts() -> RubricText {
    rubric()
        .tables("[groups]\nleverandoertype = [\"botilbud\", \"dagtilbud\"]")
        .indicators("antal = count, emner = set")
        .parameter("metoder", "may_be_irrelevant = true")
        .levels(
            "aktiv_praksis",
            "cumulative",
            [
                "indicator = \"antal\", min = 1",
                "indicator = \"emner\", at_least = 1",
                "indicator = \"antal\", min = 8, min_for = [{ leverandoertype = \"dagtilbud\", min = 5 }]",
            ],
        )
}

const PLACES: &str = "leverandoer_id;afdelingsid;leverandoertype;vurderingsdato;antal;emner_x;metoder;metoder_begrundelse;samlet_vurdering";
const COLUMNS: &str = "leverandoer_id,afdelingsid,leverandoertype,vurderingsdato,aktiv_praksis,metoder,begrundelser,mangler";

/// A row in which every cell but the id says nothing, written as `word`.
fn row_of(word: &str) -> String {
    format!("{PLACES}\n1{}\n", format!(";{word}").repeat(8))
}

#[test]
fn a_word_of_missing_is_missing_everywhere_identity_and_reasons_included() {
    let expected = Case::score(facts(), &row_of("")).output();
    let words = ["NULL", "nan", " None\u{a0}", "#N/A", "9", "ja", "under  let", "Ikke  Kendt"];
    for word in words {
        let case = Case::score(facts(), &row_of(word));
        let output = case
            .args([
                "--missing",
                "null,NaN,NONE",
                "--missing",
                "#n/a,9,JA,under let",
                "--missing",
                "ikke kendt,",
            ])
            .output();
        let texts =
            [&expected, &output].map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
        assert_eq!(texts[0], texts[1], "{word}: {}", String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success());
    }
    Case::score(facts(), &row_of("NULL"))
        .args(["--missing", "NULL"])
        .records(
            COLUMNS,
            &["1,,,,under let..højt,under let..højt,,fornoeden_kvalitet|antal|emner|praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler"],
        )
        .code(0);
}

#[test]
fn without_it_another_programs_word_rejects_the_row_and_missing_is_offered() {
    Case::score(facts(), "leverandoer_id;antal;emner;metoder\n1;NULL;x;let\n2;3;NaN;\n3;3;;None\n4;8;x;let\n5;#N/A;;\n")
        .records("leverandoer_id", &["4"])
        .stderr(
            "
            error[missing-elsewhere] a.csv:2, B2 »antal«: “NULL” – other programs write this where there is nothing
                add --missing \"NULL\" if it means that it is not known
            error[missing-elsewhere] a.csv:3, C3 »emner«: “NaN” – other programs write this where there is nothing
                add --missing \"NaN\" if it means that it is not known
            error[missing-elsewhere] a.csv:4, D4 »metoder«: “None” – other programs write this where there is nothing
                add --missing \"None\" if it means that it is not known
            error[spreadsheet-error] a.csv:6, B6 »antal«: “#N/A” – a formula in the spreadsheet has failed
                mend the formula, or add --missing \"#N/A\" if it means that it is not known
            error: 4 rows are rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn as_an_id_such_a_word_is_a_fault_with_or_without_missing() {
    let csv = "leverandoer_id;afdelingsid\nNULL;\nnan;\nuoplyst;\n4;None\n5;\n";
    Case::score(rubric(), csv)
        .records("leverandoer_id", &["5"])
        .stderr(
            "
            error[missing-elsewhere] a.csv:2, A2 »leverandoer_id«: “NULL” – other programs write this where there is nothing
                write the supplier's id
            error[missing-elsewhere] a.csv:3, A3 »leverandoer_id«: “nan” – other programs write this where there is nothing
            error[id-missing] a.csv:4, A4 »leverandoer_id«: “uoplyst” – the supplier has no id
            error[missing-elsewhere] a.csv:5, B5 »afdelingsid«: “None” – other programs write this where there is nothing
                add --missing \"None\" if it means that it is not known
            error: 4 rows are rejected and not in the result
        ",
        )
        .code(1);
    Case::score(rubric(), "leverandoer_id;afdelingsid\nNULL;\n99;1\n4;None\n5;\n")
        .args(["--missing", "NULL,None,99"])
        .records("leverandoer_id,afdelingsid", &["4,", "5,"])
        .stderr(
            "
            error[missing-elsewhere] a.csv:2, A2 »leverandoer_id«: “NULL” – other programs write this where there is nothing
                write the supplier's id
            error[id-missing] a.csv:3, A3 »leverandoer_id«: “99” – the supplier has no id
            error: 2 rows are rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn what_must_be_there_is_asked_for_and_no_word_offered_that_makes_it_missing() {
    let csv = "leverandoer_id;maalgruppe\n#N/A;autisme\n#REF!;autisme\n1;None\n2;#N/A\n3;#REF!\n4;autisme\n";
    let score = || {
        Case::new()
            .file("a.csv", csv)
            .args(["score", "a.csv", "--format", "csv", "--quiet"])
            .records("leverandoer_id", &["4"])
    };
    score().stderr(
        "
        error[spreadsheet-error] a.csv:2, A2 »leverandoer_id«: “#N/A” – a formula in the spreadsheet has failed
            write the supplier's id
        error[spreadsheet-error] a.csv:3, A3 »leverandoer_id«: “#REF!” – a formula in the spreadsheet has failed
        error[target-group] a.csv:4, B4 »maalgruppe«: “None” – the målgruppe is missing
        error[spreadsheet-error] a.csv:5, B5 »maalgruppe«: “#N/A” – a formula in the spreadsheet has failed
            write the målgruppe
        error[spreadsheet-error] a.csv:6, B6 »maalgruppe«: “#REF!” – a formula in the spreadsheet has failed
        error: 5 rows are rejected and not in the result
    ",
    )
    .code(1);
    score().args(["--missing", "#N/A,None"]).stderr(
        "
        error[spreadsheet-error] a.csv:2, A2 »leverandoer_id«: “#N/A” – a formula in the spreadsheet has failed
            write the supplier's id
        error[spreadsheet-error] a.csv:3, A3 »leverandoer_id«: “#REF!” – a formula in the spreadsheet has failed
        error[target-group] a.csv:4, B4 »maalgruppe«: “None” – the målgruppe is missing
        error[target-group] a.csv:5, B5 »maalgruppe«: “#N/A” – the målgruppe is missing
        error[spreadsheet-error] a.csv:6, B6 »maalgruppe«: “#REF!” – a formula in the spreadsheet has failed
            write the målgruppe
        error: 5 rows are rejected and not in the result
    ",
    )
    .code(1);
    // Where the rubric is given the målgruppe may be missing, and the word can say so.
    Case::new()
        .file("a.csv", "leverandoer_id;maalgruppe\n1;None\n")
        .args(["score", "a.csv", "--format", "csv", "--quiet", "--rubric", "autisme"])
        .records("leverandoer_id", &[])
        .stderr(
            "
            error[missing-elsewhere] a.csv:2, B2 »maalgruppe«: “None” – other programs write this where there is nothing
                add --missing \"None\" if it means that it is not known
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn as_a_text_such_a_word_is_kept_and_told_of_once_a_column() {
    let many: String = (0..300).map(|id| format!("x{id};NULL;Ry\n")).collect();
    let csv = format!("leverandoer_id;konsulent;kommune\n{many}x300;nan;None\nx301;B;Ry\n");
    for threads in ["1", "3"] {
        Case::score_aloud(rubric(), &csv)
            .without(&["--format", "csv"])
            .args(["--format", "jsonl", "-o", "out.jsonl", "--threads", threads])
            .stderr(
                "
                a.csv: read as UTF-8, cells separated by ;, decimal comma
                warning[missing-as-text] a.csv:2, B2 »konsulent«: “NULL” is read as a text in 301 rows; other programs write it where there is nothing
                    add --missing \"NULL\" if it means that it is not known
                warning[missing-as-text] a.csv:302, C302 »kommune«: “None” is read as a text; other programs write it where there is nothing
                    add --missing \"None\" if it means that it is not known
                302 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 302 uafklaret + 0 rejected
                written: out.jsonl
            ",
            )
            .code(0);
    }
}

const DATA: &str = "leverandoer_id;fornoeden_kvalitet;vurderingsdato;leverandoertype;antal;emner;region;maalgruppe\nA;ja;2021-02-03;botilbud;NULL;x;Nord;Gruppe\nB;ja;2021-02-03;NULL;6;x;NULL;Gruppe\n";

/// What a command says of [`DATA`] with the words spelled as they are and `--missing`, and with empty cells.
fn says_the_same(arguments: &[&str], more: &[(&str, &str)]) {
    let outputs = [DATA.to_owned(), DATA.replace("NULL", "")].map(|csv| {
        let stricter =
            facts().to_string().replace("min = 1,", "min = 7,").replace("min = 1 ", "min = 7 ");
        let case = Case::new().file("r.toml", facts()).file("s.toml", stricter);
        let mut case = case.file("a.csv", &csv);
        for (name, text) in more {
            case = case.file(name, text);
        }
        let missing: &[&str] = if csv.contains("NULL") { &["--missing", "NULL"] } else { &[] };
        let output = case.args(arguments).args(missing).output();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        (text(&output.stdout), text(&output.stderr), output.status.code())
    });
    // The cells are shown as they stand, where the data is shown.
    let blank = |text: &str| text.replace("NULL", "");
    let [(out, err, code), expected] = outputs;
    assert_eq!((blank(&out), blank(&err), code), expected, "{arguments:?}");
    assert_ne!(code, Some(2), "{arguments:?}: {err}");
}

#[test]
fn every_command_that_reads_assessments_takes_the_words() {
    let by_rubric = ["--rubric", "r.toml"];
    for arguments in [
        &["score", "a.csv", "--format", "json"][..],
        &["explain", "a.csv", "--supplier", "B"],
        &["study", "overview", "a.csv", "--format", "json"],
        &["study", "robustness", "a.csv", "--format", "json"],
    ] {
        says_the_same(&[arguments, &by_rubric].concat(), &[]);
    }
    says_the_same(&["diff", "r.toml", "s.toml", "--data", "a.csv", "--format", "json"], &[]);
    let expected = "leverandoer_id;maalgruppe;fornoeden_kvalitet;antal;emner;leverandoertype;forventet_aktiv_praksis;forventet_niveau\n";
    let cases = format!("{expected}A;Gruppe;ja;9;x;NULL;højt;NULL\n");
    let output = Case::new()
        .file("r.toml", facts())
        .file("c.csv", &cases)
        .args(["test", "c.csv", "--rubric", "r.toml", "--quiet", "--missing", "NULL"])
        .output();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.starts_with("1 case: 1 as expected, 0 not"), "{said}");
    assert_eq!(output.status.code(), Some(0), "{said}");
}

#[test]
fn a_word_of_all_columns_is_theirs_in_every_column_but_ids_names_and_free_text() {
    let columns = "
        [values.\"*\"]
        \"nada\" = \"\"
        \"tres\" = \"3\"
        \"yes!\" = \"ja\"

        [values.antal]
        \"tres\" = \"9\"
    ";
    let csv = "leverandoer_id;leverandoer;konsulent;fornoeden_kvalitet;antal;emner_x;metoder;metoder_begrundelse;region\n\
               tres;nada;tres;yes!;tres;yes!;tres;tres;nada\n\
               2;B;C;nada;nada;nada;nada;nada;tres\n";
    Case::score(facts(), csv)
        .file("c.toml", columns)
        .args(["--columns", "c.toml"])
        .records(
            "leverandoer_id,leverandoer,konsulent,status,aktiv_praksis,metoder,begrundelser,region",
            &[
                "tres,nada,tres,uafklaret,højt,højt,metoder: tres,",
                "2,B,C,uafklaret,under let..højt,under let..højt,metoder: nada,3",
            ],
        )
        .code(0);
}

#[test]
fn a_columns_own_words_go_before_those_of_all_columns_and_before_missing() {
    let columns = "
        [values.\"*\"]
        NULL = \"8\"
        ukendt = \"NULL\"

        [values.antal]
        NULL = \"5\"
    ";
    let rubric = rubric().indicators("antal = count, timer = number, dage = count").levels(
        "aktiv_praksis",
        "independent",
        [
            "indicator = \"antal\", min = 5, max = 5",
            "indicator = \"timer\", min = 8, max = 8",
            "indicator = \"dage\", max = 1",
        ],
    );
    Case::score(rubric, "leverandoer_id;antal;timer;dage\n1;NULL;0;9\n2;0;NULL;9\n3;0;0;ukendt\n")
        .file("c.toml", columns)
        .args(["--columns", "c.toml", "--missing", "NULL"])
        .records("leverandoer_id,aktiv_praksis", &["1,let", "2,moderat", "3,under let..højt"])
        .code(0);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// Any word that is no other word of the file reads as an empty cell, in whatever cells, rows and threads.
    #[test]
    fn any_word_given_by_missing_reads_as_an_empty_cell(
        word in "[A-Za-zæøå#?/_9.]{1,9}( [a-z]{1,3})?",
        holes in prop::collection::vec(prop::collection::vec(any::<bool>(), 8), 1..200),
        threads in 1_u8..4,
    ) {
        prop_assume!(!word.trim().is_empty());
        let row = ["A", "botilbud", "2021-02-03", "8", "ja", "højt", "fordi", "let"];
        let file = |hole: &str| -> String {
            let rows = holes.iter().enumerate().map(|(id, holes)| {
                let cells = row.iter().zip(holes).map(|(cell, is_hole)| if *is_hole { hole } else { cell });
                format!("x{id};{}\n", cells.collect::<Vec<_>>().join(";"))
            });
            format!("{PLACES}\n{}", rows.collect::<String>())
        };
        // A word that the file uses otherwise would take that away too.
        prop_assume!(!row.iter().any(|cell| cell.eq_ignore_ascii_case(&word)));
        let threads = threads.to_string();
        let score = |csv: &str| {
            let case = Case::score(facts(), csv).args(["--assume-quality", "--threads", &threads, "--missing", &word]);
            let output = case.output();
            (String::from_utf8_lossy(&output.stdout).into_owned(), String::from_utf8_lossy(&output.stderr).into_owned())
        };
        let (filled, empty) = (score(&file(&word)), score(&file("")));
        prop_assert_eq!(filled.0, empty.0);
        prop_assert_eq!(filled.1.lines().count(), empty.1.lines().count());
    }
}
