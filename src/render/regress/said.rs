//! What every format says of a tweak, of an unmet expectation and of a criterion.

use crate::place::Truth;
use crate::regress::Tweak;
use crate::regress::tested::Failure;
use crate::words::{Lang, Regress};

/// A tweak in one line.
pub fn tweak(tweak: &Tweak, lang: Lang) -> String {
    let place = tweak.place.clone();
    match (&tweak.from, &tweak.to) {
        (Some(from), Some(to)) => Regress::Tweaked { place, from: from.clone(), to: to.clone() },
        (Some(what), None) => Regress::Dropped { place, what: what.clone() },
        (None, what) => Regress::Added { place, what: what.clone().unwrap_or_default() },
    }
    .text(lang)
}

/// One line for an unmet expectation, and one for each criterion that made the difference.
pub fn failure(failure: &Failure, lang: Lang) -> (String, Vec<String>) {
    let title = Regress::ExpectedGot {
        column: failure.column.clone(),
        expected: failure.expected.to_owned(),
        got: failure.got.to_owned(),
    };
    let reasons = failure.decisive.iter().map(|decisive| {
        format!(
            "{} {}: {} ({})",
            decisive.id,
            truth(decisive.truth, lang),
            decisive.text,
            decisive.evidence.join(", "),
        )
    });
    (title.text(lang), reasons.collect())
}

/// Whether a criterion is met, in a word.
pub fn truth(truth: Truth, lang: Lang) -> String {
    match truth {
        Truth::True => Regress::Met,
        Truth::False => Regress::NotMet,
        Truth::Unknown => Regress::Unknown,
    }
    .text(lang)
}
