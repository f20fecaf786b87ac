//! A difference between two runs as text and as JSON.

use super::checks::{self, truth};
use super::test::tweak;
use crate::identity::Identity;
use crate::regress::diff::{Change, CriterionChange, Diff, EditedRubric, Kind, ParameterChange};
use crate::regress::gate::{Unfulfilled, Verdict, ends, is_down};
use crate::regress::results::State;
use crate::render::{diagnostics, printable};
use crate::words::{Lang, Regress};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;
use unicode_width::UnicodeWidthStr as _;

/// What is drawn.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    /// Who moved.
    pub diff: &'a Diff,
    /// How that stands to what was meant.
    pub verdict: &'a Verdict,
    /// The reader's language.
    pub lang: Lang,
}

/// The text for people.
pub fn text(view: &View<'_>) -> String {
    let View { diff, lang, .. } = *view;
    let mut out = String::new();
    let line = |indent: usize, text: &str, out: &mut String| {
        let _ = writeln!(out, "{:indent$}{}", "", printable(text));
    };
    for (index, change) in diff.changes.iter().enumerate() {
        let mark = if view.verdict.is_declared && is_gated(view, index) {
            match view.verdict.failing.contains(&index) {
                true => format!(" ({})", Regress::Undeclared.text(lang)),
                false => format!(" ({})", Regress::Declared.text(lang)),
            }
        } else {
            String::new()
        };
        line(0, &format!("{}{mark}", headline(change, lang)), &mut out);
        for changed in &change.parameters {
            line(4, &parameter(changed, lang), &mut out);
        }
        for text in edits_of(diff, change, lang) {
            line(4, &text, &mut out);
        }
        for fault in &change.faults {
            line(4, &diagnostics::line(fault, lang), &mut out);
        }
    }
    if !diff.changes.is_empty() {
        out.push('\n');
    }
    for rubric in diff
        .edits
        .iter()
        .flatten()
        .filter(|rubric| !rubric.edits.is_empty())
    {
        let between = Regress::EditsOf {
            before: rubric.before.clone(),
            after: rubric.after.clone(),
        };
        line(0, &format!("{}:", between.text(lang)), &mut out);
        for effect in &rubric.edits {
            let (file, number, _) = effect.tweak.at.position();
            let place = format!("{file}:{number}: {}", checks::tweak(&effect.tweak, lang));
            line(4, &place, &mut out);
            line(6, &effect_of(effect, diff, lang), &mut out);
        }
        out.push('\n');
    }
    for unfulfilled in &view.verdict.unfulfilled {
        line(0, &unfulfilled_text(unfulfilled, lang), &mut out);
    }
    if !view.verdict.unfulfilled.is_empty() {
        out.push('\n');
    }
    if diff.matrix.iter().any(|(from, to, _)| from != to) {
        matrix(diff, lang, &mut out);
        out.push('\n');
    }
    line(0, &total(diff, lang), &mut out);
    out
}

/// Whether the change is of a sort that may fail the run.
fn is_gated(view: &View<'_>, index: usize) -> bool {
    let is_move = matches!(view.diff.changes[index].kind(), Kind::Moved(..));
    is_move || view.diff.edits.is_some()
}

/// Who, and from where to where.
pub(crate) fn headline(change: &Change, lang: Lang) -> String {
    let who = change.who();
    match change.kind() {
        Kind::Moved(from, to) => {
            let causes: Vec<&str> = change.causes.iter().map(|cause| cause.as_str()).collect();
            let (from, to) = (from.as_str(), to.as_str());
            let causes = match change.is_certain {
                true => causes.join(", "),
                false => one_of(&causes, lang),
            };
            format!("{who}: {from} → {to} [{causes}]")
        }
        Kind::Arrived(to) => format!("{who}: {} {}", Regress::Arrived.text(lang), to.as_str()),
        Kind::Departed(from) => {
            format!("{who}: {} {}", Regress::Departed.text(lang), from.as_str())
        }
    }
}

/// One of some, which is not known.
fn one_of(causes: &[&str], lang: Lang) -> String {
    match causes {
        [first @ .., last] if !first.is_empty() => {
            format!("{}{}{last}", first.join(", "), Regress::Or.text(lang))
        }
        causes => causes.concat(),
    }
}

