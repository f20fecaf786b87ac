//! Findings as one JSON document, for scripts.

use super::survey::{
    self,
    json::{FileJson, Readers},
};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::intake::Survey;
use crate::words::Lang;
use serde::Serialize;

/// `{"findings":[{"id","severity","file","line","column","message"}]}`, indented, with a line end; where assessments
/// were checked, `files` says what each was taken for and what stands in it.
///
/// Lines and columns are from 1; a column counts characters in a rubric and cells in an assessment
/// file. `help`, `related` and `fix` are there where the finding has them.
///
/// # Errors
/// Never in practice: the keys are texts.
pub fn document(
    found: &[&Diagnostic],
    surveys: &[Survey],
    lang: Lang,
) -> serde_json::Result<Vec<u8>> {
    let files = survey::json::files(surveys, Readers::Own);
    let findings = found.iter().map(|diagnostic| FindingJson::of(diagnostic, lang)).collect();
    crate::vocabulary::json_document(&DocumentJson { files, findings })
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<FileJson<'a>>,
    findings: Vec<FindingJson<'a>>,
}

#[derive(Serialize)]
struct FindingJson<'a> {
    id: &'static str,
    severity: &'static str,
    file: Option<&'a str>,
    line: Option<u64>,
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<&'a str>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<RelatedJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<FixJson<'a>>,
}

#[derive(Serialize)]
struct RelatedJson {
    line: usize,
    column: usize,
    message: String,
}

#[derive(Serialize)]
struct FixJson<'a> {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    replacement: &'a str,
}

impl<'a> FindingJson<'a> {
    fn of(diagnostic: &'a Diagnostic, lang: Lang) -> Self {
        let mut json = Self {
            id: diagnostic.code(),
            severity: match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            },
            file: None,
            line: None,
            column: None,
            cell: None,
            value: None,
            message: diagnostic.message.text(lang),
            help: diagnostic.help.as_ref().map(|help| help.text(lang)),
            related: Vec::new(),
            fix: None,
        };
        match &diagnostic.place {
            Place::Run => {}
            Place::File(name) => json.file = Some(name),
            Place::Text(source, span) => {
                let (line, column) = source.position(span.start);
                json.file = Some(&source.name);
                json.line = Some(line as u64);
                json.column = Some(column);
                for (span, message) in &diagnostic.related {
                    let (line, column) = source.position(span.start);
                    json.related.push(RelatedJson { line, column, message: message.text(lang) });
                }
                json.fix = diagnostic.fix.as_ref().map(|fix| {
                    let (line, column) = source.position(fix.span.start);
                    let (end_line, end_column) = source.position(fix.span.end);
                    FixJson { line, column, end_line, end_column, replacement: &fix.replacement }
                });
            }
            Place::Cell(cell) => {
                json.file = Some(&cell.file);
                json.line = Some(cell.line);
                json.column = cell.column.as_ref().map(|(index, _)| index + 1);
                json.cell = cell.reference();
                json.value = Some(&cell.value);
            }
        }
        json
    }
}
