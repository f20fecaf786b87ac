//! Do the parameters tell suppliers apart, and would it change anything to prioritise among them?

mod priority;

pub use priority::{Answer, Depends, Dropped, Firmness};

use super::{Entry, Ordered, Standing, TargetGroupName, by_target_group, rounded};
use crate::arithmetic::Fraction;
use crate::place::{Truth, level_by};
use crate::rubric::Catalogue;
use crate::vocabulary::{Level, Parameter};
use priority::{Determined, answer, decides};
use serde::Serialize;

/// Below how many assessments the study says that there are too few, unless the caller says otherwise.
pub const FEW: usize = 10;

/// What the study found.
#[derive(Debug, Clone, Serialize)]
pub struct Discrimination {
    /// Fewer assessments than this are too few to say anything of.
    pub few: usize,
    /// One a målgruppe, in the order of the catalogue.
    pub maalgrupper: Vec<TargetGroup>,
}

/// The parameters in one målgruppe.
#[derive(Debug, Clone, Serialize)]
pub struct TargetGroup {
    /// The rubric's id, all its versions together.
    pub maalgruppe: TargetGroupName,
    /// All assessments.
    pub assessed: usize,
    /// Whether they are too few.
    pub too_few: bool,
    /// Each parameter's levels.
    pub parameters: Ordered<Parameter, Spread>,
    /// Every two parameters, in the model's order.
    pub correlations: Vec<Correlation>,
    /// Every criterion of every version that placed a row, in its order.
    pub criteria: Vec<CriterionCount>,
    /// The answer to the pilot's question.
    pub answer: Answer,
}

impl TargetGroup {
    /// The two parameters that rank the suppliers the most alike; none for too few.
    pub fn most_alike(&self) -> Option<&Correlation> {
        let known = self.correlations.iter().filter(|one| one.tau_b.is_some());
        known.fold(None, |best: Option<&Correlation>, next| match best {
            Some(best) if best.tau_b >= next.tau_b => Some(best),
            _ => Some(next),
        })
    }
}

/// How the levels of one parameter are spread.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Spread {
    /// Assessments at each level, in the order of [`Level::ALL`].
    #[serde(serialize_with = "by_level")]
    pub levels: [usize; 4],
    /// Assessments where it is open.
    pub open: usize,
    /// Assessments where it is not relevant.
    pub irrelevant: usize,
    /// Assessments where the entered level took the place of the computed one.
    pub overridden: usize,
    /// The share of the relevant where it is open; null for too few, as are the shares below.
    pub open_share: Option<Fraction>,
    /// The share of the relevant where the entered level took the place of the computed one.
    pub overridden_share: Option<Fraction>,
    /// The share of the determined at højt.
    pub ceiling: Option<Fraction>,
    /// The share of the determined at under let.
    pub floor: Option<Fraction>,
    /// Shannon's entropy of the levels in bits, from 0 (all alike) to 2 (evenly spread); null for too few.
    pub entropy: Option<f64>,
    /// Of the determined assessments, those that a step on it, or leaving it out, moves.
    pub decides: usize,
}

fn by_level<S: serde::Serializer>(levels: &[usize; 4], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(Level::ALL.into_iter().zip(levels))
}

impl Spread {
    /// The four shares, in their order.
    pub const fn shares(&self) -> [Option<Fraction>; 4] {
        [self.open_share, self.overridden_share, self.ceiling, self.floor]
    }

    /// Assessments where it is relevant and determined.
    pub fn determined(&self) -> usize {
        self.levels.iter().sum()
    }
}

/// How alike two parameters rank the suppliers.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Correlation {
    /// The two.
    pub parameters: [Parameter; 2],
    /// Assessments where both are relevant and determined.
    pub n: usize,
    /// Of these, those where the two have the same level.
    pub same: usize,
    /// Kendall's τ-b; null for too few, or where one of the two does not vary.
    pub tau_b: Option<f64>,
}

/// How many meet a criterion.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct CriterionCount {
    /// `id@version` of the rubric.
    pub rubrik: String,
    /// The criterion's id.
    pub id: String,
    /// Its parameter.
    pub parameter: Parameter,
    /// Its level.
    pub niveau: Level,
    /// Assessments that meet it.
    pub met: usize,
    /// Assessments that do not.
    pub not_met: usize,
    /// Assessments of which it is not known.
    pub unknown: usize,
    /// What that says.
    pub verdict: Verdict,
}

