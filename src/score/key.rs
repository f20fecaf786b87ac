//! What makes two rows the same row.

use crate::arithmetic::nfc;
use crate::intake::{IdentityCells, RecordAt};
use crate::place::Status;
use crate::vocabulary::{Identity, Level};
use jiff::civil::Date;
use siphasher::sip128::{Hasher128, SipHasher13};
use std::borrow::Cow;
use std::hash::{Hash, Hasher};

/// What makes two rows the same row, as hashes: all of it but the konsulent, and the konsulent apart.
///
/// In so many bytes, since there is one for every row: among ten million rows two that differ meet with a
/// chance of 4 in 10¹¹.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Key {
    pub(super) supplier: SupplierHash,
    /// Zeros where the row has none.
    pub(super) consultant: [u8; 6],
}

/// The hash of a row's key but for its konsulent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SupplierHash(pub(super) [u8; 10]);

impl Key {
    pub(super) const NOBODY: [u8; 6] = [0; 6];

    /// The key of a row; `rubric` is a number for the rubric's id.
    pub(super) fn of(identity: &IdentityCells<'_>, rubric: usize, date: Option<Date>) -> Self {
        let cell = |column| identity.cell(column);
        let mut hasher = SipHasher13::new();
        hasher.write_usize(rubric);
        date.hash(&mut hasher);
        for column in [Identity::LeverandoerId, Identity::Afdelingsid] {
            nfc(cell(column)).hash(&mut hasher);
        }
        for column in [Identity::Delmaalgruppe, Identity::Aldersgruppe] {
            lower(cell(column)).hash(&mut hasher);
        }
        let supplier = SupplierHash(first_bytes(&hasher));
        let name = cell(Identity::Konsulent);
        if name.is_empty() {
            return Self { supplier, consultant: Self::NOBODY };
        }
        let mut hasher = SipHasher13::new();
        lower(name).hash(&mut hasher);
        let mut consultant: [u8; 6] = first_bytes(&hasher);
        consultant[0] |= 1;
        Self { supplier, consultant }
    }
}

fn first_bytes<const N: usize>(hasher: &SipHasher13) -> [u8; N] {
    let hash = hasher.finish128().as_bytes();
    std::array::from_fn(|at| hash[at])
}

/// A text as keys are compared, in NFC and in lower case.
fn lower(text: &str) -> Cow<'_, str> {
    match text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(nfc(text).chars().flat_map(char::to_lowercase).collect()),
    }
}

/// What the ledger is told of a row that was placed.
pub(super) struct Entry {
    pub(super) rubric: usize,
    pub(super) key: Key,
    pub(super) status: Status,
    pub(super) level: Option<Level>,
    pub(super) at: RecordAt,
}

impl Hash for SupplierHash {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let [a, b, c, d, e, f, g, h, ..] = self.0;
        state.write_u64(u64::from_le_bytes([a, b, c, d, e, f, g, h]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Texts that are alike.
    fn text() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "",
            "",
            "a",
            "A",
            "aa",
            "aaaaaaa",
            "aaaaaaaa",
            "aaaaaaaaa",
            "aaaaaaaaaaaaaaaa",
            "\u{e5}",
            "\u{c5}",
            "A\u{30a}",
        ])
    }

    proptest! {
        #[test]
        fn rows_have_the_same_key_if_they_say_the_same_and_no_others(
            texts in prop::array::uniform5(text()),
            changes in prop::collection::vec((0_usize..5, text()), 0..3),
            numbers in prop::array::uniform2((0_usize..2, prop::option::of(1_i8..2))),
        ) {
            const COLUMNS: [Identity; 5] = [
                Identity::LeverandoerId,
                Identity::Afdelingsid,
                Identity::Delmaalgruppe,
                Identity::Aldersgruppe,
                Identity::Konsulent,
            ];
            let mut changed = texts;
            for (place, text) in changes {
                changed[place] = text;
            }
            let [one, other] = [(texts, numbers[0]), (changed, numbers[1])].map(|(texts, (rubric, day))| {
                let cells = IdentityCells::saying::<5>(std::array::from_fn(|at| (COLUMNS[at], texts[at])));
                let date = day.map(|day| jiff::civil::date(2021, 1, day));
                let key = Key::of(&cells, rubric, date);
                let [id, department, target, age, consultant] = texts.map(nfc);
                let [target, age, consultant] = [target, age, consultant].map(|text| text.to_lowercase());
                let supplier = (id, department, target, age, rubric, day);
                (key.supplier.0, supplier, key.consultant, consultant)
            });
            prop_assert_eq!(one.0 == other.0, one.1 == other.1);
            prop_assert_eq!(one.2 == other.2, one.3 == other.3);
        }
    }
}
