//! A file that adapts a foreign export: their column names and values to ours (`--columns`).

use super::cell::trim;
use crate::arithmetic::{fold, folds_to, nearest, word};
use crate::diagnostic::Diagnostics;
use crate::rubric::toml_table::{Faults, document, type_name};
use crate::rubric::tree::{Node, Table, Value};
use crate::source::{Source, Span};
use crate::words::Message;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The column of `[values."*"]`.
const EVERYWHERE: &str = "*";

/// Their words for values, as words in cells are compared, and ours.
pub(super) type Words = HashMap<String, String>;

/// Their names for our columns, and their words for our values.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    columns: Vec<Renamed>,
    /// Their words, by our folded column.
    values: BTreeMap<String, Words>,
    /// Their words for the same in every column that is no id, name or free text.
    everywhere: Words,
    /// The words for missing that the user adds, in every column.
    missing: Vec<String>,
}

/// A column of theirs that is one of ours.
#[derive(Debug, Clone)]
struct Renamed {
    theirs: Theirs,
    ours: String,
    written: String,
}

/// How a column of theirs is named.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Theirs {
    /// By its folded header.
    Header(String),
    /// By its header as written, since it has nothing that folding leaves: `%`.
    Signs(String),
    /// By its place, from 0: `[D]`.
    Letters(usize),
}

impl Theirs {
    fn of(written: &str) -> Self {
        let folded = fold(written);
        match letters(written) {
            Some(index) => Self::Letters(index),
            None if folded.is_empty() => Self::Signs(trim(written).to_owned()),
            None => Self::Header(folded),
        }
    }

    /// Whether the column of that place and header is meant.
    fn names(&self, index: usize, header: &str) -> bool {
        match self {
            Self::Header(folded) => folds_to(header, folded),
            Self::Signs(signs) => trim(header) == signs,
            Self::Letters(own) => *own == index,
        }
    }
}

/// The place of the column that `[D]` names, from 0.
pub fn letters(text: &str) -> Option<usize> {
    let letters = trim(text).strip_prefix('[')?.strip_suffix(']')?;
    let is_column =
        (1..=3).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_alphabetic());
    let place = |sum, letter: u8| sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    is_column.then(|| letters.bytes().fold(0, place) - 1)
}

impl Mapping {
    /// Reads a mapping; `known` are the names of our columns. Faults go to `notes`.
    pub fn read(source: Source, known: &[String], notes: &mut Diagnostics) -> Option<Self> {
        document(&Arc::new(source), notes, |table, faults| Reader { faults, known }.mapping(table))
    }

    /// The same with more words for missing.
    #[must_use]
    pub fn with_missing(mut self, words: &[String]) -> Self {
        let words = words.iter().map(|text| word(trim(text)).into_owned());
        self.missing.extend(words.filter(|word| !word.is_empty()));
        self
    }

    /// Our name for the column of that place and header, if it has another, and whether it is named by its letters.
    pub(super) fn column(&self, index: usize, header: &str) -> Option<(&str, bool)> {
        let by_letters = |renamed: &&Renamed| renamed.theirs == Theirs::Letters(index);
        let names = |renamed: &&Renamed| renamed.theirs.names(index, header);
        let mut columns = self.columns.iter();
        let found = columns.clone().find(by_letters).or_else(|| columns.find(names))?;
        Some((&found.ours, by_letters(&found)))
    }

    /// Their folded headers, and our names for them; not the columns that are named in another way.
    pub(super) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns.iter().filter_map(|renamed| match &renamed.theirs {
            Theirs::Header(folded) => Some((folded.as_str(), renamed.ours.as_str())),
            Theirs::Signs(_) | Theirs::Letters(_) => None,
        })
    }

    /// Their columns as written, and our names for them.
    pub fn columns(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns.iter().map(|renamed| (renamed.written.as_str(), renamed.ours.as_str()))
    }

    /// Our columns, folded, each with their words for its values and ours, in the order of the words; `*` is every column.
    pub fn words(&self) -> Vec<(&str, Vec<(&str, &str)>)> {
        fn sorted(words: &Words) -> Vec<(&str, &str)> {
            let words = words.iter();
            let mut words: Vec<_> =
                words.map(|(theirs, ours)| (theirs.as_str(), ours.as_str())).collect();
            words.sort_unstable();
            words
        }
        let everywhere = (EVERYWHERE, &self.everywhere);
        std::iter::once(everywhere)
            .chain(self.values())
            .filter(|(_, words)| !words.is_empty())
            .map(|(column, words)| (column, sorted(words)))
            .collect()
    }

    /// Their words for the values of our columns, by the column's folded name.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, &Words)> {
        self.values.iter().map(|(column, words)| (column.as_str(), words))
    }

    /// What words mean in a column without more words of its own; `is_free` says that it holds ids, names or free text.
    pub(super) fn common_words(&self, is_free: bool) -> Words {
        let missing = self.missing.iter().map(|word| (word.clone(), String::new()));
        let mut words: Words = missing.collect();
        if !is_free {
            words.extend(self.everywhere.clone());
        }
        words
    }

    /// Makes nothing of each of our words that the user has made a word for missing.
    pub(super) fn settle(&self, words: &mut Words) {
        for ours in words.values_mut() {
            if self.missing.iter().any(|missing| *missing == word(ours)) {
                ours.clear();
            }
        }
    }

    /// Those of their columns, as written, that none of some headers is.
    pub(crate) fn not_among(&self, files: &[&[Arc<str>]]) -> Vec<&str> {
        let is_there = |theirs: &Theirs| {
            let mut headers = files.iter().flat_map(|headers| headers.iter().enumerate());
            headers.any(|(index, header)| theirs.names(index, header))
        };
        let absent = self.columns.iter().filter(|renamed| !is_there(&renamed.theirs));
        absent.map(|renamed| renamed.written.as_str()).collect()
    }
}

