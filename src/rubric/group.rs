//! The columns that bounds depend on.

use crate::arithmetic::fold;
use crate::vocabulary::Identity;

/// An identity column that bounds depend on, with all its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The column.
    pub column: Identity,
    /// Its values as written.
    pub values: Vec<String>,
    /// The same, folded.
    pub folded: Vec<String>,
}

impl Group {
    /// The index of the value that a cell names.
    pub fn find(&self, text: &str) -> Option<usize> {
        position(text, &self.values, &self.folded)
    }
}

/// The name that folds like `text`; most cells have it as it is written, which spares the folding.
pub(super) fn position(text: &str, names: &[String], folded: &[String]) -> Option<usize> {
    names.iter().position(|name| name == text).or_else(|| {
        let text = fold(text);
        folded.iter().position(|name| *name == text)
    })
}
