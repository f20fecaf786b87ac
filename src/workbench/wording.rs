//! The conditions of a rubric in words, for those who read it rather than compute with it.

use crate::arithmetic::{DecimalMark, Number};
use crate::document::Item;
use crate::origin::origin;
use crate::rubric::{
    Aspect, Bound, Condition, Criterion, Exception, GroupKind, Kind, Leaf, Method, OptionSet,
    Options, Requirement, Rubric,
};
use crate::vocabulary::Level;
use crate::words::{Guide, Lang, unit_of, with_number};

/// A number with the decimal mark of the language.
pub(super) fn number(number: Number, lang: Lang) -> String {
    number.with_mark(match lang {
        Lang::Da => DecimalMark::Comma,
        Lang::En => DecimalMark::Point,
    })
}

/// The words of a criterion with the bounds for everybody in their places, and behind them those for other groups.
pub(super) fn criterion(rubric: &Rubric, criterion: &Criterion, lang: Lang) -> String {
    let mut shown: [Option<(&Leaf, &Bound)>; 2] = [None, None];
    criterion.condition.for_each_leaf(&mut |leaf| {
        let bounds = leaf.bounds().into_iter().zip(PLACEHOLDERS);
        for (known, (bound, name)) in shown.iter_mut().zip(bounds) {
            if known.is_none() && criterion.text.contains(name) {
                *known = bound.map(|bound| (leaf, bound));
            }
        }
    });
    let mut text = criterion.text.clone();
    for (name, shown) in PLACEHOLDERS.into_iter().zip(shown) {
        if let Some((leaf, bound)) = shown {
            let bound = value(rubric, leaf, bound.value, lang);
            text = with_number(&text, name, &bound);
        }
    }
    let others = for_others(rubric, shown, lang);
    match others.is_empty() {
        true => text,
        false => {
            let everybody = text.trim_end_matches('.').to_owned();
            Guide::OtherNumbers { everybody, others }.text(lang)
        }
    }
}

/// What stands for the lower and the upper bound in the words of a criterion.
const PLACEHOLDERS: [&str; 2] = ["{min}", "{max}"];

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

/// The same for papers that are filled in by hand: what the words have in full is not said again below them.
pub(super) fn criterion_in_short(rubric: &Rubric, of: &Criterion, lang: Lang) -> Item {
    let item = criterion_item(rubric, of, lang);
    match says_all(of) {
        true => item.with(Vec::new()),
        false => item,
    }
}

/// A criterion as an item: its words, and below them what is asked of which fact.
pub(super) fn criterion_item(rubric: &Rubric, of: &Criterion, lang: Lang) -> Item {
    let words = criterion(rubric, of, lang);
    let from = origin(rubric, of, lang);
    let said = format!("{}: {}. {from}", of.id, words.trim_end_matches('.'));
    Item::new(said.trim_end()).with(vec![condition(rubric, &of.condition, lang)])
}

/// What must hold, with the members of a group below it.
pub(super) fn condition(rubric: &Rubric, of: &Condition, lang: Lang) -> Item {
    match of {
        Condition::Leaf(of) => Item::new(leaf(rubric, of, lang)),
        Condition::AtLeast { kind, n, members } => {
            let text = match kind {
                GroupKind::Any => Guide::AnyOf.text(lang),
                GroupKind::All => Guide::AllOf.text(lang),
                GroupKind::AtLeast => Guide::AtLeastOf { n: *n, of: members.len() }.text(lang),
            };
            let members = members.iter().map(|member| condition(rubric, member, lang));
            Item::new(text).with(members.collect())
        }
    }
}

/// A fact and its test.
pub(super) fn leaf(rubric: &Rubric, of: &Leaf, lang: Lang) -> String {
    format!("{}: {}", fact(rubric, of, lang), test(rubric, of, lang))
}

