//! Rows that were noted down, to be looked for later if at all: in as few bytes as can be, since there may be millions.

use super::ledger::{Key, SeenAt, SupplierHash};

/// How many rows a piece holds.
const PIECE: usize = 1 << 12;

/// The keys of rows, and where they stand.
#[derive(Default)]
pub(super) struct Noted {
    /// In pieces, so that they are given up one by one.
    pieces: Vec<Piece>,
    count: usize,
    /// Where a row does not stand right behind the one before: how many rows came before it, and where it stands.
    starts: Vec<(usize, SeenAt)>,
}

/// Keys in their two parts.
struct Piece {
    suppliers: Vec<SupplierHash>,
    /// Nothing while no row has a konsulent, as in most files.
    consultants: Vec<[u8; 6]>,
}

impl Noted {
    pub(super) fn push(&mut self, key: Key, at: SeenAt) {
        let is_behind = |(first, start): &(usize, SeenAt)| start.behind(self.count - first) == at;
        if !self.starts.last().is_some_and(is_behind) {
            self.starts.push((self.count, at));
        }
        if self.count.is_multiple_of(PIECE) {
            self.pieces
                .push(Piece { suppliers: Vec::with_capacity(PIECE), consultants: Vec::new() });
        }
        if let Some(piece) = self.pieces.last_mut() {
            piece.push(key);
        }
        self.count += 1;
    }

    /// Gives each row to `take`, those of the last piece first, and the room of a piece back when it is done with.
    pub(super) fn give_up(mut self, mut take: impl FnMut(Key, SeenAt)) {
        while let Some(piece) = self.pieces.pop() {
            let before = self.pieces.len() * PIECE;
            for (index, supplier) in piece.suppliers.into_iter().enumerate() {
                let consultant = piece.consultants.get(index);
                let key = Key { supplier, consultant: consultant.copied().unwrap_or(Key::NOBODY) };
                let row = before + index;
                // The first row is the first of the starts.
                let start = self.starts.partition_point(|(first, _)| *first <= row) - 1;
                let (first, at) = self.starts[start];
                take(key, at.behind(row - first));
            }
        }
    }
}

impl Piece {
    fn push(&mut self, key: Key) {
        if key.consultant != Key::NOBODY || !self.consultants.is_empty() {
            // Those before the first had none.
            self.consultants.resize(self.suppliers.len(), Key::NOBODY);
            self.consultants.push(key.consultant);
        }
        self.suppliers.push(key.supplier);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn rows_come_back_as_they_were_noted_down(
            rows in prop::collection::vec((0_u8..3, prop::sample::select(vec![1_u64, 1, 1, 1, 2, 70])), 0..60),
            before in prop::sample::select(vec![0, PIECE - 20, 2 * PIECE]),
        ) {
            let (mut noted, mut all, mut line) = (Noted::default(), Vec::new(), 0);
            let rows = std::iter::repeat_n((0, 1), before).chain(rows);
            for (number, (consultant, gap)) in rows.enumerate() {
                line += gap;
                let mut supplier = [0; 10];
                supplier[..8].copy_from_slice(&number.to_le_bytes());
                let key = Key { supplier: SupplierHash(supplier), consultant: [consultant; 6] };
                let at = SeenAt::new(usize::from(line > 90), line);
                noted.push(key, at);
                all.push((supplier, key.consultant, at));
            }
            let mut back = Vec::new();
            noted.give_up(|key, at| back.push((key.supplier.0, key.consultant, at)));
            back.sort_by_key(|(supplier, ..)| u64::from_le_bytes(*supplier.first_chunk().unwrap()));
            prop_assert_eq!(back, all);
        }
    }
}
