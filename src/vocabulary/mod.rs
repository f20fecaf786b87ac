//! The words that everything else is said in: levels, parameters, columns, and what stands for nothing.

pub(crate) mod csv_cell;
mod identity;
mod level;
mod lint;
mod missing;
mod parameter;
mod signs;
mod status;

pub use csv_cell::{csv_cell, csv_row};
pub use identity::Identity;
pub use level::{Interval, Level};
pub use lint::{Lint, LintGroup, LintLevel};
pub use missing::is_missing;
pub(crate) use missing::{folds_as_missing, may_begin_missing};
pub use parameter::{Parameter, reason_column};
pub use signs::{is_hidden, printable, printable_lines};
pub(crate) use signs::{json_document, json_escaped, json_line};
pub use status::RubricStatus;
