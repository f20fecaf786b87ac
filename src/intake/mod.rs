//! Intake: from the bytes of an assessment file to rows that a rubric has read.
//!
//! [`Sheet::open`] finds encoding, dialect and header; its blocks of whole records go to a
//! [`RowReader`], which binds the columns once and turns record after record into an
//! [`Assessment`](crate::assessment::Assessment), or into a rejected row with all its faults.

mod cell;
mod columns;
mod decode;
mod dialect;
mod records;
mod row;
mod sheet;

pub use cell::{Dates, parse_date};
pub(crate) use cell::{count, filled};
pub use columns::{Columns, FactColumn};
pub use decode::Encoding;
pub use dialect::Delimiter;
pub(crate) use row::key_text;
pub use row::{Reading, Rejection, RowOptions, RowReader};
pub use sheet::{Block, Dialect, Input, Records, Sheet, SheetOptions};
