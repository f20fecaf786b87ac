//! One record read by its rubric: an assessment, or all that is wrong with the row.

use super::block::RawRecord;
use super::cell::{self, Misread};
use super::columns::{Columns, FactColumn};
use super::date;
use super::dialect::Delimiter;
use super::joined::set_beside;
use super::records::Cells;
use super::survey::Lens;
use super::tally::Tally;
use super::whole::At;
use crate::arithmetic::{DecimalMark, Number, OtherMark, could_be_either, fold};
use crate::assessment::{Assessment, Entered, Fact};
use crate::diagnostic::{Diagnostic, Place};
use crate::rubric::{Catalogue, Choice, Kind, OptionSet, PartOfWhole, Rubric};
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

/// What a row says in the identity columns, trimmed and in our words; empty where it says nothing.
#[derive(Debug, Clone, Copy)]
pub struct IdentityCells<'r>([&'r str; Identity::COUNT]);

impl<'r> IdentityCells<'r> {
    /// Those of a row that says nothing.
    pub const NOTHING: Self = Self([""; Identity::COUNT]);

    /// Those of a row that says no more than this.
    #[cfg(test)]
    pub(crate) fn saying<const N: usize>(cells: [(Identity, &'r str); N]) -> Self {
        let mut all = Self::NOTHING;
        for (column, text) in cells {
            all.0[column.index()] = text;
        }
        all
    }

    /// The cell of a column.
    pub const fn cell(&self, column: Identity) -> &'r str {
        self.0[column.index()]
    }

    /// The cells of the columns that stand in every result.
    pub fn in_results(&self) -> [&'r str; Identity::IN_RESULTS] {
        std::array::from_fn(|index| self.0[index])
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

    /// Whether the record is the header again, or another header; either is noted.
    fn is_a_header(&mut self, record: &RawRecord<'_>) -> bool {
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
            false => return false,
        }
        true
    }

    /// Whether the record is a sum or a mean below the suppliers: named so, and for no målgruppe.
    fn is_total(&self, record: &RawRecord<'_>) -> bool {
        let named = self.columns.identity[Identity::Maalgruppe.index()];
        if named.is_some_and(|index| self.columns.said(record, index).is_some()) {
            return false;
        }
        let first = usize::from(self.columns.counts_rows);
        let first = (first..record.len()).find_map(|index| self.columns.said(record, index));
        first.is_some_and(cell::is_total)
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

    /// No sign after a closing quote; and told of a row that holds what looks like another.
    fn check_quotes(&mut self, record: &RawRecord<'_>, row: &mut ReadRow) -> bool {
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
    fn check_shape(&mut self, record: &RawRecord<'_>, row: &mut ReadRow) -> bool {
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

    /// The cell of an identity column and where it stands, if the file has it and it is filled.
    fn found<'r>(
        &self,
        identity: &IdentityCells<'r>,
        column: Identity,
    ) -> Option<(usize, &'r str)> {
        let index = self.columns.identity[column.index()]?;
        let text = identity.cell(column);
        (!text.is_empty()).then_some((index, text))
    }

    /// The identity cells, and what can be wrong with them whatever the rubric.
    fn identity<'r>(
        &mut self,
        record: &'r RawRecord<'_>,
        identity: &mut IdentityCells<'r>,
        row: &mut ReadRow,
    ) where
        'c: 'r,
    {
        let columns = self.columns;
        for &(column, index) in &columns.present {
            let Some(text) = self.text(record, index) else {
                continue;
            };
            identity.0[column.index()] = text;
            if let Err(misread) = self.identity_cell(record, column, index, text, row) {
                self.fault(record, Some(index), misread, row);
            }
        }
        if identity.cell(Identity::LeverandoerId).is_empty() {
            let column = columns.identity[Identity::LeverandoerId.index()];
            self.fault(record, column, Message::IdMissing.into(), row);
        }
    }

    /// Reads one identity cell by itself; of plain text only a spreadsheet's accidents can be wrong.
    fn identity_cell(
        &mut self,
        record: &RawRecord<'_>,
        column: Identity,
        index: usize,
        text: &str,
        row: &mut ReadRow,
    ) -> Result<(), Misread> {
        let misread = match column {
            Identity::LeverandoerId | Identity::Afdelingsid => {
                let ids = &mut self.tally.ids[usize::from(column == Identity::Afdelingsid)];
                let is_number = ids.count(text, (record.line(), record.row()));
                match is_number {
                    // No accident is all digits.
                    true => None,
                    false => cell::accident(text),
                }
            }
            Identity::Leverandoer
            | Identity::Delmaalgruppe
            | Identity::Aldersgruppe
            | Identity::Socialtilsyn
            | Identity::Konsulent
            | Identity::Stadie
            | Identity::Region
            | Identity::Kommune
            | Identity::Driftsform
            | Identity::Leverandoertype => {
                if cell::is_missing_elsewhere(text) {
                    self.tally.count_elsewhere(index, text, record);
                }
                cell::is_spreadsheet_error(text).then(|| Message::SpreadsheetError.into())
            }
            Identity::Sagsnummer => cell::accident(text),
            Identity::Vurderingsdato => {
                row.date = Some(date::date(text)?);
                None
            }
            Identity::Cvr => {
                if !cell::cvr(text)? {
                    let place = self.place(record, Some(index));
                    self.warnings.push(Diagnostic::warning(place, Message::CvrCheckSum));
                }
                None
            }
            Identity::PNummer => cell::p_number(text).err(),
            Identity::Pladser => {
                self.marked(record, index, text, |mark| cell::count(text, mark)).err()
            }
            Identity::FornoedenKvalitet => {
                row.quality = Some(cell::quality(text)?);
                None
            }
            Identity::SamletVurdering => {
                row.overall = Some(cell::level(text)?);
                None
            }
            // Read where they are needed.
            Identity::Maalgruppe | Identity::KvalitetMyndighed | Identity::SamletBegrundelse => {
                None
            }
        };
        misread.map_or(Ok(()), Err)
    }

    /// The rubric of that name; names as they were written are remembered, to spare the folding.
    fn choice(&mut self, name: &str, date: Option<Date>) -> Choice<'c> {
        const REMEMBERED: usize = 64;
        let catalogue = self.catalogue;
        let date = self.options.as_of.or(date);
        if let Some((_, versions)) = self.names.iter().find(|(known, _)| known == name) {
            return catalogue.choose_version(versions, date);
        }
        if let Some(versions) = catalogue.versions(name)
            && self.names.len() < REMEMBERED
        {
            self.names.push((name.to_owned(), versions));
        }
        catalogue.choose(name, date)
    }

    fn choose_rubric(
        &mut self,
        record: &RawRecord<'_>,
        identity: &IdentityCells<'_>,
        row: &mut ReadRow,
    ) -> Option<usize> {
        let named = self.found(identity, Identity::Maalgruppe);
        let column = self.columns.identity[Identity::Maalgruppe.index()];
        let fixed = self.options.rubric.as_deref();
        let (name, column) = match (named, fixed) {
            (Some((index, name)), Some(fixed)) if !self.catalogue.names(name, fixed) => {
                let help = Some(Message::RubricIsFixed { rubric: fixed.to_owned() });
                self.fault(
                    record,
                    Some(index),
                    Misread { message: Message::OtherTargetGroup, help },
                    row,
                );
                return None;
            }
            (_, Some(fixed)) => (fixed, column),
            (Some((index, name)), None) => (name, Some(index)),
            (None, None) => {
                self.fault(record, column, Message::TargetGroupMissing.into(), row);
                return None;
            }
        };
        let has_unread_date =
            row.date.is_none() && !identity.cell(Identity::Vurderingsdato).is_empty();
        let misread = match self.choice(name, row.date) {
            Choice::Rubric(index) => return Some(index),
            // The date is there but could not be read, which is told already.
            Choice::DateNeeded if has_unread_date => return None,
            Choice::DateNeeded => {
                Misread { message: Message::DateNeeded, help: Some(Message::GiveDate) }
            }
            Choice::NoVersionOn(date) => Message::NoVersionOn { date: date.to_string() }.into(),
            Choice::UnknownName(near) => Misread {
                message: Message::UnknownTargetGroup,
                help: Some(match near {
                    Some(name) => Message::DidYouMean { name: name.to_owned() },
                    None => Message::SeeRubricList { names: known_ids(self.catalogue) },
                }),
            },
        };
        let column = match misread.message {
            Message::UnknownTargetGroup => column,
            _ => self.columns.identity[Identity::Vurderingsdato.index()].or(column),
        };
        self.fault(record, column, misread, row);
        None
    }

    /// The groups that bounds depend on.
    fn group_cells(
        &self,
        record: &RawRecord<'_>,
        identity: &IdentityCells<'_>,
        rubric: &Rubric,
        row: &mut ReadRow,
    ) {
        for (position, group) in rubric.groups.iter().enumerate() {
            if let Some((index, text)) = self.found(identity, group.column) {
                match cell::group(text, group) {
                    Ok(value) => row.assessment.groups[position] = Some(value),
                    Err(misread) => self.fault(record, Some(index), misread, row),
                }
            }
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

    fn facts(&mut self, record: &RawRecord<'_>, index: usize, row: &mut ReadRow) {
        let all_columns = self.columns;
        let columns = &all_columns.rubrics[index];
        let rubric = &self.catalogue.rubrics()[index];
        for (indicator, [one, other]) in &columns.claimed_twice {
            let id = rubric.indicators[*indicator].id.clone();
            let message = Message::FactInTwoColumns {
                id,
                one: self.columns.headers[*one].to_string(),
                other: self.columns.headers[*other].to_string(),
            };
            row.misread.push(*indicator);
            self.fault(record, Some(*other), message.into(), row);
        }
        for at in &columns.facts {
            let kind = &rubric.indicators[at.indicator].kind;
            match &at.column {
                FactColumn::Cell(column) => {
                    self.fact_cell(record, at.indicator, *column, kind, row);
                }
                FactColumn::Options(options) => {
                    self.option_cells(record, at.indicator, options, row);
                }
                FactColumn::Both(joined, options) => {
                    self.option_cells(record, at.indicator, options, row);
                    self.joined_cell(record, at.indicator, *joined, kind, row);
                }
            }
        }
    }

    /// Reads a fact's cell.
    fn fact_cell(
        &mut self,
        record: &RawRecord<'_>,
        indicator: usize,
        index: usize,
        kind: &Kind,
        row: &mut ReadRow,
    ) {
        if let Some(fact) = self.columns.plainly(record.cell(index), index, kind) {
            row.assessment.facts[indicator] = fact;
            return;
        }
        let Some(text) = self.text(record, index) else {
            return;
        };
        let is_number = matches!(kind, Kind::Count | Kind::Number | Kind::Share { .. });
        let other = self.options.decimal.other().sign();
        let has_mark = is_number && text.contains(other)
            || self.columns.refuses_either && could_be_either(text);
        let read = match has_mark {
            false => cell::fact(text, kind, self.options.decimal),
            true => self.marked(record, index, text, |mark| cell::fact(text, kind, mark)),
        };
        if matches!(kind, Kind::Share { .. }) {
            self.tally.count_share(index, text, read.as_ref().err());
        }
        match read {
            Ok(fact) => row.assessment.facts[indicator] = fact,
            Err(misread) => {
                row.misread.push(indicator);
                self.fault(record, Some(index), misread, row);
            }
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

    fn option_cells(
        &self,
        record: &RawRecord<'_>,
        indicator: usize,
        columns: &[Option<usize>],
        row: &mut ReadRow,
    ) {
        let (mut sure, mut open, mut is_known) = (OptionSet::EMPTY, OptionSet::EMPTY, false);
        for (option, column) in columns.iter().enumerate() {
            let text = column.and_then(|index| self.text(record, index));
            match text.map(cell::boolean) {
                None => open = open.with(option),
                Some(Ok(is_in)) => {
                    is_known = true;
                    if is_in {
                        sure = sure.with(option);
                    }
                }
                Some(Err(misread)) => {
                    row.misread.push(indicator);
                    self.fault(record, *column, misread, row);
                }
            }
        }
        row.assessment.facts[indicator] =
            if is_known { Fact::Set { sure, open } } else { Fact::Missing };
    }

    /// Reads the joined cell of a set whose ja/nej cells were read.
    fn joined_cell(
        &self,
        record: &RawRecord<'_>,
        indicator: usize,
        index: usize,
        kind: &Kind,
        row: &mut ReadRow,
    ) {
        let (Kind::Set { options }, Some(text)) = (kind, self.text(record, index)) else {
            return;
        };
        if row.misread.contains(&indicator) {
            return;
        }
        let (sure, open) = match row.assessment.facts[indicator] {
            Fact::Set { sure, open } => (sure, open),
            _ => (OptionSet::EMPTY, OptionSet::first(options.names.len())),
        };
        match set_beside(text, options, sure, open) {
            Ok(set) => {
                row.assessment.facts[indicator] = Fact::Set { sure: set, open: OptionSet::EMPTY };
            }
            Err(misread) => {
                row.misread.push(indicator);
                self.fault(record, Some(index), misread, row);
            }
        }
    }

    /// Part and whole must go together, and a filled share with them.
    fn check_shares(&mut self, record: &RawRecord<'_>, rubric: usize, row: &mut ReadRow) {
        let columns = self.columns;
        for &(index, computed) in &columns.rubrics[rubric].shares {
            self.check_share(record, rubric, index, computed, row);
        }
    }

    fn check_share(
        &mut self,
        record: &RawRecord<'_>,
        rubric: usize,
        index: usize,
        computed: PartOfWhole,
        row: &mut ReadRow,
    ) {
        let (Fact::Number(part), Fact::Number(whole)) =
            (row.assessment.facts[computed.part], row.assessment.facts[computed.whole])
        else {
            return;
        };
        if part > whole {
            let whole_id =
                self.catalogue.rubrics()[rubric].indicators[computed.whole].label.clone();
            let message = Message::PartAboveWhole {
                whole: whole.with_mark(self.options.decimal),
                whole_label: whole_id,
            };
            row.misread.push(index);
            self.fault(record, self.column_of(rubric, computed.part), message.into(), row);
            return;
        }
        let Fact::Number(own) = row.assessment.facts[index] else {
            return;
        };
        // own % against part / whole, both times whole, in ten-thousandths: more than one point apart?
        let own = u128::from(own.ten_thousandths()) * u128::from(whole.ten_thousandths());
        let one = u128::from(Number::from_integer(1).ten_thousandths());
        let exact = u128::from(part.ten_thousandths()) * 100 * one;
        if whole != Number::ZERO && own.abs_diff(exact) > u128::from(whole.ten_thousandths()) * one
        {
            let message = Message::ShareDiffers {
                part: part.with_mark(self.options.decimal),
                whole: whole.with_mark(self.options.decimal),
            };
            let place = self.place(record, self.column_of(rubric, index));
            self.warnings.push(Diagnostic::warning(place, message));
        }
    }

    fn column_of(&self, rubric: usize, indicator: usize) -> Option<usize> {
        match self.columns.fact(rubric, indicator)? {
            FactColumn::Cell(index) | FactColumn::Both(index, _) => Some(*index),
            FactColumn::Options(_) => None,
        }
    }
}

fn known_ids(catalogue: &Catalogue) -> String {
    let mut ids: Vec<&str> = catalogue.rubrics().iter().map(|rubric| rubric.id.as_str()).collect();
    ids.dedup();
    ids.join(", ")
}
