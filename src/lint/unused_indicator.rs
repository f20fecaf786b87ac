//! An indicator that no criterion names, not even as the part or whole of a share.

use super::finding::{Finding, Findings};
use crate::rubric::Rubric;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    let used = rubric.used_indicators();
    for (index, (indicator, span)) in
        rubric.indicators.iter().zip(&rubric.places.indicators).enumerate()
    {
        if !used.contains(&index) {
            let id = indicator.id.clone();
            let finding = Finding::new(span.clone(), LintText::UnusedIndicator { id });
            findings.push(finding.help(LintText::RemoveOrUse));
        }
    }
}
