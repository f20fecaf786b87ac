//! What a column is taken for, as far as its values by themselves can be judged: whatever the row and its rubric.

use super::cell::{self, Misread};
use super::date;
use super::joined::may_be_joined;
use crate::arithmetic::{DecimalMark, Number, fold, folds_to, nearest};
use crate::rubric::{Catalogue, Choice, Group, Kind};
use crate::vocabulary::{Identity, Level, Parameter, reason_column};
use crate::words::Message;
use jiff::civil::Date;

/// What a column is taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Taken {
    /// For nothing.
    Unknown,
    /// Ids, names, reasons and notes: any text will do.
    Text,
    TargetGroup,
    Date,
    Quality,
    /// A whole number about the supplier.
    Count,
    /// The level of a parameter, or of all.
    Level {
        may_be_irrelevant: bool,
    },
    /// Whether an option is in a set.
    Option,
    /// A fact: the rubrics that have it and the fact's place in each.
    Fact(Vec<(usize, usize)>),
    /// The same of a set, beside a ja/nej column for each option.
    Joined(Vec<(usize, usize)>),
    /// What bounds depend on: the rubrics that say so and the group's place in each.
    Group(Vec<(usize, usize)>),
}

/// What one value says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Number(Number),
    Date(Date),
    Level(Level),
    /// A word that may stand there, or any text where any will do.
    Word,
    /// A word that cannot be read, and that a translation could turn into one that can.
    Foreign,
    /// A number or a date that is wrong in itself.
    Wrong,
}

impl Taken {
    /// What the column of one of our names holds.
    pub(super) fn by_name(name: &str, catalogue: &Catalogue) -> Self {
        let folded = fold(name);
        if let Some(column) = Identity::from_header(&folded) {
            return Self::identity(column, catalogue);
        }
        if let Some(parameter) = Parameter::from_id(&folded) {
            let mut rubrics = catalogue.rubrics().iter();
            let may_be_irrelevant =
                rubrics.any(|rubric| rubric.parameter(parameter).may_be_irrelevant);
            return Self::Level { may_be_irrelevant };
        }
        if Parameter::ALL.map(reason_column).contains(&folded) {
            return Self::Text;
        }
        let mut facts = Vec::new();
        let mut is_option = false;
        for (rubric, checked) in catalogue.rubrics().iter().enumerate() {
            for (index, indicator) in checked.indicators.iter().enumerate() {
                if folds_to(&indicator.id, &folded) || indicator.folded_label == folded {
                    facts.push((rubric, index));
                } else if let Kind::Set { options } = &indicator.kind
                    && let Some(option) = folded.strip_prefix(&*fold(&indicator.id))
                {
                    let option = option.strip_prefix('_').unwrap_or_default();
                    is_option |= options.folded.iter().any(|known| known == option);
                }
            }
        }
        match (facts.is_empty(), is_option) {
            (false, _) => Self::Fact(facts),
            (true, true) => Self::Option,
            (true, false) => Self::Text,
        }
    }

    fn identity(column: Identity, catalogue: &Catalogue) -> Self {
        match column {
            Identity::Maalgruppe => Self::TargetGroup,
            Identity::Vurderingsdato => Self::Date,
            Identity::FornoedenKvalitet => Self::Quality,
            Identity::Pladser => Self::Count,
            Identity::SamletVurdering => Self::Level { may_be_irrelevant: false },
            column => {
                let mut groups = Vec::new();
                for (rubric, checked) in catalogue.rubrics().iter().enumerate() {
                    let group = |group: &Group| group.column == column;
                    let at = checked.groups.iter().position(group);
                    groups.extend(at.map(|at| (rubric, at)));
                }
                match groups.is_empty() {
                    true => Self::Text,
                    false => Self::Group(groups),
                }
            }
        }
    }

    /// Whether it is a fact of a rubric, or a level that stands for some.
    pub(super) const fn is_fact(&self) -> bool {
        matches!(self, Self::Fact(_) | Self::Joined(_) | Self::Option | Self::Level { .. })
    }

    /// Whether its cells may hold the names of persons, or anything else that somebody wrote freely.
    pub(super) const fn is_free_text(&self) -> bool {
        matches!(self, Self::Unknown | Self::Text)
    }

