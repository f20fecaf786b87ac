//! `indplacer check`: what is wrong in rubrics and assessment files, before anybody is placed by them.

use super::args::{Args, CheckArgs, FindingsFormat};
use super::output::Target;
use super::{Exit, Speaker, check_data, check_rubrics};
use crate::diagnostic::{Diagnostics, Severity};
use crate::render;
use crate::words::{Lang, Ui};
use std::io;
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
    let mut target = Target::open(args.findings_output.as_deref(), speaker.lang)?;
    let (rubrics, data): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| is_rubric(path));
    let mut checked = if rubrics.is_empty() {
        Checked::default()
    } else {
        check_rubrics::check(&rubrics, &args.deny, speaker)?
    };
    if !data.is_empty() {
        let found = check_data::check(&data, &args.rubrics, &args.reading, args.template, speaker)?;
        let Some(found) = found else {
            return Ok(Exit::CouldNot);
        };
        if args.template
            || args.findings_format.unwrap_or(FindingsFormat::Text) == FindingsFormat::Text
        {
            target.write(found.survey.as_bytes())?;
        }
        checked.refused |= found.refused;
        checked.notes.extend(found.notes);
    }
    if args.template {
        speaker.diagnostics(&checked.notes);
    } else {
        target.write(&written(args, &checked.notes, &target, speaker.lang)?)?;
    }
    target.finish()?;
    speaker.note(&summary(&checked.notes, checked.denied, speaker.lang));
    Ok(if checked.refused {
        Exit::CouldNot
    } else if checked.notes.has_errors() {
        Exit::ActOn
    } else {
        Exit::Done
    })
}

fn written(
    args: &CheckArgs,
    notes: &Diagnostics,
    target: &Target,
    lang: Lang,
) -> anyhow::Result<Vec<u8>> {
    let found = notes.in_file_order();
    let data = Args::language_of_data();
    Ok(match args.findings_format.unwrap_or(FindingsFormat::Text) {
        FindingsFormat::Text => {
            let text = render::diagnostics::text(found, lang, target.is_stdout());
            let mut out = anstream::AutoStream::new(Vec::new(), target.colour());
            io::Write::write_all(&mut out, text.as_bytes())?;
            out.into_inner()
        }
        FindingsFormat::Json => render::findings::document(&found, data)?,
        FindingsFormat::Sarif => render::sarif::log(&found, data)?,
        FindingsFormat::Github => render::github::annotations(&found, data).into_bytes(),
    })
}

/// How much was found of each severity.
fn summary(notes: &Diagnostics, denied: u64, lang: Lang) -> String {
    let of = |severity| {
        notes
            .in_file_order()
            .iter()
            .filter(|diagnostic| diagnostic.severity == severity)
            .count() as u64
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
    path.is_dir()
        || path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}
