//! Walks two rubrics side by side, and finds what differs in all but their criteria.

use super::edit::{Edit, IndicatorPart, Slot};
use super::meaning::{around_the_difference, as_written, folded, joined, meaning, shortened, word};
use super::written::{cutoff, listed, named, required, rule};
use crate::arithmetic::fold;
use crate::regress::{Location, Tweak};
use crate::rubric::Aspect;
use crate::rubric::wire::{self, Text, Wire};
use crate::source::{Source, Span};
use crate::vocabulary::{Level, Parameter};
use std::sync::Arc;
use toml::Spanned;

/// Walks two rubrics side by side.
pub(super) struct Finder<'w> {
    pub(super) before: &'w Wire<'w>,
    pub(super) after: &'w Wire<'w>,
    pub(super) source: &'w Arc<Source>,
    pub(super) edits: Vec<Edit>,
}

impl Finder<'_> {
    pub(super) fn push(
        &mut self,
        slot: Slot,
        place: &str,
        from: Option<String>,
        to: Option<String>,
        span: Span,
    ) {
        let is_wording = slot == Slot::Nothing;
        self.edits.push(Edit {
            tweak: Tweak {
                place: place.to_owned(),
                from,
                to,
                at: Location { source: Arc::clone(self.source), span },
            },
            is_wording,
            slot,
        });
    }

    /// A text that people read, and nothing else.
    pub(super) fn wording(
        &mut self,
        place: &str,
        from: Option<&str>,
        to: Option<&str>,
        span: Span,
    ) {
        match (from, to) {
            _ if from == to => {}
            (Some(from), Some(to)) => {
                let (from, to) = around_the_difference(from, to);
                self.push(Slot::Nothing, place, Some(from), Some(to), span);
            }
            _ => {
                let text = |text: Option<&str>| text.map(shortened);
                self.push(Slot::Nothing, place, text(from), text(to), span);
            }
        }
    }

    pub(super) fn all(&mut self) {
        self.header();
        self.target_group();
        self.placement();
        self.groups();
        self.indicators();
        for parameter in Parameter::ALL {
            self.parameter(parameter.id());
        }
        self.criteria();
    }

    fn header(&mut self) {
        let (a, b) = (&self.before.rubric, &self.after.rubric);
        let names = |header: &wire::Header<'_>| {
            let mut names: Vec<String> = [&header.id, &header.title, &header.maalgruppe]
                .into_iter()
                .chain(&header.synonyms)
                .map(|name| fold(name.get_ref()))
                .collect();
            names.sort();
            names.dedup();
            names
        };
        let said = |header: &wire::Header<'_>| {
            let all = [&header.id, &header.title, &header.maalgruppe].into_iter();
            Some(shortened(&joined(all.chain(&header.synonyms), " | ")))
        };
        if names(a) != names(b) || a.id != b.id {
            self.push(Slot::Names, "rubric", said(a), said(b), b.id.span());
        }
        let days = |header: &wire::Header<'_>| {
            let day = |date: &Option<Spanned<jiff::civil::Date>>| {
                date.as_ref().map(|date| date.get_ref().to_string()).unwrap_or_default()
            };
            format!("{}..{}", day(&header.valid_from), day(&header.valid_to))
        };
        if a.valid_from != b.valid_from || a.valid_to != b.valid_to {
            let new = b.valid_from.as_ref().or(b.valid_to.as_ref());
            let span = new.map_or(b.id.span(), Spanned::span);
            self.push(Slot::Validity, "rubric valid", Some(days(a)), Some(days(b)), span);
        }
        for (place, old, new) in
            [("rubric version", &a.version, &b.version), ("rubric status", &a.status, &b.status)]
        {
            self.wording(place, Some(old.get_ref()), Some(new.get_ref()), new.span());
        }
        let sources = |header: &wire::Header<'_>| joined(&header.sources, " | ");
        let span = b.sources.first().map_or(b.id.span(), Spanned::span);
        self.wording("rubric sources", Some(&sources(a)), Some(&sources(b)), span);
    }

    fn target_group(&mut self) {
        let (a, b) = (&self.before.target_group, &self.after.target_group);
        let header = self.after.rubric.id.span();
        for (aspect, (old, new)) in Aspect::ALL.into_iter().zip(a.iter().zip(b)) {
            let place = format!("target_group {}", aspect.key());
            self.texts(&place, old.as_ref(), new.as_ref(), &header);
        }
    }

    fn texts(
        &mut self,
        place: &str,
        old: Option<&wire::LevelTexts<'_>>,
        new: Option<&wire::LevelTexts<'_>>,
        otherwise: &Span,
    ) {
        for (index, level) in Level::DESCRIBED.into_iter().enumerate() {
            let text =
                |texts: Option<&wire::LevelTexts<'_>>| Some(texts?[index].get_ref().to_string());
            let span = new.map_or(otherwise.clone(), |texts| texts[index].span());
            let place = format!("{place} {}", level.key());
            self.wording(&place, text(old).as_deref(), text(new).as_deref(), span);
        }
    }

    fn placement(&mut self) {
        let header = self.after.rubric.id.span();
        let written = self.after.placement.as_ref();
        let (old, new) = (rule(self.before), rule(self.after));
        if old != new {
            let span = written.and_then(|placement| placement.rule.as_ref());
            let span = span.map_or(header.clone(), Spanned::span);
            let (old, new) = (Some(old.to_owned()), Some(new.to_owned()));
            self.push(Slot::Rule, "placement rule", old, new, span);
        } else if old == "mean" {
            for (index, level) in Level::DESCRIBED.into_iter().enumerate() {
                let (old, new) = (cutoff(self.before, index), cutoff(self.after, index));
                if meaning(&old) != meaning(&new) {
                    let span = if new.span() == (0..0) { header.clone() } else { new.span() };
                    let place = format!("placement.cutoffs {}", level.key());
                    let (old, new) = (Some(as_written(&old)), Some(as_written(&new)));
                    self.push(Slot::Cutoff(index), &place, old, new, span);
                }
            }
        }
        self.requirements(&header);
    }

    fn requirements(&mut self, header: &Span) {
        let (old, new) = (required(self.before), required(self.after));
        let about = |requirement: &wire::Require<'_>| {
            let parameter = requirement.parameter.as_ref().map(|name| name.get_ref().to_string());
            (requirement.level.get_ref().to_string(), parameter)
        };
        let place = |requirement: &wire::Require<'_>| {
            let (level, parameter) = about(requirement);
            let parameter = parameter.map(|name| format!(" {name}")).unwrap_or_default();
            format!("placement.require {level}{parameter}")
        };
        let at_least =
            |requirement: &wire::Require<'_>| Some(requirement.at_least.get_ref().to_string());
        let mut left: Vec<usize> = (0..new.len()).collect();
        let mut unmatched = Vec::new();
        for (index, requirement) in old.iter().enumerate() {
            let same = |other: &usize| {
                about(&new[*other]) == about(requirement)
                    && new[*other].at_least == requirement.at_least
            };
            match left.iter().position(same) {
                Some(at) => {
                    left.remove(at);
                }
                None => unmatched.push(index),
            }
        }
        for index in unmatched {
            let requirement = &old[index];
            let place = place(requirement);
            let same = left.iter().position(|other| about(&new[*other]) == about(requirement));
            match same.map(|at| left.remove(at)) {
                Some(other) => {
                    let slot = Slot::RequirementChanged(index, other);
                    let span = new[other].at_least.span();
                    self.push(slot, &place, at_least(requirement), at_least(&new[other]), span);
                }
                None => {
                    let slot = Slot::RequirementDropped(index);
                    self.push(slot, &place, at_least(requirement), None, header.clone());
                }
            }
        }
        for other in left {
            let slot = Slot::RequirementAdded(other);
            let span = new[other].level.span();
            self.push(slot, &place(&new[other]), None, at_least(&new[other]), span);
        }
    }

    fn groups(&mut self) {
        let values = |list: &Vec<Text<'_>>| joined(list, " | ");
        for (name, old) in &self.before.groups {
            let place = format!("groups {}", name.get_ref());
            let slot = Slot::Group(name.get_ref().to_string());
            let new = self.after.groups.iter().find(|(other, _)| other == name);
            match new {
                None => {
                    let span = self.after.rubric.id.span();
                    self.push(slot, &place, Some(values(old)), None, span);
                }
                Some((key, new)) if folded(old) != folded(new) => {
                    self.push(slot, &place, Some(values(old)), Some(values(new)), key.span());
                }
                Some(_) => {}
            }
        }
        for (name, new) in &self.after.groups {
            if named(&self.before.groups, name.get_ref()).is_none() {
                let place = format!("groups {}", name.get_ref());
                let slot = Slot::Group(name.get_ref().to_string());
                self.push(slot, &place, None, Some(values(new)), name.span());
            }
        }
    }

    fn indicators(&mut self) {
        for (id, old) in &self.before.indicators {
            let place = format!("indicators {}", id.get_ref());
            match self.after.indicators.iter().find(|(other, _)| other == id) {
                None => {
                    let span = self.after.rubric.id.span();
                    let name = Some(id.get_ref().to_string());
                    self.push(Slot::Nothing, "indicators", name, None, span);
                }
                Some((key, new)) => self.indicator(id.get_ref(), &place, old, new, &key.span()),
            }
        }
        for (id, _) in &self.after.indicators {
            if named(&self.before.indicators, id.get_ref()).is_none() {
                let name = Some(id.get_ref().to_string());
                self.push(Slot::Nothing, "indicators", None, name, id.span());
            }
        }
    }

    fn indicator(
        &mut self,
        id: &str,
        place: &str,
        old: &wire::Indicator<'_>,
        new: &wire::Indicator<'_>,
        at: &Span,
    ) {
        let of = |part| Slot::Indicator(id.to_owned(), part);
        if old.kind != new.kind {
            let (from, to) = (old.kind.get_ref().to_string(), new.kind.get_ref().to_string());
            self.push(
                of(IndicatorPart::Kind),
                &format!("{place} type"),
                Some(from),
                Some(to),
                new.kind.span(),
            );
        } else {
            self.options(id, place, old, new, at);
            if old.part != new.part || old.whole != new.whole {
                let said = |indicator: &wire::Indicator<'_>| {
                    Some(format!("{}/{}", word(&indicator.part)?, word(&indicator.whole)?))
                };
                let span = new.part.as_ref().map_or(at.clone(), Spanned::span);
                self.push(
                    of(IndicatorPart::PartOfWhole),
                    &format!("{place} part/whole"),
                    said(old),
                    said(new),
                    span,
                );
            }
        }
        // The label is also a header by which a file may call the fact.
        if fold(old.label.get_ref()) != fold(new.label.get_ref()) {
            let (from, to) = (old.label.get_ref().to_string(), new.label.get_ref().to_string());
            self.push(
                of(IndicatorPart::Label),
                &format!("{place} label"),
                Some(from),
                Some(to),
                new.label.span(),
            );
        } else {
            let (from, to) = (old.label.get_ref(), new.label.get_ref());
            self.wording(&format!("{place} label"), Some(from), Some(to), new.label.span());
        }
        for (what, from, to) in [
            ("unit", &old.unit, &new.unit),
            ("ask", &old.ask, &new.ask),
            ("source", &old.source, &new.source),
        ] {
            let span = to.as_ref().map_or(at.clone(), Spanned::span);
            let (from, to) = (word(from), word(to));
            self.wording(&format!("{place} {what}"), from.as_deref(), to.as_deref(), span);
        }
    }

    fn options(
        &mut self,
        id: &str,
        place: &str,
        old: &wire::Indicator<'_>,
        new: &wire::Indicator<'_>,
        at: &Span,
    ) {
        let ordered = |indicator: &wire::Indicator<'_>| {
            indicator.ordered.as_ref().is_some_and(|ordered| *ordered.get_ref())
        };
        let in_order = |indicator: &wire::Indicator<'_>| -> Vec<String> {
            let options = listed(&indicator.options).iter();
            options.map(|text| fold(text.get_ref())).collect()
        };
        let is_same = folded(listed(&old.options)) == folded(listed(&new.options))
            && ordered(old) == ordered(new)
            && (!ordered(old) || in_order(old) == in_order(new));
        if is_same {
            return;
        }
        let said = |indicator: &wire::Indicator<'_>| {
            let sign = if ordered(indicator) { " < " } else { " | " };
            Some(shortened(&joined(listed(&indicator.options), sign)))
        };
        let slot = Slot::Indicator(id.to_owned(), IndicatorPart::Options);
        let span = new.options.as_ref().map_or(at.clone(), Spanned::span);
        self.push(slot, &format!("{place} options"), said(old), said(new), span);
    }

    fn parameter(&mut self, name: &str) {
        let old = named(&self.before.parameters, name);
        let found = self.after.parameters.iter().find(|(key, _)| key.get_ref() == name);
        let (Some(old), Some((key, new))) = (old, found) else {
            return;
        };
        let word = |text: &Option<Text<'_>>, default: &str| {
            text.as_ref().map_or(default.to_owned(), |text| text.get_ref().to_string())
        };
        let span = |text: &Option<Text<'_>>| text.as_ref().map_or(key.span(), Spanned::span);
        let (from, to) = (word(&old.method, "criteria"), word(&new.method, "criteria"));
        if from != to {
            let slot = Slot::Parameter(name.to_owned());
            self.push(slot, &format!("{name} method"), Some(from), Some(to), span(&new.method));
        } else {
            let (from, to) = (word(&old.levels, "cumulative"), word(&new.levels, "cumulative"));
            if from != to {
                let slot = Slot::Levels(name.to_owned());
                self.push(slot, &format!("{name} levels"), Some(from), Some(to), span(&new.levels));
            }
            if old.may_be_irrelevant != new.may_be_irrelevant {
                let slot = Slot::MayBeIrrelevant(name.to_owned());
                let (from, to) = (old.may_be_irrelevant, new.may_be_irrelevant);
                let place = format!("{name} may_be_irrelevant");
                self.push(slot, &place, Some(from.to_string()), Some(to.to_string()), key.span());
            }
        }
        let place = format!("{name} guidance");
        self.texts(&place, Some(&old.guidance), Some(&new.guidance), &key.span());
    }
}