/// What is asked about: an oplysning, or several together.
pub(super) fn fact(rubric: &Rubric, of: &Leaf, lang: Lang) -> String {
    let labels: Vec<&str> =
        of.indicators().iter().map(|&index| rubric.indicators[index].label.as_str()).collect();
    let together = labels.join(" + ");
    match of {
        Leaf::Range { sum: true, .. } => Guide::Sum { facts: together }.text(lang),
        Leaf::Includes { .. } if labels.len() > 1 => Guide::Union { facts: together }.text(lang),
        Leaf::Range { .. } | Leaf::Includes { .. } | Leaf::Is { .. } | Leaf::OneOf { .. } => {
            together
        }
    }
}

/// What is asked of the fact, with the numbers for other groups of suppliers.
pub(super) fn test(rubric: &Rubric, of: &Leaf, lang: Lang) -> String {
    match of {
        Leaf::Range { min, max, .. } => {
            let shown = |bound: &Bound| with_unit(rubric, of, bound.value, lang);
            let everybody = match (min, max) {
                (Some(min), Some(max)) => Guide::Between { min: shown(min), max: shown(max) },
                (Some(min), None) => Guide::AtLeast { bound: shown(min) },
                (None, Some(max)) => Guide::AtMost { bound: shown(max) },
                (None, None) => return String::new(),
            };
            let bounds = of.bounds().map(|bound| bound.map(|bound| (of, bound)));
            let others = for_others(rubric, bounds, lang);
            let everybody = everybody.text(lang);
            match others.is_empty() {
                true => everybody,
                false => Guide::OtherNumbers { everybody, others }.text(lang),
            }
        }
        Leaf::Is { value, .. } => yes_no(*value, lang),
        Leaf::OneOf { indicator, options } => {
            let names = names(options_of(rubric, indicator[0]), *options);
            Guide::OneOf { names: names.join(", ") }.text(lang)
        }
        Leaf::Includes { indicators, named, options, at_least } => {
            let names = names(options_of(rubric, indicators[0]), *options);
            let n = usize::try_from(at_least.value.whole()).unwrap_or(usize::MAX);
            let text = match named {
                false => Guide::Different { n },
                true if n == names.len() => Guide::Every { names: names.join(", ") },
                true => Guide::Some { n, names: names.join(", ") },
            };
            let everybody = text.text(lang);
            match at_least.exceptions.is_empty() {
                true => everybody,
                false => Guide::OtherNumbers {
                    everybody,
                    others: exceptions(rubric, of, at_least, lang),
                }
                .text(lang),
            }
        }
    }
}

fn yes_no(value: bool, lang: Lang) -> String {
    if value { Guide::Yes } else { Guide::No }.text(lang)
}

/// The bounds for other groups of suppliers than most; nothing where there are none.
fn for_others(rubric: &Rubric, bounds: [Option<(&Leaf, &Bound)>; 2], lang: Lang) -> String {
    let both = bounds.iter().all(Option::is_some);
    let others: Vec<String> = bounds
        .into_iter()
        .zip([Guide::AtLeastShort, Guide::AtMostShort])
        .filter_map(|(of, word)| {
            let (leaf, bound) = of.filter(|(_, bound)| !bound.exceptions.is_empty())?;
            let all = exceptions(rubric, leaf, bound, lang);
            Some(match both {
                true => format!("{} {all}", word.text(lang)),
                false => all,
            })
        })
        .collect();
    others.join("; ")
}

/// The exceptions from a bound, in the order in which they are tried.
fn exceptions(rubric: &Rubric, leaf: &Leaf, bound: &Bound, lang: Lang) -> String {
    let one = |exception: &Exception| {
        let group = &rubric.groups[exception.group].values[exception.value];
        format!("{group} {}", value(rubric, leaf, exception.bound, lang))
    };
    let all: Vec<String> = bound.exceptions.iter().map(one).collect();
    let all = all.join(", ");
    let first = bound.exceptions.first().map(|exception| exception.group);
    let is_of_first = |exception: &Exception| Some(exception.group) == first;
    match bound.exceptions.iter().all(is_of_first) {
        true => all,
        // A supplier may be of several of the groups.
        false => Guide::FirstThatFits { all }.text(lang),
    }
}

