//! Letters that were changed before the file came here are warned of once a file (contract §2, Dialect): doubly encoded
//! ones, those of code page 850 and Mac Roman in Windows-1252, and U+FFFD.

mod case;
mod workbook;

use case::{Case, rubric};
use std::fmt::Display;

const HELP: &str = "    fetch the file again, or save it again from the program where it began as UTF-8 (in Excel: CSV UTF-8); here the letters are read as they stand\n";

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

/// One letter a byte, as Windows-1252 has the signs of ISO 8859-1.
fn single_byte(text: &str) -> Vec<u8> {
    text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("a sign of ISO 8859-1")).collect()
}

#[track_caller]
fn warns(bytes: &[u8], encoding: &str, warning: impl Display) {
    let output = Case::new()
        .file("r.toml", rubric())
        .bytes("a.csv", bytes)
        .args(["score", "a.csv", "--rubric", "r.toml", "--format", "csv"])
        .output();
    let stderr = String::from_utf8_lossy(&output.stderr);
    let lines: Vec<&str> = stderr.split_inclusive('\n').collect();
    assert_eq!(
        lines[0],
        format!("a.csv: read as {encoding}, cells separated by ;, decimal comma\n")
    );
    assert_eq!(lines[1..lines.len() - 1].concat(), warning.to_string(), "{stderr}");
    assert_eq!(output.status.code(), Some(0), "{stderr}");
}

fn changed(line: u64, word: &str, mended: &str) -> String {
    format!(
        "warning[letters-changed] a.csv:{line}: “{word}” should probably be “{mended}”: letters have become other signs when the file was saved\n{HELP}"
    )
}

#[test]
fn doubly_encoded_letters_are_warned_of_once_a_file_whatever_its_encoding() {
    let csv = "leverandoer_id;leverandoer\n1;Hus\n2;BÃ¸rnehuset Ã¸st\n3;Ã¦ble \u{fffd}\n";
    let warning = changed(3, "BÃ¸rnehuset", "Børnehuset");
    warns(csv.as_bytes(), "UTF-8", &warning);
    warns(&utf16(csv), "UTF-16 LE (BOM)", &warning);
    let csv = csv.replace('\u{fffd}', "");
    warns(&single_byte(&csv.replace("Hus", "H\u{f8}s;")), "Windows-1252", &warning);
}

#[test]
fn letters_of_code_page_850_and_mac_roman_are_warned_of_in_windows_1252() {
    // ø and å of code page 850; ø of Mac Roman.
    warns(
        b"leverandoer_id;region\n1;S\x9Bnder\n2;g\x86rd\n",
        "Windows-1252",
        changed(2, "S›nder", "Sønder"),
    );
    warns(b"leverandoer_id;region\n1;S\xBFnder\n", "Windows-1252", changed(2, "S¿nder", "Sønder"));
    warns(
        b"leverandoer_id;region\n1;S\xF8nder\n2;Sj\xC3\xA6lland\n",
        "Windows-1252",
        changed(3, "SjÃ¦lland", "Sjælland"),
    );
    warns(b"leverandoer_id;region\n1;S\xF8nder \x86 \x9BHuset\x8B\n", "Windows-1252", "");
    // The Ø of code page 850 is no sign of Windows-1252.
    Case::new()
        .file("r.toml", rubric())
        .bytes("a.csv", b"leverandoer_id;region\n1;\x9Dster\n")
        .args(["score", "a.csv", "--rubric", "r.toml", "--quiet"])
        .stderr(
            "
            error[bytes] a.csv:2: the file was read as Windows-1252, but Windows-1252 has no bytes 9D
                save the file again as “CSV UTF-8”, or name the encoding with --encoding
        ",
        )
        .code(2);
}

#[test]
fn a_replaced_letter_is_warned_of_with_its_word() {
    let warning = "warning[letters-lost] a.csv:2: in “B\u{fffd}rnehuset” a letter was lost before the file came here\n    fetch the file again from where it comes, or mend the word; what stood there cannot be seen from the file\n";
    let csv = "leverandoer_id;leverandoer\n1;B\u{fffd}rnehuset A\n2;\u{fffd}\n";
    warns(csv.as_bytes(), "UTF-8", warning);
    warns(&utf16(csv), "UTF-16 LE (BOM)", warning);
}

