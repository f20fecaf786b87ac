//! Who can deliver what today, where højt is missing or hangs on one, and who is about to fall.

use super::{Entry, Ordered, Standing, TargetGroupName, Who, by_target_group};
use crate::arithmetic::{fold, nfc, word};
use crate::rubric::Catalogue;
use crate::study::population::Population;
use crate::vocabulary::{Identity, Level};
use serde::{Serialize, Serializer};
use std::collections::HashMap;

/// What an overview is divided by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Division(Identity);

impl Division {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self(Identity::Region),
        Self(Identity::Kommune),
        Self(Identity::Socialtilsyn),
        Self(Identity::Driftsform),
        Self(Identity::Leverandoertype),
        Self(Identity::Aldersgruppe),
        Self(Identity::Delmaalgruppe),
    ];

    /// The column.
    pub const fn column(self) -> Identity {
        self.0
    }
}

impl Serialize for Division {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.id())
    }
}

/// What an overview counts, and what it withholds.
#[derive(Debug, Clone, Default)]
pub struct OverviewOptions {
    /// What each målgruppe is divided by.
    pub by: Option<Division>,
    /// Everybody there is, so that those not assessed can be counted.
    pub population: Option<Population>,
    /// Groups of fewer suppliers are withheld.
    pub min_group: Option<usize>,
}

/// The overview of the målgrupper.
#[derive(Debug, Clone, Serialize)]
pub struct Overview {
    /// What the målgrupper are divided by.
    pub by: Option<Division>,
    /// Groups of fewer suppliers are withheld.
    pub min_group: Option<usize>,
    /// Assessments that a later one of the same supplier takes the place of.
    pub superseded: usize,
    /// One a målgruppe, in the order of the catalogue; those that only the population names come last.
    pub maalgrupper: Vec<TargetGroup>,
    /// Suppliers that one step down on one parameter would place lower; null where groups are withheld.
    pub one_step_from_falling: Option<Vec<Placed>>,
}

/// One målgruppe. There is no sum over them: a supplier may be in several.
#[derive(Debug, Clone, Serialize)]
pub struct TargetGroup {
    /// The rubric's id, or the name in the population where no rubric has it.
    pub maalgruppe: TargetGroupName,
    /// Whether it has so few suppliers that nothing is said of it.
    pub withheld: bool,
    /// All of it; null where it is withheld.
    pub all: Option<Capacity>,
    /// Its groups by the values of the column, in alphabetical order; those without a value last.
    pub groups: Vec<Group>,
    /// Where højt is missing or hangs on one supplier, among those assessed and shown.
    pub gaps: Vec<Gap>,
}

/// One group of a målgruppe.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// The value of the column.
    pub name: GroupName,
    /// What it can deliver.
    #[serde(flatten)]
    pub capacity: Capacity,
}

/// Which suppliers a group is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum GroupName {
    /// Those with that value of the column.
    Value(String),
    /// Those without a value.
    Unknown,
    /// So many groups that are withheld, put together.
    Withheld(usize),
}

impl Serialize for GroupName {
    /// The value; null where there is none; `{"withheld": 3}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => serializer.serialize_some(value),
            Self::Unknown => serializer.serialize_none(),
            Self::Withheld(groups) => serializer.collect_map([("withheld", groups)]),
        }
    }
}

/// How many suppliers and pladser there are at each level.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capacity {
    /// Suppliers, in the order of [`Standing::ALL`].
    pub suppliers: [usize; 6],
    /// Pladser of those that state them, in the same order.
    pub places: [u64; 6],
    /// Suppliers that state no pladser.
    pub without_places: usize,
    /// Suppliers of the population that are not assessed; none where no population is given.
    pub not_assessed: Option<usize>,
}

impl Capacity {
    /// All suppliers that were assessed.
    pub fn assessed(&self) -> usize {
        self.suppliers.iter().sum()
    }

