//! What would be otherwise, in the reader's words.

use crate::document::Block;
use crate::explain::Explanation;
use crate::study::Prospect;
use crate::tell::Teller;

/// A [`Prospect`] in the reader's words.
#[derive(Debug, Default)]
pub struct ProspectView {
    /// Whether the level depends on how the parameters are weighted, and then how far.
    pub weighting: Option<String>,
    /// Whether it does.
    pub depends_on_weighting: bool,
    /// The shortest ways up and down; empty where there are too many suppliers for that.
    pub ways: Vec<Block>,
}

/// The most suppliers whose ways a report tells: beyond, it would take seconds and grow by a third.
pub const MOST_WITH_WAYS: usize = 500;

impl ProspectView {
    pub(super) fn of(explanation: &Explanation<'_>, teller: &Teller<'_>, tells_ways: bool) -> Self {
        let prospect = match tells_ways {
            true => Prospect::of(explanation),
            false => Prospect::of_weights(explanation),
        };
        Self {
            weighting: teller.weighting(&prospect),
            depends_on_weighting: prospect.depends_on_weighting == Some(true),
            ways: match tells_ways {
                true => teller.ways(&prospect.ways),
                false => Vec::new(),
            },
        }
    }
}
