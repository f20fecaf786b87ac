//! Mutants of how a rubric places by the levels of its parameters, and of its parameters as a whole.

use super::forge::{Forge, last_digit, steps};
use super::mutant::{Mutant, Variant};
use crate::arithmetic::Number;
use crate::regress::Tweak;
use crate::rubric::wire;
use crate::rubric::{Cutoffs, Levels, Method, ParameterRubric, Requirement, Rule};
use crate::vocabulary::{Level, Parameter};
use toml::Spanned;

impl Forge<'_> {
    /// Cut-offs moved, and must-haves left out and moved.
    pub(super) fn placement(&self) -> Vec<Mutant> {
        let cutoffs = self
            .cutoffs()
            .into_iter()
            .map(|(tweak, cutoffs)| (tweak, Rule::Mean(cutoffs), self.rubric.requirements.clone()));
        let requirements = self.requirements().into_iter();
        let requirements = requirements.map(|(tweak, all)| (tweak, self.rubric.rule, all));
        cutoffs
            .chain(requirements)
            .map(|(tweak, rule, requirements)| Mutant {
                tweak,
                criterion: None,
                variant: Variant::Placement(rule, requirements),
            })
            .collect()
    }

    fn cutoffs(&self) -> Vec<(Tweak, Cutoffs)> {
        let Rule::Mean(cutoffs) = self.rubric.rule else {
            return Vec::new();
        };
        let written = self.wire.placement.as_ref().and_then(|wire| wire.cutoffs.as_ref());
        let mut found = Vec::new();
        for (index, level) in Level::DESCRIBED.into_iter().enumerate() {
            let literal = written.and_then(|cutoffs| cutoffs.values[index].as_ref());
            let span = literal.map_or(self.rubric.header.clone(), Spanned::span);
            let cutoff = cutoffs.0[index];
            for changed in steps(cutoff, last_digit(cutoff)) {
                let mut values = cutoffs.0;
                values[index] = changed;
                let rises = Number::ZERO < values[0] && values.is_sorted_by(|a, b| a < b);
                if rises && values[2] <= Number::from_integer(3) {
                    let place = format!("placement.cutoffs {}", level.key());
                    let to = Some(changed.to_string());
                    found
                        .push((self.tweak(&place, cutoff.to_string(), to, &span), Cutoffs(values)));
                }
            }
        }
        found
    }

    fn requirements(&self) -> Vec<(Tweak, Vec<Requirement>)> {
        let header = self.rubric.header.clone();
        let mut found = Vec::new();
        for (index, requirement) in self.rubric.requirements.iter().enumerate() {
            let wire = self.wire.placement.as_ref().and_then(|wire| wire.require.get(index));
            let spans = wire.map_or((header.clone(), header.clone()), |wire| {
                (wire.level.span(), wire.at_least.span())
            });
            let place = format!("placement.require {}", requirement_name(requirement));
            let with = |changed: Option<Requirement>| {
                let mut all = self.rubric.requirements.clone();
                all.splice(index..=index, changed);
                all
            };
            let at_least = requirement.at_least.key();
            found.push((self.tweak(&place, at_least, None, &spans.0), with(None)));
            for level in neighbours(requirement.level) {
                let place = format!("{place} level");
                let to = Some(level.key().to_owned());
                let tweak = self.tweak(&place, requirement.level.key(), to, &spans.0);
                found.push((tweak, with(Some(Requirement { level, ..*requirement }))));
            }
            for level in neighbours(requirement.at_least) {
                let place = format!("{place} at_least");
                let tweak = self.tweak(&place, at_least, Some(level.key().to_owned()), &spans.1);
                found.push((tweak, with(Some(Requirement { at_least: level, ..*requirement }))));
            }
        }
        found
    }

    /// A parameter's levels exchanged, and each of its criteria left out or changed.
    pub(super) fn parameter(&self, parameter: Parameter) -> Vec<Mutant> {
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
        let span = wire.levels.as_ref().map_or(name.span(), Spanned::span);
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
}

fn neighbours(level: Level) -> impl Iterator<Item = Level> {
    let both = [level.below(), level.above()];
    both.into_iter().flatten().filter(|level| *level != Level::UnderLet)
}

/// What a must-have is about: `hoejt aktiv_praksis`, or only the level where it is about all.
fn requirement_name(requirement: &Requirement) -> String {
    match requirement.parameter {
        Some(parameter) => format!("{} {}", requirement.level.key(), parameter.id()),
        None => requirement.level.key().to_owned(),
    }
}
