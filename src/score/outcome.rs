//! What a run is asked, and what comes of it.

use super::totals::Totals;
use crate::diagnostic::Diagnostic;
use crate::intake::{
    Columns, Dialect, Input, Keep, Mapping, Rejection, RowOptions, SheetOptions, Tally,
};
use crate::place;
use std::io;
use std::sync::Arc;

/// How a run reads and places.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How files are read.
    pub sheet: SheetOptions,
    /// How rows are read.
    pub row: RowOptions,
    /// How rows are placed.
    pub place: place::Options,
    /// Whether a column that nobody knows stops the run.
    pub deny_unknown: bool,
    /// Names and words of a foreign export.
    pub mapping: Mapping,
    /// The user's own columns that go through to the results.
    pub keep: Keep,
    /// Whether the same row may come twice; then nothing is held to find out.
    pub allows_duplicates: bool,
    /// A file whose header stands for that of every input: they are pieces of one file, and may be empty.
    pub header_from: Option<Input>,
    /// Whether records carry a fingerprint of what their row says.
    pub fingerprints: bool,
    /// Whether one file that cannot be read stops the run, also where there are others.
    pub strict: bool,
    /// How many rows may be read at most, by those who must hold what comes of all of them.
    pub most_rows: Option<u64>,
}

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Stop {
    /// A file cannot be used; the diagnostics say why.
    #[error("failed to read the assessments")]
    Refused,
    /// A record could not be written.
    #[error("failed to write a result")]
    Write(#[from] io::Error),
}

/// What a run came to, beside its records.
#[derive(Debug)]
pub struct Outcome {
    /// How many rows came to what.
    pub totals: Totals,
    /// Every row that could not be used, in input order.
    pub rejected: Vec<Rejection>,
    /// How each file was read.
    pub files: Vec<FileOutcome>,
    /// The names of the user's own columns in the results.
    pub kept: Vec<Arc<str>>,
    /// The files of which nothing was read, in the order of the run.
    pub refused: Vec<RefusedFile>,
}

/// A file that cannot be read, among others that can.
#[derive(Debug, Clone)]
pub struct RefusedFile {
    /// The file as the user wrote it.
    pub name: Arc<str>,
    /// What is wrong with it; at least one fault.
    pub faults: Vec<Diagnostic>,
}

/// How a file was read, and what was seen of its columns.
#[derive(Debug)]
pub struct FileOutcome {
    /// The file as the user wrote it.
    pub name: Arc<str>,
    /// Encoding and delimiter.
    pub dialect: Dialect,
    /// The header record as written.
    pub header: String,
    /// Which column holds what.
    pub columns: Columns,
    /// How filled the columns are.
    pub tally: Tally,
}
