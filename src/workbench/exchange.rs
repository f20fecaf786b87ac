//! A rubric's texts and numbers as the lines of a spreadsheet, and the changed lines back into its file.
//!
//! A line has a place in the rubric, a value that may be changed, and the value at the time of the export beside it.
//! Only what differs between the two is carried back, so that a change made to the file in the meantime stays, and one
//! that the spreadsheet contradicts is told. Nothing is added or removed: what a rubric asks is written in the file.

use crate::arithmetic::{DecimalMark, Number, fold};
use crate::diagnostic::{Cell, Diagnostic, Diagnostics, Place};
use crate::intake::{RawRecord, Records, Sheet};
use crate::lint;
use crate::rubric::edit::{Edit, apply, quoted};
use crate::rubric::tree::{Node, Table, Value};
use crate::rubric::{Aspect, Catalogue, Rubric};
use crate::source::{Source, Span};
use crate::tell::{condition, rule};
use crate::vocabulary::{Level, Parameter};
use crate::words::{Asked, Guide, Lang, Message};
use std::sync::Arc;
use toml::de::DeValue;

/// The first cell of an exported rubric.
pub const MARKER: &str = "indplacer-vejledning";
/// The place of the last line, which says how many there are above it and of which rubric.
pub const END: &str = "slut";
/// The columns: the place, four that tell people what it is, the value, and the value at the export.
pub const PLACE: usize = 0;
/// See [`PLACE`].
pub const VALUE: usize = 5;
/// See [`PLACE`].
pub const EXPORTED: usize = 6;

/// One text or number of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Where it stands: `parameters.aktiv_praksis.hoejt.AP-H1.min`.
    pub place: String,
    /// The part of the rubric.
    pub part: String,
    /// The level, if it belongs to one.
    pub level: &'static str,
    /// The criterion, fact or aspect.
    pub about: String,
    /// What the value is.
    pub what: String,
    /// The value.
    pub value: LineValue,
    span: Span,
}

/// What stands at a place of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineValue {
    /// A text.
    Text(String),
    /// A number.
    Number(Number),
}

/// The lines of a rubric, in the order of its file.
pub fn lines(rubric: &Rubric, lang: Lang) -> Vec<Line> {
    // It was read as a rubric before, so it parses.
    let (document, _) = Table::parse(&rubric.source.text);
    let mut walker = Walker { rubric, lang, lines: Vec::new() };
    walker.document(&document);
    walker.lines.sort_by_key(|line| line.span.start);
    walker.lines
}

struct Walker<'r> {
    rubric: &'r Rubric,
    lang: Lang,
    lines: Vec<Line>,
}

/// What a line is about, while the tables are walked.
#[derive(Debug, Clone, Default)]
struct About {
    place: String,
    part: String,
    level: &'static str,
    about: String,
}

impl About {
    fn at(&self, key: &str) -> Self {
        Self { place: format!("{}.{key}", self.place), ..self.clone() }
    }
}

