//! Two rubrics on the same data: who changes, and by which edits, found by trying.
//!
//! Only the rows that change are tried again, under the rubric before with some of the edits, each read
//! from its cells as `score` would. What is asked of each: which edits alone make the change, and without
//! which it does not happen. A mixture of edits that is no rubric makes no change.
//!
//! A version that is only in the rubrics after is tried on the suppliers of the version before it, as on its
//! first day, whatever dates their rows have.

use super::compared;
use super::diff::{
    Attribution, Cause, Change, Course, CriterionChange, Diff, EditEffect, EditedRubric, Pair, Side,
};
use super::edits::Comparison;
use super::results::{Entry, State};
use super::versions::{self, Presence, counterpart};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::intake::{Columns, Delimiter, Encoding, Expected, Input, Keep, Sheet, SheetOptions};
use crate::place::{Placement, Truth};
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Opened, Options, Outcome, Row, Stop, open};
use crate::vocabulary::Parameter;
use crate::words::Message;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Cursor;
use std::sync::Arc;

/// A row, by file and line.
type Key = (usize, u64);

/// What a run of one side came to.
struct Run {
    rows: BTreeMap<Key, Placed>,
    rejected: BTreeMap<Key, Vec<Diagnostic>>,
    /// Rows of målgrupper that no rubric of this side knows, by the name they give.
    unknown: BTreeMap<Key, String>,
    files: Vec<File>,
}

struct Placed {
    entry: Entry,
    placement: Placement,
    rubric: usize,
    record: String,
}

/// How a file was read, so that some of its rows can be read again.
struct File {
    /// Whether its first column counts the rows, which is not seen of a few of them.
    counts_rows: bool,
    name: Arc<str>,
    header: String,
    delimiter: Delimiter,
}

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

/// How many rows came to what on one side; a row that neither side knows is outside.
fn side(run: &Run, other: &Run) -> Side {
    let outside = run.unknown.keys().filter(|key| other.unknown.contains_key(*key)).count();
    let all = run.rows.len() + run.rejected.len() + run.unknown.len();
    Side {
        read: Some((all - outside) as u64),
        placed: run.rows.len() as u64,
        rejected: Some(run.rejected.len() as u64),
    }
}

