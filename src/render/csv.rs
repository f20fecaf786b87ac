//! Records as CSV: for machines, or for a Danish Excel.

use crate::level::Level;
use crate::number::DecimalMark;
use crate::parameter::Parameter;
use crate::place::ParameterPlacement;
use crate::record::{self, Record};
use crate::short::as_number;
use memchr::memchr3;
use std::sync::Arc;
use wide::u8x16;

/// The two ways of writing CSV.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    delimiter: u8,
    line_end: &'static str,
    mark: &'static str,
    decimal: DecimalMark,
    levels: &'static LevelCells,
}

/// For each level, and for none, its word with the delimiter behind it, filled up, and how long both are.
type LevelCells = [([u8; 16], usize); 5];

const fn level_cells(delimiter: u8) -> LevelCells {
    let words = [
        Level::UnderLet.as_str(),
        Level::Let.as_str(),
        Level::Moderat.as_str(),
        Level::Hoejt.as_str(),
        "",
    ];
    let (mut cells, mut cell) = ([([0; 16], 0); 5], 0);
    while cell < cells.len() {
        let (word, mut at) = (words[cell].as_bytes(), 0);
        while at < word.len() {
            cells[cell].0[at] = word[at];
            at += 1;
        }
        cells[cell].0[at] = delimiter;
        cells[cell].1 = at + 1;
        cell += 1;
    }
    cells
}

impl Style {
    /// `,`, LF, decimal point, no byte order mark.
    pub const MACHINE: Self = Self {
        delimiter: b',',
        line_end: "\n",
        mark: "",
        decimal: DecimalMark::Point,
        levels: &level_cells(b','),
    };
    /// `;`, CRLF, decimal comma, and the byte order mark by which Excel knows UTF-8.
    pub const EXCEL: Self = Self {
        delimiter: b';',
        line_end: "\r\n",
        mark: "\u{feff}",
        decimal: DecimalMark::Comma,
        levels: &level_cells(b';'),
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
    let mut line = Line::new(style, out);
    for text in &record.identity {
        line.text(text);
    }
    line.placement(record);
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
    if placed.relevant { placed.level.as_str() } else { "ikke relevant" }
}

/// A line of cells, each with a delimiter behind it; at the end the last delimiter goes.
pub(super) struct Line<'o> {
    style: Style,
    quoting: Quoting,
    out: &'o mut Vec<u8>,
}

impl<'o> Line<'o> {
    pub(super) fn new(style: Style, out: &'o mut Vec<u8>) -> Self {
        Self { style, quoting: Quoting::new(style.delimiter), out }
    }

    fn delimit(&mut self) {
        self.out.push(self.style.delimiter);
    }

    /// Our own words, which never need quotes.
    pub(super) fn raw(&mut self, word: &str) {
        self.out.extend_from_slice(word.as_bytes());
        self.delimit();
    }

    /// All cells from the status to what was overridden.
    fn placement(&mut self, record: &Record<'_>) {
        let placement = record.placement;
        let start = self.out.len();
        let mut words = Words::at_the_end_of(self.out, self.style);
        words.word(placement.status.as_str());
        words.level(placement.level);
        words.level(placement.computed);
        words.level(Some(placement.interval.min));
        words.level(Some(placement.interval.max));
        words.number(placement.points);
        words.number(Some(placement.count));
        words.hundredths(placement.mean_hundredths());
        words.level(placement.median);
        words.level(placement.weakest);
        words.number(placement.steps_up);
        words.number(placement.steps_down);
        match placement.limited_by.is_empty() {
            true => words.delimit(),
            false => words.list(placement.limited_by.iter().map(Parameter::id)),
        }
        for placed in &placement.parameters {
            match placed.level.determined().filter(|_| placed.relevant) {
                Some(level) => words.level(Some(level)),
                None => words.word(parameter_word(placed)),
            }
        }
        match placement.is_overridden() {
            false => words.delimit(),
            true => words.list(record.overridden()),
        }
        let end = start + words.length;
        self.out.truncate(end);
    }

