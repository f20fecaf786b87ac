//! The names of the lints: what a rubric's `[lints]` table may set, and to what.
//!
//! Only the vocabulary stands here, because it is a part of the format; the rules are in
//! [`crate::lint`].

/// One rule that `indplacer check` holds a rubric against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lint {
    /// No supplier can have this level of a parameter.
    UnreachableLevel,
    /// No supplier can meet the criterion.
    CriterionNeverMet,
    /// Every supplier meets the criterion.
    CriterionAlwaysMet,
    /// Without the criterion every supplier has the same level.
    RedundantCriterion,
    /// Without the member of a group every supplier has the same level.
    RedundantMember,
    /// A higher level asks for less of the same fact than a lower one.
    FallingThreshold,
    /// The same, but only for suppliers of some group.
    EasierForGroup,
    /// Between two bands of one fact there are values in neither.
    BandGap,
    /// A maximum at højt, where more is lost and nothing says that less is better.
    MaximumAtHoejt,
    /// The smallest step of one fact moves a parameter two levels or more.
    Cliff,
    /// Without one fact, the interval of a parameter is wider than the fact could make it.
    SharedFact,
    /// No criterion asks for the indicator.
    UnusedIndicator,
    /// No criterion counts the option.
    UnusedOption,
    /// No bound depends on the group column.
    UnusedGroup,
    /// The bound for a group is one that no supplier gets, or the one that they have without it.
    UnusedException,
    /// With some number of relevant parameters no sum of points gives the level.
    UnreachablePlacement,
    /// Without the must-have every supplier is placed the same.
    IdleRequirement,
    /// No supplier can fulfil the must-have, so none reaches its level.
    BlockingRequirement,
    /// The criterion says neither where it comes from nor that it is ours.
    NoBasis,
    /// Two levels of a parameter have the same wording, of guidance or of criteria with other bounds.
    SameGuidance,
    /// The text has a number that is not the bound, or is it for some suppliers only.
    NumberInText,
    /// The text has a placeholder for a bound that is not there, or one that is not closed.
    PlaceholderWithoutBound,
    /// A text says the contrary of its test.
    TextAgainstTest,
    /// A bound is written as if its fact were of another type.
    BoundAgainstType,
    /// Two names that a reader cannot tell apart.
    LookAlikeNames,
    /// An option of a set holds a sign that separates options in a cell.
    DividedOption,
    /// A text still says that somebody must write it.
    UnwrittenText,
    /// Between two versions there are days without one.
    ValidityGap,
    /// A rubric in force does not say from when, or what it rests on.
    InForceIncomplete,
    /// A date before 2000 or after 2099.
    UnlikelyDate,
    /// The placement is not the mean of the pilot.
    NotThePilotsRule,
    /// The rubric binds nobody.
    Illustrative,
}

/// What the rules of a group have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LintGroup {
    /// Decided over everything that a supplier's facts can be.
    Levels,
    /// What is written down and never used.
    Unused,
    /// The rule that makes one level of eight.
    Placement,
    /// The words.
    Text,
    /// The rubric as a document among others.
    Document,
}

/// What is done about what a lint finds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LintLevel {
    /// Nothing.
    Allow,
    /// It is told.
    Note,
    /// It is told, as probably a mistake.
    Warning,
    /// The rubric does not pass.
    Error,
}

