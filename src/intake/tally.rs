//! What is seen of a column as a whole while its rows are read: how filled it is, and the accidents
//! that no single cell shows.

use super::block::RawRecord;
use super::cell::Misread;
use super::columns::Columns;
use super::counter::Counter;
use super::profile::Profile;
use super::whole::Whole;
use crate::arithmetic::DecimalMark;
use crate::diagnostic::{Cell, Diagnostic, Place, column_letters};
use crate::limits;
use crate::vocabulary::Identity;
use crate::words::Message;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Counts over the rows of one file.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// What stands in the columns, seen where asked for.
    pub profile: Profile,
    pub(super) ids: [Ids; 2],
    shares: BTreeMap<usize, Shares>,
    /// The rows that are short of their last cells, and how many cells the first of them has.
    short: Option<(Seen, usize)>,
    /// The columns without a header that have something in them.
    unheaded: BTreeMap<usize, Seen>,
    /// The columns of text in which a word stands that other programs write for nothing, and the first of those words.
    elsewhere: BTreeMap<usize, (Seen, String)>,
    /// What the first column counts, if it counts the rows.
    pub(super) counter: Counter,
    pub(super) whole: Whole,
}

/// The widths of ids that are all digits.
#[derive(Debug, Clone, Default)]
pub(super) struct Ids {
    /// Each width once.
    widths: Vec<(usize, Seen)>,
    /// Those that are whole numbers with a nought behind the mark: `101.0`.
    floats: Option<Seen>,
    has_leading_zero: bool,
    has_other: bool,
}

/// How often something was seen, and the line and row where it was seen first.
#[derive(Debug, Clone, Copy)]
struct Seen {
    count: u64,
    at: (u64, u64),
}

impl Seen {
    const fn once(at: (u64, u64)) -> Self {
        Self { count: 1, at }
    }

    /// The same after what was seen further down.
    const fn and(self, later: Self) -> Self {
        Self { count: self.count + later.count, at: self.at }
    }
}

#[derive(Debug, Clone, Default)]
struct Shares {
    fractions: u64,
    ones: u64,
}

impl Tally {
    /// Counts a row that has only so many cells, fewer than there are headers.
    pub(super) fn count_short(&mut self, record: &RawRecord<'_>) {
        let (seen, cells) = (Seen::once(place_of(record)), record.len());
        self.short = and(self.short, (seen, cells));
    }

    /// Counts a cell that is filled and stands under no header.
    pub(super) fn count_unheaded(&mut self, column: usize, record: &RawRecord<'_>) {
        // Beyond that there are no letters for a column.
        if column < limits::COLUMNS {
            let seen = Seen::once(place_of(record));
            let counted = self.unheaded.get(&column).copied();
            self.unheaded.insert(column, counted.map_or(seen, |before| before.and(seen)));
        }
    }

    /// Counts a text that other programs write for nothing.
    pub(super) fn count_elsewhere(&mut self, column: usize, word: &str, record: &RawRecord<'_>) {
        let seen = Seen::once(place_of(record));
        match self.elsewhere.get_mut(&column) {
            Some((before, _)) => *before = before.and(seen),
            None => drop(self.elsewhere.insert(column, (seen, word.to_owned()))),
        }
    }

    /// Counts what a share column would hold if it held fractions.
    pub(super) fn count_share(&mut self, column: usize, text: &str, misread: Option<&Misread>) {
        let is_fraction =
            misread.is_some_and(|misread| misread.message == Message::FractionOrPercent);
        if is_fraction || text == "1" {
            let shares = self.shares.entry(column).or_default();
            shares.fractions += u64::from(is_fraction);
            shares.ones += u64::from(!is_fraction);
        }
    }

    /// What makes the whole file unusable, as far as it was read: the first such thing in it.
    pub fn fault(
        &self,
        file: &Arc<str>,
        columns: &Columns,
        mark: DecimalMark,
    ) -> Option<Diagnostic> {
        self.whole.fault(file, columns, mark)
    }

    /// Adds what was counted elsewhere in the same file, further down.
    pub fn add(&mut self, later: &Self) {
        self.whole.add(&later.whole);
        self.profile.add(&later.profile);
        for (ids, later) in self.ids.iter_mut().zip(&later.ids) {
            ids.add(later);
        }
        for (column, later) in &later.shares {
            let shares = self.shares.entry(*column).or_default();
            shares.fractions += later.fractions;
            shares.ones += later.ones;
        }
        if let Some(later) = later.short {
            self.short = and(self.short, later);
        }
        for (column, later) in &later.unheaded {
            let before = self.unheaded.get(column).copied();
            self.unheaded.insert(*column, before.map_or(*later, |before| before.and(*later)));
        }
        for (column, (later, word)) in &later.elsewhere {
            match self.elsewhere.get_mut(column) {
                Some((before, _)) => *before = before.and(*later),
                None => drop(self.elsewhere.insert(*column, (*later, word.clone()))),
            }
        }
        self.counter.add(&later.counter);
    }

