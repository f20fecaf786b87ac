//! Whatever bytes come as a rubric or as assessments: a result or a reason, never a panic, and nothing that a terminal
//! would obey.
//!
//! In one process, for speed. `PROPTEST_CASES=10000 cargo test --test any_bytes` looks longer.

use indplacer::diagnostic::Diagnostics;
use indplacer::intake::Input;
use indplacer::place::Status;
use indplacer::record::StoredRecord;
use indplacer::render;
use indplacer::rubric::{Catalogue, Rubric};
use indplacer::score::{Options, score};
use indplacer::source::Source;
use indplacer::words::Lang;
use proptest::prelude::*;
use proptest::sample::Index;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::sync::OnceLock;

/// A change to a file as accidents and enemies make it.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Cut(Index, Index),
    Double(Index, Index),
    Insert(Index, &'static [u8]),
}

/// What has a meaning somewhere, and so may have it in the wrong place.
const PIECES: [&[u8]; 24] = [
    b"\"",
    b"\"\"",
    b";",
    b",",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b"\0",
    b"\xFF",
    b"\xEF\xBB\xBF",
    b"\x1b[2J",
    b"\xE2\x80\xAE",
    b"\xC3",
    b"\xF8",
    b"=1+1",
    b"'",
    b"[",
    b"]]",
    b"{",
    b"1e309",
    b"99999999999999999999",
    b"-0",
    b"0,5",
];

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Flip(at, byte)),
        (any::<Index>(), any::<Index>()).prop_map(|(at, length)| Change::Cut(at, length)),
        (any::<Index>(), any::<Index>()).prop_map(|(at, length)| Change::Double(at, length)),
        (any::<Index>(), proptest::sample::select(&PIECES[..]))
            .prop_map(|(at, piece)| Change::Insert(at, piece)),
    ]
}

fn changed(original: &[u8], changes: &[Change]) -> Vec<u8> {
    // Long enough to take a line out, short enough to leave a file behind.
    const LONGEST: usize = 400;
    let mut bytes = original.to_vec();
    for change in changes {
        let length = bytes.len() + 1;
        let range = |at: &Index, long: &Index| {
            let start = at.index(length);
            start..(start + long.index(LONGEST)).min(length - 1).max(start)
        };
        match change {
            Change::Flip(at, byte) => {
                if let Some(found) = bytes.get_mut(at.index(length)) {
                    *found ^= byte;
                }
            }
            Change::Cut(at, long) => drop(bytes.drain(range(at, long))),
            Change::Double(at, long) => {
                let range = range(at, long);
                let piece = bytes[range.clone()].to_vec();
                bytes.splice(range.end..range.end, piece);
            }
            Change::Insert(at, piece) => {
                let at = at.index(length);
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    prop::collection::vec(change(), 1..6)
}

fn repository(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file of the repository")
}

/// The header of the pilot's file and so many of its rows, not always the first ones.
fn pilot(rows: usize, skip: usize) -> Vec<u8> {
    let text = repository("examples/pilot.csv");
    let lines: Vec<&[u8]> = text.split_inclusive(|&byte| byte == b'\n').collect();
    let rows = lines[1..].iter().skip(skip).take(rows);
    [lines[0]].iter().chain(rows).copied().collect::<Vec<_>>().concat()
}

fn built_in() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::built_in(&mut Diagnostics::default()))
}

/// Scores `csv` and draws everything that can be drawn of it.
fn score_and_draw(catalogue: &Catalogue, csv: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(csv).expect("a written file");
    let inputs = [Input::File(file.path().to_owned())];
    let mut notes = Diagnostics::default();
    let (mut records, mut lines, mut machine, mut excel) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let options = Options::default();
    let outcome = score(catalogue, &inputs, &options, &mut notes, |row| {
        row.record.json_line(&mut lines);
        render::csv::record(&row.record, render::csv::Style::MACHINE, &mut machine);
        render::csv::record(&row.record, render::csv::Style::EXCEL, &mut excel);
        let rubric = &catalogue.rubrics()[row.rubric];
        records.push(StoredRecord::new(&row.record, rubric));
        Ok(())
    });
    draw(&notes);
    let Ok(outcome) = outcome else {
        assert!(notes.has_errors(), "a refusal without a reason");
        return;
    };
    let placed: u64 = Status::ALL.iter().map(|status| outcome.totals.of(*status)).sum();
    assert_eq!(outcome.totals.read, placed + outcome.totals.rejected);
    assert_eq!(records.len() as u64, placed);
    assert_eq!(outcome.rejected.len() as u64, outcome.totals.rejected);
    for line in lines.split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
        serde_json::from_slice::<serde_json::Value>(line).expect("a JSON line");
    }
    let read_back = |delimiter, bytes: &[u8]| {
        let mut reader = csv::ReaderBuilder::new();
        let mut reader = reader.has_headers(false).delimiter(delimiter).from_reader(bytes);
        let records: Result<Vec<_>, _> = reader.records().collect();
        records.expect("rows of one width").len()
    };
    assert_eq!(read_back(b',', &machine), records.len());
    assert_eq!(read_back(b';', &excel), records.len());
    let mut faults = Diagnostics::default();
    for fault in outcome.rejected.iter().flat_map(|row| &row.faults) {
        faults.push(fault.clone());
    }
    draw(&faults);
    let rubrics: Vec<&Rubric> = catalogue.rubrics().iter().collect();
    for lang in [Lang::Da, Lang::En] {
        let run = render::json::Run {
            rubrics: &rubrics,
            records: &records,
            rejected: &outcome.rejected,
            refused: &[],
            totals: &outcome.totals,
            lang,
        };
        let document = render::json::document(&run).expect("JSON");
        serde_json::from_slice::<serde_json::Value>(&document).expect("a JSON document");
        let view = render::table::View {
            records: &records,
            rubrics: &rubrics,
            totals: &outcome.totals,
            lang,
            width: 80,
            colour: false,
        };
        check_harmless(&render::table::text(&view));
    }
}

