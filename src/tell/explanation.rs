//! The explanations of one supplier as a document.

use super::teller::{Teller, Telling};
use crate::document::{Block, Document};
use crate::explain::Explanation;
use crate::rubric::{Rubric, is_illustrative};
use crate::study::Prospect;
use crate::words::{Lang, Ui};

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
pub(crate) fn notes(rubrics: &[&Rubric], lang: Lang) -> Vec<Block> {
    let mut notes = vec![Block::Text(Ui::Proposal.text(lang))];
    if is_illustrative(rubrics) {
        notes.push(Block::Notice(Ui::Illustrative.text(lang)));
    }
    notes
}
