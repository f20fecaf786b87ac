//! What the weighting of the parameters decides: the exact share of all weightings that leads to each
//! level, and the smallest change from equal weights that leads to another.

use crate::arithmetic::{Fraction, Number};
use crate::place::{Levels, cap_under, level_by};
use crate::rubric::{Requirement, Rule};
use crate::vocabulary::{Interval, Level, Parameter};
use serde::{Serialize, Serializer};
use std::collections::{BTreeSet, HashMap};

/// The share of all weightings of the parameters that places a supplier at each level.
///
/// A weighting gives each relevant parameter a share of the weight, and all weightings count the same:
/// they are uniform on the simplex. The shares are whole numbers out of one whole number, and sum to it.
/// In the literature: category acceptability indices (SMAA-TRI; Tervonen & Figueira 2008, with nothing
/// known of the weights).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Acceptability {
    parts: [u128; 4],
    whole: u128,
}

impl Acceptability {
    /// One level under every weighting.
    pub fn certain(level: Level) -> Self {
        let mut parts = [0; 4];
        parts[usize::from(level.points())] = 1;
        Self { parts, whole: 1 }
    }

    /// The share of the weightings that lead to a level.
    pub fn share(&self, level: Level) -> Fraction {
        Fraction::new(self.parts[usize::from(level.points())], self.whole)
    }

    /// Whether two levels each have a share: then the weighting decides between them.
    pub fn depends_on_weighting(&self) -> bool {
        self.parts.iter().filter(|part| **part > 0).count() > 1
    }

    /// The same with what lies above `cap` at `cap`.
    fn capped(mut self, cap: Level) -> Self {
        let cap = usize::from(cap.points());
        for above in cap + 1..self.parts.len() {
            self.parts[cap] += std::mem::take(&mut self.parts[above]);
        }
        self
    }
}

impl Serialize for Acceptability {
    /// `{"under let": 0.0, "let": 0.25, "moderat": 0.75, "højt": 0.0}`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(Level::ALL.map(|level| (level, self.share(level))))
    }
}

/// The share of all weightings that leads to each level, in closed form; nothing is drawn at random.
///
/// `levels` are those of the eight parameters, with none for the irrelevant. Under the mean, a level is
/// reached where the weighted mean of the points reaches its cut-off; under the median, where more than
/// half the weight lies on parameters that reach it; under the weakest, weights change nothing. A
/// must-have caps the level whatever the weights.
///
/// ```
/// use indplacer::vocabulary::Level::{Hoejt, Moderat};
/// use indplacer::rubric::{Cutoffs, Rule};
/// use indplacer::study::robustness::acceptability;
///
/// // Four at højt and four at moderat: the mean is 2.5 under equal weights, and under any weighting
/// // it is højt exactly if the first four weigh at least half. By symmetry that is every other one.
/// let mut levels = [Some(Hoejt); 8];
/// levels[4..].fill(Some(Moderat));
/// let found = acceptability(Rule::Mean(Cutoffs::default()), &[], &levels);
/// assert_eq!(found.share(Hoejt).to_string(), "1/2");
/// assert!(found.depends_on_weighting());
/// ```
pub fn acceptability(rule: Rule, requirements: &[Requirement], levels: &Levels) -> Acceptability {
    let points = Counts::of(levels);
    if points.all() == 0 {
        return Acceptability::certain(level_by(rule, requirements, levels));
    }
    by_rule(rule, points).capped(cap_under(requirements, levels))
}

/// The same where levels are open: the least and the greatest share of each level, over everything that
/// the missing facts could be; in the order of [`Level::ALL`].
pub fn acceptability_range(
    rule: Rule,
    requirements: &[Requirement],
    intervals: &[Option<Interval>; Parameter::COUNT],
    known: &mut KnownShares,
) -> [(Fraction, Fraction); 4] {
    let mut shares: Option<[(Fraction, Fraction); 4]> = None;
    for (points, cap) in completions(requirements, intervals) {
        let found = known.of(rule, points).capped(cap);
        let found = Level::ALL.map(|level| found.share(level));
        shares = Some(match shares {
            None => found.map(|share| (share, share)),
            Some(so_far) => std::array::from_fn(|index| {
                let (least, most) = so_far[index];
                (least.min(found[index]), most.max(found[index]))
            }),
        });
    }
    shares.unwrap_or([(Fraction::ZERO, Fraction::ONE); 4])
}

