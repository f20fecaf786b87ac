//! Decides exactly what suppliers there can be: the facts that the criteria of one parameter ask for,
//! as variables, and its criteria as formulas over them.
//!
//! A supplier is here a row with every fact known. A share is what its own cell may say, whatever its
//! part and whole are; where it may be computed it can also lie between two numbers of four decimals.

mod formula;
mod space;

pub(super) use formula::Formula;
pub(super) use space::{Answer, Point, UNBOUNDED};

use super::finding;
use crate::arithmetic::Number;
use crate::rubric::{
    Condition, Kind, Leaf, Levels, OptionSet, ParameterRubric, Rubric, group_combinations,
};
use crate::vocabulary::{Level, Parameter};
use crate::words::{FactValue, Who};
use space::Space;

/// One for each of a rubric's groups: the index of the supplier's value, or nothing where no bound of the
/// parameter depends on the group.
pub(super) type Groups = Vec<Option<usize>>;

/// One parameter with criteria, ready to be asked about.
pub(super) struct Analysis<'r> {
    pub(super) rubric: &'r Rubric,
    pub(super) parameter: Parameter,
    pub(super) part: &'r ParameterRubric,
    /// Every combination of the groups that some bound of the parameter tells apart.
    pub(super) groups: Vec<Groups>,
    space: Space,
    facts: Vec<Fact>,
    families: Vec<Family>,
}

/// How an indicator is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fact {
    /// No criterion of the parameter asks for it.
    Unused,
    /// One variable, in so many units to the ten-thousandth or the whole.
    Number { variable: usize, unit: Unit },
    /// A set, as a member of a family.
    Set { family: usize, member: usize },
}

/// What one step of a variable is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// One: a count, a bool, the place of an option.
    One,
    /// A ten-thousandth.
    TenThousandth,
    /// Half of one, so that an odd number lies between two of four decimals.
    Between,
}

/// Sets that some union brings together. Their options fall in classes that no test tells apart, and a
/// variable says how many of a class are in just these of the sets.
struct Family {
    classes: Vec<OptionSet>,
    /// By class, then by the sets as bits, less one: no variable for an option that is in none.
    variables: Vec<Vec<usize>>,
}

/// The smallest step down of one fact.
#[derive(Debug, Clone)]
pub(super) struct Move {
    /// The indicator.
    pub(super) indicator: usize,
    takes: usize,
    gives: Option<usize>,
    by: i64,
    /// Of a set an option that falls away.
    option: Option<usize>,
}

/// More options by sets than this are not looked into.
const MAX_VARIABLES: usize = 256;

impl<'r> Analysis<'r> {
    /// The parameter, if it has criteria and is of a size that can be looked into.
    pub(super) fn new(rubric: &'r Rubric, parameter: Parameter) -> Option<Self> {
        let part = rubric.parameter(parameter);
        let mut leaves: Vec<&Leaf> = Vec::new();
        for criterion in part.criteria.iter().flatten() {
            criterion.condition.for_each_leaf(&mut |leaf| leaves.push(leaf));
        }
        if leaves.is_empty() {
            return None;
        }
        let mut analysis = Self {
            rubric,
            parameter,
            part,
            groups: group_combinations(&rubric.groups, leaves.iter().copied())?,
            space: Space::default(),
            facts: vec![Fact::Unused; rubric.indicators.len()],
            families: Vec::new(),
        };
        analysis.variables(&leaves)?;
        // All sums now, so that asking changes nothing.
        for leaf in leaves {
            let variables = analysis.counted(leaf);
            analysis.space.axis(variables);
        }
        Some(analysis)
    }

