//! `indplacer check` on assessment files: what was recognised, how filled it is, and all that is wrong.

use super::args::{ReadingArgs, RubricArgs};
use super::{Speaker, reading};
use crate::diagnostic::Diagnostics;
use crate::intake::{Columns, Expected, Rejection, Sheet, survey};
use crate::render;
use crate::score::{Opened, Stop};
use std::path::PathBuf;

/// What was found in assessment files.
pub(super) struct CheckedData {
    /// What the columns were taken for: a table for people, or a file for `--columns`.
    pub(super) survey: String,
    /// Faults, warnings and notes, in the order of the files.
    pub(super) notes: Diagnostics,
    /// Whether a file could not be read at all.
    pub(super) refused: bool,
}

/// Checks some files by reading them as `score` would; nothing comes back if a rubric was refused.
pub(super) fn check(
    files: &[PathBuf],
    rubrics: &RubricArgs,
    args: &ReadingArgs,
    template: bool,
    speaker: Speaker,
) -> anyhow::Result<Option<CheckedData>> {
    let lang = speaker.lang;
    let Some(mut reading) = reading::prepare(files, rubrics, args, false, speaker)? else {
        return Ok(None);
    };
    reading.options.row.counts_filled = true;
    reading.options.most_rows = None;
    let expected = Expected {
        catalogue: &reading.catalogue,
        mapping: &reading.options.mapping,
        keep: &reading.options.keep,
        needs_target_group: reading.options.row.rubric.is_none(),
        denies_unknown: reading.options.deny_unknown,
    };
    let mut checked = CheckedData {
        survey: String::new(),
        notes: Diagnostics::default(),
        refused: false,
    };
    for input in &reading.inputs {
        let name = input.name();
        let sheet = match Sheet::open(input, reading.options.sheet.clone()) {
            Ok(sheet) => sheet,
            Err(fault) => {
                checked.notes.push(fault);
                checked.refused = true;
                continue;
            }
        };
        let (columns, found) = Columns::survey(&sheet, &expected);
        let surveyed = survey(&columns, &reading.catalogue);
        let is_faulty = found.has_errors();
        checked.notes.extend(found);
        let outcome = if is_faulty {
            None
        } else {
            let files = vec![(sheet, columns)];
            Opened::of(
                &reading.catalogue,
                &reading.options,
                files,
                &mut checked.notes,
            )
            .and_then(|opened| opened.score(&mut checked.notes, |_| Ok(())))
            .map_err(|stop| match stop {
                Stop::Refused => (),
                Stop::Write(error) => unreachable!("nothing is written: {error}"),
            })
            .ok()
        };
        let file = outcome.as_ref().and_then(|outcome| outcome.files.first());
        checked.refused |= outcome.is_none();
        checked.survey.push_str(&match template {
            true => render::survey::template(&surveyed, &name, lang),
            false => render::survey::text(&surveyed, file, &name, lang),
        });
        for fault in outcome
            .iter()
            .flat_map(|outcome| &outcome.rejected)
            .flat_map(Rejection::own_faults)
        {
            checked.notes.push(fault.clone());
        }
    }
    Ok(Some(checked))
}
