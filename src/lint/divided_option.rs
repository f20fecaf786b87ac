//! An option of a set that holds a sign which separates options in a cell, so that a cell with it reads as others.

use super::finding::{Finding, Findings};
use crate::rubric::{Kind, Rubric};
use crate::words::LintText;

/// What separates the items of a set in a cell.
const SEPARATORS: [char; 5] = ['|', ',', ';', '\n', '\r'];

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for (index, indicator) in rubric.indicators.iter().enumerate() {
        let Kind::Set { options } = &indicator.kind else {
            continue;
        };
        for (option, span) in rubric.places.options[index].iter().enumerate() {
            if options.names[option].contains(SEPARATORS) {
                let text = LintText::DividedOption {
                    option: options.names[option].clone(),
                    id: indicator.id.clone(),
                };
                findings.push(Finding::new(span.clone(), text).help(LintText::NameUndivided));
            }
        }
    }
}
