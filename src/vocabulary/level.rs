//! The levels: under let < let < moderat < højt, and an interval of them.

use serde::{Serialize, Serializer};
use std::fmt;

/// A specialisation level (specialiseringsniveau), or none of them.
///
/// The order is the model's, and the points of a parameter are the same scale: under let is 0, højt
/// is 3 (Socialstyrelsen 2020, kap. 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Level {
    /// Not even let: no level is reached.
    #[default]
    UnderLet,
    /// Let specialiseret.
    Let,
    /// Moderat specialiseret.
    Moderat,
    /// Højt specialiseret.
    Hoejt,
}

impl Level {
    /// The four steps, from the lowest.
    pub const ALL: [Self; 4] = [Self::UnderLet, Self::Let, Self::Moderat, Self::Hoejt];
    /// The three levels that a rubric describes, from the lowest.
    pub const DESCRIBED: [Self; 3] = [Self::Let, Self::Moderat, Self::Hoejt];

    /// The points of the level: 0, 1, 2 or 3.
    pub const fn points(self) -> u8 {
        self as u8
    }

    /// The level with so many points; above 3 there is none higher than højt.
    pub const fn from_points(points: u8) -> Self {
        match points {
            0 => Self::UnderLet,
            1 => Self::Let,
            2 => Self::Moderat,
            _ => Self::Hoejt,
        }
    }

    /// The next level up; none above højt.
    pub const fn above(self) -> Option<Self> {
        match self {
            Self::UnderLet => Some(Self::Let),
            Self::Let => Some(Self::Moderat),
            Self::Moderat => Some(Self::Hoejt),
            Self::Hoejt => None,
        }
    }

    /// The next level down; none below under let.
    pub const fn below(self) -> Option<Self> {
        match self {
            Self::UnderLet => None,
            Self::Let => Some(Self::UnderLet),
            Self::Moderat => Some(Self::Let),
            Self::Hoejt => Some(Self::Moderat),
        }
    }

    /// The word in results: `under let`, `let`, `moderat`, `højt`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UnderLet => "under let",
            Self::Let => "let",
            Self::Moderat => "moderat",
            Self::Hoejt => "højt",
        }
    }

    /// The word in rubrics, in ASCII; under let has none.
    pub const fn key(self) -> &'static str {
        match self {
            Self::UnderLet => "under_let",
            Self::Let => "let",
            Self::Moderat => "moderat",
            Self::Hoejt => "hoejt",
        }
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl Serialize for Level {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The levels that what is known leaves open, both ends included; `min` is never above `max`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The level if everything missing counts against.
    pub min: Level,
    /// The level if everything missing counts for.
    pub max: Level,
}

impl Interval {
    /// Nothing is known: anything from under let to højt.
    pub const OPEN: Self = Self { min: Level::UnderLet, max: Level::Hoejt };

    /// The interval of one level.
    pub const fn exactly(level: Level) -> Self {
        Self { min: level, max: level }
    }

    /// The level, where only one is left.
    pub fn determined(self) -> Option<Level> {
        (self.min == self.max).then_some(self.min)
    }

    /// The word in results: the level, or `let..højt` while it is open.
    pub const fn as_str(self) -> &'static str {
        use Level::{Hoejt, Let, Moderat, UnderLet};
        match (self.min, self.max) {
            (UnderLet, Let) => "under let..let",
            (UnderLet, Moderat) => "under let..moderat",
            (UnderLet, Hoejt) => "under let..højt",
            (Let, Moderat) => "let..moderat",
            (Let, Hoejt) => "let..højt",
            (Moderat, Hoejt) => "moderat..højt",
            (min, _) => min.as_str(),
        }
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}
