//! The smallest change of facts that takes one parameter from one level to another.
//!
//! A change is smallest if it changes the fewest facts and, among those, takes the fewest steps in
//! all. Everything else is held fixed: the other facts, the supplier's groups, the entered levels.
//!
//! - A step is one unit of a count or a number, one percentage point of a share, one place in an
//!   ordered choice, one option in or out of a set, or another answer. A number or share moves on the
//!   decimals in which it and the bounds on it are written.
//! - A sum changes by its summands, a union by its sets.
//! - A share that counts as part of a whole changes by the part; the whole is held, unless a criterion
//!   of the parameter tests it itself. A share of a whole that is not known changes as a percentage, or
//!   comes from its part and whole, where the criteria test them too.
//! - A part stays at most its whole.
//! - What is missing becomes known; its steps count from 0, nej, the first option, or the empty set.
//!
//! Cumulative levels need all levels below as well, and fall with any of them. A change may take the
//! parameter further than asked, where nothing smaller takes it there.

use super::solve::{self, Demand, End, Need, Operand, STEP, Solution, Value};
use crate::arithmetic::Number;
use crate::assessment::{Assessment, Fact};
use crate::place::{self, Placement, place};
use crate::rubric::{
    Bound, Condition, GroupValues, Kind, Leaf, Levels, Method, OptionSet, PartOfWhole, Rubric,
};
use crate::vocabulary::{Level, Parameter};
use std::collections::HashMap;

/// How a parameter comes to another level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// By a change of facts.
    Facts(Vec<FactChange>),
    /// By the consultant's word alone: the level was entered, and no fact decides it.
    Consultant,
    /// By no change of facts at all: the criteria contradict each other.
    Never,
    /// Not found: the criteria are too entangled to settle it.
    Unsettled,
}

/// The change of one fact; its indicator by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FactChange {
    /// A count, number or share.
    Amount {
        /// Which.
        indicator: usize,
        /// What it is; none where it is missing.
        from: Option<Number>,
        /// What it must come to.
        to: Number,
        /// How far that is, from 0 where it is missing.
        by: Number,
        /// The whole that it is a part of, where the share of it is what counts, and how many that is.
        of: Option<(usize, Number)>,
    },
    /// Ja or nej.
    Bool {
        /// Which.
        indicator: usize,
        /// What it is; none where it is missing.
        from: Option<bool>,
        /// What it must come to.
        to: bool,
    },
    /// One of some options, by index.
    Choice {
        /// Which.
        indicator: usize,
        /// What it is; none where it is missing.
        from: Option<usize>,
        /// What it must come to.
        to: usize,
    },
    /// Some of some options.
    Options {
        /// Which.
        indicator: usize,
        /// Whether all of it is known.
        is_known: bool,
        /// What must come in.
        added: OptionSet,
        /// What must go out.
        removed: OptionSet,
        /// All that there are.
        all: OptionSet,
        /// All that it comes to.
        to: OptionSet,
        /// Whether other options would do as well as some of these.
        others_would_do: bool,
    },
}

impl FactChange {
    /// The fact, as an index into the rubric's indicators.
    pub const fn indicator(&self) -> usize {
        match self {
            Self::Amount { indicator, .. }
            | Self::Bool { indicator, .. }
            | Self::Choice { indicator, .. }
            | Self::Options { indicator, .. } => *indicator,
        }
    }

    /// The fact after the change.
    pub const fn fact(&self) -> Fact {
        match self {
            Self::Amount { to, .. } => Fact::Number(*to),
            Self::Bool { to, .. } => Fact::Bool(*to),
            Self::Choice { to, .. } => Fact::Choice(*to),
            Self::Options { to, .. } => Fact::Set { sure: *to, open: OptionSet::EMPTY },
        }
    }
}

