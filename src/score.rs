//! Scoring: files in, a record or a rejection for every row out, and totals that add up.

mod drawn;
mod judge;
mod key;
mod ledger;
mod opener;
mod opening;
mod outcome;
mod placer;
mod scoring;
mod totals;

#[cfg(feature = "cli")]
pub(crate) use key::Key;
#[cfg(feature = "cli")]
pub(crate) use ledger::SeenBefore;
pub use opening::{Opened, open};
pub use outcome::{FileOutcome, Options, Outcome, RefusedFile, Stop};
pub use placer::Row;
pub use scoring::score;
pub use totals::{Counts, Totals};
