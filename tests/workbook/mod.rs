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

/// A workbook with one worksheet, whose file holds these bytes. It has the shared texts `ja`, `nej`, and
/// the cell formats General, 0 %, date, [h]:mm and 0000.
pub(crate) fn workbook(worksheet: &[u8]) -> Vec<u8> {
    let parts: [(&str, &[u8]); 5] = [
        (
            "_rels/.rels",
            br#"<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            br#"<workbook xmlns:r="r"><sheets><sheet name="Ark1" sheetId="1" r:id="b"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="b" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="c" Type="http://x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="d" Type="http://x/styles" Target="styles.xml"/></Relationships>"#,
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
    let worksheet = ("xl/worksheets/sheet1.xml", worksheet);
    for (name, content) in parts.into_iter().chain([worksheet]) {
        zip.start_file(name, stored).expect("a part");
        zip.write_all(content).expect("a part");
    }
    zip.finish().expect("a workbook").into_inner()
}

/// A workbook whose parts are packed already, and of which the file says what it likes.
pub(crate) struct Packed {
    pub(crate) name: &'static str,
    /// A raw deflate stream.
    pub(crate) bytes: Vec<u8>,
    /// How long the file says that the part is.
    pub(crate) says: u32,
}

/// A stream of `before`, then `piece` so many times: small, whatever it unpacks to.
pub(crate) fn repeated(before: &[u8], piece: &[u8], times: usize) -> Vec<u8> {
    let mut packer = flate2::Compress::new(flate2::Compression::best(), false);
    let mut out = Vec::with_capacity(1 << 20);
    let mut pack = |bytes: &[u8], out: &mut Vec<u8>| {
        out.reserve(bytes.len() + 1024);
        packer
            .compress_vec(bytes, out, flate2::FlushCompress::Full)
            .expect("packed");
    };
    pack(before, &mut out);
    // A full flush forgets what came before, so that the piece can stand anywhere.
    let start = out.len();
    pack(piece, &mut out);
    let packed = out[start..].to_vec();
    for _ in 1..times {
        out.extend_from_slice(&packed);
    }
    // The empty last block.
    out.extend_from_slice(b"\x03\x00");
    out
}

/// The workbook of [`workbook`] with one of its parts instead of its own.
pub(crate) fn workbook_with(part: Packed) -> Vec<u8> {
    let own = workbook(&worksheet(&[&["a"]]));
    let mut own = zip::ZipArchive::new(Cursor::new(own)).expect("a workbook");
    let mut files = Vec::new();
    for index in 0..own.len() {
        let mut file = own.by_index(index).expect("a part");
        let name = file.name().expect("a name").into_owned();
        if name != part.name {
            let mut bytes = Vec::new();
            std::io::Read::read_to_end(&mut file, &mut bytes).expect("its bytes");
            files.push((name, 0u16, file.crc32(), bytes.len() as u32, bytes));
        }
    }
    files.push((part.name.to_owned(), 8, 0, part.says, part.bytes));
    let (mut out, mut list) = (Vec::new(), Vec::new());
    for (name, method, crc, size, bytes) in &files {
        let mut head = vec![20, 0, 0, 0];
        head.extend(method.to_le_bytes());
        head.extend([0; 4]);
        for number in [*crc, bytes.len() as u32, *size] {
            head.extend(number.to_le_bytes());
        }
        head.extend((name.len() as u16).to_le_bytes());
        head.extend([0; 2]);
        list.extend(b"PK\x01\x02\x14\x00");
        list.extend(&head);
        list.extend([0; 10]);
        list.extend((out.len() as u32).to_le_bytes());
        list.extend(name.as_bytes());
        out.extend(b"PK\x03\x04");
        out.extend(&head);
        out.extend(name.as_bytes());
        out.extend(bytes);
    }
    let count = (files.len() as u16).to_le_bytes();
    let (at, length) = (out.len() as u32, list.len() as u32);
    out.extend(list);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend(count);
    out.extend(count);
    out.extend(length.to_le_bytes());
    out.extend(at.to_le_bytes());
    out.extend([0; 2]);
    out
}
