//! Whether a record is a row at all, and whole.

use super::super::block::{At, RawRecord};
use super::super::cell::{self, Misread};
use super::super::records::Cells;
use super::{ReadRow, RowReader};
use crate::arithmetic::fold;
use crate::diagnostic::Diagnostic;
use crate::vocabulary::Identity;
use crate::words::Message;

impl RowReader<'_> {
    /// Whether the record is the header again, or another header; either is noted.
    pub(super) fn is_a_header(&mut self, record: &RawRecord<'_>) -> bool {
        let headers = &self.columns.headers;
        let cells = (0..record.len()).map(|index| record.cell(index));
        let is_again = || {
            let same = |index: usize| {
                let header = headers.get(index).map_or("", |header| header);
                let cell = cell::trim(record.cell(index));
                cell == header || fold(cell) == fold(header)
            };
            (0..record.len().max(self.columns.width)).all(same)
        };
        // One name alone tells of nothing but its own column.
        let is_lone = || {
            let id = self.columns.identity[Identity::LeverandoerId.index()];
            id.is_some_and(|id| cell::trim(record.cell(id)) == &*headers[id]) && is_again()
        };
        if !self.columns.form.is_empty() {
            return false;
        }
        let (row, line) = (record.row(), record.line());
        match self.columns.header_words.are_in(cells) {
            true if is_again() => self.tally.whole.note_repeated(At { row, line }),
            true => self.tally.whole.note_second_header(At { row, line }),
            false if is_lone() => self.tally.whole.note_repeated(At { row, line }),
            false if self.is_header_cut_otherwise(record) => {
                self.tally.whole.note_second_header(At { row, line });
            }
            false => return false,
        }
        true
    }

    /// Whether the record, short of cells, is a header with another sign between its names.
    fn is_header_cut_otherwise(&self, record: &RawRecord<'_>) -> bool {
        if record.len() >= self.columns.width {
            return false;
        }
        let text = match record.len() {
            1 => record.cell(0),
            _ => record.text,
        };
        let mut cells = Cells::default();
        let mut signs = [';', '\t', ',', '|'].into_iter();
        signs.any(|sign| {
            record.cell(0).contains(sign) && {
                cells.split(text, sign as u8);
                let cells = (0..cells.len()).map(|index| cells.get(text, index));
                self.columns.header_words.are_in(cells)
            }
        })
    }

    /// Whether the record is a sum or a mean below the suppliers: named so, and for no målgruppe.
    pub(super) fn is_total(&self, record: &RawRecord<'_>) -> bool {
        let named = self.columns.identity[Identity::Maalgruppe.index()];
        if named.is_some_and(|index| self.columns.said(record, index).is_some()) {
            return false;
        }
        let first = usize::from(self.columns.counts_rows);
        let first = (first..record.len()).find_map(|index| self.columns.said(record, index));
        first.is_some_and(cell::is_total)
    }

    /// No sign after a closing quote; and told of a row that holds what looks like another.
    pub(super) fn check_quotes(&mut self, record: &RawRecord<'_>, row: &mut ReadRow) -> bool {
        if let Some(cell) = record.glued() {
            let (first, last) = (record.line(), record.last_line());
            let misread = Misread {
                message: Message::SignAfterQuote { lines: (last > first).then_some((first, last)) },
                help: Some(Message::DoubleTheQuote),
            };
            self.fault(record, Some(cell), misread, row);
            return false;
        }
        let id = self.columns.identity[Identity::LeverandoerId.index()];
        let inner = id.and_then(|id| record.row_within(self.columns.width, id));
        if let Some(inner) = inner {
            let last = record.last_line();
            let warning =
                Diagnostic::warning(self.place(record, None), Message::RowInRow { last, inner });
            self.warnings.push(warning.help(Message::CheckOpeningQuote));
        }
        true
    }

    /// Nothing where no header stands, else the row may be shifted; and enough cells where the file may have been cut
    /// off. Other rows may lack their last cells, which programs leave out where they are empty.
    pub(super) fn check_shape(&mut self, record: &RawRecord<'_>, row: &mut ReadRow) -> bool {
        let columns = self.columns;
        let width = columns.width;
        if record.len() < width && record.may_be_cut_off() {
            let (found, expected) = (record.len(), width);
            let misread = Misread {
                message: Message::TooFewCells { found, expected },
                help: Some(Message::MayBeCutOff),
            };
            self.fault(record, None, misread, row);
            return false;
        }
        if record.len() < width {
            self.tally.count_short(record);
        }
        let unnamed = columns.unnamed.iter().copied();
        let mut first = None;
        for index in unnamed.chain(width..record.len()) {
            if !cell::trim(record.cell(index)).is_empty() {
                self.tally.count_unheaded(index, record);
                first = first.or(Some(index));
            }
        }
        let Some(index) = first else {
            return true;
        };
        let misread = Misread {
            message: Message::CellWithoutHeader,
            help: Some(Message::CheckQuotesAndBreaks),
        };
        self.fault(record, Some(index), misread, row);
        false
    }
}
