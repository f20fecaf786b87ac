//! A difference between two runs as text.

use super::said::{self, truth};
use crate::regress::compared::{Field, REJECTED};
use crate::regress::diff::{Cause, Change, Course, CriterionChange, Diff, ParameterChange, Side};
use crate::regress::gate::{Unfulfilled, Verdict, ends};
use crate::regress::results::State;
use crate::regress::versions::{Presence, VersionNote};
use crate::render::diagnostics;
use crate::vocabulary::printable;
use crate::words::{Lang, Regress};
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
        let mark = mark(view.verdict, index, lang);
        line(0, &format!("{}{mark}", headline(diff, change, lang)), &mut out);
        for text in details_of(change, lang) {
            line(4, &text, &mut out);
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
    for rubric in diff.edits.iter().flatten().filter(|rubric| !rubric.edits.is_empty()) {
        let between =
            Regress::EditsOf { before: rubric.before.clone(), after: rubric.after.clone() };
        line(0, &format!("{}:", between.text(lang)), &mut out);
        for effect in &rubric.edits {
            let (file, number, _) = effect.tweak.at.position();
            let place = format!("{file}:{number}: {}", said::tweak(&effect.tweak, lang));
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
    for text in scope(diff, lang) {
        line(0, &text, &mut out);
    }
    for text in totals(diff, lang) {
        line(0, &text, &mut out);
    }
    out
}

/// Whether a change was declared, behind its line; nothing where nothing was to be.
fn mark(verdict: &Verdict, index: usize, lang: Lang) -> String {
    let mark = match verdict {
        verdict if !verdict.is_declared => return String::new(),
        verdict if verdict.failing.contains(&index) => Regress::Undeclared,
        verdict if verdict.declared.contains(&index) => Regress::Declared,
        _ => return String::new(),
    };
    format!(" ({})", mark.text(lang))
}

/// Who, and from where to where.
pub(crate) fn headline(diff: &Diff, change: &Change, lang: Lang) -> String {
    let who = change.who();
    let causes: Vec<&str> = change.causes.iter().map(|cause| cause.as_str()).collect();
    let causes = match change.is_certain {
        true => causes.join(", "),
        false => one_of(&causes, lang),
    };
    let is_rejected = change
        .details
        .iter()
        .any(|detail| [&detail.from, &detail.to].contains(&&REJECTED.to_owned()));
    let course = match change.course() {
        Course::Moved(from, to) => format!("{} → {} [{causes}]", from.as_str(), to.as_str()),
        Course::Stayed(state) => {
            let state = state.as_str().to_owned();
            format!("{} [{causes}]", Regress::AsBefore { state }.text(lang))
        }
        Course::Arrived(to) => {
            let to = to.as_str().to_owned();
            match is_rejected {
                true => Regress::Admitted { to },
                false => Regress::Arrived { to },
            }
            .text(lang)
        }
        Course::Departed(from) => {
            let from = from.as_str().to_owned();
            match is_rejected {
                true => Regress::Refused { from },
                false => Regress::Departed { from },
            }
            .text(lang)
        }
    };
    match change.under.and_then(|note| diff.versions.get(note)) {
        None => format!("{who}: {course}"),
        Some(note) => {
            let under = Regress::Under { rubric: note.rubric.clone() };
            format!("{who}: {course} – {}", under.text(lang))
        }
    }
}

/// What else differs, a line each: the parameters, and of one who did not move all that is said otherwise.
pub(crate) fn details_of(change: &Change, lang: Lang) -> Vec<String> {
    let mut lines = Vec::new();
    if let (Course::Moved(from, to), Some(middle)) = (change.course(), change.by_data) {
        let [from, middle, to] = [from, middle, to].map(|state| state.as_str().to_owned());
        lines.push(Regress::ByDataAndRubric { from, middle, to }.text(lang));
    }
    let has_stayed = matches!(change.course(), Course::Stayed(_));
    let told = change.details.iter().filter(|detail| match detail.field {
        None | Some(Field::Parameter(_)) => false,
        Some(Field::Overridden) => true,
        // They follow from the parameters, and are news only without them.
        Some(Field::Number(_)) => change.parameters.is_empty(),
        Some(Field::Status | Field::Level | Field::Computed | Field::Least | Field::Most) => {
            has_stayed
        }
    });
    let parameters = change.parameters.iter().map(|changed| parameter(changed, lang));
    let told = told.map(|detail| {
        let key = detail.field.map_or("", Field::key);
        let [from, to] = [&detail.from, &detail.to].map(|text| match text.as_str() {
            "" => "–",
            text => text,
        });
        format!("{key}: {from} → {to}")
    });
    lines.extend(parameters.chain(told));
    lines
}

/// What there is to say of a version, in one line; nothing of one that only was not used.
pub(crate) fn version(note: &VersionNote, lang: Lang) -> Option<String> {
    let rubric = note.rubric.clone();
    let text = match (note.presence, note.valid_from) {
        (Presence::Kept, _) => return None,
        (Presence::Removed, _) if note.is_whole => Regress::RubricGone { id: note.id.clone() },
        (Presence::Removed, _) => Regress::VersionGone { rubric },
        (Presence::Added, None) => Regress::VersionNew { rubric },
        (Presence::Added, Some(date)) => Regress::VersionNewFrom { rubric, date: date.to_string() },
    };
    let mut text = text.text(lang);
    if note.tried > 0 {
        let _ = write!(text, ": {}", Regress::TriedOn { n: note.tried }.text(lang));
    } else if note.presence == Presence::Added && !note.is_used {
        let _ = write!(text, ": {}", Regress::NoRow.text(lang));
    }
    Some(text)
}

/// What was there to compare, a line each: the rows on either side, those outside, and versions.
pub(crate) fn scope(diff: &Diff, lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> =
        diff.versions.iter().filter_map(|note| version(note, lang)).collect();
    let unused: Vec<&str> = diff
        .versions
        .iter()
        .filter(|note| note.presence == Presence::Kept && !note.is_used)
        .map(|note| note.rubric.as_str())
        .collect();
    if !unused.is_empty() {
        let rubrics = unused.join(", ");
        lines.push(Regress::Unused { rubrics }.text(lang));
    }
    let [before, after] = diff.sides.map(|side| rows(side, lang));
    lines.push(Regress::Sides { before, after }.text(lang));
    for cause in [Cause::Data, Cause::Rubric, Cause::Program] {
        let of_cause = diff.untouched.iter().filter(|one| one.changed.contains(&cause));
        let ids: Vec<&str> = of_cause.map(|one| one.id.as_str()).collect();
        if ids.is_empty() {
            continue;
        }
        // All of them stand in the document for programs.
        const MOST_NAMED: usize = 10;
        let more = if ids.len() > MOST_NAMED { " …" } else { "" };
        let named = ids[..ids.len().min(MOST_NAMED)].join(", ");
        let text = Regress::Untouched {
            n: ids.len() as u64,
            cause: cause.as_str().to_owned(),
            ids: format!("{named}{more}"),
        };
        lines.push(text.text(lang));
    }
    if !diff.outside.is_empty() {
        let groups: Vec<String> = diff
            .outside
            .iter()
            .map(|(name, n)| Regress::OutsideRows { name: name.clone(), n: *n }.text(lang))
            .collect();
        let groups = groups.join(", ");
        lines.push(Regress::Outside { groups }.text(lang));
    }
    lines
}

fn rows(side: Side, lang: Lang) -> String {
    match side {
        Side { read: Some(read), rejected: Some(rejected), .. } => {
            Regress::SideRows { read, rejected }
        }
        Side { placed, .. } => Regress::SideResults { placed },
    }
    .text(lang)
}

/// Why nothing was compared.
pub fn nothing_compared(diff: &Diff, lang: Lang) -> String {
    let [before, after] = diff.sides;
    let outside: u64 = diff.outside.iter().map(|(_, n)| n).sum();
    match (before.placed, after.placed) {
        (0, 0) if outside > 0 && after.rejected == Some(0) => Regress::AllOutside,
        (0, 0) => Regress::NonePlaced,
        (0, _) => Regress::NoneBefore,
        (_, 0) => Regress::NoneAfter,
        _ => Regress::NoneInCommon,
    }
    .text(lang)
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
    let criteria: Vec<String> =
        changed.criteria.iter().map(|change| criterion(change, lang)).collect();
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
    let Some(rubric) = diff.edits.as_ref().and_then(|all| all.get(attribution.rubric)) else {
        return Vec::new();
    };
    let named = |edits: &[usize]| -> String {
        let texts: Vec<String> =
            edits.iter().map(|edit| said::tweak(&rubric.edits[*edit].tweak, lang)).collect();
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
    let (stayed, moved): (Vec<usize>, Vec<usize>) = effect
        .changes()
        .into_iter()
        .partition(|index| matches!(diff.changes[*index].course(), Course::Stayed(_)));
    let named = |indices: &[usize]| {
        let names: Vec<String> = indices.iter().map(|index| diff.changes[*index].id()).collect();
        (indices.len() as u64, names.join(", "))
    };
    let mut texts = Vec::new();
    if !moved.is_empty() {
        let (n, names) = named(&moved);
        texts.push(Regress::Moves { n, names }.text(lang));
    }
    if !stayed.is_empty() {
        let (n, names) = named(&stayed);
        texts.push(Regress::Changes { n, names }.text(lang));
    }
    if texts.is_empty() {
        texts.push(match effect.is_wording {
            true => Regress::WordingOnly.text(lang),
            false => Regress::MovesNobody.text(lang),
        });
    }
    texts.join("; ")
}

pub(crate) fn unfulfilled_text(unfulfilled: &Unfulfilled, lang: Lang) -> String {
    match unfulfilled {
        Unfulfilled::Mover { id, from, to, at } => {
            let (file, line, _) = at.position();
            let ends = match (from, to) {
                (None, None) => String::new(),
                (from, to) => {
                    let word = |end: &Option<String>| end.clone().unwrap_or_else(|| "?".to_owned());
                    format!(" ({} → {})", word(from), word(to))
                }
            };
            let who = format!("{id}{ends}");
            format!("{file}:{line}: {}", Regress::DidNotMove { who }.text(lang))
        }
        Unfulfilled::Count { from, to, n, found, at } => {
            let (file, line, _) = at.position();
            let text =
                Regress::OtherCount { ends: format!("{from} → {to}"), n: *n, found: *found };
            format!("{file}:{line}: {}", text.text(lang))
        }
        Unfulfilled::Rubric { rubric, is_added, at } => {
            let (file, line, _) = at.position();
            let rubric = rubric.clone();
            let text = match is_added {
                true => Regress::RubricLacks { rubric },
                false => Regress::RubricStays { rubric },
            };
            format!("{file}:{line}: {}", text.text(lang))
        }
    }
}

/// A table of from × to; only the states that occur.
fn matrix(diff: &Diff, lang: Lang, out: &mut String) {
    let occurs = |pick: fn(&(State, State, usize)) -> State| -> Vec<State> {
        let all = State::ALL.into_iter();
        all.filter(|state| diff.matrix.iter().any(|cell| pick(cell) == *state)).collect()
    };
    let (froms, tos) = (occurs(|cell| cell.0), occurs(|cell| cell.1));
    let corner = Regress::FromTo.text(lang);
    let width = froms.iter().map(|state| state.as_str().width()).chain([corner.width()]).max();
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
            let n = diff.matrix.iter().find(|cell| (cell.0, cell.1) == (from, *to));
            let n = n.map_or("·".to_owned(), |cell| cell.2.to_string());
            let _ = write!(out, "  {}{n}", pad(&n, to.as_str().width()));
        }
        out.push('\n');
    }
}

/// How many moved, and how many changed besides.
pub(crate) fn totals(diff: &Diff, lang: Lang) -> Vec<String> {
    let count = |is_it: fn(Course) -> bool| diff.of_course(is_it).len() as u64;
    let total = Regress::DiffTotal {
        moved: count(|course| matches!(course, Course::Moved(..))),
        up: count(|course| matches!(course, Course::Moved(from, to) if from.is_below(to))),
        down: count(|course| matches!(course, Course::Moved(from, to) if to.is_below(from))),
        stayed: stayed(diff) as u64,
        arrived: count(|course| matches!(course, Course::Arrived(_))),
        departed: count(|course| matches!(course, Course::Departed(_))),
    };
    let otherwise = count(|course| matches!(course, Course::Stayed(_)));
    let would = diff.changes.iter().filter(|change| change.under.is_some()).count() as u64;
    let mut lines = vec![total.text(lang)];
    lines.extend((otherwise > 0).then(|| Regress::ChangeOtherwise { n: otherwise }.text(lang)));
    lines.extend((would > 0).then(|| Regress::WouldChange { n: would }.text(lang)));
    lines
}

pub(super) fn stayed(diff: &Diff) -> usize {
    let cells = diff.matrix.iter().filter(|(from, to, _)| from == to);
    cells.map(|(_, _, n)| n).sum()
}

/// From where and to where, for a table.
pub(crate) fn cells(change: &Change) -> (&'static str, &'static str) {
    ends(change.course())
}
