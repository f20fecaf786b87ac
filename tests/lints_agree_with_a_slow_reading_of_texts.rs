//! Holds the lints that read texts against a slow reading of random texts: for each word it looks back and forward anew
//! and asks what the documentation of the lints says of it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use indplacer::diagnostic::Diagnostics;
use indplacer::lint;
use indplacer::rubric::Catalogue;
use indplacer::source::Source;
use indplacer::words::Lang;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;

/// What a text is put together from: words, signs, and names of chapters and their like.
const WORDS: [&str; 33] = [
    "borgere",
    "Der",
    "personale",
    "pladser",
    "pladser.",
    "procent",
    "%",
    "timer",
    "år",
    "og",
    "eller",
    "til",
    "–",
    "en",
    "et",
    "to",
    "én",
    "mindst",
    "Mindst",
    "minimum",
    "højst",
    "maksimum",
    "maksimalt",
    "kap.",
    "kapitel",
    "Boks",
    "§",
    "stk.",
    "nr.",
    "del",
    "målgruppen,",
    "måneder",
    "{min}",
];

/// Numbers as people write them.
const NUMBERS: [&str; 20] = [
    "1", "3", "4", "5,", "8", "12,5", "20", "50%", "3.", "2020", "1950", "tre", "Fire", "fem,",
    "otte", "tretten", "tyve", "{max}", "100", "25",
];

const SPELLED: [(&str, i64); 8] = [
    ("tre", 3),
    ("fire", 4),
    ("fem", 5),
    ("otte", 8),
    ("tretten", 13),
    ("tyve", 20),
    ("to", 2),
    ("én", 1),
];

/// The bounds of the test: of a minimum, for ambulante instead, and of a maximum.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    min: Option<i64>,
    for_ambulante: Option<i64>,
    max: Option<i64>,
}

/// A rubric with one criterion to read: how many borgere there are.
fn rubric(text: &str, bounds: Bounds) -> String {
    let mut test = String::new();
    if let Some(min) = bounds.min {
        test += &format!("min = {min}\n");
        if let Some(other) = bounds.for_ambulante {
            test += &format!("min_for = [{{ leverandoertype = \"ambulant\", min = {other} }}]\n");
        }
    }
    if let Some(max) = bounds.max {
        test += &format!("max = {max}\n");
    }
    let mut rubric = format!(
        r#"
schema = 1
[rubric]
id = "r"
version = "1"
title = "R"
maalgruppe = "R"
status = "udkast"
[groups]
leverandoertype = ["botilbud", "ambulant"]
[indicators.n]
type = "count"
label = "Personer"
unit = "borgere"
[indicators.p]
type = "count"
label = "Steder"
unit = "pladser"
[parameters.aktiv_praksis]
guidance = {{ let = "a", moderat = "b", hoejt = "c" }}
[[parameters.aktiv_praksis.let]]
id = "L"
text = "{text}"
indicator = "n"
{test}
[[parameters.aktiv_praksis.moderat]]
id = "M"
text = "Mindst {{min}} pladser"
indicator = "p"
min = 2
[[parameters.aktiv_praksis.hoejt]]
id = "H"
text = "Mindst {{min}} pladser"
indicator = "p"
min = 3
"#
    );
    for parameter in [
        "praksiserfaring",
        "uddannelse",
        "fagmiljoe",
        "samarbejdsformer",
        "vidensudvikling",
        "metoder",
        "hjaelpemidler",
    ] {
        rubric += &format!(
            "[parameters.{parameter}]\nmethod = \"assessed\"\nguidance = {{ let = \"a\", moderat = \"b\", hoejt = \"c\" }}\n"
        );
    }
    rubric
}

/// A word of the text: as written but for a full stop or comma behind it, and whether a full stop is and the sentence
/// goes on.
#[derive(Debug, Clone)]
struct Word {
    written: String,
    goes_on: bool,
}

