//! From eight parameters to one level: the rule, the must-haves, the status, and how far to the next.

use crate::arithmetic::Number;
use crate::assessment::Assessment;
use crate::rubric::{Cutoffs, Requirement, Rubric, Rule};
use crate::vocabulary::{Interval, Level, Parameter};

/// What the caller decides about all rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// Take the necessary quality for granted where nothing is said of it.
    pub assume_quality: bool,
}

/// What became of a row that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// Placed at let, moderat or højt.
    Indplaceret,
    /// No level is reached.
    UnderLet,
    /// The necessary quality is not there.
    UdenKvalitet,
    /// What is missing decides.
    Uafklaret,
}

impl Status {
    /// All of them, in the order of the totals.
    pub const ALL: [Self; 4] =
        [Self::Indplaceret, Self::UnderLet, Self::UdenKvalitet, Self::Uafklaret];

    /// The word in results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Indplaceret => "indplaceret",
            Self::UnderLet => "under_let",
            Self::UdenKvalitet => "uden_kvalitet",
            Self::Uafklaret => "uafklaret",
        }
    }
}

/// The level of one parameter in a placement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParameterPlacement {
    /// What the rubric makes of the facts; the entered level where the parameter is assessed.
    pub computed: Interval,
    /// What counts, after an override.
    pub level: Interval,
    /// Whether it counts at all.
    pub relevant: bool,
    /// Whether the entered level took the place of another.
    pub overridden: bool,
}

impl ParameterPlacement {
    /// What a parameter's cell says in results.
    pub const fn as_str(&self) -> &'static str {
        if self.relevant { self.level.as_str() } else { "ikke relevant" }
    }

    /// Of a parameter that is relevant, where nothing is overridden.
    pub(super) const fn computed(computed: Interval) -> Self {
        Self { computed, level: computed, relevant: true, overridden: false }
    }
}

/// Some of the eight parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ParameterSet(u8);

impl ParameterSet {
    /// Takes one in.
    pub fn insert(&mut self, parameter: Parameter) {
        self.0 |= 1 << parameter.index();
    }

    /// Whether there is none in it.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those in it, in the model's order.
    pub fn iter(self) -> impl Iterator<Item = Parameter> {
        Parameter::ALL.into_iter().filter(move |parameter| self.0 >> parameter.index() & 1 == 1)
    }
}

/// The levels of the eight parameters, in the model's order; none where a parameter is not relevant.
pub type Levels = [Option<Level>; Parameter::COUNT];

/// Where a supplier stands for one målgruppe, and how firmly.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placement {
    /// What became of the row.
    pub status: Status,
    /// The level after all overrides; only with [`Status::Indplaceret`].
    pub level: Option<Level>,
    /// The level without any override, where it is determined.
    pub computed: Option<Level>,
    /// The levels that what is known leaves open, with the overrides of parameters.
    pub interval: Interval,
    /// The eight, in the model's order.
    pub parameters: [ParameterPlacement; Parameter::COUNT],
    /// How many parameters are relevant.
    pub count: u8,
    /// The sum of their points, while none is open; so with the next two.
    pub points: Option<u8>,
    /// The level that the median alone would give.
    pub median: Option<Level>,
    /// The level that the weakest alone would give.
    pub weakest: Option<Level>,
    /// The fewest single steps of parameters to a higher level.
    pub steps_up: Option<u8>,
    /// The fewest single steps of parameters to a lower level.
    pub steps_down: Option<u8>,
    /// The parameters whose must-haves hold the level down.
    pub limited_by: ParameterSet,
    /// Whether the overall level was entered against, or without, a computed one.
    pub overall_overridden: bool,
}

impl Placement {
    /// Whether some parameter is open.
    pub const fn is_open(&self) -> bool {
        // There are points unless one is open, or none is relevant.
        self.points.is_none() && self.count > 0
    }

    /// Whether an entered level took the place of another.
    pub fn is_overridden(&self) -> bool {
        let of_parameters = self.parameters.iter();
        of_parameters.fold(self.overall_overridden, |any, placed| any | placed.overridden)
    }

    /// One end of what is known of each relevant parameter; none for those that are not relevant.
    pub fn levels(&self, end: impl Fn(Interval) -> Level) -> Levels {
        Points::of(&self.parameters, |parameter| end(parameter.level)).levels
    }

