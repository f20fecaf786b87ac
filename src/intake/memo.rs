//! Cells that were read before. Most columns say the same few things in row after row, and to look a cell up costs a
//! fraction of reading it and of judging what hangs on it.

use crate::assessment::Fact;
use crate::place::Verdict;
use crate::short::Brief;

/// What short cells were read as, for the facts of one rubric.
///
/// A hash table, our own because a look into a general one costs as much again as all that is left to do for a cell.
#[derive(Debug, Default)]
pub(super) struct Memo {
    /// A power of two of them, a quarter of which at most are taken; or none.
    places: Vec<(Key, Known)>,
    kept: usize,
}

/// What a cell was read as, and what the criteria came to that hang on it alone.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) fact: Fact,
    pub(super) verdict: Verdict,
}

/// A cell, and which of the rubric's facts it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Key(u128);

impl Key {
    /// The key of no cell.
    const NONE: Self = Self(u128::MAX);

    /// The key of a cell that says the fact of that place in the rubric's list; there are far fewer than 2²⁸.
    #[inline]
    pub(super) const fn new(cell: Brief, place: usize) -> Self {
        Self(cell.number() | (place as u128) << Brief::BITS)
    }

    #[inline]
    const fn hash(self) -> u64 {
        // The high bits of a product depend on all bits of what is multiplied; by the golden ratio they spread well.
        let halves = self.0 as u64 ^ ((self.0 >> 64) as u64).rotate_left(32);
        halves.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }
}

impl Memo {
    const FEWEST: usize = 1 << 7;
    /// No more than a quarter of so many are kept. What comes often comes early, so none makes room for another.
    const MOST: usize = 1 << 15;

    /// What is known of a cell.
    #[inline]
    pub(super) fn find(&self, key: Key) -> Option<&Known> {
        let last = self.places.len().checked_sub(1)?;
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
    pub(super) fn keep(&mut self, key: Key, known: Known) {
        if self.kept * 4 >= self.places.len() {
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
        (key.hash() >> 32) as usize & (self.places.len() - 1)
    }

    fn put(&mut self, key: Key, known: Known) {
        let last = self.places.len() - 1;
        let mut at = self.first(key);
        while self.places[at & last].0 != Key::NONE {
            at += 1;
        }
        self.places[at & last] = (key, known);
    }

    fn grow(&mut self) {
        let places = Self::FEWEST.max(self.places.len() * 2);
        let nothing = Known {
            fact: Fact::Missing,
            verdict: Verdict::NOTHING_JUDGED,
        };
        let old = std::mem::replace(&mut self.places, vec![(Key::NONE, nothing); places]);
        for (key, known) in old.into_iter().filter(|(key, _)| *key != Key::NONE) {
            self.put(key, known);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::number::Number;
    use proptest::prelude::*;
    use std::collections::HashMap;

    proptest! {
        #[test]
        fn what_was_kept_is_found_and_nothing_else(cells in prop::collection::vec(("[0-9a-c]{0,3}", 0_usize..3), 0..400)) {
            let (mut memo, mut all) = (Memo::default(), HashMap::new());
            for (number, (cell, place)) in cells.into_iter().enumerate() {
                let brief = Brief::within(cell.as_bytes(), 0..cell.len()).expect("a short cell");
                let key = Key::new(brief, place);
                let found = memo.find(key).map(|known| known.fact);
                prop_assert_eq!(found, all.get(&(cell.clone(), place)).copied());
                if found.is_none() {
                    let fact = Fact::Number(Number::from_integer(number as u32));
                    let verdict = Verdict::NOTHING_JUDGED;
                    memo.keep(key, Known { fact, verdict });
                    all.insert((cell, place), fact);
                }
            }
        }
    }

    #[test]
    fn a_column_in_which_nothing_comes_twice_takes_no_more_than_its_room() {
        let mut memo = Memo::default();
        let mut found = 0;
        for number in 0..200_000_u32 {
            let cell = number.to_string();
            let brief = Brief::within(cell.as_bytes(), 0..cell.len()).expect("a short cell");
            let key = Key::new(brief, 0);
            let fact = Fact::Number(Number::from_integer(number));
            let verdict = Verdict::NOTHING_JUDGED;
            memo.keep(key, Known { fact, verdict });
            found += usize::from(memo.find(key).is_some());
        }
        assert_eq!(found, Memo::MOST / 4);
        assert_eq!(memo.places.len(), Memo::MOST);
    }
}
