//! Would the supplier stand where it stands if the weights, the rule or one parameter were another?

mod weights;

pub use weights::{
    Acceptability, Direction, KnownShares, Shift, acceptability, acceptability_range,
    smallest_change,
};

use super::{Entry, Ordered, Standing, TargetGroupName, Who, by_target_group};
use crate::arithmetic::{Fraction, Number};
use crate::place::{Levels, Placement, level_by};
use crate::rubric::{Catalogue, Cutoffs, Requirement, Rubric, Rule};
use crate::vocabulary::{Interval, Level, Parameter};
use serde::{Serialize, Serializer};

/// How far the cut-offs of the mean are moved, down and up.
pub const CUTOFF_SHIFT: Number = Number::from_ten_thousandths(2_500);

/// Whether the level that the rule gives depends on how the parameters are weighted.
///
/// `None` while missing facts leave that open. A level that was entered for the whole depends on nothing,
/// so ask of those placed by rule: where `placement.overall_overridden` is false.
///
/// ```
/// # use indplacer::assessment::{Assessment, Entered};
/// # use indplacer::diagnostic::Diagnostics;
/// # use indplacer::vocabulary::Level::{Let, Moderat};
/// # use indplacer::place::{Options, place};
/// # use indplacer::rubric::Catalogue;
/// use indplacer::study::robustness::depends_on_weighting;
///
/// # let mut notes = Diagnostics::default();
/// # let catalogue = Catalogue::built_in(&mut notes);
/// # let rubric = catalogue.rubrics().iter().find(|rubric| rubric.id == "autisme").unwrap();
/// # let mut assessment = Assessment::default();
/// # assessment.reset(rubric);
/// assessment.entered = [Entered::Level(Moderat); 8];
/// let placement = place(rubric, &assessment, Options::default());
/// assert_eq!(depends_on_weighting(rubric, &placement), Some(false));
///
/// assessment.entered[0] = Entered::Level(Let);
/// let placement = place(rubric, &assessment, Options::default());
/// assert_eq!(depends_on_weighting(rubric, &placement), Some(true));
/// ```
pub fn depends_on_weighting(rubric: &Rubric, placement: &Placement) -> Option<bool> {
    let at = |end: fn(Interval) -> Level| {
        acceptability(rubric.rule, &rubric.requirements, &placement.levels(end))
    };
    let (least, most) = (at(|interval| interval.min), at(|interval| interval.max));
    if least == most && !least.depends_on_weighting() {
        // The shares rise with the points, so between the two ends it is the same.
        return Some(false);
    }
    (!placement.is_open()).then(|| least.depends_on_weighting())
}

/// What the study found, for each assessment and in sum.
#[derive(Debug, Clone, Serialize)]
pub struct Robustness {
    /// What was varied, so that nobody need guess.
    pub varied: Varied,
    /// One an assessment, in input order; those without the necessary quality are left out.
    pub records: Vec<Record>,
    /// One a målgruppe, in the order of the catalogue.
    pub summary: Vec<Summary>,
    /// Assessments without the necessary quality, which no weighting places.
    pub without_quality: usize,
}

/// What was varied.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Varied {
    /// Every weighting of the relevant parameters, uniform on the simplex.
    pub weights: &'static str,
    /// The alternatives to the rule, in their order.
    pub rules: [Alternative; 5],
    /// How far the cut-offs were moved.
    #[serde(serialize_with = "as_number")]
    pub cutoff_shift: Number,
    /// What was done to each parameter.
    pub parameters: [&'static str; 3],
}

fn as_number<S: Serializer>(number: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64(number.ten_thousandths() as f64 / 10_000.0)
}

/// Another rule than the rubric's, must-haves kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Alternative {
    /// The mean, with the rubric's cut-offs if it has any, else the default ones.
    Mean,
    /// The lower median.
    Median,
    /// The weakest parameter.
    Weakest,
    /// The mean with every cut-off lower, so that levels are easier to reach.
    LowerCutoffs,
    /// The mean with every cut-off higher.
    HigherCutoffs,
}

