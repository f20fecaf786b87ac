//! An assessment file from its first byte to blocks of whole records.

use super::container;
use super::decode::{DecodeFault, Decoder, Encoding, PIECE};
use super::dialect::{self, Delimiter};
use super::form::{self, Form, FormPlace};
use super::records::{self, Cells, RecordCells, RecordEnd, record_end, without_line_end};
use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::number::DecimalMark;
use crate::words::Message;
use memchr::memchr;
use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

/// The longest record; what is longer is a quote that somebody forgot, or hostile.
pub(super) const LONGEST_RECORD: usize = 16 << 20;
/// The most columns, which is as many as a spreadsheet has.
pub(super) const MOST_COLUMNS: usize = 16_384;

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
            Self::Stdin => "stdin".to_owned(),
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
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SheetOptions {
    /// The delimiter.
    pub delimiter: Option<Delimiter>,
    /// The encoding.
    pub encoding: Option<Encoding>,
    /// The decimal mark in which the numbers of a workbook are written out for the row that reads them.
    pub decimal: DecimalMark,
    /// Whether the first record is a row already.
    pub has_no_header: bool,
    /// The worksheet of a workbook, instead of the first that is not hidden.
    pub worksheet: Option<String>,
}

/// How a file was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dialect {
    /// The sign between cells.
    pub delimiter: Delimiter,
    /// The encoding; nothing while all is ASCII.
    pub encoding: Option<Encoding>,
    /// Whether the file begins with a byte order mark.
    pub has_mark: bool,
    /// Whether the file is packed with gzip.
    pub is_packed: bool,
    /// The worksheet's name and how many there are, if the file is a workbook.
    pub worksheet: Option<(Arc<str>, usize)>,
    /// The decimal mark by which numbers in text are read.
    pub decimal: DecimalMark,
    /// The record of the header, from 1, title and blank ones counted.
    pub header_row: u64,
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
    /// What is to be known about the file as a whole.
    pub notes: Vec<Diagnostic>,
    /// Where the cells of each column stand, if the file is a form for one supplier; else nothing.
    pub form: Vec<FormPlace>,
    decoder: Decoder<Box<dyn Read + Send>>,
    delimiter: Delimiter,
    decimal: DecimalMark,
    /// Text that was decoded and not handed on.
    text: String,
    /// A text that was handed on and came back: room for the next.
    spare: String,
    /// The physical line and the spreadsheet row where `text` begins, from 1.
    line: u64,
    row: u64,
    is_read: bool,
    is_packed: bool,
    worksheet: Option<(Arc<str>, usize)>,
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
    /// How many there are, blank ones included.
    pub count: usize,
    /// Whether every line is a record, since no quote stands in them.
    pub is_plain: bool,
    /// Whether the records are rows of a worksheet, which has no lines: then a row is a line.
    pub is_of_worksheet: bool,
}

impl Block {
    /// Whether there are as many lines as records.
    fn has_a_line_each(&self) -> bool {
        self.is_plain || self.is_of_worksheet
    }
}

impl Sheet {
    /// Opens a file and reads its header.
    ///
    /// # Errors
    /// What makes the whole file unusable, as a diagnostic.
    pub fn open(input: &Input, options: SheetOptions) -> Result<Self, Diagnostic> {
        let name: Arc<str> = input.name().into();
        let reader = input
            .open()
            .map_err(|error| unreadable(&name, &error, false))?;
        Self::from_reader(name, reader, options)
    }

