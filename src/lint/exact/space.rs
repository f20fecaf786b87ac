//! Whether a point exists for which a formula holds: an exact search over whole numbers.
//!
//! Everything that a supplier's facts can be is a box of whole numbers, the *variables*: a count, a
//! number in ten-thousandths, how many options of a kind a set has. What a test looks at is an
//! *axis*: a variable or a sum of some. The search narrows axes until a formula is settled, then looks
//! for whole numbers that fit. Parts of a formula that share no variable are searched apart. A search
//! that grows too long ends undecided; it never guesses.

use super::formula::Formula;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

/// The variables and the axes over them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Space {
    /// The least and the most of each variable.
    variables: Vec<(i64, i64)>,
    /// The variables that each axis adds, rising; the first axes are the variables alone, in their order.
    axes: Vec<Vec<usize>>,
    /// The place of each axis by its variables.
    places: HashMap<Vec<usize>, usize>,
    /// What the axes are held to for every point: the options of a kind are only so many.
    limits: Vec<(i64, i64)>,
    /// For each variable the name of its block: variables that some axis adds are in one.
    blocks: Vec<usize>,
    /// What each block has, once there are no more axes to come.
    parts: OnceCell<Vec<Part>>,
    /// How many steps are left for all questions together.
    steps: Cell<usize>,
    /// How many axes and tests were looked at.
    looked_at: Cell<usize>,
}

/// What one block has; nothing where another block has it.
#[derive(Debug, Clone, Default)]
struct Part {
    variables: Vec<usize>,
    axes: Vec<usize>,
}

/// A value for every variable.
pub(crate) type Point = Vec<i64>;

/// Whether there is a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// There is: this one.
    Yes(Point),
    /// There is none.
    No,
    /// The search was given up.
    Undecided,
}

/// How many steps a search may take before it is given up.
const STEPS: usize = 20_000;

/// How many steps all searches in one space may take together; then every answer is undecided.
const STEPS_TOGETHER: usize = 200_000;

/// How many tests in a question are as much work as a step.
const TESTS_A_STEP: usize = 16;

/// More than any axis reaches.
pub(crate) const UNBOUNDED: i64 = i64::MAX / 4;

impl Space {
    /// Adds a variable, before any axis but those of variables.
    pub(crate) fn variable(&mut self, low: i64, high: i64) -> usize {
        let variable = self.variables.len();
        debug_assert_eq!(variable, self.axes.len(), "variables come before sums");
        self.steps.set(STEPS_TOGETHER);
        self.blocks.push(variable);
        self.variables.push((low, high));
        self.axes.push(vec![variable]);
        self.places.insert(vec![variable], variable);
        self.limits.push((low, high));
        variable
    }

    /// The axis that adds those variables, which are rising.
    pub(crate) fn axis(&mut self, variables: Vec<usize>) -> usize {
        if let Some(axis) = self.axis_of(&variables) {
            return axis;
        }
        for pair in variables.windows(2) {
            let (one, other) = (self.blocks[pair[0]], self.blocks[pair[1]]);
            if one != other {
                for block in self.blocks.iter_mut().filter(|block| **block == other) {
                    *block = one;
                }
            }
        }
        self.places.insert(variables.clone(), self.axes.len());
        self.axes.push(variables);
        self.limits.push((0, UNBOUNDED));
        self.axes.len() - 1
    }

    /// The axis that adds just those variables, if there is one.
    pub(crate) fn axis_of(&self, variables: &[usize]) -> Option<usize> {
        self.places.get(variables).copied()
    }

    /// What each block has, by its name.
    fn parts(&self) -> &[Part] {
        self.parts.get_or_init(|| {
            let mut parts = vec![Part::default(); self.variables.len()];
            for (variable, block) in self.blocks.iter().enumerate() {
                parts[*block].variables.push(variable);
            }
            for (axis, variables) in self.axes.iter().enumerate() {
                if let Some(first) = variables.first() {
                    parts[self.blocks[*first]].axes.push(axis);
                }
            }
            parts
        })
    }

    /// Counts the work on so many tests, besides the steps of a search.
    pub(crate) fn spend(&self, tests: usize) {
        self.steps.set(self.steps.get().saturating_sub(tests / TESTS_A_STEP));
    }

