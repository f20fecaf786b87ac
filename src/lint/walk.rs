//! The criteria and the tests of a rubric, each with its place in the file.

use crate::rubric::{Condition, ConditionPlaces, Criterion, CriterionPlaces, Leaf, Rubric};
use crate::vocabulary::{Level, Parameter};

/// A criterion and where it stands.
#[derive(Clone, Copy)]
pub(super) struct Placed<'r> {
    pub(super) parameter: Parameter,
    pub(super) level: Level,
    pub(super) criterion: &'r Criterion,
    pub(super) places: &'r CriterionPlaces,
}

impl<'r> Placed<'r> {
    /// Every test of the criterion, in the order of the file.
    pub(super) fn leaves(self) -> Vec<(&'r Leaf, &'r ConditionPlaces)> {
        let mut found = Vec::new();
        leaves(&self.criterion.condition, &self.places.condition, &mut found);
        found
    }
}

/// Every criterion, in the order of the parameters and their levels.
pub(super) fn criteria(rubric: &Rubric) -> impl Iterator<Item = Placed<'_>> {
    let parameters = Parameter::ALL.into_iter().zip(&rubric.parameters);
    let parameters = parameters.zip(&rubric.places.criteria);
    parameters.flat_map(|((parameter, of), places)| {
        let levels = Level::DESCRIBED.into_iter().zip(&of.criteria).zip(places);
        levels.flat_map(move |((level, criteria), places)| {
            let placed = criteria.iter().zip(places);
            placed.map(move |(criterion, places)| Placed { parameter, level, criterion, places })
        })
    })
}

fn leaves<'r>(
    condition: &'r Condition,
    places: &'r ConditionPlaces,
    found: &mut Vec<(&'r Leaf, &'r ConditionPlaces)>,
) {
    match condition {
        Condition::Leaf(leaf) => found.push((leaf, places)),
        Condition::AtLeast { members, .. } => {
            for (member, places) in members.iter().zip(&places.members) {
                leaves(member, places, found);
            }
        }
    }
}