pub(crate) fn parameter(changed: &ParameterChange, lang: Lang) -> String {
    let ParameterChange { from, to, .. } = changed;
    let mut text = format!("{}: {from} → {to}", changed.parameter.id());
    let criteria: Vec<String> = changed
        .criteria
        .iter()
        .map(|change| criterion(change, lang))
        .collect();
    if !criteria.is_empty() {
        let _ = write!(text, " ({})", criteria.join(", "));
    }
    text
}

fn criterion(change: &CriterionChange, lang: Lang) -> String {
    let id = &change.id;
    match (change.from, change.to) {
        (None, Some(to)) => format!("{id} {}: {}", Regress::New.text(lang), truth(to, lang)),
        (_, None) => format!("{id} {}", Regress::Gone.text(lang)),
        (Some(_), Some(to)) => format!("{id} {}", truth(to, lang)),
    }
}

/// The edits behind a change, a line for each way in which they are.
pub(crate) fn edits_of(diff: &Diff, change: &Change, lang: Lang) -> Vec<String> {
    let Some(attribution) = &change.attribution else {
        return Vec::new();
    };
    let Some(rubric) = diff
        .edits
        .as_ref()
        .and_then(|all| all.get(attribution.rubric))
    else {
        return Vec::new();
    };
    let named = |edits: &[usize]| -> String {
        let texts: Vec<String> = edits
            .iter()
            .map(|edit| checks::tweak(&rubric.edits[*edit].tweak, lang))
            .collect();
        texts.join("; ")
    };
    let mut lines = Vec::new();
    if !attribution.alone.is_empty() {
        let edits = named(&attribution.alone);
        lines.push(Regress::MadeAlone { edits }.text(lang));
    } else if !attribution.together.is_empty() {
        let edits = named(&attribution.together);
        lines.push(Regress::MadeTogether { edits }.text(lang));
    }
    if !attribution.needed.is_empty() && attribution.needed != attribution.alone {
        let edits = named(&attribution.needed);
        lines.push(Regress::NotWithout { edits }.text(lang));
    }
    lines
}

/// Whom an edit moves, in one line.
pub(crate) fn effect_of(
    effect: &crate::regress::diff::EditEffect,
    diff: &Diff,
    lang: Lang,
) -> String {
    let moves = effect.moves();
    if moves.is_empty() {
        return match effect.is_wording {
            true => Regress::WordingOnly,
            false => Regress::MovesNobody,
        }
        .text(lang);
    }
    let names: Vec<String> = moves
        .iter()
        .map(|index| diff.changes[*index].id())
        .collect();
    Regress::Moves {
        n: moves.len() as u64,
        names: names.join(", "),
    }
    .text(lang)
}

pub(crate) fn unfulfilled_text(unfulfilled: &Unfulfilled, lang: Lang) -> String {
    match unfulfilled {
        Unfulfilled::Mover { id, from, to, at } => {
            let (file, line, _) = at.position();
            let ends = match (from, to) {
                (None, None) => String::new(),
                (from, to) => format!(" ({} → {})", from.unwrap_or("?"), to.unwrap_or("?")),
            };
            let who = format!("{id}{ends}");
            format!("{file}:{line}: {}", Regress::DidNotMove { who }.text(lang))
        }
        Unfulfilled::Count {
            from,
            to,
            n,
            found,
            at,
        } => {
            let (file, line, _) = at.position();
            let text = Regress::OtherCount {
                ends: format!("{from} → {to}"),
                n: *n,
                found: *found,
            };
            format!("{file}:{line}: {}", text.text(lang))
        }
    }
}

/// A table of from × to; only the states that occur.
fn matrix(diff: &Diff, lang: Lang, out: &mut String) {
    let occurs = |pick: fn(&(State, State, usize)) -> State| -> Vec<State> {
        let all = State::ALL.into_iter();
        all.filter(|state| diff.matrix.iter().any(|cell| pick(cell) == *state))
            .collect()
    };
    let (froms, tos) = (occurs(|cell| cell.0), occurs(|cell| cell.1));
    let corner = Regress::FromTo.text(lang);
    let width = froms
        .iter()
        .map(|state| state.as_str().width())
        .chain([corner.width()])
        .max();
    let width = width.unwrap_or(0);
    let pad = |text: &str, width: usize| " ".repeat(width.saturating_sub(text.width()));
    let _ = write!(out, "{corner}{}", pad(&corner, width));
    for to in &tos {
        let _ = write!(out, "  {}", to.as_str());
    }
    out.push('\n');
    for from in froms {
        let _ = write!(out, "{}{}", from.as_str(), pad(from.as_str(), width));
        for to in &tos {
            let n = diff
                .matrix
                .iter()
                .find(|cell| (cell.0, cell.1) == (from, *to));
            let n = n.map_or("·".to_owned(), |cell| cell.2.to_string());
            let _ = write!(out, "  {}{n}", pad(&n, to.as_str().width()));
        }
        out.push('\n');
    }
}

