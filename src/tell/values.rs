//! Numbers, levels and answers as people write them.

use super::bound;
use super::number::hundredths;
use super::teller::Teller;
use crate::arithmetic::Number;
use crate::rubric::Indicator;
use crate::vocabulary::{Interval, Parameter};
use crate::words::why::list;
use crate::words::{Asked, Why, asked};

impl Teller<'_> {
    pub(super) fn labels(&self, parameters: &[Parameter]) -> String {
        let labels: Vec<&str> = parameters.iter().map(|parameter| parameter.label()).collect();
        list(&labels, self.lang)
    }

    /// A level, or from one to another.
    pub(super) fn levels(&self, interval: Interval) -> String {
        match interval.determined() {
            Some(level) => level.to_string(),
            None => {
                Asked::Between { low: interval.min.to_string(), high: interval.max.to_string() }
                    .text(self.lang)
            }
        }
    }

    pub(super) fn yes_no(&self, value: bool) -> String {
        asked::yes_no(value, self.lang)
    }

    /// What somebody wrote.
    pub(crate) fn quoted(&self, text: &str) -> String {
        asked::quoted(text, self.lang)
    }

    pub(super) fn number(&self, number: Number) -> String {
        asked::number(number, self.lang)
    }

    /// A number with its unit.
    pub(super) fn amount(&self, indicator: &Indicator, number: Number) -> String {
        bound::amount(indicator, number, self.lang)
    }

    pub(super) fn ratio(&self, part: Number, whole: Number) -> String {
        let share = percent_hundredths(part, whole);
        let n = match share % 100 {
            0 => (share / 100).to_string(),
            _ => hundredths(share, self.lang).trim_end_matches('0').to_owned(),
        };
        self.say(&Why::PartOf {
            share: Asked::Percent { n }.text(self.lang),
            part: self.number(part),
            whole: self.number(whole),
        })
    }
}

/// A share for people, in hundredths of a percent, half up; decisions compare the exact fraction.
fn percent_hundredths(part: Number, whole: Number) -> u64 {
    let (part, whole) =
        (u128::from(part.ten_thousandths()), u128::from(whole.ten_thousandths()).max(1));
    u64::try_from((part * 20_000 + whole) / (2 * whole)).unwrap_or(u64::MAX)
}
