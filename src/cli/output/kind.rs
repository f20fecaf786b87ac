//! What is written, which decides how it is kept.

use super::seal::Sealed;

/// What is written, which decides how it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::cli) enum Kind {
    /// Text and tables for who sits there: with colour, and in the reader's language, where a terminal shows it.
    Words,
    /// Data for machines.
    Data,
    /// A page or a workbook that people may go on with, and that is theirs from then on.
    Page(Sealed),
}
