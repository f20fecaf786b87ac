//! What many placements say together: overview, robustness, discrimination, agreement, timeline.
//!
//! One file a question. Each takes [`Entry`]s, which [`collect`] makes of assessment files, and gives a
//! result that is data; the renderers draw it and compute nothing. Levels and shares are decided in
//! whole numbers; binary numbers stand only in statistics, such as a correlation, rounded to four decimals.

pub mod agreement;
pub mod discrimination;
pub mod listing;
pub mod overview;
pub mod population;
mod prospect;
pub mod reliability;
pub mod robustness;
pub mod timeline;

pub use prospect::Prospect;

use crate::arithmetic::{DecimalMark, Number};
use crate::diagnostic::Diagnostics;
use crate::intake::{Input, count};
use crate::place::{Levels, Placement, Status, Truth, level_by};
use crate::rubric::Catalogue;
use crate::score::{Options, Outcome, Row, Stop, score};
use crate::vocabulary::{Identity, Interval, Level, Parameter};
use serde::{Serialize, Serializer};

/// One assessment as a study uses it: who, when, and where it was placed.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Who was assessed, for which målgruppe, when and by whom.
    pub who: Who,
    /// The rubric, as an index into the catalogue's.
    pub rubric: usize,
    /// Where it was placed.
    pub placement: Placement,
    /// How many pladser it has, where that is said.
    pub places: Option<u64>,
    /// Whether each of the rubric's criteria is met, in its order.
    pub criteria: Vec<Truth>,
}

/// The identity columns of an assessment, empty where missing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    identity: [String; Identity::IN_RESULTS],
    term: String,
    /// `id@version` of the rubric.
    pub rubric: String,
    /// `file:line`.
    pub source: String,
}

impl Who {
    /// An identity column; empty where missing.
    pub fn get(&self, column: Identity) -> &str {
        self.identity.get(column.index()).map_or("", String::as_str)
    }

    /// The name for people: the supplier's, or else its id.
    pub fn name(&self) -> &str {
        match self.get(Identity::Leverandoer) {
            "" => self.get(Identity::LeverandoerId),
            name => name,
        }
    }

    /// The id of the målgruppe's rubric.
    pub fn target_group(&self) -> &str {
        self.get(Identity::Maalgruppe)
    }

    /// The målgruppe's name on Tilbudsportalen, for people.
    pub fn term(&self) -> &str {
        &self.term
    }
}

impl Serialize for Who {
    /// The identity columns by name, null where missing, then `rubrik` and `kilde`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let identity = Identity::ALL
            .iter()
            .zip(&self.identity)
            .map(|(column, text)| (column.id(), (!text.is_empty()).then_some(text.as_str())));
        let rest = [("rubrik", &self.rubric), ("kilde", &self.source)];
        let rest = rest.map(|(key, text)| (key, Some(text.as_str())));
        serializer.collect_map(identity.chain(rest))
    }
}

impl Entry {
    fn of(row: &Row<'_>, decimal: DecimalMark) -> Self {
        let record = &row.record;
        // The row was not rejected, so a cell that is filled is a count.
        let places = row
            .columns
            .identity(Identity::Pladser)
            .and_then(|column| row.columns.said(row.cells, column))
            .and_then(|text| count(text, decimal).ok())
            .map(Number::whole);
        Self {
            who: Who {
                identity: record.identity.map(str::to_owned),
                term: row.plan.rubric().target_group.clone(),
                rubric: record.rubric_name.to_string(),
                source: record.source(),
            },
            rubric: row.rubric,
            placement: *record.placement,
            places,
            criteria: row.plan.criteria(row.assessment).collect(),
        }
    }

    /// What the assessment came to: a level, or why there is none.
    pub fn outcome(&self) -> Standing {
        match (self.placement.status, self.placement.level) {
            (Status::Indplaceret, Some(level)) => Standing::Level(level),
            (Status::UnderLet | Status::Indplaceret, _) => Standing::Level(Level::UnderLet),
            (Status::UdenKvalitet, _) => Standing::WithoutQuality,
            (Status::Uafklaret, _) => Standing::Open,
        }
    }

    /// The levels of the relevant parameters; none at all while one of them is open.
    pub fn levels(&self) -> Option<Levels> {
        (!self.placement.is_open()).then(|| self.placement.levels(|interval| interval.min))
    }

    /// The open and determined levels of the relevant parameters.
    pub fn intervals(&self) -> [Option<Interval>; Parameter::COUNT] {
        self.placement.parameters.map(|parameter| parameter.relevant.then_some(parameter.level))
    }
}

/// What an assessment came to, with under let as a level like the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// A level, under let included.
    Level(Level),
    /// The necessary quality is not there.
    WithoutQuality,
    /// What is missing decides.
    Open,
}