/// The smallest change that takes `parameter` to at least `to`, or at most where that is below.
pub fn reach(
    rubric: &Rubric,
    assessment: &Assessment,
    placement: &Placement,
    parameter: Parameter,
    to: Level,
) -> (Reach, Cost) {
    let placed = &placement.parameters[parameter.index()];
    if placed.overridden || rubric.parameter(parameter).method == Method::Assessed {
        return (Reach::Consultant, Cost::default());
    }
    let problem = Problem::new(rubric, assessment, parameter);
    let need = if placed.computed.min < to { problem.at_least(to) } else { problem.at_most(to) };
    let mut needs = problem.parts_within_wholes();
    needs.push(need);
    match solve::solve(&problem.facts, &needs) {
        Solution::Cheapest(cost, values) => {
            let mut changes = problem.changes(&values);
            let rises = placed.computed.min < to;
            for index in 0..changes.len() {
                let others = others_would_do(&changes, index, |changed| {
                    let after = with_changes(rubric, assessment, changed);
                    let then = place(rubric, &after, place::Options::default());
                    let then = then.parameters[parameter.index()].computed;
                    if rises { then.min >= to } else { then.max <= to }
                });
                if let FactChange::Options { others_would_do, .. } = &mut changes[index] {
                    *others_would_do = others;
                }
            }
            (Reach::Facts(changes), Cost(cost))
        }
        Solution::None => (Reach::Never, Cost::default()),
        Solution::GivenUp => (Reach::Unsettled, Cost::default()),
    }
}

/// Whether one of the options that a change puts in or takes out can be exchanged for another.
fn others_would_do(
    changes: &[FactChange],
    index: usize,
    does: impl Fn(&[FactChange]) -> bool,
) -> bool {
    let FactChange::Options { added, removed, to, all, .. } = changes[index] else {
        return false;
    };
    let before = to.without(added).or(removed);
    let exchanges = [(added, all.without(to).without(before)), (removed, before.and(to))];
    let mut exchanged = changes.to_vec();
    exchanges.into_iter().any(|(these, those)| {
        these.iter().any(|this| {
            those.iter().any(|that| {
                let [this, that] = [this, that].map(|option| OptionSet::EMPTY.with(option));
                // One of the two is in what it comes to, and then the other.
                let swapped = if to.and(this).is_empty() {
                    to.or(this).without(that)
                } else {
                    to.or(that).without(this)
                };
                if let FactChange::Options { to, .. } = &mut exchanged[index] {
                    *to = swapped;
                }
                does(&exchanged)
            })
        })
    })
}

/// What a change of facts costs: smaller is smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Cost(solve::Cost);

impl Cost {
    /// How many facts change.
    pub const fn facts(self) -> usize {
        self.0.facts
    }

    /// How many steps they take, in ten-thousandths.
    pub const fn steps(self) -> u128 {
        self.0.steps
    }

    /// Of two changes together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0.and(other.0))
    }
}

/// One parameter's criteria as demands on the facts that may change.
struct Problem<'r> {
    rubric: &'r Rubric,
    assessment: &'r Assessment,
    parameter: Parameter,
    facts: Vec<solve::Fact>,
    /// The indicator of each fact.
    indicators: Vec<usize>,
    /// The fact of each indicator that may change.
    by_indicator: HashMap<usize, usize>,
}

impl<'r> Problem<'r> {
    fn new(rubric: &'r Rubric, assessment: &'r Assessment, parameter: Parameter) -> Self {
        let mut problem = Self {
            rubric,
            assessment,
            parameter,
            facts: Vec::new(),
            indicators: Vec::new(),
            by_indicator: HashMap::new(),
        };
        let mut named = Vec::new();
        for criterion in rubric.parameter(parameter).criteria.iter().flatten() {
            criterion.condition.for_each_leaf(&mut |leaf| {
                named.extend_from_slice(leaf.indicators());
            });
        }
        let mut movable: Vec<usize> = named
            .into_iter()
            .map(|indicator| problem.by_part(indicator).map_or(indicator, |by| by.part))
            .collect();
        movable.sort_unstable();
        movable.dedup();
        for indicator in movable {
            let fact = problem.fact(indicator);
            problem.by_indicator.insert(indicator, problem.facts.len());
            problem.indicators.push(indicator);
            problem.facts.push(fact);
        }
        problem
    }

