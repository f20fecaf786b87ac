//! Which rubric a name on the command line means.

use super::args::Among;
use crate::cli::args::RubricArgs;
use crate::cli::rubrics;
use crate::cli::shared::Speaker;
use crate::diagnostic::Diagnostics;
use crate::rubric::Rubric;
use crate::words::{Lang, Ui};
use anyhow::anyhow;
use std::path::{Path, PathBuf};

/// Every path that is read to find these rubrics.
pub(super) fn paths(named: &[&str], among: &Among) -> Vec<PathBuf> {
    let files = named.iter().map(PathBuf::from);
    files.chain(rubrics::among(&among.paths)).collect()
}

/// All rubrics that may be named; nothing if one is refused, which was then told.
pub(super) fn all(among: &Among, speaker: Speaker) -> anyhow::Result<Option<Vec<Rubric>>> {
    let args = RubricArgs { rubrics: among.paths.clone(), rubric: None, as_of: None };
    let chosen = rubrics::load(&args, speaker)?;
    Ok(chosen.map(|chosen| chosen.catalogue.into_rubrics()))
}

/// The rubric of a file, of an id, or of `id@version`; nothing if it is refused, which was then told.
pub(super) fn one(which: &str, among: &Among, speaker: Speaker) -> anyhow::Result<Option<Rubric>> {
    if let Some(path) = file(which) {
        let mut notes = Diagnostics::default();
        let source = rubrics::read(path, &mut notes);
        let rubric = source.and_then(|source| Rubric::read(source, &mut notes));
        speaker.diagnostics(&notes);
        return Ok(rubric);
    }
    let Some(known) = all(among, speaker)? else {
        return Ok(None);
    };
    let names: Vec<String> = known.iter().map(Rubric::name).collect();
    let mut meant = known.into_iter().filter(|rubric| rubric.id == which || rubric.name() == which);
    match (meant.next(), meant.next()) {
        (Some(rubric), None) => Ok(Some(rubric)),
        (Some(first), Some(_)) => {
            let versions: Vec<String> = names
                .into_iter()
                .filter(|name| name.starts_with(&format!("{}@", first.id)))
                .collect();
            let several =
                Ui::SeveralVersions { name: which.to_owned(), versions: versions.join(", ") };
            Err(anyhow!(several.text(speaker.lang)))
        }
        (None, _) => Err(unknown(which, &names, speaker.lang)),
    }
}

/// The file that is named, if it is no id.
pub(super) fn file(which: &str) -> Option<&Path> {
    let path = Path::new(which);
    let is_version = which.contains('@') && !path.exists();
    (!is_version && rubrics::is_file_name(path)).then_some(path)
}

/// There is no such rubric among these.
pub(super) fn unknown(which: &str, known: &[String], lang: Lang) -> anyhow::Error {
    let unknown = Ui::UnknownRubric { name: which.to_owned(), known: known.join(", ") };
    anyhow!(unknown.text(lang))
}
