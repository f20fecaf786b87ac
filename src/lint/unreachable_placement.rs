//! Cut-offs so close that, with some number of relevant parameters, no sum of points gives a level.

use super::finding::{Finding, Findings};
use crate::place::level_by;
use crate::rubric::{Rubric, Rule};
use crate::vocabulary::{Level, Parameter};
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    let (Rule::Mean(_), Some(span)) = (rubric.rule, &rubric.places.cutoffs) else {
        // With the median and the weakest, eight times a level gives that level.
        return;
    };
    for level in Level::DESCRIBED {
        let counts: Vec<String> = relevant_counts(rubric)
            .filter(|&count| !is_reached(rubric.rule, level, count))
            .map(|count| count.to_string())
            .collect();
        if !counts.is_empty() {
            let counts = counts.join(", ");
            let text = LintText::UnreachablePlacement { level, counts };
            findings.push(Finding::new(span.clone(), text));
        }
    }
}

/// How many parameters may be relevant: all, and fewer where some may be declared not to be.
fn relevant_counts(rubric: &Rubric) -> impl Iterator<Item = usize> {
    let optional = rubric.parameters.iter().filter(|parameter| parameter.may_be_irrelevant).count();
    (Parameter::COUNT - optional).max(1)..=Parameter::COUNT
}

fn is_reached(rule: Rule, level: Level, count: usize) -> bool {
    let highest = usize::from(Level::Hoejt.points());
    (0..=highest * count).any(|sum| {
        // The mean sees only the sum, so any way of giving the points will do.
        let mut levels = [None; Parameter::COUNT];
        let mut left = sum;
        for relevant in levels.iter_mut().take(count) {
            let points = left.min(highest);
            left -= points;
            *relevant = u8::try_from(points).ok().map(Level::from_points);
        }
        level_by(rule, &[], &levels) == level
    })
}
