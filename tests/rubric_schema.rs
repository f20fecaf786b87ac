//! The JSON Schema that editors use knows the keys that the reader knows, and every rubric here is valid by it.
//!
//! `INDPLACER_UPDATE=1 cargo test --test rubric_schema` writes the file anew.

#[path = "case/program.rs"]
mod program;

use indplacer::diagnostic::{Diagnostics, Place};
use indplacer::rubric::{Rubric, schema};
use indplacer::source::Source;
use indplacer::words::Message;
use program::expected;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

const FILE: &str = "schema/rubric.schema.json";

/// A rubric with a table of every kind in it; `@…@` marks the places where a key more may stand.
const RUBRIC: &str = r#"
@top@
schema = 1
[rubric]
@rubric@
id = "r"
version = "1"
title = "R"
maalgruppe = "R"
status = "udkast"
[target_group]
@target_group@
[target_group.size]
@texts@
let = "a"
moderat = "b"
hoejt = "c"
[placement]
@placement@
[placement.cutoffs]
@cutoffs@
let = 0.5
moderat = 1.5
hoejt = 2.5
[[placement.require]]
@require@
level = "hoejt"
at_least = "let"
[groups]
@groups@
leverandoertype = ["a", "b"]
[indicators.n]
@indicator@
type = "count"
label = "N"
[parameters]
@parameters@
[parameters.aktiv_praksis]
@parameter@
[parameters.aktiv_praksis.guidance]
@guidance@
let = "a"
moderat = "b"
hoejt = "c"
[[parameters.aktiv_praksis.let]]
@criterion@
id = "L"
text = "l"
indicator = "n"
min = 1
[[parameters.aktiv_praksis.moderat]]
id = "M"
text = "m"
any_of = [{ @condition@ indicator = "n", min = 2 }]
[[parameters.aktiv_praksis.hoejt]]
id = "H"
text = "h"
indicator = "n"
min = 3
[lints]
@lints@
"#;

/// What the reader offers instead of a key that nobody knows.
fn known_to_the_reader(place: &str, key: &str) -> BTreeSet<String> {
    let mut text = String::new();
    for line in RUBRIC.lines() {
        let at = format!("@{place}@");
        let line = if line.contains(&at) {
            line.replace(&at, key)
        } else {
            line.split('@').step_by(2).collect()
        };
        text += &format!("{line}\n");
    }
    for parameter in [
        "praksiserfaring",
        "uddannelse",
        "fagmiljoe",
        "samarbejdsformer",
        "vidensudvikling",
        "metoder",
        "hjaelpemidler",
    ] {
        text += &format!("[parameters.{parameter}]\nmethod = \"assessed\"\n");
        text += &format!(
            "[parameters.{parameter}.guidance]\nlet = \"a\"\nmoderat = \"b\"\nhoejt = \"c\"\n"
        );
    }
    let source = Source { name: "r.toml".into(), text: text.into() };
    let mut notes = Diagnostics::default();
    Rubric::read(source, &mut notes);
    let found = notes.in_file_order();
    assert_eq!(found.len(), 1, "{place}: {found:#?}");
    assert!(matches!(found[0].place, Place::Text(..)));
    match &found[0].help {
        Some(Message::KnownNames { names }) => names.split(", ").map(str::to_owned).collect(),
        help => panic!("{place}: {help:?}"),
    }
}

fn known_to_the_schema(pointer: &str) -> BTreeSet<String> {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let table = schema.pointer(pointer).expect("a table");
    assert_eq!(table["additionalProperties"], false, "{pointer}");
    let keys = table["properties"].as_object().expect("keys");
    keys.keys().cloned().collect()
}

#[test]
fn the_schema_and_the_reader_know_the_same_keys() {
    let key = "xyzxyz = 1";
    let tables = [
        ("top", key, ""),
        ("rubric", key, "/properties/rubric"),
        ("target_group", key, "/properties/target_group"),
        ("texts", key, "/properties/target_group/properties/size"),
        ("placement", key, "/properties/placement"),
        ("cutoffs", key, "/properties/placement/properties/cutoffs"),
        ("require", key, "/properties/placement/properties/require/items"),
        ("groups", "xyzxyz = [\"a\"]", "/properties/groups"),
        ("indicator", key, "/definitions/oplysning"),
        (
            "parameters",
            "xyzxyz = { guidance = { let = \"a\", moderat = \"b\", hoejt = \"c\" } }",
            "/properties/parameters",
        ),
        ("parameter", key, "/properties/parameters/properties/metoder"),
        ("guidance", key, "/definitions/vejledningstekst"),
        ("criterion", key, "/definitions/krav"),
        ("condition", "xyzxyz = 1,", "/definitions/betingelse"),
        ("lints", "xyzxyz = \"note\"", "/properties/lints"),
    ];
    for (place, key, pointer) in tables {
        assert_eq!(known_to_the_schema(pointer), known_to_the_reader(place, key), "{place}");
    }
}

