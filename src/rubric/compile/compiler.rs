//! What every part of the check has at hand: where faults go, and the names that are known so far.

use super::super::group::Group;
use super::super::wire::Text;
use crate::arithmetic::{fold, nearest};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::{Source, Span};
use crate::vocabulary::folds_as_missing;
use crate::words::Message;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) struct Compiler<'s> {
    pub(super) source: &'s Arc<Source>,
    pub(super) found: Diagnostics,
    pub(super) groups: Vec<Group>,
    /// Criterion ids and where they first stand.
    pub(super) ids: BTreeMap<String, Span>,
}

impl Compiler<'_> {
    pub(super) fn error(&mut self, span: Span, message: Message) {
        self.push(self.diagnostic(span, message));
    }

    pub(super) fn diagnostic(&self, span: Span, message: Message) -> Diagnostic {
        Diagnostic::error(Place::Text(Arc::clone(self.source), span), message)
    }

    pub(super) fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// A name that nobody knows, and what to do: see [`suggestion`].
    pub(super) fn unknown(&mut self, span: Span, message: Message, known: Option<Message>) {
        let diagnostic = self.diagnostic(span, message).help(known);
        self.push(diagnostic);
    }

    /// The value that a word stands for, among all those it may.
    pub(super) fn word<T: Copy>(
        &mut self,
        text: &Text<'_>,
        key: &'static str,
        values: &[T],
        name: impl Fn(T) -> &'static str,
    ) -> Option<T> {
        let found = values.iter().copied().find(|&value| name(value) == text.get_ref());
        if found.is_none() {
            let names: Vec<&str> = values.iter().map(|&value| name(value)).collect();
            self.unknown(
                text.span(),
                Message::UnknownValue { key, value: owned(text) },
                suggestion(text.get_ref(), &names),
            );
        }
        found
    }

    /// The folded forms, after a report of those that could not be told apart, or from a word for missing.
    pub(super) fn distinct(&mut self, names: &[Text<'_>], of_a_set: bool) -> Vec<String> {
        let folded: Vec<String> = names.iter().map(|name| fold(name.get_ref())).collect();
        for (index, (name, form)) in names.iter().zip(&folded).enumerate() {
            let written = || owned(name);
            if folds_as_missing(form) {
                let message = Message::NameReadsAsMissing { name: written() };
                self.error(name.span(), message);
            } else if of_a_set && form == EMPTY_SET {
                let message = Message::OptionReadsAsEmptySet { name: written() };
                self.error(name.span(), message);
            } else if let Some(first) = folded[..index].iter().position(|other| other == form) {
                let message = Message::NamesFoldAlike {
                    name: written(),
                    other: names[first].get_ref().to_string(),
                };
                let diagnostic = self
                    .diagnostic(name.span(), message)
                    .related(names[first].span(), Message::FirstHere);
                self.push(diagnostic);
            }
        }
        folded
    }
}

const EMPTY_SET: &str = "ingen";

/// The nearest of the known names, or all of them.
pub(super) fn suggestion(name: &str, known: &[&str]) -> Option<Message> {
    if let Some(near) = nearest(name, known.iter().copied()) {
        return Some(Message::DidYouMean { name: near.to_owned() });
    }
    (!known.is_empty()).then(|| Message::KnownNames { names: known.join(", ") })
}

/// A text without its place.
pub(super) fn owned(text: &Text<'_>) -> String {
    text.get_ref().to_string()
}
