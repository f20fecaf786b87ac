//! Folding: when two written names are the same name.
//!
//! Headers, målgrupper, groups, choices and set items are compared folded, so that
//! `Fornøden kvalitet`, `fornoeden_kvalitet` and `FORNØDEN KVALITET` (decomposed, from a Mac) meet.

use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The folded form: lower case, NFC, æ ø å as ae oe aa, every other run of signs one `_`.
///
/// ```
/// assert_eq!(indplacer::arithmetic::fold(" Målgruppe (ny) "), "maalgruppe_ny");
/// ```
pub fn fold(text: &str) -> String {
    folded(text).into_owned()
}

/// The same, untouched where it is folded already, as most names are.
pub fn folded(text: &str) -> Cow<'_, str> {
    if is_folded(text) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(danish(text).unwrap_or_else(|| spelled(&composed(text))))
}

/// What stands for a sign between letters.
const GAP: u8 = b'_';
/// For each byte that is a letter by itself its folded form, for other ASCII a gap, and nothing for a part of a letter.
const BYTES: [u8; 256] = {
    let mut bytes = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        let letter = (byte as u8).to_ascii_lowercase();
        bytes[byte] = match letter.is_ascii_alphanumeric() {
            true => letter,
            false => GAP,
        };
        byte += 1;
    }
    bytes
};

/// The folded form of a text of plain letters and Danish ones, byte by byte, which is nearly every text.
fn danish(text: &str) -> Option<String> {
    // The first byte of æ, ø and å, small and large.
    const DANISH: u8 = 0xC3;
    let mut folded = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        match BYTES[usize::from(byte)] {
            GAP if folded.last().is_none_or(|last| *last == GAP) => {}
            // A Danish letter becomes two.
            0 => folded.extend(match (byte, bytes.next()?) {
                (DANISH, 0xA6 | 0x86) => b"ae",
                (DANISH, 0xB8 | 0x98) => b"oe",
                (DANISH, 0xA5 | 0x85) => b"aa",
                _ => return None,
            }),
            letter_or_gap => folded.push(letter_or_gap),
        }
    }
    folded.pop_if(|last| *last == GAP);
    String::from_utf8(folded).ok()
}

/// The folded form of any text that is composed, letter by letter: the slow way that [`danish`] is held against.
fn spelled(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.chars().map(lower) {
        if !matches!(letter, 'a'..='z' | '0'..='9' | 'æ' | 'ø' | 'å') {
            gap = true;
            continue;
        }
        if gap && !folded.is_empty() {
            folded.push('_');
        }
        gap = false;
        match letter {
            'æ' => folded.push_str("ae"),
            'ø' => folded.push_str("oe"),
            'å' => folded.push_str("aa"),
            letter => folded.push(letter),
        }
    }
    folded
}

/// The folded form of two texts with a sign between, of which the folded forms are these.
pub(crate) fn joined(one: &str, other: &str) -> String {
    let mut folded = String::with_capacity(one.len() + 1 + other.len());
    folded.push_str(one);
    if !one.is_empty() && !other.is_empty() {
        folded.push('_');
    }
    folded.push_str(other);
    folded
}

/// Whether a text is its own folded form.
fn is_folded(text: &str) -> bool {
    let mut last = GAP;
    let is_fine = text.bytes().all(|byte| {
        let before = std::mem::replace(&mut last, byte);
        BYTES[usize::from(byte)] == byte && (byte != GAP || before != GAP)
    });
    is_fine && (last != GAP || text.is_empty())
}

/// The text in NFC and lower case, but for the letters that [`lower`] makes lower.
fn composed(text: &str) -> Cow<'_, str> {
    // Danish as it is nearly always written: each letter by itself, and one letter in lower case too.
    let is_danish = |c: char| c.is_ascii() || matches!(c, 'æ' | 'ø' | 'å' | 'Æ' | 'Ø' | 'Å');
    if text.is_ascii() || text.chars().all(is_danish) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().flat_map(char::to_lowercase).nfc().collect())
}

/// A Danish letter in lower case.
const fn lower(letter: char) -> char {
    match letter {
        'Æ' => 'æ',
        'Ø' => 'ø',
        'Å' => 'å',
        letter => letter.to_ascii_lowercase(),
    }
}

