//! Two levels of a parameter with the same wording, which then tells them apart for nobody.

use super::{Finding, Findings};
use crate::fold::fold;
use crate::level::Level;
use crate::rubric::Rubric;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
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