/// Whether a criterion tells suppliers apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Some meet it and some do not.
    TellsApart,
    /// All meet it.
    All,
    /// None meets it.
    None,
    /// Too few are known.
    TooFew,
}

/// Studies how the parameters tell suppliers apart. Every assessment counts once.
pub fn discrimination(catalogue: &Catalogue, entries: &[Entry], few: usize) -> Discrimination {
    let groups = by_target_group(catalogue, entries);
    Discrimination {
        few,
        maalgrupper: groups
            .into_iter()
            .map(|(id, members)| {
                let members: Vec<&Entry> =
                    members.into_iter().map(|index| &entries[index]).collect();
                target_group(catalogue, id, &members, few)
            })
            .collect(),
    }
}

fn target_group(catalogue: &Catalogue, id: &str, members: &[&Entry], few: usize) -> TargetGroup {
    let determined: Vec<Determined<'_>> = members
        .iter()
        .filter(|entry| {
            entry.outcome() != Standing::WithoutQuality && !entry.placement.overall_overridden
        })
        .filter_map(|entry| {
            let rubric = &catalogue.rubrics()[entry.rubric];
            let levels = entry.levels()?;
            Some(Determined {
                entry,
                rubric,
                levels,
                level: level_by(rubric.rule, &rubric.requirements, &levels),
            })
        })
        .collect();
    let name = TargetGroupName::of(catalogue, id);
    let decides = decides(&determined);
    let parameters = Parameter::ALL.map(|parameter| {
        let mut spread = spread(parameter, members, few);
        spread.decides = decides[parameter.index()];
        (parameter, spread)
    });
    TargetGroup {
        maalgruppe: name,
        assessed: members.len(),
        too_few: members.len() < few,
        parameters: Ordered(parameters.into()),
        correlations: correlations(members, few),
        criteria: criteria(catalogue, id, members, few),
        answer: answer(&determined),
    }
}

fn spread(parameter: Parameter, members: &[&Entry], few: usize) -> Spread {
    let mut levels = [0; 4];
    let (mut open, mut irrelevant, mut overridden) = (0, 0, 0);
    for entry in members {
        let placed = entry.placement.parameters[parameter.index()];
        overridden += usize::from(placed.overridden);
        match placed.level.determined() {
            _ if !placed.relevant => irrelevant += 1,
            Some(level) => levels[usize::from(level.points())] += 1,
            None => open += 1,
        }
    }
    let all: usize = levels.iter().sum();
    let share =
        |n: usize, of: usize| (of >= few && of > 0).then(|| Fraction::new(n as u128, of as u128));
    let at = |level: Level| share(levels[usize::from(level.points())], all);
    Spread {
        levels,
        open,
        irrelevant,
        overridden,
        open_share: share(open, all + open),
        overridden_share: share(overridden, all + open),
        ceiling: at(Level::Hoejt),
        floor: at(Level::UnderLet),
        entropy: (all >= few && all > 0).then(|| entropy(&levels)),
        decides: 0,
    }
}

/// Shannon's entropy in bits.
fn entropy(counts: &[usize]) -> f64 {
    let all: usize = counts.iter().sum();
    let bits: f64 = counts
        .iter()
        .filter(|count| **count > 0)
        .map(|count| {
            let share = *count as f64 / all as f64;
            -share * share.log2()
        })
        .sum();
    rounded(bits)
}

fn correlations(members: &[&Entry], few: usize) -> Vec<Correlation> {
    let mut found = Vec::new();
    for (index, a) in Parameter::ALL.into_iter().enumerate() {
        for b in Parameter::ALL.into_iter().skip(index + 1) {
            let mut table = [[0; 4]; 4];
            for entry in members {
                let level = |parameter: Parameter| {
                    let placed = entry.placement.parameters[parameter.index()];
                    placed.level.determined().filter(|_| placed.relevant)
                };
                if let (Some(a), Some(b)) = (level(a), level(b)) {
                    table[usize::from(a.points())][usize::from(b.points())] += 1;
                }
            }
            let n: usize = table.iter().flatten().sum();
            found.push(Correlation {
                parameters: [a, b],
                n,
                same: (0..4).map(|level| table[level][level]).sum(),
                tau_b: tau_b(&table).filter(|_| n >= few),
            });
        }
    }
    found
}

