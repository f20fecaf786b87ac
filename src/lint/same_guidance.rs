//! Two levels of a parameter with the same wording, which then tells them apart for nobody: of their guidance, or of
//! criteria that ask for different bounds.

use super::finding::{Finding, Findings};
use super::walk::{Placed, criteria};
use crate::arithmetic::fold;
use crate::rubric::{Bound, Leaf, Rubric};
use crate::vocabulary::Level;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    in_guidance(rubric, findings);
    in_criteria(rubric, findings);
}

fn in_guidance(rubric: &Rubric, findings: &mut Findings) {
    for (parameter, spans) in rubric.parameters.iter().zip(&rubric.places.guidance) {
        let texts = parameter.guidance.0.each_ref().map(|text| fold(text));
        for (high, text) in texts.iter().enumerate() {
            let same = texts[..high].iter().position(|other| other == text);
            if let Some(low) = same {
                let text = LintText::SameGuidance {
                    low: Level::DESCRIBED[low],
                    high: Level::DESCRIBED[high],
                };
                let finding = Finding::new(spans[high].clone(), text);
                findings.push(finding.related(spans[low].clone(), LintText::SameText));
            }
        }
    }
}

fn in_criteria(rubric: &Rubric, findings: &mut Findings) {
    let all: Vec<(Placed<'_>, String)> =
        criteria(rubric).map(|placed| (placed, fold(&placed.criterion.text))).collect();
    for (at, (placed, text)) in all.iter().enumerate() {
        let mut before = all[..at].iter().filter(|(other, _)| {
            other.parameter == placed.parameter && other.level != placed.level
        });
        let same =
            before.find(|(other, written)| text == written && differs_unseen(*other, *placed));
        if let Some((other, _)) = same {
            let text = LintText::SameCriterionText { low: other.level, high: placed.level };
            let finding = Finding::new(placed.places.text.clone(), text);
            findings.push(finding.related(other.places.text.clone(), LintText::SameText));
        }
    }
}

/// Whether two criteria of the same text ask for the same facts in another amount, and no placeholder shows it.
fn differs_unseen(one: Placed<'_>, other: Placed<'_>) -> bool {
    let (leaves, others) = (one.leaves(), other.leaves());
    if leaves.len() != others.len() {
        return false;
    }
    let is_shown = |name: &str| one.criterion.text.contains(name);
    let pairs = || leaves.iter().zip(&others).map(|((one, _), (other, _))| (*one, *other));
    let same_facts = pairs().all(|(one, other)| one.indicators() == other.indicators());
    let bounds = |leaf: &Leaf| leaf.bounds().map(Option::<&Bound>::cloned);
    let mut amounts = pairs().map(|(one, other)| (bounds(one), bounds(other)));
    same_facts
        && amounts.any(|(one, other)| {
            let names = ["{min}", "{max}"].into_iter().zip(one.iter().zip(&other));
            let mut unseen = names.filter(|(name, (one, other))| one != other && !is_shown(name));
            unseen.next().is_some()
        })
}
