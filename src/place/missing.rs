//! What is missing and could still matter (`mangler`).

use super::criterion::{Truth, judge, judge_for, judge_leaf};
use super::placement::Placement;
use crate::assessment::{Assessment, Fact};
use crate::level::Level;
use crate::number::Number;
use crate::parameter::Parameter;
use crate::rubric::{Condition, Kind, Leaf, Levels, Method, ParameterRubric, Rubric};

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

/// What is missing from `assessment` and could still matter, each once, in the model's order.
pub fn missing(rubric: &Rubric, assessment: &Assessment, placement: &Placement) -> Vec<Missing> {
    let mut found = Found {
        rubric,
        assessment,
        items: Vec::new(),
    };
    if assessment.quality.is_none() {
        found.add(Missing::Quality);
    }
    for parameter in Parameter::ALL {
        let placed = &placement.parameters[parameter.index()];
        if placed.relevant && placed.level.determined().is_none() {
            found.parameter(parameter);
        }
    }
    found.items
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

    fn parameter(&mut self, parameter: Parameter) {
        let part = self.rubric.parameter(parameter);
        if part.method == Method::Assessed {
            return self.add(Missing::Parameter(parameter));
        }
        for level in self.levels_that_can_raise(part) {
            for criterion in part.criteria_of(level) {
                self.condition(&criterion.condition);
            }
        }
    }

    fn levels_that_can_raise(&self, part: &ParameterRubric) -> Vec<Level> {
        let holds = |level: &Level| {
            super::parameter::all(self.rubric, self.assessment, part.criteria_of(*level))
        };
        match part.levels {
            Levels::Cumulative => Level::DESCRIBED
                .into_iter()
                .take_while(|level| holds(level) != Truth::False)
                .collect(),
            Levels::Independent => {
                let reached = Level::DESCRIBED
                    .into_iter()
                    .rev()
                    .find(|level| holds(level) == Truth::True);
                Level::DESCRIBED
                    .into_iter()
                    .filter(|level| reached.is_none_or(|reached| *level > reached))
                    .filter(|level| holds(level) != Truth::False)
                    .collect()
            }
        }
    }

    /// Goes through the unknown members of an unknown condition.
    fn condition(&mut self, condition: &Condition) {
        if judge(self.rubric, self.assessment, condition) != Truth::Unknown {
            return;
        }
        match condition {
            Condition::Leaf(leaf) => self.leaf(leaf),
            Condition::AtLeast { members, .. } => {
                for member in members {
                    self.condition(member);
                }
            }
        }
    }

    fn leaf(&mut self, leaf: &Leaf) {
        debug_assert_eq!(
            judge_leaf(self.rubric, self.assessment, leaf),
            Truth::Unknown
        );
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
        match (
            self.assessment.facts[index],
            &self.rubric.indicators[index].kind,
        ) {
            (
                Fact::Missing,
                Kind::Share {
                    computed: Some(computed),
                },
            ) => {
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