impl Alternative {
    /// All of them, in the order of results.
    pub const ALL: [Self; 5] =
        [Self::Mean, Self::Median, Self::Weakest, Self::LowerCutoffs, Self::HigherCutoffs];

    /// The name in results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Weakest => "weakest",
            Self::LowerCutoffs => "lower_cutoffs",
            Self::HigherCutoffs => "higher_cutoffs",
        }
    }

    /// The rule that takes the place of a rubric's.
    fn in_place_of(self, rule: Rule) -> Rule {
        let cutoffs = match rule {
            Rule::Mean(cutoffs) => cutoffs,
            Rule::Median | Rule::Weakest => Cutoffs::default(),
        };
        let shift = CUTOFF_SHIFT.ten_thousandths();
        let moved =
            |by: fn(u64, u64) -> u64| {
                Rule::Mean(Cutoffs(cutoffs.0.map(|cutoff| {
                    Number::from_ten_thousandths(by(cutoff.ten_thousandths(), shift))
                })))
            };
        match self {
            Self::Mean => Rule::Mean(cutoffs),
            Self::Median => Rule::Median,
            Self::Weakest => Rule::Weakest,
            Self::LowerCutoffs => moved(u64::saturating_sub),
            Self::HigherCutoffs => moved(u64::saturating_add),
        }
    }
}

/// How firmly one supplier stands.
#[derive(Debug, Clone, Serialize)]
pub struct Record {
    /// Who, and when.
    #[serde(flatten)]
    pub who: Who,
    /// What the assessment came to, with `under let` and `uafklaret` as they are.
    #[serde(rename = "niveau")]
    pub outcome: Standing,
    /// The level by the rule, before an overall level was entered; open as `let..højt`.
    #[serde(rename = "niveau_efter_regel", serialize_with = "as_word")]
    pub level: Interval,
    /// Whether an overall level was entered against the rule; then nothing below concerns it.
    pub overall_overridden: bool,
    /// The share of all weightings that leads to each level.
    pub acceptability: Shares,
    /// Whether the level depends on the weighting; null while that is open.
    pub depends_on_weighting: Option<bool>,
    /// The smallest change of weights that moves the supplier; null where none does, or facts are missing.
    pub smallest_change: Option<Shift>,
    /// The level under other rules.
    #[serde(serialize_with = "as_words")]
    pub rules: [(Alternative, Interval); 5],
    /// The level without each parameter, and with it one level up or down; null while facts are missing.
    pub parameters: Option<Ordered<Parameter, Sensitivity>>,
    /// The parameters of which that moves the supplier; empty while facts are missing.
    pub pivotal: Vec<Parameter>,
}

fn as_word<S: Serializer>(interval: &Interval, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(interval.as_str())
}

fn as_words<S: Serializer>(
    rules: &[(Alternative, Interval); 5],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(rules.iter().map(|(rule, level)| (rule.as_str(), level.as_str())))
}

/// The shares of all weightings: one of each level, or a range while facts are missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shares {
    /// All parameters are determined.
    Exact(Acceptability),
    /// The least and the greatest share of each level, in the order of [`Level::ALL`].
    Range([(Fraction, Fraction); 4]),
}

impl Shares {
    /// The least and the greatest share of a level.
    pub fn of(&self, level: Level) -> (Fraction, Fraction) {
        match self {
            Self::Exact(shares) => (shares.share(level), shares.share(level)),
            Self::Range(shares) => shares[usize::from(level.points())],
        }
    }
}

impl Serialize for Shares {
    /// Numbers by level; a range is `[least, greatest]`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exact(shares) => shares.serialize(serializer),
            Self::Range(shares) => serializer.collect_map(Level::ALL.into_iter().zip(shares)),
        }
    }
}

/// The level after something was done to one parameter; none where it cannot be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sensitivity {
    /// Without the parameter.
    pub left_out: Option<Level>,
    /// With it one level higher.
    pub raised: Option<Level>,
    /// With it one level lower.
    pub lowered: Option<Level>,
}

