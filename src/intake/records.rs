//! Splits text into records, and records into cells (RFC 4180).
//!
//! Where a record ends is found here, since two promises hang on it that the `csv` crate does not keep: the physical line
//! and the spreadsheet row of every record, and that a quote that is never closed is found. Its cells are that crate's.

use super::dialect::Delimiter;
use csv_core::{ReadRecordResult, Terminator};
use memchr::{memchr, memchr_iter, memchr3};
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

/// The cells of one record, found by the `csv` crate's core.
///
/// A record without a quote is left where it stands, and its cells are places in it. One with a quote is checked against
/// its bytes, since that core reads on behind a closing quote as if nothing were.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    /// The delimiter, and what finds the cells between such.
    reader: Option<(u8, csv_core::Reader)>,
    /// The cells one behind the other, as the reader gives them.
    joined: Vec<u8>,
    /// Where each ends in there; what follows the last is left from a longer record.
    ends: Vec<usize>,
    /// Where each cell stands in the record, or in its copy.
    bounds: Vec<[u32; 2]>,
    unquoted: String,
    is_copied: bool,
    /// The first cell that goes on behind its closing quote.
    glued: Option<usize>,
}

impl Cells {
    /// Splits `record`, which has no line end and is shorter than 4 GiB.
    pub(crate) fn split(&mut self, record: &str, delimiter: u8) {
        self.is_copied = memchr(b'"', record.as_bytes()).is_some();
        self.glued = None;
        let count = self.read(record.as_bytes(), delimiter);
        self.bounds.clear();
        match self.is_copied {
            false => self.place(record, count),
            true => {
                self.copy(count);
                let cells = raw_cells(record, delimiter);
                self.glued = cells.into_iter().position(|cell| is_glued(&record[cell]));
            }
        }
    }

    /// Gives a record to the reader; how many cells it has.
    fn read(&mut self, record: &[u8], delimiter: u8) -> usize {
        // To the reader a line of nothing is no record.
        if record.is_empty() {
            self.ends.clear();
            self.ends.push(0);
            return 1;
        }
        self.reader.take_if(|(own, _)| *own != delimiter);
        let (_, reader) = self.reader.get_or_insert_with(|| (delimiter, reader(delimiter)));
        self.joined.resize(self.joined.len().max(record.len() + 1), 0);
        let (mut read, mut written, mut count) = (0, 0, 0);
        loop {
            // When all is read, nothing says that the record is at its end.
            let (result, taken, out, ended) = reader.read_record(
                &record[read..],
                &mut self.joined[written..],
                &mut self.ends[count..],
            );
            (read, written, count) = (read + taken, written + out, count + ended);
            match result {
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull => {}
                ReadRecordResult::OutputEndsFull => self.ends.resize(64.max(2 * count), 0),
                ReadRecordResult::Record | ReadRecordResult::End => return count,
            }
        }
    }

    /// Finds the cells of a record without quotes in the record itself: one delimiter stands between two of them.
    fn place(&mut self, record: &str, count: usize) {
        let has_guards = memchr(b'\'', record.as_bytes()).is_some();
        let mut start = 0;
        for (index, end) in self.ends[..count].iter().enumerate() {
            let end = end + index;
            let guard = usize::from(has_guards && is_guarded(&record[start..end]));
            self.bounds.push([(start + guard) as u32, end as u32]);
            start = end + 1;
        }
    }

    /// Copies the cells of a record with quotes.
    fn copy(&mut self, count: usize) {
        self.unquoted.clear();
        let mut start = 0;
        for end in &self.ends[..count] {
            // They are what stood between signs of ASCII in a text.
            let cell = std::str::from_utf8(&self.joined[start..*end]).unwrap_or_default();
            let from = self.unquoted.len() as u32;
            push_unguarded(cell, &mut self.unquoted);
            self.bounds.push([from, self.unquoted.len() as u32]);
            start = *end;
        }
    }

    /// How many cells there are.
    pub(crate) fn len(&self) -> usize {
        self.bounds.len()
    }

    /// Whether the record has quotes, so that its cells are a copy.
    pub(crate) fn is_copied(&self) -> bool {
        self.is_copied
    }

    /// The first cell in which something other than blanks stands between the closing quote and the delimiter.
    pub(crate) fn glued(&self) -> Option<usize> {
        self.glued
    }

    /// The cell of that index, empty beyond the last; `record` is the one that was split.
    #[inline]
    pub(crate) fn get<'t>(&'t self, record: &'t str, index: usize) -> &'t str {
        let text = if self.is_copied { &self.unquoted } else { record };
        self.bounds.get(index).map_or("", |[start, end]| &text[*start as usize..*end as usize])
    }
}

/// What finds the cells between two line ends; a carriage return that is left is a sign like any other.
fn reader(delimiter: u8) -> csv_core::Reader {
    let mut reader = csv_core::ReaderBuilder::new()
        .delimiter(delimiter)
        .terminator(Terminator::Any(b'\n'))
        .build();
    // A byte order mark is left out at the beginning alone, which is not ours to do.
    reader.read_record(b"\n", &mut [0], &mut [0]);
    reader
}

/// Whether something other than blanks follows the closing quote of a cell as written, or it has none.
fn is_glued(cell: &str) -> bool {
    let Some(quoted) = cell.strip_prefix('"') else {
        return false;
    };
    let end = closing_quote(quoted.as_bytes(), true);
    end.is_none_or(|end| !quoted[end + 1..].trim().is_empty())
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

/// Appends a cell without the `'` before each of its lines that has one for that reason.
fn push_unguarded(cell: &str, out: &mut String) {
    if memchr(b'\'', cell.as_bytes()).is_none() {
        return out.push_str(cell);
    }
    for (number, line) in cell.split_inclusive(['\n', '\r']).enumerate() {
        // A carriage return is a line break of its own but at the very beginning.
        let is_guarded = is_guarded(line) && (number == 0 || !line[1..].starts_with('\r'));
        out.push_str(&line[usize::from(is_guarded)..]);
    }
}

/// Where each cell of a record stands in it, quotes included; those of [`Cells::split`].
pub(crate) fn raw_cells(record: &str, delimiter: u8) -> Vec<Range<usize>> {
    let bytes = record.as_bytes();
    let (mut ranges, mut start) = (Vec::new(), 0);
    loop {
        let at = match bytes.get(start) {
            // A quote that is never closed swallows the rest.
            Some(b'"') => match closing_quote(&bytes[start + 1..], true) {
                Some(length) => start + 1 + length + 1,
                None => bytes.len(),
            },
            _ => start,
        };
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
    if memchr(b'"', record.as_bytes()).is_none() {
        return true;
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
        fn a_record_without_quotes_is_split_where_its_delimiters_stand(text in "[a;æ\u{feff}\r]{0,200}") {
            let mut cells = Cells::default();
            cells.split(&text, b';');
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
                alone.split(written, b';');
                prop_assert_eq!(alone.get(written, 0), cells.get(&text, index));
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
