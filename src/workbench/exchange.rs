//! A rubric's texts and numbers as the lines of a spreadsheet, and the changed lines back into its file.
//!
//! A line has a place in the rubric, a value that may be changed, and the value at the time of the export beside it.
//! Only what differs between the two is carried back, so that a change made to the file in the meantime stays, and one
//! that the spreadsheet contradicts is told. Nothing is added or removed: what a rubric asks is written in the file.

use crate::arithmetic::{DecimalMark, Number, fold};
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place};
use crate::intake::{RawRecord, Records, Sheet};
use crate::lint;
use crate::rubric::edit::{Edit, apply, quoted};
use crate::rubric::{Catalogue, Rubric};
use crate::source::Source;
use crate::words::{Lang, Message};
use std::sync::Arc;

pub use super::lines::{Line, LineValue, lines};

/// The first cell of an exported rubric.
pub const MARKER: &str = "indplacer-vejledning";
/// The place of the last line, which says how many there are above it and of which rubric.
pub const END: &str = "slut";
/// The columns: the place, four that tell people what it is, the value, and the value at the export.
pub const PLACE: usize = 0;
/// See [`PLACE`].
pub const VALUE: usize = 5;
/// See [`PLACE`].
pub const EXPORTED: usize = 6;

/// A value that a spreadsheet changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The cell, as a spreadsheet names it.
    pub cell: String,
    /// Where it stands in the rubric.
    pub place: String,
    /// The value as it is written in the file.
    pub from: String,
    /// What takes its place.
    pub to: String,
}

/// A rubric file with the changes of a spreadsheet in it.
#[derive(Debug)]
pub struct Imported {
    /// The text of the file.
    pub text: String,
    /// What was changed, in the order of the spreadsheet.
    pub changes: Vec<Change>,
}

/// Carries what was changed in `sheet` into the text of `rubric`.
///
/// Nothing comes back if there is something that cannot be carried; `notes` then name each cell, or the faults that the
/// changed rubric would have.
pub fn import(mut sheet: Sheet, rubric: &Rubric, notes: &mut Diagnostics) -> Option<Imported> {
    let mut reader = Reader {
        file: Arc::clone(&sheet.name),
        headers: sheet.headers.clone(),
        found: Diagnostics::default(),
        seen: Vec::new(),
        edits: Vec::new(),
        changes: Vec::new(),
        end: None,
    };
    if fold(sheet.headers.first().map_or("", |first| first)) != fold(MARKER) {
        let place = Place::File(Arc::clone(&sheet.name));
        notes.push(Diagnostic::error(place, Message::NoExportedRubric).help(Message::ExportFirst));
        return None;
    }
    // The places are the same in every language.
    let lines = lines(rubric, Lang::Da);
    let delimiter = sheet.dialect().delimiter;
    loop {
        match sheet.next_block() {
            Ok(Some(block)) => {
                let mut records = Records::new(&block, delimiter);
                let mut record = RawRecord::default();
                while records.advance(&mut record) {
                    reader.record(&record, &lines, rubric);
                }
            }
            Ok(None) => break,
            Err(fault) => {
                notes.push(fault);
                return None;
            }
        }
    }
    reader.check_whole();
    let failed = reader.found.has_errors();
    notes.extend(reader.found);
    if failed {
        return None;
    }
    let text = apply(&rubric.source.text, reader.edits);
    let source = Source { name: rubric.source.name.clone(), text: text.clone().into() };
    let imported = Imported { text, changes: reader.changes };
    match would_be_wrong(rubric, source, &imported, notes) {
        Some(message) => {
            notes.push(Diagnostic::error(Place::File(reader.file), message));
            None
        }
        None => Some(imported),
    }
}