struct Reader<'r, 's> {
    faults: &'r mut Faults<'s>,
    known: &'r [String],
}

impl Reader<'_, '_> {
    fn error(&mut self, span: Span, message: Message, help: Option<Message>) {
        self.faults.push(span, message, help);
    }

    fn mapping(&mut self, table: &Table<'_>) -> Mapping {
        let mut mapping = Mapping::default();
        for (key, value) in &table.0 {
            match (&**key.get_ref(), value.get_ref()) {
                ("columns", Node::Table(table)) => self.columns(table, &mut mapping),
                ("values", Node::Table(table)) => {
                    for (column, value) in &table.0 {
                        self.values(column.get_ref(), &column.span(), value, &mut mapping);
                    }
                }
                ("columns" | "values", _) => self.wrong_type(value, "table"),
                (name, _) => {
                    let message = Message::UnknownKey { key: name.to_owned() };
                    let help = Message::KnownNames { names: "columns, values".into() };
                    self.error(key.span(), message, Some(help));
                }
            }
        }
        mapping
    }

    fn columns(&mut self, table: &Table<'_>, mapping: &mut Mapping) {
        for (theirs, ours) in &table.0 {
            let Some(name) = self.text(ours) else {
                continue;
            };
            if !self.is_known(name, &ours.span()) {
                continue;
            }
            let written = theirs.get_ref().to_string();
            let named = Theirs::of(&written);
            let mut known = mapping.columns.iter();
            if known.any(|known| known.theirs == named) {
                let message = Message::MapValueTwice { name: written.clone() };
                self.error(theirs.span(), message, None);
            } else if mapping.columns.iter().any(|other| fold(&other.ours) == fold(name)) {
                self.error(ours.span(), Message::MapColumnTwice { name: name.to_owned() }, None);
            }
            mapping.columns.push(Renamed { theirs: named, ours: name.to_owned(), written });
        }
    }

    fn values(&mut self, column: &str, span: &Span, value: &Value<'_>, mapping: &mut Mapping) {
        let Node::Table(table) = value.get_ref() else {
            return self.wrong_type(value, "table");
        };
        let is_everywhere = column == EVERYWHERE;
        if !is_everywhere && !self.is_known(column, span) {
            return;
        }
        let mut words = Words::new();
        for (theirs, ours) in &table.0 {
            let Some(text) = self.text(ours) else {
                continue;
            };
            if words.insert(word(theirs.get_ref()).into_owned(), text.to_owned()).is_some() {
                let message = Message::MapValueTwice { name: theirs.get_ref().to_string() };
                self.error(theirs.span(), message, None);
            }
        }
        match is_everywhere {
            true => mapping.everywhere = words,
            false => drop(mapping.values.insert(fold(column), words)),
        }
    }

    fn is_known(&mut self, name: &str, span: &Span) -> bool {
        let folded = fold(name);
        if self.known.iter().any(|known| fold(known) == folded) {
            return true;
        }
        let help = nearest(name, self.known.iter().map(String::as_str))
            .map(|name| Message::DidYouMean { name: name.to_owned() });
        self.error(span.clone(), Message::MapToUnknownColumn { name: name.to_owned() }, help);
        false
    }

    fn text<'t>(&mut self, value: &'t Value<'t>) -> Option<&'t str> {
        match value.get_ref() {
            Node::String(text) => Some(text),
            _ => {
                self.wrong_type(value, "string");
                None
            }
        }
    }

    fn wrong_type(&mut self, value: &Value<'_>, expected: &'static str) {
        let found = type_name(value.get_ref());
        self.error(value.span(), Message::WrongType { expected, found }, None);
    }
}
