//! Finding one's way in a rubric as written.

use crate::rubric::Cutoffs;
use crate::rubric::wire::{self, Condition, Literal, LiteralValue, Text, Wire};
use toml::Spanned;

pub(super) fn placement<'w, 't>(wire: &'w mut Wire<'t>) -> &'w mut wire::Placement<'t> {
    wire.placement.get_or_insert_with(|| wire::Placement {
        rule: None,
        cutoffs: None,
        require: Vec::new(),
    })
}

pub(super) fn required<'w, 't>(wire: &'w Wire<'t>) -> &'w [wire::Require<'t>] {
    wire.placement.as_ref().map_or(&[], |placement| &placement.require)
}

/// A cut-off as written, or the default in words.
pub(super) fn cutoff<'t>(wire: &Wire<'t>, index: usize) -> Literal<'t> {
    let placement = wire.placement.as_ref();
    let written = placement.and_then(|placement| placement.cutoffs.as_ref()?.values[index].clone());
    written.unwrap_or_else(|| {
        let default = Cutoffs::default().0[index].to_string();
        Spanned::new(0..0, LiteralValue::Number(default))
    })
}

pub(super) fn rule<'w>(wire: &'w Wire<'_>) -> &'w str {
    let rule = wire.placement.as_ref().and_then(|placement| placement.rule.as_ref());
    rule.map_or("mean", |rule| rule.get_ref())
}

pub(super) fn named<'w, T>(list: &'w [(Text<'_>, T)], name: &str) -> Option<&'w T> {
    list.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

pub(super) fn named_mut<'w, T>(list: &'w mut [(Text<'_>, T)], name: &str) -> Option<&'w mut T> {
    list.iter_mut().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

/// What a list holds; nothing where it is not there.
pub(super) fn listed<T>(list: &Option<Spanned<Vec<T>>>) -> &[T] {
    list.as_ref().map_or(&[], |list| list.get_ref())
}

/// Puts the entry of that name in place of the old one; without one the old one goes.
pub(super) fn replace<'t, T: Clone>(
    list: &mut Vec<(Text<'t>, T)>,
    from: &[(Text<'t>, T)],
    name: &str,
) {
    let new = from.iter().find(|(key, _)| key.get_ref() == name);
    match (list.iter().position(|(key, _)| key.get_ref() == name), new) {
        (Some(at), Some(new)) => list[at] = new.clone(),
        (Some(at), None) => {
            list.remove(at);
        }
        (None, Some(new)) => list.push(new.clone()),
        (None, None) => {}
    }
}

/// The criterion of an id, with its parameter and level.
pub(super) fn find<'w, 't>(
    wire: &'w Wire<'t>,
    id: &str,
) -> Option<((String, usize), &'w wire::Criterion<'t>)> {
    wire.parameters.iter().find_map(|(name, parameter)| {
        parameter.criteria.iter().enumerate().find_map(|(level, criteria)| {
            let found = criteria.iter().find(|criterion| criterion.id.get_ref() == id)?;
            Some(((name.get_ref().to_string(), level), found))
        })
    })
}

pub(super) fn find_mut<'w, 't>(
    wire: &'w mut Wire<'t>,
    id: &str,
) -> Option<&'w mut wire::Criterion<'t>> {
    wire.parameters
        .iter_mut()
        .flat_map(|(_, parameter)| parameter.criteria.iter_mut().flatten())
        .find(|criterion| criterion.id.get_ref() == id)
}

pub(super) fn drop_criterion(wire: &mut Wire<'_>, id: &str) {
    for (_, parameter) in &mut wire.parameters {
        for criteria in &mut parameter.criteria {
            criteria.retain(|criterion| criterion.id.get_ref() != id);
        }
    }
}

pub(super) fn members<'w, 't>(
    condition: &'w Condition<'t>,
) -> Option<(usize, &'static str, &'w Spanned<Vec<Condition<'t>>>)> {
    let n = |literal: &Literal<'_>| match literal.get_ref() {
        LiteralValue::Number(text) => text.parse().unwrap_or(0),
        LiteralValue::Option(_) => 0,
    };
    match (&condition.any_of, &condition.all_of, &condition.of) {
        (Some(members), _, _) => Some((1, "any_of", members)),
        (None, Some(members), _) => Some((members.get_ref().len(), "all_of", members)),
        (None, None, Some(members)) => {
            Some((condition.at_least.as_ref().map_or(0, n), "of", members))
        }
        (None, None, None) => None,
    }
}

pub(super) fn descend<'w, 't>(
    condition: &'w Condition<'t>,
    path: &[usize],
) -> Option<&'w Condition<'t>> {
    match path.split_first() {
        None => Some(condition),
        Some((&first, rest)) => descend(members(condition)?.2.get_ref().get(first)?, rest),
    }
}

pub(super) fn descend_mut<'w, 't>(
    condition: &'w mut Condition<'t>,
    path: &[usize],
) -> Option<&'w mut Condition<'t>> {
    let Some((&first, rest)) = path.split_first() else {
        return Some(condition);
    };
    let all = [&mut condition.any_of, &mut condition.all_of, &mut condition.of];
    let members = all.into_iter().flatten().next()?;
    descend_mut(members.get_mut().get_mut(first)?, rest)
}
