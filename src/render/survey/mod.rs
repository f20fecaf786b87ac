//! What files and their columns were taken for: a table and a mapping for people, and the same as data.

pub mod json;
pub mod template;
pub mod text;

use crate::intake::{Found, Survey, SurveyedColumn};
use crate::report::read_as;
use crate::tell::whole;
use crate::words::{Lang, Ui};

/// How a file was read, and where its headers stand.
pub(super) fn head(survey: &Survey, lang: Lang) -> [String; 2] {
    let read = read_as(&survey.dialect, &survey.name, lang);
    let below = if survey.is_form {
        let is_filled = |column: &&SurveyedColumn| {
            let found = column.found.as_ref();
            found.is_some_and(|found| found.filled > 0)
        };
        Ui::FormFields {
            filled: survey.columns.iter().filter(is_filled).count() as u64,
            of: survey.columns.len() as u64,
        }
    } else {
        Ui::HeaderAndRows {
            row: survey.header_at.1,
            rows: survey.rows.map(|rows| whole(rows, lang)),
        }
    };
    [read, format!("{}: {}", survey.name, below.text(lang))]
}

/// What a column was taken for.
pub(super) fn taken_for(column: &SurveyedColumn, lang: Lang) -> String {
    match (&column.meaning, &column.nearest) {
        (Some(meaning), _) => meaning.clone(),
        (None, Some(nearest)) => Ui::UnusedPerhaps { nearest: nearest.clone() }.text(lang),
        (None, None) if column.header.is_empty() => Ui::WithoutHeader.text(lang),
        (None, None) => Ui::Unused.text(lang),
    }
}

/// How many per cent of the rows have something in a column.
pub(super) fn filled(found: &Found, rows: Option<u64>) -> String {
    match rows {
        None | Some(0) => String::new(),
        Some(rows) => format!("{} %", found.filled * 100 / rows),
    }
}

/// How many different values there are.
pub(super) fn different(found: &Found, lang: Lang) -> String {
    let n = whole(found.different, lang);
    match found.has_more {
        true => Ui::Over { n }.text(lang),
        false => n,
    }
}
