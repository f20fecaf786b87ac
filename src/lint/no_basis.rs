//! A criterion that says neither where in the source it comes from nor that it is the author's own, or one that
//! says where its number is from and has none.

use super::finding::{Finding, Findings};
use crate::origin::has_own_bound;
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
            let has_number = has_own_bound(rubric, criterion).is_some();
            if criterion.bound_basis.is_some() && !has_number {
                let id = criterion.id.clone();
                findings.push(Finding::new(
                    places.id.clone(),
                    LintText::NumberBasisWithoutNumber { id },
                ));
            }
        }
    }
}