    /// The mean of the points in hundredths, half up.
    pub fn mean_hundredths(&self) -> Option<u32> {
        let (points, count) = (u32::from(self.points?), u32::from(self.count));
        (count > 0).then(|| (points * 200 + count) / (2 * count))
    }
}

fn is_open(parameters: &[ParameterPlacement; Parameter::COUNT]) -> bool {
    let is_open =
        |placed: &ParameterPlacement| placed.relevant & (placed.level.min != placed.level.max);
    parameters.iter().fold(false, |any, placed| any | is_open(placed))
}

/// The placement that eight placed parameters come to; with [`PartPlan::place`](super::PartPlan::place) the two halves of [`place`](super::place()).
#[inline]
pub fn conclude(
    rubric: &Rubric,
    assessment: &Assessment,
    options: Options,
    parameters: [ParameterPlacement; Parameter::COUNT],
) -> Placement {
    let level = |points: &Points| level_of(rubric.rule, &rubric.requirements, points);
    let level_of_both = |min: &Points, max: &Points| {
        let least = level(min);
        Interval { min: least, max: if min.leaves_open(max) { level(max) } else { least } }
    };
    let worst = Points::of(&parameters, |parameter| parameter.level.min);
    let best = match is_open(&parameters) {
        true => Points::of(&parameters, |parameter| parameter.level.max),
        false => worst,
    };
    let interval = level_of_both(&worst, &best);
    let without_overrides = if parameters.iter().any(|parameter| parameter.overridden) {
        let worst = Points::of(&parameters, |parameter| parameter.computed.min);
        let best = Points::of(&parameters, |parameter| parameter.computed.max);
        level_of_both(&worst, &best)
    } else {
        interval
    };
    let overall_overridden =
        assessment.overall.is_some_and(|overall| interval.determined() != Some(overall));
    let outcome = assessment.overall.or(interval.determined());
    let quality = assessment.quality.or(options.assume_quality.then_some(true));
    let (status, level) = match (quality, outcome) {
        (Some(false), _) => (Status::UdenKvalitet, None),
        (None, _) | (_, None) => (Status::Uafklaret, None),
        (Some(true), Some(Level::UnderLet)) => (Status::UnderLet, None),
        (Some(true), Some(level)) => (Status::Indplaceret, Some(level)),
    };
    let points = (!worst.leaves_open(&best) && worst.count() > 0).then_some(&worst);
    let is_placed = matches!(status, Status::Indplaceret | Status::UnderLet) && !overall_overridden;
    let steps_from = points.filter(|_| is_placed);
    Placement {
        status,
        level,
        computed: without_overrides.determined(),
        interval,
        parameters,
        count: worst.count() as u8,
        points: points.map(Points::sum),
        median: points.map(Points::median),
        weakest: points.map(Points::weakest),
        steps_up: steps_from.and_then(|points| steps_up(rubric, points, interval.min)),
        steps_down: steps_from.and_then(|points| steps_down(rubric, points, interval.min)),
        limited_by: limited_by(rubric, interval, &worst, &best),
        overall_overridden,
    }
}

/// The points of the relevant parameters, each with its parameter.
#[derive(Debug, Clone, Copy)]
struct Points {
    levels: Levels,
    /// How many are relevant and reach each level, under let first.
    reaching: [u8; 4],
}

impl Points {
    const NONE: Self = Self { levels: [None; Parameter::COUNT], reaching: [0; 4] };

    fn new(levels: Levels) -> Self {
        let mut points = Self::NONE;
        for (place, level) in levels.into_iter().enumerate() {
            if let Some(level) = level {
                points.add(place, level);
            }
        }
        points
    }

    #[inline]
    fn of(
        parameters: &[ParameterPlacement; Parameter::COUNT],
        level: impl Fn(&ParameterPlacement) -> Level,
    ) -> Self {
        let mut points = Self::NONE;
        for (place, parameter) in parameters.iter().enumerate() {
            if parameter.relevant {
                points.add(place, level(parameter));
            }
        }
        points
    }

    #[inline(always)]
    fn add(&mut self, place: usize, level: Level) {
        self.levels[place] = Some(level);
        self.reach(Self::reached(level));
    }

