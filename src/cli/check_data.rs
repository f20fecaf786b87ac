//! `indplacer check` on assessment files: what each is taken for, what stands in it, and all that is wrong.

use super::args::{ReadingArgs, RubricArgs};
use super::progress;
use super::reading::{self, Reading};
use super::shared::Speaker;
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place, Severity};
use crate::intake::{
    Columns, Dialect, Expected, Input, Lens, Mapping, Profile, RawRecord, RecordAt, Records,
    Rejection, Shape, Sheet, SheetOf, SheetOptions, Survey, join,
};
use crate::limits;
use crate::rubric::Catalogue;
use crate::score::{Key, Opened, Options, Outcome, Row, SeenBefore, Stop};
use crate::words::Message;
use std::path::PathBuf;
use std::sync::Arc;

/// What was found in assessment files.
#[derive(Default)]
pub(super) struct CheckedData {
    /// What each file that could be opened was taken for, and what stands in it.
    pub(super) surveys: Vec<Survey>,
    /// The translation in use.
    pub(super) mapping: Mapping,
    /// Faults, warnings and notes, in the order of the files.
    pub(super) notes: Diagnostics,
    /// Whether no file could be scored.
    pub(super) refused: bool,
    /// Whether a file could be scored.
    can_be_scored: bool,
    /// Whether a row could not be used.
    pub(super) rejected: bool,
    /// The rows of the files so far, where there are several.
    seen: Option<SeenBefore>,
}

/// Checks some files by reading them as `score` would; nothing comes back if a rubric was refused. For a template they
/// are only looked at.
pub(super) fn check(
    files: &[PathBuf],
    rubrics: &RubricArgs,
    args: &ReadingArgs,
    template: bool,
    speaker: Speaker,
) -> anyhow::Result<Option<CheckedData>> {
    let Some(reading) = reading::prepare(files, rubrics, args, false, speaker)? else {
        return Ok(None);
    };
    let mut checked =
        CheckedData { mapping: reading.options.mapping.clone(), ..CheckedData::default() };
    let (mut inputs, mut sheets) = (Vec::new(), Vec::new());
    for from in &reading.inputs {
        let opened = from.held().and_then(|held| {
            let opened = Sheet::open_all(&held, &reading.options.sheet)?;
            Ok((held, opened))
        });
        match opened {
            Ok((held, opened)) => {
                let input = inputs.len();
                inputs.push(held);
                sheets.extend(opened.into_iter().map(|sheet| SheetOf { input, sheet }));
            }
            Err(fault) => {
                checked.notes.push(fault);
                checked.refused = true;
            }
        }
    }
    let joined = join(sheets);
    checked.seen = (joined.sheets.len() > 1).then(SeenBefore::default);
    for SheetOf { input, sheet } in joined.sheets {
        checked.sheet(&inputs[input], sheet, &reading, template);
    }
    checked.refused |= !joined.faults.is_empty();
    let faults = joined.faults.into_iter().map(|(_, fault)| fault);
    for told in joined.notes.into_iter().chain(faults) {
        checked.notes.push(told);
    }
    // One bad file among good ones does not keep them from being scored.
    checked.refused &= !checked.can_be_scored;
    Ok(Some(checked))
}

/// What came of the rows of a file.
struct Rows {
    dialect: Dialect,
    read: Read,
    found: Diagnostics,
    /// What makes others the same as those that could be used, and where these stand.
    placed: Vec<(Key, RecordAt)>,
}

enum Read {
    /// As `score` would.
    Scored(Box<Outcome>),
    /// Only looked at, since the header is faulty.
    LookedAt(Profile),
    /// Not to the end.
    Stopped,
}

impl Rows {
    fn profile(&self) -> Option<&Profile> {
        match &self.read {
            Read::Scored(outcome) => outcome.files.first().map(|file| &file.tally.profile),
            Read::LookedAt(profile) => Some(profile),
            Read::Stopped => None,
        }
    }

    /// The rows that could not be used, which are then forgotten.
    fn take_rejected(&mut self) -> Vec<Rejection> {
        match &mut self.read {
            Read::Scored(outcome) => std::mem::take(&mut outcome.rejected),
            Read::LookedAt(_) | Read::Stopped => Vec::new(),
        }
    }
}

impl CheckedData {
    fn sheet(&mut self, input: &Input, mut sheet: Sheet, reading: &Reading, template: bool) {
        let Reading { catalogue, options, .. } = reading;
        let expected = Expected {
            catalogue,
            mapping: &options.mapping,
            keep: &options.keep,
            needs_target_group: options.row.rubric.is_none(),
            denies_unknown: options.deny_unknown,
        };
        let name = Arc::clone(&sheet.name);
        for note in sheet.notes.drain(..) {
            self.notes.push(note);
        }
        let (mut columns, about_columns) = Columns::survey(&sheet, &expected);
        if about_columns.has_errors()
            && let Some(better) = below_the_title(input, &sheet, options)
        {
            sheet = better;
            (columns, _) = Columns::survey(&sheet, &expected);
        }
        let (header_at, headers) = (sheet.header_at, columns.headers.clone());
        let is_form = !columns.form.is_empty();
        let lens = Arc::new(Lens::new(&columns, catalogue, options.row.decimal));
        let mut rows = match about_columns.has_errors() || template {
            true => look(sheet, &columns, &lens, catalogue),
            false => score(sheet, columns, &lens, reading, self.seen.is_some()),
        };
        let profile = rows.profile();
        let (surveyed, shape) = lens.survey(profile, catalogue);
        let count = profile.map(|profile| profile.rows);
        let has_other_rows = shape.is_some_and(Shape::has_other_rows);
        let rejected = rows.take_rejected();
        self.rejected |= has_other_rows || !rejected.is_empty();
        match rows.read {
            _ if has_other_rows => {}
            Read::Scored(_) => self.can_be_scored = true,
            Read::LookedAt(_) | Read::Stopped => self.refused = true,
        }
        // Where no column is known a template is the cure.
        if let Some(shape) = shape.filter(|shape| !template || shape.has_other_rows()) {
            self.notes.push(warning(shape, &name, header_at, &headers));
        }
        if template {
            self.notes.extend(rows.found);
        } else if !has_other_rows {
            // What is said one by one of the columns and rows of another kind of file is beside the point.
            self.notes.extend(about_columns);
            self.notes.extend(rows.found);
            let mut faults = self.rows_again(&name, &rows.placed);
            for rejection in &rejected {
                let own = rejection.own_faults();
                faults.extend(own.map(|fault| (rejection.line, fault.clone())));
            }
            faults.sort_by_key(|(line, _)| *line);
            for (_, fault) in faults {
                self.notes.push(fault);
            }
        }
        self.surveys.push(Survey {
            name: name.to_string(),
            dialect: rows.dialect,
            header_at,
            rows: count,
            is_form,
            columns: surveyed,
            shape,
        });
    }
}

