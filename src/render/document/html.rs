//! A document as one HTML file without anything from outside.

use super::figure;
use crate::document::{Align, Block, Document, Fit, Item, Mark, Table};
use crate::render::html::Frame;
use crate::vocabulary::printable;
use crate::words::Lang;
use maud::{Markup, PreEscaped, html as markup};

/// What a page is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Look {
    /// For the printer: what is read by others, filled in and kept.
    Paper,
    /// For the screen, light or dark: what is looked at.
    Screen,
}

/// The document as a whole page, in the language of its texts.
pub fn html(document: &Document, look: Look, lang: Lang) -> String {
    let style = match look {
        Look::Paper => include_str!("paper.css"),
        Look::Screen => include_str!("screen.css"),
    };
    let title = printable(&document.title);
    let body = markup! {
        main {
            h1 { (title) }
            @for (index, block) in document.blocks.iter().enumerate() { (drawn(block, index, lang)) "\n" }
        }
    };
    let frame = Frame { lang, title: &title, style, script: None, meta: &[] };
    format!("{}\n", frame.around(&body))
}

/// The block with that number.
fn drawn(block: &Block, number: usize, lang: Lang) -> Markup {
    markup! {
        @match block {
            Block::Section(text) => h2 { (printable(text)) },
            Block::Heading(text) => h3 { (printable(text)) },
            Block::Small(text) => h4 { (printable(text)) },
            Block::Text(text) => p { (lines(text)) },
            Block::Notice(text) => p.notice { (lines(text)) },
            Block::Fields(fields) => dl {
                @for (name, value) in fields {
                    div { dt { (lines(name)) } dd { (lines(value)) } }
                }
            },
            Block::List(list) => ul { (items(list)) },
            Block::Numbered(list) => ol { (items(list)) },
            Block::Marks(marks, text) => p {
                @for (index, (mark, name)) in marks.iter().enumerate() {
                    @if index > 0 { " · " }
                    (sign(*mark)) (lines(name))
                }
                ". " (lines(text))
            },
            Block::Table(content) => (table(content)),
            Block::Figure(content) => (figure::drawn(content, number, lang)),
            Block::Room(lines) => @for _ in 0..*lines { div.room {} },
            Block::Json(text) => script type="application/json" { (PreEscaped(text)) },
        }
    }
}

fn items(list: &[Item]) -> Markup {
    markup! {
        @for item in list {
            li class=[item.mark.map(|_| "box")] {
                @if let Some(mark) = item.mark { (sign(mark)) }
                (lines(&item.text))
                @if !item.items.is_empty() { ul { (items(&item.items)) } }
            }
        }
    }
}

fn sign(mark: Mark) -> Markup {
    markup! {
        @match mark {
            Mark::Empty => "☐ ",
            Mark::Ticked => "☑ ",
            Mark::Unknown => span.mark { "[?] " },
        }
    }
}

/// The longest word that a column always has room for.
const WORD: usize = 16;

/// The class of a cell: one that holds a number, or only words that need never be broken.
fn class(table: &Table, column: usize, cell: &str) -> Option<&'static str> {
    let mut words = cell.split_whitespace();
    match (table.align[column], table.fit) {
        (Align::Right, _) => Some("n"),
        (Align::Left, Fit::Broken) => {
            words.all(|word| word.chars().count() <= WORD).then_some("whole")
        }
        (Align::Left, Fit::Cut | Fit::CutFirst) => None,
    }
}

fn table(table: &Table) -> Markup {
    let class = |column: usize, cell: &str| class(table, column, cell);
    let is_name = |column: usize| column == 0 && table.fit != Fit::Broken;
    markup! {
        // To be reached and moved by keyboard, where a screen is too narrow for it.
        div.scroll tabindex="0" { table {
            @if !table.caption.is_empty() { caption { (lines(&table.caption)) } }
            thead { tr {
                @for (column, cell) in table.head.iter().enumerate() {
                    th class=[class(column, cell)] scope="col" { (lines(cell)) }
                }
            } }
            tbody {
                @for row in &table.rows { tr {
                    @for (column, cell) in row.iter().enumerate() {
                        @if is_name(column) {
                            th class=[class(column, cell)] scope="row" { (lines(cell)) }
                        } @else {
                            td class=[class(column, cell)] { (lines(cell)) }
                        }
                    }
                } }
            }
        } }
    }
}

fn lines(text: &str) -> Markup {
    markup! {
        @for (index, line) in text.lines().enumerate() {
            @if index > 0 { br; }
            (printable(line))
        }
    }
}
