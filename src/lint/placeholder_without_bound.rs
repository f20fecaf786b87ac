//! A placeholder in a text that has no bound to stand for, or is not closed or misspelt, and would be shown to readers
//! as it is.

use super::finding::{Finding, Findings};
use super::walk::criteria;
use crate::arithmetic::fold;
use crate::rubric::{Condition, Rubric};
use crate::source::Span;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for placed in criteria(rubric) {
        let has_bound = match &placed.criterion.condition {
            Condition::Leaf(leaf) => leaf.bounds().map(|bound| bound.is_some()),
            // Of a group, no one bound is the one that applies.
            Condition::AtLeast { .. } => [false, false],
        };
        look(&placed.criterion.text, &placed.places.text, has_bound, findings);
    }
    // What is asked, and what a level is in words, is shown as it stands.
    for (indicator, span) in rubric.indicators.iter().zip(&rubric.places.asked) {
        if let (Some(text), Some(span)) = (&indicator.ask, span) {
            look(text, span, [false, false], findings);
        }
    }
    for (parameter, spans) in rubric.parameters.iter().zip(&rubric.places.guidance) {
        for (text, span) in parameter.guidance.0.iter().zip(spans) {
            look(text, span, [false, false], findings);
        }
    }
}

/// Looks at one text, whose minimum and maximum are there or not.
fn look(text: &str, span: &Span, [min, max]: [bool; 2], findings: &mut Findings) {
    let lonely = placeholders(text).into_iter().filter(|name| match *name {
        "min" => !min,
        "max" => !max,
        _ => true,
    });
    let lonely = lonely.map(|name| LintText::PlaceholderWithoutBound { name: name.to_owned() });
    let broken =
        broken(text).map(|written| LintText::BrokenPlaceholder { written: written.to_owned() });
    for told in lonely.chain(broken) {
        findings.push(Finding::new(span.clone(), told).help(LintText::KnownPlaceholders));
    }
}

/// The names in braces, each once.
fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for piece in text.split('{').skip(1) {
        let Some((name, _)) = piece.split_once('}') else {
            continue;
        };
        if is_name(name) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The first word with a brace that is part of no name in braces.
fn broken(text: &str) -> Option<&str> {
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let from = &rest[at..];
        let name = from.strip_prefix('{').and_then(|from| from.split_once('}'));
        match name {
            Some((name, after)) if is_name(name) || is_remark(name) => rest = after,
            Some(_) | None => {
                let start = rest[..at].rfind(char::is_whitespace).map_or(0, |space| space + 1);
                // A blank may be a sign of several bytes.
                let start = (start..=at).find(|&start| rest.is_char_boundary(start))?;
                let end = from.find(|c: char| c.is_whitespace()).map_or(rest.len(), |end| at + end);
                return Some(&rest[start..end.max(at + 1)]);
            }
        }
    }
    None
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

/// Braces around something else than a bound, as in `{sic!}`.
fn is_remark(inside: &str) -> bool {
    !inside.contains('{') && !["min", "max"].contains(&fold(inside).as_str())
}
