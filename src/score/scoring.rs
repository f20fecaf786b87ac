//! Every row of open files scored: one after the other, or on several threads.

use super::drawn::Drawn;
use super::ledger::Ledger;
use super::opening::{Opened, open};
use super::outcome::{FileOutcome, Options, Outcome, Stop};
use super::placer::{Placer, Placing, Row};
use crate::diagnostic::Diagnostics;
use crate::intake::{Block, Columns, Input, Records, Sheet, Tally};
use crate::parallel;
use crate::place::Plan;
use crate::rubric::Catalogue;
use std::io;
use std::num::NonZero;
use std::sync::Arc;

/// Scores every row of `inputs` and gives each to `sink`, in input order.
///
/// # Errors
/// [`Stop`]; what is wrong with a file is then among `notes`.
pub fn score(
    catalogue: &Catalogue,
    inputs: &[Input],
    options: &Options,
    notes: &mut Diagnostics,
    sink: impl FnMut(&Row<'_>) -> io::Result<()>,
) -> Result<Outcome, Stop> {
    open(catalogue, inputs, options, notes)?.score(notes, sink)
}

impl Opened<'_> {
    /// Scores every row and gives each to `sink`, in input order; warnings and notes go to `notes`.
    ///
    /// # Errors
    /// [`Stop`]; what is wrong with a file is then among `notes`.
    pub fn score(
        self,
        notes: &mut Diagnostics,
        mut sink: impl FnMut(&Row<'_>) -> io::Result<()>,
    ) -> Result<Outcome, Stop> {
        let Self { catalogue, options, files: opened, refused, kept } = self;
        let plans: Vec<Plan<'_>> = catalogue.rubrics().iter().map(Plan::new).collect();
        let mut ledger = Ledger::new(catalogue, options);
        let mut files = Vec::new();
        for (index, (mut sheet, columns)) in opened.into_iter().enumerate() {
            let name = Arc::clone(&sheet.name);
            ledger.files.push(Arc::clone(&name));
            let mut placer = Placer::new(&plans, options, &kept, catalogue, &columns, &name);
            while let Some(block) = next_block(&mut sheet, notes)? {
                let records = Records::new(&block, sheet.dialect().delimiter);
                let mut later = Vec::new();
                // After a write that failed nothing more is written; the rest of the block is placed in vain.
                let mut written = Ok(());
                placer.place_each(records, |placer, placing| match placing {
                    Placing::Rejected(rejection) => ledger.reject(*rejection),
                    Placing::Placed(placed) => {
                        let record = placed.record.text();
                        if ledger.admit(&placed.entry(), index, record, &mut later)
                            && written.is_ok()
                        {
                            written = sink(&placer.row(placed));
                        }
                    }
                });
                written?;
                let warnings = placer.reader().take_warnings();
                ledger.warn(warnings.into_iter().chain(later), notes);
                check_whole(placer.reader().tally(), &name, &columns, options, notes)?;
                ledger.check_size(notes)?;
            }
            let tally = placer.reader().tally().clone();
            files.push(close(sheet, columns, tally, notes));
        }
        ledger.close(files, refused, kept, notes)
    }

    /// Scores every row on several threads, or as many as there are processors for us: `draw` appends what a row
    /// comes to, and `emit` is given all of it block by block, in input order, with the number of rows.
    ///
    /// The result is that of [`Opened::score`], whatever the number of threads.
    ///
    /// # Errors
    /// [`Stop`]; what is wrong with a file is then among `notes`.
    pub fn draw<T: Send>(
        self,
        threads: Option<NonZero<usize>>,
        notes: &mut Diagnostics,
        draw: impl Fn(&Row<'_>, &mut Vec<T>) + Sync,
        mut emit: impl FnMut(&mut Vec<T>, u64) -> io::Result<()> + Send,
    ) -> Result<Outcome, Stop> {
        let Self { catalogue, options, files: opened, refused, kept } = self;
        let plans: Vec<Plan<'_>> = catalogue.rubrics().iter().map(Plan::new).collect();
        let mut ledger = Ledger::new(catalogue, options);
        let mut files = Vec::new();
        for (index, (mut sheet, columns)) in opened.into_iter().enumerate() {
            let name = Arc::clone(&sheet.name);
            ledger.files.push(Arc::clone(&name));
            let delimiter = sheet.dialect().delimiter;
            let placer = || Placer::new(&plans, options, &kept, catalogue, &columns, &name);
            let mut tally = Tally::default();
            let fault = parallel::in_order(
                threads,
                || sheet.next_block(),
                placer,
                |placer, block| Drawn::of(placer, block, delimiter, &draw),
                |mut drawn| {
                    let rows = ledger.settle(&mut drawn, index, notes);
                    tally.add(&drawn.tally);
                    check_whole(&tally, &name, &columns, options, notes)?;
                    ledger.check_size(notes)?;
                    emit(&mut drawn.items, rows)?;
                    Ok::<(), Stop>(())
                },
            )?;
            if let Some(fault) = fault {
                notes.push(fault);
                return Err(Stop::Refused);
            }
            files.push(close(sheet, columns, tally, notes));
        }
        ledger.close(files, refused, kept, notes)
    }
}

fn next_block(sheet: &mut Sheet, notes: &mut Diagnostics) -> Result<Option<Block>, Stop> {
    sheet.next_block().map_err(|fault| {
        notes.push(fault);
        Stop::Refused
    })
}

/// Whether what was seen of a file so far makes all of it unusable; `notes` are then told.
fn check_whole(
    tally: &Tally,
    file: &Arc<str>,
    columns: &Columns,
    options: &Options,
    notes: &mut Diagnostics,
) -> Result<(), Stop> {
    match tally.fault(file, columns, options.row.decimal) {
        None => Ok(()),
        Some(fault) => {
            notes.push(fault);
            Err(Stop::Refused)
        }
    }
}

/// What is known of a file when all its rows are read.
fn close(mut sheet: Sheet, columns: Columns, tally: Tally, notes: &mut Diagnostics) -> FileOutcome {
    let letters = sheet.tell_of_letters().into_iter();
    for warning in letters.chain(tally.warnings(&sheet.name, &columns, sheet.header_at)) {
        notes.push(warning);
    }
    let dialect = sheet.dialect();
    FileOutcome { name: sheet.name, dialect, header: sheet.header, columns, tally }
}
