//! Whether two versions of one parameter ever differ, settled by trying everything that can matter.
//!
//! A bound tells apart only the values on its two sides, so of each fact a few values stand for all: the
//! *cut points*. Facts that one test adds or unites are tried together, every combination of their
//! values, and of the outcomes that look the same to every test one stands for all. What remains is
//! finite and small, and is tried to the end: `Same` is a proof, and `Differs` comes with the facts.
//!
//! Facts that are all known come first, then missing ones and sets of which only part is known, so that
//! the facts that tell two versions apart are as plain as they can be.

mod cuts;
mod sets;

use self::cuts::{MOST, around, bounds_of, grid};
use self::sets::{Facts, Known, sets};
use crate::arithmetic::Number;
use crate::assessment::{Assessment, Fact};
use crate::place::{PartPlan, Truth, judge_leaf};
use crate::rubric::{Condition, Kind, Leaf, ParameterRubric, PartOfWhole, Rubric};
use crate::vocabulary::Parameter;
use std::collections::HashSet;

/// What trying everything came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// No row whatever makes a difference.
    Same,
    /// These facts do.
    Differs(Box<Assessment>),
    /// There is too much to try.
    Unsettled,
}

/// Compares two versions of a parameter of `rubric`, whose indicators and groups both are about.
pub fn compare(
    rubric: &Rubric,
    parameter: Parameter,
    before: &ParameterRubric,
    after: &ParameterRubric,
) -> Verdict {
    let domain = Domain::of(rubric, before, after);
    let [before, after] = [before, after].map(|part| PartPlan::new(rubric, part));
    let computed = |part: &PartPlan<'_>, assessment: &Assessment| {
        part.place(&rubric.groups, assessment, parameter).computed
    };
    let mut is_complete = true;
    for known in [Known::All, Known::SomeFacts, Known::SomeOptions] {
        for groups in domain.groups(known) {
            let Some(mut choices) = domain.choices(known, &groups) else {
                is_complete = false;
                continue;
            };
            is_complete &= choices.is_complete;
            let mut assessment = domain.blank(&groups);
            loop {
                choices.write(&mut assessment, rubric);
                if computed(&before, &assessment) != computed(&after, &assessment) {
                    return Verdict::Differs(Box::new(assessment));
                }
                if !choices.advance() {
                    break;
                }
            }
        }
    }
    if is_complete { Verdict::Same } else { Verdict::Unsettled }
}

/// The first row of those that can matter to a parameter of which something is found; plain ones come first.
pub(super) fn first(
    rubric: &Rubric,
    parameter: Parameter,
    find: impl Fn(&Assessment) -> Option<Assessment>,
) -> Option<Assessment> {
    let part = rubric.parameter(parameter);
    let domain = Domain::of(rubric, part, part);
    for groups in domain.groups(Known::All) {
        let Some(mut choices) = domain.choices(Known::All, &groups) else {
            continue;
        };
        let mut assessment = domain.blank(&groups);
        loop {
            choices.write(&mut assessment, rubric);
            if let Some(found) = find(&assessment) {
                return Some(found);
            }
            if !choices.advance() {
                break;
            }
        }
    }
    None
}

/// Everything that two versions of a parameter look at.
struct Domain<'r> {
    rubric: &'r Rubric,
    leaves: Vec<Leaf>,
    /// Indicators that must be tried together.
    components: Vec<Vec<usize>>,
    /// For each group the values that some bound tells apart, or none.
    values: Vec<Vec<usize>>,
}

/// One choice for each component, all combinations in turn.
struct Choices {
    components: Vec<Vec<Facts>>,
    at: Vec<usize>,
    is_complete: bool,
}

impl Choices {
    fn write(&self, assessment: &mut Assessment, rubric: &Rubric) {
        for (facts, &at) in self.components.iter().zip(&self.at) {
            for &(index, fact) in &facts[at] {
                assessment.facts[index] = fact;
            }
        }
        assessment.compute_shares(rubric);
    }

    /// Steps to the next combination; false after the last.
    fn advance(&mut self) -> bool {
        for (at, facts) in self.at.iter_mut().zip(&self.components) {
            *at += 1;
            if *at < facts.len() {
                return true;
            }
            *at = 0;
        }
        false
    }
}

