//! A cliff: the smallest step of one fact takes two levels or more of a parameter, or gives them.
//!
//! Where the levels stand by themselves, a supplier may have højt and nothing below it: that it then has nothing left
//! when højt is lost is what the levels say, and no cliff. Two levels that the same step takes are one, but not where
//! they ask about different facts, such as all citizens and some of them. A yes or no has no small steps.

use super::exact::{Analysis, Answer, Groups, Move, Point};
use super::finding::{Finding, Findings};
use crate::rubric::{Kind, Leaf, Levels, Rubric};
use crate::vocabulary::Level;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for analysis in Analysis::all(rubric) {
        let moves = analysis.moves();
        for (index, indicator) in rubric.indicators.iter().enumerate() {
            if analysis.is_spent() {
                break;
            }
            if indicator.kind == Kind::Bool || asks_apart(&analysis, index) {
                continue;
            }
            let mut steps = moves.iter().filter(|step| step.indicator == index);
            let found = steps.find_map(|step| Some((step, cliff(&analysis, step)?)));
            if let Some((step, (groups, point))) = found {
                findings.push(finding(&analysis, &indicator.label, step, groups, &point));
            }
        }
    }
}

/// Whether the levels stand by themselves and ask about the indicator together with others, and not always the same.
fn asks_apart(analysis: &Analysis<'_>, indicator: usize) -> bool {
    let mut facts: Vec<&[usize]> = Vec::new();
    for criterion in analysis.part.criteria.iter().flatten() {
        criterion.condition.for_each_leaf(&mut |leaf| {
            if leaf.indicators().contains(&indicator) {
                facts.push(leaf.indicators());
            }
        });
    }
    let are_one = facts.windows(2).all(|pair| pair[0] == pair[1]);
    analysis.part.levels == Levels::Independent && !are_one
}

/// A supplier that loses two levels with the step, or gains them, and has none between; and its groups.
fn cliff<'a>(analysis: &'a Analysis<'_>, step: &Move) -> Option<(&'a Groups, Point)> {
    for groups in &analysis.groups {
        let before = |leaf: &Leaf| analysis.leaf(leaf, groups, None);
        let after = |leaf: &Leaf| analysis.leaf(leaf, groups, Some(step));
        let reached = |level, leaf: &dyn Fn(&Leaf) -> _| {
            analysis.at_least(level, &|level| analysis.level(level, &leaf))
        };
        let held = |level, leaf: &dyn Fn(&Leaf) -> _| match analysis.part.levels {
            Levels::Cumulative => reached(level, leaf),
            Levels::Independent => analysis.level(level, &leaf),
        };
        for (low, high) in [
            (Level::Moderat, Level::Hoejt),
            (Level::Let, Level::Moderat),
            (Level::Let, Level::Hoejt),
        ] {
            let falls = vec![
                analysis.possible(step),
                held(high, &before),
                held(low, &before),
                reached(low, &after).not(),
            ];
            let rises = vec![
                analysis.possible(step),
                held(high, &after),
                held(low, &after),
                reached(low, &before).not(),
            ];
            for asked in [falls, rises] {
                if let Answer::Yes(point) = analysis.exists(asked) {
                    return Some((groups, point));
                }
            }
        }
    }
    None
}

fn finding(
    analysis: &Analysis<'_>,
    fact: &str,
    step: &Move,
    groups: &Groups,
    point: &Point,
) -> Finding {
    let (mut from, mut to) = analysis.values(step, point);
    let (mut before, mut after) = (None, Some(step));
    if analysis.level_at(point, groups, before) < analysis.level_at(point, groups, after) {
        std::mem::swap(&mut from, &mut to);
        std::mem::swap(&mut before, &mut after);
    }
    let (high, low) =
        (analysis.level_at(point, groups, before), analysis.level_at(point, groups, after));
    let text = LintText::Cliff {
        fact: fact.to_owned(),
        from,
        to,
        parameter: analysis.parameter,
        high,
        low,
        who: analysis.who(groups),
    };
    // The criteria that hold before and not after, the first of each level.
    let mut lost = Level::DESCRIBED
        .into_iter()
        .rev()
        .filter(|&level| low < level && level <= high)
        .filter_map(|level| {
            let lost = analysis.part.criteria_of(level).iter().find(|criterion| {
                let condition = &criterion.condition;
                analysis.holds_at(condition, point, groups, before)
                    && !analysis.holds_at(condition, point, groups, after)
            });
            Some((level, lost?.span.clone()))
        });
    let Some((_, span)) = lost.next() else {
        return Finding::new(analysis.rubric.header.clone(), text);
    };
    lost.fold(Finding::new(span, text), |finding, (level, span)| {
        finding.related(span, LintText::AlsoLost { level })
    })
}
