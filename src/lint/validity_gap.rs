//! Days between two versions of a rubric on which neither applies: assessments of those days are rejected.

use super::finding::{Finding, Findings};
use crate::rubric::{Catalogue, Rubric};
use crate::words::LintText;

pub(super) fn find(catalogue: &Catalogue, rubric: &Rubric, findings: &mut Findings) {
    let Some(from) = rubric.valid_from else {
        return;
    };
    let before = catalogue
        .rubrics()
        .iter()
        .filter(|other| other.id == rubric.id)
        .filter_map(|other| Some((other, other.valid_to?)))
        .filter(|(_, to)| *to < from)
        .max_by_key(|(_, to)| *to);
    let Some((other, to)) = before else {
        return;
    };
    let (Ok(first), Ok(last)) = (to.tomorrow(), from.yesterday()) else {
        return;
    };
    if first <= last {
        let (line, column) = other.source.position(other.places.validity[1].start);
        let text = LintText::ValidityGap {
            from: first.to_string(),
            to: last.to_string(),
            other: other.name(),
            place: format!("{}:{line}:{column}", other.source.name),
        };
        findings.push(Finding::new(rubric.places.validity[0].clone(), text));
    }
}
