//! Whether a criterion is met: yes, no or unknown.

use std::collections::{BTreeMap, BTreeSet};

use super::assessment::{Assessment, Fact};
use super::rubric::{Bound, Criterion, Leaf, Number, Rubric, Source, Test, whole};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Truth {
    No,
    Unknown,
    Yes,
}

/// A value for every group column that a leaf's bounds name.
pub(crate) type Groups = BTreeMap<String, String>;

pub(crate) fn of_criterion(rubric: &Rubric, row: &Assessment, criterion: &Criterion) -> Truth {
    let of_all = |members: &[Criterion]| -> Vec<Truth> {
        members.iter().map(|member| of_criterion(rubric, row, member)).collect()
    };
    match criterion {
        Criterion::Leaf(leaf) => of_leaf(rubric, row, leaf),
        Criterion::AllOf(members) => {
            of_all(members).into_iter().min().expect("a group has members")
        }
        Criterion::AnyOf(members) => {
            of_all(members).into_iter().max().expect("a group has members")
        }
        Criterion::AtLeast(wanted, members) => {
            let truths = of_all(members);
            let yes = truths.iter().filter(|truth| **truth == Truth::Yes).count();
            let not_no = truths.iter().filter(|truth| **truth != Truth::No).count();
            if yes >= *wanted {
                Truth::Yes
            } else if not_no < *wanted {
                Truth::No
            } else {
                Truth::Unknown
            }
        }
    }
}

/// Tried under every combination of the group columns that are missing; unknown where the results disagree.
pub(crate) fn of_leaf(rubric: &Rubric, row: &Assessment, leaf: &Leaf) -> Truth {
    let results: BTreeSet<Truth> = combinations(rubric, row, leaf)
        .iter()
        .map(|groups| under(rubric, row, leaf, groups))
        .collect();
    match results.first() {
        Some(truth) if results.len() == 1 => *truth,
        _ => Truth::Unknown,
    }
}

/// The group columns that the bounds of a leaf name, each once, as first named.
pub(crate) fn columns(leaf: &Leaf) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    let bounds = leaf.test.bounds().into_iter();
    for (column, _, _) in bounds.flat_map(|bound| &bound.for_groups) {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    columns
}

/// Every way of filling the missing group columns, the known ones as they are.
pub(crate) fn combinations(rubric: &Rubric, row: &Assessment, leaf: &Leaf) -> Vec<Groups> {
    let mut all = vec![Groups::new()];
    for column in columns(leaf) {
        let values = if let Some(value) = row.group(rubric, &column) {
            vec![value]
        } else {
            let group = rubric.groups.iter().find(|(name, _)| *name == column);
            group.expect("a bound names a group of its rubric").1.clone()
        };
        all = all
            .iter()
            .flat_map(|groups| {
                values.iter().map(|value| {
                    let mut more = groups.clone();
                    more.insert(column.clone(), value.clone());
                    more
                })
            })
            .collect();
    }
    all
}

/// The result of a leaf for a supplier of these groups.
pub(crate) fn under(rubric: &Rubric, row: &Assessment, leaf: &Leaf, groups: &Groups) -> Truth {
    match &leaf.test {
        Test::Range { min, max } => {
            let Some((known, complete)) = amount(rubric, row, &leaf.source) else {
                return Truth::Unknown;
            };
            let above = min.as_ref().map_or(Truth::Yes, |bound| {
                if known >= applying(bound, groups) {
                    Truth::Yes
                } else if complete {
                    Truth::No
                } else {
                    Truth::Unknown
                }
            });
            let below = max.as_ref().map_or(Truth::Yes, |bound| {
                if known > applying(bound, groups) {
                    Truth::No
                } else if complete {
                    Truth::Yes
                } else {
                    Truth::Unknown
                }
            });
            above.min(below)
        }
        Test::Is(wanted) => match row.facts.get(indicator(&leaf.source)) {
            Some(fact) => yes_or_no(*fact == Fact::Truth(*wanted)),
            None => Truth::Unknown,
        },
        Test::OneOf(options) => match row.facts.get(indicator(&leaf.source)) {
            Some(Fact::Choice(option)) => yes_or_no(options.contains(option)),
            _ => Truth::Unknown,
        },
        Test::Includes(options, wanted) => {
            let wanted = applying(wanted, groups);
            enough(rubric, row, &leaf.source, &wanted, |option| options.contains(option))
        }
        Test::Different(wanted) => {
            let wanted = applying(wanted, groups);
            enough(rubric, row, &leaf.source, &wanted, |_| true)
        }
    }
}

/// The bound of the first entry that matches, else the usual one.
pub(crate) fn applying(bound: &Bound, groups: &Groups) -> Number {
    let special =
        bound.for_groups.iter().find(|(column, value, _)| groups.get(column) == Some(value));
    special.map_or(&bound.usual, |(_, _, number)| number).clone()
}

/// What is known of a number, and whether that is all of it: a sum with a missing member is at least what is known.
fn amount(rubric: &Rubric, row: &Assessment, source: &Source) -> Option<(Number, bool)> {
    match source {
        Source::Indicator(id) => row.number(rubric, id).map(|number| (number, true)),
        Source::Sum(ids) => {
            let members: Vec<Option<Number>> =
                ids.iter().map(|id| row.number(rubric, id)).collect();
            let complete = members.iter().all(Option::is_some);
            let known = members.into_iter().flatten().fold(whole(0), |sum, number| sum + number);
            Some((known, complete))
        }
        Source::Union(_) => panic!("a union has no amount"),
    }
}

/// The options that are certainly there, and those that may be.
pub(crate) fn options(
    rubric: &Rubric,
    row: &Assessment,
    source: &Source,
) -> (BTreeSet<String>, BTreeSet<String>) {
    let ids = match source {
        Source::Indicator(id) => std::slice::from_ref(id),
        Source::Union(ids) => ids.as_slice(),
        Source::Sum(_) => panic!("a sum has no options"),
    };
    let (mut certain, mut possible) = (BTreeSet::new(), BTreeSet::new());
    for id in ids {
        match row.facts.get(id) {
            Some(Fact::Set { inside, maybe }) => {
                certain.extend(inside.iter().cloned());
                possible.extend(maybe.iter().cloned());
            }
            _ => possible.extend(rubric.options(id).iter().cloned()),
        }
    }
    (certain, possible)
}

fn enough(
    rubric: &Rubric,
    row: &Assessment,
    source: &Source,
    wanted: &Number,
    counts: impl Fn(&String) -> bool,
) -> Truth {
    let (certain, possible) = options(rubric, row, source);
    let at_least = certain.iter().filter(|option| counts(option)).count();
    let at_most = certain.union(&possible).filter(|option| counts(option)).count();
    if whole(at_least) >= *wanted {
        Truth::Yes
    } else if whole(at_most) < *wanted {
        Truth::No
    } else {
        Truth::Unknown
    }
}

fn indicator(source: &Source) -> &str {
    match source {
        Source::Indicator(id) => id,
        _ => panic!("this test takes one indicator"),
    }
}

fn yes_or_no(yes: bool) -> Truth {
    if yes { Truth::Yes } else { Truth::No }
}
