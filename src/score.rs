//! Scoring: files in, a record or a rejection for every row out, and totals that add up.

mod judge;
mod ledger;
mod opening;
mod placer;
mod totals;

pub use opening::open;
pub use totals::{Counts, Totals};

use crate::assessment::Assessment;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::intake::{
    Block, Columns, Delimiter, Dialect, Input, Keep, Mapping, RawRecord, Records, Rejection,
    RowOptions, Sheet, SheetOptions, Tally,
};
use crate::parallel;
use crate::place::{self, Plan};
use crate::record::Record;
use crate::rubric::Catalogue;
use ledger::{Entry, Ledger};
use placer::{Placer, Placing};
use std::io;
use std::num::NonZero;
use std::sync::Arc;

/// How a run reads and places.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// How files are read.
    pub sheet: SheetOptions,
    /// How rows are read.
    pub row: RowOptions,
    /// How rows are placed.
    pub place: place::Options,
    /// Whether a column that nobody knows stops the run.
    pub deny_unknown: bool,
    /// Names and words of a foreign export.
    pub mapping: Mapping,
    /// The user's own columns that go through to the results.
    pub keep: Keep,
    /// Whether the same row may come twice; then nothing is held to find out.
    pub allows_duplicates: bool,
    /// A file whose header stands for that of every input: they are pieces of one file, and may be empty.
    pub header_from: Option<Input>,
    /// Whether records carry a fingerprint of what their row says.
    pub fingerprints: bool,
    /// Whether one file that cannot be read stops the run, also where there are others.
    pub strict: bool,
    /// How many rows may be read at most, by those who must hold what comes of all of them.
    pub most_rows: Option<u64>,
}

/// Why a run ended early.
#[derive(Debug, thiserror::Error)]
pub enum Stop {
    /// A file cannot be used; the diagnostics say why.
    #[error("failed to read the assessments")]
    Refused,
    /// A record could not be written.
    #[error("failed to write a result")]
    Write(#[from] io::Error),
}

/// What a run came to, beside its records.
#[derive(Debug)]
pub struct Outcome {
    /// How many rows came to what.
    pub totals: Totals,
    /// Every row that could not be used, in input order.
    pub rejected: Vec<Rejection>,
    /// How each file was read.
    pub files: Vec<FileOutcome>,
    /// The names of the user's own columns in the results.
    pub kept: Vec<Arc<str>>,
    /// The files of which nothing was read, in the order of the run.
    pub refused: Vec<RefusedFile>,
}

/// A file that cannot be read, among others that can.
#[derive(Debug, Clone)]
pub struct RefusedFile {
    /// The file as the user wrote it.
    pub name: Arc<str>,
    /// What is wrong with it; at least one fault.
    pub faults: Vec<Diagnostic>,
}

/// How a file was read, and what was seen of its columns.
#[derive(Debug)]
pub struct FileOutcome {
    /// The file as the user wrote it.
    pub name: Arc<str>,
    /// Encoding and delimiter.
    pub dialect: Dialect,
    /// The header record as written.
    pub header: String,
    /// Which column holds what.
    pub columns: Columns,
    /// How filled the columns are.
    pub tally: Tally,
}

/// One row that was placed: its record, and all that it was made from.
#[derive(Debug)]
pub struct Row<'a> {
    /// The result.
    pub record: Record<'a>,
    /// The rubric, as an index into the catalogue's.
    pub rubric: usize,
    /// The same, compiled: what else is to be judged on the row is judged by it.
    pub plan: &'a Plan<'a>,
    /// The facts and levels as they were computed with.
    pub assessment: &'a Assessment,
    /// The cells as written.
    pub cells: &'a RawRecord<'a>,
    /// Which column holds what.
    pub columns: &'a Columns,
}

/// Files that are open and have a header each, ready to be scored.
pub struct Opened<'a> {
    catalogue: &'a Catalogue,
    options: &'a Options,
    files: Vec<(Sheet, Columns)>,
    refused: Vec<RefusedFile>,
    /// The names of the user's own columns in the results.
    pub kept: Vec<Arc<str>>,
}

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
        let kept = opening::kept_columns(&files, options, notes)?;
        Ok(Self { catalogue, options, files, refused: Vec::new(), kept })
    }

    /// The names of the tables that are read, in their order: those of the files, and of each form in a workbook.
    pub fn names(&self) -> Vec<Arc<str>> {
        let sheets = self.files.iter();
        sheets.map(|(sheet, _)| Arc::clone(&sheet.name)).collect()
    }

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

/// What a block of rows came to on its own thread.
struct Drawn<T> {
    block: Block,
    items: Vec<T>,
    rows: Vec<DrawnRow>,
    warnings: Vec<Diagnostic>,
    tally: Tally,
}

enum DrawnRow {
    Rejected(Box<Rejection>),
    /// A row, and where its items end among those of the block.
    Placed(Entry, usize),
}

impl<T> Drawn<T> {
    fn of(
        placer: &mut Placer<'_>,
        block: Block,
        delimiter: Delimiter,
        draw: &impl Fn(&Row<'_>, &mut Vec<T>),
    ) -> Self {
        let mut rows = Vec::with_capacity(block.ends.len());
        let mut items = Vec::new();
        placer.place_each(Records::new(&block, delimiter), |placer, placing| match placing {
            Placing::Rejected(rejection) => rows.push(DrawnRow::Rejected(rejection)),
            Placing::Placed(placed) => {
                draw(&placer.row(placed), &mut items);
                rows.push(DrawnRow::Placed(placed.entry(), items.len()));
            }
        });
        let (warnings, tally) = (placer.reader().take_warnings(), placer.reader().take_tally());
        Self { block, items, rows, warnings, tally }
    }
}
