//! A rubric as written: every value with its place, nothing checked but its shape.

use toml::Spanned;

/// A string with its place.
pub(crate) type Text = Spanned<String>;

/// A whole rubric file.
#[derive(Debug, Clone)]
pub(crate) struct Wire {
    pub(crate) rubric: Header,
    pub(crate) target_group: TargetGroup,
    pub(crate) placement: Option<Placement>,
    pub(crate) groups: Vec<(Text, Vec<Text>)>,
    pub(crate) indicators: Vec<(Text, Indicator)>,
    pub(crate) parameters: Vec<(Text, Parameter)>,
    /// Where `[parameters]` begins: the place of a missing one.
    pub(crate) parameters_at: std::ops::Range<usize>,
    /// `[lints]`: a lint's id and its level.
    pub(crate) lints: Vec<(Text, Text)>,
}

/// `[rubric]`.
#[derive(Debug, Clone)]
pub(crate) struct Header {
    pub(crate) id: Text,
    pub(crate) version: Text,
    pub(crate) title: Text,
    pub(crate) maalgruppe: Text,
    pub(crate) synonyms: Vec<Text>,
    pub(crate) status: Text,
    pub(crate) valid_from: Option<Spanned<jiff::civil::Date>>,
    pub(crate) valid_to: Option<Spanned<jiff::civil::Date>>,
    pub(crate) sources: Vec<Text>,
}

/// `[target_group]`: four aspects, each a text a level.
#[derive(Debug, Clone, Default)]
pub(crate) struct TargetGroup {
    pub(crate) complexity: Option<LevelTexts>,
    pub(crate) size: Option<LevelTexts>,
    pub(crate) services: Option<LevelTexts>,
    pub(crate) content: Option<LevelTexts>,
}

/// One text for each of let, moderat and højt.
pub(crate) type LevelTexts = [Text; 3];

/// `[placement]`.
#[derive(Debug, Clone)]
pub(crate) struct Placement {
    pub(crate) rule: Option<Text>,
    pub(crate) cutoffs: Option<Cutoffs>,
    pub(crate) require: Vec<Require>,
}

/// `cutoffs = { let, moderat, hoejt }`.
#[derive(Debug, Clone)]
pub(crate) struct Cutoffs {
    pub(crate) span: std::ops::Range<usize>,
    pub(crate) values: [Option<Literal>; 3],
}

/// One `[[placement.require]]`.
#[derive(Debug, Clone)]
pub(crate) struct Require {
    pub(crate) level: Text,
    pub(crate) parameter: Option<Text>,
    pub(crate) at_least: Text,
}

/// One `[indicators.…]`.
#[derive(Debug, Clone)]
pub(crate) struct Indicator {
    pub(crate) kind: Text,
    pub(crate) label: Text,
    pub(crate) unit: Option<Text>,
    pub(crate) ask: Option<Text>,
    pub(crate) source: Option<Text>,
    pub(crate) options: Option<Spanned<Vec<Text>>>,
    pub(crate) ordered: Option<Spanned<bool>>,
    pub(crate) part: Option<Text>,
    pub(crate) whole: Option<Text>,
}

/// One `[parameters.…]`.
#[derive(Debug, Clone)]
pub(crate) struct Parameter {
    pub(crate) method: Option<Text>,
    pub(crate) levels: Option<Text>,
    pub(crate) may_be_irrelevant: bool,
    pub(crate) guidance: LevelTexts,
    /// The criteria of let, moderat and højt, and the place of a level that has none.
    pub(crate) criteria: [Vec<Criterion>; 3],
}

/// One criterion: the words about it, and the condition itself.
#[derive(Debug, Clone)]
pub(crate) struct Criterion {
    pub(crate) id: Text,
    pub(crate) text: Text,
    pub(crate) basis: Option<Text>,
    pub(crate) own: bool,
    pub(crate) condition: Condition,
}

/// A leaf or a group, as one table of optional fields: compiling decides what it is.
#[derive(Debug, Clone)]
pub(crate) struct Condition {
    pub(crate) span: std::ops::Range<usize>,
    pub(crate) indicator: Option<Text>,
    pub(crate) sum: Option<Spanned<Vec<Text>>>,
    pub(crate) union: Option<Spanned<Vec<Text>>>,
    pub(crate) min: Option<Literal>,
    pub(crate) max: Option<Literal>,
    pub(crate) min_for: Option<Spanned<Vec<BoundFor>>>,
    pub(crate) max_for: Option<Spanned<Vec<BoundFor>>>,
    pub(crate) is: Option<Spanned<bool>>,
    pub(crate) one_of: Option<Spanned<Vec<Text>>>,
    pub(crate) includes: Option<Spanned<Vec<Text>>>,
    pub(crate) at_least: Option<Literal>,
    pub(crate) any_of: Option<Spanned<Vec<Condition>>>,
    pub(crate) all_of: Option<Spanned<Vec<Condition>>>,
    pub(crate) of: Option<Spanned<Vec<Condition>>>,
}

/// `{ leverandoertype = "matrikelloes", min = 5 }`.
#[derive(Debug, Clone)]
pub(crate) struct BoundFor {
    pub(crate) span: std::ops::Range<usize>,
    pub(crate) group: Text,
    pub(crate) value: Text,
    pub(crate) bound: Literal,
}

/// A bound as written: a number, kept as its characters, or the name of an option.
pub(crate) type Literal = Spanned<LiteralValue>;

/// See [`Literal`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LiteralValue {
    /// The characters of a decimal number.
    Number(String),
    /// An option of an ordered choice.
    Option(String),
}
