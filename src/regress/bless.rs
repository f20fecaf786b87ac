//! Writes what was computed into a case file, and leaves every other byte as it is.

use super::cases::{Case, CaseFile, Expectation, Target};
use crate::intake::{Encoding, raw_cells, records};
use crate::vocabulary::csv_cell;
use encoding_rs::WINDOWS_1252;
use records::{RecordEnd, count_lines, record_end, without_line_end};

/// The text of one cell, by the line on which its row begins and its column from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The physical line, from 1.
    pub line: u64,
    /// The column, from 0.
    pub column: usize,
    /// What it is to hold.
    pub text: &'static str,
}

/// Why a file cannot be written back.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Fault {
    /// The bytes would not come out as they went in.
    #[error("its bytes cannot be written back unchanged")]
    NotReversible,
    /// It is a workbook, in which nothing is written.
    #[error("it is a workbook")]
    Workbook,
}

/// What has to be written so that the cases of one file expect what is computed.
///
/// A case that expects nothing yet gets all that the file has a column for; an empty cell beside a filled one means that
/// it is not checked, and stays. With `all`, filled expectations are set right as well.
pub fn updates<'c>(
    file: &CaseFile,
    cases: impl IntoIterator<Item = &'c Case>,
    all: bool,
) -> Vec<Update> {
    let mut updates = Vec::new();
    for case in cases {
        let of = |target: Target, column: usize| Update {
            line: case.line,
            column,
            text: target.computed(&case.placement),
        };
        if case.expectations.is_empty() {
            let all = file.columns.iter();
            updates.extend(all.map(|(target, column)| of(*target, *column)));
        }
        let wrong = case.failures().filter(|_| all);
        updates.extend(wrong.map(|Expectation { target, column, .. }| of(*target, *column)));
    }
    updates
}

/// The file with those cells changed.
///
/// # Errors
/// [`Fault`] if the rest of the file could not be kept byte for byte.
pub fn apply(bytes: &[u8], file: &CaseFile, updates: &[Update]) -> Result<Vec<u8>, Fault> {
    let (coding, text) = Coding::decoded(bytes, file)?;
    let delimiter = file.delimiter.byte();
    let (mut out, mut at, mut line) = (String::with_capacity(text.len()), 0, 1);
    while at < text.len() {
        let RecordEnd::At(length) = record_end(&text.as_bytes()[at..], delimiter, true) else {
            return Err(Fault::NotReversible);
        };
        let whole = &text[at..at + length];
        let record = without_line_end(whole);
        let mut kept = 0;
        let cells = raw_cells(record, delimiter);
        let mut here: Vec<&Update> = updates.iter().filter(|update| update.line == line).collect();
        here.sort_by_key(|update| update.column);
        for update in here {
            let Some(range) = cells.get(update.column) else {
                return Err(Fault::NotReversible);
            };
            out.push_str(&record[kept..range.start]);
            out.push_str(&cell(update.text, delimiter, coding));
            kept = range.end;
        }
        out.push_str(&whole[kept..]);
        line += count_lines(whole.as_bytes());
        at += length;
    }
    Ok(coding.encode(&out))
}

/// How the text stands for bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Coding {
    /// Nothing while all is ASCII.
    encoding: Option<Encoding>,
    has_mark: bool,
}

const MARK: char = '\u{feff}';

impl Coding {
    /// The text of a file that can be written back as it is.
    pub(super) fn decoded(bytes: &[u8], file: &CaseFile) -> Result<(Self, String), Fault> {
        if bytes.starts_with(b"PK\x03\x04") {
            return Err(Fault::Workbook);
        }
        let coding = Self::of(bytes, file);
        let text = coding.decode(bytes).ok_or(Fault::NotReversible)?;
        match coding.encode(&text) == bytes {
            true => Ok((coding, text)),
            false => Err(Fault::NotReversible),
        }
    }

