//! An Excel workbook as the text of a CSV file.
//!
//! A worksheet is turned, a row at a time, into records of text between semicolons: the same stream
//! that a CSV file gives, so that everything after it is the same. What each kind of cell becomes is
//! told in `value`. Rows that are hidden, and columns, are read like others, as Excel does
//! where it saves CSV, and a note says so; merged cells are refused, since only the first of them has
//! the value that the eye sees in all.
//!
//! Read with `zip` and `quick-xml`, and not with `calamine`: that reserves as much memory as a file says
//! that it needs, gives up a file for an error code that it does not know, and does not tell what is hidden.
//! Every bound below is on what was really unpacked.

mod choose;
mod fault;
mod part;
mod rows;
mod value;

use super::options::SheetOptions;
use crate::words::{ForeignFile, Message};
use choose::Chosen;
pub(super) use fault::Fault;
use flate2::read::DeflateDecoder;
use memchr::memmem;
use part::{Part, attribute, damaged, is_true};
use quick_xml::events::Event;
pub(super) use rows::Uncalculated;
use rows::{Context, Row, Rows, Strings};
use std::collections::HashMap;
use std::io::{self, Cursor, Read};
use std::sync::Arc;
use value::{Epoch, Format};
use zip::read::ZipFile;
use zip::{CompressionMethod, ZipArchive};

/// The largest workbook, as packed in its file; it is held in memory.
pub(super) const LARGEST_FILE: usize = crate::limits::WORKBOOK;
/// The most of a worksheet, unpacked; it is not held in memory.
const LARGEST_SHEET: u64 = crate::limits::WORKSHEET;
/// The most texts that cells share, in bytes unpacked; they are held in memory.
const LARGEST_STRINGS: usize = crate::limits::SHARED_TEXTS;
/// The most of every other part.
const LARGEST_PART: u64 = crate::limits::PART;
/// The most parts, whose list is held in memory too.
const MOST_PARTS: usize = crate::limits::PARTS;
/// The most cell formats, which is as many as Excel has.
const MOST_FORMATS: usize = crate::limits::FORMATS;

/// The first bytes of a file that is a zip, as a workbook is.
pub(super) const MAGIC: &[u8] = b"PK\x03\x04";
/// Those of an Excel file from before 2007, and of a workbook with a password.
pub(super) const OLD_MAGIC: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

type Bytes = Cursor<Arc<[u8]>>;
type Archive = ZipArchive<Bytes>;

/// A worksheet that was looked through, and is fit to be read.
pub(super) struct Worksheet {
    /// Its name.
    pub(super) name: Arc<str>,
    /// How many worksheets the workbook has.
    pub(super) of: usize,
    /// The records, as UTF-8 between semicolons.
    pub(super) text: Box<dyn Read + Send>,
    /// Something to know about it.
    pub(super) note: Option<Message>,
    pub(super) uncalculated: Uncalculated,
}

/// Opens the worksheet of that name, or the one visible that fits, or all that are forms.
pub(super) fn open(bytes: Vec<u8>, options: &SheetOptions) -> Result<Vec<Worksheet>, Fault> {
    let no_workbook = || Fault::from(Message::NoWorkbook).help(Message::SaveAsWorkbook);
    // The list says itself how long it is, and need not tell the truth.
    if memmem::find_iter(&bytes, b"PK\x01\x02").count() > MOST_PARTS {
        return Err(damaged("zip"));
    }
    let bytes: Arc<[u8]> = bytes.into();
    let mut archive =
        ZipArchive::new(Cursor::new(Arc::clone(&bytes))).map_err(|_| damaged("zip"))?;
    if let Some(what) = foreign(&mut archive) {
        let (message, help) = super::foreign::told(what);
        return Err(Fault::from(message).help(help));
    }
    let package = relations(&mut archive, "")?.ok_or_else(no_workbook)?;
    let main = package.of_type("/officeDocument").ok_or_else(no_workbook)?;
    let relations = relations(&mut archive, &main)?.ok_or_else(no_workbook)?;
    let (sheets, epoch) = read_workbook(&mut archive, &main, &relations)?;
    let context = Arc::new(Context {
        strings: match relations.of_type("/sharedStrings") {
            Some(path) => read_strings(&mut archive, &path)?,
            None => Strings::default(),
        },
        formats: match relations.of_type("/styles") {
            Some(path) => read_formats(&mut archive, &path)?,
            None => Vec::new(),
        },
        epoch,
        mark: options.decimal.unwrap_or_default(),
    });
    let chosen = choose::choose(&mut archive, &context, &sheets, options)?;
    let of = sheets.len();
    let worksheets =
        chosen.into_iter().map(|chosen| worksheet(&mut archive, &bytes, &context, &chosen, of));
    worksheets.collect()
}

