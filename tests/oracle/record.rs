//! The record of a row, key by key, and what becomes of a whole file.

use std::collections::BTreeMap;

use num_bigint::BigInt;
use serde_json::{Map, Value, json};

use super::arithmetic::{self, Fault, Interval, Standings};
use super::assessment::{Assessment, IDENTITY, fold};
use super::missing::missing;
use super::rubric::{Criterion, Kind, PARAMETERS, Rubric, Source, whole};

pub(crate) const LEVELS: [&str; 4] = ["under let", "let", "moderat", "højt"];

pub(crate) type Record = Map<String, Value>;

/// A row and the line of its file on which it begins.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub line: usize,
    pub read: Result<Assessment, Vec<Fault>>,
}

#[derive(Debug, Default)]
pub(crate) struct Results {
    pub records: Vec<(usize, Record)>,
    pub rejected: Vec<(usize, Vec<Fault>)>,
}

/// All rows of a file: each becomes a record or is rejected.
pub(crate) fn score(rubrics: &[Rubric], rows: &[Row]) -> Results {
    let mut results = Results::default();
    let mut keys = BTreeMap::new();
    for row in rows {
        let placed = row.read.clone().and_then(|assessment| {
            let rubric = rubric_of(rubrics, &assessment).map_err(|fault| vec![fault])?;
            let record = place(rubric, &assessment)?;
            // Only a row without another fault holds its key.
            match keys.insert(key(rubric, &assessment), row.line) {
                None => Ok(record),
                Some(first) => {
                    keys.insert(key(rubric, &assessment), first);
                    Err(vec![format!("samme nøgle som linje {first}")])
                }
            }
        });
        match placed {
            Ok(record) => results.records.push((row.line, record)),
            Err(faults) => results.rejected.push((row.line, faults)),
        }
    }
    results
}

/// By målgruppe, then by date; without a date the only version.
pub(crate) fn rubric_of<'a>(rubrics: &'a [Rubric], row: &Assessment) -> Result<&'a Rubric, Fault> {
    let given = fold(row.text("maalgruppe").unwrap_or_default());
    let named: Vec<&Rubric> = rubrics
        .iter()
        .filter(|rubric| {
            [&rubric.id, &rubric.title, &rubric.maalgruppe]
                .into_iter()
                .chain(&rubric.synonyms)
                .any(|name| fold(name) == given)
        })
        .collect();
    let fitting: Vec<&Rubric> = match &row.date {
        None => named.clone(),
        Some(date) => named
            .iter()
            .copied()
            .filter(|rubric| {
                rubric.valid_from.as_ref().is_none_or(|from| from <= date)
                    && rubric.valid_to.as_ref().is_none_or(|to| date <= to)
            })
            .collect(),
    };
    match (named.is_empty(), fitting.as_slice()) {
        (true, _) => Err("maalgruppe".to_owned()),
        (false, [one]) => Ok(one),
        (false, _) => Err("vurderingsdato".to_owned()),
    }
}

fn key(rubric: &Rubric, row: &Assessment) -> Vec<String> {
    let lower = |column: &str| row.text(column).unwrap_or_default().to_lowercase();
    let exact = |column: &str| row.text(column).unwrap_or_default().to_owned();
    vec![
        exact("leverandoer_id"),
        exact("afdelingsid"),
        rubric.id.clone(),
        lower("delmaalgruppe"),
        lower("aldersgruppe"),
        row.date.clone().unwrap_or_default(),
        lower("konsulent"),
    ]
}

/// The indicators that a criterion of the rubric names, a share's part and whole with it.
pub(crate) fn named_indicators(rubric: &Rubric) -> Vec<String> {
    fn leaves(criterion: &Criterion, named: &mut Vec<String>) {
        match criterion {
            Criterion::Leaf(leaf) => match &leaf.source {
                Source::Indicator(id) => named.push(id.clone()),
                Source::Sum(ids) | Source::Union(ids) => named.extend(ids.iter().cloned()),
            },
            Criterion::AnyOf(members)
            | Criterion::AllOf(members)
            | Criterion::AtLeast(_, members) => {
                for member in members {
                    leaves(member, named);
                }
            }
        }
    }
    let mut named = Vec::new();
    for criterion in rubric.criteria() {
        leaves(&criterion.criterion, &mut named);
    }
    for id in named.clone() {
        if let Kind::Share(Some((part, whole))) = &rubric.indicator(&id).kind {
            named.extend([part.clone(), whole.clone()]);
        }
    }
    named.sort();
    named.dedup();
    named
}

