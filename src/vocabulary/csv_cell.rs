//! A cell of text in a CSV file: in quotes where it needs them, and never taken for a formula.

use memchr::memchr3;

/// Appends one cell of text.
pub fn csv_cell(text: &str, delimiter: u8, out: &mut Vec<u8>) {
    let is_quoted = needs_quotes(text, delimiter);
    if !is_quoted && !begins_formula(text) {
        return out.extend_from_slice(text.as_bytes());
    }
    begin(text, would_run(line_of(text)), is_quoted, out);
    if is_quoted {
        out.push(b'"');
    }
}

/// The cells of a row, without a line end.
pub fn csv_row<'t>(cells: impl IntoIterator<Item = &'t str>, delimiter: u8) -> String {
    let mut row = Vec::new();
    for (index, text) in cells.into_iter().enumerate() {
        if index > 0 {
            row.push(delimiter);
        }
        csv_cell(text, delimiter, &mut row);
    }
    // Texts, and signs that are ASCII.
    String::from_utf8_lossy(&row).into_owned()
}

/// Whether a cell has a quote, a line break, or whatever may be a delimiter to the program that reads it.
pub(crate) fn needs_quotes(text: &str, delimiter: u8) -> bool {
    let is_one = |byte: u8| matches!(byte, b';' | b',' | b'\t' | b'"' | b'\n' | b'\r');
    text.bytes().any(|byte| is_one(byte) || byte == delimiter)
}

/// Appends a cell but for the quote at its end.
pub(crate) fn begin(text: &str, is_guarded: bool, is_quoted: bool, out: &mut Vec<u8>) {
    if is_quoted {
        out.push(b'"');
    }
    if is_guarded {
        out.push(b'\'');
    }
    let mut rest = text;
    while let Some(at) = memchr3(b'"', b'\n', b'\r', rest.as_bytes()) {
        let (before, after) = rest.split_at(at + 1);
        out.extend_from_slice(before.as_bytes());
        rest = after;
        if before.ends_with('"') {
            out.push(b'"');
        } else if !rest.starts_with('\r') && would_run(line_of(rest)) {
            // A carriage return is a line break of its own here.
            out.push(b'\'');
        }
    }
    out.extend_from_slice(rest.as_bytes());
}

/// The first line of a text. A line break that the text begins with belongs to it.
fn line_of(text: &str) -> &str {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = text[first..].find(['\n', '\r']);
    end.map_or(text, |end| &text[..first + end])
}

/// Whether a spreadsheet would take the line for a formula.
fn would_run(text: &str) -> bool {
    begins_formula(text) && !is_plain_number(text)
}

pub(crate) fn begins_formula(text: &str) -> bool {
    matches!(text.bytes().next(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'))
}

/// A sign, digits, and perhaps a mark and more digits.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (integer, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(integer) && all_digits(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Cells;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let before = "before;";
        let mut out = before.as_bytes().to_vec();
        csv_cell(text, b';', &mut out);
        String::from_utf8(out).unwrap().split_off(before.len())
    }

    #[test]
    fn delimiters_quotes_and_line_breaks_are_quoted() {
        assert_eq!(written("a;b"), "\"a;b\"");
        assert_eq!(written("a\"b"), "\"a\"\"b\"");
        assert_eq!(written("a\nb"), "\"a\nb\"");
        assert_eq!(written("a,b"), "\"a,b\"");
        assert_eq!(written("a\tb"), "\"a\tb\"");
    }

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in ["=1+1", "+SUM(A1)", "-2+3", "@A1", "\tx", "=HYPERLINK(\"x\")"] {
            assert!(written(text).trim_start_matches('"').starts_with('\''), "{text}");
        }
        for text in ["-5", "+4512345678", "-1.5", "a=b", ""] {
            assert_eq!(written(text), text);
        }
        assert_eq!(written("-1,5"), "\"-1,5\"");
    }

    #[test]
    fn each_line_of_a_cell_is_guarded() {
        assert_eq!(written("a\n=1+1"), "\"a\n'=1+1\"");
        assert_eq!(written("a\r\n- b\r\n-5\r\n\r\nc"), "\"a\r\n'- b\r\n-5\r\n\r\nc\"");
        assert_eq!(written("-5\n@b"), "\"-5\n'@b\"");
    }

    proptest! {
        #[test]
        fn a_cell_of_any_length_is_quoted_and_guarded_and_reads_back_as_it_was(text in "[-=a1,;\"\r\n\tæ]{0,20}") {
            let written = written(&text);
            let is_quoted = text.contains([';', ',', '"', '\n', '\r', '\t']);
            prop_assert_eq!(written.starts_with('"'), is_quoted);
            let inner = match is_quoted {
                true => written[1..written.len() - 1].replace("\"\"", "\""),
                false => written.clone(),
            };
            let mut lines = inner.split("\r\n").flat_map(|text| text.split(['\n', '\r']));
            prop_assert!(!lines.any(would_run), "{:?}", written);
            let mut cells = Cells::default();
            cells.split(&written, b';');
            prop_assert_eq!(cells.get(&written, 0), text);
        }
    }
}