    fn of(bytes: &[u8], file: &CaseFile) -> Self {
        let has_mark = [&b"\xEF\xBB\xBF"[..], b"\xFF\xFE", b"\xFE\xFF"]
            .iter()
            .any(|mark| bytes.starts_with(mark));
        Self {
            encoding: file.encoding,
            has_mark: has_mark && file.encoding != Some(Encoding::Windows1252),
        }
    }

    pub(super) fn decode(self, bytes: &[u8]) -> Option<String> {
        let text = match self.encoding {
            None | Some(Encoding::Utf8) => String::from_utf8(bytes.to_vec()).ok()?,
            Some(Encoding::Utf16Le) => utf16(bytes, u16::from_le_bytes)?,
            Some(Encoding::Utf16Be) => utf16(bytes, u16::from_be_bytes)?,
            Some(Encoding::Windows1252) => {
                WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
            }
        };
        match self.has_mark {
            true => text.strip_prefix(MARK).map(str::to_owned),
            false => Some(text),
        }
    }

    pub(super) fn encode(self, text: &str) -> Vec<u8> {
        let marked = match self.has_mark {
            true => format!("{MARK}{text}"),
            false => text.to_owned(),
        };
        match self.encoding {
            None | Some(Encoding::Utf8) => marked.into_bytes(),
            Some(Encoding::Utf16Le) => marked.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            Some(Encoding::Utf16Be) => marked.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            Some(Encoding::Windows1252) => WINDOWS_1252.encode(&marked).0.into_owned(),
        }
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (pairs, rest) = bytes.as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok()
}

/// The cell's text; in a file of nothing but ASCII nobody has said how an ø is written, so it is oe.
fn cell(text: &str, delimiter: u8, coding: Coding) -> String {
    let text = match coding.encoding {
        None => text.replace('ø', "oe"),
        Some(_) => text.to_owned(),
    };
    let mut out = Vec::new();
    csv_cell(&text, delimiter, &mut out);
    String::from_utf8(out).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::Delimiter;

    fn file(encoding: Option<Encoding>) -> CaseFile {
        CaseFile {
            name: "a.cases.csv".into(),
            headers: Vec::new(),
            header_line: 1,
            delimiter: Delimiter::SEMICOLON,
            encoding,
            columns: Vec::new(),
        }
    }

    const HOEJT: [Update; 1] = [Update { line: 4, column: 1, text: "højt" }];

    #[test]
    fn only_the_cell_itself_changes_whatever_the_dialect() {
        let text = "sep=;\r\n\"a \"\"b\";c\r\n1 ;\"let\" \r\n\"x\ny\";\"let\";z\n\n";
        let before = text.replacen("x\ny", "æ", 1);
        let after = before.replacen("\"æ\";\"let\"", "\"æ\";højt", 1);
        for (encoding, mark) in [
            (Encoding::Utf8, ""),
            (Encoding::Utf8, "\u{feff}"),
            (Encoding::Utf16Le, "\u{feff}"),
            (Encoding::Utf16Be, "\u{feff}"),
            (Encoding::Windows1252, ""),
        ] {
            let plain = Coding { encoding: Some(encoding), has_mark: false };
            let bytes = plain.encode(&format!("{mark}{before}"));
            let blessed = apply(&bytes, &file(Some(encoding)), &HOEJT).unwrap();
            assert_eq!(blessed, plain.encode(&format!("{mark}{after}")), "{encoding:?}");
        }
    }

    #[test]
    fn a_row_is_found_by_its_line_though_cells_above_it_have_line_breaks() {
        let before = "a;b\n\"x\n\ny\";let\n";
        let update = Update { line: 2, column: 1, text: "moderat" };
        let blessed = apply(before.as_bytes(), &file(None), &[update]).unwrap();
        assert_eq!(blessed, b"a;b\n\"x\n\ny\";moderat\n");
    }

    #[test]
    fn a_file_of_nothing_but_ascii_stays_so() {
        let blessed = apply(b"a;b\n\n\nc;d", &file(None), &HOEJT).unwrap();
        assert_eq!(blessed, b"a;b\n\n\nc;hoejt");
    }
}
