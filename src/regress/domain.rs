//! Whether two versions of one parameter ever differ, settled by trying everything that can matter.
//!
//! A bound tells apart only the values on its two sides, so of each fact a few values stand for all: the
//! *cut points*. Facts that one test adds or unites are tried together, every combination of their
//! values, and of the outcomes that look the same to every test one stands for all. What remains is
//! finite and small, and is tried to the end: `Same` is a proof, and `Differs` comes with the facts.
//!
//! Facts that are all known come first, then missing ones and sets of which only part is known, so that
//! the facts that tell two versions apart are as plain as they can be.

use crate::arithmetic::Number;
use crate::assessment::{Assessment, Fact};
use crate::place::{PartPlan, Truth, judge_leaf};
use crate::rubric::{Condition, Kind, Leaf, OptionSet, ParameterRubric, PartOfWhole, Rubric};
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

/// The most combinations that are tried of one kind.
const MOST: usize = 1 << 20;

/// How much of a row may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    All,
    SomeFacts,
    SomeOptions,
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

/// What one component may say: the facts of its indicators.
type Facts = Vec<(usize, Fact)>;

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
        if let Kind::Set { .. } = self.rubric.indicators[component[0]].kind {
            return Some((self.sets(component, leaves, known)?, true));
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

    /// What sets may say: of options that no test tells apart only the number counts, and of each
    /// option only what it does to the tests that look at the sets it is in.
    fn sets(&self, component: &[usize], leaves: &[&Leaf], known: Known) -> Option<Vec<Facts>> {
        let tests: Vec<(&[usize], OptionSet)> = leaves
            .iter()
            .filter_map(|leaf| match leaf {
                Leaf::Includes { indicators, options, .. } => {
                    Some((indicators.as_slice(), *options))
                }
                Leaf::Range { .. } | Leaf::Is { .. } | Leaf::OneOf { .. } => None,
            })
            .collect();
        let count = self.rubric.indicators[component[0]].kind.options()?.names.len();
        // The options, in classes that every test takes or leaves together.
        let mut classes: Vec<(Vec<usize>, Vec<usize>)> = Vec::new();
        for option in 0..count {
            let takes: Vec<usize> =
                (0..tests.len()).filter(|&test| tests[test].1.contains(option)).collect();
            match classes.iter_mut().find(|(_, of)| *of == takes) {
                Some((options, _)) => options.push(option),
                None => classes.push((vec![option], takes)),
            }
        }
        let states: &[State] = match known {
            Known::All | Known::SomeFacts => &[State::Out, State::In],
            Known::SomeOptions => &[State::Out, State::In, State::Open],
        };
        let mut all: Vec<Vec<(OptionSet, OptionSet)>> =
            vec![vec![(OptionSet::EMPTY, OptionSet::EMPTY); component.len()]];
        for (options, takes) in &classes {
            let mut patterns: Vec<Vec<State>> = vec![Vec::new()];
            for _ in component {
                patterns = patterns
                    .into_iter()
                    .flat_map(|so_far| {
                        states.iter().map(move |state| [so_far.as_slice(), &[*state]].concat())
                    })
                    .collect();
            }
            let effect = |pattern: &Vec<State>| -> Vec<State> {
                let of_test = |test: &usize| {
                    let members = component.iter().zip(pattern);
                    let united = members.filter(|(index, _)| tests[*test].0.contains(index));
                    united.map(|(_, state)| *state).max().unwrap_or(State::Out)
                };
                takes.iter().map(of_test).collect()
            };
            let mut seen: Vec<Vec<State>> = Vec::new();
            patterns.retain(|pattern| {
                let effect = effect(pattern);
                let is_new = !seen.contains(&effect);
                seen.push(effect);
                is_new
            });
            let mut next = Vec::new();
            for shares in shared_out(options.len(), patterns.len(), MOST)? {
                for so_far in &all {
                    let mut sets = so_far.clone();
                    let mut left = options.iter();
                    for (pattern, share) in patterns.iter().zip(&shares) {
                        for &option in left.by_ref().take(*share) {
                            for ((sure, open), state) in sets.iter_mut().zip(pattern) {
                                match state {
                                    State::Out => {}
                                    State::Open => *open = open.with(option),
                                    State::In => *sure = sure.with(option),
                                }
                            }
                        }
                    }
                    next.push(sets);
                }
                if next.len() > MOST {
                    return None;
                }
            }
            all = next;
        }
        let whole = OptionSet::first(count);
        let mut out: Vec<Facts> = Vec::new();
        for sets in all {
            let facts: Facts = component
                .iter()
                .zip(sets)
                .map(|(&index, (sure, open))| match open == whole {
                    true => (index, Fact::Missing),
                    false => (index, Fact::Set { sure, open }),
                })
                .collect();
            if known == Known::All {
                out.push(facts);
                continue;
            }
            // Any of the sets may be missing altogether.
            for mask in 0..1usize << component.len().min(20) {
                let some = facts.iter().enumerate().map(|(place, &(index, fact))| {
                    (index, if mask >> place & 1 == 1 { Fact::Missing } else { fact })
                });
                out.push(some.collect());
            }
            if out.len() > MOST {
                return None;
            }
        }
        Some(out)
    }
}

