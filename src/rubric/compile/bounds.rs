//! Checks the bounds of a leaf and their exceptions, each a number or an option.

use super::super::condition::{Bound, Exception, GroupValues, Leaf, MAX_COMBINATIONS};
use super::super::indicator::Options;
use super::super::wire::{self, Literal, LiteralValue};
use super::compiler::{Compiler, owned, suggestion};
use crate::arithmetic::{Number, NumberFault};
use crate::words::Message;
use toml::Spanned;

/// What a bound is a bound of, which decides what may be written.
#[derive(Debug, Clone, Copy)]
pub(super) enum BoundOf<'o> {
    Number,
    /// The options of an ordered choice, of which the bound is one.
    Choice(&'o Options),
    /// So many options of a set.
    Options {
        most: usize,
    },
}

impl Compiler<'_> {
    pub(super) fn at_least(&mut self, literal: &Literal<'_>, most: usize) -> Option<usize> {
        let number = self.number(literal)?;
        let n =
            usize::try_from(number.ten_thousandths() / Number::from_integer(1).ten_thousandths())
                .ok();
        match n {
            Some(n) if number.is_whole() && (1..=most).contains(&n) => Some(n),
            _ => {
                self.error(literal.span(), Message::AtLeastOutOfRange { most });
                None
            }
        }
    }

    pub(super) fn range(
        &mut self,
        wire: &wire::Condition<'_>,
        indicators: Vec<usize>,
        options: Option<&Options>,
        allowed: &[&str],
    ) -> Option<Leaf> {
        if wire.min.is_none()
            && wire.max.is_none()
            && wire.min_for.is_none()
            && wire.max_for.is_none()
        {
            return self.no_test(wire, allowed);
        }
        let of = options.map_or(BoundOf::Number, BoundOf::Choice);
        let min = self.bound(wire.min.as_ref(), wire.min_for.as_ref(), "min", of);
        let max = self.bound(wire.max.as_ref(), wire.max_for.as_ref(), "max", of);
        let (min, max) = (min?, max?);
        let leaf = Leaf::Range { indicators, sum: wire.sum.is_some(), min, max };
        self.check_combinations(wire, &leaf).then_some(leaf)
    }

    /// The bound, or that there is none; nothing where it is faulty.
    #[expect(
        clippy::option_option,
        reason = "the outer says whether it could be read, the inner whether it is there"
    )]
    pub(super) fn bound(
        &mut self,
        base: Option<&Literal<'_>>,
        exceptions: Option<&Spanned<Vec<wire::BoundFor<'_>>>>,
        key: &'static str,
        of: BoundOf<'_>,
    ) -> Option<Option<Bound>> {
        let value = base.map(|literal| self.bound_value(literal, of));
        let mut compiled = Vec::new();
        let mut complete = true;
        for entry in exceptions.iter().flat_map(|entries| entries.get_ref()) {
            match self.exception(entry, of) {
                Some(exception) => compiled.push(exception),
                None => complete = false,
            }
        }
        match (value, exceptions) {
            (None, Some(alone)) => {
                self.error(alone.span(), Message::ExceptionWithoutBound { key });
                None
            }
            (None, None) => Some(None),
            (Some(value), _) => {
                let value = value?;
                complete.then_some(Some(Bound { value, exceptions: compiled }))
            }
        }
    }

    pub(super) fn exception(
        &mut self,
        wire: &wire::BoundFor<'_>,
        of: BoundOf<'_>,
    ) -> Option<Exception> {
        let bound = self.bound_value(&wire.bound, of);
        let group = self.groups.iter().position(|group| group.column.id() == wire.group.get_ref());
        let Some(group) = group else {
            let names: Vec<&str> = self.groups.iter().map(|group| group.column.id()).collect();
            self.unknown(
                wire.group.span(),
                Message::UnknownGroup { name: owned(&wire.group) },
                suggestion(wire.group.get_ref(), &names),
            );
            return None;
        };
        let value = self.groups[group].find(wire.value.get_ref());
        let Some(value) = value else {
            let names: Vec<&str> = self.groups[group].values.iter().map(String::as_str).collect();
            self.unknown(
                wire.value.span(),
                Message::UnknownGroupValue { value: owned(&wire.value), group: owned(&wire.group) },
                suggestion(wire.value.get_ref(), &names),
            );
            return None;
        };
        Some(Exception { group, value, bound: bound? })
    }

    pub(super) fn bound_value(&mut self, literal: &Literal<'_>, of: BoundOf<'_>) -> Option<Number> {
        match (literal.get_ref(), of) {
            (LiteralValue::Option(name), BoundOf::Choice(options)) => {
                let index = self.option(name, literal.span(), options)?;
                u32::try_from(index).ok().map(Number::from_integer)
            }
            (LiteralValue::Number(_), BoundOf::Choice(_)) => {
                self.error(literal.span(), Message::BoundIsNoOption);
                None
            }
            (_, BoundOf::Options { most }) => self
                .at_least(literal, most)
                .and_then(|n| u32::try_from(n).ok())
                .map(Number::from_integer),
            (_, BoundOf::Number) => self.number(literal),
        }
    }

    pub(super) fn number(&mut self, literal: &Literal<'_>) -> Option<Number> {
        let LiteralValue::Number(text) = literal.get_ref() else {
            self.error(literal.span(), Message::WrongType { expected: "number", found: "string" });
            return None;
        };
        let message = match Number::from_rubric(text.strip_prefix('+').unwrap_or(text)) {
            Ok(number) => return Some(number),
            Err(NumberFault::Negative) => Message::NumberNegative,
            Err(NumberFault::TooLarge | NumberFault::TooPrecise) => Message::NumberTooLong,
            Err(_) => Message::NumberNotPlain,
        };
        self.error(literal.span(), message);
        None
    }

    /// For every kind of supplier the lower bound must not be above the upper one.
    pub(super) fn check_combinations(&mut self, wire: &wire::Condition<'_>, leaf: &Leaf) -> bool {
        if leaf.combination_count(&self.groups) > MAX_COMBINATIONS {
            let message = Message::TooManyCombinations { most: MAX_COMBINATIONS };
            self.error(wire.span.clone(), message);
            return false;
        }
        let [Some(low), Some(high)] = leaf.bounds() else {
            return true;
        };
        let unknown = vec![None; self.groups.len()];
        let crossed = leaf
            .combinations(&self.groups, &unknown)
            .into_iter()
            .find(|groups| low.for_groups(groups) > high.for_groups(groups));
        if let Some(groups) = &crossed {
            let message = if low.value > high.value {
                Message::MinAboveMax
            } else {
                Message::MinAboveMaxFor { groups: self.named_groups(groups) }
            };
            let place = |literal: &Option<Literal<'_>>| {
                literal.as_ref().map_or(wire.span.clone(), Spanned::span)
            };
            let diagnostic = self
                .diagnostic(place(&wire.min), message)
                .related(place(&wire.max), Message::UpperBoundHere);
            self.push(diagnostic);
        }
        crossed.is_none()
    }

    /// `leverandoertype = matrikelloes`.
    pub(super) fn named_groups(&self, values: &GroupValues) -> String {
        let named = self.groups.iter().zip(values).filter_map(|(group, value)| {
            let value = &group.values[(*value)?];
            Some(format!("{} = {value}", group.column.id()))
        });
        named.collect::<Vec<_>>().join(", ")
    }
}
