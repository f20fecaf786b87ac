//! A first column that has no header and counts the rows, as the index of a data frame does.

use super::cell::trim;
use super::records::{self, Cells, RecordEnd, record_end, without_line_end};
use super::sheet::Sheet;
use crate::limits;

/// How many rows must be counted before the column is taken for a count.
const ROWS: usize = 100;

impl Sheet {
    /// Whether the first column has no header and counts the rows; a piece of a file may go on with the count.
    pub(super) fn finds_count(&mut self, is_piece: bool) -> bool {
        if self.headers.first().is_none_or(|first| !trim(first).is_empty()) {
            return false;
        }
        loop {
            let (cells, is_enough) = self.first_cells();
            let counts = counts(cells.iter().map(Option::as_deref), is_piece);
            if is_enough || !counts && !cells.is_empty() {
                return counts;
            }
            self.fill();
        }
    }

    /// The first cells of the first rows that are read, nothing for the header again, and whether they are enough to
    /// judge the column by.
    fn first_cells(&self) -> (Vec<Option<String>>, bool) {
        let (mut rest, mut firsts, mut cells) = (self.text.as_str(), Vec::new(), Cells::default());
        let delimiter = self.delimiter.byte();
        while firsts.len() < ROWS
            && !rest.is_empty()
            && let RecordEnd::At(end) = record_end(rest.as_bytes(), delimiter, self.is_read)
        {
            let record = without_line_end(&rest[..end]);
            rest = &rest[end..];
            if records::is_blank(record, delimiter) {
                continue;
            }
            cells.split(record, delimiter);
            let first = trim(cells.get(record, 0)).to_owned();
            firsts.push((record != self.header).then_some(first));
        }
        let is_all = self.is_read || self.fault.is_some() || self.text.len() > limits::RECORD;
        let is_enough = firsts.len() == ROWS || is_all;
        (firsts, is_enough)
    }
}

/// Whether the first cells of a column count rows: whole numbers that rise by one.
///
/// They begin with 0 or 1, unless what is read is a piece of a file, in which the count goes on. Nothing stands for the
/// header again, below which the count begins anew.
fn counts<'c>(cells: impl IntoIterator<Item = Option<&'c str>>, is_piece: bool) -> bool {
    let mut before: Option<u64> = None;
    let mut counts = false;
    for cell in cells {
        let Some(cell) = cell else {
            before = None;
            continue;
        };
        let Some(number) = number(cell) else {
            return false;
        };
        let follows = match before {
            None => is_piece || number <= 1,
            Some(before) => before.checked_add(1) == Some(number),
        };
        if !follows {
            return false;
        }
        before = Some(number);
        counts = true;
    }
    counts
}

fn number(cell: &str) -> Option<u64> {
    let is_whole = cell.bytes().all(|byte| byte.is_ascii_digit());
    cell.parse().ok().filter(|_| is_whole)
}

/// Where a count goes on, and where it does not, over the rows of one file.
#[derive(Debug, Clone, Default)]
pub(super) struct Counter {
    rows: i128,
    /// The first and the last cell that is a number.
    ends: Option<[Counted; 2]>,
    /// How often a number does not follow the one before, or is none.
    pub(super) breaks: u64,
    /// The line and the row of the first of them.
    pub(super) first_break: Option<(u64, u64)>,
}

#[derive(Debug, Clone, Copy)]
struct Counted {
    /// How far the number is ahead of the rows that were counted before it; the same in row after row.
    lead: i128,
    at: (u64, u64),
}

impl Counter {
    /// Counts a row by its cell, which stands at that line and row.
    pub(super) fn count(&mut self, cell: &str, at: (u64, u64)) {
        match number(cell) {
            Some(number) => {
                let lead = i128::from(number) - self.rows;
                let counted = Counted { lead, at };
                self.go_on([counted; 2]);
            }
            None => self.break_at(at),
        }
        self.rows += 1;
    }

    /// Adds what was counted elsewhere in the same file, further down.
    pub(super) fn add(&mut self, later: &Self) {
        if let Some(ends) = later.ends {
            self.go_on(ends.map(|end| Counted { lead: end.lead - self.rows, ..end }));
        }
        self.rows += later.rows;
        self.breaks += later.breaks;
        self.first_break = earlier(self.first_break, later.first_break);
    }

    fn go_on(&mut self, [first, last]: [Counted; 2]) {
        match &mut self.ends {
            None => self.ends = Some([first, last]),
            Some([_, before]) => {
                let follows = before.lead == first.lead;
                *before = last;
                if !follows {
                    self.break_at(first.at);
                }
            }
        }
    }

    fn break_at(&mut self, at: (u64, u64)) {
        self.breaks += 1;
        self.first_break = earlier(self.first_break, Some(at));
    }
}

fn earlier(one: Option<(u64, u64)>, other: Option<(u64, u64)>) -> Option<(u64, u64)> {
    [one, other].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_count_begins_with_nought_or_one_and_rises_by_one() {
        let counts = |cells: &[&'static str], is_piece| {
            counts(cells.iter().map(|cell| Some(*cell)), is_piece)
        };
        for cells in [&["0", "1", "2"][..], &["1", "2"], &["0"], &["1"]] {
            assert!(counts(cells, false), "{cells:?}");
        }
        let others = [
            &["2", "3"][..],
            &["0", "2"],
            &["1", "1"],
            &["1", ""],
            &["", "1"],
            &["+1", "2"],
            &["a"],
            &[],
        ];
        for cells in others {
            assert!(!counts(cells, false), "{cells:?}");
        }
        assert!(counts(&["5000", "5001"], true));
        assert!(!counts(&["5000", "5002"], true));
        assert!(!counts(&["18446744073709551615", "0"], true));
        let anew = |cell| super::counts([Some("0"), Some("1"), None, Some(cell)], false);
        assert!(anew("0") && !anew("2"));
    }

    proptest! {
        /// However the rows are dealt out to threads, the same breaks are found.
        #[test]
        fn a_count_in_pieces_breaks_where_the_whole_count_breaks(
            cells in prop::collection::vec("[0-9]|x|", 0..40),
            steps in prop::collection::vec(1_usize..6, 1..40),
        ) {
            // Mostly a count, with a fault here and there.
            let cells: Vec<String> = cells.iter().enumerate().map(|(at, cell)| match cell.as_str() {
                "x" | "" | "7" => cell.clone(),
                _ => at.to_string(),
            }).collect();
            let place = |at: usize| (at as u64 + 2, at as u64 + 2);
            let mut whole = Counter::default();
            for (at, cell) in cells.iter().enumerate() {
                whole.count(cell, place(at));
            }
            let (mut sum, mut at, mut steps) = (Counter::default(), 0, steps.into_iter().cycle());
            while at < cells.len() {
                let end = cells.len().min(at + steps.next().unwrap_or(1));
                let mut piece = Counter::default();
                for (at, cell) in cells.iter().enumerate().take(end).skip(at) {
                    piece.count(cell, place(at));
                }
                sum.add(&piece);
                at = end;
            }
            prop_assert_eq!((sum.breaks, sum.first_break), (whole.breaks, whole.first_break));
        }
    }
}
