//! A must-have that no supplier can fulfil by the criteria, so that nobody reaches its level.

use super::exact::{Analysis, Answer};
use super::finding::{Finding, Findings};
use super::idle_requirement::relevant_sets;
use super::unreachable_level::is_reached;
use crate::place::level_by;
use crate::rubric::Rubric;
use crate::vocabulary::{Level, Parameter};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    if rubric.requirements.is_empty() {
        return;
    }
    let highest = Parameter::ALL.map(|parameter| highest(rubric, parameter));
    let sets = relevant_sets(rubric);
    for (requirement, span) in rubric.requirements.iter().zip(&rubric.places.requirements) {
        // Where the rule alone would give the level, with everything as high as it goes.
        let mut failing = sets
            .iter()
            .filter(|relevant| {
                let mut levels = relevant.map(|relevant| relevant.then_some(Level::UnderLet));
                for (level, highest) in levels.iter_mut().zip(highest) {
                    *level = level.map(|_| highest);
                }
                level_by(rubric.rule, &[], &levels) >= requirement.level
            })
            .map(|relevant| {
                Parameter::ALL.into_iter().find(|&parameter| {
                    relevant[parameter.index()]
                        && requirement.concerns(parameter)
                        && highest[parameter.index()] < requirement.at_least
                })
            });
        if let Some(Some(parameter)) = failing.next()
            && failing.all(|failing| failing.is_some())
        {
            let text = LintText::BlockingRequirement {
                level: requirement.level,
                parameter,
                at_least: requirement.at_least,
            };
            findings.push(Finding::new(span.clone(), text));
        }
    }
}

/// The highest level that some supplier has on a parameter; højt where that cannot be decided.
fn highest(rubric: &Rubric, parameter: Parameter) -> Level {
    let Some(analysis) = Analysis::new(rubric, parameter) else {
        return Level::Hoejt;
    };
    let reached = |level: &Level| {
        let mut groups = analysis.groups.iter();
        groups.any(|groups| is_reached(&analysis, *level, groups) != Answer::No)
    };
    Level::DESCRIBED.into_iter().rev().find(reached).unwrap_or(Level::UnderLet)
}
