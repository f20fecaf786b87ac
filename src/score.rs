//! Scoring: files in, a record or a rejection for every row out, and totals that add up.

use crate::assessment::Assessment;
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place};
use crate::fold::{fold, nfc};
use crate::identity::Identity;
use crate::intake::{
    Block, Columns, Delimiter, Dialect, Expected, IdentityCells, Input, Keep, Mapping, Reading,
    RecordAt, Records, Rejection, RowOptions, RowReader, Sheet, SheetOptions, Tally, cell,
};
use crate::level::Level;
use crate::parallel;
use crate::parameter::Parameter;
use crate::place::{self, Placement, Plan, Status};
use crate::record::{self, OVERALL, Record};
use crate::rubric::{Catalogue, Method, Rubric};
use crate::short::{as_number, upwards};
use crate::words::Message;
use jiff::civil::Date;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::collections::{HashMap, hash_map};
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::io;
use std::num::NonZero;
use std::sync::{Arc, Mutex};

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

/// How many rows were read and what became of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Totals {
    /// Rows that were not blank.
    pub read: u64,
    /// Rows that could not be used.
    pub rejected: u64,
    /// The id and the counts of each rubric of the catalogue.
    rubrics: Vec<(String, Counts)>,
}

impl Totals {
    /// The rows of a status, over all rubrics.
    pub fn of(&self, status: Status) -> u64 {
        self.rubrics
            .iter()
            .map(|(_, counts)| counts.of(status))
            .sum()
    }

    /// The counts of every rubric that placed a row, its versions together, in the catalogue's order.
    pub fn by_target_group(&self) -> Vec<(&str, Counts)> {
        let mut groups: Vec<(&str, Counts)> = Vec::new();
        for (id, counts) in &self.rubrics {
            match groups.iter_mut().find(|(known, _)| known == id) {
                Some((_, sum)) => sum.add(counts),
                None => groups.push((id, *counts)),
            }
        }
        groups.retain(|(_, counts)| counts.all() > 0);
        groups
    }

    /// The indices of the catalogue's rubrics that placed a row.
    pub fn rubrics_used(&self) -> Vec<usize> {
        (0..self.rubrics.len())
            .filter(|&index| self.rubrics[index].1.all() > 0)
            .collect()
    }
}

/// How many rows came to each level and status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    levels: [u64; 4],
    without_quality: u64,
    open: u64,
}

impl Counts {
    /// The rows placed at a level; under let are those of that status.
    pub fn at(&self, level: Level) -> u64 {
        self.levels[usize::from(level.points())]
    }

    /// The rows of a status.
    pub fn of(&self, status: Status) -> u64 {
        match status {
            Status::Indplaceret => Level::DESCRIBED.iter().map(|level| self.at(*level)).sum(),
            Status::UnderLet => self.at(Level::UnderLet),
            Status::UdenKvalitet => self.without_quality,
            Status::Uafklaret => self.open,
        }
    }

    /// All rows.
    pub fn all(&self) -> u64 {
        Status::ALL.iter().map(|status| self.of(*status)).sum()
    }

    /// Adds the counts of others.
    pub fn add(&mut self, others: &Self) {
        for (sum, other) in self.levels.iter_mut().zip(others.levels) {
            *sum += other;
        }
        self.without_quality += others.without_quality;
        self.open += others.open;
    }

    fn count(&mut self, status: Status, level: Option<Level>) {
        match status {
            Status::Indplaceret | Status::UnderLet => {
                let level = level.unwrap_or(Level::UnderLet);
                self.levels[usize::from(level.points())] += 1;
            }
            Status::UdenKvalitet => self.without_quality += 1,
            Status::Uafklaret => self.open += 1,
        }
    }
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
    pub cells: &'a Records<'a>,
    /// Which column holds what.
    pub columns: &'a Columns,
}

/// Files that are open and have a header each, ready to be scored.
pub struct Opened<'a> {
    catalogue: &'a Catalogue,
    options: &'a Options,
    files: Vec<(Sheet, Columns)>,
    /// The names of the user's own columns in the results.
    pub kept: Vec<Arc<str>>,
}

