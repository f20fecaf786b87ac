//! The file of the changes that are meant, and which changes it means.
//!
//! A file of expectations names movers one by one, or counts them by from and to:
//!
//! ```toml
//! [[moved]]
//! leverandoer_id = "F-003"
//! maalgruppe = "autisme"      # these where it matters, and afdelingsid, delmaalgruppe, aldersgruppe
//! from = "moderat"
//! to = "højt"
//!
//! [[moved]]
//! leverandoer_id = "F-004"
//! kind = "parameter"          # only changes of this kind; from and to are then what it says of them
//! parameter = "uddannelse"
//!
//! [[count]]
//! from = "højt"
//! to = "moderat"
//! n = 3                       # besides those that are named
//!
//! [[removed]]                 # not there any more: a rubric, or one version of it
//! rubrik = "synsnedsaettelse"
//!
//! [[added]]                   # there now
//! rubrik = "autisme@2021.1"
//! ```
//!
//! What is said of rubrics is what is there afterwards, so that it stays true when the change has been made.

use super::Location;
use super::change::{Change, Course, ends};
use super::compared::{Detail, Field, Kind, REJECTED};
use super::diff::Diff;
use super::results::State;
use super::verdict::{Unfulfilled, Verdict};
use super::versions::Presence;
use crate::arithmetic::fold;
use crate::diagnostic::Diagnostics;
use crate::intake::cell;
use crate::rubric::toml_table::{Faults, document, type_name, unknown_keys};
use crate::rubric::tree::{Node, Table, Value};
use crate::source::{Source, Span};
use crate::vocabulary::{Identity, Level, Parameter};
use crate::words::Message;
use std::sync::Arc;
use toml::de::DeValue;

/// The changes that are meant.
#[derive(Debug, Default)]
pub struct Expectations {
    declared: Vec<Declared>,
    counted: Vec<Counted>,
    versions: Vec<DeclaredVersion>,
}

/// A rubric, or one version of it, that is meant to be there afterwards, or not to be.
#[derive(Debug)]
struct DeclaredVersion {
    /// `id`, which means all versions, or `id@version`.
    name: String,
    is_added: bool,
    at: Location,
}

/// What a mover can be named by besides its id, where one supplier is placed more than once.
const NARROWING: [Identity; 4] =
    [Identity::Maalgruppe, Identity::Afdelingsid, Identity::Delmaalgruppe, Identity::Aldersgruppe];

/// Which changes are meant.
#[derive(Debug)]
struct Meant {
    /// Of this kind alone; else a move, with all that comes of it.
    kind: Option<Kind>,
    /// Of this parameter alone.
    parameter: Option<Parameter>,
    from: Option<String>,
    to: Option<String>,
}

/// One mover.
#[derive(Debug)]
struct Declared {
    id: String,
    narrowed: Vec<(Identity, String)>,
    meant: Meant,
    at: Location,
}

/// So many movers.
#[derive(Debug)]
struct Counted {
    target_group: Option<String>,
    meant: Meant,
    n: u64,
    at: Location,
}

impl Meant {
    /// Whether a change, or one detail of it, is meant.
    fn is(&self, change: &Change, detail: &Detail) -> bool {
        let fits = |wanted: &Option<String>, found: &str| {
            wanted.as_ref().is_none_or(|wanted| fold(wanted) == fold(found))
        };
        let Some(kind) = self.kind else {
            let (from, to) = ends(change.course());
            let is_move = !matches!(change.course(), Course::Stayed(_));
            return is_move && fits(&self.from, from) && fits(&self.to, to);
        };
        let is_meant = |detail: &Detail| {
            let is_of = |parameter| detail.field == Some(Field::Parameter(parameter));
            detail.kind == kind
                && self.parameter.is_none_or(is_of)
                && fits(&self.from, &detail.from)
                && fits(&self.to, &detail.to)
        };
        // The numbers follow from the parameters.
        is_meant(detail) || detail.is_of_number() && change.details.iter().any(is_meant)
    }
}

impl Declared {
    fn is(&self, change: &Change, detail: &Detail) -> bool {
        self.id == change.cell(Identity::LeverandoerId)
            && self.narrowed.iter().all(|(column, text)| text == change.cell(*column))
            && self.meant.is(change, detail)
    }
}

impl Counted {
    fn is(&self, change: &Change, detail: &Detail) -> bool {
        let target_group = change.cell(Identity::Maalgruppe);
        let is_of = self.target_group.as_ref().is_none_or(|id| id == target_group);
        is_of && self.meant.is(change, detail)
    }
}

