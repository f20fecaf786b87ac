//! A bound for a group that no supplier gets, because an earlier entry takes all of them, or that is the bound which
//! they have without it.

use super::finding::{Finding, Findings, removal};
use crate::rubric::{Bound, Condition, ConditionPlaces, Leaf, Rubric};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for (parameter, places) in rubric.parameters.iter().zip(&rubric.places.criteria) {
        let criteria = parameter.criteria.iter().flatten();
        for (criterion, places) in criteria.zip(places.iter().flatten()) {
            in_condition(rubric, &criterion.condition, &places.condition, findings);
        }
    }
}

fn in_condition(
    rubric: &Rubric,
    condition: &Condition,
    places: &ConditionPlaces,
    findings: &mut Findings,
) {
    match condition {
        Condition::Leaf(leaf) => in_leaf(rubric, leaf, places, findings),
        Condition::AtLeast { members, .. } => {
            for (member, places) in members.iter().zip(&places.members) {
                in_condition(rubric, member, places, findings);
            }
        }
    }
}

fn in_leaf(rubric: &Rubric, leaf: &Leaf, places: &ConditionPlaces, findings: &mut Findings) {
    let everybody = vec![None; rubric.groups.len()];
    let all = leaf.combinations(&rubric.groups, &everybody);
    for (bound, spans) in leaf.bounds().into_iter().zip(&places.exceptions) {
        let Some(bound) = bound else { continue };
        for (index, span) in spans.iter().enumerate() {
            let taken = all.iter().any(|groups| {
                let first = bound
                    .exceptions
                    .iter()
                    .position(|exception| groups[exception.group] == Some(exception.value));
                first == Some(index)
            });
            let text = match taken {
                false => LintText::UnusedException,
                true if is_the_rule(bound, index, &all) => LintText::ExceptionIsTheRule,
                true => continue,
            };
            let help = match taken {
                false => LintText::Remove,
                true => LintText::RemoveOrChange,
            };
            let gone = removal(&rubric.source, span);
            findings.push(Finding::new(span.clone(), text).help(help).fix(gone, ""));
        }
    }
}

/// Whether every supplier has the same bound without the exception.
fn is_the_rule(bound: &Bound, index: usize, all: &[Vec<Option<usize>>]) -> bool {
    let mut without = bound.clone();
    without.exceptions.remove(index);
    let same = |groups: &Vec<Option<usize>>| without.for_groups(groups) == bound.for_groups(groups);
    all.iter().all(same)
}
