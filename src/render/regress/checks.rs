//! What continuous integration is shown: checks that held, were passed over, or failed, and where.
//!
//! A test of cases and a difference between two runs are both told in this shape, so that JUnit XML and
//! annotations are drawn once.

use super::diff as render_diff;
use super::said::{failure, tweak};
use crate::regress::diff::{Change, Course, Diff};
use crate::regress::gate::Verdict;
use crate::regress::tested::{MutatedRubric, Tested, TestedCase};
use crate::regress::{Location, Tweak};
use crate::render::diagnostics;
use crate::vocabulary::Identity;
use crate::words::{Lang, Regress};

/// Checks that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suite {
    /// The case file, the rubric or the målgruppe.
    pub name: String,
    /// In input order.
    pub checks: Vec<Check>,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What was looked at, within its suite.
    pub name: String,
    /// How it went.
    pub outcome: Outcome,
}

/// How a check went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// As it should.
    Held,
    /// It says nothing, for this reason.
    PassedOver(String),
    /// It is worth knowing, but does not fail the run.
    Told(Finding),
    /// It fails the run.
    Failed(Finding),
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// In one line.
    pub title: String,
    /// All of it; may be empty.
    pub detail: String,
    /// Where it is.
    pub place: Option<Position>,
}

/// A line of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The file as the user wrote it.
    pub file: String,
    /// From 1.
    pub line: u64,
    /// From 1; nothing for the whole line.
    pub column: Option<u64>,
}

impl From<&Location> for Position {
    fn from(location: &Location) -> Self {
        let (file, line, column) = location.position();
        Self { file: file.to_owned(), line: line as u64, column: Some(column as u64) }
    }
}

/// The checks of a test: a suite for each case file, and one for the mutants of each rubric.
pub fn of_test(tested: &Tested, lang: Lang) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    for case in &tested.cases {
        let check = of_case(case, lang);
        match suites.last_mut().filter(|suite| suite.name == case.file) {
            Some(suite) => suite.checks.push(check),
            None => suites.push(Suite { name: case.file.clone(), checks: vec![check] }),
        }
    }
    let mut told = vec![(super::test::total(tested, lang), false)];
    told.extend(tested.idle.iter().map(|file| {
        let idle = Regress::FileExpectsNothing { file: file.clone() };
        (idle.text(lang), true)
    }));
    let told = told.into_iter().map(|(title, is_failure)| unplaced(title, is_failure));
    suites.push(Suite { name: Regress::Tested.text(lang), checks: told.collect() });
    suites.extend(tested.mutants.iter().flatten().map(|rubric| of_mutants(rubric, lang)));
    suites
}

fn of_case(case: &TestedCase, lang: Lang) -> Check {
    let mut lines = Vec::new();
    for unmet in &case.failures {
        let (title, reasons) = failure(unmet, lang);
        lines.push(title);
        lines.extend(reasons.into_iter().map(|reason| format!("  {reason}")));
    }
    lines.extend(case.faults.iter().map(|fault| diagnostics::line(fault, lang)));
    let here = Position { file: case.file.clone(), line: case.line, column: None };
    let place = case.failures.iter().find_map(|unmet| unmet.at.as_ref());
    let outcome = if case.holds() {
        Outcome::Held
    } else {
        let title = match case.faults.is_empty() {
            true => lines.first().cloned().unwrap_or_default(),
            false => Regress::RowRejected.text(lang),
        };
        Outcome::Failed(Finding {
            title: format!("{}: {title}", case.name),
            detail: format!("{}:{}\n{}", case.file, case.line, lines.join("\n")),
            place: Some(place.map_or(here, Position::from)),
        })
    };
    Check { name: case.name.clone(), outcome }
}

/// The mutants of a rubric that change nothing, that may live, and that no case notices.
fn of_mutants(rubric: &MutatedRubric, lang: Lang) -> Suite {
    let passed_over = |of: &Tweak, reason: String| Check {
        name: tweak(of, lang),
        outcome: Outcome::PassedOver(reason),
    };
    let equivalent =
        rubric.equivalent.iter().map(|of| passed_over(of, Regress::Equivalent.text(lang)));
    let allowed = rubric.allowed.iter().map(|(of, reason)| passed_over(of, reason.clone()));
    let survivors = rubric.survivors.iter().map(|survivor| {
        let name = tweak(&survivor.tweak, lang);
        let mut lines = vec![match &survivor.case {
            None => Regress::Unsettled.text(lang),
            Some(case) => super::test::paste(case, lang),
        }];
        let case = survivor.case.iter().flat_map(|case| case.header.iter().chain([&case.row]));
        lines.extend(case.cloned());
        Check {
            outcome: Outcome::Failed(Finding {
                title: format!("{} {name}", Regress::Survives.text(lang)),
                detail: lines.join("\n"),
                place: Some(Position::from(&survivor.tweak.at)),
            }),
            name,
        }
    });
    Suite {
        name: Regress::MutantsOf { rubric: rubric.rubric.clone() }.text(lang),
        checks: equivalent.chain(allowed).chain(survivors).collect(),
    }
}

