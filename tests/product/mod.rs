//! The product as its users meet it: a process that is given files and answers with one document.

// Each test file uses its own part.
#![allow(dead_code)]

use std::fs;

use serde_json::{Map, Value};

use crate::command;
use crate::oracle::arithmetic::Interval;
use crate::oracle::record::LEVELS;

/// The document of `score --format json`.
pub(crate) fn score(rubrics: &[String], csv: &str) -> Value {
    score_files(rubrics, &[csv.to_owned()])
}

/// The same for rows that come in several files.
pub(crate) fn score_files(rubrics: &[String], files: &[String]) -> Value {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let mut command = command();
    command.current_dir(dir.path()).arg("score");
    for (n, text) in files.iter().enumerate() {
        let name = format!("raekker-{n}.csv");
        fs::write(dir.path().join(&name), text).expect("a written file");
        command.arg(name);
    }
    for (n, text) in rubrics.iter().enumerate() {
        let name = format!("vejledning-{n}.toml");
        fs::write(dir.path().join(&name), text).expect("a written file");
        command.arg("--rubrics").arg(name);
    }
    let output = command.args(["--format", "json"]).output().expect("a process that runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        matches!(output.status.code(), Some(0 | 1)),
        "could not be done: {:?}\n{said}\n{}",
        output.status,
        rubrics.join("\n\n")
    );
    serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|error| panic!("no JSON document: {error}\n{said}"))
}

pub(crate) fn records(document: &Value) -> Vec<&Map<String, Value>> {
    let records = document["records"].as_array().expect("records");
    records.iter().map(|record| record.as_object().expect("a record")).collect()
}

/// The line behind the last colon of `kilde`.
pub(crate) fn line(record: &Map<String, Value>) -> usize {
    let kilde = record["kilde"].as_str().expect("kilde");
    let (_, line) = kilde.rsplit_once(':').expect("file:line");
    line.parse().expect("a line")
}

pub(crate) fn rejected_lines(document: &Value) -> Vec<usize> {
    let rejected = document["rejected"].as_array().expect("rejected");
    rejected
        .iter()
        .map(|row| row["line"].as_u64().expect("a line").try_into().expect("a line"))
        .collect()
}

pub(crate) fn level(record: &Map<String, Value>, key: &str) -> Option<usize> {
    let text = record[key].as_str()?;
    Some(LEVELS.iter().position(|level| *level == text).expect("a level"))
}

/// From `niveau_min` to `niveau_max`.
pub(crate) fn levels(record: &Map<String, Value>) -> Interval {
    Interval {
        min: level(record, "niveau_min").expect("always there"),
        max: level(record, "niveau_max").expect("always there"),
    }
}

/// What a parameter's column says; none where it is not relevant.
pub(crate) fn points(record: &Map<String, Value>, parameter: &str) -> Option<Interval> {
    let text = record[parameter].as_str().expect("always there");
    let one = |text: &str| LEVELS.iter().position(|level| *level == text);
    match text.split_once("..") {
        Some((min, max)) => {
            Some(Interval { min: one(min).expect("a level"), max: one(max).expect("a level") })
        }
        None => one(text).map(Interval::exactly),
    }
}