    /// Opens a piece of a file that has its header elsewhere: `header` is a sheet that begins with it.
    ///
    /// # Errors
    /// What makes the piece unusable, as a diagnostic.
    pub fn open_below(
        header: &Self,
        input: &Input,
        mut options: SheetOptions,
    ) -> Result<Self, Diagnostic> {
        options.delimiter = Some(header.delimiter);
        options.has_no_header = true;
        let mut sheet = Self::open(input, options)?;
        sheet.headers.clone_from(&header.headers);
        sheet.header.clone_from(&header.header);
        Ok(sheet)
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
        let contents = container::unwrap(&name, reader, &options)?;
        let is_worksheet = contents.worksheet.is_some();
        let encoding = match is_worksheet {
            true => Some(Encoding::Utf8),
            false => options.encoding,
        };
        let note = contents
            .worksheet
            .as_ref()
            .and_then(|worksheet| worksheet.note.clone());
        let note = note.map(|note| Diagnostic::note(Place::File(Arc::clone(&name)), note));
        let mut sheet = Self {
            name,
            headers: Vec::new(),
            header: String::new(),
            header_at: (1, 1),
            notes: note.into_iter().collect(),
            form: Vec::new(),
            decoder: Decoder::new(contents.text, encoding),
            delimiter: Delimiter::SEMICOLON,
            decimal: options.decimal,
            text: String::new(),
            spare: String::new(),
            line: 1,
            row: 1,
            is_read: false,
            is_packed: contents.is_packed,
            worksheet: contents
                .worksheet
                .map(|worksheet| (worksheet.name, worksheet.of)),
        };
        sheet.fill()?;
        if options.has_no_header {
            sheet.delimiter = options.delimiter.unwrap_or(sheet.delimiter);
            return Ok(sheet);
        }
        if is_worksheet {
            sheet.read_header()?;
            return Ok(sheet);
        }
        let beginning = &sheet.text;
        let named = dialect::named_by_first_line(beginning);
        if named.is_some() {
            let end = beginning.find('\n').map_or(beginning.len(), |at| at + 1);
            sheet.text.drain(..end);
            sheet.line += 1;
        }
        sheet.delimiter = options
            .delimiter
            .or(named)
            .unwrap_or_else(|| dialect::find(&sheet.text));
        sheet.read_header()?;
        Ok(sheet)
    }

    /// How the file was read; the encoding is final once all blocks are.
    pub fn dialect(&self) -> Dialect {
        Dialect {
            delimiter: self.delimiter,
            encoding: self.decoder.encoding(),
            has_mark: self.decoder.has_mark(),
            is_packed: self.is_packed,
            worksheet: self.worksheet.clone(),
            decimal: self.decimal,
            header_row: self.header_at.1,
        }
    }

    fn read_header(&mut self) -> Result<(), Diagnostic> {
        loop {
            // All that there are, since a file may begin with a million blank lines.
            let ends = self.whole_records()?;
            let mut start = 0;
            let is_filled = |end: &usize| {
                let record = &self.text[start..*end];
                start = *end;
                !records::is_blank(without_line_end(record), self.delimiter.byte())
            };
            if ends.is_empty() {
                return Err(Diagnostic::error(self.file(), Message::EmptyFile));
            }
            let filled = ends.iter().position(is_filled);
            let blank = filled.unwrap_or(ends.len());
            let header_start = blank.checked_sub(1).map_or(0, |before| ends[before]);
            let text = self.take(header_start);
            self.line += lines(&text, blank, self.worksheet.is_some());
            self.row += blank as u64;
            let Some(filled) = filled else {
                continue;
            };
            let text = self.take(ends[filled] - header_start);
            let record = without_line_end(&text);
            self.header_at = (self.line, self.row);
            self.line += lines(&text, 1, self.worksheet.is_some());
            self.row += 1;
            let mut cells = Cells::default();
            cells.split(record, self.delimiter.byte());
            if cells.glued().is_some() {
                let message = Message::SignAfterQuote { lines: None };
                let place = Place::Cell(Cell {
                    file: Arc::clone(&self.name),
                    line: self.header_at.0,
                    row: self.header_at.1,
                    column: None,
                    value: String::new(),
                });
                return Err(Diagnostic::error(place, message).help(Message::DoubleTheQuote));
            }
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
            return match form::is_form(&self.headers) {
                true => self.read_form(),
                false => Ok(()),
            };
        }
    }

    /// Makes a header and one record of a form, whose first line was read as the header.
    fn read_form(&mut self) -> Result<(), Diagnostic> {
        let mut form = Form::default();
        while let Some(block) = self.next_block()? {
            let mut records = Records::new(&block, self.delimiter);
            let mut record = RawRecord::default();
            while records.advance(&mut record) {
                form.take(record.text, &record.cells, record.line(), record.row());
            }
            if form.fields.len() > MOST_COLUMNS {
                let message = Message::TooManyColumns {
                    found: form.fields.len(),
                    most: MOST_COLUMNS,
                };
                return Err(Diagnostic::error(self.file(), message));
            }
        }
        if form.fields.is_empty() {
            return Err(Diagnostic::error(self.file(), Message::FormWithoutFields)
                .help(Message::MakeTheFormAnew));
        }
        let names = form.fields.iter().map(|(name, _, _)| name.as_str());
        self.header = form::record(names, self.delimiter);
        let answers = form.fields.iter().map(|(_, answer, _)| answer.as_str());
        self.text = form::record(answers, self.delimiter);
        (self.line, self.row) = self.header_at;
        // What is hidden on a form is hidden by us.
        self.notes.clear();
        (self.headers, self.form) = form
            .fields
            .into_iter()
            .map(|(name, _, place)| (Arc::from(name), place))
            .unzip();
        Ok(())
    }

