//! A file that adapts a foreign export: their column names and values to ours (`--columns`).

use crate::diagnostic::Diagnostics;
use crate::fold::{fold, nearest, word};
use crate::rubric::toml_table::{Faults, document, type_name};
use crate::rubric::tree::{Node, Table, Value};
use crate::source::{Source, Span};
use crate::words::Message;
use std::collections::HashMap;
use std::sync::Arc;

/// Their names for our columns, and their words for our values.
#[derive(Debug, Clone, Default)]
pub struct Mapping {
    /// Their folded header, ours, and theirs as written.
    columns: Vec<(String, String, String)>,
    /// Our folded column, then their word, as words in cells are compared, to ours.
    values: HashMap<String, HashMap<String, String>>,
}

impl Mapping {
    /// Reads a mapping; `known` are the names of our columns. Faults go to `notes`.
    pub fn read(source: Source, known: &[String], notes: &mut Diagnostics) -> Option<Self> {
        document(&Arc::new(source), notes, |table, faults| {
            Reader { faults, known }.mapping(table)
        })
    }

    /// Our name for their header, if it has another.
    pub(super) fn column(&self, folded: &str) -> Option<&str> {
        self.columns
            .iter()
            .find(|(theirs, ..)| theirs == folded)
            .map(|(_, ours, _)| ours.as_str())
    }

    /// Their words for the values of our columns, by the column's folded name.
    pub(super) fn values(&self) -> impl Iterator<Item = (&str, &HashMap<String, String>)> {
        self.values
            .iter()
            .map(|(column, words)| (column.as_str(), words))
    }

    /// Their headers, folded and as written.
    pub(crate) fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        self.columns
            .iter()
            .map(|(folded, _, written)| (folded.as_str(), written.as_str()))
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
                    let message = Message::UnknownKey {
                        key: name.to_owned(),
                    };
                    let help = Message::KnownNames {
                        names: "columns, values".into(),
                    };
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
            let folded = fold(theirs.get_ref());
            if mapping.columns.iter().any(|(known, ..)| *known == folded) {
                let message = Message::MapValueTwice {
                    name: theirs.get_ref().to_string(),
                };
                self.error(theirs.span(), message, None);
            } else if mapping
                .columns
                .iter()
                .any(|(_, other, _)| fold(other) == fold(name))
            {
                self.error(
                    ours.span(),
                    Message::MapColumnTwice {
                        name: name.to_owned(),
                    },
                    None,
                );
            }
            mapping
                .columns
                .push((folded, name.to_owned(), theirs.get_ref().to_string()));
        }
    }

    fn values(&mut self, column: &str, span: &Span, value: &Value<'_>, mapping: &mut Mapping) {
        let Node::Table(table) = value.get_ref() else {
            return self.wrong_type(value, "table");
        };
        if !self.is_known(column, span) {
            return;
        }
        let mut words = HashMap::new();
        for (theirs, ours) in &table.0 {
            let Some(text) = self.text(ours) else {
                continue;
            };
            if words
                .insert(word(theirs.get_ref()).into_owned(), text.to_owned())
                .is_some()
            {
                let message = Message::MapValueTwice {
                    name: theirs.get_ref().to_string(),
                };
                self.error(theirs.span(), message, None);
            }
        }
        mapping.values.insert(fold(column), words);
    }

    fn is_known(&mut self, name: &str, span: &Span) -> bool {
        let folded = fold(name);
        if self.known.iter().any(|known| fold(known) == folded) {
            return true;
        }
        let help =
            nearest(name, self.known.iter().map(String::as_str)).map(|name| Message::DidYouMean {
                name: name.to_owned(),
            });
        self.error(
            span.clone(),
            Message::MapToUnknownColumn {
                name: name.to_owned(),
            },
            help,
        );
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
