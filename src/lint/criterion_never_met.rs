//! A criterion that no supplier can meet.

use super::exact::{Analysis, Answer};
use super::finding::{Finding, Findings};
use crate::rubric::{Criterion, Leaf, Rubric};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for analysis in Analysis::all(rubric) {
        for criterion in analysis.part.criteria.iter().flatten() {
            if is_always(&analysis, criterion, false) {
                let id = criterion.id.clone();
                let text = LintText::CriterionNeverMet { id };
                findings.push(Finding::new(criterion.span.clone(), text));
            }
        }
    }
}

/// Whether a criterion is met, or not, by every supplier of every group.
pub(super) fn is_always(analysis: &Analysis<'_>, criterion: &Criterion, met: bool) -> bool {
    !analysis.is_spent()
        && analysis.groups.iter().all(|groups| {
            let leaf = |leaf: &Leaf| analysis.leaf(leaf, groups, None);
            let formula = analysis.condition(&criterion.condition, &leaf);
            let otherwise = if met { formula.not() } else { formula };
            analysis.exists(vec![otherwise]) == Answer::No
        })
}
