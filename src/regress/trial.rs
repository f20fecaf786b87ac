//! Two rubrics on the same data: who moves, and by which edits, found by trying.
//!
//! Only the rows that move are tried again, under the rubric before with some of the edits, each read
//! from its cells as `score` would. What is asked of each: which edits alone make the move, and without
//! which it does not happen. A mixture of edits that is no rubric makes no move.

use super::diff::{
    Attribution, Cause, Change, CriterionChange, Diff, EditEffect, EditedRubric, parameters,
};
use super::edits::Comparison;
use super::results::{Entry, State};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::intake::{Columns, Delimiter, Encoding, Expected, Input, Keep, Sheet, SheetOptions};
use crate::parameter::Parameter;
use crate::place::Truth;
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Opened, Options, Outcome, Row, Stop, open};
use std::collections::{BTreeMap, HashMap};
use std::io::Cursor;
use std::sync::Arc;

/// What a run of one side came to.
struct Side {
    /// By file and line.
    rows: BTreeMap<(usize, u64), Placed>,
    rejected: HashMap<(usize, u64), Vec<Diagnostic>>,
    files: Vec<File>,
}

struct Placed {
    entry: Entry,
    rubric: usize,
    record: String,
}

/// How a file was read, so that some of its rows can be read again.
struct File {
    name: Arc<str>,
    header: String,
    delimiter: Delimiter,
}

/// Runs two catalogues on the same data and finds who moves between them, and why.
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
    let first = side(before, inputs, options, &mut quiet);
    let (first, second) = match first {
        Ok(first) => (first, side(after, inputs, options, notes)?),
        Err(stop) => {
            notes.extend(quiet);
            return Err(stop);
        }
    };
    let mut keys: Vec<(usize, u64)> = first
        .rows
        .keys()
        .chain(second.rows.keys())
        .copied()
        .collect();
    keys.sort_unstable();
    keys.dedup();
    let entry = |side: &Side, key| side.rows.get(key).map(|placed| placed.entry.clone());
    let mut moved = Vec::new();
    let mut pairs = Vec::new();
    for key in &keys {
        let pair = (entry(&first, key), entry(&second, key));
        if pair.0.as_ref().map(|entry| entry.state) != pair.1.as_ref().map(|entry| entry.state) {
            moved.push(*key);
        }
        pairs.push(pair);
    }
    let counts = [first.rows.len(), second.rows.len()];
    let mut at = moved.iter();
    let mut diff = Diff::of_pairs(pairs, counts, |(before, after)| {
        let key = at.next();
        let faults = |side: &Side| key.and_then(|key| side.rejected.get(key)).cloned();
        Change {
            causes: vec![Cause::Rubric],
            is_certain: true,
            parameters: parameters(before.as_ref(), after.as_ref()),
            faults: match (&before, &after) {
                (Some(_), None) => faults(&second).unwrap_or_default(),
                (None, _) => faults(&first).unwrap_or_default(),
                (Some(_), Some(_)) => Vec::new(),
            },
            before,
            after,
            attribution: None,
        }
    });
    attribute(
        &mut diff,
        &moved,
        [&first, &second],
        [before, after],
        options,
    );
    Ok(diff)
}

fn side(
    catalogue: &Catalogue,
    inputs: &[Input],
    options: &Options,
    notes: &mut Diagnostics,
) -> Result<Side, Stop> {
    let mut rows = BTreeMap::new();
    let names: Vec<String> = inputs.iter().map(Input::name).collect();
    let file = |name: &str| {
        names
            .iter()
            .position(|known| known == name)
            .unwrap_or_default()
    };
    let opened = open(catalogue, inputs, options, notes)?;
    let Outcome {
        rejected, files, ..
    } = opened.score(notes, |row| {
        let placed = Placed {
            entry: Entry::of(&row.record),
            rubric: row.rubric,
            record: row.cells.text().to_owned(),
        };
        rows.insert((file(row.record.file), row.record.line), placed);
        Ok(())
    })?;
    Ok(Side {
        rows,
        rejected: rejected
            .into_iter()
            .map(|row| ((file(&row.file), row.line), row.faults))
            .collect(),
        files: files
            .into_iter()
            .map(|file| File {
                name: file.name,
                header: file.header,
                delimiter: file.dialect.delimiter,
            })
            .collect(),
    })
}

