//! Markdown for the summary of a pull request.

use super::diff::View;
use super::said::{self, truth};
use crate::regress::diff::Diff;
use crate::regress::tested::Tested;
use crate::render::markdown::{block, header, on_a_forge, row};
use crate::words::{Lang, Regress};
use std::fmt::Write as _;

/// The summary of a test.
pub fn test(tested: &Tested, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "### {}\n", super::test::total(tested, lang));
    for file in &tested.idle {
        let idle = Regress::FileExpectsNothing { file: file.clone() };
        let _ = writeln!(out, "**{}**\n", on_a_forge(&idle.text(lang)));
    }
    if tested.failed() > 0 {
        let columns = [Regress::Case, Regress::Expected, Regress::Got, Regress::Where];
        out.push_str(&header(&columns.map(|column| column.text(lang))));
        for case in tested.cases.iter().filter(|case| !case.holds()) {
            for failure in &case.failures {
                let reasons: Vec<String> = failure
                    .decisive
                    .iter()
                    .map(|decisive| format!("{} {}", decisive.id, truth(decisive.truth, lang)))
                    .collect();
                out.push_str(&row(&[
                    on_a_forge(&format!("{} ({}:{})", case.name, case.file, case.line)),
                    on_a_forge(&format!("{} {}", failure.column, failure.expected)),
                    on_a_forge(failure.got),
                    on_a_forge(&reasons.join(", ")),
                ]));
            }
            for fault in &case.faults {
                let text = crate::render::diagnostics::line(fault, lang);
                out.push_str(&row(&[
                    on_a_forge(&format!("{} ({}:{})", case.name, case.file, case.line)),
                    String::new(),
                    Regress::RowRejected.text(lang),
                    on_a_forge(&text),
                ]));
            }
        }
        out.push('\n');
    }
    for rubric in tested.mutants.iter().flatten() {
        let total = super::test::mutants_total(rubric, lang);
        let _ = writeln!(out, "### {}\n", on_a_forge(&total));
        for survivor in &rubric.survivors {
            let (file, line, _) = survivor.tweak.at.position();
            let text = said::tweak(&survivor.tweak, lang);
            let _ = writeln!(out, "- {} ({}:{line})", on_a_forge(&text), on_a_forge(file));
        }
        let rows: Vec<&str> = rubric
            .survivors
            .iter()
            .filter_map(|survivor| survivor.case.as_ref())
            .flat_map(|case| case.header.iter().chain([&case.row]))
            .map(String::as_str)
            .collect();
        if !rows.is_empty() {
            let _ = writeln!(out, "\n{}", block(&rows.join("\n")));
        }
    }
    out
}

/// The summary of a difference.
pub fn diff(view: &View<'_>) -> String {
    let View { diff, lang, verdict } = *view;
    let mut out = String::new();
    let mut totals = super::diff::totals(diff, lang).into_iter();
    let _ = writeln!(out, "### {}\n", totals.next().unwrap_or_default());
    for line in totals.chain(super::diff::scope(diff, lang)) {
        let _ = writeln!(out, "{}  ", on_a_forge(&line));
    }
    out.push('\n');
    if verdict.is_empty {
        let _ = writeln!(out, "**{}**\n", on_a_forge(&super::diff::nothing_compared(diff, lang)));
    }
    for unfulfilled in &verdict.unfulfilled {
        let _ =
            writeln!(out, "- {}", on_a_forge(&super::diff::unfulfilled_text(unfulfilled, lang)));
    }
    if !verdict.unfulfilled.is_empty() {
        out.push('\n');
    }
    movers(view, &mut out);
    edits(diff, lang, &mut out);
    out
}

/// Who moved, and why.
fn movers(view: &View<'_>, out: &mut String) {
    let View { diff, lang, verdict } = *view;
    if diff.changes.is_empty() {
        return;
    }
    let columns = [Regress::Supplier, Regress::From, Regress::To, Regress::Why];
    out.push_str(&header(&columns.map(|column| column.text(lang))));
    for (index, change) in diff.changes.iter().enumerate() {
        let (from, to) = super::diff::cells(change);
        let mut who = change.who();
        if let Some(note) = change.under.and_then(|note| diff.versions.get(note)) {
            let under = Regress::Under { rubric: note.rubric.clone() };
            who = format!("{who} – {}", under.text(lang));
        }
        if verdict.is_declared && verdict.failing.contains(&index) {
            who = format!("{who} – {}", Regress::Undeclared.text(lang));
        }
        let mut why: Vec<String> = super::diff::edits_of(diff, change, lang);
        if why.is_empty() {
            why.extend(change.causes.iter().map(|cause| cause.as_str().to_owned()));
        }
        why.extend(super::diff::details_of(change, lang));
        let why: Vec<String> = why.iter().map(|line| on_a_forge(line)).collect();
        out.push_str(&row(&[on_a_forge(&who), on_a_forge(from), on_a_forge(to), why.join("<br>")]));
    }
    out.push('\n');
}

/// What was changed in the rubrics, and whom it moves.
fn edits(diff: &Diff, lang: Lang, out: &mut String) {
    for rubric in diff.edits.iter().flatten().filter(|rubric| !rubric.edits.is_empty()) {
        let between =
            Regress::EditsOf { before: rubric.before.clone(), after: rubric.after.clone() };
        let _ = writeln!(out, "#### {}\n", on_a_forge(&between.text(lang)));
        let columns = [Regress::Edit, Regress::Where, Regress::Effect];
        out.push_str(&header(&columns.map(|column| column.text(lang))));
        for effect in &rubric.edits {
            let (file, line, _) = effect.tweak.at.position();
            out.push_str(&row(&[
                on_a_forge(&said::tweak(&effect.tweak, lang)),
                on_a_forge(&format!("{file}:{line}")),
                on_a_forge(&super::diff::effect_of(effect, diff, lang)),
            ]));
        }
        out.push('\n');
    }
}
