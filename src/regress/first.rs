//! The first cases of a rubric: for each parameter a row that comes to each of its levels.

use super::add::Cells;
use super::cases::Target;
use super::domain;
use super::mutants::Killer;
use super::suggest;
use crate::arithmetic::DecimalMark;
use crate::assessment::{Assessment, Entered};
use crate::place::PartPlan;
use crate::rubric::{Method, Rubric};
use crate::vocabulary::{Level, Parameter};

/// A case for every level that a parameter can come to, in the model's order, with what the rubric makes of it.
pub fn cases(rubric: &Rubric, mark: DecimalMark) -> Vec<Cells> {
    let mut cases = Vec::new();
    for parameter in Parameter::ALL {
        for level in Level::DESCRIBED {
            let Some(assessment) = row(rubric, parameter, level) else {
                continue;
            };
            let killer = Killer {
                assessment,
                expected: vec![(Target::Parameter(parameter), level.as_str())],
            };
            let name = format!("{} {}", parameter.label(), level.as_str());
            cases.push(suggest::cells(rubric, name, &killer, cases.len() + 1, mark));
        }
    }
    cases
}

/// The plainest row by which a parameter comes to a level; nothing where none does.
fn row(rubric: &Rubric, parameter: Parameter, level: Level) -> Option<Assessment> {
    let part = rubric.parameter(parameter);
    if part.method == Method::Assessed {
        let mut assessment = Assessment::default();
        assessment.reset(rubric);
        assessment.entered[parameter.index()] = Entered::Level(level);
        return Some(assessment);
    }
    let plan = PartPlan::new(rubric, part);
    domain::first(rubric, parameter, |assessment| {
        let placed = plan.place(&rubric.groups, assessment, parameter);
        (placed.level.determined() == Some(level)).then(|| assessment.clone())
    })
}
