//! A test of cases as text and as JSON.

use super::said::{self, truth};
use crate::regress::Tweak;
use crate::regress::cases::Decisive;
use crate::regress::suggest::Suggestion;
use crate::regress::tested::{Failure, MutatedRubric, Tested, TestedCase};
use crate::render::diagnostics;
use crate::vocabulary::printable;
use crate::words::{Lang, Regress};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// The text for people.
pub fn text(tested: &Tested, lang: Lang) -> String {
    let failed = tested.cases.iter().filter(|case| !case.holds());
    let mut out: String = failed.map(|case| failed_case(case, lang)).collect();
    if tested.failed() > 0 {
        out.push('\n');
    }
    for rubric in tested.mutants.iter().flatten() {
        mutants(rubric, lang, &mut out);
    }
    line(0, &total(tested, lang), &mut out);
    let idle = tested.cases.iter().filter(|case| case.faults.is_empty() && case.expectations == 0);
    let n = idle.count() as u64;
    if n > 0 {
        line(0, &Regress::NoExpectations { n }.text(lang), &mut out);
    }
    for rubric in tested.mutants.iter().flatten() {
        line(0, &mutants_total(rubric, lang), &mut out);
    }
    out
}

/// A case that does not hold: what was expected of it, what came, and why.
pub fn failed_case(case: &TestedCase, lang: Lang) -> String {
    let mut out = String::new();
    let title = Regress::CaseFailed.text(lang);
    let title = format!("{title} {}:{} {}", case.file, case.line, case.name);
    line(0, &title, &mut out);
    for unmet in &case.failures {
        let (title, reasons) = said::failure(unmet, lang);
        line(4, &title, &mut out);
        for reason in reasons {
            line(6, &reason, &mut out);
        }
    }
    if !case.faults.is_empty() {
        line(4, &Regress::RowRejected.text(lang), &mut out);
    }
    for fault in &case.faults {
        line(6, &diagnostics::line(fault, lang), &mut out);
    }
    out
}

fn line(indent: usize, text: &str, out: &mut String) {
    let _ = writeln!(out, "{:indent$}{}", "", printable(text));
}

/// How the cases did, in one line.
pub fn total(tested: &Tested, lang: Lang) -> String {
    let (n, failed) = (tested.cases.len() as u64, tested.failed() as u64);
    let total =
        Regress::CasesTotal { n, held: n - failed, failed, rejected: tested.rejected() as u64 };
    total.text(lang)
}

fn mutants(rubric: &MutatedRubric, lang: Lang, out: &mut String) {
    let placed = |tweak: &Tweak| {
        let (file, number, _) = tweak.at.position();
        format!("{file}:{number}: {}", said::tweak(tweak, lang))
    };
    if !rubric.equivalent.is_empty() {
        line(0, &Regress::Equivalent.text(lang), out);
        for equivalent in &rubric.equivalent {
            line(4, &placed(equivalent), out);
        }
        out.push('\n');
    }
    if !rubric.allowed.is_empty() {
        line(0, &Regress::Allowed.text(lang), out);
        for (allowed, reason) in &rubric.allowed {
            line(4, &format!("{} – {reason}", placed(allowed)), out);
        }
        out.push('\n');
    }
    for survivor in &rubric.survivors {
        line(0, &Regress::Survives.text(lang), out);
        line(4, &placed(&survivor.tweak), out);
        let Some(case) = &survivor.case else {
            line(4, &Regress::Unsettled.text(lang), out);
            continue;
        };
        line(4, &paste(case, lang), out);
        for row in case.header.iter().chain([&case.row]) {
            line(0, row, out);
        }
        out.push('\n');
    }
}

/// What is to be done with a case that would notice a mutant.
pub(super) fn paste(case: &Suggestion, lang: Lang) -> String {
    match &case.file {
        Some(file) => Regress::Paste { file: file.clone() },
        None => Regress::PasteNew,
    }
    .text(lang)
}

