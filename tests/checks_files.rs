//! `check` as the judge of a whole file of assessments: how it was read, what stands in it, and what it is.

mod case;

use case::{Case, rubric};
use proptest::prelude::*;

/// One count, one share and one choice on a målgruppe of that name.
fn facts() -> case::RubricText {
    rubric().indicators("antal = count, andel = share").criterion(r#"sum = ["antal"], min = 1"#)
}

fn check(csv: &str) -> Case {
    Case::new()
        .file("r.toml", facts())
        .file("a.csv", csv)
        .args(["check", "a.csv", "--rubric", "r.toml"])
}

#[test]
fn check_says_how_a_file_was_read_and_what_stands_in_each_column() {
    check("Tilbudsid;Fax;antal;navn;vurderingsdato\n1;;1;A;31-03-2021\n2;5;-;B;2021-01-02\n3;;x;C;\n4;;12;A;\n")
        .stdout(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            a.csv: the headers stand in row 1; there are 4 rows below them
               column          read as         filled  different    smallest     largest  examples
            A  Tilbudsid       leverandoer_id   100 %          4                          1 · 2 · 3
            B  Fax             (not used)        25 %          1           5           5  5
            C  antal           antal             75 %          3           1          12  1 · x · 12
            D  navn            leverandoer      100 %          3                          A · B · C
            E  vurderingsdato  vurderingsdato    50 %          2  2021-01-02  2021-03-31  31-03-2021 · 2021-01-02

            note[unknown-column] a.csv:1, B1 »Fax«: the column is not used
            error[not-a-number] a.csv:4, C4 »antal«: “x” – not a number
                write the number alone, such as 12 or 12,5
            ",
        )
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            1 error, 0 warnings, 1 note
            ",
        )
        .code(1);
}

#[test]
fn more_different_values_than_are_counted_are_said_to_be_over() {
    let mut csv = String::from("leverandoer_id;antal\n");
    for id in 0..10_001 {
        csv += &format!("F{id};{}\n", id % 10_000);
    }
    check(&csv)
        .args(["--quiet"])
        .stdout(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            a.csv: the headers stand in row 1; there are 10,001 rows below them
               column          read as         filled    different  smallest  largest  examples
            A  leverandoer_id  leverandoer_id   100 %  over 10,000                     F0 · F1 · F2
            B  antal           antal            100 %       10,000         0     9999  0 · 1 · 2
            ",
        )
        .code(0);
}

#[test]
fn a_file_with_one_fact_a_row_is_named_once_and_not_row_by_row() {
    let mut csv = String::from("leverandoer_id;oplysning;værdi\n");
    for id in 1..=30 {
        csv += &format!("{id};antal;7\n{id};andel;60 %\n{id};fornoeden_kvalitet;ja\n");
    }
    check(&csv)
        .stdout(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            a.csv: the headers stand in row 1; there are 90 rows below them
               column          read as         filled  different  smallest  largest  examples
            A  leverandoer_id  leverandoer_id   100 %         30                     1 · 2 · 3
            B  oplysning       (not used)       100 %          3                     antal · andel · fornoeden_kvalitet
            C  værdi           (not used)       100 %          3                     7 · 60 % · ja

            warning[one-fact-a-row] a.csv:1, B1 »oplysning«: every row is one fact and not an assessment: the column says which fact the row is about
                gather the facts about a supplier in one row with a column for each, by a pivot table say
            ",
        )
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            0 errors, 1 warning, 0 notes
            ",
        )
        .code(1);
}

#[test]
fn a_sheet_whose_rows_and_columns_have_changed_places_is_named_once() {
    check("leverandoer_id;101;102\nnavn;A;B\nfornoeden_kvalitet;ja;ja\nantal;3;4\nandel;60 %;x\n")
        .stdout(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            a.csv: the headers stand in row 1; there are 4 rows below them
            warning[transposed] a.csv: rows and columns have changed places: the facts stand below each other and the suppliers side by side
                copy the sheet, and paste it with Paste > Transpose
            ",
        )
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            0 errors, 1 warning, 0 notes
            ",
        )
        .code(1);
}

