//! Letters that were changed or lost on their way into the file: written in one encoding and read in another, by
//! whoever saved it. Nobody can tell for certain, so that the text is taken as it stands, and told of.

use super::decode::Encoding;
use crate::words::Message;
use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// What was found of one file; no more is looked for once there is something.
#[derive(Debug, Default)]
pub(super) struct Letters {
    found: Option<Found>,
    is_told: bool,
}

/// The first word with such letters.
#[derive(Debug)]
struct Found {
    word: String,
    /// The line and the row where the word stands.
    at: (u64, u64),
    change: Change,
}

/// What happened to the letters of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Change {
    /// UTF-8 was read as an encoding of one byte a letter, and saved as what that came to.
    Doubled,
    /// An encoding of one byte a letter was read as Windows-1252: these signs stand for those letters.
    Swapped(&'static [(char, char)]),
    /// A letter that could not be read was replaced.
    Lost,
}

/// The Danish letters of code page 850 that Windows-1252 has other signs for.
const CODE_PAGE_850: &[(char, char)] = &[('‘', 'æ'), ('›', 'ø'), ('†', 'å'), ('’', 'Æ')];
/// The same for Mac Roman.
const MAC_ROMAN: &[(char, char)] = &[('¾', 'æ'), ('¿', 'ø'), ('Œ', 'å'), ('®', 'Æ'), ('¯', 'Ø')];

impl Letters {
    /// How many bytes before new text are looked at once more, since a word may begin there.
    pub(super) const BEFORE: usize = 64;

    /// Looks through a text of that encoding; `place` is the line and row of a byte of it.
    pub(super) fn look(
        &mut self,
        text: &str,
        encoding: Option<Encoding>,
        place: impl FnOnce(usize) -> (u64, u64),
    ) {
        if self.found.is_some() {
            return;
        }
        let is_single_byte = encoding == Some(Encoding::Windows1252);
        self.found = first_changed(text, is_single_byte).map(|(at, change)| Found {
            word: word_around(text, at).to_owned(),
            at: place(at),
            change,
        });
    }

    /// Where the word stands, what is to be said of it and what to do; only once.
    pub(super) fn tell(&mut self) -> Option<((u64, u64), Message, Message)> {
        let found = self.found.as_ref().filter(|_| !self.is_told)?;
        self.is_told = true;
        let word = found.word.clone();
        let (message, help) = match found.change {
            Change::Lost => (Message::LettersLost { word }, Message::FetchAgain),
            Change::Doubled | Change::Swapped(_) => {
                let mended = mended(&found.word, found.change);
                let message = Message::LettersChanged { word, mended };
                (message, Message::SaveAsUtf8)
            }
        };
        Some((found.at, message, help))
    }
}

/// The first sign that speaks for changed letters, and for which change.
fn first_changed(text: &str, is_single_byte: bool) -> Option<(usize, Change)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    loop {
        at += next_non_ascii(&bytes[at..])?;
        // Nearly all are Danish letters, or others that begin no changed one.
        let is_plain = bytes[at] == 0xC3
            && !matches!(bytes[at + 1], 0x82..=0x85 | 0xA2 | 0xAF)
            && !is_single_byte;
        if !is_plain && let Some(change) = change_at(text, at, is_single_byte) {
            return Some((at, change));
        }
        at += 1;
        while !text.is_char_boundary(at) {
            at += 1;
        }
    }
}

fn next_non_ascii(bytes: &[u8]) -> Option<usize> {
    let (chunks, rest) = bytes.as_chunks::<32>();
    let full = chunks.iter().position(|chunk| !chunk.is_ascii());
    let (start, last) = match full {
        Some(index) => (index * 32, &chunks[index][..]),
        None => (bytes.len() - rest.len(), rest),
    };
    let within = last.iter().position(|byte| !byte.is_ascii())?;
    Some(start + within)
}

