//! A checked assessment: the facts and levels of one row, read by one rubric.

mod builder;

pub use builder::{AssessmentBuilder, AssessmentError, Value};

use crate::arithmetic::Number;
use crate::rubric::{Kind, OptionSet, PartOfWhole, Rubric};
use crate::vocabulary::{Level, Parameter};

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
