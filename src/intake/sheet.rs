//! An assessment file from its first byte to blocks of whole records; how its header is found is told in `header`.

use super::block::{Block, lines};
use super::container::{self, Contents};
use super::decode::{DecodeFault, Decoder, Encoding, PIECE};
use super::dialect::{self, Delimiter};
use super::form::FormPlace;
use super::input::{self, Input};
use super::letters::Letters;
use super::names::Names;
use super::options::{Holds, SheetOptions};
use super::records::{self, RecordEnd, record_end};
use super::xlsx::Uncalculated;
use crate::arithmetic::DecimalMark;
use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::limits;
use crate::words::{Half, Message};
use memchr::memchr;
use std::io::Read;
use std::sync::Arc;

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
    /// How lines end, as that of the header does.
    pub line_end: &'static str,
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
    /// Which half of a form it is; whole where it is none.
    pub(super) half: Half,
    /// The row that looks more like a header than the one that was taken, if there is one.
    pub better_header: Option<u64>,
    /// The sign between the cells, if it seems to be another than the one that was taken.
    pub better_delimiter: Option<Delimiter>,
    /// The names by which the header was found.
    pub(super) names: Arc<Names>,
    /// Whether the first column has no header and counts the rows.
    pub counts_rows: bool,
    uncalculated: Uncalculated,
    /// The letters that were changed before the file came here.
    letters: Letters,
    decoder: Decoder<Box<dyn Read + Send>>,
    pub(super) delimiter: Delimiter,
    decimal: DecimalMark,
    is_decimal_said: bool,
    /// Text that was decoded and not handed on.
    pub(super) text: String,
    /// The physical line and the spreadsheet row where `text` begins, from 1.
    pub(super) line: u64,
    pub(super) row: u64,
    pub(super) is_read: bool,
    is_packed: bool,
    pub(super) line_end: &'static str,
    pub(super) worksheet: Option<(Arc<str>, usize)>,
    /// What is wrong behind the text that was decoded so far; told when all before it is handed on.
    pub(super) fault: Option<Diagnostic>,
}

impl Sheet {
    /// Opens a file that holds one table, and reads its header.
    ///
    /// # Errors
    /// What makes the whole file unusable, as a diagnostic.
    pub fn open(input: &Input, options: SheetOptions) -> Result<Self, Diagnostic> {
        let name: Arc<str> = input.name().into();
        Self::from_reader(Arc::clone(&name), input.opened()?, options)
    }

    /// Opens a file that may hold several: the forms of a workbook, each on a sheet of its own.
    ///
    /// # Errors
    /// What makes the whole file unusable, as a diagnostic.
    pub fn open_all(input: &Input, options: &SheetOptions) -> Result<Vec<Self>, Diagnostic> {
        let name: Arc<str> = input.name().into();
        Self::all_from_reader(&name, input.opened()?, options)
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
        sheet.counts_rows = sheet.finds_count(true);
        Ok(sheet)
    }

    /// [`Sheet::open`] for anything that gives bytes.
    ///
    /// # Errors
    /// What makes the whole file unusable, as a diagnostic.
    pub fn from_reader(
        name: Arc<str>,
        reader: Box<dyn Read + Send>,
        options: SheetOptions,
    ) -> Result<Self, Diagnostic> {
        let mut sheets = Self::all_from_reader(&name, reader, &options)?.into_iter();
        match (sheets.next(), sheets.next()) {
            (Some(sheet), None) => Ok(sheet),
            _ => Err(Diagnostic::error(Place::File(name), Message::SeveralForms)
                .help(Message::NameASheet)),
        }
    }

    /// [`Sheet::open_all`] for anything that gives bytes.
    ///
    /// # Errors
    /// What makes the whole file unusable, as a diagnostic.
    pub fn all_from_reader(
        name: &Arc<str>,
        reader: Box<dyn Read + Send>,
        options: &SheetOptions,
    ) -> Result<Vec<Self>, Diagnostic> {
        match container::unwrap(name, reader, options)? {
            Contents::Text { text, is_packed } => {
                let mut sheet = Self::new(Arc::clone(name), text, options.encoding, options);
                sheet.is_packed = is_packed;
                sheet.begin(options)?;
                let letters = sheet.tell_of_letters();
                sheet.notes.extend(letters);
                Ok(vec![sheet])
            }
            Contents::Workbook(worksheets) => {
                let is_one = worksheets.len() == 1;
                let sheets = worksheets.into_iter().map(|worksheet| {
                    // Of several, each is a form, and a file's name would not tell them apart.
                    let name = match is_one {
                        true => Arc::clone(name),
                        false => format!("{name}[{}]", worksheet.name).into(),
                    };
                    let encoding = Some(Encoding::Utf8);
                    let mut sheet = Self::new(name, worksheet.text, encoding, options);
                    let note = worksheet
                        .note
                        .map(|note| Diagnostic::note(Place::File(Arc::clone(&sheet.name)), note));
                    sheet.notes.extend(note);
                    sheet.worksheet = Some((worksheet.name, worksheet.of));
                    sheet.uncalculated = worksheet.uncalculated;
                    sheet.begin(options)?;
                    let letters = sheet.tell_of_letters();
                    sheet.notes.extend(letters);
                    // Of another table all columns may be read.
                    let mut columns = 0..sheet.headers.len();
                    let fault = columns.find_map(|column| sheet.never_calculated(column));
                    match fault.filter(|_| options.holds == Holds::Table) {
                        Some(fault) => Err(fault),
                        None => Ok(sheet),
                    }
                });
                sheets.collect()
            }
        }
    }

