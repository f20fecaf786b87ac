//! A whole run as one JSON document.

use crate::diagnostic::{Diagnostic, Place};
use crate::intake::Rejection;
use crate::place::Status;
use crate::record::StoredRecord;
use crate::rubric::{Rubric, is_illustrative};
use crate::score::{Counts, RefusedFile, Totals};
use crate::vocabulary::Level;
use crate::words::{Lang, Ui};
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

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
    crate::vocabulary::json_document(&DocumentJson {
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
            list.serialize_element(&record.as_record())?;
        }
        list.end()
    }
}
