//! Finds the column of each name, and what is wrong with the header.

use super::super::cell::trim;
use super::super::mapping::{Mapping, Words};
use super::super::names::{HeaderWords, known_names};
use super::super::sheet::Sheet;
use super::{Columns, Expected, FactAt, FactColumn, ForeignWords, Keep, RubricColumns};
use crate::arithmetic::{fold, folded, joined, nearest};
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place};
use crate::limits;
use crate::rubric::{Catalogue, Kind, Rubric};
use crate::vocabulary::{Identity, Parameter, reason_column};
use crate::words::Message;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::sync::Arc;

/// The identity columns that hold ids, names and free text.
const FREE: [Identity; 8] = [
    Identity::LeverandoerId,
    Identity::Afdelingsid,
    Identity::Leverandoer,
    Identity::Konsulent,
    Identity::Sagsnummer,
    Identity::Cvr,
    Identity::PNummer,
    Identity::SamletBegrundelse,
];

impl Columns {
    /// Binds the headers of a file; faults, and columns that are not used, go to `notes`.
    ///
    /// Nothing comes back if the header is faulty.
    pub fn bind(sheet: &Sheet, expected: &Expected<'_>, notes: &mut Diagnostics) -> Option<Self> {
        let (columns, found) = Self::survey(sheet, expected);
        let failed = found.has_errors();
        notes.extend(found);
        (!failed).then_some(columns)
    }

    /// Binds the headers as far as they can be, for those who look before they score.
    pub fn survey(sheet: &Sheet, expected: &Expected<'_>) -> (Self, Diagnostics) {
        let mut binder = Binder::new(sheet, expected.mapping, expected.catalogue);
        let columns = binder.bind(expected);
        for index in columns.read() {
            if let Some(fault) = sheet.never_calculated(index) {
                binder.found.push(fault);
            }
        }
        (columns, binder.found)
    }
}

struct Binder<'s> {
    sheet: &'s Sheet,
    folded: Vec<String>,
    by_name: BTreeMap<String, usize>,
    used: Vec<bool>,
    found: Diagnostics,
}

impl<'s> Binder<'s> {
    fn new(sheet: &'s Sheet, mapping: &Mapping, catalogue: &Catalogue) -> Self {
        let folded = ours(&sheet.headers, mapping, catalogue);
        let mut by_name = BTreeMap::new();
        for (index, name) in folded.iter().enumerate() {
            by_name.entry(name.clone()).or_insert(index);
        }
        let used = vec![false; folded.len()];
        Self { sheet, folded, by_name, used, found: Diagnostics::default() }
    }

    fn bind(&mut self, expected: &Expected<'_>) -> Columns {
        let catalogue = expected.catalogue;
        let headers = self.sheet.headers.iter().map(|header| trim(header).into()).collect();
        let is_named = |index: &usize| !self.is_unnamed(*index);
        let last = (0..self.folded.len()).rfind(is_named);
        let width = last.map_or(0, |last| last + 1);
        let counts_rows = self.sheet.counts_rows;
        let unnamed = (usize::from(counts_rows)..width).filter(|index| !is_named(index)).collect();
        if counts_rows {
            let place = self.place(Some(0));
            self.found.push(Diagnostic::note(place, Message::CountsRows));
        }
        let identity = Identity::ALL.map(|column| self.identity(column));
        let levels = self.of_parameters(|parameter| parameter.id().to_owned());
        let reasons = self.of_parameters(reason_column);
        let rubrics: Vec<RubricColumns> =
            catalogue.rubrics().iter().map(|rubric| self.rubric(rubric)).collect();
        let texts = reasons.iter().map(|(_, index)| index);
        let notes = rubrics.iter().flat_map(|rubric| rubric.notes.iter().flatten());
        let ids_and_names = FREE.iter().filter_map(|column| identity[column.index()].as_ref());
        let free = texts.chain(notes).chain(ids_and_names).copied().collect();
        let words = self.words(expected, &free);
        self.check_required(&identity, expected.needs_target_group);
        self.check_doubled();
        let kept = self.keep(expected.keep);
        let headers_folded: Vec<String> = self.sheet.headers.iter().map(|own| fold(own)).collect();
        self.report_unused(catalogue, expected.denies_unknown);
        Columns {
            headers,
            form: self.sheet.form.clone(),
            width,
            unnamed,
            counts_rows,
            identity,
            present: Identity::ALL
                .into_iter()
                .filter_map(|column| Some((column, identity[column.index()]?)))
                .collect(),
            levels,
            reasons,
            rubrics,
            words,
            header_words: HeaderWords::new(
                self.sheet.names.known().chain(headers_folded.iter().map(String::as_str)),
            ),
            refuses_either: self.sheet.refuses_either(),
            kept,
            used: std::mem::take(&mut self.used),
            names: std::mem::take(&mut self.by_name),
        }
    }

