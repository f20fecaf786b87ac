//! The exact numbers, and the one grammar for decimals in rubrics and cells.
//!
//! Every number of a rubric or an assessment has at most nine digits before and four after the
//! decimal mark, so it is held as a whole number of ten-thousandths and never as binary floating
//! point. Two numbers, a sum of them, or a share of two are compared exactly.

use std::fmt;

/// A non-negative decimal with at most nine digits before and four after the mark.
///
/// ```
/// use indplacer::arithmetic::{DecimalMark, Number};
///
/// let sixty = Number::from_cell("59,5", DecimalMark::Comma).unwrap();
/// assert_eq!(sixty.to_string(), "59.5");
/// assert!(sixty < Number::from_integer(60));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(u64);

/// Which of the two marks a file uses for decimals; the other one groups thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DecimalMark {
    /// `1.500,5`, the Danish way.
    #[default]
    Comma,
    /// `1,500.5`.
    Point,
}

impl DecimalMark {
    /// The mark itself.
    pub(crate) const fn sign(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Point => '.',
        }
    }

    /// The other of the two.
    pub const fn other(self) -> Self {
        match self {
            Self::Comma => Self::Point,
            Self::Point => Self::Comma,
        }
    }
}

/// What the mark of a number that is not the decimal mark of its file says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherMark {
    /// The number has none, or groups thousands by it beyond doubt.
    None,
    /// It can only be a decimal mark: `2.5`.
    Decimal,
    /// It was read as a thousands mark and could be a decimal mark: `2.125`.
    Either,
}

impl OtherMark {
    /// Of a cell that was read as a number; a percent sign may follow.
    pub fn of(cell: &str, mark: DecimalMark) -> Self {
        let number = cell.trim_end_matches(|sign: char| !sign.is_ascii_digit());
        let mut parts = number.split(mark.other().sign());
        let (Some(before), Some(after), None) = (parts.next(), parts.next(), parts.next()) else {
            return Self::None;
        };
        match all_digits(before) && all_digits(after) {
            // Blanks or the decimal mark beside it say what it is.
            false => Self::None,
            true if could_be_either(number) => Self::Either,
            true => Self::Decimal,
        }
    }
}

/// Whether a cell could be a decimal or a number with a thousands mark, by its form: one to three digits that do not
/// begin with 0, one mark, three digits; a percent sign may follow.
pub fn could_be_either(cell: &str) -> bool {
    let number = cell.trim_end_matches(|sign: char| !sign.is_ascii_digit());
    let Some((before, after)) = number.split_once(['.', ',']) else {
        return false;
    };
    (1..=3).contains(&before.len())
        && !before.starts_with('0')
        && all_digits(before)
        && after.len() == 3
        && all_digits(after)
}

/// Why a text is not a [`Number`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NumberFault {
    /// Something other than digits and marks in their places.
    NotANumber,
    /// A minus in front.
    Negative,
    /// More than nine digits before the mark.
    TooLarge,
    /// More than four digits after the mark.
    TooPrecise,
    /// `0.500`: neither surely half nor surely five hundred.
    Ambiguous,
    /// `1,500.5` where the comma is the decimal mark: the marks contradict each other.
    MixedMarks,
    /// `1,00E+09`: a spreadsheet has rounded a long number, its digits are lost.
    Exponent,
}

const SCALE: u64 = 10_000;
const MAX_INTEGER_DIGITS: usize = 9;
const MAX_DECIMALS: usize = 4;

impl Number {
    /// Zero.
    pub const ZERO: Self = Self(0);

    /// The largest that a rubric or a cell can hold: 999999999.9999.
    pub const MOST: Self = Self(1_000_000_000 * SCALE - 1);

    /// The whole number `n`; `n` has at most nine digits.
    pub const fn from_integer(n: u32) -> Self {
        Self(n as u64 * SCALE)
    }

    /// The number as a whole count of ten-thousandths: `1.5` is 15000.
    pub const fn ten_thousandths(self) -> u64 {
        self.0
    }

