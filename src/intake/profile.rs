//! What the values of a file's columns come to, for those who look before they score: how many cells are filled, how
//! many values differ, the smallest and the largest, some examples, and the words that cannot be read.
//!
//! Bounded however long the file is, and the same whatever pieces it was read in: what is kept are the first values of
//! each kind in the order of the file, and the ends of the ranges.

use super::block::RawRecord;
use super::cell::trim;
use super::columns::Columns;
use super::survey::Lens;
use super::taken::{Taken, Value};
use crate::arithmetic::{Number, fold, word};
use crate::limits::{DIFFERENT, DIFFERENT_IN_ALL, WORD, WORDS};
use crate::rubric::Catalogue;
use crate::vocabulary::Level;
use jiff::civil::Date;
use siphasher::sip::SipHasher13;
use std::collections::{BTreeSet, HashSet};
use std::hash::Hasher;

/// How many values of each column are shown.
const EXAMPLES: usize = 3;
/// The most letters of an example; more are cut off.
const LONGEST_EXAMPLE: usize = 60;
/// The profiles of all columns of a file.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// How many rows there were.
    pub rows: u64,
    pub(super) columns: Vec<ColumnProfile>,
}

/// What the values of one column come to.
#[derive(Debug, Clone, Default)]
pub(super) struct ColumnProfile {
    /// How many cells have something in them that is not a word for missing.
    pub(super) filled: u64,
    /// The hashes of the different values, as many as are counted.
    different: HashSet<u64>,
    /// Whether there are more.
    pub(super) has_more: bool,
    /// The first different values, and whether each can be read.
    pub(super) examples: Vec<Example>,
    pub(super) numbers: Option<(Number, Number)>,
    pub(super) dates: Option<(Date, Date)>,
    pub(super) levels: Option<(Level, Level)>,
    /// Whether there are values that are no numbers, or no dates.
    pub(super) has_words: bool,
    /// The first words that cannot be read, in the order of the file, as written.
    pub(super) foreign: Vec<String>,
    /// The same, as words are compared.
    foreign_words: HashSet<String>,
    pub(super) has_more_foreign: bool,
    /// The names of columns of ours that stand in it, by their places among all names.
    pub(super) names: BTreeSet<usize>,
}

/// A value for people to see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The value as written, trimmed, its end left out where it is long.
    pub text: String,
    /// Whether it can be read as what the column is taken for.
    pub is_read: bool,
}

impl Profile {
    /// Takes in a row.
    pub(crate) fn take(
        &mut self,
        record: &RawRecord<'_>,
        columns: &Columns,
        lens: &Lens,
        catalogue: &Catalogue,
    ) {
        self.rows += 1;
        self.columns.resize_with(columns.headers.len(), ColumnProfile::default);
        let most = most_different(self.columns.len());
        for (index, profile) in self.columns.iter_mut().enumerate() {
            if let Some(meant) = columns.said(record, index) {
                let look = |taken: &Taken| taken.read(meant, catalogue, lens.mark);
                profile.take(trim(record.cell(index)), lens, lens.taken(index), look, most);
            }
        }
    }

    /// Adds what was seen further down in the same file.
    pub(super) fn add(&mut self, later: &Self) {
        self.rows += later.rows;
        let width = self.columns.len().max(later.columns.len());
        self.columns.resize_with(width, ColumnProfile::default);
        let most = most_different(self.columns.len());
        for (profile, later) in self.columns.iter_mut().zip(&later.columns) {
            profile.add(later, most);
        }
    }
}

/// How many different values are counted in each of so many columns.
fn most_different(columns: usize) -> usize {
    DIFFERENT.min(DIFFERENT_IN_ALL / columns.max(1))
}

impl ColumnProfile {
    /// How many different values there are, as far as they are counted.
    pub(super) fn different(&self) -> u64 {
        self.different.len() as u64
    }