pub(crate) fn total(diff: &Diff, lang: Lang) -> String {
    let count = |is_it: fn(Kind) -> bool| diff.of_kind(is_it).len() as u64;
    Regress::DiffTotal {
        moved: count(|kind| matches!(kind, Kind::Moved(..))),
        up: count(|kind| matches!(kind, Kind::Moved(from, to) if from.is_below(to))),
        down: count(|kind| matches!(kind, Kind::Moved(from, to) if to.is_below(from))),
        stayed: stayed(diff) as u64,
        arrived: count(|kind| matches!(kind, Kind::Arrived(_))),
        departed: count(|kind| matches!(kind, Kind::Departed(_))),
    }
    .text(lang)
}

fn stayed(diff: &Diff) -> usize {
    let cells = diff.matrix.iter().filter(|(from, to, _)| from == to);
    cells.map(|(_, _, n)| n).sum()
}

/// The document for programs, indented, with a line end.
///
/// # Errors
/// Never in practice: the keys are texts and the numbers finite.
pub fn document(view: &View<'_>) -> serde_json::Result<Vec<u8>> {
    let View {
        diff,
        verdict,
        lang,
    } = *view;
    let list = |is_it: fn(Kind) -> bool| -> Vec<Value> {
        let indices = diff.of_kind(is_it).into_iter();
        indices.map(|index| change(view, index)).collect()
    };
    let count = |is_it: &dyn Fn(Kind) -> bool| diff.of_kind(is_it).len();
    let matrix: Vec<Value> = diff
        .matrix
        .iter()
        .map(|(from, to, n)| json!({ "from": from.as_str(), "to": to.as_str(), "n": n }))
        .collect();
    let edits = diff.edits.as_ref().map(|all| {
        let rubrics: Vec<Value> = all
            .iter()
            .map(|rubric| edited(rubric, diff, lang))
            .collect();
        rubrics
    });
    let unfulfilled: Vec<Value> = verdict
        .unfulfilled
        .iter()
        .map(|one| {
            let (id, from, to, n, found, at) = match one {
                Unfulfilled::Mover { id, from, to, at } => (Some(id), *from, *to, None, None, at),
                Unfulfilled::Count {
                    from,
                    to,
                    n,
                    found,
                    at,
                } => (None, Some(*from), Some(*to), Some(*n), Some(*found), at),
            };
            let (file, line, _) = at.position();
            json!({
                "leverandoer_id": id, "from": from, "to": to, "n": n, "found": found,
                "file": file, "line": line, "text": unfulfilled_text(one, lang),
            })
        })
        .collect();
    let undeclared: Vec<String> = verdict
        .failing
        .iter()
        .map(|index| diff.changes[*index].id())
        .collect();
    let document = json!({
        "schema": 1,
        "tool": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "moved": list(|kind| matches!(kind, Kind::Moved(..))),
        "arrived": list(|kind| matches!(kind, Kind::Arrived(_))),
        "departed": list(|kind| matches!(kind, Kind::Departed(_))),
        "edits": edits,
        "matrix": matrix,
        "totals": {
            "before": diff.counts[0],
            "after": diff.counts[1],
            "unchanged": stayed(diff),
            "moved": diff.moved().len(),
            "up": count(&|kind| matches!(kind, Kind::Moved(from, to) if from.is_below(to))),
            "down": count(&|kind| matches!(kind, Kind::Moved(..)) && is_down(kind)),
            "arrived": count(&|kind| matches!(kind, Kind::Arrived(_))),
            "departed": count(&|kind| matches!(kind, Kind::Departed(_))),
        },
        "gate": {
            "holds": verdict.holds(),
            "declared": verdict.is_declared,
            "failing": undeclared,
            "unfulfilled": unfulfilled,
        },
    });
    let mut out = serde_json::to_vec_pretty(&document)?;
    out.push(b'\n');
    Ok(out)
}

