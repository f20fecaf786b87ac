//! Facts and criteria in words: as a cell would hold them, with the bound that applied.

use crate::arithmetic::{DecimalMark, Number};
use crate::assessment::{Assessment, Fact};
use crate::rubric::{Bound, Condition, Criterion, Indicator, Kind, Leaf, Options, Rubric};
use crate::words::with_number;

/// A fact as a cell may hold it: `12,5`, `ja`, `TEACCH | PECS`; a share of two numbers as `8/20`.
pub fn written(indicator: &Indicator, fact: Fact, mark: DecimalMark) -> String {
    match fact {
        Fact::Missing => String::new(),
        Fact::Number(number) => number.with_mark(mark),
        Fact::Ratio { part, whole } => {
            format!("{}/{}", part.with_mark(mark), whole.with_mark(mark))
        }
        Fact::Bool(so) => ja_nej(so).to_owned(),
        Fact::Choice(option) => indicator
            .kind
            .options()
            .and_then(|options| options.names.get(option))
            .cloned()
            .unwrap_or_default(),
        Fact::Set { sure, .. } if sure.is_empty() => "ingen".to_owned(),
        Fact::Set { sure, .. } => {
            let names = indicator.kind.options().map(|options| &options.names);
            let named: Vec<&str> = names
                .into_iter()
                .flatten()
                .enumerate()
                .filter(|(index, _)| sure.contains(*index))
                .map(|(_, name)| name.as_str())
                .collect();
            named.join(" | ")
        }
    }
}

/// The word for a bool in a cell.
pub const fn ja_nej(so: bool) -> &'static str {
    if so { "ja" } else { "nej" }
}

/// A bound as a rubric writes it: a number, or the name of an option.
pub fn bound(kind: &Kind, value: Number) -> String {
    match kind {
        Kind::Choice { options, .. } => option(options, value),
        Kind::Count | Kind::Number | Kind::Share { .. } | Kind::Bool | Kind::Set { .. } => {
            value.to_string()
        }
    }
}

fn option(options: &Options, value: Number) -> String {
    let index = value.ten_thousandths() / Number::from_integer(1).ten_thousandths();
    let name = usize::try_from(index).ok().and_then(|index| options.names.get(index));
    name.cloned().unwrap_or_else(|| value.to_string())
}

/// The criterion's words with the bounds that apply to the supplier in place of `{min}` and `{max}`.
pub fn sentence(rubric: &Rubric, assessment: &Assessment, criterion: &Criterion) -> String {
    let mut text = criterion.text.clone();
    let Condition::Leaf(leaf) = &criterion.condition else {
        return text;
    };
    let Some(&first) = leaf.indicators().first() else {
        return text;
    };
    let kind = &rubric.indicators[first].kind;
    for (name, limit) in ["{min}", "{max}"].into_iter().zip(leaf.bounds()) {
        if let Some(limit) = limit {
            let applies = applied(limit, leaf, rubric, assessment);
            let words: Vec<String> = applies.into_iter().map(|value| bound(kind, value)).collect();
            text = with_number(&text, name, &words.join("/"));
        }
    }
    text
}

/// The bounds that may apply, as far as the supplier's groups are known.
fn applied(limit: &Bound, leaf: &Leaf, rubric: &Rubric, assessment: &Assessment) -> Vec<Number> {
    let mut values: Vec<Number> = leaf
        .combinations(&rubric.groups, &assessment.groups)
        .iter()
        .map(|groups| limit.for_groups(groups))
        .collect();
    values.sort();
    values.dedup();
    values
}

/// What the row says of every fact that a criterion asks for: `borgere_hoejt: 8`; `?` where nothing.
pub fn evidence(
    rubric: &Rubric,
    assessment: &Assessment,
    criterion: &Criterion,
    mark: DecimalMark,
) -> Vec<String> {
    let mut seen = Vec::new();
    criterion.condition.for_each_leaf(&mut |leaf| {
        for &index in leaf.indicators() {
            if !seen.contains(&index) {
                seen.push(index);
            }
        }
    });
    seen.into_iter()
        .map(|index| {
            let indicator = &rubric.indicators[index];
            let text = match assessment.facts[index] {
                Fact::Missing => "?".to_owned(),
                fact => written(indicator, fact, mark),
            };
            format!("{}: {text}", indicator.id)
        })
        .collect()
}
