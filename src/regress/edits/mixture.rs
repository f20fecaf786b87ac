//! A rubric with some of the edits made.

use super::edit::{ConditionPart, IndicatorPart, Key, Slot};
use super::written::{
    cutoff, descend, descend_mut, drop_criterion, find, find_mut, named, named_mut, placement,
    replace, required,
};
use crate::arithmetic::fold;
use crate::rubric::wire::{self, Condition, Wire};
use toml::Spanned;

/// Makes one edit; nothing where it cannot stand without others.
pub(super) fn take<'r>(after: &Wire<'r>, slot: &Slot, wire: &mut Wire<'r>) -> Option<()> {
    match slot {
        Slot::Nothing
        | Slot::RequirementDropped(_)
        | Slot::RequirementAdded(_)
        | Slot::RequirementChanged(..) => {}
        Slot::Names => {
            wire.rubric.id = after.rubric.id.clone();
            wire.rubric.title = after.rubric.title.clone();
            wire.rubric.maalgruppe = after.rubric.maalgruppe.clone();
            wire.rubric.synonyms = after.rubric.synonyms.clone();
        }
        Slot::Validity => {
            wire.rubric.valid_from = after.rubric.valid_from.clone();
            wire.rubric.valid_to = after.rubric.valid_to.clone();
        }
        Slot::Rule => {
            let placement = placement(wire);
            placement.rule = after.placement.as_ref().and_then(|from| from.rule.clone());
            placement.cutoffs = after.placement.as_ref().and_then(|from| from.cutoffs.clone());
        }
        Slot::Cutoff(index) => {
            let value = cutoff(after, *index);
            let all = [0, 1, 2].map(|index| Some(cutoff(wire, index)));
            let placement = placement(wire);
            let cutoffs =
                placement.cutoffs.get_or_insert(wire::Cutoffs { span: 0..0, values: all });
            cutoffs.values[*index] = Some(value);
        }
        Slot::Group(name) => replace(&mut wire.groups, &after.groups, name),
        Slot::Indicator(id, part) => {
            let from = named(&after.indicators, id)?;
            let to = named_mut(&mut wire.indicators, id)?;
            take_indicator(to, from, *part);
        }
        Slot::Parameter(name) => replace(&mut wire.parameters, &after.parameters, name),
        Slot::Levels(name) => {
            let levels = named(&after.parameters, name)?.levels.clone();
            named_mut(&mut wire.parameters, name)?.levels = levels;
        }
        Slot::MayBeIrrelevant(name) => {
            let may = named(&after.parameters, name)?.may_be_irrelevant;
            named_mut(&mut wire.parameters, name)?.may_be_irrelevant = may;
        }
        Slot::CriterionDropped(id) => drop_criterion(wire, id),
        Slot::CriterionAdded(id) => add_criterion(after, wire, id)?,
        Slot::CriterionMoved(id) => {
            drop_criterion(wire, id);
            add_criterion(after, wire, id)?;
        }
        Slot::Condition(id, path, path_after, part) => {
            let from = descend(&find(after, id)?.1.condition, path_after)?;
            let to = descend_mut(&mut find_mut(wire, id)?.condition, path)?;
            take_part(to, from, part);
        }
    }
    Some(())
}

fn take_indicator<'t>(
    to: &mut wire::Indicator<'t>,
    from: &wire::Indicator<'t>,
    part: IndicatorPart,
) {
    match part {
        IndicatorPart::Kind => {
            to.kind = from.kind.clone();
            to.unit = from.unit.clone();
            to.options = from.options.clone();
            to.ordered = from.ordered.clone();
            to.part = from.part.clone();
            to.whole = from.whole.clone();
        }
        IndicatorPart::Label => to.label = from.label.clone(),
        IndicatorPart::Options => {
            to.options = from.options.clone();
            to.ordered = from.ordered.clone();
        }
        IndicatorPart::PartOfWhole => {
            to.part = from.part.clone();
            to.whole = from.whole.clone();
        }
    }
}

