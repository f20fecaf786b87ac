//! Checks the facts of a rubric, and that no header of a file can mean two of them.

use super::super::indicator::{EvidenceSource, Indicator, Kind, Options, PartOfWhole};
use super::super::wire::{self, Text};
use super::compiler::{Compiler, owned};
use crate::arithmetic::{fold, folded, joined, nearest};
use crate::source::Span;
use crate::vocabulary::{Identity, Parameter, reason_column};
use crate::words::Message;
use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use toml::Spanned;

impl Compiler<'_> {
    pub(super) fn indicators(
        &mut self,
        wire: &[(Text<'_>, wire::Indicator<'_>)],
    ) -> Vec<Indicator> {
        let mut indicators: Vec<Indicator> = wire
            .iter()
            .map(|(id, wire)| Indicator {
                id: owned(id),
                label: owned(&wire.label),
                folded_label: fold(wire.label.get_ref()),
                unit: wire.unit.as_ref().map(owned),
                ask: wire.ask.as_ref().map(owned),
                source: wire.source.as_ref().and_then(|source| self.evidence_source(source)),
                kind: self.kind(wire),
            })
            .collect();
        for (index, (_, wire)) in wire.iter().enumerate() {
            if let Some(computed) = self.part_of_whole(wire, &indicators) {
                indicators[index].kind = Kind::Share { computed: Some(computed) };
            }
        }
        indicators
    }

    pub(super) fn evidence_source(&mut self, source: &Text<'_>) -> Option<EvidenceSource> {
        let all =
            [EvidenceSource::Oplysningsskema, EvidenceSource::Interview, EvidenceSource::Dokument];
        self.word(source, "source", &all, EvidenceSource::as_str)
    }

    /// The kind; a faulty one is reported and taken for a bool, which nothing else looks into.
    pub(super) fn kind(&mut self, wire: &wire::Indicator<'_>) -> Kind {
        let kinds = ["count", "number", "share", "bool", "choice", "set"];
        let kind = self.word(&wire.kind, "type", &kinds, |kind| kind).unwrap_or("bool");
        let misplaced = [
            ("unit", wire.unit.as_ref().map(Spanned::span), ["count", "number"].as_slice()),
            ("options", wire.options.as_ref().map(Spanned::span), &["choice", "set"]),
            ("ordered", wire.ordered.as_ref().map(Spanned::span), &["choice"]),
            ("part", wire.part.as_ref().map(Spanned::span), &["share"]),
            ("whole", wire.whole.as_ref().map(Spanned::span), &["share"]),
        ];
        for (key, span, allowed) in misplaced {
            if let Some(span) = span
                && kinds.contains(&wire.kind.get_ref().as_ref())
                && !allowed.contains(&kind)
            {
                self.error(span, Message::KeyDoesNotFitKind { key, kind });
            }
        }
        match kind {
            "count" => Kind::Count,
            "number" => Kind::Number,
            "share" => Kind::Share { computed: None },
            "choice" => Kind::Choice {
                options: self.options(wire, false),
                ordered: wire.ordered.as_ref().is_some_and(|ordered| *ordered.get_ref()),
            },
            "set" => Kind::Set { options: self.options(wire, true) },
            _ => Kind::Bool,
        }
    }

    pub(super) fn options(&mut self, wire: &wire::Indicator<'_>, of_a_set: bool) -> Options {
        let none = Options { names: Vec::new(), folded: Vec::new() };
        let Some(options) = &wire.options else {
            self.error(wire.kind.span(), Message::MissingKey { key: "options".into() });
            return none;
        };
        if options.get_ref().is_empty() {
            self.error(options.span(), Message::EmptyList { key: "options".into() });
        }
        if options.get_ref().len() > Options::MAX {
            self.error(options.span(), Message::TooManyOptions { most: Options::MAX });
            return none;
        }
        Options {
            folded: self.distinct(options.get_ref(), of_a_set),
            names: options.get_ref().iter().map(owned).collect(),
        }
    }

    pub(super) fn part_of_whole(
        &mut self,
        wire: &wire::Indicator<'_>,
        indicators: &[Indicator],
    ) -> Option<PartOfWhole> {
        let (part, whole) = match (&wire.part, &wire.whole) {
            (Some(part), Some(whole)) => (part, whole),
            (Some(alone), None) => {
                self.error(alone.span(), Message::PartWithoutWhole { missing: "whole" });
                return None;
            }
            (None, Some(alone)) => {
                self.error(alone.span(), Message::PartWithoutWhole { missing: "part" });
                return None;
            }
            (None, None) => return None,
        };
        let mut counted = |name: &Text<'_>| {
            let index = self.indicator_among(name, indicators)?;
            if matches!(indicators[index].kind, Kind::Count | Kind::Number) {
                return Some(index);
            }
            let kind = indicators[index].kind.as_str();
            self.error(name.span(), Message::NotCountable { name: owned(name), kind });
            None
        };
        let (part, whole) = (counted(part), counted(whole));
        Some(PartOfWhole { part: part?, whole: whole? })
    }

    pub(super) fn indicator_among(
        &mut self,
        name: &Text<'_>,
        indicators: &[Indicator],
    ) -> Option<usize> {
        let found = indicators.iter().position(|indicator| indicator.id == *name.get_ref());
        if found.is_none() {
            let ids: Vec<&str> = indicators.iter().map(|indicator| indicator.id.as_str()).collect();
            let help =
                nearest(name.get_ref(), ids).map(|name| Message::DidYouMean { name: name.into() });
            let message = Message::UnknownIndicator { name: owned(name) };
            let diagnostic = self.diagnostic(name.span(), message).help(help);
            self.push(diagnostic);
        }
        found
    }

    /// Every name that a column may have, so that no header can mean two things.
    pub(super) fn check_column_names(
        &mut self,
        wire: &[(Text<'_>, wire::Indicator<'_>)],
        indicators: &[Indicator],
    ) {
        // Room for more than most rubrics have, so that it does not grow.
        let mut taken: HashMap<Cow<'_, str>, Option<Span>> = HashMap::with_capacity(256);
        for column in Identity::ALL {
            taken.insert(column.id().into(), None);
            taken.extend(column.aliases().iter().map(|&alias| (alias.into(), None)));
        }
        for parameter in Parameter::ALL {
            taken.insert(parameter.id().into(), None);
            taken.insert(reason_column(parameter).into(), None);
        }
        for (id, _) in wire {
            let fine = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '_');
            if !id.get_ref().chars().all(fine) || folded(id.get_ref()).is_empty() {
                self.error(id.span(), Message::IndicatorIdHasOtherSigns { id: owned(id) });
            }
            self.take_name(&mut taken, folded(id.get_ref()), id);
        }
        for ((id, wire), indicator) in wire.iter().zip(indicators) {
            let stem = folded(id.get_ref());
            self.take_name(&mut taken, joined(&stem, "note").into(), id);
            let (Kind::Set { options }, Some(names)) = (&indicator.kind, &wire.options) else {
                continue;
            };
            let forms = &options.folded;
            for (index, (name, form)) in names.get_ref().iter().zip(forms).enumerate() {
                // Options that fold alike or to nothing are reported already.
                if !form.is_empty() && !forms[..index].contains(form) {
                    self.take_name(&mut taken, joined(&stem, form).into(), name);
                }
            }
        }
        for ((id, wire), indicator) in wire.iter().zip(indicators) {
            let label = &indicator.folded_label;
            if !label.is_empty() && *label != folded(id.get_ref()) {
                self.take_name(&mut taken, label.into(), &wire.label);
            }
        }
    }

    pub(super) fn take_name<'t>(
        &mut self,
        taken: &mut HashMap<Cow<'t, str>, Option<Span>>,
        name: Cow<'t, str>,
        at: &Text<'_>,
    ) {
        match taken.entry(name) {
            Entry::Vacant(free) => {
                free.insert(Some(at.span()));
            }
            Entry::Occupied(first) => {
                let message =
                    Message::ColumnNameTaken { written: owned(at), name: first.key().to_string() };
                let mut diagnostic = self.diagnostic(at.span(), message);
                if let Some(first) = first.get() {
                    diagnostic = diagnostic.related(first.clone(), Message::FirstHere);
                }
                self.push(diagnostic);
            }
        }
    }
}