impl Walker<'_> {
    fn document(&mut self, document: &Table<'_>) {
        let part = |word: Guide| word.text(self.lang);
        let (whole, group, rule, facts) = (
            part(Guide::Rubric),
            part(Guide::TargetGroupInShort),
            part(Guide::OneLevel),
            part(Guide::TheFacts),
        );
        let about =
            |place: &str, part: String| About { place: place.to_owned(), part, ..About::default() };
        if let Some(header) = table(document.get("rubric")) {
            let about = about("rubric", whole);
            for (key, what) in [
                ("version", Guide::Version),
                ("title", Guide::Name),
                ("maalgruppe", Guide::TargetGroupOnThePortal),
                ("synonyms", Guide::Synonyms),
                ("sources", Guide::Sources),
            ] {
                self.value(header, key, &about, &what.text(self.lang));
            }
        }
        for (key, aspect) in [
            ("complexity", Aspect::Complexity),
            ("size", Aspect::Size),
            ("services", Aspect::Services),
            ("content", Aspect::Content),
        ] {
            let Some(texts) = table(table(document.get("target_group")).and_then(|t| t.get(key)))
            else {
                continue;
            };
            let mut about = about("target_group", group.clone()).at(key);
            about.about = rule::aspect(aspect, self.lang);
            self.levels(texts, &about);
        }
        let cutoffs =
            table(document.get("placement")).and_then(|placement| placement.get("cutoffs"));
        if let Some(cutoffs) = table(cutoffs) {
            let mut about = about("placement.cutoffs", rule);
            about.about = Guide::MeanFrom.text(self.lang);
            self.levels(cutoffs, &about);
        }
        for (id, indicator) in entries(document.get("indicators")) {
            let Some(indicator) = table(Some(indicator)) else {
                continue;
            };
            let mut about = about("indicators", facts.clone()).at(id);
            about.about = self.label(id);
            for (key, what) in
                [("label", Guide::Name), ("unit", Guide::Unit), ("ask", Guide::Question)]
            {
                self.value(indicator, key, &about, &what.text(self.lang));
            }
        }
        for (id, parameter) in entries(document.get("parameters")) {
            let (Some(of), Some(parameter)) = (Parameter::from_id(id), table(Some(parameter)))
            else {
                continue;
            };
            self.parameter(parameter, &about("parameters", of.label().to_owned()).at(id));
        }
    }

    fn parameter(&mut self, parameter: &Table<'_>, about: &About) {
        if let Some(guidance) = table(parameter.get("guidance")) {
            let mut about = about.at("guidance");
            about.about = Guide::Wording.text(self.lang);
            self.levels(guidance, &about);
        }
        for level in Level::DESCRIBED {
            let Some(Node::Array(criteria)) = parameter.get(level.key()).map(|v| v.get_ref())
            else {
                continue;
            };
            for criterion in criteria.iter() {
                let Some(criterion) = table(Some(criterion)) else {
                    continue;
                };
                let Some(Node::String(id)) = criterion.get("id").map(|v| v.get_ref()) else {
                    continue;
                };
                let mut about = about.at(level.key()).at(id);
                about.level = level.as_str();
                about.about = id.to_string();
                self.value(criterion, "text", &about, &Guide::Wording.text(self.lang));
                self.value(criterion, "basis", &about, &Guide::Sources.text(self.lang));
                let numbers = Guide::SourceOfTheNumbers.text(self.lang);
                self.value(criterion, "bound_basis", &about, &numbers);
                self.condition(criterion, &about);
            }
        }
    }

    /// One value a level, under the levels' own keys.
    fn levels(&mut self, values: &Table<'_>, about: &About) {
        for level in Level::DESCRIBED {
            let about = About { level: level.as_str(), ..about.clone() };
            self.value(values, level.key(), &about, &about.about);
        }
    }

    /// The numbers of a leaf, or of the members of a group.
    fn condition(&mut self, condition: &Table<'_>, about: &About) {
        let fact = self.fact(condition);
        for (key, what) in [
            ("min", Asked::AtLeastShort),
            ("max", Asked::AtMostShort),
            ("at_least", Asked::AtLeastShort),
        ] {
            let what = format!("{}: {fact}", what.text(self.lang));
            self.value(condition, key, about, what.trim_end_matches(": "));
        }
        for (key, bound, word) in [
            ("min_for", "min", Asked::AtLeastShort),
            ("max_for", "max", Asked::AtMostShort),
            ("at_least_for", "at_least", Asked::AtLeastShort),
        ] {
            let Some(Node::Array(entries)) = condition.get(key).map(|v| v.get_ref()) else {
                continue;
            };
            for (index, entry) in entries.iter().enumerate() {
                let Some(entry) = table(Some(entry)) else {
                    continue;
                };
                let group = entry.0.iter().find_map(|(name, value)| {
                    match (&**name.get_ref(), value.get_ref()) {
                        (name, Node::String(value)) if name != bound => Some(value.to_string()),
                        _ => None,
                    }
                });
                let what =
                    format!("{}: {fact} ({})", word.text(self.lang), group.unwrap_or_default());
                let about = about.at(key).at(&(index + 1).to_string());
                self.value(entry, bound, &about, &what);
            }
        }
        for key in ["any_of", "all_of", "of"] {
            let Some(Node::Array(members)) = condition.get(key).map(|v| v.get_ref()) else {
                continue;
            };
            for (index, member) in members.iter().enumerate() {
                if let Some(member) = table(Some(member)) {
                    self.condition(member, &about.at(key).at(&(index + 1).to_string()));
                }
            }
        }
    }

    /// The labels of what a leaf asks about; nothing for a group.
    fn fact(&self, leaf: &Table<'_>) -> String {
        let ids = ["indicator", "sum", "union"].into_iter().find_map(|key| {
            Some(match leaf.get(key)?.get_ref() {
                Node::String(id) => vec![self.label(id)],
                Node::Array(ids) => ids
                    .iter()
                    .filter_map(|id| match id.get_ref() {
                        Node::String(id) => Some(self.label(id)),
                        _ => None,
                    })
                    .collect(),
                _ => return None,
            })
        });
        let labels: Vec<&str> = ids.iter().flatten().map(String::as_str).collect();
        match labels.as_slice() {
            [] => String::new(),
            labels => condition::together(labels, self.lang),
        }
    }

    fn label(&self, id: &str) -> String {
        let mut indicators = self.rubric.indicators.iter();
        indicators
            .find(|indicator| indicator.id == id)
            .map_or_else(|| id.to_owned(), |indicator| indicator.label.clone())
    }

    /// A line for a text or number, or for each text of a list.
    fn value(&mut self, of: &Table<'_>, key: &str, about: &About, what: &str) {
        let Some(value) = of.get(key) else {
            return;
        };
        let about = about.at(key);
        if let Node::Array(texts) = value.get_ref() {
            for (index, text) in texts.iter().enumerate() {
                self.line(text, &about.at(&(index + 1).to_string()), what);
            }
        } else {
            self.line(value, &about, what);
        }
    }

    fn line(&mut self, value: &Value<'_>, about: &About, what: &str) {
        let number = |text: &str| Number::from_rubric(text.strip_prefix('+').unwrap_or(text)).ok();
        let read = match value.get_ref() {
            Node::String(text) => Some(LineValue::Text(text.to_string())),
            Node::Scalar(DeValue::Integer(digits)) => {
                number(digits.as_str()).map(LineValue::Number)
            }
            Node::Scalar(DeValue::Float(digits)) => number(digits.as_str()).map(LineValue::Number),
            _ => None,
        };
        if let Some(read) = read {
            self.lines.push(Line {
                place: about.place.clone(),
                part: about.part.clone(),
                level: about.level,
                about: about.about.clone(),
                what: what.to_owned(),
                value: read,
                span: value.span(),
            });
        }
    }
}