    /// The parameters for which the file has a column of a name, with their columns.
    fn of_parameters(&mut self, name: impl Fn(Parameter) -> String) -> Vec<(Parameter, usize)> {
        let parameters = Parameter::ALL.into_iter();
        parameters
            .filter_map(|parameter| Some((parameter, self.named(&name(parameter))?)))
            .collect()
    }

    /// The columns that go through to the results, which is a use of them.
    fn keep(&mut self, keep: &Keep) -> Vec<usize> {
        let kept: Vec<usize> = match keep {
            Keep::Named(names) => {
                names.iter().filter_map(|name| self.by_name.get(&fold(name)).copied()).collect()
            }
            Keep::All => (0..self.folded.len())
                .filter(|&index| !self.used[index] && !self.folded[index].is_empty())
                .collect(),
        };
        for &index in &kept {
            self.used[index] = true;
        }
        kept
    }

    /// For each column the words that a foreign export uses in it; `free` are those of ids, names and free text.
    fn words(&self, expected: &Expected<'_>, free: &BTreeSet<usize>) -> ForeignWords {
        let mapping = expected.mapping;
        let mut own: BTreeMap<usize, Words> = BTreeMap::new();
        for (column, words) in mapping.values() {
            let names = names_of(column, expected.catalogue);
            let indices: BTreeSet<&usize> =
                names.iter().filter_map(|name| self.by_name.get(name)).collect();
            for index in indices {
                own.entry(*index).or_default().extend(words.clone());
            }
        }
        let common = [false, true].map(|is_free| mapping.common_words(is_free));
        if own.is_empty() && common.iter().all(Words::is_empty) {
            return Vec::new();
        }
        let shared = common.clone().map(|mut words| {
            mapping.settle(&mut words);
            Arc::new(words)
        });
        let words = (0..self.folded.len()).map(|index| {
            let is_free = usize::from(free.contains(&index));
            let Some(own) = own.remove(&index) else {
                let shared = &shared[is_free];
                return (!shared.is_empty()).then(|| Arc::clone(shared));
            };
            let mut words = common[is_free].clone();
            words.extend(own);
            mapping.settle(&mut words);
            Some(Arc::new(words))
        });
        words.collect()
    }

    /// The column of that folded name, now used.
    fn named(&mut self, name: &str) -> Option<usize> {
        // Headers and labels that fold to nothing name nothing.
        let index = self.by_name.get(name).copied().filter(|_| !name.is_empty());
        if let Some(index) = index {
            self.used[index] = true;
        }
        index
    }

    fn identity(&mut self, column: Identity) -> Option<usize> {
        let names = std::iter::once(column.id()).chain(column.aliases().iter().copied());
        let found: Vec<usize> = names.filter_map(|name| self.named(name)).collect();
        if let [first, second, ..] = found[..] {
            let (first, second) = (first.min(second), first.max(second));
            self.two_headers(first, second);
        }
        found.into_iter().min()
    }

