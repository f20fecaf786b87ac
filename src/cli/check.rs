//! `indplacer check`: what is wrong in rubrics and assessment files, before anybody is placed by them.

use super::args::{CheckArgs, FindingsFormat};
use super::check_data::CheckedData;
use super::output::{Outputs, Target};
use super::{Exit, Speaker, check_data, check_rubrics};
use crate::diagnostic::{Diagnostics, Severity};
use crate::intake::Survey;
use crate::render::{self, survey::template::Template};
use crate::report::read_as;
use crate::words::{Lang, Ui};
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// What was found, and whether something could not be read at all.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) notes: Diagnostics,
    pub(super) refused: bool,
    /// How many count as errors only because they are denied.
    pub(super) denied: u64,
}

pub(super) fn run(args: &CheckArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let (rubrics, data): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| is_rubric(path));
    if args.template && data.is_empty() {
        return Err(anyhow!(Ui::TemplateWithoutData.text(speaker.lang)));
    }
    let mut outputs = Outputs::beside(args.reads(), speaker);
    let mut target = outputs.open(args.findings_output.as_deref(), args.kind())?;
    let mut checked = if rubrics.is_empty() {
        Checked::default()
    } else {
        check_rubrics::check(&rubrics, &args.deny, speaker)?
    };
    let mut found = CheckedData::default();
    if !data.is_empty() {
        let checked =
            check_data::check(&data, &args.rubrics, &args.reading, args.template, speaker)?;
        let Some(checked) = checked else {
            return Ok(Exit::CouldNot);
        };
        found = checked;
    }
    checked.refused |= found.refused;
    checked.notes.extend(std::mem::take(&mut found.notes));
    let format = args.findings_format.unwrap_or(FindingsFormat::Text);
    // On a terminal the report itself says how the files were read.
    let is_told = !args.template && format == FindingsFormat::Text && target.is_terminal();
    for survey in found.surveys.iter().filter(|_| !is_told) {
        speaker.note(&read_as(&survey.dialect, &survey.name, speaker.lang));
    }
    if args.template {
        return template(target, &found, &checked, speaker);
    }
    target.write(&written(format, &checked.notes, &found.surveys, &target)?)?;
    target.finish()?;
    speaker.note(&summary(&checked.notes, checked.denied, speaker.lang));
    Ok(if checked.refused {
        Exit::CouldNot
    } else if checked.notes.has_errors() || found.rejected {
        Exit::ActOn
    } else {
        Exit::Done
    })
}

/// Writes a file for `--columns`, which is done whatever is wrong with the rows: that is what it is to mend.
fn template(
    mut target: Target,
    found: &CheckedData,
    checked: &Checked,
    speaker: Speaker,
) -> anyhow::Result<Exit> {
    speaker.diagnostics(&checked.notes);
    if found.surveys.is_empty() {
        return Ok(Exit::CouldNot);
    }
    let template = Template::of(&found.surveys, &found.mapping, target.lang());
    target.write(template.text().as_bytes())?;
    target.finish()?;
    let Template { columns, words, .. } = template;
    speaker.note(&Ui::TemplateDone { columns, words }.text(speaker.lang));
    Ok(match checked.notes.has_errors() {
        true => Exit::ActOn,
        false => Exit::Done,
    })
}

fn written(
    format: FindingsFormat,
    notes: &Diagnostics,
    surveys: &[Survey],
    target: &Target,
) -> anyhow::Result<Vec<u8>> {
    let found = notes.in_file_order();
    let lang = target.lang();
    Ok(match format {
        FindingsFormat::Text => {
            let mut text = String::new();
            for survey in surveys {
                text.push_str(&render::survey::text::text(survey, lang));
            }
            // The blank line behind a table parts it from what comes.
            if found.is_empty() && text.ends_with("\n\n") {
                text.pop();
            }
            text.push_str(&render::diagnostics::text(found, lang, target.is_stdout()));
            text.into_bytes()
        }
        FindingsFormat::Json => render::findings::document(&found, surveys, lang)?,
        FindingsFormat::Sarif => render::sarif::log(&found, surveys, lang)?,
        FindingsFormat::Github => render::github::annotations(&found, surveys, lang).into_bytes(),
    })
}

/// How much was found of each severity.
fn summary(notes: &Diagnostics, denied: u64, lang: Lang) -> String {
    let of = |severity| {
        notes.in_file_order().iter().filter(|diagnostic| diagnostic.severity == severity).count()
            as u64
    };
    Ui::Findings {
        errors: of(Severity::Error),
        denied,
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
    }
    .text(lang)
}

/// A folder holds rubrics, and so does a file that ends as they do.
fn is_rubric(path: &Path) -> bool {
    path.is_dir() || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}
