//! The rubrics among what `indplacer check` is given.

use super::rubrics;
use super::shared::Speaker;
use crate::diagnostic::Diagnostics;
use crate::lint::{self, Deny};
use crate::rubric::Catalogue;
use std::path::PathBuf;

/// What was found, and whether something could not be read at all.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) notes: Diagnostics,
    pub(super) refused: bool,
    /// How many count as errors only because they are denied.
    pub(super) denied: u64,
}

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