fn draw(notes: &Diagnostics) {
    for lang in [Lang::Da, Lang::En] {
        check_harmless(&render::diagnostics::text(notes.in_file_order(), lang, false));
        render::diagnostics::text(notes.in_file_order(), lang, true);
    }
}

/// No control character but the line end, and no sign that turns the direction of writing.
#[track_caller]
fn check_harmless(text: &str) {
    let obeyed = |c: char| {
        (c.is_control() && c != '\n')
            || matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let found = text.chars().find(|&c| obeyed(c));
    assert_eq!(found, None, "would reach a terminal in:\n{}", text.escape_debug());
}

/// Reads a rubric, and places some rows by it if it is one.
fn read_and_score(bytes: &[u8]) {
    let mut notes = Diagnostics::default();
    let source =
        Source { name: "r.toml".into(), text: String::from_utf8_lossy(bytes).into_owned().into() };
    let catalogue = Catalogue::read([source], &mut notes);
    draw(&notes);
    assert_eq!(catalogue.rubrics().is_empty(), notes.has_errors());
    if !notes.has_errors() {
        score_and_draw(&catalogue, &pilot(2, 60));
    }
}

fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let cases = asked.and_then(|text| text.parse().ok()).unwrap_or(usual);
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_bytes_as_assessments_are_scored_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        score_and_draw(built_in(), &bytes);
    }

    #[test]
    fn any_bytes_under_a_good_header_are_scored_or_refused(
        encoding in prop_oneof![Just(&b""[..]), Just(&b"\xEF\xBB\xBF"[..]), Just(&b"sep=;\r\n"[..])],
        bytes in prop::collection::vec(prop_oneof![
            proptest::sample::select(&b";;;;\"\r\n\t,.-0123456789aejlntx= |%\xE6\xC3\xA6\x00"[..]),
            any::<u8>(),
        ], 0..200),
    ) {
        let header = b"leverandoer_id;maalgruppe;vurderingsdato;fornoeden_kvalitet;borgere_hoejt;metoder_i_brug\n1;autisme;";
        score_and_draw(built_in(), &[encoding, header, &bytes].concat());
    }

    #[test]
    fn any_bytes_as_a_rubric_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        read_and_score(&bytes);
    }
}

proptest! {
    #![proptest_config(cases(80))]

    #[test]
    fn a_damaged_file_of_assessments_is_scored_or_refused(skip in 0usize..90, changes in changes()) {
        score_and_draw(built_in(), &changed(&pilot(6, skip), &changes));
    }

    #[test]
    fn a_damaged_rubric_is_read_or_refused(
        name in proptest::sample::select(&["autisme", "erhvervet-hjerneskade", "generisk", "synsnedsaettelse"][..]),
        changes in changes(),
    ) {
        read_and_score(&changed(&repository(&format!("rubrics/{name}.toml")), &changes));
    }
}