    fn variables(&mut self, leaves: &[&Leaf]) -> Option<()> {
        let mut used: Vec<usize> =
            leaves.iter().flat_map(|leaf| leaf.indicators()).copied().collect();
        used.sort_unstable();
        used.dedup();
        for &index in &used {
            let (high, unit) = match &self.rubric.indicators[index].kind {
                Kind::Count => (999_999_999, Unit::One),
                Kind::Number => (9_999_999_999_999, Unit::TenThousandth),
                Kind::Share { computed } => {
                    let free = computed
                        .is_some_and(|of| !used.contains(&of.part) && !used.contains(&of.whole));
                    if free { (2_000_000, Unit::Between) } else { (1_000_000, Unit::TenThousandth) }
                }
                Kind::Bool => (1, Unit::One),
                Kind::Choice { options, .. } => (options.names.len() as i64 - 1, Unit::One),
                Kind::Set { .. } => continue,
            };
            let variable = self.space.variable(0, high);
            self.facts[index] = Fact::Number { variable, unit };
        }
        for members in families(leaves) {
            self.family(members, leaves)?;
        }
        // The options of a class are only so many.
        for family in &self.families {
            for (class, variables) in family.classes.iter().zip(&family.variables) {
                let axis = self.space.axis(variables.clone());
                self.space.limit(axis, class.len() as i64);
            }
        }
        Some(())
    }

    fn family(&mut self, members: Vec<usize>, leaves: &[&Leaf]) -> Option<()> {
        let first = *members.first()?;
        let mut classes = vec![self.rubric.indicators[first].kind.options()?.all()];
        for leaf in leaves {
            if let Leaf::Includes { indicators, options, .. } = leaf
                && members.contains(&indicators[0])
            {
                classes = classes
                    .into_iter()
                    .flat_map(|class| [class.and(*options), class.without(*options)])
                    .filter(|class| !class.is_empty())
                    .collect();
            }
        }
        let patterns = 1_usize.checked_shl(u32::try_from(members.len()).ok()?)? - 1;
        if patterns.checked_mul(classes.len())? > MAX_VARIABLES {
            return None;
        }
        let variables = classes
            .iter()
            .map(|class| {
                (0..patterns).map(|_| self.space.variable(0, class.len() as i64)).collect()
            })
            .collect();
        for (member, &index) in members.iter().enumerate() {
            self.facts[index] = Fact::Set { family: self.families.len(), member };
        }
        self.families.push(Family { classes, variables });
        Some(())
    }

    /// The variables that the fact of a leaf adds, rising.
    fn counted(&self, leaf: &Leaf) -> Vec<usize> {
        let mut counted = Vec::new();
        let mut sets = 0_usize;
        let mut of = None;
        for &index in leaf.indicators() {
            match self.facts[index] {
                Fact::Number { variable, .. } => counted.push(variable),
                Fact::Set { family, member } => {
                    sets |= 1 << member;
                    of = Some(family);
                }
                Fact::Unused => {}
            }
        }
        if let (Some(family), Leaf::Includes { options, .. }) = (of, leaf) {
            let family = &self.families[family];
            for (class, variables) in family.classes.iter().zip(&family.variables) {
                if class.and(*options).is_empty() {
                    continue;
                }
                for (pattern, &variable) in variables.iter().enumerate() {
                    if (pattern + 1) & sets != 0 {
                        counted.push(variable);
                    }
                }
            }
        }
        counted.sort_unstable();
        counted
    }

    /// A leaf for suppliers of some groups; after `step`, as a test of what was before it.
    pub(super) fn leaf(&self, leaf: &Leaf, groups: &Groups, step: Option<&Move>) -> Formula {
        let counted = self.counted(leaf);
        let shift = step.map_or(0, |step| {
            let counts = |variable: usize| i64::from(counted.binary_search(&variable).is_ok());
            step.by * (counts(step.takes) - step.gives.map_or(0, counts))
        });
        let Some(axis) = self.space.axis_of(&counted) else {
            debug_assert!(false, "every fact has its axis since the beginning");
            return Formula::Always(false);
        };
        let within = |low: i64, high: i64| Formula::within(axis, low + shift, high + shift);
        match leaf {
            Leaf::Range { indicators, min, max, .. } => {
                let unit = self.unit(indicators[0]);
                let low = min.as_ref().map_or(0, |min| unit.least(min.for_groups(groups)));
                let high = max.as_ref().map_or(UNBOUNDED, |max| unit.most(max.for_groups(groups)));
                within(low, high)
            }
            Leaf::Is { value, .. } => within(i64::from(*value), i64::from(*value)),
            Leaf::OneOf { options, .. } => Formula::any(
                options.iter().map(|option| within(option as i64, option as i64)).collect(),
            ),
            Leaf::Includes { at_least, .. } => {
                within(at_least.options_for(groups) as i64, UNBOUNDED)
            }
        }
    }

