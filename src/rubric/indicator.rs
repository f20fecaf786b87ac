//! The facts that criteria ask for, and what their cells may hold.

use super::group::position;
use crate::arithmetic::Number;

/// One fact about a supplier (oplysning).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    /// The name in columns and results.
    pub id: String,
    /// The name for people; also a header that a CSV may use.
    pub label: String,
    /// The label, folded; empty where it has no letter or digit, and is no header.
    pub folded_label: String,
    /// What is counted or measured.
    pub unit: Option<String>,
    /// The question on the form.
    pub ask: Option<String>,
    /// Where the answer comes from.
    pub source: Option<EvidenceSource>,
    /// What kind of fact it is.
    pub kind: Kind,
}

impl Indicator {
    /// The name of an option of a choice or set; empty where it has no such option.
    pub fn option(&self, index: usize) -> &str {
        let options = self.kind.options();
        options.and_then(|options| options.names.get(index)).map_or("", String::as_str)
    }

    /// The names of some of its options, in the rubric's order.
    pub fn options(&self, options: OptionSet) -> Vec<&str> {
        options.iter().map(|option| self.option(option)).collect()
    }

    /// The option that a bound on an ordered choice means.
    pub fn option_at(&self, bound: Number) -> &str {
        self.kind.options().map_or("", |options| options.at(bound))
    }
}

/// Which of the pilot's aids a fact comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceSource {
    /// The form that the supplier fills in.
    Oplysningsskema,
    /// The interview with leader and staff.
    Interview,
    /// A document that was seen.
    Dokument,
}

impl EvidenceSource {
    /// The word in rubrics and results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Oplysningsskema => "oplysningsskema",
            Self::Interview => "interview",
            Self::Dokument => "dokument",
        }
    }
}

/// The kind of an indicator, with what its cells may hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Count,
    /// A decimal number.
    Number,
    /// A percentage, 0 to 100.
    Share {
        /// Two other indicators that it is computed from where its own cell is missing.
        computed: Option<PartOfWhole>,
    },
    /// Ja or nej.
    Bool,
    /// One of the options.
    Choice {
        /// The options.
        options: Options,
        /// Whether they go from least to most.
        ordered: bool,
    },
    /// Any number of the options.
    Set {
        /// The options.
        options: Options,
    },
}

impl Kind {
    /// The word in rubrics.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Number => "number",
            Self::Share { .. } => "share",
            Self::Bool => "bool",
            Self::Choice { .. } => "choice",
            Self::Set { .. } => "set",
        }
    }

    /// The options of a choice or a set.
    pub const fn options(&self) -> Option<&Options> {
        match self {
            Self::Choice { options, .. } | Self::Set { options } => Some(options),
            Self::Count | Self::Number | Self::Share { .. } | Self::Bool => None,
        }
    }
}

/// The indicators, by index, that a share is computed from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PartOfWhole {
    /// What is counted.
    pub part: usize,
    /// What it is a share of.
    pub whole: usize,
}

/// The options of a choice or set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// As written.
    pub names: Vec<String>,
    /// The same, folded; no two alike.
    pub folded: Vec<String>,
}

impl Options {
    /// The most options that a choice or set may have: they are held as the bits of one number.
    pub const MAX: usize = 128;

    /// The index of the option that a cell names.
    pub fn find(&self, text: &str) -> Option<usize> {
        position(text, &self.names, &self.folded)
    }

    /// The option that a bound on an ordered choice means; empty where there is none.
    pub fn at(&self, bound: Number) -> &str {
        let one = Number::from_integer(1).ten_thousandths();
        let index = usize::try_from(bound.ten_thousandths() / one).ok();
        index.and_then(|index| self.names.get(index)).map_or("", String::as_str)
    }

    /// All of them.
    pub fn all(&self) -> OptionSet {
        OptionSet::first(self.names.len())
    }
}

/// Some of the options of a choice or set, by index.
///
/// One bit each, in two halves: as one number of 128 bits they would make every fact a third larger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct OptionSet([u64; 2]);

impl OptionSet {
    /// None of them.
    pub const EMPTY: Self = Self([0; 2]);

    const fn of(bits: u128) -> Self {
        Self([bits as u64, (bits >> 64) as u64])
    }

    const fn bits(self) -> u128 {
        self.0[0] as u128 | (self.0[1] as u128) << 64
    }

    /// The first `n` options.
    pub const fn first(n: usize) -> Self {
        if n >= Options::MAX { Self::of(u128::MAX) } else { Self::of((1 << n) - 1) }
    }

    /// With the option of that index, which is below [`Options::MAX`].
    #[must_use]
    pub const fn with(self, index: usize) -> Self {
        Self::of(self.bits() | 1 << index)
    }

    /// Whether the option of that index is among them.
    pub const fn contains(self, index: usize) -> bool {
        self.bits() >> index & 1 == 1
    }

    /// Those in both.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self::of(self.bits() & other.bits())
    }

    /// Those in either.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self::of(self.bits() | other.bits())
    }

    /// Those not in `other`.
    #[must_use]
    pub const fn without(self, other: Self) -> Self {
        Self::of(self.bits() & !other.bits())
    }

    /// How many.
    pub const fn len(self) -> usize {
        self.bits().count_ones() as usize
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.bits() == 0
    }

    /// The indices, rising.
    pub fn iter(self) -> impl Iterator<Item = usize> {
        (0..Options::MAX).filter(move |&index| self.contains(index))
    }
}
