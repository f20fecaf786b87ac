//! Where each value of a rubric file stands: `parameters.aktiv_praksis.hoejt.AP-H1.min_for.1.min`.

use super::tree::{Node, Table, Value};
use std::borrow::Cow;

/// A value that is neither a table nor a list, and the way to it.
pub(crate) struct Addressed<'a, 't> {
    /// The names of tables and keys, from the outside in; of what stands in a list its `id`, or else its number from 1.
    pub(crate) path: Vec<Cow<'a, str>>,
    /// The tables that it stands in, the innermost last.
    pub(crate) tables: Vec<&'a Table<'t>>,
    /// The value, with its place in the text.
    pub(crate) value: &'a Value<'t>,
}

impl Addressed<'_, '_> {
    /// The path as one text.
    pub(crate) fn address(&self) -> String {
        self.path.join(".")
    }
}

/// Every value of a file, in the order of its tables.
pub(crate) fn values<'a, 't>(document: &'a Table<'t>) -> Vec<Addressed<'a, 't>> {
    let mut walker = Walker { path: Vec::new(), tables: Vec::new(), found: Vec::new() };
    walker.table(document);
    walker.found
}

struct Walker<'a, 't> {
    path: Vec<Cow<'a, str>>,
    tables: Vec<&'a Table<'t>>,
    found: Vec<Addressed<'a, 't>>,
}

impl<'a, 't> Walker<'a, 't> {
    fn table(&mut self, table: &'a Table<'t>) {
        self.tables.push(table);
        for (key, value) in &table.0 {
            self.value(Cow::Borrowed(key.get_ref()), value);
        }
        self.tables.pop();
    }

    fn value(&mut self, name: Cow<'a, str>, value: &'a Value<'t>) {
        self.path.push(name);
        match value.get_ref() {
            Node::Table(table) => self.table(table),
            Node::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    let name = id(item).map_or_else(|| (index + 1).to_string().into(), Cow::from);
                    self.value(name, item);
                }
            }
            Node::String(_) | Node::Scalar(_) => {
                let (path, tables) = (self.path.clone(), self.tables.clone());
                self.found.push(Addressed { path, tables, value });
            }
        }
        self.path.pop();
    }
}

/// What a table of a list calls itself.
fn id<'a>(item: &'a Value<'_>) -> Option<&'a str> {
    let Node::Table(table) = item.get_ref() else { return None };
    match table.get("id")?.get_ref() {
        Node::String(id) => Some(id),
        Node::Scalar(_) | Node::Array(_) | Node::Table(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_found_by_its_address() {
        let text = "a = 1\n[b]\nc = ['x', 'y']\n[[b.d]]\nid = 'K'\ne = [{ f = 2 }, { f = 3 }]\n";
        let (document, errors) = Table::parse(text);
        assert!(errors.is_empty());
        let found = values(&document);
        let found: Vec<(String, &str)> =
            found.iter().map(|one| (one.address(), &text[one.value.span()])).collect();
        let expected = [
            ("a", "1"),
            ("b.c.1", "'x'"),
            ("b.c.2", "'y'"),
            ("b.d.K.id", "'K'"),
            ("b.d.K.e.1.f", "2"),
            ("b.d.K.e.2.f", "3"),
        ];
        assert_eq!(found, expected.map(|(address, value)| (address.to_owned(), value)));
    }
}
