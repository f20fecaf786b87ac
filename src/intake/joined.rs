//! The joined cell of a set that has a ja/nej column for each option besides, as a survey tool exports both.
//!
//! Beside the columns the options may have blanks alone between them, and blanks in them.

use super::cell::{self, Misread};
use crate::arithmetic::fold;
use crate::rubric::{OptionSet, Options};
use crate::words::Message;

/// How many sets are kept while words are divided; a cell that comes to more can be read in several ways.
const MOST_SETS: usize = 64;

/// Reads the cell so that it agrees with what the columns say, which is that `sure` are in the set, and `open` may be.
pub(super) fn set_beside(
    text: &str,
    options: &Options,
    sure: OptionSet,
    open: OptionSet,
) -> Result<OptionSet, Misread> {
    let may = sure.or(open);
    let agrees = |set: &OptionSet| sure.without(*set).is_empty() && set.without(may).is_empty();
    let usual = cell::set(text, options);
    if usual.as_ref().is_ok_and(agrees) {
        return usual;
    }
    let words = words(text);
    if words.is_empty() {
        return usual;
    }
    let Some(sets) = divided(&words, options, may) else {
        return Err(several_ways());
    };
    let agreeing: Vec<OptionSet> = sets.into_iter().filter(agrees).collect();
    match agreeing[..] {
        [set] => Ok(set),
        [] if !may_be_joined(text, options) => usual,
        [] => Err(Misread::with_help(Message::SetFormsDiffer, Message::MakeThemAgree)),
        _ => Err(several_ways()),
    }
}

/// Whether the cell is a list of options, whatever the columns say.
pub(super) fn may_be_joined(text: &str, options: &Options) -> bool {
    let words = words(text);
    let is_divided = || divided(&words, options, options.all()).is_none_or(|sets| !sets.is_empty());
    cell::set(text, options).is_ok() || !words.is_empty() && is_divided()
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|sign: char| sign.is_whitespace() || "|,;".contains(sign));
    words.map(fold).filter(|word| !word.is_empty()).collect()
}

fn several_ways() -> Misread {
    Misread::with_help(Message::SetReadsSeveralWays, Message::PutBarsBetween)
}

/// The sets of options of `may` into which the words can be divided; nothing where they are too many.
fn divided(words: &[String], options: &Options, may: OptionSet) -> Option<Vec<OptionSet>> {
    let mut reached: Vec<Vec<OptionSet>> = vec![Vec::new(); words.len() + 1];
    reached[0].push(OptionSet::EMPTY);
    for start in 0..words.len() {
        let before = std::mem::take(&mut reached[start]);
        if before.is_empty() {
            continue;
        }
        for option in may.iter() {
            let Some(n) = words_of(&options.folded[option], &words[start..]) else {
                continue;
            };
            let sets = &mut reached[start + n];
            for set in before.iter().map(|set| set.with(option)) {
                if !sets.contains(&set) {
                    sets.push(set);
                }
            }
            if sets.len() > MOST_SETS {
                return None;
            }
        }
    }
    reached.pop()
}

/// How many of the first words are the option, if they are.
fn words_of(option: &str, words: &[String]) -> Option<usize> {
    let mut rest = option;
    for (index, word) in words.iter().enumerate() {
        rest = rest.strip_prefix(word.as_str())?;
        if rest.is_empty() {
            return Some(index + 1);
        }
        rest = rest.strip_prefix('_')?;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn options(names: &[String]) -> Options {
        Options { names: names.to_vec(), folded: names.iter().map(|name| fold(name)).collect() }
    }

    fn of(chosen: impl IntoIterator<Item = usize>) -> OptionSet {
        chosen.into_iter().fold(OptionSet::EMPTY, OptionSet::with)
    }

    /// Every set of `may` of which some options in a row make up the words: tried one after the other.
    fn tried(words: &[&str], names: &[String], may: OptionSet) -> BTreeSet<Vec<usize>> {
        if words.is_empty() {
            return BTreeSet::from([Vec::new()]);
        }
        let mut all = BTreeSet::new();
        for option in may.iter() {
            let own: Vec<&str> = names[option].split(' ').collect();
            if words.starts_with(&own) {
                for mut set in tried(&words[own.len()..], names, may) {
                    set.push(option);
                    set.sort_unstable();
                    set.dedup();
                    all.insert(set);
                }
            }
        }
        all
    }

    prop_compose! {
        /// Options of up to three words with blanks in them, the ones chosen in some order, and which columns are empty.
        fn a_survey()(
            names in prop::collection::btree_set(
                prop::collection::vec(prop::sample::select(vec!["å", "bo", "og", "pæd"]), 1..=3),
                1..8,
            ),
        )(
            chosen in Just((0..names.len()).collect::<Vec<_>>()).prop_shuffle(),
            n in 1..=names.len(),
            empty in prop::collection::vec(prop::bool::ANY, names.len()),
            blank in prop::sample::select(vec![" ", "  ", "\u{a0}", ", ", "|", "\n"]),
            names in Just(names),
        ) -> (Vec<String>, Vec<usize>, Vec<bool>, &'static str) {
            let names = names.into_iter().map(|words| words.join(" ")).collect();
            (names, chosen[..n].to_vec(), empty, blank)
        }
    }

    proptest! {
        #[test]
        fn what_a_survey_tool_joins_is_read_beside_its_columns((names, chosen, _, blank) in a_survey()) {
            let text = chosen.iter().map(|option| &*names[*option]).collect::<Vec<_>>().join(blank);
            let set = of(chosen);
            let read = set_beside(&text, &options(&names), set, OptionSet::EMPTY);
            prop_assert_eq!(read, Ok(set), "{}", text);
        }

        #[test]
        fn beside_empty_columns_it_is_read_only_where_one_set_agrees(
            (names, chosen, empty, _) in a_survey(),
        ) {
            let text = chosen.iter().map(|option| &*names[*option]).collect::<Vec<_>>().join(" ");
            let sure = of(chosen.iter().copied().filter(|option| !empty[*option]));
            let open = of((0..names.len()).filter(|option| empty[*option]));
            let words: Vec<&str> = text.split(' ').collect();
            let agreeing: Vec<OptionSet> = tried(&words, &names, sure.or(open))
                .into_iter()
                .map(of)
                .filter(|set| sure.without(*set).is_empty())
                .collect();
            let own = options(&names);
            let read = set_beside(&text, &own, sure, open).map_err(|misread| misread.message);
            match (cell::set(&text, &own), &agreeing[..]) {
                // One option that is the whole cell is read as ever.
                (Ok(set), _) if agreeing.contains(&set) => prop_assert_eq!(read, Ok(set)),
                (_, [set]) => prop_assert_eq!(read, Ok(*set)),
                _ => prop_assert_eq!(read, Err(Message::SetReadsSeveralWays)),
            }
        }

        #[test]
        fn what_differs_from_the_columns_is_never_read((names, chosen, empty, blank) in a_survey()) {
            let text = chosen.iter().map(|option| &*names[*option]).collect::<Vec<_>>().join(blank);
            let sure = of((0..names.len()).filter(|option| empty[*option]));
            if let Ok(set) = set_beside(&text, &options(&names), sure, OptionSet::EMPTY) {
                prop_assert_eq!(set, sure);
            }
        }
    }
}
