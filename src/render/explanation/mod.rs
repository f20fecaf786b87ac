//! An explanation in the reader's words, as the blocks of a document.
//!
//! Computes nothing: what is not in the [`Explanation`] is not said.

mod facts;
mod head;
pub mod json;
mod leaf;
mod parameters;
mod values;
mod ways;

pub use leaf::criterion_text;
pub use values::references;

use crate::document::{Block, Document, Item};
use crate::explain::{Explanation, Hidden};
use crate::render::printable;
use crate::report::Prospect;
use crate::rubric::Rubric;
use crate::words::{Lang, Ui, Why};

/// How an explanation is told.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'t> {
    /// The reader's language.
    pub lang: Lang,
    /// The facts that are left out.
    pub hidden: &'t Hidden,
    /// How many of the shortest ways are shown in each direction.
    pub most_ways: usize,
}

/// The explanations of one supplier, most often one: level, rule, what is missing, parameters, ways and
/// the notes. `prospects` has those of each.
pub fn document(
    explained: &[Explanation<'_>],
    prospects: &[Prospect],
    telling: &Telling<'_>,
) -> Document {
    let mut document = Document { title: String::new(), blocks: Vec::new() };
    let mut rubrics = Vec::new();
    for (explanation, prospect) in explained.iter().zip(prospects) {
        let teller = Teller::new(explanation, telling);
        if document.title.is_empty() {
            document.title = teller.name();
        }
        let blocks = &mut document.blocks;
        if explained.len() > 1 {
            blocks.push(Block::Section(teller.result()));
        } else {
            blocks.push(Block::Notice(teller.result()));
        }
        blocks.push(Block::Fields(teller.head()));
        blocks.extend(teller.how(Some(prospect)));
        blocks.extend(teller.missing());
        blocks.extend(teller.parameters());
        blocks.extend(teller.ways(&prospect.ways));
        blocks.extend(teller.notes());
        rubrics.push(explanation.rubric);
    }
    document.blocks.extend(notes(&rubrics, telling.lang));
    document
}

/// What must be said with every result of a rubric: that it is a proposal, and an illustration.
pub(super) fn notes(rubrics: &[&Rubric], lang: Lang) -> Vec<Block> {
    let mut notes = vec![Block::Text(Ui::Proposal.text(lang))];
    if crate::rubric::is_illustrative(rubrics) {
        notes.push(Block::Notice(Ui::Illustrative.text(lang)));
    }
    notes
}

/// The text on one line, and nothing in it that would be obeyed: names from files stand in our sentences.
pub(crate) fn flat(text: &str) -> String {
    printable(text).into_owned()
}

fn item(text: String) -> Item {
    Item::new(flat(&text))
}

/// Says things about one explanation.
pub(crate) struct Teller<'e> {
    explanation: &'e Explanation<'e>,
    rubric: &'e Rubric,
    hidden: &'e Hidden,
    pub(super) lang: Lang,
    most_ways: usize,
}

impl<'e> Teller<'e> {
    pub(crate) fn new(explanation: &'e Explanation<'e>, telling: &Telling<'e>) -> Self {
        Self {
            explanation,
            rubric: explanation.rubric,
            hidden: telling.hidden,
            lang: telling.lang,
            most_ways: telling.most_ways,
        }
    }

    pub(crate) fn say(&self, words: &Why) -> String {
        flat(&words.text(self.lang))
    }

    pub(crate) fn name(&self) -> String {
        flat(self.explanation.record().name())
    }
}
