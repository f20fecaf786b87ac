//! What a mutant is, and what became of it.

use crate::assessment::Assessment;
use crate::regress::Tweak;
use crate::regress::cases::Target;
use crate::rubric::{ParameterRubric, Requirement, Rule};
use crate::vocabulary::Parameter;

/// One small change of a rubric.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// What is changed.
    pub tweak: Tweak,
    /// The id of the criterion that it is about.
    pub criterion: Option<String>,
    /// The rubric as changed.
    pub variant: Variant,
}

/// The changed part of a rubric; the rest is as it was.
#[derive(Debug, Clone)]
pub enum Variant {
    /// One parameter.
    Part(Parameter, Box<ParameterRubric>),
    /// The cut-offs or the must-haves.
    Placement(Rule, Vec<Requirement>),
    /// How a share, an indicator by index, is worked out: from its part and whole exchanged, or not at all.
    Share {
        /// The share.
        index: usize,
        /// Whether its part and whole are exchanged.
        is_exchanged: bool,
        /// The first parameter that tests it.
        parameter: Parameter,
    },
}

/// What became of a mutant.
#[derive(Debug, Clone)]
pub enum Fate {
    /// A case fails under it; the first, by index.
    Killed(usize),
    /// It is no change: nothing that a row may say tells it from the rubric.
    Equivalent,
    /// No case notices it, but this one would.
    Survives(Box<Killer>),
    /// No case notices it, and whether one could was not settled: there is too much to try.
    Unsettled,
}

/// A row that tells a mutant from the rubric.
#[derive(Debug, Clone)]
pub struct Killer {
    /// What the row says; levels are entered where the mutant is about the placement.
    pub assessment: Assessment,
    /// What to expect of it.
    pub expected: Vec<(Target, &'static str)>,
}
