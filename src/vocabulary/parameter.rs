//! The eight parameters (specialiseringsparametre), always in the model's order.

use serde::{Serialize, Serializer};
use std::fmt;

/// One of the eight parameters on which a supplier is placed (Socialstyrelsen 2020, kap. 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Parameter {
    /// Aktiv praksis: enough citizens to stay in practice.
    AktivPraksis,
    /// Praksiserfaring: years of experience with the target group.
    Praksiserfaring,
    /// Uddannelsesmæssige kompetencer.
    Uddannelse,
    /// Fagmiljø: robust in organisation and in the profession.
    Fagmiljoe,
    /// Samarbejdsformer: across professions and sectors.
    Samarbejdsformer,
    /// Vidensudvikling: keeping up with, and adding to, what is known.
    Vidensudvikling,
    /// Metoder og faglige tilgange.
    Metoder,
    /// Hjælpemidler og teknologi.
    Hjaelpemidler,
}

impl Parameter {
    /// How many there are.
    pub const COUNT: usize = 8;

    /// The eight, in the model's order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::AktivPraksis,
        Self::Praksiserfaring,
        Self::Uddannelse,
        Self::Fagmiljoe,
        Self::Samarbejdsformer,
        Self::Vidensudvikling,
        Self::Metoder,
        Self::Hjaelpemidler,
    ];

    /// The place in the model's order, from 0.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// The name in rubrics, columns and results.
    pub const fn id(self) -> &'static str {
        match self {
            Self::AktivPraksis => "aktiv_praksis",
            Self::Praksiserfaring => "praksiserfaring",
            Self::Uddannelse => "uddannelse",
            Self::Fagmiljoe => "fagmiljoe",
            Self::Samarbejdsformer => "samarbejdsformer",
            Self::Vidensudvikling => "vidensudvikling",
            Self::Metoder => "metoder",
            Self::Hjaelpemidler => "hjaelpemidler",
        }
    }

    /// The name as the model writes it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::AktivPraksis => "Aktiv praksis",
            Self::Praksiserfaring => "Praksiserfaring",
            Self::Uddannelse => "Uddannelsesmæssige kompetencer",
            Self::Fagmiljoe => "Fagmiljø",
            Self::Samarbejdsformer => "Samarbejdsformer",
            Self::Vidensudvikling => "Vidensudvikling",
            Self::Metoder => "Metoder og faglige tilgange",
            Self::Hjaelpemidler => "Hjælpemidler og teknologi",
        }
    }

    /// Two letters for a narrow column.
    pub const fn short(self) -> &'static str {
        match self {
            Self::AktivPraksis => "AP",
            Self::Praksiserfaring => "PE",
            Self::Uddannelse => "UD",
            Self::Fagmiljoe => "FM",
            Self::Samarbejdsformer => "SF",
            Self::Vidensudvikling => "VU",
            Self::Metoder => "ME",
            Self::Hjaelpemidler => "HJ",
        }
    }

    /// The parameter of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|parameter| parameter.id() == id)
    }
}

impl fmt::Display for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.id())
    }
}

impl Serialize for Parameter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// The column of the reason for a parameter's level.
pub fn reason_column(parameter: Parameter) -> String {
    format!("{}_begrundelse", parameter.id())
}