/// What is known of an option of a set; of several sets that are united the most counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Out,
    Open,
    In,
}

/// The step of a grid on which added decimals show every outcome of these tests; none where that is not sure.
///
/// Where every two sums are apart or one within the other, the tests on them and on single facts make a totally
/// unimodular system, so that whether an outcome is possible is told by the signs of sums of bounds, each test's
/// strictness counted once. With bounds that are multiples of some unit, steps of that unit's `n + 1`-th part or less,
/// for `n` facts, leave every such sign as it is (Schrijver 1986, *Theory of Linear and Integer Programming*, ch. 19).
fn grid(leaves: &[&Leaf]) -> Option<u64> {
    let sums: Vec<&[usize]> = leaves.iter().map(|leaf| leaf.indicators()).collect();
    let within = |a: &[usize], b: &[usize]| a.iter().all(|index| b.contains(index));
    let are_apart = |a: &[usize], b: &[usize]| !a.iter().any(|index| b.contains(index));
    let is_nested =
        sums.iter().all(|a| sums.iter().all(|b| within(a, b) || within(b, a) || are_apart(a, b)));
    let facts: HashSet<usize> = sums.concat().into_iter().collect();
    let unit = leaves.iter().flat_map(|leaf| bounds_of(leaf)).fold(0, gcd);
    let parts = facts.len() as u64 + 1;
    // A unit that is not divided is a ten-thousandth in the end, and then every value is tried.
    let divisor = (parts..=MOST as u64).find(|parts| unit.is_multiple_of(*parts));
    match unit {
        _ if !is_nested => None,
        // Nothing but zeros.
        0 => Some(1),
        unit => divisor.map_or(Some(1), |divisor| Some(unit / divisor)),
    }
}

const fn gcd(a: u64, b: u64) -> u64 {
    match b {
        0 => a,
        b => gcd(b, a % b),
    }
}

/// The bounds of a test, in ten-thousandths.
fn bounds_of(leaf: &Leaf) -> impl Iterator<Item = u64> + '_ {
    leaf.bounds().into_iter().flatten().flat_map(|bound| {
        let exceptions = bound.exceptions.iter().map(|exception| exception.bound);
        exceptions.chain([bound.value]).map(Number::ten_thousandths)
    })
}

/// Each bound, a value on either side, and one between every two: steps of `unit`, up to `most`.
fn around(bounds: &[u64], unit: u64, most: u64) -> Vec<u64> {
    let one = Number::from_integer(1).ten_thousandths();
    let highest = 9_999_999_999_999.min(most);
    let mut values = Vec::new();
    // A bound on a count may have decimals; the count has none.
    let at = |value: u64| value.is_multiple_of(unit).then_some(value);
    let up = |value: u64| (value / unit + 1) * unit;
    for &bound in bounds {
        values.extend(at(bound));
        // A whole step is plainer than a ten-thousandth; both, since another bound may lie between.
        values.extend(bound.checked_add(one).and_then(at));
        values.extend(bound.checked_sub(one).and_then(at));
        values.push(up(bound));
        values.extend(bound.checked_sub(1).map(|below| below / unit * unit));
    }
    if values.is_empty() {
        values.push(0);
    }
    let mut seen = Vec::new();
    values.retain(|value| {
        let is_new = *value <= highest && !seen.contains(value);
        seen.push(*value);
        is_new
    });
    values
}

/// All ways to share out `n` like things among so many kinds; nothing where there are more than `most`.
fn shared_out(n: usize, kinds: usize, most: usize) -> Option<Vec<Vec<usize>>> {
    let mut all: Vec<Vec<usize>> = vec![Vec::new()];
    for kind in 0..kinds {
        let mut next = Vec::new();
        for so_far in &all {
            let left = n - so_far.iter().sum::<usize>();
            let is_last = kind + 1 == kinds;
            for share in if is_last { left..=left } else { 0..=left } {
                next.push([so_far.as_slice(), &[share]].concat());
            }
            if next.len() > most {
                return None;
            }
        }
        all = next;
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn like_things_are_shared_out_in_every_way() {
        let ways = shared_out(2, 2, 100).unwrap();
        assert_eq!(ways, [[0, 2], [1, 1], [2, 0]]);
        assert_eq!(shared_out(7, 6, 1 << 20).unwrap().len(), 792);
        assert_eq!(shared_out(7, 6, 100), None);
    }

    #[test]
    fn around_each_bound_lie_a_value_on_it_and_one_on_either_side() {
        assert_eq!(around(&[80_000], 10_000, u64::MAX), [80_000, 90_000, 70_000]);
        assert_eq!(around(&[25_000], 1, u64::MAX), [25_000, 35_000, 15_000, 25_001, 24_999]);
        assert_eq!(around(&[0], 10_000, u64::MAX), [0, 10_000]);
    }
}
