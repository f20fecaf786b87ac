//! Studies in five formats. Each study makes a [`Page`] for people and a [`Sheet`] for machines of its
//! result; the page is drawn as text, Markdown or HTML, the sheet as CSV, and the result itself as JSON.

mod agreement;
mod csv;
mod discrimination;
mod figure;
mod html;
mod json;
mod markdown;
mod overview;
mod robustness;
mod text;
mod timeline;

pub use self::csv::csv;
pub use figure::{Bars, Figure, Flows, Matrix, Whisker, Whiskers};
pub use html::html;
pub use json::json;
pub use markdown::markdown;
pub use text::text;

use crate::arithmetic::Fraction;
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
    fn page(&self, lang: Lang) -> Page;

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

/// A study for people, block by block.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// What is studied.
    pub title: String,
    /// In the order of reading.
    pub blocks: Vec<Block>,
}

/// A part of a page.
#[derive(Debug, Clone)]
pub enum Block {
    /// A heading under the title.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// Findings, one a line.
    List(Vec<String>),
    /// Rows and columns.
    Table(Table),
    /// A picture, for formats that have pictures; a table beside it says the same.
    Figure(Figure),
}

impl Page {
    fn new(title: String) -> Self {
        Self { title, blocks: Vec::new() }
    }

    fn heading(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Heading(text.into()));
    }

    fn text(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Text(text.into()));
    }

    fn list(&mut self, items: Vec<String>) {
        self.blocks.push(Block::List(items));
    }

    fn table(&mut self, table: Table) {
        self.blocks.push(Block::Table(table));
    }

    fn figure(&mut self, figure: Figure) {
        self.blocks.push(Block::Figure(figure));
    }

    /// What the result was made with, and what it is not.
    fn origin(&mut self, origin: &Origin<'_>) {
        let lang = origin.lang;
        if origin.rejected > 0 {
            let n = origin.rejected;
            self.text(Ui::RejectedRows { n }.text(lang));
        }
        if origin.refused > 0 {
            let n = origin.refused;
            self.text(Ui::RefusedFiles { n }.text(lang));
        }
        self.heading(Ui::RubricsUsed.text(lang));
        let of = |rubric: &&Rubric| {
            format!(
                "{} ({}, sha256 {}): {}",
                rubric.name(),
                rubric.status.as_str(),
                &rubric.sha256()[..12],
                rule(rubric.rule, lang),
            )
        };
        self.list(origin.rubrics.iter().map(of).collect());
        self.text(Ui::Proposal.text(lang));
        if crate::rubric::is_illustrative(origin.rubrics) {
            self.text(Ui::Illustrative.text(lang));
        }
    }
}

/// Rows and columns of text.
#[derive(Debug, Clone)]
pub struct Table {
    /// What the table shows; empty where the heading above says it.
    pub caption: String,
    /// The columns' names, and whether they hold numbers.
    pub columns: Vec<(String, Align)>,
    /// As many cells a row as there are columns.
    pub rows: Vec<Vec<String>>,
    /// Whether cells after the first stand in full where the table is text: they say more than a name.
    pub is_whole: bool,
}

/// How the cells of a column stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Words.
    Left,
    /// Numbers.
    Right,
}

impl Table {
    fn new(caption: String, columns: impl IntoIterator<Item = (String, Align)>) -> Self {
        Self { caption, columns: columns.into_iter().collect(), rows: Vec::new(), is_whole: false }
    }

    /// The same with cells in full.
    fn whole(mut self) -> Self {
        self.is_whole = true;
        self
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.rows.push(cells.into_iter().collect());
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

/// The page with what it was made with.
fn whole_page<D: Draw>(result: &D, origin: &Origin<'_>) -> Page {
    let mut page = result.page(origin.lang);
    page.origin(origin);
    page
}

/// The title of a study.
fn title(study: &Study, lang: Lang) -> String {
    study.text(lang)
}
