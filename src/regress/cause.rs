//! What a change is laid to, as far as two results say what they were made from.

use super::results::{Entry, MadeFrom, State};
use crate::place::Status;
use crate::record;
use crate::vocabulary::{Identity, Parameter};

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

/// What two results were made from that is known to be another.
pub(super) fn made_otherwise(before: &Entry, after: &Entry) -> Vec<Cause> {
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
pub(super) fn causes(before: &Entry, after: &Entry) -> (Vec<Cause>, bool) {
    let is_overridden_anew = entered(before) != entered(after);
    let differs = |part: fn(&MadeFrom) -> &Option<String>| match (
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
    let lacks_quality = |entry: &Entry| entry.state == State::Status(Status::UdenKvalitet);
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

/// What was entered against, or without, a computed level: the parameters and their words, and the whole.
fn entered(entry: &Entry) -> (&[String], Vec<&String>, Option<State>) {
    let is_named = |id: &str| entry.overridden.iter().any(|name| name == id);
    let parameters = Parameter::ALL.into_iter().filter(|parameter| is_named(parameter.id()));
    let words = parameters.map(|parameter| &entry.parameters[parameter.index()]).collect();
    (&entry.overridden, words, is_named(record::OVERALL).then_some(entry.state))
}
