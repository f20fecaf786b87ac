//! A condition in words: which fact, what is asked of it, and how the members of a group make it.

use super::bound;
use super::line::capital;
use crate::document::Item;
use crate::explain::AppliedBound;
use crate::rubric::{Bound, Condition, Exception, GroupKind, Indicator, Leaf, Rubric};
use crate::words::why::{alternatives, enumerated, list};
use crate::words::{Asked, Lang, asked};

/// The lower and the upper bound of a leaf; of a set the lower is how many options there must be.
pub(super) type Bounds = [Option<AppliedBound>; 2];

/// The bounds of a leaf for everybody whom no other is for.
pub(super) fn for_everybody(leaf: &Leaf) -> Bounds {
    leaf.bounds().map(|bound| bound.map(|bound| AppliedBound::fixed(bound.value)))
}

/// What must hold, with the members of a group below it.
pub fn item(rubric: &Rubric, of: &Condition, lang: Lang) -> Item {
    match of {
        Condition::Leaf(leaf) => {
            Item::new(format!("{}: {}", fact(rubric, leaf, lang), test(rubric, leaf, lang)))
        }
        Condition::AtLeast { kind, n, members } => {
            let text = capital(&group(*kind, *n, members.len(), lang));
            let members = members.iter().map(|member| item(rubric, member, lang));
            Item::new(format!("{text}:")).with(members.collect())
        }
    }
}

/// How many of the members of a group must hold.
pub(super) fn group(kind: GroupKind, n: usize, of: usize, lang: Lang) -> String {
    match kind {
        GroupKind::Any => Asked::AnyOfThese,
        GroupKind::All => Asked::AllOfThese,
        GroupKind::AtLeast => Asked::NOfThese { n, of },
    }
    .text(lang)
}

/// What is asked about: an oplysning, or several together.
pub fn fact(rubric: &Rubric, leaf: &Leaf, lang: Lang) -> String {
    let labels: Vec<&str> =
        leaf.indicators().iter().map(|&index| rubric.indicators[index].label.as_str()).collect();
    together(&labels, lang)
}

/// One fact, or several that count together, by their labels, which may have commas of their own.
pub fn together(labels: &[&str], lang: Lang) -> String {
    match labels {
        [label] => (*label).to_owned(),
        labels => Asked::Together { labels: labels.join(" + ") }.text(lang),
    }
}

/// What a leaf asks, with the numbers for other groups of suppliers.
pub fn test(rubric: &Rubric, leaf: &Leaf, lang: Lang) -> String {
    let everybody = asked(rubric, leaf, &for_everybody(leaf), lang);
    with_others(rubric, everybody, leaf.bounds().map(|bound| Some((leaf, bound?))), lang)
}

/// What a leaf asks with these bounds.
pub(super) fn asked(rubric: &Rubric, leaf: &Leaf, bounds: &Bounds, lang: Lang) -> String {
    let indicator = &rubric.indicators[leaf.indicators()[0]];
    let mut text = match leaf {
        Leaf::Range { .. } => range(indicator, bounds, lang),
        Leaf::Is { value, .. } => Asked::MustBe { answers: asked::yes_no(*value, lang) }.text(lang),
        Leaf::OneOf { options, .. } => {
            let names = indicator.options(*options).into_iter();
            let names: Vec<String> = names.map(|name| asked::quoted(name, lang)).collect();
            Asked::MustBe { answers: alternatives(&names, lang) }.text(lang)
        }
        Leaf::Includes { named, options, .. } => {
            // A set always has its number of options.
            let Some(at_least) = &bounds[0] else {
                return String::new();
            };
            let names = indicator.options(*options);
            let n = bound::applied(indicator, at_least, lang);
            let options = enumerated(&names, lang);
            match named {
                false => Asked::Different { n },
                true if at_least.low.whole() == names.len() as u64 => {
                    Asked::MustInclude { options }
                }
                true => Asked::MustIncludeSome { n, options },
            }
            .text(lang)
        }
    };
    if bounds.iter().flatten().any(AppliedBound::is_open) {
        text.push_str(&Asked::ByTheKind.text(lang));
    }
    text
}

fn range(indicator: &Indicator, bounds: &Bounds, lang: Lang) -> String {
    let amount = |bound: &AppliedBound| bound::applied_amount(indicator, bound, lang);
    let at_least = |min: &AppliedBound| Asked::AtLeast { bound: amount(min) }.text(lang);
    let at_most = |max: &AppliedBound| Asked::AtMost { bound: amount(max) }.text(lang);
    match bounds {
        [Some(min), Some(max)] if min.is_open() || max.is_open() => {
            list(&[at_least(min), at_most(max)], lang)
        }
        [Some(min), Some(max)] => {
            Asked::FromTo { low: bound::applied(indicator, min, lang), high: amount(max) }
                .text(lang)
        }
        [Some(min), None] => at_least(min),
        [None, Some(max)] => at_most(max),
        // A range without bounds is refused when the rubric is read.
        [None, None] => String::new(),
    }
}

/// A text with the bounds for other groups of suppliers than most behind it, where there are some.
pub(super) fn with_others(
    rubric: &Rubric,
    everybody: String,
    bounds: [Option<(&Leaf, &Bound)>; 2],
    lang: Lang,
) -> String {
    let both = bounds.iter().all(Option::is_some);
    let others: Vec<String> = bounds
        .into_iter()
        .zip([Asked::AtLeastShort, Asked::AtMostShort])
        .filter_map(|(of, word)| {
            let (leaf, bound) = of.filter(|(_, bound)| !bound.exceptions.is_empty())?;
            let all = exceptions(rubric, leaf, bound, lang);
            Some(match both {
                true => format!("{} {all}", word.text(lang)),
                false => all,
            })
        })
        .collect();
    match others.is_empty() {
        true => everybody,
        false => Asked::OtherNumbers {
            everybody: everybody.trim_end_matches('.').to_owned(),
            others: others.join("; "),
        }
        .text(lang),
    }
}

/// The exceptions from a bound, in the order in which they are tried.
fn exceptions(rubric: &Rubric, leaf: &Leaf, bound: &Bound, lang: Lang) -> String {
    let indicator = &rubric.indicators[leaf.indicators()[0]];
    let one = |exception: &Exception| {
        let group = &rubric.groups[exception.group].values[exception.value];
        format!("{group} {}", bound::value(indicator, exception.bound, lang))
    };
    let all: Vec<String> = bound.exceptions.iter().map(one).collect();
    let all = all.join(", ");
    let first = bound.exceptions.first().map(|exception| exception.group);
    let is_of_first = |exception: &Exception| Some(exception.group) == first;
    match bound.exceptions.iter().all(is_of_first) {
        true => all,
        // A supplier may be of several of the groups.
        false => Asked::FirstThatFits { all }.text(lang),
    }
}