    /// Takes in a filled cell as written, which `read` reads as what its column is taken for.
    fn take(
        &mut self,
        written: &str,
        lens: &Lens,
        taken: &Taken,
        read: impl Fn(&Taken) -> Value,
        most: usize,
    ) {
        self.filled += 1;
        let mut hasher = SipHasher13::new();
        hasher.write(written.as_bytes());
        let hash = hasher.finish();
        if self.different.contains(&hash) {
            return;
        }
        match self.different.len() < most {
            true => _ = self.different.insert(hash),
            false => self.has_more = true,
        }
        let value = read(taken);
        match value {
            Value::Number(number) => widen(&mut self.numbers, (number, number)),
            Value::Date(date) => widen(&mut self.dates, (date, date)),
            Value::Level(level) => widen(&mut self.levels, (level, level)),
            Value::Word | Value::Foreign | Value::Wrong => self.has_words = true,
        }
        if value == Value::Foreign {
            self.take_foreign(written);
        }
        self.names.extend(lens.name(&fold(written)));
        if self.examples.len() < EXAMPLES {
            let is_read = !matches!(value, Value::Foreign | Value::Wrong);
            let text = shortened(written);
            self.take_example(&Example { text, is_read });
        }
    }

    fn take_foreign(&mut self, text: &str) {
        if text.chars().count() > WORD {
            return;
        }
        let word = word(text);
        if self.foreign_words.contains(&*word) {
            return;
        }
        if self.foreign.len() == WORDS {
            self.has_more_foreign = true;
            return;
        }
        self.foreign_words.insert(word.into_owned());
        self.foreign.push(text.to_owned());
    }

    fn take_example(&mut self, example: &Example) {
        let is_there = self.examples.iter().any(|known| known.text == example.text);
        if self.examples.len() < EXAMPLES && !is_there {
            self.examples.push(example.clone());
        }
    }

    fn add(&mut self, later: &Self, most: usize) {
        self.filled += later.filled;
        self.has_more |= later.has_more;
        for hash in &later.different {
            if self.different.len() == most {
                self.has_more |= !self.different.contains(hash);
            } else {
                self.different.insert(*hash);
            }
        }
        for example in &later.examples {
            self.take_example(example);
        }
        if let Some(range) = later.numbers {
            widen(&mut self.numbers, range);
        }
        if let Some(range) = later.dates {
            widen(&mut self.dates, range);
        }
        if let Some(range) = later.levels {
            widen(&mut self.levels, range);
        }
        self.has_words |= later.has_words;
        self.has_more_foreign |= later.has_more_foreign;
        for text in &later.foreign {
            self.take_foreign(text);
        }
        self.names.extend(&later.names);
    }
}

/// Makes a range reach as far as another.
fn widen<T: Ord + Copy>(range: &mut Option<(T, T)>, (least, most): (T, T)) {
    *range = Some(match *range {
        None => (least, most),
        Some((smallest, largest)) => (smallest.min(least), largest.max(most)),
    });
}

