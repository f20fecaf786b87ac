//! How placements change: each supplier's path from assessment to assessment, and the flow from round to round.

use super::overview::SupplierKey;
use super::{Change, Entry, Ordered, Standing, TargetGroupName, Who, changes};
use crate::rubric::Catalogue;
use crate::vocabulary::{Identity, Parameter};
use jiff::civil::Date;
use serde::{Serialize, Serializer};
use std::collections::{BTreeMap, BTreeSet};

/// How long a round is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Round {
    /// A calendar year.
    #[default]
    Year,
    /// Half of one.
    Half,
    /// A quarter of one.
    Quarter,
    /// A month.
    Month,
}

impl Round {
    /// The name of the round that an ISO date falls in: `2021`, `2021-H1`, `2021-Q2`, `2021-05`.
    fn of(self, date: &str) -> String {
        let year = date.get(..4).unwrap_or(date);
        let month: u32 = date.get(5..7).and_then(|month| month.parse().ok()).unwrap_or(1);
        match self {
            Self::Year => year.to_owned(),
            Self::Half => format!("{year}-H{}", month.div_ceil(6)),
            Self::Quarter => format!("{year}-Q{}", month.div_ceil(3)),
            Self::Month => format!("{year}-{month:02}"),
        }
    }
}

/// How placements changed.
#[derive(Debug, Clone, Serialize)]
pub struct Timeline {
    /// How long a round is.
    pub round: Round,
    /// Assessments without a date, which no round can take.
    pub undated: usize,
    /// Measured by the version of each date; then, if asked for, by one version throughout.
    pub series: Vec<Series>,
}

/// Which versions of the rubrics measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// The version of each assessment's own date.
    ByDate,
    /// The version of one date throughout.
    AsOf(Date),
}

impl Serialize for Method {
    /// `"by_date"`, or `{"as_of": "2021-03-31"}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::ByDate => serializer.serialize_str("by_date"),
            Self::AsOf(date) => serializer.collect_map([("as_of", date.to_string())]),
        }
    }
}

/// The same assessments measured in one way.
#[derive(Debug, Clone, Serialize)]
pub struct Series {
    /// Which versions measured.
    pub method: Method,
    /// All rounds with an assessment, in time.
    pub rounds: Vec<String>,
    /// One a målgruppe, in the order of the catalogue.
    pub maalgrupper: Vec<TargetGroup>,
    /// One a supplier and målgruppe, in the order in which they first appear.
    pub paths: Vec<Path>,
}

/// One målgruppe over time.
#[derive(Debug, Clone, Serialize)]
pub struct TargetGroup {
    /// The rubric's id.
    pub maalgruppe: TargetGroupName,
    /// What the suppliers assessed in each round came to, by their last assessment in it.
    pub rounds: Vec<RoundCounts>,
    /// From each round to the next.
    pub flows: Vec<Flow>,
    /// From each assessment of a supplier to its next.
    pub moves: Ordered<Kind, usize>,
    /// Suppliers first assessed after the first round.
    pub appeared: usize,
    /// Suppliers not assessed in the last round.
    pub ended: usize,
    /// What drove those that rose and fell.
    pub drivers: Ordered<Parameter, Driver>,
}

/// What the suppliers assessed in a round came to.
#[derive(Debug, Clone, Serialize)]
pub struct RoundCounts {
    /// The round.
    pub round: String,
    /// In the order of [`Standing::ALL`].
    #[serde(serialize_with = "by_standing")]
    pub counts: [usize; 6],
}

fn by_standing<S: Serializer>(counts: &[usize; 6], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(Standing::ALL.into_iter().zip(counts))
}

/// Where a supplier is in a round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Not assessed yet.
    NotYet,
    /// Assessed, and what that came to; as the place in [`Standing::ALL`].
    At(usize),
    /// Not assessed in this round, but before.
    NotAgain,
}

impl State {
    /// How many states there are.
    pub const COUNT: usize = Standing::ALL.len() + 2;

    /// The place among all states: those assessed, then not yet, then not again.
    pub const fn index(self) -> usize {
        match self {
            Self::At(index) => index,
            Self::NotYet => Standing::ALL.len(),
            Self::NotAgain => Standing::ALL.len() + 1,
        }
    }

    /// The name in results.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::At(index) => Standing::ALL[index].as_str(),
            Self::NotYet => "ikke vurderet endnu",
            Self::NotAgain => "ikke vurderet igen",
        }
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// How many went from one state in a round to another in the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Flow {
    /// The round, as its place among the rounds.
    #[serde(skip)]
    pub step: usize,
    /// The round.
    pub from_round: String,
    /// The next.
    pub to_round: String,
    /// Where they were.
    pub from: State,
    /// Where they went.
    pub to: State,
    /// Whether the same version of the rubric placed both. True where one of the two is no placement.
    pub comparable: bool,
    /// How many.
    pub n: usize,
}

