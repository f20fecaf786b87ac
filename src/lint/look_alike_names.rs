//! Two ids of criteria, or two options of a fact, that a reader cannot tell apart.

use super::finding::{Finding, Findings};
use super::walk::criteria;
use crate::rubric::Rubric;
use crate::source::Span;
use crate::words::LintText;
use std::collections::HashMap;
use unicode_normalization::UnicodeNormalization;

pub(super) fn find(rubric: &Rubric, findings: &mut Findings) {
    let ids = criteria(rubric).map(|placed| (placed.criterion.id.as_str(), &placed.places.id));
    among(ids, findings);
    for (indicator, places) in rubric.indicators.iter().zip(&rubric.places.options) {
        let names = indicator.kind.options().map_or(&[][..], |options| &options.names);
        among(names.iter().map(String::as_str).zip(places), findings);
    }
    for (group, place) in rubric.groups.iter().zip(&rubric.places.groups) {
        among(group.values.iter().map(|value| (value.as_str(), place)), findings);
    }
}

fn among<'r>(names: impl Iterator<Item = (&'r str, &'r Span)>, findings: &mut Findings) {
    let mut seen: HashMap<String, (&str, &Span)> = HashMap::new();
    for (name, span) in names {
        let Some((other, at)) = seen.insert(looks(name), (name, span)) else {
            continue;
        };
        let text = LintText::LookAlikeNames { name: name.to_owned(), other: other.to_owned() };
        let finding = Finding::new(span.clone(), text).related(at.clone(), LintText::TheOther);
        findings.push(finding.help(LintText::NameApart));
    }
}

/// What a reader sees: without case, invisible signs and the alphabet that a letter is from.
fn looks(name: &str) -> String {
    let visible = name.nfkc().filter(|c| !is_invisible(*c)).map(as_latin);
    let lowered: String = visible.flat_map(char::to_lowercase).map(as_latin).collect();
    lowered.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// The Latin letter that a Greek or Cyrillic letter looks like; the hyphen that another hyphen looks like.
fn as_latin(c: char) -> char {
    const ALIKE: [(&str, char); 19] = [
        ("аΑА", 'a'),
        ("ΒВ", 'b'),
        ("сϲС", 'c'),
        ("ԁ", 'd'),
        ("еΕЕ", 'e'),
        ("ΗНһ", 'h'),
        ("іΙІι", 'i'),
        ("јЈ", 'j'),
        ("ΚКк", 'k'),
        ("ΜМ", 'm'),
        ("Ν", 'n'),
        ("оοΟО", 'o'),
        ("рΡРρ", 'p'),
        ("ѕЅ", 's'),
        ("ΤТ", 't'),
        ("хΧХχ", 'x'),
        ("уΥУ", 'y'),
        ("ΖᴢZ", 'z'),
        ("\u{2010}\u{2011}\u{2012}\u{2013}\u{2212}", '-'),
    ];
    ALIKE.iter().find(|(letters, _)| letters.contains(c)).map_or(c, |(_, latin)| *latin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_is_one_name_and_danish_letters_are_their_own() {
        for alike in ["ap-l1", "АР-L1", "AP\u{2011}L1", "AP-\u{200b}L1", "ＡＰ-L1"] {
            assert_eq!(looks(alike), looks("AP-L1"), "{alike}");
        }
        for apart in ["AP-L2", "ÅP-L1", "AP-11", "APL1"] {
            assert_ne!(looks(apart), looks("AP-L1"), "{apart}");
        }
    }
}
