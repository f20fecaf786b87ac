//! Findings as SARIF 2.1.0, which code hosts and editors read.

use super::survey::{
    self,
    json::{FileJson, Readers},
};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::intake::Survey;
use crate::source::{Source, Span};
use crate::vocabulary::{Lint, LintLevel};
use crate::words::{Lang, Message};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// The log of one run, indented, with a line end. Each file of assessments is an artifact whose properties say what it
/// was taken for and what stands in it.
///
/// A region counts characters as Unicode code points, as the log says. Paths are as the user wrote
/// them, with slashes, and percent-encoded as a URI asks.
///
/// # Errors
/// Never in practice: the keys are texts.
pub fn log(found: &[&Diagnostic], surveys: &[Survey], lang: Lang) -> serde_json::Result<Vec<u8>> {
    let artifact = |(file, survey): (FileJson<'_>, &Survey)| json!({ "location": { "uri": uri(&survey.name) }, "properties": file });
    let files = survey::json::files(surveys, Readers::Others).into_iter().zip(surveys);
    crate::vocabulary::json_document(&json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "language": match lang { Lang::Da => "da", Lang::En => "en" },
                "rules": rules(found, lang),
            }},
            "columnKind": "unicodeCodePoints",
            "artifacts": files.map(artifact).collect::<Vec<_>>(),
            "results": found.iter().map(|diagnostic| result(diagnostic, lang)).collect::<Vec<_>>(),
        }],
    }))
}

/// Every lint, and every other code that was found.
fn rules(found: &[&Diagnostic], lang: Lang) -> Vec<Value> {
    let mut rules: Vec<Value> = Lint::ALL
        .into_iter()
        .map(|lint| {
            json!({
                "id": lint.id(),
                "shortDescription": { "text": lint.title(lang) },
                "defaultConfiguration": { "level": default_level(lint) },
            })
        })
        .collect();
    let mut codes: Vec<&str> = found
        .iter()
        .map(|diagnostic| diagnostic.code())
        .filter(|code| Lint::from_id(code).is_none())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    rules.extend(codes.into_iter().map(|code| json!({ "id": code })));
    rules
}

const fn default_level(lint: Lint) -> &'static str {
    match lint.default_level() {
        LintLevel::Allow => "none",
        LintLevel::Note => "note",
        LintLevel::Warning => "warning",
        LintLevel::Error => "error",
    }
}

fn result(diagnostic: &Diagnostic, lang: Lang) -> Value {
    let mut message = diagnostic.message.text(lang);
    if let Some(help) = &diagnostic.help {
        let _ = write!(message, "\n{}", help.text(lang));
    }
    let mut result = json!({
        "ruleId": diagnostic.code(),
        "level": match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        },
        "message": { "text": message },
    });
    if let Some(location) = location(&diagnostic.place) {
        result["locations"] = json!([location]);
    }
    if let Place::Text(source, _) = &diagnostic.place {
        let related = |(span, message): &(Span, Message)| {
            let mut location = text_location(source, span);
            location["message"] = json!({ "text": message.text(lang) });
            location
        };
        if !diagnostic.related.is_empty() {
            let places: Vec<Value> = diagnostic.related.iter().map(related).collect();
            result["relatedLocations"] = json!(places);
        }
        if let Some(fix) = &diagnostic.fix {
            result["fixes"] = json!([{
                "artifactChanges": [{
                    "artifactLocation": { "uri": uri(&source.name) },
                    "replacements": [{
                        "deletedRegion": region(source, &fix.span),
                        "insertedContent": { "text": fix.replacement },
                    }],
                }],
            }]);
        }
    }
    result
}

fn location(place: &Place) -> Option<Value> {
    match place {
        Place::Run => None,
        Place::File(name) => Some(json!({
            "physicalLocation": { "artifactLocation": { "uri": uri(name) } },
        })),
        Place::Text(source, span) => Some(text_location(source, span)),
        Place::Cell(cell) => {
            let mut location = json!({
                "physicalLocation": {
                    "artifactLocation": { "uri": uri(&cell.file) },
                    "region": { "startLine": cell.line },
                },
            });
            if let Some(name) = cell.reference() {
                location["logicalLocations"] = json!([{ "name": name, "kind": "cell" }]);
            }
            Some(location)
        }
    }
}

fn text_location(source: &Source, span: &Span) -> Value {
    json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri(&source.name) },
            "region": region(source, span),
        },
    })
}

fn region(source: &Source, span: &Span) -> Value {
    let (start_line, start_column) = source.position(span.start);
    let (end_line, end_column) = source.position(span.end.max(span.start));
    json!({
        "startLine": start_line,
        "startColumn": start_column,
        "endLine": end_line,
        "endColumn": end_column,
    })
}

/// A path as a relative reference, or of an absolute path a `file:` URI.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::new();
    let drive = path.as_bytes().get(1) == Some(&b':');
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if drive {
        uri.push_str("file:///");
    }
    for (index, byte) in path.bytes().enumerate() {
        let plain = byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        if plain || (drive && index == 1) {
            uri.push(char::from(byte));
        } else {
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_becomes_a_uri() {
        assert_eq!(uri("vejledninger/a b.toml"), "vejledninger/a%20b.toml");
        assert_eq!(uri(r"C:\data\å.toml"), "file:///C:/data/%C3%A5.toml");
        assert_eq!(uri("/data/x.toml"), "file:///data/x.toml");
    }
}
