//! Do several assessors place the same suppliers alike?

use super::overview::{SupplierKey, danish_order};
use super::reliability::{Bootstrap, Estimate, SAMPLES, SEED, Weights, alpha, estimate, kappa};
use super::{Change, Entry, Standing, Who, changes};
use crate::arithmetic::{Fraction, word};
use crate::rubric::Catalogue;
use crate::vocabulary::{Identity, Interval, Level, Parameter};
use serde::Serialize;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Who assessed: one assessment with the name of its rater.
#[derive(Debug, Clone)]
pub struct Rating {
    /// The file or the konsulent.
    pub rater: String,
    /// The assessment.
    pub entry: Entry,
}

/// What makes two ratings be by different raters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum RatersBy {
    /// Each file is a rater.
    File,
    /// Each konsulent is.
    Konsulent,
}

/// The ratings of one file, each by its konsulent, and how many rows name none.
pub fn by_consultant(entries: Vec<Entry>) -> (Vec<Rating>, usize) {
    let all = entries.len();
    let ratings: Vec<Rating> = entries
        .into_iter()
        .filter_map(|entry| {
            let rater = entry.who.get(Identity::Konsulent).to_owned();
            (!rater.is_empty()).then_some(Rating { rater, entry })
        })
        .collect();
    let without = all - ratings.len();
    (ratings, without)
}

/// How well the raters agree.
#[derive(Debug, Clone, Serialize)]
pub struct Agreement {
    /// What a rater is.
    pub raters_by: RatersBy,
    /// The raters, in the order of the files, or in alphabetical order.
    pub raters: Vec<String>,
    /// Fewer suppliers than this are too few to say anything of.
    pub few: usize,
    /// How the intervals were found.
    pub bootstrap: BootstrapNote,
    /// Suppliers, each for one målgruppe, assessed by at least two.
    pub units: usize,
    /// Suppliers assessed by one alone.
    pub alone: usize,
    /// Rows without a konsulent, where raters are told by it.
    pub without_rater: usize,
    /// Ratings that a later one of the same rater takes the place of.
    pub superseded: usize,
    /// The eight parameters, then the level.
    pub measures: Vec<Measure>,
    /// Every two raters of as many suppliers as are not too few, on the level.
    pub pairs: Vec<Pair>,
    /// On the level, by socialtilsyn.
    pub by_socialtilsyn: Vec<Office>,
    /// Where the raters come to different outcomes.
    pub disagreements: Vec<Disagreement>,
}

/// How the intervals were found.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct BootstrapNote {
    /// How many samples of suppliers.
    pub samples: usize,
    /// Where the random numbers begin.
    pub seed: u64,
    /// The percentiles.
    pub interval: [f64; 2],
}

/// What is rated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rated {
    /// A parameter.
    Parameter(Parameter),
    /// The level of the whole.
    Level,
}

impl Rated {
    const ALL: [Self; 9] = {
        let mut all = [Self::Level; 9];
        let mut index = 0;
        while index < Parameter::COUNT {
            all[index] = Self::Parameter(Parameter::ALL[index]);
            index += 1;
        }
        all
    };

    /// The name in results.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Parameter(parameter) => parameter.id(),
            Self::Level => "niveau",
        }
    }

    /// The level that a rating gives it; none where it is open, not relevant, or there is none.
    fn of(self, entry: &Entry) -> Option<Level> {
        match self {
            Self::Parameter(parameter) => {
                let placed = entry.placement.parameters[parameter.index()];
                placed.level.determined().filter(|_| placed.relevant)
            }
            Self::Level => entry.outcome().level(),
        }
    }
}

impl Serialize for Rated {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// How well the raters agree on one thing.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Measure {
    /// What is rated.
    pub what: Rated,
    /// Suppliers with at least two ratings of it.
    pub units: usize,
    /// Pairs of ratings of the same supplier.
    pub pairs: usize,
    /// The share of the pairs at the same level.
    pub same: Fraction,
    /// The share of the pairs at most one level apart.
    pub near: Fraction,
    /// Cohen's kappa with linear weights; only of two raters, and not for too few.
    pub kappa_linear: Option<Estimate>,
    /// The same with quadratic weights.
    pub kappa_quadratic: Option<Estimate>,
    /// Krippendorff's alpha for ordered levels; not for too few.
    pub alpha: Option<Estimate>,
}

