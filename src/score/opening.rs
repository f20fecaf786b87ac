//! Files opened and bound to their columns before any of them is scored.

use super::judge;
use super::opener::Opener;
use super::outcome::{Options, RefusedFile, Stop};
use super::totals;
use crate::arithmetic::fold;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::intake::{Columns, Input, Keep, Sheet};
use crate::record;
use crate::rubric::Catalogue;
use crate::words::Message;
use std::sync::Arc;

/// Files that are open and have a header each, ready to be scored.
pub struct Opened<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) options: &'a Options,
    pub(super) files: Vec<(Sheet, Columns)>,
    pub(super) refused: Vec<RefusedFile>,
    /// The names of the user's own columns in the results.
    pub kept: Vec<Arc<str>>,
}

impl<'a> Opened<'a> {
    /// Files that the caller has opened and bound.
    ///
    /// # Errors
    /// [`Stop::Refused`] where a column that was to be kept or translated is not there.
    pub fn of(
        catalogue: &'a Catalogue,
        options: &'a Options,
        files: Vec<(Sheet, Columns)>,
        notes: &mut Diagnostics,
    ) -> Result<Self, Stop> {
        let kept = kept_columns(&files, options, notes)?;
        Ok(Self { catalogue, options, files, refused: Vec::new(), kept })
    }

    /// The names of the tables that are read, in their order: those of the files, and of each form in a workbook.
    pub fn names(&self) -> Vec<Arc<str>> {
        let sheets = self.files.iter();
        sheets.map(|(sheet, _)| Arc::clone(&sheet.name)).collect()
    }
}

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
    let refused_for = |fault, notes: &mut Diagnostics| {
        notes.push(fault);
        Stop::Refused
    };
    let opener = Opener::new(catalogue, options).map_err(|fault| refused_for(fault, notes))?;
    let is_judged = inputs.len() > 1 && !options.strict;
    let (mut files, mut refused, mut rows) = (Vec::new(), Vec::new(), 0);
    for (index, input) in inputs.iter().enumerate() {
        let opened = match (is_judged, options.most_rows) {
            (true, _) => judge::judged(input, &opener, &mut rows),
            (false, None) => opener.open(input),
            (false, Some(most)) => {
                rows += opener.count(input, most - rows);
                opener.open(input)
            }
        };
        if let Some(fault) = totals::too_many(rows, options.most_rows) {
            return Err(refused_for(fault, notes));
        }
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

/// The names of the columns that go through to the results: as in the first file that has them.
fn kept_columns(
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::RowOptions;

    /// Whether files are refused for their number of rows when they are opened, and when they are scored.
    fn refused(inputs: &[Input], most: u64) -> [bool; 2] {
        let catalogue = Catalogue::built_in(&mut Diagnostics::default()).only("generisk");
        let options = Options {
            row: RowOptions { rubric: Some("generisk".to_owned()), ..RowOptions::default() },
            most_rows: Some(most),
            ..Options::default()
        };
        let is_for_rows = |notes: &Diagnostics| {
            notes.in_file_order().iter().any(|note| note.message == Message::TooManyRows { most })
        };
        let (mut early, mut late) = (Diagnostics::default(), Diagnostics::default());
        if let Ok(opened) = open(&catalogue, inputs, &options, &mut early) {
            _ = opened.score(&mut late, |_| Ok(()));
        }
        [is_for_rows(&early), is_for_rows(&late)]
    }

    #[test]
    fn too_many_rows_are_known_before_any_is_placed() {
        const HEADER: &str = "leverandoer_id;fornoeden_kvalitet\n";
        let rows = |from: u64, rows: u64| -> String {
            (from..from + rows).map(|row| format!("{row};ja\n")).collect()
        };
        let file = |name: &str, text: String| Input::bytes(name, format!("{HEADER}{text}"));
        let one = |text: String| [file("a.csv", text)];
        assert_eq!(refused(&one(rows(0, 4)), 3), [true, false]);
        assert_eq!(refused(&one(rows(0, 3)), 3), [false, false]);
        // What is no row does not count; a row that cannot be used does.
        assert_eq!(
            refused(&one(format!("{}\n;\n{HEADER}\n{}", rows(0, 2), rows(2, 1))), 3),
            [false, false]
        );
        assert_eq!(refused(&one(format!("{};måske\n", rows(0, 3))), 3), [true, false]);
        let two = |second: String| [file("a.csv", rows(0, 2)), file("b.csv", second)];
        assert_eq!(refused(&two(rows(2, 2)), 3), [true, false]);
        assert_eq!(refused(&two(rows(2, 1)), 3), [false, false]);
        // Of a faulty file among others no row counts.
        assert_eq!(refused(&two(format!("{}\"", rows(2, 2))), 3), [false, false]);
        // What comes once is counted while it is read.
        let once = |name: &str| {
            Input::reader(name, std::io::Cursor::new(format!("{HEADER}{}", rows(0, 4))))
        };
        assert_eq!(refused(&[once("a.csv")], 3), [false, true]);
        assert_eq!(refused(&[once("a.csv"), file("b.csv", String::new())], 3), [true, false]);
    }
}
