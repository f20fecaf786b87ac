//! A difference between two runs as JSON.

use super::diff::{View, nothing_compared, stayed, unfulfilled_text};
use super::said::truth;
use super::test::tweak;
use crate::place::Truth;
use crate::regress::compared::{Detail, Field};
use crate::regress::diff::{Cause, Change, Course, Diff, EditedRubric, ParameterChange, Side};
use crate::regress::gate::{Unfulfilled, Verdict, is_down};
use crate::regress::results::{Entry, State};
use crate::regress::versions::VersionNote;
use crate::render::diagnostics;
use crate::vocabulary::Identity;
use crate::words::Lang;
use serde_json::{Map, Value, json};

/// The document for programs, indented, with a line end.
///
/// # Errors
/// Never in practice: the keys are texts and the numbers finite.
pub fn document(view: &View<'_>) -> serde_json::Result<Vec<u8>> {
    let View { diff, verdict, lang } = *view;
    let list = |is_it: fn(Course) -> bool| -> Vec<Value> {
        let indices = diff.of_course(is_it).into_iter();
        indices.map(|index| change(view, index)).collect()
    };
    let matrix: Vec<Value> = diff
        .matrix
        .iter()
        .map(|(from, to, n)| json!({ "from": from.as_str(), "to": to.as_str(), "n": n }))
        .collect();
    let edits = diff.edits.as_ref().map(|all| {
        let rubrics: Vec<Value> = all.iter().map(|rubric| edited(rubric, diff, lang)).collect();
        rubrics
    });
    let changes: Vec<Value> = (0..diff.changes.len())
        .flat_map(|index| changes_of(view, index))
        .chain(rubrics_gone(diff, verdict))
        .collect();
    let outside: Vec<Value> =
        diff.outside.iter().map(|(name, n)| json!({ "maalgruppe": name, "rows": n })).collect();
    let paired: Vec<Value> = diff
        .other_ids
        .iter()
        .map(|[before, after]| json!({ "before": before, "after": after }))
        .collect();
    let untouched: Vec<Value> = diff
        .untouched
        .iter()
        .map(|one| {
            json!({
                "leverandoer": one.id, "maalgruppe": one.target_group, "changed": causes(&one.changed),
            })
        })
        .collect();
    let versions: Vec<Value> = diff.versions.iter().map(version).collect();
    let document = json!({
        "schema": 1,
        "tool": { "name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION") },
        "moved": list(|course| matches!(course, Course::Moved(..))),
        "arrived": list(|course| matches!(course, Course::Arrived(_))),
        "departed": list(|course| matches!(course, Course::Departed(_))),
        "changes": changes,
        "edits": edits,
        "versions": versions,
        "matrix": matrix,
        "rows": { "before": rows(diff.sides[0]), "after": rows(diff.sides[1]) },
        "untouched": untouched,
        "outside": outside,
        "paired": paired,
        "totals": totals(diff),
        "gate": gate(view),
    });
    crate::vocabulary::json_document(&document)
}

/// How many did what.
fn totals(diff: &Diff) -> Value {
    let count = |is_it: &dyn Fn(Course) -> bool| diff.of_course(is_it).len();
    json!({
        "before": diff.sides[0].placed,
        "after": diff.sides[1].placed,
        "compared": diff.compared,
        "unchanged": stayed(diff),
        "moved": diff.moved().len(),
        "up": count(&|course| matches!(course, Course::Moved(from, to) if from.is_below(to))),
        "down": count(&|course| matches!(course, Course::Moved(..)) && is_down(course)),
        "arrived": count(&|course| matches!(course, Course::Arrived(_))),
        "departed": count(&|course| matches!(course, Course::Departed(_))),
    })
}

