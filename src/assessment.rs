//! A checked assessment: the facts and levels of one row, read by one rubric.

use crate::level::Level;
use crate::number::Number;
use crate::parameter::Parameter;
use crate::rubric::{Kind, OptionSet, PartOfWhole, Rubric};

/// What a row says of one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fact {
    /// Nothing.
    #[default]
    Missing,
    /// A count, a number, or a share in percent.
    Number(Number),
    /// A share as part of a whole that is not zero; never above 100 %.
    Ratio {
        /// What is counted.
        part: Number,
        /// What it is a share of.
        whole: Number,
    },
    /// Ja or nej.
    Bool(bool),
    /// The index of the option chosen.
    Choice(usize),
    /// The options of a set: those surely in it, and those that may be.
    Set {
        /// In it.
        sure: OptionSet,
        /// Not known.
        open: OptionSet,
    },
}

/// What a consultant entered in a parameter's own column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Entered {
    /// Nothing.
    #[default]
    Nothing,
    /// That the parameter is not relevant.
    Irrelevant,
    /// A level.
    Level(Level),
}

/// One row as computed with; belongs to the rubric that it was read by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Assessment {
    /// One for each of the rubric's indicators; those that no criterion names stay missing.
    pub facts: Vec<Fact>,
    /// For each of the rubric's groups the index of the supplier's value.
    pub groups: Vec<Option<usize>>,
    /// Whether the supplier has the necessary quality (fornøden kvalitet).
    pub quality: Option<bool>,
    /// What was entered for each parameter.
    pub entered: [Entered; Parameter::COUNT],
    /// The level entered for the whole (samlet vurdering).
    pub overall: Option<Level>,
}

impl Assessment {
    /// Forgets the last row and makes room for one read by `rubric`.
    pub fn reset(&mut self, rubric: &Rubric) {
        self.facts.clear();
        self.facts.resize(rubric.indicators.len(), Fact::Missing);
        self.groups.clear();
        self.groups.resize(rubric.groups.len(), None);
        self.quality = None;
        self.entered = [Entered::Nothing; Parameter::COUNT];
        self.overall = None;
    }

    /// Fills every share whose own cell is missing from its part and whole; 0 of 0 stays missing.
    pub fn compute_shares(&mut self, rubric: &Rubric) {
        for (index, indicator) in rubric.indicators.iter().enumerate() {
            if let Kind::Share { computed: Some(computed) } = indicator.kind {
                self.compute_share(index, computed);
            }
        }
    }

    /// Fills one share, an indicator by index, in the same way.
    pub(crate) fn compute_share(&mut self, index: usize, computed: PartOfWhole) {
        if let (Fact::Missing, Fact::Number(part), Fact::Number(whole)) =
            (self.facts[index], self.facts[computed.part], self.facts[computed.whole])
            && whole != Number::ZERO
        {
            self.facts[index] = Fact::Ratio { part, whole };
        }
    }
}

/// The column of the reason for a parameter's level.
pub fn reason_column(parameter: Parameter) -> String {
    format!("{}_begrundelse", parameter.id())
}

/// Whether a trimmed cell says that nothing is known.
///
/// ```
/// use indplacer::assessment::is_missing;
/// assert!(is_missing("") && is_missing("–") && is_missing("Ikke oplyst"));
/// assert!(!is_missing("0"));
/// ```
pub fn is_missing(text: &str) -> bool {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    let plainly = match text.len() {
        0 => true,
        1 => text == "-" || text == "?",
        2 => is("na"),
        3 => is("n/a") || text == "–",
        7 => is("uoplyst") || is("mangler"),
        8 => is("ved ikke"),
        11 => is("ikke oplyst"),
        _ => false,
    };
    // Only a blank that is longer, or another than the plain space, makes the same words look different.
    let are = |both: [&str; 2]| {
        let mut words = text.split_whitespace();
        let is_next = |wanted| words.next().is_some_and(|own| own.eq_ignore_ascii_case(wanted));
        both.into_iter().all(is_next) && words.next().is_none()
    };
    let differs_in_blanks = || {
        text.starts_with(['i', 'I']) && are(["ikke", "oplyst"])
            || text.starts_with(['v', 'V']) && are(["ved", "ikke"])
    };
    plainly || differs_in_blanks()
}

/// Whether a folded name is empty or that of a word for missing: in a cell nobody could tell it from nothing.
pub(crate) fn folds_as_missing(folded: &str) -> bool {
    matches!(folded, "" | "na" | "n_a" | "uoplyst" | "mangler" | "ved_ikke" | "ikke_oplyst")
}

/// Whether a word for missing begins with that byte.
pub(crate) const fn may_begin_missing(first: u8) -> bool {
    // In lower case; 0xE2 begins the dash.
    matches!(first | 0x20, b'-' | b'?' | b'u' | b'i' | b'v' | b'm' | b'n' | 0xE2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold;

    #[test]
    fn every_word_for_missing_begins_and_folds_as_one() {
        let words = "-|?|–|na|n/a|uoplyst|mangler|ved ikke|ikke oplyst|Ved \u{a0}ikke";
        for word in words.split('|') {
            for text in [word.to_owned(), word.to_uppercase()] {
                assert!(is_missing(&text), "{text}");
                assert!(may_begin_missing(text.as_bytes()[0]), "{text}");
                assert!(folds_as_missing(&fold(&text)), "{text}");
            }
        }
        assert!(!folds_as_missing("ikke") && !folds_as_missing("0"));
    }
}
