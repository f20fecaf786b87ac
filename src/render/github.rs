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
        let properties = [
            ("file", survey.name.clone()),
            ("line", survey.header_at.0.to_string()),
            ("title", "columns".to_owned()),
        ];
        annotation("notice", &properties, &text::annotation(survey, lang), &mut out);
    }
    for diagnostic in found {
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let mut message = diagnostic.message.text(lang);
        if let Place::Cell(cell) = &diagnostic.place
            && let Some(reference) = cell.reference()
        {
            message = format!("{reference}: {message}");
        }
        if let Some(help) = &diagnostic.help {
            let _ = write!(message, "\n{}", help.text(lang));
        }
        let mut properties = place(&diagnostic.place);
        properties.push(("title", diagnostic.code().to_owned()));
        annotation(command, &properties, &message, &mut out);
    }
    out
}

/// Where a finding is, in properties.
fn place(place: &Place) -> Vec<(&'static str, String)> {
    match place {
        Place::Run => Vec::new(),
        Place::File(name) => vec![("file", name.to_string())],
        Place::Cell(cell) => vec![("file", cell.file.to_string()), ("line", cell.line.to_string())],
        Place::Text(source, span) => {
            let (line, column) = source.position(span.start);
            let (end_line, end_column) = source.position(span.end.max(span.start));
            let mut place = vec![
                ("file", source.name.clone()),
                ("line", line.to_string()),
                ("endLine", end_line.to_string()),
                ("col", column.to_string()),
            ];
            // GitHub takes an end column only within one line, and the column is the last one.
            if end_line == line && end_column > column {
                place.push(("endColumn", (end_column - 1).to_string()));
            }
            place
        }
    }
}

/// Appends one command.
pub(super) fn annotation(
    command: &str,
    properties: &[(&str, String)],
    message: &str,
    out: &mut String,
) {
    let properties: Vec<String> =
        properties.iter().map(|(name, value)| format!("{name}={}", property(value))).collect();
    let _ = writeln!(out, "::{command} {}::{}", properties.join(","), data(message));
}

/// The text after `::`, in which a line end would end the command. It may go to a terminal.
fn data(text: &str) -> String {
    printable_lines(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property, in which a comma or colon would end it too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
