//! What a condition asked and what was found, test by test.

use super::values::{Plain, met};
use crate::arithmetic::Number;
use crate::explain::{AppliedBound, ConditionOutcome, Found, LeafOutcome};
use crate::rubric::{Indicator, Kind, Leaf, Rubric};
use serde::Serialize;

#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum ConditionJson<'a> {
    Group {
        at_least: usize,
        met: Option<bool>,
        of: Vec<ConditionJson<'a>>,
    },
    Leaf {
        indicators: Vec<&'a str>,
        found: FoundJson<'a>,
        asked: Box<AskedJson<'a>>,
        met: Option<bool>,
    },
}

impl<'a> ConditionJson<'a> {
    pub(super) fn of(rubric: &'a Rubric, outcome: &'a ConditionOutcome<'a>) -> Self {
        match outcome {
            ConditionOutcome::AtLeast { n, truth, members, .. } => Self::Group {
                at_least: *n,
                met: met(*truth),
                of: members.iter().map(|member| Self::of(rubric, member)).collect(),
            },
            ConditionOutcome::Leaf(leaf) => Self::Leaf {
                indicators: leaf
                    .leaf
                    .indicators()
                    .iter()
                    .map(|&index| rubric.indicators[index].id.as_str())
                    .collect(),
                found: FoundJson::of(&rubric.indicators[leaf.leaf.indicators()[0]], leaf.found),
                asked: Box::new(AskedJson::of(rubric, leaf)),
                met: met(leaf.truth),
            },
        }
    }
}

/// A value that was found: a number, an answer, options; null where nothing is known.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum FoundJson<'a> {
    Missing(Option<bool>),
    Number(Plain),
    AtLeast { at_least: Plain },
    Ratio { part: Plain, whole: Plain },
    Bool(bool),
    Choice(&'a str),
    Options(Vec<&'a str>),
    SomeOptions { surely: Vec<&'a str>, perhaps: Vec<&'a str> },
}

impl<'a> FoundJson<'a> {
    pub(super) fn of(indicator: &'a Indicator, found: Found) -> Self {
        match found {
            Found::Missing => Self::Missing(None),
            Found::Number(number) => Self::Number(Plain(number)),
            Found::AtLeast(number) => Self::AtLeast { at_least: Plain(number) },
            Found::Ratio { part, whole } => Self::Ratio { part: Plain(part), whole: Plain(whole) },
            Found::Bool(value) => Self::Bool(value),
            Found::Choice(option) => Self::Choice(indicator.option(option)),
            Found::Options { sure, open } if open.is_empty() => {
                Self::Options(indicator.options(sure))
            }
            Found::Options { sure, open } => Self::SomeOptions {
                surely: indicator.options(sure),
                perhaps: indicator.options(open),
            },
        }
    }
}

#[derive(Serialize, Default)]
pub(super) struct AskedJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<BoundJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<BoundJson<'a>>,
    /// What the bounds are for, where they are not the ones for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    includes: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<BoundJson<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum BoundJson<'a> {
    One(EndJson<'a>),
    /// What the bound lies between, while the group that it depends on is missing.
    Between {
        from: EndJson<'a>,
        to: EndJson<'a>,
    },
}

/// A number, or the option that it is on a scale.
#[derive(Serialize)]
#[serde(untagged)]
enum EndJson<'a> {
    Number(Plain),
    Option(&'a str),
}

impl<'a> AskedJson<'a> {
    fn of(rubric: &'a Rubric, outcome: &'a LeafOutcome<'_>) -> Self {
        let indicator = &rubric.indicators[outcome.leaf.indicators()[0]];
        let bounds = [&outcome.min, &outcome.max];
        let group = bounds.into_iter().flatten().find_map(|bound| bound.group);
        let group = group.map(|(group, value)| rubric.groups[group].values[value].as_str());
        let [min, max] = bounds.map(|bound| {
            let bound = bound.as_ref()?;
            Some(BoundJson::of(indicator, bound))
        });
        match outcome.leaf {
            Leaf::Range { .. } => Self { min, max, group, ..Self::default() },
            Leaf::Is { value, .. } => Self { is: Some(*value), ..Self::default() },
            Leaf::OneOf { options: asked, .. } => {
                Self { one_of: Some(indicator.options(*asked)), ..Self::default() }
            }
            Leaf::Includes { named, options: asked, .. } => Self {
                includes: named.then(|| indicator.options(*asked)),
                at_least: min,
                group,
                ..Self::default()
            },
        }
    }
}

impl<'a> BoundJson<'a> {
    fn of(indicator: &'a Indicator, bound: &AppliedBound) -> Self {
        let end = |number: Number| match &indicator.kind {
            Kind::Choice { .. } => EndJson::Option(indicator.option_at(number)),
            Kind::Count | Kind::Number | Kind::Share { .. } | Kind::Bool | Kind::Set { .. } => {
                EndJson::Number(Plain(number))
            }
        };
        match bound.is_open() {
            false => Self::One(end(bound.low)),
            true => Self::Between { from: end(bound.low), to: end(bound.high) },
        }
    }
}
