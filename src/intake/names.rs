//! Which header cells mean something, and with that which line of a file is its header.

use super::mapping::Mapping;
use crate::arithmetic::{fold, folded};
use crate::rubric::{Catalogue, Kind};
use crate::vocabulary::{Identity, Parameter, reason_column};
use std::cmp::Reverse;
use std::collections::HashSet;

/// The lines among which the header is looked for, from the first filled one.
pub(super) const FIRST_LINES: usize = 20;

/// The names of columns, folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Names {
    known: HashSet<String>,
    ids: HashSet<String>,
    target_groups: HashSet<String>,
}

impl Default for Names {
    /// Those that are known whatever the rubrics.
    fn default() -> Self {
        let parameters = Parameter::ALL.into_iter();
        let of_parameters = parameters.flat_map(|own| [own.id().to_owned(), reason_column(own)]);
        let identity = Identity::ALL.into_iter().flat_map(written);
        Self {
            known: identity.map(fold_of).chain(of_parameters).collect(),
            ids: written(Identity::LeverandoerId).map(fold_of).collect(),
            target_groups: written(Identity::Maalgruppe).map(fold_of).collect(),
        }
    }
}

fn written(column: Identity) -> impl Iterator<Item = &'static str> {
    std::iter::once(column.id()).chain(column.aliases().iter().copied())
}

fn fold_of(name: &str) -> String {
    fold(name)
}

impl Names {
    /// Those of the rubrics too, and those that a foreign export has for ours.
    pub fn new(catalogue: &Catalogue, mapping: &Mapping) -> Self {
        let mut names = Self::default();
        names.known.extend(known_names(catalogue).iter().map(|name| fold(name)));
        for (theirs, ours) in mapping.headers() {
            names.known.insert(theirs.to_owned());
            let ours = fold(ours);
            if names.ids.contains(&ours) {
                names.ids.insert(theirs.to_owned());
            }
            if names.target_groups.contains(&ours) {
                names.target_groups.insert(theirs.to_owned());
            }
        }
        names
    }

    /// The names themselves.
    pub(super) fn known(&self) -> impl Iterator<Item = &str> {
        self.known.iter().map(String::as_str)
    }

    /// What speaks for a line as the header.
    pub(super) fn weigh<'c>(&self, cells: impl Iterator<Item = &'c str>) -> Weight {
        let mut weight = Weight::default();
        // A sign that stands between cells, in front of one or behind it, says that these are several.
        const BETWEEN: [char; 4] = [';', ',', '\t', '|'];
        for cell in cells.map(str::trim).filter(|cell| !cell.is_empty()) {
            weight.filled += 1;
            if cell.starts_with(BETWEEN) || cell.ends_with(BETWEEN) {
                continue;
            }
            let name = folded(cell);
            weight.known += usize::from(self.known.contains(&*name));
            weight.has_id |= self.ids.contains(&*name);
            weight.has_target_group |= self.target_groups.contains(&*name);
        }
        weight
    }
}

/// Every column name that means something, as it would be written.
pub fn known_names(catalogue: &Catalogue) -> Vec<String> {
    let mut names: Vec<String> =
        Identity::ALL.iter().map(|column| column.id().to_owned()).collect();
    names.extend(Parameter::ALL.iter().map(|parameter| parameter.id().to_owned()));
    names.extend(Parameter::ALL.map(reason_column));
    for rubric in catalogue.rubrics() {
        for indicator in &rubric.indicators {
            names.push(indicator.id.clone());
            names.push(indicator.label.clone());
            names.push(format!("{}_note", indicator.id));
            if let Kind::Set { options } = &indicator.kind {
                names.extend(
                    options.names.iter().map(|option| format!("{}_{option}", indicator.id)),
                );
            }
        }
    }
    names
}

/// What speaks for a line as the header of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Weight {
    /// How many cells are names that we know.
    pub(super) known: usize,
    /// How many are filled.
    pub(super) filled: usize,
    pub(super) has_id: bool,
    pub(super) has_target_group: bool,
}

impl Weight {
    /// Whether the line can be nothing but a header: it has the id, and most of it are names.
    pub(super) fn is_header(&self) -> bool {
        self.has_id && 2 * self.known >= self.filled
    }

    /// Greater for the line that is rather the header.
    pub(super) fn order(&self) -> (usize, usize) {
        (self.known, self.filled)
    }

    /// Whether the line looks more like a header than one that was taken for it.
    pub(super) fn looks_better_than(&self, taken: &Self) -> bool {
        self.known > taken.known && self.known > 1
            || self.known >= taken.known && self.filled > 1 && self.filled >= 2 * taken.filled
    }
}

