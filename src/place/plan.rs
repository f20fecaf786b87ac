//! A rubric compiled to be placed by: the criteria of each parameter as one flat list of steps.
//!
//! Compile once, place as many rows as there are. The rubric as a tree is for reading and explaining; what
//! is met is found here and nowhere else, so that there is one answer.

use super::criterion::{Test, Truth};
use super::missing::{Missing, missing};
use super::placement::{Options, ParameterPlacement, Placement, conclude};
use crate::assessment::{Assessment, Entered};
use crate::level::{Interval, Level};
use crate::parameter::Parameter;
use crate::rubric::{Condition, Group, Leaf, Levels, Method, ParameterRubric, Rubric};

/// A rubric compiled to be placed by, for any number of assessments.
///
/// ```
/// # use indplacer::{assessment::Assessment, diagnostic::Diagnostics, rubric::Catalogue};
/// use indplacer::place::{Options, Plan, Status};
///
/// # let catalogue = Catalogue::built_in(&mut Diagnostics::default());
/// let rubric = &catalogue.rubrics()[0];
/// let plan = Plan::new(rubric);
/// let mut nothing_known = Assessment::default();
/// nothing_known.reset(rubric);
/// assert_eq!(plan.place(&nothing_known, Options::default()).status, Status::Uafklaret);
/// ```
#[derive(Debug, Clone)]
pub struct Plan<'r> {
    rubric: &'r Rubric,
    parts: [PartPlan<'r>; Parameter::COUNT],
}

impl<'r> Plan<'r> {
    /// Compiles all eight parameters of a rubric.
    pub fn new(rubric: &'r Rubric) -> Self {
        Self {
            rubric,
            parts: rubric
                .parameters
                .each_ref()
                .map(|part| PartPlan::new(rubric, part)),
        }
    }

    /// The rubric that was compiled.
    pub fn rubric(&self) -> &'r Rubric {
        self.rubric
    }

    /// The part of one parameter.
    pub fn part(&self, parameter: Parameter) -> &PartPlan<'r> {
        &self.parts[parameter.index()]
    }

    /// Places one assessment, which was read by the rubric.
    pub fn place(&self, assessment: &Assessment, options: Options) -> Placement {
        let groups = &self.rubric.groups;
        let mut parameters = [ParameterPlacement::NOTHING; Parameter::COUNT];
        for (parameter, placed) in Parameter::ALL.into_iter().zip(&mut parameters) {
            *placed = self.part(parameter).place(groups, assessment, parameter);
        }
        conclude(self.rubric, assessment, options, parameters)
    }

    /// What is missing from `assessment` and could still matter, each once, in the model's order;
    /// `placement` is where it was placed.
    pub fn missing(&self, assessment: &Assessment, placement: &Placement) -> Vec<Missing> {
        missing(self, assessment, placement)
    }

    /// Whether each criterion is met, in the rubric's order: by parameter, then by level.
    pub fn criteria(&self, assessment: &Assessment) -> impl Iterator<Item = Truth> {
        let groups = &self.rubric.groups;
        self.parts
            .iter()
            .flat_map(move |part| part.criteria(groups, assessment))
    }
}

