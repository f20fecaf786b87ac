//! Exact numbers, and when two names are the same name.

mod fold;
mod fraction;
mod number;

pub(crate) use fold::joined;
pub use fold::{fold, folded, folds_to, nearest, nfc, word};
pub use fraction::Fraction;
pub use number::{DecimalMark, Number, NumberFault, OtherMark, could_be_either, is_exponent};
