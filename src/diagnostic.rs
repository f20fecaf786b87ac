//! What is wrong in a user's file, as data: a code, a place, what was found and what to do.
//!
//! A diagnostic knows no language and no layout; [`crate::render::diagnostics`] draws it. Every step
//! collects into [`Diagnostics`] and goes on, so that one run shows all there is to mend.

use crate::source::{Source, Span};
use crate::words::{Lang, Message};
use std::error::Error;
use std::fmt;
use std::sync::Arc;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably not what was meant; the work goes on.
    Warning,
    /// The rubric, the row or the file cannot be used.
    Error,
}

impl Severity {
    /// The word in English.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Where something was found.
#[derive(Debug, Clone)]
pub enum Place {
    /// About the run as a whole.
    Run,
    /// A whole file.
    File(Arc<str>),
    /// Some bytes of a rubric.
    Text(Arc<Source>, Span),
    /// A cell, or a row, of an assessment file.
    Cell(Cell),
}

/// A cell of an assessment file, or its whole row where `column` is absent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The file as the user wrote it.
    pub file: Arc<str>,
    /// The physical line on which the row begins, from 1.
    pub line: u64,
    /// The row as a spreadsheet numbers it: the header is 1, blank rows count.
    pub row: u64,
    /// The column, from 0, and its header as written.
    pub column: Option<(usize, Arc<str>)>,
    /// What the cell holds.
    pub value: String,
}

impl Cell {
    /// The name that a spreadsheet gives the cell: `H17`; nothing for a whole row.
    pub fn reference(&self) -> Option<String> {
        let (column, _) = self.column.as_ref()?;
        Some(format!("{}{}", column_letters(*column), self.row))
    }
}

/// `A`, `Z`, `AA`: the letters of the column with that index from 0.
pub fn column_letters(mut index: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (index % 26) as u8));
        if index < 26 {
            break;
        }
        index = index / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// One finding.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// What was found.
    pub message: Message,
    /// Other places in the same text that the finding is about.
    pub related: Vec<(Span, Message)>,
    /// What to do.
    pub help: Option<Message>,
    /// The change that does it, where only one will do.
    pub fix: Option<Box<Fix>>,
}

/// A change of some bytes of the text that a diagnostic is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// The bytes that go.
    pub span: Span,
    /// What takes their place.
    pub replacement: String,
}

impl Diagnostic {
    /// An error at a place.
    pub fn error(place: Place, message: Message) -> Self {
        Self::new(Severity::Error, place, message)
    }

    /// A warning at a place.
    pub fn warning(place: Place, message: Message) -> Self {
        Self::new(Severity::Warning, place, message)
    }

    /// A note at a place.
    pub fn note(place: Place, message: Message) -> Self {
        Self::new(Severity::Note, place, message)
    }

    fn new(severity: Severity, place: Place, message: Message) -> Self {
        Self { severity, place, message, related: Vec::new(), help: None, fix: None }
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Option<Message>>) -> Self {
        self.help = help.into();
        self
    }

    /// With the change that mends it.
    #[must_use]
    pub fn fix(mut self, fix: impl Into<Option<Fix>>) -> Self {
        self.fix = fix.into().map(Box::new);
        self
    }

    /// The name of what was found, the same in both languages; of a lint its id.
    pub const fn code(&self) -> &'static str {
        match &self.message {
            Message::Lint { text } => text.code(),
            message => message.code(),
        }
    }

    /// With another place in the same text.
    #[must_use]
    pub fn related(mut self, span: Span, message: Message) -> Self {
        self.related.push((span, message));
        self
    }
}

/// What is wrong with a text that cannot be used: all that was found, of which something is an error.
///
/// As a text it is a line for each finding, in English.
#[derive(Debug, Clone)]
pub struct Refused(pub Diagnostics);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, found) in self.0.in_file_order().into_iter().enumerate() {
            let line_end = if index == 0 { "" } else { "\n" };
            let place = match &found.place {
                Place::Text(source, span) => {
                    let (line, column) = source.position(span.start);
                    format!("{}:{line}:{column}: ", source.name)
                }
                Place::Cell(cell) => format!("{}:{}: ", cell.file, cell.line),
                Place::File(name) => format!("{name}: "),
                Place::Run => String::new(),
            };
            let text = found.message.text(Lang::En);
            write!(f, "{line_end}{place}{}[{}]: {text}", found.severity.as_str(), found.code())?;
        }
        Ok(())
    }
}

impl Error for Refused {}

/// Collects diagnostics in the order in which they are found.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    found: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Takes one more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Takes all of another collection.
    pub fn extend(&mut self, more: Self) {
        self.found.extend(more.found);
    }

    /// Keeps only those that are wanted.
    pub fn retain(&mut self, is_wanted: impl FnMut(&Diagnostic) -> bool) {
        self.found.retain(is_wanted);
    }

    /// Whether one of them is an error.
    pub fn has_errors(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// All of them; those of one text in the order of the text.
    pub fn in_file_order(&self) -> Vec<&Diagnostic> {
        let mut ordered: Vec<&Diagnostic> = self.found.iter().collect();
        // Stable, and only within one text: the order of the files is the order of reading.
        let mut start = 0;
        while start < ordered.len() {
            let text = text_of(ordered[start]);
            let end = ordered[start..]
                .iter()
                .position(|diagnostic| text_of(diagnostic) != text)
                .map_or(ordered.len(), |length| start + length);
            ordered[start..end].sort_by_key(|diagnostic| match &diagnostic.place {
                Place::Text(_, span) => span.start,
                Place::Run | Place::File(_) | Place::Cell(_) => 0,
            });
            start = end;
        }
        ordered
    }
}

fn text_of(diagnostic: &Diagnostic) -> Option<&str> {
    match &diagnostic.place {
        Place::Text(source, _) => Some(&source.name),
        Place::Run | Place::File(_) | Place::Cell(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_in_a_spreadsheet() {
        let letters: Vec<String> = [0, 7, 25, 26, 51, 52, 701, 702].map(column_letters).into();
        assert_eq!(letters, ["A", "H", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
