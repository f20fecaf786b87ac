//! Where the parts of a rubric stand in its file, for those who have something to say of them.
//!
//! Kept beside the rubric and in the same order, so that what computes need not carry it along.

use super::wire::{self, BoundFor, Literal, Wire};
use crate::source::Span;
use crate::vocabulary::Parameter;
use toml::Spanned;

/// The places of a rubric's parts; each list in the order of the rubric's own.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The value of `status`.
    pub status: Span,
    /// The values of `valid_from` and `valid_to`, or else the version.
    pub validity: [Span; 2],
    /// The value of `rule`, if written.
    pub rule: Option<Span>,
    /// The table of cut-offs, if written.
    pub cutoffs: Option<Span>,
    /// The level of each must-have.
    pub requirements: Vec<Span>,
    /// The name of each group column.
    pub groups: Vec<Span>,
    /// The id of each indicator.
    pub indicators: Vec<Span>,
    /// The question of each indicator, if written.
    pub asked: Vec<Option<Span>>,
    /// The options of each indicator.
    pub options: Vec<Vec<Span>>,
    /// The wording of let, moderat and højt of each parameter.
    pub guidance: [[Span; 3]; Parameter::COUNT],
    /// The criteria of let, moderat and højt of each parameter.
    pub criteria: [[Vec<CriterionPlaces>; 3]; Parameter::COUNT],
}

/// The places of a criterion's parts.
#[derive(Debug, Clone, Default)]
pub struct CriterionPlaces {
    /// The value of `id`.
    pub id: Span,
    /// The value of `text`, quotes included.
    pub text: Span,
    /// What must hold.
    pub condition: ConditionPlaces,
}

/// The places of a condition's parts.
#[derive(Debug, Clone, Default)]
pub struct ConditionPlaces {
    /// The whole table; of a criterion only its head.
    pub span: Span,
    /// The value of `min` or `at_least`, and of `max`.
    pub bounds: [Option<Span>; 2],
    /// The entries of `min_for` or `at_least_for`, and of `max_for`.
    pub exceptions: [Vec<Span>; 2],
    /// The members of a group.
    pub members: Vec<ConditionPlaces>,
}

pub(crate) fn places(wire: &Wire<'_>) -> Places {
    let header = &wire.rubric;
    let validity = [&header.valid_from, &header.valid_to]
        .map(|date| date.as_ref().map_or_else(|| header.version.span(), Spanned::span));
    let mut places = Places {
        status: header.status.span(),
        validity,
        groups: wire.groups.iter().map(|(name, _)| name.span()).collect(),
        ..Places::default()
    };
    if let Some(placement) = &wire.placement {
        places.rule = placement.rule.as_ref().map(Spanned::span);
        places.cutoffs = placement.cutoffs.as_ref().map(|cutoffs| cutoffs.span.clone());
        places.requirements = placement.require.iter().map(|one| one.level.span()).collect();
    }
    for (id, indicator) in &wire.indicators {
        places.indicators.push(id.span());
        places.asked.push(indicator.ask.as_ref().map(Spanned::span));
        let options = indicator.options.iter().flat_map(Spanned::get_ref);
        places.options.push(options.map(Spanned::span).collect());
    }
    for (name, wire) in &wire.parameters {
        if let Some(parameter) = Parameter::from_id(name.get_ref()) {
            let at = parameter.index();
            places.guidance[at] = wire.guidance.each_ref().map(Spanned::span);
            places.criteria[at] =
                wire.criteria.each_ref().map(|criteria| criteria.iter().map(criterion).collect());
        }
    }
    places
}

fn criterion(wire: &wire::Criterion<'_>) -> CriterionPlaces {
    CriterionPlaces {
        id: wire.id.span(),
        text: wire.text.span(),
        condition: condition(&wire.condition),
    }
}

fn condition(wire: &wire::Condition<'_>) -> ConditionPlaces {
    let span = |literal: &Option<Literal<'_>>| literal.as_ref().map(Spanned::span);
    let entries = |lists: &[&Option<Spanned<Vec<BoundFor<'_>>>>]| {
        let lists = lists.iter().copied().flatten();
        let entries = lists.flat_map(Spanned::get_ref);
        entries.map(|entry| entry.span.clone()).collect()
    };
    ConditionPlaces {
        span: wire.span.clone(),
        bounds: [span(&wire.min).or(span(&wire.at_least)), span(&wire.max)],
        exceptions: [entries(&[&wire.min_for, &wire.at_least_for]), entries(&[&wire.max_for])],
        members: [&wire.any_of, &wire.all_of, &wire.of]
            .into_iter()
            .flatten()
            .flat_map(Spanned::get_ref)
            .map(condition)
            .collect(),
    }
}
