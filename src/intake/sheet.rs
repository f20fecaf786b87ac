//! An assessment file from its first byte to blocks of whole records.

use super::decode::{DecodeFault, Decoder, Encoding};
use super::dialect::{self, Delimiter};
use super::records::{self, Cells, RecordEnd, record_end, without_line_end};
use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::words::Message;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// How much text is handed on at a time.
const BLOCK: usize = 1 << 20;
/// The longest record; what is longer is a quote that somebody forgot, or hostile.
const LONGEST_RECORD: usize = 16 << 20;
/// The most columns, which is as many as a spreadsheet has.
const MOST_COLUMNS: usize = 16_384;

/// Where assessments come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Input {
    /// The name in results and messages.
    pub fn name(&self) -> String {
        match self {
            Self::Stdin => "-".to_owned(),
            Self::File(path) => path.display().to_string(),
        }
    }

    fn open(&self) -> io::Result<Box<dyn Read + Send>> {
        Ok(match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path)?),
        })
    }
}

/// What the user says of the dialect, instead of what the file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SheetOptions {
    /// The delimiter.
    pub delimiter: Option<Delimiter>,
    /// The encoding.
    pub encoding: Option<Encoding>,
}

/// How a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// The sign between cells.
    pub delimiter: Delimiter,
    /// The encoding; nothing while all is ASCII.
    pub encoding: Option<Encoding>,
    /// Whether the file begins with a byte order mark.
    pub has_mark: bool,
}

/// An opened assessment file: its header, and the records below it as blocks.
pub struct Sheet {
    /// The name in results and messages.
    pub name: Arc<str>,
    /// The header cells as written.
    pub headers: Vec<Arc<str>>,
    /// The header record as written.
    pub header: String,
    /// The physical line and the spreadsheet row of the header.
    pub header_at: (u64, u64),
    decoder: Decoder<Box<dyn Read + Send>>,
    delimiter: Delimiter,
    /// Text that was decoded and not handed on.
    text: Vec<u8>,
    /// The physical line and the spreadsheet row where `text` begins, from 1.
    line: u64,
    row: u64,
    is_read: bool,
}

/// Whole records of one file, one after the other.
#[derive(Debug)]
pub struct Block {
    /// The text of the records, line ends included.
    pub text: String,
    /// The physical line on which the first begins, from 1.
    pub line: u64,
    /// Its row in a spreadsheet, from 1.
    pub row: u64,
}

impl Sheet {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// What makes the whole file unusable, as a diagnostic.
    pub fn open(input: &Input, options: SheetOptions) -> Result<Self, Diagnostic> {
        let name: Arc<str> = input.name().into();
        let reader = input.open().map_err(|error| unreadable(&name, &error))?;
        Self::from_reader(name, reader, options)
    }

    /// The same for anything that gives bytes.
    ///
    /// # Errors
    /// What makes the whole file unusable, as a diagnostic.
    pub fn from_reader(
        name: Arc<str>,
        reader: Box<dyn Read + Send>,
        options: SheetOptions,
    ) -> Result<Self, Diagnostic> {
        let mut sheet = Self {
            name,
            headers: Vec::new(),
            header: String::new(),
            header_at: (1, 1),
            decoder: Decoder::new(reader, options.encoding),
            delimiter: Delimiter::SEMICOLON,
            text: Vec::new(),
            line: 1,
            row: 1,
            is_read: false,
        };
        sheet.fill()?;
        let beginning = String::from_utf8_lossy(&sheet.text).into_owned();
        let named = dialect::named_by_first_line(&beginning);
        if named.is_some() {
            let end = beginning.find('\n').map_or(beginning.len(), |at| at + 1);
            sheet.text.drain(..end);
            sheet.line += 1;
        }
        let rest = String::from_utf8_lossy(&sheet.text);
        sheet.delimiter = options
            .delimiter
            .or(named)
            .unwrap_or_else(|| dialect::find(&rest));
        sheet.read_header()?;
        Ok(sheet)
    }