/// A worksheet that was looked through; `of` is how many the workbook has.
fn worksheet(
    archive: &mut Archive,
    bytes: &Arc<[u8]>,
    context: &Arc<Context>,
    chosen: &Chosen<'_>,
    of: usize,
) -> Result<Worksheet, Fault> {
    let path = &chosen.sheet.path;
    let (packed, method, scan) = {
        let file = file(archive, path)?.ok_or_else(|| damaged(path))?;
        let packed = (file.data_start(), file.compressed_size());
        let method = file.compression();
        let part = Part::new(path, file, LARGEST_SHEET);
        let mut rows = Rows::new(part, Arc::clone(context));
        rows.header = chosen.header;
        let scan = Scan::of(&mut rows)?;
        (packed, method, scan)
    };
    let (Some(start), size) = packed else {
        return Err(damaged(path));
    };
    let mut input = Cursor::new(Arc::clone(bytes));
    input.set_position(start);
    let input = input.take(size);
    let input: Box<dyn Read + Send> = match method {
        CompressionMethod::Stored => Box::new(input),
        CompressionMethod::Deflated => Box::new(DeflateDecoder::new(input)),
        _ => return Err(damaged(path)),
    };
    let text = Text {
        rows: Rows::new(Part::new(path, input, LARGEST_SHEET), Arc::clone(context)),
        width: scan.width,
        row: 1,
        record: Vec::new(),
        given: 0,
    };
    Ok(Worksheet {
        name: chosen.sheet.name.as_str().into(),
        of,
        text: Box::new(text),
        note: scan.note(),
        uncalculated: scan.uncalculated,
    })
}

/// What the zip is, if its parts are those of another program's file.
fn foreign(archive: &mut Archive) -> Option<ForeignFile> {
    let mut kind = String::new();
    if let Ok(file) = archive.by_name("mimetype") {
        // Whatever is there, it is no more than a hint.
        let _ = file.take(128).read_to_string(&mut kind);
    }
    super::foreign::by_parts(archive.file_names().filter_map(Result::ok), &kind)
}

/// The file of that path in the workbook; writers do not agree on upper and lower case.
fn file<'a>(archive: &'a mut Archive, path: &str) -> Result<Option<ZipFile<'a, Bytes>>, Fault> {
    let is_it = |index: &usize| {
        let name = archive.name_for_index(*index).and_then(Result::ok);
        name.is_some_and(|name| name.replace('\\', "/").eq_ignore_ascii_case(path))
    };
    let Some(index) = (0..archive.len()).find(is_it) else {
        return Ok(None);
    };
    archive.by_index(index).map(Some).map_err(|_| damaged(path))
}

fn part<'a>(
    archive: &'a mut Archive,
    path: &str,
    most: u64,
) -> Result<Part<ZipFile<'a, Bytes>>, Fault> {
    let file = file(archive, path)?.ok_or_else(|| damaged(path))?;
    Ok(Part::new(path, file, most))
}

/// The parts that one part refers to.
struct Relations {
    /// The id, the type and the path of each.
    parts: Vec<(String, String, String)>,
}

