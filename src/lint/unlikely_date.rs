//! A first or last day that is hardly meant: before 2000 or after 2099.

use super::finding::{Finding, Findings};
use crate::rubric::Rubric;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    let dates = [rubric.valid_from, rubric.valid_to];
    for (date, span) in dates.into_iter().zip(&rubric.places.validity) {
        if let Some(date) = date.filter(|date| !(2000..=2099).contains(&date.year())) {
            let date = date.to_string();
            findings.push(Finding::new(span.clone(), LintText::UnlikelyDate { date }));
        }
    }
}
