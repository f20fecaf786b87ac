//! What sets may say, as far as tests tell it apart: of options that no test tells apart only the number counts, and of
//! each option only what it does to the tests that look at the sets it is in.

use super::cuts::MOST;
use crate::assessment::Fact;
use crate::rubric::{Leaf, OptionSet};

/// What one component may say: the facts of its indicators.
pub(super) type Facts = Vec<(usize, Fact)>;

/// How much of a row may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Known {
    All,
    SomeFacts,
    SomeOptions,
}

/// Options that every test takes or leaves together, and the tests that take them.
type Class = (Vec<usize>, Vec<usize>);
/// What is sure to be in a set, and what may be.
type Parts = (OptionSet, OptionSet);

/// Everything that the sets of a component, of so many options each, may say; nothing where that is too much.
pub(super) fn sets(
    component: &[usize],
    count: usize,
    leaves: &[&Leaf],
    known: Known,
) -> Option<Vec<Facts>> {
    let tests: Vec<(&[usize], OptionSet)> = leaves
        .iter()
        .filter_map(|leaf| match leaf {
            Leaf::Includes { indicators, options, .. } => Some((indicators.as_slice(), *options)),
            Leaf::Range { .. } | Leaf::Is { .. } | Leaf::OneOf { .. } => None,
        })
        .collect();
    let states: &[State] = match known {
        Known::All | Known::SomeFacts => &[State::Out, State::In],
        Known::SomeOptions => &[State::Out, State::In, State::Open],
    };
    let mut all: Vec<Vec<Parts>> =
        vec![vec![(OptionSet::EMPTY, OptionSet::EMPTY); component.len()]];
    for (options, takes) in classes(&tests, count) {
        let looked_at: Vec<&[usize]> = takes.iter().map(|&test| tests[test].0).collect();
        let patterns = patterns(component, states, &looked_at);
        all = dealt(&all, &options, &patterns)?;
    }
    as_facts(all, component, OptionSet::first(count), known)
}

fn classes(tests: &[(&[usize], OptionSet)], count: usize) -> Vec<Class> {
    let mut classes: Vec<Class> = Vec::new();
    for option in 0..count {
        let takes: Vec<usize> =
            (0..tests.len()).filter(|&test| tests[test].1.contains(option)).collect();
        match classes.iter_mut().find(|(_, of)| *of == takes) {
            Some((options, _)) => options.push(option),
            None => classes.push((vec![option], takes)),
        }
    }
    classes
}

/// What an option may be in each of the sets, one pattern for all that do the same to the tests that take it, each of
/// which looks at some of the sets.
fn patterns(component: &[usize], states: &[State], tests: &[&[usize]]) -> Vec<Vec<State>> {
    let mut patterns: Vec<Vec<State>> = vec![Vec::new()];
    for _ in component {
        patterns = patterns
            .into_iter()
            .flat_map(|so_far| {
                states.iter().map(move |state| [so_far.as_slice(), &[*state]].concat())
            })
            .collect();
    }
    let effect = |pattern: &[State]| -> Vec<State> {
        let of_test = |sets: &&[usize]| {
            let united = component.iter().zip(pattern).filter(|(set, _)| sets.contains(set));
            united.map(|(_, state)| *state).max().unwrap_or(State::Out)
        };
        tests.iter().map(of_test).collect()
    };
    let mut seen: Vec<Vec<State>> = Vec::new();
    patterns.retain(|pattern| {
        let effect = effect(pattern);
        let is_new = !seen.contains(&effect);
        seen.push(effect);
        is_new
    });
    patterns
}

/// The sets with the options of a class dealt out to the patterns, in every way.
fn dealt(
    all: &[Vec<Parts>],
    options: &[usize],
    patterns: &[Vec<State>],
) -> Option<Vec<Vec<Parts>>> {
    let mut next = Vec::new();
    for shares in shared_out(options.len(), patterns.len(), MOST)? {
        for so_far in all {
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
    Some(next)
}

/// The sets as facts; those that nothing is known of are missing, and where not all is known, so may any be.
fn as_facts(
    all: Vec<Vec<Parts>>,
    component: &[usize],
    whole: OptionSet,
    known: Known,
) -> Option<Vec<Facts>> {
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

/// What is known of an option of a set; of several sets that are united the most counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Out,
    Open,
    In,
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
}