    /// For a share that counts, or would, as part of a whole that is known.
    fn by_part(&self, indicator: usize) -> Option<PartOfWhole> {
        let Kind::Share { computed: Some(computed) } = self.rubric.indicators[indicator].kind
        else {
            return None;
        };
        let is_open =
            matches!(self.assessment.facts[indicator], Fact::Missing | Fact::Ratio { .. });
        let whole = self.assessment.facts[computed.whole];
        let has_whole = matches!(whole, Fact::Number(whole) if whole != Number::ZERO);
        (is_open && has_whole).then_some(computed)
    }

    /// For a share that nobody knows, of which both part and whole may move, or the part is known.
    fn by_part_and_whole(&self, indicator: usize) -> Option<PartOfWhole> {
        let Kind::Share { computed: Some(computed) } = self.rubric.indicators[indicator].kind
        else {
            return None;
        };
        let moves = |index: &usize| self.by_indicator.contains_key(index);
        let is_open = self.assessment.facts[indicator] == Fact::Missing;
        let has_part =
            moves(&computed.part) || self.assessment.facts[computed.part] != Fact::Missing;
        (is_open && has_part && moves(&computed.whole)).then_some(computed)
    }

    /// The share that part and whole come to lies in a range.
    fn ratio(&self, computed: PartOfWhole, [low, high]: [Option<End>; 2]) -> Need {
        Need::Demand(Demand::Ratio {
            part: self.operand(computed.part),
            whole: self.operand(computed.whole),
            low,
            high,
        })
    }

    fn fact(&self, indicator: usize) -> solve::Fact {
        let fact = self.assessment.facts[indicator];
        let from = match fact {
            Fact::Number(number) => Some(number.ten_thousandths()),
            _ => None,
        };
        match &self.rubric.indicators[indicator].kind {
            Kind::Count => {
                solve::Fact::Amount { from, grain: STEP, most: Number::MOST.ten_thousandths() }
            }
            Kind::Number => solve::Fact::Amount {
                from,
                grain: self.grain(indicator),
                most: Number::MOST.ten_thousandths(),
            },
            Kind::Share { .. } => solve::Fact::Amount {
                from,
                grain: self.grain(indicator),
                most: Number::from_integer(100).ten_thousandths(),
            },
            Kind::Bool => solve::Fact::Choice {
                from: match fact {
                    Fact::Bool(value) => Some(usize::from(value)),
                    _ => None,
                },
                options: 2,
                ordered: true,
            },
            Kind::Choice { options, ordered } => solve::Fact::Choice {
                from: match fact {
                    Fact::Choice(option) => Some(option),
                    _ => None,
                },
                options: options.names.len(),
                ordered: *ordered,
            },
            Kind::Set { options } => {
                let (from, open) = match fact {
                    Fact::Set { sure, open } => (sure, open),
                    _ => (OptionSet::EMPTY, options.all()),
                };
                solve::Fact::Set { from, open, all: options.all() }
            }
        }
    }