/// Whether the sign at that byte begins a letter that was changed.
fn change_at(text: &str, at: usize, is_single_byte: bool) -> Option<Change> {
    let before = text[..at].chars().next_back();
    let mut ahead = text[at..].chars();
    let sign = ahead.next()?;
    let (next, second) = (ahead.next(), ahead.next());
    if sign == '\u{fffd}' {
        return Some(Change::Lost);
    }
    if is_doubled(before, sign, next, second) {
        return Some(Change::Doubled);
    }
    if !is_single_byte {
        return None;
    }
    if is_of_code_page_850(text, at, sign) {
        return Some(Change::Swapped(CODE_PAGE_850));
    }
    is_of_mac_roman(before, sign, next).then_some(Change::Swapped(MAC_ROMAN))
}

fn is_letter(sign: Option<char>) -> bool {
    sign.is_some_and(char::is_alphabetic)
}

fn is_small(sign: Option<char>) -> bool {
    sign.is_some_and(char::is_lowercase)
}

/// Whether a sign and the next are what two bytes of UTF-8 come to in another encoding, and no more likely a letter
/// with a sign behind it: `JOÃO`, `”SMÅ”` and `LEÃ…` are none.
fn is_doubled(before: Option<char>, sign: char, next: Option<char>, second: Option<char>) -> bool {
    let Some(next) = next else {
        return false;
    };
    match sign {
        'Ã' => match next {
            '‘' | '’' | '“' | '”' | '–' | '—' | '…' | '»' => is_letter(second),
            '\u{a0}' => !before.is_some_and(char::is_uppercase),
            _ => is_second_byte(next),
        },
        'Â' => matches!(next, '\u{a0}'..='\u{bf}') && !before.is_some_and(char::is_uppercase),
        'Å' | 'Ä' => {
            let is_within = is_small(before) || is_small(second);
            is_second_byte(next) && is_within && !matches!(next, '‘'..='”' | '–' | '—' | '…')
        }
        'â' => next == '€' || (next, second) == ('‚', Some('¬')),
        'ï' => matches!((next, second), ('»', Some('¿')) | ('¿', Some('½'))),
        // What Mac Roman and code page 850 have for the first of the two bytes, and for the second of Danish ones.
        '√' => "¶∏•ÜòÖ©º∂§".contains(next),
        '├' => "ª©Ñåÿà®╝Âñ".contains(next),
        _ => false,
    }
}

/// Whether a sign is what Windows-1252, or ISO 8859-1, has for a byte that continues a letter of UTF-8.
fn is_second_byte(sign: char) -> bool {
    matches!(sign, '\u{80}'..='\u{bf}') || {
        let mut room = [0; 4];
        let text = sign.encode_utf8(&mut room);
        let (byte, _, is_unknown) = WINDOWS_1252.encode(text);
        !is_unknown && matches!(byte[..], [0x80..=0xBF])
    }
}

/// `S›nderborg`, `g†rd`, `p†`, `Sj‘lland`; no `Hansen†`, `›Huset‹` or `pc‘er`.
fn is_of_code_page_850(text: &str, at: usize, sign: char) -> bool {
    let behind = &text[at + sign.len_utf8()..];
    let (mut before, next) = (text[..at].chars().rev(), behind.chars().next());
    let (last, last_but_one) = (before.next(), before.next());
    match sign {
        '†' if is_letter(next) => is_letter(last),
        // A word of two letters: på, så, få, gå, nå.
        '†' => is_small(last) && !is_letter(last_but_one) && last_but_one != Some('-'),
        '›' => is_letter(last) && is_letter(next),
        '‘' => {
            let end = behind.find(|sign: char| !sign.is_alphabetic());
            let rest = &behind[..end.unwrap_or(behind.len())];
            let is_ending = matches!(
                rest,
                "s" | "er"
                    | "et"
                    | "en"
                    | "erne"
                    | "ere"
                    | "eren"
                    | "ens"
                    | "ets"
                    | "n"
                    | "t"
                    | "d"
                    | "re"
                    | "ve"
                    | "ll"
                    | "m"
            );
            is_small(last) && is_small(next) && !is_ending
        }
        _ => false,
    }
}

