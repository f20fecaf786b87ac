//! The rubrics of a run: built in or from files, found by the målgruppe's name and the date.

use super::Rubric;
use crate::arithmetic::{fold, nearest};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::source::Source;
use crate::words::Message;
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

macro_rules! built_in {
    ($id:literal) => {
        (concat!($id, ".toml"), include_str!(concat!("../../rubrics/", $id, ".toml")))
    };
}

/// The rubrics that ship inside the program: the names of their files, each after its id, and their texts.
const BUILT_IN: [(&str, &str); 4] = [
    built_in!("autisme"),
    built_in!("erhvervet-hjerneskade"),
    built_in!("generisk"),
    built_in!("synsnedsaettelse"),
];

/// Rubrics by name and date; no name means two rubrics on the same day.
#[derive(Debug, Default)]
pub struct Catalogue {
    rubrics: Vec<Rubric>,
    /// The versions of one rubric by each of its folded names, in the order of reading.
    by_name: BTreeMap<String, Vec<usize>>,
}

/// Which rubric a row is placed by, or why none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice<'n> {
    /// The rubric, as an index into [`Catalogue::rubrics`].
    Rubric(usize),
    /// No rubric has the name; perhaps another name was meant.
    UnknownName(Option<&'n str>),
    /// No version covers the date.
    NoVersionOn(Date),
    /// There are several versions and no date to choose by.
    DateNeeded,
}

impl Catalogue {
    /// The rubrics that ship with the program.
    pub fn built_in(notes: &mut Diagnostics) -> Self {
        Self::read_built_in(|_| true, notes)
    }

    /// The one of them with that id alone, if there is such a one; the others are not read.
    pub fn built_in_with(id: &str, notes: &mut Diagnostics) -> Option<Self> {
        let is_it = |name: &str| name.strip_suffix(".toml") == Some(id);
        let catalogue = Self::read_built_in(is_it, notes);
        (!catalogue.rubrics.is_empty()).then_some(catalogue)
    }

    fn read_built_in(is_wanted: impl Fn(&str) -> bool, notes: &mut Diagnostics) -> Self {
        let wanted = BUILT_IN.into_iter().filter(|(name, _)| is_wanted(name));
        let sources = wanted
            .map(|(name, text)| Source { name: format!("indbygget:{name}"), text: text.into() });
        Self::read(sources, notes)
    }

    /// Reads rubrics; every fault goes to `notes`, and a faulty rubric is left out.
    pub fn read(sources: impl IntoIterator<Item = Source>, notes: &mut Diagnostics) -> Self {
        let mut catalogue = Self::default();
        for source in sources {
            if let Some(rubric) = Rubric::read(source, notes) {
                catalogue.add(rubric, notes);
            }
        }
        catalogue
    }

    fn add(&mut self, rubric: Rubric, notes: &mut Diagnostics) {
        let names = rubric.names();
        let rival = self.rubrics.iter().enumerate().find_map(|(index, other)| {
            let is_shared = |name: &&String| {
                let claimants = self.by_name.get(*name);
                claimants.is_some_and(|claimants| claimants.contains(&index))
            };
            let shared = names.iter().find(is_shared)?.clone();
            let clash = overlap(other, &rubric) || other.name() == rubric.name();
            clash.then_some((other, shared))
        });
        if let Some((rival, name)) = rival {
            let other = rival.source.name.clone();
            let claimed =
                Message::NameClaimedTwice { name, other: other.clone(), rubric: rival.name() };
            let (message, help) = if rival.id != rubric.id {
                (claimed, Message::GiveDifferentNames)
            } else if rival.version != rubric.version {
                (claimed, Message::SeparateVersionsByDate)
            } else {
                let rubric = rubric.name();
                let twice = Message::VersionTwice { rubric, other };
                (twice, Message::NumberVersions)
            };
            let place = Place::Text(Arc::clone(&rubric.source), rubric.header.clone());
            notes.push(Diagnostic::error(place, message).help(help));
            return;
        }
        self.insert(rubric, names);
    }

    fn insert(&mut self, rubric: Rubric, names: Vec<String>) {
        for name in names {
            self.by_name.entry(name).or_default().push(self.rubrics.len());
        }
        self.rubrics.push(rubric);
    }

