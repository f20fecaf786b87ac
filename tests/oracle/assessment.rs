//! One row as facts: what is known about one supplier, and what a konsulent has entered.

use std::collections::{BTreeMap, BTreeSet};

use super::rubric::{Kind, Number, Rubric, whole};

/// The identity columns of a record, with the rubric's own id in place of `maalgruppe`.
pub(crate) const IDENTITY: [&str; 15] = [
    "leverandoer_id",
    "afdelingsid",
    "leverandoer",
    "maalgruppe",
    "delmaalgruppe",
    "aldersgruppe",
    "vurderingsdato",
    "socialtilsyn",
    "konsulent",
    "stadie",
    "sagsnummer",
    "region",
    "kommune",
    "driftsform",
    "leverandoertype",
];

/// What is known; a fact that is missing has no entry.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Fact {
    Number(Number),
    Truth(bool),
    Choice(String),
    /// The options that are in, and those of which nothing is known; the rest are out.
    Set {
        inside: BTreeSet<String>,
        maybe: BTreeSet<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Entered {
    Level(usize),
    NotRelevant,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Assessment {
    /// Texts as given, trimmed; a missing one has no entry. The date is kept apart.
    pub identity: BTreeMap<String, String>,
    pub date: Option<String>,
    pub quality: Option<bool>,
    pub facts: BTreeMap<String, Fact>,
    pub entered: BTreeMap<String, Entered>,
    /// By parameter, and `samlet`.
    pub reasons: BTreeMap<String, String>,
    pub overall: Option<usize>,
}

impl Assessment {
    pub(crate) fn text(&self, column: &str) -> Option<&str> {
        self.identity.get(column).map(String::as_str)
    }

    /// The number behind a count, a number, a share or an ordered choice (its position among the options).
    pub(crate) fn number(&self, rubric: &Rubric, id: &str) -> Option<Number> {
        match (self.facts.get(id), &rubric.indicator(id).kind) {
            (Some(Fact::Number(n)), _) => Some(n.clone()),
            (Some(Fact::Choice(option)), Kind::Choice { options, ordered: true }) => {
                Some(whole(options.iter().position(|other| other == option)?))
            }
            (None, Kind::Share(Some((part, all)))) => {
                let (part, all) = (self.number(rubric, part)?, self.number(rubric, all)?);
                // Nothing out of nothing says nothing.
                (all != whole(0)).then(|| part / all * whole(100))
            }
            _ => None,
        }
    }

    /// Which of the rubric's values a group column has.
    pub(crate) fn group(&self, rubric: &Rubric, column: &str) -> Option<String> {
        let given = fold(self.text(column)?);
        let (_, values) = rubric.groups.iter().find(|(name, _)| name == column)?;
        values.iter().find(|value| fold(value) == given).cloned()
    }
}

/// Names that fold alike are the same name.
pub(crate) fn fold(text: &str) -> String {
    let spelled =
        text.trim().to_lowercase().replace('æ', "ae").replace('ø', "oe").replace('å', "aa");
    let parts: Vec<&str> = spelled
        .split(|c: char| !c.is_ascii_lowercase() && !c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("_")
}
