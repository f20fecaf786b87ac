//! A document as Markdown, for Word by way of a converter, for git, and for the eye as it is.

use crate::document::{Block, Document, Item, Mark, Table};
use crate::vocabulary::printable;

/// The document as Markdown (CommonMark with tables).
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", line(&document.title));
    for block in &document.blocks {
        out.push('\n');
        match block {
            Block::Section(text) => out.push_str(&format!("## {}\n", line(text))),
            Block::Heading(text) => out.push_str(&format!("### {}\n", line(text))),
            Block::Small(text) => out.push_str(&format!("#### {}\n", line(text))),
            Block::Text(text) => out.push_str(&format!("{}\n", lines(text, "  \n"))),
            Block::Notice(text) => out.push_str(&format!("> {}\n", lines(text, "  \n> "))),
            Block::Fields(fields) => {
                for (name, value) in fields {
                    out.push_str(&format!("- **{}:** {}\n", line(name), lines(value, "  \n  ")));
                }
            }
            Block::List(list) => {
                for item in list {
                    one_item(item, "-", "", &mut out);
                }
            }
            Block::Numbered(list) => {
                for (index, item) in list.iter().enumerate() {
                    one_item(item, &format!("{}.", index + 1), "", &mut out);
                }
            }
            Block::Marks(marks, text) => {
                let marks: Vec<String> = marks
                    .iter()
                    .map(|(mark, name)| line(&format!("{} {name}", mark.as_str())))
                    .collect();
                out.push_str(&format!("{}. {}\n", marks.join(" · "), line(text)));
            }
            Block::Table(drawn) => table(drawn, &mut out),
            Block::Room(lines) => out.push_str(&"\\_\\_\\_\\_\\_\\_  \n".repeat(*lines)),
            Block::Json(text) => out.push_str(&format!("```json\n{text}\n```\n")),
        }
    }
    out
}

fn one_item(item: &Item, sign: &str, indent: &str, out: &mut String) {
    let mark = match item.mark {
        // No box that Markdown knows.
        Some(Mark::Unknown) => "\\[?\\] ".to_owned(),
        Some(mark) => format!("{} ", mark.as_str()),
        None => String::new(),
    };
    let text = lines(&item.text, &format!("  \n{indent}  "));
    out.push_str(&format!("{indent}{sign} {mark}{text}\n"));
    let below = format!("{indent}{}", " ".repeat(sign.len() + 1));
    for item in &item.items {
        one_item(item, "-", &below, out);
    }
}

fn table(table: &Table, out: &mut String) {
    let row = |cells: &[String]| {
        let cells: Vec<String> = cells.iter().map(|cell| lines(cell, "<br>")).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    out.push_str(&row(&table.head));
    out.push_str(&format!("|{}\n", " --- |".repeat(table.head.len())));
    for cells in &table.rows {
        out.push_str(&row(cells));
    }
}

fn line(text: &str) -> String {
    escaped(&printable(text))
}

/// The lines of a text with a mark between them.
fn lines(text: &str, between: &str) -> String {
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
            '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '&' => true,
            // Inside a word, as in the ids, it is a sign like any other.
            '_' => !(is_word(before) && is_word(rest.peek().copied())),
            '#' | '+' | '-' | '=' | '~' => begins,
            // `1.` begins a list.
            '.' | ')' => {
                (out.chars().all(|c| c.is_ascii_digit()) && !begins)
                    || out.to_lowercase().ends_with("www")
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
}
