//! One supplier of whom something else is said than before.

use super::cause::{Cause, causes, made_otherwise};
use super::compared::{self, Detail, REJECTED};
use super::results::{Entry, State};
use crate::diagnostic::Diagnostic;
use crate::place::Truth;
use crate::vocabulary::{Identity, Parameter};

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

/// Somebody of whom something else is said than before.
#[derive(Debug)]
pub struct Change {
    /// What differs; never empty.
    pub details: Vec<Detail>,
    /// The new version under which it would come about, as an index into `Diff::versions`.
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
    /// Index into `Diff::edits`.
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

/// Whether somebody is worse off: a lower level, or none any more.
pub fn is_down(course: Course) -> bool {
    match course {
        Course::Moved(from, to) => to.is_below(from),
        Course::Departed(_) => true,
        Course::Arrived(_) | Course::Stayed(_) => false,
    }
}

/// From where and to where, in words.
pub fn ends(course: Course) -> (&'static str, &'static str) {
    match course {
        Course::Moved(from, to) => (from.as_str(), to.as_str()),
        Course::Stayed(state) => (state.as_str(), state.as_str()),
        Course::Arrived(to) => (REJECTED, to.as_str()),
        Course::Departed(from) => (from.as_str(), REJECTED),
    }
}