/// A cell's text without its end where it is long.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST_EXAMPLE) {
        None => text.to_owned(),
        Some(_) => text.chars().take(LONGEST_EXAMPLE - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arithmetic::DecimalMark;
    use crate::diagnostic::Diagnostics;
    use crate::intake::{
        Columns, Expected, Keep, Mapping, Records, Sheet, SheetOptions, SurveyedColumn,
    };
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static CATALOGUE: LazyLock<Catalogue> =
        LazyLock::new(|| Catalogue::built_in(&mut Diagnostics::default()));

    /// What is seen of a table whose rows are looked at in pieces of these lengths, each piece by itself.
    fn seen(rows: &[Vec<String>], pieces: &[usize]) -> Vec<SurveyedColumn> {
        let mut csv = String::from("leverandoer_id;maalgruppe;borgere_hoejt;vurderingsdato;Fax\n");
        for row in rows {
            csv += &format!("{}\n", row.join(";"));
        }
        let (mapping, keep) = (Mapping::default(), Keep::default());
        let expected = Expected {
            catalogue: &CATALOGUE,
            mapping: &mapping,
            keep: &keep,
            needs_target_group: true,
            denies_unknown: false,
        };
        let reader = Box::new(std::io::Cursor::new(csv.into_bytes()));
        let mut sheet =
            Sheet::from_reader("a.csv".into(), reader, SheetOptions::default()).expect("a sheet");
        let (columns, _) = Columns::survey(&sheet, &expected);
        let lens = Lens::new(&columns, &CATALOGUE, DecimalMark::Comma);
        let (mut whole, mut piece) = (Profile::default(), Profile::default());
        let (mut lengths, mut left) = (pieces.iter(), 0);
        while let Some(block) = sheet.next_block().expect("a block") {
            let mut records = Records::new(&block, sheet.dialect().delimiter);
            let mut record = RawRecord::default();
            while records.advance(&mut record) {
                if left == 0 {
                    whole.add(&std::mem::take(&mut piece));
                    left = lengths.next().copied().unwrap_or(usize::MAX);
                }
                piece.take(&record, &columns, &lens, &CATALOGUE);
                left -= 1;
            }
        }
        whole.add(&piece);
        assert_eq!(whole.rows as usize, rows.len());
        lens.survey(Some(&whole), &CATALOGUE).0
    }

    fn rows(most: usize) -> impl Strategy<Value = Vec<Vec<String>>> {
        let row = (
            "[A-C]",
            "autisme|autsime|Autisme |x|-",
            "[0-9]{1,2}|ca\\. [0-9]|[0-9],5|NULL|null|\\?|",
            "2021-0[1-9]-01|1\\.2\\.2020|i går|",
            "[a-c]|[0-9]|borgere_let|",
        );
        let row = row.prop_map(|(a, b, c, d, e)| vec![a, b, c, d, e]);
        prop::collection::vec(row, 1..most)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn a_file_looks_the_same_whatever_pieces_it_is_read_in(
            rows in rows(40),
            pieces in prop::collection::vec(1_usize..9, 0..20),
        ) {
            prop_assert_eq!(seen(&rows, &pieces), seen(&rows, &[]));
        }

        #[test]
        fn what_is_counted_is_what_stands_there(rows in rows(20)) {
            let seen = seen(&rows, &[3, 4]);
            let cells = |column: usize| {
                let cells = rows.iter().map(move |row| row[column].trim());
                cells.filter(|cell| !matches!(*cell, "" | "-" | "?"))
            };
            for (index, column) in seen.iter().enumerate() {
                let Some(found) = &column.found else { continue };
                let index = ["leverandoer_id", "maalgruppe", "borgere_hoejt", "vurderingsdato", "Fax"]
                    .iter()
                    .position(|header| *header == column.header)
                    .unwrap_or(index);
                prop_assert_eq!(found.filled as usize, cells(index).count());
                let mut different: Vec<&str> = Vec::new();
                for cell in cells(index) {
                    if !different.contains(&cell) {
                        different.push(cell);
                    }
                }
                prop_assert_eq!(found.different as usize, different.len());
                let examples: Vec<&str> = found.examples.iter().map(|example| &*example.text).collect();
                prop_assert_eq!(examples, &different[..different.len().min(3)]);
            }
        }
    }

    #[test]
    fn no_more_is_kept_than_the_bounds_say_however_much_there_is() {
        let row = |at: usize| {
            let cells = [format!("F{at}"), format!("gruppe {at}"), format!("ca. {at}")];
            [&cells[..], &["x".repeat(400), "z".repeat(400)]].concat()
        };
        let rows: Vec<Vec<String>> = (0..DIFFERENT + 5).map(row).collect();
        let seen = seen(&rows, &[1_000, 9_500]);
        let found = |index: usize| seen[index].found.as_ref().expect("what was found");
        assert_eq!(found(0).different as usize, DIFFERENT);
        assert!(found(0).has_more);
        assert_eq!(found(1).foreign.len(), WORDS);
        assert_eq!(found(1).foreign[WORDS - 1].0, "gruppe 199");
        assert!(found(1).has_more_foreign && found(2).has_more_foreign);
        assert_eq!(found(3).foreign, []);
        assert_eq!(found(4).examples[0].text.chars().count(), LONGEST_EXAMPLE);
        assert_eq!(most_different(16_384), 244);
    }
}