/// Two raters on the level.
#[derive(Debug, Clone, Serialize)]
pub struct Pair {
    /// The two.
    pub raters: [String; 2],
    /// Suppliers that both gave a level.
    pub units: usize,
    /// The share of them at the same level.
    pub same: Fraction,
    /// Cohen's kappa with linear weights.
    pub kappa_linear: Option<f64>,
}

/// The suppliers of one socialtilsyn.
#[derive(Debug, Clone, Serialize)]
pub struct Office {
    /// The socialtilsyn; null where it is not stated, or where the raters state different ones.
    pub socialtilsyn: Option<String>,
    /// Suppliers with at least two ratings of the level.
    pub units: usize,
    /// Pairs of ratings.
    pub pairs: usize,
    /// The share of the pairs at the same level.
    pub same: Fraction,
    /// Krippendorff's alpha; not for too few.
    pub alpha: Option<Estimate>,
}

/// A supplier that came to different outcomes.
#[derive(Debug, Clone, Serialize)]
pub struct Disagreement {
    /// Who, as the first rater states it.
    #[serde(flatten)]
    pub who: Who,
    /// What each rater's assessment came to.
    pub ratings: Vec<RatedAs>,
    /// The parameters on which they differ, each with what each rater's came to.
    pub parameters: Vec<Differing>,
}

/// One rater's outcome.
#[derive(Debug, Clone, Serialize)]
pub struct RatedAs {
    /// The rater.
    pub rater: String,
    /// What the assessment came to.
    pub niveau: Standing,
    /// Where it stands.
    pub kilde: String,
}

/// A parameter on which raters differ.
#[derive(Debug, Clone, Serialize)]
pub struct Differing {
    /// The parameter.
    pub parameter: Parameter,
    /// Its level by each rater; null where it is not relevant.
    pub levels: Vec<Option<&'static str>>,
    /// Whether the second of two raters would have come to another level with the first one's level on this
    /// parameter alone. Null where more than two rate, something is open, or they used different rubrics.
    pub decisive: Option<bool>,
}

/// The ratings of one supplier, by rater.
type Unit<'r> = Vec<(usize, &'r Entry)>;

/// Studies how well raters agree. The latest assessment of each rater counts.
pub fn agreement(
    catalogue: &Catalogue,
    raters_by: RatersBy,
    ratings: &[Rating],
    without_rater: usize,
    few: usize,
) -> Agreement {
    let raters = raters(raters_by, ratings);
    let (units, superseded) = units(raters_by, &raters, ratings);
    let alone = units.iter().filter(|unit| unit.len() < 2).count();
    let units: Vec<Unit<'_>> = units.into_iter().filter(|unit| unit.len() > 1).collect();
    let offices = offices(&units);
    Agreement {
        raters_by,
        few,
        bootstrap: BootstrapNote { samples: SAMPLES, seed: SEED, interval: [0.025, 0.975] },
        alone,
        without_rater,
        superseded,
        measures: Rated::ALL
            .into_iter()
            .map(|what| measure(what, &units, raters.len() == 2, few))
            .collect(),
        pairs: if raters.len() > 2 { pairs(&raters, &units, few) } else { Vec::new() },
        by_socialtilsyn: offices
            .into_iter()
            .map(|(name, units)| {
                let measure = measure(Rated::Level, &units, false, few);
                Office {
                    socialtilsyn: name,
                    units: measure.units,
                    pairs: measure.pairs,
                    same: measure.same,
                    alpha: measure.alpha,
                }
            })
            .filter(|office| office.units > 0)
            .collect(),
        disagreements: units
            .iter()
            .filter(|unit| unit.iter().any(|(_, entry)| entry.outcome() != unit[0].1.outcome()))
            .map(|unit| disagreement(catalogue, &raters, unit))
            .collect(),
        units: units.len(),
        raters,
    }
}

fn raters(by: RatersBy, ratings: &[Rating]) -> Vec<String> {
    let mut raters: Vec<String> = Vec::new();
    for rating in ratings {
        let key = rater_key(by, &rating.rater);
        if !raters.iter().any(|known| rater_key(by, known) == key) {
            raters.push(rating.rater.clone());
        }
    }
    if by == RatersBy::Konsulent {
        raters.sort_by_cached_key(|name| danish_order(name));
    }
    raters
}

