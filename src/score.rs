//! Scoring: files in, a record or a rejection for every row out, and totals that add up.

use crate::assessment::Assessment;
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place};
use crate::fold::{fold, nfc};
use crate::identity::Identity;
use crate::intake::{
    Block, Columns, Dialect, Expected, Input, Keep, Mapping, Reading, Records, Rejection,
    RowOptions, RowReader, Sheet, SheetOptions, Tally, key_text,
};
use crate::level::Level;
use crate::parameter::Parameter;
use crate::place::{self, Placement, Status, missing, place};
use crate::record::{self, OVERALL, Record};
use crate::rubric::Catalogue;
use crate::words::Message;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::Hasher;
use std::io;
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

    fn count(&mut self, placement: &Placement) {
        match placement.status {
            Status::Indplaceret | Status::UnderLet => {
                let level = placement.level.unwrap_or(Level::UnderLet);
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
    let mut files = Vec::new();
    for input in inputs {
        match Sheet::open(input, options.sheet.clone()) {
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
    let kept = kept_columns(&files, options, notes)?;
    Ok(Opened {
        catalogue,
        options,
        files,
        kept,
    })
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
        let mut run = Run::new(self.catalogue, self.options, &self.kept, notes);
        let mut files = Vec::new();
        for (mut sheet, columns) in self.files {
            let name = Arc::clone(&sheet.name);
            let mut reader = RowReader::new(
                self.catalogue,
                &columns,
                Arc::clone(&name),
                &self.options.row,
            );
            loop {
                match sheet.next_block() {
                    Ok(Some(block)) => {
                        run.block(&sheet, &block, &columns, &mut reader, &mut sink)?;
                    }
                    Ok(None) => break,
                    Err(fault) => {
                        run.notes.push(fault);
                        return Err(Stop::Refused);
                    }
                }
            }
            let tally = reader.tally().clone();
            for warning in tally.warnings(&name, &columns, sheet.header_at) {
                run.notes.push(warning);
            }
            let (dialect, header) = (sheet.dialect(), sheet.header);
            files.push(FileOutcome {
                name,
                dialect,
                header,
                columns,
                tally,
            });
        }
        let (totals, rejected) = (run.totals, run.rejected);
        if totals.read == 0 {
            notes.push(Diagnostic::error(Place::Run, Message::NothingToScore));
            return Err(Stop::Refused);
        }
        Ok(Outcome {
            totals,
            rejected,
            files,
            kept: self.kept,
        })
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
    let clashing = kept
        .iter()
        .filter(|name| record::keys().any(|key| *key == ***name));
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

struct Run<'a> {
    catalogue: &'a Catalogue,
    options: &'a Options,
    kept: &'a [Arc<str>],
    notes: &'a mut Diagnostics,
    names: Vec<String>,
    totals: Totals,
    rejected: Vec<Rejection>,
    seen: Seen,
    date: String,
}

impl<'a> Run<'a> {
    fn new(
        catalogue: &'a Catalogue,
        options: &'a Options,
        kept: &'a [Arc<str>],
        notes: &'a mut Diagnostics,
    ) -> Self {
        let rubrics = catalogue.rubrics();
        Self {
            catalogue,
            options,
            kept,
            notes,
            names: rubrics.iter().map(crate::rubric::Rubric::name).collect(),
            totals: Totals {
                read: 0,
                rejected: 0,
                rubrics: rubrics
                    .iter()
                    .map(|rubric| (rubric.id.clone(), Counts::default()))
                    .collect(),
            },
            rejected: Vec::new(),
            seen: Seen::default(),
            date: String::new(),
        }
    }

    fn block(
        &mut self,
        sheet: &Sheet,
        block: &Block,
        columns: &Columns,
        reader: &mut RowReader<'_>,
        sink: &mut impl FnMut(&Row<'_>) -> io::Result<()>,
    ) -> Result<(), Stop> {
        let mut record = Records::new(block, sheet.dialect().delimiter);
        let kept = kept_indices(columns, self.kept);
        while record.advance() {
            let placed = self.place(&record, reader);
            for warning in reader.take_warnings() {
                self.notes.push(warning);
            }
            if placed.is_some() {
                self.totals.read += 1;
            }
            match placed {
                None => {}
                Some(Ok((rubric, placement))) => {
                    self.totals.rubrics[rubric].1.count(&placement);
                    self.date = reader
                        .date()
                        .map(|date| date.to_string())
                        .unwrap_or_default();
                    sink(&Row {
                        record: self.record(
                            &record,
                            reader,
                            rubric,
                            &placement,
                            &sheet.name,
                            &kept,
                        ),
                        rubric,
                        assessment: reader.assessment(),
                        cells: &record,
                        columns,
                    })?;
                }
                Some(Err(rejection)) => {
                    self.totals.rejected += 1;
                    self.rejected.push(rejection);
                }
            }
        }
        Ok(())
    }

    /// Places the record, or rejects it; nothing where it is no row.
    fn place(
        &mut self,
        record: &Records<'_>,
        reader: &mut RowReader<'_>,
    ) -> Option<Result<(usize, Placement), Rejection>> {
        let index = match reader.read(record) {
            Reading::By(index) => index,
            Reading::Unreadable => return reader.rejection(record).map(Err),
            Reading::Header => return None,
        };
        let rubric = &self.catalogue.rubrics()[index];
        let placement = place(rubric, reader.assessment(), self.options.place);
        check_reasons(&placement, record, reader);
        if let Some(rejection) = reader.rejection(record) {
            return Some(Err(rejection));
        }
        let key = Key::of(record, reader, &rubric.id);
        Some(match self.seen.take(&key, reader, record) {
            Sighting::First => Ok((index, placement)),
            Sighting::OtherConsultant(warning) => {
                self.notes.push(*warning);
                Ok((index, placement))
            }
            Sighting::Again(rejection) => Err(rejection),
        })
    }

    fn record<'r>(
        &'r self,
        record: &'r Records<'_>,
        reader: &'r RowReader<'_>,
        rubric: usize,
        placement: &'r Placement,
        file: &'r str,
        kept: &[Option<usize>],
    ) -> Record<'r> {
        let checked = &self.catalogue.rubrics()[rubric];
        let mut identity = [""; Identity::IN_RESULTS];
        for (cell, column) in identity.iter_mut().zip(Identity::ALL) {
            *cell = match column {
                Identity::Maalgruppe => &checked.id,
                Identity::Vurderingsdato => &self.date,
                column => reader.identity_cell(record, column),
            };
        }
        let missing = if placement.is_open() || reader.assessment().quality.is_none() {
            let missing = missing(checked, reader.assessment(), placement);
            missing.into_iter().map(|item| item.name(checked)).collect()
        } else {
            Vec::new()
        };
        let mut reasons = Vec::new();
        for parameter in Parameter::ALL {
            reasons.extend(
                reader
                    .reason(record, parameter)
                    .map(|reason| (parameter.id(), reason)),
            );
        }
        reasons.extend(
            reader
                .overall_reason(record)
                .map(|reason| (OVERALL, reason)),
        );
        Record {
            identity,
            placement,
            missing,
            reasons,
            rubric: checked,
            rubric_name: &self.names[rubric],
            file,
            line: record.line(),
            kept: self
                .kept
                .iter()
                .zip(kept)
                .map(|(name, index)| (&**name, index.map_or("", |index| record.cell(index).trim())))
                .collect(),
        }
    }
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
fn check_reasons(placement: &Placement, record: &Records<'_>, reader: &mut RowReader<'_>) {
    let mut could_read_all = true;
    for (parameter, placed) in Parameter::ALL.into_iter().zip(&placement.parameters) {
        // Where a fact could not be read, nobody can say yet whether the level overrides it.
        let could_read = reader.could_read(parameter);
        could_read_all &= could_read;
        if placed.overridden && could_read && reader.reason(record, parameter).is_none() {
            reader.reason_missing(record, parameter);
        }
    }
    if placement.overall_overridden && could_read_all && reader.overall_reason(record).is_none() {
        reader.overall_reason_missing(record);
    }
}

/// What makes two rows the same row, as 128 bits each: all of it, and all but the konsulent.
struct Key {
    whole: u128,
    without_consultant: Option<u128>,
}

impl Key {
    fn of(record: &Records<'_>, reader: &RowReader<'_>, rubric: &str) -> Self {
        let mut hasher = SipHasher13::new();
        let mut part = |text: &str| {
            hasher.write(text.as_bytes());
            hasher.write_u8(0xFF);
        };
        for column in [Identity::LeverandoerId, Identity::Afdelingsid] {
            part(&nfc(reader.identity_cell(record, column)));
        }
        part(rubric);
        for column in [Identity::Delmaalgruppe, Identity::Aldersgruppe] {
            part(&key_text(reader.identity_cell(record, column)));
        }
        part(
            &reader
                .date()
                .map(|date| date.to_string())
                .unwrap_or_default(),
        );
        let without = hasher.finish128().as_u128();
        let consultant = reader.identity_cell(record, Identity::Konsulent);
        hasher.write(key_text(consultant).as_bytes());
        Self {
            whole: hasher.finish128().as_u128(),
            without_consultant: (!consultant.is_empty()).then_some(without),
        }
    }
}

/// Where each key was first seen.
#[derive(Default)]
struct Seen {
    rows: HashMap<u128, (Arc<str>, u64)>,
    consultants: HashMap<u128, (Arc<str>, u64)>,
}

enum Sighting {
    First,
    /// The same supplier at the same date by another konsulent.
    OtherConsultant(Box<Diagnostic>),
    Again(Rejection),
}

impl Seen {
    fn take(&mut self, key: &Key, reader: &RowReader<'_>, record: &Records<'_>) -> Sighting {
        let Place::Cell(cell @ Cell { .. }) = reader.place(record, None) else {
            return Sighting::First;
        };
        let here = (Arc::clone(&cell.file), cell.line);
        let seen_at = |(file, line): &(Arc<str>, u64)| format!("{file}:{line}");
        match self.rows.entry(key.whole) {
            Entry::Occupied(first) => {
                let message = Message::SameRowAgain {
                    first: seen_at(first.get()),
                };
                let (file, line, row) = (Arc::clone(&cell.file), cell.line, cell.row);
                let fault = Diagnostic::error(Place::Cell(cell), message).help(Message::KeepOneRow);
                return Sighting::Again(Rejection {
                    file,
                    line,
                    row,
                    record: record.text().to_owned(),
                    faults: vec![fault],
                });
            }
            Entry::Vacant(free) => {
                free.insert(here.clone());
            }
        }
        let Some(without) = key.without_consultant else {
            return Sighting::First;
        };
        match self.consultants.entry(without) {
            Entry::Occupied(first) => {
                let message = Message::SeveralConsultants {
                    first: seen_at(first.get()),
                };
                Sighting::OtherConsultant(Box::new(Diagnostic::warning(Place::Cell(cell), message)))
            }
            Entry::Vacant(free) => {
                free.insert(here);
                Sighting::First
            }
        }
    }
}
