//! The values of a fact that stand for all: those on either side of each bound.

use crate::arithmetic::Number;
use crate::rubric::Leaf;
use std::collections::HashSet;

/// The most combinations that are tried of one kind.
pub(super) const MOST: usize = 1 << 20;

/// The step of a grid on which added decimals show every outcome of these tests; none where that is not sure.
///
/// Where every two sums are apart or one within the other, the tests on them and on single facts make a totally
/// unimodular system, so that whether an outcome is possible is told by the signs of sums of bounds, each test's
/// strictness counted once. With bounds that are multiples of some unit, steps of that unit's `n + 1`-th part or less,
/// for `n` facts, leave every such sign as it is (Schrijver 1986, *Theory of Linear and Integer Programming*, ch. 19).
pub(super) fn grid(leaves: &[&Leaf]) -> Option<u64> {
    let sums: Vec<&[usize]> = leaves.iter().map(|leaf| leaf.indicators()).collect();
    let within = |a: &[usize], b: &[usize]| a.iter().all(|index| b.contains(index));
    let are_apart = |a: &[usize], b: &[usize]| !a.iter().any(|index| b.contains(index));
    let is_nested =
        sums.iter().all(|a| sums.iter().all(|b| within(a, b) || within(b, a) || are_apart(a, b)));
    let facts: HashSet<usize> = sums.concat().into_iter().collect();
    let unit = leaves.iter().flat_map(|leaf| bounds_of(leaf)).fold(0, gcd);
    let parts = facts.len() as u64 + 1;
    // A unit that is not divided is a ten-thousandth in the end, and then every value is tried.
    let divisor = (parts..=MOST as u64).find(|parts| unit.is_multiple_of(*parts));
    match unit {
        _ if !is_nested => None,
        // Nothing but zeros.
        0 => Some(1),
        unit => divisor.map_or(Some(1), |divisor| Some(unit / divisor)),
    }
}

const fn gcd(a: u64, b: u64) -> u64 {
    match b {
        0 => a,
        b => gcd(b, a % b),
    }
}

/// The bounds of a test, in ten-thousandths.
pub(super) fn bounds_of(leaf: &Leaf) -> impl Iterator<Item = u64> + '_ {
    leaf.bounds().into_iter().flatten().flat_map(|bound| {
        let exceptions = bound.exceptions.iter().map(|exception| exception.bound);
        exceptions.chain([bound.value]).map(Number::ten_thousandths)
    })
}

/// Each bound, a value on either side, and one between every two: steps of `unit`, up to `most`.
pub(super) fn around(bounds: &[u64], unit: u64, most: u64) -> Vec<u64> {
    let one = Number::from_integer(1).ten_thousandths();
    let highest = 9_999_999_999_999.min(most);
    let mut values = Vec::new();
    // A bound on a count may have decimals; the count has none.
    let at = |value: u64| value.is_multiple_of(unit).then_some(value);
    let up = |value: u64| (value / unit + 1) * unit;
    for &bound in bounds {
        values.extend(at(bound));
        // A whole step is plainer than a ten-thousandth; both, since another bound may lie between.
        values.extend(bound.checked_add(one).and_then(at));
        values.extend(bound.checked_sub(one).and_then(at));
        values.push(up(bound));
        values.extend(bound.checked_sub(1).map(|below| below / unit * unit));
    }
    if values.is_empty() {
        values.push(0);
    }
    let mut seen = Vec::new();
    values.retain(|value| {
        let is_new = *value <= highest && !seen.contains(value);
        seen.push(*value);
        is_new
    });
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn around_each_bound_lie_a_value_on_it_and_one_on_either_side() {
        assert_eq!(around(&[80_000], 10_000, u64::MAX), [80_000, 90_000, 70_000]);
        assert_eq!(around(&[25_000], 1, u64::MAX), [25_000, 35_000, 15_000, 25_001, 24_999]);
        assert_eq!(around(&[0], 10_000, u64::MAX), [0, 10_000]);
    }
}