/// The checks of a difference: a suite for each målgruppe with a check for everybody who moved, one for the
/// edits, which are marked on their lines, and one for what was declared and did not come about.
pub fn of_diff(diff: &Diff, verdict: &Verdict, lang: Lang) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    for (index, change) in diff.changes.iter().enumerate() {
        let check = of_change(diff, change, verdict.failing.contains(&index), lang);
        let name = change.cell(Identity::Maalgruppe);
        match suites.iter_mut().find(|suite| suite.name == name) {
            Some(suite) => suite.checks.push(check),
            None => suites.push(Suite { name: name.to_owned(), checks: vec![check] }),
        }
    }
    for rubric in diff.edits.iter().flatten().filter(|rubric| !rubric.edits.is_empty()) {
        let checks = rubric.edits.iter().map(|effect| Check {
            name: tweak(&effect.tweak, lang),
            outcome: match effect.changes().is_empty() {
                true => Outcome::Held,
                false => Outcome::Told(Finding {
                    title: tweak(&effect.tweak, lang),
                    detail: render_diff::effect_of(effect, diff, lang),
                    place: Some(Position::from(&effect.tweak.at)),
                }),
            },
        });
        suites.push(Suite {
            name: Regress::EditsOf { before: rubric.before.clone(), after: rubric.after.clone() }
                .text(lang),
            checks: checks.collect(),
        });
    }
    suites
        .push(Suite { name: Regress::Compared.text(lang), checks: compared(diff, verdict, lang) });
    if !verdict.unfulfilled.is_empty() {
        let checks = verdict.unfulfilled.iter().map(|unfulfilled| {
            let title = render_diff::unfulfilled_text(unfulfilled, lang);
            let place = Some(Position::from(unfulfilled.at()));
            Check {
                name: title.clone(),
                outcome: Outcome::Failed(Finding { title, detail: String::new(), place }),
            }
        });
        suites.push(Suite { name: "--expect".to_owned(), checks: checks.collect() });
    }
    suites
}

/// Somebody who moved, marked on the first of the edits that made it so.
fn of_change(diff: &Diff, change: &Change, is_failing: bool, lang: Lang) -> Check {
    let place = change.attribution.as_ref().and_then(|attribution| {
        let edits = &diff.edits.as_ref()?.get(attribution.rubric)?.edits;
        let mut all =
            attribution.alone.iter().chain(&attribution.together).chain(&attribution.needed);
        all.next().map(|edit| Position::from(&edits[*edit].tweak.at))
    });
    let title = render_diff::headline(diff, change, lang);
    let mut lines = render_diff::details_of(change, lang);
    lines.extend(render_diff::edits_of(diff, change, lang));
    lines.extend(change.faults.iter().map(|fault| diagnostics::line(fault, lang)));
    let finding = Finding { title: title.clone(), detail: lines.join("\n"), place };
    let is_arrival = matches!(change.course(), Course::Arrived(_));
    Check {
        name: title,
        outcome: match is_failing {
            true => Outcome::Failed(finding),
            false if !is_arrival || diff.edits.is_some() => Outcome::Told(finding),
            // Who is new in a result is no news of the rubric.
            false => Outcome::Held,
        },
    }
}

/// Something that is about no line of a file.
fn unplaced(title: String, is_failure: bool) -> Check {
    let finding = Finding { title: title.clone(), detail: String::new(), place: None };
    Check {
        name: title,
        outcome: match is_failure {
            true => Outcome::Failed(finding),
            false => Outcome::Told(finding),
        },
    }
}

/// What was there to compare, and what of it fails the run.
fn compared(diff: &Diff, verdict: &Verdict, lang: Lang) -> Vec<Check> {
    let told = render_diff::scope(diff, lang).into_iter();
    let mut checks: Vec<Check> = told.map(|line| unplaced(line, false)).collect();
    for id in &verdict.lost {
        let gone = Regress::RubricGone { id: id.clone() };
        checks.push(unplaced(gone.text(lang), true));
    }
    let versions = verdict.versions.iter().filter_map(|index| diff.versions.get(*index));
    for text in versions.filter_map(|note| render_diff::version(note, lang)) {
        checks.push(unplaced(text, true));
    }
    if verdict.rejected > 0 {
        let rejected = Regress::RejectedRows { n: verdict.rejected };
        checks.push(unplaced(rejected.text(lang), true));
    }
    if verdict.is_empty {
        let nothing = render_diff::nothing_compared(diff, lang);
        checks.push(unplaced(nothing, true));
    }
    checks
}
