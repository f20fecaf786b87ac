//! Splits text into records and records into cells (RFC 4180), without copying what needs no copying.
//!
//! Our own because three promises hang on it that a general CSV reader does not keep: the physical
//! line and the spreadsheet row of every record, a quote that is never closed is found, and a stray
//! quote inside a cell stays a sign like any other. A property test holds it against the `csv` crate.

use super::dialect::Delimiter;
use crate::arithmetic::Brief;
use memchr::{memchr, memchr_iter, memchr2_iter, memchr3, memrchr};
use std::ops::Range;
use wide::u8x64;

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
            return if is_all { RecordEnd::At(text.len()) } else { RecordEnd::Open };
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
    let ends_line = |at: usize| text[at] == b'\r' && text.get(at + 1) == Some(&b'\n');
    let is_plain = memchr2_iter(b'"', b'\r', text).all(ends_line);
    is_plain.then(|| (end, count_lines(text) as usize))
}

/// The cells of one record, as places in a text that is either the record or its unquoted copy.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    /// Where each cell starts and ends. What follows the last is left from a longer record.
    bounds: Vec<[u32; 2]>,
    count: usize,
    unquoted: String,
    is_copied: bool,
    /// The first cell that goes on behind its closing quote.
    glued: Option<usize>,
}

impl Cells {
    /// Splits `record`, which has no line end and is shorter than 4 GiB.
    pub(crate) fn split(&mut self, record: &str, delimiter: u8) {
        match memchr(b'"', record.as_bytes()) {
            None => {
                self.split_line(record, delimiter);
            }
            Some(_) => self.split_quoted(record, delimiter),
        }
    }

    /// Splits the first line of `text`, which has no quote, and says where it ends, its line end included.
    ///
    /// 64 bytes are looked at together, since cells are a few bytes long: too short to search for the end of each.
    pub(crate) fn split_line(&mut self, text: &str, delimiter: u8) -> usize {
        const WIDTH: usize = 64;
        let bytes = text.as_bytes();
        let (delimiters, line_ends) = (u8x64::splat(delimiter), u8x64::splat(b'\n'));
        let (mut count, mut start, mut at) = (0, 0, 0);
        let line_end = loop {
            let chunk = match bytes[at..].first_chunk::<WIDTH>() {
                Some(chunk) => u8x64::from(*chunk),
                None => {
                    let mut last = [b'\n'; WIDTH];
                    last[..bytes.len() - at].copy_from_slice(&bytes[at..]);
                    u8x64::from(last)
                }
            };
            let line_end = chunk.simd_eq(line_ends).to_bitmask();
            let before_it = line_end.wrapping_sub(1) & !line_end;
            let mut found = chunk.simd_eq(delimiters).to_bitmask() & before_it;
            // Were all of them delimiters, and one for the last cell.
            if self.bounds.len() < count + WIDTH + 1 {
                self.bounds.resize(count + WIDTH + 1, [0; 2]);
            }
            while found != 0 {
                let end = at as u32 + found.trailing_zeros();
                self.bounds[count] = [start, end];
                (start, count) = (end + 1, count + 1);
                found &= found - 1;
            }
            if line_end != 0 {
                break at + line_end.trailing_zeros() as usize;
            }
            at += WIDTH;
        };
        let line = &text[..bytes.len().min(line_end + 1)];
        self.bounds[count] = [start, without_line_end(line).len() as u32];
        self.count = count + 1;
        if memchr(b'\'', line.as_bytes()).is_some() {
            for bounds in &mut self.bounds[..self.count] {
                let cell = &line[bounds[0] as usize..bounds[1] as usize];
                bounds[0] += u32::from(is_guarded(cell));
            }
        }
        self.is_copied = false;
        self.glued = None;
        line.len()
    }

    fn split_quoted(&mut self, record: &str, delimiter: u8) {
        self.is_copied = true;
        self.glued = None;
        self.unquoted.clear();
        self.bounds.clear();
        let bytes = record.as_bytes();
        let mut at = 0;
        loop {
            let start = self.unquoted.len() as u32;
            let is_quoted = bytes.get(at) == Some(&b'"');
            if is_quoted {
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
            if is_quoted && self.glued.is_none() && !record[at..end].trim().is_empty() {
                self.glued = Some(self.bounds.len());
            }
            self.unquoted.push_str(&record[at..end]);
            if memchr(b'\'', &self.unquoted.as_bytes()[start as usize..]).is_some() {
                let unguarded = unguarded(&self.unquoted[start as usize..]);
                self.unquoted.truncate(start as usize);
                self.unquoted.push_str(&unguarded);
            }
            self.bounds.push([start, self.unquoted.len() as u32]);
            if end == bytes.len() {
                break;
            }
            at = end + 1;
        }
        self.count = self.bounds.len();
    }

    /// How many cells there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// Whether the record has quotes, so that its cells are a copy.
    pub(crate) fn is_copied(&self) -> bool {
        self.is_copied
    }

    /// The first cell in which something other than blanks stands between the closing quote and the delimiter.
    pub(crate) fn glued(&self) -> Option<usize> {
        self.glued
    }

    /// The text that the cells stand in; `record` is the one that was split.
    pub(crate) fn text<'t>(&'t self, record: &'t str) -> &'t str {
        if self.is_copied { &self.unquoted } else { record }
    }

    /// The cell of that index, empty beyond the last; `record` is the one that was split.
    pub(crate) fn get<'t>(&'t self, record: &'t str, index: usize) -> &'t str {
        self.of(record).text(index)
    }

    /// All of them; `record` is the one that was split.
    pub(crate) fn of<'t>(&'t self, record: &'t str) -> RecordCells<'t> {
        RecordCells { text: self.text(record), bounds: &self.bounds[..self.count] }
    }
}

/// The cells of one record, to be looked at one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordCells<'t> {
    text: &'t str,
    bounds: &'t [[u32; 2]],
}

