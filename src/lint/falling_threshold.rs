//! A higher level that asks every supplier for less of a fact than a lower level does.

use super::exact::Groups;
use super::finding::{Finding, Findings};
use crate::arithmetic::Number;
use crate::rubric::{
    Condition, ConditionPlaces, Indicator, Kind, Leaf, Levels, OptionSet, Rubric,
    group_combinations,
};
use crate::source::Span;
use crate::vocabulary::{Level, Parameter};
use crate::words::{BoundWord, FactValue, LintText};

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for fall in falls(rubric) {
        if fall.for_everybody {
            let text = LintText::FallingThreshold {
                high: fall.high.0,
                low: fall.low.0,
                high_bound: fall.high.1.clone(),
                low_bound: fall.low.1.clone(),
            };
            findings.push(fall.finding(text));
        }
    }
}

/// Where a higher level asks some suppliers for less than a lower one.
pub(super) struct Fall {
    /// The two levels, what each asks for, and where.
    pub(super) high: (Level, BoundWord, Span),
    pub(super) low: (Level, BoundWord, Span),
    /// Suppliers that it is so for.
    pub(super) groups: Groups,
    /// Whether it is so for all.
    pub(super) for_everybody: bool,
}

impl Fall {
    pub(super) fn finding(self, text: LintText) -> Finding {
        let (level, bound, span) = self.low;
        Finding::new(self.high.2, text).related(span, LintText::LowerLevelAsks { level, bound })
    }
}

/// What a test looks at and on which side: two tests of the same are two thresholds of one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Side {
    pub(super) indicators: Vec<usize>,
    pub(super) options: Option<OptionSet>,
    pub(super) at_most: bool,
}

/// A threshold that a level cannot do without.
pub(super) struct Threshold<'r> {
    pub(super) side: Side,
    pub(super) leaf: &'r Leaf,
    pub(super) places: &'r ConditionPlaces,
}

/// Of each fact and each higher level the nearest lower level that asks for more.
pub(super) fn falls(rubric: &Rubric) -> Vec<Fall> {
    let mut falls = Vec::new();
    for parameter in Parameter::ALL {
        let thresholds = Level::DESCRIBED.map(|level| thresholds(rubric, parameter, level));
        for (at, level) in Level::DESCRIBED.into_iter().enumerate() {
            let mut sides: Vec<&Side> = Vec::new();
            for threshold in &thresholds[at] {
                if !sides.contains(&&threshold.side) {
                    sides.push(&threshold.side);
                }
            }
            for side in sides {
                let lower = Level::DESCRIBED[..at].iter().zip(&thresholds).rev();
                falls.extend(lower.into_iter().find_map(|(&low, below)| {
                    fall(rubric, parameter, side, (level, &thresholds[at]), (low, below))
                }));
            }
        }
    }
    falls
}

