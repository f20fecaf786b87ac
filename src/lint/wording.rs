//! The words and numbers of a criterion's text, and the numbers that its test has.

use super::walk::Placed;
use crate::arithmetic::{DecimalMark, Number, word};
use crate::rubric::{Condition, Kind, Leaf, Rubric};
use crate::source::Span;

/// What a text says of the number after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    AtLeast,
    AtMost,
}

/// A number in a text, or the placeholder of a bound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// Where in the text.
    pub(super) span: Span,
    pub(super) what: What,
    /// Whether *mindst* or *højst* stands just before it.
    pub(super) side: Option<Side>,
    /// The word after it, folded; empty at the end.
    pub(super) next: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Number(Number),
    Min,
    Max,
}

/// The numbers and placeholders in a text, but for numbers of chapters and their like, of years, and in a row (3.).
///
/// A number is digits, or a word from tre to tyve. En, et and to are numbers just after *mindst* or *højst* only.
pub(super) fn written(text: &str) -> Vec<Written> {
    let tokens = tokens(text);
    let words: Vec<String> = tokens
        .iter()
        .map(|span| word(text[span.clone()].trim_end_matches(['.', ','])).into_owned())
        .collect();
    let mut found = Vec::new();
    let mut named = false;
    for (index, span) in tokens.iter().enumerate() {
        let token = text[span.clone()].trim_end_matches(['.', ',']);
        let side = index.checked_sub(1).and_then(|at| side(&words[at]));
        let next = words.get(index + 1).cloned().unwrap_or_default();
        let what = match words[index].as_str() {
            "{min}" => Some(What::Min),
            "{max}" => Some(What::Max),
            spelled => number(token, spelled, side.is_some()).map(What::Number),
        };
        let joins = ["og", "eller", "til", "–"].contains(&words[index].as_str());
        named = is_named(&words[index]) || named && (what.is_some() || joins);
        let in_a_row = is_ordinal(text, span, &next);
        let what = what.filter(|what| match what {
            What::Number(number) => {
                !(named || in_a_row || side.is_none() && is_year(*number, token))
            }
            What::Min | What::Max => true,
        });
        found.extend(what.map(|what| Written {
            span: span.start..span.start + token.len(),
            what,
            side,
            next,
        }));
    }
    found
}

fn tokens(text: &str) -> Vec<Span> {
    let inside = |c: char| {
        c.is_alphanumeric() || matches!(c, '.' | ',' | '{' | '}' | '\u{301}' | '%' | '§' | '_')
    };
    let mut found: Vec<Span> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| inside(*c)) {
        let end = at + c.len_utf8();
        match found.last_mut() {
            // 50% is a number and its unit.
            Some(last) if last.end == at && c != '%' => last.end = end,
            _ => found.push(at..end),
        }
    }
    found
}

fn side(word: &str) -> Option<Side> {
    match word {
        "mindst" | "minimum" => Some(Side::AtLeast),
        "højst" | "maksimum" | "maksimalt" => Some(Side::AtMost),
        _ => None,
    }
}

fn number(token: &str, spelled: &str, after_a_side: bool) -> Option<Number> {
    const SMALL: [(&str, u32); 5] = [("en", 1), ("et", 1), ("én", 1), ("ét", 1), ("to", 2)];
    const WORDS: [&str; 18] = [
        "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten",
        "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve",
    ];
    let small = SMALL.iter().find(|(word, _)| *word == spelled && after_a_side);
    let word = WORDS.iter().position(|word| *word == spelled);
    let number = small.map(|(_, number)| *number).or(word.map(|at| at as u32 + 3));
    match number {
        Some(number) => Some(Number::from_integer(number)),
        None => Number::from_cell(token, DecimalMark::Comma).ok(),
    }
}

/// A word whose number says which, not how many.
fn is_named(word: &str) -> bool {
    const NAMED: [&str; 22] = [
        "kap", "kapitel", "kapitler", "boks", "bokse", "box", "afsnit", "paragraf", "§", "§§",
        "stk", "punkt", "pkt", "nr", "nummer", "side", "bilag", "tabel", "figur", "artikel",
        "version", "trin",
    ];
    NAMED.contains(&word)
}

/// A year of the calendar; after *mindst* or *højst* no number is one.
fn is_year(number: Number, token: &str) -> bool {
    token.len() == 4 && (1900..=2099).contains(&number.whole()) && number.is_whole()
}

/// `3. del`: the full stop ends no sentence.
fn is_ordinal(text: &str, span: &Span, next: &str) -> bool {
    let rest = &text[span.end..];
    let goes_on = rest.trim_start().chars().next().is_some_and(char::is_lowercase);
    text[span.clone()].ends_with('.') && goes_on && !next.is_empty()
}

