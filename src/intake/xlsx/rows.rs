//! The rows of one worksheet: cells in their places, each as the text that it stands for.

use super::fault::Fault;
use super::part::{Part, attribute, is_true, too_long};
use super::value::{Epoch, Format, write_iso, write_number};
use crate::arithmetic::DecimalMark;
use crate::limits;
use crate::words::Message;
use quick_xml::events::Event;
use std::collections::BTreeMap;
use std::io::Read;
use std::ops::Range;
use std::sync::Arc;

/// The most rows that a spreadsheet has.
pub(super) const MOST_ROWS: u32 = crate::limits::SHEET_ROWS;

/// What cells refer to: the workbook's texts, formats and first day; and how numbers are to be written.
#[derive(Debug, Default)]
pub(super) struct Context {
    pub(super) strings: Strings,
    pub(super) formats: Vec<Format>,
    pub(super) epoch: Epoch,
    pub(super) mark: DecimalMark,
}

impl Context {
    /// The format of a cell; without it nobody can tell what the cell's number means.
    fn format(&self, style: usize) -> Option<Format> {
        match self.formats.get(style) {
            Some(format) => Some(*format),
            // A workbook may do without formats.
            None => (style == 0).then(Format::default),
        }
    }
}

/// The texts that cells share.
#[derive(Debug, Default)]
pub(super) struct Strings {
    pub(super) text: String,
    /// Where each text ends.
    pub(super) ends: Vec<usize>,
}

impl Strings {
    fn get(&self, index: usize) -> Option<&str> {
        let end = *self.ends.get(index)?;
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        Some(&self.text[start..end])
    }
}

/// A row with its filled cells, from left to right.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// From 1.
    pub(super) number: u32,
    pub(super) is_hidden: bool,
    text: String,
    cells: Vec<(usize, Range<usize>)>,
}

impl Row {
    /// The column, from 0, and the text of each cell.
    pub(super) fn cells(&self) -> impl DoubleEndedIterator<Item = (usize, &str)> {
        self.cells.iter().map(|(column, range)| (*column, &self.text[range.clone()]))
    }

    /// How many columns there are up to the last that is filled.
    pub(super) fn width(&self) -> usize {
        self.cells().rfind(|(_, text)| !text.trim().is_empty()).map_or(0, |(column, _)| column + 1)
    }
}

/// Where a worksheet has formulas that were never calculated, below its header.
#[derive(Debug, Default)]
pub(in crate::intake) struct Uncalculated {
    /// The rows, by column; of a column with very many the first.
    rows: BTreeMap<usize, Vec<u32>>,
}

impl Uncalculated {
    /// A form has fewer rows, and of a table the first is enough.
    const MOST: usize = 1_000;

    fn add(&mut self, row: u32, column: usize) {
        let rows = self.rows.entry(column).or_default();
        if rows.len() < Self::MOST {
            rows.push(row);
        }
    }

    /// The first row of a column.
    pub(in crate::intake) fn first(&self, column: usize) -> Option<u32> {
        self.rows.get(&column)?.first().copied()
    }

    /// Whether the cell of that row, from 1, and column is one.
    pub(in crate::intake) fn has(&self, row: u64, column: usize) -> bool {
        let mut rows = self.rows.get(&column).into_iter().flatten();
        rows.any(|own| u64::from(*own) == row)
    }
}

/// Reads a worksheet row by row.
pub(super) struct Rows<R> {
    part: Part<R>,
    context: Arc<Context>,
    /// The row that was read last.
    pub(super) row: Row,
    /// The columns that are hidden, from 0, as ranges.
    pub(super) hidden_columns: Vec<Range<usize>>,
    /// The row of the header, or 0 where it does not matter; what is merged above it is a title.
    pub(super) header: u32,
    /// The first merged range, such as `A1:C1`, and how many there are; known after the last row.
    pub(super) merged: Option<(String, u64)>,
    /// The formulas below the header that were never calculated, as far as the rows were read.
    pub(super) uncalculated: Uncalculated,
    is_in_data: bool,
    /// What the current cell holds in the file.
    value: String,
}

/// What a tag of the worksheet is to the reader.
enum Tag {
    Row { number: Option<u32>, is_hidden: bool },
    Data,
    Column(Range<usize>),
    Merged(String),
    Other,
}

