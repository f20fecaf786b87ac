//! Whether it would change anything to prioritise the parameters, and for whom.

use crate::arithmetic::Fraction;
use crate::place::{Levels, level_by};
use crate::rubric::Rubric;
use crate::study::robustness::{acceptability, sensitivities};
use crate::study::{Entry, Who};
use crate::vocabulary::{Level, Parameter};
use serde::Serialize;
use std::cmp::Reverse;

/// Would prioritising the parameters change anything, for whom, and which could go?
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// The assessments that the answer is of: all parameters determined, no overall level entered against
    /// the rule, and the necessary quality not lacking.
    pub determined: usize,
    /// How many levels so large a share of all weightings gives.
    pub firmness: Firmness,
    /// Those whose level some weighting would change, the most easily changed first.
    pub depends: Vec<Depends>,
    /// The sets of parameters that can go without moving anyone, none of them within another.
    pub droppable: Vec<Vec<Parameter>>,
    /// For each number of parameters dropped, from one to seven, the set that moves the fewest.
    pub cheapest: Vec<Dropped>,
}

/// How many levels so large a share of all weightings gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Firmness {
    /// All of them: prioritising changes nothing.
    pub all: usize,
    /// At least 95 %, not all.
    pub nearly_all: usize,
    /// At least 75 %, less than 95 %.
    pub most: usize,
    /// At least 50 %, less than 75 %.
    pub half: usize,
    /// Less than 50 %.
    pub fewer: usize,
}

impl Firmness {
    fn count(&mut self, share: Fraction) {
        let at_least = |percent| share >= Fraction::new(percent, 100);
        let count = match () {
            () if at_least(100) => &mut self.all,
            () if at_least(95) => &mut self.nearly_all,
            () if at_least(75) => &mut self.most,
            () if at_least(50) => &mut self.half,
            () => &mut self.fewer,
        };
        *count += 1;
    }
}

/// A supplier whose level depends on the weighting.
#[derive(Debug, Clone, Serialize)]
pub struct Depends {
    /// Who.
    #[serde(flatten)]
    pub who: Who,
    /// The level.
    pub niveau: Level,
    /// The share of all weightings that give it.
    pub share: Fraction,
}

/// What it would cost to do without some parameters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// Without these.
    pub parameters: Vec<Parameter>,
    /// So many get another level, or none.
    pub moved: usize,
}

/// An assessment whose level a study of weights can speak of.
pub(super) struct Determined<'e> {
    pub(super) entry: &'e Entry,
    pub(super) rubric: &'e Rubric,
    pub(super) levels: Levels,
    pub(super) level: Level,
}

/// Of how many each parameter is pivotal.
pub(super) fn decides(determined: &[Determined<'_>]) -> [usize; Parameter::COUNT] {
    let mut counts = [0; Parameter::COUNT];
    for one in determined {
        let changes = sensitivities(one.rubric.rule, &one.rubric.requirements, &one.levels);
        for (parameter, sensitivity) in changes.0 {
            counts[parameter.index()] += usize::from(sensitivity.moves(one.level));
        }
    }
    counts
}

pub(super) fn answer(determined: &[Determined<'_>]) -> Answer {
    let mut firmness = Firmness::default();
    let mut depends = Vec::new();
    for one in determined {
        let shares = acceptability(one.rubric.rule, &one.rubric.requirements, &one.levels);
        let share = shares.share(one.level);
        firmness.count(share);
        if shares.depends_on_weighting() {
            depends.push(Depends { who: one.entry.who.clone(), niveau: one.level, share });
        }
    }
    depends.sort_by_key(|one| one.share);
    let moved: Vec<usize> =
        (0..=u8::MAX).map(|dropped| moved_without(dropped, determined)).collect();
    Answer {
        determined: determined.len(),
        firmness,
        depends,
        droppable: droppable(&moved, determined.is_empty()),
        cheapest: (1..Parameter::COUNT as u32).filter_map(|size| cheapest(&moved, size)).collect(),
    }
}

/// How many get another level, or none, without the parameters whose bits are set.
fn moved_without(dropped: u8, determined: &[Determined<'_>]) -> usize {
    let is_moved = |one: &&Determined<'_>| {
        let mut levels = one.levels;
        for (index, level) in levels.iter_mut().enumerate() {
            if dropped >> index & 1 == 1 {
                *level = None;
            }
        }
        levels == [None; Parameter::COUNT]
            || level_by(one.rubric.rule, &one.rubric.requirements, &levels) != one.level
    };
    determined.iter().filter(is_moved).count()
}

/// The largest sets that move nobody. Of nobody at all nothing is said.
fn droppable(moved: &[usize], is_of_nobody: bool) -> Vec<Vec<Parameter>> {
    if is_of_nobody {
        return Vec::new();
    }
    let free: Vec<u8> = (1..u8::MAX).filter(|dropped| moved[usize::from(*dropped)] == 0).collect();
    let is_largest =
        |set: &&u8| !free.iter().any(|other| *other != **set && *other & **set == **set);
    let mut largest: Vec<u8> = free.iter().filter(is_largest).copied().collect();
    largest.sort_by_key(|set| (Reverse(set.count_ones()), Reverse(set.reverse_bits())));
    largest.into_iter().map(parameters_of).collect()
}

/// The set of that size which moves the fewest; of equals the first in the model's order.
fn cheapest(moved: &[usize], size: u32) -> Option<Dropped> {
    (1..u8::MAX)
        .filter(|dropped| dropped.count_ones() == size)
        .min_by_key(|dropped| (moved[usize::from(*dropped)], Reverse(dropped.reverse_bits())))
        .map(|dropped| Dropped {
            parameters: parameters_of(dropped),
            moved: moved[usize::from(dropped)],
        })
}

fn parameters_of(set: u8) -> Vec<Parameter> {
    Parameter::ALL.into_iter().filter(|parameter| set >> parameter.index() & 1 == 1).collect()
}
