//! Mutants of what a test looks at: its facts left out or exchanged, its free side bounded, options added; and of
//! shares that are worked out from two numbers.

use super::forge::{Forge, last_digit, option_name};
use super::mutant::{Killer, Mutant, Variant};
use crate::arithmetic::Number;
use crate::assessment::{Assessment, Fact};
use crate::place::PartPlan;
use crate::regress::Tweak;
use crate::regress::cases::{Case, Target};
use crate::regress::domain;
use crate::rubric::{Bound, Kind, Leaf, OptionSet, PartOfWhole, Rubric, wire};
use crate::source::Span;
use crate::tell::written;
use crate::vocabulary::Parameter;
use toml::Spanned;

/// How far out a bound is set that nobody should meet: so much more, or three times as much.
const FAR: u64 = 40 * ONE;
const ONE: u64 = 10_000;

impl Forge<'_> {
    /// Each fact of the test left out where there are several, and exchanged for each other of its type.
    pub(super) fn facts(
        &self,
        wire: &wire::Condition<'_>,
        leaf: &Leaf,
        place: &str,
        out: &mut Vec<(Leaf, Tweak)>,
    ) {
        let spans = |all: &Spanned<Vec<wire::Text<'_>>>| -> Vec<Span> {
            all.get_ref().iter().map(Spanned::span).collect()
        };
        let (key, spans) = match (&wire.indicator, &wire.sum, &wire.union) {
            (Some(one), ..) => ("indicator", vec![one.span()]),
            (None, Some(all), _) => ("sum", spans(all)),
            (None, None, Some(all)) => ("union", spans(all)),
            (None, None, None) => return,
        };
        let place = format!("{place} {key}");
        let indicators = leaf.indicators();
        let id = |index: usize| self.rubric.indicators[index].id.as_str();
        for (position, (&index, span)) in indicators.iter().zip(&spans).enumerate() {
            if indicators.len() > 1 {
                let mut rest = indicators.to_vec();
                rest.remove(position);
                out.push((with_facts(leaf, rest), self.tweak(&place, id(index), None, span)));
            }
            for other in 0..self.rubric.indicators.len() {
                if indicators.contains(&other) || !self.are_alike(index, other) {
                    continue;
                }
                let mut exchanged = indicators.to_vec();
                exchanged[position] = other;
                let to = Some(id(other).to_owned());
                out.push((with_facts(leaf, exchanged), self.tweak(&place, id(index), to, span)));
            }
        }
    }

    /// Whether one fact can stand where another does.
    fn are_alike(&self, one: usize, other: usize) -> bool {
        match [one, other].map(|index| &self.rubric.indicators[index].kind) {
            [Kind::Count, Kind::Count]
            | [Kind::Number, Kind::Number]
            | [Kind::Share { .. }, Kind::Share { .. }]
            | [Kind::Bool, Kind::Bool] => true,
            [
                Kind::Choice { options, ordered },
                Kind::Choice { options: others, ordered: is_other_ordered },
            ] => options.names == others.names && ordered == is_other_ordered,
            [Kind::Set { options }, Kind::Set { options: others }] => options.names == others.names,
            _ => false,
        }
    }

    /// A bound on the side that has none: once just beyond the other bound, once far out.
    pub(super) fn free_side(
        &self,
        wire: &wire::Condition<'_>,
        leaf: &Leaf,
        kind: &Kind,
        place: &str,
        out: &mut Vec<(Leaf, Tweak)>,
    ) {
        let Leaf::Range { indicators, sum, min, max } = leaf else {
            return;
        };
        let (bound, is_upper) = match (min, max) {
            (Some(low), None) => (low, true),
            (None, Some(high)) => (high, false),
            _ => return,
        };
        let span = wire.min.as_ref().or(wire.max.as_ref()).map(Spanned::span);
        let span = span.unwrap_or(wire.span.clone());
        for value in beyond(kind, bound, is_upper) {
            let added = Some(Bound { value, exceptions: Vec::new() });
            let (min, max, key) = match is_upper {
                true => (min.clone(), added, "max"),
                false => (added, max.clone(), "min"),
            };
            let leaf = Leaf::Range { indicators: indicators.clone(), sum: *sum, min, max };
            let to = written::bound(kind, value);
            out.push((leaf, self.added(&format!("{place} {key}"), to, &span)));
        }
    }

    /// Each option that a test does not name, named as well.
    pub(super) fn more_options(
        &self,
        wire: &wire::Condition<'_>,
        leaf: &Leaf,
        kind: &Kind,
        place: &str,
        out: &mut Vec<(Leaf, Tweak)>,
    ) {
        let Some(all) = kind.options() else { return };
        let others = |options: OptionSet| {
            (0..all.names.len()).filter(move |option| !options.contains(*option))
        };
        match leaf {
            Leaf::OneOf { indicator, options } => {
                let span = wire.one_of.as_ref().map_or(wire.span.clone(), Spanned::span);
                for option in others(*options) {
                    let leaf = Leaf::OneOf { indicator: *indicator, options: options.with(option) };
                    let to = option_name(kind, option);
                    out.push((leaf, self.added(&format!("{place} one_of"), to, &span)));
                }
            }
            Leaf::Includes { indicators, named: true, options, at_least } => {
                let span = wire.includes.as_ref().map_or(wire.span.clone(), Spanned::span);
                for option in others(*options) {
                    // Where no number is written all are asked for, the new one included.
                    let at_least = match wire.at_least {
                        Some(_) => at_least.clone(),
                        None => Bound::of_options(options.len() + 1),
                    };
                    let leaf = Leaf::Includes {
                        indicators: indicators.clone(),
                        named: true,
                        options: options.with(option),
                        at_least,
                    };
                    let to = option_name(kind, option);
                    out.push((leaf, self.added(&format!("{place} includes"), to, &span)));
                }
            }
            Leaf::Range { .. } | Leaf::Is { .. } | Leaf::Includes { .. } => {}
        }
    }

    /// The shares that are worked out: each without its part and whole, and with the two exchanged.
    pub(super) fn shares(&self) -> Vec<Mutant> {
        let mut mutants = Vec::new();
        for (index, (name, wire)) in self.wire.indicators.iter().enumerate() {
            let Kind::Share { computed: Some(PartOfWhole { part, whole }) } =
                self.rubric.indicators[index].kind
            else {
                continue;
            };
            let Some((parameter, criterion)) = used_by(self.rubric, index) else {
                continue;
            };
            let [part, whole] =
                [part, whole].map(|index| self.rubric.indicators[index].id.as_str());
            let span = wire.part.as_ref().map_or(name.span(), Spanned::span);
            let place = format!("indicators.{} part/whole", name.get_ref());
            for (to, is_exchanged) in [(None, false), (Some(format!("{whole}/{part}")), true)] {
                mutants.push(Mutant {
                    tweak: self.tweak(&place, format!("{part}/{whole}"), to, &span),
                    criterion: Some(criterion.clone()),
                    variant: Variant::Share { index, is_exchanged, parameter },
                });
            }
        }
        mutants
    }

    fn added(&self, place: &str, to: String, span: &Span) -> Tweak {
        Tweak { from: None, ..self.tweak(place, String::new(), Some(to), span) }
    }
}

