//! What must hold for any bytes at all: shared by the fuzz targets in `fuzz/` and, over random input on a
//! stable compiler, by `takes_any_bytes.rs`. Every function panics where it does not hold.

use encoding_rs::{Encoding as Table, UTF_8, WINDOWS_1252};
use indplacer::arithmetic::{DecimalMark, Number};
use indplacer::diagnostic::{Diagnostic, Diagnostics};
use indplacer::intake::{
    Block, Columns, Delimiter, Encoding, Expected, IdentityCells, Keep, Mapping, RawRecord,
    ReadRow, Records, RowOptions, RowReader, Sheet, SheetOptions, parse_date,
};
use indplacer::rubric::Catalogue;
use std::io::Cursor;
use std::sync::{Arc, LazyLock};
use workbook::workbook;

#[path = "../workbook/mod.rs"]
mod workbook;

const PILOT: &str = include_str!("../../examples/pilot.csv");

fn read(bytes: &[u8], options: SheetOptions) -> Result<(Sheet, Vec<Block>), Diagnostic> {
    let reader = Box::new(Cursor::new(bytes.to_vec()));
    let mut sheet = Sheet::from_reader("f".into(), reader, options)?;
    let mut blocks = Vec::new();
    while let Some(block) = sheet.next_block()? {
        blocks.push(block);
    }
    Ok((sheet, blocks))
}

fn text_of(blocks: &[Block]) -> String {
    blocks.iter().map(|block| block.text.as_str()).collect()
}

fn is_wrapped(bytes: &[u8]) -> bool {
    let wrappings: [&[u8]; 3] = [b"\x1F\x8B", b"PK\x03\x04", b"\xD0\xCF\x11\xE0"];
    wrappings.iter().any(|magic| bytes.starts_with(magic))
}

/// Bytes that are read are read whole, by the encoding that they are in, and not one is replaced.
pub(crate) fn decodes(bytes: &[u8]) {
    let options = SheetOptions { delimiter: Some(Delimiter::SEMICOLON), ..SheetOptions::default() };
    let Ok((sheet, blocks)) = read(bytes, options) else {
        return;
    };
    if is_wrapped(bytes) {
        return;
    }
    let (table, mark) = Table::for_bom(bytes).unwrap_or_else(|| match std::str::from_utf8(bytes) {
        Ok(_) => (UTF_8, 0),
        Err(_) => (WINDOWS_1252, 0),
    });
    let expected = table
        .decode_without_bom_handling_and_without_replacement(&bytes[mark..])
        .expect("what was read is in the encoding");
    if let Some(encoding) = sheet.dialect().encoding {
        let same = match encoding {
            Encoding::Utf8 => "UTF-8",
            Encoding::Utf16Le => "UTF-16LE",
            Encoding::Utf16Be => "UTF-16BE",
            Encoding::Windows1252 => "windows-1252",
        };
        assert_eq!(same, table.name());
    }
    let rows = text_of(&blocks);
    let above = expected.strip_suffix(&*rows).expect("the rows end the text");
    let above = above.strip_suffix('\n').unwrap_or(above);
    let above = above.strip_suffix('\r').unwrap_or(above);
    assert!(above.ends_with(&sheet.header), "the header stands above");
}

/// Every record is where it says, no text is lost between records, and cells are parts of their record.
pub(crate) fn splits(bytes: &[u8]) {
    let Some((sign, text)) = bytes.split_first() else {
        return;
    };
    let delimiter = [Delimiter::SEMICOLON, Delimiter::COMMA, Delimiter::TAB][usize::from(sign % 3)];
    let text = format!("a\n{}", String::from_utf8_lossy(text));
    let options = SheetOptions {
        delimiter: Some(delimiter),
        encoding: Some(Encoding::Utf8),
        ..SheetOptions::default()
    };
    let Ok((_, blocks)) = read(text.as_bytes(), options) else {
        return;
    };
    let rows = text_of(&blocks);
    assert_eq!(text, format!("a\n{rows}"));
    let mut at = 2;
    let mut last_row = 1;
    for block in &blocks {
        let mut records = Records::new(block, delimiter);
        let mut record = RawRecord::default();
        while records.advance(&mut record) {
            let line = record.line();
            let mut starts = text.match_indices('\n').map(|(end, _)| end + 1);
            let start = starts.nth(line as usize - 2).expect("a line");
            assert!(text[start..].starts_with(record.text()), "on line {line}");
            let skipped = text.get(at..start).expect("after the record before");
            assert!(!skipped.contains(char::is_alphanumeric), "only blanks are passed over");
            assert!((last_row + 1..=line).contains(&record.row()));
            last_row = record.row();
            let length: usize = (0..record.len()).map(|cell| record.cell(cell).len()).sum();
            assert!(!record.is_empty() && length < record.text().len() + 1);
            assert_eq!(record.cell(record.len()), "");
            at = start + record.text().len();
        }
    }
}

