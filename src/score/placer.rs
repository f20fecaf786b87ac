//! Records on their way to placements: each row by itself.

use super::key::{Entry, Key};
use super::outcome::Options;
use crate::arithmetic::fold;
use crate::assessment::Assessment;
use crate::intake::{
    Columns, IdentityCells, RawRecord, ReadRow, Reading, Records, Rejection, RowReader,
};
use crate::place::{Placement, Plan};
use crate::record::{OVERALL, Record};
use crate::rubric::{Catalogue, Method, Rubric};
use crate::vocabulary::{Identity, Parameter};
use jiff::civil::Date;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::hash::Hasher;
use std::sync::Arc;

/// One row that was placed: its record, and all that it was made from.
#[derive(Debug)]
pub struct Row<'a> {
    /// The result.
    pub record: Record<'a>,
    /// The rubric, as an index into the catalogue's.
    pub rubric: usize,
    /// The same, compiled: what else is to be judged on the row is judged by it.
    pub plan: &'a Plan<'a>,
    /// The facts and levels as they were computed with.
    pub assessment: &'a Assessment,
    /// The cells as written.
    pub cells: &'a RawRecord<'a>,
    /// Which column holds what.
    pub columns: &'a Columns,
    /// What makes another row the same.
    #[cfg(feature = "cli")]
    pub(crate) key: Key,
}

/// Reads and places the rows of one file; what rows have to do with each other is not its business, so that any number
/// of them can work on one file.
pub(super) struct Placer<'a> {
    plans: &'a [Plan<'a>],
    options: &'a Options,
    columns: &'a Columns,
    file: &'a Arc<str>,
    kept_names: &'a [Arc<str>],
    kept: Vec<Option<usize>>,
    names: Vec<Arc<str>>,
    /// For each rubric the first of the same id.
    ids: Vec<usize>,
    reader: RowReader<'a>,
    /// What a row is read as.
    read: ReadRow,
    /// The columns that a fingerprint is of, each with its folded name.
    counting: Vec<(usize, String)>,
    /// The date of the last row, and its ISO form.
    date: (Option<Date>, String),
}

/// What a row came to by itself.
pub(super) enum Placing<'r> {
    Placed(&'r Placed<'r>),
    Rejected(Box<Rejection>),
}

/// A row that was placed, unless it was there before.
pub(super) struct Placed<'r> {
    pub(super) record: &'r RawRecord<'r>,
    identity: &'r IdentityCells<'r>,
    read: &'r ReadRow,
    rubric: usize,
    placement: &'r Placement,
    key: Key,
}

impl Placed<'_> {
    pub(super) fn entry(&self) -> Entry {
        Entry {
            rubric: self.rubric,
            key: self.key,
            status: self.placement.status,
            level: self.placement.level,
            at: self.record.at(),
        }
    }
}

