//! Every small way to change a rubric, and whether a case notices.
//!
//! Each bound one step up and down, exceptions included, each exception left out, and a bound added on the
//! side that has none, just beyond the other and far out; each group's and each set's number; any and all
//! exchanged; each criterion, member of a group, sum or union and named option left out, and options added;
//! each fact exchanged for each other of its type; each ja/nej turned; cumulative and independent
//! swapped; each share without its part and whole, and with the two exchanged; each cut-off a step up and down;
//! each must-have left out, and its levels one up and down. A step is one of a count or an ordered choice, and
//! otherwise one of the last digit that the bound has. A change that the rubric's own checks would refuse is none.

mod looks;

use super::cases::{Case, Target};
use super::domain::{self, Verdict};
use super::{Location, Tweak};
use crate::arithmetic::Number;
use crate::assessment::Assessment;
use crate::place::{Levels as PointLevels, Options, PartPlan, conclude, level_by, place_part};
use crate::rubric::wire::{self, Wire};
use crate::rubric::{
    Bound, Condition, Cutoffs, GroupKind, Kind, Leaf, Levels, Method, OptionSet, ParameterRubric,
    Requirement, Rubric, Rule,
};
use crate::source::Span;
use crate::tell::written;
use crate::vocabulary::{Level, Parameter};
use std::sync::Arc;

/// One small change of a rubric.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// What is changed.
    pub tweak: Tweak,
    /// The id of the criterion that it is about.
    pub criterion: Option<String>,
    /// The rubric as changed.
    pub variant: Variant,
}

/// The changed part of a rubric; the rest is as it was.
#[derive(Debug, Clone)]
pub enum Variant {
    /// One parameter.
    Part(Parameter, Box<ParameterRubric>),
    /// The cut-offs or the must-haves.
    Placement(Rule, Vec<Requirement>),
    /// How a share, an indicator by index, is worked out: from its part and whole exchanged, or not at all.
    Share {
        /// The share.
        index: usize,
        /// Whether its part and whole are exchanged.
        is_exchanged: bool,
        /// The first parameter that tests it.
        parameter: Parameter,
    },
}

/// What became of a mutant.
#[derive(Debug, Clone)]
pub enum Fate {
    /// A case fails under it; the first, by index.
    Killed(usize),
    /// It is no change: nothing that a row may say tells it from the rubric.
    Equivalent,
    /// No case notices it, but this one would.
    Survives(Box<Killer>),
    /// No case notices it, and whether one could was not settled: there is too much to try.
    Unsettled,
}

