//! A column in `[groups]` that no bound depends on.

use super::finding::{Finding, Findings};
use crate::rubric::Rubric;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    let mut used = vec![false; rubric.groups.len()];
    for criterion in
        rubric.parameters.iter().flat_map(|parameter| parameter.criteria.iter().flatten())
    {
        criterion.condition.for_each_leaf(&mut |leaf| {
            for group in leaf.groups() {
                used[group] = true;
            }
        });
    }
    for ((group, span), used) in rubric.groups.iter().zip(&rubric.places.groups).zip(used) {
        if !used {
            let column = group.column.id().to_owned();
            findings.push(Finding::new(span.clone(), LintText::UnusedGroup { column }));
        }
    }
}
