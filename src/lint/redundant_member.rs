//! A member of a group of conditions that decides nothing.

use super::criterion_never_met::is_always;
use super::exact::Analysis;
use super::finding::{Finding, Findings, removal};
use super::redundant_criterion::{decides_nothing, redundant};
use crate::rubric::{Condition, ConditionPlaces, Criterion, GroupKind, Rubric};
use crate::source::Span;
use crate::vocabulary::Level;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for analysis in Analysis::all(rubric) {
        let left_out = redundant(&analysis);
        for level in Level::DESCRIBED {
            let places =
                rubric.places.criteria[analysis.parameter.index()][level_index(level)].iter();
            for (criterion, places) in analysis.part.criteria_of(level).iter().zip(places) {
                let told = left_out.iter().any(|(_, other)| other.id == criterion.id)
                    || is_always(&analysis, criterion, true)
                    || is_always(&analysis, criterion, false);
                if told {
                    continue;
                }
                for member in redundant_members(&analysis, level, criterion) {
                    if let Some(span) = place(&places.condition, &member) {
                        let text = LintText::RedundantMember {
                            id: criterion.id.clone(),
                            parameter: analysis.parameter,
                        };
                        let mut finding = Finding::new(span.clone(), text);
                        if is_fixed_by_deleting(&criterion.condition, &member) {
                            finding = finding.fix(removal(&rubric.source, &span), "");
                        }
                        findings.push(finding);
                    }
                }
            }
        }
    }
}

fn level_index(level: Level) -> usize {
    usize::from(level.points()).saturating_sub(1)
}

/// The way to a member: its place in each group, from the outermost.
type Path = Vec<usize>;

/// The members that could all be left out at once; of two that settle each other the later, and of a
/// group that goes as a whole no part.
fn redundant_members(analysis: &Analysis<'_>, level: Level, criterion: &Criterion) -> Vec<Path> {
    let mut found = Vec::new();
    let mut current = criterion.condition.clone();
    let mut paths = Vec::new();
    members(&criterion.condition, &mut Vec::new(), &mut paths);
    for path in paths {
        if found.iter().any(|gone: &Path| path.starts_with(gone)) {
            continue;
        }
        let mut without = current.clone();
        if !leave_out(&mut without, &path) {
            continue;
        }
        let rest = |other: &Criterion| other.id != criterion.id;
        if decides_nothing(analysis, level, &current, Some(&without), &rest) {
            current = without;
            found.push(path);
        }
    }
    found
}

/// The ways to all members: of each group the last first, a group before its own members.
fn members(condition: &Condition, here: &mut Path, found: &mut Vec<Path>) {
    match condition {
        Condition::Leaf(_) => {}
        Condition::AtLeast { members: of, .. } => {
            for (index, member) in of.iter().enumerate().rev() {
                here.push(index);
                found.push(here.clone());
                members(member, here, found);
                here.pop();
            }
        }
    }
}

/// Takes a member out; of a group that asks for all its members as many remain asked for. False where
/// it is the last of its group.
fn leave_out(condition: &mut Condition, path: &[usize]) -> bool {
    match (condition, path) {
        (Condition::AtLeast { n, members, .. }, [index]) => {
            if members.len() == 1 {
                return false;
            }
            if *n == members.len() {
                *n -= 1;
            }
            members.remove(*index);
            true
        }
        (Condition::AtLeast { members, .. }, [index, rest @ ..]) => {
            leave_out(&mut members[*index], rest)
        }
        (Condition::Leaf(_) | Condition::AtLeast { .. }, _) => false,
    }
}

/// Whether the member can simply be deleted: with `at_least` the author may mean another number then.
fn is_fixed_by_deleting(condition: &Condition, path: &[usize]) -> bool {
    match (condition, path) {
        (Condition::AtLeast { kind, .. }, [_]) => match kind {
            GroupKind::Any | GroupKind::All => true,
            GroupKind::AtLeast => false,
        },
        (Condition::AtLeast { members, .. }, [index, rest @ ..]) => {
            is_fixed_by_deleting(&members[*index], rest)
        }
        (Condition::Leaf(_), _) | (Condition::AtLeast { .. }, []) => false,
    }
}

fn place(places: &ConditionPlaces, path: &[usize]) -> Option<Span> {
    match path {
        [] => Some(places.span.clone()),
        [index, rest @ ..] => place(places.members.get(*index)?, rest),
    }
}
