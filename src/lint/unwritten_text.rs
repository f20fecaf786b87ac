//! A text that still says that somebody must write it.

use super::{Finding, Findings};
use crate::rubric::toml_table::{Value, in_order};
use crate::rubric::{Rubric, TODO};
use crate::words::LintText;
use toml::de::{DeTable, DeValue};

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    // It was read as a rubric before, so it parses.
    let (document, _) = DeTable::parse_recoverable(&rubric.source.text);
    for (_, value) in in_order(document.get_ref()) {
        look(value, findings);
    }
}

fn look(value: &Value<'_>, findings: &mut Findings) {
    match value.get_ref() {
        DeValue::String(text) if is_unwritten(text) => {
            let finding = Finding::new(value.span(), LintText::UnwrittenText);
            findings.push(finding.help(LintText::WriteTheText));
        }
        DeValue::Array(values) => values.iter().for_each(|value| look(value, findings)),
        DeValue::Table(table) => in_order(table)
            .into_iter()
            .for_each(|(_, value)| look(value, findings)),
        DeValue::String(_)
        | DeValue::Integer(_)
        | DeValue::Float(_)
        | DeValue::Boolean(_)
        | DeValue::Datetime(_) => {}
    }
}

/// Whether the mark stands in the text as a word of its own.
fn is_unwritten(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric())
        .any(|word| word == TODO)
}
