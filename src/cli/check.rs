//! `indplacer check`: what is wrong in rubrics and assessment files, before anybody is placed by them.

use super::args::{ReadingArgs, RubricArgs};
use super::check_data::CheckedData;
use super::check_rubrics::Checked;
use super::output::{Kind, Outputs, Sealed, Target};
use super::shared::{Exit, Speaker};
use super::{check_data, check_rubrics, reading, rubrics};
use crate::diagnostic::{Diagnostics, Severity};
use crate::intake::Survey;
use crate::lint::Deny;
use crate::render::{self, survey::template::Template};
use crate::report::read_as;
use crate::vocabulary::Lint;
use crate::words::{Lang, Ui};
use anyhow::anyhow;
use clap::ValueEnum;
use clap::builder::TypedValueParser;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[arg(required = true, value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    #[arg(long = "format", value_name = "FORMAT", hide_possible_values = true)]
    pub(super) findings_format: Option<FindingsFormat>,
    #[arg(long, value_name = "ID", value_delimiter = ',', value_parser = denied(), hide_possible_values = true)]
    pub(super) deny: Vec<Deny>,
    #[arg(long = "output", short = 'o', value_name = "FILE")]
    pub(super) findings_output: Option<PathBuf>,
    #[arg(long)]
    pub(super) template: bool,
    #[command(flatten)]
    pub(super) rubrics: RubricArgs,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
}

impl CheckArgs {
    /// Every path that is read.
    pub(super) fn reads(&self) -> Vec<PathBuf> {
        let files = rubrics::among(&self.paths);
        reading::paths(&files, &self.rubrics, &self.reading)
    }

    /// What is written.
    pub(super) fn kind(&self) -> Kind {
        match self.findings_format.unwrap_or(FindingsFormat::Text) {
            _ if self.template => Kind::Page(Sealed::Toml),
            FindingsFormat::Text => Kind::Words,
            FindingsFormat::Json | FindingsFormat::Sarif | FindingsFormat::Github => Kind::Data,
        }
    }
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FindingsFormat {
    Text,
    Json,
    Sarif,
    Github,
}

fn denied() -> impl TypedValueParser<Value = Deny> {
    let ids = ["warnings", "all"].into_iter().chain(Lint::ALL.map(Lint::id));
    clap::builder::PossibleValuesParser::new(ids).map(|id| match Lint::from_id(&id) {
        Some(lint) => Deny::Lint(lint),
        None if id == "all" => Deny::All,
        None => Deny::Warnings,
    })
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
