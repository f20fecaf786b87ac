//! Two rubrics on the same data: who changes, and by which edits, found by trying.
//!
//! Only the rows that change are tried again, under the rubric before with some of the edits, each read
//! from its cells as `score` would. What is asked of each: which edits alone make the change, and without
//! which it does not happen. A mixture of edits that is no rubric makes no change.
//!
//! A version that is only in the rubrics after is tried on the suppliers of the version before it, as on its
//! first day, whatever dates their rows have.

use super::diff::{Attribution, Cause, Change, Course, Diff, EditEffect, EditedRubric, Pair};
use super::edits::Comparison;
use super::mixtures::{Rows, Trial, Wanted, criteria};
use super::run::{Key, Placed, Run, run, side};
use super::versions::{self, Presence, counterpart};
use crate::diagnostic::Diagnostics;
use crate::intake::{Input, RowOptions};
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Options, Stop};
use std::collections::{BTreeSet, HashMap};

/// Runs two catalogues on the same data and finds who changes between them, and why.
///
/// # Errors
/// [`Stop`] if the data cannot be used; `notes` say why, and what there is to say of the run after.
pub fn compare(
    before: &Catalogue,
    after: &Catalogue,
    inputs: &[Input],
    options: &Options,
    notes: &mut Diagnostics,
) -> Result<Diff, Stop> {
    let mut quiet = Diagnostics::default();
    let (first, second) = match run(before, inputs, options, &mut quiet) {
        Ok(first) => (first, run(after, inputs, options, notes)?),
        Err(stop) => {
            notes.extend(quiet);
            return Err(stop);
        }
    };
    let keys: BTreeSet<Key> = first.rows.keys().chain(second.rows.keys()).copied().collect();
    let pairs = keys.iter().map(|key| pair(*key, &first, &second)).collect();
    let mut changed = Vec::new();
    let mut at = keys.iter();
    let mut diff = Diff::of_pairs(pairs, [side(&first, &second), side(&second, &first)], |pair| {
        let key = *at.next()?;
        let change = change(pair, key, [&first, &second])?;
        changed.push(key);
        Some(change)
    });
    // That the rubrics are others is why they are compared.
    diff.untouched.clear();
    for (key, name) in &first.unknown {
        if second.unknown.contains_key(key) {
            match diff.outside.iter_mut().find(|(known, _)| known == name) {
                Some((_, n)) => *n += 1,
                None => diff.outside.push((name.clone(), 1)),
            }
        }
    }
    for (key, faults) in &second.rejected {
        if !first.rows.contains_key(key) {
            for fault in faults {
                notes.push(fault.clone());
            }
        }
    }
    let used = [&first, &second].map(|run| {
        let used: BTreeSet<usize> = run.rows.values().map(|placed| placed.rubric).collect();
        used.into_iter().collect::<Vec<usize>>()
    });
    diff.standing = Some(after.rubrics().iter().map(Rubric::name).collect());
    diff.versions = versions::notes([before, after], [&used[0], &used[1]]);
    let pairs = rubric_pairs(&changed, [&first, &second], [before, after]);
    let mut edited = attribute(&mut diff, pairs, [&first, &second], [before, after], options, 0);
    try_versions(&mut diff, &mut edited, [&first, &second], [before, after], inputs, options)?;
    diff.edits = Some(edited);
    Ok(diff)
}

fn pair(key: Key, first: &Run, second: &Run) -> Pair {
    let entry = |run: &Run| run.rows.get(&key).map(|placed| placed.entry.clone());
    Pair {
        before: entry(first),
        after: entry(second),
        is_rejected: first.rejected.contains_key(&key) || second.rejected.contains_key(&key),
    }
}

fn change(pair: Pair, key: Key, runs: [&Run; 2]) -> Option<Change> {
    let faults = |run: &Run| run.rejected.get(&key).cloned().unwrap_or_default();
    let faults = match (&pair.before, &pair.after) {
        (Some(_), None) => faults(runs[1]),
        (None, _) => faults(runs[0]),
        (Some(_), Some(_)) => Vec::new(),
    };
    Some(Change { causes: vec![Cause::Rubric], is_certain: true, faults, ..Change::of(pair)? })
}

/// Tries every version that is new on the suppliers of its rubric that it did not place.
fn try_versions(
    diff: &mut Diff,
    edited: &mut Vec<EditedRubric>,
    runs: [&Run; 2],
    catalogues: [&Catalogue; 2],
    inputs: &[Input],
    options: &Options,
) -> Result<(), Stop> {
    let after = catalogues[1];
    for note in 0..diff.versions.len() {
        let of = &diff.versions[note];
        let is_it = |rubric: &Rubric| rubric.name() == of.rubric;
        let Some(version) = after.rubrics().iter().position(is_it) else {
            continue;
        };
        let keys = untried(&of.id, version, runs, catalogues[0]);
        if of.presence != Presence::Added || keys.is_empty() {
            continue;
        }
        let as_of = after.rubrics()[version].valid_from.or(options.row.as_of);
        let row = RowOptions { as_of, ..options.row.clone() };
        let options = Options { row, ..options.clone() };
        let tried = run(after, inputs, &options, &mut Diagnostics::default())?;
        diff.versions[note].tried = keys.len() as u64;
        let mut pairs: Vec<RubricPair> = Vec::new();
        for key in keys {
            let Some(change) = change(pair(key, runs[0], &tried), key, [runs[0], &tried]) else {
                continue;
            };
            if let Some(before) = runs[0].rows.get(&key) {
                add(&mut pairs, before.rubric, version, Some((diff.changes.len(), key)));
            }
            diff.changes.push(Change { under: Some(note), ..change });
        }
        if pairs.is_empty()
            && let Some(before) = predecessor(&after.rubrics()[version], catalogues[0])
        {
            add(&mut pairs, before, version, None);
        }
        // A version that took the place of the only one is told of already.
        pairs.retain(|pair| {
            let names = [&catalogues[0].rubrics()[pair.before], &after.rubrics()[pair.after]];
            let [before, after] = names.map(Rubric::name);
            let mut told = edited.iter();
            !pair.changes.is_empty() || !told.any(|one| one.before == before && one.after == after)
        });
        let offset = edited.len();
        edited.extend(attribute(diff, pairs, [runs[0], &tried], catalogues, &options, offset));
    }
    Ok(())
}

