//! Cells that were read before. Most columns say the same few things in row after row, and to look a cell up costs a
//! fraction of reading it and of judging what hangs on it.

use super::columns::{FactAt, FactColumn};
use crate::arithmetic::Brief;
use crate::assessment::Fact;
use crate::place::Verdict;

/// What short cells were read as.
///
/// A hash table, our own because a look into a general one costs as much again as all that is left to do for a cell.
#[derive(Debug)]
pub(super) struct Memo<T> {
    /// A power of two of them, a quarter of which at most are taken.
    places: Vec<(Key, T)>,
    kept: usize,
}

/// What the cell of a fact was read as, and what the criteria came to that hang on it alone.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Known {
    pub(super) fact: Fact,
    pub(super) verdict: Verdict,
}

/// What the cells of one rubric's facts were read as.
///
/// A fact is known by its place in the list of those that have columns.
#[derive(Debug)]
pub(super) struct FactMemo {
    pub(super) cells: Memo<Known>,
    /// What the criteria come to on the facts that have no column.
    pub(super) absent: Verdict,
    /// The facts whose cells are looked up.
    pub(super) looked_up: Vec<LookedUp>,
    /// The places of the others: several cells make the fact, or nearly every cell is another, so that to look them up
    /// costs more than it saves.
    pub(super) always_read: Vec<usize>,
    /// For each fact how many of its cells were not known, of the rows that are counted.
    unknown: Vec<u64>,
    rows: u64,
}

/// A fact whose cell is looked up before it is read.
#[derive(Debug, Clone, Copy)]
pub(super) struct LookedUp {
    pub(super) place: usize,
    pub(super) indicator: usize,
    pub(super) column: usize,
    /// The key of an empty cell in its column.
    pub(super) empty: Key,
}

/// Among so few rows it costs more to remember cells than is saved on those that come again.
pub(super) const FEW: u64 = 128;

impl FactMemo {
    /// A column is not given up for fewer unknown cells than that.
    const MANY: u64 = 1_000;

    pub(super) fn new(facts: &[FactAt], absent: Verdict) -> Self {
        let (mut looked_up, mut always_read) = (Vec::new(), Vec::new());
        for (place, fact) in facts.iter().enumerate() {
            match fact.column {
                FactColumn::Cell(column) => looked_up.push(LookedUp {
                    place,
                    indicator: fact.indicator,
                    column,
                    empty: Key::of_column(place),
                }),
                FactColumn::Options(_) | FactColumn::Both(..) => always_read.push(place),
            }
        }
        Self {
            cells: Memo::default(),
            absent,
            looked_up,
            always_read,
            unknown: vec![0; facts.len()],
            rows: 0,
        }
    }

    /// Counts a row, and says how many of [`Self::looked_up`] may be known: none of the first rows.
    #[must_use]
    pub(super) fn begin_row(&mut self) -> usize {
        self.rows += 1;
        match self.rows > FEW {
            true => self.looked_up.len(),
            false => 0,
        }
    }

    /// Remembers a cell that was not known, but for one of a column in which it will hardly come again.
    pub(super) fn keep(&mut self, key: Key, place: usize, known: Known) {
        self.unknown[place] += 1;
        if self.unknown[place] > Self::MANY && self.unknown[place] * 2 > self.rows {
            self.looked_up.retain(|fact| fact.place != place);
            self.always_read.push(place);
            // The others begin anew as at the beginning of a file, with room for their cells, which are soon known again.
            self.cells = Memo::default();
            self.rows = 0;
            self.unknown.fill(0);
        } else {
            self.cells.keep(key, known);
        }
    }
}

/// A cell and its column, as a number in some list of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u128);

impl Key {
    /// The key of no cell.
    const NONE: Self = Self(u128::MAX);

    /// The key of an empty cell in the column of that number; there are far fewer than 2³².
    pub(super) const fn of_column(column: usize) -> Self {
        Self((column as u128) << Brief::BITS)
    }

    /// The key of a cell in the same column as an empty one.
    #[inline]
    pub(super) const fn of_cell(self, cell: Brief) -> Self {
        Self(self.0 | cell.number())
    }

