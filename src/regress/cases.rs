//! Cases: assessments that say what they should come to, and whether they do.
//!
//! A case is a row of an ordinary assessment file with expectations beside it: `forventet_niveau`,
//! `forventet_status`, `forventet_<parameter>`, and `case` for its name. An empty one is not checked.

use crate::arithmetic::{fold, nearest};
use crate::assessment::Assessment;
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place};
use crate::explain::CriterionOutcome;
use crate::intake::{Columns, Delimiter, Encoding, Input, Keep, Rejection, Sheet, cell};
use crate::place::{ParameterPlacement, Placement, Status, Truth};
use crate::record::OVERALL;
use crate::rubric::{Catalogue, Levels, Method, Rubric};
use crate::score::{Options, Row, Stop, open};
use crate::tell::{criterion, written};
use crate::vocabulary::{Identity, Interval, Level, Parameter};
use crate::words::{Lang, Message, asked};
use std::sync::Arc;

const PREFIX: &str = "forventet_";
const NAME: &str = "case";

/// What a case has something to say about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// The level of the whole.
    Level,
    /// The status.
    Status,
    /// The level of a parameter.
    Parameter(Parameter),
}

impl Target {
    /// Everything that may be expected, in the order of the columns that we write.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Level, Self::Status].into_iter().chain(Parameter::ALL.map(Self::Parameter))
    }

    /// The column of the expectation.
    pub fn column(self) -> String {
        let name = match self {
            Self::Level => "niveau",
            Self::Status => "status",
            Self::Parameter(parameter) => parameter.id(),
        };
        format!("{PREFIX}{name}")
    }

    /// What a placement says about it, in the words of an expectation.
    pub fn computed(self, placement: &Placement) -> &'static str {
        match self {
            Self::Level => match placement.status {
                Status::Indplaceret => placement.level.map_or("", Level::as_str),
                Status::UnderLet => Level::UnderLet.as_str(),
                Status::UdenKvalitet | Status::Uafklaret => placement.status.as_str(),
            },
            Self::Status => placement.status.as_str(),
            Self::Parameter(parameter) => word(&placement.parameters[parameter.index()]),
        }
    }
}

fn word(placed: &ParameterPlacement) -> &'static str {
    if placed.relevant { placed.level.as_str() } else { IRRELEVANT }
}

const IRRELEVANT: &str = "ikke relevant";

/// What may be expected instead of a level: that there is none.
const WITHOUT_LEVEL: [&str; 2] = [Status::UdenKvalitet.as_str(), Status::Uafklaret.as_str()];

/// One filled expectation of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expectation {
    /// What it is about.
    pub target: Target,
    /// What is expected, in the words of results.
    pub expected: &'static str,
    /// The column that says so.
    pub column: usize,
}

impl Expectation {
    /// Whether a placement is as expected.
    pub fn is_met(&self, placement: &Placement) -> bool {
        self.target.computed(placement) == self.expected
    }
}

/// A row that was placed, and what it expects.
#[derive(Debug, Clone)]
pub struct Case {
    /// The name given, or else the supplier's.
    pub name: String,
    /// The supplier's id.
    pub id: String,
    /// Index into [`Cases::files`].
    pub file: usize,
    /// The physical line on which the row begins, from 1.
    pub line: u64,
    /// The rubric, as an index into the catalogue.
    pub rubric: usize,
    /// The facts as read.
    pub assessment: Assessment,
    /// Which of the parameters have a reason for an entered level.
    pub has_reason: [bool; Parameter::COUNT],
    /// Whether the overall level has a reason.
    pub has_overall_reason: bool,
    /// What the rubric makes of it.
    pub placement: Placement,
    /// What it should come to.
    pub expectations: Vec<Expectation>,
}

impl Case {
    /// The expectations that are not met.
    pub fn failures(&self) -> impl Iterator<Item = &Expectation> {
        self.expectations.iter().filter(|expectation| !expectation.is_met(&self.placement))
    }

