//! Rubrics: the målgruppe-specific guidances (vejledninger) as data.
//!
//! [`read`](Rubric::read) takes a file's text through its three shapes: `wire` is the text as written,
//! `compile` checks it into a [`Rubric`], and a [`Catalogue`] holds the rubrics of a run, by name and
//! date.

pub(crate) mod address;
mod catalogue;
mod compile;
mod condition;
pub(crate) mod edit;
mod grammar;
mod group;
mod indicator;
mod model;
mod places;
mod read;
mod schema;
pub(crate) mod toml_table;
pub(crate) mod tree;
pub(crate) mod wire;

pub use catalogue::{Catalogue, Choice};
pub use condition::{
    Bound, Condition, Criterion, Exception, GroupKind, GroupValues, Leaf, MAX_COMBINATIONS,
    group_combinations,
};
pub use group::Group;
pub use indicator::{EvidenceSource, Indicator, Kind, OptionSet, Options, PartOfWhole};
pub use model::{
    Aspect, Cutoffs, LevelTexts, Levels, Method, ParameterRubric, Requirement, Rubric, Rule, TODO,
    is_illustrative,
};
pub use places::{ConditionPlaces, CriterionPlaces, Places};
pub use schema::schema;

use crate::diagnostic::{Diagnostic, Diagnostics, Place, Refused};
use crate::source::Source;
use std::sync::Arc;

impl Rubric {
    /// Reads and checks one rubric; `name` is what messages call the text.
    ///
    /// ```
    /// use indplacer::Rubric;
    /// let refused = Rubric::parse("tom.toml", "schema = 1").unwrap_err();
    /// assert!(refused.to_string().starts_with("tom.toml:1:1: error["));
    /// ```
    ///
    /// # Errors
    /// All that is wrong with it, at once.
    pub fn parse(name: &str, text: &str) -> Result<Self, Refused> {
        let mut notes = Diagnostics::default();
        let source = Source { name: name.to_owned(), text: text.to_owned().into() };
        Self::read(source, &mut notes).ok_or(Refused(notes))
    }

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
        let source = Arc::new(source);
        let wire = read::read(&source, notes)?;
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
        read::read(&self.source, &mut Diagnostics::default())
    }

    /// Checks what was written in parts by several hands; what is wrong goes to `notes`.
    pub(crate) fn from_wire(
        source: &Arc<Source>,
        wire: &wire::Wire<'_>,
        notes: &mut Diagnostics,
    ) -> Option<Self> {
        compile::compile(source, wire, notes)
    }
}
