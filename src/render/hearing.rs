//! The supplier's page: what was assessed, on what, by which criteria and with what result, for hearing.
//!
//! It goes to the supplier before anything is decided, so it says what is and not what could be: no ways
//! up, and no other rules. Whoever has the rubric and the row can compute it again from what it carries.

use super::explanation::{Teller, Telling, notes};
use super::json::{RecordJson, RubricJson, Tool};
use super::prose::Block;
use crate::explain::Explanation;
use crate::fold::fold;
use crate::identity::Identity;
use crate::words::Why;
use serde::Serialize;

/// The page of one supplier.
pub fn blocks(explanation: &Explanation<'_>, telling: &Telling<'_>) -> Vec<Block> {
    let teller = Teller::new(explanation, telling);
    let say = |words: &Why| words.text(telling.lang);
    let mut blocks = vec![
        Block::Title(say(&Why::PageTitle {
            name: teller.name(),
        })),
        Block::Paragraph(say(&intro(explanation))),
        Block::Heading(say(&Why::PageWhat)),
        Block::Fields(fields(&teller, explanation)),
        Block::Heading(say(&Why::PageResult)),
        Block::Paragraph(teller.result()),
        Block::Table {
            columns: vec![say(&Why::PageParameter), say(&Why::PageLevel)],
            rows: explanation
                .parameters
                .iter()
                .map(|outcome| {
                    vec![
                        outcome.parameter.label().to_owned(),
                        teller.parameter_level(outcome),
                    ]
                })
                .collect(),
        },
    ];
    blocks.extend(teller.how(false));
    blocks.extend(teller.missing());
    blocks.extend(teller.parameters());
    blocks.extend(teller.answers());
    blocks.extend([
        Block::Heading(say(&Why::PageRemarks)),
        Block::Paragraph(say(&Why::PageRemarksAbout)),
        Block::Room(say(&Why::PageRemarks), 8),
        Block::Heading(say(&Why::PageDecision)),
        Block::Room(say(&Why::PageLevel), 1),
        Block::Room(say(&Why::PageDecidedReason), 4),
        Block::Room(say(&Why::PageDecidedDate), 2),
    ]);
    blocks.extend(notes(&[explanation.rubric], telling.lang));
    blocks.push(Block::Heading(say(&Why::PageAgain)));
    blocks.push(Block::Paragraph(say(&Why::PageAgainAbout {
        name: explanation.rubric.name(),
    })));
    blocks.push(Block::Data(data(explanation)));
    blocks
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
            fields.push((say(&name), parts.join(", ")));
        }
    };
    field(
        Why::PageNumbers,
        vec![
            filled(Identity::Cvr).map(|cvr| say(&Why::PageCvr { cvr })),
            filled(Identity::PNummer).map(|number| say(&Why::PageP { number })),
        ],
    );
    field(
        Why::PageWhere,
        vec![filled(Identity::Kommune), filled(Identity::Region)],
    );
    field(
        Why::PageType,
        vec![
            filled(Identity::Leverandoertype),
            filled(Identity::Driftsform),
        ],
    );
    field(Why::PagePlaces, vec![filled(Identity::Pladser)]);
    // What the case is known by stands there even where it is still to be filled in.
    for (column, name) in [
        (Identity::Stadie, Why::Stage),
        (Identity::Sagsnummer, Why::CaseNumber),
    ] {
        if filled(column).is_none() {
            fields.push((say(&name), say(&Why::NotTold)));
        }
    }
    fields
}

#[derive(Serialize)]
struct Data<'a> {
    schema: u8,
    tool: Tool,
    rubric: RubricJson<'a>,
    file: &'a str,
    row: u64,
    record: RecordJson<'a, 'a>,
}

/// The record and all that it was computed with, as JSON that means the same wherever it is pasted.
fn data(explanation: &Explanation<'_>) -> String {
    let record = explanation.record();
    let data = Data {
        schema: 1,
        tool: Tool::THIS,
        rubric: RubricJson::of(explanation.rubric),
        file: record.file,
        row: explanation.row.row,
        record: RecordJson(&record),
    };
    // Texts and finite numbers under text keys always serialise.
    let json = serde_json::to_string_pretty(&data).unwrap_or_default();
    harmless(&json)
}

/// JSON without a sign that HTML, Markdown or a terminal would obey: each as its escape, which JSON
/// reads as the same sign. None of them stands outside a string.
fn harmless(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        let is_ours = letter == '\n';
        if !is_ours && (matches!(letter, '<' | '>' | '&' | '`') || super::is_obeyed(letter)) {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            out.push(letter);
        }
    }
    out
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
