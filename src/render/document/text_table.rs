//! The tables of a page for the terminal.

use crate::document::{Align, Fit, Table};
use crate::render::table::{cut, plain_table, push};
use crate::vocabulary::printable;
use comfy_table::{Cell, CellAlignment, ColumnConstraint, ContentArrangement, Width, presets};
use unicode_width::UnicodeWidthStr;

/// A table in so many columns of text.
pub(super) fn drawn(table: &Table, room: usize) -> String {
    let mut out = String::new();
    let drawn = match table.fit {
        Fit::Broken => of_words(table, room),
        Fit::Cut | Fit::CutFirst => of_numbers(table, room),
    };
    push(&mut out, &drawn);
    out
}

/// Every cell in full, on as many lines as it takes.
fn of_words(table: &Table, room: usize) -> comfy_table::Table {
    let mut drawn = comfy_table::Table::new();
    let fits = table_width(table) <= room;
    drawn.load_style(match fits {
        true => presets::NOTHING,
        // Cells of several lines need something between the rows.
        false => presets::UTF8_HORIZONTAL_ONLY,
    });
    drawn.set_content_arrangement(ContentArrangement::Disabled);
    let shown = |cells: &[String]| -> Vec<String> {
        let cell = |text: &String| {
            let lines: Vec<_> = text.lines().map(printable).collect();
            lines.join("\n")
        };
        cells.iter().map(cell).collect()
    };
    drawn.set_header(shown(&table.head));
    for row in &table.rows {
        drawn.add_row(shown(row));
    }
    let widths = widths(table, room);
    for (column, width) in drawn.column_iter_mut().zip(widths) {
        column.set_padding((0, GAP as u16));
        let width = u16::try_from(width + GAP).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
    }
    drawn
}

/// The blanks after a column.
const GAP: usize = 2;

/// The width of each column: the longest word first, and what room is left where the most lines are saved.
fn widths(table: &Table, room: usize) -> Vec<usize> {
    let columns = 0..table.head.len();
    let natural: Vec<usize> =
        columns.clone().map(|index| longest(table, index, &|cell| cell.lines())).collect();
    let mut widths: Vec<usize> = columns
        .clone()
        .map(|index| longest(table, index, &|cell| cell.split_whitespace()).max(1))
        .collect();
    // The style with lines has a sign of its own between two columns.
    let room = room.saturating_sub((GAP + 1) * table.head.len());
    while widths.iter().sum::<usize>() > room {
        match columns.clone().max_by_key(|&index| widths[index]) {
            Some(widest) if widths[widest] > 1 => widths[widest] -= 1,
            _ => break,
        }
    }
    while widths.iter().sum::<usize>() < room {
        let lines = |index: usize| natural[index] * 1000 / widths[index];
        let needy = columns
            .clone()
            .filter(|&index| widths[index] < natural[index])
            .max_by_key(|&index| (lines(index), std::cmp::Reverse(index)));
        match needy {
            Some(index) => widths[index] += 1,
            None => break,
        }
    }
    widths
}

/// The width of the longest piece in a column.
fn longest<'t, I: Iterator<Item = &'t str>>(
    table: &'t Table,
    index: usize,
    pieces: &dyn Fn(&'t str) -> I,
) -> usize {
    std::iter::once(&table.head)
        .chain(&table.rows)
        .filter_map(|row| row.get(index))
        .flat_map(|cell| pieces(cell))
        .map(UnicodeWidthStr::width)
        .max()
        .unwrap_or_default()
}

fn table_width(table: &Table) -> usize {
    (0..table.head.len()).map(|index| longest(table, index, &|cell| cell.lines()) + GAP).sum()
}

/// The longest that a cell of words may be beside numbers.
const LONGEST: usize = 30;
/// The blanks between two columns, and where there is no room for them.
const GAPS: [usize; 2] = [2, 1];
/// A column of names is not made narrower than this.
const NARROWEST_NAME: usize = 8;

/// A row on each line, numbers below each other.
fn of_numbers(table: &Table, room: usize) -> comfy_table::Table {
    let (widths, gap) = widths_of_numbers(table, room);
    let mut drawn = plain_table();
    drawn.set_header(table.head.iter().map(Cell::new).collect::<Vec<_>>());
    for row in &table.rows {
        let cells = row.iter().enumerate().map(|(index, cell)| {
            let is_in_full = table.fit == Fit::CutFirst && index > 0;
            let longest = if is_in_full { usize::MAX } else { widths[index] };
            Cell::new(cut(cell, longest))
        });
        drawn.add_row(cells.collect::<Vec<_>>());
    }
    let columns = drawn.column_iter_mut().zip(&table.align).zip(&widths);
    for ((column, align), width) in columns {
        column.set_padding((0, gap as u16));
        let width = u16::try_from(width + gap).unwrap_or(u16::MAX);
        column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        if *align == Align::Right {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    drawn
}

/// How wide the columns are in so much room, and the gap between them: numbers as wide as they are, names and
/// texts in what is left, headers on several lines if they must.
fn widths_of_numbers(table: &Table, room: usize) -> (Vec<usize>, usize) {
    let (mut widths, least): (Vec<usize>, Vec<usize>) =
        (0..table.head.len()).map(|index| width_of(table, index)).unzip();
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
        let lines = |index: usize| table.head[index].width() * 1000 / widths[index];
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
    let (name, align) = (&table.head[index], table.align[index]);
    let longest_word = |text: &str| text.split(' ').map(UnicodeWidthStr::width).max();
    let head = longest_word(name).unwrap_or(0).max(1);
    let cells = table.rows.iter().filter_map(|row| row.get(index));
    let words = cells.clone().filter_map(|cell| longest_word(cell)).max();
    let natural = cells.map(|cell| cell.width()).max().unwrap_or(0);
    let (natural, least) = match align {
        Align::Right => (natural, natural),
        Align::Left if table.fit == Fit::CutFirst && index > 0 => (natural, words.unwrap_or(0)),
        Align::Left => (natural.min(LONGEST), natural.min(NARROWEST_NAME)),
    };
    (natural.max(head), least.max(head))
}
