//! Signs that cannot be seen, and what is shown in their place.

use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Write as _;

/// A text that may go to a terminal: signs that it would obey or not show each become their number, as in `<U+200B>`, and
/// white space a space.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(is_plain) || !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            c if is_hidden(c) => out.push_str(&number(c)),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
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

/// How a sign is shown that cannot be.
fn number(c: char) -> String {
    format!("<U+{:04X}>", u32::from(c))
}

/// A value as a JSON document, indented, with a line end. Every sign that cannot be seen is written as its number.
///
/// # Errors
/// Whatever the serialiser refuses, which is nothing of ours: the keys are texts and the numbers finite.
pub(crate) fn json_document(value: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut out = serde_json::to_vec_pretty(value)?;
    show_from(0, &mut out);
    out.push(b'\n');
    Ok(out)
}

/// Appends a value as a line of JSON, with such signs as numbers.
pub(crate) fn json_line(value: &impl Serialize, out: &mut Vec<u8>) {
    let start = out.len();
    // Texts and finite numbers under text keys always serialise, and a vector takes all.
    let written = serde_json::to_writer(&mut *out, value);
    debug_assert!(written.is_ok(), "{written:?}");
    show_from(start, out);
    out.push(b'\n');
}

/// Writes the signs that cannot be seen as numbers, in the JSON from `start` on.
fn show_from(start: usize, out: &mut Vec<u8>) {
    if out[start..].iter().copied().all(is_plain_or_line) {
        return;
    }
    // JSON is UTF-8.
    let json = String::from_utf8_lossy(&out[start..]);
    if json.chars().any(is_in_a_string) {
        let shown = json_escaped(&json, is_in_a_string);
        out.truncate(start);
        out.extend_from_slice(shown.as_bytes());
    }
}

/// JSON with some signs as their escapes, which JSON reads as the same signs; none of them may stand outside a string.
pub(crate) fn json_escaped(json: &str, is_escaped: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if !is_escaped(c) {
            out.push(c);
            continue;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(out, "\\u{unit:04x}");
        }
    }
    out
}

/// Line ends are JSON's own; in a string they are written as `\n` already.
fn is_in_a_string(c: char) -> bool {
    !matches!(c, '\n' | '\r' | '\t') && is_hidden(c)
}

fn is_plain_or_line(byte: u8) -> bool {
    byte == b'\n' || is_plain(byte)
}

/// Whether no sign that is hidden begins with the byte.
fn is_plain(byte: u8) -> bool {
    // ASCII, and what begins or goes on in a letter of the tables that hold none.
    match byte {
        b' '..=0x7E => true,
        // C2 begins the control signs and the soft hyphen, C3 to CC the letters of Europe.
        0xC3..=0xCC => true,
        // What goes on in a letter tells nothing: its first byte has been looked at.
        0x80..=0xBF => true,
        _ => false,
    }
}

/// Whether a terminal or a page would do something for the sign, or show nothing, instead of showing it: control signs,
/// signs of direction, signs without a width, and the two separators of lines.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}'
            | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{fffe}'..='\u{ffff}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_or_not_show_becomes_its_number() {
        assert_eq!(printable("Æblehaven"), "Æblehaven");
        for sign in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let is_plain = sign.encode_utf8(&mut bytes).bytes().all(is_plain);
            assert!(!(is_plain && is_hidden(sign)), "{sign:?}");
            let shown = printable(&sign.to_string()).into_owned();
            assert!(!shown.chars().any(is_hidden), "{sign:?}");
        }
        assert_eq!(printable("\u{1b}[2J\u{202e}a\nb\u{200b}"), "<U+001B>[2J<U+202E>a b<U+200B>");
    }

    #[test]
    fn json_has_such_signs_as_numbers_and_says_the_same() {
        for sign in ('\0'..=char::MAX).filter(|&sign| is_hidden(sign)) {
            let value = serde_json::json!({ "navn": format!("a{sign}b") });
            let json = json_document(&value).expect("JSON");
            let text = String::from_utf8(json).expect("UTF-8");
            assert!(!text.chars().any(is_in_a_string), "{text:?}");
            let read: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            assert_eq!(read, value);
        }
    }
}
