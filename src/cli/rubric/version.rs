//! `indplacer rubric new-version` and `indplacer rubric cases`: what a rubric in force is followed by, and held to.

use super::args::{CasesArgs, NewVersionArgs};
use super::{choose, write};
use crate::arithmetic::DecimalMark;
use crate::cli::output::{Kind, Outputs};
use crate::cli::shared::{Exit, Speaker};
use crate::regress::{add, first};
use crate::rubric::Rubric;
use crate::words::Ui;
use crate::workbench;
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// Copies a rubric as its next version, and says what the one before it needs.
pub(super) fn new_version(args: &NewVersionArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let lang = speaker.lang;
    let Some(from) = choose::one(&args.which, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let version = match &args.version {
        Some(version) => version.clone(),
        None => workbench::version_number(&[&from.version], args.valid_from),
    };
    let before = Path::new(&from.source.name);
    let path = args.output.clone().unwrap_or_else(|| {
        let name = format!("{}-{version}.toml", from.id);
        match before.is_file() {
            true => before.with_file_name(name),
            false => PathBuf::from(name),
        }
    });
    let text = workbench::new_version(&from, &version, args.valid_from);
    create(&path, &text, choose::paths(&[&args.which], &args.among), speaker)?;
    let last = args.valid_from.yesterday().unwrap_or(args.valid_from);
    let (rubric, file) = (from.name(), from.source.name.clone());
    let needs = Ui::NeedsLastDay { rubric, file, date: last.to_string() };
    speaker.note(&needs.text(lang));
    Ok(Exit::Done)
}

/// Makes the first case file of a rubric.
pub(super) fn cases(args: &CasesArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let Some(rubric) = choose::one(&args.which, &args.among, speaker)? else {
        return Ok(Exit::CouldNot);
    };
    let path =
        args.output.clone().unwrap_or_else(|| PathBuf::from(format!("{}.cases.csv", rubric.id)));
    create(&path, &text(&rubric), choose::paths(&[&args.which], &args.among), speaker)?;
    Ok(Exit::Done)
}

/// The text of a rubric's first case file.
pub(super) fn text(rubric: &Rubric) -> String {
    add::new_file(rubric, &first::cases(rubric, DecimalMark::Comma))
}

/// Writes a file that must not be there yet.
pub(super) fn create(
    path: &Path,
    text: &str,
    reads: Vec<PathBuf>,
    speaker: Speaker,
) -> anyhow::Result<()> {
    // An input is told as such, and not as a file that is there already.
    let target = Outputs::beside(reads, speaker).open(Some(path), Kind::Data)?;
    if path != Path::new("-") && path.is_file() {
        let file = path.display().to_string();
        return Err(anyhow!(Ui::AlreadyThere { file }.text(speaker.lang)));
    }
    write::whole(text.as_bytes(), target, Some(path), speaker)?;
    Ok(())
}