    fn new(
        name: Arc<str>,
        text: Box<dyn Read + Send>,
        encoding: Option<Encoding>,
        options: &SheetOptions,
    ) -> Self {
        Self {
            name,
            headers: Vec::new(),
            header: String::new(),
            header_at: (1, 1),
            notes: Vec::new(),
            form: Vec::new(),
            half: Half::Whole,
            better_header: None,
            better_delimiter: None,
            counts_rows: false,
            names: options.holds.names(),
            uncalculated: Uncalculated::default(),
            letters: Letters::default(),
            decoder: Decoder::new(text, encoding),
            delimiter: Delimiter::SEMICOLON,
            decimal: options.decimal.unwrap_or_default(),
            is_decimal_said: options.decimal.is_some(),
            text: String::new(),
            line: 1,
            row: 1,
            is_read: false,
            is_packed: false,
            line_end: "\n",
            worksheet: None,
            fault: None,
        }
    }

    /// Reads up to the first row below the header.
    fn begin(&mut self, options: &SheetOptions) -> Result<(), Diagnostic> {
        self.fill();
        if options.has_no_header {
            self.delimiter = options.delimiter.unwrap_or(self.delimiter);
            return Ok(());
        }
        if self.worksheet.is_some() {
            return self.read_header(&[Delimiter::SEMICOLON], options);
        }
        let named = dialect::named_by_first_line(&self.text);
        if named.is_some() {
            let end = self.text.find('\n').map_or(self.text.len(), |at| at + 1);
            self.text.drain(..end);
            self.line += 1;
        }
        match options.delimiter.or(named) {
            Some(delimiter) => self.read_header(&[delimiter], options),
            None => {
                self.read_header(&[Delimiter::SEMICOLON, Delimiter::TAB, Delimiter::COMMA], options)
            }
        }
    }

    /// The fault that a column, by its index, has a formula that was never calculated, if it has.
    pub fn never_calculated(&self, column: usize) -> Option<Diagnostic> {
        let (row, at) = match self.form.get(column) {
            Some(place) => {
                let is_one = self.uncalculated.has(place.row, place.column);
                (place.row, is_one.then_some(place.column)?)
            }
            None => (u64::from(self.uncalculated.first(column)?), column),
        };
        let header = self.headers.get(column).cloned().unwrap_or_default();
        let place = Place::Cell(Cell {
            file: Arc::clone(&self.name),
            line: row,
            row,
            column: Some((at, header)),
            value: String::new(),
        });
        let fault = Diagnostic::error(place, Message::FormulaNeverCalculated);
        Some(fault.help(Message::OpenAndSave))
    }

    /// How the file was read; the encoding is final once all blocks are.
    pub fn dialect(&self) -> Dialect {
        Dialect {
            delimiter: self.delimiter,
            encoding: self.decoder.encoding(),
            has_mark: self.decoder.has_mark(),
            is_packed: self.is_packed,
            line_end: self.line_end,
            worksheet: self.worksheet.clone(),
            decimal: self.decimal,
            header_row: self.header_at.1,
        }
    }

    /// Whether nobody can say what the mark of `1.250` is: a comma between the cells is that of a data frame, which
    /// writes decimals with a point, and of a Danish sheet on the web, which does not.
    pub(super) fn refuses_either(&self) -> bool {
        !self.is_decimal_said && self.delimiter == Delimiter::COMMA
    }

    /// The next block of whole records; nothing at the end of the file.
    ///
    /// # Errors
    /// What makes the rest of the file unusable, as a diagnostic.
    pub fn next_block(&mut self) -> Result<Option<Block>, Diagnostic> {
        let ends = self.whole_records()?;
        let Some(&end) = ends.last() else {
            return Ok(None);
        };
        let (line, row, count) = (self.line, self.row, ends.len());
        let is_of_worksheet = self.worksheet.is_some();
        let block = Block { text: self.take(end), line, row, ends, is_of_worksheet };
        self.line += lines(&block.text, count, is_of_worksheet);
        self.row += count as u64;
        Ok(Some(block))
    }