    fn unit(&self, indicator: usize) -> Unit {
        match self.facts[indicator] {
            Fact::Number { unit, .. } => unit,
            Fact::Unused | Fact::Set { .. } => Unit::One,
        }
    }

    /// A condition, its leaves as `leaf` says.
    pub(super) fn condition(
        &self,
        condition: &Condition,
        leaf: &impl Fn(&Leaf) -> Formula,
    ) -> Formula {
        match condition {
            Condition::Leaf(of) => leaf(of),
            Condition::AtLeast { n, members, .. } => {
                let members = members.iter().map(|member| self.condition(member, leaf));
                Formula::at_least(*n, members.collect())
            }
        }
    }

    /// Whether a point exists for which all of some formulas hold.
    pub(super) fn exists(&self, formulas: Vec<Formula>) -> Answer {
        self.space.exists(formulas)
    }

    /// Counts the work on every test of the parameter, so many times over.
    pub(super) fn spend(&self, times: usize) {
        let criteria: usize = self.part.criteria.iter().map(Vec::len).sum();
        self.space.spend(criteria * times);
    }

    /// Whether so much was asked that no question is answered any more.
    pub(super) fn is_spent(&self) -> bool {
        self.space.is_spent()
    }

    /// Whether the parameter is at `level` or above, where `holds` says of each level if its criteria do.
    pub(super) fn at_least(&self, level: Level, holds: &impl Fn(Level) -> Formula) -> Formula {
        let described = Level::DESCRIBED.into_iter();
        match self.part.levels {
            Levels::Cumulative => {
                Formula::all(described.filter(|&below| below <= level).map(holds).collect())
            }
            Levels::Independent => {
                Formula::any(described.filter(|&above| above >= level).map(holds).collect())
            }
        }
    }

    /// All criteria of a level, their leaves as `leaf` says.
    pub(super) fn level(&self, level: Level, leaf: &impl Fn(&Leaf) -> Formula) -> Formula {
        let criteria = self.part.criteria_of(level).iter();
        Formula::all(criteria.map(|criterion| self.condition(&criterion.condition, leaf)).collect())
    }

    /// The level at a point, after `step` if there is one.
    pub(super) fn level_at(&self, point: &[i64], groups: &Groups, step: Option<&Move>) -> Level {
        let leaf = |leaf: &Leaf| self.leaf(leaf, groups, step);
        let reached = |level: &Level| {
            let formula = self.at_least(*level, &|level| self.level(level, &leaf));
            self.space.holds(&formula, point)
        };
        Level::DESCRIBED.into_iter().rev().find(reached).unwrap_or(Level::UnderLet)
    }

    /// Whether a condition holds at a point, after `step` if there is one.
    pub(super) fn holds_at(
        &self,
        condition: &Condition,
        point: &[i64],
        groups: &Groups,
        step: Option<&Move>,
    ) -> bool {
        let leaf = |leaf: &Leaf| self.leaf(leaf, groups, step);
        self.space.holds(&self.condition(condition, &leaf), point)
    }

