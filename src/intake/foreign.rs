//! Which kind a file is that is not read, told by what it holds and not by its name.

use crate::words::{ForeignFile, Message};
use memchr::memmem;

/// How many of the first bytes tell of a file that is no zip.
pub(super) const HEAD: usize = 64;

/// What is to be said of such a file.
pub(super) fn told(what: ForeignFile) -> (Message, Message) {
    let help = match (what, what.is_table()) {
        (ForeignFile::Protected, _) => Message::SaveWithoutPassword,
        (_, true) => Message::SaveAsWorkbook,
        (_, false) => Message::CopyTheTable,
    };
    (Message::ForeignFile { what }, help)
}

/// What a file with these first bytes is, if they look like no table.
pub(super) fn by_head(head: &[u8]) -> Option<ForeignFile> {
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    let begins = |text: &str| {
        let first = head.get(..text.len());
        first.is_some_and(|first| first.eq_ignore_ascii_case(text.as_bytes()))
    };
    let kinds = [
        ("%PDF-", ForeignFile::Pdf),
        ("{\\rtf", ForeignFile::RichText),
        ("<!DOCTYPE html", ForeignFile::WebPage),
        ("<html", ForeignFile::WebPage),
        ("<table", ForeignFile::WebPage),
        ("<?xml", ForeignFile::Xml),
    ];
    let mut kinds = kinds.into_iter();
    kinds.find_map(|(text, kind)| begins(text).then_some(kind))
}

/// What a compound file of the old Office is, by the names in its directory.
pub(super) fn by_streams(bytes: &[u8]) -> Option<ForeignFile> {
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        memmem::find(bytes, &name).is_some()
    };
    // A protected file has nothing of the other names to be seen.
    let kinds = [
        ("EncryptedPackage", ForeignFile::Protected),
        ("Workbook", ForeignFile::OldWorkbook),
        ("WordDocument", ForeignFile::OldDocument),
        ("Book", ForeignFile::OldWorkbook),
    ];
    kinds.into_iter().find_map(|(name, kind)| has(name).then_some(kind))
}

/// What a zip is by the names of its files, and the text of the one that is called `mimetype`.
pub(super) fn by_parts(
    mut names: impl Iterator<Item = impl AsRef<str>>,
    kind: &str,
) -> Option<ForeignFile> {
    if kind.contains("opendocument.spreadsheet") {
        return Some(ForeignFile::OpenSpreadsheet);
    }
    if kind.contains("opendocument") {
        return Some(ForeignFile::OpenDocument);
    }
    names.find_map(|name| match name.as_ref() {
        "xl/workbook.bin" => Some(ForeignFile::BinaryWorkbook),
        "word/document.xml" => Some(ForeignFile::Document),
        "ppt/presentation.xml" => Some(ForeignFile::Presentation),
        "Index/Document.iwa" => Some(ForeignFile::Numbers),
        _ => None,
    })
}
