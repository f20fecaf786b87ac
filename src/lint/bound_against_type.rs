//! A bound that is written as if its fact were of another type: a fraction of a share, a decimal of a count.

use super::finding::{Finding, Findings};
use super::walk::criteria;
use crate::arithmetic::{DecimalMark, Number};
use crate::rubric::{Kind, Leaf, Rubric};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for (leaf, places) in criteria(rubric).flat_map(super::walk::Placed::leaves) {
        let Leaf::Range { indicators, .. } = leaf else {
            continue;
        };
        let kinds = || indicators.iter().map(|&index| &rubric.indicators[index].kind);
        let is_share = kinds().any(|kind| matches!(kind, Kind::Share { .. }));
        let is_count = kinds().all(|kind| matches!(kind, Kind::Count));
        for (index, bound) in leaf.bounds().into_iter().enumerate() {
            let Some(bound) = bound else { continue };
            let main = places.bounds[index].iter().map(|span| (bound.value, span));
            let exceptions = bound.exceptions.iter().zip(&places.exceptions[index]);
            let exceptions = exceptions.map(|(exception, span)| (exception.bound, span));
            for (value, span) in main.chain(exceptions) {
                let number = value.with_mark(DecimalMark::Comma);
                let text = if is_share && Number::ZERO < value && value < Number::from_integer(1) {
                    LintText::FractionOfShare { number }
                } else if is_count && !value.is_whole() {
                    LintText::DecimalOfCount { number }
                } else {
                    continue;
                };
                findings.push(Finding::new(span.clone(), text));
            }
        }
    }
}
