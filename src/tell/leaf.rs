//! One test in words: what was found, what was asked, and in which cells.

use super::condition;
use super::line::flat;
use super::teller::Teller;
use crate::explain::{Found, LeafOutcome};
use crate::rubric::{Indicator, Leaf};
use crate::words::why::{enumerated, list};
use crate::words::{Asked, Why};

impl<'e> Teller<'e> {
    /// The fact or facts that a test looks at, by their labels.
    pub(crate) fn labels_of(&self, outcome: &LeafOutcome<'_>) -> String {
        flat(&condition::fact(self.rubric, outcome.leaf, self.lang))
    }

    /// What was found, by which means, and in which cells.
    pub(crate) fn found_at(&self, outcome: &LeafOutcome<'_>) -> String {
        let found = self.found(outcome);
        let indicators = outcome.leaf.indicators();
        let cells = self.explanation.cells_of(indicators);
        if cells.is_empty() {
            return found;
        }
        let mut from: Vec<&str> = Vec::new();
        for source in indicators.iter().flat_map(|&index| self.sources(index)) {
            if !from.contains(&source) {
                from.push(source);
            }
        }
        let cells = self.cells(&cells);
        match from.as_slice() {
            [] => format!("{found} ({cells})"),
            from => format!("{found} ({}, {cells})", list(from, self.lang)),
        }
    }

    fn first(&self, leaf: &Leaf) -> &'e Indicator {
        &self.rubric.indicators[leaf.indicators()[0]]
    }

    pub(super) fn found(&self, outcome: &LeafOutcome<'_>) -> String {
        let leaf = outcome.leaf;
        let is_hidden = |index: &usize| self.hidden.covers(self.rubric, *index);
        if leaf.indicators().iter().any(is_hidden) {
            return self.say(&Why::LeftOut);
        }
        let indicator = self.first(leaf);
        match outcome.found {
            Found::Missing => self.say(&Why::NotTold),
            Found::Number(number) => self.amount(indicator, number),
            Found::AtLeast(number) => {
                self.say(&Why::AtLeastSoFar { found: self.amount(indicator, number) })
            }
            Found::Ratio { part, whole } => self.ratio(part, whole),
            Found::Bool(value) => self.yes_no(value),
            Found::Choice(option) => self.quoted(indicator.option(option)),
            Found::Options { sure, open } => {
                let names = indicator.options(sure);
                let found = match names.len() {
                    0 => self.say(&Why::None),
                    n => self.say(&Why::OptionsFound { n, options: enumerated(&names, self.lang) }),
                };
                if open.is_empty() { found } else { self.say(&Why::NotAllTold { found }) }
            }
        }
    }

    /// What a test asks, with the bounds that applied and whom they are for.
    pub(super) fn test(&self, outcome: &LeafOutcome<'_>) -> String {
        format!("{}{}", self.test_of_all(outcome), self.for_group(outcome).unwrap_or_default())
    }

    fn test_of_all(&self, outcome: &LeafOutcome<'_>) -> String {
        let bounds = [outcome.min, outcome.max];
        condition::asked(self.rubric, outcome.leaf, &bounds, self.lang)
    }

    /// The kind of supplier that a bound is for, where it is not the one for all.
    fn for_group(&self, outcome: &LeafOutcome<'_>) -> Option<String> {
        let bounds = [&outcome.min, &outcome.max];
        let (group, value) = bounds.into_iter().flatten().find_map(|bound| bound.group)?;
        let group = &self.rubric.groups[group];
        // As the row writes it, which may have the letters that the rubric's word lacks.
        let group = match self.explanation.identity(group.column) {
            Some(cell) => cell.value.clone(),
            None => group.values[value].clone(),
        };
        Some(flat(&Asked::ForGroup { group }.text(self.lang)))
    }

    /// The same as a sentence, for a criterion whose words have the bound.
    pub(super) fn bound_group(&self, outcome: &LeafOutcome<'_>) -> Option<String> {
        let group = self.for_group(outcome)?;
        Some(format!("{}{group}", self.say(&Why::Asked { test: self.test_of_all(outcome) })))
    }
}
