//! What differs between two rubrics, edit by edit, and the rubric that has only some of the edits.
//!
//! The rubrics are held against each other as written, value by value: layout, comments, order, the way
//! a number is written and defaults that are spelled out make no difference. An edit is as small as it
//! can be and still stand alone: a bound, an option list, a criterion. Facts and groups that a rubric
//! merely declares move nobody, so every part of a mixture may use those of both.

use super::{Location, Tweak};
use crate::arithmetic::{Number, fold};
use crate::rubric::wire::{self, Condition, Literal, LiteralValue, Text, Wire};
use crate::rubric::{Cutoffs, Rubric};
use crate::source::{Source, Span};
use crate::vocabulary::{Level, Parameter};
use std::sync::Arc;
use toml::Spanned;

/// One edit of a rubric.
#[derive(Debug, Clone)]
pub struct Edit {
    /// What it is; its place is in the rubric after.
    pub tweak: Tweak,
    /// Whether it only changes what people read, and so can move nobody.
    pub is_wording: bool,
    slot: Slot,
}

/// What an edit takes from the rubric after.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Slot {
    /// Nothing that counts.
    Nothing,
    /// The names by which rows choose the rubric.
    Names,
    /// The days on which it applies.
    Validity,
    /// The rule, with all its cut-offs.
    Rule,
    Cutoff(usize),
    RequirementDropped(usize),
    RequirementAdded(usize),
    RequirementChanged(usize, usize),
    Group(String),
    Indicator(String, IndicatorPart),
    /// All that is said of a parameter.
    Parameter(String),
    Levels(String),
    MayBeIrrelevant(String),
    CriterionDropped(String),
    CriterionAdded(String),
    /// To another level or parameter, with whatever else changed in it.
    CriterionMoved(String),
    /// A part of a criterion's condition: the paths of members to it, before and after.
    Condition(String, Vec<usize>, Vec<usize>, ConditionPart),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IndicatorPart {
    Kind,
    Label,
    Options,
    PartOfWhole,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum ConditionPart {
    Whole,
    Number,
    Min,
    Max,
    Is,
    OneOf,
    Includes,
    AtLeast,
    /// All exceptions of a bound.
    Exceptions(Key),
    /// The exception for one value of a group.
    Exception(Key, String, String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Min,
    Max,
    AtLeast,
}

/// Two rubrics and what differs between them.
#[derive(Debug)]
pub struct Comparison<'r> {
    before: Wire<'r>,
    after: Wire<'r>,
    source: Arc<Source>,
    /// In the order of the rubric after.
    pub edits: Vec<Edit>,
}

impl<'r> Comparison<'r> {
    /// Compares two rubrics; nothing only where one was changed behind its back.
    pub fn of(before: &'r Rubric, after: &'r Rubric) -> Option<Self> {
        let (a, b) = (before.wire()?, after.wire()?);
        let mut finder = Finder { before: &a, after: &b, source: &after.source, edits: Vec::new() };
        finder.all();
        let mut edits = finder.edits;
        edits.sort_by_key(|edit| edit.tweak.at.span.start);
        Some(Self { source: Arc::clone(&after.source), edits, before: a, after: b })
    }

    /// The rubric before with some of the edits; nothing where they cannot stand without the others.
    pub fn mixture(&self, chosen: &[bool]) -> Option<Rubric> {
        let mut wire = self.before.clone();
        for (id, indicator) in &self.after.indicators {
            if !wire.indicators.iter().any(|(known, _)| known == id) {
                wire.indicators.push((id.clone(), indicator.clone()));
            }
        }
        let slots: Vec<&Slot> = self
            .edits
            .iter()
            .zip(chosen)
            .filter(|(_, chosen)| **chosen)
            .map(|(edit, _)| &edit.slot)
            .collect();
        for slot in &slots {
            self.take(slot, &mut wire)?;
        }
        self.requirements(&slots, &mut wire);
        // Places are of two texts here, and nobody looks at them.
        Rubric::from_wire(&self.source, &wire, &mut crate::diagnostic::Diagnostics::default())
    }

    fn take(&self, slot: &Slot, wire: &mut Wire<'r>) -> Option<()> {
        let after = &self.after;
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
            Slot::CriterionAdded(id) => self.add_criterion(wire, id)?,
            Slot::CriterionMoved(id) => {
                drop_criterion(wire, id);
                self.add_criterion(wire, id)?;
            }
            Slot::Condition(id, path, path_after, part) => {
                let from = descend(&find(after, id)?.1.condition, path_after)?;
                let to = descend_mut(&mut find_mut(wire, id)?.condition, path)?;
                take_part(to, from, part);
            }
        }
        Some(())
    }

    fn add_criterion(&self, wire: &mut Wire<'r>, id: &str) -> Option<()> {
        let ((parameter, level), criterion) = find(&self.after, id)?;
        let to = named_mut(&mut wire.parameters, &parameter)?;
        to.criteria[level].push(criterion.clone());
        Some(())
    }

    fn requirements(&self, slots: &[&Slot], wire: &mut Wire<'r>) {
        let after = required(&self.after);
        let mut all = Vec::new();
        for (index, requirement) in required(&self.before).iter().enumerate() {
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

fn placement<'w, 't>(wire: &'w mut Wire<'t>) -> &'w mut wire::Placement<'t> {
    wire.placement.get_or_insert_with(|| wire::Placement {
        rule: None,
        cutoffs: None,
        require: Vec::new(),
    })
}

fn required<'w, 't>(wire: &'w Wire<'t>) -> &'w [wire::Require<'t>] {
    wire.placement.as_ref().map_or(&[], |placement| &placement.require)
}

/// A cut-off as written, or the default in words.
fn cutoff<'t>(wire: &Wire<'t>, index: usize) -> Literal<'t> {
    let placement = wire.placement.as_ref();
    let written = placement.and_then(|placement| placement.cutoffs.as_ref()?.values[index].clone());
    written.unwrap_or_else(|| {
        let default = Cutoffs::default().0[index].to_string();
        Spanned::new(0..0, LiteralValue::Number(default))
    })
}

