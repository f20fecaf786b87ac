//! Splits text into records and records into cells (RFC 4180), without copying what needs no copying.
//!
//! Our own because three promises hang on it that a general CSV reader does not keep: the physical
//! line and the spreadsheet row of every record, a quote that is never closed is found, and a stray
//! quote inside a cell stays a sign like any other. A property test holds it against the `csv` crate.

use crate::short::{Short, eight_times, zero_bytes};
use memchr::{memchr, memchr_iter, memchr3, memrchr};
use std::ops::Range;

/// Where the record that begins a text ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RecordEnd {
    /// At this byte, its line end included.
    At(usize),
    /// Not within the text, and no quote is open.
    Open,
    /// Not within the text: the quote at this byte is not closed.
    InQuotes(usize),
    /// A carriage return without a line feed stands at this byte.
    LoneReturn(usize),
}

/// Finds the end of the record that begins at the start of `text`.
///
/// `is_all` says that nothing follows `text`: then its last record needs no line end.
pub(crate) fn record_end(text: &[u8], delimiter: u8, is_all: bool) -> RecordEnd {
    let mut at = 0;
    loop {
        let Some(step) = memchr3(b'\n', b'"', b'\r', &text[at..]) else {
            return if is_all {
                RecordEnd::At(text.len())
            } else {
                RecordEnd::Open
            };
        };
        at += step;
        match text[at] {
            b'\n' => return RecordEnd::At(at + 1),
            b'\r' => match text.get(at + 1) {
                Some(b'\n') => return RecordEnd::At(at + 2),
                Some(_) => return RecordEnd::LoneReturn(at),
                None if is_all => return RecordEnd::LoneReturn(at),
                None => return RecordEnd::Open,
            },
            _ if at > 0 && text[at - 1] != delimiter => at += 1,
            _ => match closing_quote(&text[at + 1..], is_all) {
                Some(length) => at += 1 + length + 1,
                None => return RecordEnd::InQuotes(at),
            },
        }
    }
}

/// The quote that closes a quoted cell; `text` begins after the opening one.
fn closing_quote(text: &[u8], is_all: bool) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr(b'"', &text[at..])?;
        match text.get(at + 1) {
            Some(b'"') => at += 2,
            Some(_) => return Some(at),
            // The next byte may still double the quote.
            None => return is_all.then_some(at),
        }
    }
}

/// Where the last line of a text ends and how many lines there are, if each of them is a record: nothing is
/// quoted, and no carriage return stands alone.
pub(crate) fn plain_lines(text: &[u8]) -> Option<(usize, usize)> {
    let end = memrchr(b'\n', text)? + 1;
    let text = &text[..end];
    let is_plain = memchr(b'"', text).is_none()
        && memchr_iter(b'\r', text).all(|at| text.get(at + 1) == Some(&b'\n'));
    is_plain.then(|| (end, count_lines(text) as usize))
}

/// Calls `visit` with the place of every `sign`. Eight bytes are looked at together, since cells are a few bytes
/// long: too short to search for the end of each.
fn for_each(sign: u8, bytes: &[u8], mut visit: impl FnMut(usize)) {
    let signs = eight_times(sign);
    let (words, rest) = bytes.as_chunks::<8>();
    let mut start = 0;
    for word in words {
        // Zero where a byte is the sign.
        let mut found = zero_bytes(u64::from_le_bytes(*word) ^ signs);
        while found != 0 {
            visit(start + (found.trailing_zeros() / 8) as usize);
            found &= found - 1;
        }
        start += 8;
    }
    for (offset, _) in rest.iter().enumerate().filter(|(_, byte)| **byte == sign) {
        visit(start + offset);
    }
}

/// The cells of one record, as places in a text that is either the record or its unquoted copy.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    /// Where each cell starts, and where one after the last would: one byte stands between two cells.
    starts: Vec<u32>,
    unquoted: String,
    is_copied: bool,
}

impl Cells {
    /// Splits `record`, which has no line end and is shorter than 4 GiB.
    pub(crate) fn split(&mut self, record: &str, delimiter: u8) {
        match memchr(b'"', record.as_bytes()) {
            None => self.split_plain(record, delimiter),
            Some(_) => self.split_quoted(record, delimiter),
        }
    }

    /// The same, of a record that has no quote.
    pub(crate) fn split_plain(&mut self, record: &str, delimiter: u8) {
        self.is_copied = false;
        self.starts.clear();
        self.starts.push(0);
        let mut starts = std::mem::take(&mut self.starts);
        for_each(delimiter, record.as_bytes(), |at| {
            starts.push(at as u32 + 1);
        });
        starts.push(record.len() as u32 + 1);
        self.starts = starts;
    }