/// A key that the schema requires and the reader does not would mark good rubrics, and the other way around miss bad ones.
#[test]
fn the_schema_and_the_reader_require_the_same_keys() {
    let schema: Value = serde_json::from_str(&schema()).expect("JSON");
    let tables = [
        ("rubric", "/properties/rubric"),
        ("require", "/properties/placement/properties/require/items"),
        ("indicator", "/definitions/oplysning"),
        ("guidance", "/definitions/vejledningstekst"),
        ("criterion", "/definitions/krav"),
    ];
    for (place, pointer) in tables {
        let table = schema.pointer(pointer).expect("a table");
        let required = table["required"].as_array().expect("keys");
        let required: BTreeSet<&str> = required.iter().filter_map(Value::as_str).collect();
        // The lines of the table, which each hold one key.
        let lines: Vec<&str> = RUBRIC
            .split(&format!("@{place}@\n"))
            .nth(1)
            .expect("the table")
            .lines()
            .take_while(|line| !line.starts_with(['[', '@']))
            .collect();
        for line in lines {
            let (key, _) = line.split_once(" = ").expect("a key");
            let without = RUBRIC.replacen(&format!("@{place}@\n{line}\n"), "", 1);
            let without = match without == RUBRIC {
                true => {
                    let (before, after) = RUBRIC.split_once(&format!("@{place}@\n")).expect("it");
                    format!("{before}{}", after.replacen(&format!("{line}\n"), "", 1))
                }
                false => without,
            };
            let text: String = without
                .lines()
                .map(|line| line.split('@').step_by(2).collect::<String>() + "\n")
                .collect();
            let source = Source { name: "r.toml".into(), text: text.into() };
            let mut notes = Diagnostics::default();
            Rubric::read(source, &mut notes);
            let is_missed = notes.in_file_order().iter().any(|diagnostic| {
                matches!(&diagnostic.message, Message::MissingKey { key: missed } if missed == key)
            });
            assert_eq!(required.contains(key), is_missed, "{place}.{key}");
        }
    }
}

fn rubrics() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = ["rubrics", "examples/rubrics"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).expect("a folder"))
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

#[test]
fn every_rubric_names_the_schema_for_editors() {
    for file in rubrics() {
        let text = std::fs::read_to_string(&file).expect("a text");
        let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema "));
        let named = named.unwrap_or_else(|| panic!("{} names none", file.display()));
        let named = file.parent().expect("a folder").join(named);
        assert_eq!(
            named.canonicalize().expect("it exists"),
            Path::new(FILE).canonicalize().expect("it exists")
        );
    }
}

#[test]
fn the_schema_in_the_repository_is_that_of_the_program() {
    assert!(
        expected(FILE, schema()) == schema(),
        "{FILE} is not the program's: INDPLACER_UPDATE=1 cargo test --test rubric_schema"
    );
}

/// `pip install jsonschema && cargo test --test rubric_schema -- --ignored`
#[test]
#[ignore = "needs Python with jsonschema"]
fn every_rubric_is_valid_by_the_schema_and_a_faulty_one_is_not() {
    const SCRIPT: &str = r"
import datetime, json, sys, tomllib
import jsonschema
def plain(value):
    if isinstance(value, dict): return {key: plain(of) for key, of in value.items()}
    if isinstance(value, list): return [plain(of) for of in value]
    if isinstance(value, datetime.date): return value.isoformat()
    return value
schema = json.load(open(sys.argv[1], encoding='utf-8'))
jsonschema.Draft7Validator.check_schema(schema)
validator = jsonschema.Draft7Validator(schema)
for name in sys.argv[2:]:
    text = open(name, encoding='utf-8').read()
    faults = [error.message for error in validator.iter_errors(plain(tomllib.loads(text)))]
    assert not faults, (name, faults)
    for good, bad in [('status', 'statsu'), ('[parameters.metoder]', '[parameters.methods]'), ('schema = 1', 'schema = 2')]:
        broken = plain(tomllib.loads(text.replace(good, bad)))
        assert not validator.is_valid(broken), (name, bad)
";
    let output = Command::new("python3")
        .args(["-c", SCRIPT, FILE])
        .args(rubrics())
        .output()
        .expect("python3");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
}

/// Of the rubrics that the reader refuses, those that an editor marks by the schema alone. What is left is a matter of
/// names, of what two tables say of each other, and of how a number is written.
///
/// `pip install jsonschema && cargo test --test rubric_schema -- --ignored`
#[test]
#[ignore = "needs Python with jsonschema"]
fn the_schema_marks_what_a_schema_can_of_the_rubrics_that_are_refused() {
    const SCRIPT: &str = r"
import datetime, glob, json, sys, tomllib
import jsonschema
def plain(value):
    if isinstance(value, dict): return {key: plain(of) for key, of in value.items()}
    if isinstance(value, list): return [plain(of) for of in value]
    if isinstance(value, datetime.date): return value.isoformat()
    return value
validator = jsonschema.Draft7Validator(json.load(open(sys.argv[1], encoding='utf-8')))
all_of = {}
for name in sorted(glob.glob('tests/refusals/*/*/*.toml')):
    try: fits = validator.is_valid(plain(tomllib.loads(open(name, encoding='utf-8').read())))
    except tomllib.TOMLDecodeError: fits = False
    all_of.setdefault(name.split('/')[2], []).append(fits)
missed = sum(fits for kind in all_of.values() for fits in kind)
total = sum(len(kind) for kind in all_of.values())
caught = ['assessed', 'exception-without-bound', 'kind-key', 'level-without-criteria', 'missing-key', 'no-test', 'of-without-at-least', 'two-tests']
assert not any(fits for kind in caught for fits in all_of[kind]), all_of
print(total - missed, 'of', total)
";
    let output = Command::new("python3").args(["-c", SCRIPT, FILE]).output().expect("python3");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let counted = String::from_utf8_lossy(&output.stdout);
    assert_eq!(counted.trim(), "54 of 90");
}
