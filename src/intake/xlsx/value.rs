//! What a typed cell of a workbook says, as the text that a Danish reader would write for it.
//!
//! The text goes the way that a cell of a CSV file goes, so that one set of readings serves both: a
//! number cell 0.6 with a percentage format is `60 %`, a date is `31-03-2021`, TRUE is `SAND`. A number
//! is the shortest decimal of the 15 digits that a spreadsheet keeps and shows; from the sixteenth
//! digit on its digits are lost, and it becomes `1,23E+17`, which no reading accepts.

use crate::arithmetic::DecimalMark;
use jiff::civil::{Date, DateTime, date};
use std::fmt::Write as _;

/// How a spreadsheet shows the number of a cell, as far as it bears on what the number means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Format {
    /// As it is.
    #[default]
    Number,
    /// A hundred times as much, with `%`.
    Percent,
    /// A day, a time of day, or both; the number counts days.
    Date,
    /// Hours and minutes that go on after 24.
    Elapsed,
    /// At least so many digits: `00000000`.
    Digits(usize),
}

impl Format {
    /// The format of a built-in number (ECMA-376 part 1, 18.8.30, and its tables by language).
    pub(super) fn built_in(id: u32) -> Self {
        match id {
            9 | 10 => Self::Percent,
            14..=22 | 27..=36 | 45 | 47 | 50..=58 => Self::Date,
            46 => Self::Elapsed,
            _ => Self::Number,
        }
    }

    /// The format that a code such as `0.0%` or `dd\-mm\-yyyy` describes, by its first section.
    pub(super) fn of(code: &str) -> Self {
        let mut marks = String::new();
        let mut signs = code.chars();
        while let Some(sign) = signs.next() {
            match sign {
                ';' => break,
                '"' => {
                    signs.by_ref().find(|sign| *sign == '"');
                }
                '\\' | '_' | '*' => {
                    signs.next();
                }
                '[' => {
                    let inside: String = signs.by_ref().take_while(|sign| *sign != ']').collect();
                    let is_unit = |sign: char| matches!(sign, 'h' | 'H' | 'm' | 'M' | 's' | 'S');
                    if !inside.is_empty() && inside.chars().all(is_unit) {
                        return Self::Elapsed;
                    }
                }
                sign => marks.push(sign.to_ascii_lowercase()),
            }
        }
        let digits = marks.replace([' ', '-'], "");
        if marks.contains(['d', 'm', 'y', 'h', 's']) {
            Self::Date
        } else if marks.contains('%') {
            Self::Percent
        } else if digits.len() > 1 && digits.bytes().all(|digit| digit == b'0') {
            Self::Digits(digits.len())
        } else {
            Self::Number
        }
    }
}

/// The day from which a workbook counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Epoch {
    /// 1 is 1 January 1900, and 60 is the 29 February that 1900 did not have.
    #[default]
    Of1900,
    /// 0 is 1 January 1904, as in workbooks from old Macs.
    Of1904,
}

/// Appends the number of a cell, as the file has it; nothing comes back if it is none.
pub(super) fn write_number(
    raw: &str,
    format: Format,
    epoch: Epoch,
    mark: DecimalMark,
    out: &mut String,
) -> Option<()> {
    let value: f64 = raw.trim().parse().ok()?;
    if !value.is_finite() {
        return None;
    }
    let text = match format {
        Format::Date => moment(value, epoch),
        Format::Elapsed => elapsed(value),
        Format::Percent => Some(format!("{} %", decimal(value, 2, mark))),
        Format::Digits(least) => {
            let digits = decimal(value, 0, mark);
            let is_whole = digits.bytes().all(|digit| digit.is_ascii_digit());
            is_whole.then(|| format!("{digits:0>least$}"))
        }
        Format::Number => None,
    };
    out.push_str(&text.unwrap_or_else(|| decimal(value, 0, mark)));
    Some(())
}

/// `value` × 10^`shift` to 15 digits, as short as can be.
fn decimal(value: f64, shift: i32, mark: DecimalMark) -> String {
    let scientific = format!("{:.14e}", value.abs());
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    if digits.is_empty() {
        return "0".to_owned();
    }
    let mark = mark.sign();
    let exponent = exponent.parse::<i32>().unwrap_or_default() + shift;
    let mut text = if value < 0.0 { "-" } else { "" }.to_owned();
    match exponent {
        0..15 => {
            let whole = exponent as usize + 1;
            let (before, after) = digits.split_at(whole.min(digits.len()));
            text.push_str(before);
            text.extend(std::iter::repeat_n('0', whole - before.len()));
            if !after.is_empty() {
                text.push(mark);
                text.push_str(after);
            }
        }
        -20..0 => {
            text.push('0');
            text.push(mark);
            text.extend(std::iter::repeat_n('0', (-exponent - 1) as usize));
            text.push_str(digits);
        }
        _ => {
            let (first, rest) = digits.split_at(1);
            let rest = if rest.is_empty() { "0" } else { rest };
            let _ = write!(text, "{first}{mark}{rest}E{exponent:+03}");
        }
    }
    text
}

