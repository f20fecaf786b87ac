//! What is missing and could still matter.

use std::collections::BTreeSet;

use super::arithmetic::{Standings, of_level};
use super::assessment::{Assessment, Fact};
use super::rubric::{Criterion, Kind, Leaf, Method, Named, Rubric, Source, whole};
use super::truth::{self, Groups, Truth};

/// Each once, at its first appearance.
pub(crate) fn missing(rubric: &Rubric, row: &Assessment, standings: &Standings) -> Vec<String> {
    let mut all = Vec::new();
    if row.quality.is_none() {
        all.push("fornoeden_kvalitet".to_owned());
    }
    for (parameter, standing) in rubric.parameters.iter().zip(standings) {
        let Some(reached) = standing.map(|standing| standing.reached) else {
            continue;
        };
        if reached.determined().is_some() {
            continue;
        }
        match &parameter.method {
            Method::Assessed => all.push(parameter.id.clone()),
            Method::Criteria { cumulative, levels } => {
                let judge =
                    |criterion: &Named| truth::of_criterion(rubric, row, &criterion.criterion);
                let truths: Vec<Truth> =
                    levels.iter().map(|criteria| of_level(criteria, &judge)).collect();
                for level in 1..=3 {
                    let can_still_raise = if *cumulative {
                        truths[..level].iter().all(|truth| *truth != Truth::No)
                    } else {
                        level > reached.min && truths[level - 1] != Truth::No
                    };
                    if can_still_raise {
                        for criterion in &levels[level - 1] {
                            of_criterion(rubric, row, &criterion.criterion, &mut all);
                        }
                    }
                }
            }
        }
    }
    let mut seen = BTreeSet::new();
    all.retain(|name| seen.insert(name.clone()));
    all
}

fn of_criterion(rubric: &Rubric, row: &Assessment, criterion: &Criterion, all: &mut Vec<String>) {
    if truth::of_criterion(rubric, row, criterion) != Truth::Unknown {
        return;
    }
    match criterion {
        Criterion::Leaf(leaf) => {
            missing_facts(rubric, row, leaf, all);
            missing_columns(rubric, row, leaf, all);
        }
        Criterion::AnyOf(members) | Criterion::AllOf(members) | Criterion::AtLeast(_, members) => {
            for member in members {
                of_criterion(rubric, row, member, all);
            }
        }
    }
}

fn missing_facts(rubric: &Rubric, row: &Assessment, leaf: &Leaf, all: &mut Vec<String>) {
    let ids = match &leaf.source {
        Source::Indicator(id) => std::slice::from_ref(id),
        Source::Sum(ids) | Source::Union(ids) => ids.as_slice(),
    };
    for id in ids {
        match (row.facts.get(id), &rubric.indicator(id).kind) {
            (Some(Fact::Set { maybe, .. }), _) => {
                if !maybe.is_empty() {
                    all.push(id.clone());
                }
            }
            (Some(_), _) => {}
            (None, Kind::Share(Some((part, of)))) => {
                if row.number(rubric, part).is_none() {
                    all.push(part.clone());
                }
                // Nothing out of nothing is open until the whole is more than nothing.
                if row.number(rubric, of).is_none_or(|number| number == whole(0)) {
                    all.push(of.clone());
                }
            }
            (None, _) => all.push(id.clone()),
        }
    }
}

/// A column matters where two values of it, the others held, give different results.
fn missing_columns(rubric: &Rubric, row: &Assessment, leaf: &Leaf, all: &mut Vec<String>) {
    let combinations = truth::combinations(rubric, row, leaf);
    for column in truth::columns(leaf) {
        if row.group(rubric, &column).is_some() {
            continue;
        }
        let others = |groups: &Groups| {
            let mut others = groups.clone();
            others.remove(&column);
            others
        };
        let matters = combinations.iter().any(|one| {
            combinations.iter().any(|other| {
                others(one) == others(other)
                    && truth::under(rubric, row, leaf, one)
                        != truth::under(rubric, row, leaf, other)
            })
        });
        if matters {
            all.push(column);
        }
    }
}
