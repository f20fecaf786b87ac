//! What is probably wrong in a rubric that can be read: one rule a file, and one place that decides
//! what a finding counts for.
//!
//! A rule looks at a checked [`Rubric`] and pushes what it finds. Those of the group
//! [`Levels`](crate::vocabulary::LintGroup::Levels) are decided by `exact` over everything that a supplier's facts can
//! be; where that is too much to decide they are silent, and never wrong.

mod band_gap;
mod blocking_requirement;
mod bound_against_type;
mod cliff;
mod criterion_always_met;
mod criterion_never_met;
mod divided_option;
mod easier_for_group;
mod exact;
mod falling_threshold;
mod finding;
mod idle_requirement;
mod illustrative;
mod in_force_incomplete;
mod look_alike_names;
mod maximum_at_hoejt;
mod no_basis;
mod not_the_pilots_rule;
mod number_in_text;
mod placeholder_without_bound;
mod redundant_criterion;
mod redundant_member;
mod same_guidance;
mod shared_fact;
mod text_against_test;
mod unlikely_date;
mod unreachable_level;
mod unreachable_placement;
mod unused_exception;
mod unused_group;
mod unused_indicator;
mod unused_option;
mod unwritten_text;
mod validity_gap;
mod walk;
mod wording;

use crate::diagnostic::{Diagnostics, Severity};
use crate::rubric::{Catalogue, Rubric};
use crate::vocabulary::{Lint, LintLevel};
use finding::Findings;

/// What a user counts as an error, whatever its own level.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deny {
    /// This lint, also where the rubric allows it.
    Lint(Lint),
    /// Every warning.
    Warnings,
    /// Every warning and every note.
    All,
}

/// How a rule finds: in one rubric, or in one beside all others of a run.
enum Rule {
    Rubric(fn(&Rubric, &mut Findings)),
    Version(fn(&Catalogue, &Rubric, &mut Findings)),
}

const fn rule(lint: Lint) -> Rule {
    match lint {
        Lint::UnreachableLevel => Rule::Rubric(unreachable_level::find),
        Lint::CriterionNeverMet => Rule::Rubric(criterion_never_met::find),
        Lint::CriterionAlwaysMet => Rule::Rubric(criterion_always_met::find),
        Lint::RedundantCriterion => Rule::Rubric(redundant_criterion::find),
        Lint::RedundantMember => Rule::Rubric(redundant_member::find),
        Lint::FallingThreshold => Rule::Rubric(falling_threshold::find),
        Lint::EasierForGroup => Rule::Rubric(easier_for_group::find),
        Lint::BandGap => Rule::Rubric(band_gap::find),
        Lint::MaximumAtHoejt => Rule::Rubric(maximum_at_hoejt::find),
        Lint::Cliff => Rule::Rubric(cliff::find),
        Lint::SharedFact => Rule::Rubric(shared_fact::find),
        Lint::UnusedIndicator => Rule::Rubric(unused_indicator::find),
        Lint::UnusedOption => Rule::Rubric(unused_option::find),
        Lint::UnusedGroup => Rule::Rubric(unused_group::find),
        Lint::UnusedException => Rule::Rubric(unused_exception::find),
        Lint::UnreachablePlacement => Rule::Rubric(unreachable_placement::find),
        Lint::IdleRequirement => Rule::Rubric(idle_requirement::find),
        Lint::BlockingRequirement => Rule::Rubric(blocking_requirement::find),
        Lint::NoBasis => Rule::Rubric(no_basis::find),
        Lint::SameGuidance => Rule::Rubric(same_guidance::find),
        Lint::NumberInText => Rule::Rubric(number_in_text::find),
        Lint::PlaceholderWithoutBound => Rule::Rubric(placeholder_without_bound::find),
        Lint::TextAgainstTest => Rule::Rubric(text_against_test::find),
        Lint::BoundAgainstType => Rule::Rubric(bound_against_type::find),
        Lint::LookAlikeNames => Rule::Rubric(look_alike_names::find),
        Lint::DividedOption => Rule::Rubric(divided_option::find),
        Lint::UnwrittenText => Rule::Rubric(unwritten_text::find),
        Lint::ValidityGap => Rule::Version(validity_gap::find),
        Lint::InForceIncomplete => Rule::Rubric(in_force_incomplete::find),
        Lint::UnlikelyDate => Rule::Rubric(unlikely_date::find),
        Lint::NotThePilotsRule => Rule::Rubric(not_the_pilots_rule::find),
        Lint::Illustrative => Rule::Rubric(illustrative::find),
    }
}

/// Holds every rubric of a run against every lint; what is found comes in the order of the rubrics, and
/// within one in the order of its text. Then how many count as errors only because they are denied.
pub fn check(catalogue: &Catalogue, deny: &[Deny]) -> (Diagnostics, u64) {
    let mut all = Diagnostics::default();
    let mut denied = 0;
    for rubric in catalogue.rubrics() {
        let mut of_rubric = Vec::new();
        for lint in Lint::ALL {
            let Some(severity) = severity(rubric, lint, deny) else {
                continue;
            };
            let mut findings = Findings::default();
            match rule(lint) {
                Rule::Rubric(find) => find(rubric, &mut findings),
                Rule::Version(find) => find(catalogue, rubric, &mut findings),
            }
            if severity == Severity::Error && self::severity(rubric, lint, &[]) != Some(severity) {
                denied += findings.found.len() as u64;
            }
            of_rubric.extend(
                findings.found.into_iter().map(|finding| finding.diagnostic(rubric, severity)),
            );
        }
        for diagnostic in of_rubric {
            all.push(diagnostic);
        }
    }
    (all, denied)
}

/// The level that the rubric or else the lint sets, raised by what the user denies; none if it is not told.
fn severity(rubric: &Rubric, lint: Lint, deny: &[Deny]) -> Option<Severity> {
    let set = rubric.lints.iter().find(|(of, _)| *of == lint);
    let level = set.map_or(lint.default_level(), |(_, level)| *level);
    let denies = |what| deny.contains(&what);
    match level {
        _ if denies(Deny::Lint(lint)) => Some(Severity::Error),
        LintLevel::Allow => None,
        LintLevel::Note if denies(Deny::All) => Some(Severity::Error),
        LintLevel::Note => Some(Severity::Note),
        LintLevel::Warning if denies(Deny::All) || denies(Deny::Warnings) => Some(Severity::Error),
        LintLevel::Warning => Some(Severity::Warning),
        LintLevel::Error => Some(Severity::Error),
    }
}
