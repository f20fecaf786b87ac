//! A document as one HTML file without anything from outside, fit for printing.

use crate::document::{Block, Document, Item, Mark, Table};
use crate::render::policy::policy;
use crate::vocabulary::printable;
use crate::words::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

const STYLE: &str = "\
body{font:16px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:64rem;margin:2rem auto;padding:0 1rem}
h1,h2,h3,h4{line-height:1.25;break-after:avoid}
h2{margin-top:2.5rem;border-bottom:2px solid #1b1b1b}
table{border-collapse:collapse;width:100%;margin:1rem 0}
th,td{border:1px solid #8a8a8a;padding:.35rem .6rem;text-align:left;vertical-align:top}
th{background:#eef1f4}
tr{break-inside:avoid}
th,td{hyphens:auto}
.notice{border-left:4px solid #1b1b1b;padding:.2rem 1rem;background:#f5f5f0}
.box{list-style:none}
body{overflow-wrap:anywhere}
.whole{overflow-wrap:normal}
.scroll{overflow-x:auto}
dl{display:table}
dl div{display:table-row}
dt,dd{display:table-cell;padding:.1rem 0}
dt{font-weight:600;padding-right:1.5rem;min-width:8rem;overflow-wrap:normal}
.room{border-bottom:1px solid #8a8a8a;height:2rem;break-inside:avoid}
.room+.room{break-before:avoid}
p:has(+.room){break-after:avoid}
@page{size:A4;margin:16mm 15mm}
@media print{body{font-size:10.5pt;margin:0;padding:0;max-width:none}.scroll{overflow:visible}.notice,th{print-color-adjust:exact}}
";

/// The document as a whole page, in the language of its texts.
pub fn html(document: &Document, lang: Lang) -> String {
    let tag = match lang {
        Lang::Da => "da",
        Lang::En => "en",
    };
    let page = markup! {
        (DOCTYPE)
        html lang=(tag) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(STYLE, None));
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (printable(&document.title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (printable(&document.title)) }
                    @for block in &document.blocks { (drawn(block)) "\n" }
                }
            }
        }
    };
    format!("{}\n", page.into_string())
}

fn drawn(block: &Block) -> Markup {
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

/// The class of a cell that has only words that need never be broken.
fn whole(cell: &str) -> Option<&'static str> {
    let mut words = cell.split_whitespace();
    words.all(|word| word.chars().count() <= WORD).then_some("whole")
}

fn table(table: &Table) -> Markup {
    markup! {
        // To be reached and moved by keyboard, where a screen is too narrow for it.
        div.scroll tabindex="0" { table {
            thead { tr { @for cell in &table.head { th class=[whole(cell)] scope="col" { (lines(cell)) } } } }
            tbody {
                @for row in &table.rows {
                    tr { @for cell in row { td class=[whole(cell)] { (lines(cell)) } } }
                }
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
