//! One record read by its rubric: an assessment, or all that is wrong with the row.

mod cells;
mod facts;
mod identity;
mod shape;

pub use cells::IdentityCells;

use super::block::{At, RawRecord};
use super::cell::{self, Misread};
use super::columns::Columns;
use super::dialect::Delimiter;
use super::records::Cells;
use super::survey::Lens;
use super::tally::Tally;
use crate::arithmetic::{DecimalMark, OtherMark, could_be_either};
use crate::assessment::{Assessment, Entered};
use crate::diagnostic::{Diagnostic, Place};
use crate::rubric::{Catalogue, Rubric};
use crate::vocabulary::{Identity, Level, Parameter, reason_column};
use crate::words::Message;
use jiff::civil::Date;
use std::sync::Arc;

/// How cells are read, and by which rubric.
#[derive(Debug, Clone, Default)]
pub struct RowOptions {
    /// The decimal mark.
    pub decimal: DecimalMark,
    /// The date that chooses a rubric's version, instead of the row's own.
    pub as_of: Option<Date>,
    /// The id of the one rubric for every row.
    pub rubric: Option<String>,
    /// What the columns are taken for, where what stands in them is to be seen.
    pub lens: Option<Arc<Lens>>,
}

/// A row that cannot be used, with everything that is wrong with it.
#[derive(Debug, Clone)]
pub struct Rejection {
    /// The file.
    pub file: Arc<str>,
    /// The physical line on which the row begins.
    pub line: u64,
    /// The row in a spreadsheet.
    pub row: u64,
    /// The record as written.
    pub record: String,
    /// At least one fault, in the order of the columns.
    pub faults: Vec<Diagnostic>,
}

impl Rejection {
    /// What is told of the row by itself; that columns have no header is told once for all rows.
    pub fn own_faults(&self) -> impl Iterator<Item = &Diagnostic> {
        let faults = self.faults.iter();
        faults.filter(|fault| fault.message != Message::CellWithoutHeader)
    }

    /// A cell of the record, trimmed; empty beyond the last.
    pub fn cell(&self, index: usize, delimiter: Delimiter) -> String {
        let mut cells = Cells::default();
        cells.split(&self.record, delimiter.byte());
        cell::trim(cells.get(&self.record, index)).to_owned()
    }
}

/// Reads the rows of one file.
#[derive(Debug)]
pub struct RowReader<'c> {
    catalogue: &'c Catalogue,
    columns: &'c Columns,
    file: Arc<str>,
    options: &'c RowOptions,
    warnings: Vec<Diagnostic>,
    tally: Tally,
    /// Names of målgrupper as rows wrote them, and the rubrics that they may mean.
    names: Vec<(String, Vec<usize>)>,
}

/// What a record was read as, but for the texts of its identity cells; one is used for row after row.
#[derive(Debug, Default)]
pub struct ReadRow {
    /// The facts and levels; meaningful after [`Reading::By`].
    pub assessment: Assessment,
    /// The date of assessment.
    pub date: Option<Date>,
    /// For the assessment, once there is a rubric; so is the next.
    quality: Option<bool>,
    overall: Option<Level>,
    faults: Vec<Diagnostic>,
    /// Indicators whose cells could not be read.
    misread: Vec<usize>,
}

impl ReadRow {
    /// Forgets the last row.
    fn clear(&mut self) {
        self.faults.clear();
        self.misread.clear();
        (self.date, self.quality, self.overall) = (None, None, None);
    }

    /// Whether anything is wrong with the row.
    pub(crate) fn is_faulty(&self) -> bool {
        !self.faults.is_empty()
    }
}

/// What became of a record.
#[derive(Debug, Clone, Copy)]
pub enum Reading {
    /// It could be given to a rubric, by index; there may be faults all the same.
    By(usize),
    /// No rubric can be told; there are faults.
    Unreadable,
    /// The header again, as in exports that were put end to end; no row at all.
    Header,
}

impl<'c> RowReader<'c> {
    /// A reader for rows under `columns`.
    pub fn new(
        catalogue: &'c Catalogue,
        columns: &'c Columns,
        file: Arc<str>,
        options: &'c RowOptions,
    ) -> Self {
        Self {
            catalogue,
            columns,
            file,
            options,
            warnings: Vec::new(),
            tally: Tally::default(),
            names: Vec::new(),
        }
    }

