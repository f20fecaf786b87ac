//! Which result of one run is of the same supplier as which of the other.
//!
//! First on the whole key of a row; then, where a supplier has one result left on either side, without
//! date and konsulent, so that a new assessment is a move and not a departure and an arrival; last by ids
//! that a spreadsheet or a data frame has changed: leading zeros gone, or `.0` behind them.

use super::results::Entry;
use crate::arithmetic::nfc;
use crate::vocabulary::Identity;
use std::collections::HashMap;

const KEY: [Identity; 7] = [
    Identity::LeverandoerId,
    Identity::Afdelingsid,
    Identity::Maalgruppe,
    Identity::Delmaalgruppe,
    Identity::Aldersgruppe,
    Identity::Vurderingsdato,
    Identity::Konsulent,
];

/// For each result before the index of the one after that is of the same supplier; and which results before
/// were found by an id that is written otherwise.
pub(super) fn matched(before: &[Entry], after: &[Entry]) -> (Vec<Option<usize>>, Vec<usize>) {
    let mut pairs: Vec<Option<usize>> = vec![None; before.len()];
    let mut is_taken = vec![false; after.len()];
    let mut other_id = Vec::new();
    for is_exact in [true, false] {
        // All of the key, then without the konsulent, then without the date as well.
        for length in [7, 6, 5] {
            let key = |entry: &Entry| key(entry, length, is_exact);
            let mut there: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
            for (index, entry) in after.iter().enumerate().filter(|(at, _)| !is_taken[*at]) {
                there.entry(key(entry)).or_default().push(index);
            }
            let mut here: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
            for (index, entry) in before.iter().enumerate() {
                if pairs[index].is_none() {
                    here.entry(key(entry)).or_default().push(index);
                }
            }
            for (key, indices) in here {
                let Some(others) = there.get(&key) else {
                    continue;
                };
                // Rows that came twice go in their order; with less than the key there must be no doubt.
                let is_whole = is_exact && length == KEY.len();
                if !is_whole && (indices.len() > 1 || others.len() > 1) {
                    continue;
                }
                for (index, other) in indices.into_iter().zip(others) {
                    pairs[index] = Some(*other);
                    is_taken[*other] = true;
                    if !is_exact {
                        other_id.push(index);
                    }
                }
            }
        }
    }
    other_id.sort_unstable();
    (pairs, other_id)
}

fn key(entry: &Entry, length: usize, is_exact: bool) -> Vec<String> {
    let cells = KEY[..length].iter().map(|column| {
        let text = nfc(entry.cell(*column));
        match column {
            Identity::LeverandoerId | Identity::Afdelingsid if is_exact => text.into_owned(),
            Identity::LeverandoerId | Identity::Afdelingsid => bare(&text).to_owned(),
            _ => text.to_lowercase(),
        }
    });
    cells.collect()
}

/// An id without what a spreadsheet takes off it or a data frame puts behind it.
fn bare(id: &str) -> &str {
    let id = id.strip_suffix(".0").unwrap_or(id);
    match id.trim_start_matches('0') {
        "" => &id[id.len().saturating_sub(1)..],
        rest => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::bare;

    #[test]
    fn ids_are_the_same_but_for_zeros_in_front_and_a_decimal_behind() {
        for id in ["7", "007", "7.0", "07.0"] {
            assert_eq!(bare(id), "7");
        }
        assert_eq!(
            [bare("0"), bare("00"), bare(""), bare("7.5"), bare("70")],
            ["0", "0", "", "7.5", "70"]
        );
    }
}