/// The first parameter and criterion that test a fact.
fn used_by(rubric: &Rubric, index: usize) -> Option<(Parameter, String)> {
    Parameter::ALL.into_iter().find_map(|parameter| {
        let mut criteria = rubric.parameter(parameter).criteria.iter().flatten();
        let criterion = criteria.find(|criterion| {
            let mut is_used = false;
            criterion
                .condition
                .for_each_leaf(&mut |leaf| is_used |= leaf.indicators().contains(&index));
            is_used
        });
        Some((parameter, criterion?.id.clone()))
    })
}

/// The test with other facts.
fn with_facts(leaf: &Leaf, facts: Vec<usize>) -> Leaf {
    let mut leaf = leaf.clone();
    match &mut leaf {
        Leaf::Range { indicators, .. } | Leaf::Includes { indicators, .. } => *indicators = facts,
        Leaf::Is { indicator, .. } | Leaf::OneOf { indicator, .. } => {
            if let [only] = facts[..] {
                *indicator = [only];
            }
        }
    }
    leaf
}

/// The bounds that are added on the free side: beyond the bound that is furthest out for anybody.
fn beyond(kind: &Kind, bound: &Bound, is_upper: bool) -> Vec<Number> {
    let all = bound.exceptions.iter().map(|exception| exception.bound);
    let all = all.chain([bound.value]);
    let base = match is_upper {
        true => all.max(),
        false => all.min(),
    };
    let base = base.unwrap_or(bound.value);
    let step = match kind {
        Kind::Number | Kind::Share { .. } => last_digit(base),
        Kind::Count | Kind::Choice { .. } | Kind::Bool | Kind::Set { .. } => {
            Number::from_integer(1)
        }
    };
    let (base, step) = (base.ten_thousandths(), step.ten_thousandths());
    // A bound at the end of what can be is none.
    let end = match kind {
        Kind::Share { .. } => 100 * ONE,
        Kind::Choice { options, .. } => options.names.len().saturating_sub(1) as u64 * ONE,
        Kind::Count | Kind::Number | Kind::Bool | Kind::Set { .. } => 9_999_999_999_999,
    };
    let mut values = match (is_upper, kind) {
        (false, _) => vec![base.saturating_sub(step), step],
        (true, Kind::Share { .. } | Kind::Choice { .. }) => {
            vec![base + step, end.saturating_sub(step)]
        }
        (true, _) => vec![base + step, (base + FAR).max(base.saturating_mul(3))],
    };
    values.retain(|value| match is_upper {
        true => base < *value && *value < end,
        false => 0 < *value && *value < base,
    });
    values.dedup();
    values.into_iter().map(Number::from_ten_thousandths).collect()
}

