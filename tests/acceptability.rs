//! The share of weightings that leads to a level, held against other ways of finding it: exact integration of
//! the density, a race of exponential variables, the beta distribution, draws at random, and weightings one by one.

use indplacer::arithmetic::{Fraction, Number};
use indplacer::place::{Levels, level_by};
use indplacer::rubric::{Cutoffs, Requirement, Rule};
use indplacer::study::robustness::{
    Direction, KnownShares, acceptability, acceptability_range, smallest_change,
};
use indplacer::vocabulary::{Level, Parameter};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits_by_hand::{one, zero};

/// The two numbers that sums and products begin with.
mod num_traits_by_hand {
    use num_rational::BigRational;

    pub(crate) fn zero() -> BigRational {
        super::whole(0)
    }

    pub(crate) fn one() -> BigRational {
        super::whole(1)
    }
}

fn whole(n: i64) -> BigRational {
    BigRational::from_integer(BigInt::from(n))
}

fn ratio(n: i64, d: i64) -> BigRational {
    BigRational::new(BigInt::from(n), BigInt::from(d))
}

fn exact(share: Fraction) -> BigRational {
    BigRational::new(BigInt::from(share.numerator()), BigInt::from(share.denominator()))
}

/// Every multiset of one to eight points.
fn multisets() -> Vec<Vec<i64>> {
    let mut all = vec![];
    let mut longest = vec![vec![]];
    for _ in 0..Parameter::COUNT {
        longest = longest
            .iter()
            .flat_map(|points: &Vec<i64>| {
                let last = points.last().copied().unwrap_or(0);
                (last..=3).map(move |next| [points.as_slice(), &[next]].concat())
            })
            .collect();
        all.extend(longest.iter().cloned());
    }
    assert_eq!(all.len(), 494);
    all
}

fn levels(points: &[i64]) -> Levels {
    let mut levels = [None; Parameter::COUNT];
    for (level, points) in levels.iter_mut().zip(points) {
        *level = Some(Level::from_points(u8::try_from(*points).expect("a small number")));
    }
    levels
}

/// Cut-offs in ten-thousandths, in the order let, moderat, højt; the last set is not a rubric's, but moved.
const CUTOFFS: [[u64; 3]; 5] = [
    [5_000, 15_000, 25_000],
    [10_000, 20_000, 30_000],
    [1, 14_142, 29_999],
    [3_333, 6_667, 17_500],
    [0, 12_500, 32_500],
];

fn mean(cutoffs: [u64; 3]) -> Rule {
    Rule::Mean(Cutoffs(cutoffs.map(Number::from_ten_thousandths)))
}

/// The shares that reach let, moderat and højt.
fn reached(rule: Rule, points: &[i64]) -> [BigRational; 3] {
    let found = acceptability(rule, &[], &levels(points));
    let [_, low, middle, high] = Level::ALL.map(|level| exact(found.share(level)));
    let all: BigRational = Level::ALL.map(|level| exact(found.share(level))).into_iter().sum();
    assert_eq!(all, one(), "{points:?}");
    [&low + &middle + &high, &middle + &high, high]
}

/// Polynomials by their coefficients, one for each of the stretches 0–1, 1–2 and 2–3.
type Pieces = [Vec<BigRational>; 3];

fn times_linear(piece: &[BigRational], a: &BigRational, b: &BigRational) -> Vec<BigRational> {
    let mut out = vec![zero(); piece.len() + 1];
    for (power, coefficient) in piece.iter().enumerate() {
        out[power] += coefficient * a;
        out[power + 1] += coefficient * b;
    }
    out
}

/// The B-spline with these knots, by the recurrence of Cox and de Boor.
fn spline(knots: &[i64]) -> Pieces {
    let (first, last) = (knots[0], knots[knots.len() - 1]);
    if knots.len() == 2 {
        return std::array::from_fn(|stretch| {
            let stretch = stretch as i64;
            vec![if first <= stretch && stretch < last { one() } else { zero() }]
        });
    }
    let inner = knots.len() - 2;
    let mut sum: Pieces = std::array::from_fn(|_| vec![zero(); knots.len() - 1]);
    let mut add = |part: &Pieces, a: BigRational, b: BigRational| {
        for (sum, piece) in sum.iter_mut().zip(part) {
            for (sum, term) in sum.iter_mut().zip(times_linear(piece, &a, &b)) {
                *sum += term;
            }
        }
    };
    if knots[inner] > first {
        let width = knots[inner] - first;
        add(&spline(&knots[..=inner]), ratio(-first, width), ratio(1, width));
    }
    if last > knots[1] {
        let width = last - knots[1];
        add(&spline(&knots[1..]), ratio(last, width), ratio(-1, width));
    }
    sum
}