    fn rubric(&mut self, rubric: &Rubric) -> RubricColumns {
        let counted = rubric.used_indicators();
        let mut columns = RubricColumns {
            notes: Vec::new(),
            facts: Vec::new(),
            shares: Vec::new(),
            claimed_twice: Vec::new(),
        };
        for (index, indicator) in rubric.indicators.iter().enumerate() {
            let id = folded(&indicator.id);
            let by_id = self.named(&id);
            let by_label =
                self.named(&indicator.folded_label).filter(|label| by_id != Some(*label));
            let (note, by_options) = match self.is_followed(&id) {
                true => (self.named(&joined(&id, "note")), self.options(&id, &indicator.kind)),
                false => (None, None),
            };
            columns.notes.push(note);
            if !counted.contains(&index) {
                continue;
            }
            if let Kind::Share { computed: Some(computed) } = indicator.kind {
                columns.shares.push((index, computed));
            }
            if let (Some(one), Some(other)) = (by_id, by_label) {
                columns.claimed_twice.push((index, [one, other]));
                continue;
            }
            let column = match (by_id.or(by_label), by_options) {
                (Some(cell), Some(options)) => FactColumn::Both(cell, options),
                (Some(cell), None) => FactColumn::Cell(cell),
                (None, Some(options)) => FactColumn::Options(options),
                (None, None) => continue,
            };
            columns.facts.push(FactAt { indicator: index, column });
        }
        columns
    }

    /// Whether nothing stands above the column.
    fn is_unnamed(&self, index: usize) -> bool {
        trim(&self.sheet.headers[index]).is_empty()
    }

    /// Whether a name begins with the id and goes on, as those of notes and options do.
    fn is_followed(&self, id: &str) -> bool {
        let start = format!("{id}_");
        let from = (Bound::Included(start.as_str()), Bound::Unbounded);
        let next = self.by_name.range::<str, _>(from).next();
        next.is_some_and(|(name, _)| name.starts_with(&start))
    }

    /// The ja/nej columns of a set's options, if the file has any.
    fn options(&mut self, id: &str, kind: &Kind) -> Option<Vec<Option<usize>>> {
        let Kind::Set { options } = kind else {
            return None;
        };
        let columns: Vec<Option<usize>> =
            options.folded.iter().map(|option| self.named(&joined(id, option))).collect();
        columns.iter().any(Option::is_some).then_some(columns)
    }

    fn place(&self, index: Option<usize>) -> Place {
        let header = |index: usize| Arc::clone(&self.sheet.headers[index]);
        let on_form = index.and_then(|index| self.sheet.form.get(index));
        let (line, row) = on_form.map_or(self.sheet.header_at, |place| (place.line, place.row));
        let file = on_form.map_or(&self.sheet.name, |place| &place.file);
        Place::Cell(Cell {
            file: Arc::clone(file),
            line,
            row,
            // The name of a form's field stands in its first column.
            column: index.map(|index| (on_form.map_or(index, |_| 0), header(index))),
            value: index
                .map(|index| trim(&self.sheet.headers[index]).to_owned())
                .unwrap_or_default(),
        })
    }

    fn check_required(
        &mut self,
        identity: &[Option<usize>; Identity::COUNT],
        needs_target_group: bool,
    ) {
        let mut required = vec![Identity::LeverandoerId];
        if needs_target_group {
            required.push(Identity::Maalgruppe);
        }
        required.retain(|column| identity[column.index()].is_none());
        // What is wrong with the whole line is not told column by column.
        let whole = match (self.sheet.better_delimiter, self.sheet.better_header) {
            _ if required.is_empty() => None,
            (Some(sign), _) => {
                let sign = sign.as_str();
                let name = required[0].id();
                let help = Message::OtherDelimiter { sign };
                Some((Message::ColumnMissing { name }, help))
            }
            (None, Some(row)) => Some((Message::NoHeaderHere, Message::HeaderFurtherDown { row })),
            (None, None) => None,
        };
        if let Some((message, help)) = whole {
            let place = self.place(None);
            self.found.push(Diagnostic::error(place, message).help(help));
            self.used.fill(true);
            return;
        }
        for column in required {
            let unknown = (0..self.folded.len())
                .filter(|&index| !self.used[index])
                .map(|index| trim(&self.sheet.headers[index]));
            let help = match nearest(column.id(), unknown) {
                Some(name) => Message::RenameColumn { from: name.to_owned(), to: column.id() },
                None if column == Identity::Maalgruppe => Message::AddTargetGroup,
                None => Message::AddColumn { name: column.id() },
            };
            let message = Message::ColumnMissing { name: column.id() };
            self.found.push(Diagnostic::error(self.place(None), message).help(help));
        }
    }