/// The shares that were found before, by the rule and how many parameters have each level: there are
/// no more than 494 such counts.
#[derive(Debug, Default)]
pub struct KnownShares(HashMap<(Rule, Counts), Acceptability>);

impl KnownShares {
    fn of(&mut self, rule: Rule, points: Counts) -> Acceptability {
        *self.0.entry((rule, points)).or_insert_with(|| by_rule(rule, points))
    }
}

/// How many relevant parameters have 0, 1, 2 and 3 points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Counts([u8; 4]);

impl Counts {
    fn of(levels: &Levels) -> Self {
        let mut counts = [0; 4];
        for level in levels.iter().flatten() {
            counts[usize::from(level.points())] += 1;
        }
        Self(counts)
    }

    fn all(self) -> u8 {
        self.0.iter().sum()
    }

    /// The points themselves, rising.
    fn rising(self) -> impl Iterator<Item = u8> {
        (0..4).flat_map(move |points| {
            std::iter::repeat_n(points, usize::from(self.0[usize::from(points)]))
        })
    }

    fn reaching(self, level: Level) -> u8 {
        self.0[usize::from(level.points())..].iter().sum()
    }
}

/// Every way in which open levels can turn out: how many have each level, and the cap of the must-haves.
fn completions(
    requirements: &[Requirement],
    intervals: &[Option<Interval>; Parameter::COUNT],
) -> BTreeSet<(Counts, Level)> {
    let mut ways = BTreeSet::from([(Counts([0; 4]), Level::Hoejt)]);
    for (index, interval) in intervals.iter().enumerate() {
        let Some(interval) = interval else { continue };
        let mut longer = BTreeSet::new();
        for level in Level::ALL {
            if level < interval.min || level > interval.max {
                continue;
            }
            let mut alone = [None; Parameter::COUNT];
            alone[index] = Some(level);
            let cap = cap_under(requirements, &alone);
            for (counts, so_far) in &ways {
                let mut counts = *counts;
                counts.0[usize::from(level.points())] += 1;
                longer.insert((counts, cap.min(*so_far)));
            }
        }
        ways = longer;
    }
    ways
}

fn by_rule(rule: Rule, points: Counts) -> Acceptability {
    // The shares of the weightings that reach let, moderat and højt.
    let reached: [u128; 3] = match rule {
        Rule::Mean(cutoffs) => {
            let points: Vec<u8> = points.rising().collect();
            cutoffs.0.map(|cutoff| share_reaching(&points, cutoff.ten_thousandths()))
        }
        Rule::Median => Level::DESCRIBED.map(|level| {
            let reaching = usize::from(points.reaching(level));
            let below = usize::from(points.all()) - reaching;
            let points: Vec<u8> =
                [0].repeat(below).into_iter().chain([1].repeat(reaching)).collect();
            share_reaching(&points, HALF)
        }),
        Rule::Weakest => {
            let weakest = points.rising().next().unwrap_or_default();
            return Acceptability::certain(Level::from_points(weakest));
        }
    };
    let whole = whole(usize::from(points.all()));
    let [low, middle, high] = reached;
    Acceptability { parts: [whole - low, low - middle, middle - high, high], whole }
}

/// One point, in ten-thousandths, in which cut-offs are counted.
const POINT: u128 = Number::from_integer(1).ten_thousandths() as u128;
const HALF: u64 = Number::from_integer(1).ten_thousandths() / 2;
/// Divisible by every difference of two points: 1, 2 and 3.
const STEPS: u128 = 6;

