//! An assessment put together by the names that its rubric gives things.

use super::{Assessment, Entered, Fact};
use crate::arithmetic::{Number, NumberFault, fold, nearest};
use crate::rubric::{Indicator, Kind, OptionSet, Options, Rubric};
use crate::vocabulary::{Level, Parameter};

/// What a fact is set to; numbers, truth values, texts and lists of texts become one by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Value {
    /// A count, a number, or a share in percent.
    Number(Number),
    /// Ja or nej.
    Bool(bool),
    /// A number as a rubric writes it, or an option of a choice.
    Text(String),
    /// The options of a set.
    Texts(Vec<String>),
}

impl From<Number> for Value {
    fn from(number: Number) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Text(number.to_string())
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl<const N: usize> From<[&str; N]> for Value {
    fn from(texts: [&str; N]) -> Self {
        Self::Texts(texts.map(str::to_owned).into())
    }
}

/// Why something cannot be said of a supplier by a rubric.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AssessmentError {
    /// The rubric names nothing so.
    #[error("failed to find {name} in the rubric{}", meant(nearest))]
    UnknownName {
        /// The name.
        name: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// The fact is of another kind.
    #[error("failed to set {name}, which is a {kind}")]
    OtherKind {
        /// The fact.
        name: String,
        /// Its kind, as a rubric writes it.
        kind: &'static str,
    },
    /// The text is no number.
    #[error("failed to read {value} as a number for {name}")]
    NotANumber {
        /// The fact.
        name: String,
        /// The text.
        value: String,
        /// What is wrong with it.
        fault: NumberFault,
    },
    /// The number is none that the fact can be.
    #[error("failed to set {name} to {value}: {kind} is {expected}")]
    OutOfRange {
        /// The fact.
        name: String,
        /// The number.
        value: Number,
        /// Its kind, as a rubric writes it.
        kind: &'static str,
        /// What it can be.
        expected: &'static str,
    },
    /// The choice, the set or the column has no such value.
    #[error("failed to find {value} among the values of {name}{}", meant(nearest))]
    UnknownValue {
        /// The fact or the column.
        name: String,
        /// The value.
        value: String,
        /// What was perhaps meant.
        nearest: Option<String>,
    },
    /// The rubric does not allow that a parameter is not relevant.
    #[error("failed to leave out {parameter}, which is always relevant by this rubric")]
    AlwaysRelevant {
        /// The parameter.
        parameter: Parameter,
    },
    /// A part that is more than its whole.
    #[error("failed to compute {name}: its part is more than its whole")]
    PartAboveWhole {
        /// The share.
        name: String,
    },
}

fn meant(nearest: &Option<String>) -> String {
    nearest.as_ref().map(|name| format!(", where there is {name}")).unwrap_or_default()
}

/// Puts an [`Assessment`] together; what is not said is missing.
///
/// ```
/// use indplacer::{Assessment, Catalogue, Diagnostics, Level, Parameter};
///
/// let catalogue = Catalogue::built_in(&mut Diagnostics::default());
/// let rubric = &catalogue.rubrics()[0];
/// let assessment = Assessment::of(rubric)
///     .quality(true)
///     .fact(&rubric.indicators[0].id, 12)?
///     .entered(Parameter::Metoder, Level::Moderat)
///     .build()?;
/// assert_eq!(assessment.quality, Some(true));
/// # Ok::<(), indplacer::AssessmentError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use]
pub struct AssessmentBuilder<'r> {
    rubric: &'r Rubric,
    assessment: Assessment,
}

impl Assessment {
    /// Begins one by `rubric`, in which nothing is known.
    pub fn of(rubric: &Rubric) -> AssessmentBuilder<'_> {
        let mut assessment = Self::default();
        assessment.reset(rubric);
        AssessmentBuilder { rubric, assessment }
    }
}

