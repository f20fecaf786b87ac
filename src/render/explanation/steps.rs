//! The steps of a way to another level, and the change of facts that each takes.

use super::condition::FoundJson;
use super::values::{IntervalJson, Plain};
use crate::explain::{FactChange, Reach, Step};
use crate::rubric::Rubric;
use crate::vocabulary::{Level, Parameter};
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct StepJson<'a> {
    parameter: Parameter,
    from: Level,
    to: Level,
    /// Null where no change of facts leads to it; `by` then says what does.
    changes: Option<Vec<ChangeJson<'a>>>,
    /// `oplysninger`, `konsulenten`, `intet` or `uafgjort`.
    by: &'static str,
    also_moves: Vec<MoveJson>,
}

#[derive(Serialize)]
struct MoveJson {
    parameter: Parameter,
    from: IntervalJson,
    to: IntervalJson,
}

impl<'a> StepJson<'a> {
    pub(super) fn of(rubric: &'a Rubric, step: &'a Step) -> Self {
        let (changes, by) = match &step.reach {
            Reach::Facts(changes) => (
                Some(changes.iter().map(|change| ChangeJson::of(rubric, change)).collect()),
                "oplysninger",
            ),
            Reach::Consultant => (None, "konsulenten"),
            Reach::Never => (None, "intet"),
            Reach::Unsettled => (None, "uafgjort"),
        };
        Self {
            parameter: step.parameter,
            from: step.from,
            to: step.to,
            changes,
            by,
            also_moves: step
                .moves
                .iter()
                .map(|(parameter, from, to)| MoveJson {
                    parameter: *parameter,
                    from: IntervalJson(*from),
                    to: IntervalJson(*to),
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    indicator: &'a str,
    label: &'a str,
    unit: Option<&'a str>,
    /// Null where the fact is missing today.
    from: FoundJson<'a>,
    to: FoundJson<'a>,
    /// How far an amount moves, in its own unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Plain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<Vec<&'a str>>,
    /// Whether other options would do as well as some of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    others_would_do: Option<bool>,
    /// The whole that is held, where the fact counts as a part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<OfJson<'a>>,
}

#[derive(Serialize)]
struct OfJson<'a> {
    indicator: &'a str,
    value: Plain,
}

impl<'a> ChangeJson<'a> {
    fn of(rubric: &'a Rubric, change: &FactChange) -> Self {
        let indicator = &rubric.indicators[change.indicator()];
        let mut said = Self {
            indicator: &indicator.id,
            label: &indicator.label,
            unit: indicator.unit.as_deref(),
            from: FoundJson::Missing(None),
            to: FoundJson::of(indicator, change.fact().into()),
            by: None,
            added: None,
            removed: None,
            others_would_do: None,
            of: None,
        };
        match *change {
            FactChange::Amount { from, by, of, .. } => {
                if let Some(from) = from {
                    said.from = FoundJson::Number(Plain(from));
                }
                said.by = Some(Plain(by));
                said.of = of.map(|(whole, n)| OfJson {
                    indicator: &rubric.indicators[whole].id,
                    value: Plain(n),
                });
            }
            FactChange::Bool { from, .. } => {
                if let Some(from) = from {
                    said.from = FoundJson::Bool(from);
                }
            }
            FactChange::Choice { from, .. } => {
                if let Some(from) = from {
                    said.from = FoundJson::Choice(indicator.option(from));
                }
            }
            FactChange::Options { is_known, added, removed, to, others_would_do, .. } => {
                said.others_would_do = Some(others_would_do);
                if is_known {
                    let before = to.without(added).or(removed);
                    said.from = FoundJson::Options(indicator.options(before));
                }
                said.added = Some(indicator.options(added));
                said.removed = Some(indicator.options(removed));
            }
        }
        said
    }
}