/// What the shares of `n` parameters are out of.
fn whole(n: usize) -> u128 {
    (STEPS * POINT).pow(n.saturating_sub(1) as u32)
}

/// The share, out of [`whole`], of the weightings of `points` whose weighted mean is at least `cutoff`.
///
/// For weights uniform on the simplex, the mean's distribution is a B-spline with the points as knots,
/// so the share is the divided difference of (y − t)₊ⁿ⁻¹ over the points (Hermite–Genocchi; de Boor
/// 2005, Divided Differences). Where points coincide, derivatives take the place of differences.
///
/// `points` are one to eight, each 0 to 3, rising. All is in whole numbers: with y and t in
/// ten-thousandths and the table scaled by 6ⁿ⁻¹, an entry of order k is divisible by 6ⁿ⁻¹⁻ᵏ and is
/// divided by a difference of 1, 2 or 3. Nothing overflows and nothing falls below zero: every entry is
/// a mean of the derivative of its order, which is never negative and, with its factorial, at most
/// 6⁷ × 5103 × 10²⁸ < 2¹²⁴.
fn share_reaching(points: &[u8], cutoff: u64) -> u128 {
    let degree = points.len() - 1;
    let derivative = |order: usize, point: u8| {
        let above = (u128::from(point) * POINT).checked_sub(u128::from(cutoff));
        let Some(above) = above else { return 0 };
        let power = above.pow((degree - order) as u32);
        choose(degree, order) * power * POINT.pow(order as u32) * STEPS.pow(degree as u32)
    };
    let mut table: Vec<u128> = points.iter().map(|point| derivative(0, *point)).collect();
    for order in 1..=degree {
        for first in 0..=degree - order {
            let last = first + order;
            table[first] = match points[last] - points[first] {
                0 => derivative(order, points[first]),
                difference => (table[first + 1] - table[first]) / u128::from(difference),
            };
        }
    }
    table[0]
}

/// n over k, for n up to seven.
fn choose(n: usize, k: usize) -> u128 {
    (0..k).fold(1, |product, i| product * (n - i) as u128 / (i as u128 + 1))
}

/// Up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// To a higher level.
    Up,
    /// To a lower level.
    Down,
}

/// The smallest change from equal weights that moves a supplier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shift {
    /// Where it moves.
    pub direction: Direction,
    /// The level that it moves to.
    pub to_level: Level,
    /// How much of the whole weight is taken from some parameters and given to others.
    pub weight: Fraction,
    /// Whether it takes more than `weight`, by however little, rather than just as much.
    pub more_than: bool,
    /// The parameters to give weight to: any one of them.
    pub to: Vec<Parameter>,
    /// The parameters to take it from, those that count the most in this direction first.
    pub from: Vec<Parameter>,
}

/// The smallest part of the weight that moves the supplier when it changes hands; none where no
/// weighting does.
///
/// It is half the sum of all changes of weights (the total variation), the least over all weightings: one
/// gives to the parameters that count the most in that direction, and takes from those that count the most
/// against it. Where up and down take as much, it is the one that takes no more than that, else down.
pub fn smallest_change(rule: Rule, requirements: &[Requirement], levels: &Levels) -> Option<Shift> {
    let level = level_by(rule, requirements, levels);
    let cap = cap_under(requirements, levels);
    let up = level
        .above()
        .filter(|above| *above <= cap)
        .and_then(|above| change(rule, levels, above, Direction::Up))
        .map(|up| Shift { to_level: up.to_level.min(cap), ..up });
    let down = change(rule, levels, level, Direction::Down);
    match (up, down) {
        (Some(up), Some(down)) => {
            let up_is_nearer = (up.weight, up.more_than) < (down.weight, down.more_than);
            Some(if up_is_nearer { up } else { down })
        }
        (up, down) => up.or(down),
    }
}

