//! A rubric as written: every value with its place, nothing checked but its shape.

use std::borrow::Cow;
use toml::Spanned;

/// A string with its place.
pub(crate) use super::tree::Key as Text;

/// A whole rubric file.
#[derive(Debug, Clone)]
pub(crate) struct Wire<'t> {
    pub(crate) rubric: Header<'t>,
    pub(crate) target_group: TargetGroup<'t>,
    pub(crate) placement: Option<Placement<'t>>,
    pub(crate) groups: Vec<(Text<'t>, Vec<Text<'t>>)>,
    pub(crate) indicators: Vec<(Text<'t>, Indicator<'t>)>,
    pub(crate) parameters: Vec<(Text<'t>, Parameter<'t>)>,
    /// Where `[parameters]` begins: the place of a missing one.
    pub(crate) parameters_at: std::ops::Range<usize>,
    /// `[lints]`: a lint's id and its level.
    pub(crate) lints: Vec<(Text<'t>, Text<'t>)>,
}

/// `[rubric]`.
#[derive(Debug, Clone)]
pub(crate) struct Header<'t> {
    pub(crate) id: Text<'t>,
    pub(crate) version: Text<'t>,
    pub(crate) title: Text<'t>,
    pub(crate) maalgruppe: Text<'t>,
    pub(crate) synonyms: Vec<Text<'t>>,
    pub(crate) status: Text<'t>,
    pub(crate) valid_from: Option<Spanned<jiff::civil::Date>>,
    pub(crate) valid_to: Option<Spanned<jiff::civil::Date>>,
    pub(crate) sources: Vec<Text<'t>>,
}

/// `[target_group]`: the aspects, in their order, each a text a level.
pub(crate) type TargetGroup<'t> = [Option<LevelTexts<'t>>; 4];

/// One text for each of let, moderat and højt.
pub(crate) type LevelTexts<'t> = [Text<'t>; 3];

/// `[placement]`.
#[derive(Debug, Clone)]
pub(crate) struct Placement<'t> {
    pub(crate) rule: Option<Text<'t>>,
    pub(crate) cutoffs: Option<Cutoffs<'t>>,
    pub(crate) require: Vec<Require<'t>>,
}

/// `cutoffs = { let, moderat, hoejt }`.
#[derive(Debug, Clone)]
pub(crate) struct Cutoffs<'t> {
    pub(crate) span: std::ops::Range<usize>,
    pub(crate) values: [Option<Literal<'t>>; 3],
}

/// One `[[placement.require]]`.
#[derive(Debug, Clone)]
pub(crate) struct Require<'t> {
    pub(crate) level: Text<'t>,
    pub(crate) parameter: Option<Text<'t>>,
    pub(crate) at_least: Text<'t>,
}

/// One `[indicators.…]`.
#[derive(Debug, Clone)]
pub(crate) struct Indicator<'t> {
    pub(crate) kind: Text<'t>,
    pub(crate) label: Text<'t>,
    pub(crate) unit: Option<Text<'t>>,
    pub(crate) ask: Option<Text<'t>>,
    pub(crate) source: Option<Text<'t>>,
    pub(crate) options: Option<Spanned<Vec<Text<'t>>>>,
    pub(crate) ordered: Option<Spanned<bool>>,
    pub(crate) part: Option<Text<'t>>,
    pub(crate) whole: Option<Text<'t>>,
}

/// One `[parameters.…]`.
#[derive(Debug, Clone)]
pub(crate) struct Parameter<'t> {
    pub(crate) method: Option<Text<'t>>,
    pub(crate) levels: Option<Text<'t>>,
    pub(crate) may_be_irrelevant: bool,
    pub(crate) guidance: LevelTexts<'t>,
    /// The criteria of let, moderat and højt, and the place of a level that has none.
    pub(crate) criteria: [Vec<Criterion<'t>>; 3],
}

/// One criterion: the words about it, and the condition itself.
#[derive(Debug, Clone)]
pub(crate) struct Criterion<'t> {
    pub(crate) id: Text<'t>,
    pub(crate) text: Text<'t>,
    pub(crate) basis: Option<Text<'t>>,
    pub(crate) own: bool,
    pub(crate) bound_basis: Option<Text<'t>>,
    pub(crate) condition: Condition<'t>,
}

/// A leaf or a group, as one table of optional fields: compiling decides what it is.
#[derive(Debug, Clone)]
pub(crate) struct Condition<'t> {
    pub(crate) span: std::ops::Range<usize>,
    pub(crate) indicator: Option<Text<'t>>,
    pub(crate) sum: Option<Spanned<Vec<Text<'t>>>>,
    pub(crate) union: Option<Spanned<Vec<Text<'t>>>>,
    pub(crate) min: Option<Literal<'t>>,
    pub(crate) max: Option<Literal<'t>>,
    pub(crate) min_for: Option<Spanned<Vec<BoundFor<'t>>>>,
    pub(crate) max_for: Option<Spanned<Vec<BoundFor<'t>>>>,
    pub(crate) is: Option<Spanned<bool>>,
    pub(crate) one_of: Option<Spanned<Vec<Text<'t>>>>,
    pub(crate) includes: Option<Spanned<Vec<Text<'t>>>>,
    pub(crate) at_least: Option<Literal<'t>>,
    pub(crate) at_least_for: Option<Spanned<Vec<BoundFor<'t>>>>,
    pub(crate) any_of: Option<Spanned<Vec<Condition<'t>>>>,
    pub(crate) all_of: Option<Spanned<Vec<Condition<'t>>>>,
    pub(crate) of: Option<Spanned<Vec<Condition<'t>>>>,
}

/// `{ leverandoertype = "matrikelloes", min = 5 }`.
#[derive(Debug, Clone)]
pub(crate) struct BoundFor<'t> {
    pub(crate) span: std::ops::Range<usize>,
    pub(crate) group: Text<'t>,
    pub(crate) value: Text<'t>,
    pub(crate) bound: Literal<'t>,
}

/// A bound as written: a number, kept as its characters, or the name of an option.
pub(crate) type Literal<'t> = Spanned<LiteralValue<'t>>;

/// See [`Literal`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum LiteralValue<'t> {
    /// The characters of a decimal number.
    Number(String),
    /// An option of an ordered choice.
    Option(Cow<'t, str>),
}