/// A row that tells a mutant from the rubric.
#[derive(Debug, Clone)]
pub struct Killer {
    /// What the row says; levels are entered where the mutant is about the placement.
    pub assessment: Assessment,
    /// What to expect of it.
    pub expected: Vec<(Target, &'static str)>,
}

/// Every mutant of the rubric, in the order of its file.
pub fn all(rubric: &Rubric) -> Vec<Mutant> {
    let Some(wire) = rubric.wire() else {
        return Vec::new();
    };
    let forge = Forge { rubric, wire: &wire };
    let mut mutants = forge.placement();
    mutants.extend(forge.shares());
    for parameter in Parameter::ALL {
        mutants.extend(forge.parameter(parameter));
    }
    mutants.sort_by_key(|mutant| mutant.tweak.at.span.start);
    mutants
}

/// What becomes of a mutant under some cases of its rubric, all of which hold without it.
pub fn fate(rubric: &Rubric, mutant: &Mutant, cases: &[(usize, &Case)], options: Options) -> Fate {
    match first_to_notice(rubric, mutant, cases, options) {
        Some(case) => Fate::Killed(case),
        None => match &mutant.variant {
            Variant::Part(parameter, part) => against_part(rubric, *parameter, part),
            Variant::Placement(rule, requirements) => {
                against_placement(rubric, *rule, requirements)
            }
            Variant::Share { index, is_exchanged, parameter } => {
                let killer = looks::killer(rubric, *index, *is_exchanged, *parameter);
                killer.map_or(Fate::Unsettled, |killer| Fate::Survives(Box::new(killer)))
            }
        },
    }
}

/// The first case that fails under the mutant. Only what the mutant touches is computed again.
pub fn first_to_notice(
    rubric: &Rubric,
    mutant: &Mutant,
    cases: &[(usize, &Case)],
    options: Options,
) -> Option<usize> {
    match &mutant.variant {
        Variant::Part(parameter, part) => {
            let part = PartPlan::new(rubric, part);
            cases.iter().find_map(|(index, case)| {
                let placed = part.place(&rubric.groups, &case.assessment, *parameter);
                let mut parameters = case.placement.parameters;
                if parameters[parameter.index()] == placed {
                    return None;
                }
                parameters[parameter.index()] = placed;
                let placement = conclude(rubric, &case.assessment, options, parameters);
                case.notices(&placement).then_some(*index)
            })
        }
        Variant::Placement(rule, requirements) => {
            let variant =
                Rubric { rule: *rule, requirements: requirements.clone(), ..rubric.clone() };
            cases.iter().find_map(|(index, case)| {
                let parameters = case.placement.parameters;
                let placement = conclude(&variant, &case.assessment, options, parameters);
                case.notices(&placement).then_some(*index)
            })
        }
        Variant::Share { index, is_exchanged, .. } => {
            looks::first_to_notice(rubric, *index, *is_exchanged, cases, options)
        }
    }
}

fn against_part(rubric: &Rubric, parameter: Parameter, part: &ParameterRubric) -> Fate {
    match domain::compare(rubric, parameter, rubric.parameter(parameter), part) {
        Verdict::Same => Fate::Equivalent,
        Verdict::Unsettled => Fate::Unsettled,
        Verdict::Differs(assessment) => {
            let placed = place_part(rubric, rubric.parameter(parameter), &assessment, parameter);
            Fate::Survives(Box::new(Killer {
                assessment: *assessment,
                expected: vec![(Target::Parameter(parameter), placed.level.as_str())],
            }))
        }
    }
}

/// The placement depends on the levels of the parameters alone, and an override can give each any level:
/// so all of them are tried. An open parameter adds nothing: its two ends are placed one by one.
fn against_placement(rubric: &Rubric, rule: Rule, requirements: &[Requirement]) -> Fate {
    use crate::assessment::Entered;
    let differs = |levels: &PointLevels| {
        level_by(rubric.rule, &rubric.requirements, levels) != level_by(rule, requirements, levels)
    };
    let Some(levels) = every_levels(rubric).find(differs) else {
        return Fate::Equivalent;
    };
    let mut assessment = Assessment { quality: Some(true), ..Assessment::default() };
    let quality = assessment.quality;
    assessment.reset(rubric);
    assessment.quality = quality;
    assessment.entered = levels.map(|level| level.map_or(Entered::Irrelevant, Entered::Level));
    let level = level_by(rubric.rule, &rubric.requirements, &levels);
    Fate::Survives(Box::new(Killer { assessment, expected: vec![(Target::Level, level.as_str())] }))
}

/// All levels that the eight parameters may have together; those with a parameter left out come last.
fn every_levels(rubric: &Rubric) -> impl Iterator<Item = PointLevels> + '_ {
    let optional: Vec<Parameter> = Parameter::ALL
        .into_iter()
        .filter(|parameter| rubric.parameter(*parameter).may_be_irrelevant)
        .collect();
    (0..1usize << optional.len()).flat_map(move |mask| {
        let left_out: Vec<Parameter> = optional
            .iter()
            .enumerate()
            .filter(|(index, _)| mask >> index & 1 == 1)
            .map(|(_, parameter)| *parameter)
            .collect();
        let counted = Parameter::COUNT - left_out.len();
        let some = if counted == 0 { 0 } else { 1usize << (2 * counted) };
        (0..some).map(move |mut code| {
            let mut levels: PointLevels = [None; Parameter::COUNT];
            for parameter in Parameter::ALL {
                if !left_out.contains(&parameter) {
                    levels[parameter.index()] = Some(Level::from_points((code & 3) as u8));
                    code >>= 2;
                }
            }
            levels
        })
    })
}

/// Makes the mutants of one rubric; text and checked rubric are walked side by side, for the places.
struct Forge<'r> {
    rubric: &'r Rubric,
    wire: &'r Wire<'r>,
}