impl<R: Read> Rows<R> {
    pub(super) fn new(part: Part<R>, context: Arc<Context>) -> Self {
        Self {
            part,
            context,
            row: Row::default(),
            hidden_columns: Vec::new(),
            header: 0,
            merged: None,
            uncalculated: Uncalculated::default(),
            is_in_data: false,
            value: String::new(),
        }
    }

    /// Reads the next row that the file has; false at the end of the worksheet.
    pub(super) fn advance(&mut self) -> Result<bool, Fault> {
        loop {
            let tag = match self.part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "sheetData" => Tag::Data,
                    // Drawings have rows and columns of their own, elsewhere.
                    "row" if self.is_in_data => Tag::Row {
                        number: attribute(&tag, "r").and_then(|number| number.parse().ok()),
                        is_hidden: is_true(attribute(&tag, "hidden")),
                    },
                    "col" if is_true(attribute(&tag, "hidden")) => {
                        let number =
                            |name| attribute(&tag, name)?.parse::<usize>().ok()?.checked_sub(1);
                        match (number("min"), number("max")) {
                            (Some(first), Some(last)) => Tag::Column(first..last.saturating_add(1)),
                            _ => Tag::Other,
                        }
                    }
                    "mergeCell" => {
                        Tag::Merged(attribute(&tag, "ref").unwrap_or_default().into_owned())
                    }
                    _ => Tag::Other,
                },
                Event::End(tag) => {
                    self.is_in_data &= tag.local_name().as_ref() != "sheetData";
                    Tag::Other
                }
                Event::Eof => return Ok(false),
                _ => Tag::Other,
            };
            match tag {
                Tag::Data => self.is_in_data = true,
                Tag::Column(_) if self.hidden_columns.len() == limits::COLUMNS => {
                    return Err(self.part.damaged());
                }
                Tag::Column(range) => self.hidden_columns.push(range),
                Tag::Merged(range) if last_row(&range) < self.header => {}
                Tag::Merged(range) => {
                    let (_, count) = self.merged.get_or_insert((range, 0));
                    *count += 1;
                }
                Tag::Row { number, is_hidden } => {
                    self.read_row(number, is_hidden)?;
                    return Ok(true);
                }
                Tag::Other => {}
            }
        }
    }

    fn read_row(&mut self, number: Option<u32>, is_hidden: bool) -> Result<(), Fault> {
        let before = self.row.number;
        self.row.number = number.unwrap_or(before.saturating_add(1));
        self.row.is_hidden = is_hidden;
        self.row.text.clear();
        self.row.cells.clear();
        if !(before + 1..=MOST_ROWS).contains(&self.row.number) {
            return Err(self.part.damaged());
        }
        let (mut next_column, mut is_in_order) = (0, true);
        loop {
            let (reference, style, kind) = match self.part.next()? {
                Event::Start(tag) if tag.local_name().as_ref() == "c" => {
                    let (mut reference, mut style, mut kind) = (None, Some(0), Some(Kind::Number));
                    // Most of a worksheet is this, so its attributes are gone through only once.
                    for attribute in tag.attributes().with_checks(false).filter_map(Result::ok) {
                        match attribute.key.as_ref() {
                            // Some programs write an attribute that says nothing.
                            _ if attribute.value.is_empty() => {}
                            "r" => reference = Some(column_of(&attribute.value)),
                            "s" => style = attribute.value.parse().ok(),
                            "t" => kind = Kind::of(&attribute.value),
                            _ => {}
                        }
                    }
                    (reference, style, kind)
                }
                Event::Start(_) => {
                    self.part.skip()?;
                    continue;
                }
                Event::End(_) if is_in_order => return Ok(()),
                Event::End(_) => return self.put_in_order(),
                _ => continue,
            };
            let column = match reference {
                None => next_column,
                Some(Some(column)) => column,
                Some(None) => return Err(self.part.damaged()),
            };
            is_in_order &= column >= next_column;
            if column >= limits::COLUMNS {
                return Err(self.part.damaged());
            }
            next_column = column + 1;
            let format = style.and_then(|style| self.context.format(style));
            let (Some(format), Some(kind)) = (format, kind) else {
                return Err(self.part.damaged());
            };
            self.read_cell(column, format, kind)?;
            // The texts, and a sign between each of them.
            if self.row.text.len() + next_column > limits::RECORD {
                return Err(too_long().at(self.row.number, None));
            }
        }
    }

    /// Puts the cells of the row in the order of their columns, as the references have it; two in one place are a fault.
    fn put_in_order(&mut self) -> Result<(), Fault> {
        self.row.cells.sort_by_key(|(column, _)| *column);
        let mut pairs = self.row.cells.windows(2);
        match pairs.any(|pair| pair[0].0 == pair[1].0) {
            true => Err(self.part.damaged()),
            false => Ok(()),
        }
    }

    /// Reads the value of a cell; whether it comes of a formula.
    fn read_value(&mut self, kind: Kind) -> Result<bool, Fault> {
        self.value.clear();
        let mut is_formula = false;
        loop {
            match self.part.next()? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "v" if kind != Kind::Inline => self.part.text(false, &mut self.value)?,
                    "is" => self.part.text(true, &mut self.value)?,
                    "f" => {
                        is_formula = true;
                        self.part.skip()?;
                    }
                    _ => self.part.skip()?,
                },
                Event::End(_) => return Ok(is_formula),
                _ => {}
            }
        }
    }

    fn read_cell(&mut self, column: usize, format: Format, kind: Kind) -> Result<(), Fault> {
        let is_formula = self.read_value(kind)?;
        let start = self.row.text.len();
        let text = &mut self.row.text;
        let value = self.value.as_str();
        let written = match kind {
            Kind::Number | Kind::Error | Kind::Truth | Kind::Date | Kind::Shared
                if value.trim().is_empty() =>
            {
                // Without the names of its columns nobody can tell what a table holds.
                if is_formula && self.row.number == self.header {
                    let fault = Fault::from(Message::FormulaNeverCalculated);
                    let fault = fault.help(Message::OpenAndSave);
                    return Err(fault.at(self.row.number, Some(column)));
                }
                if is_formula && self.row.number > self.header {
                    self.uncalculated.add(self.row.number, column);
                }
                return Ok(());
            }
            Kind::Shared => {
                let index = value.trim().parse().ok();
                index.and_then(|index| self.context.strings.get(index))
            }
            Kind::Inline | Kind::Text | Kind::Error => Some(value),
            Kind::Truth => match value.trim() {
                "1" | "true" => Some("SAND"),
                "0" | "false" => Some("FALSK"),
                _ => None,
            },
            Kind::Date => {
                write_iso(value, text);
                Some("")
            }
            Kind::Number => {
                let Context { epoch, mark, .. } = *self.context;
                match write_number(value, format, epoch, mark, text) {
                    Some(()) => Some(""),
                    // Some programs write so what is no number, and as a text it is refused or missing.
                    None => Some(value).filter(|value| value.trim() == "NaN"),
                }
            }
        };
        let Some(written) = written else {
            return Err(self.part.damaged());
        };
        text.push_str(written);
        self.row.cells.push((column, start..self.row.text.len()));
        Ok(())
    }
}