/// The integral of the density of the weighted mean from `cutoff` up.
fn integrated(points: &[i64], pieces: &Pieces, cutoff: &BigRational) -> BigRational {
    let (first, last) = (points[0], points[points.len() - 1]);
    if first == last {
        return if whole(first) >= *cutoff { one() } else { zero() };
    }
    let height = ratio(points.len() as i64 - 1, last - first);
    let mut area = zero();
    for (stretch, piece) in pieces.iter().enumerate() {
        let (from, to) = (whole(stretch as i64), whole(stretch as i64 + 1));
        let from = from.max(cutoff.clone()).min(to.clone());
        let (mut low, mut high) = (one(), one());
        for (power, coefficient) in piece.iter().enumerate() {
            low *= &from;
            high *= &to;
            area += coefficient * (&high - &low) / whole(power as i64 + 1);
        }
    }
    area * height
}

#[test]
fn the_shares_are_the_integrals_of_the_density_for_all_points() {
    for points in multisets() {
        let is_spread = points[0] < points[points.len() - 1];
        let pieces = if is_spread { spline(&points) } else { Pieces::default() };
        for cutoffs in CUTOFFS {
            let expected =
                cutoffs.map(|cutoff| integrated(&points, &pieces, &ratio(cutoff as i64, 10_000)));
            assert_eq!(reached(mean(cutoffs), &points), expected, "{points:?} {cutoffs:?}");
        }
    }
}

/// Weights uniform on the simplex are exponential variables over their sum, so the mean is at least t
/// exactly if Σ (xᵢ − t) Eᵢ ≥ 0: what is above t outlasts what is below. Exponential variables forget how
/// long they have lasted, so the race goes step by step.
fn race(points: &[i64], cutoff: &BigRational) -> BigRational {
    let above: Vec<BigRational> =
        points.iter().map(|x| whole(*x) - cutoff).filter(|a| *a > zero()).collect();
    let below: Vec<BigRational> =
        points.iter().map(|x| cutoff - whole(*x)).filter(|b| *b > zero()).collect();
    fn wins(above: &[BigRational], below: &[BigRational]) -> BigRational {
        match (above, below) {
            (_, []) => one(),
            ([], _) => zero(),
            ([a, above_rest @ ..], [b, below_rest @ ..]) => {
                let above_ends_first = b / (a + b);
                &above_ends_first * wins(above_rest, below)
                    + (one() - &above_ends_first) * wins(above, below_rest)
            }
        }
    }
    wins(&above, &below)
}

#[test]
fn the_shares_are_those_of_a_race_of_exponential_variables() {
    for points in multisets() {
        for cutoffs in [CUTOFFS[0], CUTOFFS[3]] {
            let expected = cutoffs.map(|cutoff| race(&points, &ratio(cutoff as i64, 10_000)));
            assert_eq!(reached(mean(cutoffs), &points), expected, "{points:?} {cutoffs:?}");
        }
    }
}

/// The chance that a Beta(k, n − k) variable is above p: that of fewer than k successes in n − 1 tries.
fn beta_above(k: usize, n: usize, p: &BigRational) -> BigRational {
    let power = |base: &BigRational, times: usize| (0..times).fold(one(), |all, _| all * base);
    let choose =
        |n: usize, k: usize| (0..k).fold(one(), |all, i| all * ratio((n - i) as i64, i as i64 + 1));
    (0..k).map(|j| choose(n - 1, j) * power(p, j) * power(&(one() - p), n - 1 - j)).sum()
}

#[test]
fn with_two_values_the_share_is_that_of_a_beta_variable() {
    for n in 2..=8 {
        for k in 1..n {
            for (low, high) in [(0, 1), (0, 3), (1, 2), (1, 3), (2, 3)] {
                let points = [vec![low; n - k], vec![high; k]].concat();
                let shares = reached(mean(CUTOFFS[0]), &points);
                for (share, cutoff) in shares.into_iter().zip([1, 3, 5]) {
                    let p = ratio(cutoff - 2 * low, 2 * (high - low));
                    let p = p.max(zero()).min(one());
                    assert_eq!(share, beta_above(k, n, &p), "{points:?} {cutoff}/2");
                }
            }
        }
    }
}

#[test]
fn under_the_median_the_share_is_that_of_more_than_half_the_weight() {
    for points in multisets() {
        let expected = [1, 2, 3].map(|level| {
            let reaching = points.iter().filter(|points| **points >= level).count();
            match reaching {
                0 => zero(),
                all if all == points.len() => one(),
                some => beta_above(some, points.len(), &ratio(1, 2)),
            }
        });
        assert_eq!(reached(Rule::Median, &points), expected, "{points:?}");
    }
}