    /// The first rows below the header, each with its row in a spreadsheet; as far as they were read.
    pub(super) fn rows_ahead(&self) -> Vec<(u64, Vec<String>)> {
        const ROWS: usize = 20;
        let text = &self.text;
        let delimiter = self.delimiter.byte();
        let (mut rest, mut row, mut rows) = (text.as_str(), self.row, Vec::new());
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
        if !self.is_read && memchr(b'\n', self.text.as_bytes()).is_none() {
            self.fill()?;
        }
        let plain = records::plain_lines(self.text.as_bytes());
        let (end, count) = match plain {
            Some(lines) => lines,
            None => {
                let ends = self.whole_records()?;
                let Some(&end) = ends.last() else {
                    return Ok(None);
                };
                (end, ends.len())
            }
        };
        let text = self.take(end);
        let block = Block {
            line: self.line,
            row: self.row,
            text,
            count,
            is_plain: plain.is_some(),
            is_of_worksheet: self.worksheet.is_some(),
        };
        self.line += lines(&block.text, count, block.has_a_line_each());
        self.row += count as u64;
        Ok(Some(block))
    }

    /// Takes a block back that is done with: its room is used again.
    pub fn give_back(&mut self, block: Block) {
        self.spare = block.text;
    }

    /// Takes the first `end` bytes, which end a record, off the text. The shorter of the two parts is copied.
    fn take(&mut self, end: usize) -> String {
        let mut copied = std::mem::take(&mut self.spare);
        copied.clear();
        let (taken, rest) = self.text.split_at(end);
        if taken.len() < rest.len() {
            copied.push_str(taken);
            self.text.drain(..end);
            return copied;
        }
        copied.push_str(rest);
        self.text.truncate(end);
        std::mem::replace(&mut self.text, copied)
    }