    /// Whether the case would fail if its row were placed like that.
    pub fn notices(&self, placement: &Placement) -> bool {
        let unreasoned = placement
            .parameters
            .iter()
            .zip(self.has_reason)
            .any(|(placed, has_reason)| placed.overridden && !has_reason)
            || (placement.overall_overridden && !self.has_overall_reason);
        // Without its reason the row would be rejected, and no expectation met.
        !self.expectations.is_empty()
            && (unreasoned
                || self.expectations.iter().any(|expectation| !expectation.is_met(placement)))
    }
}

/// A case file, and where its columns stand.
#[derive(Debug, Clone)]
pub struct CaseFile {
    /// The file as the user wrote it.
    pub name: Arc<str>,
    /// The header cells as written.
    pub headers: Vec<Arc<str>>,
    /// The physical line of the header, from 1.
    pub header_line: u64,
    /// The sign between its cells.
    pub delimiter: Delimiter,
    /// Its encoding; nothing where all is ASCII.
    pub encoding: Option<Encoding>,
    /// The expectations that it has a column for.
    pub columns: Vec<(Target, usize)>,
}

/// All cases of a run.
#[derive(Debug)]
pub struct Cases {
    /// The files, in the order given.
    pub files: Vec<CaseFile>,
    /// The rows that were placed, in input order.
    pub cases: Vec<Case>,
    /// The rows that could not be; each is a failed case.
    pub rejected: Vec<Rejection>,
}

impl Cases {
    /// How many cases are not as expected.
    pub fn failed(&self) -> usize {
        let failed = self.cases.iter().filter(|case| case.failures().next().is_some());
        failed.count() + self.rejected.len()
    }
}

/// Reads and places every case.
///
/// # Errors
/// [`Stop::Refused`] if a file cannot be used or an expectation cannot be read; `notes` say why.
pub fn read(
    catalogue: &Catalogue,
    inputs: &[Input],
    options: &Options,
    notes: &mut Diagnostics,
) -> Result<Cases, Stop> {
    let mut found = Diagnostics::default();
    let mut files = Vec::new();
    for input in inputs {
        match Sheet::open(input, options.sheet.clone()) {
            Ok(sheet) => files.push(case_file(&sheet, &mut found)),
            Err(fault) => found.push(fault),
        }
    }
    if found.has_errors() {
        notes.extend(found);
        return Err(Stop::Refused);
    }
    let mut names: Vec<String> = Vec::new();
    for header in files.iter().flat_map(|file| &file.headers) {
        let name = fold(header);
        let is_ours = name == NAME || name.starts_with(PREFIX);
        if is_ours && !names.contains(&name) {
            names.push(name);
        }
    }
    let options = Options {
        keep: Keep::Named(names),
        // A gate that left a file out would see less than it says.
        strict: true,
        ..options.clone()
    };
    let mut cases = Vec::new();
    let opened = open(catalogue, inputs, &options, notes)?;
    let outcome = opened.score(notes, |row| {
        let file = files.iter().position(|file| *file.name == **row.record.file);
        let file = file.unwrap_or_default();
        cases.push(case(row, file, &files[file], &mut found));
        Ok(())
    })?;
    let refused = found.has_errors();
    notes.extend(found);
    if refused {
        return Err(Stop::Refused);
    }
    // The encoding is known for sure once the whole file is read.
    for (file, outcome) in files.iter_mut().zip(&outcome.files) {
        file.encoding = outcome.dialect.encoding;
    }
    Ok(Cases { files, cases, rejected: outcome.rejected })
}

