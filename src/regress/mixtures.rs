//! Rows that change, tried again under the rubric before with some of the edits.

use super::compared;
use super::diff::{Attribution, CriterionChange, Diff};
use super::edits::Comparison;
use super::results::State;
use super::run::{Key, Run};
use crate::diagnostic::Diagnostics;
use crate::intake::{Columns, Delimiter, Encoding, Expected, Keep, Sheet, SheetOptions};
use crate::place::{Placement, Truth};
use crate::rubric::{Catalogue, Rubric};
use crate::score::{Opened, Options, Row};
use crate::vocabulary::Parameter;
use std::collections::HashMap;
use std::io::Cursor;
use std::sync::Arc;

/// Some rows of some files, to be read again and again.
pub(super) struct Rows {
    pub(super) files: Vec<(Arc<str>, Delimiter, String)>,
    pub(super) counts_rows: Vec<bool>,
    /// The file and line of each row in these shorter files.
    pub(super) at: HashMap<Key, usize>,
    pub(super) count: usize,
    /// Whether a version is tried that their dates do not choose.
    pub(super) are_undated: bool,
}

impl Rows {
    pub(super) fn of(changes: &[(usize, Key)], runs: [&Run; 2], diff: &Diff) -> Self {
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
pub(super) struct Wanted {
    /// What the row comes to by all of them; nothing where it is rejected.
    pub(super) placement: Option<Placement>,
    /// Whether only the state counts, since the supplier moves; else all that is said.
    pub(super) is_move: bool,
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
pub(super) struct Trial<'a> {
    pub(super) comparison: &'a Comparison<'a>,
    pub(super) rows: &'a Rows,
    pub(super) options: &'a Options,
    pub(super) tried: HashMap<Vec<bool>, Option<Vec<Option<Placement>>>>,
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

    pub(super) fn attribution(&mut self, row: usize, to: Wanted) -> Attribution {
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
pub(super) fn criteria(
    diff: &mut Diff,
    changes: &[(usize, Key)],
    rows: &Rows,
    rubrics: [&Rubric; 2],
    options: &Options,
) {
    if changes.is_empty() {
        return;
    }
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
