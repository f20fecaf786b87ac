//! Texts in Markdown. What a file says is text in it, and never markup.

use crate::vocabulary::{printable, printable_lines};

/// A text on a line of its own, with nothing in it that Markdown, or HTML inside it, would obey.
pub(super) fn line(text: &str) -> String {
    escaped(&printable(text))
}

/// The lines of a text with a mark between them.
pub(super) fn lines(text: &str, between: &str) -> String {
    let lines: Vec<String> = text.lines().map(line).collect();
    lines.join(between)
}

/// With a backslash before every sign that Markdown would obey.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let mut rest = text.chars().peekable();
    while let Some(sign) = rest.next() {
        let begins = out.is_empty();
        let is_obeyed = match sign {
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '&' | '~' => true,
            // Inside a word, as in the ids, it is a sign like any other.
            '_' => !(is_word(before) && is_word(rest.peek().copied())),
            '#' | '+' | '-' | '=' => begins,
            // `1.` begins a list.
            '.' | ')' => {
                (out.chars().all(|c| c.is_ascii_digit()) && !begins)
                    || out
                        .as_bytes()
                        .last_chunk()
                        .is_some_and(|end: &[u8; 3]| end.eq_ignore_ascii_case(b"www"))
            }
            // What would become a link without being asked.
            ':' => rest.peek() == Some(&'/'),
            '@' => is_word(before) && is_word(rest.peek().copied()),
            _ => false,
        };
        if is_obeyed {
            out.push('\\');
        }
        out.push(sign);
        before = Some(sign);
    }
    out
}

fn is_word(sign: Option<char>) -> bool {
    sign.is_some_and(char::is_alphanumeric)
}

/// The same where a forge shows it, such as in the summary of a pull request: a zero-width space keeps a name from calling
/// its owner, and a number from naming an issue.
pub(super) fn on_a_forge(text: &str) -> String {
    line(text).replace('@', "@\u{200b}").replace('#', "#\u{200b}")
}

/// A text as code; a fence longer than any run of ticks in it.
pub(super) fn block(text: &str) -> String {
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", printable_lines(text))
}

/// One row of a table.
pub(super) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The header of a table and the line below it.
pub(super) fn header(cells: &[String]) -> String {
    let line: Vec<String> = cells.iter().map(|_| "---".to_owned()).collect();
    format!("{}{}", row(cells), row(&line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_markdown_would_obey_is_escaped_and_nothing_else() {
        assert_eq!(escaped("borgere_hoejt"), "borgere_hoejt");
        assert_eq!(escaped("_a_ *b* <script>"), "\\_a\\_ \\*b\\* \\<script\\>");
        assert_eq!(escaped("- 1. a | b"), "\\- 1. a \\| b");
        assert_eq!(escaped("12. maj"), "12\\. maj");
        assert_eq!(escaped("Mindst 9 (1.5)"), "Mindst 9 (1.5)");
        assert_eq!(escaped("https://a.dk www.a.dk a@a.dk"), "https\\://a.dk www\\.a.dk a\\@a.dk");
    }

    #[test]
    fn a_name_from_a_file_is_no_markup_on_a_forge_and_calls_nobody() {
        assert_eq!(
            on_a_forge("<b>|x|</b> @ejer a@b.dk [a](b) `c` #12\u{202e}"),
            "\\<b\\>\\|x\\|\\</b\\> @\u{200b}ejer a\\@\u{200b}b.dk \\[a\\](b) \\`c\\` #\u{200b}12\\<U+202E\\>"
        );
        assert_eq!(block("a```b"), "````text\na```b\n````\n");
    }
}
