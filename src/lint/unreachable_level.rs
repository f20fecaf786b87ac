//! A level of a parameter that is never the result: no supplier, or none of some group, meets its
//! criteria without meeting a higher level's too.

use super::exact::{Analysis, Answer, Groups};
use super::{Finding, Findings};
use crate::level::Level;
use crate::rubric::{Leaf, Rubric};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for analysis in Analysis::all(rubric) {
        for level in Level::DESCRIBED {
            let never: Vec<&Groups> = analysis
                .groups
                .iter()
                .filter(|groups| is_reached(&analysis, level, groups) == Answer::No)
                .collect();
            if let Some(first) = never.first()
                && let Some(criterion) = analysis.part.criteria_of(level).first()
            {
                let text = LintText::UnreachableLevel {
                    parameter: analysis.parameter,
                    level,
                    who: analysis.who(&analysis.generalized(first, &never)),
                };
                findings.push(Finding::new(criterion.span.clone(), text));
            }
        }
    }
}

/// Whether a supplier of some groups has just this level.
pub(super) fn is_reached(analysis: &Analysis<'_>, level: Level, groups: &Groups) -> Answer {
    let leaf = |leaf: &Leaf| analysis.leaf(leaf, groups, None);
    let at_least = |level| analysis.at_least(level, &|level| analysis.level(level, &leaf));
    let mut asked = vec![at_least(level)];
    if let Some(above) = level.above() {
        asked.push(at_least(above).not());
    }
    analysis.exists(asked)
}
