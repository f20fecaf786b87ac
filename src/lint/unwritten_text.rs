//! A text that still says that somebody must write it.

use super::finding::{Finding, Findings};
use crate::rubric::tree::{Node, Table, Value};
use crate::rubric::{Rubric, TODO};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    // It was read as a rubric before, so it parses.
    let (document, _) = Table::parse(&rubric.source.text);
    for (_, value) in &document.0 {
        look(value, findings);
    }
}

fn look(value: &Value<'_>, findings: &mut Findings) {
    match value.get_ref() {
        Node::String(text) if is_unwritten(text) => {
            let finding = Finding::new(value.span(), LintText::UnwrittenText);
            findings.push(finding.help(LintText::WriteTheText));
        }
        Node::Array(values) => values.iter().for_each(|value| look(value, findings)),
        Node::Table(table) => table.0.iter().for_each(|(_, value)| look(value, findings)),
        Node::String(_) | Node::Scalar(_) => {}
    }
}

/// Whether the mark stands in the text as a word of its own.
fn is_unwritten(text: &str) -> bool {
    text.split(|sign: char| !sign.is_alphanumeric()).any(|word| word == TODO)
}
