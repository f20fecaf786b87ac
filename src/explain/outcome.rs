//! What each must-have, level, criterion and test came to, and by which bound.

use super::evidence::filled;
use crate::arithmetic::Number;
use crate::assessment::{Assessment, Entered, Fact};
use crate::diagnostic::Cell;
use crate::place::{ParameterPlacement, Placement, Truth, judge, judge_leaf};
use crate::rubric::{
    Bound, Condition, Criterion, GroupKind, Leaf, Method, OptionSet, Requirement, Rubric,
};
use crate::score::Row;
use crate::vocabulary::{Level, Parameter};

/// What a must-have came to.
#[derive(Debug, Clone)]
pub struct RequirementOutcome {
    /// The must-have.
    pub requirement: Requirement,
    /// Whether every parameter that it names reaches what it asks.
    pub truth: Truth,
    /// The parameters that do not reach it, or may not.
    pub below: Vec<Parameter>,
    /// Whether it holds the level below what the rule alone gives.
    pub caps: bool,
}

/// What a parameter came to.
#[derive(Debug, Clone)]
pub struct ParameterOutcome<'r> {
    /// Which of the eight.
    pub parameter: Parameter,
    /// Its level: computed, and as it counts.
    pub placed: ParameterPlacement,
    /// How the level is found.
    pub method: Method,
    /// What the consultant entered in the parameter's own column.
    pub entered: Entered,
    /// The cell of it, where it is filled.
    pub entered_at: Option<Cell>,
    /// The reason given, where there is one.
    pub reason: Option<Cell>,
    /// Let, moderat and højt; without criteria where the parameter is assessed.
    pub levels: [LevelOutcome<'r>; 3],
}

impl<'r> ParameterOutcome<'r> {
    /// What a level came to; under let has no criteria.
    pub fn level(&self, level: Level) -> Option<&LevelOutcome<'r>> {
        self.levels.get(usize::from(level.points()).checked_sub(1)?)
    }
}

/// What a level of a parameter came to, the levels below it aside.
#[derive(Debug, Clone)]
pub struct LevelOutcome<'r> {
    /// The level.
    pub level: Level,
    /// Whether all of its criteria are met.
    pub truth: Truth,
    /// All of its criteria, in the rubric's order.
    pub criteria: Vec<CriterionOutcome<'r>>,
}

/// What a criterion came to.
#[derive(Debug, Clone)]
pub struct CriterionOutcome<'r> {
    /// The criterion: id, words, basis, whether it is our own.
    pub criterion: &'r Criterion,
    /// Whether it is met.
    pub truth: Truth,
    /// The same, test by test.
    pub condition: ConditionOutcome<'r>,
}

impl<'r> CriterionOutcome<'r> {
    /// Holds an assessment against a criterion.
    pub fn new(rubric: &Rubric, assessment: &Assessment, criterion: &'r Criterion) -> Self {
        Self {
            criterion,
            truth: judge(rubric, assessment, &criterion.condition),
            condition: condition(rubric, assessment, &criterion.condition),
        }
    }
}

/// What a condition came to; of the same shape as the [`Condition`].
#[derive(Debug, Clone)]
pub enum ConditionOutcome<'r> {
    /// One fact, one test.
    Leaf(LeafOutcome<'r>),
    /// So many of some conditions.
    AtLeast {
        /// How it was written.
        kind: GroupKind,
        /// How many must hold.
        n: usize,
        /// Whether they do.
        truth: Truth,
        /// The conditions.
        members: Vec<ConditionOutcome<'r>>,
    },
}

impl<'r> ConditionOutcome<'r> {
    /// Whether it holds.
    pub fn truth(&self) -> Truth {
        match self {
            Self::Leaf(leaf) => leaf.truth,
            Self::AtLeast { truth, .. } => *truth,
        }
    }

    /// Every leaf, in the order of the file.
    pub fn leaves(&self) -> Vec<&LeafOutcome<'r>> {
        match self {
            Self::Leaf(leaf) => vec![leaf],
            Self::AtLeast { members, .. } => members.iter().flat_map(Self::leaves).collect(),
        }
    }
}

