//! A document as Markdown, for Word by way of a converter, for git, and for the eye as it is.

use crate::document::{Align, Block, Document, Item, Mark, Table};
use crate::render::markdown::{line, lines, row};

/// The document as Markdown (CommonMark with tables).
pub fn markdown(document: &Document) -> String {
    let mut out = format!("# {}\n", line(&document.title));
    let without_pictures = |block: &&Block| !matches!(block, Block::Figure(_));
    for block in document.blocks.iter().filter(without_pictures) {
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
            Block::Figure(_) => {}
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
    if !table.caption.is_empty() {
        out.push_str(&format!("{}\n\n", lines(&table.caption, "  \n")));
    }
    let in_cells = |cells: &[String]| -> Vec<String> {
        cells.iter().map(|cell| lines(cell, "<br>")).collect()
    };
    out.push_str(&row(&in_cells(&table.head)));
    let rulers = table.align.iter().map(|align| match align {
        Align::Left => "---".to_owned(),
        Align::Right => "---:".to_owned(),
    });
    out.push_str(&row(&rulers.collect::<Vec<_>>()));
    for cells in &table.rows {
        out.push_str(&row(&in_cells(cells)));
    }
}
