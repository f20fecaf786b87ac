//! From header names to column indices, once a file.

mod bind;

use super::block::{At, RawRecord};
use super::cell::{filled, trim};
use super::form::FormPlace;
use super::mapping::{Mapping, Words};
use super::names::HeaderWords;
use super::plain::plain_fact;
use crate::arithmetic::{fold, word};
use crate::assessment::Fact;
use crate::diagnostic::Cell;
use crate::rubric::{Catalogue, Kind, PartOfWhole};
use crate::vocabulary::{Identity, Parameter};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Which column holds what, for every rubric of the run.
#[derive(Debug)]
pub struct Columns {
    /// The header cells as written, trimmed.
    pub headers: Vec<Arc<str>>,
    /// Where the cells of each column stand, if the file is a form for one supplier; else nothing.
    pub form: Vec<FormPlace>,
    /// How many columns there are up to the last with a name.
    pub(super) width: usize,
    /// Columns without a name before the last with one, but for one that counts the rows.
    pub(super) unnamed: Vec<usize>,
    /// Whether the first column has no name and counts the rows.
    pub counts_rows: bool,
    pub(super) identity: [Option<usize>; Identity::COUNT],
    /// Those of them that the file has, with their columns.
    pub(super) present: Vec<(Identity, usize)>,
    /// The parameters whose level the file has, with their columns; most files have none.
    pub(super) levels: Vec<(Parameter, usize)>,
    /// The same for the reasons of levels.
    pub(super) reasons: Vec<(Parameter, usize)>,
    /// One for each rubric of the catalogue.
    pub(super) rubrics: Vec<RubricColumns>,
    pub(super) words: ForeignWords,
    /// The names by which a row is known for the header again.
    pub(super) header_words: HeaderWords,
    /// Whether a number that could be a decimal or have a thousands mark is a fault, since nobody says which.
    pub(super) refuses_either: bool,
    kept: Vec<usize>,
    used: Vec<bool>,
    /// The folded headers, after a mapping, and their columns.
    names: BTreeMap<String, usize>,
}

/// For each column the words of a foreign export that stand for ours; empty where there are none at all.
type ForeignWords = Vec<Option<Arc<Words>>>;

/// The columns of one rubric's facts; only of those that a criterion names.
#[derive(Debug)]
pub(super) struct RubricColumns {
    /// For each indicator the column of its note, if the file has one.
    pub(super) notes: Vec<Option<usize>>,
    pub(super) facts: Vec<FactAt>,
    /// The shares among them, and those without a column, that are computed from two other facts.
    pub(super) shares: Vec<(usize, PartOfWhole)>,
    /// Indicators that two columns claim to hold: the two headers' indices.
    pub(super) claimed_twice: Vec<(usize, [usize; 2])>,
}

/// An indicator, and where its fact stands.
#[derive(Debug)]
pub(super) struct FactAt {
    pub(super) indicator: usize,
    pub(super) column: FactColumn,
}

/// Where the fact of one indicator stands.
#[derive(Debug, PartialEq, Eq)]
pub enum FactColumn {
    /// In one cell.
    Cell(usize),
    /// In a ja/nej cell for each option, as far as the file has them.
    Options(Vec<Option<usize>>),
    /// In one cell, and in a ja/nej cell for each option besides.
    Both(usize, Vec<Option<usize>>),
}

/// What the headers are held against.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// The rubrics whose facts may stand in the file.
    pub catalogue: &'a Catalogue,
    /// Names and words of a foreign export.
    pub mapping: &'a Mapping,
    /// The user's own columns that go through to the results.
    pub keep: &'a Keep,
    /// Whether there must be a målgruppe column: no rubric is fixed.
    pub needs_target_group: bool,
    /// Whether a column that nobody knows is an error.
    pub denies_unknown: bool,
}

/// Which of the user's own columns go through to the results.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Keep {
    /// Those of these names.
    Named(Vec<String>),
    /// All that have no other use.
    All,
}

impl Default for Keep {
    fn default() -> Self {
        Self::Named(Vec::new())
    }
}

impl Columns {
    /// The column whose header is, or folds like, one of our names.
    pub fn named(&self, name: &str) -> Option<usize> {
        self.names.get(&fold(name)).copied()
    }

    /// Whether a record may be the header again, or another.
    pub(crate) fn may_be_header(&self, record: &RawRecord<'_>) -> bool {
        let cells = (0..record.len()).map(|index| record.cell(index));
        self.form.is_empty() && self.header_words.are_in(cells)
    }

    /// A cell that was seen before, with what it held.
    pub(super) fn cell_at(&self, file: Arc<str>, column: usize, at: At, value: &str) -> Cell {
        let on_form = self.form.get(column);
        Cell {
            file,
            line: on_form.map_or(at.line, |place| place.line),
            row: on_form.map_or(at.row, |place| place.row),
            column: Some((
                on_form.map_or(column, |place| place.column),
                Arc::clone(&self.headers[column]),
            )),
            value: value.to_owned(),
        }
    }