impl Forge<'_> {
    fn at(&self, span: Span) -> Location {
        Location { source: Arc::clone(&self.rubric.source), span }
    }

    fn tweak(
        &self,
        place: &str,
        from: impl Into<String>,
        to: Option<String>,
        span: &Span,
    ) -> Tweak {
        Tweak { place: place.to_owned(), from: Some(from.into()), to, at: self.at(span.clone()) }
    }

    fn placement(&self) -> Vec<Mutant> {
        let wire = self.wire.placement.as_ref();
        let header = self.rubric.header.clone();
        let mut mutants = Vec::new();
        let mut push = |tweak, rule, requirements: Vec<Requirement>| {
            mutants.push(Mutant {
                tweak,
                criterion: None,
                variant: Variant::Placement(rule, requirements),
            });
        };
        if let Rule::Mean(cutoffs) = self.rubric.rule {
            let written = wire.and_then(|wire| wire.cutoffs.as_ref());
            for (index, level) in Level::DESCRIBED.into_iter().enumerate() {
                let literal = written.and_then(|cutoffs| cutoffs.values[index].as_ref());
                let span = literal.map_or(header.clone(), toml::Spanned::span);
                let cutoff = cutoffs.0[index];
                for changed in steps(cutoff, last_digit(cutoff)) {
                    let mut values = cutoffs.0;
                    values[index] = changed;
                    let rises = Number::ZERO < values[0] && values.is_sorted_by(|a, b| a < b);
                    if rises && values[2] <= Number::from_integer(3) {
                        let place = format!("placement.cutoffs {}", level.key());
                        let to = Some(changed.to_string());
                        let tweak = self.tweak(&place, cutoff.to_string(), to, &span);
                        let rule = Rule::Mean(Cutoffs(values));
                        push(tweak, rule, self.rubric.requirements.clone());
                    }
                }
            }
        }
        for (index, requirement) in self.rubric.requirements.iter().enumerate() {
            let wire = wire.and_then(|wire| wire.require.get(index));
            let spans = wire.map_or((header.clone(), header.clone()), |wire| {
                (wire.level.span(), wire.at_least.span())
            });
            let place = format!("placement.require {}", requirement_name(requirement));
            let without = |changed: Option<Requirement>| {
                let mut all = self.rubric.requirements.clone();
                match changed {
                    Some(changed) => all[index] = changed,
                    None => {
                        all.remove(index);
                    }
                }
                all
            };
            let at_least = requirement.at_least.key();
            let tweak = self.tweak(&place, at_least, None, &spans.0);
            push(tweak, self.rubric.rule, without(None));
            for level in neighbours(requirement.level) {
                let place = format!("{place} level");
                let to = Some(level.key().to_owned());
                let tweak = self.tweak(&place, requirement.level.key(), to, &spans.0);
                let changed = Requirement { level, ..*requirement };
                push(tweak, self.rubric.rule, without(Some(changed)));
            }
            for level in neighbours(requirement.at_least) {
                let place = format!("{place} at_least");
                let tweak = self.tweak(&place, at_least, Some(level.key().to_owned()), &spans.1);
                let changed = Requirement { at_least: level, ..*requirement };
                push(tweak, self.rubric.rule, without(Some(changed)));
            }
        }
        mutants
    }

    fn parameter(&self, parameter: Parameter) -> Vec<Mutant> {
        let part = self.rubric.parameter(parameter);
        let named =
            |(name, _): &&(wire::Text<'_>, wire::Parameter<'_>)| *name.get_ref() == parameter.id();
        let Some((name, wire)) = self.wire.parameters.iter().find(named) else {
            return Vec::new();
        };
        let mut mutants = Vec::new();
        if part.method == Method::Assessed {
            return mutants;
        }
        let mut push = |tweak, criterion: Option<&str>, part| {
            mutants.push(Mutant {
                tweak,
                criterion: criterion.map(str::to_owned),
                variant: Variant::Part(parameter, Box::new(part)),
            });
        };
        let (levels, to) = match part.levels {
            Levels::Cumulative => (Levels::Independent, "independent"),
            Levels::Independent => (Levels::Cumulative, "cumulative"),
        };
        let from = match part.levels {
            Levels::Cumulative => "cumulative",
            Levels::Independent => "independent",
        };
        let span = wire.levels.as_ref().map_or(name.span(), toml::Spanned::span);
        let place = format!("{} levels", parameter.id());
        push(
            self.tweak(&place, from, Some(to.to_owned()), &span),
            None,
            ParameterRubric { levels, ..part.clone() },
        );
        for (level, (criteria, wires)) in part.criteria.iter().zip(&wire.criteria).enumerate() {
            for (index, (criterion, wire)) in criteria.iter().zip(wires).enumerate() {
                let mut without = part.clone();
                without.criteria[level].remove(index);
                let id = criterion.id.as_str();
                let place = format!("{} {}", parameter.id(), Level::DESCRIBED[level].key());
                let tweak = self.tweak(&place, id, None, &wire.id.span());
                push(tweak, Some(id), without);
                let mut variants = Vec::new();
                self.condition(&wire.condition, &criterion.condition, id, &mut variants);
                for (condition, tweak) in variants {
                    let mut changed = part.clone();
                    changed.criteria[level][index].condition = condition;
                    push(tweak, Some(id), changed);
                }
            }
        }
        mutants
    }

    fn condition(
        &self,
        wire: &wire::Condition<'_>,
        condition: &Condition,
        place: &str,
        out: &mut Vec<(Condition, Tweak)>,
    ) {
        let (kind, n, members) = match condition {
            Condition::Leaf(leaf) => {
                let mut variants = Vec::new();
                self.leaf(wire, leaf, place, &mut variants);
                let whole = variants.into_iter();
                out.extend(whole.map(|(leaf, tweak)| (Condition::Leaf(leaf), tweak)));
                return;
            }
            Condition::AtLeast { kind, n, members } => (*kind, *n, members),
        };
        let (key, wires) = match kind {
            GroupKind::Any => ("any_of", &wire.any_of),
            GroupKind::All => ("all_of", &wire.all_of),
            GroupKind::AtLeast => ("of", &wire.of),
        };
        let Some(wires) = wires else { return };
        let count = members.len();
        let span = match (kind, &wire.at_least) {
            (GroupKind::AtLeast, Some(at_least)) => at_least.span(),
            (GroupKind::Any | GroupKind::All, _) | (GroupKind::AtLeast, None) => {
                let start = wires.span().start;
                start..start + 1
            }
        };
        for changed in near(n, count) {
            let members = members.clone();
            let condition = Condition::AtLeast { kind: GroupKind::AtLeast, n: changed, members };
            let place = format!("{place} {key}");
            let to = Some(format!("{changed}/{count}"));
            out.push((condition, self.tweak(&place, format!("{n}/{count}"), to, &span)));
        }
        let exchanged = match kind {
            GroupKind::Any => Some((GroupKind::All, count, "all_of")),
            GroupKind::All => Some((GroupKind::Any, 1, "any_of")),
            GroupKind::AtLeast => None,
        };
        // Of two members it is one more, or one less, as above.
        if let Some((kind, n, to)) = exchanged.filter(|_| count > 2) {
            let members = members.clone();
            let condition = Condition::AtLeast { kind, n, members };
            out.push((condition, self.tweak(place, key, Some(to.to_owned()), &span)));
        }
        for (index, (member, wire)) in members.iter().zip(wires.get_ref()).enumerate() {
            let name = self.name(member);
            if count > 1 {
                let mut members = members.clone();
                members.remove(index);
                let condition = Condition::AtLeast { kind, n: n.min(members.len()), members };
                let place = format!("{place} {key}");
                out.push((condition, self.tweak(&place, name.as_str(), None, &wire.span)));
            }
            let mut variants = Vec::new();
            self.condition(wire, member, &format!("{place} {name}"), &mut variants);
            for (variant, tweak) in variants {
                let mut members = members.clone();
                members[index] = variant;
                out.push((Condition::AtLeast { kind, n, members }, tweak));
            }
        }
    }

    /// What a member of a group is called: its facts.
    fn name(&self, condition: &Condition) -> String {
        let mut names: Vec<&str> = Vec::new();
        condition.for_each_leaf(&mut |leaf| {
            for &index in leaf.indicators() {
                let id = self.rubric.indicators[index].id.as_str();
                if !names.contains(&id) {
                    names.push(id);
                }
            }
        });
        names.join("+")
    }

    fn leaf(
        &self,
        wire: &wire::Condition<'_>,
        leaf: &Leaf,
        place: &str,
        out: &mut Vec<(Leaf, Tweak)>,
    ) {
        let Some(&first) = leaf.indicators().first() else {
            return;
        };
        let kind = &self.rubric.indicators[first].kind;
        self.facts(wire, leaf, place, out);
        self.more_options(wire, leaf, kind, place, out);
        match leaf {
            Leaf::Range { indicators, sum, min, max } => {
                let with = |low: Option<Bound>, high: Option<Bound>| Leaf::Range {
                    indicators: indicators.clone(),
                    sum: *sum,
                    min: low,
                    max: high,
                };
                let at =
                    |literal: &Option<wire::Literal<'_>>| literal.as_ref().map(toml::Spanned::span);
                let (low, high) = (at(&wire.min), at(&wire.max));
                let lows = self.bounds(min.as_ref(), kind, place, "min", low, &wire.min_for);
                for (bound, tweak) in lows {
                    out.push((with(Some(bound), max.clone()), tweak));
                }
                let highs = self.bounds(max.as_ref(), kind, place, "max", high, &wire.max_for);
                for (bound, tweak) in highs {
                    out.push((with(min.clone(), Some(bound)), tweak));
                }
                self.free_side(wire, leaf, kind, place, out);
                out.retain(|(leaf, _)| !self.crosses(leaf));
            }
            Leaf::Is { indicator, value } => {
                let span = wire.is.as_ref().map_or(wire.span.clone(), toml::Spanned::span);
                let to = Some((!value).to_string());
                let tweak = self.tweak(&format!("{place} is"), value.to_string(), to, &span);
                let turned = Leaf::Is { indicator: *indicator, value: !value };
                out.push((turned, tweak));
            }
            Leaf::OneOf { indicator, options } => {
                for (option, span) in self.named(*options, kind, wire.one_of.as_ref()) {
                    let options = options.without(OptionSet::EMPTY.with(option));
                    if !options.is_empty() {
                        let place = format!("{place} one_of");
                        let tweak = self.tweak(&place, option_name(kind, option), None, &span);
                        let indicator = *indicator;
                        out.push((Leaf::OneOf { indicator, options }, tweak));
                    }
                }
            }
            Leaf::Includes { indicators, named, options, at_least } => {
                let with = |options: OptionSet, mut at_least: Bound| {
                    let most = Bound::of_options(options.len()).value;
                    at_least.value = at_least.value.min(most);
                    for exception in &mut at_least.exceptions {
                        exception.bound = exception.bound.min(most);
                    }
                    Leaf::Includes {
                        indicators: indicators.clone(),
                        named: *named,
                        options,
                        at_least,
                    }
                };
                let written = wire.at_least.as_ref().map(toml::Spanned::span);
                let listed = wire.includes.as_ref().map(toml::Spanned::span);
                let span = written.or(listed).unwrap_or(wire.span.clone());
                let numbers = self.bounds(
                    Some(at_least),
                    kind,
                    place,
                    "at_least",
                    Some(span),
                    &wire.at_least_for,
                );
                let numbers =
                    numbers.into_iter().filter(|(bound, _)| counts_options(bound, options.len()));
                out.extend(numbers.map(|(bound, tweak)| (with(*options, bound), tweak)));
                if *named {
                    for (option, span) in self.named(*options, kind, wire.includes.as_ref()) {
                        let rest = options.without(OptionSet::EMPTY.with(option));
                        if !rest.is_empty() {
                            let place = format!("{place} includes");
                            let tweak = self.tweak(&place, option_name(kind, option), None, &span);
                            out.push((with(rest, at_least.clone()), tweak));
                        }
                    }
                }
            }
        }
    }

    /// The options of a test, each with its place.
    fn named(
        &self,
        options: OptionSet,
        kind: &Kind,
        wire: Option<&toml::Spanned<Vec<wire::Text<'_>>>>,
    ) -> Vec<(usize, Span)> {
        let texts = wire.into_iter().flat_map(|texts| texts.get_ref());
        let all = kind.options();
        texts
            .filter_map(|text| {
                let option = all?.find(&crate::arithmetic::fold(text.get_ref()))?;
                options.contains(option).then(|| (option, text.span()))
            })
            .collect()
    }

    /// The bound, and each of its exceptions, a step up and a step down.
    fn bounds(
        &self,
        bound: Option<&Bound>,
        kind: &Kind,
        place: &str,
        key: &str,
        span: Option<Span>,
        exceptions: &Option<toml::Spanned<Vec<wire::BoundFor<'_>>>>,
    ) -> Vec<(Bound, Tweak)> {
        let (Some(bound), Some(span)) = (bound, span) else {
            return Vec::new();
        };
        let mut out = Vec::new();
        for value in self.stepped(kind, bound.value) {
            let changed = Bound { value, ..bound.clone() };
            let to = Some(written::bound(kind, value));
            let from = written::bound(kind, bound.value);
            out.push((changed, self.tweak(&format!("{place} {key}"), from, to, &span)));
        }
        let wires = exceptions.iter().flat_map(|entries| entries.get_ref());
        for (index, (exception, wire)) in bound.exceptions.iter().zip(wires).enumerate() {
            let group = &self.rubric.groups[exception.group];
            let who = format!("{}={}", group.column.id(), group.values[exception.value]);
            for value in self.stepped(kind, exception.bound) {
                let mut changed = bound.clone();
                changed.exceptions[index].bound = value;
                let place = format!("{place} {key}_for {who}");
                let to = Some(written::bound(kind, value));
                let from = written::bound(kind, exception.bound);
                out.push((changed, self.tweak(&place, from, to, &wire.bound.span())));
            }
            let mut without = bound.clone();
            without.exceptions.remove(index);
            let from = written::bound(kind, exception.bound);
            let place = format!("{place} {key}_for {who}");
            out.push((without, self.tweak(&place, from, None, &wire.span)));
        }
        out
    }

    fn stepped(&self, kind: &Kind, value: Number) -> Vec<Number> {
        let one = Number::from_integer(1);
        let most = match kind {
            Kind::Choice { options, .. } => {
                let last = options.names.len().saturating_sub(1);
                Number::from_integer(u32::try_from(last).unwrap_or(u32::MAX))
            }
            Kind::Count | Kind::Number | Kind::Share { .. } | Kind::Bool | Kind::Set { .. } => {
                Number::from_ten_thousandths(9_999_999_999_999)
            }
        };
        let step = match kind {
            Kind::Number | Kind::Share { .. } => last_digit(value),
            Kind::Count | Kind::Choice { .. } | Kind::Bool | Kind::Set { .. } => one,
        };
        steps(value, step).into_iter().filter(|value| *value <= most).collect()
    }

    /// Whether a lower bound is above the upper one for somebody, which no rubric may say.
    fn crosses(&self, leaf: &Leaf) -> bool {
        let [Some(low), Some(high)] = leaf.bounds() else {
            return false;
        };
        let unknown = vec![None; self.rubric.groups.len()];
        leaf.combinations(&self.rubric.groups, &unknown)
            .iter()
            .any(|groups| low.for_groups(groups) > high.for_groups(groups))
    }
}