impl<'r> Domain<'r> {
    fn of(rubric: &'r Rubric, before: &ParameterRubric, after: &ParameterRubric) -> Self {
        let mut leaves: Vec<Leaf> = Vec::new();
        for criterion in before.criteria.iter().chain(&after.criteria).flatten() {
            let condition: &Condition = &criterion.condition;
            condition.for_each_leaf(&mut |leaf| {
                if !leaves.contains(leaf) {
                    leaves.push(leaf.clone());
                }
            });
        }
        let mut components: Vec<Vec<usize>> = Vec::new();
        let mut join = |indicators: &[usize]| {
            let (mut touched, apart): (Vec<_>, Vec<_>) = components
                .drain(..)
                .partition(|component| indicators.iter().any(|index| component.contains(index)));
            touched.push(indicators.to_vec());
            let mut joined = touched.concat();
            joined.sort_unstable();
            joined.dedup();
            components = apart;
            components.push(joined);
        };
        for leaf in &leaves {
            join(leaf.indicators());
        }
        // A share that is not given follows from its part and whole, where those count themselves.
        for (index, indicator) in rubric.indicators.iter().enumerate() {
            if let Kind::Share { computed: Some(PartOfWhole { part, whole }) } = indicator.kind
                && [index, part, whole]
                    .iter()
                    .all(|fact| leaves.iter().any(|leaf| leaf.indicators().contains(fact)))
            {
                join(&[index, part, whole]);
            }
        }
        components.sort();
        let mut values = vec![Vec::new(); rubric.groups.len()];
        for (group, values) in values.iter_mut().enumerate() {
            let named = |value: &usize| {
                leaves.iter().flat_map(Leaf::bounds).flatten().any(|bound| {
                    let mut exceptions = bound.exceptions.iter();
                    exceptions
                        .any(|exception| exception.group == group && exception.value == *value)
                })
            };
            let all = 0..rubric.groups[group].values.len();
            let mut told: Vec<usize> = all.clone().filter(named).collect();
            if !told.is_empty() {
                // Of the others one stands for all; it comes first, as the plainest.
                told.splice(0..0, all.clone().find(|value| !named(value)));
            }
            *values = told;
        }
        Self { rubric, leaves, components, values }
    }

    fn blank(&self, groups: &[Option<usize>]) -> Assessment {
        let mut assessment = Assessment::default();
        assessment.reset(self.rubric);
        assessment.groups = groups.to_vec();
        assessment
    }

    /// Every combination of the groups that matter; missing ones only where something may be missing.
    fn groups(&self, known: Known) -> Vec<Vec<Option<usize>>> {
        let mut all: Vec<Vec<Option<usize>>> = vec![Vec::new()];
        for values in &self.values {
            let mut some: Vec<Option<usize>> = values.iter().copied().map(Some).collect();
            if some.is_empty() || known != Known::All {
                some.push(None);
            }
            all = all
                .into_iter()
                .flat_map(|so_far| {
                    some.iter().map(move |value| {
                        let mut next = so_far.clone();
                        next.push(*value);
                        next
                    })
                })
                .collect();
        }
        all
    }

    /// What each component may say to suppliers of these groups, as far as the tests tell it apart.
    fn choices(&self, known: Known, groups: &[Option<usize>]) -> Option<Choices> {
        let mut is_complete = true;
        let mut components = Vec::new();
        for component in &self.components {
            let leaves: Vec<&Leaf> = self
                .leaves
                .iter()
                .filter(|leaf| component.contains(&leaf.indicators()[0]))
                .collect();
            let (all, complete) = self.component(component, &leaves, known)?;
            is_complete &= complete;
            components.push(self.told_apart(all, &leaves, groups));
        }
        let count = components.iter().map(Vec::len).try_fold(1usize, usize::checked_mul)?;
        if count > MOST {
            return None;
        }
        let at = vec![0; components.len()];
        Some(Choices { components, at, is_complete })
    }

    /// The first of all those that look the same to every test.
    fn told_apart(
        &self,
        all: Vec<Facts>,
        leaves: &[&Leaf],
        groups: &[Option<usize>],
    ) -> Vec<Facts> {
        let mut seen: HashSet<Vec<Truth>> = HashSet::new();
        let mut assessment = self.blank(groups);
        all.into_iter()
            .filter(|facts| {
                for &(index, fact) in facts {
                    assessment.facts[index] = fact;
                }
                assessment.compute_shares(self.rubric);
                let truths = leaves.iter().map(|leaf| judge_leaf(self.rubric, &assessment, leaf));
                seen.insert(truths.collect())
            })
            .collect()
    }

