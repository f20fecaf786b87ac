//! A number in a criterion's text that its test does not have, or has for some suppliers only.

use super::finding::{Finding, Findings};
use super::walk::{Placed, criteria};
use super::wording::{Asked, Facts, Side, What, Written, written};
use crate::arithmetic::Number;
use crate::rubric::{Bound, Condition, Rubric};
use crate::source::Span;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for placed in criteria(rubric) {
        let asked = Asked::of(rubric, &placed.criterion.condition);
        let facts = Facts::of(rubric, placed);
        let all = written(&placed.criterion.text);
        for one in &all {
            let What::Number(number) = one.what else {
                continue;
            };
            let for_some = for_some(placed, number, &all);
            let is_right = asked.has(number) && for_some.is_none();
            if is_right || facts.name_number(number) || facts.is_a_time_beside(&one.next) {
                continue;
            }
            let written = placed.criterion.text[one.span.clone()].to_owned();
            let text = match for_some {
                Some(index) => {
                    LintText::NumberForSome { number: written, key: ["min_for", "max_for"][index] }
                }
                None => LintText::NumberInText { number: written },
            };
            findings.push(finding(rubric, placed, one, for_some, text));
        }
    }
}

/// The bound that the number is, if some suppliers have another that the text does not name.
fn for_some(placed: Placed<'_>, number: Number, all: &[Written]) -> Option<usize> {
    let Condition::Leaf(leaf) = &placed.criterion.condition else {
        return None;
    };
    let is_told = |number: Number| all.iter().any(|one| one.what == What::Number(number));
    let has_untold = |bound: &Bound| {
        let mut exceptions = bound.exceptions.iter().map(|exception| exception.bound);
        bound.value == number && exceptions.any(|other| other != number && !is_told(other))
    };
    leaf.bounds().iter().position(|bound| bound.is_some_and(has_untold))
}

fn finding(
    rubric: &Rubric,
    placed: Placed<'_>,
    one: &Written,
    for_some: Option<usize>,
    text: LintText,
) -> Finding {
    let span = in_source(rubric, placed, &one.span);
    let place = span.clone().unwrap_or_else(|| placed.places.text.clone());
    let finding = Finding::new(place, text);
    let side = match one.side {
        Some(Side::AtLeast) => Some(0),
        Some(Side::AtMost) => Some(1),
        None => None,
    };
    let bounds = &placed.places.condition.bounds;
    let index = for_some.or(side).filter(|&index| bounds[index].is_some());
    let Some((index, Condition::Leaf(_))) = index.map(|at| (at, &placed.criterion.condition))
    else {
        return finding.help(LintText::MendTextOrTest);
    };
    let bound = ["min", "max"][index];
    let finding = bounds[index]
        .iter()
        .fold(finding, |finding, at| finding.related(at.clone(), LintText::TheBound));
    let finding = finding.help(LintText::WritePlaceholder { bound });
    let is_shown = placed.criterion.text.contains(&format!("{{{bound}}}"));
    match span {
        Some(span) if !is_shown => finding.fix(span, format!("{{{bound}}}")),
        Some(_) | None => finding,
    }
}

/// Where a part of the text stands in the file, if the file writes the text just as it is.
fn in_source(rubric: &Rubric, placed: Placed<'_>, part: &Span) -> Option<Span> {
    let places = placed.places;
    let written = rubric.source.text.get(places.text.clone())?;
    let quote =
        ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quote| written.starts_with(quote))?;
    let inside = written.strip_prefix(quote)?.strip_suffix(quote)?;
    let start = places.text.start + quote.len();
    (inside == placed.criterion.text).then(|| start + part.start..start + part.end)
}