    /// All pladser that were stated.
    pub fn all_places(&self) -> u64 {
        self.places.iter().sum()
    }

    /// The suppliers at a level.
    pub fn at(&self, level: Level) -> usize {
        self.suppliers[Standing::Level(level).index()]
    }

    fn add(&mut self, other: &Self) {
        for (sum, n) in self.suppliers.iter_mut().zip(other.suppliers) {
            *sum += n;
        }
        for (sum, n) in self.places.iter_mut().zip(other.places) {
            *sum += n;
        }
        self.without_places += other.without_places;
        if let Some(n) = other.not_assessed {
            *self.not_assessed.get_or_insert(0) += n;
        }
    }
}

impl Serialize for Capacity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Wire {
            assessed: usize,
            not_assessed: Option<usize>,
            leverandoerer: Ordered<Standing, usize>,
            pladser: Ordered<Standing, u64>,
            without_pladser: usize,
        }
        Wire {
            assessed: self.assessed(),
            not_assessed: self.not_assessed,
            leverandoerer: Ordered(Standing::ALL.into_iter().zip(self.suppliers).collect()),
            pladser: Ordered(Standing::ALL.into_iter().zip(self.places).collect()),
            without_pladser: self.without_places,
        }
        .serialize(serializer)
    }
}

/// A place where højt is missing or hangs on one.
#[derive(Debug, Clone, Serialize)]
pub struct Gap {
    /// The group, or the whole målgruppe.
    pub group: Option<GroupName>,
    /// How many suppliers are at højt: none or one.
    pub at_hoejt: usize,
    /// Who that one is; not where groups are withheld.
    pub hangs_on: Option<Placed>,
}

/// A supplier and where it was placed.
#[derive(Debug, Clone, Serialize)]
pub struct Placed {
    /// Who.
    #[serde(flatten)]
    pub who: Who,
    /// Where.
    pub niveau: Standing,
    /// How many pladser, where that is said.
    pub pladser: Option<u64>,
}

impl Placed {
    pub(super) fn of(entry: &Entry) -> Self {
        Self { who: entry.who.clone(), niveau: entry.outcome(), pladser: entry.places }
    }
}

/// The indices of each supplier's latest assessment for each målgruppe, in input order: by vurderingsdato,
/// and of the same date the last row. Without a date is before any date.
pub fn latest(entries: &[Entry]) -> Vec<usize> {
    let mut latest: HashMap<SupplierKey, usize> = HashMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let date = |index: usize| entries[index].who.get(Identity::Vurderingsdato);
        let kept = latest.entry(SupplierKey::of(&entry.who)).or_insert(index);
        if date(index) >= date(*kept) {
            *kept = index;
        }
    }
    let mut indices: Vec<usize> = latest.into_values().collect();
    indices.sort_unstable();
    indices
}

/// What makes two assessments be of the same supplier for the same målgruppe.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct SupplierKey([String; 5]);

impl SupplierKey {
    pub(super) fn of(who: &Who) -> Self {
        let id = |column: Identity| nfc(who.get(column)).into_owned();
        let word = |column: Identity| word(who.get(column)).into_owned();
        Self([
            id(Identity::LeverandoerId),
            id(Identity::Afdelingsid),
            who.target_group().to_owned(),
            word(Identity::Delmaalgruppe),
            word(Identity::Aldersgruppe),
        ])
    }
}

