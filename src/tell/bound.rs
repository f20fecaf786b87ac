//! A bound in words.

use crate::arithmetic::Number;
use crate::explain::AppliedBound;
use crate::rubric::{Indicator, Kind};
use crate::words::{Asked, Lang, asked, unit_of};

/// A bound on a fact without its unit: a number, or the option that it is on a scale.
pub(super) fn value(indicator: &Indicator, bound: Number, lang: Lang) -> String {
    match &indicator.kind {
        Kind::Choice { .. } => asked::quoted(indicator.option_at(bound), lang),
        Kind::Count | Kind::Number | Kind::Share { .. } | Kind::Bool | Kind::Set { .. } => {
            asked::number(bound, lang)
        }
    }
}

/// The same with its unit.
pub(super) fn amount(indicator: &Indicator, bound: Number, lang: Lang) -> String {
    let value = value(indicator, bound, lang);
    match (&indicator.kind, &indicator.unit) {
        (Kind::Share { .. }, _) => Asked::Percent { n: value }.text(lang),
        (Kind::Count | Kind::Number, Some(unit)) => format!("{value} {}", unit_of(&value, unit)),
        (Kind::Count | Kind::Number | Kind::Bool | Kind::Choice { .. } | Kind::Set { .. }, _) => {
            value
        }
    }
}

/// The bound that applied, without its unit: from one to another while it is not known which.
pub(super) fn applied(indicator: &Indicator, bound: &AppliedBound, lang: Lang) -> String {
    between(indicator, bound, value(indicator, bound.high, lang), lang)
}

/// The same with its unit.
pub(super) fn applied_amount(indicator: &Indicator, bound: &AppliedBound, lang: Lang) -> String {
    between(indicator, bound, amount(indicator, bound.high, lang), lang)
}

fn between(indicator: &Indicator, bound: &AppliedBound, high: String, lang: Lang) -> String {
    match bound.is_open() {
        false => high,
        true => Asked::Between { low: value(indicator, bound.low, lang), high }.text(lang),
    }
}
