//! A document as a Word file: headings and tables by style, the language set, page numbers in the foot, no macro.
//!
//! The same document gives the same bytes: nothing in the folder of parts has a time, a name or an id of the run.

use crate::document::{Block, Document, Item, Mark, Table};
use crate::vocabulary::printable;
use crate::words::{Lang, Page};
use quick_xml::escape::escape;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{System, ZipWriter};

/// How wide the text is on A4, in twentieths of a point.
const WIDTH: usize = 9_638;

const STYLES: &str = include_str!("docx/styles.xml");
const SETTINGS: &str = include_str!("docx/settings.xml");
const CONTENT_TYPES: &str = include_str!("docx/content_types.xml");
const RELATIONS: &str = include_str!("docx/relations.xml");
const DOCUMENT_RELATIONS: &str = include_str!("docx/document_relations.xml");

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
const NAMESPACE: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#;

/// The document as a .docx file; `foot` stands in the foot of every page, before the page number.
///
/// # Errors
/// Only what the packing of the parts refuses, which is nothing of ours.
pub fn docx(document: &Document, foot: &str, lang: Lang) -> zip::result::ZipResult<Vec<u8>> {
    let mut body = Body::default();
    body.paragraph("Title", &run(&document.title));
    for block in &document.blocks {
        body.block(block);
    }
    let tag = match lang {
        Lang::Da => "da-DK",
        Lang::En => "en-GB",
    };
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", core(&document.title, tag)),
        ("word/document.xml", body.part()),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_owned()),
        ("word/styles.xml", STYLES.replace("{language}", tag)),
        ("word/settings.xml", SETTINGS.replace("{language}", tag)),
        ("word/numbering.xml", numbering(body.numbered)),
        ("word/footer1.xml", footer(foot, lang)),
    ];
    // Neither a time nor the system that wrote it.
    let options = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::DEFAULT)
        .system(System::Unix);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        file.start_file(name, options)?;
        file.write_all(part.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

/// What stands on the pages, as it is gathered.
#[derive(Default)]
struct Body {
    xml: String,
    /// How many lists were numbered: each counts from 1 by a numbering of its own.
    numbered: usize,
}

impl Body {
    fn part(&self) -> String {
        format!(
            "{HEAD}<w:document {NAMESPACE} \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><w:body>{}<w:sectPr>\
             <w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
             <w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1134\" w:header=\"567\" \
             w:footer=\"567\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>",
            self.xml
        )
    }

    fn paragraph(&mut self, style: &str, runs: &str) {
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>");
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Section(text) => self.paragraph("Heading1", &run(text)),
            Block::Heading(text) => self.paragraph("Heading2", &run(text)),
            Block::Small(text) => self.paragraph("Heading3", &run(text)),
            Block::Text(text) => self.paragraph("BodyText", &run(text)),
            Block::Notice(text) => self.paragraph("Notice", &run(text)),
            Block::Fields(fields) => {
                for (name, value) in fields {
                    self.paragraph(
                        "Field",
                        &format!("{}{}", bold(&format!("{name}: ")), run(value)),
                    );
                }
            }
            Block::List(items) => self.items(items, BULLETS, 0),
            Block::Numbered(items) => {
                self.numbered += 1;
                self.items(items, BULLETS + self.numbered, 0);
            }
            Block::Marks(marks, text) => {
                let marks: Vec<_> =
                    marks.iter().map(|(mark, name)| format!("{} {name}", sign(*mark))).collect();
                self.paragraph("BodyText", &run(&format!("{}. {text}", marks.join(" · "))));
            }
            Block::Table(table) => self.table(table),
            Block::Figure(_) => {}
            Block::Room(lines) => {
                for _ in 0..*lines {
                    self.paragraph("Room", "");
                }
            }
            // What is computed again is the HTML page or the Markdown: Word keeps no part that it does not know.
            Block::Json(_) => {}
        }
    }

    /// A list; those below an item have bullets, whatever stands before it.
    fn items(&mut self, items: &[Item], numbering: usize, level: usize) {
        for item in items {
            let level = level.min(LEVELS - 1);
            // A box stands where the bullet would.
            let (properties, text) = match item.mark {
                Some(mark) => (
                    format!("<w:ind w:left=\"{}\" w:hanging=\"{INDENT}\"/>", INDENT * (level + 1)),
                    format!("{}<w:r><w:tab/></w:r>{}", run(sign(mark)), run(&item.text)),
                ),
                None => (
                    format!(
                        "<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{numbering}\"/></w:numPr>"
                    ),
                    run(&item.text),
                ),
            };
            let _ = write!(
                self.xml,
                "<w:p><w:pPr><w:pStyle w:val=\"ListParagraph\"/>{properties}</w:pPr>{text}</w:p>"
            );
            self.items(&item.items, BULLETS, level + 1);
        }
    }

    fn table(&mut self, table: &Table) {
        if !table.caption.is_empty() {
            self.paragraph("TableText", &run(&table.caption));
        }
        let widths = widths(table);
        let grid = widths
            .iter()
            .fold(String::new(), |grid, width| grid + &format!("<w:gridCol w:w=\"{width}\"/>"));
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"{WIDTH}\" w:type=\"dxa\"/>\
             <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        );
        // A table has one cell at least, and one row: both programs refuse it otherwise.
        self.row(&table.head, &widths, HEAD_ROW);
        for row in &table.rows {
            self.row(row, &widths, ROW);
        }
        self.xml.push_str("</w:tbl>");
        self.paragraph("AfterTable", "");
    }

    fn row(&mut self, cells: &[String], widths: &[usize], kind: Row) {
        let _ = write!(self.xml, "<w:tr><w:trPr>{}</w:trPr>", kind.properties);
        for (cell, width) in cells.iter().zip(widths) {
            let _ = write!(
                self.xml,
                "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{}</w:tcPr>",
                kind.shading
            );
            self.paragraph(kind.style, &run(cell));
            self.xml.push_str("</w:tc>");
        }
        self.xml.push_str("</w:tr>");
    }
}