impl AssessmentBuilder<'_> {
    /// What is known of an indicator, by its id or its label.
    ///
    /// # Errors
    /// Where the rubric has no such indicator, or it cannot have that value.
    pub fn fact(mut self, name: &str, value: impl Into<Value>) -> Result<Self, AssessmentError> {
        let folded = fold(name);
        let is_it = |own: &Indicator| own.id == folded || own.folded_label == folded;
        let index = self.rubric.indicators.iter().position(is_it);
        let ids = self.rubric.indicators.iter().map(|own| own.id.as_str());
        let index = index.ok_or_else(|| unknown(name, ids))?;
        self.assessment.facts[index] = fact(&self.rubric.indicators[index], value.into())?;
        Ok(self)
    }

    /// The supplier's value of a column that bounds depend on.
    ///
    /// # Errors
    /// Where the rubric has no such column, or it has no such value.
    pub fn group(mut self, column: &str, value: &str) -> Result<Self, AssessmentError> {
        let folded = fold(column);
        let groups = &self.rubric.groups;
        let index = groups.iter().position(|group| group.column.id() == folded);
        let columns = groups.iter().map(|group| group.column.id());
        let index = index.ok_or_else(|| unknown(column, columns))?;
        let found = groups[index].find(value);
        let values = groups[index].values.iter().map(String::as_str);
        let found = found.ok_or_else(|| unknown_value(column, value, values))?;
        self.assessment.groups[index] = Some(found);
        Ok(self)
    }

    /// Whether the supplier has the necessary quality (fornøden kvalitet).
    pub const fn quality(mut self, has: bool) -> Self {
        self.assessment.quality = Some(has);
        self
    }

    /// The level that a consultant entered for a parameter.
    pub const fn entered(mut self, parameter: Parameter, level: Level) -> Self {
        self.assessment.entered[parameter.index()] = Entered::Level(level);
        self
    }

    /// That a parameter is not relevant for the supplier.
    ///
    /// # Errors
    /// Where the rubric does not allow it.
    pub fn not_relevant(mut self, parameter: Parameter) -> Result<Self, AssessmentError> {
        if !self.rubric.parameter(parameter).may_be_irrelevant {
            return Err(AssessmentError::AlwaysRelevant { parameter });
        }
        self.assessment.entered[parameter.index()] = Entered::Irrelevant;
        Ok(self)
    }

    /// The level that was entered for the whole (samlet vurdering).
    pub const fn overall(mut self, level: Level) -> Self {
        self.assessment.overall = Some(level);
        self
    }

    /// The assessment, with the shares that follow from their part and whole.
    ///
    /// # Errors
    /// Where a part is more than its whole.
    pub fn build(mut self) -> Result<Assessment, AssessmentError> {
        self.assessment.compute_shares(self.rubric);
        let facts = self.assessment.facts.iter().zip(&self.rubric.indicators);
        for (fact, indicator) in facts {
            if matches!(fact, Fact::Ratio { part, whole } if part > whole) {
                return Err(AssessmentError::PartAboveWhole { name: indicator.id.clone() });
            }
        }
        Ok(self.assessment)
    }
}

fn fact(indicator: &Indicator, value: Value) -> Result<Fact, AssessmentError> {
    let name = || indicator.id.clone();
    let kind = indicator.kind.as_str();
    Ok(match (&indicator.kind, value) {
        (Kind::Count | Kind::Number | Kind::Share { .. }, Value::Number(number)) => {
            Fact::Number(in_range(indicator, number)?)
        }
        (Kind::Count | Kind::Number | Kind::Share { .. }, Value::Text(text)) => {
            let number = Number::from_rubric(&text);
            let number = number.map_err(|fault| AssessmentError::NotANumber {
                name: name(),
                value: text,
                fault,
            })?;
            Fact::Number(in_range(indicator, number)?)
        }
        (Kind::Bool, Value::Bool(value)) => Fact::Bool(value),
        (Kind::Choice { options, .. }, Value::Text(text)) => {
            Fact::Choice(option(indicator, options, &text)?)
        }
        (Kind::Set { options }, Value::Texts(texts)) => {
            let mut sure = OptionSet::EMPTY;
            for text in &texts {
                sure = sure.with(option(indicator, options, text)?);
            }
            Fact::Set { sure, open: OptionSet::EMPTY }
        }
        (_, _) => return Err(AssessmentError::OtherKind { name: name(), kind }),
    })
}

fn in_range(indicator: &Indicator, value: Number) -> Result<Number, AssessmentError> {
    let expected = match &indicator.kind {
        Kind::Count if !value.is_whole() => "a whole number",
        Kind::Share { .. } if value > Number::from_integer(100) => "at most 100 %",
        _ if value > Number::MOST => "at most 999999999.9999",
        _ => return Ok(value),
    };
    let (name, kind) = (indicator.id.clone(), indicator.kind.as_str());
    Err(AssessmentError::OutOfRange { name, value, kind, expected })
}

fn option(indicator: &Indicator, options: &Options, text: &str) -> Result<usize, AssessmentError> {
    let names = options.names.iter().map(String::as_str);
    options.find(text).ok_or_else(|| unknown_value(&indicator.id, text, names))
}

fn unknown<'n>(name: &str, names: impl Iterator<Item = &'n str>) -> AssessmentError {
    let nearest = nearest(name, names).map(str::to_owned);
    AssessmentError::UnknownName { name: name.to_owned(), nearest }
}

fn unknown_value<'n>(
    name: &str,
    value: &str,
    values: impl Iterator<Item = &'n str>,
) -> AssessmentError {
    let nearest = nearest(value, values).map(str::to_owned);
    AssessmentError::UnknownValue { name: name.to_owned(), value: value.to_owned(), nearest }
}