    /// A decimal, written with a point, in the style's own way.
    pub(super) fn decimal(&mut self, number: &str) {
        match self.style.decimal {
            DecimalMark::Comma => self.raw(&number.replace('.', ",")),
            DecimalMark::Point => self.raw(number),
        }
    }

    fn list<'i>(&mut self, items: impl Iterator<Item = &'i str>) {
        for_each_of_list(items, |text| self.out.extend_from_slice(text.as_bytes()));
        self.delimit();
    }

    fn reasons(&mut self, reasons: &[(&'static str, &str)]) {
        if reasons.is_empty() {
            return self.raw("");
        }
        let reasons: Vec<String> =
            reasons.iter().map(|(name, text)| format!("{name}: {text}")).collect();
        self.text(&reasons.join(" | "));
    }

    fn source(&mut self, file: &str, line: u64) {
        // With a line behind it no name is a plain number.
        let (is_quoted, is_guarded) = (self.quoting.is_due(file.as_bytes()), begins_formula(file));
        match is_quoted || is_guarded {
            false => self.out.extend_from_slice(file.as_bytes()),
            true => begin(file, is_guarded, is_quoted, self.out),
        }
        self.out.push(b':');
        self.out.extend_from_slice(itoa::Buffer::new().format(line).as_bytes());
        if is_quoted {
            self.out.push(b'"');
        }
        self.delimit();
    }

    /// A text from a file: quoted where it must be, and never one that a spreadsheet would run.
    #[inline]
    pub(super) fn text(&mut self, text: &str) {
        // About half of the identity columns are not in a file: then a cell is no more than its delimiter.
        if !text.is_empty() {
            self.quoting.cell(text, self.out);
        }
        self.delimit();
    }

    pub(super) fn end(self) {
        self.out.pop();
        self.out.extend_from_slice(self.style.line_end.as_bytes());
    }
}

/// The two dozen cells of a line that are words and numbers of our own: short and never quoted, so that there is room
/// for all of them before the first.
struct Words<'o> {
    room: &'o mut [u8],
    length: usize,
    delimiter: u8,
    mark: u8,
    levels: &'static LevelCells,
}

// All of it inlined, so that the length stays in a register and no cell waits for the one before it to be stored.
impl<'o> Words<'o> {
    /// Room for each cell and the delimiter behind it, were all of them as long as can be.
    const MOST: usize = 640;

    fn at_the_end_of(out: &'o mut Vec<u8>, style: Style) -> Self {
        let start = out.len();
        out.resize(start + Self::MOST, 0);
        Self {
            room: &mut out[start..],
            length: 0,
            delimiter: style.delimiter,
            mark: style.decimal.sign() as u8,
            levels: style.levels,
        }
    }

    #[inline(always)]
    fn push(&mut self, byte: u8) {
        self.room[self.length] = byte;
        self.length += 1;
    }

    #[inline(always)]
    fn delimit(&mut self) {
        self.push(self.delimiter);
    }

    #[inline(always)]
    fn push_word(&mut self, word: &str) {
        let end = self.length + word.len();
        self.room[self.length..end].copy_from_slice(word.as_bytes());
        self.length = end;
    }

    #[inline(always)]
    fn word(&mut self, word: &str) {
        self.push_word(word);
        self.delimit();
    }

    /// A level, or nothing. There are more than a dozen of them: each is copied with what follows it, as so many
    /// bytes are one instruction and their number is not to be looked at.
    #[inline(always)]
    fn level(&mut self, level: Option<Level>) {
        let (cell, length) = &self.levels[level.map_or(4, |level| usize::from(level.points()))];
        self.room[self.length..][..16].copy_from_slice(cell);
        self.length += length;
    }

