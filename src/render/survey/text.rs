//! What a file was taken for, for people: a line for each column.

use super::{different, filled, head, taken_for};
use crate::intake::{Example, Found, Shape, Survey, SurveyedColumn};
use crate::render::table::cut;
use crate::vocabulary::printable;
use crate::words::{Lang, Ui};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// How wide the columns of the table may be; the last is as wide as it is.
const WIDEST: [usize; 7] = [6, 36, 32, 8, 12, 12, 12];
/// How much of an example is shown.
const EXAMPLE: usize = 24;
/// The most columns that annotations tell of.
const MOST_ANNOTATED: usize = 200;

/// A file: how it was read, and each column with what stands in it; of a form only the fields that are not used.
pub fn text(survey: &Survey, lang: Lang) -> String {
    let mut out = String::new();
    for line in head(survey, lang) {
        let _ = writeln!(out, "{}", printable(&line));
    }
    let told = told(survey);
    let rows: Vec<[String; 8]> = told.map(|column| row(column, survey, lang)).collect();
    if rows.is_empty() {
        return out;
    }
    let heads = [
        String::new(),
        Ui::Column.text(lang),
        Ui::TakenFor.text(lang),
        Ui::Filled.text(lang),
        Ui::Different.text(lang),
        Ui::Smallest.text(lang),
        Ui::Largest.text(lang),
        Ui::Examples.text(lang),
    ];
    let rows: Vec<[String; 8]> = std::iter::once(heads).chain(rows).collect();
    let widths: Vec<usize> = WIDEST
        .iter()
        .enumerate()
        .map(|(index, widest)| {
            let widths = rows.iter().map(|row| printable(&row[index]).width());
            widths.max().unwrap_or(0).min(*widest)
        })
        .collect();
    for row in &rows {
        let mut line = String::new();
        for (index, width) in widths.iter().enumerate() {
            let text = cut(&row[index], *width);
            let blanks = " ".repeat(width - text.width());
            // Numbers stand below each other.
            match index {
                3..=6 => line.extend([&blanks, &*text, "  "]),
                _ => line.extend([&*text, &blanks, "  "]),
            }
        }
        line.push_str(&printable(&row[widths.len()]));
        let _ = writeln!(out, "{}", line.trim_end());
    }
    out.push('\n');
    out
}

fn row(column: &SurveyedColumn, survey: &Survey, lang: Lang) -> [String; 8] {
    let found = column.found.as_ref();
    let [smallest, largest] = found.and_then(|found| found.range.clone()).unwrap_or_default();
    [
        column.letters.clone(),
        column.header.clone(),
        taken_for(column, lang),
        found.map_or_else(String::new, |found| filled(found, survey.rows)),
        found.map_or_else(String::new, |found| different(found, lang)),
        smallest,
        largest,
        found.map_or_else(String::new, |found| examples(&found.examples)),
    ]
}

fn examples<'e>(examples: impl IntoIterator<Item = &'e Example>) -> String {
    let examples = examples.into_iter();
    let shown: Vec<_> = examples.map(|example| cut(&example.text, EXAMPLE)).collect();
    shown.join(" · ")
}

/// A file in the words of an annotation, which others may read: without anything that could be a person's name.
pub fn annotation(survey: &Survey, lang: Lang) -> String {
    let mut lines: Vec<String> = head(survey, lang).into();
    let told = told(survey).take(MOST_ANNOTATED);
    lines.extend(told.map(|column| in_words(column, survey, lang)));
    let lines: Vec<_> = lines.iter().map(|line| printable(line)).collect();
    lines.join("\n")
}

/// The columns that are told one by one: of a form those that are not used, and none where the columns are suppliers.
fn told(survey: &Survey) -> impl Iterator<Item = &SurveyedColumn> {
    let are_suppliers = survey.shape == Some(Shape::Transposed);
    let is_told = move |column: &&SurveyedColumn| {
        !are_suppliers && (!survey.is_form || column.meaning.is_none())
    };
    survey.columns.iter().filter(is_told)
}

fn in_words(column: &SurveyedColumn, survey: &Survey, lang: Lang) -> String {
    let found = column.found.as_ref();
    let public = |found: &Found| {
        let shown = found.public_examples();
        (!shown.is_empty()).then(|| examples(shown))
    };
    Ui::ColumnInWords {
        letters: column.letters.clone(),
        header: cut(&column.header, WIDEST[1]).into_owned(),
        taken_for: taken_for(column, lang),
        filled: found.map_or_else(String::new, |found| filled(found, survey.rows)),
        different: found.map_or_else(String::new, |found| different(found, lang)),
        range: found.and_then(|found| found.range.clone()),
        examples: found.and_then(public),
    }
    .text(lang)
}
