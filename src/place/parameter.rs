//! The level of one parameter, as an interval.

use super::criterion::{Truth, judge};
use crate::assessment::{Assessment, Entered};
use crate::level::{Interval, Level};
use crate::parameter::Parameter;
use crate::rubric::{Criterion, Levels, Method, ParameterRubric, Rubric};

/// The level that the facts alone give a parameter, entered levels of its own aside.
pub(super) fn computed(
    rubric: &Rubric,
    part: &ParameterRubric,
    assessment: &Assessment,
    parameter: Parameter,
) -> Interval {
    match part.method {
        Method::Assessed => match assessment.entered[parameter.index()] {
            Entered::Level(level) => Interval::exactly(level),
            Entered::Nothing | Entered::Irrelevant => Interval::OPEN,
        },
        Method::Criteria => {
            let mut interval = Interval::exactly(Level::UnderLet);
            // Whether all levels so far hold: surely, and possibly.
            let (mut sure, mut possible) = (true, true);
            for level in Level::DESCRIBED {
                let holds = all(rubric, assessment, part.criteria_of(level));
                match part.levels {
                    Levels::Cumulative => {
                        sure &= holds == Truth::True;
                        possible &= holds != Truth::False;
                    }
                    Levels::Independent => {
                        sure = holds == Truth::True;
                        possible = holds != Truth::False;
                    }
                }
                if sure {
                    interval.min = level;
                }
                if possible {
                    interval.max = level;
                } else if part.levels == Levels::Cumulative {
                    break;
                }
            }
            interval
        }
    }
}

/// Whether all criteria of a level are met.
pub(super) fn all(rubric: &Rubric, assessment: &Assessment, criteria: &[Criterion]) -> Truth {
    let mut holds = Truth::True;
    for criterion in criteria {
        holds = holds.min(judge(rubric, assessment, &criterion.condition));
        if holds == Truth::False {
            break;
        }
    }
    holds
}