    /// Two headers that fold alike, where they mean something.
    fn check_doubled(&mut self) {
        for index in 0..self.folded.len() {
            let Some(&first) = self.by_name.get(&self.folded[index]) else {
                continue;
            };
            if first != index && self.used[first] && !self.folded[index].is_empty() {
                self.two_headers(first, index);
            }
        }
    }

    fn two_headers(&mut self, first: usize, second: usize) {
        let message = Message::HeadersAlike {
            first: trim(&self.sheet.headers[first]).to_owned(),
            first_at: crate::diagnostic::column_letters(first),
        };
        self.used[second] = true;
        let help =
            Message::RemoveOneOrNameIt { letters: crate::diagnostic::column_letters(second) };
        self.found.push(Diagnostic::error(self.place(Some(second)), message).help(help));
    }

    fn report_unused(&mut self, catalogue: &Catalogue, deny: bool) {
        let is_unknown = |index: &usize| {
            let place = self.sheet.form.get(*index);
            let is_empty = place.is_some_and(|place| place.is_empty);
            !self.used[*index] && !self.is_unnamed(*index) && !is_empty
        };
        let unknown: Vec<usize> = (0..self.folded.len()).filter(is_unknown).collect();
        if unknown.is_empty() {
            return;
        }
        let is_free = |name: &String| {
            let taken = self.by_name.get(&fold(name));
            taken.is_none_or(|&index| !self.used[index])
        };
        let free: Vec<String> = match unknown.len() {
            0..=limits::COMPARED => known_names(catalogue).into_iter().filter(is_free).collect(),
            _ => Vec::new(),
        };
        for index in unknown {
            let names = free.iter().map(String::as_str);
            let header = &self.sheet.headers[index];
            // One that another column was preferred to needs no other name.
            let is_taken = self.by_name.get(&fold(header)).is_some_and(|own| *own != index);
            let near = nearest(header, names).filter(|_| !is_taken);
            let help = near.map(|name| Message::DidYouMean { name: name.to_owned() });
            let place = self.place(Some(index));
            let diagnostic = match deny {
                true => Diagnostic::error(place, Message::UnknownColumn),
                false => Diagnostic::note(place, Message::UnknownColumn),
            };
            self.found.push(diagnostic.help(help));
        }
    }
}

/// The folded name of each column, after a mapping; empty where it has none.
///
/// Where one of several columns of the same header is named by its letters, and is what they all would be, the others
/// are none.
fn ours(headers: &[Arc<str>], mapping: &Mapping, catalogue: &Catalogue) -> Vec<String> {
    let mapped: Vec<Option<(&str, bool)>> =
        headers.iter().enumerate().map(|(index, header)| mapping.column(index, header)).collect();
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for (header, mapped) in headers.iter().zip(&mapped) {
        let folded = fold(header);
        if let Some((ours, true)) = mapped
            && names_of(&fold(ours), catalogue).contains(&folded)
        {
            taken.insert(folded);
        }
    }
    let names = headers.iter().zip(mapped);
    names
        .map(|(header, mapped)| match mapped {
            Some((ours, _)) => fold(ours),
            None => Some(fold(header)).filter(|folded| !taken.contains(folded)).unwrap_or_default(),
        })
        .collect()
}

/// The folded headers under which one of our columns may stand.
fn names_of(column: &str, catalogue: &Catalogue) -> Vec<String> {
    let mut names = vec![column.to_owned()];
    if let Some(identity) = Identity::from_header(column) {
        names.push(identity.id().to_owned());
        names.extend(identity.aliases().iter().map(|alias| (*alias).to_owned()));
    }
    for indicator in catalogue.rubrics().iter().flat_map(|rubric| &rubric.indicators) {
        let both = [fold(&indicator.id), indicator.folded_label.clone()];
        if both.iter().any(|name| name == column) {
            names.extend(both);
        }
    }
    names
}