#[test]
fn a_file_without_facts_is_told_so_and_one_with_empty_facts_too() {
    let head = "
        a.csv: read as UTF-8, cells separated by ;, decimal comma
        a.csv: the headers stand in row 1; there are 2 rows below them
        ";
    check("leverandoer_id;Telefon\n1;3\n2;4\n")
        .args(["--quiet"])
        .stdout(format!(
            "{head}   column          read as         filled  different  smallest  largest  examples
        A  leverandoer_id  leverandoer_id   100 %          2                     1 · 2
        B  Telefon         (not used)       100 %          2         3        4  3 · 4

        warning[no-facts] a.csv: no column was recognised as a fact of a rubric
            find the names by `indplacer rubric form ID --layout list`, or translate the file's by --template and --columns
        note[unknown-column] a.csv:1, B1 »Telefon«: the column is not used
        "
        ))
        .code(0);
    check("leverandoer_id;antal\n1;\n2;?\n")
        .args(["--quiet"])
        .stdout(format!(
            "{head}   column          read as         filled  different  smallest  largest  examples
        A  leverandoer_id  leverandoer_id   100 %          2                     1 · 2
        B  antal           antal              0 %          0

        warning[no-facts] a.csv: the columns of facts are empty in all rows
            is it the right file, and did the content of the columns come along?
        "
        ))
        .code(0);
}

#[test]
fn a_template_lists_foreign_columns_and_foreign_words_and_comments_out_what_it_guesses() {
    let csv = "leverandoer_id;fornoeden_kvalitet;antal;Andel erfarne;Fax;Fax\n\
               1;+;3;60 %;1;2\n2;-;NULL;50 %;1;2\n3;0;ca. 5;x;1;2\n4;+;null;x;1;2\n";
    let template = check(csv)
        .args(["--template", "--lang", "en"])
        .stdout(
            r##"
            # Translation of a.csv, for use with --columns.
            # Their headers and words to the left, ours to the right. Lines that begin with # do not count:
            # they are guesses, or lack something. Mend them and delete the #, and they count. "" means that it is not known.

            [columns]
            # "Andel erfarne" = "andel"
            # "Fax" = ""
            # "[F]" = ""  # Fax

            [values.fornoeden_kvalitet]
            # "+" = ""
            # "0" = ""

            [values.antal]
            # "NULL" = ""
            # "ca. 5" = ""

            # [values.andel]
            # "x" = ""

            # fingeraftryk: sha256-69620309e9507a10bdb0df71871bd178f9061c33369673a66d2aa7d4b0d2046d
            "##,
        )
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            3 columns and 5 words are not known
            ",
        )
        .code(0)
        .stdout;
    let template = String::from_utf8(template).expect("text");
    let mended = template
        .replace("# \"Andel", "\"Andel")
        .replace("# \"+\" = \"\"", "\"+\" = \"ja\"")
        .replace("# \"0\" = \"\"", "\"0\" = \"nej\"")
        .replace("# \"NULL\"", "\"NULL\"")
        .replace("# \"ca. 5\" = \"\"", "\"ca. 5\" = \"5\"")
        .replace("# [values.andel]\n# \"x\"", "[values.andel]\n\"x\"");
    Case::score(facts(), csv)
        .bytes("c.toml", mended.as_bytes())
        .args(["--columns", "c.toml"])
        .records(
            "leverandoer_id,status",
            &["1,uafklaret", "2,uafklaret", "3,uden_kvalitet", "4,uafklaret"],
        )
        .code(0);
}

#[test]
fn a_set_in_both_forms_is_no_foreign_word_however_its_options_are_joined() {
    let header = ["neuropædagogik", "angst og autisme"]
        .map(|option| format!("efteruddannelser_egne_{option}"))
        .join(";");
    let rows = "a;neuropædagogik angst og autisme;1;1\nb;andet;0;0\n";
    let template = Case::new()
        .file("a.csv", format!("leverandoer_id;efteruddannelser_egne;{header}\n{rows}"))
        .args(["check", "a.csv", "--rubric", "autisme", "--template", "--lang", "en", "--quiet"])
        .output()
        .stdout;
    let template = String::from_utf8(template).expect("text");
    let words = template.split("[values.efteruddannelser_egne]\n").nth(1).expect("words");
    assert!(words.starts_with("# \"andet\" = \"\"\n\n"), "{template}");
}

