//! What every reader of a TOML file here needs: its table, its faults, entries in the order of the file, and names
//! for types.

use super::tree::{Key, Node, Table};
use crate::arithmetic::nearest;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::{Source, Span};
use crate::words::Message;
use std::sync::Arc;

/// Reads a TOML file: `read` is given its table, and where faults go. They end in `notes`, and nothing comes back if
/// there is one.
pub(crate) fn document<'t, T>(
    source: &'t Arc<Source>,
    notes: &mut Diagnostics,
    read: impl FnOnce(&Table<'t>, &mut Faults<'_>) -> T,
) -> Option<T> {
    let (table, errors) = Table::parse(&source.text);
    let mut faults = Faults { source, found: Diagnostics::default() };
    for (span, message, help) in syntax_faults(&source.text, &errors) {
        faults.push(span, message, help);
    }
    // A document that does not parse has lost values; faults of its shape would be inventions.
    let result = errors.is_empty().then(|| read(&table, &mut faults));
    let failed = faults.found.has_errors();
    notes.extend(faults.found);
    result.filter(|_| !failed)
}

/// The faults of one TOML file.
pub(crate) struct Faults<'s> {
    /// The file.
    pub(crate) source: &'s Arc<Source>,
    found: Diagnostics,
}

impl Faults<'_> {
    /// One more, at a place of the file.
    pub(crate) fn push(&mut self, span: Span, message: Message, help: Option<Message>) {
        let place = Place::Text(Arc::clone(self.source), span);
        self.found.push(Diagnostic::error(place, message).help(help));
    }
}

/// The keys that are not known in a table: where, what, and the nearest known one.
pub(crate) fn unknown_keys(table: &Table<'_>, known: &[&str]) -> Vec<(Span, Message, Message)> {
    let is_unknown = |key: &&Key<'_>| !known.contains(&&**key.get_ref());
    let keys = table.0.iter().map(|(key, _)| key);
    keys.filter(is_unknown)
        .map(|key| {
            let help = match nearest(key.get_ref(), known.iter().copied()) {
                Some(name) => Message::DidYouMean { name: name.into() },
                None => Message::KnownNames { names: known.join(", ") },
            };
            let message = Message::UnknownKey { key: key.get_ref().to_string() };
            (key.span(), message, help)
        })
        .collect()
}

/// The type of a value, as TOML calls it.
pub(crate) fn type_name(value: &Node<'_>) -> &'static str {
    match value {
        Node::String(_) => "string",
        Node::Scalar(scalar) => scalar.type_str(),
        Node::Array(_) => "array",
        Node::Table(_) => "table",
    }
}

/// How many syntax errors of one file are told.
const MOST_FAULTS: usize = 3;

/// What to say of the syntax errors of `text`: where, what, and what to do.
///
/// One a line and a few in all: after a bracket that is not closed, every line is an error, and only the first of
/// them is the author's.
fn syntax_faults(text: &str, errors: &[toml::de::Error]) -> Vec<(Span, Message, Option<Message>)> {
    let mut errors: Vec<_> =
        errors.iter().map(|error| (error.span().unwrap_or(0..0), error)).collect();
    errors.sort_by_key(|(span, _)| span.start);
    let mut found: Vec<(Span, Message, Option<Message>)> = Vec::new();
    for (span, error) in errors {
        if let Some((last, ..)) = found.last()
            && !text[last.start..span.start].contains('\n')
        {
            continue;
        }
        if found.len() == MOST_FAULTS {
            break;
        }
        let message = Message::TomlSyntax { detail: error.message().to_owned() };
        let help = syntax_help(text, &span);
        found.push((span, message, help));
    }
    found
}

/// What a Danish author most often has meant by a sign that TOML does not take.
fn syntax_help(text: &str, span: &Span) -> Option<Message> {
    let (before, after) = (text.get(..span.start)?, text.get(span.start..)?);
    // `0,5` is 0 and then a key 5, so that the fault is told after the 5.
    let decimals = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let integer = decimals.strip_suffix(',').unwrap_or_default();
    if decimals != before && integer.ends_with(|c: char| c.is_ascii_digit()) {
        return Some(Message::WriteDecimalPoint);
    }
    after.starts_with(['æ', 'ø', 'å', 'Æ', 'Ø', 'Å']).then_some(Message::WriteKeysInAscii)
}

/// Those of the items that could be made, with room for all of them and no more.
pub(super) fn kept<T>(items: impl ExactSizeIterator<Item = Option<T>>) -> Vec<T> {
    let mut kept = Vec::with_capacity(items.len());
    for item in items {
        kept.extend(item);
    }
    kept
}
