//! A text that writes its bound as a number, where `{min}` or `{max}` would follow the bound.

use super::{Finding, Findings};
use crate::fold::word;
use crate::number::{DecimalMark, Number};
use crate::rubric::{Condition, Criterion, CriterionPlaces, Kind, Leaf, Rubric};
use crate::source::Span;
use crate::words::LintText;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    for (parameter, places) in rubric.parameters.iter().zip(&rubric.places.criteria) {
        let criteria = parameter.criteria.iter().flatten();
        for (criterion, places) in criteria.zip(places.iter().flatten()) {
            in_criterion(rubric, criterion, places, findings);
        }
    }
}

fn in_criterion(
    rubric: &Rubric,
    criterion: &Criterion,
    places: &CriterionPlaces,
    findings: &mut Findings,
) {
    let Condition::Leaf(leaf) = &criterion.condition else {
        return;
    };
    // The bound of an ordered choice is an option, and its number says nothing to a reader.
    if matches!(
        rubric.indicators[leaf.indicators()[0]].kind,
        Kind::Choice { .. }
    ) {
        return;
    }
    let key = |bound| match leaf {
        Leaf::Includes { .. } => "at_least",
        Leaf::Range { .. } | Leaf::Is { .. } | Leaf::OneOf { .. } => bound,
    };
    let names = ["min", "max"];
    let bounds = leaf.bounds().map(|bound| bound.map(|bound| bound.value));
    // A text that shows the bound already may have the number for another reason.
    let shown = names.map(|name| criterion.text.contains(&format!("{{{name}}}")));
    for (token, number) in numbers(&criterion.text) {
        let means: Vec<usize> = (0..names.len())
            // Where all options are asked for, no number is written.
            .filter(|&index| places.condition.bounds[index].is_some())
            .filter(|&index| bounds[index] == Some(number) && !shown[index])
            .collect();
        let Some(&index) = means.first() else {
            continue;
        };
        let bound = names[index];
        let text = LintText::NumberInText {
            number: criterion.text[token.clone()].to_owned(),
            bound: key(bound),
        };
        let written = in_source(rubric, criterion, places, &token);
        let span = written.clone().unwrap_or_else(|| places.text.clone());
        let mut finding = Finding::new(span, text).help(LintText::WritePlaceholder { bound });
        if let Some(at) = &places.condition.bounds[index] {
            finding = finding.related(at.clone(), LintText::TheBound);
        }
        // Where both bounds are that number, only the author knows which is meant.
        if let (Some(span), [_]) = (written, &means[..]) {
            finding = finding.fix(span, format!("{{{bound}}}"));
        }
        findings.push(finding);
    }
}

/// The numbers in a text, as digits or as Danish words from én to tolv, with their places. The articles en
/// and et are no numbers.
fn numbers(text: &str) -> Vec<(Span, Number)> {
    const WORDS: [(&str, u32); 13] = [
        ("én", 1),
        ("ét", 1),
        ("to", 2),
        ("tre", 3),
        ("fire", 4),
        ("fem", 5),
        ("seks", 6),
        ("syv", 7),
        ("otte", 8),
        ("ni", 9),
        ("ti", 10),
        ("elleve", 11),
        ("tolv", 12),
    ];
    let mut found = Vec::new();
    let in_token = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | '{' | '}' | '\u{301}');
    let mut start = 0;
    for piece in text.split(|c: char| !in_token(c)) {
        let at = start;
        start += piece.len();
        start += text[start..].chars().next().map_or(0, char::len_utf8);
        let token = piece.trim_end_matches(['.', ',']);
        let folded = word(token);
        let spelled = WORDS.iter().find(|(word, _)| *word == folded);
        let number = match spelled {
            Some((_, number)) => Some(Number::from_integer(*number)),
            None => Number::from_cell(token, DecimalMark::Comma).ok(),
        };
        found.extend(number.map(|number| (at..at + token.len(), number)));
    }
    found
}

/// Where a part of the text stands in the file, if the file writes the text just as it is.
fn in_source(
    rubric: &Rubric,
    criterion: &Criterion,
    places: &CriterionPlaces,
    part: &Span,
) -> Option<Span> {
    let written = rubric.source.text.get(places.text.clone())?;
    let quote = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quote| written.starts_with(quote))?;
    let inside = written.strip_prefix(quote)?.strip_suffix(quote)?;
    let start = places.text.start + quote.len();
    (inside == criterion.text).then(|| start + part.start..start + part.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_found_as_digits_and_as_words_and_articles_are_not() {
        let text = "Mindst otte borgere, 12,5 % og en tredjedel; 3. del, KAT2, {min}.";
        let found: Vec<(&str, String)> = numbers(text)
            .into_iter()
            .map(|(span, number)| (&text[span], number.to_string()))
            .collect();
        let expected = [("otte", "8"), ("12,5", "12.5"), ("3", "3")];
        assert_eq!(
            found,
            expected.map(|(word, number)| (word, number.to_owned()))
        );
    }
}
