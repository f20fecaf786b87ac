//! Explanations as one JSON document, whole: every level, every test, every cell.

use super::json::{RubricJson, Tool};
use crate::arithmetic::Number;
use crate::diagnostic::Cell;
use crate::explain::{
    AppliedBound, ConditionOutcome, CriterionOutcome, Evidence, Explanation, FactChange, Found,
    LeafOutcome, LevelOutcome, MissingItem, ParameterOutcome, Reach, RequirementOutcome, Shortest,
    Step,
};
use crate::origin::has_own_bound;
use crate::place::Truth;
use crate::record::Record;
use crate::rubric::{Indicator, Kind, Leaf, Rubric, Rule, is_illustrative};
use crate::study::Prospect;
use crate::study::robustness::Acceptability;
use crate::tell::{criterion, references};
use crate::vocabulary::{Interval, Level, Parameter};
use crate::words::{Lang, Ui};
use serde::{Serialize, Serializer};

/// The document of some explanations, indented, with a line end; of the shortest ways `most` are in it.
///
/// # Errors
/// Never in practice: the keys are texts and the numbers finite.
pub fn document(
    explained: &[Explanation<'_>],
    prospects: &[Prospect],
    most: usize,
    lang: Lang,
) -> serde_json::Result<Vec<u8>> {
    let mut rubrics: Vec<&Rubric> = Vec::new();
    for explanation in explained {
        if !rubrics.iter().any(|rubric| rubric.sha256() == explanation.rubric.sha256()) {
            rubrics.push(explanation.rubric);
        }
    }
    let records: Vec<Record<'_>> =
        explained.iter().map(|explanation| explanation.record()).collect();
    let document = Document {
        schema: 1,
        tool: Tool::THIS,
        note: is_illustrative(&rubrics).then(|| Ui::Illustrative.text(lang)),
        rubrics: rubrics.iter().map(|rubric| RubricJson::of(rubric)).collect(),
        explanations: explained
            .iter()
            .zip(prospects)
            .zip(&records)
            .map(|((explanation, prospect), record)| {
                ExplanationJson::of(explanation, prospect, record, most, lang)
            })
            .collect(),
    };
    crate::vocabulary::json_document(&document)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: u8,
    tool: Tool,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    rubrics: Vec<RubricJson<'a>>,
    explanations: Vec<ExplanationJson<'a>>,
}

#[derive(Serialize)]
struct ExplanationJson<'a> {
    record: &'a Record<'a>,
    rule: RuleJson,
    /// Null while missing facts leave it open, and where no weighting gave the level.
    depends_on_weighting: Option<bool>,
    acceptability: Option<Acceptability>,
    requirements: Vec<RequirementJson>,
    parameters: Vec<ParameterJson<'a>>,
    facts: Vec<FactJson<'a>>,
    missing: Vec<MissingJson<'a>>,
    steps_up: Option<u8>,
    /// How many shortest ways there are, shown or not.
    ways_up_total: usize,
    ways_up: Vec<Vec<StepJson<'a>>>,
    steps_down: Option<u8>,
    ways_down_total: usize,
    ways_down: Vec<Vec<StepJson<'a>>>,
}

impl<'a> ExplanationJson<'a> {
    fn of(
        explanation: &'a Explanation<'a>,
        prospect: &'a Prospect,
        record: &'a Record<'a>,
        most: usize,
        lang: Lang,
    ) -> Self {
        let (rubric, ways) = (explanation.rubric, &prospect.ways);
        let total = |shortest: &Option<Shortest>| shortest.as_ref().map_or(0, |s| s.ways.len());
        let steps = |shortest: &Option<Shortest>| shortest.as_ref().map(|s| s.steps);
        let shown = |shortest: &'a Option<Shortest>| {
            let ways = shortest.iter().flat_map(|shortest| &shortest.ways);
            ways.take(most)
                .map(|way| way.steps.iter().map(|step| StepJson::of(rubric, step)).collect())
                .collect()
        };
        Self {
            record,
            rule: RuleJson::of(explanation),
            depends_on_weighting: prospect.depends_on_weighting,
            acceptability: prospect.acceptability,
            requirements: explanation.requirements.iter().map(RequirementJson::of).collect(),
            parameters: explanation
                .parameters
                .iter()
                .map(|outcome| ParameterJson::of(explanation, outcome, lang))
                .collect(),
            facts: rubric
                .used_indicators()
                .into_iter()
                .map(|index| FactJson::of(explanation, &explanation.evidence[index]))
                .collect(),
            missing: explanation
                .missing
                .iter()
                .map(|item| MissingJson::of(explanation, item))
                .collect(),
            steps_up: steps(&ways.up),
            ways_up_total: total(&ways.up),
            ways_up: shown(&ways.up),
            steps_down: steps(&ways.down),
            ways_down_total: total(&ways.down),
            ways_down: shown(&ways.down),
        }
    }
}

