//! A record as JSON, with its keys in their order.

use super::{FINGERPRINT, Record};
use crate::vocabulary::{Identity, Parameter, json_line};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

impl Record<'_> {
    /// Appends the record as a line of JSON.
    pub fn json_line(&self, out: &mut Vec<u8>) {
        json_line(self, out);
    }
}

impl Serialize for Record<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let placement = self.placement;
        let mut map = serializer.serialize_map(None)?;
        for (column, text) in Identity::ALL.into_iter().zip(self.identity) {
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
            map.serialize_entry(parameter.id(), placed.as_str())?;
        }
        map.serialize_entry("tilsidesat", &self.overridden().collect::<Vec<_>>())?;
        map.serialize_entry("mangler", &self.missing)?;
        map.serialize_entry("begrundelser", &Reasons(&self.reasons))?;
        map.serialize_entry("rubrik", &**self.rubric_name)?;
        map.serialize_entry("kilde", &self.source())?;
        for (name, text) in &self.kept {
            map.serialize_entry(name, &(!text.is_empty()).then_some(text))?;
        }
        if let Some(data) = self.fingerprint {
            let fingerprint = Fingerprint {
                data: format!("{data:032x}"),
                vejledning: self.rubric.sha256(),
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