/// How a row of a table is drawn.
#[derive(Clone, Copy)]
struct Row {
    properties: &'static str,
    shading: &'static str,
    style: &'static str,
}

/// Again on every page that the table goes on to.
const HEAD_ROW: Row = Row {
    properties: "<w:cantSplit/><w:tblHeader/>",
    shading: "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"EEF1F4\"/>",
    style: "TableHead",
};
const ROW: Row = Row { properties: "<w:cantSplit/>", shading: "", style: "TableText" };

/// The numbering of lists with bullets; those with numbers come behind it.
const BULLETS: usize = 1;
/// How deep lists go before they are no longer moved in.
const LEVELS: usize = 5;
/// How far each level of a list is moved in.
const INDENT: usize = 360;

/// A text in runs: a line break inside it is one, and a sign that cannot be seen is shown by its number.
fn run(text: &str) -> String {
    runs(text, "")
}

fn bold(text: &str) -> String {
    runs(text, "<w:rPr><w:b/></w:rPr>")
}

fn runs(text: &str, properties: &str) -> String {
    let lines = text.lines().map(|line| {
        format!(
            "<w:r>{properties}<w:t xml:space=\"preserve\">{}</w:t></w:r>",
            escape(printable(line))
        )
    });
    lines.collect::<Vec<_>>().join("<w:r><w:br/></w:r>")
}

const fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Empty => "☐",
        Mark::Ticked => "☑",
        Mark::Unknown => "[?]",
    }
}

