//! What two results of one supplier say differently: field by field, each difference with its kind.
//!
//! Compared is all that a placement says; texts, steps, what is missing, the place of the row and the
//! fingerprints are not. Numbers are compared by value.

use super::results::Entry;
use crate::place::Placement;
use crate::vocabulary::{Interval, Level, Parameter};

/// Something that a placement says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    /// What became of the row.
    Status,
    /// The final level.
    Level,
    /// The level without any override.
    Computed,
    /// The least level that is left open.
    Least,
    /// The highest level that is left open.
    Most,
    /// A number that follows from the parameters; an index into [`NUMBERS`].
    Number(usize),
    /// The level of a parameter.
    Parameter(Parameter),
    /// What was overridden.
    Overridden,
}

/// The keys of the numbers that follow from the parameters.
pub const NUMBERS: [&str; 3] = ["point", "parametre", "gennemsnit"];

impl Field {
    /// Every field, in the order of a result.
    pub fn all() -> impl Iterator<Item = Self> {
        let first = [Self::Status, Self::Level, Self::Computed, Self::Least, Self::Most];
        first
            .into_iter()
            .chain((0..NUMBERS.len()).map(Self::Number))
            .chain(Parameter::ALL.map(Self::Parameter))
            .chain([Self::Overridden])
    }

    /// Its key in results.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Level => "niveau",
            Self::Computed => "niveau_beregnet",
            Self::Least => "niveau_min",
            Self::Most => "niveau_max",
            Self::Number(index) => NUMBERS[index],
            Self::Parameter(parameter) => parameter.id(),
            Self::Overridden => "tilsidesat",
        }
    }

    /// The kind of a difference in it.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Status => Kind::Status,
            Self::Level | Self::Computed => Kind::Level,
            Self::Least | Self::Most => Kind::Interval,
            Self::Number(_) | Self::Parameter(_) => Kind::Parameter,
            Self::Overridden => Kind::Override,
        }
    }
}

/// What sort of thing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The level, final or computed.
    Level,
    /// A parameter, or a number that follows from them.
    Parameter,
    /// The levels that are left open.
    Interval,
    /// What is overridden; also a confirmation that becomes an override.
    Override,
    /// What became of the row.
    Status,
    /// A row that is rejected on one side and placed on the other.
    Rejected,
    /// A supplier that is there no more, or whose målgruppe no rubric knows any more.
    Departed,
    /// A supplier that was not there, or whose målgruppe no rubric knew.
    Arrived,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Level,
        Self::Parameter,
        Self::Interval,
        Self::Override,
        Self::Status,
        Self::Rejected,
        Self::Departed,
        Self::Arrived,
    ];

    /// The word in results and expectations.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Level => "niveau",
            Self::Parameter => "parameter",
            Self::Interval => "interval",
            Self::Override => "tilsidesat",
            Self::Status => "status",
            Self::Rejected => "afvist",
            Self::Departed => "udgaaet",
            Self::Arrived => "ny",
        }
    }

    /// The kind of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detail {
    /// Its kind.
    pub kind: Kind,
    /// What differs; nothing where a whole result is on one side only.
    pub field: Option<Field>,
    /// What was said; empty where nothing was.
    pub from: String,
    /// What is said; empty where nothing is.
    pub to: String,
    /// Whether the supplier loses by it.
    pub is_down: bool,
    /// Whether the supplier gains by it. An interval that closes can do both.
    pub is_up: bool,
}

impl Detail {
    /// A result that is on one side only.
    pub(super) fn whole(kind: Kind, from: &str, to: &str, is_down: bool) -> Self {
        Self {
            kind,
            field: None,
            from: from.to_owned(),
            to: to.to_owned(),
            is_down,
            is_up: !is_down,
        }
    }

    /// Whether it is one of the numbers that follow from the parameters.
    pub const fn is_of_number(&self) -> bool {
        matches!(self.field, Some(Field::Number(_)))
    }

    /// Whether there is no placement any more.
    pub fn is_departure(&self) -> bool {
        self.field.is_none() && self.is_down
    }
}

/// The word of a row that could not be used, in place of its level.
pub const REJECTED: &str = "afvist";

/// All that two results say differently, in the order of a result.
pub fn differences(before: &Entry, after: &Entry) -> Vec<Detail> {
    Field::all()
        .filter_map(|field| {
            // What one of them does not say at all is not compared.
            let (from, to) = (before.said(field)?, after.said(field)?);
            if from == to {
                return None;
            }
            let (is_down, is_up) = direction(field, before, after, [&from, &to]);
            Some(Detail { kind: field.kind(), field: Some(field), from, to, is_down, is_up })
        })
        .collect()
}

/// Whether two placements of one row differ in nothing that is compared.
pub(super) fn say_the_same(one: &Placement, other: &Placement) -> bool {
    let said = |placement: &Placement| {
        (
            (placement.status, placement.level, placement.computed),
            (placement.interval, placement.points, placement.count),
            placement.parameters.map(|placed| (placed.relevant, placed.level, placed.overridden)),
            placement.overall_overridden,
        )
    };
    said(one) == said(other)
}

/// Whether the supplier loses, and whether it gains.
fn direction(field: Field, before: &Entry, after: &Entry, words: [&str; 2]) -> (bool, bool) {
    match field {
        Field::Status | Field::Level => {
            (after.state.is_below(before.state), before.state.is_below(after.state))
        }
        // A level that is no more determined is lost.
        Field::Computed => (after.computed < before.computed, after.computed > before.computed),
        Field::Least => (after.least < before.least, after.least > before.least),
        Field::Most => (after.most < before.most, after.most > before.most),
        Field::Number(_) | Field::Overridden => (false, false),
        Field::Parameter(_) => {
            let [from, to] = words.map(interval);
            match (from, to) {
                (Some(from), Some(to)) => {
                    (to.min < from.min || to.max < from.max, to.min > from.min || to.max > from.max)
                }
                (from, to) => (from.is_some(), to.is_some()),
            }
        }
    }
}

/// The levels of a parameter's word; nothing where it is not relevant, or not part of the rubric.
fn interval(word: &str) -> Option<Interval> {
    let level = |word: &str| Level::ALL.into_iter().find(|level| level.as_str() == word);
    let (min, max) = word.split_once("..").unwrap_or((word, word));
    Some(Interval { min: level(min)?, max: level(max)? })
}

/// A number as text, the same for the same value: `1,50` and `1.5` are `1.5`.
pub(super) fn canonical(number: &str) -> String {
    let text = number.trim().replace(',', ".");
    match text.split_once('.') {
        Some((whole, decimals)) if decimals.bytes().all(|digit| digit.is_ascii_digit()) => {
            match decimals.trim_end_matches('0') {
                "" => whole.to_owned(),
                decimals => format!("{whole}.{decimals}"),
            }
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_by_value_however_they_are_written() {
        for text in ["1,50", "1.5", "1.500", " 1,5 "] {
            assert_eq!(canonical(text), "1.5");
        }
        assert_eq!(canonical("20.0"), canonical("20"));
        assert_eq!(canonical(""), "");
    }

    #[test]
    fn an_interval_loses_when_either_end_sinks() {
        let open = interval("let..højt");
        assert_eq!(open.map(|open| (open.min, open.max)), Some((Level::Let, Level::Hoejt)));
        assert_eq!(interval("ikke relevant"), None);
    }
}
