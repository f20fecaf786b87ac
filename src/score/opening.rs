//! Files opened and bound to their columns before any of them is scored.

use super::{Opened, Options, RefusedFile, Stop, judge};
use crate::arithmetic::fold;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::intake::{Columns, Expected, Input, Keep, Sheet, SheetOf, join};
use crate::record;
use crate::rubric::Catalogue;
use crate::words::Message;
use std::sync::Arc;

/// Opens every file and binds its columns, so that a bad one is known before anything is written.
///
/// One file that cannot be read stops the run. Of several, unless the options are strict, the others are read: each is
/// gone through beforehand for what makes all of it unusable, so that nothing of a faulty one counts.
///
/// # Errors
/// [`Stop::Refused`] where no file can be read; what is wrong is then among `notes`.
pub fn open<'a>(
    catalogue: &'a Catalogue,
    inputs: &[Input],
    options: &'a Options,
    notes: &mut Diagnostics,
) -> Result<Opened<'a>, Stop> {
    let header = match &options.header_from {
        None => None,
        Some(file) => match Sheet::open(file, options.sheet.clone()) {
            Ok(sheet) => Some(sheet),
            Err(fault) => {
                notes.push(fault);
                return Err(Stop::Refused);
            }
        },
    };
    let opener = Opener {
        header,
        expected: Expected {
            catalogue,
            mapping: &options.mapping,
            keep: &options.keep,
            needs_target_group: options.row.rubric.is_none(),
            denies_unknown: options.deny_unknown,
        },
        options,
    };
    let is_judged = inputs.len() > 1 && !options.strict;
    let (mut files, mut refused) = (Vec::new(), Vec::new());
    for (index, input) in inputs.iter().enumerate() {
        let opened = match is_judged {
            true => judge::judged(input, &opener),
            false => opener.open(input),
        };
        match opened {
            Ok((sheets, found)) => {
                let sheets = sheets.into_iter();
                files.extend(sheets.map(|(sheet, columns)| (index, sheet, columns)));
                notes.extend(found);
            }
            Err(faults) => refused.push(RefusedFile { name: input.name().into(), faults }),
        }
    }
    let files = opener.with_halves_together(files, &mut refused, notes);
    let is_stopped = match is_judged {
        true => files.is_empty(),
        false => !refused.is_empty(),
    };
    if is_stopped {
        for fault in refused.into_iter().flat_map(|file| file.faults) {
            notes.push(fault);
        }
        return Err(Stop::Refused);
    }
    let mut opened = Opened::of(catalogue, options, files, notes)?;
    opened.refused = refused;
    Ok(opened)
}

/// The tables of a file, bound to their columns, and what is to be known of them; or all that is wrong.
pub(super) type Tables = Result<(Vec<(Sheet, Columns)>, Diagnostics), Vec<Diagnostic>>;

/// Opens the files of a run.
pub(super) struct Opener<'a> {
    /// The header of all files, where they are pieces of one.
    header: Option<Sheet>,
    pub(super) expected: Expected<'a>,
    pub(super) options: &'a Options,
}

impl Opener<'_> {
    /// Opens a file, reads its header and binds it.
    pub(super) fn open(&self, input: &Input) -> Tables {
        let options = &self.options.sheet;
        let sheets = match &self.header {
            None => Sheet::open_all(input, options),
            Some(header) => {
                Sheet::open_below(header, input, options.clone()).map(|sheet| vec![sheet])
            }
        };
        let mut found = Diagnostics::default();
        let (mut bound, mut is_faulty) = (Vec::new(), false);
        for mut sheet in sheets.map_err(|fault| vec![fault])? {
            for note in sheet.notes.drain(..) {
                found.push(note);
            }
            match Columns::bind(&sheet, &self.expected, &mut found) {
                Some(columns) => bound.push((sheet, columns)),
                None => is_faulty = true,
            }
        }
        match is_faulty {
            true => Err(found.in_file_order().into_iter().cloned().collect()),
            false => Ok((bound, found)),
        }
    }

    /// The tables of a run, each with its input, where the two sheets of a form are one.
    fn with_halves_together(
        &self,
        files: Vec<(usize, Sheet, Columns)>,
        refused: &mut Vec<RefusedFile>,
        notes: &mut Diagnostics,
    ) -> Vec<(Sheet, Columns)> {
        if !files.iter().any(|(_, sheet, _)| sheet.is_half()) {
            let files = files.into_iter();
            return files.map(|(_, sheet, columns)| (sheet, columns)).collect();
        }
        let sheets = files.into_iter().map(|(input, sheet, _)| SheetOf { input, sheet });
        let joined = join(sheets.collect());
        for note in joined.notes {
            notes.push(note);
        }
        for (name, fault) in joined.faults {
            let faults = vec![fault];
            refused.push(RefusedFile { name, faults });
        }
        let mut bound = Vec::new();
        for SheetOf { sheet, .. } in joined.sheets {
            // What there is to say of the columns was said of each half.
            let mut found = Diagnostics::default();
            match Columns::bind(&sheet, &self.expected, &mut found) {
                Some(columns) => bound.push((sheet, columns)),
                None => refused.push(RefusedFile {
                    name: sheet.name,
                    faults: found.in_file_order().into_iter().cloned().collect(),
                }),
            }
        }
        bound
    }
}

/// The names of the columns that go through to the results: as in the first file that has them.
pub(super) fn kept_columns(
    files: &[(Sheet, Columns)],
    options: &Options,
    notes: &mut Diagnostics,
) -> Result<Vec<Arc<str>>, Stop> {
    let mut kept: Vec<Arc<str>> = Vec::new();
    for (_, columns) in files {
        for &index in columns.kept() {
            let header = columns.header(index);
            if !kept.iter().any(|name| fold(name) == fold(header)) {
                kept.push(Arc::clone(header));
            }
        }
    }
    let mut faults = Vec::new();
    if let Keep::Named(names) = &options.keep {
        let missing = names.iter().filter(|name| !kept.iter().any(|kept| fold(kept) == fold(name)));
        faults.extend(missing.map(|name| Message::KeptColumnNotInFile { name: name.clone() }));
    }
    let clashing = kept
        .iter()
        .filter(|name| record::keys().chain([record::FINGERPRINT]).any(|key| *key == ***name));
    faults.extend(clashing.map(|name| Message::KeptColumnClashes { name: name.to_string() }));
    let headers: Vec<&[Arc<str>]> = files.iter().map(|(sheet, _)| &sheet.headers[..]).collect();
    for name in options.mapping.not_among(&headers) {
        let name = name.to_owned();
        faults.push(Message::MapNotInFile { name });
    }
    let stops = !faults.is_empty();
    for fault in faults {
        notes.push(Diagnostic::error(Place::Run, fault));
    }
    if stops { Err(Stop::Refused) } else { Ok(kept) }
}