/// What one test came to.
#[derive(Debug, Clone)]
pub struct LeafOutcome<'r> {
    /// The fact and its test.
    pub leaf: &'r Leaf,
    /// Whether it holds.
    pub truth: Truth,
    /// The value that was tested.
    pub found: Found,
    /// The lower bound that applied.
    pub min: Option<AppliedBound>,
    /// The upper bound that applied.
    pub max: Option<AppliedBound>,
}

/// The value that a test looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// Nothing is known.
    Missing,
    /// A count, number or sum; or a share in percent.
    Number(Number),
    /// A sum of which only some is known: it is at least this.
    AtLeast(Number),
    /// A share of a whole that is not zero.
    Ratio {
        /// What is counted.
        part: Number,
        /// What it is a share of.
        whole: Number,
    },
    /// Ja or nej.
    Bool(bool),
    /// The index of the option chosen.
    Choice(usize),
    /// Of the options that the test counts: those surely there, and those that may be.
    Options {
        /// There.
        sure: OptionSet,
        /// Not known.
        open: OptionSet,
    },
}

impl From<Fact> for Found {
    fn from(fact: Fact) -> Self {
        match fact {
            Fact::Missing => Self::Missing,
            Fact::Number(number) => Self::Number(number),
            Fact::Ratio { part, whole } => Self::Ratio { part, whole },
            Fact::Bool(value) => Self::Bool(value),
            Fact::Choice(option) => Self::Choice(option),
            Fact::Set { sure, open } => Self::Options { sure, open },
        }
    }
}

/// The bound that a test applied to this supplier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AppliedBound {
    /// The bound; the lowest that it can be, where a group that it depends on is missing.
    pub low: Number,
    /// The bound; the highest that it can be.
    pub high: Number,
    /// The group and its value, by index, that the bound is for; none where it is the one for all.
    pub group: Option<(usize, usize)>,
}

impl AppliedBound {
    /// A bound that is known, and for everybody.
    pub const fn fixed(bound: Number) -> Self {
        Self { low: bound, high: bound, group: None }
    }

    /// Whether a group that it depends on is missing, and the bound could be another.
    pub fn is_open(&self) -> bool {
        self.low != self.high
    }
}

pub(super) fn requirements(rubric: &Rubric, placement: &Placement) -> Vec<RequirementOutcome> {
    rubric
        .requirements
        .iter()
        .map(|requirement| {
            let mut truth = Truth::True;
            let mut below = Vec::new();
            for (parameter, placed) in Parameter::ALL.into_iter().zip(&placement.parameters) {
                if !placed.relevant || !requirement.concerns(parameter) {
                    continue;
                }
                if placed.level.max < requirement.at_least {
                    truth = Truth::False;
                } else if placed.level.min < requirement.at_least {
                    truth = truth.min(Truth::Unknown);
                } else {
                    continue;
                }
                below.push(parameter);
            }
            let above = placement.interval.determined().and_then(Level::above);
            let caps = truth == Truth::False
                && above == Some(requirement.level)
                && !placement.limited_by.is_empty();
            RequirementOutcome { requirement: *requirement, truth, below, caps }
        })
        .collect()
}

pub(super) fn parameter<'r>(
    rubric: &'r Rubric,
    row: &Row<'_>,
    parameter: Parameter,
) -> ParameterOutcome<'r> {
    ParameterOutcome {
        entered_at: filled(row, row.columns.level(parameter)),
        reason: filled(row, row.columns.reason(parameter)),
        ..without_cells(rubric, row.assessment, row.record.placement, parameter)
    }
}

/// What each of the eight parameters came to, criterion by criterion, of an assessment that has no row; `placement` is
/// where it was placed.
pub fn criteria_of<'r>(
    rubric: &'r Rubric,
    assessment: &Assessment,
    placement: &Placement,
) -> [ParameterOutcome<'r>; Parameter::COUNT] {
    Parameter::ALL.map(|parameter| without_cells(rubric, assessment, placement, parameter))
}