    /// `n` ten-thousandths; the way back from [`Number::ten_thousandths`], for sums.
    pub const fn from_ten_thousandths(n: u64) -> Self {
        Self(n)
    }

    /// What stands before the decimal mark.
    pub const fn whole(self) -> u64 {
        self.0 / SCALE
    }

    /// Whether nothing stands after the decimal mark.
    pub const fn is_whole(self) -> bool {
        self.0.is_multiple_of(SCALE)
    }

    /// Reads a decimal as a rubric writes it: digits, then perhaps a point and more digits.
    ///
    /// # Errors
    /// [`NumberFault`] if the text is anything else, an exponent or a sign included.
    pub fn from_rubric(text: &str) -> Result<Self, NumberFault> {
        if text.starts_with('-') {
            return Err(NumberFault::Negative);
        }
        let (integer, decimals) = text.split_once('.').unwrap_or((text, "0"));
        Self::from_parts(integer, decimals)
    }

    /// Reads a decimal as a cell holds it, already trimmed, with thousands marks.
    ///
    /// With [`DecimalMark::Comma`]: `12`, `12,5`, `1.500`, `1 500,5`, `1.500,5`. A single point that
    /// cannot group thousands is a decimal point (`1.5`, `12.25`, `1500.250`). [`DecimalMark::Point`]
    /// swaps the two marks.
    ///
    /// # Errors
    /// [`NumberFault`], [`NumberFault::Ambiguous`] where the text could be read in two ways.
    pub fn from_cell(text: &str, mark: DecimalMark) -> Result<Self, NumberFault> {
        Self::plain(text, mark).or_else(|_| Self::from_marked(text, mark))
    }

    /// `12` and `12,5`, which most cells are; what needs a closer look is refused.
    fn plain(text: &str, mark: DecimalMark) -> Result<Self, NumberFault> {
        let (integer, decimals) = text.split_once(mark.sign()).unwrap_or((text, "0"));
        Self::from_parts(integer, decimals)
    }

    /// The whole number that one to nine digits are; nothing of another text.
    pub(crate) fn of_digits(text: &str) -> Option<Self> {
        let is_one = text.len() <= MAX_INTEGER_DIGITS && all_digits(text);
        is_one.then(|| Self(digits(text.as_bytes()) * SCALE))
    }

    fn from_marked(text: &str, mark: DecimalMark) -> Result<Self, NumberFault> {
        let (decimal, thousands) = match mark {
            DecimalMark::Comma => (',', '.'),
            DecimalMark::Point => ('.', ','),
        };
        if let Some(rest) = text.strip_prefix(['-', '\u{2212}']) {
            return Err(match Self::from_cell(rest.trim_start(), mark) {
                Ok(_) => NumberFault::Negative,
                Err(fault) => fault,
            });
        }
        if is_exponent(text) {
            return Err(NumberFault::Exponent);
        }
        if text.contains(|c: char| {
            !c.is_ascii_digit() && c != decimal && c != thousands && !c.is_whitespace()
        }) {
            return Err(NumberFault::NotANumber);
        }
        let (integer, decimals) = match text.split_once(decimal) {
            Some((_, after)) if after.contains([decimal, thousands]) => {
                return Err(NumberFault::MixedMarks);
            }
            Some((before, after)) => (before, Some(after)),
            None => (text, None),
        };
        if let Some(ungrouped) = without_thousands(integer, thousands) {
            return Self::from_parts(&ungrouped, decimals.unwrap_or("0"));
        }
        // Not grouped as thousands: plain digits, or one mark that stands for the decimal mark.
        match integer.split_once(thousands) {
            None => Self::from_parts(integer, decimals.unwrap_or("0")),
            Some(_) if decimals.is_some() => Err(NumberFault::MixedMarks),
            Some((before, after)) => {
                let could_group =
                    (1..=3).contains(&before.len()) && after.len() == 3 && all_digits(before);
                match Self::from_parts(before, after) {
                    Ok(_) if could_group => Err(NumberFault::Ambiguous),
                    read => read,
                }
            }
        }
    }