/// What one assessment is to the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A higher level by the same version.
    Rose,
    /// A lower level by the same version.
    Fell,
    /// The same level by the same version.
    Same,
    /// One of the two has no level.
    Unclear,
    /// Another version of the rubric: the two are not comparable.
    NotComparable,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 5] =
        [Self::Rose, Self::Fell, Self::Same, Self::Unclear, Self::NotComparable];
}

/// What one parameter did where suppliers rose and fell. Only comparable moves with all parameters determined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Driver {
    /// Suppliers that rose, with a higher level on it.
    pub rose: usize,
    /// Of these, those that would not have risen so far without it.
    pub rose_by_it: usize,
    /// Suppliers that fell, with a lower level on it.
    pub fell: usize,
    /// Of these, those that would not have fallen so far without it.
    pub fell_by_it: usize,
}

/// One supplier's assessments for one målgruppe.
#[derive(Debug, Clone, Serialize)]
pub struct Path {
    /// Who, as last assessed.
    #[serde(flatten)]
    pub who: Who,
    /// The round in which it first appears.
    pub first_round: String,
    /// The last round in which it is assessed.
    pub last_round: String,
    /// Whether there is a later round without it. It may have closed, or just not been assessed again.
    pub ended: bool,
    /// Its assessments by date.
    pub steps: Vec<Step>,
}

/// One assessment on a path.
#[derive(Debug, Clone, Serialize)]
pub struct Step {
    /// When.
    pub vurderingsdato: String,
    /// What it came to.
    pub niveau: Standing,
    /// `id@version` of the rubric that placed it.
    pub rubrik: String,
    /// `file:line`.
    pub kilde: String,
    /// What it is to the one before; null for the first.
    pub kind: Option<Kind>,
    /// The parameters that changed since; null for the first, where one is open, and for another version.
    pub changes: Option<Vec<Change>>,
}

/// Measures the same assessments over time in one or more ways.
pub fn timeline(
    catalogue: &Catalogue,
    round: Round,
    readings: &[(Method, Vec<Entry>)],
) -> Timeline {
    let is_undated = |entry: &&Entry| entry.who.get(Identity::Vurderingsdato).is_empty();
    Timeline {
        round,
        undated: readings
            .first()
            .map_or(0, |(_, entries)| entries.iter().filter(is_undated).count()),
        series: readings
            .iter()
            .map(|(method, entries)| series(catalogue, round, *method, entries))
            .collect(),
    }
}

fn date(entry: &Entry) -> &str {
    entry.who.get(Identity::Vurderingsdato)
}

fn series(catalogue: &Catalogue, round: Round, method: Method, entries: &[Entry]) -> Series {
    let tracks = tracks(entries);
    let rounds: Vec<String> = tracks
        .iter()
        .flatten()
        .map(|entry| round.of(date(entry)))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect();
    let mut ids: Vec<&str> = Vec::new();
    for rubric in catalogue.rubrics() {
        if !ids.contains(&rubric.id.as_str()) {
            ids.push(&rubric.id);
        }
    }
    let paths: Vec<Path> =
        tracks.iter().filter_map(|track| path(catalogue, round, &rounds, track)).collect();
    let target_groups = ids.into_iter().filter_map(|id| {
        let members: Vec<(&Path, &[&Entry])> = paths
            .iter()
            .zip(&tracks)
            .filter(|(path, _)| path.who.target_group() == id)
            .map(|(path, track)| (path, track.as_slice()))
            .collect();
        (!members.is_empty())
            .then(|| target_group(TargetGroupName::of(catalogue, id), round, &rounds, &members))
    });
    Series { method, maalgrupper: target_groups.collect(), rounds, paths }
}

/// The dated assessments of each supplier by date; of the same date the last row.
fn tracks(entries: &[Entry]) -> Vec<Vec<&Entry>> {
    let mut place_of: BTreeMap<SupplierKey, usize> = BTreeMap::new();
    let mut tracks: Vec<Vec<&Entry>> = Vec::new();
    for entry in entries.iter().filter(|entry| !date(entry).is_empty()) {
        let place = *place_of.entry(SupplierKey::of(&entry.who)).or_insert(tracks.len());
        if place == tracks.len() {
            tracks.push(Vec::new());
        }
        let track = &mut tracks[place];
        match track.iter_mut().find(|other| date(other) == date(entry)) {
            Some(other) => *other = entry,
            None => track.push(entry),
        }
    }
    for track in &mut tracks {
        track.sort_by_key(|entry| date(entry));
    }
    tracks
}

fn path(catalogue: &Catalogue, round: Round, rounds: &[String], track: &[&Entry]) -> Option<Path> {
    let (first, last) = (track.first()?, track.last()?);
    let mut steps = Vec::new();
    for (index, entry) in track.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| track[before]);
        steps.push(Step {
            vurderingsdato: date(entry).to_owned(),
            niveau: entry.outcome(),
            rubrik: entry.who.rubric.clone(),
            kilde: entry.who.source.clone(),
            kind: before.map(|before| kind(before, entry)),
            changes: before.and_then(|before| changes(catalogue, before, entry)),
        });
    }
    let last_round = round.of(date(last));
    Some(Path {
        who: last.who.clone(),
        first_round: round.of(date(first)),
        ended: rounds.last() != Some(&last_round),
        last_round,
        steps,
    })
}