impl<'a> Placer<'a> {
    pub(super) fn new(
        plans: &'a [Plan<'a>],
        options: &'a Options,
        kept_names: &'a [Arc<str>],
        catalogue: &'a Catalogue,
        columns: &'a Columns,
        file: &'a Arc<str>,
    ) -> Self {
        Self {
            plans,
            options,
            columns,
            file,
            kept_names,
            kept: kept_indices(columns, kept_names),
            names: catalogue.rubrics().iter().map(|rubric| rubric.name().into()).collect(),
            ids: firsts_of_same_id(catalogue.rubrics()),
            reader: RowReader::new(catalogue, columns, Arc::clone(file), &options.row),
            read: ReadRow::default(),
            counting: match options.fingerprints {
                true => {
                    let counting = columns.counting().into_iter();
                    counting.map(|index| (index, fold(columns.header(index)))).collect()
                }
                false => Vec::new(),
            },
            date: (None, String::new()),
        }
    }

    /// The reader, with what it has seen of the file so far.
    pub(super) fn reader(&mut self) -> &mut RowReader<'a> {
        &mut self.reader
    }

    /// Places every row among `records`, and gives each to `take`, in their order.
    pub(super) fn place_each(
        &mut self,
        mut records: Records<'_>,
        mut take: impl FnMut(&Self, Placing<'_>),
    ) {
        let mut record = RawRecord::default();
        let mut row = std::mem::take(&mut self.read);
        while records.advance(&mut record) {
            let mut identity = IdentityCells::NOTHING;
            let reading = self.reader.read(&record, &mut identity, &mut row);
            let placed = match reading {
                Reading::By(rubric) => {
                    Some((rubric, self.place(rubric, &record, &identity, &mut row)))
                }
                Reading::Unreadable | Reading::Header => None,
            };
            if let Some(rejection) = self.reader.rejection(&record, &row) {
                take(self, Placing::Rejected(Box::new(rejection)));
            } else if let Some((rubric, placement)) = placed {
                let key = Key::of(&identity, self.ids[rubric], row.date);
                self.write_date(row.date);
                let placed = Placed {
                    record: &record,
                    identity: &identity,
                    read: &row,
                    rubric,
                    placement: &placement,
                    key,
                };
                take(self, Placing::Placed(&placed));
            }
        }
        self.read = row;
    }

    /// Places a row that was read by a rubric; what is wrong with its overrides is then a fault of the row.
    fn place(
        &self,
        rubric: usize,
        record: &RawRecord<'_>,
        identity: &IdentityCells<'_>,
        row: &mut ReadRow,
    ) -> Placement {
        let placement = self.plans[rubric].place(&row.assessment, self.options.place);
        if placement.is_overridden() {
            check_reasons(&placement, record, identity, &self.reader, rubric, row);
        }
        placement
    }

    /// Makes the date that of the row; most have that of the row before.
    fn write_date(&mut self, date: Option<Date>) {
        let (held, text) = &mut self.date;
        if *held != date {
            *held = date;
            *text = date.map(|date| date.to_string()).unwrap_or_default();
        }
    }

    /// A row that was placed, with all that is told of it.
    pub(super) fn row<'r>(&'r self, placed: &'r Placed<'r>) -> Row<'r> {
        let Placed { record, rubric, placement, read: ReadRow { assessment, .. }, .. } = *placed;
        let plan = &self.plans[rubric];
        let checked = plan.rubric();
        let mut identity = placed.identity.in_results();
        identity[Identity::Maalgruppe.index()] = &checked.id;
        identity[Identity::Vurderingsdato.index()] = &self.date.1;
        let missing = if placement.is_open() || assessment.quality.is_none() {
            let missing = plan.missing(assessment, placement);
            missing.into_iter().map(|item| item.name(checked)).collect()
        } else {
            Vec::new()
        };
        // Hardly a row gives any, so that they are not gathered but pushed.
        let mut reasons = Vec::new();
        for (parameter, reason) in self.reader.reasons(record) {
            reasons.push((parameter.id(), reason));
        }
        let overall = placed.identity.cell(Identity::SamletBegrundelse);
        if !overall.is_empty() {
            reasons.push((OVERALL, overall));
        }
        let kept = self.kept_names.iter().zip(&self.kept);
        let kept_cell = |index: usize| record.cell(index).trim();
        Row {
            record: Record {
                identity,
                placement,
                missing,
                reasons,
                rubric: checked,
                rubric_name: &self.names[rubric],
                file: self.file,
                line: record.line(),
                kept: kept.map(|(name, index)| (&**name, index.map_or("", kept_cell))).collect(),
                fingerprint: self
                    .options
                    .fingerprints
                    .then(|| self.fingerprint(record, placed.identity, checked)),
            },
            rubric,
            plan,
            assessment,
            cells: record,
            columns: self.columns,
            #[cfg(feature = "cli")]
            key: placed.key,
        }
    }

    /// A number for what the row says that can count, whatever the order of the columns.
    ///
    /// Levels that are entered against criteria are the consultant's word, not data; results tell of them.
    fn fingerprint(
        &self,
        record: &RawRecord<'_>,
        identity: &IdentityCells<'_>,
        rubric: &Rubric,
    ) -> u128 {
        let of = |name: &str, text: &str| {
            let mut hasher = SipHasher13::new();
            hasher.write(name.as_bytes());
            hasher.write_u8(0xFF);
            hasher.write(text.as_bytes());
            hasher.finish128().as_u128()
        };
        let of_cell = |name: &str, index: usize| Some(of(name, self.columns.said(record, index)?));
        let facts = self.counting.iter().filter_map(|(index, name)| of_cell(name, *index));
        let groups = rubric.groups.iter().filter_map(|group| {
            let text = identity.cell(group.column);
            (!text.is_empty()).then(|| of(group.column.id(), text))
        });
        let assessed = Parameter::ALL.into_iter().filter_map(|parameter| {
            let is_assessed = rubric.parameter(parameter).method == Method::Assessed;
            let index = self.columns.level(parameter).filter(|_| is_assessed)?;
            of_cell(parameter.id(), index)
        });
        facts.chain(groups).chain(assessed).fold(0, u128::wrapping_add)
    }
}

/// For each rubric the first of the same id.
fn firsts_of_same_id(rubrics: &[Rubric]) -> Vec<usize> {
    let first = |own: &Rubric| rubrics.iter().position(|other| other.id == own.id);
    rubrics.iter().filter_map(first).collect()
}

/// Where a file has each of the columns that go through to the results.
fn kept_indices(columns: &Columns, kept: &[Arc<str>]) -> Vec<Option<usize>> {
    kept.iter()
        .map(|name| {
            let same = |index: &&usize| fold(columns.header(**index)) == fold(name);
            columns.kept().iter().find(same).copied()
        })
        .collect()
}

/// Every level that overrides must say why.
fn check_reasons(
    placement: &Placement,
    record: &RawRecord<'_>,
    identity: &IdentityCells<'_>,
    reader: &RowReader<'_>,
    rubric: usize,
    row: &mut ReadRow,
) {
    let mut could_read_all = true;
    for (parameter, placed) in Parameter::ALL.into_iter().zip(&placement.parameters) {
        // Where a fact could not be read, nobody can say yet whether the level overrides it.
        let could_read = reader.could_read(row, rubric, parameter);
        could_read_all &= could_read;
        if placed.overridden && could_read && reader.reason(record, parameter).is_none() {
            reader.reason_missing(record, parameter, row);
        }
    }
    let has_reason = !identity.cell(Identity::SamletBegrundelse).is_empty();
    if placement.overall_overridden && could_read_all && !has_reason {
        reader.overall_reason_missing(record, row);
    }
}