    /// How the file was read; the encoding is final once all blocks are.
    pub fn dialect(&self) -> Dialect {
        Dialect {
            delimiter: self.delimiter,
            encoding: self.decoder.encoding(),
            has_mark: self.decoder.has_mark(),
        }
    }

    fn read_header(&mut self) -> Result<(), Diagnostic> {
        loop {
            let Some(end) = self.whole_records(1)?.first().copied() else {
                return Err(Diagnostic::error(self.file(), Message::EmptyFile));
            };
            let text = self.take(end);
            let record = without_line_end(&text);
            self.header_at = (self.line, self.row);
            self.line += records::count_lines(text.as_bytes());
            self.row += 1;
            if records::is_blank(record, self.delimiter.byte()) {
                continue;
            }
            let mut cells = Cells::default();
            cells.split(record, self.delimiter.byte());
            if cells.len() > MOST_COLUMNS {
                let message = Message::TooManyColumns {
                    found: cells.len(),
                    most: MOST_COLUMNS,
                };
                return Err(Diagnostic::error(self.file(), message));
            }
            self.header = record.to_owned();
            self.headers = (0..cells.len())
                .map(|index| cells.get(record, index).into())
                .collect();
            return Ok(());
        }
    }

    /// The first rows below the header, each with its row in a spreadsheet; as far as they were read.
    pub(super) fn rows_ahead(&self) -> Vec<(u64, Vec<String>)> {
        const ROWS: usize = 20;
        let text = String::from_utf8_lossy(&self.text);
        let delimiter = self.delimiter.byte();
        let (mut rest, mut row, mut rows) = (&*text, self.row, Vec::new());
        let mut cells = Cells::default();
        while let RecordEnd::At(end) = record_end(rest.as_bytes(), delimiter, true)
            && end > 0
            && rows.len() < ROWS
        {
            let record = without_line_end(&rest[..end]);
            cells.split(record, delimiter);
            let texts = (0..cells.len()).map(|index| cells.get(record, index).to_owned());
            rows.push((row, texts.collect()));
            rest = &rest[end..];
            row += 1;
        }
        rows
    }

    /// The next block of whole records; nothing at the end of the file.
    ///
    /// # Errors
    /// What makes the rest of the file unusable, as a diagnostic.
    pub fn next_block(&mut self) -> Result<Option<Block>, Diagnostic> {
        let ends = self.whole_records(usize::MAX)?;
        let Some(&end) = ends.last() else {
            return Ok(None);
        };
        let text = self.take(end);
        let block = Block {
            line: self.line,
            row: self.row,
            text,
        };
        self.line += records::count_lines(block.text.as_bytes());
        self.row += ends.len() as u64;
        Ok(Some(block))
    }

    /// Takes the first `end` bytes, which end a record, off the text.
    fn take(&mut self, end: usize) -> String {
        let rest = self.text.split_off(end);
        let taken = std::mem::replace(&mut self.text, rest);
        // The decoder gives UTF-8 only, and a record ends at an ASCII sign.
        String::from_utf8(taken).unwrap_or_default()
    }

    /// Where whole records end in the text, after reading until there is one, or the end.
    fn whole_records(&mut self, most: usize) -> Result<Vec<usize>, Diagnostic> {
        loop {
            let mut ends = Vec::new();
            let mut at = 0;
            let mut unfinished = RecordEnd::Open;
            while at < self.text.len() && ends.len() < most {
                match record_end(&self.text[at..], self.delimiter.byte(), self.is_read) {
                    RecordEnd::At(length) => {
                        at += length;
                        ends.push(at);
                    }
                    RecordEnd::LoneReturn(offset) => {
                        return Err(self
                            .fault(at + offset, Message::LoneReturn)
                            .help(Message::SaveAsCsv));
                    }
                    other => {
                        unfinished = other;
                        break;
                    }
                }
            }
            if !ends.is_empty() || (self.is_read && at >= self.text.len()) {
                return Ok(ends);
            }
            let is_too_long = self.text.len() > LONGEST_RECORD;
            match unfinished {
                RecordEnd::InQuotes(offset) if self.is_read || is_too_long => {
                    return Err(self
                        .fault(at + offset, Message::QuoteNeverClosed)
                        .help(Message::CloseTheQuote));
                }
                RecordEnd::Open if is_too_long => {
                    return Err(self.fault(
                        0,
                        Message::RecordTooLong {
                            most: LONGEST_RECORD >> 20,
                        },
                    ));
                }
                _ => self.fill()?,
            }
        }
    }

