//! A placement by another rule than the pilot's, in which the eight parameters weigh the same.

use super::finding::{Finding, Findings};
use crate::rubric::{Rubric, Rule};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    if let (Rule::Median | Rule::Weakest, Some(span)) = (rubric.rule, &rubric.places.rule) {
        let rule = rubric.rule.as_str();
        findings.push(Finding::new(span.clone(), LintText::NotThePilotsRule { rule }));
    }
    if let Some(first) = rubric.places.requirements.first() {
        let n = rubric.requirements.len();
        findings.push(Finding::new(first.clone(), LintText::MustHavesAreOurs { n }));
    }
}