    /// Where whole records end in the text, after reading until there is one, or the end.
    fn whole_records(&mut self) -> Result<Vec<usize>, Diagnostic> {
        loop {
            let mut ends = Vec::new();
            let mut at = 0;
            let mut unfinished = RecordEnd::Open;
            while at < self.text.len() {
                match record_end(
                    &self.text.as_bytes()[at..],
                    self.delimiter.byte(),
                    self.is_read,
                ) {
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
        let wanted = self.text.len() + PIECE;
        while self.text.len() < wanted {
            let start = self.text.len();
            match self.decoder.read(&mut self.text) {
                Ok(true) => {
                    if let Some(at) = memchr(0, &self.text.as_bytes()[start..]) {
                        return Err(self
                            .fault(start + at, Message::NulSign)
                            .help(Message::NotText));
                    }
                }
                Ok(false) => {
                    self.is_read = true;
                    break;
                }
                Err(DecodeFault::Io(error)) => {
                    return Err(unreadable(&self.name, &error, self.is_packed));
                }
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
        let lines = records::count_lines(&self.text.as_bytes()[..byte.min(self.text.len())]);
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

/// How many lines `text` takes up, which holds that many records.
fn lines(text: &str, records: usize, has_a_line_each: bool) -> u64 {
    match has_a_line_each {
        true => records as u64,
        false => records::count_lines(text.as_bytes()),
    }
}

/// The fault that a file cannot be read; of a packed one, bytes that are amiss are the packing's.
pub(super) fn unreadable(name: &Arc<str>, error: &io::Error, is_packed: bool) -> Diagnostic {
    use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
    let message = match error.kind() {
        InvalidData | InvalidInput | UnexpectedEof if is_packed => Message::GzipDamaged,
        _ => Message::unreadable(error),
    };
    Diagnostic::error(Place::File(Arc::clone(name)), message)
}

/// The records of a block, one after the other.
#[derive(Debug)]
pub struct Records<'b> {
    rest: &'b str,
    delimiter: u8,
    /// Whether every line is a record.
    is_plain: bool,
    line: u64,
    row: u64,
    has_a_line_each: bool,
    is_of_worksheet: bool,
    /// The bytes of the block before `rest`.
    done: usize,
}

/// A record as written, with its cells and its place; one is used for record after record.
#[derive(Debug, Default)]
pub struct RawRecord<'b> {
    text: &'b str,
    /// The same with all that stands behind it in its block, so that its last cells are read like others.
    ahead: &'b str,
    at: RecordAt,
    cells: Cells,
    /// The sign between its cells, where it is lines of a text and no row of a worksheet.
    delimiter: Option<u8>,
}

/// Where a record stands in its file and in its block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RecordAt {
    /// The physical line on which it begins, from 1.
    pub line: u64,
    /// Its row in a spreadsheet, from 1.
    pub row: u64,
    start: u32,
    end: u32,
}

impl RecordAt {
    /// The bytes of the block that are the record, its line end left out.
    pub fn span(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl<'b> Records<'b> {
    /// The records of `block`, which was cut at that delimiter.
    pub fn new(block: &'b Block, delimiter: Delimiter) -> Self {
        Self {
            rest: &block.text,
            delimiter: delimiter.byte(),
            is_plain: block.is_plain,
            line: block.line,
            row: block.row,
            has_a_line_each: block.has_a_line_each(),
            is_of_worksheet: block.is_of_worksheet,
            done: 0,
        }
    }

    /// Makes `record` the next one that is not blank; false at the end.
    pub fn advance(&mut self, record: &mut RawRecord<'b>) -> bool {
        while !self.rest.is_empty() {
            let end = match self.is_plain {
                true => Some(record.cells.split_line(self.rest, self.delimiter)),
                false => self.end(),
            };
            let Some(end) = end else {
                return false;
            };
            let (text, rest) = self.rest.split_at(end);
            record.ahead = std::mem::replace(&mut self.rest, rest);
            record.text = without_line_end(text);
            record.delimiter = (!self.is_of_worksheet).then_some(self.delimiter);
            record.at = RecordAt {
                line: self.line,
                row: self.row,
                start: self.done as u32,
                end: (self.done + record.text.len()) as u32,
            };
            self.done += end;
            self.line += lines(text, 1, self.has_a_line_each);
            self.row += 1;
            if !records::is_blank(record.text, self.delimiter) {
                if !self.is_plain {
                    record.cells.split(record.text, self.delimiter);
                }
                return true;
            }
        }
        false
    }

    /// Where the first record of the rest ends, its line end included.
    fn end(&self) -> Option<usize> {
        match record_end(self.rest.as_bytes(), self.delimiter, true) {
            RecordEnd::At(end) => Some(end),
            // The block was cut where records end.
            RecordEnd::Open | RecordEnd::InQuotes(_) | RecordEnd::LoneReturn(_) => None,
        }
    }
}

impl<'b> RawRecord<'b> {
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
        self.text
    }

    /// The first cell that goes on after its closing quote, which no writer of CSV means.
    pub fn glued(&self) -> Option<usize> {
        self.cells.glued()
    }

    /// The physical line on which the record ends, from 1.
    pub fn last_line(&self) -> u64 {
        self.at.line + records::count_lines(self.text.as_bytes())
    }

    /// The line inside the record that looks like a record of its own, of one with so many cells and its id there.
    pub(super) fn row_within(&self, width: usize, id: usize) -> Option<u64> {
        // Only quotes hold a line break, and cells with quotes are copied.
        if !self.cells.is_copied() || memchr(b'\n', self.text.as_bytes()).is_none() {
            return None;
        }
        let line = records::row_within(self.text, self.delimiter?, width, id)?;
        Some(self.at.line + line)
    }

    /// A cell as written, empty beyond the last.
    pub fn cell(&self, index: usize) -> &str {
        self.cells.get(self.text, index)
    }

    /// All cells as written.
    pub(super) fn cells(&self) -> RecordCells<'_> {
        self.cells.of(self.ahead)
    }

    /// Where the record stands.
    pub fn at(&self) -> RecordAt {
        self.at
    }

    /// The physical line on which the record begins, from 1.
    pub fn line(&self) -> u64 {
        self.at.line
    }

    /// The record's row in a spreadsheet, from 1.
    pub fn row(&self) -> u64 {
        self.at.row
    }
}
