//! How many rows came to what.

use crate::diagnostic::{Diagnostic, Place};
use crate::limits;
use crate::place::Status;
use crate::rubric::Catalogue;
use crate::vocabulary::Level;
use crate::words::Message;

/// How many rows were read and what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Rows that were not blank.
    pub read: u64,
    /// Rows that could not be used.
    pub rejected: u64,
    /// The id and the counts of each rubric of the catalogue.
    rubrics: Vec<(String, Counts)>,
}

impl Totals {
    /// Those of no rows.
    pub(super) fn none(catalogue: &Catalogue) -> Self {
        let rubrics = catalogue.rubrics().iter();
        let rubrics = rubrics.map(|rubric| (rubric.id.clone(), Counts::default()));
        Self { read: 0, rejected: 0, rubrics: rubrics.collect() }
    }

    /// Counts a row that a rubric, by index, placed.
    pub(super) fn count(&mut self, rubric: usize, status: Status, level: Option<Level>) {
        self.read += 1;
        self.rubrics[rubric].1.count(status, level);
    }

    /// The rows of a status, over all rubrics.
    pub fn of(&self, status: Status) -> u64 {
        self.rubrics.iter().map(|(_, counts)| counts.of(status)).sum()
    }

    /// The counts of every rubric that placed a row, its versions together, in the catalogue's order.
    pub fn by_target_group(&self) -> Vec<(&str, Counts)> {
        let mut groups: Vec<(&str, Counts)> = Vec::new();
        for (id, counts) in &self.rubrics {
            match groups.iter_mut().find(|(known, _)| known == id) {
                Some((_, sum)) => sum.add(counts),
                None => groups.push((id, *counts)),
            }
        }
        groups.retain(|(_, counts)| counts.all() > 0);
        groups
    }

    /// The indices of the catalogue's rubrics that placed a row.
    pub fn rubrics_used(&self) -> Vec<usize> {
        (0..self.rubrics.len()).filter(|&index| self.rubrics[index].1.all() > 0).collect()
    }
}

/// How many rows came to each level and status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    levels: [u64; 4],
    without_quality: u64,
    open: u64,
}

impl Counts {
    /// The rows placed at a level; under let are those of that status.
    pub fn at(&self, level: Level) -> u64 {
        self.levels[usize::from(level.points())]
    }

    /// The rows of a status.
    pub fn of(&self, status: Status) -> u64 {
        match status {
            Status::Indplaceret => Level::DESCRIBED.iter().map(|level| self.at(*level)).sum(),
            Status::UnderLet => self.at(Level::UnderLet),
            Status::UdenKvalitet => self.without_quality,
            Status::Uafklaret => self.open,
        }
    }

    /// All rows.
    pub fn all(&self) -> u64 {
        Status::ALL.iter().map(|status| self.of(*status)).sum()
    }

    /// Adds the counts of others.
    pub fn add(&mut self, others: &Self) {
        for (sum, other) in self.levels.iter_mut().zip(others.levels) {
            *sum += other;
        }
        self.without_quality += others.without_quality;
        self.open += others.open;
    }

    fn count(&mut self, status: Status, level: Option<Level>) {
        match status {
            Status::Indplaceret | Status::UnderLet => {
                let level = level.unwrap_or(Level::UnderLet);
                self.levels[usize::from(level.points())] += 1;
            }
            Status::UdenKvalitet => self.without_quality += 1,
            Status::Uafklaret => self.open += 1,
        }
    }
}

/// What is said of more rows than whoever holds them can hold.
pub(super) fn too_many(rows: u64, most: Option<u64>) -> Option<Diagnostic> {
    let most = most.filter(|most| rows > *most)?;
    let (message, help) = match most {
        limits::ROWS_ON_A_PAGE => (Message::TooManyRowsForAPage { most }, Message::ReportInPieces),
        _ => (Message::TooManyRows { most }, Message::ScoreInPieces),
    };
    Some(Diagnostic::error(Place::Run, message).help(help))
}
