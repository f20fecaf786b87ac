//! A baseline: the JSON Lines that `score` wrote once, held against what it writes now, and written anew.

use super::compared::differences;
use super::diff::Diff;
use super::matching::matched;
use super::results::{Entry, Results};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::intake::{Input, Rejection};
use crate::rubric::Catalogue;
use crate::score::{FileOutcome, Options, Stop, score};
use crate::vocabulary::Identity;
use crate::words::Message;

/// What `score` writes now.
#[derive(Debug, Default)]
pub struct Now {
    /// What was placed, in input order.
    pub entries: Vec<Entry>,
    /// The line of each, with its line end.
    pub lines: Vec<Vec<u8>>,
    rejected: Vec<Rejected>,
}

/// A row that could not be used.
#[derive(Debug)]
struct Rejected {
    /// The supplier's id and its department's, as far as they can be read.
    id: [String; 2],
    /// The name of its målgruppe, where no rubric knows it.
    outside: Option<String>,
    faults: Vec<Diagnostic>,
}

/// Scores some files as a baseline is scored.
///
/// # Errors
/// [`Stop`] if the data cannot be used; `notes` say why.
pub fn now(
    catalogue: &Catalogue,
    inputs: &[Input],
    options: &Options,
    notes: &mut Diagnostics,
) -> Result<Now, Stop> {
    let options = Options { fingerprints: true, ..options.clone() };
    let mut now = Now::default();
    let outcome = score(catalogue, inputs, &options, notes, |row| {
        now.entries.push(Entry::of(&row.record));
        let mut line = Vec::new();
        row.record.json_line(&mut line);
        now.lines.push(line);
        Ok(())
    })?;
    for row in &outcome.rejected {
        let file = outcome.files.iter().find(|file| file.name == row.file);
        now.rejected.push(Rejected::of(row, file));
    }
    Ok(now)
}

impl Rejected {
    fn of(row: &Rejection, file: Option<&FileOutcome>) -> Self {
        let cell = |column: Identity| {
            let file = file?;
            let index = file.columns.identity(column)?;
            Some(row.cell(index, file.dialect.delimiter))
        };
        let outside = row.faults.iter().find_map(|fault| match (&fault.message, &fault.place) {
            (Message::UnknownTargetGroup, Place::Cell(cell)) => Some(cell.value.clone()),
            _ => None,
        });
        Self {
            id: [Identity::LeverandoerId, Identity::Afdelingsid]
                .map(|column| cell(column).unwrap_or_default()),
            outside,
            faults: row.faults.clone(),
        }
    }
}

/// Compares a baseline with what is written now; the faults of rows that were never placed go to `notes`.
pub fn compare(baseline: Results, now: &Now, notes: &mut Diagnostics) -> Diff {
    let rejected = now.rejected.iter().filter(|row| row.outside.is_none()).count() as u64;
    let after = Results {
        entries: now.entries.clone(),
        read: Some(now.entries.len() as u64 + rejected),
        rejected: Some(rejected),
    };
    let mut diff = Diff::of_results(baseline, after);
    for row in &now.rejected {
        let is_it = |entry: &Entry| {
            let id = [Identity::LeverandoerId, Identity::Afdelingsid]
                .map(|column| entry.cell(column).to_owned());
            id == row.id
        };
        let mut gone = diff.changes.iter_mut().filter(|change| change.after.is_none());
        let gone = gone.find(|change| change.before.as_ref().is_some_and(is_it));
        match (gone, &row.outside) {
            // No rubric knows its målgruppe any more.
            (Some(_), Some(_)) => {}
            (Some(change), None) => change.reject(row.faults.clone()),
            (None, Some(name)) => match diff.outside.iter_mut().find(|(known, _)| known == name) {
                Some((_, n)) => *n += 1,
                None => diff.outside.push((name.clone(), 1)),
            },
            (None, None) => {
                for fault in &row.faults {
                    notes.push(fault.clone());
                }
            }
        }
    }
    diff
}

/// A baseline written anew.
#[derive(Debug, PartialEq, Eq)]
pub struct Accepted {
    /// The file.
    pub bytes: Vec<u8>,
    /// How many lines stay as they are.
    pub kept: u64,
    /// How many are written anew.
    pub renewed: u64,
    /// How many are taken out.
    pub removed: u64,
    /// How many are added, at the end.
    pub added: u64,
}

/// The baseline with what is written now: a line stays byte for byte where neither the placement nor the fingerprints of
/// row and rubric changed. Nothing where the file is not JSON Lines.
pub fn accept(text: &str, baseline: &[Entry], now: &Now) -> Option<Accepted> {
    let lines: Vec<&str> =
        text.split_inclusive('\n').filter(|line| !line.trim().is_empty()).collect();
    if lines.len() != baseline.len() || lines.iter().any(|line| !line.trim_start().starts_with('{'))
    {
        return None;
    }
    let (pairs, _) = matched(baseline, &now.entries);
    let mut is_new = vec![true; now.entries.len()];
    let mut accepted = Accepted { bytes: Vec::new(), kept: 0, renewed: 0, removed: 0, added: 0 };
    for ((line, before), pair) in lines.iter().zip(baseline).zip(pairs) {
        let Some(index) = pair else {
            accepted.removed += 1;
            continue;
        };
        is_new[index] = false;
        let after = &now.entries[index];
        let is_same = before.made_from.data == after.made_from.data
            && before.made_from.rubric == after.made_from.rubric
            && differences(before, after).is_empty();
        if is_same {
            accepted.kept += 1;
            accepted.bytes.extend_from_slice(line.as_bytes());
            if !line.ends_with('\n') {
                accepted.bytes.push(b'\n');
            }
        } else {
            accepted.renewed += 1;
            accepted.bytes.extend_from_slice(&now.lines[index]);
        }
    }
    for (line, _) in now.lines.iter().zip(&is_new).filter(|(_, is_new)| **is_new) {
        accepted.added += 1;
        accepted.bytes.extend_from_slice(line);
    }
    Some(accepted)
}

/// The version of the program that wrote a line of the baseline, where it is newer than this one.
pub fn newer_program(baseline: &[Entry]) -> Option<&str> {
    let number = |version: &str| -> Vec<u64> {
        version.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
    };
    let own = number(env!("CARGO_PKG_VERSION"));
    let versions = baseline.iter().filter_map(|entry| entry.made_from.program.as_deref());
    versions.into_iter().find(|version| number(version) > own)
}
