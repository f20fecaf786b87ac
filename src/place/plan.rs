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
    /// The criteria of let, moderat and højt.
    criteria: [Box<[Step<'r>]>; 3],
    /// What those that are groups are made of.
    members: Members<'r>,
}

impl<'r> PartPlan<'r> {
    /// Compiles the criteria of one parameter of `rubric`, or of a variant of it.
    pub fn new(rubric: &Rubric, part: &'r ParameterRubric) -> Self {
        let mut members = Members(Vec::new());
        let criteria = part.criteria.each_ref().map(|criteria| {
            let criteria = criteria.iter().map(|criterion| &criterion.condition);
            criteria
                .map(|condition| members.step(&rubric.groups, condition))
                .collect()
        });
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
    #[inline(always)]
    fn computed(&self, groups: &[Group], assessment: &Assessment) -> Interval {
        let mut interval = Interval::exactly(Level::UnderLet);
        // Whether all levels so far hold: surely, and possibly.
        let (mut sure, mut possible) = (true, true);
        for (level, criteria) in Level::DESCRIBED.into_iter().zip(&self.criteria) {
            let holds = self.all(criteria, groups, assessment);
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
            } else if self.levels == Levels::Cumulative {
                break;
            }
        }
        interval
    }

    /// Whether all criteria of a level are met.
    ///
    /// All are judged, though one may settle it: to foresee which costs more than to judge the few there are.
    /// A call, so that what judges is compiled once, into its loop.
    #[inline(never)]
    fn all(&self, criteria: &[Step<'r>], groups: &[Group], assessment: &Assessment) -> Truth {
        let criteria = criteria.iter();
        Truth::all(criteria.map(|criterion| self.members.judge(criterion, groups, assessment)))
    }

    /// The criteria of a level; under let has none.
    fn criteria_of(&self, level: Level) -> &[Step<'r>] {
        match level {
            Level::UnderLet => &[],
            Level::Let => &self.criteria[0],
            Level::Moderat => &self.criteria[1],
            Level::Hoejt => &self.criteria[2],
        }
    }

    /// Whether each criterion is met, in the rubric's order.
    fn criteria(&self, groups: &[Group], assessment: &Assessment) -> impl Iterator<Item = Truth> {
        let criteria = self.criteria.iter().flatten();
        criteria.map(move |criterion| self.members.judge(criterion, groups, assessment))
    }

    /// The levels that what is missing can still raise the parameter to, from let to højt.
    pub(super) fn levels_that_can_raise(
        &self,
        groups: &[Group],
        assessment: &Assessment,
    ) -> Vec<Level> {
        let described = Level::DESCRIBED.into_iter();
        let holds = |level: &Level| self.all(self.criteria_of(*level), groups, assessment);
        match self.levels {
            Levels::Cumulative => described
                .take_while(|level| holds(level) != Truth::False)
                .collect(),
            Levels::Independent => {
                let mut downwards = described.clone().rev();
                let reached = downwards.find(|level| holds(level) == Truth::True);
                described
                    .filter(|level| reached.is_none_or(|reached| *level > reached))
                    .filter(|level| holds(level) != Truth::False)
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
        let criteria = self.criteria_of(level);
        self.members
            .unknown_leaves(criteria, groups, assessment, &mut visit);
    }

    /// Whether the parameter's level is entered.
    pub(super) fn is_assessed(&self) -> bool {
        self.method == Method::Assessed
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
        steps: &[Step<'r>],
        groups: &[Group],
        assessment: &Assessment,
        visit: &mut impl FnMut(&'r Leaf),
    ) {
        for step in steps {
            if self.judge(step, groups, assessment) != Truth::Unknown {
                continue;
            }
            match step {
                Step::Leaf(test) => visit(test.leaf()),
                Step::AtLeast { start, end, .. } => {
                    self.unknown_leaves(&self.0[*start..*end], groups, assessment, visit);
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
