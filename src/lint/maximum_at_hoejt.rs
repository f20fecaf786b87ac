//! A maximum at højt: a supplier that has more loses the level, where no level below says that less is better.

use super::falling_threshold::{Side, Threshold, thresholds};
use super::finding::{Finding, Findings};
use crate::rubric::Rubric;
use crate::vocabulary::{Level, Parameter};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for parameter in Parameter::ALL {
        let high = thresholds(rubric, parameter, Level::Hoejt);
        let below: Vec<Threshold<'_>> = [Level::Let, Level::Moderat]
            .into_iter()
            .flat_map(|level| thresholds(rubric, parameter, level))
            .collect();
        let asks = |thresholds: &[Threshold<'_>], side: &Side| {
            thresholds.iter().any(|one| one.side == *side)
        };
        for threshold in high.iter().filter(|one| one.side.at_most) {
            let at_least = Side { at_most: false, ..threshold.side.clone() };
            let less_is_better = asks(&below, &threshold.side)
                && !asks(&below, &at_least)
                && !asks(&high, &at_least);
            if let (false, Some(span)) = (less_is_better, &threshold.places.bounds[1]) {
                let finding = Finding::new(span.clone(), LintText::MaximumAtHoejt { parameter });
                findings.push(finding.help(LintText::MinimumOrAllow));
            }
        }
    }
}
