//! The supplier's page: what was assessed, on what, by which criteria and with what result, for hearing.
//!
//! It goes to the supplier before anything is decided, so it says what is and not what could be: no ways
//! up, and no other rules. Whoever has the rubric and the row can compute it again from what it carries.

use super::json::{RubricJson, Tool};
use crate::arithmetic::fold;
use crate::document::{Block, Document, Table};
use crate::explain::Explanation;
use crate::record::Record;
use crate::tell::{Teller, Telling, flat, notes};
use crate::vocabulary::{Identity, is_hidden, json_escaped};
use crate::words::Why;
use serde::Serialize;

/// The page of one supplier.
pub fn document(explanation: &Explanation<'_>, telling: &Telling<'_>) -> Document {
    let teller = Teller::new(explanation, telling);
    let say = |words: &Why| words.text(telling.lang);
    let mut levels = Table::new([say(&Why::PageParameter), say(&Why::PageLevel)]);
    for outcome in &explanation.parameters {
        levels.row([outcome.parameter.label(), &teller.parameter_level(outcome)]);
    }
    let mut blocks = vec![
        Block::Text(say(&intro(explanation))),
        Block::Section(say(&Why::PageWhat)),
        Block::Fields(fields(&teller, explanation)),
        Block::Section(say(&Why::PageResult)),
        Block::Notice(teller.result()),
        Block::Table(levels),
    ];
    blocks.extend(teller.how(None));
    blocks.extend(teller.missing());
    blocks.extend(teller.parameters());
    blocks.extend(teller.answers());
    blocks.extend([
        Block::Section(say(&Why::PageRemarks)),
        Block::Text(say(&Why::PageRemarksAbout)),
        Block::Room(8),
        Block::Section(say(&Why::PageDecision)),
        Block::Heading(say(&Why::PageLevel)),
        Block::Room(1),
        Block::Heading(say(&Why::PageDecidedReason)),
        Block::Room(4),
        Block::Heading(say(&Why::PageDecidedDate)),
        Block::Room(1),
    ]);
    blocks.extend(notes(&[explanation.rubric], telling.lang));
    blocks.push(Block::Section(say(&Why::PageAgain)));
    blocks.push(Block::Fields(made_from(&teller, explanation)));
    blocks.push(Block::Text(say(&Why::PageAgainAbout)));
    blocks.push(Block::Json(data(explanation)));
    Document { title: teller.say(&Why::PageTitle { name: teller.name() }), blocks }
}

/// What the page is, by the stage of the case: a final one is past its hearing.
fn intro(explanation: &Explanation<'_>) -> Why {
    match explanation.identity(Identity::Stadie) {
        Some(stage) if fold(&stage.value) == "endelig" => Why::PageIntroFinal,
        Some(_) | None => Why::PageIntro,
    }
}

/// Who and when, with what a decision needs besides.
fn fields(teller: &Teller<'_>, explanation: &Explanation<'_>) -> Vec<(String, String)> {
    let say = |words: &Why| words.text(teller.lang);
    let mut fields = teller.head();
    let filled = |column| {
        let cell = explanation.identity(column);
        cell.map(|cell| cell.value.clone())
    };
    let mut field = |name: Why, parts: Vec<Option<String>>| {
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        if !parts.is_empty() {
            fields.push((say(&name), flat(&parts.join(", "))));
        }
    };
    field(
        Why::PageNumbers,
        vec![
            filled(Identity::Cvr).map(|cvr| say(&Why::PageCvr { cvr })),
            filled(Identity::PNummer).map(|number| say(&Why::PageP { number })),
        ],
    );
    field(Why::PageWhere, vec![filled(Identity::Kommune), filled(Identity::Region)]);
    field(Why::PageType, vec![filled(Identity::Leverandoertype), filled(Identity::Driftsform)]);
    field(Why::PagePlaces, vec![filled(Identity::Pladser)]);
    // What the case is known by stands there even where it is still to be filled in.
    for (column, name) in [(Identity::Stadie, Why::Stage), (Identity::Sagsnummer, Why::CaseNumber)]
    {
        if filled(column).is_none() {
            fields.push((say(&name), say(&Why::NotTold)));
        }
    }
    fields
}

/// What the result was computed with, and by which marks it is known again.
fn made_from(teller: &Teller<'_>, explanation: &Explanation<'_>) -> Vec<(String, String)> {
    let record = explanation.record();
    let data = record.fingerprint.map(|data| format!("{data:032x}"));
    let fields = [
        (Why::Rubric, Some(explanation.rubric.name())),
        (Why::PageRubricSum, Some(explanation.rubric.sha256().to_owned())),
        (
            Why::Row,
            Some(
                teller.say(&Why::RowAt { file: record.file.to_string(), row: explanation.row.row }),
            ),
        ),
        (Why::PageRowSum, data),
        (Why::PageProgram, Some(concat!("indplacer ", env!("CARGO_PKG_VERSION")).to_owned())),
    ];
    let filled =
        fields.into_iter().filter_map(|(name, value)| Some((teller.say(&name), flat(&value?))));
    filled.collect()
}

/// In the shape of what `score` writes, with this one record, so that whatever reads that reads this.
#[derive(Serialize)]
struct Data<'a> {
    schema: u8,
    tool: Tool,
    rubrics: [RubricJson<'a>; 1],
    records: [&'a Record<'a>; 1],
}

/// The record and all that it was computed with, as JSON that means the same wherever it is pasted.
fn data(explanation: &Explanation<'_>) -> String {
    let record = explanation.record();
    let data = Data {
        schema: 1,
        tool: Tool::THIS,
        rubrics: [RubricJson::of(explanation.rubric)],
        records: [&record],
    };
    // Texts and finite numbers under text keys always serialise.
    let json = serde_json::to_string_pretty(&data).unwrap_or_default();
    harmless(&json)
}

/// JSON without a sign that HTML, Markdown or a terminal would obey: each as its escape, which JSON
/// reads as the same sign. None of them stands outside a string.
fn harmless(json: &str) -> String {
    json_escaped(json, |letter| {
        letter != '\n' && (matches!(letter, '<' | '>' | '&' | '`') || is_hidden(letter))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_is_the_same_json_with_nothing_in_it_to_obey() {
        let hostile = serde_json::json!({"navn": "</code><script>`\u{202e}&\u{9b}"}).to_string();
        let harmless = harmless(&hostile);
        assert!(harmless.is_ascii(), "{harmless}");
        assert!(!harmless.contains(['<', '>', '&', '`']), "{harmless}");
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&harmless), read(&hostile));
    }
}