/// How many mutants came to what, in one line.
pub(super) fn mutants_total(rubric: &MutatedRubric, lang: Lang) -> String {
    Regress::MutantsTotal {
        rubric: rubric.rubric.clone(),
        n: rubric.total() as u64,
        cases: rubric.cases as u64,
        killed: rubric.killed as u64,
        equivalent: rubric.equivalent.len() as u64,
        allowed: rubric.allowed.len() as u64,
        survived: rubric.survivors.len() as u64,
    }
    .text(lang)
}

/// The document for programs, indented, with a line end.
///
/// # Errors
/// Never in practice: the keys are texts and the numbers finite.
pub fn document(tested: &Tested, lang: Lang) -> serde_json::Result<Vec<u8>> {
    let cases: Vec<Value> = tested.cases.iter().map(|case| self::case(case, lang)).collect();
    let mutants = tested.mutants.as_ref().map(|rubrics| {
        let rubrics: Vec<Value> = rubrics.iter().map(|rubric| mutated(rubric, lang)).collect();
        rubrics
    });
    let document = json!({
        "schema": 1,
        "tool": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "cases": cases,
        "nothing_expected": tested.idle,
        "mutants": mutants,
        "totals": {
            "cases": tested.cases.len(),
            "failed": tested.failed(),
            "rejected": tested.rejected(),
            "survivors": tested.survivors(),
        },
    });
    crate::vocabulary::json_document(&document)
}

fn case(case: &TestedCase, lang: Lang) -> Value {
    let criterion = |decisive: &Decisive| {
        json!({
            "id": decisive.id,
            "parameter": decisive.parameter.id(),
            "level": decisive.level.as_str(),
            "state": truth(decisive.truth, Lang::Da),
            "text": decisive.text,
            "facts": decisive.evidence,
        })
    };
    let failure = |failure: &Failure| {
        json!({
            "column": failure.column,
            "expected": failure.expected,
            "got": failure.got,
            "criteria": failure.decisive.iter().map(criterion).collect::<Vec<Value>>(),
        })
    };
    let faults = case.faults.iter().map(|fault| diagnostics::line(fault, lang));
    json!({
        "case": case.name,
        "file": case.file,
        "line": case.line,
        "rubrik": case.rubric,
        "holds": case.holds(),
        "expectations": case.expectations,
        "failures": case.failures.iter().map(failure).collect::<Vec<Value>>(),
        "faults": faults.collect::<Vec<String>>(),
    })
}

fn mutated(rubric: &MutatedRubric, lang: Lang) -> Value {
    let survivors: Vec<Value> = rubric
        .survivors
        .iter()
        .map(|survivor| {
            let mut entry = tweak(&survivor.tweak, lang);
            if let Some(case) = &survivor.case {
                let cells = case.cells.iter().map(|(name, text)| (name.clone(), json!(text)));
                entry.insert("case".into(), Value::Object(cells.collect()));
                entry.insert("case_file".into(), json!(case.file));
                entry.insert("header".into(), json!(case.header));
                entry.insert("row".into(), json!(case.row));
            }
            Value::Object(entry)
        })
        .collect();
    let equivalent: Vec<Value> =
        rubric.equivalent.iter().map(|equivalent| Value::Object(tweak(equivalent, lang))).collect();
    let allowed: Vec<Value> = rubric
        .allowed
        .iter()
        .map(|(allowed, reason)| {
            let mut entry = tweak(allowed, lang);
            entry.insert("reason".into(), json!(reason));
            Value::Object(entry)
        })
        .collect();
    json!({
        "rubrik": rubric.rubric,
        "file": rubric.file,
        "cases": rubric.cases,
        "mutants": rubric.total(),
        "killed": rubric.killed,
        "equivalent": equivalent,
        "allowed": allowed,
        "survivors": survivors,
    })
}

/// A tweak as an object.
pub(super) fn tweak(tweak: &Tweak, lang: Lang) -> Map<String, Value> {
    let (file, line, column) = tweak.at.position();
    let entries = [
        ("place", json!(tweak.place)),
        ("from", json!(tweak.from)),
        ("to", json!(tweak.to)),
        ("text", json!(said::tweak(tweak, lang))),
        ("file", json!(file)),
        ("line", json!(line)),
        ("column", json!(column)),
    ];
    entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
}
