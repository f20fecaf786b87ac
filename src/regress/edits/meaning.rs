//! What a part of a rubric means, so that two ways to write it are the same; and how it is shown.

use super::written::members;
use crate::arithmetic::{Number, fold};
use crate::rubric::wire::{self, Condition, Literal, LiteralValue, Text};
use toml::Spanned;

/// A literal, the same for `8` and `8.0`, and however an option is spelled.
pub(super) fn meaning(literal: &Literal<'_>) -> String {
    match literal.get_ref() {
        LiteralValue::Number(text) => match Number::from_rubric(text.trim_start_matches('+')) {
            Ok(number) => number.to_string(),
            Err(_) => text.clone(),
        },
        LiteralValue::Option(name) => format!("\"{}\"", fold(name)),
    }
}

pub(super) fn as_written(literal: &Literal<'_>) -> String {
    match literal.get_ref() {
        LiteralValue::Number(text) => text.clone(),
        LiteralValue::Option(name) => name.to_string(),
    }
}

pub(super) fn folded(texts: &[Text<'_>]) -> Vec<String> {
    let mut folded: Vec<String> = texts.iter().map(|text| fold(text.get_ref())).collect();
    folded.sort();
    folded
}

pub(super) fn fact(condition: &Condition<'_>) -> Option<String> {
    let list = |key: &str, names: &Spanned<Vec<Text<'_>>>| {
        let mut names: Vec<&str> =
            names.get_ref().iter().map(|name| name.get_ref().as_ref()).collect();
        names.sort_unstable();
        format!("{key} {}", names.join("+"))
    };
    match (&condition.indicator, &condition.sum, &condition.union) {
        (Some(name), _, _) => Some(name.get_ref().to_string()),
        (None, Some(names), _) => Some(list("sum", names)),
        (None, None, Some(names)) => Some(list("union", names)),
        (None, None, None) => None,
    }
}

/// A condition in words that are the same whenever it means the same.
pub(super) fn said(condition: &Condition<'_>) -> String {
    if let Some((n, _, members)) = members(condition) {
        let mut all: Vec<String> = members.get_ref().iter().map(said).collect();
        all.sort();
        return format!("{n}/{} ({})", all.len(), all.join("; "));
    }
    let mut words = vec![fact(condition).unwrap_or_default()];
    for (key, bound, exceptions) in
        [("min", &condition.min, &condition.min_for), ("max", &condition.max, &condition.max_for)]
    {
        words.extend(bound.iter().map(|bound| format!("{key} {}", meaning(bound))));
        words.extend(exceptions_said(key, exceptions));
    }
    words.extend(condition.is.iter().map(|is| format!("is {}", is.get_ref())));
    let lists = [("one_of", &condition.one_of), ("includes", &condition.includes)];
    for (key, list) in lists {
        words.extend(list.iter().map(|list| format!("{key} {}", folded(list.get_ref()).join("|"))));
    }
    words.extend(number_of(condition).map(|n| format!("at_least {n}")));
    words.extend(exceptions_said("at_least", &condition.at_least_for));
    words.join(" ")
}

/// How many options there must be: all that are named, where nothing is said.
pub(super) fn number_of(condition: &Condition<'_>) -> Option<String> {
    let all = condition.includes.as_ref().map(|list| list.get_ref().len().to_string());
    condition.at_least.as_ref().map(meaning).or(all)
}

pub(super) fn exceptions_said(
    key: &str,
    list: &Option<Spanned<Vec<wire::BoundFor<'_>>>>,
) -> Option<String> {
    let entries = list.as_ref()?.get_ref();
    let mut said: Vec<String> = entries
        .iter()
        .map(|entry| {
            let value = fold(entry.value.get_ref());
            format!("{}={value} {}", entry.group.get_ref(), meaning(&entry.bound))
        })
        .collect();
    // The first that fits counts, which only matters between different columns.
    if entries.windows(2).all(|pair| pair[0].group == pair[1].group) {
        said.sort();
    }
    Some(format!("{key}_for {}", said.join(", ")))
}

/// Whether two leaves on one fact ask for it in the same way.
pub(super) fn same_tests(a: &Condition<'_>, b: &Condition<'_>) -> bool {
    let kind = |leaf: &Condition<'_>| {
        (
            leaf.min.is_some() || leaf.max.is_some(),
            leaf.is.is_some(),
            leaf.one_of.is_some(),
            leaf.includes.is_some(),
        )
    };
    kind(a) == kind(b)
}

/// Two texts from a little before where they begin to differ.
pub(super) fn around_the_difference(a: &str, b: &str) -> (String, String) {
    const BEFORE: usize = 20;
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let cut = |text: &str| match same.checked_sub(BEFORE) {
        None | Some(0) => shortened(text),
        Some(skipped) => {
            let rest: String = text.chars().skip(skipped).collect();
            format!("…{}", shortened(&rest))
        }
    };
    (cut(a), cut(b))
}

/// A text on one line of a report.
pub(super) fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// A text, if there is one.
pub(super) fn word(text: &Option<Text<'_>>) -> Option<String> {
    text.as_ref().map(|text| text.get_ref().to_string())
}

/// Texts in a row.
pub(super) fn joined<'w, 't: 'w>(
    texts: impl IntoIterator<Item = &'w Text<'t>>,
    between: &str,
) -> String {
    let all: Vec<&str> = texts.into_iter().map(|text| text.get_ref().as_ref()).collect();
    all.join(between)
}
