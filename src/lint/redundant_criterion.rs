//! A criterion that decides nothing: the others of its level, or of the levels below, settle it.

use super::criterion_never_met::is_always;
use super::exact::{Analysis, Answer, Formula, Groups};
use super::finding::{Finding, Findings};
use crate::rubric::{Condition, Criterion, Leaf, Levels, Rubric};
use crate::vocabulary::Level;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for analysis in Analysis::all(rubric) {
        for (level, criterion) in redundant(&analysis) {
            let text = LintText::RedundantCriterion {
                id: criterion.id.clone(),
                parameter: analysis.parameter,
            };
            let mut finding = Finding::new(criterion.span.clone(), text);
            if let Some(by) = implied_by(&analysis, level, criterion) {
                finding = finding.related(by.span.clone(), LintText::ImpliesIt);
            }
            findings.push(finding);
        }
    }
}

/// The criteria that could all be left out at once; of two that settle each other the later.
pub(super) fn redundant<'r>(analysis: &Analysis<'r>) -> Vec<(Level, &'r Criterion)> {
    let mut left_out: Vec<(Level, &Criterion)> = Vec::new();
    for level in Level::DESCRIBED.into_iter().rev() {
        for criterion in analysis.part.criteria_of(level).iter().rev() {
            let rest = |other: &Criterion| {
                let gone = left_out.iter().any(|(_, gone)| gone.id == other.id);
                !gone && other.id != criterion.id
            };
            if !is_always(analysis, criterion, true)
                && decides_nothing(analysis, level, &criterion.condition, None, &rest)
            {
                left_out.push((level, criterion));
            }
        }
    }
    left_out
}

/// Whether every supplier has the same level with `condition` and with `instead`, or else without it, at a
/// level beside the criteria that `rest` keeps. A level that nobody has is no measure of anything.
pub(super) fn decides_nothing(
    analysis: &Analysis<'_>,
    level: Level,
    condition: &Condition,
    instead: Option<&Condition>,
    rest: &impl Fn(&Criterion) -> bool,
) -> bool {
    let mut had = false;
    if analysis.is_spent() {
        return false;
    }
    for groups in &analysis.groups {
        let leaf = |leaf: &Leaf| analysis.leaf(leaf, groups, None);
        let with = analysis.condition(condition, &leaf);
        let around = around(analysis, level, groups, rest);
        let asked = |formula: Formula| {
            let mut asked = around.clone();
            asked.push(formula);
            analysis.exists(asked)
        };
        had |= matches!(asked(with.clone()), Answer::Yes(_));
        let same = match instead {
            None => asked(with.not()) == Answer::No,
            Some(instead) => {
                let without = analysis.condition(instead, &leaf);
                let one = Formula::all(vec![with.clone(), without.clone().not()]);
                let other = Formula::all(vec![with.not(), without]);
                asked(one) == Answer::No && asked(other) == Answer::No
            }
        };
        if !same {
            return false;
        }
    }
    had
}

/// What must be so for a condition of a level to make a difference, besides itself.
fn around(
    analysis: &Analysis<'_>,
    level: Level,
    groups: &Groups,
    rest: &impl Fn(&Criterion) -> bool,
) -> Vec<Formula> {
    let leaf = |leaf: &Leaf| analysis.leaf(leaf, groups, None);
    let kept = |level: Level| {
        let criteria = analysis.part.criteria_of(level).iter();
        criteria
            .filter(|criterion| rest(criterion))
            .map(|criterion| analysis.condition(&criterion.condition, &leaf))
            .collect::<Vec<_>>()
    };
    let mut around = kept(level);
    for other in Level::DESCRIBED {
        match analysis.part.levels {
            Levels::Cumulative if other < level => around.extend(kept(other)),
            Levels::Independent if other > level => around.push(Formula::all(kept(other)).not()),
            Levels::Cumulative | Levels::Independent => {}
        }
    }
    around
}

/// One criterion that settles another alone, if there is one: the nearest above it in the file.
fn implied_by<'r>(
    analysis: &Analysis<'r>,
    level: Level,
    criterion: &Criterion,
) -> Option<&'r Criterion> {
    let levels = Level::DESCRIBED.into_iter().rev().filter(|&other| {
        other == level || (other < level && analysis.part.levels == Levels::Cumulative)
    });
    levels
        .flat_map(|level| analysis.part.criteria_of(level).iter().rev())
        .filter(|other| other.id != criterion.id)
        .find(|other| {
            analysis.groups.iter().all(|groups| {
                let leaf = |leaf: &Leaf| analysis.leaf(leaf, groups, None);
                analysis.exists(vec![
                    analysis.condition(&other.condition, &leaf),
                    analysis.condition(&criterion.condition, &leaf).not(),
                ]) == Answer::No
            })
        })
}
