//! The next version of a rubric: the same text with another version and first day.

use crate::rubric::Rubric;
use crate::rubric::edit::{Edit, apply, quoted};
use crate::rubric::tree::{Node, Table};
use jiff::civil::Date;

/// The number of a version that is in force from a day: its year, and the first number that no version has.
pub fn number(taken: &[&str], valid_from: Date) -> String {
    let numbers = (1..).map(|number| format!("{}.{number}", valid_from.year()));
    let mut free = numbers.filter(|number| !taken.contains(&number.as_str()));
    free.next().unwrap_or_default()
}

/// The text of a rubric as its next version; all words, numbers and comments stay.
pub fn new_version(from: &Rubric, version: &str, valid_from: Date) -> String {
    let text = &from.source.text;
    // It was read as a rubric before, so it parses and has a header.
    let (document, _) = Table::parse(text);
    let mut edits = Vec::new();
    if let Some(Node::Table(header)) = document.get("rubric").map(toml::Spanned::get_ref) {
        let has_first_day = header.get("valid_from").is_some();
        for (key, value) in &header.0 {
            let new = match &**key.get_ref() {
                "version" if has_first_day => quoted(version),
                "version" => format!("{}\nvalid_from = {valid_from}", quoted(version)),
                "valid_from" => valid_from.to_string(),
                // A version in force has no last day yet.
                "valid_to" => {
                    let start = text[..key.span().start].rfind('\n').map_or(0, |at| at + 1);
                    let end = text[value.span().end..].find('\n');
                    let end = end.map_or(text.len(), |at| value.span().end + at + 1);
                    edits.push(Edit { span: start..end, text: String::new() });
                    continue;
                }
                _ => continue,
            };
            edits.push(Edit { span: value.span(), text: new });
        }
    }
    apply(text, edits)
}