fn kind(before: &Entry, after: &Entry) -> Kind {
    if before.rubric != after.rubric {
        return Kind::NotComparable;
    }
    match (before.outcome().level(), after.outcome().level()) {
        (Some(before), Some(after)) if after > before => Kind::Rose,
        (Some(before), Some(after)) if after < before => Kind::Fell,
        (Some(_), Some(_)) => Kind::Same,
        (None, _) | (_, None) => Kind::Unclear,
    }
}

fn target_group(
    name: TargetGroupName,
    round: Round,
    rounds: &[String],
    members: &[(&Path, &[&Entry])],
) -> TargetGroup {
    // For each supplier and round, its last assessment in it.
    let placed: Vec<Vec<Option<&Entry>>> = members
        .iter()
        .map(|(_, track)| {
            let in_round =
                |name: &String| track.iter().rfind(|entry| round.of(date(entry)) == *name);
            rounds.iter().map(|name| in_round(name).copied()).collect()
        })
        .collect();
    let counts = (0..rounds.len()).map(|index| {
        let mut counts = [0; 6];
        for entry in placed.iter().filter_map(|track| track[index]) {
            counts[entry.outcome().index()] += 1;
        }
        RoundCounts { round: rounds[index].clone(), counts }
    });
    let steps = || {
        members.iter().flat_map(|(path, _)| &path.steps).filter_map(|step| Some((step, step.kind?)))
    };
    TargetGroup {
        maalgruppe: name,
        rounds: counts.collect(),
        flows: flows(rounds, &placed),
        moves: Ordered(
            Kind::ALL
                .into_iter()
                .map(|kind| (kind, steps().filter(|(_, one)| *one == kind).count()))
                .collect(),
        ),
        appeared: members
            .iter()
            .filter(|(path, _)| Some(&path.first_round) != rounds.first())
            .count(),
        ended: members.iter().filter(|(path, _)| path.ended).count(),
        drivers: Ordered(
            Parameter::ALL
                .into_iter()
                .map(|parameter| (parameter, driver(parameter, steps())))
                .collect(),
        ),
    }
}

fn flows(rounds: &[String], placed: &[Vec<Option<&Entry>>]) -> Vec<Flow> {
    let mut flows: BTreeMap<(usize, usize, usize, bool), Flow> = BTreeMap::new();
    for track in placed {
        let first = track.iter().position(Option::is_some);
        let state = |index: usize| match track[index] {
            Some(entry) => State::At(entry.outcome().index()),
            None if first.is_some_and(|first| index < first) => State::NotYet,
            None => State::NotAgain,
        };
        for step in 0..rounds.len().saturating_sub(1) {
            let (from, to) = (state(step), state(step + 1));
            let comparable = match (track[step], track[step + 1]) {
                (Some(before), Some(after)) => before.rubric == after.rubric,
                (None, _) | (_, None) => true,
            };
            flows
                .entry((step, from.index(), to.index(), !comparable))
                .or_insert_with(|| Flow {
                    step,
                    from_round: rounds[step].clone(),
                    to_round: rounds[step + 1].clone(),
                    from,
                    to,
                    comparable,
                    n: 0,
                })
                .n += 1;
        }
    }
    flows.into_values().collect()
}

fn driver<'s>(parameter: Parameter, steps: impl Iterator<Item = (&'s Step, Kind)>) -> Driver {
    let mut driver = Driver::default();
    for (step, kind) in steps {
        let change = step.changes.iter().flatten().find(|change| change.parameter == parameter);
        let Some(change) = change else { continue };
        // Where a parameter became relevant, or is no longer, it has neither risen nor fallen.
        let (Some(from), Some(to)) = (change.from, change.to) else {
            continue;
        };
        match kind {
            Kind::Rose if to > from => {
                driver.rose += 1;
                driver.rose_by_it += usize::from(change.decisive);
            }
            Kind::Fell if to < from => {
                driver.fell += 1;
                driver.fell_by_it += usize::from(change.decisive);
            }
            Kind::Rose | Kind::Fell | Kind::Same | Kind::Unclear | Kind::NotComparable => {}
        }
    }
    driver
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_falls_in_one_round_of_each_length() {
        assert_eq!(Round::Year.of("2021-07-01"), "2021");
        assert_eq!(Round::Half.of("2021-06-30"), "2021-H1");
        assert_eq!(Round::Half.of("2021-07-01"), "2021-H2");
        assert_eq!(Round::Quarter.of("2021-10-01"), "2021-Q4");
        assert_eq!(Round::Month.of("2021-10-01"), "2021-10");
    }
}
