//! Whether a criterion is met: true, false, or unknown (Kleene's three values).

use crate::arithmetic::Number;
use crate::assessment::{Assessment, Fact};
use crate::rubric::{Bound, Group, GroupValues, Leaf, OptionSet, Rubric};

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

/// Judges one leaf; where its bounds depend on groups that are missing, for every group it could be.
pub fn judge_leaf(rubric: &Rubric, assessment: &Assessment, leaf: &Leaf) -> Truth {
    judge_for_all(&rubric.groups, assessment, leaf)
}

/// A leaf, ready to be judged: what most leaves are stands in it, the rest is looked up in the rubric.
#[derive(Debug, Clone)]
pub(super) enum Test<'r> {
    /// One fact between bounds that are the same for all suppliers.
    Between { fact: usize, bounds: Bounds, leaf: &'r Leaf },
    /// One fact between bounds that depend on one group, for each of its values.
    BetweenByGroup { fact: usize, group: usize, bounds: Box<[Bounds]>, leaf: &'r Leaf },
    /// One bool.
    Is { fact: usize, value: bool, leaf: &'r Leaf },
    /// Any other test.
    Other(&'r Leaf),
}

impl<'r> Test<'r> {
    pub(super) fn of(leaf: &'r Leaf, groups: &[Group]) -> Self {
        match leaf {
            Leaf::Range { indicators, sum: false, .. } => match leaf.groups()[..] {
                [] => Self::Between { fact: indicators[0], bounds: Bounds::of(leaf, &[]), leaf },
                [group] => {
                    let mut known = vec![None; groups.len()];
                    let values = 0..groups[group].values.len();
                    let bounds = values.map(|value| {
                        known[group] = Some(value);
                        Bounds::of(leaf, &known)
                    });
                    Self::BetweenByGroup {
                        fact: indicators[0],
                        group,
                        bounds: bounds.collect(),
                        leaf,
                    }
                }
                [..] => Self::Other(leaf),
            },
            Leaf::Is { indicator: [fact], value } => Self::Is { fact: *fact, value: *value, leaf },
            Leaf::Range { .. } | Leaf::OneOf { .. } | Leaf::Includes { .. } => Self::Other(leaf),
        }
    }

    pub(super) fn leaf(&self) -> &'r Leaf {
        match self {
            Self::Between { leaf, .. }
            | Self::BetweenByGroup { leaf, .. }
            | Self::Is { leaf, .. }
            | Self::Other(leaf) => leaf,
        }
    }

    /// Judges the leaf; where its bounds depend on groups that are missing, for every group it could be.
    #[inline(always)]
    pub(super) fn judge(&self, groups: &[Group], assessment: &Assessment) -> Truth {
        match self {
            Self::Between { fact, bounds, .. } => between(&assessment.facts[*fact], *bounds),
            Self::Is { fact, value, .. } => is(&assessment.facts[*fact], *value),
            Self::BetweenByGroup { fact, group, bounds, leaf } => match assessment.groups[*group] {
                Some(value) => between(&assessment.facts[*fact], bounds[value]),
                None => judge_for_all(groups, assessment, leaf),
            },
            Self::Other(leaf) => judge_for_all(groups, assessment, leaf),
        }
    }
}

/// Judges any leaf, for every group that the supplier could be of.
fn judge_for_all(groups: &[Group], assessment: &Assessment, leaf: &Leaf) -> Truth {
    if !depends_on_missing_groups(assessment, leaf) {
        return judge_for(assessment, leaf, &assessment.groups);
    }
    let mut results = leaf
        .combinations(groups, &assessment.groups)
        .into_iter()
        .map(|groups| judge_for(assessment, leaf, &groups));
    let first = results.next().unwrap_or(Truth::Unknown);
    if results.all(|result| result == first) { first } else { Truth::Unknown }
}

fn depends_on_missing_groups(assessment: &Assessment, leaf: &Leaf) -> bool {
    leaf.exceptions().any(|exception| assessment.groups[exception.group].is_none())
}

/// Judges one leaf for a supplier of these groups.
pub(super) fn judge_for(assessment: &Assessment, leaf: &Leaf, groups: &GroupValues) -> Truth {
    let fact = |index: usize| &assessment.facts[index];
    match leaf {
        Leaf::Range { indicators, sum: false, .. } => {
            between(fact(indicators[0]), Bounds::of(leaf, groups))
        }
        Leaf::Range { indicators, sum: true, .. } => {
            let mut known = 0;
            let mut complete = true;
            for &index in indicators {
                match fact(index) {
                    Fact::Number(number) => known += number.ten_thousandths(),
                    _ => complete = false,
                }
            }
            sum_between(known, complete, Bounds::of(leaf, groups))
        }
        Leaf::Is { indicator: [index], value } => is(fact(*index), *value),
        Leaf::OneOf { indicator: [index], options } => match fact(*index) {
            Fact::Choice(option) => options.contains(*option).into(),
            _ => Truth::Unknown,
        },
        Leaf::Includes { indicators, options, at_least, .. } => {
            let (mut sure, mut possible) = (OptionSet::EMPTY, OptionSet::EMPTY);
            for &index in indicators {
                match fact(index) {
                    Fact::Set { sure: found, open } => {
                        sure = sure.or(*found);
                        possible = possible.or(*found).or(*open);
                    }
                    _ => possible = possible.or(*options),
                }
            }
            let at_least = at_least.options_for(groups);
            if sure.and(*options).len() >= at_least {
                Truth::True
            } else if possible.and(*options).len() < at_least {
                Truth::False
            } else {
                Truth::Unknown
            }
        }
    }
}

/// The two bounds that apply, both inclusive, in ten-thousandths; where there is none, one that all keep.
#[derive(Debug, Clone, Copy)]
pub(super) struct Bounds {
    min: u64,
    max: u64,
}

impl Bounds {
    const NO_MAX: u64 = u64::MAX;

    /// The bounds of a leaf for a supplier of these groups.
    fn of(leaf: &Leaf, groups: &GroupValues) -> Self {
        let bound = |bound: &Bound| bound.for_groups(groups).ten_thousandths();
        let [min, max] = leaf.bounds();
        Self { min: min.map_or(0, bound), max: max.map_or(Self::NO_MAX, bound) }
    }

    /// Whether a number keeps both.
    #[inline(always)]
    fn hold(self, number: Number) -> Truth {
        let amount = number.ten_thousandths();
        ((self.min <= amount) & (amount <= self.max)).into()
    }
}

/// Whether a fact is between bounds; a ratio is compared as a percentage, without dividing.
#[inline(always)]
fn between(fact: &Fact, bounds: Bounds) -> Truth {
    match *fact {
        Fact::Number(number) => bounds.hold(number),
        _ => other_between(fact, bounds),
    }
}

/// The same of a fact that is not a plain number.
#[inline(never)]
fn other_between(fact: &Fact, bounds: Bounds) -> Truth {
    match *fact {
        Fact::Number(number) => bounds.hold(number),
        // The options of an ordered choice are compared by their place.
        Fact::Choice(option) => {
            bounds.hold(Number::from_integer(u32::try_from(option).unwrap_or(u32::MAX)))
        }
        Fact::Ratio { part, whole } => {
            // part / whole × 100 ≥ min ⇔ part × 100 ≥ min × whole; all in ten-thousandths, below 2¹²⁸.
            let one = Number::from_integer(1).ten_thousandths();
            let percent = u128::from(part.ten_thousandths()) * 100 * u128::from(one);
            let of_whole = |bound: u64| u128::from(bound) * u128::from(whole.ten_thousandths());
            (of_whole(bounds.min) <= percent && percent <= of_whole(bounds.max)).into()
        }
        Fact::Missing | Fact::Bool(_) | Fact::Set { .. } => Truth::Unknown,
    }
}

/// Whether a sum is between bounds: it is at least what is known, enough for `min`, too much for `max`.
fn sum_between(known: u64, is_complete: bool, bounds: Bounds) -> Truth {
    let low = match known >= bounds.min {
        true => Truth::True,
        false if is_complete => Truth::False,
        false => Truth::Unknown,
    };
    let high = match known <= bounds.max {
        false => Truth::False,
        true if is_complete || bounds.max == Bounds::NO_MAX => Truth::True,
        true => Truth::Unknown,
    };
    low.min(high)
}

/// Whether a bool has a value.
#[inline]
fn is(fact: &Fact, value: bool) -> Truth {
    match fact {
        Fact::Bool(found) => (*found == value).into(),
        Fact::Missing
        | Fact::Number(_)
        | Fact::Ratio { .. }
        | Fact::Choice(_)
        | Fact::Set { .. } => Truth::Unknown,
    }
}