/// Any row under the pilot's header is placed or rejected with faults that stand in it, and what is read
/// as a number or a date is written back to the same one.
pub(crate) fn understands(bytes: &[u8]) {
    static CATALOGUE: LazyLock<Catalogue> =
        LazyLock::new(|| Catalogue::built_in(&mut Diagnostics::default()));
    let header = PILOT.lines().next().expect("a header");
    let text = format!("{header}\n{}", String::from_utf8_lossy(bytes));
    let options = SheetOptions { delimiter: Some(Delimiter::SEMICOLON), ..SheetOptions::default() };
    let Ok((sheet, blocks)) = read(text.as_bytes(), options) else {
        return;
    };
    let mut notes = Diagnostics::default();
    let expected = Expected {
        catalogue: &CATALOGUE,
        mapping: &Mapping::default(),
        keep: &Keep::All,
        needs_target_group: true,
        denies_unknown: false,
    };
    let columns = Columns::bind(&sheet, &expected, &mut notes).expect("the pilot's header");
    let rows = RowOptions::default();
    let file = Arc::clone(&sheet.name);
    let mut reader = RowReader::new(&CATALOGUE, &columns, file, &rows);
    for block in &blocks {
        let mut records = Records::new(block, Delimiter::SEMICOLON);
        let (mut record, mut row) = (RawRecord::default(), ReadRow::default());
        while records.advance(&mut record) {
            let mut identity = IdentityCells::NOTHING;
            let _ = reader.read(&record, &mut identity, &mut row);
            if let Some(rejection) = reader.rejection(&record, &row) {
                assert!(!rejection.faults.is_empty());
                assert_eq!(rejection.line, record.line());
            }
            for index in 0..record.len() {
                reads_back(record.cell(index));
            }
        }
    }
}

fn reads_back(cell: &str) {
    for mark in [DecimalMark::Comma, DecimalMark::Point] {
        if let Ok(number) = Number::from_cell(cell, mark) {
            assert_eq!(Number::from_cell(&number.with_mark(mark), mark), Ok(number));
        }
    }
    if let Ok(date) = parse_date(cell) {
        assert_eq!(parse_date(&date.to_string()), Ok(date));
    }
}

/// A workbook, or a worksheet that stands in an otherwise sound one, is read or refused; twice the same.
pub(crate) fn opens_workbook(bytes: &[u8]) {
    let whole = match bytes.starts_with(b"PK") {
        true => bytes.to_vec(),
        false => workbook(bytes),
    };
    let once = rows_of(&whole);
    assert_eq!(once, rows_of(&whole));
    for (row, cells) in once.iter().flatten() {
        assert!(*row <= 1_048_576 && cells.len() <= 16_384);
    }
}

fn rows_of(workbook: &[u8]) -> Option<Vec<(u64, Vec<String>)>> {
    let (sheet, blocks) = read(workbook, SheetOptions::default()).ok()?;
    let mut rows = Vec::new();
    for block in &blocks {
        let mut records = Records::new(block, sheet.dialect().delimiter);
        let mut record = RawRecord::default();
        while records.advance(&mut record) {
            if sheet.dialect().worksheet.is_some() {
                assert_eq!(record.line(), record.row(), "a row is a line");
            }
            let cells = (0..record.len()).map(|index| record.cell(index).to_owned());
            rows.push((record.row(), cells.collect()));
        }
    }
    Some(rows)
}