/// How all of it stands to what was declared.
fn gate(view: &View<'_>) -> Value {
    let View { diff, verdict, lang } = *view;
    let failing = verdict.failing.iter().map(|index| diff.changes[*index].id());
    let versions = verdict.versions.iter().map(|index| diff.versions[*index].rubric.as_str());
    let unfulfilled = verdict.unfulfilled.iter().map(|one| unfulfilled_entry(one, lang));
    json!({
        "holds": verdict.holds(),
        "declared": verdict.is_declared,
        "failing": failing.collect::<Vec<_>>(),
        "unfulfilled": unfulfilled.collect::<Vec<_>>(),
        "lost": verdict.lost,
        "versions": versions.collect::<Vec<_>>(),
        "rejected": verdict.rejected,
        "nothing_compared": verdict.is_empty.then(|| nothing_compared(diff, lang)),
    })
}

fn unfulfilled_entry(one: &Unfulfilled, lang: Lang) -> Value {
    let (id, ends, counts) = match one {
        Unfulfilled::Mover { id, from, to, .. } => (Some(id), [from.as_ref(), to.as_ref()], None),
        Unfulfilled::Count { from, to, n, found, .. } => {
            (None, [Some(from), Some(to)], Some((n, found)))
        }
        Unfulfilled::Rubric { .. } => (None, [None, None], None),
    };
    let rubric = match one {
        Unfulfilled::Rubric { rubric, .. } => Some(rubric),
        Unfulfilled::Mover { .. } | Unfulfilled::Count { .. } => None,
    };
    let (file, line, _) = one.at().position();
    json!({
        "leverandoer_id": id, "rubrik": rubric, "from": ends[0], "to": ends[1],
        "n": counts.map(|(n, _)| n), "found": counts.map(|(_, found)| found),
        "file": file, "line": line, "text": unfulfilled_text(one, lang),
    })
}

fn causes(causes: &[Cause]) -> Value {
    let words: Vec<&str> = causes.iter().map(|cause| cause.as_str()).collect();
    json!(words)
}

fn rows(side: Side) -> Value {
    json!({ "read": side.read, "placed": side.placed, "rejected": side.rejected })
}

fn version(note: &VersionNote) -> Value {
    json!({
        "rubrik": note.rubric,
        "change": note.presence.as_str(),
        "whole": note.is_whole,
        "used": note.is_used,
        "valid_from": note.valid_from.map(|date| date.to_string()),
        "tried": note.tried,
    })
}

/// Everything that changed of one supplier, an entry each.
fn changes_of(view: &View<'_>, index: usize) -> Vec<Value> {
    let change = &view.diff.changes[index];
    let of = |detail: &Detail| {
        let mut entries = identity(change);
        let [from, to] = [&detail.from, &detail.to].map(|text| said(detail.field, text));
        for (key, value) in [
            ("kilde", json!(change.source())),
            ("kind", json!(detail.kind.as_str())),
            ("field", json!(detail.field.map(Field::key))),
            ("from", from),
            ("to", to),
            ("down", json!(detail.is_down)),
            ("up", json!(detail.is_up)),
            ("changed", causes(&change.changed)),
            ("under", json!(under(view.diff, change))),
            ("declared", json!(view.verdict.declared.contains(&index))),
        ] {
            entries.insert(key.to_owned(), value);
        }
        Value::Object(entries)
    };
    change.details.iter().map(of).collect()
}

/// The rubrics that are gone, as changes.
fn rubrics_gone<'a>(diff: &'a Diff, verdict: &'a Verdict) -> impl Iterator<Item = Value> + 'a {
    let gone = diff.versions.iter().filter(|note| note.is_lost());
    gone.map(|note| {
        let is_open = verdict.lost.contains(&note.id);
        json!({
            "kind": "udgaaet", "rubrik": note.id, "from": note.rubric, "to": null,
            "declared": verdict.is_declared && !is_open,
        })
    })
}

/// What a result says of a field, as its JSON has it.
fn said(field: Option<Field>, text: &str) -> Value {
    match field {
        Some(Field::Overridden) => {
            let ids: Vec<&str> = text.split('|').filter(|id| !id.is_empty()).collect();
            json!(ids)
        }
        Some(Field::Number(_)) => serde_json::from_str(text).unwrap_or(Value::Null),
        _ if text.is_empty() => Value::Null,
        _ => json!(text),
    }
}