/// Opens every file and binds its columns, so that a bad one stops the run before anything is written.
///
/// # Errors
/// [`Stop::Refused`]; what is wrong is then among `notes`.
pub fn open<'a>(
    catalogue: &'a Catalogue,
    inputs: &[Input],
    options: &'a Options,
    notes: &mut Diagnostics,
) -> Result<Opened<'a>, Stop> {
    let expected = Expected {
        catalogue,
        mapping: &options.mapping,
        keep: &options.keep,
        needs_target_group: options.row.rubric.is_none(),
        denies_unknown: options.deny_unknown,
    };
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
    let mut files = Vec::new();
    for input in inputs {
        let sheet = match &header {
            None => Sheet::open(input, options.sheet.clone()),
            Some(header) => Sheet::open_below(header, input, options.sheet.clone()),
        };
        match sheet {
            Ok(mut sheet) => {
                for note in sheet.notes.drain(..) {
                    notes.push(note);
                }
                let columns = Columns::bind(&sheet, &expected, notes);
                files.extend(columns.map(|columns| (sheet, columns)));
            }
            Err(fault) => notes.push(fault),
        }
    }
    if files.len() < inputs.len() {
        return Err(Stop::Refused);
    }
    Opened::of(catalogue, options, files, notes)
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
        let kept = kept_columns(&files, options, notes)?;
        Ok(Self {
            catalogue,
            options,
            files,
            kept,
        })
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
        let Self {
            catalogue,
            options,
            files: opened,
            kept,
        } = self;
        let plans: Vec<Plan<'_>> = catalogue.rubrics().iter().map(Plan::new).collect();
        let mut ledger = Ledger::new(catalogue, options);
        let mut files = Vec::new();
        for (index, (mut sheet, columns)) in opened.into_iter().enumerate() {
            let name = Arc::clone(&sheet.name);
            ledger.files.push(Arc::clone(&name));
            let mut placer = Placer::new(&plans, options, &kept, catalogue, &columns, &name);
            while let Some(block) = next_block(&mut sheet, notes)? {
                let mut records = Records::new(&block, sheet.dialect().delimiter);
                let mut later = Vec::new();
                while records.advance() {
                    let placing = placer.place(&records, |placer, placed| {
                        let entry = placed.entry(&records);
                        match ledger.admit(&entry, index, records.text(), &mut later) {
                            true => sink(&placer.row(&records, placed)),
                            false => Ok(()),
                        }
                    });
                    match placing {
                        Placing::NoRow => {}
                        Placing::Rejected(rejection) => ledger.reject(*rejection),
                        Placing::Placed(written) => written?,
                    }
                }
                let warnings = placer.reader.take_warnings();
                ledger.warn(warnings.into_iter().chain(later), notes);
                ledger.check_size(notes)?;
            }
            let tally = placer.reader.tally().clone();
            files.push(close(sheet, columns, tally, notes));
        }
        ledger.close(files, kept, notes)
    }

    /// Scores every row on several threads, or as many as there are processors for us: `draw` appends what a row
    /// comes to, and `emit` is given all of it block by block, in input order.
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
        mut emit: impl FnMut(&mut Vec<T>) -> io::Result<()> + Send,
    ) -> Result<Outcome, Stop> {
        let Self {
            catalogue,
            options,
            files: opened,
            kept,
        } = self;
        let plans: Vec<Plan<'_>> = catalogue.rubrics().iter().map(Plan::new).collect();
        let mut ledger = Ledger::new(catalogue, options);
        let mut files = Vec::new();
        for (index, (mut sheet, columns)) in opened.into_iter().enumerate() {
            let name = Arc::clone(&sheet.name);
            ledger.files.push(Arc::clone(&name));
            let delimiter = sheet.dialect().delimiter;
            let placer = || Placer::new(&plans, options, &kept, catalogue, &columns, &name);
            let mut tally = Tally::new(&columns);
            // What was used for one block is used for the next.
            let (spare_blocks, spare_items) = (Spare::default(), Spare::default());
            let fault = parallel::in_order(
                threads,
                || {
                    if let Some(block) = spare_blocks.take() {
                        sheet.give_back(block);
                    }
                    sheet.next_block()
                },
                placer,
                |placer, block| {
                    let items = spare_items.take().unwrap_or_default();
                    Drawn::of(placer, block, delimiter, items, &draw)
                },
                |mut drawn| {
                    ledger.settle(&mut drawn, index, notes);
                    ledger.check_size(notes)?;
                    tally.add(&drawn.tally);
                    emit(&mut drawn.items)?;
                    drawn.items.clear();
                    spare_items.put(drawn.items);
                    spare_blocks.put(drawn.block);
                    Ok::<(), Stop>(())
                },
            )?;
            if let Some(fault) = fault {
                notes.push(fault);
                return Err(Stop::Refused);
            }
            files.push(close(sheet, columns, tally, notes));
        }
        ledger.close(files, kept, notes)
    }
}

/// Things that are done with and can be used again, whichever thread needs one.
struct Spare<T>(Mutex<Vec<T>>);