fn rule<'w>(wire: &'w Wire<'_>) -> &'w str {
    let rule = wire.placement.as_ref().and_then(|placement| placement.rule.as_ref());
    rule.map_or("mean", |rule| rule.get_ref())
}

fn named<'w, T>(list: &'w [(Text<'_>, T)], name: &str) -> Option<&'w T> {
    list.iter().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

fn named_mut<'w, T>(list: &'w mut [(Text<'_>, T)], name: &str) -> Option<&'w mut T> {
    list.iter_mut().find(|(key, _)| key.get_ref() == name).map(|(_, value)| value)
}

/// What a list holds; nothing where it is not there.
fn listed<T>(list: &Option<Spanned<Vec<T>>>) -> &[T] {
    list.as_ref().map_or(&[], |list| list.get_ref())
}

/// Puts the entry of that name in place of the old one; without one the old one goes.
fn replace<'t, T: Clone>(list: &mut Vec<(Text<'t>, T)>, from: &[(Text<'t>, T)], name: &str) {
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
fn find<'w, 't>(
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

fn find_mut<'w, 't>(wire: &'w mut Wire<'t>, id: &str) -> Option<&'w mut wire::Criterion<'t>> {
    wire.parameters
        .iter_mut()
        .flat_map(|(_, parameter)| parameter.criteria.iter_mut().flatten())
        .find(|criterion| criterion.id.get_ref() == id)
}

fn drop_criterion(wire: &mut Wire<'_>, id: &str) {
    for (_, parameter) in &mut wire.parameters {
        for criteria in &mut parameter.criteria {
            criteria.retain(|criterion| criterion.id.get_ref() != id);
        }
    }
}

fn members<'w, 't>(
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

fn descend<'w, 't>(condition: &'w Condition<'t>, path: &[usize]) -> Option<&'w Condition<'t>> {
    match path.split_first() {
        None => Some(condition),
        Some((&first, rest)) => descend(members(condition)?.2.get_ref().get(first)?, rest),
    }
}

fn descend_mut<'w, 't>(
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

/// A literal, the same for `8` and `8.0`, and however an option is spelled.
fn meaning(literal: &Literal<'_>) -> String {
    match literal.get_ref() {
        LiteralValue::Number(text) => match Number::from_rubric(text.trim_start_matches('+')) {
            Ok(number) => number.to_string(),
            Err(_) => text.clone(),
        },
        LiteralValue::Option(name) => format!("\"{}\"", fold(name)),
    }
}

fn as_written(literal: &Literal<'_>) -> String {
    match literal.get_ref() {
        LiteralValue::Number(text) => text.clone(),
        LiteralValue::Option(name) => name.to_string(),
    }
}

fn folded(texts: &[Text<'_>]) -> Vec<String> {
    let mut folded: Vec<String> = texts.iter().map(|text| fold(text.get_ref())).collect();
    folded.sort();
    folded
}

fn fact(condition: &Condition<'_>) -> Option<String> {
    let list = |key: &str, names: &Spanned<Vec<Text<'_>>>| {
        let mut names: Vec<&str> =
            names.get_ref().iter().map(|name| name.get_ref().as_ref()).collect();
        names.sort_unstable();
        format!("{key} {}", names.join("+"))
    };
    match (&condition.indicator, &condition.sum, &condition.union) {
        (Some(name), _, _) => Some(name.get_ref().to_string()),
        (None, Some(names), _) => Some(list("sum", names)),
        (None, None, Some(names)) => Some(list("union", names)),
        (None, None, None) => None,
    }
}

/// A condition in words that are the same whenever it means the same.
fn said(condition: &Condition<'_>) -> String {
    if let Some((n, _, members)) = members(condition) {
        let mut all: Vec<String> = members.get_ref().iter().map(said).collect();
        all.sort();
        return format!("{n}/{} ({})", all.len(), all.join("; "));
    }
    let mut words = vec![fact(condition).unwrap_or_default()];
    for (key, bound, exceptions) in
        [("min", &condition.min, &condition.min_for), ("max", &condition.max, &condition.max_for)]
    {
        words.extend(bound.iter().map(|bound| format!("{key} {}", meaning(bound))));
        words.extend(exceptions_said(key, exceptions));
    }
    words.extend(condition.is.iter().map(|is| format!("is {}", is.get_ref())));
    let lists = [("one_of", &condition.one_of), ("includes", &condition.includes)];
    for (key, list) in lists {
        words.extend(list.iter().map(|list| format!("{key} {}", folded(list.get_ref()).join("|"))));
    }
    words.extend(number_of(condition).map(|n| format!("at_least {n}")));
    words.extend(exceptions_said("at_least", &condition.at_least_for));
    words.join(" ")
}

/// How many options there must be: all that are named, where nothing is said.
fn number_of(condition: &Condition<'_>) -> Option<String> {
    let all = condition.includes.as_ref().map(|list| list.get_ref().len().to_string());
    condition.at_least.as_ref().map(meaning).or(all)
}

fn exceptions_said(key: &str, list: &Option<Spanned<Vec<wire::BoundFor<'_>>>>) -> Option<String> {
    let entries = list.as_ref()?.get_ref();
    let mut said: Vec<String> = entries
        .iter()
        .map(|entry| {
            let value = fold(entry.value.get_ref());
            format!("{}={value} {}", entry.group.get_ref(), meaning(&entry.bound))
        })
        .collect();
    // The first that fits counts, which only matters between different columns.
    if entries.windows(2).all(|pair| pair[0].group == pair[1].group) {
        said.sort();
    }
    Some(format!("{key}_for {}", said.join(", ")))
}

/// Walks two rubrics side by side.
struct Finder<'w> {
    before: &'w Wire<'w>,
    after: &'w Wire<'w>,
    source: &'w Arc<Source>,
    edits: Vec<Edit>,
}

impl Finder<'_> {
    fn push(
        &mut self,
        slot: Slot,
        place: &str,
        from: Option<String>,
        to: Option<String>,
        span: Span,
    ) {
        let is_wording = slot == Slot::Nothing;
        self.edits.push(Edit {
            tweak: Tweak {
                place: place.to_owned(),
                from,
                to,
                at: Location { source: Arc::clone(self.source), span },
            },
            is_wording,
            slot,
        });
    }

    /// A text that people read, and nothing else.
    fn wording(&mut self, place: &str, from: Option<&str>, to: Option<&str>, span: Span) {
        match (from, to) {
            _ if from == to => {}
            (Some(from), Some(to)) => {
                let (from, to) = around_the_difference(from, to);
                self.push(Slot::Nothing, place, Some(from), Some(to), span);
            }
            _ => {
                let text = |text: Option<&str>| text.map(shortened);
                self.push(Slot::Nothing, place, text(from), text(to), span);
            }
        }
    }

    fn all(&mut self) {
        self.header();
        self.target_group();
        self.placement();
        self.groups();
        self.indicators();
        for parameter in Parameter::ALL {
            self.parameter(parameter.id());
        }
        self.criteria();
    }

    fn header(&mut self) {
        let (a, b) = (&self.before.rubric, &self.after.rubric);
        let names = |header: &wire::Header<'_>| {
            let mut names: Vec<String> = [&header.id, &header.title, &header.maalgruppe]
                .into_iter()
                .chain(&header.synonyms)
                .map(|name| fold(name.get_ref()))
                .collect();
            names.sort();
            names.dedup();
            names
        };
        let said = |header: &wire::Header<'_>| {
            let all = [&header.id, &header.title, &header.maalgruppe].into_iter();
            let all: Vec<&str> =
                all.chain(&header.synonyms).map(|name| name.get_ref().as_ref()).collect();
            Some(shortened(&all.join(" | ")))
        };
        if names(a) != names(b) || a.id != b.id {
            self.push(Slot::Names, "rubric", said(a), said(b), b.id.span());
        }
        let days = |header: &wire::Header<'_>| {
            let day = |date: &Option<Spanned<jiff::civil::Date>>| {
                date.as_ref().map(|date| date.get_ref().to_string()).unwrap_or_default()
            };
            format!("{}..{}", day(&header.valid_from), day(&header.valid_to))
        };
        if a.valid_from != b.valid_from || a.valid_to != b.valid_to {
            let new = b.valid_from.as_ref().or(b.valid_to.as_ref());
            let span = new.map_or(b.id.span(), Spanned::span);
            self.push(Slot::Validity, "rubric valid", Some(days(a)), Some(days(b)), span);
        }
        for (place, old, new) in
            [("rubric version", &a.version, &b.version), ("rubric status", &a.status, &b.status)]
        {
            self.wording(place, Some(old.get_ref()), Some(new.get_ref()), new.span());
        }
        let sources = |header: &wire::Header<'_>| {
            let all: Vec<&str> =
                header.sources.iter().map(|text| text.get_ref().as_ref()).collect();
            all.join(" | ")
        };
        let span = b.sources.first().map_or(b.id.span(), Spanned::span);
        self.wording("rubric sources", Some(&sources(a)), Some(&sources(b)), span);
    }

    fn target_group(&mut self) {
        let (a, b) = (&self.before.target_group, &self.after.target_group);
        let header = self.after.rubric.id.span();
        for (name, old, new) in [
            ("complexity", &a.complexity, &b.complexity),
            ("size", &a.size, &b.size),
            ("services", &a.services, &b.services),
            ("content", &a.content, &b.content),
        ] {
            self.texts(&format!("target_group {name}"), old.as_ref(), new.as_ref(), &header);
        }
    }

    fn texts(
        &mut self,
        place: &str,
        old: Option<&wire::LevelTexts<'_>>,
        new: Option<&wire::LevelTexts<'_>>,
        otherwise: &Span,
    ) {
        for (index, level) in Level::DESCRIBED.into_iter().enumerate() {
            let text =
                |texts: Option<&wire::LevelTexts<'_>>| Some(texts?[index].get_ref().to_string());
            let span = new.map_or(otherwise.clone(), |texts| texts[index].span());
            let place = format!("{place} {}", level.key());
            self.wording(&place, text(old).as_deref(), text(new).as_deref(), span);
        }
    }

    fn placement(&mut self) {
        let header = self.after.rubric.id.span();
        let written = self.after.placement.as_ref();
        let (old, new) = (rule(self.before), rule(self.after));
        if old != new {
            let span = written.and_then(|placement| placement.rule.as_ref());
            let span = span.map_or(header.clone(), Spanned::span);
            let (old, new) = (Some(old.to_owned()), Some(new.to_owned()));
            self.push(Slot::Rule, "placement rule", old, new, span);
        } else if old == "mean" {
            for (index, level) in Level::DESCRIBED.into_iter().enumerate() {
                let (old, new) = (cutoff(self.before, index), cutoff(self.after, index));
                if meaning(&old) != meaning(&new) {
                    let span = if new.span() == (0..0) { header.clone() } else { new.span() };
                    let place = format!("placement.cutoffs {}", level.key());
                    let (old, new) = (Some(as_written(&old)), Some(as_written(&new)));
                    self.push(Slot::Cutoff(index), &place, old, new, span);
                }
            }
        }
        self.requirements(&header);
    }

    fn requirements(&mut self, header: &Span) {
        let (old, new) = (required(self.before), required(self.after));
        let about = |requirement: &wire::Require<'_>| {
            let parameter = requirement.parameter.as_ref().map(|name| name.get_ref().to_string());
            (requirement.level.get_ref().to_string(), parameter)
        };
        let place = |requirement: &wire::Require<'_>| {
            let (level, parameter) = about(requirement);
            let parameter = parameter.map(|name| format!(" {name}")).unwrap_or_default();
            format!("placement.require {level}{parameter}")
        };
        let at_least =
            |requirement: &wire::Require<'_>| Some(requirement.at_least.get_ref().to_string());
        let mut left: Vec<usize> = (0..new.len()).collect();
        let mut unmatched = Vec::new();
        for (index, requirement) in old.iter().enumerate() {
            let same = |other: &usize| {
                about(&new[*other]) == about(requirement)
                    && new[*other].at_least == requirement.at_least
            };
            match left.iter().position(same) {
                Some(at) => {
                    left.remove(at);
                }
                None => unmatched.push(index),
            }
        }
        for index in unmatched {
            let requirement = &old[index];
            let place = place(requirement);
            let same = left.iter().position(|other| about(&new[*other]) == about(requirement));
            match same.map(|at| left.remove(at)) {
                Some(other) => {
                    let slot = Slot::RequirementChanged(index, other);
                    let span = new[other].at_least.span();
                    self.push(slot, &place, at_least(requirement), at_least(&new[other]), span);
                }
                None => {
                    let slot = Slot::RequirementDropped(index);
                    self.push(slot, &place, at_least(requirement), None, header.clone());
                }
            }
        }
        for other in left {
            let slot = Slot::RequirementAdded(other);
            let span = new[other].level.span();
            self.push(slot, &place(&new[other]), None, at_least(&new[other]), span);
        }
    }

    fn groups(&mut self) {
        let values = |list: &Vec<Text<'_>>| {
            let values: Vec<&str> = list.iter().map(|value| value.get_ref().as_ref()).collect();
            values.join(" | ")
        };
        for (name, old) in &self.before.groups {
            let place = format!("groups {}", name.get_ref());
            let slot = Slot::Group(name.get_ref().to_string());
            let new = self.after.groups.iter().find(|(other, _)| other == name);
            match new {
                None => {
                    let span = self.after.rubric.id.span();
                    self.push(slot, &place, Some(values(old)), None, span);
                }
                Some((key, new)) if folded(old) != folded(new) => {
                    self.push(slot, &place, Some(values(old)), Some(values(new)), key.span());
                }
                Some(_) => {}
            }
        }
        for (name, new) in &self.after.groups {
            if named(&self.before.groups, name.get_ref()).is_none() {
                let place = format!("groups {}", name.get_ref());
                let slot = Slot::Group(name.get_ref().to_string());
                self.push(slot, &place, None, Some(values(new)), name.span());
            }
        }
    }

    fn indicators(&mut self) {
        for (id, old) in &self.before.indicators {
            let place = format!("indicators {}", id.get_ref());
            match self.after.indicators.iter().find(|(other, _)| other == id) {
                None => {
                    let span = self.after.rubric.id.span();
                    let name = Some(id.get_ref().to_string());
                    self.push(Slot::Nothing, "indicators", name, None, span);
                }
                Some((key, new)) => self.indicator(id.get_ref(), &place, old, new, &key.span()),
            }
        }
        for (id, _) in &self.after.indicators {
            if named(&self.before.indicators, id.get_ref()).is_none() {
                let name = Some(id.get_ref().to_string());
                self.push(Slot::Nothing, "indicators", None, name, id.span());
            }
        }
    }

    fn indicator(
        &mut self,
        id: &str,
        place: &str,
        old: &wire::Indicator<'_>,
        new: &wire::Indicator<'_>,
        at: &Span,
    ) {
        let mut change =
            |part, what: &str, from: Option<String>, to: Option<String>, span: Span| {
                let slot = Slot::Indicator(id.to_owned(), part);
                self.push(slot, &format!("{place} {what}"), from, to, span);
            };
        let word = |text: &Option<Text<'_>>| text.as_ref().map(|text| text.get_ref().to_string());
        if old.kind != new.kind {
            let (from, to) = (old.kind.get_ref().to_string(), new.kind.get_ref().to_string());
            change(IndicatorPart::Kind, "type", Some(from), Some(to), new.kind.span());
        } else {
            let ordered = |indicator: &wire::Indicator<'_>| {
                indicator.ordered.as_ref().is_some_and(|ordered| *ordered.get_ref())
            };
            let in_order = |indicator: &wire::Indicator<'_>| -> Vec<String> {
                let options = listed(&indicator.options).iter();
                options.map(|text| fold(text.get_ref())).collect()
            };
            let is_same = folded(listed(&old.options)) == folded(listed(&new.options))
                && ordered(old) == ordered(new)
                && (!ordered(old) || in_order(old) == in_order(new));
            if !is_same {
                let said = |indicator: &wire::Indicator<'_>| {
                    let options = listed(&indicator.options).iter();
                    let all: Vec<&str> = options.map(|text| text.get_ref().as_ref()).collect();
                    let sign = if ordered(indicator) { " < " } else { " | " };
                    Some(shortened(&all.join(sign)))
                };
                let span = new.options.as_ref().map_or(at.clone(), Spanned::span);
                change(IndicatorPart::Options, "options", said(old), said(new), span);
            }
            if old.part != new.part || old.whole != new.whole {
                let said = |indicator: &wire::Indicator<'_>| {
                    Some(format!("{}/{}", word(&indicator.part)?, word(&indicator.whole)?))
                };
                let span = new.part.as_ref().map_or(at.clone(), Spanned::span);
                change(IndicatorPart::PartOfWhole, "part/whole", said(old), said(new), span);
            }
        }
        // The label is also a header by which a file may call the fact.
        if fold(old.label.get_ref()) != fold(new.label.get_ref()) {
            let (from, to) = (old.label.get_ref().to_string(), new.label.get_ref().to_string());
            change(IndicatorPart::Label, "label", Some(from), Some(to), new.label.span());
        } else {
            let (from, to) = (old.label.get_ref(), new.label.get_ref());
            self.wording(&format!("{place} label"), Some(from), Some(to), new.label.span());
        }
        for (what, from, to) in [
            ("unit", &old.unit, &new.unit),
            ("ask", &old.ask, &new.ask),
            ("source", &old.source, &new.source),
        ] {
            let span = to.as_ref().map_or(at.clone(), Spanned::span);
            let (from, to) = (word(from), word(to));
            self.wording(&format!("{place} {what}"), from.as_deref(), to.as_deref(), span);
        }
    }

    fn parameter(&mut self, name: &str) {
        let old = named(&self.before.parameters, name);
        let found = self.after.parameters.iter().find(|(key, _)| key.get_ref() == name);
        let (Some(old), Some((key, new))) = (old, found) else {
            return;
        };
        let word = |text: &Option<Text<'_>>, default: &str| {
            text.as_ref().map_or(default.to_owned(), |text| text.get_ref().to_string())
        };
        let span = |text: &Option<Text<'_>>| text.as_ref().map_or(key.span(), Spanned::span);
        let (from, to) = (word(&old.method, "criteria"), word(&new.method, "criteria"));
        if from != to {
            let slot = Slot::Parameter(name.to_owned());
            self.push(slot, &format!("{name} method"), Some(from), Some(to), span(&new.method));
        } else {
            let (from, to) = (word(&old.levels, "cumulative"), word(&new.levels, "cumulative"));
            if from != to {
                let slot = Slot::Levels(name.to_owned());
                self.push(slot, &format!("{name} levels"), Some(from), Some(to), span(&new.levels));
            }
            if old.may_be_irrelevant != new.may_be_irrelevant {
                let slot = Slot::MayBeIrrelevant(name.to_owned());
                let (from, to) = (old.may_be_irrelevant, new.may_be_irrelevant);
                let place = format!("{name} may_be_irrelevant");
                self.push(slot, &place, Some(from.to_string()), Some(to.to_string()), key.span());
            }
        }
        let place = format!("{name} guidance");
        self.texts(&place, Some(&old.guidance), Some(&new.guidance), &key.span());
    }

    fn criteria(&mut self) {
        for parameter in Parameter::ALL {
            let name = parameter.id();
            let (Some(old), Some(new)) =
                (named(&self.before.parameters, name), named(&self.after.parameters, name))
            else {
                continue;
            };
            // A parameter that changes its method changes as a whole.
            let replaced = |name: &str| {
                let method = |wire: &Wire<'_>| {
                    let method = named(&wire.parameters, name)?.method.as_ref()?;
                    (method.get_ref() != "criteria").then(|| method.get_ref().to_string())
                };
                method(self.before) != method(self.after)
            };
            if replaced(name) {
                continue;
            }
            for (level, key) in Level::DESCRIBED.map(Level::key).into_iter().enumerate() {
                let here = format!("{name} {key}");
                for criterion in &old.criteria[level] {
                    let id = criterion.id.get_ref();
                    let is_elsewhere =
                        find(self.after, id).is_some_and(|((to, _), _)| !replaced(&to));
                    if !is_elsewhere {
                        let span =
                            self.after.parameters.iter().find(|(key, _)| key.get_ref() == name);
                        let span = span.map_or(0..0, |(key, _)| key.span());
                        let slot = Slot::CriterionDropped(id.to_string());
                        self.push(slot, &here, Some(id.to_string()), None, span);
                    }
                }
                for criterion in &new.criteria[level] {
                    let id = criterion.id.get_ref();
                    let span = criterion.id.span();
                    match find(self.before, id).filter(|((from, _), _)| !replaced(from)) {
                        None => {
                            let slot = Slot::CriterionAdded(id.to_string());
                            self.push(slot, &here, None, Some(id.to_string()), span);
                        }
                        Some(((from, at), _)) if from != name || at != level => {
                            let from = format!("{from} {}", Level::DESCRIBED[at].key());
                            let slot = Slot::CriterionMoved(id.to_string());
                            self.push(slot, id, Some(from), Some(here.clone()), span);
                        }
                        Some((_, before)) => self.criterion(before, criterion),
                    }
                }
            }
        }
    }

    fn criterion(&mut self, old: &wire::Criterion<'_>, new: &wire::Criterion<'_>) {
        let id = new.id.get_ref().as_ref();
        let texts = (old.text.get_ref().as_ref(), new.text.get_ref().as_ref());
        self.wording(&format!("{id} text"), Some(texts.0), Some(texts.1), new.text.span());
        let word = |text: &Option<Text<'_>>| text.as_ref().map(|text| text.get_ref().to_string());
        let span = new.basis.as_ref().map_or(new.id.span(), Spanned::span);
        let basis = (word(&old.basis), word(&new.basis));
        self.wording(&format!("{id} basis"), basis.0.as_deref(), basis.1.as_deref(), span);
        let own = (old.own.to_string(), new.own.to_string());
        self.wording(&format!("{id} own"), Some(&own.0), Some(&own.1), new.id.span());
        let numbers = (word(&old.bound_basis), word(&new.bound_basis));
        let span = new.bound_basis.as_ref().map_or(new.id.span(), Spanned::span);
        self.wording(
            &format!("{id} bound_basis"),
            numbers.0.as_deref(),
            numbers.1.as_deref(),
            span,
        );
        let paths = (Vec::new(), Vec::new());
        self.condition(id, id, &old.condition, &new.condition, paths, new.id.span());
    }

    fn condition(
        &mut self,
        id: &str,
        place: &str,
        old: &Condition<'_>,
        new: &Condition<'_>,
        paths: (Vec<usize>, Vec<usize>),
        at: Span,
    ) {
        if said(old) == said(new) {
            return;
        }
        let of = |part| Slot::Condition(id.to_owned(), paths.0.clone(), paths.1.clone(), part);
        match (members(old), members(new)) {
            (Some((n, _, olds)), Some((m, key, news))) => {
                if let Some(pairs) = pairs(olds.get_ref(), news.get_ref()) {
                    if n != m {
                        let count = pairs.len();
                        let span = new.at_least.as_ref().map_or(news.span(), Spanned::span);
                        let (from, to) = (format!("{n}/{count}"), format!("{m}/{count}"));
                        let place = format!("{place} {key}");
                        self.push(of(ConditionPart::Number), &place, Some(from), Some(to), span);
                    }
                    for (one, other) in pairs {
                        let (old, new) = (&olds.get_ref()[one], &news.get_ref()[other]);
                        let mut paths = paths.clone();
                        paths.0.push(one);
                        paths.1.push(other);
                        let name = fact(new).unwrap_or_else(|| "…".to_owned());
                        let place = format!("{place} {name}");
                        self.condition(id, &place, old, new, paths, new.span.clone());
                    }
                    return;
                }
            }
            (None, None) if fact(old) == fact(new) && same_tests(old, new) => {
                return self.leaf(place, old, new, of, at);
            }
            _ => {}
        }
        let (from, to) = (Some(shortened(&said(old))), Some(shortened(&said(new))));
        self.push(of(ConditionPart::Whole), place, from, to, at);
    }

    fn leaf(
        &mut self,
        place: &str,
        old: &Condition<'_>,
        new: &Condition<'_>,
        of: impl Fn(ConditionPart) -> Slot,
        at: Span,
    ) {
        for (key, name, part, (a, b)) in [
            (Key::Min, "min", ConditionPart::Min, (&old.min, &new.min)),
            (Key::Max, "max", ConditionPart::Max, (&old.max, &new.max)),
        ] {
            if a.as_ref().map(meaning) != b.as_ref().map(meaning) {
                let span = b.as_ref().map_or(at.clone(), Spanned::span);
                let (from, to) = (a.as_ref().map(as_written), b.as_ref().map(as_written));
                self.push(of(part), &format!("{place} {name}"), from, to, span);
            }
            let (a, b) = match key {
                Key::Min => (&old.min_for, &new.min_for),
                Key::Max | Key::AtLeast => (&old.max_for, &new.max_for),
            };
            self.exceptions(place, key, name, a, b, &of, &at);
        }
        if let (Some(from), Some(to)) = (&old.is, &new.is)
            && from != to
        {
            let (from, span, to) = (from.get_ref(), to.span(), to.get_ref());
            let place = format!("{place} is");
            let (from, to) = (Some(from.to_string()), Some(to.to_string()));
            self.push(of(ConditionPart::Is), &place, from, to, span);
        }
        let mut listed = false;
        for (name, part, a, b) in [
            ("one_of", ConditionPart::OneOf, &old.one_of, &new.one_of),
            ("includes", ConditionPart::Includes, &old.includes, &new.includes),
        ] {
            let (Some(a), Some(b)) = (a, b) else { continue };
            if folded(a.get_ref()) != folded(b.get_ref()) {
                listed |= part == ConditionPart::Includes;
                let said = |list: &[Text<'_>]| {
                    let names: Vec<&str> =
                        list.iter().map(|text| text.get_ref().as_ref()).collect();
                    Some(shortened(&names.join(" | ")))
                };
                let (from, to) = (said(a.get_ref()), said(b.get_ref()));
                self.push(of(part), &format!("{place} {name}"), from, to, b.span());
            }
        }
        if listed {
            return;
        }
        if number_of(old) != number_of(new) {
            let span = new.at_least.as_ref().map_or(at.clone(), Spanned::span);
            self.push(
                of(ConditionPart::AtLeast),
                &format!("{place} at_least"),
                number_of(old),
                number_of(new),
                span,
            );
        }
        let (a, b) = (&old.at_least_for, &new.at_least_for);
        self.exceptions(place, Key::AtLeast, "at_least", a, b, &of, &at);
    }

    #[expect(clippy::too_many_arguments, reason = "two lists, and where they stand")]
    fn exceptions(
        &mut self,
        place: &str,
        key: Key,
        name: &str,
        old: &Option<Spanned<Vec<wire::BoundFor<'_>>>>,
        new: &Option<Spanned<Vec<wire::BoundFor<'_>>>>,
        of: &impl Fn(ConditionPart) -> Slot,
        at: &Span,
    ) {
        if exceptions_said(name, old) == exceptions_said(name, new) {
            return;
        }
        let (olds, news) = (listed(old), listed(new));
        let columns = olds.iter().chain(news).map(|entry| entry.group.get_ref());
        let is_one_column = columns.clone().min() == columns.max();
        let who = |entry: &wire::BoundFor<'_>| {
            (entry.group.get_ref().to_string(), fold(entry.value.get_ref()))
        };
        let place = |entry: &wire::BoundFor<'_>| {
            let (group, value) = (entry.group.get_ref(), entry.value.get_ref());
            format!("{place} {name}_for {group}={value}")
        };
        let same_order = olds.iter().map(who).eq(news.iter().map(who));
        if !is_one_column && !same_order {
            let said = |list| exceptions_said(name, list).map(|said| shortened(&said));
            let span = new.as_ref().map_or(at.clone(), Spanned::span);
            self.push(
                of(ConditionPart::Exceptions(key)),
                &format!("{name}_for"),
                said(old),
                said(new),
                span,
            );
            return;
        }
        for entry in olds {
            let (group, value) = who(entry);
            let slot = of(ConditionPart::Exception(key, group, value));
            let from = Some(as_written(&entry.bound));
            match news.iter().find(|other| who(other) == who(entry)) {
                None => self.push(slot, &place(entry), from, None, at.clone()),
                Some(other) if meaning(&other.bound) != meaning(&entry.bound) => {
                    let to = Some(as_written(&other.bound));
                    self.push(slot, &place(other), from, to, other.bound.span());
                }
                Some(_) => {}
            }
        }
        for entry in news {
            if !olds.iter().any(|other| who(other) == who(entry)) {
                let (group, value) = who(entry);
                let slot = of(ConditionPart::Exception(key, group, value));
                let to = Some(as_written(&entry.bound));
                self.push(slot, &place(entry), None, to, entry.bound.span());
            }
        }
    }
}