/// A number as it is: whole ones without a mark, others with their decimals.
struct Plain(Number);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ten_thousandths = self.0.ten_thousandths();
        match self.0.is_whole() {
            true => serializer.serialize_u64(ten_thousandths / 10_000),
            // At most 13 digits: the shortest decimal that reads back as the same is the number.
            false => serializer.serialize_f64(ten_thousandths as f64 / 10_000.0),
        }
    }
}

const fn met(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}

#[derive(Serialize)]
struct RuleJson {
    rule: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    cutoffs: Option<CutoffsJson>,
    points_min: u8,
    points_max: u8,
    points_possible: u8,
    level_by_rule: IntervalJson,
    level_by_median: Option<Level>,
    level_by_weakest: Option<Level>,
}

#[derive(Serialize)]
struct CutoffsJson {
    #[serde(rename = "let")]
    low: Plain,
    moderat: Plain,
    #[serde(rename = "højt")]
    high: Plain,
}

impl RuleJson {
    fn of(explanation: &Explanation<'_>) -> Self {
        let [points_min, points_max] = explanation.points;
        let rule = explanation.rubric.rule;
        Self {
            rule: rule.as_str(),
            cutoffs: match rule {
                Rule::Mean(cutoffs) => {
                    let [low, moderat, high] = cutoffs.0.map(Plain);
                    Some(CutoffsJson { low, moderat, high })
                }
                Rule::Median | Rule::Weakest => None,
            },
            points_min,
            points_max,
            points_possible: explanation.points_possible,
            level_by_rule: IntervalJson(explanation.by_rule),
            level_by_median: explanation.placement.median,
            level_by_weakest: explanation.placement.weakest,
        }
    }
}

/// `moderat`, or `let..højt` while it is open.
struct IntervalJson(Interval);

impl Serialize for IntervalJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

#[derive(Serialize)]
struct RequirementJson {
    level: Level,
    parameter: Option<Parameter>,
    at_least: Level,
    met: Option<bool>,
    below: Vec<Parameter>,
    caps: bool,
}

impl RequirementJson {
    fn of(outcome: &RequirementOutcome) -> Self {
        Self {
            level: outcome.requirement.level,
            parameter: outcome.requirement.parameter,
            at_least: outcome.requirement.at_least,
            met: met(outcome.truth),
            below: outcome.below.clone(),
            caps: outcome.caps,
        }
    }
}

#[derive(Serialize)]
struct ParameterJson<'a> {
    parameter: Parameter,
    label: &'static str,
    relevant: bool,
    level: IntervalJson,
    computed: IntervalJson,
    overridden: bool,
    entered: Option<CellJson<'a>>,
    reason: Option<&'a str>,
    levels: Vec<LevelJson<'a>>,
}

