//! Everybody there is: a file that names suppliers and their målgrupper, assessed or not.

use super::Who;
use crate::arithmetic::{fold, nfc};
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place};
use crate::intake::{Columns, Expected, Input, Keep, RawRecord, Records, Sheet};
use crate::rubric::Catalogue;
use crate::score::Options;
use crate::vocabulary::Identity;
use crate::words::Message;
use std::collections::HashSet;
use std::sync::Arc;

/// The suppliers of a population, each once for each of its målgrupper.
#[derive(Debug, Clone, Default)]
pub struct Population {
    members: Vec<Member>,
}

#[derive(Debug, Clone)]
struct Member {
    id: String,
    branch: String,
    target_group: String,
    identity: [String; Identity::IN_RESULTS],
}

impl Population {
    /// Reads a population: a table with `leverandoer_id` and `maalgruppe`, and any other identity column.
    ///
    /// It is read as the assessments are. Where one rubric is fixed for the run, the målgruppe may be left out, and rows of other
    /// målgrupper are. Rows without `leverandoer_id` or målgruppe are told and not counted. Nothing comes
    /// back where the file cannot be used.
    pub fn read(
        catalogue: &Catalogue,
        input: &Input,
        options: &Options,
        notes: &mut Diagnostics,
    ) -> Option<Self> {
        let only = options.row.rubric.as_deref();
        let mut sheet = match Sheet::open(input, options.sheet.clone()) {
            Ok(sheet) => sheet,
            Err(fault) => {
                notes.push(fault);
                return None;
            }
        };
        let expected = Expected {
            catalogue,
            mapping: &options.mapping,
            keep: &Keep::default(),
            needs_target_group: only.is_none(),
            denies_unknown: false,
        };
        for note in sheet.notes.drain(..) {
            notes.push(note);
        }
        let columns = Columns::bind(&sheet, &expected, notes)?;
        let mut population = Self::default();
        let mut seen = HashSet::new();
        loop {
            let block = match sheet.next_block() {
                Ok(Some(block)) => block,
                Ok(None) => {
                    sheet.tell_of_letters().into_iter().for_each(|told| notes.push(told));
                    return Some(population);
                }
                Err(fault) => {
                    notes.push(fault);
                    return None;
                }
            };
            let mut records = Records::new(&block, sheet.dialect().delimiter);
            let mut record = RawRecord::default();
            while records.advance(&mut record) {
                if record.glued().is_some() {
                    let place = Place::Cell(columns.cell(Arc::clone(&sheet.name), &record, None));
                    let fault = Diagnostic::error(place, Message::SignAfterQuote { lines: None });
                    notes.push(fault.help(Message::DoubleTheQuote));
                    return None;
                }
                match member(catalogue, &columns, &record, only) {
                    Ok(Some(member)) => population.add(member, &mut seen),
                    Ok(None) => {}
                    Err(missing) => {
                        let place = place(&sheet, &columns, &record, missing);
                        notes.push(Diagnostic::warning(place, lacking(missing)));
                    }
                }
            }
        }
    }

    /// Adds one that is not in it yet.
    fn add(&mut self, member: Member, seen: &mut HashSet<[String; 3]>) {
        let key = [&member.id, &member.branch, &member.target_group];
        if seen.insert(key.map(String::clone)) {
            self.members.push(member);
        }
    }

    /// The names of its målgrupper, in the order of the file.
    pub(super) fn target_groups(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for member in &self.members {
            if !names.contains(&member.target_group.as_str()) {
                names.push(&member.target_group);
            }
        }
        names
    }

    /// What stands in a column for a målgruppe.
    pub(super) fn values<'p>(
        &'p self,
        target_group: &str,
        column: Identity,
    ) -> impl Iterator<Item = &'p str> {
        self.members
            .iter()
            .filter(move |member| member.target_group == target_group)
            .filter_map(move |member| member.identity.get(column.index()).map(String::as_str))
    }

    /// How many of a målgruppe, and of a group of it, are not among the assessed.
    ///
    /// Where one of the two sides does not say the afdeling, the supplier alone is compared.
    pub(super) fn not_assessed<'w>(
        &self,
        target_group: &str,
        assessed: impl Iterator<Item = &'w Who>,
        group: Option<(Identity, &str)>,
    ) -> usize {
        let mut suppliers = HashSet::new();
        let mut branches = HashSet::new();
        for who in assessed {
            let id = nfc(who.get(Identity::LeverandoerId));
            let branch = nfc(who.get(Identity::Afdelingsid));
            if branch.is_empty() {
                branches.insert((id.clone(), branch.clone()));
            }
            suppliers.insert(id.clone());
            branches.insert((id, branch));
        }
        let is_assessed = |member: &Member| {
            let id = nfc(&member.id);
            let branch = nfc(&member.branch);
            let without_branch = branches.contains(&(id.clone(), "".into()));
            suppliers.contains(&id)
                && (branch.is_empty() || without_branch || branches.contains(&(id, branch)))
        };
        let of_group = |member: &Member| {
            group.is_none_or(|(column, folded)| fold(&member.identity[column.index()]) == folded)
        };
        self.members
            .iter()
            .filter(|member| member.target_group == target_group && of_group(member))
            .filter(|member| !is_assessed(member))
            .count()
    }
}

/// The member of a row; none where it is of another målgruppe, and what is missing where something is.
fn member(
    catalogue: &Catalogue,
    columns: &Columns,
    record: &RawRecord<'_>,
    only: Option<&str>,
) -> Result<Option<Member>, Identity> {
    let cell =
        |column: Identity| columns.identity(column).and_then(|index| columns.said(record, index));
    let id = cell(Identity::LeverandoerId).ok_or(Identity::LeverandoerId)?;
    let target_group = match (cell(Identity::Maalgruppe), only) {
        (Some(name), Some(only)) if !catalogue.names(name, only) => return Ok(None),
        (_, Some(only)) => only.to_owned(),
        (Some(name), None) => catalogue
            .rubrics()
            .iter()
            .find(|rubric| catalogue.names(name, &rubric.id))
            .map_or_else(|| name.to_owned(), |rubric| rubric.id.clone()),
        (None, None) => return Err(Identity::Maalgruppe),
    };
    let mut identity = [const { String::new() }; Identity::IN_RESULTS];
    for (text, column) in identity.iter_mut().zip(Identity::ALL) {
        *text = cell(column).unwrap_or_default().to_owned();
    }
    Ok(Some(Member {
        id: id.to_owned(),
        branch: cell(Identity::Afdelingsid).unwrap_or_default().to_owned(),
        target_group,
        identity,
    }))
}

/// What is said of a row without one of the two.
const fn lacking(column: Identity) -> Message {
    match column {
        Identity::Maalgruppe => Message::TargetGroupMissing,
        _ => Message::IdMissing,
    }
}

fn place(sheet: &Sheet, columns: &Columns, record: &RawRecord<'_>, column: Identity) -> Place {
    let index = columns.identity(column);
    Place::Cell(Cell {
        file: Arc::clone(&sheet.name),
        line: record.line(),
        row: record.row(),
        column: index.map(|index| (index, Arc::clone(&columns.headers[index]))),
        value: String::new(),
    })
}
