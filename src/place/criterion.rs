//! Whether a criterion is met: true, false, or unknown (Kleene's three values).

use crate::assessment::{Assessment, Fact};
use crate::number::Number;
use crate::rubric::{Bound, Condition, GroupValues, Leaf, OptionSet, Rubric};

/// Whether something is so, as far as is known. The order is Kleene's: and is the least, or the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// It is not so, whatever the missing facts are.
    False,
    /// It depends on what is missing.
    Unknown,
    /// It is so, whatever the missing facts are.
    True,
}

impl From<bool> for Truth {
    fn from(so: bool) -> Self {
        if so { Self::True } else { Self::False }
    }
}

/// Judges a condition on the facts of a row.
pub fn judge(rubric: &Rubric, assessment: &Assessment, condition: &Condition) -> Truth {
    match condition {
        Condition::Leaf(leaf) => judge_leaf(rubric, assessment, leaf),
        Condition::AtLeast { n, members, .. } => {
            let (mut met, mut not_false) = (0, 0);
            for member in members {
                match judge(rubric, assessment, member) {
                    Truth::True => {
                        met += 1;
                        not_false += 1;
                    }
                    Truth::Unknown => not_false += 1,
                    Truth::False => {}
                }
            }
            if met >= *n {
                Truth::True
            } else if not_false < *n {
                Truth::False
            } else {
                Truth::Unknown
            }
        }
    }
}

/// Judges one leaf; where its bounds depend on groups that are missing, for every group it could be.
pub fn judge_leaf(rubric: &Rubric, assessment: &Assessment, leaf: &Leaf) -> Truth {
    if !depends_on_missing_groups(assessment, leaf) {
        return judge_for(assessment, leaf, &assessment.groups);
    }
    let mut results = leaf
        .combinations(&rubric.groups, &assessment.groups)
        .into_iter()
        .map(|groups| judge_for(assessment, leaf, &groups));
    let first = results.next().unwrap_or(Truth::Unknown);
    if results.all(|result| result == first) {
        first
    } else {
        Truth::Unknown
    }
}

fn depends_on_missing_groups(assessment: &Assessment, leaf: &Leaf) -> bool {
    let is_open = |bound: &Option<Bound>| {
        bound.as_ref().is_some_and(|bound| {
            let mut exceptions = bound.exceptions.iter();
            exceptions.any(|exception| assessment.groups[exception.group].is_none())
        })
    };
    match leaf {
        Leaf::Range { min, max, .. } => is_open(min) || is_open(max),
        Leaf::Is { .. } | Leaf::OneOf { .. } | Leaf::Includes { .. } => false,
    }
}

/// Judges one leaf for a supplier of these groups.
pub(super) fn judge_for(assessment: &Assessment, leaf: &Leaf, groups: &GroupValues) -> Truth {
    let fact = |index: usize| assessment.facts[index];
    match leaf {
        Leaf::Range {
            indicators,
            sum: false,
            min,
            max,
        } => {
            let fact = fact(indicators[0]);
            if fact == Fact::Missing {
                return Truth::Unknown;
            }
            let reaches = |bound: &Bound| at_least(fact, bound.for_groups(groups));
            let within = |bound: &Bound| at_most(fact, bound.for_groups(groups));
            (min.as_ref().is_none_or(reaches) && max.as_ref().is_none_or(within)).into()
        }
        Leaf::Range {
            indicators,
            sum: true,
            min,
            max,
        } => {
            let mut known = 0;
            let mut complete = true;
            for &index in indicators {
                match fact(index) {
                    Fact::Number(number) => known += number.ten_thousandths(),
                    _ => complete = false,
                }
            }
            // The sum is at least what is known: enough for `min`, too much for `max`.
            let reaches = |bound: &Bound| match known >= bound.for_groups(groups).ten_thousandths()
            {
                true => Truth::True,
                false if complete => Truth::False,
                false => Truth::Unknown,
            };
            let within = |bound: &Bound| match known <= bound.for_groups(groups).ten_thousandths() {
                false => Truth::False,
                true if complete => Truth::True,
                true => Truth::Unknown,
            };
            let low = min.as_ref().map_or(Truth::True, reaches);
            let high = max.as_ref().map_or(Truth::True, within);
            low.min(high)
        }
        Leaf::Is {
            indicator: [index],
            value,
        } => match fact(*index) {
            Fact::Bool(found) => (found == *value).into(),
            _ => Truth::Unknown,
        },
        Leaf::OneOf {
            indicator: [index],
            options,
        } => match fact(*index) {
            Fact::Choice(option) => options.contains(option).into(),
            _ => Truth::Unknown,
        },
        Leaf::Includes {
            indicators,
            options,
            at_least,
            ..
        } => {
            let (mut sure, mut possible) = (OptionSet::EMPTY, OptionSet::EMPTY);
            for &index in indicators {
                match fact(index) {
                    Fact::Set { sure: found, open } => {
                        sure = sure.or(found);
                        possible = possible.or(found).or(open);
                    }
                    _ => possible = possible.or(*options),
                }
            }
            if sure.and(*options).len() >= *at_least {
                Truth::True
            } else if possible.and(*options).len() < *at_least {
                Truth::False
            } else {
                Truth::Unknown
            }
        }
    }
}

/// Whether a known fact is at least `bound`; a ratio is compared as a percentage, without dividing.
fn at_least(fact: Fact, bound: Number) -> bool {
    match fact {
        Fact::Ratio { part, whole } => percent(part) >= scaled(bound, whole),
        other => value(other) >= bound,
    }
}

/// Whether a known fact is at most `bound`.
fn at_most(fact: Fact, bound: Number) -> bool {
    match fact {
        Fact::Ratio { part, whole } => percent(part) <= scaled(bound, whole),
        other => value(other) <= bound,
    }
}

// part / whole × 100 ≥ bound ⇔ part × 100 ≥ bound × whole; all in ten-thousandths, below 2¹²⁸.
fn percent(part: Number) -> u128 {
    u128::from(part.ten_thousandths()) * 100 * u128::from(Number::from_integer(1).ten_thousandths())
}

fn scaled(bound: Number, whole: Number) -> u128 {
    u128::from(bound.ten_thousandths()) * u128::from(whole.ten_thousandths())
}

fn value(fact: Fact) -> Number {
    match fact {
        Fact::Number(number) => number,
        // The options of an ordered choice are compared by their place.
        Fact::Choice(option) => Number::from_integer(u32::try_from(option).unwrap_or(u32::MAX)),
        Fact::Missing | Fact::Ratio { .. } | Fact::Bool(_) | Fact::Set { .. } => Number::ZERO,
    }
}