    /// Sixteen bits, of which as many are used as there are places for.
    #[inline]
    const fn hash(self) -> u16 {
        // The column comes above six bytes, which few cells are longer than. The high bits of a product depend on all
        // bits of what is multiplied; by the golden ratio they spread well.
        let halves = self.0 as u64 ^ ((self.0 >> 64) as u64).rotate_left(16);
        (halves.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 48) as u16
    }
}

impl<T: Copy + Default> Default for Memo<T> {
    fn default() -> Self {
        Self { places: vec![(Key::NONE, T::default())], kept: 0 }
    }
}

impl<T: Copy + Default> Memo<T> {
    const FEWEST: usize = 1 << 7;
    /// No more than a quarter of so many are kept. What comes often comes early, so none makes room for another.
    const MOST: usize = 1 << 14;

    /// What is known of a cell.
    #[inline]
    pub(super) fn find(&self, key: Key) -> Option<&T> {
        let last = self.places.len() - 1;
        let mut at = self.first(key);
        loop {
            let (taken_by, known) = &self.places[at & last];
            if *taken_by == key {
                return Some(known);
            }
            if *taken_by == Key::NONE {
                return None;
            }
            at += 1;
        }
    }

    /// Remembers a cell that is not there, if there is room.
    pub(super) fn keep(&mut self, key: Key, known: T) {
        if (self.kept + 1) * 4 > self.places.len() {
            if self.places.len() == Self::MOST {
                return;
            }
            self.grow();
        }
        self.kept += 1;
        self.put(key, known);
    }

    /// Where a cell is looked for first.
    #[inline]
    fn first(&self, key: Key) -> usize {
        usize::from(key.hash()) & (self.places.len() - 1)
    }

    fn put(&mut self, key: Key, known: T) {
        let last = self.places.len() - 1;
        let mut at = self.first(key);
        while self.places[at & last].0 != Key::NONE {
            at += 1;
        }
        self.places[at & last] = (key, known);
    }

    fn grow(&mut self) {
        let places = Self::FEWEST.max(self.places.len() * 2);
        let free = vec![(Key::NONE, T::default()); places];
        let old = std::mem::replace(&mut self.places, free);
        for (key, known) in old.into_iter().filter(|(key, _)| *key != Key::NONE) {
            self.put(key, known);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashMap;

    fn key(cell: &str, column: usize) -> Key {
        let brief = Brief::within(cell.as_bytes(), 0..cell.len());
        Key::of_column(column).of_cell(brief.expect("a short cell"))
    }

    proptest! {
        #[test]
        fn what_was_kept_is_found_and_nothing_else(cells in prop::collection::vec(("[0-9a-c]{0,3}", 0_usize..3), 0..400)) {
            let (mut memo, mut all) = (Memo::default(), HashMap::new());
            for (number, (cell, column)) in cells.into_iter().enumerate() {
                let key = key(&cell, column);
                let found = memo.find(key).copied();
                prop_assert_eq!(found, all.get(&(cell.clone(), column)).copied());
                if found.is_none() {
                    memo.keep(key, number);
                    all.insert((cell, column), number);
                }
            }
        }
    }

    #[test]
    fn a_column_in_which_nearly_every_cell_is_another_is_given_up() {
        let columns =
            [0, 1].map(|index| FactAt { indicator: index, column: FactColumn::Cell(index) });
        let mut facts = FactMemo::new(&columns, Verdict::NOTHING_JUDGED);
        for number in 0..3_000 {
            let known = facts.begin_row();
            for fact in facts.looked_up.clone().into_iter().take(known) {
                let cell = [number, number % 1_000][fact.place];
                let key = key(&cell.to_string(), fact.place);
                if facts.cells.find(key).is_none() {
                    facts.keep(key, fact.place, Known::default());
                }
            }
        }
        assert_eq!(facts.always_read, [0]);
        assert!(facts.cells.find(key("7", 1)).is_some());
        assert!(facts.cells.find(key("7", 0)).is_none());
    }

    #[test]
    fn a_column_in_which_nothing_comes_twice_takes_no_more_than_its_room() {
        let mut memo = Memo::default();
        for number in 0..200_000 {
            memo.keep(key(&number.to_string(), 0), number);
        }
        let is_known = |number: &i32| memo.find(key(&number.to_string(), 0)) == Some(number);
        assert_eq!((0..200_000).filter(is_known).count(), 1 << 12);
        assert_eq!(memo.places.len(), 1 << 14);
    }
}
