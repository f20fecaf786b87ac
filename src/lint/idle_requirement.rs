//! A must-have that changes no placement: the rule and the other must-haves see to it already.

use super::finding::{Finding, Findings};
use crate::place::level_by;
use crate::rubric::{Requirement, Rubric};
use crate::vocabulary::{Level, Parameter};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for (index, requirement) in rubric.requirements.iter().enumerate() {
        let mut others = rubric.requirements.clone();
        others.remove(index);
        if !binds(rubric, requirement, &others) {
            let span = rubric.places.requirements[index].clone();
            let finding = Finding::new(span, LintText::IdleRequirement);
            findings.push(finding);
        }
    }
}

/// Whether the must-have lowers some placement. An override may give a parameter any level, so all are tried.
///
/// Raising a parameter never lowers the placement, so one parameter just short of the must-have, all
/// others at højt, is the most that can be held back.
fn binds(rubric: &Rubric, requirement: &Requirement, others: &[Requirement]) -> bool {
    let Some(short) = requirement.at_least.below() else {
        return false;
    };
    relevant_sets(rubric).iter().any(|relevant| {
        let concerned = Parameter::ALL
            .into_iter()
            .filter(|&parameter| relevant[parameter.index()] && requirement.concerns(parameter));
        concerned.into_iter().any(|parameter| {
            let mut levels = relevant.map(|relevant| relevant.then_some(Level::Hoejt));
            levels[parameter.index()] = Some(short);
            let without = level_by(rubric.rule, others, &levels);
            let with = level_by(rubric.rule, &rubric.requirements, &levels);
            with != without
        })
    })
}

/// Every choice of relevant parameters that the rubric allows.
pub(super) fn relevant_sets(rubric: &Rubric) -> Vec<[bool; Parameter::COUNT]> {
    let mut sets = vec![[true; Parameter::COUNT]];
    for parameter in Parameter::ALL {
        if rubric.parameter(parameter).may_be_irrelevant {
            for index in 0..sets.len() {
                let mut without = sets[index];
                without[parameter.index()] = false;
                sets.push(without);
            }
        }
    }
    sets.retain(|set| set.contains(&true));
    sets
}