impl Expectations {
    /// Reads a file of expectations; faults go to `notes`, and nothing comes back if there is one.
    pub fn read(source: Source, notes: &mut Diagnostics) -> Option<Self> {
        document(&Arc::new(source), notes, |table, faults| Reader { faults }.document(table))
    }

    /// Takes what is meant from among the open changes, and notes what is meant and not there.
    pub(super) fn strike(
        &self,
        diff: &Diff,
        open: &mut Vec<(usize, usize)>,
        verdict: &mut Verdict,
    ) {
        let mut take = |is_it: &dyn Fn(&Change, &Detail) -> bool| {
            let mut taken: Vec<(usize, usize)> = Vec::new();
            open.retain(|&(index, detail)| {
                let change = &diff.changes[index];
                let is_meant = is_it(change, &change.details[detail]);
                taken.extend(is_meant.then_some((index, detail)));
                !is_meant
            });
            taken
        };
        for declared in &self.declared {
            if take(&|change, detail| declared.is(change, detail)).is_empty() {
                verdict.unfulfilled.push(Unfulfilled::Mover {
                    id: declared.id.clone(),
                    from: declared.meant.from.clone(),
                    to: declared.meant.to.clone(),
                    at: declared.at.clone(),
                });
            }
        }
        for counted in &self.counted {
            let mut taken = take(&|change, detail| counted.is(change, detail));
            match counted.meant.kind {
                // A move counts once, whatever comes of it.
                None => taken.dedup_by_key(|(index, _)| *index),
                Some(_) => taken.retain(|(index, detail)| {
                    !diff.changes[*index].details[*detail].is_of_number()
                }),
            }
            let found = taken.len() as u64;
            if found != counted.n {
                verdict.unfulfilled.push(Unfulfilled::Count {
                    from: counted.meant.from.clone().unwrap_or_default(),
                    to: counted.meant.to.clone().unwrap_or_default(),
                    n: counted.n,
                    found,
                    at: counted.at.clone(),
                });
            }
        }
        for declared in &self.versions {
            declared.strike(diff, verdict);
        }
    }
}

impl DeclaredVersion {
    fn is(&self, rubric: &str) -> bool {
        let id = rubric.split_once('@').map_or(rubric, |(id, _)| id);
        self.name == rubric || self.name == id
    }

    /// Takes the versions that are meant from among the open ones.
    fn strike(&self, diff: &Diff, verdict: &mut Verdict) {
        verdict.versions.retain(|&index| {
            let note = &diff.versions[index];
            self.is_added != (note.presence == Presence::Added) || !self.is(&note.rubric)
        });
        let is_there = diff.standing.iter().flatten().any(|rubric| self.is(rubric));
        if diff.standing.is_none() || is_there != self.is_added {
            let (rubric, is_added, at) = (self.name.clone(), self.is_added, self.at.clone());
            verdict.unfulfilled.push(Unfulfilled::Rubric { rubric, is_added, at });
        }
    }
}

/// The keys of what is meant.
const MEANT: [&str; 4] = ["kind", "parameter", "from", "to"];

struct Reader<'r, 's> {
    faults: &'r mut Faults<'s>,
}

impl Reader<'_, '_> {
    fn error(&mut self, span: Span, message: Message, help: Option<Message>) {
        self.faults.push(span, message, help);
    }

    fn document(&mut self, table: &Table<'_>) -> Expectations {
        let mut expectations = Expectations::default();
        self.keys(table, &["moved", "count", "removed", "added"]);
        for (table, span) in self.tables(table, "moved") {
            expectations.declared.extend(self.declared(table, span));
        }
        for (table, span) in self.tables(table, "count") {
            expectations.counted.extend(self.counted(table, span));
        }
        for (key, is_added) in [("removed", false), ("added", true)] {
            for (table, span) in self.tables(table, key) {
                self.keys(table, &["rubrik"]);
                match self.text(table, "rubrik") {
                    Some(name) => {
                        let at = self.at(span);
                        expectations.versions.push(DeclaredVersion { name, is_added, at });
                    }
                    None if table.get("rubrik").is_none() => self.missing("rubrik", span),
                    None => {}
                }
            }
        }
        expectations
    }

    fn declared(&mut self, table: &Table<'_>, span: Span) -> Option<Declared> {
        let narrowing = NARROWING.map(Identity::id);
        let known = [&["leverandoer_id"][..], &narrowing, &MEANT].concat();
        self.keys(table, &known);
        let id = self.text(table, "leverandoer_id");
        if table.get("leverandoer_id").is_none() {
            self.missing("leverandoer_id", span.clone());
        }
        Some(Declared {
            narrowed: NARROWING
                .into_iter()
                .filter_map(|column| Some((column, self.text(table, column.id())?)))
                .collect(),
            meant: self.meant(table),
            id: id?,
            at: self.at(span),
        })
    }