/// The numbers of a criterion's test.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// What is asked for at least, exceptions and numbers of options and conditions included.
    pub(super) least: Vec<Number>,
    /// What is asked for at most, exceptions included.
    pub(super) most: Vec<Number>,
}

impl Asked {
    pub(super) fn of(rubric: &Rubric, condition: &Condition) -> Self {
        let mut asked = Self::default();
        asked.add(rubric, condition);
        asked
    }

    pub(super) fn has(&self, number: Number) -> bool {
        self.least.contains(&number) || self.most.contains(&number)
    }

    fn add(&mut self, rubric: &Rubric, condition: &Condition) {
        let count = |n: usize| Number::from_integer(n as u32);
        match condition {
            Condition::Leaf(leaf) => {
                match leaf {
                    Leaf::Includes { options, .. } | Leaf::OneOf { options, .. } => {
                        self.least.push(count(options.len()));
                    }
                    Leaf::Range { .. } | Leaf::Is { .. } => {}
                }
                if is_ordered(rubric, leaf) {
                    return;
                }
                for (to, bound) in [&mut self.least, &mut self.most].into_iter().zip(leaf.bounds())
                {
                    let exceptions = bound.iter().flat_map(|bound| &bound.exceptions);
                    to.extend(bound.map(|bound| bound.value));
                    to.extend(exceptions.map(|exception| exception.bound));
                }
            }
            Condition::AtLeast { n, members, .. } => {
                self.least.extend([count(*n), count(members.len())]);
                for member in members {
                    self.add(rubric, member);
                }
            }
        }
    }
}

/// Whether the bound is an option, whose number says nothing to a reader.
fn is_ordered(rubric: &Rubric, leaf: &Leaf) -> bool {
    let indicators = leaf.indicators();
    matches!(leaf, Leaf::Range { .. })
        && matches!(rubric.indicators[indicators[0]].kind, Kind::Choice { .. })
}

/// The numbers and words that the facts of a criterion have in their own names, questions and options.
pub(super) struct Facts {
    texts: Vec<String>,
    pub(super) units: Vec<String>,
}

impl Facts {
    pub(super) fn of(rubric: &Rubric, placed: Placed<'_>) -> Self {
        let (mut texts, mut units) = (Vec::new(), Vec::new());
        for (leaf, _) in placed.leaves() {
            for &index in leaf.indicators() {
                let indicator = &rubric.indicators[index];
                let options = indicator.kind.options().map_or(&[][..], |options| &options.names);
                let named = [&indicator.ask, &indicator.unit].into_iter().flatten();
                texts.extend(named.chain([&indicator.label]).chain(options).cloned());
                units.extend(indicator.unit.as_deref().map(|unit| word(unit).into_owned()));
            }
        }
        Self { texts, units }
    }

    /// Whether a fact is about that number itself, as experience of at least tre år is.
    pub(super) fn name_number(&self, number: Number) -> bool {
        let mut written = self.texts.iter().flat_map(|text| written(text));
        written.any(|one| one.what == What::Number(number))
    }

    pub(super) fn name_word(&self, wanted: &str) -> bool {
        let mut words = self
            .texts
            .iter()
            .flat_map(|text| text.split(|c: char| !c.is_alphanumeric() && c != '%'));
        words.any(|one| word(one) == wanted)
    }

    /// Whether the number before `next` is a time, and the facts measure no such time.
    pub(super) fn is_a_time_beside(&self, next: &str) -> bool {
        const TIMES: [&str; 8] = ["år", "måned", "kvartal", "uge", "dag", "døgn", "time", "minut"];
        let stem = TIMES.into_iter().find(|stem| next.starts_with(stem));
        stem.is_some_and(|stem| !self.units.iter().any(|unit| unit.contains(stem)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<String> {
        let shown = |one: &Written| match one.what {
            What::Number(number) => number.to_string(),
            What::Min | What::Max => one.next.clone(),
        };
        written(text).iter().map(shown).collect()
    }

    #[test]
    fn numbers_are_digits_and_words_from_tre_to_tyve_and_articles_only_after_mindst_and_hoejst() {
        let text = "Mindst otte borgere, 12,5 % og en tredjedel af de to; tyve i alt, KAT2, 50%.";
        assert_eq!(numbers(text), ["8", "12.5", "20", "50"]);
        assert_eq!(numbers("mindst en, højst to og mindst ét"), ["1", "2", "1"]);
    }

    #[test]
    fn numbers_of_chapters_paragraphs_boxes_and_years_and_in_a_row_are_none() {
        assert!(
            numbers("efter kap. 2 og 3, boks 1-3 og § 101, stk. 2, i 2020, hvert 3. år").is_empty()
        );
        assert_eq!(numbers("I boks 4 står 7 metoder og mindst 2020 timer."), ["7", "2020"]);
    }
}