    /// The catalogue of rubrics that share no name on a day.
    pub fn of(rubrics: Vec<Rubric>) -> Self {
        let mut catalogue = Self::default();
        for rubric in rubrics {
            let names = rubric.names();
            catalogue.insert(rubric, names);
        }
        catalogue
    }

    /// All rubrics, in the order of reading.
    pub fn rubrics(&self) -> &[Rubric] {
        &self.rubrics
    }

    /// All rubrics, in the order of reading, to be used one by one.
    pub fn into_rubrics(self) -> Vec<Rubric> {
        self.rubrics
    }

    /// The catalogue of one rubric's versions alone.
    #[must_use]
    pub fn only(self, id: &str) -> Self {
        let mut alone = Self::default();
        for rubric in self.rubrics.into_iter().filter(|rubric| rubric.id == id) {
            // They shared a catalogue before, so they do not clash in this one.
            let names = rubric.names();
            alone.insert(rubric, names);
        }
        alone
    }

    /// Whether `name` means this rubric, in any of its versions.
    pub fn names(&self, name: &str, id: &str) -> bool {
        self.by_name
            .get(&fold(name))
            .is_some_and(|versions| versions.iter().any(|&index| self.rubrics[index].id == id))
    }

    /// The rubric for a målgruppe as a row names it, on a date.
    ///
    /// A name of one version is a name of all versions of the same rubric.
    pub fn choose(&self, name: &str, date: Option<Date>) -> Choice<'_> {
        match self.versions(name) {
            Some(versions) => self.choose_version(&versions, date),
            None => Choice::UnknownName(self.nearest_name(name)),
        }
    }

    /// The versions that a name may mean, those that have the name themselves first.
    pub fn versions(&self, name: &str) -> Option<Vec<usize>> {
        let claimants = self.by_name.get(&fold(name))?;
        let is_sibling = |index: &usize| {
            let id = &self.rubrics[*index].id;
            !claimants.contains(index)
                && claimants.iter().any(|&claimant| self.rubrics[claimant].id == *id)
        };
        let siblings = (0..self.rubrics.len()).filter(is_sibling);
        Some(claimants.iter().copied().chain(siblings).collect())
    }

    /// The version for a date, of those that a name may mean.
    pub fn choose_version(&self, versions: &[usize], date: Option<Date>) -> Choice<'_> {
        match (versions, date) {
            (&[only], None) => Choice::Rubric(only),
            (_, None) => Choice::DateNeeded,
            (versions, Some(date)) => versions
                .iter()
                .copied()
                .find(|&index| self.rubrics[index].is_valid_on(date))
                .map_or(Choice::NoVersionOn(date), Choice::Rubric),
        }
    }

    fn nearest_name(&self, name: &str) -> Option<&str> {
        let names = self.rubrics.iter().flat_map(|rubric| {
            [&rubric.id, &rubric.target_group, &rubric.title]
                .into_iter()
                .chain(&rubric.synonyms)
                .map(String::as_str)
        });
        nearest(name, names)
    }
}

impl Rubric {
    /// The folded names that a CSV may use for the rubric, each once.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = [&self.id, &self.title, &self.target_group]
            .into_iter()
            .chain(&self.synonyms)
            .map(|name| fold(name))
            .filter(|name| !name.is_empty())
            .collect();
        names.sort();
        names.dedup();
        names
    }
}

fn overlap(a: &Rubric, b: &Rubric) -> bool {
    let begins_before_end = |from: Option<Date>, to: Option<Date>| match (from, to) {
        (Some(from), Some(to)) => from <= to,
        (None, _) | (_, None) => true,
    };
    begins_before_end(a.valid_from, b.valid_to) && begins_before_end(b.valid_from, a.valid_to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_built_in_rubric_can_be_read_without_the_others() {
        let mut notes = Diagnostics::default();
        for rubric in Catalogue::built_in(&mut notes).rubrics() {
            let alone = Catalogue::built_in_with(&rubric.id, &mut notes);
            let ids = |catalogue: Catalogue| catalogue.rubrics.into_iter().map(|one| one.name());
            assert!(ids(alone.expect("its file is named after it")).eq([rubric.name()]));
        }
        assert!(Catalogue::built_in_with("generisk.toml", &mut notes).is_none());
        assert!(!notes.has_errors());
    }
}