/// What the value of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    /// The text that a formula came to.
    Text,
    Truth,
    Error,
    Date,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "n" => Self::Number,
            "s" => Self::Shared,
            "inlineStr" => Self::Inline,
            "str" => Self::Text,
            "b" => Self::Truth,
            "e" => Self::Error,
            "d" => Self::Date,
            _ => return None,
        })
    }
}

/// The last row of a range such as `A1:C2`; that of a range that cannot be read is far down.
fn last_row(range: &str) -> u32 {
    let (_, last) = range.rsplit_once(':').unwrap_or(("", range));
    let digits = last.trim_start_matches(|sign: char| !sign.is_ascii_digit());
    digits.parse().unwrap_or(u32::MAX)
}

/// The column of a reference such as `H17`, from 0.
fn column_of(reference: &str) -> Option<usize> {
    let letters = reference.trim_end_matches(|sign: char| sign.is_ascii_digit());
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let mut column = 0;
    for letter in letters.bytes() {
        if !letter.is_ascii_uppercase() {
            return None;
        }
        column = column * 26 + usize::from(letter - b'A') + 1;
    }
    Some(column - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_the_letters_that_diagnostics_write() {
        for column in [0, 25, 26, 701, 702, 16_383] {
            let reference = format!("{}7", crate::diagnostic::column_letters(column));
            assert_eq!(column_of(&reference), Some(column), "{reference}");
        }
        for reference in ["7", "a7", "AAAA1", "Æ1", ""] {
            assert_eq!(column_of(reference), None, "{reference}");
        }
    }
}
