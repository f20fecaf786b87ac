//! How well several raters agree: weighted kappa, Krippendorff's alpha, and intervals by bootstrap.

use super::rounded;
use serde::Serialize;

/// How many samples the bootstrap draws.
pub const SAMPLES: usize = 1000;
/// Where its random numbers begin, so that the same data always give the same interval.
pub const SEED: u64 = 2020;

/// A statistic with its interval of 95 %, where enough samples have one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Estimate {
    /// The statistic.
    pub value: f64,
    /// The lower end of the interval.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
}

/// How distances between categories count in kappa.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weights {
    /// Two steps count twice as much as one.
    Linear,
    /// Two steps count four times as much as one.
    Quadratic,
}

/// Cohen's weighted kappa of two raters; none where both use only one and the same category.
///
/// Cohen (1968), Weighted kappa, Psychological Bulletin 70: 1 − Σ w·observed / Σ w·expected, with the
/// expected of independent raters who use the categories as often as these do.
pub fn kappa<const N: usize>(table: &[[u64; N]; N], weights: Weights) -> Option<f64> {
    let rows: [u64; N] = std::array::from_fn(|a| table[a].iter().sum());
    let columns: [u64; N] = std::array::from_fn(|b| table.iter().map(|row| row[b]).sum());
    let all: u64 = rows.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for a in 0..N {
        for b in 0..N {
            let steps = a.abs_diff(b) as f64;
            let weight = match weights {
                Weights::Linear => steps,
                Weights::Quadratic => steps * steps,
            };
            observed += weight * table[a][b] as f64 * all as f64;
            expected += weight * rows[a] as f64 * columns[b] as f64;
        }
    }
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

/// Krippendorff's alpha for ordered categories; none where no unit has two ratings, or all are the same.
///
/// Krippendorff (2011), Computing Krippendorff's alpha-reliability. Each unit is how many raters gave it each
/// category, and how often such a unit occurs. The distance of two categories is the number of ratings
/// between them, half of their own included, squared.
pub fn alpha<const N: usize>(units: impl Iterator<Item = ([u32; N], u32)>) -> Option<f64> {
    let mut coincidences = [[0.0; N]; N];
    for (counts, times) in units {
        let raters: u32 = counts.iter().sum();
        if raters < 2 {
            continue;
        }
        for a in 0..N {
            for b in 0..N {
                let others = counts[b] - u32::from(a == b && counts[b] > 0);
                let pairs = f64::from(counts[a]) * f64::from(others) * f64::from(times);
                coincidences[a][b] += pairs / f64::from(raters - 1);
            }
        }
    }
    let sums: [f64; N] = coincidences.map(|row| row.iter().sum());
    let all: f64 = sums.iter().sum();
    let (mut observed, mut expected) = (0.0, 0.0);
    for a in 0..N {
        for b in a + 1..N {
            let between: f64 = sums[a..=b].iter().sum();
            let distance = (between - (sums[a] + sums[b]) / 2.0).powi(2);
            observed += coincidences[a][b] * distance;
            expected += sums[a] * sums[b] * distance;
        }
    }
    (expected > 0.0).then(|| 1.0 - (all - 1.0) * observed / expected)
}

/// Units drawn with replacement, so many times as there are units; how often each came out.
///
/// Efron & Tibshirani (1993), An introduction to the bootstrap.
pub struct Bootstrap {
    random: SplitMix64,
    times: Vec<u32>,
}

impl Bootstrap {
    /// Samples of so many units.
    pub fn new(units: usize) -> Self {
        Self { random: SplitMix64(SEED), times: vec![0; units] }
    }

    /// The next sample.
    pub fn sample(&mut self) -> &[u32] {
        self.times.fill(0);
        for _ in 0..self.times.len() {
            let unit = self.random.below(self.times.len() as u64);
            self.times[unit as usize] += 1;
        }
        &self.times
    }
}

/// The statistic with the percentile interval of its samples; without it where one sample in twenty has none.
pub fn estimate(value: Option<f64>, mut samples: Vec<f64>) -> Option<Estimate> {
    let value = rounded(value?);
    samples.sort_by(f64::total_cmp);
    let is_enough = samples.len() * 20 > SAMPLES * 19;
    let at = |per_mille: usize| {
        let rank = (samples.len() * per_mille).div_ceil(1000).max(1);
        is_enough.then(|| rounded(samples[rank - 1]))
    };
    Some(Estimate { value, low: at(25), high: at(975) })
}

/// SplitMix64: small, and the same everywhere for ever, which a library's generator does not promise.
///
/// Steele, Lea & Flood (2014), Fast splittable pseudorandom number generators.
struct SplitMix64(u64);

impl SplitMix64 {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below `n`, each as likely (Lemire 2019); `n` is not zero.
    fn below(&mut self, n: u64) -> u64 {
        loop {
            let product = u128::from(self.next()) * u128::from(n);
            if product as u64 >= n.wrapping_neg() % n {
                return (product >> 64) as u64;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<f64>, expected: f64) {
        let found = found.unwrap();
        assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
    }

    /// Krippendorff (2011), Computing Krippendorff's alpha-reliability, example C: four observers,
    /// twelve units, ordinal alpha 0.815.
    ///
    /// `krippendorff.alpha(reliability_data=…, level_of_measurement="ordinal")` of the Python package
    /// krippendorff 0.9 gives 0.8153875….

    #[test]
    fn alpha_is_that_of_the_published_example() {
        let ratings: [[u32; 12]; 4] = [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
            [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
        ];
        let units = (0..12).map(|unit| {
            let mut counts = [0; 5];
            for rater in ratings {
                if rater[unit] > 0 {
                    counts[rater[unit] as usize - 1] += 1;
                }
            }
            (counts, 1)
        });
        near(alpha(units), 0.815_387_503_754_881_4);
    }

    /// Husbands and wives in Hout, Duncan & Sobel (1987), as in Agresti (2002) and the help of R's
    /// `vcd::Kappa(SexualFun)`, which gives 0.2374 with equal spacing.
    const COUPLES: [[u64; 4]; 4] = [[7, 7, 2, 3], [2, 8, 3, 7], [1, 5, 4, 9], [2, 8, 9, 14]];

    /// `sklearn.metrics.cohen_kappa_score(a, b, weights="linear")`, then `"quadratic"`.
    #[test]
    fn kappa_is_that_of_the_published_example() {
        near(kappa(&COUPLES, Weights::Linear), 0.237_380_627_557_980_95);
        near(kappa(&COUPLES, Weights::Quadratic), 0.332_045_586_246_861_1);
    }

    /// The same couples by the Python package krippendorff.
    #[test]
    fn alpha_of_two_raters_is_that_of_the_reference() {
        let units = (0..16).map(|cell| {
            let (a, b) = (cell / 4, cell % 4);
            let mut counts = [0; 4];
            counts[a] += 1;
            counts[b] += 1;
            (counts, COUPLES[a][b] as u32)
        });
        near(alpha(units), 0.316_094_296_554_963_9);
    }

    #[test]
    fn nothing_is_said_where_nothing_varies() {
        assert_eq!(kappa(&[[5, 0], [0, 0]], Weights::Linear), None);
        assert_eq!(alpha([([2, 0], 5)].into_iter()), None);
        assert_eq!(alpha([([1, 0], 1), ([0, 1], 1)].into_iter()), None);
        assert_eq!(kappa(&[[5, 0], [0, 5]], Weights::Quadratic), Some(1.0));
    }

    /// The first numbers of the reference implementation (Vigna, splitmix64.c) from 1234567.
    #[test]
    fn the_random_numbers_are_those_of_the_reference() {
        let mut random = SplitMix64(1_234_567);
        let first: [u64; 5] = std::array::from_fn(|_| random.next());
        assert_eq!(
            first,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn a_sample_has_as_many_units_as_there_are() {
        let mut bootstrap = Bootstrap::new(7);
        for _ in 0..50 {
            assert_eq!(bootstrap.sample().iter().sum::<u32>(), 7);
        }
    }
}
