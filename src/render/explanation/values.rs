//! Numbers, levels and outcomes as JSON writes them.

use crate::arithmetic::Number;
use crate::place::Truth;
use crate::vocabulary::Interval;
use serde::{Serialize, Serializer};

/// A number as it is: whole ones without a mark, others with their decimals.
pub(super) struct Plain(pub(super) Number);

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let ten_thousandths = self.0.ten_thousandths();
        match self.0.is_whole() {
            true => serializer.serialize_u64(ten_thousandths / 10_000),
            // At most 13 digits: the shortest decimal that reads back as the same is the number.
            false => serializer.serialize_f64(ten_thousandths as f64 / 10_000.0),
        }
    }
}

/// `moderat`, or `let..højt` while it is open.
pub(super) struct IntervalJson(pub(super) Interval);

impl Serialize for IntervalJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.as_str())
    }
}

/// Whether something holds; nothing while it is not known.
pub(super) const fn met(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}
