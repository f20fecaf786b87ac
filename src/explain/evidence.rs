//! What a row says, and in which cells it says it.

use crate::assessment::Fact;
use crate::diagnostic::Cell;
use crate::intake::FactColumn;
use crate::place::{Missing, Placement};
use crate::rubric::{Kind, Rubric};
use crate::score::Row;
use crate::vocabulary::{Identity, Parameter};
use std::sync::Arc;

/// What a row says of one indicator, and where.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// Index into [`Rubric::indicators`].
    pub indicator: usize,
    /// What counted; a share that was computed is a [`Fact::Ratio`].
    pub fact: Fact,
    /// The cells for it, empty ones included: one, or one for each option of a set. None where the
    /// file has no such column, or no criterion asks for the fact.
    pub cells: Vec<Cell>,
    /// The consultant's note on it, where there is one.
    pub note: Option<Cell>,
}

/// Something missing that could still matter.
#[derive(Debug, Clone)]
pub struct MissingItem {
    /// What it is.
    pub what: Missing,
    /// Where it would stand, as far as the file has a column for it.
    pub cell: Option<Cell>,
    /// The parameters that it leaves open; empty for the quality.
    pub parameters: Vec<Parameter>,
}

/// One cell of the row, or the row.
pub(super) fn cell(row: &Row<'_>, column: Option<usize>) -> Cell {
    row.columns.cell(Arc::clone(row.record.file), row.cells, column)
}

/// The cell of a column that exists and says something.
pub(super) fn filled(row: &Row<'_>, column: Option<usize>) -> Option<Cell> {
    let column = column?;
    row.columns.said(row.cells, column)?;
    Some(cell(row, Some(column)))
}

pub(super) fn identity(row: &Row<'_>) -> Vec<(Identity, Cell)> {
    Identity::ALL
        .into_iter()
        .filter_map(|column| Some((column, filled(row, row.columns.identity(column))?)))
        .collect()
}

pub(super) fn of_row(rubric: &Rubric, row: &Row<'_>) -> Vec<Evidence> {
    (0..rubric.indicators.len())
        .map(|indicator| Evidence {
            indicator,
            fact: row.assessment.facts[indicator],
            cells: match row.columns.fact(row.rubric, indicator) {
                Some(FactColumn::Cell(column)) => vec![cell(row, Some(*column))],
                Some(FactColumn::Options(columns)) => {
                    columns.iter().flatten().map(|column| cell(row, Some(*column))).collect()
                }
                Some(FactColumn::Both(joined, columns)) => std::iter::once(joined)
                    .chain(columns.iter().flatten())
                    .map(|column| cell(row, Some(*column)))
                    .collect(),
                None => Vec::new(),
            },
            note: filled(row, row.columns.note(row.rubric, indicator)),
        })
        .collect()
}

pub(super) fn missing(
    rubric: &Rubric,
    row: &Row<'_>,
    placement: &Placement,
    evidence: &[Evidence],
) -> Vec<MissingItem> {
    row.plan
        .missing(row.assessment, placement)
        .into_iter()
        .map(|what| MissingItem {
            what,
            cell: match what {
                Missing::Quality => column_cell(row, Identity::FornoedenKvalitet),
                Missing::Group(group) => column_cell(row, rubric.groups[group].column),
                Missing::Parameter(parameter) => {
                    row.columns.level(parameter).map(|column| cell(row, Some(column)))
                }
                Missing::Indicator(indicator) => evidence[indicator].cells.first().cloned(),
            },
            parameters: Parameter::ALL
                .into_iter()
                .filter(|parameter| {
                    let placed = &placement.parameters[parameter.index()];
                    placed.relevant
                        && placed.level.determined().is_none()
                        && concerns(rubric, *parameter, what)
                })
                .collect(),
        })
        .collect()
}

fn column_cell(row: &Row<'_>, column: Identity) -> Option<Cell> {
    row.columns.identity(column).map(|column| cell(row, Some(column)))
}

/// Whether a parameter's criteria ask for it at all.
fn concerns(rubric: &Rubric, parameter: Parameter, what: Missing) -> bool {
    let mut found = what == Missing::Parameter(parameter);
    for criterion in rubric.parameter(parameter).criteria.iter().flatten() {
        criterion.condition.for_each_leaf(&mut |leaf| match what {
            Missing::Quality | Missing::Parameter(_) => {}
            Missing::Group(group) => found |= leaf.groups().contains(&group),
            Missing::Indicator(wanted) => {
                found |= leaf.indicators().iter().any(|&indicator| {
                    indicator == wanted
                        || matches!(
                            rubric.indicators[indicator].kind,
                            Kind::Share { computed: Some(computed) }
                                if computed.part == wanted || computed.whole == wanted
                        )
                });
            }
        });
    }
    found
}
