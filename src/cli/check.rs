//! `indplacer check`: what is wrong in rubrics and assessment files, before anybody is placed by them.

use super::args::{CheckArgs, FindingsFormat};
use super::output::Target;
use super::{Exit, Speaker, check_rubrics};
use crate::diagnostic::Diagnostics;
use crate::render;
use crate::words::Ui;
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// What was found, and whether something could not be read at all.
pub(super) struct Checked {
    pub(super) notes: Diagnostics,
    pub(super) refused: bool,
}

pub(super) fn run(args: &CheckArgs, speaker: Speaker) -> anyhow::Result<Exit> {
    let mut target = Target::open(args.findings_output.as_deref(), speaker.lang)?;
    let (rubrics, data): (Vec<PathBuf>, Vec<PathBuf>) =
        args.paths.iter().cloned().partition(|path| is_rubric(path));
    if let Some(file) = data.first() {
        let file = file.display().to_string();
        return Err(anyhow!(Ui::NotARubric { file }.text(speaker.lang)));
    }
    let checked = check_rubrics::check(&rubrics, &args.deny, speaker)?;
    let found = checked.notes.in_file_order();
    let text = render::diagnostics::text(found.iter().copied(), speaker.lang, false);
    target.write(text.as_bytes())?;
    target.finish(speaker.lang)?;
    Ok(if checked.refused {
        Exit::CouldNot
    } else if checked.notes.has_errors() {
        Exit::ActOn
    } else {
        Exit::Done
    })
}

/// A folder holds rubrics, and so does a file that ends as they do.
fn is_rubric(path: &Path) -> bool {
    path.is_dir()
        || path
            .extension()
            .is_some_and(|ending| ending.eq_ignore_ascii_case("toml"))
}