fn table<'t>(value: Option<&'t Value<'t>>) -> Option<&'t Table<'t>> {
    match value?.get_ref() {
        Node::Table(table) => Some(table),
        _ => None,
    }
}

fn entries<'t>(value: Option<&'t Value<'t>>) -> Vec<(&'t str, &'t Value<'t>)> {
    table(value).map_or_else(Vec::new, |table| {
        let entries = table.0.iter();
        entries.map(|(key, value)| (&**key.get_ref(), value)).collect()
    })
}

/// A value that a spreadsheet changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The cell, as a spreadsheet names it.
    pub cell: String,
    /// Where it stands in the rubric.
    pub place: String,
    /// The value as it is written in the file.
    pub from: String,
    /// What takes its place.
    pub to: String,
}

/// A rubric file with the changes of a spreadsheet in it.
#[derive(Debug)]
pub struct Imported {
    /// The text of the file.
    pub text: String,
    /// What was changed, in the order of the spreadsheet.
    pub changes: Vec<Change>,
}

/// Carries what was changed in `sheet` into the text of `rubric`.
///
/// Nothing comes back if there is something that cannot be carried; `notes` then name each cell, or the faults that the
/// changed rubric would have.
pub fn import(mut sheet: Sheet, rubric: &Rubric, notes: &mut Diagnostics) -> Option<Imported> {
    let mut reader = Reader {
        file: Arc::clone(&sheet.name),
        headers: sheet.headers.clone(),
        found: Diagnostics::default(),
        seen: Vec::new(),
        edits: Vec::new(),
        changes: Vec::new(),
        end: None,
    };
    if fold(sheet.headers.first().map_or("", |first| first)) != fold(MARKER) {
        let place = Place::File(Arc::clone(&sheet.name));
        notes.push(Diagnostic::error(place, Message::NoExportedRubric).help(Message::ExportFirst));
        return None;
    }
    // The places are the same in every language.
    let lines = lines(rubric, Lang::Da);
    let delimiter = sheet.dialect().delimiter;
    loop {
        match sheet.next_block() {
            Ok(Some(block)) => {
                let mut records = Records::new(&block, delimiter);
                let mut record = RawRecord::default();
                while records.advance(&mut record) {
                    reader.record(&record, &lines, rubric);
                }
            }
            Ok(None) => break,
            Err(fault) => {
                notes.push(fault);
                return None;
            }
        }
    }
    reader.check_whole();
    let failed = reader.found.has_errors();
    notes.extend(reader.found);
    if failed {
        return None;
    }
    let text = apply(&rubric.source.text, reader.edits);
    let source = Source { name: rubric.source.name.clone(), text: text.clone().into() };
    let imported = Imported { text, changes: reader.changes };
    match would_be_wrong(rubric, source, &imported, notes) {
        Some(message) => {
            notes.push(Diagnostic::error(Place::File(reader.file), message));
            None
        }
        None => Some(imported),
    }
}