#[test]
fn a_template_is_written_and_done_whatever_is_wrong_with_the_file() {
    let csv = "Leverandørnr;Gruppe;Kvalitet\n1;autisme;+\n";
    let written = Case::new()
        .file("a.csv", csv)
        .file("b.csv", csv)
        .args(["check", "a.csv", "b.csv", "--template", "-o", "c.toml", "--quiet"])
        .code(0)
        .read("c.toml");
    assert_eq!(
        String::from_utf8(written).expect("text").lines().skip(4).collect::<Vec<_>>(),
        [
            "[columns]",
            "# \"Leverandørnr\" = \"leverandoer_id\"",
            "# \"Gruppe\" = \"maalgruppe\"",
            "# \"Kvalitet\" = \"fornoeden_kvalitet\"",
            "",
            "# [values.fornoeden_kvalitet]",
            "# \"+\" = \"\"",
            "",
            "# fingeraftryk: sha256-a9cd281bd29c77c258e62a99935b4dd1960b73026104dcdde6156f718b014cc0",
        ]
    );
}

#[test]
fn a_template_needs_a_file_that_can_be_read() {
    Case::new()
        .file("r.toml", facts())
        .args(["check", "r.toml", "--template"])
        .stderr("error: --template needs a file of assessments\n")
        .code(2);
    Case::new()
        .args(["check", "a.csv", "--template", "-o", "c.toml"])
        .stderr("error[file-not-found] a.csv: the file does not exist\n")
        .code(2)
        .left_only(&[]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_template_is_valid_toml_whatever_headers_and_values_there_are(
        headers in prop::collection::vec("\\PC{0,8}|[\"\\\\#\\[\\]=.]{1,4}|[\\x00-\\x1F\\x7F\u{85}\u{200b}\u{202e}\u{2028}]{1,3}|antal|Kvalitet", 1..5),
        values in prop::collection::vec("\\PC{0,8}|[\"\\\\#']{1,4}|[\\x01-\\x1F\\x7F\u{85}\u{200b}\u{202e}\u{2028}]{1,3}", 5),
    ) {
        let cell = |text: &String| format!("\"{}\"", text.replace('"', "\"\"").replace('\0', ""));
        let mut names = vec!["antal".to_owned(), "fornoeden_kvalitet".to_owned(), "leverandoer_id".to_owned()];
        names.extend(headers);
        let row = |cells: &[String]| cells.iter().map(cell).collect::<Vec<_>>().join(";");
        let mut cells = values.clone();
        cells.resize(names.len(), "?!".to_owned());
        let csv = format!("{}\n{}\n", row(&names), row(&cells));
        let output = Case::new()
            .file("r.toml", facts())
            .bytes("a.csv", csv.as_bytes())
            .args(["check", "a.csv", "--rubric", "r.toml", "--template"])
            .output();
        let template = String::from_utf8(output.stdout).expect("text");
        prop_assert!(output.status.success(), "{csv:?}");
        let parsed = |text: &str| text.parse::<toml::Table>();
        prop_assert!(parsed(&template).is_ok(), "{csv:?}\n{template}");
        // Of what it only guesses each line is TOML too.
        let guesses = template.lines().skip(3).filter_map(|line| line.strip_prefix("# "));
        for line in guesses.filter(|line| !line.starts_with("fingeraftryk: ")) {
            prop_assert!(parsed(line).is_ok(), "{line}");
        }
    }
}

#[test]
fn a_template_keeps_what_the_translation_in_use_says_already() {
    check("Nr;antal;Kval\n1;3;+\n2;NULL;ok\n")
        .file(
            "c.toml",
            "
            [columns]
            \"Nr\" = \"leverandoer_id\"
            \"Kval\" = \"fornoeden_kvalitet\"
            [values.\"*\"]
            \"#N/A\" = \"\"
            [values.fornoeden_kvalitet]
            \"+\" = \"ja\"
            ",
        )
        .args(["--columns", "c.toml", "--template", "--quiet", "--lang", "da"])
        .stdout(
            r##"
            # Oversættelse af a.csv til brug med --columns.
            # Til venstre står filens overskrifter og ord, til højre vores. Linjer, der begynder med #, gælder ikke:
            # de er kun gæt, eller der mangler noget. Ret dem, og slet #, så gælder de. "" betyder, at det ikke er oplyst.

            [columns]
            "Nr" = "leverandoer_id"
            "Kval" = "fornoeden_kvalitet"

            [values."*"]
            "#n/a" = ""

            [values.fornoeden_kvalitet]
            "+" = "ja"
            # "ok" = ""

            [values.antal]
            # "NULL" = ""

            # fingeraftryk: sha256-68e36072ed9fd4f1660f9a174eb2012db04cc745fc243f9be72d4d50855b35d0
            "##,
        )
        .code(0);
}

const PERSONS: &str =
    "leverandoer_id;konsulent;antal;Bemærkning\n1;Lene Hansen;3;ring til Lene\n2;Bo Holm;Bo;\n";

#[test]
fn scripts_are_given_the_same_as_people() {
    check(PERSONS)
        .args(["--format", "json", "--quiet"])
        .stdout(
            r#"
            {
              "files": [
                {
                  "file": "a.csv",
                  "encoding": "UTF-8",
                  "bom": false,
                  "gzip": false,
                  "delimiter": ";",
                  "decimal": "comma",
                  "sheet": null,
                  "sheets": null,
                  "header_line": 1,
                  "header_row": 1,
                  "rows": 2,
                  "form": false,
                  "shape": null,
                  "columns": [
                    {
                      "column": "A",
                      "header": "leverandoer_id",
                      "read_as": "leverandoer_id",
                      "nearest": null,
                      "filled": 2,
                      "different": 2,
                      "different_more": false,
                      "smallest": null,
                      "largest": null,
                      "examples": [
                        "1",
                        "2"
                      ],
                      "unreadable": [],
                      "unreadable_more": false
                    },
                    {
                      "column": "B",
                      "header": "konsulent",
                      "read_as": "konsulent",
                      "nearest": null,
                      "filled": 2,
                      "different": 2,
                      "different_more": false,
                      "smallest": null,
                      "largest": null,
                      "examples": [
                        "Lene Hansen",
                        "Bo Holm"
                      ],
                      "unreadable": [],
                      "unreadable_more": false
                    },
                    {
                      "column": "C",
                      "header": "antal",
                      "read_as": "antal",
                      "nearest": null,
                      "filled": 2,
                      "different": 2,
                      "different_more": false,
                      "smallest": "3",
                      "largest": "3",
                      "examples": [
                        "3",
                        "Bo"
                      ],
                      "unreadable": [
                        "Bo"
                      ],
                      "unreadable_more": false
                    },
                    {
                      "column": "D",
                      "header": "Bemærkning",
                      "read_as": null,
                      "nearest": null,
                      "filled": 1,
                      "different": 1,
                      "different_more": false,
                      "smallest": null,
                      "largest": null,
                      "examples": [
                        "ring til Lene"
                      ],
                      "unreadable": [],
                      "unreadable_more": false
                    }
                  ]
                }
              ],
              "findings": [
                {
                  "id": "unknown-column",
                  "severity": "note",
                  "file": "a.csv",
                  "line": 1,
                  "column": 4,
                  "cell": "D1",
                  "value": "Bemærkning",
                  "message": "kolonnen bruges ikke"
                },
                {
                  "id": "not-a-number",
                  "severity": "error",
                  "file": "a.csv",
                  "line": 3,
                  "column": 3,
                  "cell": "C3",
                  "value": "Bo",
                  "message": "ikke et tal",
                  "help": "skriv kun tallet, fx 12 eller 12,5"
                }
              ]
            }
            "#,
        )
        .code(1);
}

#[test]
fn annotations_say_what_a_file_was_taken_for_and_show_nobodys_name() {
    check(PERSONS)
        .args(["--format", "github", "--quiet"])
        .stdout(
            "
            ::notice file=a.csv,line=1,title=columns::a.csv: læst som UTF-8 med ; mellem cellerne og komma som decimaltegn%0Aa.csv: overskrifterne står i række 1; der er 2 rækker under dem%0AA »leverandoer_id« læses som leverandoer_id; udfyldt 100 %25; forskellige: 2%0AB »konsulent« læses som konsulent; udfyldt 100 %25; forskellige: 2%0AC »antal« læses som antal; udfyldt 100 %25; forskellige: 2; 3 til 3; fx 3%0AD »Bemærkning« læses som (bruges ikke); udfyldt 50 %25; forskellige: 1
            ::notice file=a.csv,line=1,title=unknown-column::D1: kolonnen bruges ikke
            ::error file=a.csv,line=3,title=not-a-number::C3: ikke et tal%0Askriv kun tallet, fx 12 eller 12,5
            ",
        )
        .code(1);
    let sarif = check(PERSONS).args(["--format", "sarif"]).output().stdout;
    let sarif: serde_json::Value = serde_json::from_slice(&sarif).expect("a SARIF log");
    let file = &sarif["runs"][0]["artifacts"][0];
    assert_eq!(file["location"]["uri"], "a.csv");
    assert_eq!(file["properties"]["rows"], 2);
    assert_eq!(file["properties"]["columns"][2]["examples"][0], "3");
    for name in ["Lene", "Bo"] {
        assert!(!sarif.to_string().contains(&format!("\"{name}")), "{name}");
    }
}

#[test]
fn of_a_form_only_what_is_not_used_is_told() {
    let form = |note: &str, field: &str| {
        format!(
            "indplacer-skema;;;\nNogle spørgsmål;;;\nfelt;spørgsmål;svar;note\nleverandoer_id;Id;F-1;\n\
             antal;Hvor mange?;3;{note}\nandel;Hvor stor en del?;;\n{field}"
        )
    };
    let heads = |name: &str, filled: u8, of: u8| {
        format!(
            "{name}: read as UTF-8, cells separated by ;, decimal comma\n\
             {name}: oplysningsskema of one supplier; {filled} of {of} fields are filled in\n"
        )
    };
    check(&form("", ""))
        .file("b.csv", form("af seks", "").replace("F-1", "F-2"))
        .args(["b.csv", "--quiet"])
        .stdout(heads("a.csv", 2, 3) + &heads("b.csv", 3, 4))
        .code(0);
    check(&form("", "telefon;Hvilket nummer?;12 34;\n"))
        .args(["--quiet"])
        .stdout(
            heads("a.csv", 3, 4)
                + "    column   read as     filled  different  smallest  largest  examples\n\
                   C7  telefon  (not used)   100 %          1                     12 34\n\n\
                   note[unknown-column] a.csv:7, A7 »telefon«: the column is not used\n",
        )
        .code(0);
}

/// The codes of what `check` finds in a file, with nothing else said of its rows.
fn found_in(csv: &str) -> (Vec<String>, Option<i32>) {
    let output = check(csv).args(["--quiet"]).output();
    let said = String::from_utf8(output.stdout).expect("text");
    let codes = said.lines().filter_map(|line| {
        let (severity, rest) = line.split_once('[')?;
        let is_found = ["error", "warning", "note"].contains(&severity);
        is_found.then(|| rest.split(']').next().unwrap_or_default().to_owned())
    });
    (codes.collect(), output.status.code())
}

#[test]
fn a_file_of_one_two_or_three_rows_is_named_for_what_it_is_too() {
    let one_fact_a_row = [
        "leverandoer_id;oplysning;værdi\n1;antal;3\n1;andel;60 %\n",
        "leverandoer_id;oplysning;værdi\n1;antal;3\n2;antal;4\n3;antal;5\n",
        "leverandoer_id;oplysning;værdi\n1;antal;3\n",
        "leverandoer_id;maalgruppe;oplysning;værdi\n1;m;antal;3\n1;m;andel;60 %\n1;m;Telefon;5\n",
        "tilbud;felt;svar\nA;fornoeden_kvalitet;ja\nA;antal;3\n",
    ];
    for csv in one_fact_a_row {
        assert_eq!(found_in(csv), (vec!["one-fact-a-row".to_owned()], Some(1)), "{csv}");
    }
    let transposed = [
        "leverandoer_id;101;102\nantal;3;4\nandel;60 %;7 %\n",
        "leverandoer_id;101;102\nmaalgruppe;m;m\nantal;3;4\n",
        "leverandoer_id;101;102\nantal;3;4\n",
        "leverandoer_id;101;102\nnavn;A;B\nantal;3;4\n",
        "leverandoer_id;101;102\nantal;3;4\nTelefon;5;6\n",
        ";A;B\nleverandoer_id;101;102\nantal;3;4\n",
    ];
    for csv in transposed {
        assert_eq!(found_in(csv), (vec!["transposed".to_owned()], Some(1)), "{csv}");
    }
}

#[test]
fn a_small_table_is_not_taken_for_another_kind_of_file() {
    for csv in [
        "leverandoer_id;antal\n1;3\n",
        "leverandoer_id;antal;andel\n1;3;60 %\n2;4;\n",
        // Words that are names of columns, too, where suppliers have them.
        "leverandoer_id;driftsform;antal\n1;Region;\n2;Kommune;\n",
        "leverandoer_id;socialtilsyn;antal\n1;Region;3\n",
    ] {
        let (found, _) = found_in(csv);
        let others = ["one-fact-a-row", "transposed"];
        assert!(!found.iter().any(|code| others.contains(&code.as_str())), "{csv}: {found:?}");
    }
    // A choice may have an option that is the name of a parameter.
    let rubric = rubric()
        .tables("[indicators.fokus]\ntype = \"choice\"\nlabel = \"Fokus\"\noptions = [\"metoder\", \"uddannelse\"]")
        .criterion(r#"indicator = "fokus", one_of = ["metoder"]"#);
    let output = Case::new()
        .file("r.toml", rubric)
        .file("a.csv", "leverandoer_id;fokus\n1;metoder\n2;uddannelse\n")
        .args(["check", "a.csv", "--rubric", "r.toml", "--quiet"])
        .output();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(!said.contains("warning"), "{said}");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_row_that_stands_in_an_earlier_file_is_told_of_with_both_places() {
    let head = "leverandoer_id;antal;vurderingsdato;konsulent\n";
    let files = |case: Case| {
        case.file("r.toml", facts())
            .file("a.csv", format!("{head}1;3;2021-01-01;A\n2;x;;\n2;4;;\n"))
            .file("b.csv", format!("{head}2;4;;\n3;3;;\n1;3;2021-01-01;B\n"))
            .file("c.csv", format!("{head}3;4;;\n4;3;;\n4;3;;\n"))
    };
    let told = "
        error[not-a-number] a.csv:3, B3 »antal«: “x” – not a number
            write the number alone, such as 12 or 12,5
        error[same-row] b.csv:2: the same supplier, målgruppe and date as in a.csv:4
            keep one of the rows, or part them by afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato or konsulent
        warning[several-consultants] b.csv:4: the same supplier, målgruppe and date is also assessed by another konsulent in a.csv:2
        error[same-row] c.csv:2: the same supplier, målgruppe and date as in b.csv:3
            keep one of the rows, or part them by afdelingsid, delmaalgruppe, aldersgruppe, vurderingsdato or konsulent
        error[same-row] c.csv:4: the same supplier, målgruppe and date as in c.csv:3
        ";
    let checked = files(Case::new())
        .args(["check", "a.csv", "b.csv", "c.csv", "--rubric", "r.toml", "--quiet"])
        .output();
    let said = String::from_utf8(checked.stdout).expect("text");
    let found: Vec<&str> = said.lines().skip_while(|line| !line.starts_with("error[")).collect();
    let told: Vec<&str> =
        told.lines().skip(1).map(|line| line.get(8..).unwrap_or_default()).collect();
    assert_eq!(found, told[..told.len() - 1]);
    assert_eq!(checked.status.code(), Some(1));
    // A file that cannot be read has no rows that others could be the same as.
    let output = files(Case::new())
        .file("a.csv", format!("{head}1;3;2021-01-01;A\nantal;leverandoer_id;;\n"))
        .file("b.csv", format!("{head}1;3;2021-01-01;A\n"))
        .args(["check", "a.csv", "b.csv", "--rubric", "r.toml", "--quiet"])
        .output();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("error[second-header] a.csv:3") && !said.contains("same-row"), "{said}");
}

#[test]
fn a_header_that_looks_like_letters_is_named_by_its_own_letters() {
    let template = Case::new()
        .file("r.toml", facts())
        .file("a.csv", "[D];leverandoer_id;Fax;D\n3;1;9;8\n")
        .args(["check", "a.csv", "--template", "--rubric", "r.toml", "--quiet", "--lang", "en"])
        .stdout(
            r#"
            # Translation of a.csv, for use with --columns.
            # Their headers and words to the left, ours to the right. Lines that begin with # do not count:
            # they are guesses, or lack something. Mend them and delete the #, and they count. "" means that it is not known.

            [columns]
            # "[A]" = ""  # [D]
            # "Fax" = ""
            # "[D]" = ""  # D

            # fingeraftryk: sha256-d59caae77a27d0e5ecc1805365decbb65d311b596fe7bd0fceb5c5ca7643e081
            "#,
        )
        .code(0)
        .stdout;
    let mended = String::from_utf8(template).expect("text");
    let mended = mended.replace("# \"[A]\" = \"\"", "\"[A]\" = \"antal\"");
    Case::score(facts(), "[D];leverandoer_id;Fax;D\n3;1;9;8\n")
        .file("c.toml", mended)
        .args(["--columns", "c.toml"])
        .records("leverandoer_id,aktiv_praksis", &["1,højt"])
        .code(0);
}
