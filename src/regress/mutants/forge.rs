//! What every maker of mutants has at hand.

use crate::arithmetic::Number;
use crate::regress::{Location, Tweak};
use crate::rubric::wire::Wire;
use crate::rubric::{Kind, Rubric};
use crate::source::Span;
use std::sync::Arc;

/// Makes the mutants of one rubric; text and checked rubric are walked side by side, for the places.
pub(super) struct Forge<'r> {
    pub(super) rubric: &'r Rubric,
    pub(super) wire: &'r Wire<'r>,
}

impl Forge<'_> {
    fn at(&self, span: Span) -> Location {
        Location { source: Arc::clone(&self.rubric.source), span }
    }

    pub(super) fn tweak(
        &self,
        place: &str,
        from: impl Into<String>,
        to: Option<String>,
        span: &Span,
    ) -> Tweak {
        Tweak { place: place.to_owned(), from: Some(from.into()), to, at: self.at(span.clone()) }
    }
}

pub(super) fn option_name(kind: &Kind, option: usize) -> String {
    let names = kind.options().map(|options| &options.names);
    names.and_then(|names| names.get(option)).cloned().unwrap_or_default()
}

/// A step down, if that is not below zero, and a step up.
pub(super) fn steps(value: Number, step: Number) -> Vec<Number> {
    let (value, step) = (value.ten_thousandths(), step.ten_thousandths());
    [value.checked_sub(step), value.checked_add(step)]
        .into_iter()
        .flatten()
        .map(Number::from_ten_thousandths)
        .collect()
}

/// One of the last digit that a number has: 1 of 60, 0.1 of 2.5.
pub(super) fn last_digit(value: Number) -> Number {
    let mut step = Number::from_integer(1).ten_thousandths();
    while !value.ten_thousandths().is_multiple_of(step) {
        step /= 10;
    }
    Number::from_ten_thousandths(step)
}
