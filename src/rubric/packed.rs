//! What is found out of the built-in rubrics when the program is built: where each value of a text stands, and its name.
//!
//! Nearly every run reads built-in rubrics, and to parse their text was a seventh of the time that a small file takes. The
//! build script packs what `toml` makes of them with this file; only the marks are kept, the words stay in the text.

use super::tree::{Node, Table, Value};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::ops::Range;
use toml::Spanned;
use toml::de::DeValue;

// What stands at a place of the text.
const TABLE: u8 = b'{';
const ARRAY: u8 = b'[';
/// A string or a key that is its own text, between so many signs on each side: none, a quote, or three.
const TEXTS: [(u8, usize); 3] = [(b'0', 0), (b'1', 1), (b'3', 3)];
/// A number, a truth value, a date or a time, which is parsed again.
const LITERAL: u8 = b'=';

/// SHA-256 of a text, in hexadecimal.
pub(crate) fn sha256(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The marks of the table that `text` is; nothing where it is none, or where a string is not its own text.
#[cfg_attr(not(test), allow(dead_code, reason = "for the build script"))]
pub(crate) fn pack(text: &str) -> Option<Vec<u8>> {
    let (table, errors) = Table::parse(text);
    let mut packer = Packer { text, marks: Vec::new() };
    packer.table(&table, 0..text.len())?;
    errors.is_empty().then_some(packer.marks)
}

struct Packer<'t> {
    text: &'t str,
    marks: Vec<u8>,
}

impl Packer<'_> {
    fn mark(&mut self, kind: u8, span: Range<usize>) -> Option<()> {
        self.marks.push(kind);
        self.number(span.start)?;
        self.number(span.end)
    }

    fn number(&mut self, number: usize) -> Option<()> {
        let number = u32::try_from(number).ok()?;
        self.marks.extend(number.to_le_bytes());
        Some(())
    }

    fn table(&mut self, table: &Table<'_>, span: Range<usize>) -> Option<()> {
        self.mark(TABLE, span)?;
        self.number(table.0.len())?;
        for (key, value) in &table.0 {
            self.text(key.get_ref(), key.span())?;
            self.value(value)?;
        }
        Some(())
    }

    fn value(&mut self, value: &Value<'_>) -> Option<()> {
        match value.get_ref() {
            Node::String(text) => self.text(text, value.span()),
            Node::Scalar(_) => self.mark(LITERAL, value.span()),
            Node::Array(items) => {
                self.mark(ARRAY, value.span())?;
                self.number(items.len())?;
                items.iter().try_for_each(|item| self.value(item))
            }
            Node::Table(table) => self.table(table, value.span()),
        }
    }

    fn text(&mut self, text: &str, span: Range<usize>) -> Option<()> {
        let is_it = |(_, signs): &&(u8, usize)| {
            within(self.text, &span, *signs).is_some_and(|own| own == text)
        };
        let (kind, _) = TEXTS.iter().find(is_it)?;
        self.mark(*kind, span)
    }
}

/// The text at a place, less so many signs on each side.
fn within<'t>(text: &'t str, span: &Range<usize>, signs: usize) -> Option<&'t str> {
    text.get(span.start + signs..span.end.checked_sub(signs)?)
}

/// The table that `text` is, from its marks; nothing where they are not those of the text.
pub(crate) fn unpack<'t>(text: &'t str, marks: &[u8]) -> Option<Table<'t>> {
    let mut unpacker = Unpacker { text, marks, literals: Vec::new() };
    match unpacker.value()?.into_inner() {
        Node::Table(table) if unpacker.marks.is_empty() => Some(table),
        _ => None,
    }
}

struct Unpacker<'t, 'm> {
    text: &'t str,
    marks: &'m [u8],
    /// Those that were parsed so far, since most come again.
    literals: Vec<(&'t str, Node<'t>)>,
}

impl<'t> Unpacker<'t, '_> {
    fn mark(&mut self) -> Option<(u8, Range<usize>)> {
        let (kind, rest) = self.marks.split_first()?;
        self.marks = rest;
        Some((*kind, self.number()?..self.number()?))
    }

    fn number(&mut self) -> Option<usize> {
        let (number, rest) = self.marks.split_first_chunk()?;
        self.marks = rest;
        usize::try_from(u32::from_le_bytes(*number)).ok()
    }

    fn value(&mut self) -> Option<Value<'t>> {
        let (kind, span) = self.mark()?;
        let value = match kind {
            LITERAL => self.literal(&span)?,
            ARRAY => Node::Array(self.several(Self::value)?),
            TABLE => {
                let entry = |own: &mut Self| Some((own.key()?, own.value()?));
                Node::Table(Table(self.several(entry)?))
            }
            kind => Node::String(self.text(kind, &span)?),
        };
        Some(Spanned::new(span, value))
    }

    fn several<T>(&mut self, one: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        // Each of them has a mark.
        let mut all = Vec::with_capacity(count.min(self.marks.len()));
        for _ in 0..count {
            all.push(one(self)?);
        }
        Some(all)
    }

    fn literal(&mut self, span: &Range<usize>) -> Option<Node<'t>> {
        let text = self.text.get(span.clone())?;
        if let Some((_, value)) = self.literals.iter().find(|(known, _)| *known == text) {
            return Some(value.clone());
        }
        let value = Node::from(DeValue::parse(text).ok()?.into_inner());
        self.literals.push((text, value.clone()));
        Some(value)
    }

    fn key(&mut self) -> Option<Spanned<Cow<'t, str>>> {
        let (kind, span) = self.mark()?;
        let text = self.text(kind, &span)?;
        Some(Spanned::new(span, text))
    }

    fn text(&self, kind: u8, span: &Range<usize>) -> Option<Cow<'t, str>> {
        let (_, signs) = TEXTS.iter().find(|(own, _)| *own == kind)?;
        within(self.text, span, *signs).map(Cow::Borrowed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_unpacks_to_what_the_text_says() {
        let text = "z = 1\na.\"b c\" = ['x', \"y\", '''z''', 1.5, 1, true, false, 2020-12-01]\n[[t]]\n[t.æ]\n[[t]]\nk = {}\n";
        let text = text.replace('æ', "\"æ\"");
        let (table, errors) = Table::parse(&text);
        assert!(errors.is_empty(), "{errors:?}");
        let marks = pack(&text).expect("a table");
        let unpacked = unpack(&text, &marks).expect("its marks");
        assert_eq!(format!("{unpacked:?}"), format!("{table:?}"));
        for length in 0..marks.len() {
            assert!(unpack(&text, &marks[..length]).is_none());
        }
    }

    #[test]
    fn what_is_no_table_or_has_escapes_is_not_packed() {
        for text in ["a = ", "a = \"b\\tc\"", "a = \"\"\"\nb\"\"\""] {
            assert_eq!(pack(text), None, "{text}");
        }
    }
}
