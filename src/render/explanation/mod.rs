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

use crate::explain::{Explanation, Hidden, Ways};
use crate::render::prose::Block;
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

/// The whole explanation of one supplier: level, rule, parameters, what is missing, ways, evidence.
pub fn blocks(explanation: &Explanation<'_>, ways: &Ways, telling: &Telling<'_>) -> Vec<Block> {
    let teller = Teller::new(explanation, telling);
    let mut blocks = vec![Block::Title(teller.name())];
    blocks.push(Block::Paragraph(teller.result()));
    blocks.push(Block::Fields(teller.head()));
    blocks.extend(teller.how(true));
    blocks.extend(teller.missing());
    blocks.extend(teller.parameters());
    blocks.extend(teller.ways(ways));
    blocks.extend(teller.where_it_stands());
    blocks
}

/// What must be said with every result of a rubric: that it is a proposal, and an illustration.
pub fn notes(rubrics: &[&Rubric], lang: Lang) -> Vec<Block> {
    let mut notes = vec![Block::Paragraph(Ui::Proposal.text(lang))];
    if crate::render::json::is_illustrative(rubrics) {
        notes.push(Block::Paragraph(Ui::Illustrative.text(lang)));
    }
    notes
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

    pub(super) fn say(&self, words: &Why) -> String {
        words.text(self.lang)
    }

    pub(super) fn name(&self) -> String {
        self.explanation.record().name().to_owned()
    }
}
