//! Exact shares: a whole number out of a whole number.

use serde::{Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt;

/// A fraction of whole numbers in lowest terms. The denominator is never zero.
///
/// ```
/// use indplacer::arithmetic::Fraction;
/// assert_eq!(Fraction::new(6, 8).to_string(), "3/4");
/// assert!(Fraction::new(1, 3) < Fraction::new(1, 2));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fraction {
    numerator: u128,
    denominator: u128,
}

impl Fraction {
    /// None of it.
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    /// All of it.
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    /// `part` out of `whole`; nothing out of nothing is zero.
    pub fn new(part: u128, whole: u128) -> Self {
        if whole == 0 || part == 0 {
            return Self::ZERO;
        }
        let common = greatest_common_divisor(part, whole);
        Self { numerator: part / common, denominator: whole / common }
    }

    /// The part, in lowest terms.
    pub const fn numerator(self) -> u128 {
        self.numerator
    }

    /// The whole, in lowest terms.
    pub const fn denominator(self) -> u128 {
        self.denominator
    }

    /// The nearest binary number but for the last bit: for output, never for a decision.
    pub fn value(self) -> f64 {
        self.numerator as f64 / self.denominator as f64
    }

    /// Tenths of a percent, half up, of a share of one.
    pub fn per_mille(self) -> u32 {
        // No share of ours has a whole of more than 112 bits, so the shift is there for strangers only.
        let bits = u128::BITS - self.denominator.leading_zeros();
        let shift = bits.saturating_sub(112);
        let (part, whole) = (self.numerator >> shift, self.denominator >> shift);
        u32::try_from((part * 2000 + whole) / (2 * whole)).unwrap_or(u32::MAX)
    }
}

fn greatest_common_divisor(a: u128, b: u128) -> u128 {
    let (mut a, mut b) = (a, b);
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Ord for Fraction {
    /// By their continued fractions, so that no product can overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b) =
            ((self.numerator, self.denominator), (other.numerator, other.denominator));
        loop {
            let whole = (a.0 / a.1).cmp(&(b.0 / b.1));
            let rest = (a.0 % a.1, b.0 % b.1);
            match (whole, rest) {
                (Ordering::Equal, (0, 0)) => return Ordering::Equal,
                (Ordering::Equal, (0, _)) => return Ordering::Less,
                (Ordering::Equal, (_, 0)) => return Ordering::Greater,
                // 1/x falls where x rises, so the two change places.
                (Ordering::Equal, (left, right)) => (a, b) = ((b.1, right), (a.1, left)),
                (decided, _) => return decided,
            }
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Fraction {
    /// `3/4`; a whole number stands alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.denominator {
            1 => write!(f, "{}", self.numerator),
            denominator => write!(f, "{}/{denominator}", self.numerator),
        }
    }
}

impl Serialize for Fraction {
    /// As a number.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.value())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tenths_of_a_percent_are_rounded_half_up() {
        assert_eq!(Fraction::new(1, 8).per_mille(), 125);
        assert_eq!(Fraction::new(1, 2000).per_mille(), 1);
        assert_eq!(Fraction::new(1, 2001).per_mille(), 0);
        assert_eq!(Fraction::ONE.per_mille(), 1000);
        let whole = 60_000_u128.pow(7);
        assert_eq!(Fraction::new(whole / 3, whole).per_mille(), 333);
        assert_eq!(Fraction::new(whole - 1, whole).per_mille(), 1000);
    }

    #[test]
    fn huge_fractions_are_compared_without_overflow() {
        let whole = u128::MAX;
        let less = Fraction::new(whole - 2, whole);
        let more = Fraction::new(whole - 1, whole);
        assert_eq!(less.cmp(&more), Ordering::Less);
        assert_eq!(more.cmp(&less), Ordering::Greater);
        assert_eq!(more.cmp(&Fraction::ONE), Ordering::Less);
    }

    proptest! {
        #[test]
        fn fractions_are_ordered_as_their_products_are(a in 0u64..99, b in 1u64..99, c in 0u64..99, d in 1u64..99) {
            let ours = Fraction::new(a.into(), b.into()).cmp(&Fraction::new(c.into(), d.into()));
            prop_assert_eq!(ours, (a * d).cmp(&(c * b)));
        }
    }
}
