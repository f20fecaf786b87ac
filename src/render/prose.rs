//! A document for people before it is text, Markdown or HTML, and its three forms.
//!
//! What is in the blocks is plain text, names from files included; each form makes it harmless in its
//! own way. One document, drawn three times, cannot say different things.

use super::printable;
use crate::place::Truth;
use comfy_table::{ContentArrangement, Table};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::fmt::Write as _;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// A piece of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The document's name.
    Title(String),
    /// The name of a section.
    Heading(String),
    /// The name of a part of a section.
    Subheading(String),
    /// Running text.
    Paragraph(String),
    /// Names and values.
    Fields(Vec<(String, String)>),
    /// A list.
    List {
        /// Whether its items are numbered.
        numbered: bool,
        /// The items.
        items: Vec<Item>,
    },
    /// A table with a heading for each column.
    Table {
        /// The headings.
        columns: Vec<String>,
        /// As many cells in each as there are columns.
        rows: Vec<Vec<String>>,
    },
    /// Room to write, so many lines high.
    Room(String, usize),
    /// Text for machines, kept as it is.
    Data(String),
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Whether what it says is so, where that is the point of it.
    pub mark: Option<Truth>,
    /// A word in front of the text.
    pub tag: Option<String>,
    /// What it says.
    pub text: String,
    /// What it is made of.
    pub below: Vec<Item>,
}

impl Item {
    /// An item that is only text.
    pub fn text(text: String) -> Self {
        Self {
            mark: None,
            tag: None,
            text,
            below: Vec::new(),
        }
    }
}

const fn mark(truth: Truth) -> &'static str {
    match truth {
        Truth::True => "[x]",
        Truth::False => "[ ]",
        Truth::Unknown => "[?]",
    }
}

/// The document as text, wrapped at `width` columns.
pub fn text(blocks: &[Block], width: usize) -> String {
    let mut out = String::new();
    let mut before: Option<&Block> = None;
    for block in blocks {
        let is_close = matches!(
            (before, block),
            (None, _)
                | (Some(Block::Heading(_) | Block::Subheading(_)), _)
                | (
                    Some(Block::Paragraph(_)),
                    Block::Paragraph(_) | Block::List { .. }
                )
                | (Some(Block::List { .. }), Block::Subheading(_))
                | (Some(Block::Paragraph(_)), Block::Subheading(_))
        );
        if !is_close {
            out.push('\n');
        }
        before = Some(block);
        match block {
            Block::Title(title) => {
                wrap(title, width, ["", ""], &mut out);
                let _ = writeln!(out, "{}", "=".repeat(printable(title).width().min(width)));
            }
            Block::Heading(title) => {
                wrap(title, width, ["", ""], &mut out);
                let _ = writeln!(out, "{}", "-".repeat(printable(title).width().min(width)));
            }
            Block::Subheading(text) => wrap(text, width, ["", ""], &mut out),
            Block::Paragraph(text) => wrap(text, width, ["", ""], &mut out),
            Block::Fields(fields) => {
                let names = fields.iter().map(|(name, _)| name.width()).max();
                let indent = " ".repeat(names.unwrap_or(0) + 2);
                for (name, value) in fields {
                    let first = format!("{:<1$}", format!("{name}:"), indent.len());
                    wrap(value, width, [&first, &indent], &mut out);
                }
            }
            Block::List { numbered, items } => {
                for (index, item) in items.iter().enumerate() {
                    let number = format!("{}. ", index + 1);
                    item_text(
                        item,
                        if *numbered { &number } else { "" },
                        2,
                        width,
                        &mut out,
                    );
                }
            }
            Block::Table { columns, rows } => table_text(columns, rows, width, &mut out),
            Block::Room(name, lines) => {
                wrap(&format!("{name}:"), width, ["", ""], &mut out);
                out.push_str(&"\n".repeat(*lines));
            }
            Block::Data(text) => {
                out.push_str(&super::printable_lines(text));
                out.push('\n');
            }
        }
    }
    out
}