impl CheckedData {
    /// What is to be said of the rows of a file that stand in one before it, too, each with its line.
    fn rows_again(&mut self, file: &Arc<str>, rows: &[(Key, RecordAt)]) -> Vec<(u64, Diagnostic)> {
        let Some(seen) = &mut self.seen else {
            return Vec::new();
        };
        let (mut again, mut untold) = (Vec::new(), 0);
        for (line, told) in seen.take(file, rows) {
            self.rejected |= told.severity == Severity::Error;
            match again.len() < limits::FINDINGS {
                true => again.push((line, told)),
                false => untold += 1,
            }
        }
        if untold > 0 {
            let message = Message::FurtherRejected { n: untold };
            self.notes.push(Diagnostic::warning(Place::Run, message));
        }
        again
    }
}

/// The same sheet with the header where it seems to stand, if that is not where it was looked for.
fn below_the_title(input: &Input, sheet: &Sheet, options: &Options) -> Option<Sheet> {
    if options.sheet.header_row.is_some() {
        return None;
    }
    let options = SheetOptions { header_row: Some(sheet.better_header?), ..options.sheet.clone() };
    let sheets = Sheet::open_all(input, &options).ok()?;
    sheets.into_iter().find(|other| other.name == sheet.name)
}

/// Looks at the rows of a file whose header is faulty.
fn look(mut sheet: Sheet, columns: &Columns, lens: &Lens, catalogue: &Catalogue) -> Rows {
    let mut profile = Profile::default();
    let mut found = Diagnostics::default();
    let read = loop {
        match sheet.next_block() {
            Ok(Some(block)) => {
                let mut records = Records::new(&block, sheet.dialect().delimiter);
                let mut record = RawRecord::default();
                while records.advance(&mut record) {
                    profile.take(&record, columns, lens, catalogue);
                }
            }
            Ok(None) => break Read::LookedAt(profile),
            Err(fault) => {
                found.push(fault);
                break Read::Stopped;
            }
        }
    };
    let dialect = sheet.dialect();
    Rows { dialect, read, found, placed: Vec::new() }
}

/// Reads the rows of a file as `score` would, on all processors; those that could be used are kept where others follow.
fn score(
    sheet: Sheet,
    columns: Columns,
    lens: &Arc<Lens>,
    reading: &Reading,
    is_kept: bool,
) -> Rows {
    let mut options = reading.options.clone();
    options.row.lens = Some(Arc::clone(lens));
    options.most_rows = None;
    let dialect = sheet.dialect();
    let (mut found, mut placed) = (Diagnostics::default(), Vec::new());
    let opened = Opened::of(&reading.catalogue, &options, vec![(sheet, columns)], &mut found);
    let scored = opened.and_then(|opened| {
        let draw = |row: &Row<'_>, rows: &mut Vec<(Key, RecordAt)>| {
            progress::row();
            if is_kept {
                rows.push((row.key, row.cells.at()));
            }
        };
        opened.draw(None, &mut found, draw, |rows, _| {
            placed.append(rows);
            Ok(())
        })
    });
    match scored {
        Ok(outcome) => Rows {
            dialect: outcome.files.first().map_or(dialect, |file| file.dialect.clone()),
            read: Read::Scored(Box::new(outcome)),
            found,
            placed,
        },
        Err(Stop::Refused) => Rows { dialect, read: Read::Stopped, found, placed: Vec::new() },
        Err(Stop::Write(error)) => unreachable!("nothing is written: {error}"),
    }
}

/// What a file is instead of a table with a row for each assessment.
fn warning(
    shape: Shape,
    name: &Arc<str>,
    (line, row): (u64, u64),
    headers: &[Arc<str>],
) -> Diagnostic {
    let file = Arc::clone(name);
    let (place, message, help) = match shape {
        Shape::OneFactARow(index) => {
            let header = headers.get(index).cloned().unwrap_or_default();
            let cell =
                Cell { file, line, row, value: header.to_string(), column: Some((index, header)) };
            let place = Place::Cell(cell);
            (place, Message::OneFactARow, Message::OneRowAnAssessment)
        }
        Shape::Transposed => (Place::File(file), Message::TransposedSheet, Message::Transpose),
        Shape::NoFacts => (Place::File(file), Message::NoFacts, Message::NameTheFacts),
        Shape::FactsEmpty => (Place::File(file), Message::FactsEmpty, Message::FillInTheFacts),
    };
    Diagnostic::warning(place, message).help(help)
}
