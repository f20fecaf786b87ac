//! Where a criterion's content is from, and where its number is from, in words: one is often the source's
//! and the other ours, and a reader must not take ours for the source's.

use crate::rubric::{Criterion, Kind, Leaf, Rubric};
use crate::words::{Guide, Lang};

/// What a criterion sets a bound on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bounds {
    /// Numbers: so many, so much.
    Numbers,
    /// Steps of an ordered choice.
    Steps,
    /// Both.
    Both,
}

/// »Indhold: Boks 4. Tal: vejledningens eget.« – empty where nothing is known and nothing is to be said.
pub fn origin(rubric: &Rubric, criterion: &Criterion, lang: Lang) -> String {
    let content = match (&criterion.basis, criterion.own) {
        (Some(basis), false) => Some(basis.clone()),
        (Some(basis), true) => Some(Guide::OursAfter { basis: basis.clone() }.text(lang)),
        (None, true) => Some(Guide::Ours.text(lang)),
        (None, false) => None,
    };
    let content = content.map(|from| Guide::ContentFrom { from }.text(lang));
    let bounds = bounds(rubric, criterion).map(|bounds| {
        let basis = criterion.bound_basis.clone();
        let ours = || match bounds {
            Bounds::Numbers => Guide::Ours,
            Bounds::Steps => Guide::OursOneStep,
            Bounds::Both => Guide::OursSeveral,
        };
        let from = basis.unwrap_or_else(|| ours().text(lang));
        match bounds {
            Bounds::Numbers => Guide::NumberFrom { from },
            Bounds::Steps => Guide::StepFrom { from },
            Bounds::Both => Guide::NumbersAndStepsFrom { from },
        }
        .text(lang)
    });
    let said: Vec<String> = [content, bounds].into_iter().flatten().collect();
    said.join(" ")
}

/// Whether the number is the rubric's own; nothing where the criterion has none.
pub fn has_own_bound(rubric: &Rubric, criterion: &Criterion) -> Option<bool> {
    bounds(rubric, criterion).map(|_| criterion.bound_basis.is_none())
}

fn bounds(rubric: &Rubric, criterion: &Criterion) -> Option<Bounds> {
    let (mut numbers, mut steps) = (criterion.condition.counts_members(), false);
    criterion.condition.for_each_leaf(&mut |leaf| match leaf {
        Leaf::Range { indicators, .. } => {
            let kind = indicators.first().map(|&index| &rubric.indicators[index].kind);
            match kind {
                Some(Kind::Choice { .. }) => steps = true,
                _ => numbers = true,
            }
        }
        Leaf::Includes { named, options, at_least, .. } => {
            // All that are named is a list, not a number.
            let is_all = *named
                && at_least.exceptions.is_empty()
                && at_least.value.whole() == options.len() as u64;
            numbers |= !is_all;
        }
        Leaf::Is { .. } | Leaf::OneOf { .. } => {}
    });
    match (numbers, steps) {
        (true, true) => Some(Bounds::Both),
        (true, false) => Some(Bounds::Numbers),
        (false, true) => Some(Bounds::Steps),
        (false, false) => None,
    }
}