    /// Whether no question is answered any more.
    pub(crate) fn is_spent(&self) -> bool {
        self.steps.get() == 0
    }

    /// How many axes there are.
    pub(crate) fn count_axes(&self) -> usize {
        self.axes.len()
    }

    /// The least and the most of a variable.
    pub(crate) fn range(&self, variable: usize) -> (i64, i64) {
        self.variables[variable]
    }

    /// Holds an axis to at most `high` everywhere.
    pub(crate) fn limit(&mut self, axis: usize, high: i64) {
        self.limits[axis].1 = self.limits[axis].1.min(high);
    }

    /// Whether a formula holds at a point.
    pub(crate) fn holds(&self, formula: &Formula, point: &[i64]) -> bool {
        formula.holds(&|axis| self.axes[axis].iter().map(|&variable| point[variable]).sum())
    }

    /// Whether there is a point for which all of some formulas hold.
    pub(crate) fn exists(&self, formulas: Vec<Formula>) -> Answer {
        let steps = STEPS.min(self.steps.get());
        let size: usize = formulas.iter().map(Formula::size).sum();
        let mut search = Search { space: self, steps };
        let mut blocks = self.blocks.clone();
        blocks.sort_unstable();
        blocks.dedup();
        let state = State { variables: self.variables.clone(), axes: self.limits.clone() };
        let found = search.conjunction(formulas, state, &blocks);
        self.spend(size + self.axes.len());
        self.steps.set(self.steps.get().saturating_sub(steps - search.steps));
        match found {
            Found::Some(values) => {
                let mut point = vec![0; self.variables.len()];
                for (variable, value) in values {
                    point[variable] = value;
                }
                Answer::Yes(point)
            }
            Found::Nothing => Answer::No,
            Found::GivenUp => Answer::Undecided,
        }
    }
}

/// How far the search has narrowed everything.
#[derive(Debug, Clone)]
struct State {
    variables: Vec<(i64, i64)>,
    axes: Vec<(i64, i64)>,
}

enum Found {
    Some(Vec<(usize, i64)>),
    Nothing,
    GivenUp,
}

struct Search<'s> {
    space: &'s Space,
    steps: usize,
}