    fn split_quoted(&mut self, record: &str, delimiter: u8) {
        self.is_copied = true;
        self.unquoted.clear();
        self.starts.clear();
        self.starts.push(0);
        let bytes = record.as_bytes();
        let mut at = 0;
        loop {
            if bytes.get(at) == Some(&b'"') {
                at += 1;
                // Up to the closing quote, doubled quotes as one; what follows it is taken as it is.
                while let Some(length) = memchr(b'"', &bytes[at..]) {
                    self.unquoted.push_str(&record[at..at + length]);
                    at += length + 1;
                    if bytes.get(at) != Some(&b'"') {
                        break;
                    }
                    self.unquoted.push('"');
                    at += 1;
                }
            }
            let end = memchr(delimiter, &bytes[at..]).map_or(bytes.len(), |length| at + length);
            self.unquoted.push_str(&record[at..end]);
            self.unquoted.push(char::from(delimiter));
            self.starts.push(self.unquoted.len() as u32);
            if end == bytes.len() {
                break;
            }
            at = end + 1;
        }
    }

    /// How many cells there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The text that the cells stand in; `record` is the one that was split.
    pub(crate) fn text<'t>(&'t self, record: &'t str) -> &'t str {
        if self.is_copied {
            &self.unquoted
        } else {
            record
        }
    }

    /// Where the cell of that index stands in the text; nowhere beyond the last.
    fn range(&self, index: usize) -> Range<usize> {
        match self.starts.get(index..index + 2) {
            Some(&[start, next]) => start as usize..next as usize - 1,
            _ => 0..0,
        }
    }

    /// The cell of that index, empty beyond the last; `record` is the one that was split.
    pub(crate) fn get<'t>(&'t self, record: &'t str, index: usize) -> &'t str {
        &self.text(record)[self.range(index)]
    }

    /// The bytes of the same.
    #[inline]
    pub(crate) fn short<'t>(&'t self, record: &'t str, index: usize) -> Short<'t> {
        Short::within(self.text(record).as_bytes(), self.range(index))
    }
}

/// Where each cell of a record stands in it, quotes included; those of [`Cells::split`].
pub(crate) fn raw_cells(record: &str, delimiter: u8) -> Vec<Range<usize>> {
    let bytes = record.as_bytes();
    let (mut ranges, mut start) = (Vec::new(), 0);
    loop {
        let mut at = start;
        if bytes.get(at) == Some(&b'"') {
            at += 1;
            while let Some(length) = memchr(b'"', &bytes[at..]) {
                at += length + 1;
                if bytes.get(at) != Some(&b'"') {
                    break;
                }
                at += 1;
            }
        }
        let end = memchr(delimiter, &bytes[at..]).map_or(bytes.len(), |length| at + length);
        ranges.push(start..end);
        if end == bytes.len() {
            return ranges;
        }
        start = end + 1;
    }
}

/// A record without its line end.
pub(crate) fn without_line_end(record: &str) -> &str {
    let record = record.strip_suffix('\n').unwrap_or(record);
    record.strip_suffix('\r').unwrap_or(record)
}

/// How many line ends `text` holds.
pub(crate) fn count_lines(text: &[u8]) -> u64 {
    memchr_iter(b'\n', text).count() as u64
}

