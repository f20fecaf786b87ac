//! From criteria to points, and from points to a level.

use std::collections::{HashMap, HashSet};

use super::assessment::{Assessment, Entered};
use super::rubric::{Method, Named, PARAMETERS, Parameter, Require, Rubric, Rule, whole};
use super::truth::{self, Truth};

/// Points from least to most: 0 under let, 1 let, 2 moderat, 3 højt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interval {
    pub min: usize,
    pub max: usize,
}

impl Interval {
    pub(crate) fn exactly(points: usize) -> Interval {
        Interval { min: points, max: points }
    }

    pub(crate) fn determined(self) -> Option<usize> {
        (self.min == self.max).then_some(self.min)
    }

    pub(crate) fn contains(self, other: Interval) -> bool {
        self.min <= other.min && other.max <= self.max
    }
}

/// The points of the eight parameters; none for one that is not relevant.
pub(crate) type Points = [Option<usize>; 8];

/// Where one parameter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Standing {
    pub computed: Interval,
    /// With the override, if there is one.
    pub reached: Interval,
    pub overridden: bool,
}

/// Where the eight stand; none for one that is not relevant.
pub(crate) type Standings = [Option<Standing>; 8];

/// The column whose cell is at fault.
pub(crate) type Fault = String;

pub(crate) fn standings(rubric: &Rubric, row: &Assessment) -> Result<Standings, Vec<Fault>> {
    standings_by(rubric, row, &|criterion| truth::of_criterion(rubric, row, &criterion.criterion))
}

/// The same, with the judgement of each criterion given from outside.
pub(crate) fn standings_by(
    rubric: &Rubric,
    row: &Assessment,
    judge: &dyn Fn(&Named) -> Truth,
) -> Result<Standings, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut standings: Standings = [None; 8];
    for (place, parameter) in rubric.parameters.iter().enumerate() {
        let entered = row.entered.get(&parameter.id);
        let reason = row.reasons.contains_key(&parameter.id);
        match entered {
            Some(Entered::NotRelevant) => {
                if !parameter.may_be_irrelevant || !reason {
                    faults.push(parameter.id.clone());
                }
            }
            Some(Entered::Level(level)) => {
                let computed = computed(parameter, Some(*level), judge);
                let overridden = computed.determined() != Some(*level);
                if overridden && !reason {
                    faults.push(parameter.id.clone());
                }
                standings[place] =
                    Some(Standing { computed, reached: Interval::exactly(*level), overridden });
            }
            None => {
                let computed = computed(parameter, None, judge);
                standings[place] =
                    Some(Standing { computed, reached: computed, overridden: false });
            }
        }
    }
    if standings.iter().all(Option::is_none) {
        faults.push("ingen relevante parametre".to_owned());
    }
    if faults.is_empty() { Ok(standings) } else { Err(faults) }
}

/// What the criteria say, or for an assessed parameter what is entered.
fn computed(
    parameter: &Parameter,
    entered: Option<usize>,
    judge: &dyn Fn(&Named) -> Truth,
) -> Interval {
    match &parameter.method {
        Method::Assessed => entered.map_or(Interval { min: 0, max: 3 }, Interval::exactly),
        Method::Criteria { cumulative, levels } => {
            let truths: Vec<Truth> =
                levels.iter().map(|criteria| of_level(criteria, judge)).collect();
            Interval {
                min: highest(*cumulative, |level| truths[level - 1] == Truth::Yes),
                max: highest(*cumulative, |level| truths[level - 1] != Truth::No),
            }
        }
    }
}

/// All criteria of a level must hold.
pub(crate) fn of_level(criteria: &[Named], judge: &dyn Fn(&Named) -> Truth) -> Truth {
    criteria.iter().map(judge).min().expect("a level has criteria")
}

fn highest(cumulative: bool, holds: impl Fn(usize) -> bool) -> usize {
    (1..=3)
        .rev()
        .find(|level| if cumulative { (1..=*level).all(&holds) } else { holds(*level) })
        .unwrap_or(0)
}