/// A bound as it is said: a number, or the option of that index in an ordered choice.
pub(super) fn value(rubric: &Rubric, leaf: &Leaf, bound: Number, lang: Lang) -> String {
    match first(rubric, leaf) {
        Some(Kind::Choice { options, .. }) => {
            let index = bound.ten_thousandths() / Number::from_integer(1).ten_thousandths();
            let name = usize::try_from(index).ok().and_then(|index| options.names.get(index));
            Guide::Quoted { text: name.cloned().unwrap_or_default() }.text(lang)
        }
        _ => number(bound, lang),
    }
}

fn with_unit(rubric: &Rubric, leaf: &Leaf, bound: Number, lang: Lang) -> String {
    let shown = value(rubric, leaf, bound, lang);
    let indicator = leaf.indicators().first().map(|&i| &rubric.indicators[i]);
    let unit = match indicator.map(|indicator| &indicator.kind) {
        Some(Kind::Share { .. }) => Some("%"),
        _ => indicator.and_then(|indicator| indicator.unit.as_deref()),
    };
    match unit {
        Some(unit) => format!("{shown} {}", unit_of(&shown, unit)),
        None => shown,
    }
}

fn first<'r>(rubric: &'r Rubric, leaf: &Leaf) -> Option<&'r Kind> {
    leaf.indicators().first().map(|&index| &rubric.indicators[index].kind)
}

fn options_of(rubric: &Rubric, indicator: usize) -> Option<&Options> {
    rubric.indicators[indicator].kind.options()
}

fn names(options: Option<&Options>, some: OptionSet) -> Vec<String> {
    let Some(options) = options else {
        return Vec::new();
    };
    some.iter().filter_map(|index| options.names.get(index).cloned()).collect()
}

/// A must-have in words.
pub(super) fn requirement(of: &Requirement, lang: Lang) -> String {
    let (level, at_least) = (of.level.as_str(), of.at_least.as_str());
    match of.parameter {
        Some(parameter) => Guide::RequireOne { level, parameter: parameter.label(), at_least },
        None => Guide::RequireAll { level, at_least },
    }
    .text(lang)
}

/// The name of an aspect of the målgruppebeskrivelse, as the model writes it.
pub(super) fn aspect(aspect: Aspect, lang: Lang) -> String {
    match aspect {
        Aspect::Complexity => Guide::Complexity,
        Aspect::Size => Guide::Size,
        Aspect::Services => Guide::Services,
        Aspect::Content => Guide::Content,
    }
    .text(lang)
}

/// How a parameter's level is found, in one or two sentences.
pub(super) fn method(rubric: &crate::rubric::ParameterRubric, lang: Lang) -> String {
    let mut sentences = vec![match (rubric.method, rubric.levels) {
        (Method::Assessed, _) => Guide::MethodAssessed.text(lang),
        (Method::Criteria, crate::rubric::Levels::Cumulative) => Guide::MethodCumulative.text(lang),
        (Method::Criteria, crate::rubric::Levels::Independent) => {
            Guide::MethodIndependent.text(lang)
        }
    }];
    if rubric.may_be_irrelevant {
        sentences.push(Guide::MayBeIrrelevant.text(lang));
    }
    sentences.join(" ")
}

/// The level as a heading: `Let`, `Moderat`, `Højt`.
pub(super) fn level_heading(level: Level) -> &'static str {
    match level {
        Level::UnderLet => "Under let",
        Level::Let => "Let",
        Level::Moderat => "Moderat",
        Level::Hoejt => "Højt",
    }
}

/// The mean of so many points over so many parameters, to two decimals, half up.
pub(super) fn mean(sum: u32, count: usize, lang: Lang) -> String {
    let count = count.max(1) as u64;
    let hundredths = (u64::from(sum) * 200 + count) / (2 * count);
    let mark = match lang {
        Lang::Da => ',',
        Lang::En => '.',
    };
    format!("{}{mark}{:02}", hundredths / 100, hundredths % 100)
}