/// The rows that a rubric placed before, and not by this version after.
fn untried(id: &str, version: usize, runs: [&Run; 2], before: &Catalogue) -> Vec<Key> {
    let is_of_rubric = |placed: &Placed| before.rubrics()[placed.rubric].id == id;
    let is_by_version =
        |key: &Key| runs[1].rows.get(key).is_some_and(|placed| placed.rubric == version);
    let rows = runs[0].rows.iter();
    rows.filter(|(key, placed)| is_of_rubric(placed) && !is_by_version(key))
        .map(|(key, _)| *key)
        .collect()
}

/// The version of the same rubric that is in force before it.
fn predecessor(rubric: &Rubric, others: &Catalogue) -> Option<usize> {
    let all = others.rubrics().iter().enumerate();
    let versions = all.filter(|(_, other)| other.id == rubric.id);
    versions.max_by_key(|(_, other)| other.valid_from).map(|(index, _)| index)
}

/// A rubric before, the one that it became, and the changes between them, by index and row.
struct RubricPair {
    before: usize,
    after: usize,
    changes: Vec<(usize, Key)>,
}

fn add(pairs: &mut Vec<RubricPair>, before: usize, after: usize, change: Option<(usize, Key)>) {
    let known = pairs.iter_mut().find(|pair| (pair.before, pair.after) == (before, after));
    match known {
        Some(pair) => pair.changes.extend(change),
        None => pairs.push(RubricPair { before, after, changes: change.into_iter().collect() }),
    }
}

/// Finds the edits behind every change, one pair of rubrics at a time; `offset` pairs were told of before.
fn attribute(
    diff: &mut Diff,
    pairs: Vec<RubricPair>,
    runs: [&Run; 2],
    catalogues: [&Catalogue; 2],
    options: &Options,
    offset: usize,
) -> Vec<EditedRubric> {
    let mut edited = Vec::new();
    for pair in pairs {
        let rubrics = [&catalogues[0].rubrics()[pair.before], &catalogues[1].rubrics()[pair.after]];
        let Some(comparison) = Comparison::of(rubrics[0], rubrics[1]) else {
            continue;
        };
        let mut effects: Vec<EditEffect> = comparison.edits.iter().map(EditEffect::of).collect();
        let rows = Rows::of(&pair.changes, runs, diff);
        criteria(diff, &pair.changes, &rows, rubrics, options);
        let mut trial =
            Trial { comparison: &comparison, rows: &rows, options, tried: HashMap::new() };
        for (row, (index, key)) in pair.changes.iter().enumerate() {
            let change = &mut diff.changes[*index];
            let wanted = Wanted {
                placement: runs[1].rows.get(key).map(|placed| placed.placement),
                is_move: !matches!(change.course(), Course::Stayed(_)),
            };
            let found = trial.attribution(row, wanted);
            found.alone.iter().for_each(|&edit| effects[edit].alone.push(*index));
            found.needed.iter().for_each(|&edit| effects[edit].needed.push(*index));
            found.together.iter().for_each(|&edit| effects[edit].together.push(*index));
            change.attribution = Some(Attribution { rubric: offset + edited.len(), ..found });
        }
        edited.push(EditedRubric {
            before: rubrics[0].name(),
            after: rubrics[1].name(),
            edits: effects,
        });
    }
    edited
}

/// Which rubric became which, each pair with its changes; a rubric whose name or text has a counterpart is
/// compared though nobody changes.
fn rubric_pairs(changed: &[Key], runs: [&Run; 2], catalogues: [&Catalogue; 2]) -> Vec<RubricPair> {
    let mut pairs = Vec::new();
    for (before, rubric) in catalogues[0].rubrics().iter().enumerate() {
        if let Some(after) = counterpart(rubric, catalogues)
            && counterpart(&catalogues[1].rubrics()[after], [catalogues[1], catalogues[0]])
                == Some(before)
        {
            add(&mut pairs, before, after, None);
        }
    }
    for (index, key) in changed.iter().enumerate() {
        let rubric = |side: usize| runs[side].rows.get(key).map(|placed| placed.rubric);
        let other = |side: usize, other: usize| {
            let index = rubric(side)?;
            counterpart(&catalogues[side].rubrics()[index], [catalogues[side], catalogues[other]])
        };
        let before = rubric(0).or_else(|| other(1, 0));
        let after = rubric(1).or_else(|| other(0, 1));
        if let (Some(before), Some(after)) = (before, after) {
            add(&mut pairs, before, after, Some((index, *key)));
        }
    }
    pairs
}