    /// The accidents that the columns show, each told once.
    pub fn warnings(
        &self,
        file: &Arc<str>,
        columns: &Columns,
        header_at: (u64, u64),
    ) -> Vec<Diagnostic> {
        let cell = |column: Option<usize>, (line, row): (u64, u64)| {
            let column = column
                .map(|index| (index, columns.headers.get(index).cloned().unwrap_or_default()));
            Place::Cell(Cell {
                file: Arc::clone(file),
                line,
                row,
                value: column.as_ref().map_or_else(String::new, |(_, header)| header.to_string()),
                column,
            })
        };
        let place = |index: usize, at: (u64, u64)| cell(Some(index), at);
        let mut warnings: Vec<Diagnostic> = self.whole.warning(file).into_iter().collect();
        if let Some(at) = self.counter.first_break {
            let n = self.counter.breaks;
            warnings.push(Diagnostic::warning(place(0, at), Message::CountBroken { n }));
        }
        for (index, seen) in &self.unheaded {
            let letters = column_letters(*index);
            let message = Message::CellsWithoutHeader { letters, n: seen.count };
            warnings.push(
                Diagnostic::error(place(*index, seen.at), message).help(Message::GiveAHeader),
            );
        }
        if let Some((seen, found)) = self.short {
            let (expected, n) = (columns.width, seen.count);
            let message = Message::ShortRows { found, expected, n };
            warnings.push(Diagnostic::warning(cell(None, seen.at), message));
        }
        warnings.extend(self.id_warnings(columns, place));
        for (index, (seen, word)) in &self.elsewhere {
            let (n, text) = (seen.count, word.clone());
            let message = Message::MissingAsText { word: text.clone(), n };
            let warning = Diagnostic::warning(place(*index, seen.at), message);
            warnings.push(warning.help(Message::AddMissing { word: text }));
        }
        for (index, shares) in &self.shares {
            if shares.fractions > 0 && shares.ones > 0 {
                let message =
                    Message::FractionColumn { fractions: shares.fractions, ones: shares.ones };
                let at = place(*index, header_at);
                warnings.push(Diagnostic::warning(at, message).help(Message::WritePercent));
            }
        }
        warnings
    }

    /// Ids that have lost their zeros, and ids that another program took for numbers.
    fn id_warnings(
        &self,
        columns: &Columns,
        place: impl Fn(usize, (u64, u64)) -> Place,
    ) -> Vec<Diagnostic> {
        let (mut warnings, mut floats) = (Vec::new(), Vec::new());
        let id_columns = [Identity::LeverandoerId, Identity::Afdelingsid];
        for (ids, column) in self.ids.iter().zip(id_columns) {
            let Some(index) = columns.identity(column) else {
                continue;
            };
            if let Some((message, at)) = ids.lost_zeros() {
                let warning = Diagnostic::warning(place(index, at), message);
                warnings.push(warning.help(Message::FormatAsText));
            }
            if let Some(at) = ids.all_floats() {
                floats.push((index, at));
            }
        }
        if let Some((index, at)) = floats.first() {
            let headers = floats.iter().map(|(index, _)| &**columns.header(*index));
            let columns = headers.collect::<Vec<_>>().join(", ");
            let message = Message::FloatIds { columns };
            let warning = Diagnostic::warning(place(*index, *at), message);
            warnings.push(warning.help(Message::SaveIdsAsText));
        }
        warnings
    }
}

fn place_of(record: &RawRecord<'_>) -> (u64, u64) {
    (record.line(), record.row())
}

fn and(before: Option<(Seen, usize)>, later: (Seen, usize)) -> Option<(Seen, usize)> {
    Some(match before {
        None => later,
        Some((seen, first)) => (seen.and(later.0), first),
    })
}

impl Ids {
    /// Counts an id, which stands at that line and row; whether it is all digits.
    pub(super) fn count(&mut self, text: &str, at: (u64, u64)) -> bool {
        let is_digits =
            |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let is_number = is_digits(text);
        if is_number {
            self.has_leading_zero |= text.starts_with('0');
            self.add_width(text.len(), Seen::once(at));
        } else if [".0", ",0"].iter().any(|end| text.strip_suffix(end).is_some_and(is_digits)) {
            self.add_floats(Seen::once(at));
        } else {
            self.has_other = true;
        }
        is_number
    }

    fn add_width(&mut self, width: usize, more: Seen) {
        match self.widths.iter_mut().find(|(known, _)| *known == width) {
            Some((_, seen)) => *seen = seen.and(more),
            None => self.widths.push((width, more)),
        }
    }

    fn add_floats(&mut self, more: Seen) {
        self.floats = Some(self.floats.map_or(more, |seen| seen.and(more)));
    }

    fn add(&mut self, later: &Self) {
        self.has_leading_zero |= later.has_leading_zero;
        self.has_other |= later.has_other;
        for (width, seen) in &later.widths {
            self.add_width(*width, *seen);
        }
        if let Some(floats) = later.floats {
            self.add_floats(floats);
        }
    }

    /// All ids are digits, one width is kept by zeros in front, and some ids are shorter.
    fn lost_zeros(&self) -> Option<(Message, (u64, u64))> {
        let width = self.widths.iter().map(|(width, _)| *width).max()?;
        if self.has_other || self.floats.is_some() || !self.has_leading_zero {
            return None;
        }
        let shorter = self.widths.iter().filter(|(shorter, _)| *shorter < width);
        let (_, first) = shorter.clone().min_by_key(|(_, seen)| seen.at)?;
        let n = shorter.map(|(_, seen)| seen.count).sum();
        Some((Message::LostZeros { width, n }, first.at))
    }

    /// Where the first id stands, if all of them are numbers with a nought behind the mark.
    fn all_floats(&self) -> Option<(u64, u64)> {
        let is_all = self.widths.is_empty() && !self.has_other;
        self.floats.filter(|_| is_all).map(|seen| seen.at)
    }
}
