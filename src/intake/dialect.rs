//! Which sign separates the cells: said by a `sep=` line, or found from the header and the first rows.

use super::records::{Cells, RecordEnd, record_end, without_line_end};
use crate::fold::folded;
use crate::identity::Identity;
use crate::parameter::Parameter;

/// The sign between cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delimiter(u8);

impl Delimiter {
    /// The semicolon of Danish spreadsheets.
    pub const SEMICOLON: Self = Self(b';');
    /// The comma of RFC 4180.
    pub const COMMA: Self = Self(b',');
    /// The tab of text that was copied from a sheet.
    pub const TAB: Self = Self(b'\t');

    /// The delimiter of that sign, if it can be one: ASCII, and nothing that a cell is made of.
    pub fn new(sign: char) -> Option<Self> {
        let byte = u8::try_from(sign).ok()?;
        let can_be = byte == b'\t'
            || (byte.is_ascii_punctuation() && !matches!(byte, b'"' | b'.' | b'-' | b'_' | b'%'));
        can_be.then_some(Self(byte))
    }

    /// The sign as a byte.
    pub const fn byte(self) -> u8 {
        self.0
    }

    /// The sign for people: `tab` for what cannot be seen.
    pub fn as_str(self) -> String {
        match self.0 {
            b'\t' => "tab".to_owned(),
            byte => char::from(byte).to_string(),
        }
    }
}

/// The delimiter that a first line `sep=;` names.
pub(crate) fn named_by_first_line(text: &str) -> Option<Delimiter> {
    let line = text.split_inclusive('\n').next()?;
    let line = without_line_end(line).trim_matches('"');
    let sign = line
        .strip_prefix("sep=")
        .or_else(|| line.strip_prefix("SEP="))
        .or_else(|| line.strip_prefix("Sep="))?;
    let mut signs = sign.chars();
    match (signs.next(), signs.next()) {
        (Some(sign), None) => Delimiter::new(sign),
        _ => None,
    }
}

/// The delimiter that the beginning of a file speaks for.
///
/// The one under which the header has most names that we know; if none has any, the one under which
/// most of the first rows are as wide as the header, and wider than one cell. The semicolon wins a
/// draw, so that a decimal comma never does.
pub(crate) fn find(text: &str) -> Delimiter {
    let mut best = (Delimiter::SEMICOLON, (0, 0));
    for delimiter in [Delimiter::SEMICOLON, Delimiter::TAB, Delimiter::COMMA] {
        let worth = worth(text, delimiter.byte(), best.1.0);
        if worth > best.1 {
            best = (delimiter, worth);
        }
    }
    best.0
}

/// How many names of the header are known and how many rows are alike; of rows nothing where fewer names than
/// those are known, since then they decide nothing.
fn worth(text: &str, delimiter: u8, least_known: usize) -> (usize, usize) {
    const ROWS: usize = 20;
    let mut cells = Cells::default();
    let mut header = None;
    let (mut known, mut alike) = (0, 0);
    let mut rest = text;
    for _ in 0..ROWS {
        let RecordEnd::At(end) = record_end(rest.as_bytes(), delimiter, true) else {
            break;
        };
        let record = without_line_end(&rest[..end]);
        rest = &rest[end..];
        if record.trim().is_empty() {
            if rest.is_empty() {
                break;
            }
            continue;
        }
        cells.split(record, delimiter);
        match header {
            None => {
                header = Some(cells.len());
                known = (0..cells.len())
                    .filter(|&index| is_known(cells.get(record, index)))
                    .count();
                if known < least_known {
                    break;
                }
            }
            Some(width) => alike += usize::from(width > 1 && cells.len() == width),
        }
    }
    (
        known,
        alike + usize::from(header.is_some_and(|width| width > 1)),
    )
}

fn is_known(header: &str) -> bool {
    let folded = folded(header);
    Identity::from_header(&folded).is_some() || Parameter::from_id(&folded).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_never_wins_over_the_semicolon() {
        let text = "tilbudsid;navn;andel a;andel b\n1;A;12,5;13,5\n2;B;1,5;2,5\n";
        assert_eq!(find(text), Delimiter::SEMICOLON);
        assert_eq!(find("a;b\n1,5;2,5\n1,5;2,5\n"), Delimiter::SEMICOLON);
    }

    #[test]
    fn comma_and_tab_are_found_by_the_names_that_we_know() {
        assert_eq!(find("leverandoer_id,navn\n1,\"A; B\"\n"), Delimiter::COMMA);
        assert_eq!(find("Tilbudsid\tNavn\n1\tA, B\n"), Delimiter::TAB);
    }

    #[test]
    fn a_sep_line_names_the_delimiter() {
        assert_eq!(named_by_first_line("sep=,\r\na,b"), Some(Delimiter::COMMA));
        assert_eq!(named_by_first_line("sep=\t\n"), Some(Delimiter::TAB));
        assert_eq!(named_by_first_line("separator;b"), None);
    }
}
