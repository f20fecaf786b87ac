//! Records as JSON Lines, and a whole run as one JSON document.

use super::csv::parameter_word;
use crate::diagnostic::{Diagnostic, Place};
use crate::intake::Rejection;
use crate::place::Status;
use crate::record::{FINGERPRINT, Record, StoredRecord};
use crate::rubric::Rubric;
use crate::score::{Counts, RefusedFile, Totals};
use crate::vocabulary::{Identity, Level, Parameter, RubricStatus};
use crate::words::{Lang, Ui};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// Appends one record and a line end.
pub fn line(record: &Record<'_>, out: &mut Vec<u8>) {
    super::json_line(&RecordJson(record), out);
}

/// Everything that a run came to.
#[derive(Debug, Clone, Copy)]
pub struct Run<'a> {
    /// The rubrics that placed a row.
    pub rubrics: &'a [&'a Rubric],
    /// In input order.
    pub records: &'a [StoredRecord<'a>],
    /// In input order.
    pub rejected: &'a [Rejection],
    /// The files of which nothing was read.
    pub refused: &'a [RefusedFile],
    /// Over all rubrics.
    pub totals: &'a Totals,
    /// The language of messages; the data is Danish in both.
    pub lang: Lang,
}

/// The document of a run, indented, with a line end.
///
/// # Errors
/// Never in practice: the keys are texts and the numbers finite.
pub fn document(run: &Run<'_>) -> serde_json::Result<Vec<u8>> {
    crate::render::json_document(&DocumentJson {
        schema: 1,
        tool: Tool::THIS,
        note: is_illustrative(run.rubrics).then(|| Ui::Illustrative.text(run.lang)),
        rubrics: run.rubrics.iter().map(|rubric| RubricJson::of(rubric)).collect(),
        records: RecordsJson(run.records),
        rejected: run
            .rejected
            .iter()
            .map(|rejection| RejectionJson::of(rejection, run.lang))
            .collect(),
        refused: run.refused.iter().map(|file| RefusedJson::of(file, run.lang)).collect(),
        totals: TotalsJson::of(run.totals),
    })
}

/// Whether one of the rubrics is an illustration, which every output then says.
pub fn is_illustrative(rubrics: &[&Rubric]) -> bool {
    rubrics.iter().any(|rubric| rubric.status == RubricStatus::Illustrativ)
}

#[derive(Serialize)]
struct DocumentJson<'a> {
    schema: u8,
    tool: Tool,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    rubrics: Vec<RubricJson<'a>>,
    records: RecordsJson<'a>,
    rejected: Vec<RejectionJson<'a>>,
    /// Only where there is one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused: Vec<RefusedJson<'a>>,
    totals: TotalsJson,
}

#[derive(Serialize)]
pub(super) struct Tool {
    name: &'static str,
    version: &'static str,
}

impl Tool {
    pub(super) const THIS: Self =
        Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}

#[derive(Serialize)]
pub(super) struct RubricJson<'a> {
    id: &'a str,
    version: &'a str,
    status: &'static str,
    rule: &'static str,
    sha256: &'a str,
}

impl<'a> RubricJson<'a> {
    pub(super) fn of(rubric: &'a Rubric) -> Self {
        Self {
            id: &rubric.id,
            version: &rubric.version,
            status: rubric.status.as_str(),
            rule: rubric.rule.as_str(),
            sha256: rubric.sha256(),
        }
    }
}

#[derive(Serialize)]
struct RejectionJson<'a> {
    source: &'a str,
    line: u64,
    row: u64,
    faults: Vec<FaultJson<'a>>,
}

impl<'a> RejectionJson<'a> {
    fn of(rejection: &'a Rejection, lang: Lang) -> Self {
        Self {
            source: &rejection.file,
            line: rejection.line,
            row: rejection.row,
            faults: rejection.faults.iter().map(|fault| FaultJson::of(fault, lang)).collect(),
        }
    }
}

#[derive(Serialize)]
struct RefusedJson<'a> {
    source: &'a str,
    faults: Vec<FaultJson<'a>>,
}

impl<'a> RefusedJson<'a> {
    fn of(file: &'a RefusedFile, lang: Lang) -> Self {
        let faults = file.faults.iter();
        Self {
            source: &file.name,
            faults: faults.map(|fault| FaultJson::of(fault, lang)).collect(),
        }
    }
}

#[derive(Serialize)]
struct FaultJson<'a> {
    code: &'static str,
    column: Option<&'a str>,
    cell: Option<String>,
    value: Option<&'a str>,
    message: String,
    help: Option<String>,
}

impl<'a> FaultJson<'a> {
    fn of(fault: &'a Diagnostic, lang: Lang) -> Self {
        let cell = match &fault.place {
            Place::Cell(cell) => cell.column.as_ref().map(|(_, header)| (cell, &**header)),
            Place::Run | Place::File(_) | Place::Text(..) => None,
        };
        Self {
            code: fault.code(),
            column: cell.map(|(_, header)| header),
            cell: cell.and_then(|(cell, _)| cell.reference()),
            value: cell.map(|(cell, _)| cell.value.as_str()),
            message: fault.message.text(lang),
            help: fault.help.as_ref().map(|help| help.text(lang)),
        }
    }
}

