//! Results that were written before: what `score` wrote as CSV, JSON or JSON Lines, or a supplier's page.

use super::compared::{Field, NUMBERS, canonical};
use crate::intake::{RawRecord, Records, Sheet, SheetOptions};
use crate::place::Status;
use crate::record::{self, Record};
use crate::vocabulary::{Identity, Level, Parameter};
use serde_json::Value;
use std::io::Cursor;
use std::sync::Arc;

/// One result, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The identity columns of results, empty where missing.
    pub identity: [String; Identity::IN_RESULTS],
    /// The level, or the status where there is none.
    pub state: State,
    /// The level without any override, where it is determined.
    pub computed: Option<Level>,
    /// The least level that is left open.
    pub least: Option<Level>,
    /// The highest level that is left open.
    pub most: Option<Level>,
    /// The numbers that follow from the parameters, as [`super::compared::NUMBERS`]; nothing where it does not say.
    pub numbers: [Option<String>; NUMBERS.len()],
    /// The words of the eight parameters.
    pub parameters: [String; Parameter::COUNT],
    /// What was overridden.
    pub overridden: Vec<String>,
    /// `id@version`.
    pub rubric: String,
    /// What it was made from, as far as it says.
    pub made_from: MadeFrom,
    /// `file:line`.
    pub source: String,
}

/// The results of a file.
#[derive(Debug, Default)]
pub struct Results {
    /// One for each row that was placed, in their order.
    pub entries: Vec<Entry>,
    /// How many rows were read; nothing where the file does not say.
    pub read: Option<u64>,
    /// How many rows could not be used; nothing where the file does not say.
    pub rejected: Option<u64>,
}

/// What a result was made from; nothing where it does not say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MadeFrom {
    /// The fingerprint of the row.
    pub data: Option<String>,
    /// The SHA-256 of the rubric.
    pub rubric: Option<String>,
    /// The version of the program.
    pub program: Option<String>,
}

/// Where somebody stands: a level, or the status that says why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Placed at it.
    Level(Level),
    /// Under let, without quality, or open.
    Status(Status),
}

impl State {
    /// All of them, from the highest.
    pub const ALL: [Self; 6] = [
        Self::Level(Level::Hoejt),
        Self::Level(Level::Moderat),
        Self::Level(Level::Let),
        Self::Status(Status::UnderLet),
        Self::Status(Status::Uafklaret),
        Self::Status(Status::UdenKvalitet),
    ];

    /// The state of a status and a level.
    pub fn of(status: Status, level: Option<Level>) -> Self {
        match (status, level) {
            (Status::Indplaceret, Some(level)) => Self::Level(level),
            (status, _) => Self::Status(status),
        }
    }

    /// The word in results.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Level(level) => level.as_str(),
            Self::Status(status) => status.as_str(),
        }
    }

    /// The status of it.
    pub const fn status(self) -> Status {
        match self {
            Self::Level(_) => Status::Indplaceret,
            Self::Status(status) => status,
        }
    }

    /// The state of that word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    /// Whether `self` is less than `other`: a lower level, or the level lost.
    pub fn is_below(self, other: Self) -> bool {
        let place = |state| Self::ALL.iter().position(|known| *known == state);
        place(self) > place(other)
    }
}

/// Why something is not a result.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The file holds no records at all.
    #[error("no records")]
    NotResults,
    /// The text cannot be read as JSON.
    #[error("line {line}: {detail}")]
    Json {
        /// From 1.
        line: usize,
        /// What the parser says.
        detail: String,
    },
    /// A record lacks a key.
    #[error("record {number} lacks {key}")]
    Lacks {
        /// Which record, from 1.
        number: usize,
        /// The key.
        key: &'static str,
    },
    /// A record says something that no result says.
    #[error("record {number}: {key} is {value}")]
    Says {
        /// Which record, from 1.
        number: usize,
        /// The key.
        key: &'static str,
        /// What it says.
        value: String,
    },
}

/// Reads the results in `bytes`, whatever their form.
///
/// # Errors
/// [`Fault`] at the first thing that is not as `score` writes it.
pub fn read(name: &str, bytes: &[u8]) -> Result<Results, Fault> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let entries = match text.bytes().next() {
        Some(b'{' | b'[') => return json(text),
        Some(b'<') => page(blocks_of_html(text)),
        Some(b'#') => page(blocks_of_markdown(text)),
        _ => table(name, bytes),
    }?;
    Ok(Results { entries, ..Results::default() })
}

