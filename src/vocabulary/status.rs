//! How binding a rubric is.

/// How binding a rubric is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RubricStatus {
    /// Ours, to show how it works.
    Illustrativ,
    /// On its way.
    Udkast,
    /// Decided by somebody who may.
    Gaeldende,
}

impl RubricStatus {
    /// The word in rubrics and results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Illustrativ => "illustrativ",
            Self::Udkast => "udkast",
            Self::Gaeldende => "gaeldende",
        }
    }
}
