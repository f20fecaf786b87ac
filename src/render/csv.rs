//! Records as CSV: for machines, or for a Danish Excel.

use crate::level::Level;
use crate::number::DecimalMark;
use crate::parameter::Parameter;
use crate::place::ParameterPlacement;
use crate::record::{self, Record};
use std::sync::Arc;

/// The two ways of writing CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    delimiter: u8,
    line_end: &'static str,
    mark: &'static str,
    decimal: DecimalMark,
}

impl Style {
    /// `,`, LF, decimal point, no byte order mark.
    pub const MACHINE: Self = Self {
        delimiter: b',',
        line_end: "\n",
        mark: "",
        decimal: DecimalMark::Point,
    };
    /// `;`, CRLF, decimal comma, and the byte order mark by which Excel knows UTF-8.
    pub const EXCEL: Self = Self {
        delimiter: b';',
        line_end: "\r\n",
        mark: "\u{feff}",
        decimal: DecimalMark::Comma,
    };

    /// Appends the byte order mark, where the style has one.
    pub(super) fn begin(self, out: &mut Vec<u8>) {
        out.extend_from_slice(self.mark.as_bytes());
    }

    /// The decimal mark.
    pub(super) const fn decimal(self) -> DecimalMark {
        self.decimal
    }
}

/// Appends the byte order mark, where the style has one, and the header; `kept` are the user's own columns.
pub fn header(style: Style, kept: &[Arc<str>], out: &mut Vec<u8>) {
    style.begin(out);
    let mut line = Line::new(style, out);
    for key in record::keys() {
        line.raw(key);
    }
    for name in kept {
        line.text(name);
    }
    line.end();
}

/// Appends one record.
pub fn record(record: &Record<'_>, style: Style, out: &mut Vec<u8>) {
    let placement = record.placement;
    let level = |level: Option<Level>| level.map_or("", Level::as_str);
    let mut line = Line::new(style, out);
    for text in record.identity {
        line.text(text);
    }
    line.raw(placement.status.as_str());
    line.raw(level(placement.level));
    line.raw(level(placement.computed));
    line.raw(placement.interval.min.as_str());
    line.raw(placement.interval.max.as_str());
    line.number(placement.points.map(u32::from));
    line.number(Some(u32::from(placement.count)));
    line.hundredths(placement.mean_hundredths());
    line.raw(level(placement.median));
    line.raw(level(placement.weakest));
    line.number(placement.steps_up.map(u32::from));
    line.number(placement.steps_down.map(u32::from));
    line.list(placement.limited_by.iter().map(Parameter::id));
    for placed in &placement.parameters {
        line.raw(parameter_word(placed));
    }
    line.list(record.overridden());
    line.list(record.missing.iter().copied());
    line.reasons(&record.reasons);
    line.text(record.rubric_name);
    line.source(record.file, record.line);
    for (_, text) in &record.kept {
        line.text(text);
    }
    line.end();
}

/// What a parameter's cell says in results.
pub fn parameter_word(placed: &ParameterPlacement) -> &'static str {
    if placed.relevant {
        placed.level.as_str()
    } else {
        "ikke relevant"
    }
}

pub(super) struct Line<'o> {
    style: Style,
    out: &'o mut Vec<u8>,
    has_cells: bool,
}

impl<'o> Line<'o> {
    pub(super) fn new(style: Style, out: &'o mut Vec<u8>) -> Self {
        Self {
            style,
            out,
            has_cells: false,
        }
    }

    fn delimit(&mut self) {
        if self.has_cells {
            self.out.push(self.style.delimiter);
        }
        self.has_cells = true;
    }

    /// Our own words, which never need quotes.
    pub(super) fn raw(&mut self, word: &str) {
        self.delimit();
        self.out.extend_from_slice(word.as_bytes());
    }

    fn number(&mut self, number: Option<u32>) {
        self.delimit();
        if let Some(number) = number {
            digits(u64::from(number), self.out);
        }
    }

    /// A decimal, written with a point, in the style's own way.
    pub(super) fn decimal(&mut self, number: &str) {
        match self.style.decimal {
            DecimalMark::Comma => self.raw(&number.replace('.', ",")),
            DecimalMark::Point => self.raw(number),
        }
    }