    /// Every smallest step down of a fact: one of a count, from ja to nej, to the option before, an option
    /// less, a percentage point of a share, one in the last decimal that the bounds of a number write.
    ///
    /// A choice without order has no steps.
    pub(super) fn moves(&self) -> Vec<Move> {
        let mut moves = Vec::new();
        for (indicator, fact) in self.facts.iter().enumerate() {
            let by = match (&self.rubric.indicators[indicator].kind, fact) {
                (_, Fact::Unused) | (Kind::Choice { ordered: false, .. }, _) => continue,
                (_, Fact::Set { family, member }) => {
                    self.moves_of_set(indicator, &self.families[*family], *member, &mut moves);
                    continue;
                }
                (Kind::Share { .. }, Fact::Number { unit, .. }) => {
                    unit.least(Number::from_integer(1))
                }
                (Kind::Number, Fact::Number { .. }) => self.smallest_decimal(indicator),
                (_, Fact::Number { .. }) => 1,
            };
            if let Fact::Number { variable, .. } = *fact {
                moves.push(Move { indicator, takes: variable, gives: None, by, option: None });
            }
        }
        moves
    }

    fn moves_of_set(
        &self,
        indicator: usize,
        family: &Family,
        member: usize,
        moves: &mut Vec<Move>,
    ) {
        for (class, variables) in family.classes.iter().zip(&family.variables) {
            for (pattern, &takes) in variables.iter().enumerate() {
                let sets = pattern + 1;
                if sets >> member & 1 == 1 {
                    let left = sets & !(1 << member);
                    moves.push(Move {
                        indicator,
                        takes,
                        gives: left.checked_sub(1).map(|pattern| variables[pattern]),
                        by: 1,
                        option: class.iter().next(),
                    });
                }
            }
        }
    }

    /// One in the last decimal that a bound on the number writes, in ten-thousandths.
    fn smallest_decimal(&self, indicator: usize) -> i64 {
        let mut smallest = Unit::TenThousandth.least(Number::from_integer(1));
        for criterion in self.part.criteria.iter().flatten() {
            criterion.condition.for_each_leaf(&mut |leaf| {
                if !leaf.indicators().contains(&indicator) {
                    return;
                }
                for bound in leaf.bounds().into_iter().flatten() {
                    let exceptions = bound.exceptions.iter().map(|exception| exception.bound);
                    for number in exceptions.chain([bound.value]) {
                        while number.ten_thousandths() % smallest.unsigned_abs() != 0 {
                            smallest /= 10;
                        }
                    }
                }
            });
        }
        smallest
    }

    /// That the fact of a step is high enough to take it.
    pub(super) fn possible(&self, step: &Move) -> Formula {
        // The axis of a variable alone has the variable's own number.
        Formula::within(step.takes, step.by, UNBOUNDED)
    }

    /// What the fact of a step is before and after it.
    pub(super) fn values(&self, step: &Move, point: &[i64]) -> (FactValue, FactValue) {
        let indicator = &self.rubric.indicators[step.indicator];
        if let Some(option) = step.option {
            let name = indicator
                .kind
                .options()
                .map(|options| options.names[option].clone())
                .unwrap_or_default();
            return (FactValue::With(name.clone()), FactValue::Without(name));
        }
        let value = |value: i64| {
            let value = value.unsigned_abs();
            match (&indicator.kind, self.unit(step.indicator)) {
                (Kind::Bool, _) => FactValue::Bool(value == 1),
                (Kind::Choice { options, .. }, _) => {
                    FactValue::Option(options.names[value as usize].clone())
                }
                (_, Unit::One) => FactValue::Number(Number::from_ten_thousandths(value * 10_000)),
                (_, Unit::TenThousandth) => FactValue::Number(Number::from_ten_thousandths(value)),
                (_, Unit::Between) => FactValue::Number(Number::from_ten_thousandths(value / 2)),
            }
        };
        let before = point[step.takes];
        (value(before), value(before - step.by))
    }

