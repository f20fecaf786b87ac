//! The arithmetic: from a rubric and an assessment to a placement. Prints nothing, allocates little.
//!
//! A [`Plan`] is a rubric compiled once; it places any number of assessments.
//!
//! Everything missing is carried as an interval: each criterion is true, false or unknown, each
//! parameter has the points that it has at least and at most, and the placement is computed for both
//! ends. What is open is said; nothing missing counts as zero.

mod criterion;
mod missing;
mod placement;
mod plan;

pub use criterion::{Truth, judge_leaf};
pub use missing::Missing;
pub(crate) use placement::sum_needed;
pub use placement::{
    Levels, Options, ParameterPlacement, ParameterSet, Placement, Status, cap_under, conclude,
    level_by,
};
pub use plan::{PartPlan, Plan, judge, place, place_part};