/// Why the changed rubric may not be written: it cannot be read, or a lint calls it wrong. What the lints found before
/// the change is not told again, and is no reason.
fn would_be_wrong(
    before: &Rubric,
    source: Source,
    imported: &Imported,
    notes: &mut Diagnostics,
) -> Option<Message> {
    let changes = || imported.changes.iter();
    changes().next()?;
    let cells = || -> String {
        let cells: Vec<&str> = changes().map(|change| change.cell.as_str()).collect();
        cells.join(", ")
    };
    let mut found = Diagnostics::default();
    let rubric = Rubric::read(source, &mut found);
    let message = match rubric {
        None => Some(Message::ImportUnreadable { cells: cells() }),
        Some(rubric) => {
            let check = |rubric| lint::check(&Catalogue::of(vec![rubric]), &[]).0;
            let old = check(before.clone());
            let old: Vec<&Message> = old.in_file_order().iter().map(|one| &one.message).collect();
            let mut of_lints = check(rubric);
            of_lints.retain(|one| !old.contains(&&one.message));
            let is_wrong = of_lints.has_errors();
            found.extend(of_lints);
            is_wrong.then(|| Message::ImportWrong { cells: cells() })
        }
    };
    notes.extend(found);
    message
}

struct Reader {
    file: Arc<str>,
    headers: Vec<Arc<str>>,
    found: Diagnostics,
    /// The places that were met.
    seen: Vec<String>,
    edits: Vec<Edit>,
    changes: Vec<Change>,
    /// How many lines there were at the export.
    end: Option<String>,
}

impl Reader {
    fn cell(&self, record: &RawRecord<'_>, column: usize) -> Cell {
        Cell {
            file: Arc::clone(&self.file),
            line: record.line(),
            row: record.row(),
            column: Some((column, self.headers.get(column).cloned().unwrap_or_default())),
            value: record.cell(column).trim().to_owned(),
        }
    }

    fn error(&mut self, record: &RawRecord<'_>, column: usize, message: Message) {
        let place = Place::Cell(self.cell(record, column));
        self.found.push(Diagnostic::error(place, message));
    }

    fn record(&mut self, record: &RawRecord<'_>, lines: &[Line], rubric: &Rubric) {
        let place = record.cell(PLACE).trim().to_owned();
        let value = record.cell(VALUE).trim().to_owned();
        let exported = record.cell(EXPORTED).trim().to_owned();
        if place == END {
            if value != rubric.id {
                self.error(record, VALUE, Message::ExportOfAnother { id: rubric.id.clone() });
            }
            self.end = Some(exported);
            return;
        }
        if place.is_empty() {
            if !value.is_empty() {
                self.error(record, VALUE, Message::LineAdded);
            }
            return;
        }
        if self.seen.contains(&place) {
            self.error(record, PLACE, Message::LineTwice);
            return;
        }
        self.seen.push(place.clone());
        if value == exported {
            return;
        }
        let Some(line) = lines.iter().find(|line| line.place == place) else {
            self.error(record, VALUE, Message::PlaceGone { place });
            return;
        };
        if value.is_empty() {
            self.error(record, VALUE, Message::ValueRemoved);
            return;
        }
        let new = match &line.value {
            LineValue::Text(now) => Some((quoted(&value), *now == value, now.trim() == exported)),
            LineValue::Number(now) => {
                let number = |text: &str| Number::from_cell(text, DecimalMark::Comma).ok();
                let new = number(&value);
                new.map(|new| (new.to_string(), *now == new, number(&exported) == Some(*now)))
            }
        };
        let Some((to, is_there, is_as_exported)) = new else {
            let place = Place::Cell(self.cell(record, VALUE));
            let fault = Diagnostic::error(place, Message::NotANumber);
            self.found.push(fault.help(Message::WriteANumber));
            return;
        };
        let from = rubric.source.text[line.span.clone()].to_owned();
        if is_there {
            return;
        }
        if !is_as_exported {
            self.error(record, VALUE, Message::ChangedInBoth { now: from });
            return;
        }
        let cell = self.cell(record, VALUE).reference().unwrap_or_default();
        self.edits.push(Edit { span: line.span.clone(), text: to.clone() });
        self.changes.push(Change { cell, place, from, to });
    }

    fn check_whole(&mut self) {
        let is_whole = self.end.as_ref() == Some(&self.seen.len().to_string());
        if !is_whole && !self.found.has_errors() {
            let message =
                Message::LinesRemoved { exported: self.end.clone(), found: self.seen.len() };
            let place = Place::File(Arc::clone(&self.file));
            self.found.push(Diagnostic::error(place, message).help(Message::ExportAnew));
        }
    }
}