/// Days since the epoch as a day, a time of day, or both; nothing beyond the calendar.
fn moment(value: f64, epoch: Epoch) -> Option<String> {
    let (day, second) = day_and_second(value)?;
    let days = |from: Date, count: i64| {
        let there = from.checked_add(jiff::Span::new().try_days(count).ok()?).ok()?;
        (there.year() <= 9999).then(|| danish(there))
    };
    let day = match (epoch, day) {
        (_, 0) if second > 0 => return Some(time(second)),
        (Epoch::Of1904, _) => days(date(1904, 1, 1), day)?,
        (Epoch::Of1900, 0) => "00-01-1900".to_owned(),
        (Epoch::Of1900, 60) => "29-02-1900".to_owned(),
        (Epoch::Of1900, ..60) => days(date(1899, 12, 31), day)?,
        (Epoch::Of1900, _) => days(date(1899, 12, 30), day)?,
    };
    Some(match second {
        0 => day,
        second => format!("{day} {}", time(second)),
    })
}

/// Days as hours and minutes: `36:00`.
fn elapsed(value: f64) -> Option<String> {
    let (day, second) = day_and_second(value)?;
    Some(time(day * SECONDS + second))
}

const SECONDS: i64 = 86_400;

/// Whole days, and the seconds of the day to the nearest; nothing for a negative number.
fn day_and_second(value: f64) -> Option<(i64, i64)> {
    // No calendar goes as far as this, and all seconds up to here are whole numbers.
    if !(0.0..1e7).contains(&value) {
        return None;
    }
    let seconds = (value * SECONDS as f64).round() as i64;
    Some((seconds / SECONDS, seconds % SECONDS))
}

fn time(seconds: i64) -> String {
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match seconds {
        0 => format!("{hours:02}:{minutes:02}"),
        seconds => format!("{hours:02}:{minutes:02}:{seconds:02}"),
    }
}

fn danish(date: Date) -> String {
    format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year())
}

