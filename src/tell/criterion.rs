//! A criterion in words: its own, with the bounds in their places, and what they leave unsaid.

use super::bound;
use super::condition::{self, Bounds};
use crate::document::Item;
use crate::explain::CriterionOutcome;
use crate::origin::origin;
use crate::rubric::{Bound, Condition, Criterion, Leaf, Rubric};
use crate::words::{Lang, with_number};

/// What stands for the lower and the upper bound in the words of a criterion.
const PLACEHOLDERS: [&str; 2] = ["{min}", "{max}"];

/// Whether the words of a criterion show a bound.
pub fn shows_a_bound(of: &Criterion) -> bool {
    PLACEHOLDERS.into_iter().any(|name| of.text.contains(name))
}

/// The words of a criterion with the bounds for everybody in their places, and behind them those for other groups.
pub fn as_written<'r>(rubric: &'r Rubric, of: &'r Criterion, lang: Lang) -> String {
    let mut leaves = Vec::new();
    of.condition.for_each_leaf(&mut |leaf| leaves.push(leaf));
    let shown = [0, 1].map(|end: usize| {
        let has = |&leaf: &&'r Leaf| Some((leaf, leaf.bounds()[end]?));
        leaves.iter().find_map(has).filter(|_| of.text.contains(PLACEHOLDERS[end]))
    });
    let all = leaves.iter().map(|&leaf| (leaf, condition::for_everybody(leaf)));
    let words = filled(rubric, of, all, lang);
    condition::with_others(rubric, words, shown, lang)
}

/// The words of a criterion with the bounds that applied; without a full stop.
pub fn as_applied(rubric: &Rubric, outcome: &CriterionOutcome<'_>, lang: Lang) -> String {
    let leaves = outcome.condition.leaves().into_iter();
    let all = leaves.map(|leaf| (leaf.leaf, [leaf.min, leaf.max]));
    filled(rubric, outcome.criterion, all, lang).trim_end_matches('.').to_owned()
}

/// The words of a criterion; in the place of each bound the first that one of its leaves has.
fn filled<'r>(
    rubric: &Rubric,
    of: &Criterion,
    leaves: impl Iterator<Item = (&'r Leaf, Bounds)>,
    lang: Lang,
) -> String {
    let mut numbers: [Option<String>; 2] = [None, None];
    for (leaf, bounds) in leaves {
        let indicator = &rubric.indicators[leaf.indicators()[0]];
        for (number, bound) in numbers.iter_mut().zip(bounds) {
            if let (None, Some(bound)) = (&number, bound) {
                *number = Some(bound::applied(indicator, &bound, lang));
            }
        }
    }
    let mut text = of.text.clone();
    for (name, number) in PLACEHOLDERS.into_iter().zip(numbers) {
        if let Some(number) = number {
            text = with_number(&text, name, &number);
        }
    }
    text
}

/// A criterion as an item: its words, and below them what is asked of which fact.
pub fn item(rubric: &Rubric, of: &Criterion, lang: Lang) -> Item {
    let words = as_written(rubric, of, lang);
    let from = origin(rubric, of, lang);
    let said = format!("{}: {}. {from}", of.id, words.trim_end_matches('.'));
    Item::new(said.trim_end()).with(vec![condition::item(rubric, &of.condition, lang)])
}

/// The same for papers that are filled in by hand: what the words have in full is not said again below them.
pub fn item_in_short(rubric: &Rubric, of: &Criterion, lang: Lang) -> Item {
    let item = item(rubric, of, lang);
    match says_all(of) {
        true => item.with(Vec::new()),
        false => item,
    }
}

/// Whether the words of a criterion have all that it asks: its one fact is held against bounds that they show.
fn says_all(of: &Criterion) -> bool {
    let shows = |(bound, name): (Option<&Bound>, &str)| bound.is_none() || of.text.contains(name);
    match &of.condition {
        Condition::Leaf(leaf @ Leaf::Range { .. }) => {
            leaf.bounds().into_iter().zip(PLACEHOLDERS).all(shows)
        }
        Condition::Leaf(Leaf::Is { .. } | Leaf::OneOf { .. } | Leaf::Includes { .. })
        | Condition::AtLeast { .. } => false,
    }
}
