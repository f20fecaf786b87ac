//! Who moved from one run to another, and what it is laid to.
//!
//! Results are matched supplier by supplier: first on the whole key of a row, then, where a supplier has
//! one result left on either side, without date and konsulent, so that a new assessment is a move and
//! not a departure and an arrival.

use super::Tweak;
use super::results::{Entry, State};
use crate::diagnostic::Diagnostic;
use crate::identity::Identity;
use crate::parameter::Parameter;
use crate::place::Truth;
use crate::record;
use std::collections::HashMap;

/// All that differs between two runs.
#[derive(Debug)]
pub struct Diff {
    /// Everybody who stands elsewhere, arrived or departed, in the order of the run before; then those who
    /// are only in the run after, in its order.
    pub changes: Vec<Change>,
    /// How many results there are before and after.
    pub counts: [usize; 2],
    /// How many went from each state to each, those who stayed included, from the highest state.
    pub matrix: Vec<(State, State, usize)>,
    /// The edits between the rubrics, where two were tried on the same data.
    pub edits: Option<Vec<EditedRubric>>,
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
    /// Everybody who moves by it, by index, each once.
    pub fn moves(&self) -> Vec<usize> {
        let all = self.alone.iter().chain(&self.needed).chain(&self.together);
        let mut all: Vec<usize> = all.copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

/// Somebody who stands elsewhere than before.
#[derive(Debug)]
pub struct Change {
    /// The result before; nothing for an arrival.
    pub before: Option<Entry>,
    /// The result after; nothing for a departure.
    pub after: Option<Entry>,
    /// What it is laid to, the likeliest first; never empty for a move.
    pub causes: Vec<Cause>,
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

/// What sort of change it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// From one state to another.
    Moved(State, State),
    /// Only after.
    Arrived(State),
    /// Only before.
    Departed(State),
}

impl Change {
    /// What sort of change it is; every change has a side.
    pub fn kind(&self) -> Kind {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => Kind::Moved(before.state, after.state),
            (None, Some(after)) => Kind::Arrived(after.state),
            (Some(before), None) => Kind::Departed(before.state),
            (None, None) => Kind::Arrived(State::ALL[0]),
        }
    }

    /// A cell of the identity, as it is now, or was.
    pub fn cell(&self, column: Identity) -> &str {
        let now = self.after.as_ref().or(self.before.as_ref());
        now.map_or("", |entry| entry.cell(column))
    }

    /// The supplier's id, and its department's.
    pub fn id(&self) -> String {
        let id = self.cell(Identity::LeverandoerId);
        match self.cell(Identity::Afdelingsid) {
            "" => id.to_owned(),
            department => format!("{id}/{department}"),
        }
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
    /// The changes of a sort, by index.
    pub fn of_kind(&self, is_it: impl Fn(Kind) -> bool) -> Vec<usize> {
        (0..self.changes.len())
            .filter(|&index| is_it(self.changes[index].kind()))
            .collect()
    }

    /// Those who stand elsewhere, by index.
    pub fn moved(&self) -> Vec<usize> {
        self.of_kind(|kind| matches!(kind, Kind::Moved(..)))
    }

    /// Compares two results.
    pub fn of_results(before: Vec<Entry>, after: Vec<Entry>) -> Self {
        let pairs = matched(&before, &after);
        let counts = [before.len(), after.len()];
        let mut after: Vec<Option<Entry>> = after.into_iter().map(Some).collect();
        let mut all = Vec::new();
        for (entry, pair) in before.into_iter().zip(pairs) {
            all.push((Some(entry), pair.and_then(|index| after[index].take())));
        }
        all.extend(after.into_iter().flatten().map(|entry| (None, Some(entry))));
        let changes = |(before, after): (Option<Entry>, Option<Entry>)| {
            let (causes, is_certain) = match (&before, &after) {
                (Some(before), Some(after)) => causes(before, after),
                (None, _) | (_, None) => (Vec::new(), true),
            };
            Change {
                causes,
                is_certain,
                parameters: parameters(before.as_ref(), after.as_ref()),
                before,
                after,
                attribution: None,
                faults: Vec::new(),
            }
        };
        Self::of_pairs(all, counts, changes)
    }

    /// Draws up the changes among pairs of results; `change` makes one of a pair that differs.
    pub fn of_pairs(
        pairs: Vec<(Option<Entry>, Option<Entry>)>,
        counts: [usize; 2],
        mut change: impl FnMut((Option<Entry>, Option<Entry>)) -> Change,
    ) -> Self {
        let mut went: HashMap<(State, State), usize> = HashMap::new();
        let mut changes = Vec::new();
        for pair in pairs {
            let states = (
                pair.0.as_ref().map(|entry| entry.state),
                pair.1.as_ref().map(|entry| entry.state),
            );
            if let (Some(from), Some(to)) = states {
                *went.entry((from, to)).or_default() += 1;
            }
            if states.0 != states.1 {
                changes.push(change(pair));
            }
        }
        let mut matrix = Vec::new();
        for from in State::ALL {
            for to in State::ALL {
                matrix.extend(went.get(&(from, to)).map(|n| (from, to, *n)));
            }
        }
        Self {
            changes,
            counts,
            matrix,
            edits: None,
        }
    }
}

/// For each result before the index of the one after that is of the same supplier.
fn matched(before: &[Entry], after: &[Entry]) -> Vec<Option<usize>> {
    let mut pairs: Vec<Option<usize>> = vec![None; before.len()];
    let mut is_taken = vec![false; after.len()];
    let whole: &[Identity] = &[
        Identity::LeverandoerId,
        Identity::Afdelingsid,
        Identity::Maalgruppe,
        Identity::Delmaalgruppe,
        Identity::Aldersgruppe,
        Identity::Vurderingsdato,
        Identity::Konsulent,
    ];
    // All of the key, then without the konsulent, then without the date as well.
    for length in [7, 6, 5] {
        let key = |entry: &Entry| -> Vec<String> {
            let cells = whole[..length].iter().enumerate();
            cells
                .map(|(place, column)| match place {
                    0 | 1 => crate::fold::nfc(entry.cell(*column)).into_owned(),
                    _ => crate::fold::nfc(entry.cell(*column)).to_lowercase(),
                })
                .collect()
        };
        let mut there: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        for (index, entry) in after.iter().enumerate() {
            if !is_taken[index] {
                there.entry(key(entry)).or_default().push(index);
            }
        }
        let mut here: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
        for (index, entry) in before.iter().enumerate() {
            if pairs[index].is_none() {
                here.entry(key(entry)).or_default().push(index);
            }
        }
        for (key, indices) in here {
            let Some(others) = there.get(&key) else {
                continue;
            };
            // Rows that came twice go in their order; with less than the key there must be no doubt.
            if length < whole.len() && (indices.len() > 1 || others.len() > 1) {
                continue;
            }
            for (index, other) in indices.into_iter().zip(others) {
                pairs[index] = Some(*other);
                is_taken[*other] = true;
            }
        }
    }
    pairs
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
