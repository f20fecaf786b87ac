//! What an edit is: what is told of it, and what it takes from the rubric after.

use crate::regress::Tweak;

/// One edit of a rubric.
#[derive(Debug, Clone)]
pub struct Edit {
    /// What it is; its place is in the rubric after.
    pub tweak: Tweak,
    /// Whether it only changes what people read, and so can move nobody.
    pub is_wording: bool,
    pub(super) slot: Slot,
}

/// What an edit takes from the rubric after.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Slot {
    /// Nothing that counts.
    Nothing,
    /// The names by which rows choose the rubric.
    Names,
    /// The days on which it applies.
    Validity,
    /// The rule, with all its cut-offs.
    Rule,
    Cutoff(usize),
    RequirementDropped(usize),
    RequirementAdded(usize),
    RequirementChanged(usize, usize),
    Group(String),
    Indicator(String, IndicatorPart),
    /// All that is said of a parameter.
    Parameter(String),
    Levels(String),
    MayBeIrrelevant(String),
    CriterionDropped(String),
    CriterionAdded(String),
    /// To another level or parameter, with whatever else changed in it.
    CriterionMoved(String),
    /// A part of a criterion's condition: the paths of members to it, before and after.
    Condition(String, Vec<usize>, Vec<usize>, ConditionPart),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum IndicatorPart {
    Kind,
    Label,
    Options,
    PartOfWhole,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ConditionPart {
    Whole,
    Number,
    Min,
    Max,
    Is,
    OneOf,
    Includes,
    AtLeast,
    /// All exceptions of a bound.
    Exceptions(Key),
    /// The exception for one value of a group.
    Exception(Key, String, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Min,
    Max,
    AtLeast,
}