impl Sensitivity {
    /// Whether any of it gives another level than `level`.
    pub fn moves(&self, level: Level) -> bool {
        [self.left_out, self.raised, self.lowered].into_iter().flatten().any(|other| other != level)
    }
}

/// The level without each relevant parameter, and with it one level up or down.
pub fn sensitivities(
    rule: Rule,
    requirements: &[Requirement],
    levels: &Levels,
) -> Ordered<Parameter, Sensitivity> {
    let with = |parameter: Parameter, level: Option<Level>| {
        let mut changed = *levels;
        changed[parameter.index()] = level;
        level_by(rule, requirements, &changed)
    };
    let is_alone = levels.iter().flatten().count() == 1;
    let of = |parameter: Parameter| {
        let level = levels[parameter.index()]?;
        let sensitivity = Sensitivity {
            left_out: (!is_alone).then(|| with(parameter, None)),
            raised: level.above().map(|above| with(parameter, Some(above))),
            lowered: level.below().map(|below| with(parameter, Some(below))),
        };
        Some((parameter, sensitivity))
    };
    Ordered(Parameter::ALL.into_iter().filter_map(of).collect())
}

/// The assessments of one målgruppe in sum.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// The rubric's id.
    pub maalgruppe: TargetGroupName,
    /// Assessments in the study.
    pub assessed: usize,
    /// Those of them with all parameters determined, and no overall level entered against the rule.
    pub determined: usize,
    /// Of the determined: those that every weighting places alike.
    pub certain: usize,
    /// Of the determined: those whose level depends on the weighting.
    pub depends: usize,
    /// Of these: those that most weightings would place elsewhere.
    pub mostly_elsewhere: usize,
    /// What each other rule does, of all in the study that it can be told of.
    pub rules: Vec<RuleMoves>,
    /// What each parameter does, of the determined.
    pub parameters: Ordered<Parameter, ParameterMoves>,
}

/// Who stays and who moves under another rule.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct RuleMoves {
    /// The other rule.
    pub rule: Alternative,
    /// At the same level.
    pub stay: usize,
    /// At a higher one.
    pub up: usize,
    /// At a lower one.
    pub down: usize,
    /// Open, by the rubric's rule or by the other.
    pub open: usize,
}

/// How many assessments one parameter moves.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct ParameterMoves {
    /// Of how many it is relevant.
    pub relevant: usize,
    /// Moved where it is left out.
    pub left_out: usize,
    /// Moved where it is one level higher.
    pub raised: usize,
    /// Moved where it is one level lower.
    pub lowered: usize,
    /// Moved by any of these.
    pub pivotal: usize,
}

/// Studies how firmly each assessment's level stands.
pub fn robustness(catalogue: &Catalogue, entries: &[Entry]) -> Robustness {
    let mut known = KnownShares::default();
    let mut records = Vec::new();
    let mut summary = Vec::new();
    let mut of_entry: Vec<Option<Record>> = entries
        .iter()
        .map(|entry| {
            (entry.outcome() != Standing::WithoutQuality)
                .then(|| record(&catalogue.rubrics()[entry.rubric], entry, &mut known))
        })
        .collect();
    for (id, members) in by_target_group(catalogue, entries) {
        let members: Vec<&Record> =
            members.into_iter().filter_map(|index| of_entry[index].as_ref()).collect();
        if !members.is_empty() {
            summary.push(summarise(TargetGroupName::of(catalogue, id), &members));
        }
    }
    records.extend(of_entry.drain(..).flatten());
    Robustness {
        varied: Varied {
            weights: "uniform on the simplex of the relevant parameters",
            rules: Alternative::ALL,
            cutoff_shift: CUTOFF_SHIFT,
            parameters: ["left_out", "raised", "lowered"],
        },
        without_quality: entries.len() - records.len(),
        records,
        summary,
    }
}