/// Why the changed rubric may not be written: it cannot be read, or a lint calls it wrong. What the lints found before
/// the change is not told again, and is no reason.
fn would_be_wrong(
    before: &Rubric,
    source: Source,
    imported: &Imported,
    notes: &mut Diagnostics,
) -> Option<Message> {
    let changes = || imported.changes.iter();
    changes().next()?;
    let cells = || -> String {
        let cells: Vec<&str> = changes().map(|change| change.cell.as_str()).collect();
        cells.join(", ")
    };
    let mut found = Diagnostics::default();
    let rubric = Rubric::read(source, &mut found);
    let message = match rubric {
        None => Some(Message::ImportUnreadable { cells: cells() }),
        Some(rubric) => {
            let check = |rubric| lint::check(&Catalogue::of(vec![rubric]), &[]).0;
            let old = check(before.clone());
            let old: Vec<&Message> = old.in_file_order().iter().map(|one| &one.message).collect();
            let mut of_lints = check(rubric);
            of_lints.retain(|one| !old.contains(&&one.message));
            let is_wrong = of_lints.has_errors();
            found.extend(of_lints);
            is_wrong.then(|| Message::ImportWrong { cells: cells() })
        }
    };
    notes.extend(found);
    message
}

struct Reader {
    file: Arc<str>,
    headers: Vec<Arc<str>>,
    found: Diagnostics,
    /// The places that were met.
    seen: Vec<String>,
    edits: Vec<Edit>,
    changes: Vec<Change>,
    /// How many lines there were at the export.
    end: Option<String>,
}

impl Reader {
    fn cell(&self, record: &RawRecord<'_>, column: usize) -> Cell {
        Cell {
            file: Arc::clone(&self.file),
            line: record.line(),
            row: record.row(),
            column: Some((column, self.headers.get(column).cloned().unwrap_or_default())),
            value: record.cell(column).trim().to_owned(),
        }
    }

    fn error(&mut self, record: &RawRecord<'_>, column: usize, message: Message) {
        let place = Place::Cell(self.cell(record, column));
        self.found.push(Diagnostic::error(place, message));
    }

    fn record(&mut self, record: &RawRecord<'_>, lines: &[Line], rubric: &Rubric) {
        let place = record.cell(PLACE).trim().to_owned();
        let value = record.cell(VALUE).trim().to_owned();
        let exported = record.cell(EXPORTED).trim().to_owned();
        if place == END {
            if value != rubric.id {
                self.error(record, VALUE, Message::ExportOfAnother { id: rubric.id.clone() });
            }
            self.end = Some(exported);
            return;
        }
        if place.is_empty() {
            if !value.is_empty() {
                self.error(record, VALUE, Message::LineAdded);
            }
            return;
        }
        if self.seen.contains(&place) {
            self.error(record, PLACE, Message::LineTwice);
            return;
        }
        self.seen.push(place.clone());
        if value == exported {
            return;
        }
        let Some(line) = lines.iter().find(|line| line.place == place) else {
            self.error(record, VALUE, Message::PlaceGone { place });
            return;
        };
        if value.is_empty() {
            self.error(record, VALUE, Message::ValueRemoved);
            return;
        }
        let new = match &line.value {
            LineValue::Text(now) => Some((quoted(&value), *now == value, now.trim() == exported)),
            LineValue::Number(now) => {
                let number = |text: &str| Number::from_cell(text, DecimalMark::Comma).ok();
                let new = number(&value);
                new.map(|new| (new.to_string(), *now == new, number(&exported) == Some(*now)))
            }
        };
        let Some((to, is_there, is_as_exported)) = new else {
            let place = Place::Cell(self.cell(record, VALUE));
            let fault = Diagnostic::error(place, Message::NotANumber);
            self.found.push(fault.help(Message::WriteANumber));
            return;
        };
        let from = rubric.source.text[line.span.clone()].to_owned();
        if is_there {
            return;
        }
        if !is_as_exported {
            self.error(record, VALUE, Message::ChangedInBoth { now: from });
            return;
        }
        let cell = self.cell(record, VALUE).reference().unwrap_or_default();
        self.edits.push(Edit { span: line.span.clone(), text: to.clone() });
        self.changes.push(Change { cell, place, from, to });
    }

    fn check_whole(&mut self) {
        let is_whole = self.end.as_ref() == Some(&self.seen.len().to_string());
        if !is_whole && !self.found.has_errors() {
            let message =
                Message::LinesRemoved { exported: self.end.clone(), found: self.seen.len() };
            let place = Place::File(Arc::clone(&self.file));
            self.found.push(Diagnostic::error(place, message).help(Message::ExportAnew));
        }
    }
}