impl<'t> RecordCells<'t> {
    /// The cell of that index as a number; nothing beyond the last, or where it is too long for one.
    #[inline(always)]
    pub(crate) fn brief(&self, index: usize) -> Option<Brief> {
        Brief::within(self.text.as_bytes(), self.range(index)?)
    }

    /// The cell of that index, empty beyond the last.
    #[inline]
    pub(crate) fn text(&self, index: usize) -> &'t str {
        self.range(index).map_or("", |range| &self.text[range])
    }

    #[inline]
    fn range(&self, index: usize) -> Option<Range<usize>> {
        let [start, end] = *self.bounds.get(index)?;
        Some(start as usize..end as usize)
    }
}

/// The cells of a record. One that goes on behind its closing quote is given as it was written, quotes included: it is no
/// cell, and must not become one.
pub fn cells_of(record: &str, delimiter: Delimiter) -> Vec<String> {
    let delimiter = delimiter.byte();
    let mut cells = Cells::default();
    let mut found = Vec::new();
    for raw in raw_cells(record, delimiter) {
        let raw = &record[raw];
        cells.split(raw, delimiter);
        found.push(match cells.glued() {
            Some(_) => raw.to_owned(),
            None => cells.get(raw, 0).to_owned(),
        });
    }
    found
}

/// Whether a text begins with the `'` by which our own output keeps a spreadsheet from running it.
fn is_guarded(text: &str) -> bool {
    let mut signs = text.bytes();
    signs.next() == Some(b'\'')
        && matches!(signs.next(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'))
}

/// A cell without the `'` before each of its lines that has one for that reason.
fn unguarded(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for (number, line) in cell.split_inclusive(['\n', '\r']).enumerate() {
        // A carriage return is a line break of its own but at the very beginning.
        let is_guarded = is_guarded(line) && (number == 0 || !line[1..].starts_with('\r'));
        out.push_str(&line[usize::from(is_guarded)..]);
    }
    out
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

/// The first line below the one on which `record` begins that looks like a record of its own, counted from 1: inside a
/// quoted cell a whole row of `width` cells, the one at `id` filled, which a quote out of place has swallowed.
pub(crate) fn row_within(record: &str, delimiter: u8, width: usize, id: usize) -> Option<u64> {
    if width < 2 {
        return None;
    }
    let mut lines = record.split('\n').zip(0..);
    lines.next()?;
    let mut cells = Cells::default();
    let looks_whole = |line: &str| {
        let line = without_line_end(line);
        // A line break stands only inside quotes, so that every further line begins there.
        let quoted = &line[..closing_quote(line.as_bytes(), true).unwrap_or(line.len())];
        if memchr(delimiter, quoted.as_bytes()).is_none() {
            return false;
        }
        let is_filled = |cell: &str| !cell.trim().is_empty();
        let mut as_it_stands = line.split(char::from(delimiter));
        let plain = line.matches(char::from(delimiter)).count() + 1 == width
            && as_it_stands.nth(id).is_some_and(is_filled);
        cells.split(line, delimiter);
        plain || cells.len() == width && is_filled(cells.get(line, id))
    };
    let mut looks_whole = looks_whole;
    lines.find(|(line, _)| looks_whole(line)).map(|(_, number)| number)
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
                    (0..cells.len()).map(|index| cells.get(record, index).to_owned()).collect(),
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
        assert_eq!(all("12\" rør;b\n", b';'), Ok(vec![vec!["12\" rør".into(), "b".into()]]));
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
        fn a_line_of_any_length_is_split_where_its_delimiters_stand(text in "[a;æ]{0,200}", rest in "(\r?\n[a;]{0,90})?") {
            let mut cells = Cells::default();
            let all = format!("{text}{rest}");
            let end = cells.split_line(&all, b';');
            prop_assert_eq!(end, all.find('\n').map_or(all.len(), |at| at + 1));
            let split: Vec<&str> = (0..cells.len()).map(|index| cells.get(&text, index)).collect();
            prop_assert_eq!(split, text.split(';').collect::<Vec<_>>());
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
