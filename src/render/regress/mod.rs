//! Tests and differences, in the formats of people and of continuous integration.

pub mod annotations;
pub mod checks;
pub mod diff;
pub mod diff_json;
pub mod expectations;
pub mod junit;
pub mod markdown;
pub mod said;
pub mod test;