/// Appends a date cell of the kind that holds ISO 8601 instead of a number; other text as it is.
pub(super) fn write_iso(raw: &str, out: &mut String) {
    let text = raw.trim();
    match text.strip_suffix('Z').unwrap_or(text).parse::<DateTime>() {
        Ok(moment) => {
            let time_of_day = moment.time();
            let seconds = i64::from(time_of_day.hour()) * 3600
                + i64::from(time_of_day.minute()) * 60
                + i64::from(time_of_day.second());
            out.push_str(&danish(moment.date()));
            if seconds > 0 {
                out.push(' ');
                out.push_str(&time(seconds));
            }
        }
        Err(_) => out.push_str(raw),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arithmetic::{Number, NumberFault};
    use proptest::prelude::*;

    fn shown(raw: &str, format: Format, epoch: Epoch) -> String {
        let mut text = String::new();
        write_number(raw, format, epoch, DecimalMark::Comma, &mut text).unwrap();
        text
    }

    fn number(raw: &str) -> String {
        shown(raw, Format::Number, Epoch::Of1900)
    }

    #[test]
    fn a_number_is_the_shortest_decimal_of_its_fifteen_digits() {
        assert_eq!(number("0.30000000000000004"), "0,3");
        assert_eq!(number("7.1999999999999993"), "7,2");
        assert_eq!(number("10.1"), "10,1");
        assert_eq!(number("-2.50"), "-2,5");
        assert_eq!(number("1E-3"), "0,001");
        assert_eq!(number("0"), "0");
        assert_eq!(number("-0"), "0");
        assert_eq!(number("33.333333333333336"), "33,3333333333333");
        let mut text = String::new();
        let point = DecimalMark::Point;
        write_number("1.234", Format::Number, Epoch::Of1900, point, &mut text).unwrap();
        assert_eq!(text, "1.234");
    }

    #[test]
    fn ids_keep_their_digits_until_the_spreadsheet_has_lost_them() {
        assert_eq!(number("12345678"), "12345678");
        assert_eq!(number("1.2345678E7"), "12345678");
        assert_eq!(number("123456789012345"), "123456789012345");
        assert_eq!(number("1.23456789012346E+17"), "1,23456789012346E+17");
        assert_eq!(number("1E15"), "1,0E+15");
        for lost in ["1E15", "1.23456789012346E+17", "-4e300", "1e-300"] {
            let text = number(lost);
            let read = Number::from_cell(&text, DecimalMark::Comma);
            assert_eq!(read, Err(NumberFault::Exponent), "{text}");
        }
    }

    #[test]
    fn a_percentage_is_a_hundred_times_its_number_exactly() {
        let percent = |raw| shown(raw, Format::Percent, Epoch::Of1900);
        assert_eq!(percent("0.6"), "60 %");
        assert_eq!(percent("0.57999999999999996"), "58 %");
        assert_eq!(percent("0.065"), "6,5 %");
        assert_eq!(percent("1"), "100 %");
        assert_eq!(percent("0"), "0 %");
    }

    #[test]
    fn dates_count_from_1900_or_from_1904() {
        let date = |raw, epoch| shown(raw, Format::Date, epoch);
        assert_eq!(date("44286", Epoch::Of1900), "31-03-2021");
        assert_eq!(date("42824", Epoch::Of1904), "31-03-2021");
        assert_eq!(date("1", Epoch::Of1900), "01-01-1900");
        assert_eq!(date("59", Epoch::Of1900), "28-02-1900");
        assert_eq!(date("60", Epoch::Of1900), "29-02-1900");
        assert_eq!(date("61", Epoch::Of1900), "01-03-1900");
        assert_eq!(date("0", Epoch::Of1904), "01-01-1904");
        assert_eq!(date("2958465", Epoch::Of1900), "31-12-9999");
        assert_eq!(date("44286.5", Epoch::Of1900), "31-03-2021 12:00");
        assert_eq!(date("44286.999999999", Epoch::Of1900), "01-04-2021");
        assert_eq!(date("0.25", Epoch::Of1900), "06:00");
    }

    #[test]
    fn a_day_that_no_calendar_has_stays_a_number() {
        for raw in ["-1", "2958466", "1e300"] {
            assert_eq!(shown(raw, Format::Date, Epoch::Of1900), number(raw));
        }
    }

    #[test]
    fn a_date_cell_may_hold_iso_text() {
        let iso = |raw: &str| {
            let mut text = String::new();
            write_iso(raw, &mut text);
            text
        };
        assert_eq!(iso("2021-03-31"), "31-03-2021");
        assert_eq!(iso("2021-03-31T00:00:00.000Z"), "31-03-2021");
        assert_eq!(iso("2021-03-31T09:30:00"), "31-03-2021 09:30");
        assert_eq!(iso("i morgen"), "i morgen");
    }

    #[test]
    fn formats_are_known_by_their_first_section() {
        for code in ["0%", "0.00 %", "0%;[Red]-0%", "\\~0%"] {
            assert_eq!(Format::of(code), Format::Percent, "{code}");
        }
        for code in ["dd\\-mm\\-yyyy", "[$-406]d. mmmm yyyy", "h:mm AM/PM", "m/d/yy"] {
            assert_eq!(Format::of(code), Format::Date, "{code}");
        }
        for code in [
            "General",
            "#,##0.00",
            "0\"%\"",
            "0\\%",
            "#,##0 \"dage\"",
            "0.00E+00",
            "[Red]0",
            "_-* #,##0_-",
            "@",
            "0",
            "#,##0 [$kr.-406]",
            "0;0%",
        ] {
            assert_eq!(Format::of(code), Format::Number, "{code}");
        }
        assert_eq!(Format::of("[h]:mm"), Format::Elapsed);
        assert_eq!(Format::of("00\\ 00\\ 00\\ 00"), Format::Digits(8));
        assert_eq!(shown("7", Format::of("00000000"), Epoch::Of1900), "00000007");
        assert_eq!(shown("1.5", Format::of("[h]:mm"), Epoch::Of1900), "36:00");
    }

    proptest! {
        /// Every number that a cell may hold comes through a spreadsheet's binary number unharmed.
        #[test]
        fn numbers_of_nine_digits_and_four_decimals_survive(ten_thousandths in 0u64..10_000_000_000_000) {
            let number = Number::from_ten_thousandths(ten_thousandths);
            let binary: f64 = number.to_string().parse().unwrap();
            for raw in [format!("{binary}"), format!("{binary:.17}"), format!("{binary:.16e}")] {
                let text = self::number(&raw);
                prop_assert_eq!(Number::from_cell(&text, DecimalMark::Comma), Ok(number), "{}", text);
            }
        }
    }
}
