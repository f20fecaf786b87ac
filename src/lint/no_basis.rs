//! A criterion that says neither where in the source it comes from nor that it is the author's own.

use super::{Finding, Findings};
use crate::rubric::Rubric;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for (parameter, places) in rubric.parameters.iter().zip(&rubric.places.criteria) {
        let criteria = parameter.criteria.iter().flatten();
        for (criterion, places) in criteria.zip(places.iter().flatten()) {
            if criterion.basis.is_none() && !criterion.own {
                let id = criterion.id.clone();
                let finding = Finding::new(places.id.clone(), LintText::NoBasis { id });
                findings.push(finding.help(LintText::WriteBasis));
            }
        }
    }
}