    /// Raises a relevant parameter to a level, unless it is as high.
    fn raise(&mut self, parameter: Parameter, to: Level) {
        let level = &mut self.levels[parameter.index()];
        if let Some(from) = level.filter(|from| *from < to) {
            *level = Some(to);
            self.reach(Self::reached(to) - Self::reached(from));
        }
    }

    /// The levels that who has this one reaches, as bytes of one number: eight never overflow one.
    #[inline(always)]
    fn reached(level: Level) -> u32 {
        [0x0000_0001, 0x0000_0101, 0x0001_0101, 0x0101_0101][usize::from(level.points())]
    }

    #[inline(always)]
    fn reach(&mut self, reached: u32) {
        self.reaching = u32::to_le_bytes(u32::from_le_bytes(self.reaching) + reached);
    }

    /// Whether anything lies between these points and others, each of which is as high or higher.
    fn leaves_open(&self, best: &Self) -> bool {
        self.reaching != best.reaching
    }

    fn relevant(&self) -> impl Iterator<Item = (Parameter, Level)> + '_ {
        Parameter::ALL
            .into_iter()
            .zip(self.levels)
            .filter_map(|(parameter, level)| Some((parameter, level?)))
    }

    fn count(&self) -> usize {
        self.reaching(Level::UnderLet)
    }

    /// Each level reached is a point.
    fn sum(&self) -> u8 {
        self.reaching[1..].iter().sum()
    }

    fn reaching(&self, level: Level) -> usize {
        usize::from(self.reaching[usize::from(level.points())])
    }

    /// The lower median: the level that more than half reach.
    fn median(&self) -> Level {
        highest(|level| self.reaching(level) >= median_quorum(self.count()))
    }

    fn weakest(&self) -> Level {
        highest(|level| self.reaching(level) == self.count())
    }
}

/// How many of `count` parameters must reach a level for the lower median, at index ⌊(n−1)/2⌋, to.
const fn median_quorum(count: usize) -> usize {
    count - count.saturating_sub(1) / 2
}

fn highest(reached: impl Fn(Level) -> bool) -> Level {
    Level::DESCRIBED.into_iter().rev().find(|&level| reached(level)).unwrap_or(Level::UnderLet)
}

/// The sum of points, in ten-thousandths, whose mean over `count` parameters reaches `level`.
fn needed(cutoffs: &Cutoffs, level: Level, count: usize) -> u64 {
    let index = usize::from(level.points()).checked_sub(1);
    index.map_or(0, |index| cutoffs.0[index].ten_thousandths() * count as u64)
}

/// The smallest sum of points whose mean over `count` parameters reaches `level`.
pub(crate) fn sum_needed(cutoffs: &Cutoffs, level: Level, count: usize) -> u64 {
    needed(cutoffs, level, count).div_ceil(Number::from_integer(1).ten_thousandths())
}

fn reaches_by_rule(rule: Rule, points: &Points, level: Level) -> bool {
    match rule {
        Rule::Mean(cutoffs) => {
            let sum = Number::from_integer(points.sum().into());
            sum.ten_thousandths() >= needed(&cutoffs, level, points.count())
        }
        Rule::Median => points.reaching(level) >= median_quorum(points.count()),
        Rule::Weakest => points.reaching(level) == points.count(),
    }
}

fn level_by_rule(rule: Rule, points: &Points) -> Level {
    highest(|level| reaches_by_rule(rule, points, level))
}

/// The level that some levels of parameters make by a rule and must-haves; a parameter without one is not
/// relevant.
pub fn level_by(rule: Rule, requirements: &[Requirement], levels: &Levels) -> Level {
    level_of(rule, requirements, &Points::new(*levels))
}

/// The highest level that the must-haves leave open.
pub fn cap_under(requirements: &[Requirement], levels: &Levels) -> Level {
    cap(requirements, &Points::new(*levels))
}

fn level_of(rule: Rule, requirements: &[Requirement], points: &Points) -> Level {
    level_by_rule(rule, points).min(cap(requirements, points))
}

