//! What a rubric asks: tests, their bounds, must-haves, cut-offs. `crate::tell` puts them together, and the lints use
//! the same words.

use super::{Lang, catalogue};
use crate::arithmetic::{DecimalMark, Number};

catalogue! {
    /// A test, or a part of one.
    pub enum Asked {
        "at-least" AtLeast { bound: String } =
            format!("mindst {bound}"), format!("at least {bound}");
        "at-most" AtMost { bound: String } =
            format!("højst {bound}"), format!("at most {bound}");
        "at-least-short" AtLeastShort = "mindst", "at least";
        "at-most-short" AtMostShort = "højst", "at most";
        "from-to" FromTo { low: String, high: String } =
            format!("fra {low} til {high}"), format!("from {low} to {high}");
        "between" Between { low: String, high: String } =
            format!("{low} til {high}"), format!("{low} to {high}");
        "different" Different { n: String } =
            if n == "1" { "mindst én".to_owned() } else { format!("mindst {n} forskellige") },
            if n == "1" { "at least one".to_owned() } else { format!("at least {n} different") };
        "must-be" MustBe { answers: String } =
            format!("skal være {answers}"), format!("must be {answers}");
        "must-include" MustInclude { options: String } =
            format!("skal omfatte {options}"), format!("must include {options}");
        "must-include-some" MustIncludeSome { n: String, options: String } =
            format!("mindst {n} af disse: {options}"), format!("at least {n} of these: {options}");
        "any-of-these" AnyOfThese = "mindst ét af disse", "at least one of these";
        "all-of-these" AllOfThese = "alle disse", "all of these";
        "n-of-these" NOfThese { n: usize, of: usize } =
            format!("mindst {n} af disse {of}"), format!("at least {n} of these {of}");
        "together" Together { labels: String } =
            format!("{labels} tilsammen"), format!("{labels} together");
        "for-group" ForGroup { group: String } =
            format!(" (for {group})"), format!(" (for {group})");
        "by-the-kind" ByTheKind =
            ", efter hvilken slags leverandør det er", ", by the kind of supplier";
        "other-numbers" OtherNumbers { everybody: String, others: String } =
            format!("{everybody}; {others}"), format!("{everybody}; {others}");
        "first-that-fits" FirstThatFits { all: String } =
            format!("{all} (det første, der passer)"), format!("{all} (the first that fits)");
        "percent" Percent { n: String } = format!("{n} %"), format!("{n} %");
        "quoted" Quoted { text: String } = format!("»{text}«"), format!("“{text}”");
        "yes" Yes = "ja", "yes";
        "no" No = "nej", "no";
        "cutoffs" Cutoffs { low: String, middle: String, high: String } =
            format!("let fra {low}, moderat fra {middle}, højt fra {high}"),
            format!("let from {low}, moderat from {middle}, højt from {high}");
        "must-have" MustHave { level: String, at_least: String, parameter: String } =
            format!("{level} kræver mindst {at_least} på {parameter}"),
            format!("{level} asks for at least {at_least} on {parameter}");
        "every-parameter" EveryParameter = "hver relevant parameter", "every relevant parameter";
    }
}

/// A number with the decimal mark of the language.
pub(crate) fn number(number: Number, lang: Lang) -> String {
    number.with_mark(mark(lang))
}

/// The decimal mark of the language.
pub(crate) const fn mark(lang: Lang) -> DecimalMark {
    match lang {
        Lang::Da => DecimalMark::Comma,
        Lang::En => DecimalMark::Point,
    }
}

/// Ja or nej, in the reader's words.
pub(crate) fn yes_no(so: bool, lang: Lang) -> String {
    if so { Asked::Yes } else { Asked::No }.text(lang)
}

/// What somebody wrote.
pub(crate) fn quoted(text: &str, lang: Lang) -> String {
    Asked::Quoted { text: text.to_owned() }.text(lang)
}
