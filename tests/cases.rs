//! Small files that are easily read wrongly, each with what is right; see `tests/data/cases/README.md`.

mod case;

use case::Case;
use std::path::Path;

/// A run of `score` on one of the files, told in CSV.
fn score(name: &str) -> Case {
    given(name).args(["score", name, "--format", "csv"])
}

/// The same with only errors told.
fn score_quietly(name: &str) -> Case {
    score(name).args(["--quiet"])
}

/// One of the files in a folder.
fn given(name: &str) -> Case {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases");
    let bytes = std::fs::read(path.join(name)).expect("a file among the cases");
    Case::new().bytes(name, &bytes)
}

/// What is told last of rows that were read by the built-in rubrics.
const RUBRICS: &str = "Illustrative rubrics: the model says only that the eight parameters weigh the same. The mean, its cut-offs and all thresholds are this tool's choice and not Socialstyrelsen's.\n";

#[test]
fn a_backslash_before_a_quote_rejects_the_record_with_its_end_and_leaves_the_third_supplier() {
    score_quietly("quotes-swallow.csv")
        .records("leverandoer_id,leverandoer", &["3,C"])
        .stderr(
            "
            error[sign-after-quote] quotes-swallow.csv:2, C2 »leverandoer«: “Hus 5\\\";ja 2;autisme;B\"” – the cell goes on after its closing quote; the row runs from line 2 to line 3
                double the quotes inside a cell (\"\"), and use no backslash
            error: 1 row is rejected and not in the result
            ",
        )
        .code(1);
}

#[test]
fn text_behind_a_closing_quote_rejects_its_row_and_the_other_two_are_read_as_written() {
    score_quietly("quotes-glued.csv")
        .records("leverandoer_id,leverandoer", &["2,B", "3,x\"C\""])
        .stderr(
            "
            error[sign-after-quote] quotes-glued.csv:2, C2 »leverandoer«: “Hus A” – the cell goes on after its closing quote
                double the quotes inside a cell (\"\"), and use no backslash
            error: 1 row is rejected and not in the result
            ",
        )
        .code(1);
}

#[test]
fn a_point_that_is_decimal_here_and_thousands_there_refuses_the_file() {
    score_quietly("decimals-semicolon.csv")
        .stderr(
            "
            error[two-decimal-marks] decimals-semicolon.csv:4, D4 »opdateringsdage«: “2.125” – was read with the point as thousands mark, but in D2 (2.5) it can only be a decimal mark
                give --decimal point if the point is the decimal mark in the whole file; else mend the numbers
            ",
        )
        .code(2);
    facts_are_read("decimals-semicolon.csv", &["2.5", "2.25", "2.125"]);
}

#[test]
fn between_commas_a_number_that_could_be_either_rejects_its_row() {
    score_quietly("decimals-comma.csv")
        .records("leverandoer_id", &["A"])
        .stderr(
            "
            error[either-mark] decimals-comma.csv:3, D3 »opdateringsdage«: “2.125” – can be a decimal or a number with a thousands mark
                say which is the decimal mark with --decimal point or --decimal comma
            error: 1 row is rejected and not in the result
            ",
        )
        .code(1);
    facts_are_read("decimals-comma.csv", &["2.5", "2.125"]);
}

/// With the point as decimal mark every row is read, and these are the smallest and the largest number.
fn facts_are_read(name: &str, numbers: &[&str]) {
    score_quietly(name)
        .args(["--decimal", "point"])
        .records("leverandoer_id", &["A", "B", "C"][..numbers.len()])
        .code(0);
    let checked = given(name).args(["check", name, "--decimal", "point", "--format", "json"]);
    let document: serde_json::Value =
        serde_json::from_slice(&checked.output().stdout).expect("a JSON document");
    let column = &document["files"][0]["columns"][3];
    assert_eq!(column["examples"], serde_json::json!(numbers), "{name}");
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    assert_eq!(column["smallest"], sorted[0], "{name}");
    assert_eq!(column["largest"], sorted[sorted.len() - 1], "{name}");
}

#[test]
fn a_second_header_with_its_columns_in_another_order_refuses_the_file() {
    score_quietly("second-header.csv")
        .stderr(
            "
            error[second-header] second-header.csv:3: here the headers stand again, but in another order or with other columns
                split the file in two here, and read both: indplacer score a.csv b.csv
            ",
        )
        .code(2);
}

#[test]
fn foreign_headers_below_a_title_are_found_by_their_translation_and_else_named() {
    score_quietly("title-foreign.csv")
        .stderr(
            "
            error[no-header] title-foreign.csv:1: the headers should stand here
                the headers seem to stand in row 3: translate their names with --columns, give --header-row 3, or delete the rows above them
            ",
        )
        .code(2);
    let template = given("title-foreign.csv")
        .args(["check", "title-foreign.csv", "--template", "--quiet", "--lang", "en"])
        .stdout(
            "
            # Translation of title-foreign.csv, for use with --columns.
            # Their headers and words to the left, ours to the right. Lines that begin with # do not count:
            # they are guesses, or lack something. Mend them and delete the #, and they count. \"\" means that it is not known.

            [columns]
            # \"Nr\" = \"\"
            # \"Gruppe\" = \"maalgruppe\"
            # \"Kvalitet\" = \"fornoeden_kvalitet\"

            # fingeraftryk: sha256-f9ff277d1f6ad742bebb587233c367e11360973d5b7d007fd7a42f4b1f4e01a7
            ",
        )
        .code(0)
        .stdout;
    let mended = String::from_utf8(template)
        .expect("text")
        .replace("# \"Nr\" = \"\"", "\"Nr\" = \"leverandoer_id\"")
        .replace("# \"", "\"");
    score("title-foreign.csv")
        .bytes("c.toml", mended.as_bytes())
        .args(["--columns", "c.toml"])
        .records(
            "leverandoer_id,maalgruppe,status,kilde",
            &["F-1,autisme,uafklaret,title-foreign.csv:4"],
        )
        .stderr(format!(
            "title-foreign.csv: read as UTF-8, cells separated by ;, decimal comma, headers in row 3\n\
             1 row read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 0 rejected\n{RUBRICS}"
        ))
        .code(0);
}

#[test]
fn the_sheet_behind_a_cover_is_taken_and_named() {
    score("cover-sheet.xlsx")
        .records("leverandoer_id", &["F-1"])
        .stderr(format!(
            "cover-sheet.xlsx: read as an Excel file, sheet “Vurderinger” (1 of 2 sheets; choose another with --sheet), decimal comma in text\n\
             1 row read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 0 rejected\n{RUBRICS}"
        ))
        .code(0);
}

#[test]
fn both_forms_of_a_workbook_are_placed() {
    // The forms were made by the version before, which asked for all that they say.
    let earlier = Path::new(env!("CARGO_MANIFEST_DIR")).join("rubrics/earlier");
    let by = ["--rubrics", earlier.to_str().expect("a path of text")];
    score_quietly("two-forms.xlsx")
        .args(by)
        .records(
            "leverandoer_id,leverandoer,status",
            &["001,Bostedet Rødkløver,indplaceret", "009,Kopi,indplaceret"],
        )
        .code(0);
    score_quietly("two-forms.xlsx")
        .records(
            "leverandoer_id,leverandoer,status",
            &["001,Bostedet Rødkløver,uafklaret", "009,Kopi,uafklaret"],
        )
        .code(0);
    given("two-forms.xlsx")
        .args(["check", "two-forms.xlsx", "--quiet", "--lang", "da"])
        .args(by)
        .stdout(
            "
            two-forms.xlsx[Skema]: læst som Excel-fil, arket »Skema« (1 af 3 ark; vælg et andet med --sheet), komma som decimaltegn i tekst
            two-forms.xlsx[Skema]: oplysningsskema for én leverandør; 91 af 126 felter er udfyldt
            two-forms.xlsx[Skema (2)]: læst som Excel-fil, arket »Skema (2)« (1 af 3 ark; vælg et andet med --sheet), komma som decimaltegn i tekst
            two-forms.xlsx[Skema (2)]: oplysningsskema for én leverandør; 91 af 126 felter er udfyldt
            ",
        )
        .code(0);
}

#[test]
fn a_column_that_counts_the_rows_is_ignored_and_told_once() {
    score("dataframe-index.csv")
        .records("leverandoer_id", &["F-1", "F-2"])
        .stderr(format!(
            "dataframe-index.csv: read as UTF-8, cells separated by ,, decimal comma\n\
             note[counts-rows] dataframe-index.csv:1, A1 »«: the first column has no header and counts the rows; it is not read\n\
             2 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 2 uafklaret + 0 rejected\n{RUBRICS}"
        ))
        .code(0);
}

#[test]
fn midnight_behind_a_date_is_read_and_another_time_is_the_fault() {
    score_quietly("midnight.csv")
        .records("leverandoer_id,vurderingsdato", &["102,2021-04-01"])
        .stderr(
            "
            error[date-with-time] midnight.csv:2, E2 »vurderingsdato«: “2021-03-11 10:00:00” – a time of day (10:00:00) stands behind the date
                write 2021-03-11, if that is the day that is meant
            error: 1 row is rejected and not in the result
            ",
        )
        .code(1);
}

#[test]
fn ids_with_an_e_in_them_are_ids() {
    score_quietly("ids-exponent.csv")
        .records("leverandoer_id", &["8E467", "12E4", "E12", "1e5", "29E01"])
        .code(0);
}

#[test]
fn ids_that_became_numbers_are_read_with_one_warning() {
    score("ids-float.csv")
        .records("leverandoer_id", &["101.0", "102.0", "103.0"])
        .stderr(format!(
            "ids-float.csv: read as UTF-8, cells separated by ,, decimal comma\n\
             warning[float-ids] ids-float.csv:2, A2 »leverandoer_id«: the ids in leverandoer_id, afdelingsid all end in .0 or ,0; did another program make numbers of them?\n    \
             save the ids as text in the program that wrote the file; ids without .0 count as others here\n\
             3 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 3 uafklaret + 0 rejected\n{RUBRICS}"
        ))
        .code(0);
}

#[test]
fn words_of_other_programs_for_nothing_are_faults_until_they_are_named() {
    score_quietly("words-for-missing.csv")
        .records("leverandoer_id", &[])
        .stderr(
            "
            error[missing-elsewhere] words-for-missing.csv:2, A2 »leverandoer_id«: “NULL” – other programs write this where there is nothing
                write the supplier's id
            error[missing-elsewhere] words-for-missing.csv:3, A3 »leverandoer_id«: “nan” – other programs write this where there is nothing
            error[missing-elsewhere] words-for-missing.csv:3, D3 »borgere_let«: “NaN” – other programs write this where there is nothing
                add --missing \"NaN\" if it means that it is not known
            error[missing-elsewhere] words-for-missing.csv:4, D4 »borgere_let«: “NULL” – other programs write this where there is nothing
                add --missing \"NULL\" if it means that it is not known
            error: 3 rows are rejected and not in the result
            ",
        )
        .code(1);
    let named = score_quietly("words-for-missing.csv").args(["--missing", "NULL,NaN"]);
    let output = named.output();
    let errors = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(1));
    for place in ["words-for-missing.csv:2, A2", "words-for-missing.csv:3, A3"] {
        assert!(errors.contains(place), "{errors}");
    }
    assert!(!errors.contains("D3") && !errors.contains(":4"), "{errors}");
    let records = String::from_utf8(output.stdout).expect("text");
    assert_eq!(records.lines().count(), 2, "{records}");
    assert!(records.contains("C,") && records.contains("borgere_let"), "{records}");
}

#[test]
fn letters_that_were_encoded_twice_or_mixed_are_read_and_warned_of_once_with_a_word() {
    let help = "fetch the file again, or save it again from the program where it began as UTF-8 (in Excel: CSV UTF-8); here the letters are read as they stand";
    for (name, read_as, records, line, word, right) in [
        (
            "letters-double.csv",
            "UTF-8",
            &["1,BÃ¸rnehuset Ã\u{85}dalen"][..],
            2,
            "BÃ¸rnehuset",
            "Børnehuset",
        ),
        (
            "letters-mixed.csv",
            "Windows-1252",
            &["A1,Sølvhøj", "A2,Ã†rÃ¸gÃ¥rd"],
            3,
            "Ã†rÃ¸gÃ¥rd",
            "Ærøgård",
        ),
    ] {
        let n = records.len();
        let rows = if n == 1 { "row" } else { "rows" };
        score(name)
            .records("leverandoer_id,leverandoer", records)
            .stderr(format!(
                "{name}: read as {read_as}, cells separated by ;, decimal comma\n\
                 warning[letters-changed] {name}:{line}: “{word}” should probably be “{right}”: letters have become other signs when the file was saved\n    \
                 {help}\n\
                 {n} {rows} read = 0 indplaceret + 0 under let + 0 uden kvalitet + {n} uafklaret + 0 rejected\n{RUBRICS}"
            ))
            .code(0);
    }
}

#[test]
fn a_sign_between_cells_that_is_none_of_ours_is_offered() {
    score_quietly("pipe.csv")
        .stderr(
            "
            error[column-missing] pipe.csv:1: the column leverandoer_id is missing
                the cells seem to be separated by |: give --delimiter \"|\"
            ",
        )
        .code(2);
    score_quietly("pipe.csv")
        .args(["--delimiter", "|"])
        .records("leverandoer_id,leverandoer", &["1,Huset"])
        .code(0);
}

#[test]
fn a_result_without_records_is_nothing_to_compare_on_either_side() {
    let other = score_quietly("cover-sheet.xlsx").output().stdout;
    for (sides, word) in
        [(["result-empty.csv", "b.csv"], "before"), (["b.csv", "result-empty.csv"], "after")]
    {
        let output = given("result-empty.csv")
            .bytes("b.csv", &other)
            .args(["diff", "--quiet"])
            .args(sides)
            .output();
        let said = String::from_utf8(output.stderr).expect("text");
        assert_eq!(said, format!("error: nothing to compare: no supplier is placed {word}\n"));
        assert_eq!(output.status.code(), Some(2));
    }
}

#[test]
fn every_file_among_the_cases_is_told_of_and_tried() {
    let here = std::fs::read_to_string(file!()).expect("this file");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/cases");
    let page = std::fs::read_to_string(folder.join("README.md")).expect("the page");
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let name = entry.expect("an entry").file_name();
        let name = name.to_string_lossy();
        if name != "README.md" {
            assert!(page.contains(&format!("| {name} |")), "{name}");
            assert!(here.contains(&format!("\"{name}\"")), "{name}");
        }
    }
}
