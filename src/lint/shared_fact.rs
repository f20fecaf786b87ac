//! A fact that serves several tests which pull apart, so that where it is missing the interval of a
//! parameter is wider than anything that the fact could be would make it.

use super::exact::{Analysis, Answer, Formula, Groups};
use super::finding::{Finding, Findings};
use crate::rubric::{ConditionPlaces, Leaf, Rubric};
use crate::source::Span;
use crate::vocabulary::Level;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for analysis in Analysis::all(rubric) {
        for (index, indicator) in rubric.indicators.iter().enumerate() {
            let uses = |leaf: &Leaf| leaf.indicators().contains(&index);
            if !is_shared(&analysis, &uses) {
                continue;
            }
            let Some(values) = analysis.values_told_apart(index) else {
                continue;
            };
            let widens = analysis.groups.iter().any(|groups| {
                let with = |leaf: &Leaf, value: i64| {
                    if uses(leaf) {
                        Formula::Always(analysis.holds_for(leaf, groups, value))
                    } else {
                        analysis.leaf(leaf, groups, None)
                    }
                };
                widens(&analysis, &values, &with)
            });
            if widens {
                push(&analysis, &indicator.label, &uses, findings);
            }
        }
        for (index, group) in rubric.groups.iter().enumerate() {
            let uses = |leaf: &Leaf| leaf.groups().contains(&index);
            if !is_shared(&analysis, &uses) {
                continue;
            }
            let widens = analysis.families_of_groups(index).iter().any(|family| {
                let with = |leaf: &Leaf, groups: &Groups| analysis.leaf(leaf, groups, None);
                widens(&analysis, family, &with)
            });
            if widens {
                push(&analysis, group.column.id(), &uses, findings);
            }
        }
    }
}

/// Whether more than one test depends on something; what one test alone depends on widens nothing.
fn is_shared(analysis: &Analysis<'_>, uses: &impl Fn(&Leaf) -> bool) -> bool {
    let mut n = 0;
    for criterion in analysis.part.criteria.iter().flatten() {
        criterion.condition.for_each_leaf(&mut |leaf| n += usize::from(uses(leaf)));
    }
    n > 1 && !analysis.is_spent()
}

/// Whether, for some supplier, a fact of one of some values but not known which leaves a level open that
/// none of the values gives.
///
/// Each test is judged by itself where the fact is missing: it can hold if some value makes it, and must if
/// every value does.
fn widens<V: Copy>(
    analysis: &Analysis<'_>,
    values: &[V],
    with: &impl Fn(&Leaf, V) -> Formula,
) -> bool {
    let formulas = |leaf: &Leaf| -> Vec<Formula> {
        let mut all: Vec<Formula> = values.iter().map(|&value| with(leaf, value)).collect();
        all.dedup();
        all
    };
    let level_with = |level: Level, leaf: &dyn Fn(&Leaf) -> Formula| {
        analysis.at_least(level, &|level| analysis.level(level, &|of: &Leaf| leaf(of)))
    };
    Level::DESCRIBED.into_iter().any(|level| {
        analysis.spend(values.len());
        let can = level_with(level, &|leaf| Formula::any(formulas(leaf)));
        let must = level_with(level, &|leaf| Formula::all(formulas(leaf)));
        let mut each: Vec<Formula> =
            values.iter().map(|&value| level_with(level, &|leaf| with(leaf, value))).collect();
        each.dedup();
        let mut above = vec![can];
        above.extend(each.iter().cloned().map(Formula::not));
        let mut below = each;
        below.push(must.not());
        [above, below].into_iter().any(|asked| matches!(analysis.exists(asked), Answer::Yes(_)))
    })
}

fn push(
    analysis: &Analysis<'_>,
    fact: &str,
    uses: &dyn Fn(&Leaf) -> bool,
    findings: &mut Findings,
) {
    let mut spans = Vec::new();
    let places = &analysis.rubric.places.criteria[analysis.parameter.index()];
    let criteria = analysis.part.criteria.iter().flatten();
    for (criterion, places) in criteria.zip(places.iter().flatten()) {
        let mut leaves = Vec::new();
        criterion.condition.for_each_leaf(&mut |leaf| leaves.push(leaf));
        let mut spans_of = Vec::new();
        leaf_places(&places.condition, &mut spans_of);
        let used = leaves.into_iter().zip(spans_of).filter(|(leaf, _)| uses(leaf));
        spans.extend(used.map(|(_, span)| span));
    }
    let mut spans = spans.into_iter();
    if let Some(first) = spans.next() {
        let text = LintText::SharedFact { fact: fact.to_owned(), parameter: analysis.parameter };
        findings.push(spans.fold(Finding::new(first, text), |finding, span| {
            finding.related(span, LintText::UsedHereToo)
        }));
    }
}

/// The places of the leaves, in the order of the file.
fn leaf_places(places: &ConditionPlaces, found: &mut Vec<Span>) {
    if places.members.is_empty() {
        found.push(places.span.clone());
    }
    for member in &places.members {
        leaf_places(member, found);
    }
}
