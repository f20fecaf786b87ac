//! A study as one JSON document: the result as it is, and what it was made with.

use super::{Draw, Origin};
use crate::render::json::{RubricJson, Tool};
use crate::rubric::is_illustrative;
use crate::words::Ui;
use serde::Serialize;

#[derive(Serialize)]
struct Document<'a, D> {
    schema: u8,
    tool: Tool,
    study: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    rubrics: Vec<RubricJson<'a>>,
    rejected: u64,
    #[serde(flatten)]
    result: &'a D,
}

/// The document, indented, with a line end.
///
/// # Errors
/// Never in practice: the keys are texts and the numbers finite.
pub fn json<D: Draw>(result: &D, origin: &Origin<'_>) -> serde_json::Result<Vec<u8>> {
    crate::vocabulary::json_document(&Document {
        schema: 1,
        tool: Tool::THIS,
        study: D::NAME,
        note: is_illustrative(origin.rubrics).then(|| Ui::Illustrative.text(origin.lang)),
        rubrics: origin.rubrics.iter().map(|rubric| RubricJson::of(rubric)).collect(),
        rejected: origin.rejected,
        result,
    })
}