/// `S¿nderborg`, `Ær¿`, `gŒrd`, `Sj¾lland`, `®rø`, `¯rsted`; no `¿qué`, `Œuvre`, `1¾`, `LEGO®`.
fn is_of_mac_roman(before: Option<char>, sign: char, next: Option<char>) -> bool {
    match sign {
        '¿' => is_letter(before),
        '¾' => is_letter(before) && is_letter(next),
        'Œ' => is_small(before),
        '®' | '¯' => !is_letter(before) && is_small(next),
        _ => false,
    }
}

/// The word that the byte stands in, as far as words go on in a table.
fn word_around(text: &str, at: usize) -> &str {
    const LONGEST: usize = 40;
    let ends = |sign: char| {
        sign.is_whitespace() && sign != '\u{a0}' || matches!(sign, ';' | ',' | '|' | '"')
    };
    let before = text[..at].char_indices().rev().take(LONGEST);
    let start = before.take_while(|(_, sign)| !ends(*sign)).last();
    let start = start.map_or(at, |(start, _)| start);
    let behind = text[at..].char_indices().take(LONGEST);
    let last = behind.take_while(|(_, sign)| !ends(*sign)).last();
    let end = last.map_or(at, |(offset, sign)| at + offset + sign.len_utf8());
    &text[start..end]
}