impl<T> Default for Spare<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T> Spare<T> {
    fn put(&self, done: T) {
        parallel::lock(&self.0).push(done);
    }

    fn take(&self) -> Option<T> {
        parallel::lock(&self.0).pop()
    }
}

fn next_block(sheet: &mut Sheet, notes: &mut Diagnostics) -> Result<Option<Block>, Stop> {
    sheet.next_block().map_err(|fault| {
        notes.push(fault);
        Stop::Refused
    })
}

/// What is known of a file when all its rows are read.
fn close(sheet: Sheet, columns: Columns, tally: Tally, notes: &mut Diagnostics) -> FileOutcome {
    for warning in tally.warnings(&sheet.name, &columns, sheet.header_at) {
        notes.push(warning);
    }
    let dialect = sheet.dialect();
    FileOutcome {
        name: sheet.name,
        dialect,
        header: sheet.header,
        columns,
        tally,
    }
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
        let missing = names
            .iter()
            .filter(|name| !kept.iter().any(|kept| fold(kept) == fold(name)));
        faults.extend(missing.map(|name| Message::KeptColumnNotInFile { name: name.clone() }));
    }
    let clashing = kept.iter().filter(|name| {
        record::keys()
            .chain([record::FINGERPRINT])
            .any(|key| *key == ***name)
    });
    faults.extend(clashing.map(|name| Message::KeptColumnClashes {
        name: name.to_string(),
    }));
    for (theirs, written) in options.mapping.headers() {
        let is_there = files
            .iter()
            .any(|(sheet, _)| sheet.headers.iter().any(|header| fold(header) == theirs));
        if !is_there {
            faults.push(Message::MapNotInFile {
                name: written.to_owned(),
            });
        }
    }
    let stops = !faults.is_empty();
    for fault in faults {
        notes.push(Diagnostic::error(Place::Run, fault));
    }
    if stops { Err(Stop::Refused) } else { Ok(kept) }
}

/// Reads and places the rows of one file, one at a time; what rows have to do with each other is not
/// its business, so that any number of them can work on one file.
struct Placer<'a> {
    plans: &'a [Plan<'a>],
    options: &'a Options,
    columns: &'a Columns,
    file: &'a str,
    kept_names: &'a [Arc<str>],
    kept: Vec<Option<usize>>,
    names: Vec<String>,
    /// For each rubric the first of the same id.
    ids: Vec<usize>,
    reader: RowReader<'a>,
    /// The columns that a fingerprint is of, each with its folded name.
    counting: Vec<(usize, String)>,
    dates: IsoDates,
    /// Room for a cell in lower case.
    lower: String,
}

/// What a record came to by itself.
enum Placing<T> {
    /// It is no row.
    NoRow,
    /// What was made of the row.
    Placed(T),
    Rejected(Box<Rejection>),
}

/// A row that was placed, unless it was there before.
struct Placed<'r> {
    rubric: usize,
    identity: &'r IdentityCells<'r>,
    placement: &'r Placement,
    key: Key,
    rank: Rank,
    /// The place of its date among the ISO dates.
    date: usize,
}

impl Placed<'_> {
    fn entry(&self, record: &Records<'_>) -> Entry {
        Entry {
            rubric: self.rubric,
            key: self.key,
            rank: self.rank,
            status: self.placement.status,
            level: self.placement.level,
            at: record.at(),
        }
    }
}

