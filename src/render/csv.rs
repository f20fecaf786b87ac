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
    let mut line = Line::new(style, out);
    for text in &record.identity {
        line.text(text);
    }
    line.raw(placement.status.as_str());
    line.level(placement.level);
    line.level(placement.computed);
    line.level(Some(placement.interval.min));
    line.level(Some(placement.interval.max));
    line.number(placement.points.map(u32::from));
    line.number(Some(u32::from(placement.count)));
    line.hundredths(placement.mean_hundredths());
    line.level(placement.median);
    line.level(placement.weakest);
    line.number(placement.steps_up.map(u32::from));
    line.number(placement.steps_down.map(u32::from));
    line.list(placement.limited_by.iter().map(Parameter::id));
    for placed in &placement.parameters {
        match placed.level.determined().filter(|_| placed.relevant) {
            Some(level) => line.level(Some(level)),
            None => line.raw(parameter_word(placed)),
        }
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

/// A line of cells, each with a delimiter behind it; at the end the last delimiter goes.
pub(super) struct Line<'o> {
    style: Style,
    out: &'o mut Vec<u8>,
}

impl<'o> Line<'o> {
    pub(super) fn new(style: Style, out: &'o mut Vec<u8>) -> Self {
        Self { style, out }
    }

    fn delimit(&mut self) {
        self.out.push(self.style.delimiter);
    }

    /// Our own words, which never need quotes.
    pub(super) fn raw(&mut self, word: &str) {
        self.out.extend_from_slice(word.as_bytes());
        self.delimit();
    }

    /// A level, or nothing. A line has more than a dozen of them: each is copied with what follows it, which is
    /// then cut off, as so many bytes are one instruction and their number is not to be looked at.
    fn level(&mut self, level: Option<Level>) {
        const fn padded(level: Level) -> ([u8; 16], usize) {
            let word = level.as_str().as_bytes();
            let (mut padded, mut at) = ([0; 16], 0);
            while at < word.len() {
                padded[at] = word[at];
                at += 1;
            }
            (padded, word.len())
        }
        const WORDS: [([u8; 16], usize); 4] = [
            padded(Level::UnderLet),
            padded(Level::Let),
            padded(Level::Moderat),
            padded(Level::Hoejt),
        ];
        if let Some(level) = level {
            let (word, length) = &WORDS[usize::from(level.points())];
            let end = self.out.len() + length;
            self.out.extend_from_slice(word);
            self.out.truncate(end);
        }
        self.delimit();
    }

    fn number(&mut self, number: Option<u32>) {
        match number {
            // Points, steps and counts have one digit, and seldom two.
            Some(number @ 0..10) => self.out.push(b'0' + number as u8),
            Some(number) => digits(u64::from(number), self.out),
            None => {}
        }
        self.delimit();
    }

    /// A decimal, written with a point, in the style's own way.
    pub(super) fn decimal(&mut self, number: &str) {
        match self.style.decimal {
            DecimalMark::Comma => self.raw(&number.replace('.', ",")),
            DecimalMark::Point => self.raw(number),
        }
    }

    fn hundredths(&mut self, number: Option<u32>) {
        if let Some(number) = number {
            digits(u64::from(number / 100), self.out);
            let mark = match self.style.decimal {
                DecimalMark::Comma => b',',
                DecimalMark::Point => b'.',
            };
            let [tenths, hundredths] = [number / 10 % 10, number % 10];
            self.out
                .extend_from_slice(&[mark, b'0' + tenths as u8, b'0' + hundredths as u8]);
        }
        self.delimit();
    }

    fn list(&mut self, items: impl Iterator<Item = impl AsRef<str>>) {
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(b'|');
            }
            self.out.extend_from_slice(item.as_ref().as_bytes());
        }
        self.delimit();
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
        // With a line behind it no name is a plain number.
        let is_quoted = begin(file, begins_formula(file), self.style.delimiter, self.out);
        self.out.push(b':');
        digits(line, self.out);
        if is_quoted {
            self.out.push(b'"');
        }
        self.delimit();
    }

    /// A text from a file: quoted where it must be, and never one that a spreadsheet would run.
    pub(super) fn text(&mut self, text: &str) {
        cell(text, self.style.delimiter, self.out);
        self.delimit();
    }

    pub(super) fn end(self) {
        self.out.pop();
        self.out.extend_from_slice(self.style.line_end.as_bytes());
    }
}

/// Appends one cell of text.
#[inline]
pub fn cell(text: &str, delimiter: u8, out: &mut Vec<u8>) {
    if text.is_empty() {
        return;
    }
    // Nearly every text goes as it is.
    if !begins_formula(text) && !must_be_quoted(text.as_bytes(), delimiter) {
        return out.extend_from_slice(text.as_bytes());
    }
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
    let is_quoted = must_be_quoted(text.as_bytes(), delimiter);
    if is_quoted {
        out.push(b'"');
    }
    if is_guarded {
        out.push(b'\'');
    }
    if is_quoted {
        out.extend_from_slice(text.replace('"', "\"\"").as_bytes());
    } else {
        out.extend_from_slice(text.as_bytes());
    }
    is_quoted
}

/// Whether a text has a delimiter, a quote or a line break in it. Eight bytes are looked at together.
#[inline]
fn must_be_quoted(text: &[u8], delimiter: u8) -> bool {
    let signs = [delimiter, b'"', b'\n', b'\r'].map(|sign| u64::from_le_bytes([sign; 8]));
    let has_sign = |word: u64| {
        let mut found = 0;
        for sign in signs {
            // Zero where a byte is the sign; then not zero, if a byte was zero.
            let unlike = word ^ sign;
            found |= unlike.wrapping_sub(0x0101_0101_0101_0101) & !unlike & 0x8080_8080_8080_8080;
        }
        found != 0
    };
    let Some(last) = text.last_chunk::<8>() else {
        // Zeros, which are none of the signs, fill the word up.
        return has_sign(
            text.iter()
                .fold(0, |word, byte| word << 8 | u64::from(*byte)),
        );
    };
    // The last word overlaps the one before it where the text is not so many words long.
    let (words, _) = text.as_chunks::<8>();
    let mut words = words.iter().chain([last]);
    words.any(|word| has_sign(u64::from_le_bytes(*word)))
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
    reversed[..length].reverse();
    out.extend_from_slice(&reversed[..length]);
}

/// Whether a spreadsheet would take the text for a formula.
pub fn would_run(text: &str) -> bool {
    begins_formula(text) && !is_plain_number(text)
}

#[inline]
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
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn a_sign_that_asks_for_quotes_is_found_wherever_it_stands(text in "[a,;\"\r\næ]{0,20}") {
            let slowly = text.contains([';', '"', '\n', '\r']);
            prop_assert_eq!(must_be_quoted(text.as_bytes(), b';'), slowly);
        }
    }
}
