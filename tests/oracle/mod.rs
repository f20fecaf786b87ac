//! A second, independent reading of the arithmetic: slow, obvious and without any of the product's code.
//!
//! The product is held against it row by row. Every decision here is written the way the rules say it, on big rationals and by
//! trying everything; where a cleverer way would be faster, it belongs in the product and not here.

// Each test file uses its own part of this reading.
#![allow(dead_code)]

pub(crate) mod arithmetic;
pub(crate) mod assessment;
pub(crate) mod cells;
pub(crate) mod complete;
pub(crate) mod generate;
pub(crate) mod missing;
pub(crate) mod record;
pub(crate) mod rubric;
pub(crate) mod truth;
pub(crate) mod write;