    /// Reads `record` as `row`, and what it says in the identity columns as `identity`, which says nothing yet.
    pub fn read<'r>(
        &mut self,
        record: &'r RawRecord<'_>,
        identity: &mut IdentityCells<'r>,
        row: &mut ReadRow,
    ) -> Reading
    where
        'c: 'r,
    {
        row.clear();
        if self.is_a_header(record) {
            return Reading::Header;
        }
        if let Some(lens) = &self.options.lens {
            let profile = &mut self.tally.profile;
            profile.take(record, self.columns, lens, self.catalogue);
        }
        if self.columns.counts_rows {
            let at = (record.line(), record.row());
            self.tally.counter.count(cell::trim(record.cell(0)), at);
        }
        if self.is_total(record) {
            let help = Some(Message::DeleteTheRow);
            let message = Message::TotalsRow;
            self.fault(record, None, Misread { message, help }, row);
            return Reading::Unreadable;
        }
        if !self.check_quotes(record, row) || !self.check_shape(record, row) {
            return Reading::Unreadable;
        }
        self.identity(record, identity, row);
        let Some(index) = self.choose_rubric(record, identity, row) else {
            // What means the same to every rubric can be wrong all the same.
            self.entered_levels(record, None, row);
            return Reading::Unreadable;
        };
        let rubric = &self.catalogue.rubrics()[index];
        row.assessment.reset(rubric);
        (row.assessment.quality, row.assessment.overall) = (row.quality, row.overall);
        self.group_cells(record, identity, rubric, row);
        self.entered_levels(record, Some(rubric), row);
        self.facts(record, index, row);
        self.check_shares(record, index, row);
        for &(share, computed) in &self.columns.rubrics[index].shares {
            row.assessment.compute_share(share, computed);
        }
        Reading::By(index)
    }

    /// What was seen of the columns as a whole.
    pub fn tally(&self) -> &Tally {
        &self.tally
    }

    /// The same, after which counting begins anew.
    pub fn take_tally(&mut self) -> Tally {
        std::mem::take(&mut self.tally)
    }

    /// The cell of a column, trimmed and in our words, if it is filled.
    #[inline]
    fn text<'r>(&self, record: &'r RawRecord<'_>, index: usize) -> Option<&'r str>
    where
        'c: 'r,
    {
        self.columns.said(record, index)
    }

    /// The reason given for a parameter's level.
    pub fn reason<'r>(&self, record: &'r RawRecord<'_>, parameter: Parameter) -> Option<&'r str>
    where
        'c: 'r,
    {
        let index = self.columns.reason(parameter)?;
        self.text(record, index)
    }

    /// All reasons that are given for levels of parameters.
    pub fn reasons<'r>(
        &'r self,
        record: &'r RawRecord<'_>,
    ) -> impl Iterator<Item = (Parameter, &'r str)> {
        let reasons = self.columns.reasons.iter();
        reasons.filter_map(|(parameter, index)| Some((*parameter, self.text(record, *index)?)))
    }

    /// Whether the facts that a parameter of a rubric, by index, depends on could all be read.
    pub fn could_read(&self, row: &ReadRow, rubric: usize, parameter: Parameter) -> bool {
        if row.misread.is_empty() {
            return true;
        }
        let part = self.catalogue.rubrics()[rubric].parameter(parameter);
        let mut could = true;
        for criterion in part.criteria.iter().flatten() {
            criterion.condition.for_each_leaf(&mut |leaf| {
                could &= !leaf.indicators().iter().any(|indicator| row.misread.contains(indicator));
            });
        }
        could
    }

    /// Adds the fault that a parameter's level overrides the computed one without a reason.
    pub fn reason_missing(&self, record: &RawRecord<'_>, parameter: Parameter, row: &mut ReadRow) {
        let column = self.columns.level(parameter);
        let message = Message::ReasonMissing;
        let help = Message::WriteReasonIn { column: reason_column(parameter) };
        self.fault(record, column, Misread { message, help: Some(help) }, row);
    }

    /// Adds the fault that the overall level overrides without a reason.
    pub fn overall_reason_missing(&self, record: &RawRecord<'_>, row: &mut ReadRow) {
        let column = self.columns.identity[Identity::SamletVurdering.index()];
        let help = Message::WriteReasonIn { column: Identity::SamletBegrundelse.id().to_owned() };
        self.fault(
            record,
            column,
            Misread { message: Message::OverallReasonMissing, help: Some(help) },
            row,
        );
    }

    /// The rejection of a row, if anything is wrong with it.
    pub fn rejection(&self, record: &RawRecord<'_>, row: &ReadRow) -> Option<Rejection> {
        if !row.is_faulty() {
            return None;
        }
        let mut faults = row.faults.clone();
        faults.sort_by_key(|fault| match &fault.place {
            Place::Cell(cell) => cell.column.as_ref().map(|(index, _)| (cell.row, *index)),
            Place::Run | Place::File(_) | Place::Text(..) => None,
        });
        Some(Rejection {
            file: Arc::clone(&self.file),
            line: record.line(),
            row: record.row(),
            record: record.text().to_owned(),
            faults,
        })
    }

    /// The warnings about the rows so far, which are then forgotten.
    pub fn take_warnings(&mut self) -> Vec<Diagnostic> {
        std::mem::take(&mut self.warnings)
    }

    /// A place in the record: a cell, or the whole row.
    pub fn place(&self, record: &RawRecord<'_>, column: Option<usize>) -> Place {
        let file = Arc::clone(&self.file);
        Place::Cell(self.columns.cell(file, record, column))
    }

    fn fault(
        &self,
        record: &RawRecord<'_>,
        column: Option<usize>,
        misread: Misread,
        row: &mut ReadRow,
    ) {
        let place = self.place(record, column);
        let misread = match column {
            Some(index) => self.or_accident(record, index, misread),
            None => misread,
        };
        row.faults.push(Diagnostic::error(place, misread.message).help(misread.help));
    }

    /// What is wrong with a cell, or what another program did to it, which says more than that it cannot be read.
    ///
    /// The id and the målgruppe must be there, so that no word is offered that would make them missing.
    fn or_accident(&self, record: &RawRecord<'_>, index: usize, misread: Misread) -> Misread {
        let Some(accident) = cell::accident(cell::trim(record.cell(index))) else {
            return misread;
        };
        let message = accident.message.clone();
        let is_known = self.text(record, index).is_none();
        let is_group = self.columns.identity(Identity::Maalgruppe) == Some(index);
        let must_be_there = match is_group {
            true => self.options.rubric.is_none(),
            false => self.columns.identity(Identity::LeverandoerId) == Some(index),
        };
        match message {
            Message::MissingElsewhere | Message::SpreadsheetError if !must_be_there => accident,
            Message::MissingElsewhere if is_group => Message::TargetGroupMissing.into(),
            Message::SpreadsheetError if is_group && is_known => Message::TargetGroupMissing.into(),
            Message::SpreadsheetError if is_group => {
                Misread::with_help(message, Message::WriteTheTargetGroup)
            }
            Message::MissingElsewhere | Message::SpreadsheetError => {
                Misread::with_help(message, Message::WriteTheId)
            }
            _ => accident,
        }
    }

    /// The parameters' own columns; whether one may be irrelevant is for the rubric, if there is one.
    fn entered_levels(&self, record: &RawRecord<'_>, rubric: Option<&Rubric>, row: &mut ReadRow) {
        let mut irrelevant = 0;
        for &(parameter, index) in &self.columns.levels {
            let Some(text) = self.text(record, index) else {
                continue;
            };
            let entered = if cell::is_irrelevant(text) {
                irrelevant += 1;
                if rubric.is_some_and(|rubric| !rubric.parameter(parameter).may_be_irrelevant) {
                    self.fault(
                        record,
                        Some(index),
                        Message::MayNotBeIrrelevant { parameter }.into(),
                        row,
                    );
                } else if rubric.is_some() && self.reason(record, parameter).is_none() {
                    let help = Message::WriteReasonIn { column: reason_column(parameter) };
                    let message = Message::IrrelevantWithoutReason;
                    self.fault(record, Some(index), Misread { message, help: Some(help) }, row);
                }
                Entered::Irrelevant
            } else {
                match cell::level(text) {
                    Ok(level) => Entered::Level(level),
                    Err(misread) => {
                        self.fault(record, Some(index), misread, row);
                        Entered::Nothing
                    }
                }
            };
            row.assessment.entered[parameter.index()] = entered;
        }
        if irrelevant == Parameter::COUNT {
            self.fault(record, None, Message::NoRelevantParameter.into(), row);
        }
    }

    /// Reads a number, and notes what its marks say of its column's decimal mark.
    ///
    /// # Errors
    /// Those of `read`, and a number that could be a decimal or have a thousands mark, where nothing says which.
    fn marked<T>(
        &mut self,
        record: &RawRecord<'_>,
        index: usize,
        text: &str,
        read: impl Fn(DecimalMark) -> Result<T, Misread>,
    ) -> Result<T, Misread> {
        let help = Some(Message::SayEitherMark);
        if self.columns.refuses_either && could_be_either(text) {
            let message = Message::EitherMark;
            return Err(Misread { message, help });
        }
        let mark = self.options.decimal;
        let value = read(mark).map_err(|misread| match OtherMark::of(text, mark) {
            OtherMark::Either => Misread { help, ..misread },
            OtherMark::None | OtherMark::Decimal => misread,
        })?;
        let (row, line) = (record.row(), record.line());
        let other = OtherMark::of(text, mark);
        self.tally.whole.note_mark(index, other, text, At { row, line });
        Ok(value)
    }
}
