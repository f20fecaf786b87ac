//! The cells that need no full reading, as nearly all do not.
//!
//! It is here for speed; `cargo bench assess` measures what it is a part of.

use crate::arithmetic::Number;
use crate::assessment::Fact;
use crate::rubric::{Kind, OptionSet, Options};

/// The fact of a cell in one of the forms that nearly all have: empty, digits, `ja` or `nej`, options as they are written.
/// Nothing of any other, which [`fact`](super::cell::fact) reads.
pub(super) fn plain_fact(cell: &str, kind: &Kind) -> Option<Fact> {
    if cell.is_empty() {
        return Some(Fact::Missing);
    }
    match kind {
        Kind::Count | Kind::Number => Number::of_digits(cell).map(Fact::Number),
        // A 1 may be the whole of a column of fractions.
        Kind::Share { .. } if cell == "1" => None,
        Kind::Share { .. } => {
            let number = Number::of_digits(cell)?;
            (number <= Number::from_integer(100)).then_some(Fact::Number(number))
        }
        Kind::Bool => match cell {
            "ja" => Some(Fact::Bool(true)),
            "nej" => Some(Fact::Bool(false)),
            _ => None,
        },
        Kind::Choice { options, .. } => {
            options.names.iter().position(|name| name == cell).map(Fact::Choice)
        }
        Kind::Set { options } => plain_set(cell, options),
    }
}

/// A set whose items stand between `|`, each as its option is written.
fn plain_set(cell: &str, options: &Options) -> Option<Fact> {
    let mut sure = OptionSet::EMPTY;
    for item in cell.split('|') {
        let item = item.trim_matches(' ');
        // The other signs between items are for the full reading.
        if item.contains([',', ';']) {
            return None;
        }
        sure = sure.with(options.names.iter().position(|name| name == item)?);
    }
    Some(Fact::Set { sure, open: OptionSet::EMPTY })
}

#[cfg(test)]
mod tests {
    use super::super::cell::{self, filled};
    use super::*;
    use crate::arithmetic::DecimalMark;
    use proptest::prelude::*;

    /// A kind of each sort.
    fn kinds() -> Vec<Kind> {
        let options = || Options {
            names: ["1", "ja", "månedligt", "ugentligt"].map(str::to_owned).into(),
            folded: ["1", "ja", "maanedligt", "ugentligt"].map(str::to_owned).into(),
        };
        vec![
            Kind::Count,
            Kind::Number,
            Kind::Share { computed: None },
            Kind::Bool,
            Kind::Choice { options: options(), ordered: true },
            Kind::Set { options: options() },
        ]
    }

    #[test]
    fn the_plain_forms_of_a_cell_are_read_directly() {
        let cells =
            ["", "0", "007", "100", "101", "1", "ja", "nej", "JA", "månedligt", "12,5", " 5"];
        let read = kinds().into_iter().map(|kind| {
            let is_read = |cell: &&str| plain_fact(cell, &kind).is_some();
            cells.into_iter().filter(is_read).collect::<Vec<_>>().join("|")
        });
        let numbers = "|0|007|100|101|1";
        let shares = "|0|007|100";
        let expected = [numbers, numbers, shares, "|ja|nej", "|1|ja|månedligt", "|1|ja|månedligt"];
        assert!(read.eq(expected));
    }

    proptest! {
        #[test]
        fn a_cell_that_is_read_directly_is_read_so_by_the_full_reading_too(
            cell in prop_oneof!["[0-9]{0,11}", "[01ja,. ]{0,3}", "(ja|nej|månedligt|ugentligt|ingen)?", "\\PC{0,4}",
                "((1|ja|månedligt|ingen|x)( ?[|,;] ?)){0,3}(1|ja|ugentligt)?"],
        ) {
            for kind in kinds() {
                if let Some(fact) = plain_fact(&cell, &kind) {
                    let fully = filled(&cell).map_or(Ok(Fact::Missing), |text| {
                        cell::fact(text, &kind, DecimalMark::Comma)
                    });
                    prop_assert_eq!(fully, Ok(fact));
                }
            }
        }
    }
}
