//! `--rejects`: rows that come back as they were, in the input's own way, and that no spreadsheet runs.

mod case;
mod desk;

use desk::Desk;
use proptest::prelude::*;

/// A table as a spreadsheet or a person may write it, some of its rows impossible to read.
fn table() -> impl Strategy<Value = (Vec<Vec<String>>, u8, &'static str, bool)> {
    let text = "[-=+@'a\t æ;,\"]{0,8}(\n[-=+@'a]{1,4})?";
    let row = (text, text).prop_map(|(name, note)| vec![name, note]);
    (
        prop::collection::vec(row, 1..6),
        prop::sample::select(vec![b';', b',', b'\t']),
        prop::sample::select(vec!["\n", "\r\n"]),
        any::<bool>(),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    /// A `'` before what a spreadsheet would run is read back as nothing, so what goes out comes in again as it was.
    #[test]
    fn rejected_rows_are_read_again_as_they_were((rows, delimiter, line_end, latin) in table()) {
        let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
        let mut csv = String::from("leverandoer_id,navn,metoder,note").replace(',', &char::from(delimiter).to_string());
        csv += line_end;
        let guarded = |text: &str| {
            let begins = |line: &str| line.starts_with('\'') && line[1..].starts_with(['=', '+', '-', '@', '\t']);
            text.split('\n').any(begins)
        };
        prop_assume!(!rows.iter().flatten().any(|text| guarded(text)));
        for (index, row) in rows.iter().enumerate() {
            let cells = [(index + 1).to_string(), quoted(&row[0]), "umuligt".to_owned(), quoted(&row[1])];
            csv += &cells.join(&char::from(delimiter).to_string());
            csv += line_end;
        }
        let bytes = match latin {
            true => csv.chars().map(|c| c as u8).collect(),
            false => csv.clone().into_bytes(),
        };
        let desk = Desk::new(0);
        desk.write("a.csv", &bytes);
        desk.expect("score a.csv --rubric r.toml --rejects afvist.csv -o ud.csv --lang da -q", 1, "");
        let rejected = desk.read("afvist.csv");
        // No line of a cell is run, whatever program takes the file for what.
        let text = match std::str::from_utf8(&rejected) {
            Ok(text) => text.to_owned(),
            Err(_) => rejected.iter().map(|&byte| char::from(byte)).collect(),
        };
        prop_assert_eq!(text.contains("\r\n"), line_end == "\r\n");
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter)
            .from_reader(text.trim_start_matches('\u{feff}').as_bytes());
        let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        prop_assert_eq!(&header[..4], ["fil", "linje", "fejl", "leverandoer_id"]);
        for (record, row) in reader.records().zip(&rows) {
            let record = record.expect("a record");
            for (cell, was) in [(&record[4], &row[0]), (&record[6], &row[1])] {
                let runs = |line: &str| line.starts_with(['=', '+', '-', '@', '\t']) && line.parse::<f64>().is_err();
                prop_assert!(!cell.split('\n').any(runs), "{:?}", cell);
                let unguarded: Vec<&str> = cell
                    .split('\n')
                    .map(|line| match line.strip_prefix('\'') {
                        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t']) => rest,
                        _ => line,
                    })
                    .collect();
                prop_assert_eq!(&unguarded.join("\n"), was);
            }
        }
    }
}

#[test]
fn rejected_rows_of_a_windows_file_stay_in_its_letters_and_line_ends() {
    let desk = Desk::new(0);
    let csv = "leverandoer_id;navn;metoder\r\n1;Br\u{f8}nd;ni\r\n";
    desk.write("a.csv", &csv.chars().map(|c| c as u8).collect::<Vec<u8>>());
    desk.expect("score a.csv --rubric r.toml --rejects afvist.csv -o ud.csv --lang da", 1, "");
    let text: String = desk.read("afvist.csv").iter().map(|&byte| char::from(byte)).collect();
    assert!(text.starts_with("fil;linje;fejl;leverandoer_id;navn;metoder\r\na.csv;2;"), "{text}");
    assert!(text.ends_with(";1;Br\u{f8}nd;ni\r\n"), "{text}");
}

#[test]
fn files_with_different_headers_each_get_rejected_rows_of_their_own() {
    let desk = Desk::new(0);
    desk.write("jylland.csv", b"leverandoer_id;metoder\n1;ni\n");
    desk.write("fyn.csv", b"leverandoer_id;metoder;navn\n2;ni;A\n");
    let arguments = "score jylland.csv fyn.csv --rubric r.toml -o ud.csv --rejects afvist.csv";
    desk.expect(arguments, 1, "written: afvist-fyn.csv");
    assert_eq!(
        desk.names(),
        [
            "a.csv",
            "afvist-fyn.csv",
            "afvist-jylland.csv",
            "fyn.csv",
            "jylland.csv",
            "r.toml",
            "ud.csv"
        ]
    );
    // A name that is made so is a target like any other.
    desk.write("afvist-a.csv", b"leverandoer_id;metoder\n1;ni\n");
    desk.write("a.csv", b"leverandoer_id;metoder;navn\n2;ni;A\n");
    desk.expect(
        "score a.csv afvist-a.csv --rubric r.toml -o ud.csv --rejects afvist.csv",
        2,
        "afvist-a.csv is to be read",
    );
    assert_eq!(desk.read("afvist-a.csv"), b"leverandoer_id;metoder\n1;ni\n");
}

#[test]
fn rejected_rows_go_to_a_workbook_by_its_ending() {
    let desk = Desk::new(0);
    desk.write("a.csv", b"leverandoer_id;navn;metoder\n1;'=1+1;ni\n");
    desk.expect("score a.csv --rubric r.toml -o ud.csv --rejects afvist.xlsx", 1, "");
    // Read again, its row is rejected for the same.
    desk.expect("score afvist.xlsx --rubric r.toml -o ud.csv --rejects igen.csv", 1, "not-a-level");
    let again = String::from_utf8(desk.read("igen.csv")).expect("UTF-8");
    assert!(again.contains(";1;'=1+1;ni"), "{again}");
}