/// Whether two leaves on one fact ask for it in the same way.
fn same_tests(a: &Condition<'_>, b: &Condition<'_>) -> bool {
    let kind = |leaf: &Condition<'_>| {
        (
            leaf.min.is_some() || leaf.max.is_some(),
            leaf.is.is_some(),
            leaf.one_of.is_some(),
            leaf.includes.is_some(),
        )
    };
    kind(a) == kind(b)
}

/// Which member became which: those that mean the same, then those on one fact, then by order. Nothing
/// where there are more of them on one side.
fn pairs(olds: &[Condition<'_>], news: &[Condition<'_>]) -> Option<Vec<(usize, usize)>> {
    if olds.len() != news.len() {
        return None;
    }
    let mut left: Vec<usize> = (0..news.len()).collect();
    let mut paired = vec![None; olds.len()];
    let alike: [fn(&Condition<'_>, &Condition<'_>) -> bool; 3] =
        [|a, b| said(a) == said(b), |a, b| fact(a).is_some() && fact(a) == fact(b), |_, _| true];
    for alike in alike {
        for (old, pair) in paired.iter_mut().enumerate() {
            if pair.is_none()
                && let Some(at) = left.iter().position(|new| alike(&olds[old], &news[*new]))
            {
                *pair = Some(left.remove(at));
            }
        }
    }
    paired.into_iter().enumerate().map(|(old, new)| Some((old, new?))).collect()
}

/// Two texts from a little before where they begin to differ.
fn around_the_difference(a: &str, b: &str) -> (String, String) {
    const BEFORE: usize = 20;
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let cut = |text: &str| match same.checked_sub(BEFORE) {
        None | Some(0) => shortened(text),
        Some(skipped) => {
            let rest: String = text.chars().skip(skipped).collect();
            format!("…{}", shortened(&rest))
        }
    };
    (cut(a), cut(b))
}

/// A text on one line of a report.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 80;
    if text.chars().count() <= LONGEST {
        return text.to_owned();
    }
    text.chars().take(LONGEST - 1).chain(['…']).collect()
}
