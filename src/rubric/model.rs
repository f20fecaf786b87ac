//! A checked rubric as it is computed with.

use super::condition::Criterion;
use super::group::Group;
use super::indicator::{Indicator, Kind};
use super::places::Places;
use crate::arithmetic::Number;
use crate::source::{Source, Span};
use crate::vocabulary::{Level, Lint, LintLevel, Parameter, RubricStatus};
use jiff::civil::Date;
use sha2::{Digest, Sha256};
use std::sync::{Arc, OnceLock};

/// The mark of a text that is not written yet, in a new rubric.
pub const TODO: &str = "TODO";

/// A checked rubric: every name in it exists, every test fits its fact.
#[derive(Debug, Clone)]
pub struct Rubric {
    /// Slug of a-z, 0-9 and hyphens; also a name that a CSV may use.
    pub id: String,
    /// Free text; with the id it names the rubric in results.
    pub version: String,
    /// The målgruppe in full.
    pub title: String,
    /// The term on Tilbudsportalen.
    pub target_group: String,
    /// Other words that a CSV may use.
    pub synonyms: Vec<String>,
    /// How binding it is.
    pub status: RubricStatus,
    /// First day on which it applies.
    pub valid_from: Option<Date>,
    /// Last day on which it applies.
    pub valid_to: Option<Date>,
    /// What it is written after.
    pub sources: Vec<String>,
    /// The målgruppebeskrivelse in short: aspect and one text a level.
    pub description: Vec<(Aspect, LevelTexts)>,
    /// How the parameters make one level.
    pub rule: Rule,
    /// Must-haves for a level.
    pub requirements: Vec<Requirement>,
    /// The identity columns that bounds depend on.
    pub groups: Vec<Group>,
    /// The facts that criteria ask for.
    pub indicators: Vec<Indicator>,
    /// The eight, in the model's order.
    pub parameters: [ParameterRubric; Parameter::COUNT],
    /// The levels that the rubric sets for lints; each lint once.
    pub lints: Vec<(Lint, LintLevel)>,
    /// See [`Rubric::sha256`]; computed for those who ask.
    pub(crate) sha256: OnceLock<String>,
    /// The text it was read from.
    pub source: Arc<Source>,
    /// Where the rubric's id stands in it.
    pub header: Span,
    /// Where its other parts stand.
    pub places: Places,
}

impl Rubric {
    /// `id@version`, the name in results.
    pub fn name(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// SHA-256 of the file's bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| {
            let digest = Sha256::digest(self.source.text.as_bytes());
            digest.iter().map(|byte| format!("{byte:02x}")).collect()
        })
    }

    /// The rubric's part on one parameter.
    pub fn parameter(&self, parameter: Parameter) -> &ParameterRubric {
        &self.parameters[parameter.index()]
    }

    /// Whether the rubric applies on `date`; both ends count.
    pub fn is_valid_on(&self, date: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= date) && self.valid_to.is_none_or(|to| date <= to)
    }

    /// Every indicator that a criterion names, a share's part and whole included, in the rubric's order.
    pub fn used_indicators(&self) -> Vec<usize> {
        let mut used = vec![false; self.indicators.len()];
        for parameter in &self.parameters {
            for criterion in parameter.criteria.iter().flatten() {
                criterion.condition.for_each_leaf(&mut |leaf| {
                    for &index in leaf.indicators() {
                        used[index] = true;
                        if let Kind::Share { computed: Some(computed) } =
                            &self.indicators[index].kind
                        {
                            used[computed.part] = true;
                            used[computed.whole] = true;
                        }
                    }
                });
            }
        }
        (0..used.len()).filter(|&index| used[index]).collect()
    }
}

/// An aspect of the målgruppebeskrivelse (Socialstyrelsen 2020, kap. 2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Aspect {
    /// Målgruppekompleksitet.
    Complexity,
    /// Målgruppens størrelse.
    Size,
    /// Sammensætning af ydelser og foranstaltninger.
    Services,
    /// Fagligt indhold.
    Content,
}

impl Aspect {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Complexity, Self::Size, Self::Services, Self::Content];

    /// Its key in a rubric.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Complexity => "complexity",
            Self::Size => "size",
            Self::Services => "services",
            Self::Content => "content",
        }
    }
}

/// One text for each of let, moderat and højt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelTexts(pub [String; 3]);

impl LevelTexts {
    /// The text of a level; under let has none.
    pub fn at(&self, level: Level) -> Option<&str> {
        let index = usize::from(level.points()).checked_sub(1)?;
        self.0.get(index).map(String::as_str)
    }
}

/// How the points of the relevant parameters make one level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The highest level whose cut-off the mean reaches.
    Mean(Cutoffs),
    /// The lower median: the level that more than half reach.
    Median,
    /// The smallest.
    Weakest,
}

impl Rule {
    /// The word in rubrics and results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mean(_) => "mean",
            Self::Median => "median",
            Self::Weakest => "weakest",
        }
    }
}

/// The mean from which a level is reached; rising, above 0 and at most 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Cutoffs(pub [Number; 3]);

impl Default for Cutoffs {
    /// 0.5, 1.5 and 2.5: to the nearest level. Ours, not the model's.
    fn default() -> Self {
        Self([5_000, 15_000, 25_000].map(Number::from_ten_thousandths))
    }
}

/// A must-have: without it the placement stays below `level`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Requirement {
    /// The level that asks for it.
    pub level: Level,
    /// The parameter that must reach `at_least`; every relevant one if absent.
    pub parameter: Option<Parameter>,
    /// The level that the parameter must reach.
    pub at_least: Level,
}

impl Requirement {
    /// Whether the requirement is about that parameter.
    pub fn concerns(&self, parameter: Parameter) -> bool {
        self.parameter.is_none_or(|named| named == parameter)
    }
}

/// What a rubric says of one parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParameterRubric {
    /// How its level is found.
    pub method: Method,
    /// How the levels build on each other.
    pub levels: Levels,
    /// Whether a consultant may declare it not relevant.
    pub may_be_irrelevant: bool,
    /// The wording of each level.
    pub guidance: LevelTexts,
    /// The criteria of let, moderat and højt; all empty if assessed.
    pub criteria: [Vec<Criterion>; 3],
}

impl ParameterRubric {
    /// The criteria of a level; under let has none.
    pub fn criteria_of(&self, level: Level) -> &[Criterion] {
        usize::from(level.points()).checked_sub(1).map_or(&[], |index| &self.criteria[index])
    }
}

/// How a parameter's level is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// From its criteria.
    Criteria,
    /// The consultant enters it.
    Assessed,
}

/// How the levels of a parameter build on each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Levels {
    /// The highest level such that it and all below hold.
    Cumulative,
    /// The highest level that holds.
    Independent,
}

/// Whether one of the rubrics is an illustration, which every output then says.
pub fn is_illustrative(rubrics: &[&Rubric]) -> bool {
    rubrics.iter().any(|rubric| rubric.status == RubricStatus::Illustrativ)
}
