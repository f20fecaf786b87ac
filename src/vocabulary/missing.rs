//! The words by which a cell says that nothing is known.

/// Whether a trimmed cell says that nothing is known.
///
/// ```
/// use indplacer::vocabulary::is_missing;
/// assert!(is_missing("") && is_missing("–") && is_missing("Ikke oplyst"));
/// assert!(!is_missing("0"));
/// ```
pub fn is_missing(text: &str) -> bool {
    let is = |word: &str| text.eq_ignore_ascii_case(word);
    let plainly = match text.len() {
        0 => true,
        1 => text == "-" || text == "?",
        2 => is("na"),
        3 => is("n/a") || text == "–",
        7 => is("uoplyst") || is("mangler"),
        8 => is("ved ikke"),
        11 => is("ikke oplyst"),
        _ => false,
    };
    // Only a blank that is longer, or another than the plain space, makes the same words look different.
    let are = |both: [&str; 2]| {
        let mut words = text.split_whitespace();
        let is_next = |wanted| words.next().is_some_and(|own| own.eq_ignore_ascii_case(wanted));
        both.into_iter().all(is_next) && words.next().is_none()
    };
    let differs_in_blanks = || {
        text.starts_with(['i', 'I']) && are(["ikke", "oplyst"])
            || text.starts_with(['v', 'V']) && are(["ved", "ikke"])
    };
    plainly || differs_in_blanks()
}

/// Whether a folded name is empty or that of a word for missing: in a cell nobody could tell it from nothing.
pub(crate) fn folds_as_missing(folded: &str) -> bool {
    matches!(folded, "" | "na" | "n_a" | "uoplyst" | "mangler" | "ved_ikke" | "ikke_oplyst")
}

/// Whether a word for missing begins with that byte.
pub(crate) const fn may_begin_missing(first: u8) -> bool {
    // In lower case; 0xE2 begins the dash.
    matches!(first | 0x20, b'-' | b'?' | b'u' | b'i' | b'v' | b'm' | b'n' | 0xE2)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arithmetic::fold;

    #[test]
    fn every_word_for_missing_begins_and_folds_as_one() {
        let words = "-|?|–|na|n/a|uoplyst|mangler|ved ikke|ikke oplyst|Ved \u{a0}ikke";
        for word in words.split('|') {
            for text in [word.to_owned(), word.to_uppercase()] {
                assert!(is_missing(&text), "{text}");
                assert!(may_begin_missing(text.as_bytes()[0]), "{text}");
                assert!(folds_as_missing(&fold(&text)), "{text}");
            }
        }
        assert!(!folds_as_missing("ikke") && !folds_as_missing("0"));
    }
}
