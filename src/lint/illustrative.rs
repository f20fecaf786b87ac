//! The rubric binds nobody, which whoever uses it should know.

use super::finding::{Finding, Findings};
use crate::rubric::Rubric;
use crate::vocabulary::RubricStatus;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    match rubric.status {
        RubricStatus::Illustrativ => {
            findings.push(Finding::new(rubric.places.status.clone(), LintText::Illustrative));
        }
        RubricStatus::Udkast | RubricStatus::Gaeldende => {}
    }
}