    fn counted(&mut self, table: &Table<'_>, span: Span) -> Option<Counted> {
        self.keys(table, &[&["maalgruppe"][..], &MEANT, &["n"]].concat());
        for key in ["from", "to", "n"] {
            if table.get(key).is_none() {
                self.missing(key, span.clone());
            }
        }
        let n = table.get("n").and_then(|value| match value.get_ref() {
            Node::Scalar(DeValue::Integer(number)) => number.as_str().parse().ok(),
            _ => None,
        });
        if let (Some(value), None) = (table.get("n"), n) {
            let found = type_name(value.get_ref());
            let expected = "number";
            self.error(value.span(), Message::WrongType { expected, found }, None);
        }
        Some(Counted {
            target_group: self.text(table, "maalgruppe"),
            meant: self.meant(table),
            n: n?,
            at: self.at(span),
        })
    }

    fn meant(&mut self, table: &Table<'_>) -> Meant {
        let kind = self.word(table, "kind", Kind::ALL.map(|kind| (kind, kind.as_str())));
        let parameters = Parameter::ALL.map(|parameter| (parameter, parameter.id()));
        let parameter = self.word(table, "parameter", parameters);
        // What a change of one kind goes from and to is whatever a result says.
        let mut end = |key| match table.get("kind") {
            Some(_) => self.text(table, key),
            None => self.state(table, key).map(str::to_owned),
        };
        let (from, to) = (end("from"), end("to"));
        Meant { kind: kind.or(parameter.map(|_| Kind::Parameter)), parameter, from, to }
    }

    /// One of some words.
    fn word<T: Copy, const N: usize>(
        &mut self,
        table: &Table<'_>,
        key: &'static str,
        words: [(T, &str); N],
    ) -> Option<T> {
        let text = self.text(table, key)?;
        let found = words.iter().find(|(_, word)| *word == fold(&text));
        if let (None, Some(value)) = (found, table.get(key)) {
            let names = words.map(|(_, word)| word).join(", ");
            let message = Message::UnknownValue { key, value: text };
            self.error(value.span(), message, Some(Message::KnownNames { names }));
        }
        found.map(|(of, _)| *of)
    }

    fn at(&self, span: Span) -> Location {
        Location { source: Arc::clone(self.faults.source), span }
    }

    fn missing(&mut self, key: &str, span: Span) {
        let key = key.to_owned();
        self.error(span, Message::MissingKey { key }, None);
    }

    fn keys(&mut self, table: &Table<'_>, known: &[&str]) {
        for (span, message, help) in unknown_keys(table, known) {
            self.error(span, message, Some(help));
        }
    }

    fn tables<'t>(&mut self, table: &'t Table<'t>, key: &str) -> Vec<(&'t Table<'t>, Span)> {
        let Some(value) = table.get(key) else {
            return Vec::new();
        };
        let expected = "array of tables";
        let mut wrong = |value: &Value<'_>| {
            let found = type_name(value.get_ref());
            self.error(value.span(), Message::WrongType { expected, found }, None);
        };
        let Node::Array(items) = value.get_ref() else {
            wrong(value);
            return Vec::new();
        };
        let mut tables = Vec::new();
        for item in items {
            match item.get_ref() {
                Node::Table(table) => tables.push((table, item.span())),
                _ => wrong(item),
            }
        }
        tables
    }

    fn text(&mut self, table: &Table<'_>, key: &str) -> Option<String> {
        let value = table.get(key)?;
        match value.get_ref() {
            Node::String(text) => Some(text.to_string()),
            _ => {
                let found = type_name(value.get_ref());
                let expected = "string";
                self.error(value.span(), Message::WrongType { expected, found }, None);
                None
            }
        }
    }

    /// A level, a status, or `afvist`.
    fn state(&mut self, table: &Table<'_>, key: &'static str) -> Option<&'static str> {
        let text = self.text(table, key)?;
        let folded = fold(&text);
        let words = State::ALL.map(State::as_str).into_iter().chain([REJECTED]);
        let level = cell::level(&text).ok().map(|level| match level {
            Level::UnderLet => "under_let",
            level => level.as_str(),
        });
        let found = level.or_else(|| words.clone().find(|word| *word == folded));
        if found.is_none()
            && let Some(value) = table.get(key)
        {
            let names = words.collect::<Vec<_>>().join(", ");
            let message = Message::UnknownValue { key, value: text };
            self.error(value.span(), message, Some(Message::KnownNames { names }));
        }
        found
    }
}