    /// The finest decimal in which a number, what it is added to, and the bounds on them are written.
    fn grain(&self, indicator: usize) -> u64 {
        let mut written = Vec::new();
        let mut see = |index: usize| {
            if let Fact::Number(number) = self.assessment.facts[index] {
                written.push(number);
            }
        };
        see(indicator);
        let mut bounds = Vec::new();
        let part = self.rubric.parameter(self.parameter);
        for criterion in part.criteria.iter().flatten() {
            criterion.condition.for_each_leaf(&mut |leaf| {
                if leaf.indicators().contains(&indicator) {
                    leaf.indicators().iter().copied().for_each(&mut see);
                    for bound in leaf.bounds().into_iter().flatten() {
                        bounds.push(bound.value);
                        bounds.extend(bound.exceptions.iter().map(|exception| exception.bound));
                    }
                }
            });
        }
        let is_on = |grain: u64| {
            let all = written.iter().chain(&bounds);
            all.into_iter().all(|number| number.ten_thousandths().is_multiple_of(grain))
        };
        [STEP, STEP / 10, STEP / 100, STEP / 1000]
            .into_iter()
            .find(|&grain| is_on(grain))
            .unwrap_or(1)
    }

    /// The parameter is at least at `level`, whatever else is missing.
    fn at_least(&self, level: Level) -> Need {
        let levels = Level::DESCRIBED.into_iter();
        match self.rubric.parameter(self.parameter).levels {
            Levels::Cumulative => all(levels
                .filter(|other| *other <= level)
                .map(|level| self.level(level, true))
                .collect()),
            Levels::Independent => any(levels
                .filter(|other| *other >= level)
                .map(|level| self.level(level, true))
                .collect()),
        }
    }

    /// The parameter is at most at `level`, whatever else is missing.
    fn at_most(&self, level: Level) -> Need {
        let levels = Level::DESCRIBED.into_iter();
        match self.rubric.parameter(self.parameter).levels {
            Levels::Cumulative => any(levels
                .filter(|other| other.below() <= Some(level))
                .map(|level| self.level(level, false))
                .collect()),
            Levels::Independent => all(levels
                .filter(|other| *other > level)
                .map(|level| self.level(level, false))
                .collect()),
        }
    }

    /// All criteria of a level are met, or one is not.
    fn level(&self, level: Level, holds: bool) -> Need {
        let criteria = self.rubric.parameter(self.parameter).criteria_of(level);
        let needs =
            criteria.iter().map(|criterion| self.condition(&criterion.condition, holds)).collect();
        if holds { all(needs) } else { any(needs) }
    }

    fn condition(&self, condition: &Condition, holds: bool) -> Need {
        match condition {
            Condition::Leaf(leaf) => self.leaf(leaf, holds),
            Condition::AtLeast { n, members, .. } => {
                // Fewer than n hold just where more than all but n do not.
                let wanted = if holds { *n } else { members.len() - n + 1 };
                let members = members.iter().map(|member| self.condition(member, holds));
                Need::AtLeast(wanted, members.collect())
            }
        }
    }

