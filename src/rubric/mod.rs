//! Rubrics: the målgruppe-specific guidances (vejledninger) as data.
//!
//! [`read`](Rubric::read) takes a file's text through its three shapes: `wire` is the text as written,
//! `compile` checks it into a [`Rubric`], and a [`Catalogue`] holds the rubrics of a run, by name and
//! date.

mod catalogue;
mod compile;
pub(crate) mod edit;
mod packed;
mod places;
mod read;
mod schema;
pub(crate) mod toml_table;
pub(crate) mod tree;
pub(crate) mod wire;

pub use catalogue::{Catalogue, Choice};
pub use places::{ConditionPlaces, CriterionPlaces, Places};
pub use schema::schema;

use crate::arithmetic::{Number, fold};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::{Source, Span};
use crate::vocabulary::{Identity, Level, Lint, LintLevel, Parameter, RubricStatus};
use jiff::civil::Date;
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
    /// See [`Rubric::sha256`]; known of built-in rubrics, and computed of others for those who ask.
    pub(crate) sha256: OnceLock<String>,
    /// The text it was read from.
    pub source: Arc<Source>,
    /// Where the rubric's id stands in it.
    pub header: Span,
    /// Where its other parts stand.
    pub places: Places,
}

impl Rubric {
    /// Reads and checks one rubric; every fault goes to `notes`, and nothing comes back if there is one.
    ///
    /// ```
    /// # use indplacer::{diagnostic::Diagnostics, rubric::Rubric, source::Source};
    /// let mut notes = Diagnostics::default();
    /// let source = Source { name: "tom.toml".into(), text: "schema = 1".into() };
    /// assert!(Rubric::read(source, &mut notes).is_none());
    /// assert!(notes.has_errors());
    /// ```
    pub fn read(source: Source, notes: &mut Diagnostics) -> Option<Self> {
        Self::read_packed(source, &[], notes)
    }

    /// The same for a text that may have been packed; where it was not, there are no marks.
    fn read_packed(source: Source, marks: &[u8], notes: &mut Diagnostics) -> Option<Self> {
        let source = Arc::new(source);
        let wire = read::read(&source, marks, notes)?;
        let criteria = |(_, part): &(_, wire::Parameter<'_>)| {
            part.criteria.iter().map(Vec::len).sum::<usize>()
        };
        let criteria = wire.parameters.iter().map(criteria).sum();
        if let Some(message) = crate::limits::too_many(criteria, wire.indicators.len()) {
            let place = Place::Text(Arc::clone(&source), wire.rubric.id.span());
            notes.push(Diagnostic::error(place, message));
            return None;
        }
        compile::compile(&source, &wire, notes)
    }

    /// The text it was read from, as written: every value with its place.
    ///
    /// Nothing only where the source was changed behind the rubric's back.
    pub(crate) fn wire(&self) -> Option<wire::Wire<'_>> {
        read::read(&self.source, &[], &mut Diagnostics::default())
    }

    /// Checks what was written in parts by several hands; what is wrong goes to `notes`.
    pub(crate) fn from_wire(
        source: &Arc<Source>,
        wire: &wire::Wire<'_>,
        notes: &mut Diagnostics,
    ) -> Option<Self> {
        compile::compile(source, wire, notes)
    }

    /// `id@version`, the name in results.
    pub fn name(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }

    /// SHA-256 of the file's bytes, in hexadecimal.
    pub fn sha256(&self) -> &str {
        self.sha256.get_or_init(|| packed::sha256(&self.source.text))
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

/// Those of the items that could be made, with room for all of them and no more.
fn kept<T>(items: impl ExactSizeIterator<Item = Option<T>>) -> Vec<T> {
    let mut kept = Vec::with_capacity(items.len());
    for item in items {
        kept.extend(item);
    }
    kept
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

/// An identity column that bounds depend on, with all its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The column.
    pub column: Identity,
    /// Its values as written.
    pub values: Vec<String>,
    /// The same, folded.
    pub folded: Vec<String>,
}

impl Group {
    /// The index of the value that a cell names.
    pub fn find(&self, text: &str) -> Option<usize> {
        position(text, &self.values, &self.folded)
    }
}

/// The name that folds like `text`; most cells have it as it is written, which spares the folding.
fn position(text: &str, names: &[String], folded: &[String]) -> Option<usize> {
    names.iter().position(|name| name == text).or_else(|| {
        let text = fold(text);
        folded.iter().position(|name| *name == text)
    })
}

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
        let one = Number::from_integer(1).ten_thousandths();
        self.option(usize::try_from(bound.ten_thousandths() / one).unwrap_or(usize::MAX))
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

/// One testable condition of a level of a parameter (krav).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Criterion {
    /// Unique in the rubric.
    pub id: String,
    /// The words, in which `{min}` and `{max}` stand for the bound that applies.
    pub text: String,
    /// Where in the source it comes from.
    pub basis: Option<String>,
    /// Whether its content is our addition.
    pub own: bool,
    /// Where its numbers are from; without it they are ours.
    pub bound_basis: Option<String>,
    /// What must hold.
    pub condition: Condition,
    /// Where the criterion stands in the file.
    pub span: Span,
}

