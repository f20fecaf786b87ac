//! What a file and its columns were taken for, and what stands in them: for those who look before they score.

use super::columns::Columns;
use super::form::FormPlace;
use super::names::known_names;
use super::profile::{ColumnProfile, Example, Profile};
use super::shape::Shape;
use super::sheet::Dialect;
use super::taken::Taken;
use crate::arithmetic::{DecimalMark, fold, nearest};
use crate::diagnostic::column_letters;
use crate::limits;
use crate::rubric::{Catalogue, Kind};
use crate::vocabulary::{Identity, Parameter, reason_column};
use std::collections::HashMap;

/// What is seen of one file.
#[derive(Debug, Clone)]
pub struct Survey {
    /// The file as the user wrote it.
    pub name: String,
    /// How it was read.
    pub dialect: Dialect,
    /// The physical line and the spreadsheet row of the header.
    pub header_at: (u64, u64),
    /// How many rows were read; nothing where reading ended early.
    pub rows: Option<u64>,
    /// Whether it is a form for one supplier.
    pub is_form: bool,
    /// The columns with a header or a value, in the order of the file; of a form its fields.
    pub columns: Vec<SurveyedColumn>,
    /// What the file is instead of a table with a row for each assessment.
    pub shape: Option<Shape>,
}

/// One column of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SurveyedColumn {
    /// The letters by which a spreadsheet names it; of a form the cell of the answer.
    pub letters: String,
    /// The header as written.
    pub header: String,
    /// The name of our column that it was taken for.
    pub meaning: Option<String>,
    /// Where it was taken for none: the name of ours that is most like it.
    pub nearest: Option<String>,
    /// Whether another column before it has the same name, so that it can only be named by its letters.
    pub is_again: bool,
    /// What stands in it; nothing where reading ended early.
    pub found: Option<Found>,
}

/// What stands in one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How many rows have something in it that is not a word for missing.
    pub filled: u64,
    /// How many different values there are, as far as they are counted.
    pub different: u64,
    /// Whether there are more.
    pub has_more: bool,
    /// The smallest and the largest of its numbers, dates or levels.
    pub range: Option<[String; 2]>,
    /// The first different values.
    pub examples: Vec<Example>,
    /// The first words that cannot be read, each with the word of ours that is most like it.
    pub foreign: Vec<(String, Option<String>)>,
    /// Whether there are more.
    pub has_more_foreign: bool,
    /// Whether it may hold the names of persons, or anything else that somebody wrote freely.
    pub is_free_text: bool,
}

/// What the columns of a file are taken for, by which its values are looked at.
#[derive(Debug, Clone)]
pub struct Lens {
    pub(super) mark: DecimalMark,
    columns: Vec<SurveyedColumn>,
    taken: Vec<Taken>,
    /// The names of our columns, folded, with their places among all; those of the identity come first.
    names: HashMap<String, usize>,
    /// The column of leverandoer_id.
    pub(super) id: Option<usize>,
    /// Where the fields stand, if the file is a form.
    pub(super) form: Vec<FormPlace>,
}

impl Lens {
    /// What the columns are taken for; one that is unknown is looked at as what its name is most like.
    pub fn new(columns: &Columns, catalogue: &Catalogue, mark: DecimalMark) -> Self {
        let surveyed = survey(columns, catalogue);
        let taken = surveyed.iter().enumerate().map(|(index, column)| {
            let named = |name: &String| match Taken::by_name(name, catalogue) {
                Taken::Fact(facts) if columns.is_joined(index) => Taken::Joined(facts),
                taken => taken,
            };
            match (&column.meaning, &column.nearest) {
                (Some(meaning), _) => named(meaning),
                // As text any guess will do, and numbers and dates are still to be seen.
                (None, nearest) => match nearest.as_ref().map(named) {
                    None | Some(Taken::Text) => Taken::Unknown,
                    Some(taken) => taken,
                },
            }
        });
        let names = known_names(catalogue).into_iter().enumerate();
        let others = Identity::ALL.iter().enumerate();
        let others = others.flat_map(|(at, own)| own.aliases().iter().map(move |name| (at, *name)));
        let others = others.map(|(at, name)| (fold(name), at));
        Self {
            mark,
            taken: taken.collect(),
            names: others.chain(names.map(|(at, name)| (fold(&name), at))).collect(),
            columns: surveyed,
            id: columns.identity(Identity::LeverandoerId),
            form: columns.form.clone(),
        }
    }