#[test]
fn the_weakest_parameter_decides_whatever_it_weighs() {
    for points in multisets() {
        let found = acceptability(Rule::Weakest, &[], &levels(&points));
        let weakest = Level::from_points(u8::try_from(points[0]).expect("a small number"));
        assert_eq!(found.share(weakest), Fraction::ONE);
        assert!(!found.depends_on_weighting());
    }
}

/// SplitMix64 (Steele, Lea & Flood 2014), so that the draws are the same everywhere.
struct Draws(u64);

impl Draws {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn exponential(&mut self) -> f64 {
        -(((self.next() >> 11) as f64 + 0.5) / (1_u64 << 53) as f64).ln()
    }
}

/// Every share of some multisets is within five standard errors of the share among so many draws.
fn agrees_with_draws(n: u32) {
    let chosen: Vec<Vec<i64>> =
        multisets().into_iter().filter(|points| points.len() == 8).step_by(7).collect();
    let mut draws = Draws(2020);
    let mut counts = vec![[0_u32; 3]; chosen.len()];
    for _ in 0..n {
        let weights: [f64; 8] = std::array::from_fn(|_| draws.exponential());
        let all: f64 = weights.iter().sum();
        for (points, counts) in chosen.iter().zip(&mut counts) {
            let sum: f64 = points.iter().zip(weights).map(|(x, w)| *x as f64 * w).sum();
            for (count, cutoff) in counts.iter_mut().zip([0.5, 1.5, 2.5]) {
                *count += u32::from(sum >= cutoff * all);
            }
        }
    }
    for (points, counts) in chosen.iter().zip(counts) {
        let found = acceptability(mean(CUTOFFS[0]), &[], &levels(points));
        let share = |from: usize| -> f64 {
            Level::ALL[from..].iter().map(|level| found.share(*level).value()).sum()
        };
        for (index, count) in counts.into_iter().enumerate() {
            let (share, drawn) = (share(index + 1), f64::from(count) / f64::from(n));
            let error = (share * (1.0 - share) / f64::from(n)).sqrt();
            assert!(
                (share - drawn).abs() <= 5.0 * error + 1e-9,
                "{points:?}: {share}, but {drawn} of the draws"
            );
        }
    }
}

#[test]
fn the_shares_are_those_of_weights_drawn_at_random() {
    agrees_with_draws(50_000);
}

#[test]
#[ignore = "half a minute: cargo test --release --test acceptability -- --ignored"]
fn the_shares_are_those_of_ten_million_weights_drawn_at_random() {
    agrees_with_draws(10_000_000);
}

#[test]
fn a_must_have_caps_the_level_by_every_weighting() {
    let require = Requirement {
        level: Level::Hoejt,
        parameter: Some(Parameter::AktivPraksis),
        at_least: Level::Moderat,
    };
    let found = acceptability(mean(CUTOFFS[0]), &[require], &levels(&[1, 3, 3, 3, 3, 3, 3, 3]));
    let free = acceptability(mean(CUTOFFS[0]), &[], &levels(&[1, 3, 3, 3, 3, 3, 3, 3]));
    assert_eq!(found.share(Level::Hoejt), Fraction::ZERO);
    assert_eq!(
        exact(found.share(Level::Moderat)),
        exact(free.share(Level::Moderat)) + exact(free.share(Level::Hoejt))
    );
}

#[test]
fn the_range_spans_the_shares_of_everything_that_missing_facts_can_be() {
    use indplacer::vocabulary::Interval;
    let require = Requirement {
        level: Level::Hoejt,
        parameter: Some(Parameter::Praksiserfaring),
        at_least: Level::Moderat,
    };
    let open = Interval { min: Level::Let, max: Level::Hoejt };
    let mut intervals = levels(&[2, 0, 2, 3, 3]).map(|level| level.map(Interval::exactly));
    intervals[1] = Some(Interval::OPEN);
    intervals[2] = Some(open);
    let mut expected: Option<[(BigRational, BigRational); 4]> = None;
    for second in 0..=3 {
        for third in 1..=3 {
            let found =
                acceptability(mean(CUTOFFS[0]), &[require], &levels(&[2, second, third, 3, 3]));
            let found = Level::ALL.map(|level| exact(found.share(level)));
            expected = Some(match expected {
                None => found.map(|share| (share.clone(), share)),
                Some(so_far) => std::array::from_fn(|index| {
                    let (least, most) = &so_far[index];
                    (
                        least.clone().min(found[index].clone()),
                        most.clone().max(found[index].clone()),
                    )
                }),
            });
        }
    }
    let found =
        acceptability_range(mean(CUTOFFS[0]), &[require], &intervals, &mut KnownShares::default());
    assert_eq!(
        found.map(|(least, most)| (exact(least), exact(most))),
        expected.expect("a small number")
    );
}