fn json(text: &str) -> Result<Results, Fault> {
    let values: Vec<(usize, Value)> = match serde_json::from_str(text) {
        Ok(value) => vec![(1, value)],
        // Several values one after the other are JSON Lines.
        Err(whole) => {
            let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            let fault = |line: usize, error: &serde_json::Error| Fault::Json {
                line,
                detail: error.to_string(),
            };
            let read: Result<Vec<_>, _> = lines
                .map(|(index, line)| match serde_json::from_str(line) {
                    Ok(value) => Ok((index + 1, value)),
                    Err(error) => Err(fault(index + 1, &error)),
                })
                .collect();
            match read {
                // A document that is faulty further down is not JSON Lines with a faulty first line.
                Err(Fault::Json { line: 1, .. }) => return Err(fault(whole.line(), &whole)),
                read => read?,
            }
        }
    };
    let mut entries = Vec::new();
    for (_, value) in &values {
        collect(value, &mut entries)?;
    }
    if entries.is_empty() && !values.iter().any(|(_, value)| value.get("records").is_some()) {
        return Err(Fault::NotResults);
    }
    let total = |key: &str| -> Option<u64> {
        let totals = values.iter().map(|(_, value)| value.get("totals")?.get(key)?.as_u64());
        totals.sum()
    };
    Ok(Results { entries, read: total("read"), rejected: total("rejected") })
}

/// A document, a list of records, or a record.
fn collect(value: &Value, entries: &mut Vec<Entry>) -> Result<(), Fault> {
    let records: &[Value] = match value {
        Value::Array(records) => records,
        Value::Object(document) => match document.get("records") {
            Some(Value::Array(records)) => records,
            _ => std::slice::from_ref(value),
        },
        _ => return Err(Fault::NotResults),
    };
    for record in records {
        let mut entry = entry(entries.len() + 1, &|key| word(record.get(key)))?;
        let made_from = &mut entry.made_from;
        let fingerprint = record.get(record::FINGERPRINT);
        let part = |key: &str| fingerprint.and_then(|all| word(all.get(key)));
        made_from.data = part("data");
        made_from.rubric = part("vejledning").or_else(|| rubric_of(value, &entry.rubric));
        made_from.program = part("program")
            .or_else(|| word(value.get("tool").and_then(|tool| tool.get("version"))));
        entries.push(entry);
    }
    Ok(())
}

/// The SHA-256 that a document gives for a rubric.
fn rubric_of(document: &Value, name: &str) -> Option<String> {
    let rubrics = document.get("rubrics")?.as_array()?;
    let (id, version) = name.split_once('@')?;
    let is_it = |rubric: &&Value| {
        word(rubric.get("id")).as_deref() == Some(id)
            && word(rubric.get("version")).as_deref() == Some(version)
    };
    word(rubrics.iter().find(is_it)?.get("sha256"))
}

/// A value as CSV would have it.
fn word(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(so) => Some(so.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(|item| word(Some(item))).collect();
            Some(items.join("|"))
        }
        Value::Object(_) => None,
    }
}

/// The records in a page's blocks of JSON, as far as they hold any.
fn page(blocks: Vec<String>) -> Result<Vec<Entry>, Fault> {
    let mut entries = Vec::new();
    for block in blocks {
        if let Ok(value) = serde_json::from_str::<Value>(&block) {
            let mut found = Vec::new();
            if collect(&value, &mut found).is_ok() {
                entries.append(&mut found);
            }
        }
    }
    if entries.is_empty() { Err(Fault::NotResults) } else { Ok(entries) }
}

fn blocks_of_html(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find("<script") {
        rest = &rest[start..];
        let Some(end_of_tag) = rest.find('>') else {
            break;
        };
        let tag = &rest[..end_of_tag];
        let Some(end) = rest.find("</script") else {
            break;
        };
        if tag.contains("application/json")
            && let Some(block) = rest.get(end_of_tag + 1..end)
        {
            blocks.push(block.to_owned());
        }
        rest = &rest[end + 1..];
    }
    blocks
}

fn blocks_of_markdown(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while lines.any(|line| line == "```json") {
        let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
        blocks.push(block.join("\n"));
    }
    blocks
}

fn table(name: &str, bytes: &[u8]) -> Result<Vec<Entry>, Fault> {
    let bytes = Cursor::new(bytes.to_vec());
    let sheet = Sheet::from_reader(Arc::from(name), Box::new(bytes), SheetOptions::default());
    let mut sheet = sheet.map_err(|_| Fault::NotResults)?;
    let headers = sheet.headers.clone();
    let column = |key: &str| headers.iter().position(|header| header.trim() == key);
    if column("leverandoer_id").is_none() || column("status").is_none() {
        return Err(Fault::NotResults);
    }
    let mut entries = Vec::new();
    while let Some(block) = sheet.next_block().map_err(|_| Fault::NotResults)? {
        let mut records = Records::new(&block, sheet.dialect().delimiter);
        let mut record = RawRecord::default();
        while records.advance(&mut record) {
            let cell = |key: &str| Some(record.cell(column(key)?).to_owned());
            entries.push(entry(entries.len() + 1, &cell)?);
        }
    }
    Ok(entries)
}