/// What makes two names mean the same rater: konsulenter are compared without regard to case.
fn rater_key(by: RatersBy, name: &str) -> Cow<'_, str> {
    match by {
        RatersBy::File => Cow::Borrowed(name),
        RatersBy::Konsulent => word(name),
    }
}

/// The suppliers in the order in which they first appear, each with its raters' latest ratings.
fn units<'r>(by: RatersBy, raters: &[String], ratings: &'r [Rating]) -> (Vec<Unit<'r>>, usize) {
    let mut place_of: BTreeMap<SupplierKey, usize> = BTreeMap::new();
    let mut units: Vec<Unit<'r>> = Vec::new();
    let mut superseded = 0;
    let index_of: BTreeMap<Cow<'_, str>, usize> =
        raters.iter().enumerate().map(|(index, name)| (rater_key(by, name), index)).collect();
    for rating in ratings {
        let Some(&rater) = index_of.get(&rater_key(by, &rating.rater)) else {
            continue;
        };
        let place = *place_of.entry(SupplierKey::of(&rating.entry.who)).or_insert(units.len());
        if place == units.len() {
            units.push(Vec::new());
        }
        let date = |entry: &'r Entry| entry.who.get(Identity::Vurderingsdato);
        match units[place].iter_mut().find(|(known, _)| *known == rater) {
            Some((_, kept)) => {
                superseded += 1;
                if date(&rating.entry) >= date(kept) {
                    *kept = &rating.entry;
                }
            }
            None => units[place].push((rater, &rating.entry)),
        }
    }
    for unit in &mut units {
        unit.sort_by_key(|(rater, _)| *rater);
    }
    (units, superseded)
}

/// Two of a unit's ratings of one thing, as often as there are two.
fn pairs_of(what: Rated, unit: &Unit<'_>) -> Vec<(Level, Level)> {
    let levels: Vec<Level> = unit.iter().filter_map(|(_, entry)| what.of(entry)).collect();
    let mut pairs = Vec::new();
    for (index, a) in levels.iter().enumerate() {
        pairs.extend(levels[index + 1..].iter().map(|b| (*a, *b)));
    }
    pairs
}

