//! How eight levels make one, in words: the rule, its cut-offs, the must-haves, and how each level is found.

use crate::rubric::{Aspect, Cutoffs, Levels, Method, ParameterRubric, Requirement, Rule};
use crate::vocabulary::Level;
use crate::words::{Asked, Guide, Lang, Ui, asked};

/// The rule, with its numbers.
pub fn rule(rule: Rule, lang: Lang) -> String {
    match rule {
        Rule::Mean(of) => Ui::RuleMean { cutoffs: cutoffs(&of, lang) }.text(lang),
        Rule::Median => Ui::RuleMedian.text(lang),
        Rule::Weakest => Ui::RuleWeakest.text(lang),
    }
}

/// From which mean each level is reached.
pub(super) fn cutoffs(cutoffs: &Cutoffs, lang: Lang) -> String {
    let [low, middle, high] = cutoffs.0.map(|cutoff| asked::number(cutoff, lang));
    Asked::Cutoffs { low, middle, high }.text(lang)
}

/// A must-have: `højt kræver mindst moderat på Aktiv praksis`.
pub fn requirement(of: &Requirement, lang: Lang) -> String {
    Asked::MustHave {
        level: of.level.to_string(),
        at_least: of.at_least.to_string(),
        parameter: match of.parameter {
            Some(parameter) => parameter.label().to_owned(),
            None => Asked::EveryParameter.text(lang),
        },
    }
    .text(lang)
}

/// The same as a sentence of its own.
pub fn must_have(of: &Requirement, lang: Lang) -> String {
    Guide::MustHave { said: requirement(of, lang) }.text(lang)
}

/// How a parameter's level is found, in one or two sentences.
pub fn method(of: &ParameterRubric, lang: Lang) -> String {
    let mut sentences = vec![match (of.method, of.levels) {
        (Method::Assessed, _) => Guide::MethodAssessed.text(lang),
        (Method::Criteria, Levels::Cumulative) => Guide::MethodCumulative.text(lang),
        (Method::Criteria, Levels::Independent) => Guide::MethodIndependent.text(lang),
    }];
    if of.may_be_irrelevant {
        sentences.push(Guide::MayBeIrrelevant.text(lang));
    }
    sentences.join(" ")
}

/// The name of an aspect of the målgruppebeskrivelse, as the model writes it.
pub fn aspect(aspect: Aspect, lang: Lang) -> String {
    match aspect {
        Aspect::Complexity => Guide::Complexity,
        Aspect::Size => Guide::Size,
        Aspect::Services => Guide::Services,
        Aspect::Content => Guide::Content,
    }
    .text(lang)
}

/// The level as a heading: `Let`, `Moderat`, `Højt`.
pub const fn level_heading(level: Level) -> &'static str {
    match level {
        Level::UnderLet => "Under let",
        Level::Let => "Let",
        Level::Moderat => "Moderat",
        Level::Hoejt => "Højt",
    }
}