/// One parameter's part of a rubric, compiled; of a variant with the same indicators and groups as well.
#[derive(Debug, Clone)]
pub struct PartPlan<'r> {
    method: Method,
    levels: Levels,
    /// All criteria, each with its level, from let to højt.
    criteria: Box<[(Step<'r>, Level)]>,
    /// What those that are groups are made of.
    members: Members<'r>,
}

impl<'r> PartPlan<'r> {
    /// Compiles the criteria of one parameter of `rubric`, or of a variant of it.
    pub fn new(rubric: &Rubric, part: &'r ParameterRubric) -> Self {
        let mut members = Members(Vec::new());
        let of_level = |level| part.criteria_of(level).iter().map(move |own| (own, level));
        let criteria = Level::DESCRIBED.into_iter().flat_map(of_level);
        let criteria = criteria
            .map(|(criterion, level)| (members.step(&rubric.groups, &criterion.condition), level))
            .collect();
        Self {
            method: part.method,
            levels: part.levels,
            criteria,
            members,
        }
    }

    /// Places one parameter of an assessment.
    #[inline]
    pub fn place(
        &self,
        groups: &[Group],
        assessment: &Assessment,
        parameter: Parameter,
    ) -> ParameterPlacement {
        let entered = assessment.entered[parameter.index()];
        let computed = match (self.method, entered) {
            (Method::Criteria, _) => self.computed(groups, assessment),
            (Method::Assessed, Entered::Level(level)) => Interval::exactly(level),
            (Method::Assessed, Entered::Nothing | Entered::Irrelevant) => Interval::OPEN,
        };
        let (level, overridden) = match (self.method, entered) {
            (Method::Criteria, Entered::Level(level)) => {
                let overridden = computed.determined() != Some(level);
                (Interval::exactly(level), overridden)
            }
            (Method::Criteria, Entered::Nothing | Entered::Irrelevant) | (Method::Assessed, _) => {
                (computed, false)
            }
        };
        ParameterPlacement {
            computed,
            level,
            relevant: entered != Entered::Irrelevant,
            overridden,
        }
    }

    /// The level that the facts alone give, entered levels aside.
    fn computed(&self, groups: &[Group], assessment: &Assessment) -> Interval {
        let judged = self.judge(groups, assessment);
        let mut interval = Interval::exactly(Level::UnderLet);
        // Whether all levels so far hold: surely, and possibly.
        let (mut sure, mut possible) = (true, true);
        for level in Level::DESCRIBED {
            let holds = judged.holds(level);
            match self.levels {
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
            }
        }
        interval
    }

    /// Judges every criterion. That one may settle a level, and a level those above, is not looked at: to foresee
    /// which costs more than to judge the few there are.
    #[inline(always)]
    fn judge(&self, groups: &[Group], assessment: &Assessment) -> Judged {
        let mut judged = Judged::ALL_HOLD;
        for (criterion, level) in &self.criteria {
            judged.take(*level, self.members.judge(criterion, groups, assessment));
        }
        judged
    }

    /// Whether each criterion is met, in the rubric's order.
    fn criteria(&self, groups: &[Group], assessment: &Assessment) -> impl Iterator<Item = Truth> {
        let criteria = self.criteria.iter();
        criteria.map(move |(criterion, _)| self.members.judge(criterion, groups, assessment))
    }

    /// The levels that what is missing can still raise the parameter to, from let to højt.
    pub(super) fn levels_that_can_raise(
        &self,
        groups: &[Group],
        assessment: &Assessment,
    ) -> Vec<Level> {
        let judged = self.judge(groups, assessment);
        let described = Level::DESCRIBED.into_iter();
        match self.levels {
            Levels::Cumulative => described
                .take_while(|level| judged.holds(*level) != Truth::False)
                .collect(),
            Levels::Independent => {
                let mut downwards = described.clone().rev();
                let reached = downwards.find(|level| judged.holds(*level) == Truth::True);
                described
                    .filter(|level| reached.is_none_or(|reached| *level > reached))
                    .filter(|level| judged.holds(*level) != Truth::False)
                    .collect()
            }
        }
    }

    /// Calls `visit` for every unknown leaf that an unknown criterion of a level hangs on, in the rubric's order.
    pub(super) fn for_each_unknown_leaf(
        &self,
        level: Level,
        groups: &[Group],
        assessment: &Assessment,
        mut visit: impl FnMut(&'r Leaf),
    ) {
        for (criterion, _) in self.criteria.iter().filter(|(_, own)| *own == level) {
            self.members
                .unknown_leaves(criterion, groups, assessment, &mut visit);
        }
    }

    /// Whether the parameter's level is entered.
    pub(super) fn is_assessed(&self) -> bool {
        self.method == Method::Assessed
    }
}

/// Whether the criteria of each level all hold: for each two bits, whether they surely do not, and whether they do not
/// surely. Gathered without a branch, since what is found differs from row to row.
#[derive(Debug, Clone, Copy)]
struct Judged(u8);

impl Judged {
    /// Nothing is judged yet.
    const ALL_HOLD: Self = Self(0);

    /// Takes in what one criterion of a level came to.
    #[inline(always)]
    fn take(&mut self, level: Level, truth: Truth) {
        let is_not = u8::from(truth == Truth::False) << 1 | u8::from(truth != Truth::True);
        self.0 |= is_not << (2 * level.points());
    }

    /// Whether all criteria of a level hold.
    #[inline(always)]
    fn holds(self, level: Level) -> Truth {
        match self.0 >> (2 * level.points()) & 0b11 {
            0b00 => Truth::True,
            0b01 => Truth::Unknown,
            _ => Truth::False,
        }
    }
}

/// A condition. Judged in one piece with what it stands in, as each is no more than a comparison or two.
#[derive(Debug, Clone)]
enum Step<'r> {
    /// One fact and its test.
    Leaf(Test<'r>),
    /// So many of the [`Members`] from `start` up to `end`.
    AtLeast { n: usize, start: usize, end: usize },
}

/// The members of groups, those of one group side by side.
#[derive(Debug, Clone)]
struct Members<'r>(Vec<Step<'r>>);

impl<'r> Members<'r> {
    /// Compiles a condition; what it is made of is taken in.
    fn step(&mut self, groups: &[Group], condition: &'r Condition) -> Step<'r> {
        match condition {
            Condition::Leaf(leaf) => Step::Leaf(Test::of(leaf, groups)),
            Condition::AtLeast { n, members, .. } => {
                let members: Vec<_> = members
                    .iter()
                    .map(|member| self.step(groups, member))
                    .collect();
                let start = self.0.len();
                self.0.extend(members);
                let end = self.0.len();
                Step::AtLeast { n: *n, start, end }
            }
        }
    }

    #[inline(always)]
    fn judge(&self, step: &Step<'r>, groups: &[Group], assessment: &Assessment) -> Truth {
        match step {
            Step::Leaf(test) => test.judge(groups, assessment),
            Step::AtLeast { n, start, end } => {
                self.judge_group(*n, &self.0[*start..*end], groups, assessment)
            }
        }
    }

    fn judge_group(
        &self,
        n: usize,
        members: &[Step<'r>],
        groups: &[Group],
        assessment: &Assessment,
    ) -> Truth {
        let (mut met, mut not_false) = (0, 0);
        for member in members {
            let truth = self.judge(member, groups, assessment);
            met += usize::from(truth == Truth::True);
            not_false += usize::from(truth != Truth::False);
        }
        if met >= n {
            Truth::True
        } else if not_false < n {
            Truth::False
        } else {
            Truth::Unknown
        }
    }

    fn unknown_leaves(
        &self,
        step: &Step<'r>,
        groups: &[Group],
        assessment: &Assessment,
        visit: &mut impl FnMut(&'r Leaf),
    ) {
        if self.judge(step, groups, assessment) != Truth::Unknown {
            return;
        }
        match step {
            Step::Leaf(test) => visit(test.leaf()),
            Step::AtLeast { start, end, .. } => {
                for member in &self.0[*start..*end] {
                    self.unknown_leaves(member, groups, assessment, visit);
                }
            }
        }
    }
}

/// Judges a condition on the facts of a row. Who judges many rows compiles a [`Plan`].
pub fn judge(rubric: &Rubric, assessment: &Assessment, condition: &Condition) -> Truth {
    let mut members = Members(Vec::new());
    let step = members.step(&rubric.groups, condition);
    members.judge(&step, &rubric.groups, assessment)
}