impl<'a> Placer<'a> {
    fn new(
        plans: &'a [Plan<'a>],
        options: &'a Options,
        kept_names: &'a [Arc<str>],
        catalogue: &'a Catalogue,
        columns: &'a Columns,
        file: &'a Arc<str>,
    ) -> Self {
        Self {
            plans,
            options,
            columns,
            file,
            kept_names,
            kept: kept_indices(columns, kept_names),
            names: catalogue.rubrics().iter().map(Rubric::name).collect(),
            ids: firsts_of_same_id(catalogue.rubrics()),
            reader: RowReader::new(catalogue, plans, columns, Arc::clone(file), &options.row),
            counting: match options.fingerprints {
                true => {
                    let counting = columns.counting().into_iter();
                    counting
                        .map(|index| (index, fold(columns.header(index))))
                        .collect()
                }
                false => Vec::new(),
            },
            dates: IsoDates::default(),
            lower: String::new(),
        }
    }

    /// Places the row that `record` stands at, and gives it to `make`.
    fn place<T>(
        &mut self,
        record: &Records<'_>,
        make: impl FnOnce(&Self, &Placed<'_>) -> T,
    ) -> Placing<T> {
        let reader = &mut self.reader;
        let mut identity = IdentityCells::NOTHING;
        let rubric = match reader.read(record, &mut identity) {
            Reading::By(index) => index,
            Reading::Unreadable => {
                return match reader.rejection(record) {
                    Some(rejection) => Placing::Rejected(Box::new(rejection)),
                    None => Placing::NoRow,
                };
            }
            Reading::Header => return Placing::NoRow,
        };
        let plan = &self.plans[rubric];
        let placement = plan.place_by(reader.verdict(), reader.assessment(), self.options.place);
        check_reasons(&placement, record, &identity, reader);
        if let Some(rejection) = reader.rejection(record) {
            return Placing::Rejected(Box::new(rejection));
        }
        let date = self.dates.place(reader.date());
        let (key, rank) = Key::of(&identity, self.ids[rubric], reader.date(), &mut self.lower);
        let placed = Placed {
            rubric,
            identity: &identity,
            placement: &placement,
            key,
            rank,
            date,
        };
        Placing::Placed(make(self, &placed))
    }

    /// The row that was placed last, with all that is told of it.
    fn row<'r>(&'r self, record: &'r Records<'r>, placed: &'r Placed<'r>) -> Row<'r> {
        let plan = &self.plans[placed.rubric];
        let checked = plan.rubric();
        let reader = &self.reader;
        let placement = placed.placement;
        let mut identity = placed.identity.in_results();
        identity[Identity::Maalgruppe.index()] = &checked.id;
        identity[Identity::Vurderingsdato.index()] = self.dates.at(placed.date);
        let missing = if placement.is_open() || reader.assessment().quality.is_none() {
            let missing = plan.missing(reader.assessment(), placement);
            missing.into_iter().map(|item| item.name(checked)).collect()
        } else {
            Vec::new()
        };
        let reasons = reader.reasons(record);
        let mut reasons: Vec<_> = reasons
            .map(|(parameter, reason)| (parameter.id(), reason))
            .collect();
        let overall = placed.identity.cell(Identity::SamletBegrundelse);
        if !overall.is_empty() {
            reasons.push((OVERALL, overall));
        }
        let kept = self.kept_names.iter().zip(&self.kept);
        let kept_cell = |index: usize| record.cell(index).trim();
        Row {
            record: Record {
                identity,
                placement,
                missing,
                reasons,
                rubric: checked,
                rubric_name: &self.names[placed.rubric],
                file: self.file,
                line: record.line(),
                kept: kept
                    .map(|(name, index)| (&**name, index.map_or("", kept_cell)))
                    .collect(),
                fingerprint: self
                    .options
                    .fingerprints
                    .then(|| self.fingerprint(record, placed.identity, checked)),
            },
            rubric: placed.rubric,
            plan,
            assessment: reader.assessment(),
            cells: record,
            columns: self.columns,
        }
    }

    /// A number for what the row says that can count, whatever the order of the columns.
    ///
    /// Levels that are entered against criteria are the consultant's word, not data; results tell of them.
    fn fingerprint(
        &self,
        record: &Records<'_>,
        identity: &IdentityCells<'_>,
        rubric: &Rubric,
    ) -> u128 {
        let of = |name: &str, text: &str| {
            let mut hasher = SipHasher13::new();
            hasher.write(name.as_bytes());
            hasher.write_u8(0xFF);
            hasher.write(text.as_bytes());
            hasher.finish128().as_u128()
        };
        let of_cell = |name: &str, index: usize| Some(of(name, cell::filled(record.cell(index))?));
        let facts = self
            .counting
            .iter()
            .filter_map(|(index, name)| of_cell(name, *index));
        let groups = rubric.groups.iter().filter_map(|group| {
            let text = identity.cell(group.column);
            (!text.is_empty()).then(|| of(group.column.id(), text))
        });
        let assessed = Parameter::ALL.into_iter().filter_map(|parameter| {
            let is_assessed = rubric.parameter(parameter).method == Method::Assessed;
            let index = self.columns.level(parameter).filter(|_| is_assessed)?;
            of_cell(parameter.id(), index)
        });
        facts
            .chain(groups)
            .chain(assessed)
            .fold(0, u128::wrapping_add)
    }
}

/// Dates in ISO form, the last that was asked for on each day of a year.
struct IsoDates(Vec<(Option<Date>, String)>);

impl IsoDates {
    /// Where the form of a date is found; that of none is empty.
    fn place(&mut self, date: Option<Date>) -> usize {
        let place = date.map_or(0, |date| 32 * date.month() as usize + date.day() as usize);
        let (held, text) = &mut self.0[place];
        if *held != date {
            *held = date;
            *text = date.map(|date| date.to_string()).unwrap_or_default();
        }
        place
    }

