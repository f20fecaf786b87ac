//! An option of a set that no test counts. A choice may have such options: they are the answer "none of
//! those".

use super::finding::{Finding, Findings};
use crate::rubric::{Kind, Leaf, OptionSet, Rubric};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    let counted = counted(rubric);
    for (index, indicator) in rubric.indicators.iter().enumerate() {
        let (Kind::Set { options }, Some(counted)) = (&indicator.kind, counted[index]) else {
            continue;
        };
        for (option, span) in rubric.places.options[index].iter().enumerate() {
            if !counted.contains(option) {
                let text = LintText::UnusedOption {
                    option: options.names[option].clone(),
                    id: indicator.id.clone(),
                };
                findings.push(Finding::new(span.clone(), text).help(LintText::RemoveOrUse));
            }
        }
    }
}

/// The options that are counted of each set that is used at all.
fn counted(rubric: &Rubric) -> Vec<Option<OptionSet>> {
    let mut counted = vec![None; rubric.indicators.len()];
    for criterion in
        rubric.parameters.iter().flat_map(|parameter| parameter.criteria.iter().flatten())
    {
        criterion.condition.for_each_leaf(&mut |leaf| {
            if let Leaf::Includes { indicators, options, .. } = leaf {
                for &index in indicators {
                    let so_far = counted[index].unwrap_or(OptionSet::EMPTY);
                    counted[index] = Some(options.or(so_far));
                }
            }
        });
    }
    counted
}
