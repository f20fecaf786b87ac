//! A level of a parameter that is never the result: no supplier, or none of some group, meets its
//! criteria without meeting a higher level's too.

use super::exact::{Analysis, Answer, Groups};
use super::finding::{Finding, Findings};
use crate::rubric::{Leaf, Rubric};
use crate::vocabulary::Level;
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
                let mut finding = Finding::new(criterion.span.clone(), text);
                // Where the level does hold for somebody, it is the one above that always holds too.
                if let Some(above) = level.above()
                    && let Some(higher) = analysis.part.criteria_of(above).first()
                    && holds(&analysis, level, first)
                {
                    let holds_too = LintText::HoldsToo { level: above };
                    finding = finding.related(higher.span.clone(), holds_too);
                }
                findings.push(finding);
            }
        }
    }
}

fn holds(analysis: &Analysis<'_>, level: Level, groups: &Groups) -> bool {
    let leaf = |leaf: &Leaf| analysis.leaf(leaf, groups, None);
    let at_least = analysis.at_least(level, &|level| analysis.level(level, &leaf));
    matches!(analysis.exists(vec![at_least]), Answer::Yes(_))
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
