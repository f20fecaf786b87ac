//! Which sign separates the cells: said by a `sep=` line, or found with the header.

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
    let line = text.lines().next()?.trim_end_matches('\r').trim_matches('"');
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sep_line_names_the_delimiter() {
        assert_eq!(named_by_first_line("sep=,\r\na,b"), Some(Delimiter::COMMA));
        assert_eq!(named_by_first_line("sep=\t\n"), Some(Delimiter::TAB));
        assert_eq!(named_by_first_line("separator;b"), None);
    }
}