fn cap(requirements: &[Requirement], points: &Points) -> Level {
    let mut cap = Level::Hoejt;
    for requirement in requirements {
        let fails = points.relevant().any(|(parameter, points)| {
            requirement.concerns(parameter) && points < requirement.at_least
        });
        if fails {
            cap = cap.min(requirement.level.below().unwrap_or(Level::UnderLet));
        }
    }
    cap
}

/// Where the rule alone would give a higher level: who fails, even at best, what the next level asks.
fn limited_by(rubric: &Rubric, interval: Interval, worst: &Points, best: &Points) -> ParameterSet {
    let mut limiting = ParameterSet::default();
    let Some(level) = interval.determined() else {
        return limiting;
    };
    if rubric.requirements.is_empty() || level_by_rule(rubric.rule, worst) <= level {
        return limiting;
    }
    for requirement in &rubric.requirements {
        if level.above() != Some(requirement.level) {
            continue;
        }
        for (parameter, points) in best.relevant() {
            if requirement.concerns(parameter) && points < requirement.at_least {
                limiting.insert(parameter);
            }
        }
    }
    limiting
}

/// The fewest single-level raises after which the level, now `level`, is higher.
///
/// First what the must-haves ask for, which no way up can spare; then the cheapest that the rule asks.
fn steps_up(rubric: &Rubric, points: &Points, level: Level) -> Option<u8> {
    let target = level.above()?;
    // Nothing to raise first, and so no points to copy: it is asked of every row.
    if rubric.requirements.is_empty() {
        return raises(rubric.rule, points, target);
    }
    let mut raised = *points;
    let asked = rubric.requirements.iter();
    for requirement in asked.filter(|requirement| requirement.level <= target) {
        for parameter in Parameter::ALL {
            if requirement.concerns(parameter) {
                raised.raise(parameter, requirement.at_least);
            }
        }
    }
    let for_requirements = raised.sum() - points.sum();
    Some(for_requirements + raises(rubric.rule, &raised, target)?)
}

/// The fewest single-level raises after which the rule alone gives a level.
fn raises(rule: Rule, points: &Points, level: Level) -> Option<u8> {
    match rule {
        Rule::Mean(cutoffs) => {
            let needed = sum_needed(&cutoffs, level, points.count());
            u8::try_from(needed.saturating_sub(u64::from(points.sum()))).ok()
        }
        Rule::Median => Some(cheapest_raises(points, level, median_quorum(points.count()))),
        Rule::Weakest => Some(cheapest_raises(points, level, points.count())),
    }
}

/// The single-level raises until `quorum` parameters reach `level`, the nearest first.
fn cheapest_raises(points: &Points, level: Level, quorum: usize) -> u8 {
    let mut costs: Vec<u8> = points
        .relevant()
        .map(|(_, points)| level.points().saturating_sub(points.points()))
        .collect();
    costs.sort_unstable();
    costs.iter().take(quorum).sum()
}

/// The fewest single-level drops after which the level, now `level`, is lower: by the rule, or by one must-have.
fn steps_down(rubric: &Rubric, points: &Points, level: Level) -> Option<u8> {
    level.below()?;
    let mut fewest = match rubric.rule {
        Rule::Mean(cutoffs) => {
            let spare = u64::from(points.sum()) - sum_needed(&cutoffs, level, points.count());
            u8::try_from(spare + 1).ok()
        }
        Rule::Median => cheapest_drops(points, level, median_quorum(points.count())),
        Rule::Weakest => cheapest_drops(points, level, points.count()),
    };
    let asked = rubric.requirements.iter();
    for requirement in asked.filter(|requirement| requirement.level <= level) {
        for (parameter, own) in points.relevant() {
            if requirement.concerns(parameter) {
                let margin = own.points() - requirement.at_least.points() + 1;
                fewest = Some(fewest.map_or(margin, |fewest| fewest.min(margin)));
            }
        }
    }
    fewest
}

/// The single-level drops until fewer than `quorum` parameters reach `level`.
fn cheapest_drops(points: &Points, level: Level, quorum: usize) -> Option<u8> {
    let mut costs: Vec<u8> = points
        .relevant()
        .filter(|(_, points)| *points >= level)
        .map(|(_, points)| points.points() - level.points() + 1)
        .collect();
    let drops = (costs.len() + 1).checked_sub(quorum)?;
    costs.sort_unstable();
    Some(costs.iter().take(drops).sum())
}
