//! Facts that are left out of what others see, such as small numbers of citizens.

use crate::arithmetic::{fold, nearest};
use crate::rubric::{Catalogue, Indicator, Kind, Rubric};
use std::collections::BTreeSet;

/// The facts to leave out.
#[derive(Debug, Clone, Default)]
pub struct Hidden {
    /// Indicator ids.
    ids: BTreeSet<String>,
}

/// A name that no rubric has.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("failed to find the fact {name}")]
pub struct UnknownFact {
    /// The name as asked for.
    pub name: String,
    /// The nearest that there is.
    pub near: Option<String>,
}

impl Hidden {
    /// The facts of these names; each is an indicator's id or label in one of the rubrics.
    ///
    /// # Errors
    /// [`UnknownFact`] for the first name that is neither.
    pub fn find(names: &[String], catalogue: &Catalogue) -> Result<Self, UnknownFact> {
        let indicators = || catalogue.rubrics().iter().flat_map(|rubric| &rubric.indicators);
        let mut ids = BTreeSet::new();
        for name in names {
            let form = fold(name);
            let found = indicators()
                .filter(|indicator| fold(&indicator.id) == form || indicator.folded_label == form)
                .map(|indicator| indicator.id.clone());
            let mut any = false;
            ids.extend(found.inspect(|_| any = true));
            if !any {
                let known = indicators().flat_map(|indicator| [&*indicator.id, &*indicator.label]);
                return Err(UnknownFact {
                    name: name.clone(),
                    near: nearest(name, known).map(str::to_owned),
                });
            }
        }
        Ok(Self { ids })
    }

    /// Whether nothing is left out.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Whether an indicator's value is left out: it is named, or would tell one that is.
    ///
    /// A share tells its part and its whole, and a part, beside its whole, tells its share.
    pub fn covers(&self, rubric: &Rubric, indicator: usize) -> bool {
        if self.is_empty() {
            return false;
        }
        let names = |indicator: usize| self.names(&rubric.indicators[indicator]);
        let ends = |share: &Indicator| match share.kind {
            Kind::Share { computed } => computed,
            _ => None,
        };
        names(indicator)
            || ends(&rubric.indicators[indicator])
                .is_some_and(|ends| names(ends.part) || names(ends.whole))
            || rubric.indicators.iter().any(|share| {
                self.names(share) && ends(share).is_some_and(|ends| ends.part == indicator)
            })
    }

    fn names(&self, indicator: &Indicator) -> bool {
        self.ids.contains(&indicator.id)
    }
}
