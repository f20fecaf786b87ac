//! The Danish word behind a number: a rubric writes its units as of many, and of one thing there is one.

/// Words of many and of one, by how they end, so that `fagpersoner` is known by `personer`.
const ONE: [(&str, &str); 26] = [
    ("personer", "person"),
    ("projekter", "projekt"),
    ("parter", "part"),
    ("kurser", "kursus"),
    ("dage", "dag"),
    ("gange", "gang"),
    ("parametre", "parameter"),
    ("metoder", "metode"),
    ("måneder", "måned"),
    ("timer", "time"),
    ("uger", "uge"),
    ("pladser", "plads"),
    ("kommuner", "kommune"),
    ("regioner", "region"),
    ("enheder", "enhed"),
    ("aftaler", "aftale"),
    ("sager", "sag"),
    ("familier", "familie"),
    ("certificeringer", "certificering"),
    ("afdelinger", "afdeling"),
    ("uddannelser", "uddannelse"),
    ("hjælpemidler", "hjælpemiddel"),
    ("ansatte", "ansat"),
    ("voksne", "voksen"),
    ("unge", "ung"),
    ("ledsagere", "ledsager"),
];

/// A unit as it stands behind the number as people write it: `1 person`, `2 personer`, `1 netværk eller projekt`.
///
/// A word that nobody here knows stays as the rubric has it.
pub(crate) fn unit_of(number: &str, unit: &str) -> String {
    if number != "1" {
        return unit.to_owned();
    }
    let mut one = String::with_capacity(unit.len());
    for piece in unit.split_inclusive(|sign: char| !sign.is_alphabetic()) {
        let end = piece.trim_end_matches(|sign: char| !sign.is_alphabetic()).len();
        let (word, sign) = piece.split_at(end);
        one.push_str(&of_one(word));
        one.push_str(sign);
    }
    one
}

/// The word of one thing for a word of many.
fn of_one(word: &str) -> String {
    for (many, one) in ONE {
        if let Some(first) = word.strip_suffix(many) {
            return format!("{first}{one}");
        }
    }
    // Those who do something: borgere, medarbejdere, ledere, leverandører.
    match word.strip_suffix("ere") {
        Some(stem) if !stem.is_empty() => format!("{stem}er"),
        _ => word.strip_suffix("ører").map_or_else(|| word.to_owned(), |stem| format!("{stem}ør")),
    }
}

/// A text with a number in a place of its own, and the word right behind it in the number that fits.
pub(crate) fn with_number(text: &str, place: &str, number: &str) -> String {
    let mut pieces = text.split(place);
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let word = piece.strip_prefix(' ').unwrap_or_default();
        let end = word.find(|sign: char| !sign.is_alphabetic()).unwrap_or(word.len());
        out.push_str(number);
        match end {
            0 => out.push_str(piece),
            end => {
                out.push(' ');
                out.push_str(&unit_of(number, &word[..end]));
                out.push_str(&word[end..]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_has_the_word_of_one() {
        for (many, one) in [
            ("personer", "person"),
            ("fagpersoner", "fagperson"),
            ("borgere", "borger"),
            ("medarbejdere", "medarbejder"),
            ("leverandører", "leverandør"),
            ("netværk eller projekter", "netværk eller projekt"),
            ("dage", "dag"),
            ("år", "år"),
            ("forløb", "forløb"),
            ("stk.", "stk."),
            ("ere", "ere"),
        ] {
            assert_eq!(unit_of("1", many), one);
            for number in ["0", "1,5", "2", "11"] {
                assert_eq!(unit_of(number, many), many);
            }
        }
    }

    #[test]
    fn a_sentence_has_its_number_and_the_word_that_fits() {
        let text = "Mindst {min} borgere det seneste år";
        assert_eq!(with_number(text, "{min}", "1"), "Mindst 1 borger det seneste år");
        assert_eq!(with_number(text, "{min}", "8"), "Mindst 8 borgere det seneste år");
        assert_eq!(with_number("Mindst {min}.", "{min}", "1"), "Mindst 1.");
        assert_eq!(with_number("{min} % af personalet", "{min}", "1"), "1 % af personalet");
        assert_eq!(with_number("ingen", "{min}", "1"), "ingen");
    }
}