    fn from_parts(integer: &str, decimals: &str) -> Result<Self, NumberFault> {
        if !all_digits(integer) || !all_digits(decimals) {
            return Err(NumberFault::NotANumber);
        }
        if integer.len() > MAX_INTEGER_DIGITS {
            return Err(NumberFault::TooLarge);
        }
        if decimals.len() > MAX_DECIMALS {
            return Err(NumberFault::TooPrecise);
        }
        Ok(Self(digits(integer.as_bytes()) * SCALE + ten_thousandths(decimals.as_bytes())))
    }

    /// The number with the decimal mark given and no thousands marks: `1500,5`.
    pub fn with_mark(self, mark: DecimalMark) -> String {
        let text = self.to_string();
        match mark {
            DecimalMark::Comma => text.replace('.', ","),
            DecimalMark::Point => text,
        }
    }
}

impl fmt::Display for Number {
    /// The shortest decimal with a point: `8`, `0.1`, `59.5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (integer, rest) = (self.0 / SCALE, self.0 % SCALE);
        if rest == 0 {
            return write!(f, "{integer}");
        }
        let decimals = format!("{rest:04}");
        write!(f, "{integer}.{}", decimals.trim_end_matches('0'))
    }
}

/// The value of at most nine ASCII digits.
fn digits(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |value, byte| value * 10 + u64::from(byte - b'0'))
}

