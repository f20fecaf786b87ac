//! Who says an explanation: in which language, and without which facts.

use super::line::flat;
use crate::explain::{Explanation, Hidden};
use crate::rubric::Rubric;
use crate::words::{Lang, Why};

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

/// Says things about one explanation.
pub(crate) struct Teller<'e> {
    pub(super) explanation: &'e Explanation<'e>,
    pub(super) rubric: &'e Rubric,
    pub(super) hidden: &'e Hidden,
    pub(crate) lang: Lang,
    pub(super) most_ways: usize,
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