    #[inline(always)]
    fn number(&mut self, number: Option<u8>) {
        if let Some(number) = number {
            // Points, steps and counts are sums over eight parameters: two digits at most.
            if number > 9 {
                self.push(b'0' + number / 10);
            }
            self.push(b'0' + number % 10);
        }
        self.delimit();
    }

    /// A mean of points, which has one digit before the mark.
    #[inline(always)]
    fn hundredths(&mut self, number: Option<u32>) {
        if let Some(number) = number {
            let digit = |of: u32| b'0' + (of % 10) as u8;
            self.push(digit(number / 100));
            self.push(self.mark);
            self.push(digit(number / 10));
            self.push(digit(number));
        }
        self.delimit();
    }

    #[inline(always)]
    fn list(&mut self, items: impl Iterator<Item = &'static str>) {
        for_each_of_list(items, |text| self.push_word(text));
        self.delimit();
    }
}

/// Calls `append` with the items of a list and what stands between two of them.
#[inline(always)]
fn for_each_of_list<'i>(items: impl Iterator<Item = &'i str>, mut append: impl FnMut(&str)) {
    for (index, item) in items.enumerate() {
        if index > 0 {
            append("|");
        }
        append(item);
    }
}

/// Appends one cell of text.
pub fn cell(text: &str, delimiter: u8, out: &mut Vec<u8>) {
    Quoting::new(delimiter).cell(text, out);
}

/// The signs that a cell is quoted for, each sixteen times: quotes, line breaks, and whatever may be a delimiter to the
/// program that reads it.
#[derive(Clone, Copy)]
struct Quoting([u8x16; 7]);

impl Quoting {
    fn new(delimiter: u8) -> Self {
        Self([delimiter, b';', b',', b'\t', b'"', b'\n', b'\r'].map(u8x16::splat))
    }

    /// Appends one cell of text.
    #[inline]
    fn cell(&self, text: &str, out: &mut Vec<u8>) {
        match as_number(text.as_bytes()).map(u128::to_le_bytes) {
            // Nearly every text goes as it is. It is copied with what fills it up: so many bytes are one instruction.
            Some(all) if !self.signs_in(&all).any() && !begins_formula(text) => {
                let end = out.len() + text.len();
                out.extend_from_slice(&all);
                out.truncate(end);
            }
            Some(_) | None => self.other_cell(text, out),
        }
    }

    /// The same of a text that is long, or does not go as it is. Apart, so that the usual case is short.
    #[inline(never)]
    fn other_cell(&self, text: &str, out: &mut Vec<u8>) {
        let is_quoted = self.is_due(text.as_bytes());
        if !is_quoted && !begins_formula(text) {
            return out.extend_from_slice(text.as_bytes());
        }
        begin(text, would_run(line_of(text)), is_quoted, out);
        if is_quoted {
            out.push(b'"');
        }
    }

    /// Whether one of the signs stands in a text. Sixteen bytes are looked at together.
    #[inline]
    fn is_due(&self, text: &[u8]) -> bool {
        // Zeros are none of the signs.
        if let Some(all) = as_number(text) {
            return self.signs_in(&all.to_le_bytes()).any();
        }
        let (chunks, _) = text.as_chunks();
        let last = text.last_chunk().into_iter();
        // The last overlaps the one before it where the text is not so many sixteens long.
        let found = chunks.iter().chain(last).map(|chunk| self.signs_in(chunk));
        found.fold(u8x16::ZERO, |all, found| all | found).any()
    }

    #[inline]
    fn signs_in(&self, bytes: &[u8; 16]) -> u8x16 {
        let bytes = u8x16::from(*bytes);
        let found = self.0.map(|sign| bytes.simd_eq(sign));
        found.into_iter().fold(u8x16::ZERO, |all, found| all | found)
    }
}