/// Whether `text` folds to `folded`; folds only where the plain comparison does not settle it.
pub fn folds_to(text: &str, folded: &str) -> bool {
    text == folded || self::folded(text) == folded
}

/// NFC and lower case, with runs of blanks as one space: how words in cells are compared.
pub fn word(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| byte.is_ascii_graphic()) {
        return match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            true => Cow::Owned(text.to_ascii_lowercase()),
            false => Cow::Borrowed(text),
        };
    }
    let mut out = String::with_capacity(text.len());
    for piece in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(composed(piece).chars().map(lower));
    }
    Cow::Owned(out)
}

/// The text in NFC, untouched where it is so already.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(text) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// The candidate most like `name`, if any is like enough to be what was meant.
pub fn nearest<'c>(name: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<&'c str> {
    let wanted = fold(name);
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&wanted, &fold(candidate)), candidate))
        .filter(|(likeness, _)| *likeness > 0.84)
        // The first of equals, so that the order of the candidates decides and not the sort.
        .fold(None, |best: Option<(f64, &str)>, next| match best {
            Some((likeness, _)) if likeness >= next.0 => best,
            _ => Some(next),
        })
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn case_blanks_signs_and_danish_letters_fold_away() {
        assert_eq!(fold("  Fornøden   Kvalitet? "), "fornoeden_kvalitet");
        assert_eq!(fold("A\u{a0}–\u{a0}B"), "a_b");
        assert_eq!(fold("Å"), "aa");
        assert_eq!(fold("a\u{30a}"), "aa");
        assert_eq!(fold("é"), "");
        assert_eq!(fold("--"), "");
        assert_eq!(fold("a__b"), "a_b");
        assert_eq!(fold("_a_"), "a");
    }

    #[test]
    fn words_keep_their_signs_but_not_their_case_or_blanks() {
        assert_eq!(word("N/A"), "n/a");
        assert_eq!(word("Under \u{a0} LET"), "under let");
        assert_eq!(word("HO\u{308}JT"), "höjt");
    }

    proptest! {
        #[test]
        fn a_text_is_its_own_folded_form_when_folding_leaves_it(text in "[a-b_1 A]{0,5}") {
            let mut slowly = String::new();
            for piece in text.split(['_', ' ']).filter(|piece| !piece.is_empty()) {
                slowly = format!("{slowly}_{}", piece.to_lowercase());
            }
            let slowly = slowly.trim_start_matches('_');
            prop_assert_eq!(is_folded(&text), text == slowly);
            prop_assert_eq!(fold(&text), slowly);
        }

        #[test]
        fn a_danish_text_folds_byte_by_byte_as_it_does_letter_by_letter(text in "[a-cA-CæøåÆØÅ_ .\u{30a}éÀ0-9]{0,8}|\\PC{0,8}") {
            let quickly = danish(&text);
            let is_danish = text.chars().all(|c| c.is_ascii() || "æøåÆØÅ".contains(c));
            prop_assert_eq!(quickly, is_danish.then(|| spelled(&composed(&text))));
        }

        #[test]
        fn what_is_folded_and_joined_is_as_if_joined_and_folded(one in "[a_ å\u{30a}]{0,4}", other in "[a_ å\u{30a}]{0,4}") {
            prop_assert_eq!(joined(&fold(&one), &fold(&other)), fold(&format!("{one}_{other}")));
        }

        #[test]
        fn danish_letters_are_lowered_as_all_letters_are(text in "[a-zA-ZæøåÆØÅ \u{30a}é0-9]{0,8}|\\PC{0,8}") {
            let lowered: String = composed(&text).chars().map(lower).collect();
            let slowly: String = text.chars().flat_map(char::to_lowercase).nfc().collect();
            prop_assert_eq!(lowered, slowly);
        }
    }

    #[test]
    fn the_nearest_name_is_offered_only_when_it_is_near() {
        assert_eq!(nearest("autsime", ["autisme", "synsnedsaettelse"]), Some("autisme"));
        assert_eq!(nearest("telefon", ["autisme", "synsnedsaettelse"]), None);
    }
}
