//! No supplier moves unnoticed: what a change to a rubric, the data or the program does, and whether a
//! rubric's own cases would see it.
//!
//! [`cases`] holds results against what their rows expect, [`mutants`] changes a rubric in every small
//! way and asks which change no case notices, and [`domain`] settles whether one could. [`results`] reads
//! what `score` wrote, `matching` pairs them, [`compared`] says what differs between two of them, and [`diff`]
//! who changed from one run to another. [`edits`] says what differs between two rubrics, [`versions`] which of them
//! are new or gone, and [`trial`] finds by trying which of it moved whom: `run` is one side of it, and `mixtures` are the
//! rubrics in between. [`gate`] holds the changes against those that were meant, as a file of [`expectations`] has them.
//! What is shown of all this is for [`crate::render::regress`].

pub mod add;
pub mod baseline;
pub mod bless;
pub mod cases;
pub mod cause;
pub mod change;
pub mod compared;
pub mod diff;
pub mod domain;
pub mod edits;
pub mod expectations;
pub mod first;
pub mod gate;
mod matching;
mod mixtures;
pub mod mutants;
pub mod results;
mod run;
pub mod suggest;
pub mod tested;
pub mod trial;
pub mod verdict;
pub mod versions;

use crate::source::{Source, Span};
use std::sync::Arc;

/// One small difference between two rubrics: where, and from what to what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tweak {
    /// The place in the rubric's own words: `AP-H1 min_for leverandoertype=ambulant`.
    pub place: String,
    /// What stands there before; nothing where it is new.
    pub from: Option<String>,
    /// What stands there after; nothing where it is gone.
    pub to: Option<String>,
    /// Where it stands.
    pub at: Location,
}

/// Some bytes of a rubric's file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes.
    pub span: Span,
}

impl Location {
    /// The file and the line and column, both from 1.
    pub fn position(&self) -> (&str, usize, usize) {
        let (line, column) = self.source.position(self.span.start);
        (&self.source.name, line, column)
    }
}