/// The first case that fails if a share is worked out otherwise, or not at all.
pub(super) fn first_to_notice(
    rubric: &Rubric,
    index: usize,
    is_exchanged: bool,
    cases: &[(usize, &Case)],
    options: crate::place::Options,
) -> Option<usize> {
    cases.iter().find_map(|(number, case)| {
        let Fact::Ratio { part, whole } = case.assessment.facts[index] else {
            return None;
        };
        let is_noticed = match is_exchanged {
            // A part above its whole is refused.
            true => part != whole && !case.expectations.is_empty(),
            false => {
                let mut without = case.assessment.clone();
                without.facts[index] = Fact::Missing;
                case.notices(&crate::place::place(rubric, &without, options))
            }
        };
        is_noticed.then_some(*number)
    })
}

/// A row that tells the share from one that is worked out otherwise; nothing where its facts make none.
pub(super) fn killer(
    rubric: &Rubric,
    index: usize,
    is_exchanged: bool,
    parameter: Parameter,
) -> Option<Killer> {
    let Kind::Share { computed: Some(computed) } = rubric.indicators[index].kind else {
        return None;
    };
    let plan = PartPlan::new(rubric, rubric.parameter(parameter));
    let level = |assessment: &Assessment| plan.place(&rubric.groups, assessment, parameter).level;
    let assessment = domain::first(rubric, parameter, |assessment| {
        let Fact::Number(share) = assessment.facts[index] else {
            return None;
        };
        let mut with = assessment.clone();
        let (part, whole) = as_ratio(share);
        with.facts[computed.part] = Fact::Number(part);
        with.facts[computed.whole] = Fact::Number(whole);
        with.facts[index] = Fact::Ratio { part, whole };
        let mut without = with.clone();
        without.facts[index] = Fact::Missing;
        let is_told = match is_exchanged {
            true => part != whole && level(&with).determined().is_some(),
            false => level(&with) != level(&without),
        };
        is_told.then_some(with)
    })?;
    let expected = vec![(Target::Parameter(parameter), level(&assessment).as_str())];
    Some(Killer { assessment, expected })
}

/// A share as part and whole, both whole numbers.
fn as_ratio(share: Number) -> (Number, Number) {
    let share = share.ten_thousandths();
    let mut times = 1;
    while !(share * times).is_multiple_of(ONE) {
        times *= 10;
    }
    let whole = Number::from_ten_thousandths(100 * times * ONE);
    (Number::from_ten_thousandths(share * times), whole)
}
