//! Intake: from the bytes of an assessment file to rows that a rubric has read.
//!
//! [`Sheet::open`] finds encoding, dialect and header; its blocks of whole records go to a
//! [`RowReader`], which binds the columns once and turns record after record into an
//! [`Assessment`](crate::assessment::Assessment), or into a rejected row with all its faults.

mod block;
pub(crate) mod cell;
mod columns;
mod container;
mod counter;
mod date;
mod decode;
mod dialect;
mod foreign;
pub mod form;
mod halves;
mod header;
mod input;
mod joined;
mod letters;
mod mapping;
mod names;
mod options;
mod plain;
mod profile;
pub(crate) mod records;
mod row;
mod shape;
mod sheet;
mod survey;
mod taken;
mod tally;
mod whole;
mod xlsx;

pub use block::{Block, RawRecord, RecordAt, Records};
pub(crate) use cell::count;
pub use columns::{Columns, Expected, FactColumn, Keep};
pub use date::parse_date;
pub use decode::Encoding;
pub use dialect::Delimiter;
pub use halves::{SheetOf, join};
pub use input::{Input, OneReader};
pub use mapping::{Mapping, letters};
pub use names::{Names, known_names};
pub use options::{Holds, SheetOptions};
pub use profile::{Example, Profile};
#[cfg(test)]
pub(crate) use records::Cells;
pub use records::cells_of;
pub(crate) use records::raw_cells;
pub use row::{IdentityCells, ReadRow, Reading, Rejection, RowOptions, RowReader};
pub use shape::Shape;
pub use sheet::{Dialect, Sheet};
pub use survey::{Found, Lens, Survey, SurveyedColumn};
pub use tally::Tally;