/// The value in ten-thousandths of at most four digits after the mark.
fn ten_thousandths(decimals: &[u8]) -> u64 {
    let missing = (MAX_DECIMALS - decimals.len()) as u32;
    digits(decimals) * 10u64.pow(missing)
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1.500` and `1 500` without their marks; nothing where the text is not grouped in that way.
fn without_thousands(text: &str, thousands: char) -> Option<String> {
    let separator = text.chars().find(|c| !c.is_ascii_digit())?;
    if separator != thousands && !separator.is_whitespace() {
        return None;
    }
    // A no-break space groups as well as a plain one does, but one number keeps to one kind of mark.
    let same_kind = |c: char| {
        if separator == thousands { c == thousands } else { c.is_whitespace() }
    };
    let mut groups = text.split(same_kind);
    let first = groups.next()?;
    let begins_well =
        (1..=3).contains(&first.len()) && all_digits(first) && !first.starts_with('0');
    let rest: Vec<&str> = groups.collect();
    let groups_of_three = rest.iter().all(|group| group.len() == 3 && all_digits(group));
    (begins_well && groups_of_three).then(|| format!("{first}{}", rest.concat()))
}

/// `1,00E+09`, as a spreadsheet writes a number that is too long for its column; without a sign behind the E it is a
/// name or an id, such as `8E467`.
pub fn is_exponent(text: &str) -> bool {
    // Most are plain text, or a number without it.
    let Some(at) = text.bytes().position(|byte| matches!(byte, b'E' | b'e')) else {
        return false;
    };
    let (mantissa, exponent) = (&text[..at], &text[at + 1..]);
    let exponent = exponent.strip_prefix(['+', '-']);
    exponent.is_some_and(all_digits)
        && mantissa.starts_with(|c: char| c.is_ascii_digit())
        && mantissa.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn danish(text: &str) -> Result<String, NumberFault> {
        Number::from_cell(text, DecimalMark::Comma).map(|number| number.to_string())
    }

    #[test]
    fn the_comma_is_the_decimal_mark() {
        assert_eq!(danish("12,5"), Ok("12.5".into()));
        assert_eq!(danish("0,0001"), Ok("0.0001".into()));
        assert_eq!(danish("012,5"), Ok("12.5".into()));
    }

    #[test]
    fn a_point_or_a_space_before_groups_of_three_digits_is_a_thousands_mark() {
        assert_eq!(danish("1.500"), Ok("1500".into()));
        assert_eq!(danish("1 500,5"), Ok("1500.5".into()));
        assert_eq!(danish("1\u{a0}500,5"), Ok("1500.5".into()));
        assert_eq!(danish("1.500,5"), Ok("1500.5".into()));
        assert_eq!(danish("123.456.789"), Ok("123456789".into()));
    }

    #[test]
    fn a_single_point_that_cannot_group_thousands_is_a_decimal_point() {
        assert_eq!(danish("1.5"), Ok("1.5".into()));
        assert_eq!(danish("12.25"), Ok("12.25".into()));
        assert_eq!(danish("1500.250"), Ok("1500.25".into()));
        assert_eq!(danish("0.5"), Ok("0.5".into()));
    }

    #[test]
    fn what_could_be_read_in_two_ways_is_refused() {
        assert_eq!(danish("0.500"), Err(NumberFault::Ambiguous));
        assert_eq!(danish("012.500"), Err(NumberFault::Ambiguous));
        assert_eq!(danish("1,500.5"), Err(NumberFault::MixedMarks));
        assert_eq!(danish("1.5,5"), Err(NumberFault::MixedMarks));
    }

    #[test]
    fn a_decimal_point_never_stands_with_a_space() {
        assert_eq!(danish("1 500.5"), Err(NumberFault::NotANumber));
        assert_eq!(danish("1 500.250"), Err(NumberFault::NotANumber));
    }

    #[test]
    fn more_than_nine_digits_or_four_decimals_are_refused() {
        assert_eq!(danish("999999999,9999"), Ok("999999999.9999".into()));
        assert_eq!(danish("1000000000"), Err(NumberFault::TooLarge));
        assert_eq!(danish("1.000.000.000"), Err(NumberFault::TooLarge));
        assert_eq!(danish("1,00001"), Err(NumberFault::TooPrecise));
    }

    #[test]
    fn signs_exponents_words_and_half_numbers_are_refused() {
        assert_eq!(danish("-5"), Err(NumberFault::Negative));
        assert_eq!(danish("1,00E+09"), Err(NumberFault::Exponent));
        for text in ["", "ca. 5", ",5", "5,", ".5", "5.", "+5", "1..5", "٣", "1 50", "5 %"] {
            assert_eq!(danish(text), Err(NumberFault::NotANumber), "{text}");
        }
    }

    #[test]
    fn decimal_point_swaps_the_two_marks() {
        let point = |text| Number::from_cell(text, DecimalMark::Point).map(|n| n.to_string());
        assert_eq!(point("1,500.5"), Ok("1500.5".into()));
        assert_eq!(point("1.500"), Ok("1.5".into()));
        assert_eq!(point("1,5"), Ok("1.5".into()));
        assert_eq!(point("0,500"), Err(NumberFault::Ambiguous));
    }

    #[test]
    fn a_rubric_writes_plain_decimals() {
        let rubric = |text| Number::from_rubric(text).map(|n| n.to_string());
        assert_eq!(rubric("0.10"), Ok("0.1".into()));
        assert_eq!(rubric("-1"), Err(NumberFault::Negative));
        assert_eq!(rubric("1e3"), Err(NumberFault::NotANumber));
        assert_eq!(rubric("inf"), Err(NumberFault::NotANumber));
    }

    proptest! {
        #[test]
        fn a_quick_look_at_a_number_never_sees_another_than_a_close_one(
            text in prop_oneof!["[0-9]{0,11}", "[0-9]{0,6}[.,][0-9]{0,5}", "[0-9,.:/x-]{0,9}"],
            point: bool,
        ) {
            let mark = if point { DecimalMark::Point } else { DecimalMark::Comma };
            if let Ok(number) = Number::plain(&text, mark) {
                prop_assert_eq!(Number::from_marked(&text, mark), Ok(number));
            }
        }
    }
}
