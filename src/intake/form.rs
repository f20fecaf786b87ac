//! A form for one supplier, read as a header and one record.
//!
//! A form has its questions below each other. It is known by its first cell, [`MARKER`]; below it a row that begins
//! with [`FIELD`] names the columns of the answers and of the notes, and every row under that which has something in
//! its first cell is a field: that cell is the name of the column that the answer would stand in. Everything else on
//! the form is for people. Since it is read after the dialect, a form is a form in a workbook and in a CSV file.

use super::dialect::Delimiter;
use super::records::Cells;
use crate::arithmetic::fold;
use crate::words::Half;
use std::sync::Arc;

/// The first cell of a form.
pub const MARKER: &str = "indplacer-skema";
/// The first cell of the row of headings.
pub const FIELD: &str = "felt";
/// The heading of the answers.
pub const ANSWER: &str = "svar";
/// The heading of the notes.
pub const NOTE: &str = "note";
/// What the name of a note's column ends in.
pub const NOTE_ENDING: &str = "_note";

/// Where a cell of a form stands, which as a record it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPlace {
    /// The name of its file and sheet in messages; a row that was put together of two forms has two.
    pub(crate) file: Arc<str>,
    /// The physical line, from 1.
    pub(crate) line: u64,
    /// The row in a spreadsheet, from 1.
    pub(crate) row: u64,
    /// The column, from 0.
    pub(crate) column: usize,
    /// Whether nothing stands in it.
    pub(crate) is_empty: bool,
    /// Whether it is the note beside an answer, which is no field of its own.
    pub(crate) is_note: bool,
}

/// What stands in the first column of a half of a form, above the headings; nothing on a whole one.
pub const fn mark(half: Half) -> &'static str {
    match half {
        Half::Whole => "",
        Half::Supplier => "del: leverandør",
        Half::Consultant => "del: konsulent",
    }
}

/// The half that a cell in the first column names.
fn half_of(cell: &str) -> Option<Half> {
    let cell = fold(cell);
    [Half::Supplier, Half::Consultant].into_iter().find(|half| fold(mark(*half)) == cell)
}

/// The fields of a form while it is read.
#[derive(Debug)]
pub(super) struct Form {
    /// The name of its file and sheet in messages.
    file: Arc<str>,
    /// Which half it is; forms of one sheet are whole.
    pub(super) half: Half,
    /// The columns of the answers and of the notes, once the row of headings was met.
    columns: Option<(usize, Option<usize>)>,
    /// The name, the answer and the place of each field.
    pub(super) fields: Vec<(String, String, FormPlace)>,
}

/// Whether a file with these header cells is a form.
pub(super) fn is_form(headers: &[Arc<str>]) -> bool {
    headers.first().is_some_and(|first| fold(first) == fold(MARKER))
}

impl Form {
    /// A form of that file and sheet, of which nothing is read yet.
    pub(super) const fn new(file: Arc<str>) -> Self {
        Self { file, half: Half::Whole, columns: None, fields: Vec::new() }
    }

    /// Takes the next row of the form.
    pub(super) fn take(&mut self, record: &str, cells: &Cells, line: u64, row: u64) {
        let cell = |index: usize| cells.get(record, index).trim();
        let Some((answers, notes)) = self.columns else {
            if fold(cell(0)) == FIELD {
                let named = |name: &str| (0..cells.len()).find(|&at| fold(cell(at)) == name);
                self.columns = named(ANSWER).map(|answers| (answers, named(NOTE)));
            }
            if let Some(half) = half_of(cell(0)) {
                self.half = half;
            }
            return;
        };
        let name = cell(0);
        if name.is_empty() {
            return;
        }
        let mut field = |name: String, column: usize, is_note: bool| {
            let place = FormPlace {
                file: Arc::clone(&self.file),
                line,
                row,
                column,
                is_empty: cell(column).is_empty(),
                is_note,
            };
            self.fields.push((name, cell(column).to_owned(), place));
        };
        match notes {
            // The line is for the note alone.
            Some(notes) if name.ends_with(NOTE_ENDING) => field(name.to_owned(), notes, false),
            notes => {
                field(name.to_owned(), answers, false);
                // Whether filled or not, so that all forms of one rubric have one header.
                if let Some(notes) = notes {
                    field(format!("{name}{NOTE_ENDING}"), notes, true);
                }
            }
        }
    }
}

/// Cells as the text of one record.
pub(super) fn record<'c>(cells: impl Iterator<Item = &'c str>, delimiter: Delimiter) -> String {
    let sign = char::from(delimiter.byte());
    let quoted: Vec<String> = cells
        .map(|cell| match cell.contains(['"', '\n', '\r', sign]) {
            true => format!("\"{}\"", cell.replace('"', "\"\"")),
            false => cell.to_owned(),
        })
        .collect();
    quoted.join(&sign.to_string())
}
