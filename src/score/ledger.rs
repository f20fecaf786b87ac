//! What rows have to do with each other: which are the same row, and how many came to what.

use super::drawn::{Drawn, DrawnRow};
use super::key::{Entry, Key, SupplierHash};
use super::outcome::{FileOutcome, Options, Outcome, RefusedFile, Stop};
use super::totals::{self, Totals};
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place};
use crate::intake::{RecordAt, Rejection};
use crate::rubric::Catalogue;
use crate::words::Message;
use std::collections::{HashMap, hash_map};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::Arc;

/// How many rejected rows, and how many warnings, are kept with their places.
const MOST_FINDINGS: usize = crate::limits::FINDINGS;
/// How many rejected rows a run that stops for their number tells of.
const EXAMPLES: usize = 1_000;

/// What rows have to do with each other: which are the same, and how many came to what.
pub(super) struct Ledger {
    totals: Totals,
    rejected: Vec<Rejection>,
    /// Nothing where the same row may come twice.
    seen: Option<Seen>,
    may_be_empty: bool,
    /// Whether a run goes on however many rows are rejected: the first are kept, and the rest are counted.
    goes_on: bool,
    most_rows: Option<u64>,
    /// How many warnings there were, those that were not kept included.
    warned: usize,
    /// The names of the files so far.
    pub(super) files: Vec<Arc<str>>,
}

impl Ledger {
    pub(super) fn new(catalogue: &Catalogue, options: &Options) -> Self {
        Self {
            totals: Totals::none(catalogue),
            rejected: Vec::new(),
            seen: (!options.allows_duplicates).then(Seen::default),
            may_be_empty: options.header_from.is_some(),
            goes_on: options.row.lens.is_some(),
            most_rows: options.most_rows,
            warned: 0,
            files: Vec::new(),
        }
    }

    pub(super) fn reject(&mut self, rejection: Rejection) {
        self.totals.read += 1;
        self.totals.rejected += 1;
        if !self.goes_on || self.rejected.len() < MOST_FINDINGS {
            self.rejected.push(rejection);
        }
    }

    /// Whether the row counts: not if the same was there before, which rejects it. `record` is its text.
    pub(super) fn admit(
        &mut self,
        entry: &Entry,
        file: usize,
        record: &str,
        warnings: &mut Vec<Diagnostic>,
    ) -> bool {
        let RecordAt { line, row, .. } = entry.at;
        let sighting = match &mut self.seen {
            Some(seen) => seen.take(entry.key, SeenAt::new(file, line)),
            None => Sighting::First,
        };
        match (&sighting, sighting.told(&self.files, file, entry.at)) {
            (Sighting::Again(_), Some(fault)) => {
                let (file, record) = (Arc::clone(&self.files[file]), record.to_owned());
                self.reject(Rejection { file, line, row, record, faults: vec![fault] });
                return false;
            }
            (_, warning) => warnings.extend(warning),
        }
        self.totals.count(entry.rubric, entry.status, entry.level);
        true
    }

    /// Enters a block's rows, and takes the items of those that were there before out of it; how many are left.
    pub(super) fn settle<T>(
        &mut self,
        drawn: &mut Drawn<T>,
        file: usize,
        notes: &mut Diagnostics,
    ) -> u64 {
        let (mut later, mut admitted) = (Vec::new(), 0);
        let (mut start, mut gone) = (0, Vec::new());
        for row in std::mem::take(&mut drawn.rows) {
            match row {
                DrawnRow::Rejected(rejection) => self.reject(*rejection),
                DrawnRow::Placed(entry, end) => {
                    let record = &drawn.block.text[entry.at.span()];
                    match self.admit(&entry, file, record, &mut later) {
                        true => admitted += 1,
                        false => gone.push(start..end),
                    }
                    start = end;
                }
            }
        }
        for range in gone.into_iter().rev() {
            drawn.items.drain(range);
        }
        self.warn(drawn.warnings.drain(..).chain(later), notes);
        admitted
    }

    /// Hands on warnings about rows, as many as there is room for.
    pub(super) fn warn(
        &mut self,
        warnings: impl Iterator<Item = Diagnostic>,
        notes: &mut Diagnostics,
    ) {
        for warning in warnings {
            self.warned += 1;
            if self.warned <= MOST_FINDINGS {
                notes.push(warning);
            }
        }
    }

