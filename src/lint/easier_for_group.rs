//! A higher level that asks suppliers of some group, and not all, for less than a lower level does.

use super::falling_threshold::falls;
use super::finding::{Findings, who};
use crate::rubric::Rubric;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for fall in falls(rubric) {
        if !fall.for_everybody {
            let text = LintText::EasierForGroup {
                high: fall.high.0,
                low: fall.low.0,
                high_bound: fall.high.1.clone(),
                low_bound: fall.low.1.clone(),
                who: who(rubric, &fall.groups),
            };
            findings.push(fall.finding(text));
        }
    }
}
