//! Findings as workflow commands, which GitHub shows beside the lines that they are about.

use super::survey::text;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::intake::Survey;
use crate::vocabulary::printable_lines;
use crate::words::Lang;
use std::fmt::Write as _;

/// One command a file of assessments, that says what it was taken for, and one a finding:
/// `::warning file=a.toml,line=3,col=1,title=cliff::…`.
pub fn annotations(found: &[&Diagnostic], surveys: &[Survey], lang: Lang) -> String {
    let mut out = String::new();
    for survey in surveys {
        let _ = writeln!(
            out,
            "::notice file={},line={},title=columns::{}",
            property(&survey.name),
            survey.header_at.0,
            data(&text::annotation(survey, lang))
        );
    }
    for diagnostic in found {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let _ = write!(out, "::{command} ");
        match &diagnostic.place {
            Place::Run => {}
            Place::File(name) => {
                let _ = write!(out, "file={},", property(name));
            }
            Place::Text(source, span) => {
                let (line, column) = source.position(span.start);
                let (end_line, end_column) = source.position(span.end.max(span.start));
                let _ = write!(
                    out,
                    "file={},line={line},endLine={end_line},col={column},",
                    property(&source.name)
                );
                // GitHub takes an end column only within one line, and the column is the last one.
                if end_line == line && end_column > column {
                    let _ = write!(out, "endColumn={},", end_column - 1);
                }
            }
            Place::Cell(cell) => {
                let _ = write!(out, "file={},line={},", property(&cell.file), cell.line);
            }
        }
        let mut message = diagnostic.message.text(lang);
        if let Place::Cell(cell) = &diagnostic.place
            && let Some(reference) = cell.reference()
        {
            message = format!("{reference}: {message}");
        }
        if let Some(help) = &diagnostic.help {
            let _ = write!(message, "\n{}", help.text(lang));
        }
        let _ = writeln!(out, "title={}::{}", property(diagnostic.code()), data(&message));
    }
    out
}

/// The text after `::`, in which a line end would end the command. It may go to a terminal.
pub(super) fn data(text: &str) -> String {
    printable_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which a comma or colon would end it too.
pub(super) fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
