//! A study's page as plain text.

use super::{Align, Block, Draw, Origin, Table, whole_page};
use crate::render::table::{cut, plain_table, push, wrapped};
use comfy_table::{Cell, CellAlignment};
use unicode_width::UnicodeWidthStr;

/// The longest that a cell of words may be.
const LONGEST: usize = 30;

/// The page of a result, in lines of about so many columns; tables are as wide as they must be.
pub fn text<D: Draw>(result: &D, origin: &Origin<'_>, width: usize) -> String {
    let page = whole_page(result, origin);
    let mut out = String::new();
    wrapped(&page.title, width, &mut out);
    out.push_str(&"=".repeat(page.title.width()));
    out.push('\n');
    for block in &page.blocks {
        match block {
            Block::Heading(text) => {
                out.push('\n');
                wrapped(text, width, &mut out);
                out.push_str(&"-".repeat(text.width().min(width)));
                out.push('\n');
            }
            Block::Text(text) => {
                wrapped(&super::super::printable(text), width, &mut out);
            }
            Block::List(items) => {
                for item in items {
                    wrapped(
                        &format!("- {}", super::super::printable(item)),
                        width,
                        &mut out,
                    );
                }
            }
            Block::Table(table) => {
                // A heading stands right above what it heads.
                if !out.ends_with("-\n") {
                    out.push('\n');
                }
                draw(table, width, &mut out);
            }
            Block::Figure(_) => {}
        }
    }
    out
}

fn draw(table: &Table, width: usize, out: &mut String) {
    if !table.caption.is_empty() {
        wrapped(&table.caption, width, out);
    }
    let mut drawn = plain_table();
    let header = table.columns.iter().map(|(name, _)| Cell::new(name));
    drawn.set_header(header.collect::<Vec<_>>());
    for row in &table.rows {
        let longest = if table.is_whole { usize::MAX } else { LONGEST };
        let cells = row.iter().map(|cell| Cell::new(cut(cell, longest)));
        drawn.add_row(cells.collect::<Vec<_>>());
    }
    for (column, (_, align)) in drawn.column_iter_mut().zip(&table.columns) {
        column.set_padding((0, 2));
        if *align == Align::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    push(out, &drawn);
}
