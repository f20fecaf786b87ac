//! The JSON Schema of rubric files: what an editor offers and marks while one writes.
//!
//! It knows the shape of a file, which is the grammar's, the words that may stand in it, and what keys say of each other;
//! whether names exist and numbers fit each other is for [`Rubric::read`](super::Rubric::read).

use super::grammar::{self, Definition, Key, Shape};
use crate::vocabulary::{Identity, Level, Lint, LintLevel, Parameter};
use serde_json::{Map, Value, json};

/// The schema, as the text of a file.
pub fn schema() -> String {
    format!("{:#}\n", document())
}

fn document() -> Value {
    let mut document = table(
        "En målgruppes vejledning: hvornår en leverandør er let, moderat eller højt specialiseret på de otte parametre.",
        grammar::DOCUMENT,
    );
    document["$schema"] = json!("http://json-schema.org/draft-07/schema#");
    document["title"] = json!("Vejledning til indplacering på specialiseringsniveau");
    document["definitions"] = json!({
        "vejledningstekst":
            table("Teksten for hvert niveau, som konsulenten læser.", grammar::LEVEL_TEXTS),
        "oplysning": indicator(),
        "krav": tested(table(
            "Et krav: ord, som mennesker læser, og en test af oplysninger.",
            grammar::CRITERION,
        )),
        "betingelse": tested(table(
            "En betingelse: en oplysning og en test, eller en gruppe af betingelser.",
            grammar::CONDITION,
        )),
        "mindst_for": bounds_for("min", bound("Grænsen.")),
        "hoejst_for": bounds_for("max", bound("Grænsen.")),
        "antal_for": bounds_for("at_least", how_many("Antallet.")),
    });
    document
}

/// A table with these keys.
fn table(description: &str, keys: &[Key]) -> Value {
    let required: Vec<&str> =
        keys.iter().filter(|key| key.is_required).map(|key| key.name).collect();
    let keys = keys.iter().map(|key| (key.name, value(key)));
    named_table(description, keys, &required)
}

/// A table: its description, its keys, and those that must be there.
fn named_table(
    description: &str,
    keys: impl IntoIterator<Item = (&'static str, Value)>,
    required: &[&str],
) -> Value {
    let keys: Map<String, Value> =
        keys.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    let mut table = json!({
        "type": "object",
        "description": description,
        "additionalProperties": false,
        "properties": keys,
    });
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// What may stand at a key.
fn value(key: &Key) -> Value {
    let says = key.says;
    match key.shape {
        Shape::Text => text(says),
        Shape::Slug(pattern) => with(text(says), "pattern", json!(pattern)),
        Shape::Texts => texts(says),
        Shape::Distinct(None) => distinct(says),
        Shape::Distinct(Some(most)) => with(distinct(says), "maxItems", json!(most)),
        Shape::Flag => json!({ "type": "boolean", "description": says }),
        Shape::Date => json!({ "type": "string", "format": "date", "description": says }),
        Shape::Word(words) => word(words, says),
        Shape::Bound => bound(says),
        Shape::Count => how_many(says),
        Shape::Cutoff => json!({
            "type": "number", "exclusiveMinimum": 0, "maximum": 3, "description": says
        }),
        Shape::Version => json!({ "const": 1, "description": says }),
        Shape::Table(keys) if key.name == "placement" => placement(table(says, keys)),
        Shape::Table(keys) => table(says, keys),
        Shape::Tables(one, keys) => {
            json!({ "type": "array", "items": table(one, keys), "description": says })
        }
        Shape::Listed(definition) => list_of(definition, says),
        Shape::Guidance => json!({ "$ref": "#/definitions/vejledningstekst" }),
        Shape::Parameter => word(&Parameter::ALL.map(Parameter::id), says),
        Shape::Parameters => {
            let ids = Parameter::ALL.map(Parameter::id);
            named_table(says, Parameter::ALL.map(|one| (one.id(), parameter(one))), &ids)
        }
        Shape::Indicators => json!({
            "type": "object",
            "description": says,
            "propertyNames": { "pattern": "^[a-z0-9_]+$" },
            "additionalProperties": { "$ref": "#/definitions/oplysning" },
        }),
        Shape::Groups => {
            let values = groups().map(|column| {
                let says = format!("Alle de værdier, der kan stå i kolonnen {column}.");
                (column, distinct(&says))
            });
            named_table(says, values, &[])
        }
        Shape::Lints => {
            let levels = LintLevel::ALL.map(LintLevel::as_str);
            let meaning = "allow: sig intet. note: nævn det. warning: advar. error: vejledningen består ikke.";
            named_table(says, Lint::ALL.map(|lint| (lint.id(), word(&levels, meaning))), &[])
        }
    }
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "minLength": 1, "description": description })
}

fn texts(description: &str) -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    json!({ "type": "array", "items": text, "description": description })
}

