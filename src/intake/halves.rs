//! The two sheets of a form put together to one row.
//!
//! A supplier answers one half of a form and a consultant the other. Both carry the supplier's id, its unit and the
//! målgruppe, and those that carry the same belong together, whether they stand in one workbook or in two files of a
//! run. In a workbook with one half of each kind, a half on which nobody wrote an id is of the other's supplier, and a
//! half on which nobody wrote anything is none. What comes of it is one sheet, whose cells know where they stand.

use super::form::record;
use super::records::Cells;
use super::sheet::Sheet;
use crate::arithmetic::{fold, nfc};
use crate::diagnostic::{Diagnostic, Place};
use crate::vocabulary::{Identity, is_missing};
use crate::words::{Half, Message};
use std::sync::Arc;

/// The columns by which halves find each other, which both have.
const KEY: [Identity; 3] = [Identity::LeverandoerId, Identity::Afdelingsid, Identity::Maalgruppe];

/// A sheet of a run.
pub struct SheetOf {
    /// The input that it stands in, by index.
    pub input: usize,
    /// The sheet.
    pub sheet: Sheet,
}

/// The sheets of a run in which the halves of forms are put together.
#[derive(Default)]
pub struct Joined {
    /// The sheets, each form once.
    pub sheets: Vec<SheetOf>,
    /// The halves that stand alone.
    pub notes: Vec<Diagnostic>,
    /// The forms of which nothing is read, with what is wrong.
    pub faults: Vec<(Arc<str>, Diagnostic)>,
}

/// A form, or a sheet that is none, while others are looked for that belong to it.
struct Candidate {
    from: SheetOf,
    /// The cells of a form, in the order of its fields.
    answers: Vec<String>,
    key: [String; KEY.len()],
}

impl Candidate {
    fn of(from: SheetOf) -> Self {
        let mut answers = from.sheet.answers();
        // One a field, as the form was made.
        answers.resize(from.sheet.form.len(), String::new());
        let mut candidate = Self { from, answers, key: Default::default() };
        candidate.key = KEY.map(|column| candidate.identity(column));
        candidate
    }

    fn half(&self) -> Half {
        self.from.sheet.half
    }

    fn position(&self, column: Identity) -> Option<usize> {
        let headers = &self.from.sheet.headers;
        headers.iter().position(|header| fold(header) == column.id())
    }

    /// What the form says in an identity column, as rows are compared by it.
    fn identity(&self, column: Identity) -> String {
        let cell = self.position(column).and_then(|at| self.answers.get(at));
        let cell = cell.map(|cell| cell.trim()).filter(|cell| !is_missing(cell));
        let cell = cell.unwrap_or_default();
        match column {
            Identity::Maalgruppe => fold(cell),
            _ => nfc(cell).into_owned(),
        }
    }

    /// Whether nobody wrote on it; the målgruppe is given.
    fn is_blank(&self) -> bool {
        let given = self.position(Identity::Maalgruppe);
        let mut answers = self.answers.iter().enumerate();
        answers.all(|(at, answer)| Some(at) == given || answer.trim().is_empty())
    }

    fn has_no_id(&self) -> bool {
        self.key[0].is_empty()
    }

    /// Takes the supplier, the unit and the målgruppe of the other half of its workbook, as far as it has none.
    fn take_identity(&mut self, other: &Self) {
        for (at, column) in KEY.into_iter().enumerate() {
            let theirs = other.position(column).map(|at| other.answers[at].clone());
            if let (true, Some(mine), Some(theirs)) =
                (self.key[at].is_empty(), self.position(column), theirs)
            {
                self.answers[mine] = theirs;
                self.key[at].clone_from(&other.key[at]);
            }
        }
        self.from.sheet.put_answers(&self.answers);
    }

    /// Whether they are forms of one supplier, unit and målgruppe, not both of them whole: those are rows of their own.
    fn belongs_to(&self, other: &Self) -> bool {
        let is_form = |of: &Self| !of.from.sheet.form.is_empty();
        let is_half = |of: &Self| of.half() != Half::Whole;
        is_form(self)
            && is_form(other)
            && !self.has_no_id()
            && self.key == other.key
            && (is_half(self) || is_half(other))
    }

    fn name(&self) -> Arc<str> {
        Arc::clone(&self.from.sheet.name)
    }
}

/// Puts the halves of forms together; the others pass through. The row stands where the first of its halves stood.
pub fn join(sheets: Vec<SheetOf>) -> Joined {
    let mut joined = Joined::default();
    if !sheets.iter().any(|of| of.sheet.is_half()) {
        joined.sheets = sheets;
        return joined;
    }
    let mut all: Vec<Option<Candidate>> =
        sheets.into_iter().map(|from| Some(Candidate::of(from))).collect();
    within_workbooks(&mut all);
    for at in 0..all.len() {
        let Some(first) = all[at].take() else {
            continue;
        };
        let belongs = |other: &&mut Option<Candidate>| {
            other.as_ref().is_some_and(|other| first.belongs_to(other))
        };
        let others = all.iter_mut().filter(belongs).filter_map(Option::take);
        let others: Vec<Candidate> = others.collect();
        joined.put_together(first, others);
    }
    joined
}