impl<'a> ParameterJson<'a> {
    fn of(explanation: &'a Explanation<'a>, outcome: &'a ParameterOutcome<'a>, lang: Lang) -> Self {
        let rubric = explanation.rubric;
        Self {
            parameter: outcome.parameter,
            label: outcome.parameter.label(),
            relevant: outcome.placed.relevant,
            level: IntervalJson(outcome.placed.level),
            computed: IntervalJson(outcome.placed.computed),
            overridden: outcome.placed.overridden,
            entered: outcome.entered_at.as_ref().map(|cell| CellJson::of(cell, &explanation.row)),
            reason: outcome.reason.as_ref().map(|cell| cell.value.as_str()),
            levels: outcome
                .levels
                .iter()
                .map(|level| LevelJson::of(rubric, outcome.parameter, level, lang))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct LevelJson<'a> {
    level: Level,
    guidance: Option<&'a str>,
    met: Option<bool>,
    criteria: Vec<CriterionJson<'a>>,
}

impl<'a> LevelJson<'a> {
    fn of(
        rubric: &'a Rubric,
        parameter: Parameter,
        outcome: &'a LevelOutcome<'a>,
        lang: Lang,
    ) -> Self {
        Self {
            level: outcome.level,
            guidance: rubric.parameter(parameter).guidance.at(outcome.level),
            met: met(outcome.truth),
            criteria: outcome
                .criteria
                .iter()
                .map(|criterion| CriterionJson::of(rubric, criterion, lang))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct CriterionJson<'a> {
    id: &'a str,
    text: String,
    basis: Option<&'a str>,
    own: bool,
    bound_basis: Option<&'a str>,
    /// Nothing where the criterion has no number.
    bound_own: Option<bool>,
    met: Option<bool>,
    condition: ConditionJson<'a>,
}

impl<'a> CriterionJson<'a> {
    fn of(rubric: &'a Rubric, outcome: &'a CriterionOutcome<'a>, lang: Lang) -> Self {
        Self {
            id: &outcome.criterion.id,
            text: criterion::as_applied(rubric, outcome, lang),
            basis: outcome.criterion.basis.as_deref(),
            own: outcome.criterion.own,
            bound_basis: outcome.criterion.bound_basis.as_deref(),
            bound_own: has_own_bound(rubric, outcome.criterion),
            met: met(outcome.truth),
            condition: ConditionJson::of(rubric, &outcome.condition),
        }
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum ConditionJson<'a> {
    Group {
        at_least: usize,
        met: Option<bool>,
        of: Vec<ConditionJson<'a>>,
    },
    Leaf {
        indicators: Vec<&'a str>,
        found: FoundJson<'a>,
        asked: Box<AskedJson<'a>>,
        met: Option<bool>,
    },
}

impl<'a> ConditionJson<'a> {
    fn of(rubric: &'a Rubric, outcome: &'a ConditionOutcome<'a>) -> Self {
        match outcome {
            ConditionOutcome::AtLeast { n, truth, members, .. } => Self::Group {
                at_least: *n,
                met: met(*truth),
                of: members.iter().map(|member| Self::of(rubric, member)).collect(),
            },
            ConditionOutcome::Leaf(leaf) => Self::Leaf {
                indicators: leaf
                    .leaf
                    .indicators()
                    .iter()
                    .map(|&index| rubric.indicators[index].id.as_str())
                    .collect(),
                found: FoundJson::of(&rubric.indicators[leaf.leaf.indicators()[0]], leaf.found),
                asked: Box::new(AskedJson::of(rubric, leaf)),
                met: met(leaf.truth),
            },
        }
    }
}

/// A value that was found: a number, an answer, options; null where nothing is known.
#[derive(Serialize)]
#[serde(untagged)]
enum FoundJson<'a> {
    Missing(Option<bool>),
    Number(Plain),
    AtLeast { at_least: Plain },
    Ratio { part: Plain, whole: Plain },
    Bool(bool),
    Choice(&'a str),
    Options(Vec<&'a str>),
    SomeOptions { surely: Vec<&'a str>, perhaps: Vec<&'a str> },
}

impl<'a> FoundJson<'a> {
    fn of(indicator: &'a Indicator, found: Found) -> Self {
        match found {
            Found::Missing => Self::Missing(None),
            Found::Number(number) => Self::Number(Plain(number)),
            Found::AtLeast(number) => Self::AtLeast { at_least: Plain(number) },
            Found::Ratio { part, whole } => Self::Ratio { part: Plain(part), whole: Plain(whole) },
            Found::Bool(value) => Self::Bool(value),
            Found::Choice(option) => Self::Choice(indicator.option(option)),
            Found::Options { sure, open } if open.is_empty() => {
                Self::Options(indicator.options(sure))
            }
            Found::Options { sure, open } => Self::SomeOptions {
                surely: indicator.options(sure),
                perhaps: indicator.options(open),
            },
        }
    }
}

#[derive(Serialize, Default)]
struct AskedJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    min: Option<BoundJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max: Option<BoundJson<'a>>,
    /// What the bounds are for, where they are not the ones for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    one_of: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    includes: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    at_least: Option<BoundJson<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum BoundJson<'a> {
    One(EndJson<'a>),
    /// What the bound lies between, while the group that it depends on is missing.
    Between {
        from: EndJson<'a>,
        to: EndJson<'a>,
    },
}

/// A number, or the option that it is on a scale.
#[derive(Serialize)]
#[serde(untagged)]
enum EndJson<'a> {
    Number(Plain),
    Option(&'a str),
}

impl<'a> AskedJson<'a> {
    fn of(rubric: &'a Rubric, outcome: &'a LeafOutcome<'_>) -> Self {
        let indicator = &rubric.indicators[outcome.leaf.indicators()[0]];
        let bounds = [&outcome.min, &outcome.max];
        let group = bounds.into_iter().flatten().find_map(|bound| bound.group);
        let group = group.map(|(group, value)| rubric.groups[group].values[value].as_str());
        let [min, max] = bounds.map(|bound| {
            let bound = bound.as_ref()?;
            Some(BoundJson::of(indicator, bound))
        });
        match outcome.leaf {
            Leaf::Range { .. } => Self { min, max, group, ..Self::default() },
            Leaf::Is { value, .. } => Self { is: Some(*value), ..Self::default() },
            Leaf::OneOf { options: asked, .. } => {
                Self { one_of: Some(indicator.options(*asked)), ..Self::default() }
            }
            Leaf::Includes { named, options: asked, .. } => Self {
                includes: named.then(|| indicator.options(*asked)),
                at_least: min,
                group,
                ..Self::default()
            },
        }
    }
}

impl<'a> BoundJson<'a> {
    fn of(indicator: &'a Indicator, bound: &AppliedBound) -> Self {
        let end = |number: Number| match &indicator.kind {
            Kind::Choice { .. } => EndJson::Option(indicator.option_at(number)),
            Kind::Count | Kind::Number | Kind::Share { .. } | Kind::Bool | Kind::Set { .. } => {
                EndJson::Number(Plain(number))
            }
        };
        match bound.is_open() {
            false => Self::One(end(bound.low)),
            true => Self::Between { from: end(bound.low), to: end(bound.high) },
        }
    }
}

#[derive(Serialize)]
struct CellJson<'a> {
    cell: Option<String>,
    column: Option<&'a str>,
    value: &'a str,
}

impl<'a> CellJson<'a> {
    fn of(cell: &'a Cell, row: &Cell) -> Self {
        let has_column = cell.column.is_some();
        Self {
            cell: has_column.then(|| references(&[cell], &row.file)),
            column: cell.column.as_ref().map(|(_, header)| &**header),
            value: &cell.value,
        }
    }
}

#[derive(Serialize)]
struct FactJson<'a> {
    indicator: &'a str,
    label: &'a str,
    unit: Option<&'a str>,
    value: FoundJson<'a>,
    cells: Vec<CellJson<'a>>,
    source: Option<&'static str>,
    note: Option<&'a str>,
}

impl<'a> FactJson<'a> {
    fn of(explanation: &'a Explanation<'_>, evidence: &'a Evidence) -> Self {
        let rubric = explanation.rubric;
        let indicator = &rubric.indicators[evidence.indicator];
        Self {
            indicator: &indicator.id,
            label: &indicator.label,
            unit: indicator.unit.as_deref(),
            value: FoundJson::of(indicator, evidence.fact.into()),
            cells: evidence.cells.iter().map(|cell| CellJson::of(cell, &explanation.row)).collect(),
            source: indicator.source.map(|source| source.as_str()),
            note: evidence.note.as_ref().map(|cell| cell.value.as_str()),
        }
    }
}

#[derive(Serialize)]
struct MissingJson<'a> {
    name: &'a str,
    cell: Option<String>,
    parameters: &'a [Parameter],
}

impl<'a> MissingJson<'a> {
    fn of(explanation: &'a Explanation<'_>, item: &'a MissingItem) -> Self {
        let cell = item.cell.as_ref();
        Self {
            name: item.what.name(explanation.rubric),
            cell: cell.map(|cell| references(&[cell], &explanation.row.file)),
            parameters: &item.parameters,
        }
    }
}

#[derive(Serialize)]
struct StepJson<'a> {
    parameter: Parameter,
    from: Level,
    to: Level,
    /// Null where no change of facts leads to it; `by` then says what does.
    changes: Option<Vec<ChangeJson<'a>>>,
    /// `oplysninger`, `konsulenten`, `intet` or `uafgjort`.
    by: &'static str,
    also_moves: Vec<MoveJson>,
}

#[derive(Serialize)]
struct MoveJson {
    parameter: Parameter,
    from: IntervalJson,
    to: IntervalJson,
}

impl<'a> StepJson<'a> {
    fn of(rubric: &'a Rubric, step: &'a Step) -> Self {
        let (changes, by) = match &step.reach {
            Reach::Facts(changes) => (
                Some(changes.iter().map(|change| ChangeJson::of(rubric, change)).collect()),
                "oplysninger",
            ),
            Reach::Consultant => (None, "konsulenten"),
            Reach::Never => (None, "intet"),
            Reach::Unsettled => (None, "uafgjort"),
        };
        Self {
            parameter: step.parameter,
            from: step.from,
            to: step.to,
            changes,
            by,
            also_moves: step
                .moves
                .iter()
                .map(|(parameter, from, to)| MoveJson {
                    parameter: *parameter,
                    from: IntervalJson(*from),
                    to: IntervalJson(*to),
                })
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct ChangeJson<'a> {
    indicator: &'a str,
    label: &'a str,
    unit: Option<&'a str>,
    /// Null where the fact is missing today.
    from: FoundJson<'a>,
    to: FoundJson<'a>,
    /// How far an amount moves, in its own unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<Plain>,
    #[serde(skip_serializing_if = "Option::is_none")]
    added: Option<Vec<&'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    removed: Option<Vec<&'a str>>,
    /// Whether other options would do as well as some of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    others_would_do: Option<bool>,
    /// The whole that is held, where the fact counts as a part of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<OfJson<'a>>,
}

#[derive(Serialize)]
struct OfJson<'a> {
    indicator: &'a str,
    value: Plain,
}

impl<'a> ChangeJson<'a> {
    fn of(rubric: &'a Rubric, change: &FactChange) -> Self {
        let indicator = &rubric.indicators[change.indicator()];
        let mut said = Self {
            indicator: &indicator.id,
            label: &indicator.label,
            unit: indicator.unit.as_deref(),
            from: FoundJson::Missing(None),
            to: FoundJson::of(indicator, change.fact().into()),
            by: None,
            added: None,
            removed: None,
            others_would_do: None,
            of: None,
        };
        match *change {
            FactChange::Amount { from, by, of, .. } => {
                if let Some(from) = from {
                    said.from = FoundJson::Number(Plain(from));
                }
                said.by = Some(Plain(by));
                said.of = of.map(|(whole, n)| OfJson {
                    indicator: &rubric.indicators[whole].id,
                    value: Plain(n),
                });
            }
            FactChange::Bool { from, .. } => {
                if let Some(from) = from {
                    said.from = FoundJson::Bool(from);
                }
            }
            FactChange::Choice { from, .. } => {
                if let Some(from) = from {
                    said.from = FoundJson::Choice(indicator.option(from));
                }
            }
            FactChange::Options { is_known, added, removed, to, others_would_do, .. } => {
                said.others_would_do = Some(others_would_do);
                if is_known {
                    let before = to.without(added).or(removed);
                    said.from = FoundJson::Options(indicator.options(before));
                }
                said.added = Some(indicator.options(added));
                said.removed = Some(indicator.options(removed));
            }
        }
        said
    }
}