    /// Whether more rows were read than whoever holds them can hold, or more rejected than anybody would mend one
    /// by one; `notes` are then told.
    pub(super) fn check_size(&self, notes: &mut Diagnostics) -> Result<(), Stop> {
        if self.rejected.len() > MOST_FINDINGS {
            let examples = self.rejected.iter().take(EXAMPLES);
            for fault in examples.flat_map(|rejection| &rejection.faults) {
                notes.push(fault.clone());
            }
            let message = Message::TooManyRejected { most: MOST_FINDINGS };
            notes.push(Diagnostic::error(Place::Run, message).help(Message::MendTheExport));
            return Err(Stop::Refused);
        }
        match totals::too_many(self.totals.read, self.most_rows) {
            None => Ok(()),
            Some(fault) => {
                notes.push(fault);
                Err(Stop::Refused)
            }
        }
    }

    pub(super) fn close(
        self,
        files: Vec<FileOutcome>,
        refused: Vec<RefusedFile>,
        kept: Vec<Arc<str>>,
        notes: &mut Diagnostics,
    ) -> Result<Outcome, Stop> {
        let Self { totals, rejected, warned, .. } = self;
        if warned > MOST_FINDINGS {
            let n = (warned - MOST_FINDINGS) as u64;
            notes.push(Diagnostic::warning(Place::Run, Message::FurtherWarnings { n }));
        }
        let untold = totals.rejected - rejected.len() as u64;
        if untold > 0 {
            let message = Message::FurtherRejected { n: untold };
            notes.push(Diagnostic::warning(Place::Run, message));
        }
        if totals.read == 0 && !self.may_be_empty {
            for fault in refused.into_iter().flat_map(|file| file.faults) {
                notes.push(fault);
            }
            notes.push(Diagnostic::error(Place::Run, Message::NothingToScore));
            return Err(Stop::Refused);
        }
        Ok(Outcome { totals, rejected, files, kept, refused })
    }
}

/// A file and a line, in eight bytes: there is one for every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SeenAt(u64);

impl SeenAt {
    const LINE_BITS: u32 = 44;

    pub(super) const fn new(file: usize, line: u64) -> Self {
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
struct Seen {
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

impl Sighting {
    /// What is said of a row that stands there in one of some files.
    fn told(&self, files: &[Arc<str>], file: usize, at: RecordAt) -> Option<Diagnostic> {
        let first = |at: &SeenAt| format!("{}:{}", files[at.file()], at.line());
        let place = Place::Cell(Cell {
            file: Arc::clone(&files[file]),
            line: at.line,
            row: at.row,
            column: None,
            value: String::new(),
        });
        Some(match self {
            Self::First => return None,
            Self::OtherConsultant(other) => {
                Diagnostic::warning(place, Message::SeveralConsultants { first: first(other) })
            }
            Self::Again(other) => {
                let message = Message::SameRowAgain { first: first(other) };
                Diagnostic::error(place, message).help(Message::KeepOneRow)
            }
        })
    }
}

/// The rows of files that are each read by itself, and which of them stand in several.
#[cfg(feature = "cli")]
#[derive(Default)]
pub(crate) struct SeenBefore {
    seen: Seen,
    files: Vec<Arc<str>>,
}

#[cfg(feature = "cli")]
impl SeenBefore {
    /// Takes in the rows of one more file, and gives what is to be said of those that stand in one before it, each with
    /// its line.
    pub(crate) fn take(
        &mut self,
        file: &Arc<str>,
        rows: &[(Key, RecordAt)],
    ) -> impl Iterator<Item = (u64, Diagnostic)> {
        let own = self.files.len();
        self.files.push(Arc::clone(file));
        rows.iter().filter_map(move |(key, at)| {
            let sighting = self.seen.take(*key, SeenAt::new(own, at.line));
            match sighting {
                // Those of one file were told with its rows.
                Sighting::Again(other) | Sighting::OtherConsultant(other)
                    if other.file() == own =>
                {
                    None
                }
                _ => Some((at.line, sighting.told(&self.files, own, *at)?)),
            }
        })
    }
}

impl Default for Seen {
    fn default() -> Self {
        const SHARDS: usize = 64;
        let suppliers = std::iter::repeat_with(HashMap::default).take(SHARDS).collect();
        Self { suppliers, others: HashMap::new() }
    }
}

impl Seen {
    /// Takes in a row, and says where it was seen before.
    fn take(&mut self, key: Key, at: SeenAt) -> Sighting {
        let [.., last] = key.supplier.0;
        let shard = usize::from(last) % self.suppliers.len();
        let FirstSeen { consultant, at: first } = match self.suppliers[shard].entry(key.supplier) {
            hash_map::Entry::Vacant(free) => {
                free.insert(FirstSeen { consultant: key.consultant, at: at.0.to_le_bytes() });
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
                // Of a row without a konsulent nobody can say whether another placed it.
                if consultant == Key::NOBODY || key.consultant == Key::NOBODY {
                    Sighting::First
                } else {
                    Sighting::OtherConsultant(first)
                }
            }
        }
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
