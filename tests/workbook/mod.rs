//! Workbooks for tests, made part by part.

// Each test file uses its own part.
#![allow(dead_code)]

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A worksheet of these rows. A cell is its own XML where it begins with `<`, and else a text.
pub(crate) fn worksheet(rows: &[&[&str]]) -> Vec<u8> {
    let mut xml = String::from("<worksheet><sheetData>");
    for row in rows {
        xml.push_str("<row>");
        for cell in *row {
            match cell.starts_with('<') {
                true => xml.push_str(cell),
                false => xml.push_str(&format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>")),
            }
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xml.into_bytes()
}

/// A workbook with one worksheet, whose file holds these bytes.
pub(crate) fn workbook(worksheet: &[u8]) -> Vec<u8> {
    workbook_of(&[("Ark1", worksheet)])
}

/// A workbook with worksheets of these names, whose files hold these bytes; a name that begins with `-` is that of a
/// hidden one. It has the shared texts `ja`, `nej`, and the cell formats General, 0 %, date, [h]:mm and 0000.
pub(crate) fn workbook_of(worksheets: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut listed, mut related) = (String::new(), String::new());
    for (number, (name, _)) in worksheets.iter().enumerate() {
        let state = if name.starts_with('-') { "hidden" } else { "visible" };
        let name = name.trim_start_matches('-');
        listed += &format!(
            r#"<sheet name="{name}" sheetId="{number}" state="{state}" r:id="b{number}"/>"#
        );
        related += &format!(
            r#"<Relationship Id="b{number}" Type="http://x/worksheet" Target="worksheets/sheet{}.xml"/>"#,
            number + 1
        );
    }
    let list = format!(r#"<workbook xmlns:r="r"><sheets>{listed}</sheets></workbook>"#);
    let relations = format!(
        r#"<Relationships>{related}<Relationship Id="c" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="d" Type="http://x/styles" Target="styles.xml"/></Relationships>"#
    );
    let parts: [(&str, &[u8]); 5] = [
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            list.as_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations.as_bytes(),
        ),
        (
            "xl/sharedStrings.xml",
            b"<sst><si><t>ja</t></si><si><r><t>ne</t></r><r><t>j</t></r></si></sst>",
        ),
        (
            "xl/styles.xml",
            br#"<styleSheet><numFmts><numFmt numFmtId="164" formatCode="[h]:mm"/><numFmt numFmtId="165" formatCode="0000"/></numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>"#,
        ),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let sheets = worksheets
        .iter()
        .zip(1..)
        .map(|((_, content), number)| (format!("xl/worksheets/sheet{number}.xml"), *content));
    let parts = parts.map(|(name, content)| (name.to_owned(), content));
    for (name, content) in parts.into_iter().chain(sheets) {
        zip.start_file(name, stored).expect("a part");
        zip.write_all(content).expect("a part");
    }
    zip.finish().expect("a workbook").into_inner()
}
