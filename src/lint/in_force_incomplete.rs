//! A rubric in force that does not say from when, or what it rests on.

use super::finding::{Finding, Findings};
use crate::rubric::Rubric;
use crate::vocabulary::RubricStatus;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    if rubric.status != RubricStatus::Gaeldende {
        return;
    }
    let lacking =
        [(rubric.valid_from.is_none(), "valid_from"), (rubric.sources.is_empty(), "sources")];
    for (_, key) in lacking.into_iter().filter(|(lacks, _)| *lacks) {
        let text = LintText::InForceWithout { key };
        findings.push(Finding::new(rubric.places.status.clone(), text));
    }
}