fn add_criterion<'r>(after: &Wire<'r>, wire: &mut Wire<'r>, id: &str) -> Option<()> {
    let ((parameter, level), criterion) = find(after, id)?;
    let to = named_mut(&mut wire.parameters, &parameter)?;
    to.criteria[level].push(criterion.clone());
    Some(())
}

/// Makes the edits of the must-haves, which are told apart by where they stand.
pub(super) fn requirements<'r>(
    before: &Wire<'r>,
    after: &Wire<'r>,
    slots: &[&Slot],
    wire: &mut Wire<'r>,
) {
    let after = required(after);
    let mut all = Vec::new();
    for (index, requirement) in required(before).iter().enumerate() {
        let change = slots.iter().find_map(|slot| match slot {
            Slot::RequirementDropped(dropped) if *dropped == index => Some(None),
            Slot::RequirementChanged(changed, to) if *changed == index => Some(after.get(*to)),
            _ => None,
        });
        match change {
            None => all.push(requirement.clone()),
            Some(changed) => all.extend(changed.cloned()),
        }
    }
    for slot in slots {
        if let Slot::RequirementAdded(added) = slot {
            all.extend(after.get(*added).cloned());
        }
    }
    if !all.is_empty() || wire.placement.is_some() {
        placement(wire).require = all;
    }
}

fn take_part<'t>(to: &mut Condition<'t>, from: &Condition<'t>, part: &ConditionPart) {
    match part {
        ConditionPart::Whole => *to = from.clone(),
        ConditionPart::Number => {
            // The members stay; how many of them must hold is said anew.
            let members = [to.any_of.take(), to.all_of.take(), to.of.take()];
            let members = members.into_iter().flatten().next();
            to.at_least = from.at_least.clone();
            match (&from.any_of, &from.all_of) {
                (Some(_), _) => to.any_of = members,
                (None, Some(_)) => to.all_of = members,
                (None, None) => to.of = members,
            }
        }
        ConditionPart::Min => to.min = from.min.clone(),
        ConditionPart::Max => to.max = from.max.clone(),
        ConditionPart::Is => to.is = from.is.clone(),
        ConditionPart::OneOf => to.one_of = from.one_of.clone(),
        ConditionPart::Includes => {
            // The number is all of them where none is given, so the two go together.
            to.includes = from.includes.clone();
            to.at_least = from.at_least.clone();
            to.at_least_for = from.at_least_for.clone();
        }
        ConditionPart::AtLeast => to.at_least = from.at_least.clone(),
        ConditionPart::Exceptions(Key::Min) => to.min_for = from.min_for.clone(),
        ConditionPart::Exceptions(Key::Max) => to.max_for = from.max_for.clone(),
        ConditionPart::Exceptions(Key::AtLeast) => to.at_least_for = from.at_least_for.clone(),
        ConditionPart::Exception(key, group, value) => {
            let (list, from) = match key {
                Key::Min => (&mut to.min_for, &from.min_for),
                Key::Max => (&mut to.max_for, &from.max_for),
                Key::AtLeast => (&mut to.at_least_for, &from.at_least_for),
            };
            let is_it = |entry: &wire::BoundFor<'_>| {
                *entry.group.get_ref() == *group && fold(entry.value.get_ref()) == *value
            };
            let new = from.iter().flat_map(|list| list.get_ref()).find(|entry| is_it(entry));
            let mut entries = list.take().map(Spanned::into_inner).unwrap_or_default();
            match (entries.iter().position(is_it), new) {
                (Some(at), Some(new)) => entries[at] = new.clone(),
                (Some(at), None) => {
                    entries.remove(at);
                }
                (None, Some(new)) => entries.push(new.clone()),
                (None, None) => {}
            }
            *list = (!entries.is_empty()).then(|| Spanned::new(0..0, entries));
        }
    }
}