#[test]
fn headers_count_too_and_are_told_of_where_they_stop_the_run() {
    warns(
        "leverandoer_id;LeverandÃ¸r\n1;A\n".as_bytes(),
        "UTF-8",
        changed(1, "LeverandÃ¸r", "Leverandør")
            + "note[unknown-column] a.csv:1, B1 »LeverandÃ¸r«: the column is not used\n    did you mean “leverandoer”?\n",
    );
    Case::new()
        .file("a.csv", "leverandoer_id;MÃ¥lgruppe\n1;autisme\n")
        .args(["score", "a.csv"])
        .stderr(
            changed(1, "MÃ¥lgruppe", "Målgruppe")
                + "\
error[column-missing] a.csv:1: the column maalgruppe is missing
    should “MÃ¥lgruppe” be called maalgruppe?
note[unknown-column] a.csv:1, B1 »MÃ¥lgruppe«: the column is not used
    did you mean “maalgruppe”?
",
        )
        .code(2);
}

#[test]
fn each_file_is_told_of_and_a_word_far_down_is_found_whatever_the_threads() {
    let rows: String = (0..20_000).map(|row| format!("s{row};Østergård\n")).collect();
    let late = format!("leverandoer_id;leverandoer\n{rows}x;PÃ¥ bakken\n");
    for threads in ["1", "3"] {
        let output = Case::new()
            .file("r.toml", rubric())
            .file("a.csv", &late)
            .file("b.csv", "leverandoer_id;leverandoer\ny;PÃ¥ bakken\n")
            .args([
                "score",
                "a.csv",
                "b.csv",
                "--rubric",
                "r.toml",
                "-o",
                "out.csv",
                "--threads",
                threads,
            ])
            .output();
        let stderr = String::from_utf8_lossy(&output.stderr);
        let told: Vec<&str> = stderr.lines().filter(|line| line.starts_with("warning[")).collect();
        let of = |file: &str, line: u64| {
            changed(line, "PÃ¥", "På").lines().next().expect("a line").replace("a.csv", file)
        };
        assert_eq!(told, [of("b.csv", 2), of("a.csv", 20_002)], "{stderr}");
    }
}

#[test]
fn a_word_across_the_pieces_in_which_a_file_is_read_is_found() {
    // The file is read in pieces of 120 KiB; the word stands at every place around the end of the first.
    for shift in 0..12 {
        let head = "leverandoer_id;leverandoer\n";
        let filling = (120 << 10) - head.len() - shift - 4;
        let csv = format!("{head}1;{}\n2;BÃ¸rn\n", "x".repeat(filling));
        let output = Case::score_aloud(rubric(), &csv).output();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains("warning[letters-changed] a.csv:3: “B"), "{shift}: {stderr}");
    }
}

#[test]
fn in_a_workbook_the_row_of_the_word_is_told() {
    let worksheet = workbook::worksheet(&[
        &["leverandoer_id", "leverandoer"],
        &["1", "A\nB\nC"],
        &["2", "BÃ¸rnehuset"],
    ]);
    let workbook = workbook::workbook(&worksheet);
    let output = Case::new()
        .file("r.toml", rubric())
        .bytes("a.xlsx", &workbook)
        .args(["score", "a.xlsx", "--rubric", "r.toml", "-o", "out.csv"])
        .output();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(stderr.contains("warning[letters-changed] a.xlsx:3: “BÃ¸rnehuset” should"), "{stderr}");
}

#[test]
fn names_that_have_such_letters_of_their_own_are_not_warned_of() {
    let csv = "leverandoer_id;leverandoer\n1;JOÃO e São\n2;”DEN BLÅ”\n3;Hansen†\n4;CHÂTEAU\n5;Łódź\n6;BLÅ…\n7;¿Qué?\n";
    warns(csv.as_bytes(), "UTF-8", "");
    warns(&utf16(csv), "UTF-16 LE (BOM)", "");
    warns(
        &single_byte(
            "leverandoer_id;leverandoer\n1;JOÃO e São\n2;CHÂTEAU\n3;¿Qué?\n4;LEGO®\n5;1¾\n",
        ),
        "Windows-1252",
        "",
    );
}