    /// A cell of a record, or its whole row; of a form, where it stands on the form.
    pub fn cell(&self, file: Arc<str>, record: &RawRecord<'_>, column: Option<usize>) -> Cell {
        let on_form = column.and_then(|index| self.form.get(index));
        Cell {
            file: on_form.map_or(file, |place| Arc::clone(&place.file)),
            line: on_form.map_or(record.line(), |place| place.line),
            row: on_form.map_or(record.row(), |place| place.row),
            column: column.map(|index| {
                let header = self.headers.get(index).cloned().unwrap_or_default();
                (on_form.map_or(index, |place| place.column), header)
            }),
            value: column.map(|index| trim(record.cell(index)).to_owned()).unwrap_or_default(),
        }
    }

    /// Where the fact of an indicator stands; both are indices, into the catalogue and the rubric.
    pub fn fact(&self, rubric: usize, indicator: usize) -> Option<&FactColumn> {
        let mut facts = self.rubrics[rubric].facts.iter();
        facts.find(|fact| fact.indicator == indicator).map(|fact| &fact.column)
    }

    /// Whether the column holds a set that has a ja/nej column for each option besides.
    pub(super) fn is_joined(&self, index: usize) -> bool {
        let mut facts = self.rubrics.iter().flat_map(|rubric| &rubric.facts);
        facts.any(|fact| matches!(fact.column, FactColumn::Both(joined, _) if joined == index))
    }

    /// Where the note on an indicator stands.
    pub fn note(&self, rubric: usize, indicator: usize) -> Option<usize> {
        self.rubrics[rubric].notes.get(indicator).copied().flatten()
    }

    /// Where an identity column stands.
    pub fn identity(&self, column: Identity) -> Option<usize> {
        self.identity[column.index()]
    }

    /// The cell of a column, trimmed and in our words, if it is filled.
    pub fn said<'r>(&'r self, record: &'r RawRecord<'_>, index: usize) -> Option<&'r str> {
        let cell = record.cell(index);
        match self.words_of(index) {
            None => filled(cell),
            Some(words) => {
                let theirs = trim(cell);
                filled(words.get(&*word(theirs)).map_or(theirs, String::as_str))
            }
        }
    }

    /// The fact of a cell in one of its plain forms; nothing of others, and where a foreign export has words of its own.
    pub(super) fn plainly(&self, cell: &str, index: usize, kind: &Kind) -> Option<Fact> {
        plain_fact(cell, kind).filter(|_| self.words_of(index).is_none())
    }

    fn words_of(&self, index: usize) -> Option<&Words> {
        self.words.get(index)?.as_deref()
    }

    /// The columns that go through to the results.
    pub fn kept(&self) -> &[usize] {
        &self.kept
    }

    /// The columns of facts, and that of the quality; no reason, note or level.
    pub fn counting(&self) -> Vec<usize> {
        let notes = self.rubrics.iter().flat_map(|rubric| &rubric.notes);
        let of_parameters = self.reasons.iter().chain(&self.levels);
        let aside: Vec<usize> = notes
            .flatten()
            .chain(of_parameters.map(|(_, index)| index))
            .chain(&self.kept)
            .copied()
            .collect();
        let counts = |index: &usize| {
            let is_identity = self.identity.contains(&Some(*index));
            let is_quality = self.identity(Identity::FornoedenKvalitet) == Some(*index);
            self.used[*index] && !aside.contains(index) && (!is_identity || is_quality)
        };
        (0..self.headers.len()).filter(counts).collect()
    }

    /// The columns of which a cell is read for a row.
    fn read(&self) -> BTreeSet<usize> {
        let mut read: BTreeSet<usize> = self.kept.iter().copied().collect();
        read.extend(self.present.iter().map(|(_, index)| *index));
        let of_parameters = self.levels.iter().chain(&self.reasons);
        read.extend(of_parameters.map(|(_, index)| *index));
        for rubric in &self.rubrics {
            read.extend(rubric.notes.iter().flatten());
            read.extend(rubric.claimed_twice.iter().flat_map(|(_, both)| both));
            for fact in &rubric.facts {
                match &fact.column {
                    FactColumn::Cell(index) => drop(read.insert(*index)),
                    FactColumn::Options(options) => read.extend(options.iter().flatten()),
                    FactColumn::Both(index, options) => {
                        read.extend(options.iter().flatten().chain([index]));
                    }
                }
            }
        }
        read
    }

    /// Whether anything but the header uses the column.
    pub fn is_used(&self, index: usize) -> bool {
        self.used[index]
    }

    /// The header as written.
    pub fn header(&self, index: usize) -> &Arc<str> {
        &self.headers[index]
    }

    /// Where the entered level of a parameter stands.
    pub fn level(&self, parameter: Parameter) -> Option<usize> {
        of_parameter(&self.levels, parameter)
    }

    /// Where the reason for a parameter's level stands.
    pub fn reason(&self, parameter: Parameter) -> Option<usize> {
        of_parameter(&self.reasons, parameter)
    }
}

fn of_parameter(columns: &[(Parameter, usize)], parameter: Parameter) -> Option<usize> {
    let mut columns = columns.iter();
    columns.find_map(|(own, index)| (*own == parameter).then_some(*index))
}
