//! The cases that CSV readers are measured by: those of RFC 4180, section 2, and those that the csv-spectrum
//! collection describes, with data of our own.

use indplacer::intake::{Delimiter, RawRecord, Records, Sheet, SheetOptions};
use std::io::Cursor;

/// All records, the header first.
fn records(text: &str) -> Vec<Vec<String>> {
    let options = SheetOptions { delimiter: Some(Delimiter::COMMA), ..SheetOptions::default() };
    let reader = Box::new(Cursor::new(text.to_owned()));
    let mut sheet = Sheet::from_reader("a.csv".into(), reader, options).expect("a header");
    let mut records = vec![sheet.headers.iter().map(ToString::to_string).collect()];
    while let Some(block) = sheet.next_block().expect("records") {
        let mut block_records = Records::new(&block, Delimiter::COMMA);
        let mut record = RawRecord::default();
        while block_records.advance(&mut record) {
            let cells = (0..record.len()).map(|index| record.cell(index).to_owned());
            records.push(cells.collect());
        }
    }
    records
}

#[track_caller]
fn reads(text: &str, expected: &[&[&str]]) {
    assert_eq!(records(text), expected, "{text:?}");
}

#[test]
fn simple_records_with_either_line_end() {
    let expected: &[&[&str]] = &[&["a", "b", "c"], &["1", "2", "3"]];
    reads("a,b,c\n1,2,3\n", expected);
    reads("a,b,c\r\n1,2,3\r\n", expected);
}

#[test]
fn the_last_record_needs_no_line_end() {
    reads("aaa,bbb,ccc\r\nzzz,yyy,xxx", &[&["aaa", "bbb", "ccc"], &["zzz", "yyy", "xxx"]]);
}

#[test]
fn blanks_belong_to_the_cell() {
    reads("a, b ,c\n 1,2 ,\n", &[&["a", " b ", "c"], &[" 1", "2 ", ""]]);
}

#[test]
fn quotes_may_stand_around_every_cell() {
    reads(
        "\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx",
        &[&["aaa", "bbb", "ccc"], &["zzz", "yyy", "xxx"]],
    );
}

#[test]
fn a_quoted_cell_may_hold_line_ends_commas_and_quotes() {
    reads(
        "\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx",
        &[&["aaa", "b\r\nbb", "ccc"], &["zzz", "yyy", "xxx"]],
    );
    reads("\"aaa\",\"b\"\"bb\",\"ccc\"", &[&["aaa", "b\"bb", "ccc"]]);
}

#[test]
fn a_comma_in_quotes_is_no_delimiter() {
    reads(
        "fornavn,efternavn,adresse,by,postnr\nPer,Ås,\"Storegade 4, 2. tv.\",Odense,5000\n",
        &[
            &["fornavn", "efternavn", "adresse", "by", "postnr"],
            &["Per", "Ås", "Storegade 4, 2. tv.", "Odense", "5000"],
        ],
    );
}

#[test]
fn empty_cells_are_empty_with_quotes_and_without() {
    let expected: &[&[&str]] = &[&["a", "b", "c"], &["1", "", ""], &["2", "3", "4"]];
    reads("a,b,c\n1,\"\",\"\"\n2,3,4\n", expected);
    reads("a,b,c\r\n1,\"\",\"\"\r\n2,3,4\r\n", expected);
    reads("a,b,c\n1,,\n2,3,4\n", expected);
}

#[test]
fn doubled_quotes_are_one() {
    reads(
        "a,b\n1,\"ha \"\"ha\"\" ha\"\n3,4\n",
        &[&["a", "b"], &["1", "ha \"ha\" ha"], &["3", "4"]],
    );
    reads("a,b\n\"\"\"\",\"\"\"x\"\"\"\n", &[&["a", "b"], &["\"", "\"x\""]]);
}

#[test]
fn json_is_a_text_like_any_other() {
    reads(
        "noegle,vaerdi\n1,\"{\"\"type\"\": \"\"Point\"\", \"\"coordinates\"\": [102.0, 0.5]}\"\n",
        &[&["noegle", "vaerdi"], &["1", "{\"type\": \"Point\", \"coordinates\": [102.0, 0.5]}"]],
    );
}

#[test]
fn line_ends_inside_quotes_are_kept_as_they_are() {
    reads(
        "a,b,c\n1,2,3\n\"Der var\nengang\",5,6\n7,8,9\n",
        &[&["a", "b", "c"], &["1", "2", "3"], &["Der var\nengang", "5", "6"], &["7", "8", "9"]],
    );
    reads(
        "a,b,c\r\n1,2,3\r\n\"Der var\r\nengang\",5,6\r\n7,8,9\r\n",
        &[&["a", "b", "c"], &["1", "2", "3"], &["Der var\r\nengang", "5", "6"], &["7", "8", "9"]],
    );
}

#[test]
fn quotes_and_line_ends_may_stand_together() {
    reads(
        "a,b\n1,\"ha \n\"\"ha\"\" \nha\"\n3,4\n",
        &[&["a", "b"], &["1", "ha \n\"ha\" \nha"], &["3", "4"]],
    );
}

#[test]
fn letters_beyond_ascii_are_letters() {
    reads(
        "a,b,c\n1,2,3\n4,5,ʤ\n\u{fe},\u{1f98a},æøå\n",
        &[&["a", "b", "c"], &["1", "2", "3"], &["4", "5", "ʤ"], &["\u{fe}", "\u{1f98a}", "æøå"]],
    );
}

#[test]
fn coordinates_are_texts_with_signs_and_points() {
    reads(
        "sted,breddegrad,længdegrad\n\"Rønne, havnen\",55.1018,14.6892\nTórshavn,62.0107,-6.7741\n",
        &[
            &["sted", "breddegrad", "længdegrad"],
            &["Rønne, havnen", "55.1018", "14.6892"],
            &["Tórshavn", "62.0107", "-6.7741"],
        ],
    );
}

#[test]
fn a_long_header_and_a_short_row_are_as_long_as_they_are() {
    reads("a,b,c\n1\n1,2,3,4\n", &[&["a", "b", "c"], &["1"], &["1", "2", "3", "4"]]);
}
