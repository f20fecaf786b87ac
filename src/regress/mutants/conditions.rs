//! Mutants of what a criterion asks: of groups and their members, and of the tests of leaves.

use super::forge::{Forge, last_digit, option_name, steps};
use crate::arithmetic::{Number, fold};
use crate::regress::Tweak;
use crate::rubric::wire;
use crate::rubric::{Bound, Condition, GroupKind, Kind, Leaf, OptionSet};
use crate::source::Span;
use crate::tell::written;
use toml::Spanned;

impl Forge<'_> {
    /// A group's number, members and sort changed, or a leaf.
    pub(super) fn condition(
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
        self.members(wires.get_ref(), (kind, n, members), &format!("{place} {key}"), place, out);
    }

    /// Each member of a group left out, and changed.
    fn members(
        &self,
        wires: &[wire::Condition<'_>],
        (kind, n, members): (GroupKind, usize, &[Condition]),
        group: &str,
        place: &str,
        out: &mut Vec<(Condition, Tweak)>,
    ) {
        let count = members.len();
        for (index, (member, wire)) in members.iter().zip(wires).enumerate() {
            let name = self.name(member);
            if count > 1 {
                let mut members = members.to_vec();
                members.remove(index);
                let condition = Condition::AtLeast { kind, n: n.min(members.len()), members };
                out.push((condition, self.tweak(group, name.as_str(), None, &wire.span)));
            }
            let mut variants = Vec::new();
            self.condition(wire, member, &format!("{place} {name}"), &mut variants);
            for (variant, tweak) in variants {
                let mut members = members.to_vec();
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
            Leaf::Range { .. } => {
                self.range(wire, leaf, kind, place, out);
                out.retain(|(leaf, _)| !self.crosses(leaf));
            }
            Leaf::Is { indicator, value } => {
                let span = wire.is.as_ref().map_or(wire.span.clone(), Spanned::span);
                let to = Some((!value).to_string());
                let tweak = self.tweak(&format!("{place} is"), value.to_string(), to, &span);
                out.push((Leaf::Is { indicator: *indicator, value: !value }, tweak));
            }
            Leaf::OneOf { indicator, options } => {
                let indicator = *indicator;
                let named = self.left_out(*options, kind, wire.one_of.as_ref(), place, "one_of");
                let all = named.into_iter();
                out.extend(all.map(|(options, tweak)| (Leaf::OneOf { indicator, options }, tweak)));
            }
            Leaf::Includes { .. } => self.includes(wire, leaf, kind, place, out),
        }
    }

    fn range(
        &self,
        wire: &wire::Condition<'_>,
        leaf: &Leaf,
        kind: &Kind,
        place: &str,
        out: &mut Vec<(Leaf, Tweak)>,
    ) {
        let Leaf::Range { indicators, sum, min, max } = leaf else { return };
        let with = |low: Option<Bound>, high: Option<Bound>| Leaf::Range {
            indicators: indicators.clone(),
            sum: *sum,
            min: low,
            max: high,
        };
        let at = |literal: &Option<wire::Literal<'_>>| literal.as_ref().map(Spanned::span);
        let (low, high) = (at(&wire.min), at(&wire.max));
        let lows = self.bounds(min.as_ref(), kind, place, "min", low, &wire.min_for);
        out.extend(lows.into_iter().map(|(bound, tweak)| (with(Some(bound), max.clone()), tweak)));
        let highs = self.bounds(max.as_ref(), kind, place, "max", high, &wire.max_for);
        out.extend(highs.into_iter().map(|(bound, tweak)| (with(min.clone(), Some(bound)), tweak)));
        self.free_side(wire, leaf, kind, place, out);
    }

    fn includes(
        &self,
        wire: &wire::Condition<'_>,
        leaf: &Leaf,
        kind: &Kind,
        place: &str,
        out: &mut Vec<(Leaf, Tweak)>,
    ) {
        let Leaf::Includes { indicators, named, options, at_least } = leaf else { return };
        let with = |options: OptionSet, mut at_least: Bound| {
            let most = Bound::of_options(options.len()).value;
            at_least.value = at_least.value.min(most);
            for exception in &mut at_least.exceptions {
                exception.bound = exception.bound.min(most);
            }
            Leaf::Includes { indicators: indicators.clone(), named: *named, options, at_least }
        };
        let written = wire.at_least.as_ref().map(Spanned::span);
        let listed = wire.includes.as_ref().map(Spanned::span);
        let span = Some(written.or(listed).unwrap_or(wire.span.clone()));
        let exceptions = &wire.at_least_for;
        let numbers = self.bounds(Some(at_least), kind, place, "at_least", span, exceptions);
        let numbers = numbers.into_iter().filter(|(bound, _)| counts_options(bound, options.len()));
        out.extend(numbers.map(|(bound, tweak)| (with(*options, bound), tweak)));
        if *named {
            let rest = self.left_out(*options, kind, wire.includes.as_ref(), place, "includes");
            let rest = rest.into_iter();
            out.extend(rest.map(|(options, tweak)| (with(options, at_least.clone()), tweak)));
        }
    }

    /// The options of a test without each of those that are named, unless none is left.
    fn left_out(
        &self,
        options: OptionSet,
        kind: &Kind,
        wire: Option<&Spanned<Vec<wire::Text<'_>>>>,
        place: &str,
        key: &str,
    ) -> Vec<(OptionSet, Tweak)> {
        let place = format!("{place} {key}");
        let named = self.named(options, kind, wire).into_iter().map(|(option, span)| {
            let rest = options.without(OptionSet::EMPTY.with(option));
            (rest, self.tweak(&place, option_name(kind, option), None, &span))
        });
        named.filter(|(rest, _)| !rest.is_empty()).collect()
    }

    /// The options of a test, each with its place.
    fn named(
        &self,
        options: OptionSet,
        kind: &Kind,
        wire: Option<&Spanned<Vec<wire::Text<'_>>>>,
    ) -> Vec<(usize, Span)> {
        let texts = wire.into_iter().flat_map(|texts| texts.get_ref());
        let all = kind.options();
        texts
            .filter_map(|text| {
                let option = all?.find(&fold(text.get_ref()))?;
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
        exceptions: &Option<Spanned<Vec<wire::BoundFor<'_>>>>,
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

/// One less and one more, from 1 to `most`.
fn near(n: usize, most: usize) -> impl Iterator<Item = usize> {
    let both = [n.checked_sub(1), n.checked_add(1)];
    both.into_iter().flatten().filter(move |n| (1..=most).contains(n))
}