    /// Takes the first `end` bytes, which end a record, off the text.
    pub(super) fn take(&mut self, end: usize) -> String {
        let rest = self.text.split_off(end);
        std::mem::replace(&mut self.text, rest)
    }

    /// Where whole records end in the text, after reading until there is one, or the end.
    pub(super) fn whole_records(&mut self) -> Result<Vec<usize>, Diagnostic> {
        loop {
            let mut ends = Vec::new();
            let mut at = 0;
            let mut unfinished = RecordEnd::Open;
            while at < self.text.len() {
                match record_end(&self.text.as_bytes()[at..], self.delimiter.byte(), self.is_read) {
                    RecordEnd::At(length) => {
                        at += length;
                        ends.push(at);
                    }
                    // What comes before it is handed on first.
                    RecordEnd::LoneReturn(_) if !ends.is_empty() => return Ok(ends),
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
            let is_too_long = self.text.len() > limits::RECORD;
            match unfinished {
                RecordEnd::InQuotes(offset) if self.is_read || is_too_long => {
                    return Err(self
                        .fault(at + offset, Message::QuoteNeverClosed)
                        .help(Message::CloseTheQuote));
                }
                RecordEnd::Open if is_too_long => {
                    return Err(
                        self.fault(0, Message::RecordTooLong { most: limits::RECORD >> 20 })
                    );
                }
                _ => match self.fault.take() {
                    Some(fault) => return Err(fault),
                    None => self.fill(),
                },
            }
        }
    }

    /// Decodes more, at least a block if there is as much. What is wrong further on waits for its turn.
    pub(super) fn fill(&mut self) {
        if self.fault.is_some() {
            return;
        }
        let wanted = self.text.len() + PIECE;
        while self.text.len() < wanted {
            let start = self.text.len();
            let read = self.decoder.read(&mut self.text);
            // Also in front of bytes that the encoding does not have.
            if let Some(at) = memchr(0, &self.text.as_bytes()[start..]) {
                let fault = self.fault(start + at, Message::NulSign);
                self.fault = Some(fault.help(Message::NotText));
                self.text.truncate(start + at);
                return;
            }
            match read {
                Ok(true) => self.look_at_letters(start),
                Ok(false) => {
                    self.is_read = true;
                    break;
                }
                Err(DecodeFault::Io(error)) => {
                    self.fault = Some(input::unreadable(&self.name, &error, self.is_packed));
                    return;
                }
                Err(DecodeFault::Bytes(encoding, bytes)) => {
                    let bytes: Vec<String> =
                        bytes.iter().map(|byte| format!("{byte:02X}")).collect();
                    let message = Message::BytesNotInEncoding {
                        encoding: encoding.as_str(),
                        bytes: bytes.join(" "),
                    };
                    let fault = self.fault(self.text.len(), message);
                    self.fault = Some(fault.help(Message::NameTheEncoding));
                    return;
                }
            }
        }
    }

    /// Looks for changed letters in the text from that byte on.
    fn look_at_letters(&mut self, start: usize) {
        let from = self.text.floor_char_boundary(start.saturating_sub(Letters::BEFORE));
        let (text, delimiter) = (&self.text[..], self.delimiter.byte());
        let (line, row, is_worksheet) = (self.line, self.row, self.worksheet.is_some());
        let place = |at: usize| {
            let lines = records::count_lines(&text.as_bytes()[..from + at]);
            if !is_worksheet {
                return (line + lines, row + lines);
            }
            // A row of a worksheet is a line, whatever line breaks its cells hold.
            let (mut rows, mut end) = (0, 0);
            while let RecordEnd::At(length) = record_end(&text.as_bytes()[end..], delimiter, true)
                && end + length <= from + at
            {
                (rows, end) = (rows + 1, end + length);
            }
            (line + rows, row + rows)
        };
        let encoding = self.decoder.encoding();
        self.letters.look(&text[from..], encoding, place);
    }

    /// What is to be said of changed letters, once a file.
    pub(crate) fn tell_of_letters(&mut self) -> Option<Diagnostic> {
        let ((line, row), message, help) = self.letters.tell()?;
        let place = Place::Cell(Cell {
            file: Arc::clone(&self.name),
            line,
            row,
            column: None,
            value: String::new(),
        });
        Some(Diagnostic::warning(place, message).help(help))
    }

    pub(super) fn file(&self) -> Place {
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