fn case_file(sheet: &Sheet, notes: &mut Diagnostics) -> CaseFile {
    let mut columns: Vec<(Target, usize)> = Vec::new();
    for (index, header) in sheet.headers.iter().enumerate() {
        let name = fold(header);
        if !name.starts_with(PREFIX) {
            continue;
        }
        let place = Place::Cell(Cell {
            file: Arc::clone(&sheet.name),
            line: sheet.header_at.0,
            row: sheet.header_at.1,
            column: Some((index, Arc::clone(header))),
            value: cell::trim(header).to_owned(),
        });
        match Target::all().find(|target| target.column() == name) {
            None => {
                let known: Vec<String> = Target::all().map(Target::column).collect();
                let help = nearest(header, known.iter().map(String::as_str))
                    .map(|name| Message::DidYouMean { name: name.to_owned() });
                let fault = Diagnostic::error(place, Message::ExpectationUnknown);
                notes.push(
                    fault.help(help.or(Some(Message::KnownNames { names: known.join(", ") }))),
                );
            }
            Some(target) if columns.iter().any(|(known, _)| *known == target) => {
                notes.push(Diagnostic::error(place, Message::ExpectationTwice));
            }
            Some(target) => {
                columns.push((target, index));
                sheet.never_calculated(index).into_iter().for_each(|fault| notes.push(fault));
            }
        }
    }
    if columns.is_empty() {
        let place = Place::File(Arc::clone(&sheet.name));
        let fault = Diagnostic::error(place, Message::NothingExpected);
        notes.push(fault.help(Message::AddExpectations));
    }
    CaseFile {
        name: Arc::clone(&sheet.name),
        headers: sheet.headers.clone(),
        header_line: sheet.header_at.0,
        delimiter: sheet.dialect().delimiter,
        encoding: None,
        columns,
    }
}

fn case(row: &Row<'_>, file: usize, of: &CaseFile, notes: &mut Diagnostics) -> Case {
    let mut expectations = Vec::new();
    for &(target, column) in &of.columns {
        let Some(text) = row.columns.said(row.cells, column) else {
            continue;
        };
        match expected(target, text) {
            Some(expected) => expectations.push(Expectation { target, expected, column }),
            None => {
                let place = Place::Cell(cell_of(row, column, text));
                let fault = Diagnostic::error(place, Message::ExpectationUnreadable);
                notes.push(fault.help(Message::KnownNames { names: words(target).join(", ") }));
            }
        }
    }
    let named = row
        .record
        .kept
        .iter()
        .find(|(name, _)| fold(name) == NAME)
        .map(|(_, text)| cell::trim(text))
        .filter(|text| !text.is_empty());
    let has = |name: &str| row.record.reasons.iter().any(|(reason, _)| *reason == name);
    Case {
        name: named.unwrap_or_else(|| row.record.name()).to_owned(),
        id: row.record.identity(Identity::LeverandoerId).to_owned(),
        file,
        line: row.record.line,
        rubric: row.rubric,
        assessment: row.assessment.clone(),
        has_reason: Parameter::ALL.map(|parameter| has(parameter.id())),
        has_overall_reason: has(OVERALL),
        placement: *row.record.placement,
        expectations,
    }
}

fn cell_of(row: &Row<'_>, column: usize, text: &str) -> Cell {
    let columns: &Columns = row.columns;
    Cell {
        file: Arc::clone(row.record.file),
        line: row.cells.line(),
        row: row.cells.row(),
        column: Some((column, Arc::clone(columns.header(column)))),
        value: text.to_owned(),
    }
}

/// What an expectation's cell says, in the words of results.
fn expected(target: Target, text: &str) -> Option<&'static str> {
    match target {
        Target::Level => match cell::level(text) {
            Ok(level) => Some(level.as_str()),
            Err(_) => WITHOUT_LEVEL.into_iter().find(|word| *word == fold(text)),
        },
        Target::Status => {
            let mut words = Status::ALL.iter().map(|status| status.as_str());
            words.find(|word| *word == fold(text))
        }
        Target::Parameter(_) if cell::is_irrelevant(text) => Some(IRRELEVANT),
        Target::Parameter(_) => match text.split_once("..") {
            None => cell::level(text).ok().map(Level::as_str),
            Some((min, max)) => {
                let min = cell::level(cell::trim(min)).ok()?;
                let max = cell::level(cell::trim(max)).ok()?;
                (min <= max).then(|| Interval { min, max }.as_str())
            }
        },
    }
}

