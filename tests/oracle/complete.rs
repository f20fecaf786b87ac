//! Every way in which what is missing in a row could turn out.

use std::collections::BTreeSet;

use super::assessment::{Assessment, Entered, Fact};
use super::generate::{Flavour, domain};
use super::record::named_indicators;
use super::rubric::{Kind, Method, Rubric};

/// One thing that is missing, by the name under which a record lists it, with the rows that it could lead to.
pub(crate) struct Open {
    pub name: String,
    change: Change,
}

enum Change {
    Fact(Vec<Fact>),
    Group(Vec<String>),
    Level,
}

impl Open {
    pub(crate) fn ways(&self) -> usize {
        match &self.change {
            Change::Fact(facts) => facts.len(),
            Change::Group(values) => values.len(),
            Change::Level => 4,
        }
    }

    pub(crate) fn filled(&self, row: &Assessment, way: usize) -> Assessment {
        let mut row = row.clone();
        match &self.change {
            Change::Fact(facts) => {
                row.facts.insert(self.name.clone(), facts[way].clone());
            }
            Change::Group(values) => {
                row.identity.insert(self.name.clone(), values[way].clone());
            }
            Change::Level => {
                row.entered.insert(self.name.clone(), Entered::Level(way));
            }
        }
        row
    }
}

/// All that is missing: facts, options of a set, group columns and levels that a konsulent enters. A share that follows from its part
/// and its whole is not missing on its own.
pub(crate) fn open(rubric: &Rubric, row: &Assessment, flavour: Flavour) -> Vec<Open> {
    let mut all = Vec::new();
    for id in named_indicators(rubric) {
        let kind = &rubric.indicator(&id).kind;
        let facts = match (row.facts.get(&id), kind) {
            (None, Kind::Share(Some(_))) => continue,
            (None, _) => domain(flavour, kind),
            (Some(Fact::Set { inside, maybe }), _) if !maybe.is_empty() => completed(inside, maybe),
            _ => continue,
        };
        all.push(Open { name: id, change: Change::Fact(facts) });
    }
    for (column, values) in &rubric.groups {
        if row.text(column).is_none() {
            all.push(Open { name: column.clone(), change: Change::Group(values.clone()) });
        }
    }
    for parameter in &rubric.parameters {
        if matches!(parameter.method, Method::Assessed) && !row.entered.contains_key(&parameter.id)
        {
            all.push(Open { name: parameter.id.clone(), change: Change::Level });
        }
    }
    all
}

fn completed(inside: &BTreeSet<String>, maybe: &BTreeSet<String>) -> Vec<Fact> {
    let mut ways = vec![inside.clone()];
    for option in maybe {
        let with = ways.clone().into_iter().map(|mut way| {
            way.insert(option.clone());
            way
        });
        ways.extend(with.collect::<Vec<_>>());
    }
    ways.into_iter().map(|inside| Fact::Set { inside, maybe: BTreeSet::new() }).collect()
}

/// Every completion of a row, and the row they are completions of: so many missing things are settled beforehand, in an arbitrary
/// way, that no more than `most` remain.
pub(crate) fn completions(
    row: &Assessment,
    mut open: Vec<Open>,
    most: usize,
    arbitrary: usize,
) -> (Assessment, Vec<Assessment>) {
    let mut row = row.clone();
    while open.iter().map(Open::ways).fold(1, usize::saturating_mul) > most {
        let settled = open.remove(arbitrary % open.len());
        row = settled.filled(&row, arbitrary % settled.ways());
    }
    let mut all = vec![row.clone()];
    for one in &open {
        all = all.iter().flat_map(|row| (0..one.ways()).map(|way| one.filled(row, way))).collect();
    }
    (row, all)
}
