//! Criteria: a fact and a test, and groups of them, with the bounds that apply.

use super::group::Group;
use super::indicator::OptionSet;
use crate::arithmetic::Number;
use crate::source::Span;

/// One testable condition of a level of a parameter (krav).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Unique in the rubric.
    pub id: String,
    /// The words, in which `{min}` and `{max}` stand for the bound that applies.
    pub text: String,
    /// Where in the source it comes from.
    pub basis: Option<String>,
    /// Whether its content is our addition.
    pub own: bool,
    /// Where its numbers are from; without it they are ours.
    pub bound_basis: Option<String>,
    /// What must hold.
    pub condition: Condition,
    /// Where the criterion stands in the file.
    pub span: Span,
}

/// A fact and a test, or a group of conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// One fact, one test.
    Leaf(Leaf),
    /// So many of some conditions.
    AtLeast {
        /// How it was written.
        kind: GroupKind,
        /// How many must hold; from 1 to the number of members.
        n: usize,
        /// The conditions.
        members: Vec<Condition>,
    },
}

impl Condition {
    /// Whether it asks for a number of its members, or one of them does: not all, and not any one.
    pub fn counts_members(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::AtLeast { kind, members, .. } => {
                *kind == GroupKind::AtLeast || members.iter().any(Self::counts_members)
            }
        }
    }

    /// Calls `visit` for every leaf, in the order of the file.
    pub fn for_each_leaf<'c>(&'c self, visit: &mut impl FnMut(&'c Leaf)) {
        match self {
            Self::Leaf(leaf) => visit(leaf),
            Self::AtLeast { members, .. } => {
                for member in members {
                    member.for_each_leaf(visit);
                }
            }
        }
    }
}

/// How a group of conditions was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// `any_of`.
    Any,
    /// `all_of`.
    All,
    /// `at_least` with `of`.
    AtLeast,
}

/// A fact and its test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// A count, number, share, sum or ordered choice between bounds, both inclusive.
    ///
    /// An ordered choice is compared by the index of its option.
    Range {
        /// One indicator, or the several that are added.
        indicators: Vec<usize>,
        /// Whether they are added.
        sum: bool,
        /// At least this.
        min: Option<Bound>,
        /// At most this.
        max: Option<Bound>,
    },
    /// A bool with the value asked for.
    Is {
        /// The indicator.
        indicator: [usize; 1],
        /// The value.
        value: bool,
    },
    /// A choice among some options.
    OneOf {
        /// The indicator.
        indicator: [usize; 1],
        /// The options that will do.
        options: OptionSet,
    },
    /// A set, or the union of several, with enough of some options.
    Includes {
        /// One indicator, or the several that are united.
        indicators: Vec<usize>,
        /// Whether the options are named; if not, any count.
        named: bool,
        /// The options that count.
        options: OptionSet,
        /// How many of them there must be: a whole number, from 1 to as many as there are.
        at_least: Bound,
    },
}

impl Leaf {
    /// The indicators that the fact is made of.
    pub fn indicators(&self) -> &[usize] {
        match self {
            Self::Range { indicators, .. } | Self::Includes { indicators, .. } => indicators,
            Self::Is { indicator, .. } | Self::OneOf { indicator, .. } => indicator,
        }
    }

    /// The lower and the upper bound, where the test has them; of a set the lower is the number of options.
    pub fn bounds(&self) -> [Option<&Bound>; 2] {
        match self {
            Self::Range { min, max, .. } => [min.as_ref(), max.as_ref()],
            Self::Includes { at_least, .. } => [Some(at_least), None],
            Self::Is { .. } | Self::OneOf { .. } => [None, None],
        }
    }
}

/// The most combinations of group values that the bounds of one leaf may tell apart.
pub const MAX_COMBINATIONS: usize = 1024;

/// What is known of a supplier's groups: for each of `Rubric::groups` the index of its value.
pub type GroupValues = [Option<usize>];

impl Leaf {
    /// The groups that the bounds depend on, by index, in the order in which the bounds name them.
    pub fn groups(&self) -> Vec<usize> {
        let mut groups = Vec::new();
        for exception in self.exceptions() {
            if !groups.contains(&exception.group) {
                groups.push(exception.group);
            }
        }
        groups
    }