/// A fact and a test, or a group of conditions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// One fact, one test.
    Leaf(Leaf),
    /// So many of some conditions.
    AtLeast {
        /// How it was written.
        kind: GroupKind,
        /// How many must hold; from 1 to the number of members.
        n: usize,
        /// The conditions.
        members: Vec<Condition>,
    },
}

impl Condition {
    /// Whether it asks for a number of its members, or one of them does: not all, and not any one.
    pub fn counts_members(&self) -> bool {
        match self {
            Self::Leaf(_) => false,
            Self::AtLeast { kind, members, .. } => {
                *kind == GroupKind::AtLeast || members.iter().any(Self::counts_members)
            }
        }
    }

    /// Calls `visit` for every leaf, in the order of the file.
    pub fn for_each_leaf<'c>(&'c self, visit: &mut impl FnMut(&'c Leaf)) {
        match self {
            Self::Leaf(leaf) => visit(leaf),
            Self::AtLeast { members, .. } => {
                for member in members {
                    member.for_each_leaf(visit);
                }
            }
        }
    }
}

/// How a group of conditions was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupKind {
    /// `any_of`.
    Any,
    /// `all_of`.
    All,
    /// `at_least` with `of`.
    AtLeast,
}

/// A fact and its test.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaf {
    /// A count, number, share, sum or ordered choice between bounds, both inclusive.
    ///
    /// An ordered choice is compared by the index of its option.
    Range {
        /// One indicator, or the several that are added.
        indicators: Vec<usize>,
        /// Whether they are added.
        sum: bool,
        /// At least this.
        min: Option<Bound>,
        /// At most this.
        max: Option<Bound>,
    },
    /// A bool with the value asked for.
    Is {
        /// The indicator.
        indicator: [usize; 1],
        /// The value.
        value: bool,
    },
    /// A choice among some options.
    OneOf {
        /// The indicator.
        indicator: [usize; 1],
        /// The options that will do.
        options: OptionSet,
    },
    /// A set, or the union of several, with enough of some options.
    Includes {
        /// One indicator, or the several that are united.
        indicators: Vec<usize>,
        /// Whether the options are named; if not, any count.
        named: bool,
        /// The options that count.
        options: OptionSet,
        /// How many of them there must be: a whole number, from 1 to as many as there are.
        at_least: Bound,
    },
}

impl Leaf {
    /// The indicators that the fact is made of.
    pub fn indicators(&self) -> &[usize] {
        match self {
            Self::Range { indicators, .. } | Self::Includes { indicators, .. } => indicators,
            Self::Is { indicator, .. } | Self::OneOf { indicator, .. } => indicator,
        }
    }

    /// The lower and the upper bound, where the test has them; of a set the lower is the number of options.
    pub fn bounds(&self) -> [Option<&Bound>; 2] {
        match self {
            Self::Range { min, max, .. } => [min.as_ref(), max.as_ref()],
            Self::Includes { at_least, .. } => [Some(at_least), None],
            Self::Is { .. } | Self::OneOf { .. } => [None, None],
        }
    }
}

/// The most combinations of group values that the bounds of one leaf may tell apart.
pub const MAX_COMBINATIONS: usize = 1024;

/// What is known of a supplier's groups: for each of [`Rubric::groups`] the index of its value.
pub type GroupValues = [Option<usize>];

