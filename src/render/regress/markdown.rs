//! Markdown for the summary of a pull request. What a file says is text in it, and never markup.

use super::checks::{self, truth};
use super::diff::View;
use crate::regress::tested::Tested;
use crate::vocabulary::{printable, printable_lines};
use crate::words::{Lang, Regress};
use std::fmt::Write as _;

/// A text that means nothing in Markdown or HTML, also within a table.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    for sign in printable(text).chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // A zero-width space keeps a name from calling its owner.
            '@' => out.push_str("@\u{200b}"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '!' => {
                out.push('\\');
                out.push(sign);
            }
            sign => out.push(sign),
        }
    }
    out
}

/// A text as code; a fence longer than any run of ticks in it.
pub(super) fn block(text: &str) -> String {
    let longest = text.split(|sign| sign != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    format!("{fence}text\n{}\n{fence}\n", printable_lines(text))
}

/// One row of a table.
pub(super) fn row(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// The header of a table and the line below it.
pub(super) fn header(cells: &[String]) -> String {
    let line: Vec<String> = cells.iter().map(|_| "---".to_owned()).collect();
    format!("{}{}", row(cells), row(&line))
}

/// The summary of a test.
pub fn test(tested: &Tested, lang: Lang) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "### {}\n", super::test::total(tested, lang));
    for file in &tested.idle {
        let idle = Regress::FileExpectsNothing { file: file.clone() };
        let _ = writeln!(out, "**{}**\n", plain(&idle.text(lang)));
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
                    plain(&format!("{} ({}:{})", case.name, case.file, case.line)),
                    plain(&format!("{} {}", failure.column, failure.expected)),
                    plain(failure.got),
                    plain(&reasons.join(", ")),
                ]));
            }
            for fault in &case.faults {
                let text = crate::render::diagnostics::line(fault, lang);
                out.push_str(&row(&[
                    plain(&format!("{} ({}:{})", case.name, case.file, case.line)),
                    String::new(),
                    Regress::RowRejected.text(lang),
                    plain(&text),
                ]));
            }
        }
        out.push('\n');
    }
    for rubric in tested.mutants.iter().flatten() {
        let total = super::test::mutants_total(rubric, lang);
        let _ = writeln!(out, "### {}\n", plain(&total));
        for survivor in &rubric.survivors {
            let (file, line, _) = survivor.tweak.at.position();
            let text = checks::tweak(&survivor.tweak, lang);
            let _ = writeln!(out, "- {} ({}:{line})", plain(&text), plain(file));
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
        let _ = writeln!(out, "{}  ", plain(&line));
    }
    out.push('\n');
    if verdict.is_empty {
        let _ = writeln!(out, "**{}**\n", plain(&super::diff::nothing_compared(diff, lang)));
    }
    for unfulfilled in &verdict.unfulfilled {
        let _ = writeln!(out, "- {}", plain(&super::diff::unfulfilled_text(unfulfilled, lang)));
    }
    if !verdict.unfulfilled.is_empty() {
        out.push('\n');
    }
    if !diff.changes.is_empty() {
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
            let why: Vec<String> = why.iter().map(|line| plain(line)).collect();
            out.push_str(&row(&[plain(&who), plain(from), plain(to), why.join("<br>")]));
        }
        out.push('\n');
    }
    for rubric in diff.edits.iter().flatten().filter(|rubric| !rubric.edits.is_empty()) {
        let between =
            Regress::EditsOf { before: rubric.before.clone(), after: rubric.after.clone() };
        let _ = writeln!(out, "#### {}\n", plain(&between.text(lang)));
        let columns = [Regress::Edit, Regress::Where, Regress::Effect];
        out.push_str(&header(&columns.map(|column| column.text(lang))));
        for effect in &rubric.edits {
            let (file, line, _) = effect.tweak.at.position();
            out.push_str(&row(&[
                plain(&checks::tweak(&effect.tweak, lang)),
                plain(&format!("{file}:{line}")),
                plain(&super::diff::effect_of(effect, diff, lang)),
            ]));
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_from_a_file_is_no_markup() {
        assert_eq!(
            plain("<b>|x|</b> @ejer [a](b) `c`\u{202e}"),
            "&lt;b&gt;\\|x\\|&lt;/b&gt; @\u{200b}ejer \\[a\\](b) \\`c\\`&lt;U+202E&gt;"
        );
        assert_eq!(block("a```b"), "````text\na```b\n````\n");
    }
}
