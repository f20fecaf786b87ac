//! The changes that are meant to come about, and whether just those did.
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
//! [[removed]]
//! rubrik = "synsnedsaettelse"
//! ```

use super::Location;
use super::compared::{Detail, Field, Kind, REJECTED};
use super::diff::{Change, Course, Diff};
use super::results::State;
use crate::arithmetic::fold;
use crate::diagnostic::Diagnostics;
use crate::intake::cell;
use crate::rubric::toml_table::{Faults, document, type_name, unknown_keys};
use crate::rubric::tree::{Node, Table, Value};
use crate::source::{Source, Span};
use crate::vocabulary::{Identity, Parameter};
use crate::words::Message;
use std::sync::Arc;
use toml::de::DeValue;

/// What makes a difference fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailOn {
    /// The kinds of change that do.
    pub kinds: Vec<Kind>,
    /// Whether every loss does, of whatever kind.
    pub down: bool,
    /// Whether every gain does.
    pub up: bool,
    /// Whether nothing does at all: the difference is only told.
    pub nothing: bool,
}

impl Default for FailOn {
    /// What a supplier would call a change of its placement.
    fn default() -> Self {
        Self {
            kinds: vec![Kind::Level, Kind::Status, Kind::Departed, Kind::Rejected, Kind::Parameter],
            down: false,
            up: false,
            nothing: false,
        }
    }
}

impl FailOn {
    /// The words besides those of the kinds.
    pub const WORDS: [&'static str; 4] = ["any", "down", "up", "none"];

    /// What some words ask for, each a kind or one of [`Self::WORDS`]; without words, the default.
    pub fn of_words<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut words = words.into_iter().peekable();
        if words.peek().is_none() {
            return Self::default();
        }
        let mut asked = Self { kinds: Vec::new(), down: false, up: false, nothing: false };
        for word in words {
            match word {
                "any" => asked.kinds.extend(Kind::ALL),
                "down" => asked.down = true,
                "up" => asked.up = true,
                "none" => asked.nothing = true,
                kind => asked.kinds.extend(Kind::from_word(kind)),
            }
        }
        asked
    }

    /// Whether a change fails. A supplier that is there no more does whatever is asked for.
    fn catches(&self, detail: &Detail) -> bool {
        !self.nothing
            && (detail.is_departure()
                || self.kinds.contains(&detail.kind)
                || self.down && detail.is_down
                || self.up && detail.is_up)
    }
}

/// The changes that are meant.
#[derive(Debug, Default)]
pub struct Expectations {
    declared: Vec<Declared>,
    counted: Vec<Counted>,
    removed: Vec<(String, Location)>,
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

/// What is declared and did not come about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unfulfilled {
    /// Somebody who did not move, or elsewhere.
    Mover {
        /// The supplier.
        id: String,
        /// From where, if that is said.
        from: Option<String>,
        /// To where, if that is said.
        to: Option<String>,
        /// The declaration.
        at: Location,
    },
    /// More or fewer than so many.
    Count {
        /// From where.
        from: String,
        /// To where.
        to: String,
        /// How many were declared.
        n: u64,
        /// How many there are.
        found: u64,
        /// The declaration.
        at: Location,
    },
    /// A rubric that is still there.
    Rubric {
        /// Its id.
        id: String,
        /// The declaration.
        at: Location,
    },
}

impl Unfulfilled {
    /// The declaration.
    pub const fn at(&self) -> &Location {
        match self {
            Self::Mover { at, .. } | Self::Count { at, .. } | Self::Rubric { at, .. } => at,
        }
    }
}

/// How a difference stands to what was meant.
#[derive(Debug, Default)]
pub struct Verdict {
    /// Whether there was a file of expectations.
    pub is_declared: bool,
    /// The changes that fail the run, by index.
    pub failing: Vec<usize>,
    /// The changes that were declared in full, by index.
    pub declared: Vec<usize>,
    /// What was declared and did not come about.
    pub unfulfilled: Vec<Unfulfilled>,
    /// The rubrics that are gone, by id, and were not to be.
    pub lost: Vec<String>,
    /// How many rows could not be used after, and are no change that was declared.
    pub rejected: u64,
    /// Whether nobody was placed on both sides, so that nothing was compared.
    pub is_empty: bool,
}

impl Verdict {
    /// Whether there is nothing to act on.
    pub fn holds(&self) -> bool {
        !self.is_empty
            && self.failing.is_empty()
            && self.unfulfilled.is_empty()
            && self.lost.is_empty()
            && self.rejected == 0
    }
}

/// Holds a difference against what was meant; without expectations nothing was.
pub fn judge(
    diff: &Diff,
    expectations: Option<&Expectations>,
    fail_on: &FailOn,
    allows_rejected: bool,
) -> Verdict {
    let all = diff.changes.iter().enumerate();
    let mut open: Vec<(usize, usize)> = all
        .flat_map(|(index, change)| (0..change.details.len()).map(move |detail| (index, detail)))
        .collect();
    let lost = diff.versions.iter().filter(|note| note.is_lost());
    let mut verdict = Verdict {
        is_declared: expectations.is_some(),
        lost: lost.map(|note| note.id.clone()).collect(),
        is_empty: diff.compared == 0,
        ..Verdict::default()
    };
    if let Some(expectations) = expectations {
        expectations.strike(diff, &mut open, &mut verdict);
    }
    verdict.declared =
        (0..diff.changes.len()).filter(|index| !open.iter().any(|(of, _)| of == index)).collect();
    let accounted = verdict.declared.iter().filter(|&&index| {
        let change = &diff.changes[index];
        change.under.is_none() && change.details.iter().any(|detail| detail.to == REJECTED)
    });
    verdict.rejected = match allows_rejected {
        true => 0,
        false => diff.sides[1].rejected.unwrap_or(0).saturating_sub(accounted.count() as u64),
    };
    if fail_on.nothing {
        verdict.unfulfilled.clear();
        verdict.lost.clear();
    }
    open.retain(|(index, detail)| fail_on.catches(&diff.changes[*index].details[*detail]));
    verdict.failing = open.into_iter().map(|(index, _)| index).collect();
    verdict.failing.dedup();
    verdict
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
    fn strike(&self, diff: &Diff, open: &mut Vec<(usize, usize)>, verdict: &mut Verdict) {
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
        for (id, at) in &self.removed {
            match verdict.lost.iter().position(|lost| lost == id) {
                Some(index) => drop(verdict.lost.remove(index)),
                None => {
                    verdict.unfulfilled.push(Unfulfilled::Rubric { id: id.clone(), at: at.clone() })
                }
            }
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
        self.keys(table, &["moved", "count", "removed"]);
        for (table, span) in self.tables(table, "moved") {
            expectations.declared.extend(self.declared(table, span));
        }
        for (table, span) in self.tables(table, "count") {
            expectations.counted.extend(self.counted(table, span));
        }
        for (table, span) in self.tables(table, "removed") {
            self.keys(table, &["rubrik"]);
            match self.text(table, "rubrik") {
                Some(id) => expectations.removed.push((id, self.at(span))),
                None if table.get("rubrik").is_none() => self.missing("rubrik", span),
                None => {}
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
            crate::vocabulary::Level::UnderLet => "under_let",
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
