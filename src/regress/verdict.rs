//! How a difference stands to what was meant.

use super::Location;

/// What is declared and did not come about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfulfilled {
    /// Somebody who did not move, or elsewhere.
    Mover {
        /// The supplier.
        id: String,
        /// From where, if that is said.
        from: Option<String>,
        /// To where, if that is said.
        to: Option<String>,
        /// The declaration.
        at: Location,
    },
    /// More or fewer than so many.
    Count {
        /// From where.
        from: String,
        /// To where.
        to: String,
        /// How many were declared.
        n: u64,
        /// How many there are.
        found: u64,
        /// The declaration.
        at: Location,
    },
    /// A rubric that is still there, or is not there, against what was declared.
    Rubric {
        /// Its id, or `id@version`.
        rubric: String,
        /// Whether it was to be there.
        is_added: bool,
        /// The declaration.
        at: Location,
    },
}

impl Unfulfilled {
    /// The declaration.
    pub const fn at(&self) -> &Location {
        match self {
            Self::Mover { at, .. } | Self::Count { at, .. } | Self::Rubric { at, .. } => at,
        }
    }
}

/// How a difference stands to what was meant.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Whether there was a file of expectations.
    pub is_declared: bool,
    /// The changes that fail the run, by index.
    pub failing: Vec<usize>,
    /// The changes that were declared in full, by index.
    pub declared: Vec<usize>,
    /// What was declared and did not come about.
    pub unfulfilled: Vec<Unfulfilled>,
    /// The rubrics that are gone, by id, and were not to be.
    pub lost: Vec<String>,
    /// The other versions that are new or gone, where that fails, and were not to be, as indices into
    /// `Diff::versions`.
    pub versions: Vec<usize>,
    /// How many rows could not be used after, and are no change that was declared.
    pub rejected: u64,
    /// Whether nobody was placed on both sides, so that nothing was compared.
    pub is_empty: bool,
}

impl Verdict {
    /// Whether there is nothing to act on.
    pub fn holds(&self) -> bool {
        !self.is_empty
            && self.failing.is_empty()
            && self.unfulfilled.is_empty()
            && self.lost.is_empty()
            && self.versions.is_empty()
            && self.rejected == 0
    }
}
