//! A document for the terminal.

use crate::document::{Block, Document, Item, Table};
use crate::vocabulary::printable;
use anstyle::Style;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Narrower than this nothing can be read, and wider lines tire the eye.
const WIDTHS: std::ops::RangeInclusive<usize> = 60..=120;

/// The document within so many columns; headings are bold where the terminal takes it.
pub fn text(document: &Document, width: usize) -> String {
    let mut page = Page { width: width.clamp(*WIDTHS.start(), *WIDTHS.end()), out: String::new() };
    page.heading(&document.title, Some('═'));
    let without_pictures = |block: &&Block| !matches!(block, Block::Figure(_));
    for block in document.blocks.iter().filter(without_pictures) {
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
            Block::Fields(fields) => {
                let longest = fields.iter().map(|(name, _)| name.width()).max();
                let others = " ".repeat(longest.unwrap_or_default() + 2);
                for (name, value) in fields {
                    let gap = " ".repeat(others.len().saturating_sub(name.width() + 1));
                    self.paragraph(&format!("{name}:{gap}"), &others, value);
                }
            }
            Block::List(items) => self.items(items, ""),
            Block::Numbered(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.item(item, &format!("{}. ", index + 1), "");
                }
            }
            Block::Marks(marks, text) => {
                let marks: Vec<String> =
                    marks.iter().map(|(mark, name)| format!("{} {name}", mark.as_str())).collect();
                self.paragraph("", "", &format!("{}. {text}", marks.join(" · ")));
            }
            Block::Table(table) => self.table(table),
            Block::Figure(_) => {}
            Block::Room(lines) => {
                for _ in 0..*lines {
                    self.out.push_str(&"_".repeat(self.width));
                    self.out.push('\n');
                }
            }
            Block::Json(text) => self.out.push_str(&format!("{text}\n")),
        }
    }

    fn heading(&mut self, text: &str, underline: Option<char>) {
        let bold = Style::new().bold();
        let text = printable(text).trim().to_owned();
        self.out.push_str(&bold.to_string());
        self.paragraph("", "", &text);
        // Before the line end, so that no style crosses it.
        self.out.pop();
        self.out.push_str(&format!("{bold:#}\n"));
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
                if column + word.width() <= self.width {
                    self.out.push_str(word);
                    column += word.width();
                    continue;
                }
                // Longer than a line: broken where the line ends.
                for sign in word.chars() {
                    let width = sign.width().unwrap_or(0);
                    if column + width > self.width {
                        self.out.push('\n');
                        self.out.push_str(others);
                        column = others.width();
                    }
                    self.out.push(sign);
                    column += width;
                }
            }
            self.out.push('\n');
        }
    }

    fn items(&mut self, items: &[Item], indent: &str) {
        for item in items {
            self.item(item, "- ", indent);
        }
    }

    fn item(&mut self, item: &Item, sign: &str, indent: &str) {
        let first = match item.mark {
            Some(mark) => format!("{indent}{} ", mark.as_str()),
            None => format!("{indent}{sign}"),
        };
        self.paragraph(&first, &" ".repeat(first.len()), &item.text);
        self.items(&item.items, &format!("{indent}{}", " ".repeat(sign.len())));
    }

    fn table(&mut self, table: &Table) {
        self.paragraph("", "", &table.caption);
        self.out.push_str(&super::text_table::drawn(table, self.width));
    }
}
