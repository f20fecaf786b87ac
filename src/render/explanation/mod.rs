//! Explanations as one JSON document, whole: every level, every test, every cell.

mod condition;
mod steps;
mod values;

use super::json::{RubricJson, Tool};
use crate::diagnostic::Cell;
use crate::explain::{
    CriterionOutcome, Evidence, Explanation, LevelOutcome, MissingItem, ParameterOutcome,
    RequirementOutcome, Shortest,
};
use crate::origin::has_own_bound;
use crate::record::Record;
use crate::rubric::{Rubric, Rule, is_illustrative};
use crate::study::Prospect;
use crate::study::robustness::Acceptability;
use crate::tell::{criterion, references};
use crate::vocabulary::{Level, Parameter};
use crate::words::{Lang, Ui};
use condition::{ConditionJson, FoundJson};
use serde::Serialize;
use steps::StepJson;
use values::{IntervalJson, Plain, met};

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
