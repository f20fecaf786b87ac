//! A placeholder in a text that has no bound to stand for, and would be shown to readers as it is.

use super::{Finding, Findings};
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
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_');
        if is_name && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