impl Leaf {
    /// The groups that the bounds depend on, by index, in the order in which the bounds name them.
    pub fn groups(&self) -> Vec<usize> {
        let mut groups = Vec::new();
        for exception in self.exceptions() {
            if !groups.contains(&exception.group) {
                groups.push(exception.group);
            }
        }
        groups
    }

    /// What takes the place of a bound for suppliers of some groups.
    pub(crate) fn exceptions(&self) -> impl Iterator<Item = &Exception> {
        self.bounds().into_iter().flatten().flat_map(|bound| &bound.exceptions)
    }

    /// Every combination of the groups that `known` leaves open, as far as the bounds tell them apart.
    ///
    /// Of the values that no bound names one stands for all.
    pub fn combinations(&self, groups: &[Group], known: &GroupValues) -> Vec<Vec<Option<usize>>> {
        let mut all = vec![known.to_vec()];
        for group in self.groups() {
            if known[group].is_some() {
                continue;
            }
            let values = self.values_told_apart(group, &groups[group]);
            all = all
                .into_iter()
                .flat_map(|combination| {
                    values.iter().map(move |&value| {
                        let mut next = combination.clone();
                        next[group] = Some(value);
                        next
                    })
                })
                .collect();
        }
        all
    }

    /// How many combinations the bounds tell apart where nothing is known.
    pub fn combination_count(&self, groups: &[Group]) -> usize {
        self.groups()
            .into_iter()
            .map(|group| self.values_told_apart(group, &groups[group]).len())
            .fold(1, usize::saturating_mul)
    }

    fn values_told_apart(&self, index: usize, group: &Group) -> Vec<usize> {
        let named: Vec<usize> = self
            .exceptions()
            .filter(|exception| exception.group == index)
            .map(|exception| exception.value)
            .collect();
        let other = (0..group.values.len()).find(|value| !named.contains(value));
        (0..group.values.len())
            .filter(|value| named.contains(value) || other == Some(*value))
            .collect()
    }
}

/// Every combination of the groups that some leaves tell apart, at most [`MAX_COMBINATIONS`] of them; of the
/// values that no bound names one stands for all.
pub fn group_combinations<'l>(
    groups: &[Group],
    leaves: impl Iterator<Item = &'l Leaf> + Clone,
) -> Option<Vec<Vec<Option<usize>>>> {
    let mut all = vec![vec![None; groups.len()]];
    for (index, group) in groups.iter().enumerate() {
        let mut named: Vec<usize> = leaves
            .clone()
            .flat_map(Leaf::exceptions)
            .filter(|exception| exception.group == index)
            .map(|exception| exception.value)
            .collect();
        if named.is_empty() {
            continue;
        }
        named.extend((0..group.values.len()).find(|value| !named.contains(value)));
        named.sort_unstable();
        named.dedup();
        if all.len().checked_mul(named.len())? > MAX_COMBINATIONS {
            return None;
        }
        all = all
            .into_iter()
            .flat_map(|groups| {
                named.iter().map(move |&value| {
                    let mut next = groups.clone();
                    next[index] = Some(value);
                    next
                })
            })
            .collect();
    }
    Some(all)
}

/// A bound, and what takes its place for suppliers of some groups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bound {
    /// The bound for everybody else.
    pub value: Number,
    /// The first that fits a supplier takes the bound's place.
    pub exceptions: Vec<Exception>,
}

/// A bound for suppliers of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exception {
    /// Index into [`Rubric::groups`].
    pub group: usize,
    /// Index into that group's values.
    pub value: usize,
    /// The bound for them.
    pub bound: Number,
}

impl Bound {
    /// A number of options, the same for everybody.
    pub(crate) fn of_options(n: usize) -> Self {
        Self {
            value: Number::from_integer(u32::try_from(n).unwrap_or(u32::MAX)),
            exceptions: Vec::new(),
        }
    }

    /// How many options a supplier of these groups must have, where the bound counts options.
    pub fn options_for(&self, groups: &GroupValues) -> usize {
        usize::try_from(self.for_groups(groups).whole()).unwrap_or(usize::MAX)
    }

    /// The bound that applies to a supplier of these groups.
    pub fn for_groups(&self, groups: &GroupValues) -> Number {
        self.exceptions
            .iter()
            .find(|exception| groups[exception.group] == Some(exception.value))
            .map_or(self.value, |exception| exception.bound)
    }
}