    /// Everything that the facts of one component may be, and whether that is sure to be everything.
    fn component(
        &self,
        component: &[usize],
        leaves: &[&Leaf],
        known: Known,
    ) -> Option<(Vec<Facts>, bool)> {
        if let Kind::Set { options } = &self.rubric.indicators[component[0]].kind {
            return Some((sets(component, options.names.len(), leaves, known)?, true));
        }
        let mut is_complete = true;
        let mut all: Vec<Facts> = vec![Vec::new()];
        for &index in component {
            let (mut facts, complete) = self.facts(index, leaves);
            is_complete &= complete;
            if known != Known::All {
                facts.push(Fact::Missing);
            }
            if all.len().checked_mul(facts.len())? > MOST {
                return None;
            }
            all = all
                .into_iter()
                .flat_map(|so_far| {
                    facts.iter().map(move |fact| {
                        let mut next = so_far.clone();
                        next.push((index, *fact));
                        next
                    })
                })
                .collect();
        }
        all.retain(|facts| self.is_possible(facts));
        Some((all, is_complete))
    }

    /// A part is never more than its whole.
    fn is_possible(&self, facts: &Facts) -> bool {
        let number = |wanted: usize| {
            facts.iter().find_map(|(index, fact)| match fact {
                Fact::Number(number) if *index == wanted => Some(*number),
                _ => None,
            })
        };
        facts.iter().all(|(index, _)| match self.rubric.indicators[*index].kind {
            Kind::Share { computed: Some(PartOfWhole { part, whole }) } => {
                match (number(part), number(whole)) {
                    (Some(part), Some(whole)) => part <= whole,
                    (None, _) | (_, None) => true,
                }
            }
            _ => true,
        })
    }

    /// The values of one fact that stand for all, and whether they surely do.
    fn facts(&self, index: usize, leaves: &[&Leaf]) -> (Vec<Fact>, bool) {
        let tests: Vec<&&Leaf> =
            leaves.iter().filter(|leaf| leaf.indicators().contains(&index)).collect();
        let mut bounds: Vec<u64> = tests.iter().flat_map(|leaf| bounds_of(leaf)).collect();
        bounds.sort_unstable();
        bounds.dedup();
        let is_added = tests.iter().any(|leaf| leaf.indicators().len() > 1);
        let one = Number::from_integer(1).ten_thousandths();
        let numbers = |values: Vec<u64>| -> Vec<Fact> {
            let numbers = values.into_iter().map(Number::from_ten_thousandths);
            numbers.map(Fact::Number).collect()
        };
        match &self.rubric.indicators[index].kind {
            Kind::Bool => (vec![Fact::Bool(true), Fact::Bool(false)], true),
            Kind::Choice { options, .. } => {
                ((0..options.names.len()).map(Fact::Choice).collect(), true)
            }
            // What is more than every bound is more than enough for every sum as well.
            Kind::Count if is_added => {
                let most = bounds.last().map_or(0, |most| most.div_ceil(one)) + 1;
                if most > MOST as u64 {
                    return (numbers(bounds), false);
                }
                (numbers((0..=most).map(|n| n * one).collect()), true)
            }
            Kind::Count => (numbers(around(&bounds, one, u64::MAX)), true),
            Kind::Number if is_added => {
                let most = bounds.last().copied().unwrap_or_default();
                match grid(leaves).filter(|step| most / step < MOST as u64) {
                    Some(step) => {
                        let all = 0..=most / step + 1;
                        (numbers(all.map(|n| n * step).collect()), true)
                    }
                    None => (numbers(around(&bounds, 1, u64::MAX)), false),
                }
            }
            Kind::Number => (numbers(around(&bounds, 1, u64::MAX)), true),
            Kind::Share { computed } => {
                let mut facts = numbers(around(&bounds, 1, 100 * one));
                // A share of two numbers can lie where no four decimals reach.
                let between = bounds.iter().flat_map(|bound| [bound.checked_sub(1), Some(*bound)]);
                for low in between.flatten().filter(|_| computed.is_some()) {
                    facts.push(Fact::Ratio {
                        part: Number::from_ten_thousandths(2 * low + 1),
                        whole: Number::from_integer(200),
                    });
                }
                (facts, true)
            }
            // Sets are tried together.
            Kind::Set { .. } => (Vec::new(), false),
        }
    }
}
