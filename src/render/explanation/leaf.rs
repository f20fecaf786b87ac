//! One test in words: what was found, what was asked, and in which cells.

use super::Teller;
use super::values::{measure, quoted};
use crate::explain::{AppliedBound, CriterionOutcome, Found, LeafOutcome};
use crate::rubric::{Indicator, Kind, Leaf, Rubric};
use crate::words::why::{alternatives, enumerated, list};
use crate::words::{Lang, Why, with_number};

impl<'e> Teller<'e> {
    /// The fact or facts that a test looks at, by their labels.
    pub(crate) fn labels_of(&self, outcome: &LeafOutcome<'_>) -> String {
        let labels: Vec<&str> = outcome
            .leaf
            .indicators()
            .iter()
            .map(|&index| self.rubric.indicators[index].label.as_str())
            .collect();
        match labels.as_slice() {
            [label] => (*label).to_owned(),
            labels => self.say(&Why::Together { labels: list(labels, self.lang) }),
        }
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
            Found::Choice(option) => quoted(indicator.option(option), self.lang),
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

    /// What a test asks, with the bounds that applied.
    pub(super) fn test(&self, outcome: &LeafOutcome<'_>) -> String {
        let indicator = self.first(outcome.leaf);
        match outcome.leaf {
            Leaf::Range { .. } => {
                let asked = match (&outcome.min, &outcome.max) {
                    (Some(min), None) => Why::AtLeast { bound: self.bound(indicator, min) },
                    (None, Some(max)) => Why::AtMost { bound: self.bound(indicator, max) },
                    (Some(min), Some(max)) => Why::FromTo {
                        low: self.bound(indicator, min),
                        high: self.bound(indicator, max),
                    },
                    // A range without bounds is refused when the rubric is read.
                    (None, None) => return String::new(),
                };
                format!("{}{}", self.say(&asked), self.for_group(outcome).unwrap_or_default())
            }
            Leaf::Is { value, .. } => self.say(&Why::MustBe { answer: self.yes_no(*value) }),
            Leaf::OneOf { options, .. } => {
                let names = indicator.options(*options);
                let names: Vec<String> = names.iter().map(|name| quoted(name, self.lang)).collect();
                self.say(&Why::MustBeOne { answers: alternatives(&names, self.lang) })
            }
            Leaf::Includes { named, options, .. } => {
                // A set always has its number of options.
                let Some(at_least) = &outcome.min else {
                    return String::new();
                };
                let names = indicator.options(*options);
                let listed = enumerated(&names, self.lang);
                let bound = self.bound(indicator, at_least);
                let asked = match named {
                    false => Why::AtLeast { bound },
                    true if at_least.low.whole() == names.len() as u64 => {
                        Why::MustInclude { options: listed }
                    }
                    true => Why::MustIncludeSome { n: bound, options: listed },
                };
                format!("{}{}", self.say(&asked), self.for_group(outcome).unwrap_or_default())
            }
        }
    }

    fn bound(&self, indicator: &Indicator, bound: &AppliedBound) -> String {
        if bound.low == bound.high {
            return self.measure(indicator, bound.low);
        }
        self.say(&Why::BoundOpen {
            low: self.measure(indicator, bound.low),
            high: self.measure(indicator, bound.high),
        })
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
        Some(self.say(&Why::BoundFor { group }))
    }

    /// The same as a sentence, for a criterion whose words have the bound.
    pub(super) fn bound_group(&self, outcome: &LeafOutcome<'_>) -> Option<String> {
        let group = self.for_group(outcome)?;
        Some(format!("{}{group}", self.say(&Why::Asked { test: self.test_without_group(outcome) })))
    }

    fn test_without_group(&self, outcome: &LeafOutcome<'_>) -> String {
        let mut plain = outcome.clone();
        for bound in [&mut plain.min, &mut plain.max].into_iter().flatten() {
            bound.group = None;
        }
        self.test(&plain)
    }
}

/// A criterion's words with the bounds that applied.
pub fn criterion_text(rubric: &Rubric, outcome: &CriterionOutcome<'_>, lang: Lang) -> String {
    let leaves = outcome.condition.leaves();
    let bound = |of: fn(&LeafOutcome<'_>) -> Option<AppliedBound>| {
        leaves.iter().find_map(|leaf| {
            let indicator = &rubric.indicators[leaf.leaf.indicators()[0]];
            let bound = of(leaf)?;
            let plain = Indicator {
                unit: None,
                kind: match &indicator.kind {
                    // The words have the percent sign and the unit themselves.
                    Kind::Share { .. } => Kind::Number,
                    kind => kind.clone(),
                },
                ..indicator.clone()
            };
            let low = measure(&plain, bound.low, lang);
            if bound.low == bound.high {
                return Some(low);
            }
            Some(Why::Between { low, high: measure(&plain, bound.high, lang) }.text(lang))
        })
    };
    let mut text = outcome.criterion.text.clone();
    for (name, bound) in [("{min}", bound(|leaf| leaf.min)), ("{max}", bound(|leaf| leaf.max))] {
        if let Some(bound) = bound {
            text = with_number(&text, name, &bound);
        }
    }
    text.trim_end_matches('.').to_owned()
}
