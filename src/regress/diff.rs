//! Who changed from one run to another, how, and what it is laid to.

use super::Tweak;
use super::cause::made_otherwise;
use super::edits::Edit;
use super::matching::matched;
use super::results::{Entry, Results, State};
use super::versions::VersionNote;
use crate::vocabulary::Identity;
use std::collections::HashMap;

pub use super::cause::Cause;
pub use super::change::{Attribution, Change, Course, CriterionChange, Pair, ParameterChange};

/// All that differs between two runs.
#[derive(Debug)]
pub struct Diff {
    /// Everybody of whom something else is said, or who arrived or departed, in the order of the run before; then
    /// those who are only in the run after, in its order; then those who would move under a new version.
    pub changes: Vec<Change>,
    /// What there was to compare before and after.
    pub sides: [Side; 2],
    /// How many suppliers are placed on both sides.
    pub compared: usize,
    /// How many rows are of målgrupper that no rubric on either side knows, by the name they give.
    pub outside: Vec<(String, u64)>,
    /// The ids before and after of those who were found though their ids are written otherwise.
    pub other_ids: Vec<[String; 2]>,
    /// Those of whom the same is said, though something that it was made from is another.
    pub untouched: Vec<Untouched>,
    /// How many went from each state to each, those who stayed included, from the highest state.
    pub matrix: Vec<(State, State, usize)>,
    /// The edits between the rubrics, where two were tried on the same data.
    pub edits: Option<Vec<EditedRubric>>,
    /// The rubrics and versions that are new, gone or unused, where two were tried on the same data.
    pub versions: Vec<VersionNote>,
    /// All rubrics after, `id@version`, where they are at hand.
    pub standing: Option<Vec<String>>,
}

/// Somebody of whom the same is said, though something that it was made from is another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Untouched {
    /// The supplier's id, and its department's.
    pub id: String,
    /// The id of the rubric.
    pub target_group: String,
    /// What is another: rubric, data or program.
    pub changed: Vec<Cause>,
}

/// How many rows there were on one side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Side {
    /// Those that were read; nothing where a result does not say.
    pub read: Option<u64>,
    /// Those that were placed.
    pub placed: u64,
    /// Those that could not be used; nothing where a result does not say.
    pub rejected: Option<u64>,
}

/// The edits of one rubric.
#[derive(Debug)]
pub struct EditedRubric {
    /// `id@version` before.
    pub before: String,
    /// `id@version` after.
    pub after: String,
    /// In the order of the rubric after.
    pub edits: Vec<EditEffect>,
}

/// What one edit did.
#[derive(Debug)]
pub struct EditEffect {
    /// The edit.
    pub tweak: Tweak,
    /// Whether it only changes what people read.
    pub is_wording: bool,
    /// Indices of the changes that it alone makes.
    pub alone: Vec<usize>,
    /// Indices of the changes that do not happen without it.
    pub needed: Vec<usize>,
    /// Indices of the changes that it makes together with others, none of which can be spared.
    pub together: Vec<usize>,
}

impl EditEffect {
    /// An edit of which nothing is known yet.
    pub(super) fn of(edit: &Edit) -> Self {
        Self {
            tweak: edit.tweak.clone(),
            is_wording: edit.is_wording,
            alone: Vec::new(),
            needed: Vec::new(),
            together: Vec::new(),
        }
    }

    /// Everybody who changes by it, by index, each once.
    pub fn changes(&self) -> Vec<usize> {
        let all = self.alone.iter().chain(&self.needed).chain(&self.together);
        let mut all: Vec<usize> = all.copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Diff {
    /// The changes that came about, of a sort, by index.
    pub fn of_course(&self, is_it: impl Fn(Course) -> bool) -> Vec<usize> {
        (0..self.changes.len())
            .filter(|&index| {
                let change = &self.changes[index];
                change.under.is_none() && is_it(change.course())
            })
            .collect()
    }

    /// Takes over what another trial found of versions: which are new or gone, and who would move under new ones.
    pub fn add_versions(&mut self, tried: Self) {
        let would = tried.changes.into_iter().filter(|change| change.under.is_some());
        // The edits that make them are told of the trial alone.
        self.changes.extend(would.map(|change| Change { attribution: None, ..change }));
        self.versions = tried.versions;
        self.standing = tried.standing;
    }

    /// Those who stand elsewhere, by index.
    pub fn moved(&self) -> Vec<usize> {
        self.of_course(|course| matches!(course, Course::Moved(..)))
    }

    /// Compares two results.
    pub fn of_results(before: Results, after: Results) -> Self {
        let side = |results: &Results| Side {
            read: results.read,
            placed: results.entries.len() as u64,
            rejected: results.rejected,
        };
        let sides = [side(&before), side(&after)];
        let (pairs, found) = matched(&before.entries, &after.entries);
        let mut later: Vec<Option<Entry>> = after.entries.into_iter().map(Some).collect();
        let mut all = Vec::new();
        let mut other_ids = Vec::new();
        for (index, (entry, pair)) in before.entries.into_iter().zip(pairs).enumerate() {
            let after = pair.and_then(|index| later[index].take());
            if let (Ok(_), Some(after)) = (found.binary_search(&index), &after) {
                other_ids.push([entry.id(), after.id()]);
            }
            all.push(Pair { before: Some(entry), after, is_rejected: false });
        }
        all.extend(later.into_iter().flatten().map(|entry| Pair {
            before: None,
            after: Some(entry),
            is_rejected: false,
        }));
        let mut diff = Self::of_pairs(all, sides, Change::of);
        diff.other_ids = other_ids;
        diff
    }

    /// Draws up the changes among pairs of results; `change` makes one of a pair that differs.
    pub fn of_pairs(
        pairs: Vec<Pair>,
        sides: [Side; 2],
        change: impl FnMut(Pair) -> Option<Change>,
    ) -> Self {
        let mut went: HashMap<(State, State), usize> = HashMap::new();
        let mut compared = 0;
        let mut untouched = Vec::new();
        for pair in &pairs {
            if let (Some(before), Some(after)) = (&pair.before, &pair.after)
                && let changed = made_otherwise(before, after)
                && !changed.is_empty()
                && pair.details().is_empty()
            {
                untouched.push(Untouched {
                    id: after.id(),
                    target_group: after.cell(Identity::Maalgruppe).to_owned(),
                    changed,
                });
            }
            if let (Some(before), Some(after)) = (&pair.before, &pair.after) {
                *went.entry((before.state, after.state)).or_default() += 1;
                compared += 1;
            }
        }
        let mut matrix = Vec::new();
        for from in State::ALL {
            for to in State::ALL {
                matrix.extend(went.get(&(from, to)).map(|n| (from, to, *n)));
            }
        }
        Self {
            changes: pairs.into_iter().filter_map(change).collect(),
            sides,
            compared,
            outside: Vec::new(),
            other_ids: Vec::new(),
            untouched,
            matrix,
            edits: None,
            versions: Vec::new(),
            standing: None,
        }
    }
}