fn run(
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
fn unknown_target_group(faults: &[Diagnostic]) -> Option<String> {
    faults.iter().find_map(|fault| match (&fault.message, &fault.place) {
        (Message::UnknownTargetGroup, Place::Cell(cell)) => Some(cell.value.clone()),
        _ => None,
    })
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
        let is_of_rubric = |placed: &Placed| catalogues[0].rubrics()[placed.rubric].id == of.id;
        let is_by_version =
            |key: &Key| runs[1].rows.get(key).is_some_and(|placed| placed.rubric == version);
        let keys: Vec<Key> = runs[0]
            .rows
            .iter()
            .filter(|(key, placed)| is_of_rubric(placed) && !is_by_version(key))
            .map(|(key, _)| *key)
            .collect();
        if of.presence != Presence::Added || keys.is_empty() {
            continue;
        }
        let options = Options {
            row: crate::intake::RowOptions {
                as_of: after.rubrics()[version].valid_from.or(options.row.as_of),
                ..options.row.clone()
            },
            ..options.clone()
        };
        let tried = run(after, inputs, &options, &mut Diagnostics::default())?;
        diff.versions[note].tried = keys.len() as u64;
        let start = diff.changes.len();
        let mut changed = Vec::new();
        for key in keys {
            let pair = pair(key, runs[0], &tried);
            if let Some(change) = change(pair, key, [runs[0], &tried]) {
                diff.changes.push(Change { under: Some(note), ..change });
                changed.push(key);
            }
        }
        let mut pairs: Vec<RubricPair> = Vec::new();
        for (index, key) in changed.iter().enumerate() {
            let Some(before) = runs[0].rows.get(key).map(|placed| placed.rubric) else {
                continue;
            };
            add(&mut pairs, before, version, Some((start + index, *key)));
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
        let mut effects: Vec<EditEffect> = comparison
            .edits
            .iter()
            .map(|edit| EditEffect {
                tweak: edit.tweak.clone(),
                is_wording: edit.is_wording,
                alone: Vec::new(),
                needed: Vec::new(),
                together: Vec::new(),
            })
            .collect();
        if !pair.changes.is_empty() {
            let rows = Rows::of(&pair.changes, runs, diff);
            criteria(diff, &pair.changes, &rows, rubrics, options);
            let mut trial =
                Trial { comparison: &comparison, rows: &rows, options, tried: HashMap::new() };
            let after_of = |key: &Key| runs[1].rows.get(key).map(|placed| placed.placement);
            for (row, (index, key)) in pair.changes.iter().enumerate() {
                let change = &diff.changes[*index];
                let wanted = Wanted {
                    placement: after_of(key),
                    is_move: !matches!(change.course(), Course::Stayed(_)),
                };
                let found = trial.attribution(row, wanted);
                for (edits, of) in [(&found.alone, 0), (&found.needed, 1), (&found.together, 2)] {
                    for &edit in edits {
                        let effect = &mut effects[edit];
                        let list = match of {
                            0 => &mut effect.alone,
                            1 => &mut effect.needed,
                            _ => &mut effect.together,
                        };
                        list.push(*index);
                    }
                }
                diff.changes[*index].attribution =
                    Some(Attribution { rubric: offset + edited.len(), ..found });
            }
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

/// Some rows of some files, to be read again and again.
struct Rows {
    files: Vec<(Arc<str>, Delimiter, String)>,
    counts_rows: Vec<bool>,
    /// The file and line of each row in these shorter files.
    at: HashMap<Key, usize>,
    count: usize,
    /// Whether a version is tried that their dates do not choose.
    are_undated: bool,
}

impl Rows {
    fn of(changes: &[(usize, Key)], runs: [&Run; 2], diff: &Diff) -> Self {
        let mut files: Vec<(Arc<str>, Delimiter, String)> = runs[0]
            .files
            .iter()
            .map(|file| (Arc::clone(&file.name), file.delimiter, format!("{}\n", file.header)))
            .collect();
        let mut at = HashMap::new();
        for (row, (_, key)) in changes.iter().enumerate() {
            let placed = runs.iter().find_map(|run| run.rows.get(key));
            if let (Some((_, _, text)), Some(placed)) = (files.get_mut(key.0), placed) {
                let line = 1 + text.matches('\n').count() as u64;
                at.insert((key.0, line), row);
                text.push_str(&placed.record);
                text.push('\n');
            }
        }
        let of_files = runs[0].files.iter();
        Self {
            files,
            counts_rows: of_files.map(|file| file.counts_rows).collect(),
            at,
            count: changes.len(),
            are_undated: changes.iter().any(|(index, _)| diff.changes[*index].under.is_some()),
        }
    }

    /// Gives every row that can be placed by `rubric` to `sink`.
    fn run(&self, mut rubric: Rubric, options: &Options, mut sink: impl FnMut(usize, &Row<'_>)) {
        let mut row = options.row.clone();
        if self.are_undated {
            (rubric.valid_from, rubric.valid_to, row.as_of) = (None, None, None);
        }
        let catalogue = Catalogue::of(vec![rubric]);
        let options = Options {
            row,
            keep: Keep::default(),
            deny_unknown: false,
            allows_duplicates: true,
            header_from: None,
            fingerprints: false,
            ..options.clone()
        };
        let expected = Expected {
            catalogue: &catalogue,
            mapping: &options.mapping,
            keep: &options.keep,
            needs_target_group: options.row.rubric.is_none(),
            denies_unknown: false,
        };
        let mut notes = Diagnostics::default();
        for (file, (name, delimiter, text)) in self.files.iter().enumerate() {
            let sheet = Sheet::from_reader(
                Arc::clone(name),
                Box::new(Cursor::new(text.clone().into_bytes())),
                SheetOptions {
                    delimiter: Some(*delimiter),
                    encoding: Some(Encoding::Utf8),
                    ..SheetOptions::default()
                },
            );
            let Ok(mut sheet) = sheet else { continue };
            sheet.counts_rows = self.counts_rows[file];
            let Some(columns) = Columns::bind(&sheet, &expected, &mut notes) else {
                continue;
            };
            let Ok(opened) = Opened::of(&catalogue, &options, vec![(sheet, columns)], &mut notes)
            else {
                continue;
            };
            // A file none of whose rows moved has nothing to score.
            let _ = opened.score(&mut notes, |row| {
                if let Some(index) = self.at.get(&(file, row.record.line)) {
                    sink(*index, row);
                }
                Ok(())
            });
        }
    }

    /// What every row comes to by `rubric`; nothing where it is rejected.
    fn placements(&self, rubric: Rubric, options: &Options) -> Vec<Option<Placement>> {
        let mut placements = vec![None; self.count];
        self.run(rubric, options, |index, row| {
            placements[index] = Some(*row.record.placement);
        });
        placements
    }
}

/// What is to come about by some edits.
#[derive(Clone, Copy)]
struct Wanted {
    /// What the row comes to by all of them; nothing where it is rejected.
    placement: Option<Placement>,
    /// Whether only the state counts, since the supplier moves; else all that is said.
    is_move: bool,
}

impl Wanted {
    fn is(&self, placement: Option<&Placement>) -> bool {
        match (&self.placement, placement) {
            (None, None) => true,
            (Some(wanted), Some(found)) if self.is_move => {
                let state = |placed: &Placement| State::of(placed.status, placed.level);
                state(wanted) == state(found)
            }
            (Some(wanted), Some(found)) => compared::say_the_same(wanted, found),
            (None, Some(_)) | (Some(_), None) => false,
        }
    }
}

/// Tries mixtures of edits on some rows; no mixture twice.
struct Trial<'a> {
    comparison: &'a Comparison<'a>,
    rows: &'a Rows,
    options: &'a Options,
    tried: HashMap<Vec<bool>, Option<Vec<Option<Placement>>>>,
}

impl Trial<'_> {
    /// Whether the row comes to the same with these edits as with all of them.
    fn makes(&mut self, chosen: &[bool], row: usize, wanted: Wanted) -> bool {
        let (comparison, rows, options) = (self.comparison, self.rows, self.options);
        let placements = self.tried.entry(chosen.to_vec()).or_insert_with(|| {
            let mixture = comparison.mixture(chosen)?;
            Some(rows.placements(mixture, options))
        });
        placements.as_ref().is_some_and(|placements| wanted.is(placements[row].as_ref()))
    }

    fn attribution(&mut self, row: usize, to: Wanted) -> Attribution {
        let edits = &self.comparison.edits;
        let counting: Vec<usize> =
            (0..edits.len()).filter(|&edit| !edits[edit].is_wording).collect();
        let all = |without: Option<usize>| -> Vec<bool> {
            (0..edits.len()).map(|edit| Some(edit) != without).collect()
        };
        let mut alone = Vec::new();
        let mut needed = Vec::new();
        for &edit in &counting {
            let only: Vec<bool> = (0..edits.len()).map(|other| other == edit).collect();
            if self.makes(&only, row, to) {
                alone.push(edit);
            }
            if !self.makes(&all(Some(edit)), row, to) {
                needed.push(edit);
            }
        }
        let mut together = Vec::new();
        if alone.is_empty() {
            // One at a time is left out for good, the last first, as long as the move still happens; again
            // from the last after each, since edits may undo each other.
            let mut chosen = all(None);
            let mut left: Vec<usize> = counting.iter().rev().copied().collect();
            while let Some(at) = left.iter().position(|&edit| {
                chosen[edit] = false;
                let spared = self.makes(&chosen, row, to);
                chosen[edit] = !spared;
                spared
            }) {
                left.remove(at);
            }
            together = counting.into_iter().filter(|edit| chosen[*edit]).collect();
        }
        Attribution { rubric: 0, alone, needed, together }
    }
}

/// Adds to each changed parameter the criteria that changed.
fn criteria(
    diff: &mut Diff,
    changes: &[(usize, Key)],
    rows: &Rows,
    rubrics: [&Rubric; 2],
    options: &Options,
) {
    let judged = rubrics.map(|rubric| {
        let mut judged: Vec<Vec<(Parameter, String, Truth)>> = vec![Vec::new(); rows.count];
        rows.run(rubric.clone(), options, |index, row| {
            let mut truths = row.plan.criteria(row.assessment);
            for parameter in Parameter::ALL {
                let criteria = rubric.parameter(parameter).criteria.iter().flatten();
                for (criterion, truth) in criteria.zip(&mut truths) {
                    judged[index].push((parameter, criterion.id.clone(), truth));
                }
            }
        });
        judged
    });
    for (row, (index, _)) in changes.iter().enumerate() {
        for changed in &mut diff.changes[*index].parameters {
            let of = |side: usize, id: &str| {
                let mut all = judged[side][row].iter();
                all.find(|(parameter, known, _)| *parameter == changed.parameter && known == id)
                    .map(|(_, _, truth)| *truth)
            };
            let mut ids: Vec<&String> = Vec::new();
            for (parameter, id, _) in judged.iter().flat_map(|side| &side[row]) {
                if *parameter == changed.parameter && !ids.contains(&id) {
                    ids.push(id);
                }
            }
            changed.criteria = ids
                .into_iter()
                .map(|id| CriterionChange { id: id.clone(), from: of(0, id), to: of(1, id) })
                .filter(|change| change.from != change.to)
                .collect();
        }
    }
}
