//! A block of rows placed on a thread of its own.

use super::key::Entry;
use super::placer::{Placer, Placing, Row};
use crate::diagnostic::Diagnostic;
use crate::intake::{Block, Delimiter, Records, Rejection, Tally};

/// What a block of rows came to on its own thread.
pub(super) struct Drawn<T> {
    pub(super) block: Block,
    pub(super) items: Vec<T>,
    pub(super) rows: Vec<DrawnRow>,
    pub(super) warnings: Vec<Diagnostic>,
    pub(super) tally: Tally,
}

pub(super) enum DrawnRow {
    Rejected(Box<Rejection>),
    /// A row, and where its items end among those of the block.
    Placed(Entry, usize),
}

impl<T> Drawn<T> {
    pub(super) fn of(
        placer: &mut Placer<'_>,
        block: Block,
        delimiter: Delimiter,
        draw: &impl Fn(&Row<'_>, &mut Vec<T>),
    ) -> Self {
        let mut rows = Vec::with_capacity(block.ends.len());
        let mut items = Vec::new();
        placer.place_each(Records::new(&block, delimiter), |placer, placing| match placing {
            Placing::Rejected(rejection) => rows.push(DrawnRow::Rejected(rejection)),
            Placing::Placed(placed) => {
                draw(&placer.row(placed), &mut items);
                rows.push(DrawnRow::Placed(placed.entry(), items.len()));
            }
        });
        let (warnings, tally) = (placer.reader().take_warnings(), placer.reader().take_tally());
        Self { block, items, rows, warnings, tally }
    }
}
