//! What would be otherwise: the shortest ways to another level, and whether the weights decide.
//!
//! For explanations and reports, and never for a supplier's page, which is heard before it is decided.

use super::robustness::{Acceptability, acceptability, depends_on_weighting};
use crate::explain::{Explanation, Ways};
use crate::place::Status;

/// What one supplier's level would take to change.
#[derive(Debug, Clone)]
pub struct Prospect {
    /// The shortest ways up and down.
    pub ways: Ways,
    /// Whether the level depends on how the parameters are weighted; none while missing facts leave that
    /// open, and where no weighting gave the level: without the quality, or by the consultant's overall level.
    pub depends_on_weighting: Option<bool>,
    /// The share of all weightings that give each level, where no parameter is open.
    pub acceptability: Option<Acceptability>,
}

impl Prospect {
    /// Works it out; the ways take far longer than placing.
    pub fn of(explanation: &Explanation<'_>) -> Self {
        Self { ways: explanation.ways(), ..Self::of_weights(explanation) }
    }

    /// What the weights decide, without the ways.
    pub fn of_weights(explanation: &Explanation<'_>) -> Self {
        let (rubric, placement) = (explanation.rubric, &explanation.placement);
        let by_weights = placement.status != Status::UdenKvalitet && !placement.overall_overridden;
        Self {
            ways: Ways::default(),
            depends_on_weighting: by_weights
                .then(|| depends_on_weighting(rubric, placement))
                .flatten(),
            acceptability: (by_weights && !placement.is_open()).then(|| {
                let levels = placement.levels(|interval| interval.min);
                acceptability(rubric.rule, &rubric.requirements, &levels)
            }),
        }
    }
}
