//! What is made of a rubric for those who write it, review it and fill in its forms.
//!
//! Each step turns a [`Rubric`](crate::rubric::Rubric) into a [`Document`](crate::document::Document) or into the rows
//! of a spreadsheet; nothing here places a supplier.

mod compare;
pub mod exchange;
mod filled;
mod form;
mod lines;
mod list;
mod new;
mod papers;
mod rule;
mod show;
mod sql;
mod version;

pub use compare::{Comparison, Easiest, compare, comparison_page};
pub use filled::{interview_of, report_of};
pub use form::{Answer, Field, Form, Section, form, form_page};
pub use list::{Entry, entries, list};
pub use new::new_rubric;
pub use papers::{interview_guide, report_template};
pub use rule::rule_page;
pub use show::show;
pub use sql::{Dialect, sql};
pub use version::{new_version, number as version_number};

use serde::Serialize;

/// A result as JSON for machines, in lines.
///
/// # Errors
/// Whatever the serialiser refuses, which is nothing of ours.
pub fn json(result: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    crate::vocabulary::json_document(result)
}