/// One number of every relevant parameter.
pub(crate) fn points(standings: &Standings, of: impl Fn(&Standing) -> usize) -> Points {
    standings.map(|standing| standing.as_ref().map(&of))
}

/// The points of the relevant ones, from the smallest.
pub(crate) fn sorted(points: &Points) -> Vec<usize> {
    let mut relevant: Vec<usize> = points.iter().flatten().copied().collect();
    relevant.sort_unstable();
    relevant
}

/// The lower median: the level that more than half reach.
pub(crate) fn median(points: &Points) -> usize {
    let sorted = sorted(points);
    sorted[(sorted.len() - 1) / 2]
}

pub(crate) fn weakest(points: &Points) -> usize {
    sorted(points)[0]
}

/// The level that the rule alone gives.
pub(crate) fn level_by_rule(rubric: &Rubric, points: &Points) -> usize {
    match &rubric.rule {
        Rule::Mean(cutoffs) => {
            let relevant = sorted(points);
            let sum = whole(relevant.iter().sum());
            let n = whole(relevant.len());
            (1..=3).rev().find(|level| sum >= &cutoffs[level - 1] * &n).unwrap_or(0)
        }
        Rule::Median => median(points),
        Rule::Weakest => weakest(points),
    }
}

/// The parameters that fail one of the requirements of a level.
pub(crate) fn failing(rubric: &Rubric, points: &Points, level: usize) -> Vec<&'static str> {
    let mut failing = Vec::new();
    for (parameter, reached) in PARAMETERS.into_iter().zip(points) {
        if rubric
            .requires
            .iter()
            .any(|require| require.level == level && fails(require, parameter, *reached))
        {
            failing.push(parameter);
        }
    }
    failing
}

/// A parameter that is not relevant fails nothing.
fn fails(require: &Require, parameter: &str, reached: Option<usize>) -> bool {
    let concerned = require.parameter.as_deref().is_none_or(|wanted| wanted == parameter);
    concerned && reached.is_some_and(|points| points < require.at_least)
}

/// The level with the requirements: one that fails holds the level below its own.
pub(crate) fn level(rubric: &Rubric, points: &Points) -> usize {
    held_back(rubric, points, level_by_rule(rubric, points))
}

fn held_back(rubric: &Rubric, points: &Points, by_rule: usize) -> usize {
    let mut level = by_rule;
    for require in &rubric.requires {
        if PARAMETERS
            .into_iter()
            .zip(points)
            .any(|(parameter, reached)| fails(require, parameter, *reached))
        {
            level = level.min(require.level - 1);
        }
    }
    level
}

/// The level for all-min and for all-max.
pub(crate) fn level_interval(
    rubric: &Rubric,
    standings: &Standings,
    of: impl Fn(&Standing) -> Interval,
) -> Interval {
    Interval {
        min: level(rubric, &points(standings, |standing| of(standing).min)),
        max: level(rubric, &points(standings, |standing| of(standing).max)),
    }
}

/// The fewest raises (or drops) of one parameter by one level after which the level is higher (or lower): every position that can
/// be reached with one step, then with two, and so on.
pub(crate) fn fewest_steps(rubric: &Rubric, from: &Points, up: bool) -> Option<usize> {
    let now = level(rubric, from);
    // The rule does not see which parameter has which points, so it is asked once for all positions that are alike.
    let mut by_rule = HashMap::new();
    let mut reached = HashSet::from([*from]);
    let mut steps = 0;
    while !reached.is_empty() {
        for points in &reached {
            let by_rule =
                *by_rule.entry(sorted(points)).or_insert_with(|| level_by_rule(rubric, points));
            let then = held_back(rubric, points, by_rule);
            let gone = if up { then > now } else { then < now };
            if gone {
                return Some(steps);
            }
        }
        let mut next = HashSet::new();
        for points in reached {
            for place in 0..8 {
                let stepped = match points[place] {
                    Some(n) if up && n < 3 => n + 1,
                    Some(n) if !up && n > 0 => n - 1,
                    _ => continue,
                };
                let mut after = points;
                after[place] = Some(stepped);
                next.insert(after);
            }
        }
        reached = next;
        steps += 1;
    }
    None
}