impl Search<'_> {
    /// Counts the work on so many axes or tests; some of them together are a step.
    fn look_at(&mut self, tests: usize) {
        self.steps = self.steps.saturating_sub(tests / TESTS_A_STEP);
        self.space.looked_at.set(self.space.looked_at.get() + tests);
    }

    /// A point of some blocks for which all formulas hold, which speak of no others.
    fn conjunction(&mut self, formulas: Vec<Formula>, mut state: State, blocks: &[usize]) -> Found {
        let Some(left) = self.steps.checked_sub(1) else {
            return Found::GivenUp;
        };
        self.steps = left;
        let Some(open) = self.settle(formulas, &mut state, blocks) else {
            return Found::Nothing;
        };
        let mut point = Vec::new();
        let mut given_up = false;
        let mut rest: Vec<usize> = blocks.to_vec();
        for (formulas, blocks) in self.apart(open) {
            rest.retain(|block| !blocks.contains(block));
            match self.branch(formulas, &state, &blocks) {
                Found::Some(values) => point.extend(values),
                Found::Nothing => return Found::Nothing,
                Found::GivenUp => given_up = true,
            }
        }
        for block in rest {
            if let Part { variables, axes } = &self.space.parts()[block]
                && let ([variable], [_]) = (&variables[..], &axes[..])
            {
                // Settled has drawn all conclusions, and small numbers go first.
                point.push((*variable, state.variables[*variable].0));
                continue;
            }
            match self.whole_numbers(state.clone(), block) {
                Found::Some(values) => point.extend(values),
                Found::Nothing => return Found::Nothing,
                Found::GivenUp => given_up = true,
            }
        }
        if given_up { Found::GivenUp } else { Found::Some(point) }
    }

    /// Draws every conclusion at hand: what remains of the formulas, or nothing where they contradict.
    fn settle(
        &mut self,
        formulas: Vec<Formula>,
        state: &mut State,
        blocks: &[usize],
    ) -> Option<Vec<Formula>> {
        let mut formulas = formulas;
        loop {
            if !self.narrow(state, blocks) {
                return None;
            }
            self.look_at(formulas.iter().map(Formula::size).sum());
            let mut open = Vec::new();
            let mut narrowed = false;
            let mut waiting = formulas;
            while let Some(formula) = waiting.pop() {
                match formula.given(&state.axes) {
                    Formula::Always(true) => {}
                    Formula::Always(false) => return None,
                    Formula::AtLeast { n, members } if n == members.len() => {
                        waiting.extend(members);
                    }
                    Formula::Atom { axis, low, high, inside: true } => {
                        let range = &mut state.axes[axis];
                        *range = (range.0.max(low), range.1.min(high));
                        narrowed = true;
                    }
                    other => open.push(other),
                }
            }
            if !narrowed {
                return Some(open);
            }
            formulas = open;
        }
    }

    /// The formulas in parts that have no block in common, each with its blocks.
    fn apart(&self, formulas: Vec<Formula>) -> Vec<(Vec<Formula>, Vec<usize>)> {
        let mut parts: Vec<(Vec<Formula>, Vec<usize>)> = Vec::new();
        for formula in formulas {
            let mut blocks = Vec::new();
            formula.for_each_axis(&mut |axis| blocks.push(self.block(axis)));
            let mut together = vec![formula];
            let (joined, others) = parts
                .into_iter()
                .partition(|(_, part)| part.iter().any(|block| blocks.contains(block)));
            parts = others;
            let joined: Vec<(Vec<Formula>, Vec<usize>)> = joined;
            for (formulas, of) in joined {
                together.extend(formulas);
                blocks.extend(of);
            }
            blocks.sort_unstable();
            blocks.dedup();
            parts.push((together, blocks));
        }
        parts
    }

    fn block(&self, axis: usize) -> usize {
        self.space.blocks[self.space.axes[axis][0]]
    }

    fn branch(&mut self, formulas: Vec<Formula>, state: &State, blocks: &[usize]) -> Found {
        let mut given_up = false;
        let mut next: Vec<(Vec<Formula>, State)> = Vec::new();
        match &formulas[..] {
            [Formula::AtLeast { n: 1, members }] => {
                for member in members {
                    next.push((vec![member.clone()], state.clone()));
                }
            }
            _ => {
                let Some((axis, low, high, inside)) = formulas.iter().find_map(first_atom) else {
                    return Found::GivenUp;
                };
                let (from, to) = state.axes[axis];
                let within = (from.max(low), to.min(high));
                let mut ranges = vec![(from, low - 1), (high + 1, to)];
                // What makes the atom hold first: with no negation elsewhere it helps the rest too.
                ranges.insert(if inside { 0 } else { 2 }, within);
                for (from, to) in ranges {
                    if from <= to {
                        let mut state = state.clone();
                        state.axes[axis] = (from, to);
                        next.push((formulas.clone(), state));
                    }
                }
            }
        }
        for (formulas, state) in next {
            match self.conjunction(formulas, state, blocks) {
                Found::Nothing => {}
                Found::GivenUp => given_up = true,
                found @ Found::Some(_) => return found,
            }
        }
        if given_up { Found::GivenUp } else { Found::Nothing }
    }

    /// Whole numbers for the variables of a block that fit every range, small ones first.
    fn whole_numbers(&mut self, mut state: State, block: usize) -> Found {
        let Some(left) = self.steps.checked_sub(1) else {
            return Found::GivenUp;
        };
        self.steps = left;
        if !self.narrow(&mut state, &[block]) {
            return Found::Nothing;
        }
        let variables = self.space.parts()[block].variables.iter().copied();
        let open = variables
            .clone()
            .filter(|&variable| state.variables[variable].0 < state.variables[variable].1)
            .min_by_key(|&variable| state.variables[variable].1 - state.variables[variable].0);
        let Some(open) = open else {
            return Found::Some(
                variables.map(|variable| (variable, state.variables[variable].0)).collect(),
            );
        };
        let (low, high) = state.variables[open];
        let middle = low + 1 + (high - low - 1) / 2;
        let mut given_up = false;
        for range in [(low, low), (low + 1, middle), (middle + 1, high)] {
            if range.0 > range.1 {
                continue;
            }
            let mut state = state.clone();
            state.variables[open] = range;
            match self.whole_numbers(state, block) {
                Found::Nothing => {}
                Found::GivenUp => given_up = true,
                found @ Found::Some(_) => return found,
            }
        }
        if given_up { Found::GivenUp } else { Found::Nothing }
    }

    /// Carries every range over to those that depend on it; false where one is empty.
    ///
    /// With every variable settled, what is left agrees with every axis.
    fn narrow(&mut self, state: &mut State, blocks: &[usize]) -> bool {
        /// Enough for what rubrics say; to stop early loses nothing but time.
        const ROUNDS: usize = 30;
        let space = self.space;
        let count: usize = blocks.iter().map(|block| space.parts()[*block].axes.len()).sum();
        for _ in 0..ROUNDS {
            self.look_at(count);
            let mut changed = false;
            let axes = blocks.iter().flat_map(|block| &space.parts()[*block].axes);
            for &axis in axes {
                let variables = &space.axes[axis];
                let mut sum = variables.iter().fold((0, 0), |sum: (i64, i64), &variable| {
                    let range = state.variables[variable];
                    (sum.0 + range.0, sum.1 + range.1)
                });
                changed |= tighten(&mut state.axes[axis], sum);
                let range = state.axes[axis];
                if range.0 > range.1 {
                    return false;
                }
                for &variable in variables {
                    let own = &mut state.variables[variable];
                    let others = (sum.0 - own.0, sum.1 - own.1);
                    changed |= tighten(own, (range.0 - others.1, range.1 - others.0));
                    if own.0 > own.1 {
                        return false;
                    }
                    sum = (others.0 + own.0, others.1 + own.1);
                }
            }
            if !changed {
                return true;
            }
        }
        true
    }
}

