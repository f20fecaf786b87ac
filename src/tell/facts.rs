//! The facts themselves: their answers, cells, sources and notes.

use super::cells::references;
use super::line::{flat, item};
use super::teller::Teller;
use crate::assessment::Fact;
use crate::document::{Block, Table};
use crate::rubric::{EvidenceSource, Kind};
use crate::words::Why;
use crate::words::why::{enumerated, list};

impl<'e> Teller<'e> {
    /// What the file has no column for, and the notes.
    pub(super) fn notes(&self) -> Vec<Block> {
        let told = self.facts_told();
        let mut items = Vec::new();
        let without: Vec<&str> = told
            .iter()
            .filter(|&&index| self.has_no_column(index))
            .map(|&index| self.rubric.indicators[index].label.as_str())
            .collect();
        if !without.is_empty() {
            items.push(self.say(&Why::WithoutColumn { labels: list(&without, self.lang) }));
        }
        for &index in &told {
            if let Some(note) = &self.explanation.evidence[index].note {
                items.push(self.say(&Why::NoteOn {
                    label: self.rubric.indicators[index].label.clone(),
                    cell: self.cell(note),
                    text: note.value.clone(),
                }));
            }
        }
        if items.is_empty() {
            return Vec::new();
        }
        vec![
            Block::Section(self.say(&Why::Notes)),
            Block::List(items.into_iter().map(item).collect()),
        ]
    }

    /// Whether the file has no column for it, and it cannot be computed from two that it has.
    fn has_no_column(&self, index: usize) -> bool {
        let has = |index: usize| !self.explanation.evidence[index].cells.is_empty();
        !has(index)
            && match self.rubric.indicators[index].kind {
                Kind::Share { computed: Some(ends) } => !(has(ends.part) && has(ends.whole)),
                _ => true,
            }
    }

    /// The facts that criteria ask for, with their answers.
    pub(crate) fn answers(&self) -> Vec<Block> {
        let columns = [Why::Fact, Why::Answer, Why::SourceColumn, Why::CellColumn, Why::NoteColumn];
        let mut blocks = vec![Block::Section(self.say(&Why::EvidenceBehind))];
        let told = self.facts_told();
        if told.iter().any(|&index| self.hidden.covers(self.rubric, index)) {
            blocks.push(Block::Text(self.say(&Why::PageHidden)));
        }
        let mut table = Table::new(columns.iter().map(|column| self.say(column)));
        for index in told {
            table.row(
                [
                    &*self.rubric.indicators[index].label,
                    &self.answer(index),
                    &list(&self.sources(index), self.lang),
                    &references(&self.explanation.cells_of(&[index]), &self.explanation.row.file),
                    &self.note(index),
                ]
                .map(flat),
            );
        }
        blocks.push(Block::Table(table));
        blocks
    }

    fn facts_told(&self) -> Vec<usize> {
        self.rubric.used_indicators()
    }

    /// What is said of a fact.
    pub(crate) fn answer(&self, index: usize) -> String {
        if self.hidden.covers(self.rubric, index) {
            return self.say(&Why::LeftOut);
        }
        let indicator = &self.rubric.indicators[index];
        match self.explanation.evidence[index].fact {
            Fact::Missing => self.say(&Why::NotTold),
            Fact::Number(number) => self.amount(indicator, number),
            Fact::Ratio { part, whole } => self.ratio(part, whole),
            Fact::Bool(value) => self.yes_no(value),
            Fact::Choice(option) => indicator.option(option).to_owned(),
            Fact::Set { sure, open } => {
                let names = indicator.options(sure);
                let found = match names.as_slice() {
                    [] => self.say(&Why::None),
                    names => enumerated(names, self.lang),
                };
                match open.is_empty() {
                    true => found,
                    false => self.say(&Why::NotAllTold { found }),
                }
            }
        }
    }

    /// Where a fact came from; where a share is computed, where its part and whole did.
    pub(super) fn sources(&self, index: usize) -> Vec<&'static str> {
        let of = |index: usize| self.rubric.indicators[index].source;
        let sources = match (&self.rubric.indicators[index].kind, of(index)) {
            (Kind::Share { computed: Some(ends) }, None) => [of(ends.part), of(ends.whole)],
            (_, source) => [source, None],
        };
        let mut told: Vec<_> = sources.into_iter().flatten().map(EvidenceSource::as_str).collect();
        told.dedup();
        told
    }

    pub(crate) fn note(&self, index: usize) -> String {
        match &self.explanation.evidence[index].note {
            Some(_) if self.hidden.covers(self.rubric, index) => self.say(&Why::LeftOut),
            Some(note) => note.value.clone(),
            None => String::new(),
        }
    }
}