impl Relations {
    fn of_type(&self, ending: &str) -> Option<String> {
        let mut parts = self.parts.iter();
        parts.find(|(_, kind, _)| kind.ends_with(ending)).map(|(_, _, path)| path.clone())
    }
}

/// The relations of a part, or of the whole file if `path` is empty; nothing if it has none.
fn relations(archive: &mut Archive, path: &str) -> Result<Option<Relations>, Fault> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let own = resolved(folder, &format!("_rels/{name}.rels"));
    let Some(file) = file(archive, &own)? else {
        return Ok(None);
    };
    let mut part = Part::new(&own, file, LARGEST_PART);
    let mut parts = Vec::new();
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "Relationship" => {
                let text = |name| attribute(&tag, name).unwrap_or_default().into_owned();
                let target = resolved(folder, &text("Target"));
                parts.push((text("Id"), text("Type"), target));
            }
            Event::Eof => return Ok(Some(Relations { parts })),
            _ => {}
        }
    }
}

/// A target as seen from a folder, as a path from the top.
fn resolved(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').collect(),
    };
    for step in target.split('/') {
        match step {
            ".." => {
                path.pop();
            }
            "." => {}
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

/// A worksheet as the workbook lists it.
struct Listed {
    name: String,
    is_hidden: bool,
    path: String,
}

fn read_workbook(
    archive: &mut Archive,
    path: &str,
    relations: &Relations,
) -> Result<(Vec<Listed>, Epoch), Fault> {
    let mut part = part(archive, path, LARGEST_PART)?;
    let mut sheets = Vec::new();
    let mut epoch = Epoch::Of1900;
    loop {
        match part.next()? {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "workbookPr" if is_true(attribute(&tag, "date1904")) => epoch = Epoch::Of1904,
                "sheet" => {
                    let id = attribute(&tag, "id").unwrap_or_default();
                    let related = relations.parts.iter().find(|(known, _, _)| *known == id);
                    // Charts have sheets too.
                    if let Some((_, _, path)) =
                        related.filter(|(_, kind, _)| kind.ends_with("/worksheet"))
                    {
                        sheets.push(Listed {
                            name: attribute(&tag, "name").unwrap_or_default().into_owned(),
                            is_hidden: attribute(&tag, "state")
                                .is_some_and(|state| state != "visible"),
                            path: path.clone(),
                        });
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok((sheets, epoch)),
            _ => {}
        }
    }
}

fn read_strings(archive: &mut Archive, path: &str) -> Result<Strings, Fault> {
    let mut part = part(archive, path, LARGEST_SHEET)?;
    let mut strings = Strings::default();
    loop {
        match part.next()? {
            Event::Start(tag) if tag.local_name().as_ref() == "si" => {
                part.text(true, &mut strings.text)?;
                strings.ends.push(strings.text.len());
                if strings.text.len() + strings.ends.len() * size_of::<usize>() > LARGEST_STRINGS {
                    return Err(Fault::from(Message::PartTooLarge {
                        part: path.to_owned(),
                        most: LARGEST_STRINGS as u64 >> 20,
                    }));
                }
            }
            Event::Eof => return Ok(strings),
            _ => {}
        }
    }
}

fn read_formats(archive: &mut Archive, path: &str) -> Result<Vec<Format>, Fault> {
    let mut part = part(archive, path, LARGEST_PART)?;
    let mut own = HashMap::new();
    let mut formats = Vec::new();
    let mut is_of_cells = false;
    loop {
        match part.next()? {
            Event::Start(tag) => {
                let id = || attribute(&tag, "numFmtId")?.parse().ok();
                match tag.local_name().as_ref() {
                    "numFmt" => {
                        let code = attribute(&tag, "formatCode").unwrap_or_default();
                        own.extend(id().map(|id: u32| (id, Format::of(&code))));
                    }
                    "cellXfs" => is_of_cells = true,
                    "xf" if is_of_cells && formats.len() == MOST_FORMATS => {
                        return Err(damaged(path));
                    }
                    "xf" if is_of_cells => {
                        let id = id().unwrap_or(0);
                        let format = own.get(&id).copied();
                        formats.push(format.unwrap_or_else(|| Format::built_in(id)));
                    }
                    _ => {}
                }
            }
            Event::End(tag) if tag.local_name().as_ref() == "cellXfs" => is_of_cells = false,
            Event::Eof => return Ok(formats),
            _ => {}
        }
    }
}

/// What a first look at a worksheet finds. All of it is looked through, since what is merged stands
/// after the last row, and a fault there must stop the run before a row is placed.
#[derive(Default)]
struct Scan {
    /// How many columns the header has.
    width: usize,
    hidden_rows: u64,
    hidden_columns: u64,
    uncalculated: Uncalculated,
}

impl Scan {
    fn of(rows: &mut Rows<impl Read>) -> Result<Self, Fault> {
        let mut scan = Self::default();
        let mut headers = HashMap::new();
        while rows.advance().map_err(|fault| fault.under(&headers))? {
            let width = rows.row.width();
            if width == 0 {
                continue;
            }
            if rows.row.number == rows.header {
                scan.width = width;
                headers.extend(rows.row.cells().map(|(column, text)| (column, text.into())));
                if rows.row.is_hidden {
                    let fault = Fault::from(Message::HeaderHidden).help(Message::ShowTheRow);
                    return Err(fault.at(rows.row.number, None));
                }
            }
            scan.hidden_rows += u64::from(rows.row.is_hidden);
        }
        if let Some((range, count)) = rows.merged.take() {
            let message = Message::CellsMerged { range, more: count - 1 };
            return Err(Fault::from(message).help(Message::UnmergeCells));
        }
        scan.uncalculated = std::mem::take(&mut rows.uncalculated);
        let is_hidden = |column: &usize| {
            let mut hidden = rows.hidden_columns.iter();
            hidden.any(|range| range.contains(column))
        };
        scan.hidden_columns = (0..scan.width).filter(is_hidden).count() as u64;
        Ok(scan)
    }

    fn note(&self) -> Option<Message> {
        let (rows, columns) = (self.hidden_rows, self.hidden_columns);
        (rows + columns > 0).then_some(Message::HiddenWasRead { rows, columns })
    }
}

/// Gives the rows of a worksheet as records between semicolons, the rows that it lacks as empty lines.
struct Text<R> {
    rows: Rows<R>,
    /// Every record has as many cells as the header, or more.
    width: usize,
    /// The row that comes next.
    row: u32,
    record: Vec<u8>,
    given: usize,
}

impl<R: Read> Text<R> {
    /// Makes the next record; false at the end.
    fn advance(&mut self) -> Result<bool, Fault> {
        self.record.clear();
        self.given = 0;
        if !self.rows.advance()? {
            return Ok(false);
        }
        let row = &self.rows.row;
        let skipped = row.number.saturating_sub(self.row) as usize;
        self.record.resize(skipped, b'\n');
        self.row = row.number + 1;
        write_record(row, self.width, &mut self.record);
        Ok(true)
    }
}

fn write_record(row: &Row, width: usize, out: &mut Vec<u8>) {
    let own = row.width();
    if own > 0 {
        let mut at = 0;
        for (column, text) in row.cells().take_while(|(column, _)| *column < own) {
            out.resize(out.len() + column - at, b';');
            at = column;
            if text.contains([';', '"', '\n', '\r']) {
                out.push(b'"');
                out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
                out.push(b'"');
            } else {
                out.extend_from_slice(text.as_bytes());
            }
        }
        out.resize(out.len() + width.saturating_sub(at + 1), b';');
    }
    out.push(b'\n');
}

impl<R: Read> Read for Text<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.record.len() {
            // The first look found no fault, so there is none unless memory itself is at fault.
            match self.advance() {
                Ok(true) => {}
                Ok(false) => return Ok(0),
                Err(fault) => return Err(io::Error::other(fault.message.code())),
            }
        }
        let count = (&self.record[self.given..]).read(buffer)?;
        self.given += count;
        Ok(count)
    }
}
