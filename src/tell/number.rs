//! Numbers and days as the reader writes them.

use crate::arithmetic::Fraction;
use crate::words::{Lang, asked};
use jiff::civil::Date;

/// A day as the reader writes it.
pub fn day(date: Date, lang: Lang) -> String {
    match lang {
        Lang::Da => format!("{:02}-{:02}-{:04}", date.day(), date.month(), date.year()),
        Lang::En => date.to_string(),
    }
}

/// A whole number as the reader writes it, thousands marked.
pub fn whole(number: u64, lang: Lang) -> String {
    let digits = number.to_string();
    let mark = match lang {
        Lang::Da => '.',
        Lang::En => ',',
    };
    let mut text = String::new();
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(mark);
        }
        text.push(digit);
    }
    text
}

/// A number of hundredths with two decimals: `1,38`.
pub fn hundredths(n: impl Into<u64>, lang: Lang) -> String {
    let n = n.into();
    format!("{}{}{:02}", n / 100, asked::mark(lang).sign(), n % 100)
}

/// A share of all: to a tenth of a percent; what is not quite all or nothing is not rounded to it.
pub fn percent(share: Fraction, lang: Lang) -> String {
    let tenths = share.per_mille();
    match tenths {
        0 if share > Fraction::ZERO => format!("<{}", per_mille(1, lang)),
        1000 if share < Fraction::ONE => format!(">{}", per_mille(999, lang)),
        tenths => per_mille(tenths, lang),
    }
}

fn per_mille(tenths: u32, lang: Lang) -> String {
    let (whole, tenth) = (tenths / 10, tenths % 10);
    match (lang, tenths % 1000) {
        (Lang::Da, 0) => format!("{whole} %"),
        (Lang::En, 0) => format!("{whole}%"),
        (Lang::Da, _) => format!("{whole},{tenth} %"),
        (Lang::En, _) => format!("{whole}.{tenth}%"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_days_are_written_as_the_reader_writes_them() {
        assert_eq!(whole(999, Lang::Da), "999");
        assert_eq!(whole(1_234_567, Lang::Da), "1.234.567");
        assert_eq!(whole(12_000, Lang::En), "12,000");
        assert_eq!(hundredths(205_u32, Lang::Da), "2,05");
        let date = jiff::civil::date(2021, 3, 9);
        assert_eq!(day(date, Lang::Da), "09-03-2021");
        assert_eq!(day(date, Lang::En), "2021-03-09");
    }
}
