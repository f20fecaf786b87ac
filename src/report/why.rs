//! Why a parameter came out as it did: criterion by criterion, with what was found.
//!
//! Many suppliers are held against the same criteria, so the wording of a criterion, with the bounds
//! that applied, is kept once in [`Wordings`] and named by its place there.

use crate::explain::{ConditionOutcome, CriterionOutcome, Explanation};
use crate::origin::origin;
use crate::place::Truth;
use crate::rubric::{Method, Rubric};
use crate::tell::{Teller, criterion, flat};
use crate::vocabulary::{Level, Parameter};
use crate::words::{Lang, Page};
use std::collections::HashMap;

/// Why one parameter came out as it did.
#[derive(Debug)]
pub struct Why {
    /// Which.
    pub parameter: Parameter,
    /// The criteria from let to højt; empty where the consultant enters the level.
    pub criteria: Vec<CriterionView>,
    /// Whether the consultant enters the level, since the rubric has no criteria for it.
    pub is_assessed: bool,
}

impl Why {
    /// The criteria in groups that look at the same facts, in the order of their first.
    pub fn by_what_was_found(&self) -> Vec<Vec<&CriterionView>> {
        let mut groups: Vec<Vec<&CriterionView>> = Vec::new();
        for criterion in &self.criteria {
            match groups.iter_mut().find(|group| group[0].found == criterion.found) {
                Some(group) => group.push(criterion),
                None => groups.push(vec![criterion]),
            }
        }
        groups
    }
}

/// One criterion, held against one supplier.
#[derive(Debug)]
pub struct CriterionView {
    /// Its wording, as an index into [`Wordings::all`].
    pub wording: usize,
    /// Whether it is met.
    pub truth: Truth,
    /// What was found, and in which cells, with the consultant's note.
    pub found: String,
}

/// The wording of a criterion.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wording {
    /// `id@version` of the rubric.
    pub rubric: String,
    /// The criterion's id.
    pub id: String,
    /// The level that asks for it.
    pub level: Level,
    /// The words, with the bounds that apply and what else they ask.
    pub text: String,
    /// Where its content and its number are from; empty where nothing is said.
    pub origin: String,
}

/// Every wording that a report needs, each once, in the order of first use.
#[derive(Debug, Default)]
pub struct Wordings {
    all: Vec<Wording>,
    places: HashMap<Wording, usize>,
}

impl Wordings {
    /// All of them.
    pub fn all(&self) -> &[Wording] {
        &self.all
    }

    fn place(&mut self, wording: Wording) -> usize {
        *self.places.entry(wording.clone()).or_insert_with(|| {
            self.all.push(wording);
            self.all.len() - 1
        })
    }
}

/// The word for whether a criterion is met.
pub fn met(truth: Truth, lang: Lang) -> String {
    match truth {
        Truth::True => Page::Met,
        Truth::False => Page::NotMet,
        Truth::Unknown => Page::NotKnown,
    }
    .text(lang)
}

pub(super) fn of(
    explanation: &Explanation<'_>,
    teller: &Teller<'_>,
    wordings: &mut Wordings,
    lang: Lang,
) -> Vec<Why> {
    let mut view = |level: Level, outcome: &CriterionOutcome<'_>| CriterionView {
        wording: wordings.place(wording(explanation.rubric, level, outcome, teller, lang)),
        truth: outcome.truth,
        found: found(teller, &outcome.condition),
    };
    explanation
        .parameters
        .iter()
        .map(|outcome| Why {
            parameter: outcome.parameter,
            criteria: outcome
                .levels
                .iter()
                .flat_map(|level| level.criteria.iter().map(|criterion| (level.level, criterion)))
                .map(|(level, criterion)| view(level, criterion))
                .collect(),
            is_assessed: outcome.method == Method::Assessed,
        })
        .collect()
}

fn wording(
    rubric: &Rubric,
    level: Level,
    outcome: &CriterionOutcome<'_>,
    teller: &Teller<'_>,
    lang: Lang,
) -> Wording {
    let mut text = criterion::as_applied(rubric, outcome, lang);
    if let Some(asked) = teller.asked(outcome) {
        text.push_str(&format!(". {asked}"));
    }
    Wording {
        rubric: flat(&rubric.name()),
        id: flat(&outcome.criterion.id),
        level,
        text: flat(&text),
        origin: flat(&origin(rubric, outcome.criterion, lang)),
    }
}

/// What was found for every test, and where, with the consultant's notes; with its label, where there
/// are several.
fn found(teller: &Teller<'_>, condition: &ConditionOutcome<'_>) -> String {
    let leaves = condition.leaves();
    let is_single = leaves.len() == 1;
    let tests: Vec<String> = leaves
        .iter()
        .map(|leaf| {
            let mut text = teller.found_at(leaf);
            if !is_single {
                text = format!("{}: {text}", teller.labels_of(leaf));
            }
            let notes = leaf.leaf.indicators().iter().map(|&index| teller.note(index));
            for note in notes.filter(|note| !note.is_empty()) {
                text.push_str(&format!(", {}", teller.quoted(&note)));
            }
            text
        })
        .collect();
    flat(&tests.join("; "))
}