/// Kendall's τ-b of a table of two ordered variables; none where one of them does not vary.
///
/// Kendall (1945), The treatment of ties in ranking problems, Biometrika 33:
/// τ-b = (C − D) / √((P − X)(P − Y)), with C and D the pairs that the two order alike and unlike, P all pairs,
/// and X and Y those tied on either.
pub fn tau_b(table: &[[usize; 4]; 4]) -> Option<f64> {
    let pairs = |n: usize| (n * n.saturating_sub(1) / 2) as i64;
    let (mut alike, mut unlike) = (0_i64, 0_i64);
    for a in 0..4 {
        for b in 0..4 {
            let here = table[a][b] as i64;
            for row in &table[a + 1..] {
                alike += here * row[b + 1..].iter().sum::<usize>() as i64;
                unlike += here * row[..b].iter().sum::<usize>() as i64;
            }
        }
    }
    let rows: [usize; 4] = std::array::from_fn(|a| table[a].iter().sum());
    let columns: [usize; 4] = std::array::from_fn(|b| table.iter().map(|row| row[b]).sum());
    let all = pairs(rows.iter().sum());
    let untied = |sums: [usize; 4]| all - sums.into_iter().map(pairs).sum::<i64>();
    let (x, y) = (untied(rows), untied(columns));
    (x > 0 && y > 0)
        .then(|| rounded((alike - unlike) as f64 / ((x as f64).sqrt() * (y as f64).sqrt())))
}

fn criteria(
    catalogue: &Catalogue,
    id: &str,
    members: &[&Entry],
    few: usize,
) -> Vec<CriterionCount> {
    let mut found = Vec::new();
    for (index, rubric) in catalogue.rubrics().iter().enumerate() {
        let members: Vec<&&Entry> =
            members.iter().filter(|entry| rubric.id == id && entry.rubric == index).collect();
        if members.is_empty() {
            continue;
        }
        let named = Parameter::ALL.into_iter().flat_map(|parameter| {
            Level::DESCRIBED.into_iter().flat_map(move |level| {
                let criteria = rubric.parameter(parameter).criteria_of(level);
                criteria.iter().map(move |one| (parameter, level, one))
            })
        });
        for (place, (parameter, niveau, criterion)) in named.enumerate() {
            let count = |truth: Truth| {
                members.iter().filter(|entry| entry.criteria.get(place) == Some(&truth)).count()
            };
            let (met, not_met) = (count(Truth::True), count(Truth::False));
            found.push(CriterionCount {
                rubrik: rubric.name(),
                id: criterion.id.clone(),
                parameter,
                niveau,
                met,
                not_met,
                unknown: count(Truth::Unknown),
                verdict: match (met, not_met) {
                    _ if met + not_met < few.max(1) => Verdict::TooFew,
                    (_, 0) => Verdict::All,
                    (0, _) => Verdict::None,
                    _ => Verdict::TellsApart,
                },
            });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// scipy 1.17: `scipy.stats.kendalltau(x, y)`, `scipy.stats.entropy(counts, base=2)`.
    #[test]
    fn correlation_and_entropy_are_those_of_scipy() {
        // x = [0,0,1,1,1,2,2,3,3,3], y = [0,1,1,1,2,1,3,2,3,3]
        let pairs =
            [(0, 0), (0, 1), (1, 1), (1, 1), (1, 2), (2, 1), (2, 3), (3, 2), (3, 3), (3, 3)];
        let mut table = [[0; 4]; 4];
        for (x, y) in pairs {
            table[x][y] += 1;
        }
        assert_eq!(tau_b(&table), Some(0.6947));
        assert_eq!(entropy(&[1, 2, 3, 4]), 1.8464);
        assert_eq!(entropy(&[5, 5, 5, 5]), 2.0);
        assert_eq!(entropy(&[0, 7, 0, 0]), 0.0);
    }

    #[test]
    fn a_parameter_that_does_not_vary_correlates_with_nothing() {
        let mut table = [[0; 4]; 4];
        table[2] = [3, 2, 1, 4];
        assert_eq!(tau_b(&table), None);
    }
}