/// Appends a cell but for the quote at its end.
fn begin(text: &str, is_guarded: bool, is_quoted: bool, out: &mut Vec<u8>) {
    if is_quoted {
        out.push(b'"');
    }
    if is_guarded {
        out.push(b'\'');
    }
    let mut rest = text;
    while let Some(at) = memchr3(b'"', b'\n', b'\r', rest.as_bytes()) {
        let (before, after) = rest.split_at(at + 1);
        out.extend_from_slice(before.as_bytes());
        rest = after;
        if before.ends_with('"') {
            out.push(b'"');
        } else if !rest.starts_with('\r') && would_run(line_of(rest)) {
            // A carriage return is a line break of its own here.
            out.push(b'\'');
        }
    }
    out.extend_from_slice(rest.as_bytes());
}

/// The first line of a text. A line break that the text begins with belongs to it.
fn line_of(text: &str) -> &str {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let end = text[first..].find(['\n', '\r']);
    end.map_or(text, |end| &text[..first + end])
}

/// Whether a spreadsheet would take the line for a formula.
fn would_run(text: &str) -> bool {
    begins_formula(text) && !is_plain_number(text)
}

#[inline]
fn begins_formula(text: &str) -> bool {
    matches!(text.bytes().next(), Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r'))
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
    use crate::intake::Cells;
    use proptest::prelude::*;

    fn written(text: &str) -> String {
        let before = "before;";
        let mut out = before.as_bytes().to_vec();
        cell(text, b';', &mut out);
        String::from_utf8(out).unwrap().split_off(before.len())
    }

    #[test]
    fn delimiters_quotes_and_line_breaks_are_quoted() {
        assert_eq!(written("a;b"), "\"a;b\"");
        assert_eq!(written("a\"b"), "\"a\"\"b\"");
        assert_eq!(written("a\nb"), "\"a\nb\"");
        assert_eq!(written("a,b"), "\"a,b\"");
        assert_eq!(written("a\tb"), "\"a\tb\"");
    }

    #[test]
    fn what_a_spreadsheet_would_run_gets_an_apostrophe() {
        for text in ["=1+1", "+SUM(A1)", "-2+3", "@A1", "\tx", "=HYPERLINK(\"x\")"] {
            assert!(written(text).trim_start_matches('"').starts_with('\''), "{text}");
        }
        for text in ["-5", "+4512345678", "-1.5", "a=b", ""] {
            assert_eq!(written(text), text);
        }
        assert_eq!(written("-1,5"), "\"-1,5\"");
    }

    #[test]
    fn each_line_of_a_cell_is_guarded() {
        assert_eq!(written("a\n=1+1"), "\"a\n'=1+1\"");
        assert_eq!(written("a\r\n- b\r\n-5\r\n\r\nc"), "\"a\r\n'- b\r\n-5\r\n\r\nc\"");
        assert_eq!(written("-5\n@b"), "\"-5\n'@b\"");
    }

    proptest! {
        #[test]
        fn a_cell_of_any_length_is_quoted_and_guarded_and_reads_back_as_it_was(text in "[-=a1,;\"\r\n\tæ]{0,20}") {
            let written = written(&text);
            let is_quoted = text.contains([';', ',', '"', '\n', '\r', '\t']);
            prop_assert_eq!(written.starts_with('"'), is_quoted);
            let inner = match is_quoted {
                true => written[1..written.len() - 1].replace("\"\"", "\""),
                false => written.clone(),
            };
            let mut lines = inner.split("\r\n").flat_map(|text| text.split(['\n', '\r']));
            prop_assert!(!lines.any(would_run), "{:?}", written);
            let mut cells = Cells::default();
            cells.split(&written, b';');
            prop_assert_eq!(cells.get(&written, 0), text);
        }

        #[test]
        fn a_sign_that_asks_for_quotes_is_found_wherever_it_stands(text in "[a,;|\"\r\n\tæ]{0,20}") {
            let slowly = text.contains([';', ',', '"', '\n', '\r', '\t']);
            prop_assert_eq!(Quoting::new(b';').is_due(text.as_bytes()), slowly);
        }
    }
}
