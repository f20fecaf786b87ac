//! Who can deliver what.

use super::overview::{Placed, danish_order, latest};
use super::{Entry, Standing};
use crate::arithmetic::fold;
use crate::rubric::Catalogue;
use crate::vocabulary::{Identity, Level};
use serde::Serialize;

/// Which suppliers to list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Wanted {
    /// At exactly this level.
    #[serde(rename = "niveau")]
    pub level: Option<Level>,
    /// For the målgruppe of this rubric.
    #[serde(rename = "maalgruppe")]
    pub target_group: Option<String>,
    /// In this region.
    pub region: Option<String>,
}

/// The suppliers that can deliver what is wanted.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// What was asked for.
    pub wanted: Wanted,
    /// Assessments that a later one of the same supplier takes the place of.
    pub superseded: usize,
    /// By målgruppe, from the highest level, in alphabetical order.
    pub records: Vec<Placed>,
}

/// Lists who can deliver what is wanted, by each supplier's latest assessment.
pub fn listing(catalogue: &Catalogue, entries: &[Entry], wanted: Wanted) -> Listing {
    let current = latest(entries);
    let superseded = entries.len() - current.len();
    let is_wanted = |entry: &&Entry| {
        let standing = entry.outcome();
        let region = entry.who.get(Identity::Region);
        wanted.level.map_or(standing.level().is_some(), |level| standing == Standing::Level(level))
            && wanted
                .target_group
                .as_ref()
                .is_none_or(|name| catalogue.names(name, entry.who.target_group()))
            && wanted.region.as_ref().is_none_or(|name| same_region(name, region))
    };
    let mut records: Vec<Placed> = current
        .into_iter()
        .map(|index| &entries[index])
        .filter(is_wanted)
        .map(Placed::of)
        .collect();
    records.sort_by_cached_key(|placed| {
        (
            placed.who.target_group().to_owned(),
            placed.niveau.index(),
            danish_order(placed.who.name()),
        )
    });
    Listing { wanted, superseded, records }
}

/// Whether two names mean the same region, with or without the word in front.
fn same_region(asked: &str, written: &str) -> bool {
    let bare = |name: &str| {
        let folded = fold(name);
        folded.strip_prefix("region_").map_or(folded.clone(), str::to_owned)
    };
    bare(asked) == bare(written)
}