    fn leaf(&self, leaf: &Leaf, holds: bool) -> Need {
        let fact = |indicator: &usize| self.by_indicator[indicator];
        match leaf {
            Leaf::Range { indicators, sum, min, max } => {
                let combinations = leaf.combinations(&self.rubric.groups, &self.assessment.groups);
                let bounds = combinations.iter().map(|groups| {
                    let bound = |bound: &Bound| bound.for_groups(groups as &GroupValues);
                    (min.as_ref().map(bound), max.as_ref().map(bound))
                });
                let bounds: Vec<_> = bounds.collect();
                let first = indicators[0];
                if let Kind::Choice { options, .. } = &self.rubric.indicators[first].kind {
                    let fits = |option: &usize| {
                        let place =
                            Number::from_integer(u32::try_from(*option).unwrap_or(u32::MAX));
                        bounds.iter().all(|(min, max)| {
                            holds
                                == (min.is_none_or(|min| place >= min)
                                    && max.is_none_or(|max| place <= max))
                        })
                    };
                    let options = (0..options.names.len())
                        .filter(fits)
                        .fold(OptionSet::EMPTY, OptionSet::with);
                    return Need::Demand(Demand::OneOf { fact: fact(&first), options });
                }
                let ranges = if holds { vec![inside(&bounds)] } else { outside(&bounds) };
                any(ranges
                    .into_iter()
                    .map(|ends| match self.by_part(first) {
                        Some(computed) if !sum => self.ratio(computed, ends),
                        Some(_) | None => {
                            let [low, high] = ends;
                            let itself = Need::Demand(Demand::Sum {
                                facts: indicators.iter().map(fact).collect(),
                                alone: !sum,
                                low,
                                high,
                            });
                            match self.by_part_and_whole(first) {
                                Some(computed) if !sum => any(vec![
                                    itself,
                                    all(vec![
                                        Need::Demand(Demand::Unknown(fact(&first))),
                                        self.ratio(computed, ends),
                                    ]),
                                ]),
                                Some(_) | None => itself,
                            }
                        }
                    })
                    .collect())
            }
            Leaf::Is { indicator: [index], value } => Need::Demand(Demand::OneOf {
                fact: fact(index),
                options: OptionSet::EMPTY.with(usize::from(*value == holds)),
            }),
            Leaf::OneOf { indicator: [index], options } => {
                let all = self.rubric.indicators[*index].kind.options();
                let others = all.map_or(OptionSet::EMPTY, |all| all.all().without(*options));
                Need::Demand(Demand::OneOf {
                    fact: fact(index),
                    options: if holds { *options } else { others },
                })
            }
            Leaf::Includes { indicators, options, at_least, .. } => {
                // It must hold, or fail, for every group that the supplier could be of.
                let combinations = leaf.combinations(&self.rubric.groups, &self.assessment.groups);
                let numbers = combinations.iter().map(|groups| at_least.options_for(groups));
                let (least, most) =
                    (numbers.clone().min().unwrap_or_default(), numbers.max().unwrap_or_default());
                Need::Demand(Demand::Count {
                    facts: indicators.iter().map(fact).collect(),
                    options: *options,
                    least: if holds { most } else { 0 },
                    most: (!holds).then(|| least.saturating_sub(1)),
                })
            }
        }
    }

    fn operand(&self, indicator: usize) -> Operand {
        match (self.by_indicator.get(&indicator), self.assessment.facts[indicator]) {
            (Some(&fact), _) => Operand::Fact(fact),
            (None, Fact::Number(number)) => Operand::Held(number.ten_thousandths()),
            (None, _) => Operand::Held(0),
        }
    }

    /// What makes a row impossible and not just another: a part above its whole.
    fn parts_within_wholes(&self) -> Vec<Need> {
        let mut needs = Vec::new();
        for index in self.rubric.used_indicators() {
            let Kind::Share { computed: Some(computed) } = self.rubric.indicators[index].kind
            else {
                continue;
            };
            let ends = [computed.part, computed.whole];
            let may_move = |index: &usize| self.by_indicator.contains_key(index);
            let is_there =
                |index: &usize| may_move(index) || self.assessment.facts[*index] != Fact::Missing;
            if ends.iter().any(may_move) && ends.iter().all(is_there) {
                needs.push(Need::Demand(Demand::Within {
                    part: self.operand(computed.part),
                    whole: self.operand(computed.whole),
                }));
            }
        }
        needs
    }

