//! Who changed from one run to another, how, and what it is laid to.

use super::Tweak;
use super::compared::{self, Detail, REJECTED};
use super::matching::matched;
use super::results::{Entry, Results, State};
use super::versions::VersionNote;
use crate::diagnostic::Diagnostic;
use crate::place::Truth;
use crate::record;
use crate::vocabulary::{Identity, Parameter};
use std::collections::HashMap;

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

/// The results of one supplier on either side, or of one row.
#[derive(Debug)]
pub struct Pair {
    /// The result before.
    pub before: Option<Entry>,
    /// The result after.
    pub after: Option<Entry>,
    /// Whether the side that has none has a row that could not be used.
    pub is_rejected: bool,
}

impl Pair {
    /// All that the two say differently.
    pub fn details(&self) -> Vec<Detail> {
        use compared::Kind::{Arrived, Departed, Rejected};
        let (one_sided, rejected) = match (&self.before, &self.after) {
            (Some(before), Some(after)) => return compared::differences(before, after),
            (Some(before), None) => {
                ([before.state.as_str(), ""], [before.state.as_str(), REJECTED])
            }
            (None, Some(after)) => (["", after.state.as_str()], [REJECTED, after.state.as_str()]),
            (None, None) => return Vec::new(),
        };
        let is_down = self.before.is_some();
        let (kind, [from, to]) = match self.is_rejected {
            true => (Rejected, rejected),
            false if is_down => (Departed, one_sided),
            false => (Arrived, one_sided),
        };
        vec![Detail::whole(kind, from, to, is_down)]
    }
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
    /// Everybody who changes by it, by index, each once.
    pub fn changes(&self) -> Vec<usize> {
        let all = self.alone.iter().chain(&self.needed).chain(&self.together);
        let mut all: Vec<usize> = all.copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Somebody of whom something else is said than before.
#[derive(Debug)]
pub struct Change {
    /// What differs; never empty.
    pub details: Vec<Detail>,
    /// The new version under which it would come about, as an index into [`Diff::versions`].
    pub under: Option<usize>,
    /// The result before; nothing for an arrival.
    pub before: Option<Entry>,
    /// The result after; nothing for a departure.
    pub after: Option<Entry>,
    /// What it is laid to, the likeliest first; never empty for a move.
    pub causes: Vec<Cause>,
    /// What it was made from that is known to be another: rubric, data or program.
    pub changed: Vec<Cause>,
    /// Where the supplier stands with the data after under the rubric before, where both are at hand.
    pub by_data: Option<State>,
    /// Whether the causes are known to differ; else they are those that the results do not rule out.
    pub is_certain: bool,
    /// The parameters that changed, in the model's order.
    pub parameters: Vec<ParameterChange>,
    /// By what edits, where two rubrics were tried on the same data.
    pub attribution: Option<Attribution>,
    /// Why the row could not be used on the side where it is not.
    pub faults: Vec<Diagnostic>,
}

/// What a move is laid to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The rubric.
    Rubric,
    /// What the row says.
    Data,
    /// A level that was entered against, or without, a computed one.
    Override,
    /// The program, or how it was run.
    Program,
}

impl Cause {
    /// The word in results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rubric => "rubrik",
            Self::Data => "data",
            Self::Override => "tilsidesættelse",
            Self::Program => "program",
        }
    }
}

/// A parameter that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterChange {
    /// Which.
    pub parameter: Parameter,
    /// Its word before.
    pub from: String,
    /// Its word after.
    pub to: String,
    /// Its criteria that changed; known only where the rubrics and the data are at hand.
    pub criteria: Vec<CriterionChange>,
}

/// A criterion that is met on one side only, or is on one side only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionChange {
    /// Its id.
    pub id: String,
    /// Whether it was met; nothing where it was not there.
    pub from: Option<Truth>,
    /// Whether it is met; nothing where it is no more.
    pub to: Option<Truth>,
}

/// The edits that made a change, as indices into those of its rubric.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attribution {
    /// Index into [`Diff::edits`].
    pub rubric: usize,
    /// Those of which each alone makes it.
    pub alone: Vec<usize>,
    /// Those without which it does not happen, all others being made.
    pub needed: Vec<usize>,
    /// Where none alone makes it: as few as make it together, none of which can be spared.
    pub together: Vec<usize>,
}

/// Where somebody went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Course {
    /// From one state to another.
    Moved(State, State),
    /// Nowhere; what is said besides differs.
    Stayed(State),
    /// Only after.
    Arrived(State),
    /// Only before.
    Departed(State),
}

impl Change {
    /// What differs between two results; nothing where nothing does.
    pub fn of(pair: Pair) -> Option<Self> {
        let details = pair.details();
        if details.is_empty() {
            return None;
        }
        let Pair { before, after, .. } = pair;
        let (causes, is_certain) = match (&before, &after) {
            (Some(before), Some(after)) => causes(before, after),
            (None, _) | (_, None) => (Vec::new(), true),
        };
        let changed = match (&before, &after) {
            (Some(before), Some(after)) => made_otherwise(before, after),
            (None, _) | (_, None) => Vec::new(),
        };
        Some(Self {
            details,
            changed,
            by_data: None,
            under: None,
            causes,
            is_certain,
            parameters: parameters(before.as_ref(), after.as_ref()),
            before,
            after,
            attribution: None,
            faults: Vec::new(),
        })
    }

