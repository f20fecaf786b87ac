//! What continuous integration is shown: checks that held, were passed over, or failed, and where.
//!
//! A test of cases and a difference between two runs are both told in this shape, so that JUnit XML and
//! annotations are drawn once.

use super::diff as render_diff;
use crate::place::Truth;
use crate::regress::diff::{Course, Diff};
use crate::regress::gate::Verdict;
use crate::regress::tested::{Failure, Tested};
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

/// A tweak in one line.
pub fn tweak(tweak: &Tweak, lang: Lang) -> String {
    let place = tweak.place.clone();
    match (&tweak.from, &tweak.to) {
        (Some(from), Some(to)) => Regress::Tweaked { place, from: from.clone(), to: to.clone() },
        (Some(what), None) => Regress::Dropped { place, what: what.clone() },
        (None, what) => Regress::Added { place, what: what.clone().unwrap_or_default() },
    }
    .text(lang)
}

/// One line for an unmet expectation, and one for each criterion that made the difference.
pub fn failure(failure: &Failure, lang: Lang) -> (String, Vec<String>) {
    let title = Regress::ExpectedGot {
        column: failure.column.clone(),
        expected: failure.expected.to_owned(),
        got: failure.got.to_owned(),
    };
    let reasons = failure.decisive.iter().map(|decisive| {
        format!(
            "{} {}: {} ({})",
            decisive.id,
            truth(decisive.truth, lang),
            decisive.text,
            decisive.evidence.join(", "),
        )
    });
    (title.text(lang), reasons.collect())
}

/// Whether a criterion is met, in a word.
pub fn truth(truth: Truth, lang: Lang) -> String {
    match truth {
        Truth::True => Regress::Met,
        Truth::False => Regress::NotMet,
        Truth::Unknown => Regress::Unknown,
    }
    .text(lang)
}

/// The checks of a test: a suite for each case file, and one for the mutants of each rubric.
pub fn of_test(tested: &Tested, lang: Lang) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    for case in &tested.cases {
        let mut lines = Vec::new();
        for unmet in &case.failures {
            let (title, reasons) = failure(unmet, lang);
            lines.push(title);
            lines.extend(reasons.into_iter().map(|reason| format!("  {reason}")));
        }
        let faults = case.faults.iter().map(|fault| diagnostics::line(fault, lang));
        lines.extend(faults);
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
        let check = Check { name: case.name.clone(), outcome };
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
    for rubric in tested.mutants.iter().flatten() {
        let mut checks = Vec::new();
        for equivalent in &rubric.equivalent {
            checks.push(Check {
                name: tweak(equivalent, lang),
                outcome: Outcome::PassedOver(Regress::Equivalent.text(lang)),
            });
        }
        for (allowed, reason) in &rubric.allowed {
            checks.push(Check {
                name: tweak(allowed, lang),
                outcome: Outcome::PassedOver(reason.clone()),
            });
        }
        for survivor in &rubric.survivors {
            let name = tweak(&survivor.tweak, lang);
            let mut detail = match &survivor.case {
                None => Regress::Unsettled.text(lang),
                Some(case) => match &case.file {
                    Some(file) => Regress::Paste { file: file.clone() }.text(lang),
                    None => Regress::PasteNew.text(lang),
                },
            };
            for line in survivor.case.iter().flat_map(|case| case.header.iter().chain([&case.row]))
            {
                detail.push('\n');
                detail.push_str(line);
            }
            checks.push(Check {
                outcome: Outcome::Failed(Finding {
                    title: format!("{} {name}", Regress::Survives.text(lang)),
                    detail,
                    place: Some(Position::from(&survivor.tweak.at)),
                }),
                name,
            });
        }
        suites.push(Suite {
            name: Regress::MutantsOf { rubric: rubric.rubric.clone() }.text(lang),
            checks,
        });
    }
    suites
}

/// The checks of a difference: a suite for each målgruppe with a check for everybody who moved, one for the
/// edits, which are marked on their lines, and one for what was declared and did not come about.
pub fn of_diff(diff: &Diff, verdict: &Verdict, lang: Lang) -> Vec<Suite> {
    let mut suites: Vec<Suite> = Vec::new();
    for (index, change) in diff.changes.iter().enumerate() {
        let is_failing = verdict.failing.contains(&index);
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
        let check = Check {
            name: title,
            outcome: match is_failing {
                true => Outcome::Failed(finding),
                false if !is_arrival || diff.edits.is_some() => Outcome::Told(finding),
                // Who is new in a result is no news of the rubric.
                false => Outcome::Held,
            },
        };
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
    let unfulfilled = verdict.unfulfilled.iter().map(|unfulfilled| {
        let at = unfulfilled.at();
        let title = render_diff::unfulfilled_text(unfulfilled, lang);
        Check {
            name: title.clone(),
            outcome: Outcome::Failed(Finding {
                title,
                detail: String::new(),
                place: Some(Position::from(at)),
            }),
        }
    });
    let checks: Vec<Check> = unfulfilled.collect();
    if !checks.is_empty() {
        suites.push(Suite { name: "--expect".to_owned(), checks });
    }
    suites
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
