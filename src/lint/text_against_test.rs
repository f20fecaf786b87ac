//! A text that says the contrary of its test: *mindst* of a maximum, *højst* of a minimum, or a unit of another type.

use super::finding::{Finding, Findings};
use super::walk::{Placed, criteria};
use super::wording::{Asked, Facts, Side, What, Written, written};
use crate::arithmetic::word;
use crate::rubric::{Condition, Kind, Rubric};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for placed in criteria(rubric) {
        let asked = Asked::of(rubric, &placed.criterion.condition);
        let facts = Facts::of(rubric, placed);
        for one in written(&placed.criterion.text) {
            let is_of_the_fact = match one.what {
                What::Number(number) => {
                    facts.name_number(number) || facts.is_a_time_beside(&one.next)
                }
                What::Min | What::Max => false,
            };
            if is_of_the_fact {
                continue;
            }
            let text = wrong_side(&asked, &one)
                .or_else(|| wrong_unit(rubric, placed, &asked, &facts, &one));
            if let Some(text) = text {
                let finding = Finding::new(placed.places.text.clone(), text);
                findings.push(finding.help(LintText::MendTextOrTest));
            }
        }
    }
}

fn wrong_side(asked: &Asked, one: &Written) -> Option<LintText> {
    let (least, most) = match one.what {
        What::Min => (true, false),
        What::Max => (false, true),
        What::Number(number) => (asked.least.contains(&number), asked.most.contains(&number)),
    };
    match one.side? {
        Side::AtLeast if most && !least => Some(LintText::AtLeastOfMaximum),
        Side::AtMost if least && !most => Some(LintText::AtMostOfMinimum),
        Side::AtLeast | Side::AtMost => None,
    }
}

/// The unit just after a bound, where the test is of one fact or sum and that has another.
fn wrong_unit(
    rubric: &Rubric,
    placed: Placed<'_>,
    asked: &Asked,
    facts: &Facts,
    one: &Written,
) -> Option<LintText> {
    let Condition::Leaf(leaf) = &placed.criterion.condition else {
        return None;
    };
    if matches!(one.what, What::Number(number) if !asked.has(number)) {
        return None;
    }
    let indicator = &rubric.indicators[leaf.indicators()[0]];
    let is_percent = ["%", "procent", "pct"].contains(&one.next.as_str());
    let is_unit = || {
        let mut units = rubric.indicators.iter().filter_map(|one| one.unit.as_deref());
        units.any(|unit| word(unit) == one.next)
    };
    let is_wrong = match indicator.kind {
        Kind::Share { .. } => is_unit(),
        Kind::Count | Kind::Number => (is_percent || is_unit()) && !facts.name_word(&one.next),
        Kind::Set { .. } => is_percent,
        Kind::Choice { .. } | Kind::Bool => false,
    };
    is_wrong.then(|| LintText::WrongUnit {
        unit: one.next.clone(),
        id: indicator.id.clone(),
        share: matches!(indicator.kind, Kind::Share { .. }),
    })
}