/// Makes the overview of some assessments.
pub fn overview(catalogue: &Catalogue, entries: &[Entry], options: &OverviewOptions) -> Overview {
    let current = latest(entries);
    let superseded = entries.len() - current.len();
    let entries: Vec<Entry> = current.into_iter().map(|index| entries[index].clone()).collect();
    let mut target_groups = Vec::new();
    for (id, members) in by_target_group(catalogue, &entries) {
        let members: Vec<&Entry> = members.into_iter().map(|index| &entries[index]).collect();
        let name = TargetGroupName::of(catalogue, id);
        target_groups.push(target_group(name, &members, options));
    }
    if let Some(population) = &options.population {
        for name in population.target_groups() {
            if target_groups.iter().all(|group| group.maalgruppe.id != name) {
                let name = TargetGroupName::of(catalogue, name);
                target_groups.push(target_group(name, &[], options));
            }
        }
    }
    let falling = || {
        let is_near = |entry: &&Entry| entry.placement.steps_down == Some(1);
        entries.iter().filter(is_near).map(Placed::of).collect()
    };
    Overview {
        by: options.by,
        min_group: options.min_group,
        superseded,
        maalgrupper: target_groups,
        one_step_from_falling: options.min_group.is_none().then(falling),
    }
}

fn target_group(
    name: TargetGroupName,
    members: &[&Entry],
    options: &OverviewOptions,
) -> TargetGroup {
    let not_assessed = |value: Option<&str>| {
        let population = options.population.as_ref()?;
        let column = options.by.filter(|_| value.is_some()).map(Division::column);
        Some(population.not_assessed(
            &name.id,
            members.iter().map(|entry| &entry.who),
            column.zip(value),
        ))
    };
    let all = Capacity { not_assessed: not_assessed(None), ..capacity(members) };
    if let Some(fewest) = options.min_group
        && all.assessed() < fewest
    {
        return TargetGroup {
            maalgruppe: name,
            withheld: true,
            all: None,
            groups: Vec::new(),
            gaps: Vec::new(),
        };
    }
    let mut groups = Vec::new();
    if let Some(by) = options.by {
        let values = values(members, by.column(), options.population.as_ref(), &name.id);
        for (folded, value) in values {
            let of_value = |entry: &&&Entry| fold(entry.who.get(by.column())) == folded;
            let members: Vec<&Entry> = members.iter().filter(of_value).copied().collect();
            groups.push(Group {
                capacity: Capacity {
                    not_assessed: not_assessed(Some(&folded)),
                    ..capacity(&members)
                },
                name: match folded.as_str() {
                    "" => GroupName::Unknown,
                    _ => GroupName::Value(value),
                },
            });
        }
    }
    if let Some(fewest) = options.min_group {
        withhold(&mut groups, fewest);
    }
    let gaps = gaps(members, &all, &groups, options);
    TargetGroup { maalgruppe: name, withheld: false, all: Some(all), groups, gaps }
}

fn capacity(members: &[&Entry]) -> Capacity {
    let mut capacity = Capacity::default();
    for entry in members {
        let index = entry.outcome().index();
        capacity.suppliers[index] += 1;
        match entry.places {
            Some(places) => capacity.places[index] += places,
            None => capacity.without_places += 1,
        }
    }
    capacity
}

/// The values of a column, folded and as first written, in Danish alphabetical order; none last.
fn values(
    members: &[&Entry],
    column: Identity,
    population: Option<&Population>,
    target_group: &str,
) -> Vec<(String, String)> {
    let mut values: Vec<(String, String)> = Vec::new();
    let of_population =
        population.into_iter().flat_map(|population| population.values(target_group, column));
    let written = members.iter().map(|entry| entry.who.get(column));
    for value in written.chain(of_population) {
        let folded = fold(value);
        if values.iter().all(|(known, _)| *known != folded) {
            values.push((folded, value.to_owned()));
        }
    }
    values.sort_by_cached_key(|(folded, value)| (folded.is_empty(), danish_order(value)));
    values
}

/// A key that sorts æ, ø and å after z, without regard to case.
pub(super) fn danish_order(text: &str) -> Vec<u32> {
    const AFTER_Z: u32 = 'z' as u32;
    nfc(text)
        .chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'æ' => AFTER_Z + 1,
            'ø' => AFTER_Z + 2,
            'å' => AFTER_Z + 3,
            letter if letter as u32 > AFTER_Z => letter as u32 + 3,
            letter => letter as u32,
        })
        .collect()
}