fn entry(number: usize, cell: &dyn Fn(&str) -> Option<String>) -> Result<Entry, Fault> {
    let needed = |key: &'static str| cell(key).ok_or(Fault::Lacks { number, key });
    let says = |key, value: String| Fault::Says { number, key, value };
    let level = |key: &'static str| {
        let text = needed(key)?;
        let level = Level::ALL.into_iter().find(|level| level.as_str() == text);
        match (text.as_str(), level) {
            ("", _) => Ok(None),
            (_, Some(level)) => Ok(Some(level)),
            (_, None) => Err(says(key, text)),
        }
    };
    let status = needed("status")?;
    let found = Status::ALL.into_iter().find(|known| known.as_str() == status);
    let status = found.ok_or_else(|| says("status", status))?;
    let mut identity = [const { String::new() }; Identity::IN_RESULTS];
    for (text, column) in identity.iter_mut().zip(Identity::ALL) {
        *text = match column {
            Identity::LeverandoerId | Identity::Maalgruppe => needed(column.id())?,
            column => cell(column.id()).unwrap_or_default(),
        };
    }
    let mut parameters = [const { String::new() }; Parameter::COUNT];
    for (text, parameter) in parameters.iter_mut().zip(Parameter::ALL) {
        *text = needed(parameter.id())?;
    }
    let overridden = needed("tilsidesat")?;
    let level_found = level("niveau")?;
    if (status == Status::Indplaceret) != level_found.is_some() {
        let value = level_found.map_or("", Level::as_str).to_owned();
        return Err(says("niveau", value));
    }
    Ok(Entry {
        identity,
        state: State::of(status, level_found),
        computed: level("niveau_beregnet")?,
        least: level("niveau_min")?,
        most: level("niveau_max")?,
        numbers: NUMBERS.map(|key| cell(key).map(|number| canonical(&number))),
        parameters,
        overridden: overridden
            .split('|')
            .filter(|name| !name.is_empty())
            .map(str::to_owned)
            .collect(),
        rubric: needed("rubrik")?,
        made_from: MadeFrom::default(),
        source: cell("kilde").unwrap_or_default(),
    })
}

impl Entry {
    /// The entry of a row that was just placed.
    pub fn of(record: &Record<'_>) -> Self {
        let placement = record.placement;
        Self {
            identity: record.identity.map(str::to_owned),
            state: State::of(placement.status, placement.level),
            computed: placement.computed,
            least: Some(placement.interval.min),
            most: Some(placement.interval.max),
            numbers: [
                placement.points.map(u64::from).map(|points| points.to_string()),
                Some(placement.count.to_string()),
                placement.mean_hundredths().map(|mean| format!("{}.{:02}", mean / 100, mean % 100)),
            ]
            .map(|number| Some(canonical(&number.unwrap_or_default()))),
            parameters: placement.parameters.map(|placed| placed.as_str().to_owned()),
            overridden: record.overridden().map(str::to_owned).collect(),
            rubric: record.rubric_name.to_string(),
            made_from: MadeFrom {
                data: record.fingerprint.map(|data| format!("{data:032x}")),
                rubric: Some(record.rubric.sha256().to_owned()),
                program: Some(env!("CARGO_PKG_VERSION").to_owned()),
            },
            source: record.source(),
        }
    }

    /// A cell of the identity.
    pub fn cell(&self, column: Identity) -> &str {
        self.identity.get(column.index()).map_or("", String::as_str)
    }

    /// The supplier's id, and its department's.
    pub fn id(&self) -> String {
        let id = self.cell(Identity::LeverandoerId);
        match self.cell(Identity::Afdelingsid) {
            "" => id.to_owned(),
            department => format!("{id}/{department}"),
        }
    }

    /// What the result says of a field, in the words of results; nothing where it does not say.
    pub fn said(&self, field: Field) -> Option<String> {
        let level = |level: Option<Level>| level.map_or("", Level::as_str).to_owned();
        Some(match field {
            Field::Status => self.state.status().as_str().to_owned(),
            Field::Level => match self.state {
                State::Level(level) => level.as_str().to_owned(),
                State::Status(_) => String::new(),
            },
            Field::Computed => level(self.computed),
            Field::Least => level(self.least),
            Field::Most => level(self.most),
            Field::Number(index) => self.numbers[index].clone()?,
            Field::Parameter(parameter) => self.parameters[parameter.index()].clone(),
            Field::Overridden => self.overridden.join("|"),
        })
    }
}