    fn at(&self, place: usize) -> &str {
        &self.0[place].1
    }
}

impl Default for IsoDates {
    fn default() -> Self {
        const DAYS: usize = 32 * 13;
        Self(vec![(None, String::new()); DAYS])
    }
}

/// For each rubric the first of the same id.
fn firsts_of_same_id(rubrics: &[Rubric]) -> Vec<usize> {
    let first = |own: &Rubric| rubrics.iter().position(|other| other.id == own.id);
    rubrics.iter().filter_map(first).collect()
}

/// Where a file has each of the columns that go through to the results.
fn kept_indices(columns: &Columns, kept: &[Arc<str>]) -> Vec<Option<usize>> {
    kept.iter()
        .map(|name| {
            let same = |index: &&usize| fold(columns.header(**index)) == fold(name);
            columns.kept().iter().find(same).copied()
        })
        .collect()
}

/// Every level that overrides must say why.
fn check_reasons(
    placement: &Placement,
    record: &Records<'_>,
    identity: &IdentityCells<'_>,
    reader: &mut RowReader<'_>,
) {
    if !placement.is_overridden() {
        return;
    }
    let mut could_read_all = true;
    for (parameter, placed) in Parameter::ALL.into_iter().zip(&placement.parameters) {
        // Where a fact could not be read, nobody can say yet whether the level overrides it.
        let could_read = reader.could_read(parameter);
        could_read_all &= could_read;
        if placed.overridden && could_read && reader.reason(record, parameter).is_none() {
            reader.reason_missing(record, parameter);
        }
    }
    let has_reason = !identity.cell(Identity::SamletBegrundelse).is_empty();
    if placement.overall_overridden && could_read_all && !has_reason {
        reader.overall_reason_missing(record);
    }
}

/// What makes two rows the same row, as hashes: all of it but the konsulent, and the konsulent apart.
///
/// In so many bytes, since there is one for every row: among ten million rows two that differ meet with a
/// chance of 4 in 10¹¹.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    supplier: SupplierHash,
    /// Zeros where the row has none.
    consultant: [u8; 6],
}

/// The first bytes of a row's id and afdelingsid as a number, greater where they sort behind. Rows of which it differs
/// are not the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Rank(u128);

impl Rank {
    fn of(id: &str, department: &str) -> Self {
        const BETWEEN: u128 = 0x1F << 120;
        let first = |text: &str| {
            let text = text.as_bytes();
            let sixteen = as_number(&text[..text.len().min(16)]);
            sixteen.unwrap_or_default().swap_bytes()
        };
        // Nothing is left of what stands behind sixteen bytes.
        let behind = |bytes: u128, length: usize| match length {
            0..16 => bytes >> (8 * length),
            _ => 0,
        };
        let department = behind(first(department), id.len() + 1);
        Self(first(id) | behind(BETWEEN, id.len()) | department)
    }
}

/// The hash of a row's key but for its konsulent.
#[derive(Clone, Copy, PartialEq, Eq)]
struct SupplierHash([u8; 10]);

impl Key {
    const NOBODY: [u8; 6] = [0; 6];

    /// The key of a row and the rank of its id. `rubric` is a number for the rubric's id, and `room` is to work in.
    fn of(
        identity: &IdentityCells<'_>,
        rubric: usize,
        date: Option<Date>,
        room: &mut String,
    ) -> (Self, Rank) {
        let cell = |column| identity.cell(column);
        let [id, department] =
            [Identity::LeverandoerId, Identity::Afdelingsid].map(|column| nfc(cell(column)));
        let day = date.map_or(0, |date| {
            i64::from(date.year()) << 16 | i64::from(date.month()) << 8 | i64::from(date.day())
        });
        let mut hasher = SipHasher13::new();
        hasher.write_i64((rubric as i64) << 32 | day);
        write_text(&id, &mut hasher);
        let [target, age] = [Identity::Delmaalgruppe, Identity::Aldersgruppe].map(cell);
        // Most files have none of them.
        if !(department.is_empty() && target.is_empty() && age.is_empty()) {
            write_text(&department, &mut hasher);
            write_text(lower(target, room), &mut hasher);
            write_text(lower(age, room), &mut hasher);
        }
        let mut consultant = Self::NOBODY;
        let name = cell(Identity::Konsulent);
        if !name.is_empty() {
            let mut hasher = SipHasher13::new();
            write_text(lower(name, room), &mut hasher);
            consultant = first_of(&hasher);
            consultant[0] |= 1;
        }
        let supplier = SupplierHash(first_of(&hasher));
        let key = Self {
            supplier,
            consultant,
        };
        (key, Rank::of(&id, &department))
    }
}