/// Where the parameters of a row stand, or the columns at fault.
pub(crate) fn checked(rubric: &Rubric, row: &Assessment) -> Result<Standings, Vec<Fault>> {
    let mut faults: Vec<Fault> = Vec::new();
    if row.text("leverandoer_id").is_none() {
        faults.push("leverandoer_id".to_owned());
    }
    for (column, _) in &rubric.groups {
        if row.text(column).is_some() && row.group(rubric, column).is_none() {
            faults.push(column.clone());
        }
    }
    for id in named_indicators(rubric) {
        if let Kind::Share(Some((part, all))) = &rubric.indicator(&id).kind
            && let (Some(part), Some(all)) = (row.number(rubric, part), row.number(rubric, all))
            && part > all
        {
            faults.push(id);
        }
    }
    match arithmetic::standings(rubric, row) {
        Ok(standings) if faults.is_empty() => Ok(standings),
        Ok(_) => Err(faults),
        Err(more) => {
            faults.extend(more);
            Err(faults)
        }
    }
}

/// The record of one assessment, or the columns at fault.
pub(crate) fn place(rubric: &Rubric, row: &Assessment) -> Result<Record, Vec<Fault>> {
    let standings = checked(rubric, row)?;
    let levels = arithmetic::level_interval(rubric, &standings, |standing| standing.reached);
    let computed = arithmetic::level_interval(rubric, &standings, |standing| standing.computed);
    let overall_override = row.overall.is_some_and(|level| levels.determined() != Some(level));
    if overall_override && !row.reasons.contains_key("samlet") {
        return Err(vec!["samlet_vurdering".to_owned()]);
    }
    let reached = row.overall.or(levels.determined());
    let status = match (row.quality, reached) {
        (Some(false), _) => "uden_kvalitet",
        (None, _) | (_, None) => "uafklaret",
        (Some(true), Some(0)) => "under_let",
        (Some(true), Some(_)) => "indplaceret",
    };

    let mut record = Record::new();
    for column in IDENTITY {
        let value = match column {
            "maalgruppe" => json!(rubric.id),
            "vurderingsdato" => json!(row.date),
            _ => json!(row.text(column)),
        };
        record.insert(column.to_owned(), value);
    }
    let mut put = |key: &str, value: Value| record.insert(key.to_owned(), value);

    put("status", json!(status));
    let final_level = reached.filter(|_| status == "indplaceret");
    put("niveau", json!(final_level.map(|level| LEVELS[level])));
    put("niveau_beregnet", json!(computed.determined().map(|level| LEVELS[level])));
    put("niveau_min", json!(LEVELS[levels.min]));
    put("niveau_max", json!(LEVELS[levels.max]));

    let min_points = arithmetic::points(&standings, |standing| standing.reached.min);
    let max_points = arithmetic::points(&standings, |standing| standing.reached.max);
    let open = min_points != max_points;
    let relevant = arithmetic::sorted(&min_points);
    let sum: usize = relevant.iter().sum();
    put("parametre", json!(relevant.len()));
    if open {
        for key in ["point", "gennemsnit", "niveau_median", "niveau_svageste"] {
            put(key, Value::Null);
        }
    } else {
        put("point", json!(sum));
        put("gennemsnit", two_decimals_half_up(sum, relevant.len()));
        put("niveau_median", json!(LEVELS[arithmetic::median(&min_points)]));
        put("niveau_svageste", json!(LEVELS[arithmetic::weakest(&min_points)]));
    }

    let stepping = matches!(status, "indplaceret" | "under_let") && !open && !overall_override;
    let steps =
        |up: bool| stepping.then(|| arithmetic::fewest_steps(rubric, &min_points, up)).flatten();
    put("trin_op", json!(steps(true)));
    put("trin_ned", json!(steps(false)));

    let limited = match levels.determined() {
        Some(level) if arithmetic::level_by_rule(rubric, &min_points) > level => {
            arithmetic::failing(rubric, &max_points, level + 1)
        }
        _ => Vec::new(),
    };
    put("begraenset_af", json!(limited));

    let mut overrides: Vec<&str> = Vec::new();
    for (parameter, standing) in PARAMETERS.into_iter().zip(&standings) {
        let written = match standing.map(|standing| standing.reached) {
            None => "ikke relevant".to_owned(),
            Some(Interval { min, max }) if min == max => LEVELS[min].to_owned(),
            Some(Interval { min, max }) => format!("{}..{}", LEVELS[min], LEVELS[max]),
        };
        put(parameter, json!(written));
        if standing.is_some_and(|standing| standing.overridden) {
            overrides.push(parameter);
        }
    }
    if overall_override {
        overrides.push("samlet");
    }
    put("tilsidesat", json!(overrides));
    put("mangler", json!(missing(rubric, row, &standings)));
    put("begrundelser", json!(row.reasons));
    put("rubrik", json!(format!("{}@{}", rubric.id, rubric.version)));
    Ok(record)
}

fn two_decimals_half_up(sum: usize, n: usize) -> Value {
    let doubled = whole(sum) / whole(n) * whole(100) * whole(2) + whole(1);
    let hundredths: BigInt = (doubled / whole(2)).floor().to_integer();
    let text = format!("{hundredths:0>3}");
    let (before, after) = text.split_at(text.len() - 2);
    json!(format!("{before}.{after}").parse::<f64>().expect("a number"))
}
