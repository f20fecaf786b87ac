//! Blocks of whole records, and the records in them one after the other.

use super::dialect::Delimiter;
use super::records::{self, Cells, RecordCells, RecordEnd, record_end, without_line_end};
use memchr::memchr;

/// Whole records of one file, one after the other.
#[derive(Debug)]
pub struct Block {
    /// The text of the records, line ends included.
    pub text: String,
    /// The physical line on which the first begins, from 1.
    pub line: u64,
    /// Its row in a spreadsheet, from 1.
    pub row: u64,
    /// How many there are, blank ones included.
    pub count: usize,
    /// Whether every line is a record, since no quote stands in them.
    pub is_plain: bool,
    /// Whether the records are rows of a worksheet, which has no lines: then a row is a line.
    pub is_of_worksheet: bool,
}

impl Block {
    /// Whether there are as many lines as records.
    pub(super) fn has_a_line_each(&self) -> bool {
        self.is_plain || self.is_of_worksheet
    }
}

/// How many lines `text` takes up, which holds that many records.
pub(super) fn lines(text: &str, records: usize, has_a_line_each: bool) -> u64 {
    match has_a_line_each {
        true => records as u64,
        false => records::count_lines(text.as_bytes()),
    }
}

/// The records of a block, one after the other.
#[derive(Debug)]
pub struct Records<'b> {
    rest: &'b str,
    delimiter: u8,
    /// Whether every line is a record.
    is_plain: bool,
    line: u64,
    row: u64,
    has_a_line_each: bool,
    is_of_worksheet: bool,
    /// The bytes of the block before `rest`.
    done: usize,
}

/// A record as written, with its cells and its place; one is used for record after record.
#[derive(Debug, Default)]
pub struct RawRecord<'b> {
    pub(super) text: &'b str,
    /// The same with all that stands behind it in its block, so that its last cells are read like others.
    ahead: &'b str,
    at: RecordAt,
    pub(super) cells: Cells,
    /// The sign between its cells, where it is lines of a text and no row of a worksheet.
    delimiter: Option<u8>,
}

/// Where a record stands in its file and in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordAt {
    /// The physical line on which it begins, from 1.
    pub line: u64,
    /// Its row in a spreadsheet, from 1.
    pub row: u64,
    start: u32,
    end: u32,
}

impl RecordAt {
    /// The bytes of the block that are the record, its line end left out.
    pub fn span(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<'b> Records<'b> {
    /// The records of `block`, which was cut at that delimiter.
    pub fn new(block: &'b Block, delimiter: Delimiter) -> Self {
        Self {
            rest: &block.text,
            delimiter: delimiter.byte(),
            is_plain: block.is_plain,
            line: block.line,
            row: block.row,
            has_a_line_each: block.has_a_line_each(),
            is_of_worksheet: block.is_of_worksheet,
            done: 0,
        }
    }

    /// Makes `record` the next one that is not blank; false at the end.
    pub fn advance(&mut self, record: &mut RawRecord<'b>) -> bool {
        while !self.rest.is_empty() {
            let end = match self.is_plain {
                true => Some(record.cells.split_line(self.rest, self.delimiter)),
                false => self.end(),
            };
            let Some(end) = end else {
                return false;
            };
            let (text, rest) = self.rest.split_at(end);
            record.ahead = std::mem::replace(&mut self.rest, rest);
            record.text = without_line_end(text);
            record.delimiter = (!self.is_of_worksheet).then_some(self.delimiter);
            record.at = RecordAt {
                line: self.line,
                row: self.row,
                start: self.done as u32,
                end: (self.done + record.text.len()) as u32,
            };
            self.done += end;
            self.line += lines(text, 1, self.has_a_line_each);
            self.row += 1;
            if !records::is_blank(record.text, self.delimiter) {
                if !self.is_plain {
                    record.cells.split(record.text, self.delimiter);
                }
                return true;
            }
        }
        false
    }

    /// Where the first record of the rest ends, its line end included.
    fn end(&self) -> Option<usize> {
        match record_end(self.rest.as_bytes(), self.delimiter, true) {
            RecordEnd::At(end) => Some(end),
            // The block was cut where records end.
            RecordEnd::Open | RecordEnd::InQuotes(_) | RecordEnd::LoneReturn(_) => None,
        }
    }
}

impl<'b> RawRecord<'b> {
    /// How many cells the record has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether the record has no cells; never so after [`Records::advance`] said there is one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether nothing ends the record but the end of the file.
    pub(super) fn may_be_cut_off(&self) -> bool {
        self.ahead.len() == self.text.len()
    }

    /// The record as written, without its line end.
    pub fn text(&self) -> &'b str {
        self.text
    }

    /// The first cell that goes on after its closing quote, which no writer of CSV means.
    pub fn glued(&self) -> Option<usize> {
        self.cells.glued()
    }

    /// The physical line on which the record ends, from 1.
    pub fn last_line(&self) -> u64 {
        self.at.line + records::count_lines(self.text.as_bytes())
    }

    /// The line inside the record that looks like a record of its own, of one with so many cells and its id there.
    pub(super) fn row_within(&self, width: usize, id: usize) -> Option<u64> {
        // Only quotes hold a line break, and cells with quotes are copied.
        if !self.cells.is_copied() || memchr(b'\n', self.text.as_bytes()).is_none() {
            return None;
        }
        let line = records::row_within(self.text, self.delimiter?, width, id)?;
        Some(self.at.line + line)
    }

    /// A cell as written, empty beyond the last.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(self.text, index)
    }

    /// All cells as written.
    pub(super) fn cells(&self) -> RecordCells<'_> {
        self.cells.of(self.ahead)
    }

    /// Where the record stands.
    pub fn at(&self) -> RecordAt {
        self.at
    }

    /// The physical line on which the record begins, from 1.
    pub fn line(&self) -> u64 {
        self.at.line
    }

    /// The record's row in a spreadsheet, from 1.
    pub fn row(&self) -> u64 {
        self.at.row
    }
}