    /// What the column is taken for.
    pub(super) fn taken(&self, index: usize) -> &Taken {
        self.taken.get(index).unwrap_or(&Taken::Unknown)
    }

    /// Whether the column is taken for a fact of a rubric.
    pub(super) fn is_fact(&self, index: usize) -> bool {
        let is_known = self.columns.get(index).is_some_and(|column| column.meaning.is_some());
        is_known && self.taken(index).is_fact()
    }

    /// Which of the names of our columns it is, if it is one.
    pub(super) fn name(&self, folded: &str) -> Option<usize> {
        self.names.get(folded).copied()
    }

    /// Whether the name at that place says who a supplier is, and nothing of what it does.
    pub(super) fn is_identity(name: usize) -> bool {
        name < Identity::COUNT
    }

    /// Whether the column is known, and some of its first values are words of its own.
    pub(super) fn reads(&self, index: usize, profile: &ColumnProfile) -> bool {
        let is_known = self.columns.get(index).is_some_and(|column| column.meaning.is_some());
        let reads_some = profile.examples.iter().any(|example| example.is_read);
        is_known && !self.taken(index).is_free_text() && reads_some
    }

    /// The columns with what stands in them, and what the file is if not a table with a row for each assessment.
    pub fn survey(
        &self,
        profile: Option<&Profile>,
        catalogue: &Catalogue,
    ) -> (Vec<SurveyedColumn>, Option<Shape>) {
        let shape = profile.and_then(|profile| Shape::of(profile, self));
        let mut surveyed = self.columns.clone();
        for (index, column) in surveyed.iter_mut().enumerate() {
            let profile = profile.and_then(|profile| profile.columns.get(index));
            let taken = &self.taken[index];
            let is_known = column.meaning.is_some();
            column.found =
                profile.map(|profile| Found::of(profile, taken, is_known, catalogue, self.mark));
        }
        let is_empty = |column: &SurveyedColumn| {
            let found = column.found.as_ref();
            found.is_none_or(|found| found.filled == 0)
        };
        // The columns of notes of a form are ours, and so are those without a name that nothing stands in.
        let mut places = self.form.iter();
        surveyed.retain(|column| {
            let is_ours = places.next().is_some_and(|place| place.is_note);
            !(is_empty(column) && (column.header.is_empty() || is_ours))
        });
        (surveyed, shape)
    }
}

impl Found {
    /// The examples that others may see: of no column of free text, and only what can be read.
    pub fn public_examples(&self) -> Vec<&Example> {
        let examples = self.examples.iter();
        let may_be_seen = |example: &&Example| !self.is_free_text && example.is_read;
        examples.filter(may_be_seen).collect()
    }

    fn of(
        profile: &ColumnProfile,
        taken: &Taken,
        is_known: bool,
        catalogue: &Catalogue,
        mark: DecimalMark,
    ) -> Self {
        let foreign = profile.foreign.iter();
        Self {
            filled: profile.filled,
            different: profile.different(),
            has_more: profile.has_more,
            range: range(profile, is_known, mark),
            examples: profile.examples.clone(),
            foreign: foreign.map(|word| (word.clone(), taken.nearest(word, catalogue))).collect(),
            has_more_foreign: profile.has_more_foreign,
            is_free_text: !is_known || taken.is_free_text(),
        }
    }
}

