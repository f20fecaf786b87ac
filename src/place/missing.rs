//! What is missing and could still matter (`mangler`).

use super::criterion::{Truth, judge_for};
use super::placement::Placement;
use super::plan::Plan;
use crate::arithmetic::Number;
use crate::assessment::{Assessment, Fact};
use crate::rubric::{Kind, Leaf, Rubric};
use crate::vocabulary::Parameter;

/// Something that is not known and could change the placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// Whether the supplier has the necessary quality.
    Quality,
    /// The level of a parameter that the consultant assesses.
    Parameter(Parameter),
    /// A fact, as an index into the rubric's indicators.
    Indicator(usize),
    /// A group of the supplier, as an index into the rubric's groups.
    Group(usize),
}

impl Missing {
    /// The name of the column that would hold it.
    pub fn name(self, rubric: &Rubric) -> &str {
        match self {
            Self::Quality => "fornoeden_kvalitet",
            Self::Parameter(parameter) => parameter.id(),
            Self::Indicator(index) => &rubric.indicators[index].id,
            Self::Group(index) => rubric.groups[index].column.id(),
        }
    }
}

impl Plan<'_> {
    /// What is missing from `assessment` and could still matter, each once, in the model's order;
    /// `placement` is where it was placed.
    pub fn missing(&self, assessment: &Assessment, placement: &Placement) -> Vec<Missing> {
        let mut found = Found { rubric: self.rubric(), assessment, items: Vec::new() };
        if assessment.quality.is_none() {
            found.add(Missing::Quality);
        }
        let groups = &self.rubric().groups;
        for parameter in Parameter::ALL {
            let placed = &placement.parameters[parameter.index()];
            if !placed.relevant || placed.level.determined().is_some() {
                continue;
            }
            let part = self.part(parameter);
            if part.is_assessed() {
                found.add(Missing::Parameter(parameter));
                continue;
            }
            for level in part.levels_that_can_raise(groups, assessment) {
                part.for_each_unknown_leaf(level, groups, assessment, |leaf| found.leaf(leaf));
            }
        }
        found.items
    }
}

struct Found<'a> {
    rubric: &'a Rubric,
    assessment: &'a Assessment,
    items: Vec<Missing>,
}

impl Found<'_> {
    fn add(&mut self, item: Missing) {
        if !self.items.contains(&item) {
            self.items.push(item);
        }
    }

    fn leaf(&mut self, leaf: &Leaf) {
        for &index in leaf.indicators() {
            self.fact(index);
        }
        for group in leaf.groups() {
            if self.assessment.groups[group].is_none() && self.depends_on(leaf, group) {
                self.add(Missing::Group(group));
            }
        }
    }

    fn fact(&mut self, index: usize) {
        match (self.assessment.facts[index], &self.rubric.indicators[index].kind) {
            (Fact::Missing, Kind::Share { computed: Some(computed) }) => {
                if self.assessment.facts[computed.part] == Fact::Missing {
                    self.add(Missing::Indicator(computed.part));
                }
                let whole = self.assessment.facts[computed.whole];
                if whole == Fact::Missing || whole == Fact::Number(Number::ZERO) {
                    self.add(Missing::Indicator(computed.whole));
                }
            }
            (Fact::Missing, _) => self.add(Missing::Indicator(index)),
            (Fact::Set { open, .. }, _) if !open.is_empty() => self.add(Missing::Indicator(index)),
            (
                Fact::Set { .. }
                | Fact::Number(_)
                | Fact::Ratio { .. }
                | Fact::Bool(_)
                | Fact::Choice(_),
                _,
            ) => {}
        }
    }

    /// Whether two values of the group, the other groups held, give different results.
    fn depends_on(&self, leaf: &Leaf, group: usize) -> bool {
        let combinations = leaf.combinations(&self.rubric.groups, &self.assessment.groups);
        let judged: Vec<(Vec<Option<usize>>, Truth)> = combinations
            .into_iter()
            .map(|groups| {
                let truth = judge_for(self.assessment, leaf, &groups);
                (groups, truth)
            })
            .collect();
        judged.iter().any(|(groups, truth)| {
            judged.iter().any(|(others, other)| {
                other != truth
                    && (0..groups.len())
                        .all(|index| index == group || groups[index] == others[index])
            })
        })
    }
}
