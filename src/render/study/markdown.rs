//! A study's page as Markdown, with pipe tables.

use super::{Align, Block, Draw, Origin, Table, whole_page};
use crate::vocabulary::printable;
use std::fmt::Write as _;

/// The page of a result.
pub fn markdown<D: Draw>(result: &D, origin: &Origin<'_>) -> String {
    let page = whole_page(result, origin);
    let mut out = format!("# {}\n", escaped(&page.title));
    for block in &page.blocks {
        match block {
            Block::Heading(text) => {
                let _ = writeln!(out, "\n## {}", escaped(text));
            }
            Block::Text(text) => {
                let _ = writeln!(out, "\n{}", escaped(text));
            }
            Block::List(items) => {
                out.push('\n');
                for item in items {
                    let _ = writeln!(out, "- {}", escaped(item));
                }
            }
            Block::Table(table) => draw(table, &mut out),
            Block::Figure(_) => {}
        }
    }
    out
}

fn draw(table: &Table, out: &mut String) {
    if !table.caption.is_empty() {
        let _ = writeln!(out, "\n{}", escaped(&table.caption));
    }
    out.push('\n');
    let line = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    out.push_str(&line(table.columns.iter().map(|(name, _)| escaped(name)).collect()));
    let rulers = table.columns.iter().map(|(_, align)| match align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    out.push_str(&line(rulers.collect()));
    for row in &table.rows {
        out.push_str(&line(row.iter().map(|cell| escaped(cell)).collect()));
    }
}

/// The text with nothing in it that Markdown, or HTML inside it, would obey.
fn escaped(text: &str) -> String {
    let text = printable(text);
    let mut out = String::with_capacity(text.len());
    for (index, letter) in text.char_indices() {
        let opens_a_line = index == 0 && matches!(letter, '#' | '-' | '+' | '=');
        match letter {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => {
                out.push('\\');
                out.push(letter);
            }
            _ if opens_a_line => {
                out.push('\\');
                out.push(letter);
            }
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_is_markup() {
        assert_eq!(
            escaped("<script>a|b</script> *c* [d](e)"),
            "&lt;script&gt;a\\|b&lt;/script&gt; \\*c\\* \\[d\\](e)"
        );
        assert_eq!(escaped("# a"), "\\# a");
    }
}
