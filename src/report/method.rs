//! How the levels were found: the model, the rubrics with their fingerprints, the files.

use super::settings::{Names, Settings};
use crate::intake::Dialect;
use crate::rubric::Rubric;
use crate::score::Outcome;
use crate::tell::{day, flat, rule};
use crate::vocabulary::RubricStatus;
use crate::words::{Lang, Page, Ui};

/// What a reader must know to check, or to repeat, the run.
#[derive(Debug)]
pub struct Method {
    /// The model in a few paragraphs, and the choices of this run.
    pub paragraphs: Vec<String>,
    /// The rubrics that placed a row.
    pub rubrics: Vec<RubricView>,
    /// The files, and how each was read.
    pub files: Vec<String>,
    /// The program and its version.
    pub made_by: String,
}

/// A rubric as a report names it.
#[derive(Debug)]
pub struct RubricView {
    /// The målgruppe in full.
    pub title: String,
    /// `id@version`.
    pub name: String,
    /// How binding it is.
    pub status: String,
    /// How the parameters make one level.
    pub rule: String,
    /// The must-haves, in words.
    pub requirements: Vec<String>,
    /// When it applies.
    pub validity: String,
    /// What it is written after.
    pub sources: Vec<String>,
    /// The fingerprint of its text.
    pub sha256: String,
}

/// How a file was read, in a line; `name` is what the file is called there.
pub fn read_as(dialect: &Dialect, name: &str, lang: Lang) -> String {
    let name = flat(name);
    let header = (dialect.header_row > 1).then_some(dialect.header_row);
    if let Some((sheet, of)) = &dialect.worksheet {
        let (sheet, of) = (flat(sheet), *of as u64);
        return Ui::ReadSheet { file: name, sheet, of, decimal: dialect.decimal, header }
            .text(lang);
    }
    let packed = if dialect.is_packed { "gzip, " } else { "" };
    let encoding = dialect.encoding.map_or("UTF-8", |encoding| encoding.as_str());
    let mark = if dialect.has_mark { " (BOM)" } else { "" };
    Ui::ReadAs {
        file: name,
        encoding: format!("{packed}{encoding}{mark}"),
        delimiter: dialect.delimiter.as_str(),
        decimal: dialect.decimal,
        header,
    }
    .text(lang)
}

impl Method {
    pub(super) fn of(
        outcome: &Outcome,
        rubrics: &[&Rubric],
        names: &Names,
        settings: Settings<'_>,
    ) -> Self {
        let lang = settings.lang;
        let mut paragraphs = vec![
            Page::ModelCriteria.text(lang),
            Page::ModelWeights.text(lang),
            Page::ModelQuality.text(lang),
        ];
        if settings.place.assume_quality {
            paragraphs.push(Page::QualityAssumed.text(lang));
        }
        paragraphs.extend(settings.as_of.map(|date| {
            let day = day(date, lang);
            Page::AsOf { day }.text(lang)
        }));
        let mut hidden: Vec<&str> = Vec::new();
        for rubric in rubrics {
            for (index, indicator) in rubric.indicators.iter().enumerate() {
                if settings.hidden.covers(rubric, index)
                    && !hidden.contains(&indicator.label.as_str())
                {
                    hidden.push(&indicator.label);
                }
            }
        }
        if !hidden.is_empty() {
            let names = flat(&hidden.join(", "));
            paragraphs.push(Page::HiddenFacts { names }.text(lang));
        }
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self {
            paragraphs,
            rubrics: rubrics.iter().map(|rubric| RubricView::of(rubric, lang)).collect(),
            files: outcome
                .files
                .iter()
                .map(|file| read_as(&file.dialect, names.of_file(&file.name), lang))
                .collect(),
            made_by: Page::MadeBy { version }.text(lang),
        }
    }
}

impl RubricView {
    fn of(rubric: &Rubric, lang: Lang) -> Self {
        let status = match rubric.status {
            RubricStatus::Illustrativ => Page::StatusIllustrativ,
            RubricStatus::Udkast => Page::StatusUdkast,
            RubricStatus::Gaeldende => Page::StatusGaeldende,
        };
        Self {
            title: flat(&rubric.title),
            name: flat(&rubric.name()),
            status: status.text(lang),
            rule: rule::rule(rubric.rule, lang),
            requirements: rubric
                .requirements
                .iter()
                .map(|requirement| rule::requirement(requirement, lang))
                .collect(),
            validity: validity(rubric, lang),
            sources: rubric.sources.iter().map(|source| flat(source)).collect(),
            sha256: rubric.sha256().to_owned(),
        }
    }
}

fn validity(rubric: &Rubric, lang: Lang) -> String {
    let from = rubric.valid_from.map(|date| Page::ValidFrom { day: day(date, lang) });
    let to = rubric.valid_to.map(|date| Page::ValidTo { day: day(date, lang) });
    let parts: Vec<String> = from.into_iter().chain(to).map(|part| part.text(lang)).collect();
    if parts.is_empty() { Page::Always.text(lang) } else { parts.join(" ") }
}
