//! What is seen of a column as a whole while its rows are read: how filled it is, and the accidents
//! that no single cell shows.

use super::block::RawRecord;
use super::cell::{Misread, trim};
use super::columns::Columns;
use crate::diagnostic::{Cell, Diagnostic, Place};
use crate::identity::Identity;
use crate::words::Message;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Counts over the rows of one file.
#[derive(Debug, Clone)]
pub struct Tally {
    /// For each column how many rows have something in it, counted where asked for.
    pub filled: Vec<u64>,
    /// How many rows were counted.
    pub rows: u64,
    pub(super) ids: [Ids; 2],
    shares: BTreeMap<usize, Shares>,
}

/// The widths of ids that are all digits.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    /// Each width once, with how many have it, and the line and row of the first.
    widths: Vec<(usize, Width)>,
    has_leading_zero: bool,
    has_other: bool,
}

#[derive(Debug, Clone, Copy)]
struct Width {
    count: u64,
    line: u64,
    row: u64,
}

#[derive(Debug, Clone, Default)]
struct Shares {
    fractions: u64,
    ones: u64,
}

impl Tally {
    pub(crate) fn new(columns: &Columns) -> Self {
        Self {
            filled: vec![0; columns.headers.len()],
            rows: 0,
            ids: Default::default(),
            shares: BTreeMap::new(),
        }
    }

    pub(super) fn count_filled(&mut self, record: &RawRecord<'_>) {
        self.rows += 1;
        for (index, count) in self.filled.iter_mut().enumerate() {
            *count += u64::from(!trim(record.cell(index)).is_empty());
        }
    }

    /// Counts what a share column would hold if it held fractions; whether the cell is such.
    pub(super) fn count_share(
        &mut self,
        column: usize,
        text: &str,
        misread: Option<&Misread>,
    ) -> bool {
        let is_fraction =
            misread.is_some_and(|misread| misread.message == Message::FractionOrPercent);
        let is_counted = is_fraction || text == "1";
        if is_counted {
            let shares = self.shares.entry(column).or_default();
            shares.fractions += u64::from(is_fraction);
            shares.ones += u64::from(!is_fraction);
        }
        is_counted
    }

    /// Adds what was counted elsewhere in the same file, further down.
    pub fn add(&mut self, later: &Self) {
        self.rows += later.rows;
        for (sum, count) in self.filled.iter_mut().zip(&later.filled) {
            *sum += count;
        }
        for (ids, later) in self.ids.iter_mut().zip(&later.ids) {
            ids.add(later);
        }
        for (column, later) in &later.shares {
            let shares = self.shares.entry(*column).or_default();
            shares.fractions += later.fractions;
            shares.ones += later.ones;
        }
    }

    /// The accidents that the columns show, each told once.
    pub fn warnings(
        &self,
        file: &Arc<str>,
        columns: &Columns,
        header_at: (u64, u64),
    ) -> Vec<Diagnostic> {
        let place = |index: usize, (line, row): (u64, u64)| {
            let header = Arc::clone(columns.header(index));
            let value = header.to_string();
            Place::Cell(Cell {
                file: Arc::clone(file),
                line,
                row,
                column: Some((index, header)),
                value,
            })
        };
        let mut warnings = Vec::new();
        for (ids, column) in self
            .ids
            .iter()
            .zip([Identity::LeverandoerId, Identity::Afdelingsid])
        {
            if let (Some(index), Some((message, at))) = (columns.identity(column), ids.lost_zeros())
            {
                warnings.push(
                    Diagnostic::warning(place(index, at), message).help(Message::FormatAsText),
                );
            }
        }
        for (index, shares) in &self.shares {
            if shares.fractions > 0 && shares.ones > 0 {
                let message = Message::FractionColumn {
                    fractions: shares.fractions,
                    ones: shares.ones,
                };
                let at = place(*index, header_at);
                warnings.push(Diagnostic::warning(at, message).help(Message::WritePercent));
            }
        }
        warnings
    }
}

impl Ids {
    /// Counts an id; whether it is all digits.
    pub(super) fn count(&mut self, text: &str, line: u64, row: u64) -> bool {
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        if is_number {
            self.has_leading_zero |= text.starts_with('0');
            let count = 1;
            self.add_width(text.len(), Width { count, line, row });
        } else {
            self.has_other = true;
        }
        is_number
    }

    fn add_width(&mut self, width: usize, more: Width) {
        match self.widths.iter_mut().find(|(known, _)| *known == width) {
            Some((_, seen)) => seen.count += more.count,
            None => self.widths.push((width, more)),
        }
    }

    fn add(&mut self, later: &Self) {
        self.has_leading_zero |= later.has_leading_zero;
        self.has_other |= later.has_other;
        for (width, seen) in &later.widths {
            self.add_width(*width, *seen);
        }
    }

    /// All ids are digits, one width is kept by zeros in front, and some ids are shorter.
    fn lost_zeros(&self) -> Option<(Message, (u64, u64))> {
        let width = self.widths.iter().map(|(width, _)| *width).max()?;
        if self.has_other || !self.has_leading_zero {
            return None;
        }
        let shorter = self.widths.iter().filter(|(shorter, _)| *shorter < width);
        let (_, first) = shorter.clone().min_by_key(|(_, seen)| seen.line)?;
        let n = shorter.map(|(_, seen)| seen.count).sum();
        Some((Message::LostZeros { width, n }, (first.line, first.row)))
    }
}