fn without_cells<'r>(
    rubric: &'r Rubric,
    assessment: &Assessment,
    placement: &Placement,
    parameter: Parameter,
) -> ParameterOutcome<'r> {
    let part = rubric.parameter(parameter);
    ParameterOutcome {
        parameter,
        placed: placement.parameters[parameter.index()],
        method: part.method,
        entered: assessment.entered[parameter.index()],
        entered_at: None,
        reason: None,
        levels: Level::DESCRIBED.map(|level| {
            let criteria: Vec<_> = part
                .criteria_of(level)
                .iter()
                .map(|criterion| CriterionOutcome::new(rubric, assessment, criterion))
                .collect();
            let truths = criteria.iter().map(|criterion| criterion.truth);
            LevelOutcome { level, truth: truths.min().unwrap_or(Truth::Unknown), criteria }
        }),
    }
}

fn condition<'r>(
    rubric: &Rubric,
    assessment: &Assessment,
    condition: &'r Condition,
) -> ConditionOutcome<'r> {
    match condition {
        Condition::Leaf(leaf) => ConditionOutcome::Leaf(LeafOutcome {
            leaf,
            truth: judge_leaf(rubric, assessment, leaf),
            found: found(assessment, leaf),
            min: leaf.bounds()[0].map(|bound| applied(rubric, assessment, leaf, bound)),
            max: leaf.bounds()[1].map(|bound| applied(rubric, assessment, leaf, bound)),
        }),
        Condition::AtLeast { kind, n, members } => ConditionOutcome::AtLeast {
            kind: *kind,
            n: *n,
            truth: judge(rubric, assessment, condition),
            members: members
                .iter()
                .map(|member| self::condition(rubric, assessment, member))
                .collect(),
        },
    }
}

fn found(assessment: &Assessment, leaf: &Leaf) -> Found {
    match leaf {
        Leaf::Range { indicators, sum: true, .. } => {
            let known: Vec<Number> = indicators
                .iter()
                .filter_map(|&index| match assessment.facts[index] {
                    Fact::Number(number) => Some(number),
                    _ => None,
                })
                .collect();
            let sum = known.iter().map(|number| number.ten_thousandths()).sum();
            match known.len() {
                0 => Found::Missing,
                all if all == indicators.len() => Found::Number(Number::from_ten_thousandths(sum)),
                _ => Found::AtLeast(Number::from_ten_thousandths(sum)),
            }
        }
        Leaf::Range { indicators, .. } => assessment.facts[indicators[0]].into(),
        Leaf::Is { indicator: [index], .. } | Leaf::OneOf { indicator: [index], .. } => {
            assessment.facts[*index].into()
        }
        Leaf::Includes { indicators, options, .. } => {
            let (mut sure, mut open, mut is_known) = (OptionSet::EMPTY, OptionSet::EMPTY, false);
            for &index in indicators {
                match assessment.facts[index] {
                    Fact::Set { sure: found, open: unknown } => {
                        is_known = true;
                        sure = sure.or(found);
                        open = open.or(unknown);
                    }
                    _ => open = open.or(*options),
                }
            }
            if is_known {
                let sure = sure.and(*options);
                let open = open.and(*options).without(sure);
                Found::Options { sure, open }
            } else {
                Found::Missing
            }
        }
    }
}

/// The bound for the supplier's groups; over every group that it could be, where one is missing.
fn applied(rubric: &Rubric, assessment: &Assessment, leaf: &Leaf, bound: &Bound) -> AppliedBound {
    let mut low = None;
    let mut high = None;
    for groups in leaf.combinations(&rubric.groups, &assessment.groups) {
        let value = bound.for_groups(&groups);
        low = Some(low.map_or(value, |low: Number| low.min(value)));
        high = Some(high.map_or(value, |high: Number| high.max(value)));
    }
    let (low, high) = (low.unwrap_or(bound.value), high.unwrap_or(bound.value));
    let exception = bound
        .exceptions
        .iter()
        .find(|exception| assessment.groups[exception.group] == Some(exception.value))
        .filter(|_| low == high);
    AppliedBound { low, high, group: exception.map(|exception| (exception.group, exception.value)) }
}