#[derive(Serialize)]
struct TotalsJson {
    read: u64,
    indplaceret: u64,
    under_let: u64,
    uden_kvalitet: u64,
    uafklaret: u64,
    rejected: u64,
    maalgrupper: TargetGroupsJson,
}

impl TotalsJson {
    fn of(totals: &Totals) -> Self {
        let groups = totals.by_target_group();
        Self {
            read: totals.read,
            indplaceret: totals.of(Status::Indplaceret),
            under_let: totals.of(Status::UnderLet),
            uden_kvalitet: totals.of(Status::UdenKvalitet),
            uafklaret: totals.of(Status::Uafklaret),
            rejected: totals.rejected,
            maalgrupper: TargetGroupsJson(
                groups
                    .into_iter()
                    .map(|(id, counts)| (id.to_owned(), CountsJson::of(&counts)))
                    .collect(),
            ),
        }
    }
}

struct TargetGroupsJson(Vec<(String, CountsJson)>);

impl Serialize for TargetGroupsJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(id, counts)| (id, counts)))
    }
}

#[derive(Serialize)]
struct CountsJson {
    #[serde(rename = "let")]
    low: u64,
    moderat: u64,
    #[serde(rename = "højt")]
    high: u64,
    under_let: u64,
    uden_kvalitet: u64,
    uafklaret: u64,
}

impl CountsJson {
    fn of(counts: &Counts) -> Self {
        Self {
            low: counts.at(Level::Let),
            moderat: counts.at(Level::Moderat),
            high: counts.at(Level::Hoejt),
            under_let: counts.of(Status::UnderLet),
            uden_kvalitet: counts.of(Status::UdenKvalitet),
            uafklaret: counts.of(Status::Uafklaret),
        }
    }
}

struct RecordsJson<'a>(&'a [StoredRecord<'a>]);

impl Serialize for RecordsJson<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for record in self.0 {
            list.serialize_element(&RecordJson(&record.as_record()))?;
        }
        list.end()
    }
}

/// A record with its keys in their order.
pub(super) struct RecordJson<'r, 'a>(pub(super) &'r Record<'a>);

impl Serialize for RecordJson<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let record = self.0;
        let placement = record.placement;
        let mut map = serializer.serialize_map(None)?;
        for (column, text) in Identity::ALL.into_iter().zip(record.identity) {
            map.serialize_entry(column.id(), &(!text.is_empty()).then_some(text))?;
        }
        map.serialize_entry("status", placement.status.as_str())?;
        map.serialize_entry("niveau", &placement.level)?;
        map.serialize_entry("niveau_beregnet", &placement.computed)?;
        map.serialize_entry("niveau_min", &placement.interval.min)?;
        map.serialize_entry("niveau_max", &placement.interval.max)?;
        map.serialize_entry("point", &placement.points)?;
        map.serialize_entry("parametre", &placement.count)?;
        // Hundredths print exactly: the shortest decimal that reads back as the same number.
        let mean = placement.mean_hundredths().map(|hundredths| f64::from(hundredths) / 100.0);
        map.serialize_entry("gennemsnit", &mean)?;
        map.serialize_entry("niveau_median", &placement.median)?;
        map.serialize_entry("niveau_svageste", &placement.weakest)?;
        map.serialize_entry("trin_op", &placement.steps_up)?;
        map.serialize_entry("trin_ned", &placement.steps_down)?;
        map.serialize_entry("begraenset_af", &placement.limited_by.iter().collect::<Vec<_>>())?;
        for (parameter, placed) in Parameter::ALL.into_iter().zip(&placement.parameters) {
            map.serialize_entry(parameter.id(), parameter_word(placed))?;
        }
        map.serialize_entry("tilsidesat", &record.overridden().collect::<Vec<_>>())?;
        map.serialize_entry("mangler", &record.missing)?;
        map.serialize_entry("begrundelser", &Reasons(&record.reasons))?;
        map.serialize_entry("rubrik", &**record.rubric_name)?;
        map.serialize_entry("kilde", &record.source())?;
        for (name, text) in &record.kept {
            map.serialize_entry(name, &(!text.is_empty()).then_some(text))?;
        }
        if let Some(data) = record.fingerprint {
            let fingerprint = Fingerprint {
                data: format!("{data:032x}"),
                vejledning: record.rubric.sha256(),
                program: env!("CARGO_PKG_VERSION"),
            };
            map.serialize_entry(FINGERPRINT, &fingerprint)?;
        }
        map.end()
    }
}

/// What a result was made from, so that a later one can be held against it.
#[derive(Serialize)]
struct Fingerprint<'r> {
    data: String,
    vejledning: &'r str,
    program: &'static str,
}

struct Reasons<'r>(&'r [(&'static str, &'r str)]);

impl Serialize for Reasons<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}
