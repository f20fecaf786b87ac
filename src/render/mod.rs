//! One result, many small renderers: each draws records or diagnostics in one format, and computes
//! nothing.

pub mod criteria;
pub mod csv;
pub mod diagnostics;
pub mod document;
pub mod exchange;
pub mod explanation;
pub mod findings;
pub mod form;
pub mod github;
pub mod hearing;
mod html;
pub mod json;
mod markdown;
pub mod page;
pub mod regress;
pub mod rejects;
pub mod sarif;
pub mod study;
pub mod survey;
pub mod table;
pub mod xlsx;