/// Finds the edits behind every change, one pair of rubrics at a time.
fn attribute(
    diff: &mut Diff,
    moved: &[(usize, u64)],
    sides: [&Side; 2],
    catalogues: [&Catalogue; 2],
    options: &Options,
) {
    let pairs = rubric_pairs(moved, sides, catalogues);
    let mut edited = Vec::new();
    for (before, after, changes) in pairs {
        let rubrics = [
            &catalogues[0].rubrics()[before],
            &catalogues[1].rubrics()[after],
        ];
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
        if !changes.is_empty() {
            let keys: Vec<(usize, u64)> = changes.iter().map(|index| moved[*index]).collect();
            let rows = Rows::of(&keys, sides);
            criteria(diff, &changes, &rows, rubrics, options);
            let mut trial = Trial {
                comparison: &comparison,
                rows: &rows,
                options,
                tried: HashMap::new(),
            };
            for (row, &index) in changes.iter().enumerate() {
                let to = diff.changes[index].after.as_ref().map(|entry| entry.state);
                let found = trial.attribution(row, to);
                for (edits, of) in [(&found.alone, 0), (&found.needed, 1), (&found.together, 2)] {
                    for &edit in edits {
                        let effect = &mut effects[edit];
                        let list = match of {
                            0 => &mut effect.alone,
                            1 => &mut effect.needed,
                            _ => &mut effect.together,
                        };
                        list.push(index);
                    }
                }
                diff.changes[index].attribution = Some(Attribution {
                    rubric: edited.len(),
                    ..found
                });
            }
        }
        edited.push(EditedRubric {
            before: rubrics[0].name(),
            after: rubrics[1].name(),
            edits: effects,
        });
    }
    diff.edits = Some(edited);
}

/// Which rubric became which, each pair with its changes; a rubric whose name or text has a counterpart is
/// compared though nobody moves.
fn rubric_pairs(
    moved: &[(usize, u64)],
    sides: [&Side; 2],
    catalogues: [&Catalogue; 2],
) -> Vec<(usize, usize, Vec<usize>)> {
    let counterpart = |rubric: &Rubric, others: &Catalogue| {
        let same = |other: &&Rubric| other.id == rubric.id;
        let versions: Vec<&Rubric> = others.rubrics().iter().filter(same).collect();
        let exact = versions
            .iter()
            .copied()
            .find(|other| other.version == rubric.version);
        let found: &Rubric = match (exact, versions.as_slice(), others.rubrics()) {
            (Some(exact), ..) => exact,
            (None, [only], _) => only,
            // Two single rubrics are meant to be held against each other, whatever they are called.
            (None, [], [only]) => only,
            _ => return None,
        };
        others
            .rubrics()
            .iter()
            .position(|other| std::ptr::eq(other, found))
    };
    let mut pairs: Vec<(usize, usize, Vec<usize>)> = Vec::new();
    let mut add = |before, after, change: Option<usize>| {
        let known = pairs
            .iter_mut()
            .find(|(a, b, _)| (*a, *b) == (before, after));
        match known {
            Some((_, _, changes)) => changes.extend(change),
            None => pairs.push((before, after, change.into_iter().collect())),
        }
    };
    for (before, rubric) in catalogues[0].rubrics().iter().enumerate() {
        if let Some(after) = counterpart(rubric, catalogues[1])
            && counterpart(&catalogues[1].rubrics()[after], catalogues[0]) == Some(before)
        {
            add(before, after, None);
        }
    }
    for (index, key) in moved.iter().enumerate() {
        let rubric = |side: usize| sides[side].rows.get(key).map(|placed| placed.rubric);
        let other = |side: usize, other: usize| {
            let index = rubric(side)?;
            counterpart(&catalogues[side].rubrics()[index], catalogues[other])
        };
        let before = rubric(0).or_else(|| other(1, 0));
        let after = rubric(1).or_else(|| other(0, 1));
        if let (Some(before), Some(after)) = (before, after) {
            add(before, after, Some(index));
        }
    }
    pairs
}