    /// What takes the place of a bound for suppliers of some groups.
    pub(crate) fn exceptions(&self) -> impl Iterator<Item = &Exception> {
        self.bounds().into_iter().flatten().flat_map(|bound| &bound.exceptions)
    }

    /// Every combination of the groups that `known` leaves open, as far as the bounds tell them apart.
    ///
    /// Of the values that no bound names one stands for all.
    pub fn combinations(&self, groups: &[Group], known: &GroupValues) -> Vec<Vec<Option<usize>>> {
        let mut all = vec![known.to_vec()];
        for group in self.groups() {
            if known[group].is_some() {
                continue;
            }
            let values = self.values_told_apart(group, &groups[group]);
            all = all
                .into_iter()
                .flat_map(|combination| {
                    values.iter().map(move |&value| {
                        let mut next = combination.clone();
                        next[group] = Some(value);
                        next
                    })
                })
                .collect();
        }
        all
    }

    /// How many combinations the bounds tell apart where nothing is known.
    pub fn combination_count(&self, groups: &[Group]) -> usize {
        self.groups()
            .into_iter()
            .map(|group| self.values_told_apart(group, &groups[group]).len())
            .fold(1, usize::saturating_mul)
    }

    /// The values of a group that the bounds tell apart: those they name, and one that stands for all others.
    pub(crate) fn values_told_apart(&self, index: usize, group: &Group) -> Vec<usize> {
        let named: Vec<usize> = self
            .exceptions()
            .filter(|exception| exception.group == index)
            .map(|exception| exception.value)
            .collect();
        let other = (0..group.values.len()).find(|value| !named.contains(value));
        (0..group.values.len())
            .filter(|value| named.contains(value) || other == Some(*value))
            .collect()
    }
}

/// Every combination of the groups that some leaves tell apart, at most [`MAX_COMBINATIONS`] of them; of the
/// values that no bound names one stands for all.
pub fn group_combinations<'l>(
    groups: &[Group],
    leaves: impl Iterator<Item = &'l Leaf> + Clone,
) -> Option<Vec<Vec<Option<usize>>>> {
    let mut all = vec![vec![None; groups.len()]];
    for (index, group) in groups.iter().enumerate() {
        let mut named: Vec<usize> = leaves
            .clone()
            .flat_map(Leaf::exceptions)
            .filter(|exception| exception.group == index)
            .map(|exception| exception.value)
            .collect();
        if named.is_empty() {
            continue;
        }
        named.extend((0..group.values.len()).find(|value| !named.contains(value)));
        named.sort_unstable();
        named.dedup();
        if all.len().checked_mul(named.len())? > MAX_COMBINATIONS {
            return None;
        }
        all = all
            .into_iter()
            .flat_map(|groups| {
                named.iter().map(move |&value| {
                    let mut next = groups.clone();
                    next[index] = Some(value);
                    next
                })
            })
            .collect();
    }
    Some(all)
}

/// A bound, and what takes its place for suppliers of some groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The bound for everybody else.
    pub value: Number,
    /// The first that fits a supplier takes the bound's place.
    pub exceptions: Vec<Exception>,
}

/// A bound for suppliers of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    /// Index into `Rubric::groups`.
    pub group: usize,
    /// Index into that group's values.
    pub value: usize,
    /// The bound for them.
    pub bound: Number,
}

impl Bound {
    /// A number of options, the same for everybody.
    pub(crate) fn of_options(n: usize) -> Self {
        Self {
            value: Number::from_integer(u32::try_from(n).unwrap_or(u32::MAX)),
            exceptions: Vec::new(),
        }
    }

    /// How many options a supplier of these groups must have, where the bound counts options.
    pub fn options_for(&self, groups: &GroupValues) -> usize {
        usize::try_from(self.for_groups(groups).whole()).unwrap_or(usize::MAX)
    }

    /// The bound that applies to a supplier of these groups.
    pub fn for_groups(&self, groups: &GroupValues) -> Number {
        self.exceptions
            .iter()
            .find(|exception| groups[exception.group] == Some(exception.value))
            .map_or(self.value, |exception| exception.bound)
    }
}