/// Hashes a text, whatever comes before and behind it: how long it is, and then eight bytes at a time.
#[inline]
fn write_text(text: &str, hasher: &mut SipHasher13) {
    hasher.write_usize(text.len());
    let (eights, rest) = text.as_bytes().as_chunks();
    for eight in eights {
        hasher.write_u64(u64::from_le_bytes(*eight));
    }
    if let Some(rest) = upwards(rest) {
        hasher.write_u64(rest);
    }
}

/// The first bytes of a hash.
fn first_of<const N: usize>(hasher: &SipHasher13) -> [u8; N] {
    let hash = hasher.finish128().as_bytes();
    std::array::from_fn(|at| hash[at])
}

/// A text as keys are compared, in NFC and in lower case; `room` holds it where it is another.
fn lower<'t>(text: &'t str, room: &'t mut String) -> &'t str {
    if text
        .bytes()
        .all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase())
    {
        return text;
    }
    room.clear();
    room.extend(nfc(text).chars().flat_map(char::to_lowercase));
    room
}

/// What the ledger is told of a row that was placed.
struct Entry {
    rubric: usize,
    key: Key,
    rank: Rank,
    status: Status,
    level: Option<Level>,
    at: RecordAt,
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
        mut items: Vec<T>,
        draw: &impl Fn(&Row<'_>, &mut Vec<T>),
    ) -> Self {
        let mut rows = Vec::new();
        let mut records = Records::new(&block, delimiter);
        while records.advance() {
            let placing = placer.place(&records, |placer, placed| {
                draw(&placer.row(&records, placed), &mut items);
                placed.entry(&records)
            });
            match placing {
                Placing::NoRow => {}
                Placing::Rejected(rejection) => rows.push(DrawnRow::Rejected(rejection)),
                Placing::Placed(entry) => rows.push(DrawnRow::Placed(entry, items.len())),
            }
        }
        let (warnings, tally) = (placer.reader.take_warnings(), placer.reader.take_tally());
        Self {
            block,
            items,
            rows,
            warnings,
            tally,
        }
    }
}

/// How many rejected rows, and how many warnings, are kept with their places.
const MOST_FINDINGS: usize = 200_000;
/// How many rejected rows a run that stops for their number tells of.
const EXAMPLES: usize = 1_000;

/// What rows have to do with each other: which are the same, and how many came to what.
struct Ledger {
    totals: Totals,
    rejected: Vec<Rejection>,
    /// Nothing where the same row may come twice.
    seen: Option<Seen>,
    may_be_empty: bool,
    most_rows: Option<u64>,
    /// How many warnings there were, those that were not kept included.
    warned: usize,
    /// The names of the files so far.
    files: Vec<Arc<str>>,
}

impl Ledger {
    fn new(catalogue: &Catalogue, options: &Options) -> Self {
        let rubrics = catalogue.rubrics().iter();
        Self {
            totals: Totals {
                read: 0,
                rejected: 0,
                rubrics: rubrics
                    .map(|rubric| (rubric.id.clone(), Counts::default()))
                    .collect(),
            },
            rejected: Vec::new(),
            seen: (!options.allows_duplicates).then(Seen::default),
            may_be_empty: options.header_from.is_some(),
            most_rows: options.most_rows,
            warned: 0,
            files: Vec::new(),
        }
    }

    fn reject(&mut self, rejection: Rejection) {
        self.totals.read += 1;
        self.totals.rejected += 1;
        self.rejected.push(rejection);
    }

    /// Whether the row counts: not if the same was there before, which rejects it. `record` is its text.
    fn admit(
        &mut self,
        entry: &Entry,
        file: usize,
        record: &str,
        warnings: &mut Vec<Diagnostic>,
    ) -> bool {
        let first = |at: SeenAt| format!("{}:{}", self.files[at.file()], at.line());
        let RecordAt { line, row, .. } = entry.at;
        let name = &self.files[file];
        let cell = || {
            let (file, value) = (Arc::clone(name), String::new());
            Place::Cell(Cell {
                file,
                line,
                row,
                column: None,
                value,
            })
        };
        let sighting = match &mut self.seen {
            Some(seen) => seen.take(entry.key, entry.rank, SeenAt::new(file, line)),
            None => Sighting::First,
        };
        match sighting {
            Sighting::First => {}
            Sighting::OtherConsultant(other) => {
                let message = Message::SeveralConsultants {
                    first: first(other),
                };
                warnings.push(Diagnostic::warning(cell(), message));
            }
            Sighting::Again(other) => {
                let message = Message::SameRowAgain {
                    first: first(other),
                };
                let fault = Diagnostic::error(cell(), message).help(Message::KeepOneRow);
                let (file, record) = (Arc::clone(name), record.to_owned());
                self.reject(Rejection {
                    file,
                    line,
                    row,
                    record,
                    faults: vec![fault],
                });
                return false;
            }
        }
        self.totals.read += 1;
        self.totals.rubrics[entry.rubric]
            .1
            .count(entry.status, entry.level);
        true
    }

