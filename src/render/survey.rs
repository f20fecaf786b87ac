//! What the columns of a file were taken for, as a table for people and as a mapping to edit.

use super::table::cut;
use crate::intake::SurveyedColumn;
use crate::score::FileOutcome;
use crate::words::{Lang, Ui};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr;

/// The columns of one file: letters, header, what it was taken for, and how filled it is.
pub fn text(
    columns: &[SurveyedColumn],
    file: Option<&FileOutcome>,
    name: &str,
    lang: Lang,
) -> String {
    const HEADER: usize = 44;
    const MEANING: usize = 36;
    let mut out = String::new();
    let mut line = |cells: [&str; 4]| {
        let [letters, header, meaning, filled] = cells;
        let pad = |text: &str, width: usize| {
            let text = cut(text, width);
            let blanks = width - text.width();
            format!("{text}{:blanks$}", "")
        };
        let line = format!(
            "{letters:<4}{} {} {filled:>6}",
            pad(header, HEADER),
            pad(meaning, MEANING)
        );
        let _ = writeln!(out, "{}", line.trim_end());
    };
    line(["", name, &Ui::TakenFor.text(lang), &Ui::Filled.text(lang)]);
    for (column, filled) in columns.iter().zip(shares(columns, file)) {
        let meaning = match (&column.meaning, &column.nearest) {
            (Some(meaning), _) => meaning.clone(),
            (None, Some(nearest)) => Ui::UnusedPerhaps {
                nearest: nearest.clone(),
            }
            .text(lang),
            (None, None) => Ui::Unused.text(lang),
        };
        line([&column.letters, &column.header, &meaning, &filled]);
    }
    out
}

/// How many per cent of the rows have something in each column, where rows were counted.
fn shares(columns: &[SurveyedColumn], file: Option<&FileOutcome>) -> Vec<String> {
    let counted = |index: usize| {
        let tally = &file?.tally;
        let filled = tally.filled.get(index)?;
        (tally.rows > 0).then(|| format!("{} %", filled * 100 / tally.rows))
    };
    let index = |column: &SurveyedColumn| {
        let letters = column.letters.bytes();
        letters.fold(0, |index, letter| {
            index * 26 + usize::from(letter - b'A') + 1
        }) - 1
    };
    columns
        .iter()
        .map(|column| counted(index(column)).unwrap_or_default())
        .collect()
}

/// A file for `--columns`, to be edited: what was not recognised, with the nearest name where there is one.
pub fn template(columns: &[SurveyedColumn], name: &str, lang: Lang) -> String {
    let mut out = String::new();
    let head = Ui::TemplateHead {
        file: name.to_owned(),
    };
    for line in head.text(lang).lines() {
        let _ = writeln!(out, "# {}", super::printable(line));
    }
    let _ = writeln!(out, "\n[columns]");
    for column in columns.iter().filter(|column| column.meaning.is_none()) {
        let theirs = toml_string(&column.header);
        match &column.nearest {
            Some(nearest) => {
                let _ = writeln!(out, "{theirs} = {}", toml_string(nearest));
            }
            None => {
                let _ = writeln!(out, "# {theirs} = \"\"");
            }
        }
    }
    let _ = writeln!(
        out,
        "\n# [values.fornoeden_kvalitet]\n# \"+\" = \"ja\"\n# \"0\" = \"nej\""
    );
    out
}

/// A TOML basic string.
fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}
