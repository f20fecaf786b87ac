//! What makes a difference fail, and how it stands to the changes that were meant.

use super::compared::{Detail, Kind, REJECTED};
use super::diff::Diff;
use super::expectations::Expectations;
use super::versions::Presence;

pub use super::change::{ends, is_down};
pub use super::verdict::{Unfulfilled, Verdict};

/// What makes a difference fail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FailOn {
    /// The kinds of change that do.
    pub kinds: Vec<Kind>,
    /// Whether every loss does, of whatever kind.
    pub down: bool,
    /// Whether every gain does.
    pub up: bool,
    /// Whether a version of a rubric that is new or gone does. A whole rubric that is gone does in any case.
    pub rubrics: bool,
    /// Whether nothing does at all: the difference is only told.
    pub nothing: bool,
}

impl Default for FailOn {
    /// What a supplier would call a change of its placement.
    fn default() -> Self {
        Self {
            kinds: vec![Kind::Level, Kind::Status, Kind::Departed, Kind::Rejected, Kind::Parameter],
            down: false,
            up: false,
            rubrics: false,
            nothing: false,
        }
    }
}

impl FailOn {
    /// The words besides those of the kinds.
    pub const WORDS: [&'static str; 5] = ["any", "down", "up", "rubrik", "none"];

    /// What some words ask for, each a kind or one of [`Self::WORDS`]; without words, the default.
    pub fn of_words<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut words = words.into_iter().peekable();
        if words.peek().is_none() {
            return Self::default();
        }
        let mut asked = Self { kinds: Vec::new(), ..Self::default() };
        for word in words {
            match word {
                "any" => {
                    asked.kinds.extend(Kind::ALL);
                    asked.rubrics = true;
                }
                "down" => asked.down = true,
                "up" => asked.up = true,
                "rubrik" => asked.rubrics = true,
                "none" => asked.nothing = true,
                kind => asked.kinds.extend(Kind::from_word(kind)),
            }
        }
        asked
    }

    /// Whether a change fails. A supplier that is there no more does whatever is asked for.
    fn catches(&self, detail: &Detail) -> bool {
        !self.nothing
            && (detail.is_departure()
                || self.kinds.contains(&detail.kind)
                || self.down && detail.is_down
                || self.up && detail.is_up)
    }
}

/// Holds a difference against what was meant; without expectations nothing was.
pub fn judge(
    diff: &Diff,
    expectations: Option<&Expectations>,
    fail_on: &FailOn,
    allows_rejected: bool,
) -> Verdict {
    let all = diff.changes.iter().enumerate();
    let mut open: Vec<(usize, usize)> = all
        .flat_map(|(index, change)| (0..change.details.len()).map(move |detail| (index, detail)))
        .collect();
    let moved = |index: &usize| diff.versions[*index].presence != Presence::Kept;
    let mut verdict = Verdict {
        is_declared: expectations.is_some(),
        versions: (0..diff.versions.len()).filter(moved).collect(),
        is_empty: diff.compared == 0,
        ..Verdict::default()
    };
    if let Some(expectations) = expectations {
        expectations.strike(diff, &mut open, &mut verdict);
    }
    verdict.declared =
        (0..diff.changes.len()).filter(|index| !open.iter().any(|(of, _)| of == index)).collect();
    let accounted = verdict.declared.iter().filter(|&&index| {
        let change = &diff.changes[index];
        change.under.is_none() && change.details.iter().any(|detail| detail.to == REJECTED)
    });
    verdict.rejected = match allows_rejected {
        true => 0,
        false => diff.sides[1].rejected.unwrap_or(0).saturating_sub(accounted.count() as u64),
    };
    let open_versions = std::mem::take(&mut verdict.versions);
    match fail_on.nothing {
        true => verdict.unfulfilled.clear(),
        false => {
            let (lost, others): (Vec<usize>, Vec<usize>) =
                open_versions.into_iter().partition(|index| diff.versions[*index].is_lost());
            verdict.lost = lost.into_iter().map(|index| diff.versions[index].id.clone()).collect();
            verdict.lost.dedup();
            verdict.versions = if fail_on.rubrics { others } else { Vec::new() };
        }
    }
    open.retain(|(index, detail)| fail_on.catches(&diff.changes[*index].details[*detail]));
    verdict.failing = open.into_iter().map(|(index, _)| index).collect();
    verdict.failing.dedup();
    verdict
}