/// Puts every group of fewer than `fewest` suppliers together with others, so that neither a row nor
/// the total less the rows shown is about fewer.
///
/// The rows that are left are at least that large, and so is the one that the total gives away: that of all
/// that is withheld. It is shown as one row, since it is known anyway.
fn withhold(groups: &mut Vec<Group>, fewest: usize) {
    let size = |group: &Group| group.capacity.assessed();
    let is_small = |group: &Group| size(group) < fewest;
    if !groups.iter().any(is_small) {
        return;
    }
    let mut hidden: Vec<Group> = Vec::new();
    let mut shown: Vec<Group> = Vec::new();
    for group in groups.drain(..) {
        if is_small(&group) {
            hidden.push(group);
        } else {
            shown.push(group);
        }
    }
    // One alone, or too few together, would be given away: the smallest of the others goes with them.
    while hidden.len() < 2 || hidden.iter().map(size).sum::<usize>() < fewest {
        let Some(smallest) = (0..shown.len()).min_by_key(|&index| size(&shown[index])) else {
            break;
        };
        hidden.push(shown.remove(smallest));
    }
    let mut together = Capacity::default();
    for group in &hidden {
        together.add(&group.capacity);
    }
    shown.push(Group { name: GroupName::Withheld(hidden.len()), capacity: together });
    *groups = shown;
}

fn gaps(
    members: &[&Entry],
    all: &Capacity,
    groups: &[Group],
    options: &OverviewOptions,
) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut look = |capacity: &Capacity, group: Option<&GroupName>| {
        let at_hoejt = capacity.at(Level::Hoejt);
        if at_hoejt > 1 {
            return;
        }
        let is_it = |entry: &&&Entry| {
            let of_group = match (group, options.by) {
                (Some(GroupName::Value(value)), Some(by)) => {
                    fold(entry.who.get(by.column())) == fold(value)
                }
                (Some(GroupName::Unknown), Some(by)) => fold(entry.who.get(by.column())).is_empty(),
                _ => true,
            };
            entry.outcome() == Standing::Level(Level::Hoejt) && of_group
        };
        let only = members.iter().find(is_it).filter(|_| at_hoejt == 1);
        gaps.push(Gap {
            group: group.cloned(),
            at_hoejt,
            hangs_on: only.filter(|_| options.min_group.is_none()).map(|entry| Placed::of(entry)),
        });
    };
    look(all, None);
    for group in groups {
        match group.name {
            GroupName::Value(_) | GroupName::Unknown => look(&group.capacity, Some(&group.name)),
            GroupName::Withheld(_) => {}
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(name: usize, size: usize) -> Group {
        Group {
            name: GroupName::Value(name.to_string()),
            capacity: Capacity { suppliers: [size, 0, 0, 0, 0, 0], ..Capacity::default() },
        }
    }

    proptest! {
        #[test]
        fn neither_a_row_nor_the_total_less_the_rows_is_about_too_few(
            sizes in prop::collection::vec(0usize..9, 1..8),
            fewest in 2usize..7,
        ) {
            let total: usize = sizes.iter().sum();
            prop_assume!(total >= fewest);
            let mut groups: Vec<Group> = sizes.iter().enumerate().map(|(name, size)| group(name, *size)).collect();
            withhold(&mut groups, fewest);
            let shown: usize = groups.iter().map(|group| group.capacity.assessed()).sum();
            prop_assert_eq!(shown, total);
            for group in &groups {
                prop_assert!(group.capacity.assessed() >= fewest);
                if let GroupName::Withheld(together) = group.name {
                    prop_assert!(together > 1 || sizes.len() == 1);
                }
            }
        }
    }

    #[test]
    fn danish_letters_sort_after_z() {
        let mut names = ["Åse", "Øst", "Zebra", "Ærø", "Aa"];
        names.sort_by_key(|name| danish_order(name));
        assert_eq!(names, ["Aa", "Zebra", "Ærø", "Øst", "Åse"]);
    }
}