impl Standing {
    /// All of them, from højt down, then those without a level: the order of tables.
    pub const ALL: [Self; 6] = [
        Self::Level(Level::Hoejt),
        Self::Level(Level::Moderat),
        Self::Level(Level::Let),
        Self::Level(Level::UnderLet),
        Self::WithoutQuality,
        Self::Open,
    ];

    /// The word in results: the level's, or the status's.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Level(level) => level.as_str(),
            Self::WithoutQuality => Status::UdenKvalitet.as_str(),
            Self::Open => Status::Uafklaret.as_str(),
        }
    }

    /// The level, where there is one.
    pub const fn level(self) -> Option<Level> {
        match self {
            Self::Level(level) => Some(level),
            Self::WithoutQuality | Self::Open => None,
        }
    }

    /// The place in [`Standing::ALL`].
    pub const fn index(self) -> usize {
        match self {
            Self::Level(level) => 3 - level.points() as usize,
            Self::WithoutQuality => 4,
            Self::Open => 5,
        }
    }
}

impl Serialize for Standing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// Scores every row of `inputs` and keeps what studies need, in input order.
///
/// # Errors
/// As [`score`].
pub fn collect(
    catalogue: &Catalogue,
    inputs: &[Input],
    options: &Options,
    notes: &mut Diagnostics,
) -> Result<(Vec<Entry>, Outcome), Stop> {
    let mut entries = Vec::new();
    let outcome = score(catalogue, inputs, options, notes, |row| {
        entries.push(Entry::of(row, options.row.decimal));
        Ok(())
    })?;
    Ok((entries, outcome))
}

/// A målgruppe, for machines and for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetGroupName {
    /// The rubrics' id.
    pub id: String,
    /// Its name on Tilbudsportalen.
    pub term: String,
}

impl TargetGroupName {
    /// The målgruppe of the rubrics with that id, by the name in the last of them; the id where there is none.
    fn of(catalogue: &Catalogue, id: &str) -> Self {
        let mut rubrics = catalogue.rubrics().iter().rev();
        let rubric = rubrics.find(|rubric| rubric.id == id);
        Self {
            id: id.to_owned(),
            term: rubric.map_or(id, |rubric| &rubric.target_group).to_owned(),
        }
    }
}

impl Serialize for TargetGroupName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.id)
    }
}

/// The målgrupper of some entries by their rubrics' ids, in the order of the catalogue, each with the
/// entries' indices.
fn by_target_group<'c>(catalogue: &'c Catalogue, entries: &[Entry]) -> Vec<(&'c str, Vec<usize>)> {
    let mut groups: Vec<(&str, Vec<usize>)> = Vec::new();
    for rubric in catalogue.rubrics() {
        if groups.iter().all(|(id, _)| *id != rubric.id) {
            groups.push((&rubric.id, Vec::new()));
        }
    }
    for (index, entry) in entries.iter().enumerate() {
        let id = &catalogue.rubrics()[entry.rubric].id;
        if let Some((_, members)) = groups.iter_mut().find(|(known, _)| known == id) {
            members.push(index);
        }
    }
    groups.retain(|(_, members)| !members.is_empty());
    groups
}

/// A parameter on which two assessments of a supplier differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The parameter.
    pub parameter: Parameter,
    /// Its level in the first; null where it was not relevant.
    pub from: Option<Level>,
    /// Its level in the second.
    pub to: Option<Level>,
    /// Whether the second would have come to another level with the first one's level on this parameter alone.
    pub decisive: bool,
}

/// Every parameter on which two assessments by the same rubric differ; none at all where one of them has an
/// open parameter, or another rubric.
fn changes(catalogue: &Catalogue, first: &Entry, second: &Entry) -> Option<Vec<Change>> {
    let (before, after) = (first.levels()?, second.levels()?);
    if first.rubric != second.rubric {
        return None;
    }
    let rubric = &catalogue.rubrics()[second.rubric];
    let level = |levels: &Levels| level_by(rubric.rule, &rubric.requirements, levels);
    let of = |parameter: Parameter| {
        let (from, to) = (before[parameter.index()], after[parameter.index()]);
        let mut undone = after;
        undone[parameter.index()] = from;
        let is_empty = undone == [None; Parameter::COUNT];
        (from != to).then(|| Change {
            parameter,
            from,
            to,
            decisive: is_empty || level(&undone) != level(&after),
        })
    };
    Some(Parameter::ALL.into_iter().filter_map(of).collect())
}

/// A statistic, rounded to four decimals so that the last bits of a machine's arithmetic are never shown.
fn rounded(statistic: f64) -> f64 {
    let rounded = (statistic * 10_000.0).round() / 10_000.0;
    // No minus before a zero.
    rounded + 0.0
}

/// A map in the order of its entries, for results whose keys have an order of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered<K, V>(pub Vec<(K, V)>);

impl<K: PartialEq, V> Ordered<K, V> {
    /// The value of a key.
    pub fn get(&self, key: &K) -> Option<&V> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }
}

impl<K: Serialize, V: Serialize> Serialize for Ordered<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}
