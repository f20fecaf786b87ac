//! What a file is that is no table with a row for each assessment: told once, instead of row by row.

use super::profile::{ColumnProfile, Profile};
use super::survey::Lens;

/// A file that is not as assessments should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Every row is one fact; that column, from 0, names which.
    OneFactARow(usize),
    /// Every column is a supplier, and the first names the facts.
    Transposed,
    /// No column is a fact of any rubric.
    NoFacts,
    /// There are columns of facts, and nothing stands in them.
    FactsEmpty,
}

impl Shape {
    /// What the columns and their values show; nothing of a table as it should be, and of one without rows.
    pub(super) fn of(profile: &Profile, lens: &Lens) -> Option<Self> {
        if profile.rows == 0 {
            return None;
        }
        let facts: Vec<(usize, bool)> = profile
            .columns
            .iter()
            .enumerate()
            .filter(|(index, _)| lens.is_fact(*index))
            .map(|(index, column)| (index, column.filled > 0))
            .collect();
        let naming = lens.form.is_empty().then(|| naming(profile, lens)).flatten();
        if let Some(index) = naming
            && facts.iter().all(|(fact, filled)| *fact == index || !filled)
        {
            let is_beside_ids = lens.id.is_some_and(|id| id != index);
            let column = &profile.columns[index];
            let come_again = column.filled > column.different();
            let is_first = profile.columns[..index].iter().all(|other| other.filled == 0);
            return Some(match is_beside_ids || come_again || !is_first {
                true => Self::OneFactARow(index),
                false => Self::Transposed,
            });
        }
        match facts.iter().any(|(_, filled)| *filled) {
            true => None,
            false if facts.is_empty() => Some(Self::NoFacts),
            false => Some(Self::FactsEmpty),
        }
    }

    /// The word in data.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::OneFactARow(_) => "one-fact-a-row",
            Self::Transposed => "transposed",
            Self::NoFacts | Self::FactsEmpty => "no-facts",
        }
    }

    /// Whether the rows are no assessments, so that nothing that is said of them one by one holds.
    pub const fn has_other_rows(self) -> bool {
        match self {
            Self::OneFactARow(_) | Self::Transposed => true,
            Self::NoFacts | Self::FactsEmpty => false,
        }
    }
}

/// The column in which names of our columns stand: at least half of its values, and three of them or one that says
/// more than who the supplier is. `Region` alone may be a supplier's driftsform; nobody's id is `borgere_hoejt`.
fn naming(profile: &Profile, lens: &Lens) -> Option<usize> {
    let is_naming = |index: usize, column: &ColumnProfile| {
        let names = column.names.len() as u64;
        let are_enough = names >= 3 || column.names.iter().any(|name| !Lens::is_identity(*name));
        let is_half = names * 2 >= column.different() && !column.has_more;
        are_enough && is_half && !lens.reads(index, column)
    };
    let columns = profile.columns.iter().enumerate();
    columns
        .filter(|(index, column)| is_naming(*index, column))
        .max_by_key(|(index, column)| (column.names.len(), std::cmp::Reverse(*index)))
        .map(|(index, _)| index)
}