    /// Makes a departure one of a row that could not be used, for these faults.
    pub(super) fn reject(&mut self, faults: Vec<Diagnostic>) {
        let before = self.before.as_ref().map_or("", |entry| entry.state.as_str());
        self.details = vec![Detail::whole(compared::Kind::Rejected, before, REJECTED, true)];
        self.faults = faults;
    }

    /// Where the supplier went; every change has a side.
    pub fn course(&self) -> Course {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) if before.state == after.state => {
                Course::Stayed(after.state)
            }
            (Some(before), Some(after)) => Course::Moved(before.state, after.state),
            (None, Some(after)) => Course::Arrived(after.state),
            (Some(before), None) => Course::Departed(before.state),
            (None, None) => Course::Arrived(State::ALL[0]),
        }
    }

    /// A cell of the identity, as it is now, or was.
    pub fn cell(&self, column: Identity) -> &str {
        let now = self.after.as_ref().or(self.before.as_ref());
        now.map_or("", |entry| entry.cell(column))
    }

    /// Where its row is now, or was: `file:line`.
    pub fn source(&self) -> &str {
        let now = self.after.as_ref().or(self.before.as_ref());
        now.map_or("", |entry| entry.source.as_str())
    }

    /// The supplier's id, and its department's.
    pub fn id(&self) -> String {
        let now = self.after.as_ref().or(self.before.as_ref());
        now.map(Entry::id).unwrap_or_default()
    }

    /// Who it is, for people: id, name if there is one, and målgruppe.
    pub fn who(&self) -> String {
        let (id, group) = (self.id(), self.cell(Identity::Maalgruppe));
        match self.cell(Identity::Leverandoer) {
            "" => format!("{id} ({group})"),
            name => format!("{id} {name} ({group})"),
        }
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

/// The parameters whose words differ.
pub fn parameters(before: Option<&Entry>, after: Option<&Entry>) -> Vec<ParameterChange> {
    let (Some(before), Some(after)) = (before, after) else {
        return Vec::new();
    };
    Parameter::ALL
        .into_iter()
        .filter_map(|parameter| {
            let index = parameter.index();
            let (from, to) = (&before.parameters[index], &after.parameters[index]);
            (from != to).then(|| ParameterChange {
                parameter,
                from: from.clone(),
                to: to.clone(),
                criteria: Vec::new(),
            })
        })
        .collect()
}

/// What two results were made from that is known to be another.
fn made_otherwise(before: &Entry, after: &Entry) -> Vec<Cause> {
    let (before, after) = (&before.made_from, &after.made_from);
    [
        (Cause::Rubric, &before.rubric, &after.rubric),
        (Cause::Data, &before.data, &after.data),
        (Cause::Program, &before.program, &after.program),
    ]
    .into_iter()
    .filter(|(_, before, after)| before.is_some() && after.is_some() && before != after)
    .map(|(cause, ..)| cause)
    .collect()
}

/// What a move is laid to, from what the two results say of themselves.
///
/// A level that nobody would have without overrides is laid to them, if all else came to the same. Else
/// whatever is known to differ counts, the rubric first; and where nothing is, whatever is not known not to.
fn causes(before: &Entry, after: &Entry) -> (Vec<Cause>, bool) {
    let says = |entry: &Entry| {
        let levels: Vec<&String> = Parameter::ALL
            .iter()
            .filter(|parameter| entry.overridden.iter().any(|name| name == parameter.id()))
            .map(|parameter| &entry.parameters[parameter.index()])
            .collect();
        let whole = entry.overridden.iter().any(|name| name == record::OVERALL);
        (
            entry.overridden.clone(),
            levels.into_iter().cloned().collect::<Vec<_>>(),
            whole.then_some(entry.state),
        )
    };
    let is_overridden_anew = says(before) != says(after);
    let differs = |part: fn(&super::results::MadeFrom) -> &Option<String>| match (
        part(&before.made_from),
        part(&after.made_from),
    ) {
        (Some(before), Some(after)) => Some(before != after),
        (None, _) | (_, None) => None,
    };
    let rubric = match differs(|made_from| &made_from.rubric) {
        None if before.rubric != after.rubric => Some(true),
        known => known,
    };
    let data = match differs(|made_from| &made_from.data) {
        None if before.cell(Identity::Vurderingsdato) != after.cell(Identity::Vurderingsdato) => {
            Some(true)
        }
        known => known,
    };
    let program = differs(|made_from| &made_from.program);
    let lacks_quality =
        |entry: &Entry| entry.state == State::Status(crate::place::Status::UdenKvalitet);
    if is_overridden_anew
        && before.computed == after.computed
        && before.computed.is_some()
        && !lacks_quality(before)
        && !lacks_quality(after)
    {
        return (vec![Cause::Override], true);
    }
    let found = [
        (Cause::Rubric, rubric),
        (Cause::Data, data),
        (Cause::Override, Some(is_overridden_anew)),
        (Cause::Program, program),
    ];
    let of = |wanted: fn(Option<bool>) -> bool| -> Vec<Cause> {
        let some = found.iter().filter(|(_, differs)| wanted(*differs));
        some.map(|(cause, _)| *cause).collect()
    };
    let known = of(|differs| differs == Some(true));
    if !known.is_empty() {
        return (known, true);
    }
    // Same rubric by name, and nothing else known: most often it is the data that is new.
    let mut unknown = of(|differs| differs.is_none());
    unknown.sort_by_key(|cause| *cause != Cause::Data);
    match unknown.is_empty() {
        // All that they are made from is the same, so it is how they were made.
        true => (vec![Cause::Program], true),
        false => (unknown, false),
    }
}