fn item_text(item: &Item, number: &str, depth: usize, width: usize, out: &mut String) {
    let bullet = match (item.mark, number) {
        (Some(truth), _) => format!("{} ", mark(truth)),
        (None, "") => "- ".to_owned(),
        (None, number) => number.to_owned(),
    };
    let first = format!("{}{bullet}", " ".repeat(depth));
    let rest = " ".repeat(first.len());
    wrap(&tagged(item), width, [&first, &rest], out);
    for below in &item.below {
        item_text(below, "", first.len(), width, out);
    }
}

fn tagged(item: &Item) -> String {
    match &item.tag {
        Some(tag) => format!("{tag}: {}", item.text),
        None => item.text.clone(),
    }
}

fn table_text(columns: &[String], rows: &[Vec<String>], width: usize, out: &mut String) {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_header(columns);
    for row in rows {
        table.add_row(row.iter().map(|cell| printable(cell).into_owned()));
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    for line in table.lines() {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// Breaks a text at its spaces, and a word that is wider than a line where the line ends.
fn wrap(text: &str, width: usize, [first, rest]: [&str; 2], out: &mut String) {
    let text = printable(text);
    out.push_str(first);
    let mut column = first.width();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && column + 1 + word.width() > width {
            out.push('\n');
            out.push_str(rest);
            column = rest.width();
            is_empty = true;
        }
        if !is_empty {
            out.push(' ');
            column += 1;
        }
        for letter in word.chars() {
            let length = letter.width().unwrap_or(0);
            if column + length > width.max(rest.width() + 8) {
                out.push('\n');
                out.push_str(rest);
                column = rest.width();
            }
            out.push(letter);
            column += length;
        }
        is_empty = false;
    }
    while out.ends_with(' ') {
        out.pop();
    }
    out.push('\n');
}

/// The document as Markdown (CommonMark with the tables of GitHub).
pub fn markdown(blocks: &[Block]) -> String {
    let mut out = String::new();
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        match block {
            Block::Title(text) => line(&mut out, &format!("# {}", escape(text))),
            Block::Heading(text) => line(&mut out, &format!("## {}", escape(text))),
            Block::Subheading(text) => line(&mut out, &format!("### {}", escape(text))),
            Block::Paragraph(text) => line(&mut out, &escape(text)),
            Block::Fields(fields) => {
                for (name, value) in fields {
                    line(
                        &mut out,
                        &format!("- **{}:** {}", escape(name), escape(value)),
                    );
                }
            }
            Block::List { numbered, items } => {
                for (index, item) in items.iter().enumerate() {
                    let bullet = match numbered {
                        true => format!("{}. ", index + 1),
                        false => "- ".to_owned(),
                    };
                    item_markdown(item, &bullet, 0, &mut out);
                }
            }
            Block::Table { columns, rows } => {
                let row = |cells: &[String]| {
                    let cells: Vec<String> = cells.iter().map(|cell| escape(cell)).collect();
                    format!("| {} |", cells.join(" | "))
                };
                line(&mut out, &row(columns));
                line(&mut out, &format!("|{}", " --- |".repeat(columns.len())));
                for cells in rows {
                    line(&mut out, &row(cells));
                }
            }
            Block::Room(name, lines) => {
                line(&mut out, &format!("**{}:**", escape(name)));
                for _ in 0..*lines {
                    line(&mut out, "\n&nbsp;");
                }
            }
            Block::Data(text) => {
                // A fence longer than any in the text.
                let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
                let fence = "`".repeat(longest.max(2) + 1);
                line(&mut out, &format!("{fence}json\n{text}\n{fence}"));
            }
        }
    }
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

fn item_markdown(item: &Item, bullet: &str, depth: usize, out: &mut String) {
    let mark = match item.mark {
        Some(Truth::Unknown) => "\\[?\\] ".to_owned(),
        Some(truth) => format!("{} ", mark(truth)),
        None => String::new(),
    };
    let tag = match &item.tag {
        Some(tag) => format!("**{}:** ", escape(tag)),
        None => String::new(),
    };
    let indent = " ".repeat(depth);
    line(
        out,
        &format!("{indent}{bullet}{mark}{tag}{}", escape(&item.text)),
    );
    for below in &item.below {
        item_markdown(below, "- ", depth + bullet.len(), out);
    }
}

/// The text on one line, with nothing in it that Markdown or the HTML within it would obey.
fn escape(text: &str) -> String {
    let text = printable(text);
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(letter) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        let is_sign = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '!' | '$'
            | '@' => true,
            // What would begin a list, and what would become a link.
            '-' | '+' | '=' => out.is_empty(),
            '.' | ')' => {
                (before.is_ascii_digit() && out.chars().all(|c| c.is_ascii_digit()))
                    || out.to_ascii_lowercase().ends_with("www")
            }
            ':' => next == '/',
            _ => false,
        };
        if is_sign {
            out.push('\\');
        }
        out.push(letter);
        before = letter;
    }
    out
}

