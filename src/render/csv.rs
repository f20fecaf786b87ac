//! Records as CSV: for machines, or for a Danish Excel.

use crate::arithmetic::DecimalMark;
use crate::record::{self, Record};
use crate::vocabulary::csv_cell::{Quoting, begin, begins_formula};
use crate::vocabulary::{Level, Parameter};
use std::sync::Arc;

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
                None => words.word(placed.as_str()),
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
