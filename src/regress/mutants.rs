//! Every small way to change a rubric, and whether a case notices.
//!
//! Each bound one step up and down, exceptions included, each exception left out, and a bound added on the
//! side that has none, just beyond the other and far out; each group's and each set's number; any and all
//! exchanged; each criterion, member of a group, sum or union and named option left out, and options added;
//! each fact exchanged for each other of its type; each ja/nej turned; cumulative and independent
//! swapped; each share without its part and whole, and with the two exchanged; each cut-off a step up and down;
//! each must-have left out, and its levels one up and down. A step is one of a count or an ordered choice, and
//! otherwise one of the last digit that the bound has. A change that the rubric's own checks would refuse is none.

mod conditions;
mod forge;
mod looks;
mod mutant;
mod placement;

pub use self::mutant::{Fate, Killer, Mutant, Variant};

use self::forge::Forge;
use super::cases::{Case, Target};
use super::domain::{self, Verdict};
use crate::assessment::{Assessment, Entered};
use crate::place::{Levels as PointLevels, Options, PartPlan, conclude, level_by, place_part};
use crate::rubric::{ParameterRubric, Requirement, Rubric, Rule};
use crate::vocabulary::{Level, Parameter};

/// Every mutant of the rubric, in the order of its file.
pub fn all(rubric: &Rubric) -> Vec<Mutant> {
    let Some(wire) = rubric.wire() else {
        return Vec::new();
    };
    let forge = Forge { rubric, wire: &wire };
    let mut mutants = forge.placement();
    mutants.extend(forge.shares());
    for parameter in Parameter::ALL {
        mutants.extend(forge.parameter(parameter));
    }
    mutants.sort_by_key(|mutant| mutant.tweak.at.span.start);
    mutants
}

/// What becomes of a mutant under some cases of its rubric, all of which hold without it.
pub fn fate(rubric: &Rubric, mutant: &Mutant, cases: &[(usize, &Case)], options: Options) -> Fate {
    match first_to_notice(rubric, mutant, cases, options) {
        Some(case) => Fate::Killed(case),
        None => match &mutant.variant {
            Variant::Part(parameter, part) => against_part(rubric, *parameter, part),
            Variant::Placement(rule, requirements) => {
                against_placement(rubric, *rule, requirements)
            }
            Variant::Share { index, is_exchanged, parameter } => {
                let killer = looks::killer(rubric, *index, *is_exchanged, *parameter);
                killer.map_or(Fate::Unsettled, |killer| Fate::Survives(Box::new(killer)))
            }
        },
    }
}

/// The first case that fails under the mutant. Only what the mutant touches is computed again.
pub fn first_to_notice(
    rubric: &Rubric,
    mutant: &Mutant,
    cases: &[(usize, &Case)],
    options: Options,
) -> Option<usize> {
    match &mutant.variant {
        Variant::Part(parameter, part) => {
            let part = PartPlan::new(rubric, part);
            cases.iter().find_map(|(index, case)| {
                let placed = part.place(&rubric.groups, &case.assessment, *parameter);
                let mut parameters = case.placement.parameters;
                if parameters[parameter.index()] == placed {
                    return None;
                }
                parameters[parameter.index()] = placed;
                let placement = conclude(rubric, &case.assessment, options, parameters);
                case.notices(&placement).then_some(*index)
            })
        }
        Variant::Placement(rule, requirements) => {
            let variant =
                Rubric { rule: *rule, requirements: requirements.clone(), ..rubric.clone() };
            cases.iter().find_map(|(index, case)| {
                let parameters = case.placement.parameters;
                let placement = conclude(&variant, &case.assessment, options, parameters);
                case.notices(&placement).then_some(*index)
            })
        }
        Variant::Share { index, is_exchanged, .. } => {
            looks::first_to_notice(rubric, *index, *is_exchanged, cases, options)
        }
    }
}

fn against_part(rubric: &Rubric, parameter: Parameter, part: &ParameterRubric) -> Fate {
    match domain::compare(rubric, parameter, rubric.parameter(parameter), part) {
        Verdict::Same => Fate::Equivalent,
        Verdict::Unsettled => Fate::Unsettled,
        Verdict::Differs(assessment) => {
            let placed = place_part(rubric, rubric.parameter(parameter), &assessment, parameter);
            Fate::Survives(Box::new(Killer {
                assessment: *assessment,
                expected: vec![(Target::Parameter(parameter), placed.level.as_str())],
            }))
        }
    }
}

/// The placement depends on the levels of the parameters alone, and an override can give each any level:
/// so all of them are tried. An open parameter adds nothing: its two ends are placed one by one.
fn against_placement(rubric: &Rubric, rule: Rule, requirements: &[Requirement]) -> Fate {
    let differs = |levels: &PointLevels| {
        level_by(rubric.rule, &rubric.requirements, levels) != level_by(rule, requirements, levels)
    };
    let Some(levels) = every_levels(rubric).find(differs) else {
        return Fate::Equivalent;
    };
    let mut assessment = Assessment { quality: Some(true), ..Assessment::default() };
    let quality = assessment.quality;
    assessment.reset(rubric);
    assessment.quality = quality;
    assessment.entered = levels.map(|level| level.map_or(Entered::Irrelevant, Entered::Level));
    let level = level_by(rubric.rule, &rubric.requirements, &levels);
    Fate::Survives(Box::new(Killer { assessment, expected: vec![(Target::Level, level.as_str())] }))
}

/// All levels that the eight parameters may have together; those with a parameter left out come last.
fn every_levels(rubric: &Rubric) -> impl Iterator<Item = PointLevels> + '_ {
    let optional: Vec<Parameter> = Parameter::ALL
        .into_iter()
        .filter(|parameter| rubric.parameter(*parameter).may_be_irrelevant)
        .collect();
    (0..1usize << optional.len()).flat_map(move |mask| {
        let left_out: Vec<Parameter> = optional
            .iter()
            .enumerate()
            .filter(|(index, _)| mask >> index & 1 == 1)
            .map(|(_, parameter)| *parameter)
            .collect();
        let counted = Parameter::COUNT - left_out.len();
        let some = if counted == 0 { 0 } else { 1usize << (2 * counted) };
        (0..some).map(move |mut code| {
            let mut levels: PointLevels = [None; Parameter::COUNT];
            for parameter in Parameter::ALL {
                if !left_out.contains(&parameter) {
                    levels[parameter.index()] = Some(Level::from_points((code & 3) as u8));
                    code >>= 2;
                }
            }
            levels
        })
    })
}
