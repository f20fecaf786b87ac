//! What differs between two rubrics, edit by edit, and the rubric that has only some of the edits.
//!
//! The rubrics are held against each other as written, value by value: layout, comments, order, the way
//! a number is written and defaults that are spelled out make no difference. An edit is as small as it
//! can be and still stand alone: a bound, an option list, a criterion. Facts and groups that a rubric
//! merely declares move nobody, so every part of a mixture may use those of both.

mod criteria;
mod edit;
mod finder;
mod meaning;
mod mixture;
mod written;

pub use self::edit::Edit;

use self::edit::Slot;
use self::finder::Finder;
use self::mixture::{requirements, take};
use crate::diagnostic::Diagnostics;
use crate::rubric::Rubric;
use crate::rubric::wire::Wire;
use crate::source::Source;
use std::sync::Arc;

/// Two rubrics and what differs between them.
#[derive(Debug)]
pub struct Comparison<'r> {
    before: Wire<'r>,
    after: Wire<'r>,
    source: Arc<Source>,
    /// In the order of the rubric after.
    pub edits: Vec<Edit>,
}

impl<'r> Comparison<'r> {
    /// Compares two rubrics; nothing only where one was changed behind its back.
    pub fn of(before: &'r Rubric, after: &'r Rubric) -> Option<Self> {
        let (a, b) = (before.wire()?, after.wire()?);
        let mut finder = Finder { before: &a, after: &b, source: &after.source, edits: Vec::new() };
        finder.all();
        let mut edits = finder.edits;
        edits.sort_by_key(|edit| edit.tweak.at.span.start);
        Some(Self { source: Arc::clone(&after.source), edits, before: a, after: b })
    }

    /// The rubric before with some of the edits; nothing where they cannot stand without the others.
    pub fn mixture(&self, chosen: &[bool]) -> Option<Rubric> {
        let mut wire = self.before.clone();
        for (id, indicator) in &self.after.indicators {
            if !wire.indicators.iter().any(|(known, _)| known == id) {
                wire.indicators.push((id.clone(), indicator.clone()));
            }
        }
        let slots: Vec<&Slot> = self
            .edits
            .iter()
            .zip(chosen)
            .filter(|(_, chosen)| **chosen)
            .map(|(edit, _)| &edit.slot)
            .collect();
        for slot in &slots {
            take(&self.after, slot, &mut wire)?;
        }
        requirements(&self.before, &self.after, &slots, &mut wire);
        // Places are of two texts here, and nobody looks at them.
        Rubric::from_wire(&self.source, &wire, &mut Diagnostics::default())
    }
}