/// The header among the first lines of a file: the one with most known names, then most filled cells, then the earliest.
///
/// A line that is not the first filled one needs a column for `leverandoer_id`, so that no row of data is taken for it.
/// Where a header stands above that one, it is the header: the rows between them are suppliers, and the other a second
/// header.
pub(super) fn header_among(lines: &[Weight]) -> Option<usize> {
    let first = lines.iter().position(|line| line.filled > 0)?;
    let may_be = |index: &usize| *index == first || lines[*index].has_id;
    let best = (first..lines.len())
        .filter(may_be)
        .max_by_key(|index| (lines[*index].order(), Reverse(*index)))?;
    let above = (first..best).find(|index| lines[*index].is_header());
    Some(above.unwrap_or(best))
}

/// Some names, asked for far more often than they are met: whether a row is the header again.
#[derive(Debug)]
pub(super) struct HeaderWords {
    words: HashSet<String>,
    /// For each first sign of a name the last signs of names that begin so, as bits.
    ends: [u64; SIGNS],
}

/// Letters and digits.
const SIGNS: usize = 36;

impl HeaderWords {
    /// Of these names, folded.
    pub(super) fn new<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let mut all = Self { words: HashSet::new(), ends: [0; SIGNS] };
        for name in names.filter(|name| !name.is_empty()) {
            if let Some([first, last]) = ends(name) {
                all.ends[first] |= 1 << last;
            }
            all.words.insert(name.to_owned());
        }
        all
    }

    /// Whether a cell is one of the names.
    fn has(&self, cell: &str) -> bool {
        let may_be = ends(cell).is_none_or(|[first, last]| self.ends[first] & (1 << last) != 0);
        may_be && self.words.contains(&*folded(cell))
    }

    /// Whether of the filled cells at least half, and at least two, are names of columns.
    pub(super) fn are_in<'c>(&self, cells: impl ExactSizeIterator<Item = &'c str>) -> bool {
        let most_others = cells.len() / 2;
        let (mut named, mut others) = (0, 0);
        for cell in cells.filter(|cell| !cell.trim().is_empty()) {
            match self.has(cell) {
                true => named += 1,
                false if others == most_others => return false,
                false => others += 1,
            }
        }
        named >= 2 && named >= others
    }
}

/// The first and the last letter or digit of a text as numbers; nothing where another letter stands before or behind
/// them, which may fold to one, or where the first is only part of a letter.
fn ends(text: &str) -> Option<[usize; 2]> {
    let sign = |byte: u8| match byte {
        b'0'..=b'9' => Some(usize::from(byte - b'0')),
        b'a'..=b'z' => Some(usize::from(byte - b'a') + 10),
        b'A'..=b'Z' => Some(usize::from(byte - b'A') + 10),
        _ => None,
    };
    let counts = |byte: &u8| byte.is_ascii_alphanumeric() || !byte.is_ascii();
    let bytes = text.as_bytes();
    let first = bytes.iter().position(counts)?;
    let last = bytes.iter().rposition(counts)?;
    // A mark behind a letter may make another of it.
    let stands_alone = bytes.get(first + 1).is_none_or(u8::is_ascii);
    stands_alone.then_some([sign(bytes[first])?, sign(bytes[last])?])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_cell_is_a_name_whatever_its_case_and_signs(name in "[a-z0-9æøå]{1,3}( [a-z0-9æøå]{1,3})?", before in "[ (%*]{0,2}", behind in "[ ):.]{0,2}") {
            let words = HeaderWords::new(std::iter::once(&*fold(&name)));
            let cell = format!("{before}{}{behind}", name.to_uppercase());
            prop_assert_eq!(words.has(&cell), fold(&cell) == fold(&name));
            prop_assert!(words.has(&cell));
        }

        #[test]
        fn half_of_the_filled_cells_and_two_make_a_header(cells in prop::collection::vec("[abxy]?", 0..8)) {
            let words = HeaderWords::new(["a", "b"].into_iter());
            let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
            let named = cells.iter().filter(|cell| ["a", "b"].contains(&cell.as_str())).count();
            let is_header = named >= 2 && 2 * named >= filled;
            prop_assert_eq!(words.are_in(cells.iter().map(String::as_str)), is_header);
        }
    }

    #[test]
    fn a_line_that_is_not_the_first_needs_a_column_for_the_id() {
        let names = Names::default();
        let weigh = |line: &str| names.weigh(line.split(';'));
        let title = weigh("Tilbud i Region Midt;;");
        let foreign = weigh("Nr;Gruppe;Kvalitet");
        let header = weigh("tilbudsid;navn;region");
        assert_eq!(header_among(&[title, foreign]), Some(0));
        assert_eq!(header_among(&[title, foreign, header]), Some(2));
        assert_eq!(header_among(&[weigh(";;"), title]), Some(1));
        assert_eq!(header_among(&[weigh("")]), None);
        assert!(foreign.looks_better_than(&title));
    }
}
