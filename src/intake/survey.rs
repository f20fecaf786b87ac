//! What the columns of a file were taken for: for those who look before they score.

use super::columns::{Columns, known_names};
use crate::assessment::reason_column;
use crate::diagnostic::column_letters;
use crate::fold::{fold, nearest};
use crate::identity::Identity;
use crate::parameter::Parameter;
use crate::rubric::{Catalogue, Kind};
use std::collections::HashMap;

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedColumn {
    /// The letters by which a spreadsheet names it.
    pub letters: String,
    /// The header as written.
    pub header: String,
    /// The name of our column that it was taken for.
    pub meaning: Option<String>,
    /// Where it was taken for none: the name of ours that is most like it.
    pub nearest: Option<String>,
}

/// What every column with a name was taken for, in the order of the file.
///
/// Each of our names is offered once, those that a file cannot do without first.
pub fn survey(columns: &Columns, catalogue: &Catalogue) -> Vec<SurveyedColumn> {
    let meanings = meanings(columns, catalogue);
    let headers = columns.headers.iter().enumerate();
    let mut surveyed: Vec<SurveyedColumn> = headers
        .filter(|(_, header)| !fold(header).is_empty())
        .map(|(index, header)| SurveyedColumn {
            letters: column_letters(index),
            header: header.to_string(),
            meaning: meanings.get(&index).cloned(),
            nearest: None,
        })
        .collect();
    let mut free: Vec<String> = known_names(catalogue)
        .into_iter()
        .filter(|name| !meanings.values().any(|meaning| fold(meaning) == fold(name)))
        .collect();
    for needed in [Identity::LeverandoerId.id(), Identity::Maalgruppe.id()] {
        let unknown = surveyed.iter().filter(|column| column.meaning.is_none());
        let header =
            nearest(needed, unknown.map(|column| column.header.as_str())).map(str::to_owned);
        if let (Some(at), Some(header)) = (free.iter().position(|name| name == needed), header) {
            free.remove(at);
            if let Some(column) = surveyed.iter_mut().find(|column| column.header == header) {
                column.nearest = Some(needed.to_owned());
            }
        }
    }
    for column in &mut surveyed {
        if column.meaning.is_none() && column.nearest.is_none() {
            let found = nearest(&column.header, free.iter().map(String::as_str)).map(str::to_owned);
            free.retain(|name| Some(name) != found.as_ref());
            column.nearest = found;
        }
    }
    surveyed
}

/// For each column the name of ours that it holds.
fn meanings(columns: &Columns, catalogue: &Catalogue) -> HashMap<usize, String> {
    let mut meanings = HashMap::new();
    let mut add = |index: Option<usize>, name: String| {
        if let Some(index) = index {
            meanings.entry(index).or_insert(name);
        }
    };
    for column in Identity::ALL {
        add(columns.identity(column), column.id().to_owned());
    }
    for parameter in Parameter::ALL {
        add(columns.level(parameter), parameter.id().to_owned());
        add(columns.reason(parameter), reason_column(parameter));
    }
    for (rubric, checked) in catalogue.rubrics().iter().enumerate() {
        for (index, indicator) in checked.indicators.iter().enumerate() {
            add(
                columns.note(rubric, index),
                format!("{}_note", indicator.id),
            );
            for name in [&indicator.id, &indicator.label] {
                add(columns.named(name), indicator.id.clone());
            }
            if let Kind::Set { options } = &indicator.kind {
                for option in &options.names {
                    let name = format!("{}_{option}", indicator.id);
                    add(columns.named(&name), name.clone());
                }
            }
        }
    }
    meanings
}