/// The document as the content of an HTML page: no page around it, headings from `level`.
pub fn html(blocks: &[Block], level: u8) -> Markup {
    html! {
        @for block in blocks {
            @match block {
                Block::Title(text) => (heading(level, text)),
                Block::Heading(text) => (heading(level + 1, text)),
                Block::Subheading(text) => (heading(level + 2, text)),
                Block::Paragraph(text) => p { (printable(text)) },
                Block::Fields(fields) => dl {
                    @for (name, value) in fields {
                        div { dt { (printable(name)) } dd { (printable(value)) } }
                    }
                },
                Block::List { numbered: true, items } => ol { (items_html(items)) },
                Block::List { numbered: false, items } => ul { (items_html(items)) },
                Block::Table { columns, rows } => table {
                    thead { tr { @for column in columns { th scope="col" { (printable(column)) } } } }
                    tbody {
                        @for row in rows {
                            tr { @for cell in row { td { (printable(cell)) } } }
                        }
                    }
                },
                Block::Room(name, lines) => div.room {
                    p { (printable(name)) ":" }
                    @for _ in 0..*lines { p.line { (PreEscaped("&nbsp;")) } }
                },
                Block::Data(text) => pre { code { (text) } },
            }
        }
    }
}

fn heading(level: u8, text: &str) -> Markup {
    let text = printable(text);
    html! {
        @match level {
            1 => h1 { (text) },
            2 => h2 { (text) },
            3 => h3 { (text) },
            4 => h4 { (text) },
            _ => h5 { (text) },
        }
    }
}

fn items_html(items: &[Item]) -> Markup {
    let class = |truth| match truth {
        Truth::True => "met",
        Truth::False => "unmet",
        Truth::Unknown => "unknown",
    };
    html! {
        @for item in items {
            li class=[item.mark.map(class)] {
                @if let Some(truth) = item.mark { span.mark { (mark(truth)) } " " }
                @if let Some(tag) = &item.tag { strong { (printable(tag)) ":" } " " }
                (printable(&item.text))
                @if !item.below.is_empty() { ul { (items_html(&item.below)) } }
            }
        }
    }
}

/// The document as a whole HTML page that needs no other file and runs nothing.
pub fn page(blocks: &[Block], language: &str) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(title) => Some(printable(title)),
        _ => None,
    });
    let markup = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title.unwrap_or_default()) }
                style { (PreEscaped(STYLE)) }
            }
            body { main { (html(blocks, 1)) } }
        }
    };
    format!("{}\n", markup.into_string())
}

const STYLE: &str = "\
body{font:1rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}\
main{max-width:52rem;margin:0 auto;padding:2rem 1rem;overflow-wrap:anywhere}\
h1,h2,h3{line-height:1.25}h2{border-bottom:1px solid #767676;margin-top:2rem}h3{margin-bottom:.25rem}\
dl div{display:flex;flex-wrap:wrap;gap:0 .75rem}dt{font-weight:600;min-width:9rem}dd{margin:0;flex:1}\
ul,ol{padding-left:1.5rem}li.met,li.unmet,li.unknown{list-style:none;margin-left:-1.25rem}\
.mark{font-family:ui-monospace,monospace;white-space:pre}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #767676;padding:.25rem .5rem;text-align:left;vertical-align:top}\
.room .line{border-bottom:1px solid #767676;margin:.5rem 0}pre{white-space:pre-wrap;background:#f3f3f3;padding:.75rem}\
@media print{main{max-width:none;padding:0}h2,h3{break-after:avoid}li,tr,.room{break-inside:avoid}}";
