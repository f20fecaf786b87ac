//! Short texts as one number: most cells are no longer than eight or twelve bytes, and are looked at whole.

use std::ops::Range;

/// A text of at most sixteen bytes as one number, so that the first is the lowest, and zeros above; nothing of more.
///
/// Made of two parts that overlap: a processor waits where bytes that it has just stored are loaded as one.
#[inline]
pub(crate) fn as_number(text: &[u8]) -> Option<u128> {
    let length = text.len();
    if length > 16 {
        return None;
    }
    if let (Some(first), Some(last)) = (text.first_chunk(), text.last_chunk()) {
        let [first, last] = [first, last].map(|part| u64::from_le_bytes(*part));
        // Of the last eight bytes those behind the first eight; shifted by halves, since it may be by all 64 bits.
        let half = 4 * (16 - length);
        return Some(u128::from(first) | u128::from(last >> half >> half) << 64);
    }
    let eight = match (text.first_chunk(), text.last_chunk()) {
        (Some(first), Some(last)) => {
            let [first, last] = [first, last].map(|part| u64::from(u32::from_le_bytes(*part)));
            first | last << (8 * (length - 4))
        }
        _ if text.is_empty() => 0,
        _ => {
            let bytes = [0, length / 2, length - 1].map(|at| u64::from(text[at]) << (8 * at));
            bytes.into_iter().fold(0, |number, byte| number | byte)
        }
    };
    Some(eight.into())
}

/// One to eight bytes as one number, so that the last is the highest, and zeros below; nothing of none or of more.
#[inline]
pub(crate) fn upwards(text: &[u8]) -> Option<u64> {
    let free = 8_usize.checked_sub(text.len())?;
    let number = as_number(text).filter(|_| !text.is_empty())?;
    Some((number as u64) << (8 * free))
}

/// A text of at most [`Brief::MOST`] bytes as one number, so that two of them are compared at once. It has no NUL: a
/// file that has one is refused when it is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Brief(u128);

impl Brief {
    /// How many bytes fit.
    pub(crate) const MOST: usize = 12;
    /// How many bits the number has.
    pub(crate) const BITS: usize = 8 * Self::MOST;

    /// A part of a text, read in one step where sixteen bytes of the text are left; nothing where it is longer.
    #[inline(always)]
    pub(crate) fn within(text: &[u8], part: Range<usize>) -> Option<Self> {
        /// For each length the bits of a text of that length.
        const OWN: [u128; Brief::MOST + 1] = {
            let (mut own, mut length) = ([0; Brief::MOST + 1], 0);
            while length <= Brief::MOST {
                own[length] = (1 << (8 * length)) - 1;
                length += 1;
            }
            own
        };
        debug_assert!(!text[part.clone()].contains(&0), "a NUL in {text:?}");
        let own = OWN.get(part.end - part.start)?;
        let sixteen = match text.get(part.start..)?.first_chunk() {
            Some(sixteen) => u128::from_le_bytes(*sixteen),
            None => Self::at_the_end(&text[part])?,
        };
        Some(Self(sixteen & own))
    }

    /// Apart, so that what is done for nearly every cell is short.
    #[inline(never)]
    fn at_the_end(text: &[u8]) -> Option<u128> {
        as_number(text)
    }

    /// The number, below 2 to the power of [`Brief::BITS`]; another text has another.
    #[inline]
    pub(crate) const fn number(self) -> u128 {
        self.0
    }
}

/// The same byte in all eight.
pub(crate) const fn eight_times(byte: u8) -> u64 {
    u64::from_le_bytes([byte; 8])
}

/// The high bit of each byte that is zero, and nothing else.
#[inline]
pub(crate) const fn zero_bytes(word: u64) -> u64 {
    const LOW: u64 = eight_times(0x7F);
    !(((word & LOW) + LOW) | word | LOW)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_text_stands_at_the_high_end_of_its_number() {
        assert_eq!(upwards(b""), None);
        assert_eq!(upwards(b"1"), Some(0x31 << 56));
        assert_eq!(upwards(b"1,5"), Some(0x0035_2C31 << 40));
        assert_eq!(upwards(b"12345678"), Some(0x3837_3635_3433_3231));
        assert_eq!(upwards(b"123456789"), None);
    }

    proptest! {
        #[test]
        fn a_text_of_sixteen_bytes_at_most_is_one_number(text in prop::collection::vec(1_u8.., 0..20)) {
            let slowly = text.iter().rfold(0_u128, |number, byte| number << 8 | u128::from(*byte));
            prop_assert_eq!(as_number(&text), (text.len() <= 16).then_some(slowly));
        }

        #[test]
        fn a_brief_text_has_a_number_of_its_own_whatever_stands_around_it(texts in prop::array::uniform2(prop::array::uniform20(1_u8..3)), start in 0_usize..20, lengths in [0_usize..14, 0_usize..14]) {
            let part = |length: usize| start..(start + length).min(20);
            let [one, other] = [0, 1].map(|which| &texts[which][part(lengths[which])]);
            let [a, b] = [0, 1].map(|which| Brief::within(&texts[which], part(lengths[which])));
            prop_assert_eq!(a.is_some(), one.len() <= Brief::MOST);
            prop_assert_eq!(Brief::within(one, 0..one.len()), a);
            prop_assert!(a.is_none_or(|brief| brief.number() >> Brief::BITS == 0));
            prop_assert_eq!(a.is_some() && a == b, a.is_some() && one == other);
        }

        #[test]
        fn the_bytes_that_are_zero_are_marked_and_no_others(bytes in prop::array::uniform8(0_u8..3)) {
            let slowly = bytes.map(|byte| if byte == 0 { 0x80 } else { 0 });
            prop_assert_eq!(zero_bytes(u64::from_le_bytes(bytes)), u64::from_le_bytes(slowly));
        }
    }
}