fn under<'d>(diff: &'d Diff, change: &Change) -> Option<&'d str> {
    let note = diff.versions.get(change.under?)?;
    Some(&note.rubric)
}

fn identity(change: &Change) -> Map<String, Value> {
    let columns = [
        Identity::LeverandoerId,
        Identity::Afdelingsid,
        Identity::Leverandoer,
        Identity::Maalgruppe,
        Identity::Delmaalgruppe,
        Identity::Aldersgruppe,
        Identity::Vurderingsdato,
    ];
    let cells = columns.into_iter().map(|column| {
        let text = change.cell(column);
        (column.id().to_owned(), json!((!text.is_empty()).then_some(text)))
    });
    cells.collect()
}

fn change(view: &View<'_>, index: usize) -> Value {
    let View { diff, lang, .. } = *view;
    let change = &diff.changes[index];
    let mut entries = identity(change);
    let mut put = |key: &str, value: Value| {
        entries.insert(key.to_owned(), value);
    };
    let (from, to) = match change.course() {
        Course::Moved(from, to) => (Some(from), Some(to)),
        Course::Arrived(to) => (None, Some(to)),
        Course::Departed(from) => (Some(from), None),
        Course::Stayed(state) => (Some(state), Some(state)),
    };
    put("from", json!(from.map(State::as_str)));
    put("to", json!(to.map(State::as_str)));
    put("cause", json!(change.causes.first().map(|cause| cause.as_str())));
    let causes: Vec<&str> = change.causes.iter().map(|cause| cause.as_str()).collect();
    put("causes", json!(causes));
    put("certain", json!(change.is_certain));
    put("by_data", json!(change.by_data.map(State::as_str)));
    let parameters = change.parameters.iter().map(parameter);
    put("parameters", json!(parameters.collect::<Vec<_>>()));
    let rubric = |entry: &Option<Entry>| {
        entry.as_ref().map(|entry| json!({ "rubrik": entry.rubric, "kilde": entry.source }))
    };
    put("before", json!(rubric(&change.before)));
    put("after", json!(rubric(&change.after)));
    put("edits", json!(edits_behind(diff, change, lang)));
    let faults: Vec<String> =
        change.faults.iter().map(|fault| diagnostics::line(fault, lang)).collect();
    put("faults", json!(faults));
    put("declared", json!(view.verdict.is_declared && !view.verdict.failing.contains(&index)));
    Value::Object(entries)
}

fn parameter(changed: &ParameterChange) -> Value {
    let word = |side: Option<Truth>| side.map(|side| truth(side, Lang::Da));
    let criteria = changed
        .criteria
        .iter()
        .map(|change| json!({ "id": change.id, "from": word(change.from), "to": word(change.to) }));
    json!({
        "parameter": changed.parameter.id(),
        "from": changed.from,
        "to": changed.to,
        "criteria": criteria.collect::<Vec<_>>(),
    })
}

/// The edits of the rubric that moved somebody, by the way in which they did.
fn edits_behind(diff: &Diff, change: &Change, lang: Lang) -> Option<Value> {
    let attribution = change.attribution.as_ref()?;
    let rubric = diff.edits.as_ref()?.get(attribution.rubric)?;
    let named = |edits: &[usize]| -> Vec<Value> {
        let tweaks = edits.iter().map(|edit| &rubric.edits[*edit].tweak);
        tweaks.map(|edit| Value::Object(tweak(edit, lang))).collect()
    };
    Some(json!({
        "alone": named(&attribution.alone),
        "needed": named(&attribution.needed),
        "together": named(&attribution.together),
    }))
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
            let all = effect.changes();
            let moves = all
                .iter()
                .filter(|index| !matches!(diff.changes[**index].course(), Course::Stayed(_)));
            let moves = moves.count();
            for (key, value) in [
                ("wording", json!(effect.is_wording)),
                ("moves", json!(moves)),
                ("changes", json!(effect.changes().len())),
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