    fn hundredths(&mut self, number: Option<u32>) {
        self.delimit();
        let Some(number) = number else { return };
        digits(u64::from(number / 100), self.out);
        self.out.push(match self.style.decimal {
            DecimalMark::Comma => b',',
            DecimalMark::Point => b'.',
        });
        self.out.push(b'0' + (number / 10 % 10) as u8);
        self.out.push(b'0' + (number % 10) as u8);
    }

    fn list(&mut self, items: impl Iterator<Item = impl AsRef<str>>) {
        self.delimit();
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(b'|');
            }
            self.out.extend_from_slice(item.as_ref().as_bytes());
        }
    }

    fn reasons(&mut self, reasons: &[(&'static str, &str)]) {
        if reasons.is_empty() {
            return self.raw("");
        }
        let reasons: Vec<String> = reasons
            .iter()
            .map(|(name, text)| format!("{name}: {text}"))
            .collect();
        self.text(&reasons.join(" | "));
    }

    fn source(&mut self, file: &str, line: u64) {
        self.delimit();
        // With a line behind it no name is a plain number.
        let is_quoted = begin(file, begins_formula(file), self.style.delimiter, self.out);
        self.out.push(b':');
        digits(line, self.out);
        if is_quoted {
            self.out.push(b'"');
        }
    }

    /// A text from a file: quoted where it must be, and never one that a spreadsheet would run.
    pub(super) fn text(&mut self, text: &str) {
        self.delimit();
        cell(text, self.style.delimiter, self.out);
    }

    pub(super) fn end(self) {
        self.out.extend_from_slice(self.style.line_end.as_bytes());
    }
}

/// Appends one cell of text.
pub fn cell(text: &str, delimiter: u8, out: &mut Vec<u8>) {
    let is_quoted = begin(text, would_run(text), delimiter, out);
    if is_quoted {
        out.push(b'"');
    }
}

/// Appends a cell but for the quote at its end, which is owed if the answer is yes.
fn begin(text: &str, is_guarded: bool, delimiter: u8, out: &mut Vec<u8>) -> bool {
    if text.is_empty() {
        return false;
    }
    let guard: &[u8] = if is_guarded { b"'" } else { b"" };
    let special = |byte: u8| byte == delimiter || matches!(byte, b'"' | b'\n' | b'\r');
    if !text.bytes().any(special) {
        out.extend_from_slice(guard);
        out.extend_from_slice(text.as_bytes());
        return false;
    }
    out.push(b'"');
    out.extend_from_slice(guard);
    out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    true
}

/// Appends the digits of a number.
fn digits(mut number: u64, out: &mut Vec<u8>) {
    let mut reversed = [0; 20];
    let mut length = 0;
    loop {
        reversed[length] = b'0' + (number % 10) as u8;
        length += 1;
        number /= 10;
        if number == 0 {
            break;
        }
    }
    out.extend(reversed[..length].iter().rev());
}

/// Whether a spreadsheet would take the text for a formula.
pub fn would_run(text: &str) -> bool {
    begins_formula(text) && !is_plain_number(text)
}

fn begins_formula(text: &str) -> bool {
    matches!(
        text.bytes().next(),
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r')
    )
}

/// A sign, digits, and perhaps a mark and more digits.
fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (integer, decimals) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let all_digits =
        |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(integer) && all_digits(decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        let mut out = Vec::new();
        cell(text, b';', &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn delimiters_quotes_and_line_breaks_are_quoted() {
        assert_eq!(written("a;b"), "\"a;b\"");
        assert_eq!(written("a\"b"), "\"a\"\"b\"");
        assert_eq!(written("a\nb"), "\"a\nb\"");
        assert_eq!(written("a,b"), "a,b");
    }

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in [
            "=1+1",
            "+SUM(A1)",
            "-2+3",
            "@A1",
            "\tx",
            "=HYPERLINK(\"x\")",
        ] {
            assert!(
                written(text).trim_start_matches('"').starts_with('\''),
                "{text}"
            );
        }
        for text in ["-5", "+4512345678", "-1,5", "a=b", ""] {
            assert_eq!(written(text), text);
        }
    }
}