fn record(rubric: &Rubric, entry: &Entry, known: &mut KnownShares) -> Record {
    let (rule, requirements) = (rubric.rule, rubric.requirements.as_slice());
    let placement = &entry.placement;
    let levels = entry.levels();
    let level = placement.interval;
    let shares = match &levels {
        Some(levels) => Shares::Exact(acceptability(rule, requirements, levels)),
        None => Shares::Range(acceptability_range(rule, requirements, &entry.intervals(), known)),
    };
    let parameters = levels.as_ref().map(|levels| sensitivities(rule, requirements, levels));
    let pivotal = match (&parameters, level.determined()) {
        (Some(parameters), Some(level)) => parameters
            .0
            .iter()
            .filter(|(_, sensitivity)| sensitivity.moves(level))
            .map(|(parameter, _)| *parameter)
            .collect(),
        _ => Vec::new(),
    };
    Record {
        who: entry.who.clone(),
        outcome: entry.outcome(),
        level,
        overall_overridden: placement.overall_overridden,
        acceptability: shares,
        depends_on_weighting: depends_on_weighting(rubric, placement),
        smallest_change: levels
            .as_ref()
            .and_then(|levels| smallest_change(rule, requirements, levels)),
        rules: Alternative::ALL.map(|alternative| {
            let rule = alternative.in_place_of(rule);
            let at =
                |end: fn(Interval) -> Level| level_by(rule, requirements, &placement.levels(end));
            let interval =
                Interval { min: at(|interval| interval.min), max: at(|interval| interval.max) };
            (alternative, interval)
        }),
        parameters,
        pivotal,
    }
}

fn summarise(name: TargetGroupName, records: &[&Record]) -> Summary {
    let determined: Vec<(&Record, Level)> = records
        .iter()
        .filter(|record| !record.overall_overridden && record.parameters.is_some())
        .filter_map(|record| Some((*record, record.level.determined()?)))
        .collect();
    let depends = |record: &&Record| record.depends_on_weighting == Some(true);
    let half = Fraction::new(1, 2);
    Summary {
        maalgruppe: name,
        assessed: records.len(),
        determined: determined.len(),
        certain: determined.iter().filter(|(record, _)| !depends(record)).count(),
        depends: determined.iter().filter(|(record, _)| depends(record)).count(),
        mostly_elsewhere: determined
            .iter()
            .filter(|(record, level)| record.acceptability.of(*level).1 < half)
            .count(),
        rules: Alternative::ALL
            .iter()
            .enumerate()
            .map(|(index, rule)| rule_moves(*rule, index, records))
            .collect(),
        parameters: Ordered(
            Parameter::ALL
                .into_iter()
                .map(|parameter| (parameter, parameter_moves(parameter, &determined)))
                .collect(),
        ),
    }
}

fn rule_moves(rule: Alternative, index: usize, records: &[&Record]) -> RuleMoves {
    let mut moves = RuleMoves { rule, stay: 0, up: 0, down: 0, open: 0 };
    for record in records.iter().filter(|record| !record.overall_overridden) {
        let other = record.rules[index].1.determined();
        let (Some(level), Some(other)) = (record.level.determined(), other) else {
            moves.open += 1;
            continue;
        };
        match other.cmp(&level) {
            std::cmp::Ordering::Equal => moves.stay += 1,
            std::cmp::Ordering::Greater => moves.up += 1,
            std::cmp::Ordering::Less => moves.down += 1,
        }
    }
    moves
}

fn parameter_moves(parameter: Parameter, records: &[(&Record, Level)]) -> ParameterMoves {
    let mut moves = ParameterMoves::default();
    for (record, level) in records {
        let sensitivity =
            record.parameters.as_ref().and_then(|parameters| parameters.get(&parameter));
        let Some(sensitivity) = sensitivity else {
            continue;
        };
        let other = |moved: Option<Level>| usize::from(moved.is_some_and(|moved| moved != *level));
        moves.relevant += 1;
        moves.left_out += other(sensitivity.left_out);
        moves.raised += other(sensitivity.raised);
        moves.lowered += other(sensitivity.lowered);
        moves.pivotal += usize::from(sensitivity.moves(*level));
    }
    moves
}
