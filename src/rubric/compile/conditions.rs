//! Checks what a criterion asks: one fact with a test that fits it, or a group of such conditions.

use super::super::condition::{Bound, Condition, Criterion, GroupKind, Leaf};
use super::super::indicator::{Indicator, Kind, OptionSet, Options};
use super::super::wire::{self, Text};
use super::bounds::BoundOf;
use super::compiler::{Compiler, owned, suggestion};
use crate::source::Span;
use crate::words::Message;
use toml::Spanned;

impl Compiler<'_> {
    pub(super) fn criterion(
        &mut self,
        wire: &wire::Criterion<'_>,
        indicators: &[Indicator],
    ) -> Option<Criterion> {
        let id = wire.id.get_ref();
        match self.ids.get(&**id) {
            Some(first) => {
                let diagnostic = self
                    .diagnostic(wire.id.span(), Message::CriterionIdTwice { id: id.to_string() })
                    .related(first.clone(), Message::FirstHere);
                self.push(diagnostic);
            }
            None => {
                self.ids.insert(id.to_string(), wire.id.span());
            }
        }
        Some(Criterion {
            id: id.to_string(),
            text: owned(&wire.text),
            basis: wire.basis.as_ref().map(owned),
            own: wire.own,
            bound_basis: wire.bound_basis.as_ref().map(owned),
            condition: self.condition(&wire.condition, indicators)?,
            span: wire.condition.span.clone(),
        })
    }

    pub(super) fn condition(
        &mut self,
        wire: &wire::Condition<'_>,
        indicators: &[Indicator],
    ) -> Option<Condition> {
        let groups = [
            (GroupKind::Any, &wire.any_of),
            (GroupKind::All, &wire.all_of),
            (GroupKind::AtLeast, &wire.of),
        ];
        let groups: Vec<_> = groups
            .into_iter()
            .filter_map(|(kind, members)| members.as_ref().map(|members| (kind, members)))
            .collect();
        let facts = [
            wire.indicator.as_ref().map(Spanned::span),
            wire.sum.as_ref().map(Spanned::span),
            wire.union.as_ref().map(Spanned::span),
        ];
        let heads = groups.len() + facts.iter().flatten().count();
        if heads != 1 {
            let message =
                if heads == 0 { Message::NoFactAndNoGroup } else { Message::SeveralFactsOrGroups };
            self.error(wire.span.clone(), message);
            return None;
        }
        match groups.first() {
            Some((kind, members)) => self.group(wire, *kind, members, indicators),
            None => self.leaf(wire, indicators).map(Condition::Leaf),
        }
    }

    pub(super) fn group(
        &mut self,
        wire: &wire::Condition<'_>,
        kind: GroupKind,
        members: &Spanned<Vec<wire::Condition<'_>>>,
        indicators: &[Indicator],
    ) -> Option<Condition> {
        self.refuse_tests(
            wire,
            if kind == GroupKind::AtLeast { &["at_least"] } else { &[] },
            "group",
        );
        let compiled: Vec<Option<Condition>> =
            members.get_ref().iter().map(|member| self.condition(member, indicators)).collect();
        if compiled.is_empty() {
            self.error(members.span(), Message::EmptyGroup);
            return None;
        }
        let n = match kind {
            GroupKind::Any => 1,
            GroupKind::All => compiled.len(),
            GroupKind::AtLeast => match &wire.at_least {
                Some(at_least) => self.at_least(at_least, compiled.len())?,
                None => {
                    self.error(members.span(), Message::OfWithoutAtLeast);
                    return None;
                }
            },
        };
        Some(Condition::AtLeast { kind, n, members: compiled.into_iter().collect::<Option<_>>()? })
    }

    /// Reports every test of `wire` that is not among `allowed`: it does not fit the fact, or a group.
    pub(super) fn refuse_tests(
        &mut self,
        wire: &wire::Condition<'_>,
        allowed: &[&str],
        kind: &'static str,
    ) -> bool {
        let tests = [
            ("min", wire.min.as_ref().map(Spanned::span)),
            ("max", wire.max.as_ref().map(Spanned::span)),
            ("min_for", wire.min_for.as_ref().map(Spanned::span)),
            ("max_for", wire.max_for.as_ref().map(Spanned::span)),
            ("is", wire.is.as_ref().map(Spanned::span)),
            ("one_of", wire.one_of.as_ref().map(Spanned::span)),
            ("includes", wire.includes.as_ref().map(Spanned::span)),
            ("at_least", wire.at_least.as_ref().map(Spanned::span)),
            ("at_least_for", wire.at_least_for.as_ref().map(Spanned::span)),
        ];
        let mut refused = false;
        for (key, span) in tests {
            if let Some(span) = span
                && !allowed.contains(&key)
            {
                self.error(span, Message::TestDoesNotFit { test: key, kind });
                refused = true;
            }
        }
        refused
    }

    pub(super) fn leaf(
        &mut self,
        wire: &wire::Condition<'_>,
        indicators: &[Indicator],
    ) -> Option<Leaf> {
        let named = self.fact(wire, indicators)?;
        let [first, ..] = named[..] else {
            return None;
        };
        let kind = &indicators[first].kind;
        let sum = wire.sum.is_some();
        let bounds = ["min", "max", "min_for", "max_for"];
        let (allowed, name): (&[&str], _) = match kind {
            _ if sum => (&bounds, "sum"),
            Kind::Count | Kind::Number | Kind::Share { .. } => (&bounds, kind.as_str()),
            Kind::Bool => (&["is"], "bool"),
            Kind::Choice { ordered: true, .. } => {
                (&["min", "max", "min_for", "max_for", "one_of"], "choice")
            }
            Kind::Choice { .. } => (&["one_of"], "unordered choice"),
            Kind::Set { .. } => (&["includes", "at_least", "at_least_for"], "set"),
        };
        if self.refuse_tests(wire, allowed, name) {
            return None;
        }
        match kind {
            Kind::Bool => match &wire.is {
                Some(is) => Some(Leaf::Is { indicator: [first], value: *is.get_ref() }),
                None => self.no_test(wire, allowed),
            },
            Kind::Set { options } => self.includes(wire, named, options),
            Kind::Choice { options, ordered } => match &wire.one_of {
                Some(one_of) if wire.min.is_none() && wire.max.is_none() => {
                    let options = self.named_options(one_of, "one_of", options)?;
                    Some(Leaf::OneOf { indicator: [first], options })
                }
                Some(one_of) => {
                    self.error(one_of.span(), Message::TwoTests);
                    None
                }
                None if *ordered => self.range(wire, named, Some(options), allowed),
                None => self.no_test(wire, allowed),
            },
            Kind::Count | Kind::Number | Kind::Share { .. } => {
                self.range(wire, named, None, allowed)
            }
        }
    }

    pub(super) fn no_test<T>(&mut self, wire: &wire::Condition<'_>, allowed: &[&str]) -> Option<T> {
        // An exception alone is no test.
        let tests: Vec<&str> =
            allowed.iter().copied().filter(|test| !test.ends_with("_for")).collect();
        let message = Message::LeafWithoutTest { tests: tests.join(", ") };
        self.error(wire.span.clone(), message);
        None
    }

    /// The indicators of a leaf's fact, all of kinds that go together.
    pub(super) fn fact(
        &mut self,
        wire: &wire::Condition<'_>,
        indicators: &[Indicator],
    ) -> Option<Vec<usize>> {
        if let Some(name) = &wire.indicator {
            return self.indicator_among(name, indicators).map(|index| vec![index]);
        }
        let (key, names) = match (&wire.sum, &wire.union) {
            (Some(names), _) => ("sum", names),
            (None, Some(names)) => ("union", names),
            (None, None) => return None,
        };
        if names.get_ref().is_empty() {
            self.error(names.span(), Message::EmptyList { key: key.to_owned() });
            return None;
        }
        let indices: Vec<Option<usize>> =
            names.get_ref().iter().map(|name| self.indicator_among(name, indicators)).collect();
        let indices: Vec<usize> = indices.into_iter().collect::<Option<_>>()?;
        for (position, (name, index)) in names.get_ref().iter().zip(&indices).enumerate() {
            if indices[..position].contains(index) {
                self.error(name.span(), Message::NamedTwice { name: owned(name) });
                return None;
            }
            let first = &indicators[indices[0]].kind;
            let kind = &indicators[*index].kind;
            let fits = match (key, first, kind) {
                ("sum", Kind::Count, Kind::Count) | ("sum", Kind::Number, Kind::Number) => true,
                ("union", Kind::Set { options }, Kind::Set { options: others }) => {
                    options.folded == others.folded
                }
                _ => false,
            };
            if !fits {
                let name_text = owned(name);
                let message = match (key, kind) {
                    ("sum", _) => {
                        Message::SumOfOtherThanCounts { name: name_text, kind: kind.as_str() }
                    }
                    (_, Kind::Set { .. }) => Message::UnionOfOtherOptions {
                        name: name_text,
                        first: indicators[indices[0]].id.clone(),
                    },
                    _ => Message::UnionOfOtherThanSets { name: name_text, kind: kind.as_str() },
                };
                self.error(name.span(), message);
                return None;
            }
        }
        Some(indices)
    }

    pub(super) fn includes(
        &mut self,
        wire: &wire::Condition<'_>,
        indicators: Vec<usize>,
        all: &Options,
    ) -> Option<Leaf> {
        let (named, options) = match &wire.includes {
            Some(includes) => (true, self.named_options(includes, "includes", all)?),
            None if wire.at_least.is_some() => (false, all.all()),
            None => return self.no_test(wire, &["includes", "at_least"]),
        };
        let number = BoundOf::Options { most: options.len() };
        let exceptions = wire.at_least_for.as_ref();
        let at_least = self.bound(wire.at_least.as_ref(), exceptions, "at_least", number)?;
        let leaf = Leaf::Includes {
            indicators,
            named,
            options,
            at_least: at_least.unwrap_or_else(|| Bound::of_options(options.len())),
        };
        self.check_combinations(wire, &leaf).then_some(leaf)
    }

    pub(super) fn named_options(
        &mut self,
        names: &Spanned<Vec<Text<'_>>>,
        key: &str,
        all: &Options,
    ) -> Option<OptionSet> {
        if names.get_ref().is_empty() {
            self.error(names.span(), Message::EmptyList { key: key.to_owned() });
            return None;
        }
        let mut set = OptionSet::EMPTY;
        let mut complete = true;
        for name in names.get_ref() {
            match self.option(name.get_ref(), name.span(), all) {
                Some(index) if set.contains(index) => {
                    self.error(name.span(), Message::NamedTwice { name: owned(name) });
                    complete = false;
                }
                Some(index) => set = set.with(index),
                None => complete = false,
            }
        }
        complete.then_some(set)
    }

    pub(super) fn option(&mut self, name: &str, span: Span, all: &Options) -> Option<usize> {
        let found = all.find(name);
        if found.is_none() {
            let names: Vec<&str> = all.names.iter().map(String::as_str).collect();
            self.unknown(
                span,
                Message::UnknownOption { name: name.to_owned() },
                suggestion(name, &names),
            );
        }
        found
    }
}
