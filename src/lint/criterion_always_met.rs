//! A criterion that every supplier meets, whatever the facts.

use super::criterion_never_met::is_always;
use super::exact::Analysis;
use super::finding::{Finding, Findings};
use crate::rubric::Rubric;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for analysis in Analysis::all(rubric) {
        for criterion in analysis.part.criteria.iter().flatten() {
            if is_always(&analysis, criterion, true) {
                let id = criterion.id.clone();
                let text = LintText::CriterionAlwaysMet { id };
                findings.push(Finding::new(criterion.span.clone(), text));
            }
        }
    }
}