/// Whether a number, and every one that takes its place, may be asked of so many options.
fn counts_options(bound: &Bound, most: usize) -> bool {
    let exceptions = bound.exceptions.iter().map(|exception| exception.bound);
    exceptions.chain([bound.value]).all(|n| (1..=most as u64).contains(&n.whole()))
}

/// What a must-have is about: `hoejt aktiv_praksis`, or only the level where it is about all.
pub fn requirement_name(requirement: &Requirement) -> String {
    match requirement.parameter {
        Some(parameter) => format!("{} {}", requirement.level.key(), parameter.id()),
        None => requirement.level.key().to_owned(),
    }
}

fn option_name(kind: &Kind, option: usize) -> String {
    let names = kind.options().map(|options| &options.names);
    names.and_then(|names| names.get(option)).cloned().unwrap_or_default()
}

/// One less and one more, from 1 to `most`.
fn near(n: usize, most: usize) -> impl Iterator<Item = usize> {
    let both = [n.checked_sub(1), n.checked_add(1)];
    both.into_iter().flatten().filter(move |n| (1..=most).contains(n))
}

fn neighbours(level: Level) -> impl Iterator<Item = Level> {
    let both = [level.below(), level.above()];
    both.into_iter().flatten().filter(|level| *level != Level::UnderLet)
}

/// A step down, if that is not below zero, and a step up.
fn steps(value: Number, step: Number) -> Vec<Number> {
    let (value, step) = (value.ten_thousandths(), step.ten_thousandths());
    [value.checked_sub(step), value.checked_add(step)]
        .into_iter()
        .flatten()
        .map(Number::from_ten_thousandths)
        .collect()
}

/// One of the last digit that a number has: 1 of 60, 0.1 of 2.5.
fn last_digit(value: Number) -> Number {
    let mut step = Number::from_integer(1).ten_thousandths();
    while !value.ten_thousandths().is_multiple_of(step) {
        step /= 10;
    }
    Number::from_ten_thousandths(step)
}
