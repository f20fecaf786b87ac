//! A document for the terminal.

use crate::document::{Block, Document, Item, Table};
use crate::render::printable;
use anstyle::Style;
use comfy_table::{ColumnConstraint, ContentArrangement, Width, presets};
use unicode_width::UnicodeWidthStr;

/// Narrower than this nothing can be read, and wider lines tire the eye.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

/// The document within so many columns; headings are bold where the terminal takes it.
pub fn text(document: &Document, width: usize) -> String {
    let mut page = Page {
        width: width.clamp(*WIDTHS.start(), *WIDTHS.end()),
        out: String::new(),
    };
    page.heading(&document.title, Some('═'));
    for block in &document.blocks {
        page.block(block);
    }
    page.out
}

struct Page {
    width: usize,
    out: String,
}

impl Page {
    fn block(&mut self, block: &Block) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        match block {
            Block::Section(text) => self.heading(text, Some('─')),
            Block::Heading(text) | Block::Small(text) => self.heading(text, None),
            Block::Text(text) => self.paragraph("", "", text),
            Block::Notice(text) => self.paragraph("! ", "  ", text),
            Block::List(items) => self.items(items, 0),
            Block::Table(table) => self.table(table),
            Block::Room(lines) => {
                for _ in 0..*lines {
                    self.out.push_str(&"_".repeat(self.width));
                    self.out.push('\n');
                }
            }
        }
    }

    fn heading(&mut self, text: &str, underline: Option<char>) {
        let bold = Style::new().bold();
        let text = printable(text);
        self.out.push_str(&format!("{bold}{text}{bold:#}\n"));
        if let Some(sign) = underline {
            let line: String = std::iter::repeat_n(sign, text.width().min(self.width)).collect();
            self.out.push_str(&format!("{line}\n"));
        }
    }

    /// Breaks a text at its spaces, with one beginning for the first line and one for the others.
    fn paragraph(&mut self, first: &str, others: &str, text: &str) {
        let mut begin = first;
        for line in text.lines() {
            let line = printable(line);
            let mut column = begin.width();
            self.out.push_str(begin);
            begin = others;
            let mut is_first_word = true;
            for word in line.split(' ') {
                if !is_first_word && column + 1 + word.width() > self.width {
                    self.out.push('\n');
                    self.out.push_str(others);
                    column = others.width();
                } else if !is_first_word {
                    self.out.push(' ');
                    column += 1;
                }
                is_first_word = false;
                self.out.push_str(word);
                column += word.width();
            }
            self.out.push('\n');
        }
    }

    fn items(&mut self, items: &[Item], depth: usize) {
        for item in items {
            let indent = "  ".repeat(depth);
            let (first, others) = match item.is_box {
                true => (format!("{indent}[ ] "), format!("{indent}    ")),
                false => (format!("{indent}- "), format!("{indent}  ")),
            };
            self.paragraph(&first, &others, &item.text);
            self.items(&item.items, depth + 1);
        }
    }

    fn table(&mut self, table: &Table) {
        let mut drawn = comfy_table::Table::new();
        let fits = table_width(table) <= self.width;
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
        let widths = widths(table, self.width);
        for (column, width) in drawn.column_iter_mut().zip(widths) {
            column.set_padding((0, GAP as u16));
            let width = u16::try_from(width + GAP).unwrap_or(u16::MAX);
            column.set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        for line in drawn.lines() {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }
}

/// The blanks after a column.
const GAP: usize = 2;

/// The width of each column: the longest word first, and what room is left where the most lines are saved.
fn widths(table: &Table, room: usize) -> Vec<usize> {
    let columns = 0..table.head.len();
    let natural: Vec<usize> = columns
        .clone()
        .map(|index| longest(table, index, &|cell| cell.lines()))
        .collect();
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
    (0..table.head.len())
        .map(|index| longest(table, index, &|cell| cell.lines()) + GAP)
        .sum()
}