/// Every way of dividing `weight` among `n` parameters.
fn divisions(weight: i64, n: usize) -> Vec<Vec<i64>> {
    if n == 1 {
        return vec![vec![weight]];
    }
    (0..=weight)
        .flat_map(|first| {
            divisions(weight - first, n - 1)
                .into_iter()
                .map(move |rest| [vec![first], rest].concat())
        })
        .collect()
}

/// The level under these weights, twice the cut-off so that all is whole.
fn level_weighted(rule: Rule, points: &[i64], weights: &[i64], cap: Level) -> Level {
    let all: i64 = weights.iter().sum();
    let reaches = |level: i64| match rule {
        Rule::Mean(_) => {
            let sum: i64 = points.iter().zip(weights).map(|(x, w)| x * w).sum();
            2 * sum >= (2 * level - 1) * all
        }
        Rule::Median => {
            let reaching: i64 =
                points.iter().zip(weights).filter(|(x, _)| **x >= level).map(|(_, w)| w).sum();
            2 * reaching > all
        }
        Rule::Weakest => points.iter().all(|x| *x >= level),
    };
    let level = (1..=3).rev().find(|level| reaches(*level)).unwrap_or(0);
    Level::from_points(u8::try_from(level).expect("a small number")).min(cap)
}

#[test]
fn no_smaller_change_of_weights_moves_the_supplier_and_that_one_does() {
    const GRID: i64 = 24;
    let caps = [None, Some(Level::Hoejt), Some(Level::Moderat)];
    for points in multisets().into_iter().filter(|points| points.len() <= 4) {
        let grid = divisions(GRID, points.len());
        for rule in [mean(CUTOFFS[0]), Rule::Median, Rule::Weakest] {
            for capped in caps {
                // A must-have that the first parameter fails.
                let requirement = capped.map(|level| Requirement {
                    level,
                    parameter: Some(Parameter::AktivPraksis),
                    at_least: Level::from_points(
                        u8::try_from(points[0] + 1).expect("a small number"),
                    ),
                });
                let requirement = requirement.filter(|_| points[0] < 3);
                let requirements = requirement.as_slice();
                let cap = requirement
                    .and_then(|requirement| requirement.level.below())
                    .unwrap_or(Level::Hoejt);
                let levels = levels(&points);
                let level = level_by(rule, requirements, &levels);
                let found = smallest_change(rule, requirements, &levels);
                let moving = grid
                    .iter()
                    .filter(|weights| level_weighted(rule, &points, weights, cap) != level);
                // Half the sum of changes, in 2n·GRID-ths.
                let n = points.len() as i64;
                let changes = moving.map(|weights| -> i64 {
                    weights.iter().map(|weight| (weight * n - GRID).abs()).sum()
                });
                let least = changes.min().map(|change| ratio(change, 2 * n * GRID));
                match (&found, least) {
                    (Some(found), Some(least)) => {
                        let weight = exact(found.weight);
                        assert!(
                            if found.more_than { least > weight } else { least >= weight },
                            "{points:?} {rule:?}: {found:?}, but {least}"
                        );
                        moves_by(found, &points, rule, cap, level);
                    }
                    (None, None) => {}
                    // Where only a weighting of one parameter alone touches the cut-off.
                    (None, Some(least)) => panic!("{points:?} {rule:?}: none, but {least}"),
                    (Some(found), None) => moves_by(found, &points, rule, cap, level),
                }
            }
        }
    }
}

/// Takes just over the weight from the parameters named, in their order, and gives it to the first named.
fn moves_by(
    shift: &indplacer::study::robustness::Shift,
    points: &[i64],
    rule: Rule,
    cap: Level,
    level: Level,
) {
    const FINE: i64 = 6 * 10_000 * 1_000;
    let n = points.len() as i64;
    let mut weights = vec![FINE; points.len()];
    let all = whole(FINE * n);
    let mut left = exact(shift.weight) * &all;
    if shift.more_than {
        left += whole(1);
    }
    let to = shift.to[0].index();
    for from in &shift.from {
        let taken = left.clone().min(whole(FINE)).ceil().to_integer();
        let taken = i64::try_from(taken).expect("a small number");
        weights[from.index()] -= taken;
        weights[to] += taken;
        left = (left - whole(taken)).max(zero());
    }
    assert_eq!(left, zero(), "{points:?} {rule:?}: {shift:?}");
    let moved = level_weighted(rule, points, &weights, cap);
    assert_eq!(moved, shift.to_level, "{points:?} {rule:?}: {shift:?}");
    assert_eq!(moved > level, shift.direction == Direction::Up);
}
