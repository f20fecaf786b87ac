//! The why of one placement, as data: criterion by criterion, cell by cell.
//!
//! [`explain`] takes a placed [`Row`] and gives an [`Explanation`], which owns its texts and borrows
//! only the rubric, so that it outlives the row. It holds no words of ours: what a reader sees is for
//! the renderers. An explanation costs far more than a placement, so it is made for those asked.

mod change;
mod evidence;
mod hidden;
mod outcome;
mod solve;
mod ways;

pub use change::{Cost, FactChange, Reach, reach, with_changes};
pub use evidence::{Evidence, MissingItem};
pub use hidden::{Hidden, UnknownFact};
pub use outcome::{
    AppliedBound, ConditionOutcome, CriterionOutcome, Found, LeafOutcome, LevelOutcome,
    ParameterOutcome, RequirementOutcome, criteria_of,
};
pub use ways::{Shortest, Step, Way, Ways};

use crate::assessment::{Assessment, Fact};
use crate::diagnostic::Cell;
use crate::place::{Placement, level_by};
use crate::record::{Record, StoredRecord};
use crate::rubric::{Catalogue, Kind, Rubric};
use crate::score::Row;
use crate::vocabulary::{Identity, Interval, Level, Parameter};

/// Why one supplier stands where it stands, for one målgruppe.
#[derive(Debug, Clone)]
pub struct Explanation<'r> {
    /// The guidance that placed it.
    pub rubric: &'r Rubric,
    /// The result, as every output has it.
    pub record: StoredRecord<'r>,
    /// Where the supplier stands.
    pub placement: Placement,
    /// The facts and levels that it was placed by.
    pub assessment: Assessment,
    /// The row: its file, line and row in a spreadsheet, without a column.
    pub row: Cell,
    /// Every identity cell that is filled, in the order of [`Identity::ALL`].
    pub identity: Vec<(Identity, Cell)>,
    /// The sum of the points of the relevant parameters: at least, and at most.
    pub points: [u8; 2],
    /// The sum that they could come to.
    pub points_possible: u8,
    /// The level by the rule alone, must-haves and the overall level aside.
    pub by_rule: Interval,
    /// Every must-have of the rubric, in its order.
    pub requirements: Vec<RequirementOutcome>,
    /// The eight, in the model's order.
    pub parameters: Vec<ParameterOutcome<'r>>,
    /// What is said of each of the rubric's indicators, by index.
    pub evidence: Vec<Evidence>,
    /// What is missing and could still matter, in the model's order.
    pub missing: Vec<MissingItem>,
}

impl Explanation<'_> {
    /// The result again.
    pub fn record(&self) -> Record<'_> {
        self.record.as_record()
    }

    /// One of the eight.
    pub fn parameter(&self, parameter: Parameter) -> &ParameterOutcome<'_> {
        &self.parameters[parameter.index()]
    }

    /// The cells that hold these facts; of a share that is computed, those of its part and whole.
    pub fn cells_of(&self, indicators: &[usize]) -> Vec<&Cell> {
        let mut cells = Vec::new();
        for &index in indicators {
            let evidence = &self.evidence[index];
            match (&self.rubric.indicators[index].kind, evidence.fact) {
                (Kind::Share { computed: Some(ends) }, Fact::Ratio { .. } | Fact::Missing) => {
                    cells.extend(&self.evidence[ends.part].cells);
                    cells.extend(&self.evidence[ends.whole].cells);
                }
                _ => cells.extend(&evidence.cells),
            }
        }
        cells
    }

    /// The cell of an identity column, if it is filled.
    pub fn identity(&self, column: Identity) -> Option<&Cell> {
        self.identity.iter().find(|(known, _)| *known == column).map(|(_, cell)| cell)
    }
}

/// Explains a placed row; `catalogue` is the one that it was scored with.
pub fn explain<'r>(catalogue: &'r Catalogue, row: &Row<'_>) -> Explanation<'r> {
    let rubric = &catalogue.rubrics()[row.rubric];
    let placement = *row.record.placement;
    let by_rule = Interval {
        min: level_by(rubric.rule, &[], &placement.levels(|interval| interval.min)),
        max: level_by(rubric.rule, &[], &placement.levels(|interval| interval.max)),
    };
    let points = |end: fn(Interval) -> Level| {
        let levels = placement.levels(end);
        levels.into_iter().flatten().map(Level::points).sum()
    };
    let evidence = evidence::of_row(rubric, row);
    Explanation {
        rubric,
        record: StoredRecord::new(&row.record, rubric),
        placement,
        assessment: row.assessment.clone(),
        row: evidence::cell(row, None),
        identity: evidence::identity(row),
        points: [points(|interval| interval.min), points(|interval| interval.max)],
        points_possible: placement.count * Level::Hoejt.points(),
        by_rule,
        requirements: outcome::requirements(rubric, &placement),
        parameters: Parameter::ALL
            .map(|parameter| outcome::parameter(rubric, row, parameter))
            .into(),
        missing: evidence::missing(rubric, row, &placement, &evidence),
        evidence,
    }
}