fn tighten(range: &mut (i64, i64), by: (i64, i64)) -> bool {
    let before = *range;
    *range = (range.0.max(by.0), range.1.min(by.1));
    *range != before
}

fn first_atom(formula: &Formula) -> Option<(usize, i64, i64, bool)> {
    match formula {
        Formula::Always(_) => None,
        Formula::Atom { axis, low, high, inside } => Some((*axis, *low, *high, *inside)),
        Formula::AtLeast { members, .. } => members.iter().find_map(first_atom),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of two variables each, every variable in two of them, and a question of what each is at least.
    fn chain(variables: usize) -> (Space, Vec<Formula>) {
        let mut space = Space::default();
        for _ in 0..variables {
            space.variable(0, 1_000);
        }
        let sums = (1..variables).map(|n| space.axis(vec![n - 1, n]));
        let at_least = |axis| Formula::Atom { axis, low: 1, high: UNBOUNDED, inside: true };
        let formulas = sums.map(at_least).collect();
        (space, formulas)
    }

    /// What one search may look at beyond its bound: once all axes and tests, as often as they are gone through.
    const AT_MOST_ONCE_MORE: usize = 2 * 30 * 1_000;

    #[test]
    fn one_question_looks_at_no_more_than_its_steps_pay_for() {
        let (space, question) = chain(400);
        space.exists(question);
        let looked_at = space.looked_at.get();
        assert!(looked_at <= STEPS * TESTS_A_STEP + AT_MOST_ONCE_MORE, "{looked_at}");
    }

    #[test]
    fn all_questions_together_look_at_no_more_than_their_steps_pay_for() {
        let (space, question) = chain(400);
        let mut asked = 0;
        while !space.is_spent() {
            space.exists(question.clone());
            asked += 1;
        }
        assert!(asked > 3, "{asked}");
        let looked_at = space.looked_at.get();
        assert!(looked_at <= STEPS_TOGETHER * TESTS_A_STEP + AT_MOST_ONCE_MORE, "{looked_at}");
        assert_eq!(space.exists(question), Answer::Undecided);
        assert_eq!(space.looked_at.get(), looked_at);
    }

    #[test]
    fn a_small_question_is_decided() {
        let (space, question) = chain(12);
        assert!(matches!(space.exists(question), Answer::Yes(_)));
        assert!(!space.is_spent());
    }
}
