//! The identity cells of a row, and the rubric and groups that they name.

use super::super::block::RawRecord;
use super::super::cell::{self, Misread};
use super::super::date;
use super::cells::IdentityCells;
use super::{ReadRow, RowReader};
use crate::diagnostic::Diagnostic;
use crate::rubric::{Catalogue, Choice, Rubric};
use crate::vocabulary::Identity;
use crate::words::Message;
use jiff::civil::Date;

impl<'c> RowReader<'c> {
    /// The cell of an identity column and where it stands, if the file has it and it is filled.
    pub(super) fn found<'r>(
        &self,
        identity: &IdentityCells<'r>,
        column: Identity,
    ) -> Option<(usize, &'r str)> {
        let index = self.columns.identity[column.index()]?;
        let text = identity.cell(column);
        (!text.is_empty()).then_some((index, text))
    }

    /// The identity cells, and what can be wrong with them whatever the rubric.
    pub(super) fn identity<'r>(
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
    pub(super) fn identity_cell(
        &mut self,
        record: &RawRecord<'_>,
        column: Identity,
        index: usize,
        text: &str,
        row: &mut ReadRow,
    ) -> Result<(), Misread> {
        let none = |misread: Option<Misread>| misread.map_or(Ok(()), Err);
        match column {
            Identity::LeverandoerId | Identity::Afdelingsid => {
                let ids = &mut self.tally.ids[usize::from(column == Identity::Afdelingsid)];
                // No accident is all digits.
                if !ids.count(text, (record.line(), record.row())) {
                    none(cell::accident(text))?;
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
                if cell::is_spreadsheet_error(text) {
                    return Err(Message::SpreadsheetError.into());
                }
            }
            Identity::Sagsnummer => none(cell::accident(text))?,
            Identity::Vurderingsdato => row.date = Some(date::date(text)?),
            Identity::Cvr if !cell::cvr(text)? => {
                let place = self.place(record, Some(index));
                self.warnings.push(Diagnostic::warning(place, Message::CvrCheckSum));
            }
            Identity::PNummer => cell::p_number(text)?,
            Identity::Pladser => {
                self.marked(record, index, text, |mark| cell::count(text, mark))?;
            }
            Identity::FornoedenKvalitet => row.quality = Some(cell::quality(text)?),
            Identity::SamletVurdering => row.overall = Some(cell::level(text)?),
            // The last three are read where they are needed.
            Identity::Cvr
            | Identity::Maalgruppe
            | Identity::KvalitetMyndighed
            | Identity::SamletBegrundelse => {}
        }
        Ok(())
    }

    /// The groups that bounds depend on.
    pub(super) fn group_cells(
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

    /// The rubric of that name; names as they were written are remembered, to spare the folding.
    pub(super) fn choice(&mut self, name: &str, date: Option<Date>) -> Choice<'c> {
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

    pub(super) fn choose_rubric(
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
}

fn known_ids(catalogue: &Catalogue) -> String {
    let mut ids: Vec<&str> = catalogue.rubrics().iter().map(|rubric| rubric.id.as_str()).collect();
    ids.dedup();
    ids.join(", ")
}