/// How wide each column is: by its longest cell, within bounds, so that no word need be broken and no column be lost.
fn widths(table: &Table) -> Vec<usize> {
    let longest = |column: usize| {
        let cells =
            table.rows.iter().filter_map(|row| row.get(column)).chain(table.head.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or(0).clamp(8, 48)
    };
    let longest: Vec<_> = (0..table.head.len()).map(longest).collect();
    let all: usize = longest.iter().sum::<usize>().max(1);
    longest.iter().map(|own| WIDTH * own / all).collect()
}

fn core(title: &str, language: &str) -> String {
    format!(
        "{HEAD}<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{language}</dc:language>\
         </cp:coreProperties>",
        escape(printable(title))
    )
}

fn footer(foot: &str, lang: Lang) -> String {
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\"{name}\"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    let [page, of] = [Page::PageNumber.text(lang), Page::PageOf.text(lang)];
    let foot = if foot.is_empty() { String::new() } else { format!("{foot} · ") };
    format!(
        "{HEAD}<w:ftr {NAMESPACE}><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>{}{}{}{}</w:p></w:ftr>",
        run(&format!("{foot}{page} ")),
        field("PAGE"),
        run(&format!(" {of} ")),
        field("NUMPAGES")
    )
}

/// One numbering with bullets, and one with numbers for each numbered list.
fn numbering(numbered: usize) -> String {
    let level = |level: usize, format: &str, text: &str| {
        let left = INDENT * (level + 1);
        format!(
            "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:lvlText w:val=\"{text}\"/>\
             <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"{left}\" w:hanging=\"{INDENT}\"/></w:pPr></w:lvl>"
        )
    };
    let bullets: String = (0..LEVELS).map(|at| level(at, "bullet", "•")).collect();
    let mut part = format!(
        "{HEAD}<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId=\"0\">{bullets}</w:abstractNum>\
         <w:abstractNum w:abstractNumId=\"1\">{}</w:abstractNum>\
         <w:num w:numId=\"{BULLETS}\"><w:abstractNumId w:val=\"0\"/></w:num>",
        level(0, "decimal", "%1.")
    );
    for number in 1..=numbered {
        let _ = write!(
            part,
            "<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\">\
             <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>",
            BULLETS + number
        );
    }
    part + "</w:numbering>"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use quick_xml::Reader;
    use quick_xml::events::Event;
    use std::io::Read as _;

    /// The texts of the pages, in order; every part must be well-formed.
    fn read(file: Vec<u8>) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).expect("an archive");
        let mut texts = String::new();
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).expect("a part");
            let mut xml = String::new();
            part.read_to_string(&mut xml).expect("UTF-8");
            let is_page = part.name().is_ok_and(|name| name == "word/document.xml");
            let mut reader = Reader::from_str(&xml);
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{xml}")) {
                    Event::Eof => break,
                    Event::Text(text) if is_page => {
                        texts.push_str(&text);
                    }
                    Event::GeneralRef(name) if is_page => {
                        let name = format!("&{};", &*name);
                        texts.push_str(&quick_xml::escape::unescape(&name).expect("a known name"));
                    }
                    Event::End(end) if is_page && end.name().as_ref() == "w:p" => texts.push('\n'),
                    _ => {}
                }
            }
        }
        texts
    }

    fn page(text: &str) -> Document {
        let mut table = Table::new(["a", text]);
        table.row([text, "b"]);
        let item = Item::new(text).with_box().with(vec![Item::new(text)]);
        Document {
            title: text.to_owned(),
            blocks: vec![
                Block::Section(text.to_owned()),
                Block::Notice(text.to_owned()),
                Block::Fields(vec![(text.to_owned(), text.to_owned())]),
                Block::List(vec![item.clone()]),
                Block::Numbered(vec![item]),
                Block::Table(table),
                Block::Json(text.to_owned()),
            ],
        }
    }

    proptest! {
        #[test]
        fn any_text_is_on_the_page_as_it_is_shown_elsewhere_and_makes_no_part_faulty(text in "\\PC{1,20}|.{1,20}") {
            let file = docx(&page(&text), &text, Lang::Da).expect("a file");
            let shown = text.lines().map(printable).collect::<String>();
            prop_assert!(read(file.clone()).contains(&shown), "{text:?}");
            prop_assert_eq!(file, docx(&page(&text), &text, Lang::Da).expect("a file"));
        }
    }

    #[test]
    fn a_page_is_read_from_the_top_with_its_boxes_and_its_table() {
        let file = docx(&page("x & y"), "", Lang::En).expect("a file");
        let boxed = "☐x & y\nx & y\n";
        let expected =
            format!("x & y\nx & y\nx & y\nx & y: x & y\n{boxed}{boxed}a\nx & y\nx & y\nb\n\n");
        assert_eq!(read(file), expected);
    }
}