fn change(view: &View<'_>, index: usize) -> Value {
    let View { diff, lang, .. } = *view;
    let change = &diff.changes[index];
    let mut entries: Map<String, Value> = Map::new();
    let mut put = |key: &str, value: Value| {
        entries.insert(key.to_owned(), value);
    };
    for column in [
        Identity::LeverandoerId,
        Identity::Afdelingsid,
        Identity::Leverandoer,
        Identity::Maalgruppe,
        Identity::Delmaalgruppe,
        Identity::Aldersgruppe,
        Identity::Vurderingsdato,
    ] {
        let text = change.cell(column);
        put(column.id(), json!((!text.is_empty()).then_some(text)));
    }
    let (from, to) = match change.kind() {
        Kind::Moved(from, to) => (Some(from), Some(to)),
        Kind::Arrived(to) => (None, Some(to)),
        Kind::Departed(from) => (Some(from), None),
    };
    put("from", json!(from.map(State::as_str)));
    put("to", json!(to.map(State::as_str)));
    put(
        "cause",
        json!(change.causes.first().map(|cause| cause.as_str())),
    );
    let causes: Vec<&str> = change.causes.iter().map(|cause| cause.as_str()).collect();
    put("causes", json!(causes));
    put("certain", json!(change.is_certain));
    let parameters: Vec<Value> = change
        .parameters
        .iter()
        .map(|changed| {
            let criteria: Vec<Value> = changed
                .criteria
                .iter()
                .map(|change| {
                    let word =
                        |side: Option<crate::place::Truth>| side.map(|side| truth(side, Lang::Da));
                    json!({ "id": change.id, "from": word(change.from), "to": word(change.to) })
                })
                .collect();
            json!({
                "parameter": changed.parameter.id(),
                "from": changed.from,
                "to": changed.to,
                "criteria": criteria,
            })
        })
        .collect();
    put("parameters", json!(parameters));
    let rubric = |entry: &Option<crate::regress::results::Entry>| {
        entry
            .as_ref()
            .map(|entry| json!({ "rubrik": entry.rubric, "kilde": entry.source }))
    };
    put("before", json!(rubric(&change.before)));
    put("after", json!(rubric(&change.after)));
    let edited = change.attribution.as_ref().and_then(|attribution| {
        let rubric = diff.edits.as_ref()?.get(attribution.rubric)?;
        let named = |edits: &[usize]| -> Vec<Value> {
            let tweaks = edits.iter().map(|edit| &rubric.edits[*edit].tweak);
            tweaks
                .map(|edit| Value::Object(tweak(edit, lang)))
                .collect()
        };
        Some(json!({
            "alone": named(&attribution.alone),
            "needed": named(&attribution.needed),
            "together": named(&attribution.together),
        }))
    });
    put("edits", json!(edited));
    let faults: Vec<String> = change
        .faults
        .iter()
        .map(|fault| diagnostics::line(fault, lang))
        .collect();
    put("faults", json!(faults));
    put(
        "declared",
        json!(view.verdict.is_declared && !view.verdict.failing.contains(&index)),
    );
    Value::Object(entries)
}

fn edited(rubric: &EditedRubric, diff: &Diff, lang: Lang) -> Value {
    let ids = |indices: &[usize]| -> Vec<String> {
        let changes = indices.iter().map(|index| &diff.changes[*index]);
        changes.map(Change::id).collect()
    };
    let edits: Vec<Value> = rubric
        .edits
        .iter()
        .map(|effect| {
            let mut entry = tweak(&effect.tweak, lang);
            for (key, value) in [
                ("wording", json!(effect.is_wording)),
                ("moves", json!(effect.moves().len())),
                ("alone", json!(ids(&effect.alone))),
                ("needed", json!(ids(&effect.needed))),
                ("together", json!(ids(&effect.together))),
            ] {
                entry.insert(key.to_owned(), value);
            }
            Value::Object(entry)
        })
        .collect();
    json!({ "before": rubric.before, "after": rubric.after, "edits": edits })
}

/// From where and to where, for a table.
pub(crate) fn cells(change: &Change) -> (&'static str, &'static str) {
    ends(change.kind())
}
