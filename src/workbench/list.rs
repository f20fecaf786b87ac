//! Which rubrics there are, a line each.

use super::show::validity;
use crate::document::{Block, Document, Table};
use crate::rubric::{Method, Rubric};
use crate::words::{Guide, Lang};
use serde::Serialize;

/// One rubric among the others.
#[derive(Debug, Clone, Serialize)]
pub struct Entry<'r> {
    /// The slug.
    pub id: &'r str,
    /// With the id the name in results.
    pub version: &'r str,
    /// The målgruppe in full.
    pub title: &'r str,
    /// The term on Tilbudsportalen.
    pub maalgruppe: &'r str,
    /// Other words that a CSV may use.
    pub synonyms: &'r [String],
    /// How binding it is.
    pub status: &'static str,
    /// First day on which it applies.
    pub valid_from: Option<String>,
    /// Last day on which it applies.
    pub valid_to: Option<String>,
    /// `mean`, `median` or `weakest`.
    pub rule: &'static str,
    /// How many parameters have criteria; the others are assessed.
    pub parameters_with_criteria: usize,
    /// How many criteria there are.
    pub criteria: usize,
    /// How many facts it asks for.
    pub indicators: usize,
    /// The file.
    pub source: &'r str,
    /// Of the file's bytes.
    pub sha256: &'r str,
    #[serde(skip)]
    rubric: &'r Rubric,
}

/// The rubrics, each as a line of the list.
pub fn entries(rubrics: &[Rubric]) -> Vec<Entry<'_>> {
    let entry = |rubric| Entry::of(rubric);
    rubrics.iter().map(entry).collect()
}

impl<'r> Entry<'r> {
    fn of(rubric: &'r Rubric) -> Self {
        let with_criteria =
            rubric.parameters.iter().filter(|parameter| parameter.method == Method::Criteria);
        let criteria =
            rubric.parameters.iter().flat_map(|parameter| parameter.criteria.iter().flatten());
        Self {
            id: &rubric.id,
            version: &rubric.version,
            title: &rubric.title,
            maalgruppe: &rubric.target_group,
            synonyms: &rubric.synonyms,
            status: rubric.status.as_str(),
            valid_from: rubric.valid_from.map(|date| date.to_string()),
            valid_to: rubric.valid_to.map(|date| date.to_string()),
            rule: rubric.rule.as_str(),
            parameters_with_criteria: with_criteria.count(),
            criteria: criteria.count(),
            indicators: rubric.indicators.len(),
            source: &rubric.source.name,
            sha256: rubric.sha256(),
            rubric,
        }
    }
}

/// The list as a page.
pub fn list(entries: &[Entry<'_>], lang: Lang) -> Document {
    let head = [
        Guide::Rubric,
        Guide::TargetGroup,
        Guide::Status,
        Guide::Valid,
        Guide::WithCriteria,
        Guide::Criteria,
    ];
    let mut table = Table::new(head.map(|word| word.text(lang)));
    for entry in entries {
        let valid = validity(entry.rubric, lang);
        table.row([
            entry.rubric.name(),
            entry.maalgruppe.to_owned(),
            entry.status.to_owned(),
            valid,
            Guide::OfEight { n: entry.parameters_with_criteria }.text(lang),
            entry.criteria.to_string(),
        ]);
    }
    Document { title: Guide::Rubrics.text(lang), blocks: vec![Block::Table(table)] }
}
