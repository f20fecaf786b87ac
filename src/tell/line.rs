//! A sentence on a line of its own.

use crate::document::Item;
use crate::vocabulary::printable;

/// The text on one line, and nothing in it that would be obeyed: names from files stand in our sentences.
pub(crate) fn flat(text: &str) -> String {
    printable(text).into_owned()
}

/// A sentence with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters.as_str().chars()).collect()
}

pub(super) fn item(text: String) -> Item {
    Item::new(flat(&text))
}
