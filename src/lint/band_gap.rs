//! Levels that stand each for itself and take bands of one fact, with values between two bands that are in neither.

use super::exact::Groups;
use super::falling_threshold::{Threshold, thresholds};
use super::finding::{Finding, Findings};
use crate::arithmetic::{DecimalMark, Number};
use crate::rubric::{Kind, Levels, Rubric, group_combinations};
use crate::source::Span;
use crate::vocabulary::{Level, Parameter};
use crate::words::LintText;

/// What one level takes of a fact.
struct Band {
    level: Level,
    min: Number,
    has_min: bool,
    max: Option<Number>,
    /// Where the lower bound is written, or else the upper.
    span: Span,
}

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for parameter in Parameter::ALL {
        if rubric.parameter(parameter).levels == Levels::Independent {
            in_parameter(rubric, parameter, findings);
        }
    }
}

fn in_parameter(rubric: &Rubric, parameter: Parameter, findings: &mut Findings) {
    let of_levels = Level::DESCRIBED.map(|level| (level, thresholds(rubric, parameter, level)));
    let mut facts: Vec<&[usize]> = Vec::new();
    for threshold in of_levels.iter().flat_map(|(_, thresholds)| thresholds) {
        let fact = &threshold.side.indicators[..];
        let is_number =
            !matches!(rubric.indicators[fact[0]].kind, Kind::Set { .. } | Kind::Choice { .. });
        if is_number && !facts.contains(&fact) {
            facts.push(fact);
        }
    }
    for fact in facts {
        let all = of_levels.iter().flat_map(|(_, thresholds)| thresholds);
        let leaves = all.filter(|one| one.side.indicators == fact).map(|one| one.leaf);
        let combinations = group_combinations(&rubric.groups, leaves);
        let gaps = combinations.iter().flatten().map(|groups| {
            let bands = of_levels
                .iter()
                .filter_map(|(level, thresholds)| band(*level, thresholds, fact, groups));
            gap(rubric, fact, bands.collect())
        });
        if let Some(finding) = gaps.flatten().next() {
            findings.push(finding);
        }
    }
}

/// The band of a level; nothing where it does not ask for the fact, or for what nobody has.
fn band(
    level: Level,
    thresholds: &[Threshold<'_>],
    fact: &[usize],
    groups: &Groups,
) -> Option<Band> {
    let of_fact = || thresholds.iter().filter(|one| one.side.indicators == fact);
    let bound = |index: usize| {
        of_fact().filter_map(move |one| Some((one.leaf.bounds()[index]?.for_groups(groups), one)))
    };
    let min = bound(0).max_by_key(|(value, _)| *value);
    let max = bound(1).min_by_key(|(value, _)| *value);
    let (index, (_, written)) = min.map(|min| (0, min)).or(max.map(|max| (1, max)))?;
    let band = Band {
        level,
        min: min.map_or(Number::ZERO, |(value, _)| value),
        has_min: min.is_some(),
        max: max.map(|(value, _)| value),
        span: written.places.bounds[index].clone()?,
    };
    band.max.is_none_or(|max| band.min <= max).then_some(band)
}

fn gap(rubric: &Rubric, fact: &[usize], mut bands: Vec<Band>) -> Option<Finding> {
    let is_count = |&index: &usize| matches!(rubric.indicators[index].kind, Kind::Count);
    let both_ways = |band: &Band| band.max.is_some() && band.has_min;
    if !bands.iter().any(both_ways) {
        return None;
    }
    bands.sort_by_key(|band| (band.min, band.level));
    let mut below = bands.first()?;
    for band in &bands[1..] {
        let max = below.max?;
        // A count is whole; of other numbers every decimal counts.
        let next = match fact.iter().all(is_count) {
            true => Number::from_integer(u32::try_from(max.whole() + 1).ok()?),
            false => Number::from_ten_thousandths(max.ten_thousandths() + 1),
        };
        let first = match fact.iter().all(is_count) && !band.min.is_whole() {
            true => Number::from_integer(u32::try_from(band.min.whole() + 1).ok()?),
            false => band.min,
        };
        if first > next {
            let text = LintText::BandGap {
                fact: rubric.indicators[fact[0]].label.clone(),
                from: max.with_mark(DecimalMark::Comma),
                to: band.min.with_mark(DecimalMark::Comma),
                low: below.level,
                high: band.level,
            };
            let finding = Finding::new(band.span.clone(), text);
            return Some(
                finding.related(below.span.clone(), LintText::TheBandBelow { level: below.level }),
            );
        }
        if band.max.is_none_or(|other| other > max) {
            below = band;
        }
    }
    None
}
