//! One result, many small renderers: each draws records or diagnostics in one format, and computes
//! nothing.

pub mod criteria;
pub mod csv;
pub mod diagnostics;
pub mod document;
pub mod exchange;
pub mod explanation;
pub mod findings;
pub mod form;
pub mod github;
pub mod hearing;
pub mod json;
pub mod page;
pub mod regress;
pub mod sarif;
pub mod study;
pub mod survey;
pub mod table;
pub mod xlsx;

use std::borrow::Cow;

/// A text that may go to a terminal: control characters, and signs that turn the direction of writing,
/// each become a sign that can be seen.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_plain) || !text.chars().any(is_obeyed) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_obeyed(c) => char::REPLACEMENT_CHARACTER,
        c => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// The same, line by line: line ends are kept.
pub fn printable_lines(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| match line.strip_suffix('\n') {
            Some(line) => format!("{}\n", printable(line)),
            None => printable(line).into_owned(),
        })
        .collect()
}

/// Whether no sign that is obeyed begins with the byte.
fn is_plain(byte: u8) -> bool {
    // C2, D8 and E2 begin those that are not ASCII, and others.
    byte >= b' ' && !matches!(byte, 0x7F | 0xC2 | 0xD8 | 0xE2)
}

/// Whether a terminal would do something for the sign instead of showing it.
fn is_obeyed(c: char) -> bool {
    c.is_control() || is_direction(c)
}

/// The signs that override or isolate the direction of the text after them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_becomes_visible() {
        assert_eq!(printable("Æblehaven"), "Æblehaven");
        for sign in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let is_plain = sign.encode_utf8(&mut bytes).bytes().all(is_plain);
            assert!(!(is_plain && is_obeyed(sign)), "{sign:?}");
        }
        assert_eq!(printable("\u{1b}[2J\u{202e}a\nb"), "\u{fffd}[2J\u{fffd}a b");
    }
}