/// What may be expected, for the help of one who wrote something else.
fn words(target: Target) -> Vec<&'static str> {
    let levels = Level::ALL.map(Level::as_str);
    match target {
        Target::Level => levels.into_iter().chain(WITHOUT_LEVEL).collect(),
        Target::Status => Status::ALL.map(Status::as_str).to_vec(),
        Target::Parameter(_) => levels.into_iter().chain(["let..højt", IRRELEVANT]).collect(),
    }
}

/// A criterion that made the difference between what was expected and what was computed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decisive {
    /// The parameter.
    pub parameter: Parameter,
    /// The level that asks for it.
    pub level: Level,
    /// Its id.
    pub id: String,
    /// Whether it is met.
    pub truth: Truth,
    /// Its words, with the bound that applied.
    pub text: String,
    /// What the row says of its facts.
    pub evidence: Vec<String>,
}

/// The criteria that made the difference: those not met where more was expected, those met where less was.
pub fn decisive(
    rubric: &Rubric,
    case: &Case,
    expectation: &Expectation,
    lang: Lang,
) -> Vec<Decisive> {
    let wanted = Level::ALL.into_iter().find(|level| level.as_str() == expectation.expected);
    let mut found = Vec::new();
    let parameters: Vec<Parameter> = match expectation.target {
        Target::Parameter(parameter) => vec![parameter],
        Target::Level | Target::Status if hangs_on_quality(case, expectation) => Vec::new(),
        Target::Level | Target::Status => Parameter::ALL.to_vec(),
    };
    for parameter in parameters {
        let placed = &case.placement.parameters[parameter.index()];
        if !placed.relevant
            || placed.overridden
            || rubric.parameter(parameter).method == Method::Assessed
        {
            continue;
        }
        let of_whole = !matches!(expectation.target, Target::Parameter(_));
        let got = placed.level;
        let is_lower = match wanted {
            Some(wanted) if got.min < wanted => true,
            Some(wanted) if got.max > wanted => false,
            // The whole went wrong, but not through this parameter.
            Some(_) if of_whole => continue,
            _ => got.determined().is_none(),
        };
        let target = wanted.unwrap_or(Level::Hoejt);
        let relevant = |level: Level| match (is_lower, rubric.parameter(parameter).levels) {
            (true, Levels::Cumulative) => level > got.min && level <= target,
            (true, Levels::Independent) => level == target,
            (false, Levels::Cumulative) => level > target && level <= got.max,
            (false, Levels::Independent) => level == got.max,
        };
        for level in Level::DESCRIBED.into_iter().filter(|level| relevant(*level)) {
            for criterion in rubric.parameter(parameter).criteria_of(level) {
                let outcome = CriterionOutcome::new(rubric, &case.assessment, criterion);
                if (outcome.truth == Truth::True) != is_lower {
                    found.push(Decisive {
                        parameter,
                        level,
                        id: criterion.id.clone(),
                        truth: outcome.truth,
                        text: criterion::as_applied(rubric, &outcome, lang),
                        evidence: written::evidence(
                            rubric,
                            &case.assessment,
                            criterion,
                            asked::mark(lang),
                        ),
                    });
                }
            }
        }
    }
    found
}

/// Whether no criterion can have made the difference: the quality is, or was to be, what decides.
fn hangs_on_quality(case: &Case, expectation: &Expectation) -> bool {
    let is_determined = case.placement.interval.determined().is_some();
    WITHOUT_LEVEL.contains(&expectation.expected)
        || match case.placement.status {
            Status::UdenKvalitet => true,
            Status::Uafklaret => is_determined,
            Status::Indplaceret | Status::UnderLet => false,
        }
}

/// The case files that a person would look for: beside the rubrics of these folders and files.
pub fn is_case_file(name: &str) -> bool {
    name.ends_with(".cases.csv") || name.ends_with(".cases.xlsx")
}
