//! Files and their columns (contract §2): dialect, folding, headers, which column is what, and faults that stop the run.

mod case;

use case::{Case, rubric};

const SAID: &str = "a.csv: read as UTF-8, cells separated by ;, decimal comma\n1 row read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 0 rejected\n";

/// `a.csv` in these bytes, whose supplier 1 has the name Æblehaven, and what is said of its dialect.
#[track_caller]
fn is_read_as(bytes: &[u8], more: &[&str], dialect: &str) {
    Case::new()
        .file("r.toml", rubric())
        .bytes("a.csv", bytes)
        .args(["score", "a.csv", "--rubric", "r.toml", "--format", "csv"])
        .args(more)
        .records("leverandoer_id,leverandoer,kommune", &["1,Æblehaven,Køge"])
        .stderr(SAID.replace("UTF-8, cells separated by ;, decimal comma", dialect))
        .code(0);
}

const TABLE: &str = "leverandoer_id;navn;kommune\r\n1;Æblehaven;Køge\r\n";

fn utf_16(text: &str, bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    let byte = |c: char| u8::try_from(u32::from(c)).expect("a Latin letter");
    text.chars().map(byte).collect()
}

#[test]
fn utf_8_is_read_without_and_with_a_bom() {
    is_read_as(TABLE.as_bytes(), &[], "UTF-8, cells separated by ;, decimal comma");
    let marked = format!("\u{feff}{TABLE}");
    is_read_as(marked.as_bytes(), &[], "UTF-8 (BOM), cells separated by ;, decimal comma");
}

#[test]
fn utf_16_is_read_by_its_bom() {
    let marked = format!("\u{feff}{TABLE}");
    let little = utf_16(&marked, u16::to_le_bytes);
    is_read_as(&little, &[], "UTF-16 LE (BOM), cells separated by ;, decimal comma");
    let big = utf_16(&marked, u16::to_be_bytes);
    is_read_as(&big, &[], "UTF-16 BE (BOM), cells separated by ;, decimal comma");
}

#[test]
fn other_bytes_are_windows_1252() {
    let bytes = windows_1252(TABLE);
    is_read_as(&bytes, &[], "Windows-1252, cells separated by ;, decimal comma");
}

#[test]
fn the_encoding_can_be_overridden() {
    let bytes = utf_16(TABLE, u16::to_le_bytes);
    let more = ["--encoding", "utf-16le"];
    is_read_as(&bytes, &more, "UTF-16 LE, cells separated by ;, decimal comma");
    let marked = [b"\xFF\xFE", &bytes[..]].concat();
    is_read_as(&marked, &more, "UTF-16 LE (BOM), cells separated by ;, decimal comma");
}

#[test]
fn semicolon_comma_and_tab_are_found() {
    for (sign, name) in [(";", ";"), (",", ","), ("\t", "tab")] {
        let text = TABLE.replace(';', sign);
        let dialect = format!("UTF-8, cells separated by {name}, decimal comma");
        is_read_as(text.as_bytes(), &[], &dialect);
    }
}

#[test]
fn another_delimiter_is_named() {
    let text = TABLE.replace(';', "|");
    let more = ["--delimiter", "|"];
    is_read_as(text.as_bytes(), &more, "UTF-8, cells separated by |, decimal comma");
    let text = TABLE.replace(';', "\t");
    let more = ["--delimiter", "tab"];
    is_read_as(text.as_bytes(), &more, "UTF-8, cells separated by tab, decimal comma");
}

#[test]
fn a_first_line_sep_is_obeyed() {
    for first in ["sep=|\r\n", "\"sep=|\"\r\n", "\u{feff}sep=|\n"] {
        let text = format!("{first}{}", TABLE.replace(';', "|"));
        let mark = if first.starts_with('\u{feff}') { " (BOM)" } else { "" };
        let dialect = format!("UTF-8{mark}, cells separated by |, decimal comma");
        is_read_as(text.as_bytes(), &[], &dialect);
    }
}

