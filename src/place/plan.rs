//! A rubric compiled to be placed by: the criteria of each parameter as one flat list of steps.
//!
//! Compile once, place as many rows as there are. The rubric as a tree is for reading and explaining; what
//! is met is found here and nowhere else, so that there is one answer.

use super::criterion::{Test, Truth};
use super::placement::{Options, ParameterPlacement, Placement, conclude};
use crate::assessment::{Assessment, Entered};
use crate::rubric::{Condition, Group, Leaf, Levels, Method, ParameterRubric, Rubric};
use crate::vocabulary::{Interval, Level, Parameter};

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
        Self { rubric, parts: rubric.parameters.each_ref().map(|part| PartPlan::new(rubric, part)) }
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
        let place =
            |parameter| self.part(parameter).place(&self.rubric.groups, assessment, parameter);
        conclude(self.rubric, assessment, options, Parameter::ALL.map(place))
    }

    /// Whether each criterion is met, in the rubric's order: by parameter, then by level.
    pub fn criteria(&self, assessment: &Assessment) -> impl Iterator<Item = Truth> {
        let groups = &self.rubric.groups;
        self.parts.iter().flat_map(move |part| part.criteria(groups, assessment))
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
        Self { method: part.method, levels: part.levels, criteria, members }
    }

    /// Places one parameter of an assessment.
    pub fn place(
        &self,
        groups: &[Group],
        assessment: &Assessment,
        parameter: Parameter,
    ) -> ParameterPlacement {
        let entered = assessment.entered[parameter.index()];
        let computed = match (self.method, entered) {
            (Method::Criteria, _) => self.judge(groups, assessment).interval(self.levels),
            (Method::Assessed, Entered::Level(level)) => Interval::exactly(level),
            (Method::Assessed, Entered::Nothing | Entered::Irrelevant) => Interval::OPEN,
        };
        let mut placed = ParameterPlacement::computed(computed);
        match (self.method, entered) {
            (Method::Criteria, Entered::Level(level)) => {
                placed.overridden = computed.determined() != Some(level);
                placed.level = Interval::exactly(level);
            }
            (_, Entered::Irrelevant) => placed.relevant = false,
            (_, Entered::Nothing) | (Method::Assessed, Entered::Level(_)) => {}
        }
        placed
    }

    /// Judges every criterion. That one may settle a level, and a level those above, is not looked at: to foresee
    /// which costs more than to judge the few there are.
    fn judge(&self, groups: &[Group], assessment: &Assessment) -> Judged {
        let mut judged = Judged([Truth::True; Level::DESCRIBED.len()]);
        for (criterion, level) in &self.criteria {
            let truth = self.members.judge(criterion, groups, assessment);
            let holds = &mut judged.0[usize::from(level.points()) - 1];
            *holds = truth.min(*holds);
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
        let judged = self.judge(groups, assessment).levels();
        let may_hold = |(_, holds): &(Level, Truth)| *holds != Truth::False;
        let levels: Vec<_> = match self.levels {
            Levels::Cumulative => judged.take_while(may_hold).collect(),
            Levels::Independent => {
                let above = judged.rev().take_while(|(_, holds)| *holds != Truth::True);
                let mut above: Vec<_> = above.filter(may_hold).collect();
                above.reverse();
                above
            }
        };
        levels.into_iter().map(|(level, _)| level).collect()
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
            self.members.unknown_leaves(criterion, groups, assessment, &mut visit);
        }
    }

    /// Whether the parameter's level is entered.
    pub(super) fn is_assessed(&self) -> bool {
        self.method == Method::Assessed
    }
}

/// Whether the criteria of each level of one parameter all hold, from let to højt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Judged([Truth; Level::DESCRIBED.len()]);

impl Judged {
    /// Each level with whether all its criteria hold.
    fn levels(self) -> impl DoubleEndedIterator<Item = (Level, Truth)> + Clone {
        Level::DESCRIBED.into_iter().zip(self.0)
    }

    /// The points that the parameter has at least and at most.
    fn interval(self, levels: Levels) -> Interval {
        let mut interval = Interval::exactly(Level::UnderLet);
        // Whether all levels so far hold: surely, and possibly.
        let (mut sure, mut possible) = (true, true);
        for (level, holds) in self.levels() {
            if levels == Levels::Independent {
                (sure, possible) = (true, true);
            }
            sure &= holds == Truth::True;
            possible &= holds != Truth::False;
            if sure {
                interval.min = level;
            }
            if possible {
                interval.max = level;
            }
        }
        interval
    }
}

/// A condition.
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
                let members: Vec<_> =
                    members.iter().map(|member| self.step(groups, member)).collect();
                let start = self.0.len();
                self.0.extend(members);
                let end = self.0.len();
                Step::AtLeast { n: *n, start, end }
            }
        }
    }

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

/// Places one assessment, which was read by `rubric`. Who places many compiles a [`Plan`].
pub fn place(rubric: &Rubric, assessment: &Assessment, options: Options) -> Placement {
    Plan::new(rubric).place(assessment, options)
}

/// Places one parameter by `part`, which is the rubric's own or a variant with the same indicators and groups.
/// Who places many compiles a [`PartPlan`].
pub fn place_part(
    rubric: &Rubric,
    part: &ParameterRubric,
    assessment: &Assessment,
    parameter: Parameter,
) -> ParameterPlacement {
    PartPlan::new(rubric, part).place(&rubric.groups, assessment, parameter)
}