/// Whether the record has no cell with anything but blanks in it: `;;;`, quoted or not.
pub(crate) fn is_blank(record: &str, delimiter: u8) -> bool {
    // Nearly every record is settled by its first sign.
    let first = record.as_bytes().first();
    if first.is_some_and(u8::is_ascii_alphanumeric) {
        return false;
    }
    let may_be_blank = |c: char| c.is_whitespace() || c == char::from(delimiter) || c == '"';
    if !record.chars().all(may_be_blank) {
        return false;
    }
    let mut cells = Cells::default();
    cells.split(record, delimiter);
    (0..cells.len()).all(|index| cells.get(record, index).trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn all(text: &str, delimiter: u8) -> Result<Vec<Vec<String>>, RecordEnd> {
        let (mut rest, mut records, mut cells) = (text, Vec::new(), Cells::default());
        while !rest.is_empty() {
            let RecordEnd::At(end) = record_end(rest.as_bytes(), delimiter, true) else {
                return Err(record_end(rest.as_bytes(), delimiter, true));
            };
            let record = without_line_end(&rest[..end]);
            if !record.is_empty() {
                cells.split(record, delimiter);
                records.push(
                    (0..cells.len())
                        .map(|index| cells.get(record, index).to_owned())
                        .collect(),
                );
            }
            rest = &rest[end..];
        }
        Ok(records)
    }

    fn by_the_csv_crate(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(text.as_bytes())
            .records()
            .map(|record| record.unwrap().iter().map(str::to_owned).collect())
            .collect()
    }

    #[test]
    fn quotes_delimiters_and_line_ends_are_read_as_rfc_4180_has_them() {
        let text = "a,\"b,c\",\"d\"\"e\",\"f\r\ng\"\r\n1,2,,\r\n";
        assert_eq!(
            all(text, b','),
            Ok(vec![
                vec!["a".into(), "b,c".into(), "d\"e".into(), "f\r\ng".into()],
                vec!["1".into(), "2".into(), String::new(), String::new()],
            ])
        );
    }

    #[test]
    fn a_quote_inside_a_cell_is_a_sign_like_any_other() {
        assert_eq!(
            all("12\" rør;b\n", b';'),
            Ok(vec![vec!["12\" rør".into(), "b".into()]])
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found() {
        assert_eq!(all("a\nb;\"c\nd", b';'), Err(RecordEnd::InQuotes(2)));
    }

    #[test]
    fn a_carriage_return_alone_is_no_line_end() {
        assert_eq!(all("a;b\rc;d\r", b';'), Err(RecordEnd::LoneReturn(3)));
        assert_eq!(all("\"a\rb\"\n", b';'), Ok(vec![vec!["a\rb".into()]]));
    }

    #[test]
    fn a_row_of_nothing_but_delimiters_and_blanks_is_blank() {
        assert!(is_blank(";; \u{a0};", b';'));
        assert!(is_blank("\"\";\" \"", b';'));
        assert!(!is_blank("\"\"\"\";", b';'));
        assert!(!is_blank(";-;", b';'));
    }

    proptest! {
        #[test]
        fn records_and_cells_are_those_of_the_csv_crate(text in "[ab;,\"\n\u{e6}]{0,40}") {
            if let Ok(ours) = all(&text, b';') {
                prop_assert_eq!(ours, by_the_csv_crate(&text, b';'));
            }
        }

        #[test]
        fn lines_are_records_where_nothing_else_is_said(text in "[ab;\"\r\n]{0,40}") {
            if let Some((end, count)) = plain_lines(text.as_bytes()) {
                let (mut at, mut records) = (0, 0);
                while at < end {
                    let RecordEnd::At(length) = record_end(&text.as_bytes()[at..end], b';', true) else {
                        return Err(TestCaseError::fail("a record does not end"));
                    };
                    at += length;
                    records += 1;
                }
                prop_assert_eq!((at, records), (end, count));
            }
        }

        #[test]
        fn every_sign_is_found_and_nothing_else(bytes in prop::collection::vec(0_u8..4, 0..200), sign in 0_u8..4) {
            let mut found = Vec::new();
            for_each(sign, &bytes, |at| found.push(at));
            let slowly: Vec<usize> = (0..bytes.len()).filter(|&at| bytes[at] == sign).collect();
            prop_assert_eq!(found, slowly);
        }

        #[test]
        fn a_cell_as_written_splits_into_the_cell_itself(text in "[ab;\"\u{e6}]{0,40}") {
            let (mut cells, mut alone) = (Cells::default(), Cells::default());
            cells.split(&text, b';');
            let raw = raw_cells(&text, b';');
            prop_assert_eq!(raw.len(), cells.len());
            for (index, range) in raw.into_iter().enumerate() {
                let written = &text[range];
                // A quote that is never closed swallows the rest, and no record has one.
                if matches!(record_end(written.as_bytes(), b';', true), RecordEnd::At(_)) {
                    alone.split(written, b';');
                    prop_assert_eq!(alone.get(written, 0), cells.get(&text, index));
                }
            }
        }

        #[test]
        fn where_a_record_ends_does_not_depend_on_how_much_is_read(text in "[ab;\"\r\n]{0,40}", cut in 0usize..40) {
            let cut = cut.min(text.len());
            if let RecordEnd::At(end) = record_end(&text.as_bytes()[..cut], b';', false) {
                prop_assert_eq!(record_end(text.as_bytes(), b';', true), RecordEnd::At(end));
            }
        }
    }
}