/// What the word probably was, if it comes to one.
fn mended(word: &str, change: Change) -> Option<String> {
    match change {
        Change::Lost => None,
        Change::Swapped(signs) => {
            let letter = |sign| signs.iter().find(|(own, _)| *own == sign);
            let letters = word.chars().map(|sign| letter(sign).map_or(sign, |(_, letter)| *letter));
            Some(letters.collect())
        }
        Change::Doubled => {
            let read = |word: &str, table: &'static encoding_rs::Encoding| {
                let (bytes, _, is_unknown) = table.encode(word);
                let text = String::from_utf8(bytes.into_owned()).ok();
                text.filter(|text| !is_unknown && text != word)
            };
            let once = read(word, WINDOWS_1252).or_else(|| read(word, MACINTOSH))?;
            // Some were saved so more than once.
            Some(read(&once, WINDOWS_1252).unwrap_or(once))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(text: &str, encoding: Encoding) -> Option<(String, Option<String>)> {
        let mut letters = Letters::default();
        letters.look(text, Some(encoding), |_| (1, 1));
        match letters.tell()?.1 {
            Message::LettersChanged { word, mended } => Some((word, mended)),
            Message::LettersLost { word } => Some((word, None)),
            other => panic!("{other:?}"),
        }
    }

    fn doubled(text: &str) -> String {
        let (wrong, _) = WINDOWS_1252.decode_without_bom_handling(text.as_bytes());
        wrong.into_owned()
    }

    #[test]
    fn doubly_encoded_letters_are_found_and_mended() {
        for word in [
            "Børnehuset",
            "Ærø",
            "Sønderborg",
            "Ålborg",
            "Åge",
            "østre",
            "på",
            "BLÅT",
            "café",
            "Müller",
            "Łódź",
            "Živko",
            "Öberg",
            "à",
            "“Huset”",
            "12\u{a0}kr",
            "§",
        ] {
            let wrong = doubled(word);
            let told = told(&format!("a;{wrong};b"), Encoding::Utf8);
            assert_eq!(told, Some((wrong.clone(), Some(word.to_owned()))), "{word} as {wrong}");
        }
        let twice = doubled(&doubled("Børn"));
        assert_eq!(told(&twice, Encoding::Utf8), Some((twice.clone(), Some("Børn".into()))));
        assert_eq!(told("B√∏rn", Encoding::Utf8), Some(("B√∏rn".into(), Some("Børn".into()))));
        assert_eq!(told("B├©rn", Encoding::Utf8), Some(("B├©rn".into(), None)));
    }

    #[test]
    fn letters_of_other_encodings_are_found_in_what_is_taken_for_windows_1252() {
        for (wrong, word) in [
            ("S›nderborg", "Sønderborg"),
            ("g†rd", "gård"),
            ("p†", "på"),
            ("Sj‘lland", "Sjælland"),
            ("S¿nderborg", "Sønderborg"),
            ("Tr¿", "Trø"),
            ("gŒrd", "gård"),
            ("pŒ", "på"),
            ("Sj¾lland", "Sjælland"),
            ("®bleg¯en", "Æblegøen"),
            ("¯sterbro", "Østerbro"),
        ] {
            let text = format!("Region {wrong};2");
            let mended = told(&text, Encoding::Windows1252)
                .map(|(word, mended)| (word, mended.map(|own| own.to_lowercase())));
            assert_eq!(mended, Some((wrong.to_owned(), Some(word.to_lowercase()))), "{wrong}");
            assert_eq!(told(&text, Encoding::Utf8), None, "{wrong}");
        }
    }

    #[test]
    fn names_and_texts_with_such_signs_in_their_place_are_none() {
        let texts = [
            "JOÃO;São Paulo;IRMÃ;Maçã;“IRMÔ;IRMÃ – her",
            "CHÂTEAU;Âge;«CÂ»;sjâ",
            "”DEN BLÅ”;på…;BLÅ…”;Å–Æ;ÅÅÅ;”SMÅ”-børn;SMÅ²;BLÅ™;BLÅ¹;Ålborg–Århus",
            "Ärzte;Zoë;naïf;naïve;Łódź;Živko;Dvořák;Erdoğan",
            "Hansen†;Hansen †;*1920 †1999;›Huset‹;Huset ›A‹",
            "pc‘er;TV‘et;O‘Brien;d‘Angelo;‘Huset’;Grundtvig’s;sms‘erne",
            "¿qué?;¿Cómo;1¾ time;LEGO®;LEGO® system;Œuvre;CŒUR;¼-½",
            "√2;√4 ≈ 2;├──;10 €;«a»;½ kg;5 °C;§ 107",
        ];
        for text in texts {
            for encoding in [Encoding::Utf8, Encoding::Windows1252, Encoding::Utf16Le] {
                assert_eq!(told(text, encoding), None, "{text}");
            }
        }
    }

    #[test]
    fn a_letter_that_was_replaced_is_found_anywhere() {
        for text in ["B\u{fffd}rnehuset", "\u{fffd}", "a;b\n\"c\u{fffd}\""] {
            assert!(
                told(text, Encoding::Utf8).is_some_and(|(_, mended)| mended.is_none()),
                "{text}"
            );
        }
    }

    proptest! {
        /// Danish words with their letters doubled are always found, wherever they stand; as they are, never.
        #[test]
        fn danish_letters_are_found_where_they_are_doubled_and_never_where_they_are_not(
            before in "[a-zæøå ;\n]{0,80}",
            word in "[A-ZÆØÅa-zæøå]{0,5}[æøåÆØé][a-z]{0,5}",
            behind in "[a-zæøåA-ZÆØÅ0-9 ;.,\n-]{0,80}",
        ) {
            for encoding in [Encoding::Utf8, Encoding::Windows1252] {
                let plain = format!("{before} {word} {behind}");
                prop_assert_eq!(told(&plain, encoding), None);
                let wrong = format!("{before} {} {behind}", doubled(&word));
                prop_assert_eq!(told(&wrong, encoding), Some((doubled(&word), Some(word.clone()))));
            }
        }

        #[test]
        fn no_text_at_all_is_too_much(text in "\\PC{0,60}|[Ã¸Â»ï¿½†›‘¿®√├\u{fffd}a-c ]{0,60}") {
            for encoding in [Encoding::Utf8, Encoding::Windows1252] {
                let _ = told(&text, encoding);
            }
        }
    }
}
