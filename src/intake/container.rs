//! What a file is wrapped in, told by its first bytes: nothing, gzip, or a workbook.

use super::foreign;
use super::input;
use super::options::SheetOptions;
use super::xlsx;
use crate::diagnostic::{Diagnostic, Place};
use crate::words::Message;
use flate2::read::MultiGzDecoder;
use std::io::{self, Cursor, Read};
use std::sync::Arc;

const GZIP_MAGIC: &[u8] = b"\x1F\x8B";

/// The text inside a file, and what it was found in.
pub(super) enum Contents {
    Text {
        text: Box<dyn Read + Send>,
        is_packed: bool,
    },
    /// The sheets that are to be read.
    Workbook(Vec<xlsx::Worksheet>),
}

/// Takes the wrapping off what `reader` gives.
pub(super) fn unwrap(
    name: &Arc<str>,
    reader: Box<dyn Read + Send>,
    options: &SheetOptions,
) -> Result<Contents, Diagnostic> {
    let unreadable = |error| input::unreadable(name, &error, false);
    let (mut head, mut reader) = peek(reader).map_err(unreadable)?;
    let is_packed = head.starts_with(GZIP_MAGIC);
    if is_packed {
        let unpacked = Box::new(MultiGzDecoder::new(reader));
        (head, reader) = peek(unpacked).map_err(|error| input::unreadable(name, &error, true))?;
    }
    let fault = |(message, help)| {
        let place = Place::File(Arc::clone(name));
        Diagnostic::error(place, message).help(help)
    };
    if let Some(what) = foreign::by_head(&head) {
        return Err(fault(foreign::told(what)));
    }
    let is_old = head.starts_with(xlsx::OLD_MAGIC);
    if !is_old && !head.starts_with(xlsx::MAGIC) {
        return Ok(Contents::Text { text: reader, is_packed });
    }
    let mut bytes = Vec::new();
    let most = xlsx::LARGEST_FILE as u64;
    let mut whole = reader.take(most + 1);
    let read = whole.read_to_end(&mut bytes);
    read.map_err(|error| input::unreadable(name, &error, is_packed))?;
    if is_old {
        let known = foreign::by_streams(&bytes).map(foreign::told);
        return Err(fault(known.unwrap_or((Message::OldWorkbook, Message::SaveAsWorkbook))));
    }
    if bytes.len() > xlsx::LARGEST_FILE {
        let message = Message::WorkbookTooLarge { most: most >> 20 };
        let fault = Diagnostic::error(Place::File(Arc::clone(name)), message);
        return Err(fault.help(Message::SaveBigAsCsv));
    }
    let worksheets = xlsx::open(bytes, options).map_err(|fault| fault.in_file(name))?;
    Ok(Contents::Workbook(worksheets))
}

/// The first bytes, which the reader then gives once more.
fn peek(mut reader: Box<dyn Read + Send>) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut head = Vec::new();
    reader.by_ref().take(foreign::HEAD as u64).read_to_end(&mut head)?;
    let whole = Cursor::new(head.clone()).chain(reader);
    Ok((head, Box::new(whole)))
}
