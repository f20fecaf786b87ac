//! Facts, bounds and answers as cells and rubric files write them: data, the same in every language.

use crate::arithmetic::{DecimalMark, Number};
use crate::assessment::{Assessment, Fact};
use crate::explain::{AppliedBound, Found};
use crate::rubric::{Criterion, Indicator, Kind, OptionSet, Rubric};

/// A fact as a cell may hold it: `12,5`, `ja`, `TEACCH | PECS`; a share of two numbers as `8/20`.
pub fn fact(indicator: &Indicator, fact: Fact, mark: DecimalMark) -> String {
    match fact {
        Fact::Set { sure, .. } if sure.is_empty() => "ingen".to_owned(),
        Fact::Set { sure, .. } => indicator.options(sure).join(" | "),
        Fact::Missing | Fact::Number(_) | Fact::Ratio { .. } | Fact::Bool(_) | Fact::Choice(_) => {
            found(indicator, fact.into(), mark)
        }
    }
}

/// A value that was tested: a number, `8/16` for a share that was computed, an answer, or options.
pub fn found(indicator: &Indicator, found: Found, mark: DecimalMark) -> String {
    match found {
        Found::Missing => String::new(),
        Found::Number(number) => number.with_mark(mark),
        Found::AtLeast(number) => format!(">={}", number.with_mark(mark)),
        Found::Ratio { part, whole } => {
            format!("{}/{}", part.with_mark(mark), whole.with_mark(mark))
        }
        Found::Bool(value) => ja_nej(value).to_owned(),
        Found::Choice(option) => indicator.option(option).to_owned(),
        Found::Options { sure, open } if open.is_empty() && sure.is_empty() => "ingen".to_owned(),
        Found::Options { sure, open } if open.is_empty() => names(indicator, sure),
        Found::Options { sure, open } => {
            format!("{}; ? {}", names(indicator, sure), names(indicator, open))
        }
    }
}

/// Some options of a fact.
pub fn names(indicator: &Indicator, options: OptionSet) -> String {
    indicator.options(options).join(", ")
}

/// The word for a bool in a cell.
pub const fn ja_nej(so: bool) -> &'static str {
    if so { "ja" } else { "nej" }
}

/// A bound as a rubric file writes it: a number, or the name of an option.
pub fn bound(kind: &Kind, bound: Number) -> String {
    end(kind, bound, DecimalMark::Point)
}

fn end(kind: &Kind, bound: Number, mark: DecimalMark) -> String {
    match kind {
        Kind::Choice { options, .. } => options.at(bound).to_owned(),
        Kind::Count | Kind::Number | Kind::Share { .. } | Kind::Bool | Kind::Set { .. } => {
            bound.with_mark(mark)
        }
    }
}

/// The bound that applied: `8`, or `5..8` while it is not known which.
pub fn applied(indicator: &Indicator, of: &AppliedBound, mark: DecimalMark) -> String {
    let end = |number| end(&indicator.kind, number, mark);
    match of.is_open() {
        false => end(of.low),
        true => format!("{}..{}", end(of.low), end(of.high)),
    }
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
                of => fact(indicator, of, mark),
            };
            format!("{}: {text}", indicator.id)
        })
        .collect()
}
