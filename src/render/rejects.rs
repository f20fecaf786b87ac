//! Rejected rows as they were, each with its file, its line and its faults, to be mended and read again.

use super::xlsx::{self, fitting};
use crate::intake::{Delimiter, Dialect, Encoding, Rejection, cells_of};
use crate::score::FileOutcome;
use crate::vocabulary::csv_row;
use crate::words::Lang;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// The columns that stand in front, so that a row that is too short or too long still has them under their headers.
const OURS: [&str; 3] = ["fil", "linje", "fejl"];

/// The rejected rows of some files with the same header.
#[derive(Debug)]
pub struct RejectedRows {
    dialect: Dialect,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl RejectedRows {
    /// Those of the files; there is at least one, and all have the header of the first.
    pub fn of(files: &[&FileOutcome], rejected: &[Rejection], lang: Lang) -> Option<Self> {
        let first = files.first()?;
        let header = cells_of(&first.header, first.dialect.delimiter);
        // In a file of rejected rows that was read again these are ours already.
        let ours = match header.iter().zip(OURS).filter(|(cell, our)| *cell == our).count() {
            3 => 3,
            _ => 0,
        };
        let mut rows = Vec::new();
        for rejection in rejected {
            let file = files.iter().find(|file| file.name == rejection.file);
            let Some(file) = file else { continue };
            let faults: Vec<String> = rejection
                .faults
                .iter()
                .map(|fault| super::diagnostics::line(fault, lang))
                .collect();
            let mut row =
                vec![rejection.file.to_string(), rejection.line.to_string(), faults.join(" | ")];
            let cells = cells_of(&rejection.record, file.dialect.delimiter);
            row.extend(cells.into_iter().skip(ours));
            rows.push(row);
        }
        let theirs = header.into_iter().skip(ours);
        Some(Self {
            dialect: first.dialect.clone(),
            header: OURS.map(str::to_owned).into_iter().chain(theirs).collect(),
            rows,
        })
    }

    /// As text in the files' own way: their delimiter, their line ends and their encoding; in UTF-8 with a byte order
    /// mark where that has not all signs, and where the files are workbooks.
    pub fn csv(&self) -> Vec<u8> {
        let is_text = self.dialect.worksheet.is_none();
        let (delimiter, line_end) = match is_text {
            true => (self.dialect.delimiter, self.dialect.line_end),
            false => (Delimiter::SEMICOLON, "\r\n"),
        };
        let rows = std::iter::once(&self.header).chain(&self.rows);
        let text: String = rows
            .map(|row| csv_row(row.iter().map(|text| &**text), delimiter.byte()) + line_end)
            .collect();
        let own = match self.dialect.encoding {
            // A file of nothing but ASCII is in all encodings; there is none to keep where that is not enough.
            None => text.is_ascii().then(|| text.as_bytes().to_vec()),
            Some(encoding) => encoding.encode(&text, self.dialect.has_mark),
        };
        own.filter(|_| is_text).or_else(|| Encoding::Utf8.encode(&text, true)).unwrap_or_default()
    }

    /// As a workbook, every cell a text.
    ///
    /// # Errors
    /// Where a sheet has no room for all rows.
    pub fn workbook(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let properties = DocProperties::new()
            .set_author(xlsx::AUTHOR)
            .set_creation_datetime(&ExcelDateTime::from_ymd(2020, 12, 1)?);
        book.set_properties(&properties);
        let sheet = book.add_worksheet();
        for (at, row) in (0..).zip(std::iter::once(&self.header).chain(&self.rows)) {
            for (column, text) in (0..).zip(row).filter(|(_, text)| !text.is_empty()) {
                sheet.write_string(at, column, fitting(text))?;
            }
        }
        sheet.set_freeze_panes(1, 0)?;
        book.save_to_buffer()
    }
}