    /// Decodes more, at least a block if there is as much.
    fn fill(&mut self) -> Result<(), Diagnostic> {
        let wanted = self.text.len() + BLOCK;
        while self.text.len() < wanted {
            match self.decoder.read(&mut self.text) {
                Ok(true) => {}
                Ok(false) => {
                    self.is_read = true;
                    break;
                }
                Err(DecodeFault::Io(error)) => return Err(unreadable(&self.name, &error)),
                Err(DecodeFault::Bytes(encoding, bytes)) => {
                    let bytes: Vec<String> =
                        bytes.iter().map(|byte| format!("{byte:02X}")).collect();
                    let message = Message::BytesNotInEncoding {
                        encoding: encoding.as_str(),
                        bytes: bytes.join(" "),
                    };
                    return Err(self
                        .fault(self.text.len(), message)
                        .help(Message::NameTheEncoding));
                }
            }
        }
        Ok(())
    }

    fn file(&self) -> Place {
        Place::File(Arc::clone(&self.name))
    }

    /// An error on the line of that byte of the text.
    fn fault(&self, byte: usize, message: Message) -> Diagnostic {
        let lines = records::count_lines(&self.text[..byte.min(self.text.len())]);
        let cell = Cell {
            file: Arc::clone(&self.name),
            line: self.line + lines,
            row: self.row + lines,
            column: None,
            value: String::new(),
        };
        Diagnostic::error(Place::Cell(cell), message)
    }
}

fn unreadable(name: &Arc<str>, error: &io::Error) -> Diagnostic {
    Diagnostic::error(Place::File(Arc::clone(name)), Message::unreadable(error))
}

/// The records of a block, each with its cells and its place.
#[derive(Debug)]
pub struct Records<'b> {
    rest: &'b str,
    delimiter: u8,
    line: u64,
    row: u64,
    record: &'b str,
    /// The line and row of `record`.
    at: (u64, u64),
    cells: Cells,
}

impl<'b> Records<'b> {
    /// The records of `block`, which was cut at that delimiter.
    pub fn new(block: &'b Block, delimiter: Delimiter) -> Self {
        Self {
            rest: &block.text,
            delimiter: delimiter.byte(),
            line: block.line,
            row: block.row,
            record: "",
            at: (0, 0),
            cells: Cells::default(),
        }
    }

    /// Steps to the next record that is not blank; false at the end.
    pub fn advance(&mut self) -> bool {
        while !self.rest.is_empty() {
            let RecordEnd::At(end) = record_end(self.rest.as_bytes(), self.delimiter, true) else {
                return false;
            };
            let (text, rest) = self.rest.split_at(end);
            self.rest = rest;
            self.at = (self.line, self.row);
            self.line += records::count_lines(text.as_bytes());
            self.row += 1;
            self.record = without_line_end(text);
            if !records::is_blank(self.record, self.delimiter) {
                self.cells.split(self.record, self.delimiter);
                return true;
            }
        }
        false
    }

    /// How many cells the record has.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether the record has no cells; never so after [`Records::advance`] said there is one.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The record as written, without its line end.
    pub fn text(&self) -> &'b str {
        self.record
    }

    /// A cell as written, empty beyond the last.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(self.record, index)
    }

    /// The physical line on which the record begins, from 1.
    pub fn line(&self) -> u64 {
        self.at.0
    }

    /// The record's row in a spreadsheet, from 1.
    pub fn row(&self) -> u64 {
        self.at.1
    }
}
