//! A study's page as plain text.

use super::{Align, Block, Draw, Origin, Table, whole_page};
use crate::render::table::{cut, plain_table, push, wrapped};
use comfy_table::{Cell, CellAlignment, ColumnConstraint, Width};
use unicode_width::UnicodeWidthStr;

/// The longest that a cell of words may be.
const LONGEST: usize = 30;

/// The page of a result, in lines of so many columns.
pub fn text<D: Draw>(result: &D, origin: &Origin<'_>, width: usize) -> String {
    let page = whole_page(result, origin);
    let mut out = String::new();
    wrapped(&page.title, width, &mut out);
    out.push_str(&"=".repeat(page.title.width().min(width)));
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
                wrapped(&crate::vocabulary::printable(text), width, &mut out);
            }
            Block::List(items) => {
                for item in items {
                    wrapped(&format!("- {}", crate::vocabulary::printable(item)), width, &mut out);
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

/// The blanks between two columns, and where there is no room for them.
const GAPS: [usize; 2] = [2, 1];
/// A column of names is not made narrower than this.
const NARROWEST_NAME: usize = 8;

fn draw(table: &Table, width: usize, out: &mut String) {
    if !table.caption.is_empty() {
        wrapped(&table.caption, width, out);
    }
    let (widths, gap) = widths(table, width);
    let mut drawn = plain_table();
    let header = table.columns.iter().map(|(name, _)| Cell::new(name));
    drawn.set_header(header.collect::<Vec<_>>());
    for row in &table.rows {
        let cells = row.iter().enumerate().map(|(index, cell)| {
            let is_in_full = table.is_whole && index > 0;
            let longest = if is_in_full { usize::MAX } else { widths[index] };
            Cell::new(cut(cell, longest))
        });
        drawn.add_row(cells.collect::<Vec<_>>());
    }
    let columns = drawn.column_iter_mut().zip(&table.columns).zip(&widths);
    for ((column, (_, align)), width) in columns {
        column.set_padding((0, gap as u16));
        let width = u16::try_from(width + gap).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        if *align == Align::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    push(out, &drawn);
}

/// How wide the columns are in so much room, and the gap between them: numbers as wide as they are, names and
/// texts in what is left, headers on several lines if they must.
fn widths(table: &Table, room: usize) -> (Vec<usize>, usize) {
    let (mut widths, least): (Vec<usize>, Vec<usize>) =
        (0..table.columns.len()).map(|index| width_of(table, index)).unzip();
    let all = |widths: &[usize], gap: usize| {
        widths.iter().sum::<usize>() + gap * widths.len().saturating_sub(1)
    };
    let [wide, narrow] = GAPS;
    let gap = if all(&widths, wide) <= room { wide } else { narrow };
    while all(&widths, gap) > room {
        let columns = (0..widths.len()).filter(|&index| widths[index] > least[index]);
        match columns.max_by_key(|&index| widths[index]) {
            Some(widest) => widths[widest] -= 1,
            None => break,
        }
    }
    // What is left lets the longest headers stand on fewer lines.
    while all(&widths, gap) < room {
        let lines = |index: usize| table.columns[index].0.width() * 1000 / widths[index];
        let columns = (0..widths.len()).filter(|&index| lines(index) > 1000);
        match columns.max_by_key(|&index| lines(index)) {
            Some(longest) => widths[longest] += 1,
            None => break,
        }
    }
    (widths, gap)
}

/// How wide a column would be, and how narrow it may be.
fn width_of(table: &Table, index: usize) -> (usize, usize) {
    let (name, align) = &table.columns[index];
    let longest_word = |text: &str| text.split(' ').map(UnicodeWidthStr::width).max();
    let head = longest_word(name).unwrap_or(0).max(1);
    let cells = table.rows.iter().filter_map(|row| row.get(index));
    let words = cells.clone().filter_map(|cell| longest_word(cell)).max();
    let natural = cells.map(|cell| cell.width()).max().unwrap_or(0);
    let (natural, least) = match align {
        Align::Right => (natural, natural),
        Align::Left if table.is_whole && index > 0 => (natural, words.unwrap_or(0)),
        Align::Left => (natural.min(LONGEST), natural.min(NARROWEST_NAME)),
    };
    (natural.max(head), least.max(head))
}