/// A list with something in it, and nothing twice.
fn distinct(description: &str) -> Value {
    with(with(texts(description), "minItems", json!(1)), "uniqueItems", json!(true))
}

fn word(words: &[&str], description: &str) -> Value {
    json!({ "enum": words, "description": description })
}

fn list_of(definition: Definition, description: &str) -> Value {
    let items = json!({ "$ref": format!("#/definitions/{}", definition.as_str()) });
    json!({ "type": "array", "minItems": 1, "items": items, "description": description })
}

fn with(mut value: Value, key: &str, more: Value) -> Value {
    value[key] = more;
    value
}

/// The columns that bounds may depend on.
fn groups() -> impl Iterator<Item = &'static str> {
    Identity::ALL.into_iter().filter(|column| column.may_group()).map(Identity::id)
}

/// Cut-offs stand beside the mean only.
fn placement(placement: Value) -> Value {
    let other_rule = json!({ "required": ["rule"], "properties": { "rule": { "enum": ["median", "weakest"] } } });
    let placement = with(placement, "if", other_rule);
    with(placement, "then", json!({ "not": { "required": ["cutoffs"] } }))
}

fn indicator() -> Value {
    let indicator = table("En oplysning om leverandøren.", grammar::INDICATOR);
    let both = json!({ "part": ["whole"], "whole": ["part"] });
    let indicator = with(indicator, "dependencies", both);
    with(indicator, "allOf", keys_of_types())
}

/// Which keys an oplysning of each type must have, and which are of other types.
fn keys_of_types() -> Value {
    let of = |types: &[&str], then: Value| {
        let is = json!({ "required": ["type"], "properties": { "type": { "enum": types } } });
        json!({ "if": is, "then": then })
    };
    let without = |keys: &[&str]| json!({ "not": any_required(keys) });
    json!([
        of(&["choice", "set"], json!({ "required": ["options"] })),
        of(&["count", "number", "share", "bool"], without(&["options"])),
        of(&["count", "number", "share", "bool", "set"], without(&["ordered"])),
        of(&["count", "number", "bool", "choice", "set"], without(&["part", "whole"])),
        of(&["share", "bool", "choice", "set"], without(&["unit"])),
    ])
}

/// One of the keys at least.
fn any_required(keys: &[&str]) -> Value {
    let each: Vec<Value> = keys.iter().map(|key| json!({ "required": [key] })).collect();
    json!({ "anyOf": each })
}

/// An assessed parameter has no criteria, another has some at each level.
fn parameter(parameter: Parameter) -> Value {
    let table = table(parameter.label(), grammar::PARAMETER);
    let assessed =
        json!({ "required": ["method"], "properties": { "method": { "const": "assessed" } } });
    let keys = Level::DESCRIBED.map(Level::key);
    let each: Map<String, Value> =
        keys.into_iter().map(|key| (key.to_owned(), json!({ "minItems": 1 }))).collect();
    let table = with(table, "if", assessed);
    let table = with(table, "then", json!({ "not": any_required(&keys) }));
    with(table, "else", json!({ "required": keys, "properties": each }))
}

/// A condition is about one thing, and asks something of it that its other keys belong to.
fn tested(condition: Value) -> Value {
    let condition = with(condition, "oneOf", one_fact());
    let tests = any_required(&["min", "max", "is", "one_of", "includes", "at_least"]);
    let fact = any_required(&["indicator", "sum", "union"]);
    let condition = with(condition, "allOf", json!([{ "if": fact, "then": tests }]));
    let needs = json!({
        "of": ["at_least"],
        "min_for": ["min"],
        "max_for": ["max"],
        "at_least_for": ["at_least"],
        "one_of": { "not": any_required(&["min", "max"]) },
    });
    with(condition, "dependencies", needs)
}

/// A condition is about one thing.
fn one_fact() -> Value {
    ["indicator", "sum", "union", "any_of", "all_of", "of"]
        .map(|key| json!({ "required": [key] }))
        .into_iter()
        .collect()
}

/// A number, or an option of an ordered choice.
fn bound(description: &str) -> Value {
    json!({
        "description": description,
        "anyOf": [
            { "type": "number", "minimum": 0 },
            { "type": "string", "minLength": 1 },
        ],
    })
}

fn how_many(description: &str) -> Value {
    json!({ "type": "integer", "minimum": 1, "description": description })
}

fn bounds_for(key: &'static str, bound: Value) -> Value {
    let columns = groups().map(|column| (column, text("En af kolonnens værdier fra [groups].")));
    let entry = named_table(
        "Én kolonne med en værdi, og den grænse, der gælder for den.",
        columns.chain([(key, bound)]),
        &[key],
    );
    let entry = with(entry, "minProperties", json!(2));
    with(entry, "maxProperties", json!(2))
}
