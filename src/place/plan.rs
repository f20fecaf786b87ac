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
    /// The criteria of let, moderat and højt stand first, each level after the last; here they end.
    ends: [usize; 3],
    steps: Steps<'r>,
}

impl<'r> PartPlan<'r> {
    /// Compiles the criteria of one parameter of `rubric`, or of a variant of it.
    pub fn new(rubric: &Rubric, part: &'r ParameterRubric) -> Self {
        let mut ends = part.criteria.each_ref().map(Vec::len);
        ends[1] += ends[0];
        ends[2] += ends[1];
        let criteria = part.criteria.iter().flatten();
        Self {
            method: part.method,
            levels: part.levels,
            ends,
            steps: Steps::of(
                &rubric.groups,
                criteria.map(|criterion| &criterion.condition),
            ),
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
        for level in Level::DESCRIBED {
            let holds = self.level(level, groups, assessment);
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
    #[inline(always)]
    fn level(&self, level: Level, groups: &[Group], assessment: &Assessment) -> Truth {
        let mut holds = Truth::True;
        for step in self.criteria_of(level) {
            match self.steps.judge(step, groups, assessment) {
                Truth::True => {}
                Truth::Unknown => holds = Truth::Unknown,
                Truth::False => return Truth::False,
            }
        }
        holds
    }

    /// The criteria of a level; under let has none.
    fn criteria_of(&self, level: Level) -> &[Step<'r>] {
        let [low, moderate, high] = self.ends;
        let range = match level {
            Level::UnderLet => 0..0,
            Level::Let => 0..low,
            Level::Moderat => low..moderate,
            Level::Hoejt => moderate..high,
        };
        &self.steps.0[range]
    }

    /// Whether each criterion is met, in the rubric's order.
    fn criteria(&self, groups: &[Group], assessment: &Assessment) -> impl Iterator<Item = Truth> {
        let criteria = self.steps.0[..self.ends[2]].iter();
        criteria.map(move |step| self.steps.judge(step, groups, assessment))
    }

    /// The levels that what is missing can still raise the parameter to, from let to højt.
    pub(super) fn levels_that_can_raise(
        &self,
        groups: &[Group],
        assessment: &Assessment,
    ) -> Vec<Level> {
        let described = Level::DESCRIBED.into_iter();
        let holds = |level: &Level| self.level(*level, groups, assessment);
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
        self.steps
            .unknown_leaves(criteria, groups, assessment, &mut visit);
    }

    /// Whether the parameter's level is entered.
    pub(super) fn is_assessed(&self) -> bool {
        self.method == Method::Assessed
    }
}

/// Conditions side by side, and behind them the members of those that are groups, and so on.
#[derive(Debug, Clone)]
struct Steps<'r>(Vec<Step<'r>>);

/// A condition. Judged in one piece with what it stands in, as each is no more than a comparison or two.
#[derive(Debug, Clone)]
enum Step<'r> {
    /// One fact and its test.
    Leaf(Test<'r>),
    /// So many of the steps from `start` up to `end`.
    AtLeast { n: usize, start: usize, end: usize },
}

impl<'r> Steps<'r> {
    fn of(groups: &[Group], conditions: impl Iterator<Item = &'r Condition>) -> Self {
        let mut steps = Self(Vec::new());
        steps.push(groups, conditions);
        steps
    }

    /// Appends some conditions side by side, then what they are made of.
    fn push(&mut self, groups: &[Group], conditions: impl Iterator<Item = &'r Condition>) {
        let mut with_members = Vec::new();
        for condition in conditions {
            self.0.push(match condition {
                Condition::Leaf(leaf) => Step::Leaf(Test::of(leaf, groups)),
                Condition::AtLeast { n, members, .. } => {
                    with_members.push((self.0.len(), members));
                    let (start, end) = (0, members.len());
                    Step::AtLeast { n: *n, start, end }
                }
            });
        }
        for (at, members) in with_members {
            let first = self.0.len();
            if let Step::AtLeast { start, end, .. } = &mut self.0[at] {
                *start += first;
                *end += first;
            }
            // Not generic over an iterator of an iterator of an iterator.
            let members: &mut dyn Iterator<Item = &'r Condition> = &mut members.iter();
            self.push(groups, members);
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
            match self.judge(member, groups, assessment) {
                Truth::True => {
                    met += 1;
                    not_false += 1;
                }
                Truth::Unknown => not_false += 1,
                Truth::False => {}
            }
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
    let steps = Steps::of(&rubric.groups, std::iter::once(condition));
    steps.judge(&steps.0[0], &rubric.groups, assessment)
}