/// The level on the other side of a threshold. Under the median, levels that the same parameters reach are
/// reached together and lost together.
fn beyond(rule: Rule, points: Counts, threshold: Level, direction: Direction) -> Option<Level> {
    let same = |level: &Level| match rule {
        Rule::Mean(_) | Rule::Weakest => *level == threshold,
        Rule::Median => points.reaching(*level) == points.reaching(threshold),
    };
    let mut together = Level::DESCRIBED.into_iter().filter(same);
    match direction {
        Direction::Up => together.next_back(),
        Direction::Down => together.next()?.below(),
    }
}

/// The smallest change that crosses the threshold of `threshold` in a direction.
fn change(rule: Rule, levels: &Levels, threshold: Level, direction: Direction) -> Option<Shift> {
    let to_level = beyond(rule, Counts::of(levels), threshold, direction)?;
    let index = usize::from(threshold.points()).checked_sub(1)?;
    // What each parameter counts, and the mean of it that must be reached; for the median, passed.
    let (cutoff, must_pass) = match rule {
        Rule::Mean(cutoffs) => (cutoffs.0[index].ten_thousandths(), false),
        Rule::Median => (HALF, true),
        Rule::Weakest => return None,
    };
    let worth = |level: Level| match rule {
        Rule::Mean(_) | Rule::Weakest => level.points(),
        Rule::Median => u8::from(level >= threshold),
    };
    let mut relevant: Vec<(Parameter, u8)> = Parameter::ALL
        .into_iter()
        .zip(levels)
        .filter_map(|(parameter, level)| Some((parameter, worth((*level)?))))
        .collect();
    // The parameters that pull the way that is not wanted first; ties stay in the model's order.
    relevant.sort_by_key(|(_, worth)| match direction {
        Direction::Up => i16::from(*worth),
        Direction::Down => -i16::from(*worth),
    });
    let best = relevant.last()?.1;
    // Then only a weighting that leaves all other parameters out touches the threshold.
    if u128::from(best) * POINT == u128::from(cutoff) {
        return None;
    }
    let more_than = must_pass == (direction == Direction::Up);
    let (moved, from) = taken(&relevant, best, cutoff, more_than)?;
    let n = relevant.len() as u128;
    let to = relevant.iter().filter(|(_, worth)| *worth == best).map(|(parameter, _)| *parameter);
    Some(Shift {
        direction,
        to_level,
        weight: Fraction::new(moved, STEPS * n * POINT),
        more_than,
        to: Parameter::ALL
            .into_iter()
            .filter(|parameter| to.clone().any(|one| one == *parameter))
            .collect(),
        from: from.into_iter().map(|(parameter, _)| parameter).collect(),
    })
}

/// How much weight goes to the best, and from which, until the mean comes to the cut-off, or past it: in units of one 6n-th
/// of a ten-thousandth of the weight. None where all of it would not do.
fn taken(
    relevant: &[(Parameter, u8)],
    best: u8,
    cutoff: u64,
    more_than: bool,
) -> Option<(u128, Vec<(Parameter, u8)>)> {
    let n = relevant.len() as u128;
    let sum: u128 = relevant.iter().map(|(_, worth)| u128::from(*worth)).sum();
    // In units of one n-th of a ten-thousandth of a point.
    let mut missing = (n * u128::from(cutoff)).abs_diff(sum * POINT);
    let mut moved = 0;
    let mut from: Vec<(Parameter, u8)> = Vec::new();
    // Whether those so far have more to give, for a step past the threshold.
    let mut has_spare = false;
    for &(parameter, worth) in relevant {
        let gain = u128::from(worth.abs_diff(best));
        let is_tie = from.last().is_some_and(|(_, last)| *last == worth);
        if missing == 0 && !is_tie && (has_spare || !more_than) {
            break;
        }
        if gain == 0 {
            return None;
        }
        let step = missing.min(gain * POINT);
        missing -= step;
        moved += STEPS / gain * step;
        has_spare |= step < gain * POINT;
        from.push((parameter, worth));
    }
    (missing == 0).then_some((moved, from))
}
