//! One file after the other opened, its header read and bound to its columns.

use super::outcome::{Options, RefusedFile};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::intake::{Columns, Expected, Input, RawRecord, Records, Sheet, SheetOf, join};
use crate::rubric::Catalogue;

/// The tables of a file, bound to their columns, and what is to be known of them; or all that is wrong.
pub(super) type Tables = Result<(Vec<(Sheet, Columns)>, Diagnostics), Vec<Diagnostic>>;

/// Opens the files of a run.
pub(super) struct Opener<'a> {
    /// The header of all files, where they are pieces of one.
    header: Option<Sheet>,
    pub(super) expected: Expected<'a>,
    pub(super) options: &'a Options,
}

impl<'a> Opener<'a> {
    /// An opener of files for rubrics.
    ///
    /// # Errors
    /// What is wrong with the file that has the header of all, where there is one.
    pub(super) fn new(catalogue: &'a Catalogue, options: &'a Options) -> Result<Self, Diagnostic> {
        let header = options.header_from.as_ref();
        let header = header.map(|file| Sheet::open(file, options.sheet.clone())).transpose()?;
        let expected = Expected {
            catalogue,
            mapping: &options.mapping,
            keep: &options.keep,
            needs_target_group: options.row.rubric.is_none(),
            denies_unknown: options.deny_unknown,
        };
        Ok(Self { header, expected, options })
    }

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

    /// How many rows a file has, or one more than `most`; none where it can only be read once, or not to its end.
    pub(super) fn count(&self, input: &Input, most: u64) -> u64 {
        if !input.comes_again() {
            return 0;
        }
        let mut rows = 0;
        for (mut sheet, columns) in self.open(input).map(|(tables, _)| tables).unwrap_or_default() {
            let delimiter = sheet.dialect().delimiter;
            loop {
                let block = match sheet.next_block() {
                    Ok(Some(block)) => block,
                    Ok(None) => break,
                    Err(_) => return 0,
                };
                let mut records = Records::new(&block, delimiter);
                let mut record = RawRecord::default();
                while records.advance(&mut record) {
                    rows += u64::from(!columns.may_be_header(&record));
                }
                if rows > most {
                    return most + 1;
                }
            }
        }
        rows
    }

    /// The tables of a run, each with its input, where the two sheets of a form are one.
    pub(super) fn with_halves_together(
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
