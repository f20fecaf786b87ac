//! The arithmetic: from a rubric and an assessment to a placement. Prints nothing, allocates little.
//!
//! Everything missing is carried as an interval: each criterion is true, false or unknown, each
//! parameter has the points that it has at least and at most, and the placement is computed for both
//! ends. What is open is said; nothing missing counts as zero.

mod criterion;
mod missing;
mod parameter;
mod placement;

pub use criterion::{Truth, judge, judge_leaf};
pub use missing::{Missing, missing};
pub use placement::{
    Levels, Options, ParameterPlacement, ParameterSet, Placement, Status, cap_under, conclude,
    level_by, place, place_part,
};