/// Leaves out the halves of each workbook on which nobody wrote, unless nobody wrote on any; and a half without an id
/// is of the supplier of the other, where the workbook has one of each.
fn within_workbooks(all: &mut [Option<Candidate>]) {
    let inputs = all.iter().flatten().map(|of| of.from.input).max();
    for input in 0..=inputs.unwrap_or_default() {
        let mut places: Vec<usize> = (0..all.len())
            .filter(|&at| all[at].as_ref().is_some_and(|of| of.from.input == input))
            .collect();
        let is_blank = |at: &usize| {
            let half = all[*at].as_ref().filter(|of| of.half() != Half::Whole);
            half.is_some_and(Candidate::is_blank)
        };
        let blank: Vec<usize> = places.iter().copied().filter(is_blank).collect();
        // Of a form that nobody filled in, one sheet stays: a row of nobody.
        let kept = usize::from(blank.len() == places.len());
        for at in blank.into_iter().skip(kept) {
            all[at] = None;
        }
        places.retain(|&at| all[at].is_some());
        let [one, other] = places[..] else {
            continue;
        };
        let (Some(mut first), Some(mut second)) = (all[one].take(), all[other].take()) else {
            continue;
        };
        if first.half() != Half::Whole && first.half() == second.half().other() {
            match (first.has_no_id(), second.has_no_id()) {
                (true, false) => first.take_identity(&second),
                (false, true) => second.take_identity(&first),
                (true, true) | (false, false) => {}
            }
        }
        (all[one], all[other]) = (Some(first), Some(second));
    }
}

impl Joined {
    /// One row of the forms of one supplier; a fault where two of them are the same half.
    fn put_together(&mut self, first: Candidate, others: Vec<Candidate>) {
        let half = first.half();
        // A whole form is both halves.
        let is_other = |of: &Candidate| half != Half::Whole && of.half() == half.other();
        let mut others = others.into_iter();
        match (others.next(), others.next()) {
            (None, _) => {
                if half != Half::Whole && !first.has_no_id() {
                    let place = Place::File(first.name());
                    let alone = Diagnostic::note(place, Message::HalfAlone { half });
                    self.notes.push(alone);
                }
                self.sheets.push(first.from);
            }
            (Some(other), None) if is_other(&other) => {
                let (supplier, consultant) = match half {
                    Half::Whole | Half::Supplier => (first, other),
                    Half::Consultant => (other, first),
                };
                let together = Message::HalvesTogether { with: consultant.name().to_string() };
                let place = Place::File(supplier.name());
                self.notes.push(Diagnostic::note(place, together));
                self.sheets.push(one_row(supplier, &consultant));
            }
            (Some(other), more) => {
                let clash = match (is_other(&other), &more) {
                    (true, Some(more)) => more,
                    (_, _) => &other,
                };
                self.faults.push((clash.name(), twice(&first, &other, clash)));
            }
        }
    }
}

/// A sheet that says what another says already.
fn twice(first: &Candidate, other: &Candidate, clash: &Candidate) -> Diagnostic {
    let is_other = clash.half() != Half::Whole && clash.half() == other.half();
    let with = if is_other && !std::ptr::eq(other, clash) { other } else { first };
    let message = Message::HalfTwice {
        id: clash.key[0].clone(),
        half: with.half(),
        first: with.name().to_string(),
    };
    Diagnostic::error(Place::File(clash.name()), message).help(Message::OneOfEachHalf)
}

/// The supplier's half with the fields of the consultant's behind its own.
fn one_row(mut supplier: Candidate, consultant: &Candidate) -> SheetOf {
    let key = KEY.map(|column| consultant.position(column));
    let sheet = &mut supplier.from.sheet;
    for (at, answer) in consultant.answers.iter().enumerate() {
        if !key.contains(&Some(at)) {
            let theirs = &consultant.from.sheet;
            sheet.headers.push(Arc::clone(&theirs.headers[at]));
            sheet.form.push(theirs.form[at].clone());
            supplier.answers.push(answer.clone());
        }
    }
    sheet.half = Half::Whole;
    sheet.put_answers(&supplier.answers);
    supplier.from
}

impl Sheet {
    /// Whether it is one of the two sheets of a form.
    pub fn is_half(&self) -> bool {
        self.half != Half::Whole
    }

    /// The cells of a form, a field each; none where it is no form.
    fn answers(&self) -> Vec<String> {
        if self.form.is_empty() {
            return Vec::new();
        }
        let mut cells = Cells::default();
        cells.split(&self.text, self.delimiter.byte());
        (0..cells.len()).map(|at| cells.get(&self.text, at).to_owned()).collect()
    }

    /// Makes these the cells of the form.
    fn put_answers(&mut self, answers: &[String]) {
        let names = self.headers.iter().map(|name| &**name);
        self.header = record(names, self.delimiter);
        self.text = record(answers.iter().map(String::as_str), self.delimiter);
    }
}
