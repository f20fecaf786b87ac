//! A TOML text as a tree: tables with their entries in the order of the file.
//!
//! Our own, since those of the `toml` crate are maps: in the order of their keys, which no author expects to be told in,
//! and with room for a dozen entries in each of hundreds of tables.

use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

/// A key with its place.
pub(crate) type Key<'t> = Spanned<Cow<'t, str>>;
/// A value with its place.
pub(crate) type Value<'t> = Spanned<Node<'t>>;

/// A value.
#[derive(Debug)]
pub(crate) enum Node<'t> {
    String(Cow<'t, str>),
    /// A number, a truth value, a date or a time.
    Scalar(DeValue<'t>),
    Array(Vec<Value<'t>>),
    Table(Table<'t>),
}

/// A table; no key comes twice.
#[derive(Debug, Default)]
pub(crate) struct Table<'t>(pub(crate) Vec<(Key<'t>, Value<'t>)>);

impl<'t> Table<'t> {
    /// The table that `text` is, and what is wrong with it; then some values are lost.
    pub(crate) fn parse(text: &'t str) -> (Self, Vec<Error>) {
        let (document, errors) = DeTable::parse_recoverable(text);
        (document.into_inner().into(), errors)
    }

    /// The entry of that key.
    pub(crate) fn entry(&self, key: &str) -> Option<&(Key<'t>, Value<'t>)> {
        self.0.iter().find(|(own, _)| own.get_ref() == key)
    }

    /// The value of that key.
    pub(crate) fn get(&self, key: &str) -> Option<&Value<'t>> {
        self.entry(key).map(|(_, value)| value)
    }
}

impl<'t> From<DeTable<'t>> for Table<'t> {
    fn from(table: DeTable<'t>) -> Self {
        let entries = table.into_iter().map(|(key, value)| (key, node(value)));
        let mut entries: Vec<_> = entries.collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        Self(entries)
    }
}

fn node(value: Spanned<DeValue<'_>>) -> Value<'_> {
    let span = value.span();
    Spanned::new(span, value.into_inner().into())
}

impl<'t> From<DeValue<'t>> for Node<'t> {
    fn from(value: DeValue<'t>) -> Self {
        match value {
            DeValue::String(text) => Self::String(text),
            DeValue::Array(items) => Self::Array(items.into_iter().map(node).collect()),
            DeValue::Table(table) => Self::Table(table.into()),
            scalar => Self::Scalar(scalar),
        }
    }
}
