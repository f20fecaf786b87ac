//! A rubric compiled to be placed by: the criteria of each parameter as one flat list of steps.
//!
//! Compile once, place as many rows as there are. The rubric as a tree is for reading and explaining; what
//! is met is found here and nowhere else, so that there is one answer.

use super::criterion::{Test, Truth};
use super::placement::{Options, ParameterPlacement, Placement, conclude};
use crate::assessment::{Assessment, Entered};
use crate::rubric::{Condition, Group, Kind, Leaf, Levels, Method, ParameterRubric, Rubric};
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
    /// For each indicator the criteria that its fact alone settles.
    settled: Box<[Vec<CriterionAt>]>,
    /// The criteria that need more than one fact, or a group.
    others: Vec<CriterionAt>,
}

/// A criterion of a plan: its parameter, and its place among the criteria of that.
#[derive(Debug, Clone, Copy)]
struct CriterionAt(Parameter, usize);

impl<'r> Plan<'r> {
    /// Compiles all eight parameters of a rubric.
    pub fn new(rubric: &'r Rubric) -> Self {
        let parts = rubric.parameters.each_ref().map(|part| PartPlan::new(rubric, part));
        let mut settled = vec![Vec::new(); rubric.indicators.len()].into_boxed_slice();
        let mut others = Vec::new();
        for (parameter, part) in Parameter::ALL.into_iter().zip(&parts) {
            for (place, (criterion, _)) in part.criteria.iter().enumerate() {
                match criterion.settled_by(rubric) {
                    Some(indicator) => &mut settled[indicator],
                    None => &mut others,
                }
                .push(CriterionAt(parameter, place));
            }
        }
        Self { rubric, parts, settled, others }
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
        let parts = Parameter::ALL.into_iter().zip(&self.parts);
        let verdict = parts
            .map(|(parameter, part)| Verdict::of(parameter, part.judge(groups, assessment)))
            .fold(Verdict::NOTHING_JUDGED, Verdict::and);
        self.conclude(verdict, assessment, options)
    }

    /// What the criteria come to that the fact of one indicator alone settles: the same for every assessment in
    /// which it is the same fact.
    pub fn verdict(&self, indicator: usize, assessment: &Assessment) -> Verdict {
        self.judge(&self.settled[indicator], assessment)
    }

    /// Places one assessment where the [`Plan::verdict`] on each fact is known, all of them together being `facts`.
    pub fn place_by(&self, facts: Verdict, assessment: &Assessment, options: Options) -> Placement {
        let verdict = facts.and(self.judge(&self.others, assessment));
        self.conclude(verdict, assessment, options)
    }

    fn conclude(&self, verdict: Verdict, assessment: &Assessment, options: Options) -> Placement {
        let mut parameters = [ParameterPlacement::computed(Interval::OPEN); Parameter::COUNT];
        for (parameter, placed) in Parameter::ALL.into_iter().zip(&mut parameters) {
            let entered = assessment.entered[parameter.index()];
            *placed = self.part(parameter).conclude(verdict.part(parameter), entered);
        }
        conclude(self.rubric, assessment, options, parameters)
    }

    fn judge(&self, criteria: &[CriterionAt], assessment: &Assessment) -> Verdict {
        let groups = &self.rubric.groups;
        let mut verdict = Verdict::NOTHING_JUDGED;
        for CriterionAt(parameter, place) in criteria {
            let part = self.part(*parameter);
            let judged = part.judge_one(&part.criteria[*place], groups, assessment);
            verdict = verdict.and(Verdict::of(*parameter, judged));
        }
        verdict
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
    #[inline]
    pub fn place(
        &self,
        groups: &[Group],
        assessment: &Assessment,
        parameter: Parameter,
    ) -> ParameterPlacement {
        let judged = self.judge(groups, assessment);
        self.conclude(judged, assessment.entered[parameter.index()])
    }

    /// Where the parameter stands, as its criteria were judged and with what was entered.
    #[inline(always)]
    fn conclude(&self, judged: Judged, entered: Entered) -> ParameterPlacement {
        match (self.method, entered) {
            (Method::Criteria, Entered::Nothing) => judged.placement(self.levels),
            _ => self.conclude_entered(judged, entered),
        }
    }

    /// The same where something was entered, or the level is not from criteria. Apart, so that the usual case is short.
    #[inline(never)]
    fn conclude_entered(&self, judged: Judged, entered: Entered) -> ParameterPlacement {
        let mut placed = match (self.method, entered) {
            (Method::Criteria, _) => judged.placement(self.levels),
            (Method::Assessed, Entered::Level(level)) => {
                ParameterPlacement::computed(Interval::exactly(level))
            }
            (Method::Assessed, Entered::Nothing | Entered::Irrelevant) => {
                ParameterPlacement::computed(Interval::OPEN)
            }
        };
        match (self.method, entered) {
            (Method::Criteria, Entered::Level(level)) => {
                placed.overridden = placed.computed.determined() != Some(level);
                placed.level = Interval::exactly(level);
            }
            (_, Entered::Irrelevant) => placed.relevant = false,
            (_, Entered::Nothing) | (Method::Assessed, Entered::Level(_)) => {}
        }
        placed
    }

    /// Judges every criterion. That one may settle a level, and a level those above, is not looked at: to foresee
    /// which costs more than to judge the few there are.
    #[inline(always)]
    fn judge(&self, groups: &[Group], assessment: &Assessment) -> Judged {
        let mut judged = Judged::ALL_HOLD;
        for criterion in &self.criteria {
            judged = judged.and(self.judge_one(criterion, groups, assessment));
        }
        judged
    }

    #[inline(always)]
    fn judge_one(
        &self,
        (criterion, level): &(Step<'r>, Level),
        groups: &[Group],
        assessment: &Assessment,
    ) -> Judged {
        Judged::of(*level, self.members.judge(criterion, groups, assessment))
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
            Levels::Cumulative => {
                described.take_while(|level| judged.holds(*level) != Truth::False).collect()
            }
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
            self.members.unknown_leaves(criterion, groups, assessment, &mut visit);
        }
    }

    /// Whether the parameter's level is entered.
    pub(super) fn is_assessed(&self) -> bool {
        self.method == Method::Assessed
    }
}

/// Whether the criteria of each level of one parameter all hold: for each two bits, whether they surely do not, and
/// whether they do not surely. Gathered without a branch, since what is found differs from row to row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Judged(u8);

impl Judged {
    /// Nothing is judged yet.
    const ALL_HOLD: Self = Self(0);

