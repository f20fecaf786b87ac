//! One side of a trial: every row of the data by one catalogue of rubrics.

use super::diff::Side;
use super::results::Entry;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::intake::{Delimiter, Input};
use crate::place::Placement;
use crate::rubric::Catalogue;
use crate::score::{Options, Outcome, Stop, open};
use crate::words::Message;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A row, by file and line.
pub(super) type Key = (usize, u64);

/// What a run of one side came to.
pub(super) struct Run {
    pub(super) rows: BTreeMap<Key, Placed>,
    pub(super) rejected: BTreeMap<Key, Vec<Diagnostic>>,
    /// Rows of målgrupper that no rubric of this side knows, by the name they give.
    pub(super) unknown: BTreeMap<Key, String>,
    pub(super) files: Vec<File>,
}

pub(super) struct Placed {
    pub(super) entry: Entry,
    pub(super) placement: Placement,
    pub(super) rubric: usize,
    pub(super) record: String,
}

/// How a file was read, so that some of its rows can be read again.
pub(super) struct File {
    /// Whether its first column counts the rows, which is not seen of a few of them.
    pub(super) counts_rows: bool,
    pub(super) name: Arc<str>,
    pub(super) header: String,
    pub(super) delimiter: Delimiter,
}

/// How many rows came to what on one side; a row that neither side knows is outside.
pub(super) fn side(run: &Run, other: &Run) -> Side {
    let outside = run.unknown.keys().filter(|key| other.unknown.contains_key(*key)).count();
    let all = run.rows.len() + run.rejected.len() + run.unknown.len();
    Side {
        read: Some((all - outside) as u64),
        placed: run.rows.len() as u64,
        rejected: Some(run.rejected.len() as u64),
    }
}

pub(super) fn run(
    catalogue: &Catalogue,
    inputs: &[Input],
    options: &Options,
    notes: &mut Diagnostics,
) -> Result<Run, Stop> {
    // A gate that left a file out would see less than it says.
    let options = Options { strict: true, ..options.clone() };
    let opened = open(catalogue, inputs, &options, notes)?;
    let mut rows = BTreeMap::new();
    let names = opened.names();
    let file = |name: &str| names.iter().position(|known| **known == *name).unwrap_or_default();
    let outcome = opened.score(notes, |row| {
        let placed = Placed {
            entry: Entry::of(&row.record),
            placement: *row.record.placement,
            rubric: row.rubric,
            record: row.cells.text().to_owned(),
        };
        rows.insert((file(row.record.file), row.record.line), placed);
        Ok(())
    })?;
    let Outcome { rejected: all, files, .. } = outcome;
    let (mut rejected, mut unknown) = (BTreeMap::new(), BTreeMap::new());
    for row in all {
        let key = (file(&row.file), row.line);
        match unknown_target_group(&row.faults) {
            Some(name) => drop(unknown.insert(key, name)),
            None => drop(rejected.insert(key, row.faults)),
        }
    }
    Ok(Run {
        rows,
        rejected,
        unknown,
        files: files
            .into_iter()
            .map(|file| File {
                name: file.name,
                header: file.header,
                delimiter: file.dialect.delimiter,
                counts_rows: file.columns.counts_rows,
            })
            .collect(),
    })
}

/// The name of a målgruppe that no rubric knows, if that is a fault of the row.
pub(super) fn unknown_target_group(faults: &[Diagnostic]) -> Option<String> {
    faults.iter().find_map(|fault| match (&fault.message, &fault.place) {
        (Message::UnknownTargetGroup, Place::Cell(cell)) => Some(cell.value.clone()),
        _ => None,
    })
}
