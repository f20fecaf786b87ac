//! The moves that a change is meant to make, and whether just those were made.
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
//! [[count]]
//! from = "højt"
//! to = "moderat"
//! n = 3                       # besides those that are named
//! ```

use super::Location;
use super::diff::{Change, Diff, Kind};
use super::results::State;
use crate::diagnostic::Diagnostics;
use crate::fold::fold;
use crate::identity::Identity;
use crate::intake::cell;
use crate::rubric::toml_table::{Faults, document, type_name, unknown_keys};
use crate::rubric::tree::{Node, Table, Value};
use crate::source::{Source, Span};
use crate::words::Message;
use std::sync::Arc;
use toml::de::DeValue;

/// What makes a difference fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// Every move.
    #[default]
    Any,
    /// A lower level, or one that is lost.
    Down,
    /// Nothing.
    None,
}

/// The word for where one is whose row could not be used.
pub const REJECTED: &str = "afvist";

/// The moves that are meant.
#[derive(Debug, Default)]
pub struct Expectations {
    declared: Vec<Declared>,
    counted: Vec<Counted>,
}

/// What a mover can be named by besides its id, where one supplier is placed more than once.
const NARROWING: [Identity; 4] = [
    Identity::Maalgruppe,
    Identity::Afdelingsid,
    Identity::Delmaalgruppe,
    Identity::Aldersgruppe,
];

/// One mover.
#[derive(Debug)]
struct Declared {
    id: String,
    narrowed: Vec<(Identity, String)>,
    from: Option<&'static str>,
    to: Option<&'static str>,
    at: Location,
}

/// So many movers.
#[derive(Debug)]
struct Counted {
    target_group: Option<String>,
    from: &'static str,
    to: &'static str,
    n: u64,
    at: Location,
}

/// What is declared and did not come about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfulfilled {
    /// Somebody who did not move, or elsewhere.
    Mover {
        /// The supplier.
        id: String,
        /// From where, if that is said.
        from: Option<&'static str>,
        /// To where, if that is said.
        to: Option<&'static str>,
        /// The declaration.
        at: Location,
    },
    /// More or fewer than so many.
    Count {
        /// From where.
        from: &'static str,
        /// To where.
        to: &'static str,
        /// How many were declared.
        n: u64,
        /// How many there are.
        found: u64,
        /// The declaration.
        at: Location,
    },
}

/// How a difference stands to what was meant.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Whether there was a file of expectations.
    pub is_declared: bool,
    /// The changes that fail the run, by index.
    pub failing: Vec<usize>,
    /// What was declared and did not come about.
    pub unfulfilled: Vec<Unfulfilled>,
}

impl Verdict {
    /// Whether there is nothing to act on.
    pub fn holds(&self) -> bool {
        self.failing.is_empty() && self.unfulfilled.is_empty()
    }
}

/// Holds a difference against what was meant; without expectations nothing was.
pub fn judge(diff: &Diff, expectations: Option<&Expectations>, fail_on: FailOn) -> Verdict {
    let mut open: Vec<usize> = diff.of_kind(|kind| match kind {
        Kind::Moved(..) => true,
        // On the same data nobody leaves or comes but by the rubrics.
        Kind::Arrived(_) | Kind::Departed(_) => diff.edits.is_some(),
    });
    let mut verdict = Verdict {
        is_declared: expectations.is_some(),
        ..Verdict::default()
    };
    if let Some(expectations) = expectations {
        for declared in &expectations.declared {
            let before = open.len();
            open.retain(|index| !declared.is(&diff.changes[*index]));
            if open.len() == before {
                verdict.unfulfilled.push(Unfulfilled::Mover {
                    id: declared.id.clone(),
                    from: declared.from,
                    to: declared.to,
                    at: declared.at.clone(),
                });
            }
        }
        for counted in &expectations.counted {
            let before = open.len();
            open.retain(|index| !counted.is(&diff.changes[*index]));
            let found = (before - open.len()) as u64;
            if found != counted.n {
                verdict.unfulfilled.push(Unfulfilled::Count {
                    from: counted.from,
                    to: counted.to,
                    n: counted.n,
                    found,
                    at: counted.at.clone(),
                });
            }
        }
    }
    match fail_on {
        FailOn::Any => {}
        FailOn::Down => open.retain(|index| is_down(diff.changes[*index].kind())),
        FailOn::None => {
            open.clear();
            verdict.unfulfilled.clear();
        }
    }
    verdict.failing = open;
    verdict
}

/// Whether somebody is worse off: a lower level, or none any more.
pub fn is_down(kind: Kind) -> bool {
    match kind {
        Kind::Moved(from, to) => to.is_below(from),
        Kind::Departed(_) => true,
        Kind::Arrived(_) => false,
    }
}

/// From where and to where, in words.
pub fn ends(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Moved(from, to) => (from.as_str(), to.as_str()),
        Kind::Arrived(to) => (REJECTED, to.as_str()),
        Kind::Departed(from) => (from.as_str(), REJECTED),
    }
}

fn is_of(target_group: Option<&String>, change: &Change) -> bool {
    target_group.is_none_or(|id| id == change.cell(Identity::Maalgruppe))
}

impl Declared {
    fn is(&self, change: &Change) -> bool {
        let (from, to) = ends(change.kind());
        self.id == change.cell(Identity::LeverandoerId)
            && self
                .narrowed
                .iter()
                .all(|(column, text)| text == change.cell(*column))
            && self.from.is_none_or(|word| word == from)
            && self.to.is_none_or(|word| word == to)
    }
}

impl Counted {
    fn is(&self, change: &Change) -> bool {
        ends(change.kind()) == (self.from, self.to) && is_of(self.target_group.as_ref(), change)
    }
}

impl Expectations {
    /// Reads a file of expectations; faults go to `notes`, and nothing comes back if there is one.
    pub fn read(source: Source, notes: &mut Diagnostics) -> Option<Self> {
        document(&Arc::new(source), notes, |table, faults| {
            Reader { faults }.document(table)
        })
    }
}

struct Reader<'r, 's> {
    faults: &'r mut Faults<'s>,
}

impl Reader<'_, '_> {
    fn error(&mut self, span: Span, message: Message, help: Option<Message>) {
        self.faults.push(span, message, help);
    }

    fn document(&mut self, table: &Table<'_>) -> Expectations {
        let mut expectations = Expectations::default();
        self.keys(table, &["moved", "count"]);
        for (table, span) in self.tables(table, "moved") {
            expectations.declared.extend(self.declared(table, span));
        }
        for (table, span) in self.tables(table, "count") {
            expectations.counted.extend(self.counted(table, span));
        }
        expectations
    }

    fn declared(&mut self, table: &Table<'_>, span: Span) -> Option<Declared> {
        let narrowing = NARROWING.map(Identity::id);
        let known = [&["leverandoer_id"][..], &narrowing, &["from", "to"]].concat();
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
            from: self.state(table, "from"),
            to: self.state(table, "to"),
            id: id?,
            at: self.at(span),
        })
    }

    fn counted(&mut self, table: &Table<'_>, span: Span) -> Option<Counted> {
        self.keys(table, &["maalgruppe", "from", "to", "n"]);
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
            from: self.state(table, "from")?,
            to: self.state(table, "to")?,
            n: n?,
            at: self.at(span),
        })
    }

    fn at(&self, span: Span) -> Location {
        Location {
            source: Arc::clone(self.faults.source),
            span,
        }
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
            crate::level::Level::UnderLet => "under_let",
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
