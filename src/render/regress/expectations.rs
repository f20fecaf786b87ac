//! The file of expectations that a change needs, for a person to read, cut and commit.

use super::diff::headline;
use crate::regress::diff::{Change, Course, Diff};
use crate::regress::gate::{Verdict, ends};
use crate::regress::versions::Presence;
use crate::vocabulary::{Identity, printable};
use crate::words::{Lang, Regress};
use std::fmt::Write as _;

/// An entry for each change that fails and was not declared, with who it is in words above it.
pub fn text(diff: &Diff, verdict: &Verdict, lang: Lang) -> String {
    let mut out = format!("# {}\n", Regress::ExpectationsHead.text(lang));
    for change in verdict.failing.iter().map(|index| &diff.changes[*index]) {
        let _ = write!(out, "\n# {}\n", printable(&headline(diff, change, lang)));
        match change.course() {
            Course::Stayed(_) => {
                let mut kinds: Vec<&str> = Vec::new();
                for detail in &change.details {
                    if !kinds.contains(&detail.kind.as_str()) {
                        kinds.push(detail.kind.as_str());
                    }
                }
                for kind in kinds {
                    who(change, &mut out);
                    pair("kind", kind, &mut out);
                }
            }
            course => {
                let (from, to) = ends(course);
                who(change, &mut out);
                pair("from", from, &mut out);
                pair("to", to, &mut out);
            }
        }
    }
    let lost = verdict.lost.iter().map(|id| ("removed", id));
    let versions = verdict.versions.iter().map(|index| &diff.versions[*index]);
    let versions = versions.map(|note| match note.presence {
        Presence::Added => ("added", &note.rubric),
        Presence::Removed | Presence::Kept => ("removed", &note.rubric),
    });
    for (table, rubric) in lost.chain(versions) {
        let _ = write!(out, "\n[[{table}]]\n");
        pair("rubrik", rubric, &mut out);
    }
    out
}

fn who(change: &Change, out: &mut String) {
    out.push_str("[[moved]]\n");
    for column in [
        Identity::LeverandoerId,
        Identity::Maalgruppe,
        Identity::Afdelingsid,
        Identity::Delmaalgruppe,
        Identity::Aldersgruppe,
    ] {
        let text = change.cell(column);
        if !text.is_empty() {
            pair(column.id(), text, out);
        }
    }
}

fn pair(key: &str, text: &str, out: &mut String) {
    let _ = writeln!(out, "{key} = {}", quoted(text));
}

/// A string as TOML writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => {
                out.push('\\');
                out.push(sign);
            }
            sign if sign.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(sign));
            }
            sign => out.push(sign),
        }
    }
    out.push('"');
    out
}
