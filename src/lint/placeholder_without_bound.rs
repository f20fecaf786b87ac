//! A placeholder in a text that has no bound to stand for, or is not closed or misspelt, and would be shown to readers
//! as it is.

use super::finding::{Finding, Findings};
use crate::arithmetic::fold;
use crate::rubric::{Condition, Rubric};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for (parameter, places) in rubric.parameters.iter().zip(&rubric.places.criteria) {
        let criteria = parameter.criteria.iter().flatten();
        for (criterion, places) in criteria.zip(places.iter().flatten()) {
            let [min, max] = match &criterion.condition {
                Condition::Leaf(leaf) => leaf.bounds().map(|bound| bound.is_some()),
                // Of a group, no one bound is the one that applies.
                Condition::AtLeast { .. } => [false, false],
            };
            for name in placeholders(&criterion.text) {
                let has_bound = match name {
                    "min" => min,
                    "max" => max,
                    _ => false,
                };
                if !has_bound {
                    let name = name.to_owned();
                    let text = LintText::PlaceholderWithoutBound { name };
                    let finding = Finding::new(places.text.clone(), text);
                    findings.push(finding.help(LintText::KnownPlaceholders));
                }
            }
            if let Some(written) = broken(&criterion.text) {
                let written = written.to_owned();
                let text = LintText::BrokenPlaceholder { written };
                let finding = Finding::new(places.text.clone(), text);
                findings.push(finding.help(LintText::KnownPlaceholders));
            }
        }
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
