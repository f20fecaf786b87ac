//! What a rule finds, before anybody decides what it counts for.

use crate::diagnostic::{Diagnostic, Fix, Place, Severity};
use crate::rubric::{GroupValues, Rubric};
use crate::source::{Source, Span};
use crate::words::{LintText, Message, Who};
use std::sync::Arc;

/// What a rule found in a rubric, before anybody decided what it counts for.
pub(super) struct Finding {
    span: Span,
    text: LintText,
    related: Vec<(Span, LintText)>,
    help: Option<LintText>,
    fix: Option<Fix>,
}

impl Finding {
    pub(super) fn new(span: Span, text: LintText) -> Self {
        Self { span, text, related: Vec::new(), help: None, fix: None }
    }

    pub(super) fn related(mut self, span: Span, text: LintText) -> Self {
        self.related.push((span, text));
        self
    }

    pub(super) fn help(mut self, help: LintText) -> Self {
        self.help = Some(help);
        self
    }

    pub(super) fn fix(mut self, span: Span, replacement: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, replacement: replacement.into() });
        self
    }

    pub(super) fn diagnostic(self, rubric: &Rubric, severity: Severity) -> Diagnostic {
        let place = Place::Text(Arc::clone(&rubric.source), self.span);
        let message = Message::from(self.text);
        let mut diagnostic = match severity {
            Severity::Error => Diagnostic::error(place, message),
            Severity::Warning => Diagnostic::warning(place, message),
            Severity::Note => Diagnostic::note(place, message),
        };
        for (span, text) in self.related {
            diagnostic = diagnostic.related(span, text.into());
        }
        diagnostic.help(self.help.map(Message::from)).fix(self.fix)
    }
}

/// The bytes that go where an element of a list does: a comma of its own goes along.
pub(super) fn removal(source: &Source, element: &Span) -> Span {
    let (before, after) = (&source.text[..element.start], &source.text[element.end..]);
    if let Some(rest) = after.trim_start().strip_prefix(',') {
        // Up to the next element, so that the lines of a list stay as they are.
        let rest = rest.trim_start();
        let end = source.text.len() - rest.len();
        if rest.starts_with('{') {
            return element.start..end;
        }
    }
    match before.trim_end().strip_suffix(',') {
        Some(rest) => rest.len()..element.end,
        None => element.clone(),
    }
}

/// Collects what a rule finds.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) found: Vec<Finding>,
}

impl Findings {
    pub(super) fn push(&mut self, finding: Finding) {
        self.found.push(finding);
    }
}

/// The suppliers whose groups have the values given.
pub(super) fn who(rubric: &Rubric, groups: &GroupValues) -> Who {
    let named = rubric.groups.iter().zip(groups);
    let named = named
        .filter_map(|(group, value)| Some((group.column.id(), group.values[(*value)?].clone())));
    Who(named.collect())
}