/// The smallest and the largest value; of a column that nobody knows only if all its values are of one kind.
fn range(profile: &ColumnProfile, is_known: bool, mark: DecimalMark) -> Option<[String; 2]> {
    let numbers =
        profile.numbers.map(|(least, most)| [least.with_mark(mark), most.with_mark(mark)]);
    let dates = profile.dates.map(|(first, last)| [first.to_string(), last.to_string()]);
    let is_mixed = profile.has_words || (numbers.is_some() && dates.is_some());
    if !is_known && is_mixed {
        return None;
    }
    let levels = profile.levels.map(|(least, most)| [least.to_string(), most.to_string()]);
    numbers.or(dates).or(levels)
}

/// What every column was taken for, in the order of the file.
///
/// Each of our names is offered once, those that a file cannot do without first.
fn survey(columns: &Columns, catalogue: &Catalogue) -> Vec<SurveyedColumn> {
    let meanings = meanings(columns, catalogue);
    let mut seen = std::collections::HashSet::new();
    let headers = columns.headers.iter().enumerate();
    let mut surveyed: Vec<SurveyedColumn> = headers
        .map(|(index, header)| SurveyedColumn {
            letters: match columns.form.get(index) {
                Some(place) => format!("{}{}", column_letters(place.column), place.row),
                None => column_letters(index),
            },
            header: header.to_string(),
            meaning: meanings.get(&index).cloned(),
            nearest: None,
            is_again: !seen.insert(fold(header)),
            found: None,
        })
        .collect();
    let is_unknown =
        |column: &SurveyedColumn| column.meaning.is_none() && !fold(&column.header).is_empty();
    if surveyed.iter().filter(|column| is_unknown(column)).count() > limits::COMPARED {
        return surveyed;
    }
    let mut free: Vec<String> = known_names(catalogue)
        .into_iter()
        .filter(|name| !meanings.values().any(|meaning| fold(meaning) == fold(name)))
        .collect();
    for needed in [Identity::LeverandoerId, Identity::Maalgruppe, Identity::FornoedenKvalitet] {
        let needed = needed.id();
        let unknown = || {
            let unknown = surveyed.iter().filter(|column| is_unknown(column));
            unknown.map(|column| column.header.as_str())
        };
        // A name may be cut down to its last word.
        let is_last_word = |header: &&str| {
            let before = needed.strip_suffix(&*fold(header));
            before.is_some_and(|before| before.ends_with('_'))
        };
        let header = nearest(needed, unknown()).or_else(|| unknown().find(is_last_word));
        let header = header.map(str::to_owned);
        if let (Some(at), Some(header)) = (free.iter().position(|name| name == needed), header) {
            free.remove(at);
            if let Some(column) = surveyed.iter_mut().find(|column| column.header == header) {
                column.nearest = Some(needed.to_owned());
            }
        }
    }
    for column in surveyed.iter_mut().filter(|column| is_unknown(column)) {
        if column.nearest.is_none() {
            let found = nearest(&column.header, free.iter().map(String::as_str)).map(str::to_owned);
            free.retain(|name| Some(name) != found.as_ref());
            column.nearest = found;
        }
    }
    surveyed
}
/// For each column the name of ours that it holds.
fn meanings(columns: &Columns, catalogue: &Catalogue) -> HashMap<usize, String> {
    let mut meanings = HashMap::new();
    let mut add = |index: Option<usize>, name: String| {
        if let Some(index) = index {
            meanings.entry(index).or_insert(name);
        }
    };
    for column in Identity::ALL {
        add(columns.identity(column), column.id().to_owned());
    }
    for parameter in Parameter::ALL {
        add(columns.level(parameter), parameter.id().to_owned());
        add(columns.reason(parameter), reason_column(parameter));
    }
    for (rubric, checked) in catalogue.rubrics().iter().enumerate() {
        for (index, indicator) in checked.indicators.iter().enumerate() {
            add(columns.note(rubric, index), format!("{}_note", indicator.id));
            for name in [&indicator.id, &indicator.label] {
                add(columns.named(name), indicator.id.clone());
            }
            if let Kind::Set { options } = &indicator.kind {
                for option in &options.names {
                    let name = format!("{}_{option}", indicator.id);
                    add(columns.named(&name), name.clone());
                }
            }
        }
    }
    meanings
}
