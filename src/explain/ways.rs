//! The shortest ways to another level: which parameters would have to move, and by which facts.
//!
//! A way is a set of single-level steps of parameters after which the whole is at another level; the
//! shortest take the fewest steps, which is `trin_op` or `trin_ned` of the result. All of them are
//! found. They are ordered by what they ask: first those that facts can bring about, then those that
//! change fewer facts, by fewer steps, on fewer parameters; then in the model's order.

use super::Explanation;
use super::change::{Cost, FactChange, Reach, reach, with_changes};
use crate::place::{self, Levels, ParameterPlacement, level_by, place};
use crate::rubric::Method;
use crate::vocabulary::{Interval, Level, Parameter};
use std::collections::HashMap;

/// The shortest ways up and down; none where there is none, or where none can be told: while a
/// parameter is open, or the level is not that of the parameters.
#[derive(Debug, Clone, Default)]
pub struct Ways {
    /// To a higher level.
    pub up: Option<Shortest>,
    /// To a lower level.
    pub down: Option<Shortest>,
}

/// All the shortest ways in one direction.
#[derive(Debug, Clone)]
pub struct Shortest {
    /// How many single-level steps each of them takes.
    pub steps: u8,
    /// At least one; those that ask least first.
    pub ways: Vec<Way>,
}

/// Some steps of parameters, which together change the level.
#[derive(Debug, Clone)]
pub struct Way {
    /// The level after them.
    pub to: Level,
    /// The parameters that move, in the model's order.
    pub steps: Vec<Step>,
}

/// One parameter's move, by one level or more.
#[derive(Debug, Clone)]
pub struct Step {
    /// Which.
    pub parameter: Parameter,
    /// Where it is.
    pub from: Level,
    /// Where it must come to, at least, or at most on the way down.
    pub to: Level,
    /// The smallest change of facts for it.
    pub reach: Reach,
    /// The other parameters whose levels the same change of facts would move, and from what to what.
    pub moves: Vec<(Parameter, Interval, Interval)>,
}

impl Explanation<'_> {
    /// Finds the shortest ways to a higher and a lower level.
    pub fn ways(&self) -> Ways {
        let mut steps = Steps { explanation: self, known: HashMap::new() };
        Ways {
            up: (self.placement.steps_up).and_then(|n| steps.shortest(n, Level::above)),
            down: (self.placement.steps_down).and_then(|n| steps.shortest(n, Level::below)),
        }
    }
}

/// The steps that ways are made of, each worked out once.
struct Steps<'e> {
    explanation: &'e Explanation<'e>,
    known: HashMap<(Parameter, Level), (Step, Cost)>,
}

impl Steps<'_> {
    fn shortest(&mut self, steps: u8, next: fn(Level) -> Option<Level>) -> Option<Shortest> {
        let explanation = self.explanation;
        let now = explanation.placement.levels(|interval| interval.min);
        let mut found = Vec::new();
        moves(&now, steps, next, &mut |levels| {
            let rubric = explanation.rubric;
            let to = level_by(rubric.rule, &rubric.requirements, levels);
            let from = level_by(rubric.rule, &rubric.requirements, &now);
            let goes_on =
                next(from).is_some_and(|next| if next > from { to > from } else { to < from });
            if goes_on {
                found.push((to, *levels));
            }
        });
        let mut ways: Vec<_> =
            found.into_iter().map(|(to, levels)| self.way(to, &now, &levels)).collect();
        ways.sort_by_key(|(rank, _)| *rank);
        let ways: Vec<Way> = ways.into_iter().map(|(_, way)| way).collect();
        debug_assert!(!ways.is_empty(), "the placement counted the steps of a way");
        (!ways.is_empty()).then_some(Shortest { steps, ways })
    }

    /// The way to these levels, with what it is ordered by.
    fn way(&mut self, to: Level, now: &Levels, levels: &Levels) -> ((usize, Cost, usize), Way) {
        let mut way = Way { to, steps: Vec::new() };
        let (mut not_by_facts, mut cost) = (0, Cost::default());
        for parameter in Parameter::ALL {
            let (Some(from), Some(to)) = (now[parameter.index()], levels[parameter.index()]) else {
                continue;
            };
            if from != to {
                let (step, its_cost) = self.step(parameter, from, to);
                not_by_facts += usize::from(!matches!(step.reach, Reach::Facts(_)));
                cost = cost.and(its_cost);
                way.steps.push(step);
            }
        }
        ((not_by_facts, cost, way.steps.len()), way)
    }

    fn step(&mut self, parameter: Parameter, from: Level, to: Level) -> (Step, Cost) {
        let explanation = self.explanation;
        let known = self.known.entry((parameter, to)).or_insert_with(|| {
            let (reach, cost) = reach(
                explanation.rubric,
                &explanation.assessment,
                &explanation.placement,
                parameter,
                to,
            );
            let moves = match &reach {
                Reach::Facts(changes) => also_moved(explanation, parameter, changes),
                Reach::Consultant | Reach::Never | Reach::Unsettled => Vec::new(),
            };
            let step = Step { parameter, from, to, reach, moves };
            (step, cost)
        });
        known.clone()
    }
}

/// Calls `visit` with all levels that lie `steps` steps in one direction from `now`.
fn moves(
    now: &Levels,
    steps: u8,
    next: fn(Level) -> Option<Level>,
    visit: &mut impl FnMut(&Levels),
) {
    fn go(
        levels: &mut Levels,
        index: usize,
        steps: u8,
        next: fn(Level) -> Option<Level>,
        visit: &mut impl FnMut(&Levels),
    ) {
        if steps == 0 {
            return visit(levels);
        }
        let Some(&now) = levels.get(index) else {
            return;
        };
        // The first in the model's order goes furthest first.
        let mut reached = vec![now];
        while let Some(level) = reached.last().copied().flatten().and_then(next) {
            reached.push(Some(level));
        }
        for (taken, level) in reached.iter().enumerate().rev() {
            let Some(rest) = usize::from(steps).checked_sub(taken) else {
                continue;
            };
            levels[index] = *level;
            go(levels, index + 1, rest as u8, next, visit);
        }
        levels[index] = now;
    }
    go(&mut now.clone(), 0, steps, next, visit);
}

/// The other parameters that a change of facts takes along.
fn also_moved(
    explanation: &Explanation<'_>,
    parameter: Parameter,
    changes: &[FactChange],
) -> Vec<(Parameter, Interval, Interval)> {
    let rubric = explanation.rubric;
    let changed = with_changes(rubric, &explanation.assessment, changes);
    let then = place(rubric, &changed, place::Options::default());
    let by_facts = |other: &Parameter, placed: &ParameterPlacement| {
        *other != parameter
            && placed.relevant
            && !placed.overridden
            && rubric.parameter(*other).method == Method::Criteria
    };
    Parameter::ALL
        .into_iter()
        .zip(explanation.placement.parameters.iter().zip(&then.parameters))
        .filter(|(other, (before, _))| by_facts(other, before))
        .filter(|(_, (before, after))| before.computed != after.computed)
        .map(|(other, (before, after))| (other, before.computed, after.computed))
        .collect()
}
