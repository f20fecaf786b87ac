//! Data in sentences: the only place that says a bound, a test, a criterion, a rule, and what a supplier came to.
//!
//! What a rubric asks is said by [`condition`], [`criterion`] and [`rule`], from the words in `crate::words::Asked`. The
//! same test reads the same wherever it stands; only its bounds differ: as the rubric writes them, or as they applied to
//! a supplier. `Teller` says an explanation. Where cells of data are meant and no sentences, [`written`] has them.
//! Nothing here computes: what is not in the data is not said.

mod bound;
mod cells;
pub mod condition;
pub mod criterion;
mod explanation;
mod facts;
mod head;
mod leaf;
mod line;
mod number;
mod parameters;
pub mod rule;
mod teller;
mod values;
mod ways;
pub mod written;

pub use cells::references;
pub use explanation::document;
pub(crate) use explanation::notes;
pub(crate) use line::flat;
pub use number::{day, hundredths, percent, whole};
pub(crate) use teller::Teller;
pub use teller::Telling;