#[test]
fn a_named_delimiter_goes_before_the_sep_line() {
    let text = format!("sep=,\n{TABLE}");
    is_read_as(
        text.as_bytes(),
        &["--delimiter", ";"],
        "UTF-8, cells separated by ;, decimal comma",
    );
}

#[test]
fn lines_end_in_lf_or_crlf_and_the_last_needs_no_end() {
    let text = TABLE.replace("\r\n", "\n");
    is_read_as(text.as_bytes(), &[], "UTF-8, cells separated by ;, decimal comma");
    let text = TABLE.trim_end();
    is_read_as(text.as_bytes(), &[], "UTF-8, cells separated by ;, decimal comma");
}

#[test]
fn quotes_are_those_of_rfc_4180() {
    let csv = "leverandoer_id;leverandoer;kommune\n1;\"A; \"\"B\"\"\nC\";K\"ø\"ge\n";
    Case::score(rubric(), csv).records("leverandoer,kommune", &["A; \"B\"\nC,K\"ø\"ge"]).code(0);
}

#[test]
fn bytes_that_the_encoding_does_not_have_stop_the_run_and_are_never_replaced() {
    let utf_8_then_latin = "leverandoer_id;navn\n1;Æ\n".as_bytes().to_vec();
    Case::new()
        .file("r.toml", rubric())
        .bytes("a.csv", &[&utf_8_then_latin[..], b"2;K\xF8ge\n"].concat())
        .args(["score", "a.csv", "--rubric", "r.toml", "--format", "csv"])
        .stderr(
            "
            error[bytes] a.csv:3: the file was read as UTF-8, but UTF-8 has no bytes F8
                save the file again as “CSV UTF-8”, or name the encoding with --encoding
        ",
        )
        .code(2);
    Case::new()
        .file("r.toml", rubric())
        .bytes("a.csv", b"leverandoer_id;navn\n1;K\xF8ge\n2;\x81\n")
        .args(["score", "a.csv", "--rubric", "r.toml", "--format", "csv", "--lang", "da"])
        .stderr("
            fejl[bytes] a.csv:3: filen blev læst som Windows-1252, men bytes 81 findes ikke i Windows-1252
                gem filen igen som »CSV UTF-8«, eller angiv tegnsættet med --encoding
        ")
        .code(2);
}

#[test]
fn a_dash_is_standard_input() {
    Case::new()
        .file("r.toml", rubric())
        .stdin("leverandoer_id\n1\n")
        .args(["score", "-", "--rubric", "r.toml", "--format", "csv", "--quiet"])
        .records("leverandoer_id,maalgruppe", &["1,r"])
        .code(0);
}

#[test]
fn standard_input_can_be_read_only_once() {
    Case::new()
        .args(["score", "-", "-"])
        .stderr("error: - (standard input) can be read only once\n")
        .code(2);
}

#[test]
fn headers_are_folded() {
    let csv = " LEVERANDØR id ;Fornøden\u{a0}kvalitet?;Aktiv  praksis;vurderingsdato.\n1;ja;let;1.2.2021\n";
    Case::score(rubric(), csv)
        .records("leverandoer_id,vurderingsdato,aktiv_praksis,mangler", &[
            "1,2021-02-01,let,praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler",
        ])
        .code(0);
}

#[test]
fn a_decomposed_letter_from_a_mac_is_the_same_letter() {
    let csv = "leverandoer_id;ma\u{30a}lgruppe\n1;Døgna\u{30a}bent\n2;DØGNÅBENT\n3;doegnaabent\n";
    Case::score(rubric().maalgruppe("Døgnåbent"), csv)
        .records("leverandoer_id,maalgruppe", &["1,r", "2,r", "3,r"])
        .code(0);
}

#[test]
fn two_headers_with_the_same_meaning_stop_the_run() {
    Case::score(rubric(), "leverandoer_id;Aktiv praksis;aktiv_praksis\n1;let;let\n")
        .stderr("
            error[headers-alike] a.csv:1, C1 »aktiv_praksis«: means the same as “Aktiv praksis” in column B
                delete or rename one of them, or choose one by its letter in --columns: \"[C]\" = \"…\"
        ")
        .code(2);
    Case::score(rubric(), "tilbudsid;leverandoer_id\n1;1\n")
        .stderr("
            error[headers-alike] a.csv:1, B1 »leverandoer_id«: means the same as “tilbudsid” in column A
                delete or rename one of them, or choose one by its letter in --columns: \"[B]\" = \"…\"
        ")
        .code(2);
}

#[test]
fn a_header_that_folds_to_nothing_is_ignored_if_its_column_is_empty() {
    Case::score(rubric(), "leverandoer_id;;***;aktiv_praksis;\n1;; ;let;\n")
        .records("leverandoer_id,aktiv_praksis", &["1,let"])
        .code(0);
}

#[test]
fn a_header_of_signs_alone_is_a_column_that_is_not_used() {
    let csv = "leverandoer_id;***;aktiv_praksis;%\n1;x;let;\n2;;let;60\n";
    Case::score_aloud(rubric(), csv)
        .records("leverandoer_id,aktiv_praksis", &["1,let", "2,let"])
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            note[unknown-column] a.csv:1, B1 »***«: the column is not used
            note[unknown-column] a.csv:1, D1 »%«: the column is not used
            2 rows read = 0 indplaceret + 0 under let + 0 uden kvalitet + 2 uafklaret + 0 rejected
        ",
        )
        .code(0);
}

#[test]
fn a_label_without_letters_or_digits_names_no_column() {
    let rubric = rubric()
        .tables("[indicators.a]\ntype = \"count\"\nlabel = \"???\"")
        .criterion("indicator = \"a\", min = 1");
    Case::score(rubric, "leverandoer_id;;b\n1;;\n")
        .records("leverandoer_id,aktiv_praksis", &["1,under let..højt"])
        .code(0);
}

#[test]
fn the_id_has_three_names_and_the_name_two() {
    for header in ["leverandoer_id", "tilbudsid", "tilbuds_id", "Tilbuds-ID"] {
        for name in ["leverandoer", "Navn", "leverandør"] {
            Case::score(rubric(), &format!("{header};{name}\n007;Huset\n"))
                .records("leverandoer_id,leverandoer", &["007,Huset"])
                .code(0);
        }
    }
}

#[test]
fn leverandoer_id_is_required() {
    Case::score(rubric(), "leverandør_nr;aktiv_praksis\n1;let\n")
        .stderr(
            "
            error[column-missing] a.csv:1: the column leverandoer_id is missing
                should “leverandør_nr” be called leverandoer_id?
        ",
        )
        .code(2);
}

#[test]
fn maalgruppe_is_required_unless_a_rubric_is_given() {
    let csv = "leverandoer_id\n1\n";
    Case::new()
        .file("a.csv", csv)
        .args(["score", "a.csv"])
        .stderr("
            error[column-missing] a.csv:1: the column maalgruppe is missing
                add a column with the header maalgruppe, or use one rubric for every row with --rubric
        ")
        .code(2);
    Case::score(rubric(), csv).records("leverandoer_id,maalgruppe", &["1,r"]).code(0);
}

#[test]
fn a_filled_maalgruppe_must_fit_the_rubric_given() {
    let csv = "leverandoer_id;maalgruppe\n1;Gruppe\n2;\n3;autisme\n4;vejledning R\n5;r\n";
    Case::score(rubric(), csv)
        .stderr("
            error[target-group] a.csv:4, B4 »maalgruppe«: “autisme” – another målgruppe than that of the rubric chosen
                --rubric r is for every row
            error: 1 row is rejected and not in the result
        ")
        .records("leverandoer_id,maalgruppe", &["1,r", "2,r", "4,r", "5,r"])
        .code(1);
}

#[test]
fn optional_identity_columns_are_kept_as_given_trimmed() {
    let csv = "leverandoer_id;afdelingsid;delmaalgruppe;aldersgruppe;socialtilsyn;konsulent;stadie;sagsnummer;region;kommune;driftsform;leverandoertype\n\
        1; 002 ;Ældre;voksne;Syd;ABC;endelig;2021-7;Syddanmark; Køge\u{a0};privat;Skib\n";
    Case::score(rubric(), csv)
        .records("leverandoer_id,afdelingsid,delmaalgruppe,aldersgruppe,socialtilsyn,konsulent,stadie,sagsnummer,region,kommune,driftsform,leverandoertype", &[
            "1,002,Ældre,voksne,Syd,ABC,endelig,2021-7,Syddanmark,Køge,privat,Skib",
        ])
        .code(0);
}

#[test]
fn an_indicator_is_found_by_its_id_or_its_label() {
    let rubric = rubric()
        .tables("[indicators.borgere]\ntype = \"count\"\nlabel = \"Borgere i målgruppen\"")
        .criterion("indicator = \"borgere\", min = 8");
    for header in ["borgere", "Borgere", "Borgere i målgruppen", "BORGERE I MAALGRUPPEN"] {
        Case::score(&rubric, &format!("leverandoer_id;{header}\n1;8\n"))
            .records("aktiv_praksis", &["højt"])
            .code(0);
    }
}

#[test]
fn a_set_may_be_one_ja_nej_column_an_option() {
    let rubric = rubric()
        .tables("[indicators.kurser]\ntype = \"set\"\nlabel = \"Kurser\"\noptions = [\"PECS\", \"Low arousal\", \"KRAP\"]")
        .criterion("indicator = \"kurser\", at_least = 2");
    let csv = "leverandoer_id;kurser_pecs;Kurser Low-Arousal;kurser_krap\n1;ja;x;nej\n2;ja;nej;0\n3;ja;nej;\n4;;;\n5;nej;nej;?\n";
    Case::score(rubric, csv)
        .records("leverandoer_id,aktiv_praksis,mangler", &[
            "1,højt,fornoeden_kvalitet|praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler",
            "2,under let,fornoeden_kvalitet|praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler",
            "3,under let..højt,fornoeden_kvalitet|kurser|praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler",
            "4,under let..højt,fornoeden_kvalitet|kurser|praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler",
            "5,under let,fornoeden_kvalitet|praksiserfaring|uddannelse|fagmiljoe|samarbejdsformer|vidensudvikling|metoder|hjaelpemidler",
        ])
        .code(0);
}

#[test]
fn options_without_a_column_may_be_in_the_set() {
    let rubric =
        rubric().indicators("kurser = set").criterion("indicator = \"kurser\", at_least = 2");
    Case::score(rubric, "leverandoer_id;kurser_x;kurser_y\n1;ja;nej\n2;nej;nej\n3;ja;ja\n")
        .records("aktiv_praksis", &["under let..højt", "under let", "højt"])
        .code(0);
}

#[test]
fn an_indicator_with_two_columns_rejects_the_rows_that_use_it() {
    let used = rubric().indicators("a = count").criterion("indicator = \"a\", min = 1");
    let other = rubric().id("s");
    Case::new()
        .file("r/1.toml", used)
        .file("r/2.toml", other)
        .file("a.csv", "leverandoer_id;maalgruppe;a;Om a\n1;r;1;\n2;s;1;1\n")
        .args(["score", "a.csv", "--rubrics", "r", "--format", "csv", "--quiet"])
        .stderr("
            error[fact-in-two-columns] a.csv:2, D2 »Om a«: the fact a stands in both “a” and “Om a”; keep one of the columns
            error: 1 row is rejected and not in the result
        ")
        .records("leverandoer_id,maalgruppe", &["2,s"])
        .code(1);
}

#[test]
fn a_set_in_both_forms_is_read_where_they_agree_and_rejects_the_row_where_they_differ() {
    let rubric = rubric().indicators("kurser = set").levels(
        "aktiv_praksis",
        "cumulative",
        [1, 2, 3].map(|n| match n {
            1 => "indicator = \"kurser\", at_least = 1",
            2 => "indicator = \"kurser\", at_least = 2",
            _ => "indicator = \"kurser\", at_least = 3",
        }),
    );
    let csv = "leverandoer_id;kurser;kurser/x;kurser/y;kurser/z
a;x y;1;1;0
b;x, y;ja;ja;nej
c;z y x;1.0;1.0;1.0
d;ingen;0;0;0
e;;0;0;0
f;;;;
g;y;;;
h;x y;1;;
i;x;1;;
j;;1;;
q;x;1;1;0
r;x y;1;0;0
s;x w;1;0;0
t;x-y;1;1;0
u;x;måske;0;0
";
    Case::score(rubric, csv)
        .records(
            "leverandoer_id,aktiv_praksis",
            &[
                "a,moderat",
                "b,moderat",
                "c,højt",
                "d,under let",
                "e,under let",
                "f,under let..højt",
                "g,let",
                "h,moderat",
                "i,let",
                "j,let..højt",
            ],
        )
        .stderr("
            error[set-forms-differ] a.csv:12, B12 »kurser«: “x” – does not agree with the ja/nej columns of the same options
                mend one of them, so that they say the same, or delete either the column or the ja/nej columns
            error[set-forms-differ] a.csv:13, B13 »kurser«: “x y” – does not agree with the ja/nej columns of the same options
            error[not-an-option] a.csv:14, B14 »kurser«: “x w” – “x w” is none of the options
                possible: x, y, z
            error[not-an-option] a.csv:15, B15 »kurser«: “x-y” – “x-y” is none of the options
            error[not-ja-nej] a.csv:16, C16 »kurser/x«: “måske” – neither ja nor nej
                write ja or nej, or leave the cell empty if it is not known
            error: 5 rows are rejected and not in the result
        ")
        .code(1);
}

#[test]
fn blanks_part_the_items_of_a_set_only_beside_its_ja_nej_columns() {
    let rubric =
        rubric().indicators("kurser = set").criterion("indicator = \"kurser\", at_least = 1");
    Case::score(rubric, "leverandoer_id;kurser\n1;x y\n2;x\n")
        .records("leverandoer_id", &["2"])
        .stderr(
            "
            error[not-an-option] a.csv:2, B2 »kurser«: “x y” – “x y” is none of the options
                possible: x, y, z
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn notes_and_reasons_are_known_columns() {
    let rubric = rubric().indicators("a = count").criterion("indicator = \"a\", min = 1");
    Case::score_aloud(rubric, "leverandoer_id;a;a_note;metoder_begrundelse\n1;1;Se bilag;God\n")
        .records("begrundelser", &["metoder: God"])
        .stderr(SAID)
        .code(0);
}

#[test]
fn any_other_column_is_reported_once_as_unused_with_the_nearest_known_name() {
    let rubric =
        rubric().indicators("borgere = count").criterion("indicator = \"borgere\", min = 1");
    Case::score_aloud(rubric, "leverandoer_id;borger;telefon;Aktiv praksi\n1;1;1;1\n")
        .records("aktiv_praksis", &["under let..højt"])
        .stderr(
            "
            a.csv: read as UTF-8, cells separated by ;, decimal comma
            note[unknown-column] a.csv:1, B1 »borger«: the column is not used
                did you mean “borgere”?
            note[unknown-column] a.csv:1, C1 »telefon«: the column is not used
            note[unknown-column] a.csv:1, D1 »Aktiv praksi«: the column is not used
                did you mean “aktiv_praksis”?
            1 row read = 0 indplaceret + 0 under let + 0 uden kvalitet + 1 uafklaret + 0 rejected
        ",
        )
        .code(0);
}

#[test]
fn deny_unknown_makes_an_unused_column_an_error() {
    Case::score(rubric(), "leverandoer_id;telefon;kommun\n1;1;1\n")
        .args(["--deny-unknown"])
        .stderr(
            "
            error[unknown-column] a.csv:1, B1 »telefon«: the column is not used
            error[unknown-column] a.csv:1, C1 »kommun«: the column is not used
                did you mean “kommune”?
        ",
        )
        .code(2);
}

#[test]
fn a_quote_that_is_never_closed_stops_the_run() {
    Case::score(rubric(), "leverandoer_id;navn\n1;A\n2;\"B\n3;C\n")
        .stderr(
            "
            error[open-quote] a.csv:3: a quote is opened here and never closed
                close it, or double it if it is part of the text
        ",
        )
        .code(2);
}

#[test]
fn a_line_that_ends_in_a_carriage_return_alone_stops_the_run() {
    Case::score(rubric(), "leverandoer_id;navn\r1;A\r")
        .stderr("
            error[lone-return] a.csv:1: the line ends in a carriage return alone, as in files from old Mac programs
                save the file again as “CSV (semicolon delimited)” or “CSV UTF-8”
        ")
        .code(2);
}

#[test]
fn a_carriage_return_alone_is_told_before_anything_else_however_far_down_it_stands() {
    let rows: String = (1..40).map(|row| format!("{row};A\n")).collect();
    Case::score(rubric(), &format!("leverandoer_id;navn\n{rows}40;A\r41;B\n"))
        .stderr("
            error[lone-return] a.csv:41: the line ends in a carriage return alone, as in files from old Mac programs
                save the file again as “CSV (semicolon delimited)” or “CSV UTF-8”
        ")
        .code(2);
}

#[test]
fn no_data_row_in_any_file_stops_the_run() {
    Case::score(rubric(), "leverandoer_id\n;\n\n")
        .file("b.csv", "leverandoer_id\n")
        .args(["b.csv"])
        .stderr("error[nothing-to-score] no file has a row with an assessment\n")
        .code(2);
    Case::score(rubric(), "leverandoer_id\n")
        .file("b.csv", "leverandoer_id\n1\n")
        .args(["b.csv"])
        .records("leverandoer_id", &["1"])
        .code(0);
}

#[test]
fn an_empty_file_stops_the_run() {
    Case::score(rubric(), "").stderr("error[file-empty] a.csv: the file is empty\n").code(2);
}

#[test]
fn all_faulty_files_are_told_of_before_the_run_stops() {
    Case::new()
        .file("r.toml", rubric())
        .file("b.csv", "navn\nA\n")
        .file("mappe/c.csv", "")
        .args(["score", "a.csv", "b.csv", "mappe", "--rubric", "r.toml", "--lang", "da"])
        .stderr(
            "
            fejl[file-not-found] a.csv: filen findes ikke
            fejl[column-missing] b.csv:1: kolonnen leverandoer_id mangler
                tilføj en kolonne med overskriften leverandoer_id
            fejl[file-is-folder] mappe: det er en mappe, ikke en fil
        ",
        )
        .code(2);
}

#[test]
#[cfg(target_os = "linux")]
fn what_the_system_says_of_a_name_is_said_in_the_readers_language() {
    let long = format!("{}.csv", "x".repeat(300));
    let folder = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink("ring", folder.path().join("ring")).expect("a link");
    for name in [long.as_str(), "ring"] {
        let said = match name {
            "ring" => "det er et link, som fører tilbage til sig selv",
            _ => "navnet er for langt eller har tegn, som drevet ikke kan have i navne",
        };
        for command in ["score", "check", "diff --data", "test", "explain --supplier 1"] {
            let ran = std::process::Command::new(env!("CARGO_BIN_EXE_indplacer"))
                .args(command.split(' '))
                .args(
                    [name, name, "--lang", "da"].iter().skip(usize::from(command != "diff --data")),
                )
                .current_dir(folder.path())
                .output()
                .expect("a run");
            let told = [ran.stdout, ran.stderr].concat();
            let told = String::from_utf8_lossy(&told);
            assert!(told.contains(&format!("{name}: {said}\n")), "{command} {name}: {told}");
            assert_eq!(ran.status.code(), Some(2), "{command} {name}");
        }
    }
}

#[test]
fn the_header_may_stand_below_blank_lines() {
    Case::score(rubric(), ";;\n\nleverandoer_id;aktiv_praksis\n1;let\n2;læt\n")
        .records("leverandoer_id,aktiv_praksis,kilde", &["1,let,a.csv:4"])
        .stderr(
            "
            error[not-a-level] a.csv:5, B5 »aktiv_praksis«: “læt” – not a level
                write let, moderat, højt or under let (or 1, 2, 3, 0)
            error: 1 row is rejected and not in the result
        ",
        )
        .code(1);
}

#[test]
fn a_columns_file_adapts_a_foreign_export() {
    let rubric = rubric().indicators("a = bool").criterion("indicator = \"a\", is = true");
    let columns = "
        [columns]
        \"Tilbuds nr.\" = \"leverandoer_id\"
        \"Spørgsmål 7\" = \"a\"

        [values.a]
        \"I høj grad\" = \"ja\"
        \"Slet ikke\" = \"nej\"
    ";
    Case::score(rubric, "Tilbuds nr.;Spørgsmål 7\n1;I høj grad\n2;SLET  IKKE\n3;\n4;ja\n")
        .file("kolonner.toml", columns)
        .args(["--columns", "kolonner.toml"])
        .records(
            "leverandoer_id,aktiv_praksis",
            &["1,højt", "2,under let", "3,under let..højt", "4,højt"],
        )
        .code(0);
}

#[test]
fn a_columns_file_that_translates_to_an_unknown_column_stops_the_run() {
    let columns = "
        [columns]
        navn = \"leverandør_navn\"
    ";
    Case::score(rubric(), "leverandoer_id;navn\n1;A\n")
        .file("kolonner.toml", columns)
        .args(["--columns", "kolonner.toml", "--lang", "da"])
        .stderr(
            "
            fejl[map-column]: »leverandør_navn« er ikke en kolonne, som vi kender
             --> kolonner.toml:2:8
              |
            2 | navn = \"leverandør_navn\"
              |        ^^^^^^^^^^^^^^^^^
              |
              = hjælp: mente du »leverandoer«?

            ",
        )
        .code(2);
}

#[test]
fn a_columns_file_that_names_a_column_that_no_file_has_stops_the_run() {
    Case::score_aloud(rubric(), "leverandoer_id\n1\n")
        .file("kolonner.toml", "[columns]\nby = \"kommune\"\n")
        .args(["--columns", "kolonner.toml"])
        .stderr("error[map-column] no file has the column “by”\n")
        .code(2);
}

#[test]
fn options_with_blanks_in_them_are_told_apart_by_their_ja_nej_columns() {
    let kurser = "[indicators.kurser]\ntype = 'set'\nlabel = 'Kurser'\noptions = ['x', 'y og z', 'x y', 'og z', 'y']\n";
    let rubric = rubric().tables(kurser).levels(
        "aktiv_praksis",
        "cumulative",
        [1, 2, 3].map(|n| match n {
            1 => "indicator = \"kurser\", at_least = 1",
            2 => "indicator = \"kurser\", at_least = 2",
            _ => "indicator = \"kurser\", at_least = 3",
        }),
    );
    let csv = "leverandoer_id;kurser;kurser/x;kurser/y og z;kurser/x y;kurser/og z;kurser/y
a;x y og z;1;1;0;0;0
b;x y og z;0;0;1;1;0
c;x y og z;1;0;0;1;1
d;x y og z;;;;;0
e;x y og z;1;;;;0
f;x y og z;1;;1;;0
";
    Case::score(rubric, csv)
        .records("leverandoer_id,aktiv_praksis", &["a,moderat", "b,moderat", "c,højt", "e,moderat"])
        .stderr("
            error[set-reads-several-ways] a.csv:5, B5 »kurser«: “x y og z” – the words can be divided into options in several ways
                put | between the options, or fill in their ja/nej columns
            error[set-forms-differ] a.csv:7, B7 »kurser«: “x y og z” – does not agree with the ja/nej columns of the same options
                mend one of them, so that they say the same, or delete either the column or the ja/nej columns
            error: 2 rows are rejected and not in the result
        ")
        .code(1);
}