impl LintLevel {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Allow, Self::Note, Self::Warning, Self::Error];

    /// The word in rubrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl Lint {
    /// All of them, in the order of the documentation.
    pub const ALL: [Self; 32] = [
        Self::UnreachableLevel,
        Self::CriterionNeverMet,
        Self::CriterionAlwaysMet,
        Self::RedundantCriterion,
        Self::RedundantMember,
        Self::FallingThreshold,
        Self::EasierForGroup,
        Self::BandGap,
        Self::MaximumAtHoejt,
        Self::Cliff,
        Self::SharedFact,
        Self::UnusedIndicator,
        Self::UnusedOption,
        Self::UnusedGroup,
        Self::UnusedException,
        Self::UnreachablePlacement,
        Self::IdleRequirement,
        Self::BlockingRequirement,
        Self::NoBasis,
        Self::SameGuidance,
        Self::NumberInText,
        Self::PlaceholderWithoutBound,
        Self::TextAgainstTest,
        Self::BoundAgainstType,
        Self::LookAlikeNames,
        Self::DividedOption,
        Self::UnwrittenText,
        Self::ValidityGap,
        Self::InForceIncomplete,
        Self::UnlikelyDate,
        Self::NotThePilotsRule,
        Self::Illustrative,
    ];

    /// The name in rubrics, results and the documentation.
    pub const fn id(self) -> &'static str {
        match self {
            Self::UnreachableLevel => "unreachable-level",
            Self::CriterionNeverMet => "criterion-never-met",
            Self::CriterionAlwaysMet => "criterion-always-met",
            Self::RedundantCriterion => "redundant-criterion",
            Self::RedundantMember => "redundant-member",
            Self::FallingThreshold => "falling-threshold",
            Self::EasierForGroup => "easier-for-group",
            Self::BandGap => "band-gap",
            Self::MaximumAtHoejt => "maximum-at-hoejt",
            Self::Cliff => "cliff",
            Self::SharedFact => "shared-fact",
            Self::UnusedIndicator => "unused-indicator",
            Self::UnusedOption => "unused-option",
            Self::UnusedGroup => "unused-group",
            Self::UnusedException => "unused-exception",
            Self::UnreachablePlacement => "unreachable-placement",
            Self::IdleRequirement => "idle-requirement",
            Self::BlockingRequirement => "blocking-requirement",
            Self::NoBasis => "no-basis",
            Self::SameGuidance => "same-guidance",
            Self::NumberInText => "number-in-text",
            Self::PlaceholderWithoutBound => "placeholder-without-bound",
            Self::TextAgainstTest => "text-against-test",
            Self::BoundAgainstType => "bound-against-type",
            Self::LookAlikeNames => "look-alike-names",
            Self::DividedOption => "divided-option",
            Self::UnwrittenText => "unwritten-text",
            Self::ValidityGap => "validity-gap",
            Self::InForceIncomplete => "in-force-incomplete",
            Self::UnlikelyDate => "unlikely-date",
            Self::NotThePilotsRule => "not-the-pilots-rule",
            Self::Illustrative => "illustrative",
        }
    }

    /// The lint of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lint| lint.id() == id)
    }

    /// What it is about.
    pub const fn group(self) -> LintGroup {
        match self {
            Self::UnreachableLevel
            | Self::CriterionNeverMet
            | Self::CriterionAlwaysMet
            | Self::RedundantCriterion
            | Self::RedundantMember
            | Self::FallingThreshold
            | Self::EasierForGroup
            | Self::Cliff
            | Self::BandGap
            | Self::MaximumAtHoejt
            | Self::SharedFact => LintGroup::Levels,
            Self::UnusedIndicator
            | Self::UnusedOption
            | Self::UnusedGroup
            | Self::UnusedException => LintGroup::Unused,
            Self::UnreachablePlacement | Self::IdleRequirement | Self::BlockingRequirement => {
                LintGroup::Placement
            }
            Self::NoBasis
            | Self::SameGuidance
            | Self::NumberInText
            | Self::PlaceholderWithoutBound
            | Self::DividedOption
            | Self::TextAgainstTest
            | Self::BoundAgainstType
            | Self::LookAlikeNames
            | Self::UnwrittenText => LintGroup::Text,
            Self::ValidityGap
            | Self::InForceIncomplete
            | Self::UnlikelyDate
            | Self::NotThePilotsRule
            | Self::Illustrative => LintGroup::Document,
        }
    }

    /// The level where the rubric sets none.
    pub const fn default_level(self) -> LintLevel {
        match self {
            Self::UnreachableLevel
            | Self::CriterionNeverMet
            | Self::FallingThreshold
            | Self::EasierForGroup
            | Self::UnreachablePlacement
            | Self::BlockingRequirement
            | Self::PlaceholderWithoutBound
            | Self::BandGap
            | Self::TextAgainstTest => LintLevel::Error,
            Self::CriterionAlwaysMet
            | Self::RedundantCriterion
            | Self::RedundantMember
            | Self::Cliff
            | Self::UnusedIndicator
            | Self::UnusedOption
            | Self::UnusedGroup
            | Self::UnusedException
            | Self::IdleRequirement
            | Self::NoBasis
            | Self::SameGuidance
            | Self::NumberInText
            | Self::DividedOption
            | Self::UnwrittenText
            | Self::ValidityGap
            | Self::MaximumAtHoejt
            | Self::BoundAgainstType
            | Self::LookAlikeNames
            | Self::InForceIncomplete
            | Self::UnlikelyDate => LintLevel::Warning,
            Self::SharedFact | Self::NotThePilotsRule | Self::Illustrative => LintLevel::Note,
        }
    }
}