    /// Enters a block's rows, and takes the items of those that were there before out of it.
    fn settle<T>(&mut self, drawn: &mut Drawn<T>, file: usize, notes: &mut Diagnostics) {
        let mut later = Vec::new();
        let (mut start, mut gone) = (0, Vec::new());
        for row in std::mem::take(&mut drawn.rows) {
            match row {
                DrawnRow::Rejected(rejection) => self.reject(*rejection),
                DrawnRow::Placed(entry, end) => {
                    let record = &drawn.block.text[entry.at.span()];
                    if !self.admit(&entry, file, record, &mut later) {
                        gone.push(start..end);
                    }
                    start = end;
                }
            }
        }
        for range in gone.into_iter().rev() {
            drawn.items.drain(range);
        }
        self.warn(drawn.warnings.drain(..).chain(later), notes);
    }

    /// Hands on warnings about rows, as many as there is room for.
    fn warn(&mut self, warnings: impl Iterator<Item = Diagnostic>, notes: &mut Diagnostics) {
        for warning in warnings {
            self.warned += 1;
            if self.warned <= MOST_FINDINGS {
                notes.push(warning);
            }
        }
    }

    /// Whether more rows were read than whoever holds them can hold, or more rejected than anybody would mend one
    /// by one; `notes` are then told.
    fn check_size(&self, notes: &mut Diagnostics) -> Result<(), Stop> {
        if self.rejected.len() > MOST_FINDINGS {
            let examples = self.rejected.iter().take(EXAMPLES);
            for fault in examples.flat_map(|rejection| &rejection.faults) {
                notes.push(fault.clone());
            }
            let message = Message::TooManyRejected {
                most: MOST_FINDINGS,
            };
            notes.push(Diagnostic::error(Place::Run, message).help(Message::MendTheExport));
            return Err(Stop::Refused);
        }
        match self.most_rows {
            Some(most) if self.totals.read > most => {
                let message = Message::TooManyRows { most };
                notes.push(Diagnostic::error(Place::Run, message).help(Message::ScoreInPieces));
                Err(Stop::Refused)
            }
            Some(_) | None => Ok(()),
        }
    }

    fn close(
        self,
        files: Vec<FileOutcome>,
        kept: Vec<Arc<str>>,
        notes: &mut Diagnostics,
    ) -> Result<Outcome, Stop> {
        let Self {
            totals,
            rejected,
            warned,
            ..
        } = self;
        if warned > MOST_FINDINGS {
            let n = (warned - MOST_FINDINGS) as u64;
            notes.push(Diagnostic::warning(
                Place::Run,
                Message::FurtherWarnings { n },
            ));
        }
        if totals.read == 0 && !self.may_be_empty {
            notes.push(Diagnostic::error(Place::Run, Message::NothingToScore));
            return Err(Stop::Refused);
        }
        Ok(Outcome {
            totals,
            rejected,
            files,
            kept,
        })
    }
}

/// A file and a line, in eight bytes: there is one for every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct SeenAt(u64);

impl SeenAt {
    const LINE_BITS: u32 = 44;

    const fn new(file: usize, line: u64) -> Self {
        Self((file as u64) << Self::LINE_BITS | line)
    }

    const fn file(self) -> usize {
        (self.0 >> Self::LINE_BITS) as usize
    }

    const fn line(self) -> u64 {
        self.0 & ((1 << Self::LINE_BITS) - 1)
    }
}

/// Where each key was first seen.
///
/// Most files are sorted: while ranks rise from row to row no two rows are the same, and they are only noted down. From
/// the first that does not rise each is looked for.
struct Seen {
    /// The rank of the last row, while all rise.
    rising: Option<Rank>,
    /// The rows that were noted down, in pieces that are given up one by one.
    noted: Vec<Vec<(Key, SeenAt)>>,
    /// In many small maps, since a map that grows holds its old and its new room at once.
    suppliers: Vec<HashMap<SupplierHash, FirstSeen, BuildHasherDefault<IsHash>>>,
    /// The same supplier by further konsulenter.
    others: HashMap<Key, SeenAt>,
}

