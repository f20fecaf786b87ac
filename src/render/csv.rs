//! Records as CSV: for machines, or for a Danish Excel.

use crate::arithmetic::DecimalMark;
use crate::record::{self, Record};
use crate::vocabulary::csv_cell::{begin, begins_formula, csv_cell, needs_quotes};
use crate::vocabulary::{Level, Parameter};
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
    pub const MACHINE: Self =
        Self { delimiter: b',', line_end: "\n", mark: "", decimal: DecimalMark::Point };
    /// `;`, CRLF, decimal comma, and the byte order mark by which Excel knows UTF-8.
    pub const EXCEL: Self =
        Self { delimiter: b';', line_end: "\r\n", mark: "\u{feff}", decimal: DecimalMark::Comma };

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

    /// All cells from the status to what was overridden.
    fn placement(&mut self, record: &Record<'_>) {
        let placement = record.placement;
        self.raw(placement.status.as_str());
        self.level(placement.level);
        self.level(placement.computed);
        self.level(Some(placement.interval.min));
        self.level(Some(placement.interval.max));
        self.number(placement.points);
        self.number(Some(placement.count));
        self.hundredths(placement.mean_hundredths());
        self.level(placement.median);
        self.level(placement.weakest);
        self.number(placement.steps_up);
        self.number(placement.steps_down);
        self.list(placement.limited_by.iter().map(Parameter::id));
        for placed in &placement.parameters {
            self.raw(placed.as_str());
        }
        self.list(record.overridden());
    }

    fn level(&mut self, level: Option<Level>) {
        self.raw(level.map_or("", Level::as_str));
    }

    /// Points, steps and counts are sums over eight parameters: two digits at most.
    fn number(&mut self, number: Option<u8>) {
        if let Some(number) = number {
            self.digits(number.into());
        }
        self.delimit();
    }

    /// A mean of points, which has one digit before the mark.
    fn hundredths(&mut self, number: Option<u32>) {
        if let Some(number) = number {
            let digit = |of: u32| b'0' + (of % 10) as u8;
            let mark = self.style.decimal.sign() as u8;
            self.out.extend([digit(number / 100), mark, digit(number / 10), digit(number)]);
        }
        self.delimit();
    }

    fn digits(&mut self, number: u64) {
        if number > 9 {
            self.digits(number / 10);
        }
        self.out.push(b'0' + (number % 10) as u8);
    }

    /// A decimal, written with a point, in the style's own way.
    pub(super) fn decimal(&mut self, number: &str) {
        match self.style.decimal {
            DecimalMark::Comma => self.raw(&number.replace('.', ",")),
            DecimalMark::Point => self.raw(number),
        }
    }

    fn list<'i>(&mut self, items: impl Iterator<Item = &'i str>) {
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(b'|');
            }
            self.out.extend_from_slice(item.as_bytes());
        }
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
        let (is_quoted, is_guarded) =
            (needs_quotes(file, self.style.delimiter), begins_formula(file));
        match is_quoted || is_guarded {
            false => self.out.extend_from_slice(file.as_bytes()),
            true => begin(file, is_guarded, is_quoted, self.out),
        }
        self.out.push(b':');
        self.digits(line);
        if is_quoted {
            self.out.push(b'"');
        }
        self.delimit();
    }

    /// A text from a file: quoted where it must be, and never one that a spreadsheet would run.
    pub(super) fn text(&mut self, text: &str) {
        csv_cell(text, self.style.delimiter, self.out);
        self.delimit();
    }

    pub(super) fn end(self) {
        self.out.pop();
        self.out.extend_from_slice(self.style.line_end.as_bytes());
    }
}
