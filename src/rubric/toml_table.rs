//! What every reader of a TOML file here needs: entries in the order of the file, and names for types.

use std::borrow::Cow;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A key with its place.
pub(crate) type Key<'t> = Spanned<Cow<'t, str>>;
/// A value with its place.
pub(crate) type Value<'t> = Spanned<DeValue<'t>>;

/// The entries in the order of the file, which is what an author expects to be told in.
pub(crate) fn in_order<'t>(table: &'t DeTable<'t>) -> Vec<(&'t Key<'t>, &'t Value<'t>)> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    entries
}

/// The type of a value, as TOML calls it.
pub(crate) const fn type_name(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "string",
        DeValue::Integer(_) => "integer",
        DeValue::Float(_) => "float",
        DeValue::Boolean(_) => "boolean",
        DeValue::Datetime(_) => "datetime",
        DeValue::Array(_) => "array",
        DeValue::Table(_) => "table",
    }
}
