//! Changes to the text of a rubric that leave every other byte as it was: comments, order and spacing.

use crate::source::Span;

/// A replacement of some bytes of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Edit {
    /// What is replaced; an empty span inserts.
    pub(crate) span: Span,
    /// What takes its place.
    pub(crate) text: String,
}

/// The text with all edits; no two of them overlap.
pub(crate) fn apply(text: &str, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| (edit.span.start, edit.span.end));
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start]);
        out.push_str(&edit.text);
        at = edit.span.end;
    }
    out.push_str(&text[at..]);
    out
}

/// A text as a TOML string on one line.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            sign if sign.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(sign))),
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn edits_change_their_own_bytes_and_no_others() {
        let edits = vec![
            Edit { span: 8..9, text: "10".into() },
            Edit { span: 0..0, text: "# ny\n".into() },
        ];
        assert_eq!(apply("min   = 9 # tal\n", edits), "# ny\nmin   = 10 # tal\n");
    }

    proptest! {
        #[test]
        fn a_quoted_text_is_read_as_itself(text in any::<String>()) {
            let line = quoted(&text);
            prop_assert!(!line.contains('\n'));
            let table: toml::Table = format!("a = {line}").parse().unwrap();
            prop_assert_eq!(table["a"].as_str(), Some(text.as_str()));
        }
    }
}
