//! A result: one row placed, as every output draws it.

mod json;

use crate::place::Placement;
use crate::rubric::Rubric;
use crate::vocabulary::{Identity, Parameter};
use std::sync::Arc;

/// The placement of one row with all that a result says of it. Borrows from the row and the rubric.
#[derive(Debug, Clone)]
pub struct Record<'a> {
    /// The first [`Identity::IN_RESULTS`] identity columns, empty where missing; the målgruppe is the
    /// rubric's id and the date is in ISO form.
    pub identity: [&'a str; Identity::IN_RESULTS],
    /// Where the supplier stands.
    pub placement: &'a Placement,
    /// The columns of what is missing and could still matter.
    pub missing: Vec<&'a str>,
    /// The reasons given, by parameter id or `samlet`.
    pub reasons: Vec<(&'static str, &'a str)>,
    /// The rubric that placed it.
    pub rubric: &'a Rubric,
    /// `id@version`.
    pub rubric_name: &'a Arc<str>,
    /// The file as the user wrote it.
    pub file: &'a Arc<str>,
    /// The physical line on which the row begins, from 1.
    pub line: u64,
    /// The user's own columns that go through, by name.
    pub kept: Vec<(&'a str, &'a str)>,
    /// What the row says that can count, as a number that changes with it; where it was asked for.
    pub fingerprint: Option<u128>,
}

/// The keys between the identity columns and the parameters.
const PLACEMENT_KEYS: [&str; 13] = [
    "status",
    "niveau",
    "niveau_beregnet",
    "niveau_min",
    "niveau_max",
    "point",
    "parametre",
    "gennemsnit",
    "niveau_median",
    "niveau_svageste",
    "trin_op",
    "trin_ned",
    "begraenset_af",
];

/// The key, in JSON alone, of what a result was made from: the row's facts, the rubric, the program.
pub const FINGERPRINT: &str = "aftryk";

/// The keys after the parameters.
const LAST_KEYS: [&str; 5] = ["tilsidesat", "mangler", "begrundelser", "rubrik", "kilde"];

/// The keys of every record, in their order; the user's own columns follow.
pub fn keys() -> impl Iterator<Item = &'static str> {
    let identity = Identity::ALL.into_iter().take(Identity::IN_RESULTS).map(Identity::id);
    identity.chain(PLACEMENT_KEYS).chain(Parameter::ALL.map(Parameter::id)).chain(LAST_KEYS)
}

/// The name in results of an overall level that overrides.
pub const OVERALL: &str = "samlet";

impl Record<'_> {
    /// An identity column of the result.
    pub fn identity(&self, column: Identity) -> &str {
        self.identity.get(column.index()).copied().unwrap_or_default()
    }

    /// The name for people: the supplier's, or else its id.
    pub fn name(&self) -> &str {
        match self.identity(Identity::Leverandoer) {
            "" => self.identity(Identity::LeverandoerId),
            name => name,
        }
    }

    /// What was overridden: parameter ids, then `samlet`.
    pub fn overridden(&self) -> impl Iterator<Item = &'static str> + '_ {
        let parameters = Parameter::ALL
            .into_iter()
            .zip(&self.placement.parameters)
            .filter(|(_, placed)| placed.overridden)
            .map(|(parameter, _)| parameter.id());
        parameters.chain(self.placement.overall_overridden.then_some(OVERALL))
    }

    /// `file:line`.
    pub fn source(&self) -> String {
        format!("{}:{}", self.file, self.line)
    }
}

/// A [`Record`] that owns its texts, for outputs that must see all rows before they write.
#[derive(Debug, Clone)]
pub struct StoredRecord<'r> {
    /// The identity columns one after the other.
    identity: String,
    /// How long each of them is.
    lengths: [usize; Identity::IN_RESULTS],
    placement: Placement,
    missing: Vec<String>,
    reasons: Vec<(&'static str, String)>,
    rubric: &'r Rubric,
    rubric_name: Arc<str>,
    file: Arc<str>,
    line: u64,
    kept: Vec<(String, String)>,
    fingerprint: Option<u128>,
}

impl<'r> StoredRecord<'r> {
    /// Copies what `record` borrows from its row; `rubric` is the same, borrowed for longer.
    pub fn new(record: &Record<'_>, rubric: &'r Rubric) -> Self {
        Self {
            identity: record.identity.concat(),
            lengths: record.identity.map(str::len),
            placement: *record.placement,
            missing: record.missing.iter().map(|name| (*name).to_owned()).collect(),
            reasons: record
                .reasons
                .iter()
                .map(|(name, text)| (*name, (*text).to_owned()))
                .collect(),
            rubric,
            rubric_name: Arc::clone(record.rubric_name),
            file: Arc::clone(record.file),
            line: record.line,
            kept: record
                .kept
                .iter()
                .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
                .collect(),
            fingerprint: record.fingerprint,
        }
    }

    /// The record again.
    pub fn as_record(&self) -> Record<'_> {
        let mut rest = self.identity.as_str();
        let identity = self.lengths.map(|length| {
            let (text, behind) = rest.split_at(length);
            rest = behind;
            text
        });
        Record {
            identity,
            placement: &self.placement,
            missing: self.missing.iter().map(String::as_str).collect(),
            reasons: self.reasons.iter().map(|(name, text)| (*name, text.as_str())).collect(),
            rubric: self.rubric,
            rubric_name: &self.rubric_name,
            file: &self.file,
            line: self.line,
            kept: self.kept.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect(),
            fingerprint: self.fingerprint,
        }
    }
}