fn fall(
    rubric: &Rubric,
    parameter: Parameter,
    side: &Side,
    high: (Level, &[Threshold<'_>]),
    low: (Level, &[Threshold<'_>]),
) -> Option<Fall> {
    let of = |thresholds: &'_ [Threshold<'_>]| -> Vec<usize> {
        (0..thresholds.len()).filter(|&index| thresholds[index].side == *side).collect()
    };
    let (above, below) = (of(high.1), of(low.1));
    if below.is_empty() {
        return None;
    }
    let across = Side { at_most: !side.at_most, ..side.clone() };
    // Of levels that stand each for themselves, the bound across makes a band of its own.
    let stands_alone = rubric.parameter(parameter).levels == Levels::Independent;
    let is_across = |one: &&Threshold<'_>| stands_alone && one.side == across;
    let leaves = above
        .iter()
        .map(|&index| high.1[index].leaf)
        .chain(below.iter().map(|&index| low.1[index].leaf))
        .chain(high.1.iter().filter(is_across).map(|one| one.leaf));
    let all = group_combinations(&rubric.groups, leaves)?;
    let mut found = None;
    let mut so_far = 0;
    for groups in &all {
        let (above, below) =
            (strictest(high.1, &above, side, groups)?, strictest(low.1, &below, side, groups)?);
        let falls = above.0 != below.0 && (above.0 > below.0) == side.at_most;
        let is_apart = high.1.iter().filter(is_across).any(|one| {
            let bound = value(one.leaf, &across, groups);
            bound != below.0 && (bound > below.0) == side.at_most
        });
        if falls && !is_apart {
            so_far += 1;
            found.get_or_insert((groups.clone(), above, below));
        }
    }
    let (groups, above, below) = found?;
    let indicator = &rubric.indicators[side.indicators[0]];
    let told = |level, thresholds: &[Threshold<'_>], (value, index): (Number, usize)| {
        let span = span(&thresholds[index], side, &groups);
        (level, word(indicator, side, value), span)
    };
    Some(Fall {
        high: told(high.0, high.1, above),
        low: told(low.0, low.1, below),
        for_everybody: so_far == all.len(),
        groups,
    })
}

/// The strictest of some thresholds of one side for suppliers of some groups, and which it is.
fn strictest(
    thresholds: &[Threshold<'_>],
    of: &[usize],
    side: &Side,
    groups: &Groups,
) -> Option<(Number, usize)> {
    of.iter().map(|&index| (value(thresholds[index].leaf, side, groups), index)).reduce(
        |best, next| {
            let stricter = match side.at_most {
                true => next.0 < best.0,
                false => next.0 > best.0,
            };
            if stricter { next } else { best }
        },
    )
}

/// The thresholds that all must hold for a level: not those of a group that may do without.
pub(super) fn thresholds(
    rubric: &Rubric,
    parameter: Parameter,
    level: Level,
) -> Vec<Threshold<'_>> {
    let mut found = Vec::new();
    let places = &rubric.places.criteria[parameter.index()];
    let places = usize::from(level.points()).checked_sub(1).map_or(&[][..], |index| &places[index]);
    let criteria = rubric.parameter(parameter).criteria_of(level);
    for (criterion, places) in criteria.iter().zip(places) {
        necessary(&criterion.condition, &places.condition, &mut found);
    }
    found
}

fn necessary<'r>(
    condition: &'r Condition,
    places: &'r ConditionPlaces,
    found: &mut Vec<Threshold<'r>>,
) {
    match condition {
        Condition::Leaf(leaf) => {
            let mut add = |options, at_most| {
                let mut indicators = leaf.indicators().to_vec();
                indicators.sort_unstable();
                found.push(Threshold { side: Side { indicators, options, at_most }, leaf, places });
            };
            match leaf {
                Leaf::Range { min, max, .. } => {
                    if min.is_some() {
                        add(None, false);
                    }
                    if max.is_some() {
                        add(None, true);
                    }
                }
                Leaf::Includes { options, .. } => add(Some(*options), false),
                Leaf::Is { .. } | Leaf::OneOf { .. } => {}
            }
        }
        Condition::AtLeast { n, members, .. } => {
            if *n == members.len() {
                for (member, places) in members.iter().zip(&places.members) {
                    necessary(member, places, found);
                }
            }
        }
    }
}

/// The threshold of a side for suppliers of some groups.
fn value(leaf: &Leaf, side: &Side, groups: &Groups) -> Number {
    let [min, max] = leaf.bounds();
    let bound = if side.at_most { max } else { min };
    bound.map_or(Number::ZERO, |bound| bound.for_groups(groups))
}

fn word(indicator: &Indicator, side: &Side, value: Number) -> BoundWord {
    let place = value.ten_thousandths() / Number::from_integer(1).ten_thousandths();
    let value = match &indicator.kind {
        Kind::Choice { options, .. } => options
            .names
            .get(place as usize)
            .map_or(FactValue::Number(value), |name| FactValue::Option(name.clone())),
        Kind::Count | Kind::Number | Kind::Share { .. } | Kind::Bool | Kind::Set { .. } => {
            FactValue::Number(value)
        }
    };
    if side.at_most { BoundWord::AtMost(value) } else { BoundWord::AtLeast(value) }
}

/// Where the threshold that applies is written.
fn span(threshold: &Threshold<'_>, side: &Side, groups: &Groups) -> Span {
    let index = usize::from(side.at_most);
    let exception = threshold.leaf.bounds()[index].and_then(|bound| {
        bound
            .exceptions
            .iter()
            .position(|exception| groups[exception.group] == Some(exception.value))
    });
    exception
        .and_then(|at| threshold.places.exceptions[index].get(at).cloned())
        .or_else(|| threshold.places.bounds[index].clone())
        .unwrap_or_else(|| threshold.places.span.clone())
}
