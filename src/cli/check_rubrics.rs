//! The rubrics among what `indplacer check` is given.

use super::check::Checked;
use super::{Speaker, rubrics};
use crate::diagnostic::Diagnostics;
use crate::lint::{self, Deny};
use crate::rubric::Catalogue;
use std::path::PathBuf;

/// Reads the rubrics of some files and folders, as one catalogue, and holds them against the lints.
pub(super) fn check(paths: &[PathBuf], deny: &[Deny], speaker: Speaker) -> anyhow::Result<Checked> {
    let mut notes = Diagnostics::default();
    let mut sources = Vec::new();
    for path in paths {
        for file in rubrics::files(path, speaker)? {
            sources.extend(rubrics::read(&file, &mut notes));
        }
    }
    let catalogue = Catalogue::read(sources, &mut notes);
    let refused = notes.has_errors();
    let (found, denied) = lint::check(&catalogue, deny);
    notes.extend(found);
    Ok(Checked { notes, refused, denied })
}
