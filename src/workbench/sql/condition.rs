//! A condition of a rubric as an expression: true, false, or `NULL` where it is not known.

use super::quoting::{name, text, texts};
use crate::arithmetic::Number;
use crate::rubric::{
    Bound, Condition, GroupKind, GroupValues, Kind, Leaf, OptionSet, PartOfWhole, Rubric,
};
use std::fmt::Write as _;

/// A rubric whose conditions are written.
pub(super) struct Conditions<'r> {
    pub(super) rubric: &'r Rubric,
}

impl Conditions<'_> {
    /// The column of an indicator.
    pub(super) fn fact(&self, index: usize) -> String {
        name(&self.rubric.indicators[index].id)
    }

    /// Whether a condition holds.
    pub(super) fn condition(&self, condition: &Condition) -> String {
        let (kind, n, members) = match condition {
            Condition::Leaf(leaf) => {
                return self.leaf(leaf, &mut vec![None; self.rubric.groups.len()]);
            }
            Condition::AtLeast { kind, n, members } => (kind, n, members),
        };
        let members: Vec<_> = members.iter().map(|member| self.condition(member)).collect();
        match kind {
            GroupKind::All => format!("({})", members.join(" AND ")),
            GroupKind::Any => format!("({})", members.join(" OR ")),
            GroupKind::AtLeast => format!(
                "(SELECT CASE WHEN COUNT(*) FILTER (WHERE \"ja\") >= {n} THEN TRUE \
                 WHEN COUNT(*) FILTER (WHERE \"ja\" IS NOT FALSE) < {n} THEN FALSE END \
                 FROM (VALUES ({})) AS \"krav\" (\"ja\"))",
                members.join("), (")
            ),
        }
    }

    /// A leaf for suppliers of these groups; where one that its bounds depend on is not in `groups` yet, by its value.
    fn leaf(&self, leaf: &Leaf, groups: &mut Vec<Option<usize>>) -> String {
        let Some(group) = leaf.groups().into_iter().find(|&group| groups[group].is_none()) else {
            return self.test(leaf, groups);
        };
        let is_named = |value: &usize| {
            leaf.exceptions().any(|exception| exception.group == group && exception.value == *value)
        };
        let mut values = leaf.values_told_apart(group, &self.rubric.groups[group]);
        // The one that stands for all that no bound names comes last, and is what is left.
        values.sort_by_key(|value| !is_named(value));
        let column = name(self.rubric.groups[group].column.id());
        let tests = values.into_iter().map(|value| {
            groups[group] = Some(value);
            (value, self.leaf(leaf, groups))
        });
        let mut named: Vec<_> = tests.collect();
        groups[group] = None;
        let Some((_, last)) = named.pop().filter(|_| !named.is_empty()) else {
            return self.test(leaf, groups);
        };
        let mut every: Vec<_> =
            named.iter().map(|(_, test)| test.as_str()).chain([last.as_str()]).collect();
        every.dedup();
        let mut case = format!(
            "CASE WHEN {column} IS NULL THEN CASE WHEN {} THEN TRUE WHEN NOT ({}) THEN FALSE END",
            every.join(" AND "),
            every.join(" OR ")
        );
        for (value, test) in &named {
            let value = text(&self.rubric.groups[group].values[*value]);
            let _ = write!(case, " WHEN {column} = {value} THEN {test}");
        }
        let _ = write!(case, " ELSE {last} END");
        case
    }

    /// A leaf for suppliers whose groups are known as far as its bounds depend on them.
    fn test(&self, leaf: &Leaf, groups: &GroupValues) -> String {
        match leaf {
            Leaf::Range { indicators, sum, min, max } => {
                let of =
                    |bound: &Option<Bound>| bound.as_ref().map(|bound| bound.for_groups(groups));
                let bounds = [(">=", of(min)), ("<=", of(max))];
                let bounds = bounds.into_iter().filter_map(|(sign, bound)| Some((sign, bound?)));
                let tests: Vec<_> = match (sum, &self.rubric.indicators[indicators[0]].kind) {
                    (false, Kind::Choice { options, .. }) => {
                        return self.choice_between(
                            indicators[0],
                            options.names.len(),
                            of(min),
                            of(max),
                        );
                    }
                    (true, _) => {
                        bounds.map(|(sign, bound)| self.sum(indicators, sign, bound)).collect()
                    }
                    (false, Kind::Share { computed: Some(computed) }) => bounds
                        .map(|(sign, bound)| self.share(indicators[0], *computed, sign, bound))
                        .collect(),
                    (false, _) => {
                        let fact = self.fact(indicators[0]);
                        bounds.map(|(sign, bound)| format!("{fact} {sign} {bound}")).collect()
                    }
                };
                match &tests[..] {
                    [test] => test.clone(),
                    tests => format!("({})", tests.join(" AND ")),
                }
            }
            Leaf::Is { indicator: [index], value } => {
                let not = if *value { "" } else { "NOT " };
                format!("{not}{}", self.fact(*index))
            }
            Leaf::OneOf { indicator: [index], options } => self.one_of(*index, *options),
            Leaf::Includes { indicators, options, at_least, .. } => {
                self.includes(indicators, *options, at_least.options_for(groups))
            }
        }
    }

    /// A sum is at least what is known: enough for a lower bound, too much for an upper.
    fn sum(&self, indicators: &[usize], sign: &str, bound: Number) -> String {
        let facts: Vec<_> = indicators.iter().map(|&index| self.fact(index)).collect();
        let known: Vec<_> = facts.iter().map(|fact| format!("COALESCE({fact}, 0)")).collect();
        let known = known.join(" + ");
        let settled = if sign == ">=" { ("TRUE", ">=") } else { ("FALSE", ">") };
        let (so, settles) = settled;
        format!(
            "CASE WHEN {known} {settles} {bound} THEN {so} ELSE {} {sign} {bound} END",
            facts.join(" + ")
        )
    }

    /// A share is its own cell, or part of whole in per cent; of a whole of 0 nothing is known.
    fn share(&self, index: usize, computed: PartOfWhole, sign: &str, bound: Number) -> String {
        let [own, part, whole] =
            [index, computed.part, computed.whole].map(|index| self.fact(index));
        format!(
            "CASE WHEN {own} IS NOT NULL THEN {own} {sign} {bound} \
             WHEN {whole} > 0 THEN {part} * 100 {sign} {bound} * {whole} END"
        )
    }

    fn choice_between(
        &self,
        index: usize,
        count: usize,
        min: Option<Number>,
        max: Option<Number>,
    ) -> String {
        let place = |bound: Number| usize::try_from(bound.whole()).unwrap_or(usize::MAX);
        let first = min.map_or(0, place);
        let last = max.map_or(usize::MAX, place);
        let options = (0..count).filter(|option| (first..=last).contains(option));
        self.one_of(index, options.fold(OptionSet::EMPTY, OptionSet::with))
    }

    fn one_of(&self, index: usize, options: OptionSet) -> String {
        let names = self.rubric.indicators[index].options(options);
        match names.is_empty() {
            true => format!("CASE WHEN {} IS NOT NULL THEN FALSE END", self.fact(index)),
            false => format!("{} IN ({})", self.fact(index), texts(&names)),
        }
    }

    /// How many of the options are in one of the sets; what a missing set holds is not known.
    fn includes(&self, indicators: &[usize], options: OptionSet, at_least: usize) -> String {
        let facts: Vec<_> = indicators.iter().map(|&index| self.fact(index)).collect();
        let held: Vec<_> = facts.iter().map(|fact| format!("COALESCE({fact}, '')")).collect();
        let held = format!("'|' || {} || '|'", held.join(" || '|' || "));
        let found = options.iter().map(|option| {
            let item = self.rubric.indicators[indicators[0]].option(option);
            format!("CAST(POSITION({} IN {held}) > 0 AS INT)", text(&format!("|{item}|")))
        });
        let known: Vec<_> = facts.iter().map(|fact| format!("{fact} IS NOT NULL")).collect();
        format!(
            "CASE WHEN {} >= {at_least} THEN TRUE\n      WHEN {} THEN FALSE END",
            found.collect::<Vec<_>>().join("\n      + "),
            known.join(" AND ")
        )
    }
}
