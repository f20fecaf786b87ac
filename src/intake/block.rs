//! Blocks of whole records, and the records in them one after the other.

use super::dialect::Delimiter;
use super::records::{self, Cells, without_line_end};
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
    /// Where each ends, blank ones included.
    pub ends: Vec<usize>,
    /// Whether the records are rows of a worksheet, which has no lines: then a row is a line.
    pub is_of_worksheet: bool,
}

/// How many lines `text` takes up, which holds that many records; of a worksheet a row is a line.
pub(super) fn lines(text: &str, records: usize, is_of_worksheet: bool) -> u64 {
    match is_of_worksheet {
        true => records as u64,
        false => records::count_lines(text.as_bytes()),
    }
}

/// The records of a block, one after the other.
#[derive(Debug)]
pub struct Records<'b> {
    block: &'b Block,
    delimiter: u8,
    line: u64,
    /// How many records were passed.
    passed: usize,
    /// Where the next begins.
    start: usize,
}

/// A record as written, with its cells and its place; one is used for record after record.
#[derive(Debug, Default)]
pub struct RawRecord<'b> {
    pub(super) text: &'b str,
    /// Whether a line end follows it.
    is_ended: bool,
    at: RecordAt,
    pub(super) cells: Cells,
    /// The sign between its cells, where it is lines of a text and no row of a worksheet.
    delimiter: Option<u8>,
}

/// A line and a row, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) row: u64,
    pub(super) line: u64,
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
        Self { block, delimiter: delimiter.byte(), line: block.line, passed: 0, start: 0 }
    }

    /// Makes `record` the next one that is not blank; false at the end.
    pub fn advance(&mut self, record: &mut RawRecord<'b>) -> bool {
        let Block { text, ends, row, is_of_worksheet, .. } = self.block;
        while let Some(&end) = ends.get(self.passed) {
            let whole = &text[self.start..end];
            record.text = without_line_end(whole);
            record.is_ended = record.text.len() < whole.len();
            record.delimiter = (!is_of_worksheet).then_some(self.delimiter);
            record.at = RecordAt {
                line: self.line,
                row: row + self.passed as u64,
                start: self.start as u32,
                end: (self.start + record.text.len()) as u32,
            };
            self.line += lines(whole, 1, *is_of_worksheet);
            self.passed += 1;
            self.start = end;
            if !records::is_blank(record.text, self.delimiter) {
                record.cells.split(record.text, self.delimiter);
                return true;
            }
        }
        false
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
        !self.is_ended
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