impl Word {
    fn small(&self) -> String {
        self.written.to_lowercase()
    }

    fn is(&self, any: &[&str]) -> bool {
        any.contains(&self.small().as_str())
    }
}

/// The words of a text; a percent sign is one by itself, and a dash is none.
fn words(text: &str) -> Vec<Word> {
    let spaced = text.replace('%', " %");
    let pieces: Vec<&str> = spaced.split_whitespace().collect();
    let word = |at: usize| Word {
        written: pieces[at].trim_end_matches(['.', ',']).to_owned(),
        goes_on: pieces[at].ends_with('.')
            && pieces.get(at + 1).is_some_and(|next| next.starts_with(char::is_lowercase)),
    };
    (0..pieces.len()).filter(|&at| pieces[at] != "–").map(word).collect()
}

/// The number that a word is, in tenths.
fn number(words: &[Word], at: usize) -> Option<i64> {
    let small = words[at].small();
    let is_after_a_side = at > 0 && side(&words[at - 1]).is_some();
    if is_after_a_side && ["en", "et", "ét"].contains(&small.as_str()) {
        return Some(10);
    }
    let needs_a_side = ["to", "én"].contains(&small.as_str());
    if let Some((_, number)) = SPELLED.iter().find(|(word, _)| *word == small) {
        return (is_after_a_side || !needs_a_side).then_some(number * 10);
    }
    let (whole, tenth) = small.split_once(',').unwrap_or((&small, "0"));
    Some(whole.parse::<i64>().ok()? * 10 + tenth.parse::<i64>().ok()?)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    AtLeast,
    AtMost,
}

fn side(word: &Word) -> Option<Side> {
    if word.is(&["mindst", "minimum"]) {
        Some(Side::AtLeast)
    } else if word.is(&["højst", "maksimum", "maksimalt"]) {
        Some(Side::AtMost)
    } else {
        None
    }
}

/// Whether a number says which chapter, box or paragraph, by itself or in a row of such numbers: `kap. 2, 3 og 4`.
fn is_named(words: &[Word], at: usize) -> bool {
    let before = words[..at].iter().enumerate().rev();
    for (index, word) in before {
        if word.is(&["kap", "kapitel", "boks", "§", "stk", "nr"]) {
            return true;
        }
        let is_placeholder = word.is(&["{min}", "{max}"]);
        if !(number(words, index).is_some() || is_placeholder || word.is(&["og", "eller", "til"])) {
            return false;
        }
    }
    false
}

/// What lints say of a text, sorted.
fn slowly(text: &str, bounds: Bounds) -> Vec<String> {
    let words = words(text);
    let least: Vec<i64> = match bounds.min {
        Some(min) => {
            [Some(min), bounds.for_ambulante].into_iter().flatten().map(|n| n * 10).collect()
        }
        None => Vec::new(),
    };
    let most: Vec<i64> = bounds.max.map(|n| n * 10).into_iter().collect();
    // The numbers of the text that could be bounds.
    let counted = |at: usize| {
        let value = number(&words, at)?;
        let has_side = at > 0 && side(&words[at - 1]).is_some();
        let is_year = (19000..=20990).contains(&value) && !has_side;
        (!is_named(&words, at) && !is_year && !words[at].goes_on).then_some(value)
    };
    let all: Vec<i64> = (0..words.len()).filter_map(counted).collect();
    let mut said = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).map(Word::small).unwrap_or_default();
        let is_a_time =
            next.starts_with("time") || next.starts_with("år") || next.starts_with("måned");
        let (is_least, is_most) = match (word.written.as_str(), counted(at)) {
            ("{min}", _) => (true, false),
            ("{max}", _) => (false, true),
            (_, Some(_)) if is_a_time => continue,
            (_, Some(value)) => {
                let other = bounds.for_ambulante.map(|n| n * 10);
                let is_for_some = bounds.min.map(|n| n * 10) == Some(value)
                    && other.is_some_and(|other| other != value && !all.contains(&other));
                let shown = &word.written;
                if is_for_some {
                    said.push(format!("“{shown}” in the text is the bound for some suppliers only; others have another (`min_for`)"));
                } else if !least.contains(&value) && !most.contains(&value) {
                    said.push(format!("“{shown}” in the text is no bound of the criterion"));
                }
                (least.contains(&value), most.contains(&value))
            }
            (_, None) => continue,
        };
        let side = at.checked_sub(1).and_then(|before| side(&words[before]));
        let is_wrong_unit =
            (is_least || is_most) && ["%", "procent", "pladser"].contains(&next.as_str());
        if side == Some(Side::AtLeast) && is_most && !is_least {
            said.push("the text says “mindst” (at least) of a maximum".into());
        } else if side == Some(Side::AtMost) && is_least && !is_most {
            said.push("the text says “højst” (at most) of a minimum".into());
        } else if is_wrong_unit {
            said.push(format!("the text says “{next}”, which is not what n counts or measures"));
        }
    }
    said.sort();
    said
}