fn measure(what: Rated, units: &[Unit<'_>], is_of_two: bool, few: usize) -> Measure {
    let rated: Vec<&Unit<'_>> =
        units.iter().filter(|unit| !pairs_of(what, unit).is_empty()).collect();
    let pairs: Vec<(Level, Level)> = rated.iter().flat_map(|unit| pairs_of(what, unit)).collect();
    let apart = |steps: u8| {
        let within = |(a, b): &&(Level, Level)| a.points().abs_diff(b.points()) <= steps;
        Fraction::new(pairs.iter().filter(within).count() as u128, pairs.len() as u128)
    };
    let mut measure = Measure {
        what,
        units: rated.len(),
        pairs: pairs.len(),
        same: apart(0),
        near: apart(1),
        kappa_linear: None,
        kappa_quadratic: None,
        alpha: None,
    };
    if rated.is_empty() || rated.len() < few {
        return measure;
    }
    let kinds = Kinds::of(what, &rated);
    let kappa_of = |times: &[u32], weights: Weights| {
        let mut table = [[0; 4]; 4];
        for ((a, b), times) in pairs.iter().zip(times) {
            table[usize::from(a.points())][usize::from(b.points())] += u64::from(*times);
        }
        kappa(&table, weights)
    };
    let once = vec![1; rated.len()];
    let mut bootstrap = Bootstrap::new(rated.len());
    let (mut alphas, mut linear, mut quadratic) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..SAMPLES {
        let times = bootstrap.sample();
        alphas.extend(kinds.alpha(times));
        if is_of_two {
            linear.extend(kappa_of(times, Weights::Linear));
            quadratic.extend(kappa_of(times, Weights::Quadratic));
        }
    }
    measure.alpha = estimate(kinds.alpha(&once), alphas);
    if is_of_two {
        measure.kappa_linear = estimate(kappa_of(&once, Weights::Linear), linear);
        measure.kappa_quadratic = estimate(kappa_of(&once, Weights::Quadratic), quadratic);
    }
    measure
}

/// How many raters gave each level; units are alike where these are, so few kinds stand for many units.
struct Kinds {
    distinct: Vec<[u32; 4]>,
    /// The kind of each unit.
    of_unit: Vec<usize>,
}

impl Kinds {
    fn of(what: Rated, units: &[&Unit<'_>]) -> Self {
        let kind = |unit: &&Unit<'_>| {
            let mut counts = [0; 4];
            for level in unit.iter().filter_map(|(_, entry)| what.of(entry)) {
                counts[usize::from(level.points())] += 1;
            }
            counts
        };
        let kinds: Vec<[u32; 4]> = units.iter().map(kind).collect();
        let mut distinct = kinds.clone();
        distinct.sort_unstable();
        distinct.dedup();
        let of_unit =
            kinds.iter().map(|kind| distinct.partition_point(|other| other < kind)).collect();
        Self { distinct, of_unit }
    }

    /// Krippendorff's alpha, with each unit so many times.
    fn alpha(&self, times: &[u32]) -> Option<f64> {
        let mut together = vec![0; self.distinct.len()];
        for (kind, times) in self.of_unit.iter().zip(times) {
            together[*kind] += times;
        }
        alpha(self.distinct.iter().copied().zip(together))
    }
}

fn pairs(raters: &[String], units: &[Unit<'_>], few: usize) -> Vec<Pair> {
    let mut tables: BTreeMap<(usize, usize), [[u64; 4]; 4]> = BTreeMap::new();
    for unit in units {
        for (index, (a, first)) in unit.iter().enumerate() {
            for (b, second) in &unit[index + 1..] {
                let levels = (Rated::Level.of(first), Rated::Level.of(second));
                if let (Some(one), Some(other)) = levels {
                    let table = tables.entry((*a, *b)).or_default();
                    table[usize::from(one.points())][usize::from(other.points())] += 1;
                }
            }
        }
    }
    tables
        .into_iter()
        .filter_map(|((a, b), table)| {
            let units = table.iter().flatten().sum::<u64>();
            let same: u64 = (0..4).map(|level| table[level][level]).sum();
            (units >= few as u64).then(|| Pair {
                raters: [raters[a].clone(), raters[b].clone()],
                units: units as usize,
                same: Fraction::new(same.into(), units.into()),
                kappa_linear: kappa(&table, Weights::Linear).map(super::rounded),
            })
        })
        .collect()
}

/// The units of each socialtilsyn, in alphabetical order, those of none or several last.
fn offices<'r>(units: &[Unit<'r>]) -> Vec<(Option<String>, Vec<Unit<'r>>)> {
    let mut offices: Vec<(Option<String>, Vec<Unit<'r>>)> = Vec::new();
    for unit in units {
        let stated = |entry: &Entry| entry.who.get(Identity::Socialtilsyn).to_owned();
        let first = stated(unit[0].1);
        let is_one = unit.iter().all(|(_, entry)| word(&stated(entry)) == word(&first));
        let name = (is_one && !first.is_empty()).then_some(first);
        let same = |known: &Option<String>| known.as_deref().map(word) == name.as_deref().map(word);
        match offices.iter_mut().find(|(known, _)| same(known)) {
            Some((_, units)) => units.push(unit.clone()),
            None => offices.push((name, vec![unit.clone()])),
        }
    }
    offices.sort_by_cached_key(|(name, _)| {
        (name.is_none(), danish_order(name.as_deref().unwrap_or("")))
    });
    offices
}

fn disagreement(catalogue: &Catalogue, raters: &[String], unit: &Unit<'_>) -> Disagreement {
    let differing = Parameter::ALL.into_iter().filter_map(|parameter| {
        let levels: Vec<Option<Interval>> =
            unit.iter().map(|(_, entry)| entry.intervals()[parameter.index()]).collect();
        levels.iter().any(|level| *level != levels[0]).then(|| Differing {
            parameter,
            levels: levels.iter().map(|level| level.map(Interval::as_str)).collect(),
            decisive: None,
        })
    });
    let mut parameters: Vec<Differing> = differing.collect();
    if let [(_, first), (_, second)] = unit.as_slice()
        && let Some(changes) = changes(catalogue, first, second)
    {
        for one in &mut parameters {
            let is_it = |change: &&Change| change.parameter == one.parameter;
            one.decisive = changes.iter().find(is_it).map(|change| change.decisive);
        }
    }
    Disagreement {
        who: unit[0].1.who.clone(),
        ratings: unit
            .iter()
            .map(|(rater, entry)| RatedAs {
                rater: raters[*rater].clone(),
                niveau: entry.outcome(),
                kilde: entry.who.source.clone(),
            })
            .collect(),
        parameters,
    }
}