/// The konsulent and the place of the first row of a supplier, in bytes, so that a map leaves no gaps.
#[derive(Clone, Copy)]
struct FirstSeen {
    consultant: [u8; 6],
    at: [u8; 8],
}

#[derive(Debug, PartialEq, Eq)]
enum Sighting {
    First,
    /// The same supplier at the same date by another konsulent.
    OtherConsultant(SeenAt),
    Again(SeenAt),
}

impl Default for Seen {
    fn default() -> Self {
        const SHARDS: usize = 64;
        let suppliers = std::iter::repeat_with(HashMap::default)
            .take(SHARDS)
            .collect();
        Self {
            rising: Some(Rank(0)),
            noted: Vec::new(),
            suppliers,
            others: HashMap::new(),
        }
    }
}

impl Seen {
    /// Takes in a row, and says where it was seen before.
    fn take(&mut self, key: Key, rank: Rank, at: SeenAt) -> Sighting {
        if self.rising.is_some_and(|last| rank > last) {
            self.rising = Some(rank);
            self.note(key, at);
            return Sighting::First;
        }
        self.rising = None;
        while let Some(noted) = self.noted.pop() {
            for (key, at) in noted {
                self.look_for(key, at);
            }
        }
        self.look_for(key, at)
    }

    fn note(&mut self, key: Key, at: SeenAt) {
        const PIECE: usize = 1 << 12;
        match self.noted.last_mut() {
            Some(piece) if piece.len() < PIECE => piece.push((key, at)),
            _ => {
                let mut piece = Vec::with_capacity(PIECE);
                piece.push((key, at));
                self.noted.push(piece);
            }
        }
    }

    fn look_for(&mut self, key: Key, at: SeenAt) -> Sighting {
        let [.., last] = key.supplier.0;
        let shard = usize::from(last) % self.suppliers.len();
        let FirstSeen {
            consultant,
            at: first,
        } = match self.suppliers[shard].entry(key.supplier) {
            hash_map::Entry::Vacant(free) => {
                free.insert(FirstSeen {
                    consultant: key.consultant,
                    at: at.0.to_le_bytes(),
                });
                return Sighting::First;
            }
            hash_map::Entry::Occupied(taken) => *taken.get(),
        };
        let first = SeenAt(u64::from_le_bytes(first));
        if consultant == key.consultant {
            return Sighting::Again(first);
        }
        match self.others.entry(key) {
            hash_map::Entry::Occupied(taken) => Sighting::Again(*taken.get()),
            hash_map::Entry::Vacant(free) => {
                free.insert(at);
                // A row without a konsulent is nobody's second opinion.
                if consultant == Key::NOBODY || key.consultant == Key::NOBODY {
                    Sighting::First
                } else {
                    Sighting::OtherConsultant(first)
                }
            }
        }
    }
}

impl Hash for SupplierHash {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        state.write_u64(u64::from_le_bytes([a, b, c, d, e, f, g, h]));
    }
}

/// A hasher for keys that are hashes.
#[derive(Default)]
struct IsHash(u64);

impl Hasher for IsHash {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0 << 8 | u64::from(byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_rank_is_the_first_sixteen_bytes_of_both_ids(id in "[0-9a-cæ-]{0,20}", department in "[0-9æ]{0,20}") {
            let both = format!("{id}\u{1f}{department}");
            let mut first = [0; 16];
            let length = both.len().min(16);
            first[..length].copy_from_slice(&both.as_bytes()[..length]);
            prop_assert_eq!(Rank::of(&id, &department), Rank(u128::from_be_bytes(first)));
        }

        #[test]
        fn a_row_is_seen_again_whether_the_rows_before_it_were_sorted_or_not(
            mut rows in prop::collection::vec((0_u8..40, 0_u8..3), 0..60),
            sorted in 0_usize..60,
        ) {
            let sorted = sorted.min(rows.len());
            rows[..sorted].sort_unstable();
            let mut noting = Seen::default();
            let mut looking = Seen { rising: None, ..Seen::default() };
            for (line, (id, consultant)) in rows.into_iter().enumerate() {
                let key = Key { supplier: SupplierHash([id; 10]), consultant: [consultant; 6] };
                let (rank, at) = (Rank::of(&format!("{id:02}"), ""), SeenAt::new(0, line as u64));
                prop_assert_eq!(noting.take(key, rank, at), looking.take(key, rank, at));
            }
        }
    }
}