/// Some rows of some files, to be read again and again.
struct Rows {
    files: Vec<(Arc<str>, Delimiter, String)>,
    /// The file and line of each row in these shorter files.
    at: HashMap<(usize, u64), usize>,
    count: usize,
}

impl Rows {
    fn of(keys: &[(usize, u64)], sides: [&Side; 2]) -> Self {
        let mut files: Vec<(Arc<str>, Delimiter, String)> = sides[0]
            .files
            .iter()
            .map(|file| {
                (
                    Arc::clone(&file.name),
                    file.delimiter,
                    format!("{}\n", file.header),
                )
            })
            .collect();
        let mut at = HashMap::new();
        for (row, key) in keys.iter().enumerate() {
            let placed = sides.iter().find_map(|side| side.rows.get(key));
            if let (Some((_, _, text)), Some(placed)) = (files.get_mut(key.0), placed) {
                let line = 1 + text.matches('\n').count() as u64;
                at.insert((key.0, line), row);
                text.push_str(&placed.record);
                text.push('\n');
            }
        }
        Self {
            files,
            at,
            count: keys.len(),
        }
    }

    /// Gives every row that can be placed by `rubric` to `sink`.
    fn run(&self, rubric: Rubric, options: &Options, mut sink: impl FnMut(usize, &Row<'_>)) {
        let catalogue = Catalogue::of(vec![rubric]);
        let options = Options {
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
            let Ok(sheet) = sheet else { continue };
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

    /// Where every row stands by `rubric`; nothing where it is rejected.
    fn states(&self, rubric: Rubric, options: &Options) -> Vec<Option<State>> {
        let mut states = vec![None; self.count];
        self.run(rubric, options, |index, row| {
            let placement = row.record.placement;
            states[index] = Some(State::of(placement.status, placement.level));
        });
        states
    }
}

/// Tries mixtures of edits on some rows; no mixture twice.
struct Trial<'a> {
    comparison: &'a Comparison<'a>,
    rows: &'a Rows,
    options: &'a Options,
    tried: HashMap<Vec<bool>, Option<Vec<Option<State>>>>,
}

impl Trial<'_> {
    /// Whether the row comes to the same with these edits as with all of them.
    fn makes(&mut self, chosen: &[bool], row: usize, to: Option<State>) -> bool {
        let (comparison, rows, options) = (self.comparison, self.rows, self.options);
        let states = self.tried.entry(chosen.to_vec()).or_insert_with(|| {
            let mixture = comparison.mixture(chosen)?;
            Some(rows.states(mixture, options))
        });
        states.as_ref().is_some_and(|states| states[row] == to)
    }

    fn attribution(&mut self, row: usize, to: Option<State>) -> Attribution {
        let edits = &self.comparison.edits;
        let counting: Vec<usize> = (0..edits.len())
            .filter(|&edit| !edits[edit].is_wording)
            .collect();
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
        Attribution {
            rubric: 0,
            alone,
            needed,
            together,
        }
    }
}

/// Adds to each changed parameter the criteria that changed.
fn criteria(
    diff: &mut Diff,
    changes: &[usize],
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
    for (row, &index) in changes.iter().enumerate() {
        for changed in &mut diff.changes[index].parameters {
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
                .map(|id| CriterionChange {
                    id: id.clone(),
                    from: of(0, id),
                    to: of(1, id),
                })
                .filter(|change| change.from != change.to)
                .collect();
        }
    }
}