/// What the program says of numbers and sides and units, sorted.
fn quickly(text: &str, bounds: Bounds) -> Vec<String> {
    let mut notes = Diagnostics::default();
    let source = Source { name: "r.toml".into(), text: rubric(text, bounds).into() };
    let catalogue = Catalogue::read(vec![source], &mut notes);
    assert!(!notes.has_errors(), "{notes:?}");
    let (found, _) = lint::check(&catalogue, &[]);
    let texts = found.in_file_order().into_iter().map(|one| one.message.text(Lang::En));
    let is_about = |text: &String| {
        ["is no bound of the criterion", "is the bound for some", "the text says"]
            .iter()
            .any(|part| text.contains(part))
    };
    let mut said: Vec<String> = texts.filter(is_about).collect();
    said.sort();
    said
}

fn bounds() -> impl Strategy<Value = Bounds> {
    let bound = || select(vec![3_i64, 4, 5, 8, 20]);
    let bounds = (
        weighted(0.7, bound()),
        weighted(0.4, bound()),
        weighted(0.5, select(vec![20_i64, 25, 100])),
    );
    let bounds = bounds.prop_map(|(min, for_ambulante, max)| Bounds {
        for_ambulante: for_ambulante.filter(|other| Some(*other) != min && min.is_some()),
        min,
        max,
    });
    bounds.prop_filter("a test", |bounds| bounds.min.is_some() || bounds.max.is_some())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn what_the_lints_say_of_a_text_is_what_a_slow_reading_says(
        parts in vec(prop_oneof![select(&WORDS[..]), select(&NUMBERS[..])], 1..12),
        bounds in bounds(),
    ) {
        let text = parts.join(" ");
        prop_assert_eq!(quickly(&text, bounds), slowly(&text, bounds), "{} {:?}", text, bounds);
    }
}

/// The slow reading itself, on texts that anybody can read.
#[test]
fn the_slow_reading_says_what_a_person_would() {
    let bounds = Bounds { min: Some(5), for_ambulante: Some(4), max: None };
    for (text, said) in [
        ("Mindst fem borgere, for ambulante 4", &[][..]),
        ("Mindst 8 borgere", &["“8” in the text is no bound of the criterion"]),
        (
            "Mindst fem borgere",
            &[
                "“fem” in the text is the bound for some suppliers only; others have another (`min_for`)",
            ],
        ),
        ("højst {min} borgere", &["the text says “højst” (at most) of a minimum"]),
        (
            "Mindst {min} % efter kap. 2 og 3",
            &["the text says “%”, which is not what n counts or measures"],
        ),
        ("I 2020 havde 3. del til opgave at bruge {min} år", &[]),
    ] {
        assert_eq!(slowly(text, bounds), said, "{text}");
    }
}
