//! Studies for people and for machines. Each study makes a [`Document`] of its result, which is drawn as every page is,
//! and a [`Sheet`], which is written as CSV; the result itself is written as JSON.

mod agreement;
mod csv;
mod discrimination;
mod json;
mod overview;
mod robustness;
mod timeline;

pub use self::csv::csv;
pub use json::json;

use crate::arithmetic::Fraction;
use crate::document::{Align, Document};
use crate::rubric::Rubric;
use crate::study::{Standing, Who};
use crate::tell::{percent, rule::rule};
use crate::vocabulary::{Identity, Level, Parameter};
use crate::words::asked::mark;
use crate::words::{Lang, Study, Ui};
use serde::Serialize;

/// A result that can be drawn in every format.
pub trait Draw: Serialize {
    /// The study's name in JSON and on the command line.
    const NAME: &'static str;

    /// For people.
    fn page(&self, lang: Lang) -> Document;

    /// For machines, as one table.
    fn sheet(&self) -> Sheet;
}

/// What a result was made with, which every format says.
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The rubrics that placed a row.
    pub rubrics: &'a [&'a Rubric],
    /// Rows that were rejected, and are not in the study.
    pub rejected: u64,
    /// Files that could not be read, and are not in the study.
    pub refused: u64,
    /// The reader's language.
    pub lang: Lang,
}

/// What the result was made with, and what it is not.
fn add_origin(page: &mut Document, origin: &Origin<'_>) {
    let lang = origin.lang;
    if origin.rejected > 0 {
        let n = origin.rejected;
        page.text(Ui::RejectedRows { n }.text(lang));
    }
    if origin.refused > 0 {
        let n = origin.refused;
        page.text(Ui::RefusedFiles { n }.text(lang));
    }
    page.section(Ui::RubricsUsed.text(lang));
    let of = |rubric: &&Rubric| {
        format!(
            "{} ({}, sha256 {}): {}",
            rubric.name(),
            rubric.status.as_str(),
            &rubric.sha256()[..12],
            rule(rubric.rule, lang),
        )
    };
    page.list(origin.rubrics.iter().map(of));
    page.text(Ui::Proposal.text(lang));
    if crate::rubric::is_illustrative(origin.rubrics) {
        page.text(Ui::Illustrative.text(lang));
    }
}

/// A study for machines: one table.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<Value>>,
}

/// A cell for machines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A text from a file.
    Text(String),
    /// Our own word.
    Word(&'static str),
    /// A number, with a decimal point.
    Number(String),
    /// Nothing.
    Empty,
}

impl Value {
    fn count(n: usize) -> Self {
        Self::Number(n.to_string())
    }

    fn statistic(number: Option<f64>) -> Self {
        number.map_or(Self::Empty, |number| Self::Number(format!("{number}")))
    }

    fn share(share: Fraction) -> Self {
        Self::Number(format!("{}", share.value()))
    }

    fn parameters(parameters: &[Parameter]) -> Self {
        let ids: Vec<&str> = parameters.iter().map(|parameter| parameter.id()).collect();
        Self::Text(ids.join("|"))
    }

    fn level(level: Option<Level>) -> Self {
        level.map_or(Self::Empty, |level| Self::Word(level.as_str()))
    }

    fn yes_or_no(so: Option<bool>) -> Self {
        so.map_or(Self::Empty, |so| Self::Word(if so { "ja" } else { "nej" }))
    }
}

/// The names of the identity columns, then `rubrik` and `kilde`.
fn who_columns() -> impl Iterator<Item = String> {
    Identity::ALL
        .into_iter()
        .take(Identity::IN_RESULTS)
        .map(Identity::id)
        .chain(["rubrik", "kilde"])
        .map(str::to_owned)
}

fn who_values(who: &Who) -> impl Iterator<Item = Value> + '_ {
    Identity::ALL
        .into_iter()
        .take(Identity::IN_RESULTS)
        .map(|column| who.get(column))
        .chain([who.rubric.as_str(), who.source.as_str()])
        .map(|text| Value::Text(text.to_owned()))
}

/// A share, or the range of one.
fn percents((least, most): (Fraction, Fraction), lang: Lang) -> String {
    if least == most {
        percent(least, lang)
    } else {
        let least = percent(least, lang);
        let least = least.trim_end_matches(['%', ' ']);
        format!("{least}–{}", percent(most, lang))
    }
}

/// `n` of `all` as a share.
fn share_of(n: usize, all: usize) -> Fraction {
    Fraction::new(n as u128, all as u128)
}

/// A statistic with two decimals, in the reader's way; a dash where there is none.
fn statistic(number: Option<f64>, lang: Lang) -> String {
    number.map_or_else(
        || "–".to_owned(),
        |number| {
            let text = format!("{number:.2}");
            let text = match text.strip_prefix('-') {
                Some("0.00") => "0.00".to_owned(),
                Some(size) => format!("−{size}"),
                None => text,
            };
            in_language(&text, lang)
        },
    )
}

fn in_language(decimal: &str, lang: Lang) -> String {
    match lang {
        Lang::Da => decimal.replace('.', ","),
        Lang::En => decimal.to_owned(),
    }
}

/// A bar of so many eighths of a character, ten characters for all.
fn bar(share: Fraction) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (share.per_mille() * 80 + 500) / 1000;
    // What is there at all is seen.
    let eighths = if share > Fraction::ZERO { eighths.max(1) } else { 0 };
    format!("{}{}", "█".repeat((eighths / 8) as usize), EIGHTHS[(eighths % 8) as usize])
}

/// What an assessment came to, for people.
fn standing(standing: Standing, lang: Lang) -> String {
    match standing {
        Standing::Level(level) => level.to_string(),
        Standing::WithoutQuality => Ui::WithoutQuality.text(lang),
        Standing::Open => Ui::Open.text(lang),
    }
}

/// The letters of some parameters.
fn short(parameters: &[Parameter]) -> String {
    let letters: Vec<&str> = parameters.iter().map(|parameter| parameter.short()).collect();
    letters.join(" ")
}

/// What the letters of the parameters stand for.
fn legend_of_parameters(lang: Lang) -> String {
    let names: Vec<String> = Parameter::ALL
        .iter()
        .map(|parameter| format!("{} {}", parameter.short(), parameter.label()))
        .collect();
    format!("{}: {}", Ui::LegendParameters.text(lang), names.join(" · "))
}

/// Names of columns that hold words.
fn left(names: impl IntoIterator<Item = String>) -> impl Iterator<Item = (String, Align)> {
    names.into_iter().map(|name| (name, Align::Left))
}

/// Names of columns that hold numbers.
fn right(names: impl IntoIterator<Item = String>) -> impl Iterator<Item = (String, Align)> {
    names.into_iter().map(|name| (name, Align::Right))
}

/// The levels from højt down, as tables have them.
fn falling() -> impl Iterator<Item = Level> + Clone {
    Level::ALL.into_iter().rev()
}

/// The page of a result, with what it was made with.
pub fn page<D: Draw>(result: &D, origin: &Origin<'_>) -> Document {
    let mut page = result.page(origin.lang);
    add_origin(&mut page, origin);
    page
}

/// The title of a study.
fn title(study: &Study, lang: Lang) -> String {
    study.text(lang)
}