    /// What one criterion of a level came to.
    #[inline(always)]
    fn of(level: Level, truth: Truth) -> Self {
        let is_not = u8::from(truth == Truth::False) << 1 | u8::from(truth != Truth::True);
        Self(is_not << (2 * level.points()))
    }

    #[inline(always)]
    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all criteria of a level hold.
    #[inline(always)]
    const fn holds(self, level: Level) -> Truth {
        match self.0 >> (2 * level.points()) & 0b11 {
            0b00 => Truth::True,
            0b01 => Truth::Unknown,
            _ => Truth::False,
        }
    }

    /// What this comes to where nothing was entered.
    #[inline(always)]
    fn placement(self, levels: Levels) -> ParameterPlacement {
        // There are few enough to have the answers ready.
        static CUMULATIVE: [ParameterPlacement; 256] = Judged::placements(Levels::Cumulative);
        static INDEPENDENT: [ParameterPlacement; 256] = Judged::placements(Levels::Independent);
        let all = match levels {
            Levels::Cumulative => &CUMULATIVE,
            Levels::Independent => &INDEPENDENT,
        };
        all[usize::from(self.0)]
    }

    const fn placements(levels: Levels) -> [ParameterPlacement; 256] {
        let mut placements = [ParameterPlacement::computed(Interval::OPEN); 256];
        let mut judged = 0;
        while judged < placements.len() {
            let interval = Self(judged as u8).find_interval(levels);
            placements[judged] = ParameterPlacement::computed(interval);
            judged += 1;
        }
        placements
    }

    const fn find_interval(self, levels: Levels) -> Interval {
        let mut interval = Interval::exactly(Level::UnderLet);
        // Whether all levels so far hold: surely, and possibly.
        let (mut sure, mut possible) = (true, true);
        let mut at = 0;
        while at < Level::DESCRIBED.len() {
            let level = Level::DESCRIBED[at];
            let holds = self.holds(level);
            if matches!(levels, Levels::Independent) {
                (sure, possible) = (true, true);
            }
            sure = sure && matches!(holds, Truth::True);
            possible = possible && !matches!(holds, Truth::False);
            if sure {
                interval.min = level;
            }
            if possible {
                interval.max = level;
            }
            at += 1;
        }
        interval
    }
}

/// What some of a rubric's criteria came to, for all eight parameters and their levels together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Verdict(u64);

impl Verdict {
    /// No criterion is judged: all that are hold.
    pub const NOTHING_JUDGED: Self = Self(0);

    fn of(parameter: Parameter, judged: Judged) -> Self {
        Self(u64::from(judged.0) << (8 * parameter.index()))
    }

    /// What these criteria and those came to.
    #[must_use]
    #[inline]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    #[inline]
    const fn part(self, parameter: Parameter) -> Judged {
        Judged((self.0 >> (8 * parameter.index())) as u8)
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

impl Step<'_> {
    /// The indicator, if its fact as it was read settles the condition for every supplier.
    fn settled_by(&self, rubric: &Rubric) -> Option<usize> {
        let Self::Leaf(test) = self else { return None };
        match test.leaf().indicators() {
            &[indicator] if test.leaf().groups().is_empty() => {
                // A share may come from two others.
                let kind = &rubric.indicators[indicator].kind;
                let is_computed = matches!(kind, Kind::Share { computed: Some(_) });
                (!is_computed).then_some(indicator)
            }
            _ => None,
        }
    }
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