    /// Reads a filled cell, in our words and trimmed.
    pub(super) fn read(&self, text: &str, catalogue: &Catalogue, mark: DecimalMark) -> Value {
        let word = |is_read: bool| match is_read {
            true => Value::Word,
            false => Value::Foreign,
        };
        match self {
            Self::Unknown => match (cell::number(text, mark), date::date(text)) {
                (Ok(number), _) => Value::Number(number),
                (_, Ok(date)) => Value::Date(date),
                _ => Value::Word,
            },
            Self::Text => Value::Word,
            Self::TargetGroup => word(catalogue.versions(text).is_some()),
            Self::Date => date::date(text).map_or_else(|misread| wrong(&misread), Value::Date),
            Self::Quality => word(cell::quality(text).is_ok()),
            Self::Count => {
                cell::count(text, mark).map_or_else(|misread| wrong(&misread), Value::Number)
            }
            Self::Level { may_be_irrelevant } => match cell::level(text) {
                Ok(level) => Value::Level(level),
                Err(_) => word(*may_be_irrelevant && cell::is_irrelevant(text)),
            },
            Self::Option => word(cell::boolean(text).is_ok()),
            Self::Fact(facts) => {
                let kinds = facts
                    .iter()
                    .map(|(rubric, index)| &catalogue.rubrics()[*rubric].indicators[*index].kind);
                fact(text, kinds, mark)
            }
            Self::Joined(facts) => word(facts.iter().any(|(rubric, index)| {
                match &catalogue.rubrics()[*rubric].indicators[*index].kind {
                    Kind::Set { options } => may_be_joined(text, options),
                    kind => cell::fact(text, kind, mark).is_ok(),
                }
            })),
            Self::Group(groups) => word(groups.iter().any(|(rubric, at)| {
                let group = &catalogue.rubrics()[*rubric].groups[*at];
                group.find(text).is_some()
            })),
        }
    }

    /// The word of ours that a foreign one is most like.
    pub(crate) fn nearest(&self, text: &str, catalogue: &Catalogue) -> Option<String> {
        const LEVELS: [&str; 4] = ["let", "moderat", "højt", "under let"];
        let near = |names: &[&str]| nearest(text, names.iter().copied()).map(str::to_owned);
        match self {
            Self::Unknown | Self::Text | Self::Date | Self::Count | Self::Joined(_) => None,
            Self::TargetGroup => match catalogue.choose(text, None) {
                Choice::UnknownName(near) => near.map(str::to_owned),
                Choice::Rubric(_) | Choice::DateNeeded | Choice::NoVersionOn(_) => None,
            },
            Self::Quality | Self::Option => near(&["ja", "nej"]),
            Self::Level { .. } => near(&LEVELS),
            Self::Fact(facts) => facts.iter().find_map(|(rubric, index)| {
                match &catalogue.rubrics()[*rubric].indicators[*index].kind {
                    Kind::Bool => near(&["ja", "nej"]),
                    Kind::Choice { options, .. } | Kind::Set { options } => {
                        let names = options.names.iter().map(String::as_str);
                        nearest(text, names).map(str::to_owned)
                    }
                    Kind::Count | Kind::Number | Kind::Share { .. } => None,
                }
            }),
            Self::Group(groups) => groups.iter().find_map(|(rubric, at)| {
                let values = &catalogue.rubrics()[*rubric].groups[*at].values;
                nearest(text, values.iter().map(String::as_str)).map(str::to_owned)
            }),
        }
    }
}

/// A fact that is read if it can be read as any of these.
fn fact<'k>(text: &str, kinds: impl Iterator<Item = &'k Kind>, mark: DecimalMark) -> Value {
    let mut value = Value::Wrong;
    for kind in kinds {
        let is_number = matches!(kind, Kind::Count | Kind::Number | Kind::Share { .. });
        match cell::fact(text, kind, mark) {
            Ok(crate::assessment::Fact::Number(number)) if is_number => {
                return Value::Number(number);
            }
            Ok(_) => return Value::Word,
            Err(misread) if is_number => {
                if wrong(&misread) == Value::Foreign {
                    value = Value::Foreign;
                }
            }
            Err(_) => value = Value::Foreign,
        }
    }
    value
}

/// What a number or date is that cannot be read: a word for something else, or wrong in itself.
fn wrong(misread: &Misread) -> Value {
    match misread.message {
        Message::NotANumber | Message::NotADate => Value::Foreign,
        _ => Value::Wrong,
    }
}