    /// What changes, and from what, in the rubric's order.
    fn changes(&self, values: &[Option<Value>]) -> Vec<FactChange> {
        let mut changes = Vec::new();
        for ((&indicator, fact), value) in self.indicators.iter().zip(&self.facts).zip(values) {
            changes.extend(match (fact, *value) {
                (_, None) => None,
                (solve::Fact::Amount { from, .. }, Some(Value::Amount(to))) => (*from != Some(to))
                    .then(|| FactChange::Amount {
                        indicator,
                        from: from.map(Number::from_ten_thousandths),
                        to: Number::from_ten_thousandths(to),
                        by: Number::from_ten_thousandths(to.abs_diff(from.unwrap_or(0))),
                        of: self.whole_of(indicator),
                    }),
                (solve::Fact::Choice { from, .. }, Some(Value::Choice(to))) => (*from != Some(to))
                    .then(|| match self.rubric.indicators[indicator].kind {
                        Kind::Bool => FactChange::Bool {
                            indicator,
                            from: from.map(|option| option == 1),
                            to: to == 1,
                        },
                        _ => FactChange::Choice { indicator, from: *from, to },
                    }),
                (solve::Fact::Set { from, open, all }, Some(Value::Set(to))) => {
                    (to != *from || !open.is_empty()).then(|| FactChange::Options {
                        indicator,
                        is_known: open.is_empty(),
                        added: to.without(*from),
                        removed: from.without(to),
                        all: *all,
                        to,
                        others_would_do: false,
                    })
                }
                // A value is one of its fact.
                (
                    solve::Fact::Amount { .. }
                    | solve::Fact::Choice { .. }
                    | solve::Fact::Set { .. },
                    Some(_),
                ) => None,
            });
        }
        changes
    }

    /// The whole of which the parameter tests a part, and how many it is.
    fn whole_of(&self, part: usize) -> Option<(usize, Number)> {
        let part_of = self.rubric.parameter(self.parameter);
        let mut found = None;
        for criterion in part_of.criteria.iter().flatten() {
            criterion.condition.for_each_leaf(&mut |leaf| {
                for computed in leaf.indicators().iter().filter_map(|&i| self.by_part(i)) {
                    if computed.part == part
                        && let Fact::Number(whole) = self.assessment.facts[computed.whole]
                    {
                        found = found.or(Some((computed.whole, whole)));
                    }
                }
            });
        }
        found
    }
}

fn all(needs: Vec<Need>) -> Need {
    Need::AtLeast(needs.len(), needs)
}

fn any(needs: Vec<Need>) -> Need {
    Need::AtLeast(1, needs)
}

type Bounds = (Option<Number>, Option<Number>);

/// Where a value keeps to every one of the bounds.
fn inside(bounds: &[Bounds]) -> [Option<End>; 2] {
    let included = |number: Number| End { at: number.ten_thousandths(), included: true };
    [
        bounds.iter().filter_map(|(min, _)| *min).max().map(included),
        bounds.iter().filter_map(|(_, max)| *max).min().map(included),
    ]
}

/// Where a value breaks every one of the bounds: before, between and after what keeps to one.
fn outside(bounds: &[Bounds]) -> Vec<[Option<End>; 2]> {
    let beyond = |at: u64| End { at, included: false };
    let mut kept: Vec<(u64, u64)> = bounds
        .iter()
        .map(|(min, max)| {
            (min.map_or(0, Number::ten_thousandths), max.map_or(u64::MAX, Number::ten_thousandths))
        })
        .collect();
    kept.sort_unstable();
    let mut ranges = Vec::new();
    let mut after = None;
    for (low, high) in kept {
        // Nothing lies below 0.
        if low > 0 && after.is_none_or(|after| after < low) {
            ranges.push([after.map(beyond), Some(beyond(low))]);
        }
        after = after.max(Some(high));
    }
    if let Some(after) = after.filter(|after| *after < u64::MAX) {
        ranges.push([Some(beyond(after)), None]);
    }
    ranges
}

/// The assessment with some facts changed, and the shares that follow from them.
pub fn with_changes(
    rubric: &Rubric,
    assessment: &Assessment,
    changes: &[FactChange],
) -> Assessment {
    let mut changed = assessment.clone();
    for change in changes {
        changed.facts[change.indicator()] = change.fact();
    }
    for (indicator, fact) in rubric.indicators.iter().zip(&mut changed.facts) {
        if matches!(indicator.kind, Kind::Share { computed: Some(_) })
            && matches!(fact, Fact::Ratio { .. })
        {
            *fact = Fact::Missing;
        }
    }
    changed.compute_shares(rubric);
    changed
}
