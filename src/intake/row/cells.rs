//! What a row says in the identity columns.

use crate::vocabulary::Identity;

/// What a row says in the identity columns, trimmed and in our words; empty where it says nothing.
#[derive(Debug, Clone, Copy)]
pub struct IdentityCells<'r>(pub(super) [&'r str; Identity::COUNT]);

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