    /// The values of an indicator that its own tests tell apart, if no test adds or unites it with others.
    pub(super) fn values_told_apart(&self, indicator: usize) -> Option<Vec<i64>> {
        let Fact::Number { variable, .. } = self.facts[indicator] else {
            return None;
        };
        let mut leaves = Vec::new();
        for criterion in self.part.criteria.iter().flatten() {
            criterion.condition.for_each_leaf(&mut |leaf| leaves.push(leaf));
        }
        leaves.retain(|leaf| leaf.indicators().contains(&indicator));
        if leaves.iter().any(|leaf| leaf.indicators().len() > 1) {
            return None;
        }
        let (low, high) = self.space.range(variable);
        let mut values = vec![low, high];
        for leaf in leaves {
            for groups in &self.groups {
                self.leaf(leaf, groups, None).for_each_bound(&mut |from, to| {
                    values.extend([from - 1, from, to, to.saturating_add(1)]);
                });
            }
        }
        values.retain(|value| (low..=high).contains(value));
        values.sort_unstable();
        values.dedup();
        Some(values)
    }

    /// Whether a leaf on one indicator holds where that has a value.
    pub(super) fn holds_for(&self, leaf: &Leaf, groups: &Groups, value: i64) -> bool {
        let axes = vec![(value, value); self.space.count_axes()];
        self.leaf(leaf, groups, None).given(&axes) == Formula::Always(true)
    }

    /// The groups in words.
    pub(super) fn who(&self, groups: &Groups) -> Who {
        finding::who(self.rubric, groups)
    }

    /// One of some combinations, without the groups whose value makes no difference to being among them.
    pub(super) fn generalized(&self, one: &Groups, among: &[&Groups]) -> Groups {
        let mut general = one.clone();
        for index in 0..one.len() {
            let mut wider = general.clone();
            wider[index] = None;
            let fits = |groups: &&Groups| {
                let mut pairs = wider.iter().zip(*groups);
                pairs.all(|(wanted, value)| wanted.is_none() || wanted == value)
            };
            let (all, found) = (
                self.groups.iter().filter(fits).count(),
                among.iter().copied().filter(fits).count(),
            );
            if all == found {
                general = wider;
            }
        }
        general
    }

    /// The combinations in parts that differ in one group only.
    pub(super) fn families_of_groups(&self, group: usize) -> Vec<Vec<&Groups>> {
        let mut parts: Vec<Vec<&Groups>> = Vec::new();
        for groups in &self.groups {
            let alike = |other: &Groups| {
                let mut pairs = other.iter().zip(groups).enumerate();
                pairs.all(|(index, (one, other))| index == group || one == other)
            };
            match parts.iter_mut().find(|part| alike(part[0])) {
                Some(part) => part.push(groups),
                None => parts.push(vec![groups]),
            }
        }
        parts
    }

    /// Every parameter of a rubric that can be asked about.
    pub(super) fn all(rubric: &'r Rubric) -> impl Iterator<Item = Self> {
        Parameter::ALL.into_iter().filter_map(move |parameter| Self::new(rubric, parameter))
    }
}

impl Unit {
    /// The first whole number of units at or above a bound.
    fn least(self, bound: Number) -> i64 {
        let bound = bound.ten_thousandths() as i64;
        match self {
            Self::One => (bound + 9_999) / 10_000,
            Self::TenThousandth => bound,
            Self::Between => bound * 2,
        }
    }

    /// The last at or below.
    fn most(self, bound: Number) -> i64 {
        let bound = bound.ten_thousandths() as i64;
        match self {
            Self::One => bound / 10_000,
            Self::TenThousandth => bound,
            Self::Between => bound * 2,
        }
    }
}

/// The sets of the leaves, those that some union brings together in one list.
fn families(leaves: &[&Leaf]) -> Vec<Vec<usize>> {
    let mut families: Vec<Vec<usize>> = Vec::new();
    for leaf in leaves {
        if let Leaf::Includes { indicators, .. } = leaf {
            let mut together = indicators.clone();
            families.retain(|family| {
                let meets = family.iter().any(|member| indicators.contains(member));
                if meets {
                    together.extend(family);
                }
                !meets
            });
            together.sort_unstable();
            together.dedup();
            families.push(together);
        }
    }
    families
}
