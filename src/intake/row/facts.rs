//! The facts of a row.

use super::super::block::RawRecord;
use super::super::cell;
use super::super::columns::FactColumn;
use super::super::joined::set_beside;
use super::{ReadRow, RowReader};
use crate::arithmetic::{Number, could_be_either};
use crate::assessment::Fact;
use crate::diagnostic::Diagnostic;
use crate::rubric::{Kind, OptionSet, PartOfWhole};
use crate::words::Message;

impl RowReader<'_> {
    pub(super) fn facts(&mut self, record: &RawRecord<'_>, index: usize, row: &mut ReadRow) {
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
    pub(super) fn fact_cell(
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

    pub(super) fn option_cells(
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
    pub(super) fn joined_cell(
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
    pub(super) fn check_shares(
        &mut self,
        record: &RawRecord<'_>,
        rubric: usize,
        row: &mut ReadRow,
    ) {
        let columns = self.columns;
        for &(index, computed) in &columns.rubrics[rubric].shares {
            self.check_share(record, rubric, index, computed, row);
        }
    }

    pub(super) fn check_share(
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

    pub(super) fn column_of(&self, rubric: usize, indicator: usize) -> Option<usize> {
        match self.columns.fact(rubric, indicator)? {
            FactColumn::Cell(index) | FactColumn::Both(index, _) => Some(*index),
            FactColumn::Options(_) => None,
        }
    }
}
