//! What is said of a file beforehand: its dialect, and what it is to hold.

use super::decode::Encoding;
use super::dialect::Delimiter;
use super::names::Names;
use crate::arithmetic::DecimalMark;
use std::sync::Arc;

/// What the user says of the dialect, instead of what the file says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetOptions {
    /// The delimiter.
    pub delimiter: Option<Delimiter>,
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The decimal mark; the comma where nobody says it.
    pub decimal: Option<DecimalMark>,
    /// Whether the first record is a row already.
    pub has_no_header: bool,
    /// The worksheet of a workbook, instead of the one visible that fits.
    pub worksheet: Option<String>,
    /// The record of the header, from 1, instead of the one that looks most like it.
    pub header_row: Option<u64>,
    /// What the file is to hold.
    pub holds: Holds,
}

/// What a file is to hold, by which its header and, in a workbook, its sheet are found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Holds {
    /// A table whose header is its first filled line, on the first visible sheet.
    #[default]
    Table,
    /// Assessments, perhaps below a title, perhaps on one of several sheets, perhaps on forms.
    Assessments {
        /// The names by which their header is known.
        names: Arc<Names>,
        /// Whether there must be a column for the målgruppe.
        needs_target_group: bool,
    },
}

impl Holds {
    /// The names by which a header is known.
    pub(super) fn names(&self) -> Arc<Names> {
        match self {
            Self::Table => Arc::default(),
            Self::Assessments { names, .. } => Arc::clone(names),
        }
    }
}
