//! What differs between the criteria of two rubrics.

use super::edit::{ConditionPart, Key, Slot};
use super::finder::Finder;
use super::meaning::{
    as_written, exceptions_said, fact, folded, joined, meaning, number_of, said, same_tests,
    shortened, word,
};
use super::written::{find, listed, members, named};
use crate::arithmetic::fold;
use crate::rubric::wire::{self, Condition, Text, Wire};
use crate::source::Span;
use crate::vocabulary::{Level, Parameter};
use toml::Spanned;

impl Finder<'_> {
    pub(super) fn criteria(&mut self) {
        for parameter in Parameter::ALL {
            let name = parameter.id();
            let (Some(old), Some(new)) =
                (named(&self.before.parameters, name), named(&self.after.parameters, name))
            else {
                continue;
            };
            // A parameter that changes its method changes as a whole.
            let replaced = |name: &str| {
                let method = |wire: &Wire<'_>| {
                    let method = named(&wire.parameters, name)?.method.as_ref()?;
                    (method.get_ref() != "criteria").then(|| method.get_ref().to_string())
                };
                method(self.before) != method(self.after)
            };
            if replaced(name) {
                continue;
            }
            for (level, key) in Level::DESCRIBED.map(Level::key).into_iter().enumerate() {
                let here = format!("{name} {key}");
                for criterion in &old.criteria[level] {
                    let id = criterion.id.get_ref();
                    let is_elsewhere =
                        find(self.after, id).is_some_and(|((to, _), _)| !replaced(&to));
                    if !is_elsewhere {
                        let span =
                            self.after.parameters.iter().find(|(key, _)| key.get_ref() == name);
                        let span = span.map_or(0..0, |(key, _)| key.span());
                        let slot = Slot::CriterionDropped(id.to_string());
                        self.push(slot, &here, Some(id.to_string()), None, span);
                    }
                }
                for criterion in &new.criteria[level] {
                    let id = criterion.id.get_ref();
                    let span = criterion.id.span();
                    match find(self.before, id).filter(|((from, _), _)| !replaced(from)) {
                        None => {
                            let slot = Slot::CriterionAdded(id.to_string());
                            self.push(slot, &here, None, Some(id.to_string()), span);
                        }
                        Some(((from, at), _)) if from != name || at != level => {
                            let from = format!("{from} {}", Level::DESCRIBED[at].key());
                            let slot = Slot::CriterionMoved(id.to_string());
                            self.push(slot, id, Some(from), Some(here.clone()), span);
                        }
                        Some((_, before)) => self.criterion(before, criterion),
                    }
                }
            }
        }
    }

    fn criterion(&mut self, old: &wire::Criterion<'_>, new: &wire::Criterion<'_>) {
        let id = new.id.get_ref().as_ref();
        let texts = (old.text.get_ref().as_ref(), new.text.get_ref().as_ref());
        self.wording(&format!("{id} text"), Some(texts.0), Some(texts.1), new.text.span());
        let span = new.basis.as_ref().map_or(new.id.span(), Spanned::span);
        let basis = (word(&old.basis), word(&new.basis));
        self.wording(&format!("{id} basis"), basis.0.as_deref(), basis.1.as_deref(), span);
        let own = (old.own.to_string(), new.own.to_string());
        self.wording(&format!("{id} own"), Some(&own.0), Some(&own.1), new.id.span());
        let numbers = (word(&old.bound_basis), word(&new.bound_basis));
        let span = new.bound_basis.as_ref().map_or(new.id.span(), Spanned::span);
        self.wording(
            &format!("{id} bound_basis"),
            numbers.0.as_deref(),
            numbers.1.as_deref(),
            span,
        );
        let paths = (Vec::new(), Vec::new());
        self.condition(id, id, &old.condition, &new.condition, paths, new.id.span());
    }

    fn condition(
        &mut self,
        id: &str,
        place: &str,
        old: &Condition<'_>,
        new: &Condition<'_>,
        paths: (Vec<usize>, Vec<usize>),
        at: Span,
    ) {
        if said(old) == said(new) {
            return;
        }
        let of = |part| Slot::Condition(id.to_owned(), paths.0.clone(), paths.1.clone(), part);
        match (members(old), members(new)) {
            (Some((n, _, olds)), Some((m, key, news))) => {
                if let Some(pairs) = pairs(olds.get_ref(), news.get_ref()) {
                    if n != m {
                        let count = pairs.len();
                        let span = new.at_least.as_ref().map_or(news.span(), Spanned::span);
                        let (from, to) = (format!("{n}/{count}"), format!("{m}/{count}"));
                        let place = format!("{place} {key}");
                        self.push(of(ConditionPart::Number), &place, Some(from), Some(to), span);
                    }
                    for (one, other) in pairs {
                        let (old, new) = (&olds.get_ref()[one], &news.get_ref()[other]);
                        let mut paths = paths.clone();
                        paths.0.push(one);
                        paths.1.push(other);
                        let name = fact(new).unwrap_or_else(|| "…".to_owned());
                        let place = format!("{place} {name}");
                        self.condition(id, &place, old, new, paths, new.span.clone());
                    }
                    return;
                }
            }
            (None, None) if fact(old) == fact(new) && same_tests(old, new) => {
                return self.leaf(place, old, new, of, at);
            }
            _ => {}
        }
        let (from, to) = (Some(shortened(&said(old))), Some(shortened(&said(new))));
        self.push(of(ConditionPart::Whole), place, from, to, at);
    }

    fn leaf(
        &mut self,
        place: &str,
        old: &Condition<'_>,
        new: &Condition<'_>,
        of: impl Fn(ConditionPart) -> Slot,
        at: Span,
    ) {
        for (key, name, part, (a, b)) in [
            (Key::Min, "min", ConditionPart::Min, (&old.min, &new.min)),
            (Key::Max, "max", ConditionPart::Max, (&old.max, &new.max)),
        ] {
            if a.as_ref().map(meaning) != b.as_ref().map(meaning) {
                let span = b.as_ref().map_or(at.clone(), Spanned::span);
                let (from, to) = (a.as_ref().map(as_written), b.as_ref().map(as_written));
                self.push(of(part), &format!("{place} {name}"), from, to, span);
            }
            let (a, b) = match key {
                Key::Min => (&old.min_for, &new.min_for),
                Key::Max | Key::AtLeast => (&old.max_for, &new.max_for),
            };
            self.exceptions(place, key, name, a, b, &of, &at);
        }
        if let (Some(from), Some(to)) = (&old.is, &new.is)
            && from != to
        {
            let (from, span, to) = (from.get_ref(), to.span(), to.get_ref());
            let place = format!("{place} is");
            let (from, to) = (Some(from.to_string()), Some(to.to_string()));
            self.push(of(ConditionPart::Is), &place, from, to, span);
        }
        // The number is all of the options where none is given, so the two go together.
        if self.lists(place, old, new, &of) {
            return;
        }
        if number_of(old) != number_of(new) {
            let span = new.at_least.as_ref().map_or(at.clone(), Spanned::span);
            self.push(
                of(ConditionPart::AtLeast),
                &format!("{place} at_least"),
                number_of(old),
                number_of(new),
                span,
            );
        }
        let (a, b) = (&old.at_least_for, &new.at_least_for);
        self.exceptions(place, Key::AtLeast, "at_least", a, b, &of, &at);
    }

    /// The options that are named; whether other ones must be included.
    fn lists(
        &mut self,
        place: &str,
        old: &Condition<'_>,
        new: &Condition<'_>,
        of: &impl Fn(ConditionPart) -> Slot,
    ) -> bool {
        let mut listed = false;
        for (name, part, a, b) in [
            ("one_of", ConditionPart::OneOf, &old.one_of, &new.one_of),
            ("includes", ConditionPart::Includes, &old.includes, &new.includes),
        ] {
            let (Some(a), Some(b)) = (a, b) else { continue };
            if folded(a.get_ref()) != folded(b.get_ref()) {
                listed |= part == ConditionPart::Includes;
                let said = |list: &[Text<'_>]| Some(shortened(&joined(list, " | ")));
                let (from, to) = (said(a.get_ref()), said(b.get_ref()));
                self.push(of(part), &format!("{place} {name}"), from, to, b.span());
            }
        }
        listed
    }

    #[expect(clippy::too_many_arguments, reason = "two lists, and where they stand")]
    fn exceptions(
        &mut self,
        place: &str,
        key: Key,
        name: &str,
        old: &Option<Spanned<Vec<wire::BoundFor<'_>>>>,
        new: &Option<Spanned<Vec<wire::BoundFor<'_>>>>,
        of: &impl Fn(ConditionPart) -> Slot,
        at: &Span,
    ) {
        if exceptions_said(name, old) == exceptions_said(name, new) {
            return;
        }
        let (olds, news) = (listed(old), listed(new));
        let columns = olds.iter().chain(news).map(|entry| entry.group.get_ref());
        let is_one_column = columns.clone().min() == columns.max();
        let who = |entry: &wire::BoundFor<'_>| {
            (entry.group.get_ref().to_string(), fold(entry.value.get_ref()))
        };
        let place = |entry: &wire::BoundFor<'_>| {
            let (group, value) = (entry.group.get_ref(), entry.value.get_ref());
            format!("{place} {name}_for {group}={value}")
        };
        let same_order = olds.iter().map(who).eq(news.iter().map(who));
        if !is_one_column && !same_order {
            let said = |list| exceptions_said(name, list).map(|said| shortened(&said));
            let span = new.as_ref().map_or(at.clone(), Spanned::span);
            self.push(
                of(ConditionPart::Exceptions(key)),
                &format!("{name}_for"),
                said(old),
                said(new),
                span,
            );
            return;
        }
        for entry in olds {
            let (group, value) = who(entry);
            let slot = of(ConditionPart::Exception(key, group, value));
            let from = Some(as_written(&entry.bound));
            match news.iter().find(|other| who(other) == who(entry)) {
                None => self.push(slot, &place(entry), from, None, at.clone()),
                Some(other) if meaning(&other.bound) != meaning(&entry.bound) => {
                    let to = Some(as_written(&other.bound));
                    self.push(slot, &place(other), from, to, other.bound.span());
                }
                Some(_) => {}
            }
        }
        for entry in news {
            if !olds.iter().any(|other| who(other) == who(entry)) {
                let (group, value) = who(entry);
                let slot = of(ConditionPart::Exception(key, group, value));
                let to = Some(as_written(&entry.bound));
                self.push(slot, &place(entry), None, to, entry.bound.span());
            }
        }
    }
}

/// Which member became which: those that mean the same, then those on one fact, then by order. Nothing
/// where there are more of them on one side.
fn pairs(olds: &[Condition<'_>], news: &[Condition<'_>]) -> Option<Vec<(usize, usize)>> {
    if olds.len() != news.len() {
        return None;
    }
    let mut left: Vec<usize> = (0..news.len()).collect();
    let mut paired = vec![None; olds.len()];
    let alike: [fn(&Condition<'_>, &Condition<'_>) -> bool; 3] =
        [|a, b| said(a) == said(b), |a, b| fact(a).is_some() && fact(a) == fact(b), |_, _| true];
    for alike in alike {
        for (old, pair) in paired.iter_mut().enumerate() {
            if pair.is_none()
                && let Some(at) = left.iter().position(|new| alike(&olds[old], &news[*new]))
            {
                *pair = Some(left.remove(at));
            }
        }
    }
    paired.into_iter().enumerate().map(|(old, new)| Some((old, new?))).collect()
}
