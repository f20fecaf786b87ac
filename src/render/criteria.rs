//! The tidy table: one line for each supplier, parameter, level and criterion, with all that it came to.
//!
//! For checking everything elsewhere. A criterion that is made of several tests has their facts, values,
//! bounds, outcomes and cells as lists, in the order of the rubric; `betingelse` says how they make the
//! criterion, the tests by their number in the lists: `1`, `2 af (1, 2, 3)`.

use super::csv::{Line, Style};
use crate::arithmetic::DecimalMark;
use crate::explain::{
    AppliedBound, ConditionOutcome, CriterionOutcome, Explanation, ParameterOutcome,
};
use crate::origin::has_own_bound;
use crate::place::Truth;
use crate::rubric::Leaf;
use crate::tell::{criterion, references, written};
use crate::vocabulary::{Identity, Level};
use crate::words::Lang;
use serde::Serialize;

/// The columns, in their order.
const COLUMNS: [&str; 28] = [
    "leverandoer_id",
    "afdelingsid",
    "maalgruppe",
    "delmaalgruppe",
    "aldersgruppe",
    "vurderingsdato",
    "konsulent",
    "parameter",
    "parameter_niveau",
    "beregnet_niveau",
    "tilsidesat",
    "niveau",
    "krav",
    "tekst",
    "grundlag",
    "eget",
    "tal_grundlag",
    "tal_eget",
    "opfyldt",
    "betingelse",
    "oplysning",
    "vaerdi",
    "min",
    "max",
    "svar",
    "led_opfyldt",
    "celle",
    "kilde",
];

/// Appends the byte order mark, where the style has one, and the header.
pub fn header(style: Style, out: &mut Vec<u8>) {
    style.begin(out);
    let mut line = Line::new(style, out);
    for column in COLUMNS {
        line.raw(column);
    }
    line.end();
}

/// Appends the lines of one supplier as CSV.
pub fn csv(explanation: &Explanation<'_>, style: Style, out: &mut Vec<u8>) {
    rows(explanation, style.decimal(), &mut |row| {
        let mut line = Line::new(style, out);
        for text in row.identity() {
            line.text(text);
        }
        line.raw(row.parameter);
        line.raw(row.parameter_niveau);
        line.raw(row.beregnet_niveau);
        line.raw(ja_nej(Some(row.tilsidesat)));
        line.raw(row.niveau.map_or("", Level::as_str));
        line.text(row.krav.unwrap_or_default());
        line.text(row.tekst.as_deref().unwrap_or_default());
        line.text(row.grundlag.unwrap_or_default());
        line.raw(row.eget.map_or("", |own| ja_nej(Some(own))));
        line.text(row.tal_grundlag.unwrap_or_default());
        line.raw(row.tal_eget.map_or("", |own| ja_nej(Some(own))));
        // A line without a criterion has no outcome.
        line.raw(row.krav.map_or("", |_| ja_nej(row.opfyldt)));
        line.text(row.betingelse.as_deref().unwrap_or_default());
        for list in [&row.oplysning, &row.vaerdi, &row.min, &row.max, &row.svar] {
            line.text(&list.join("|"));
        }
        let outcomes: Vec<&str> = row.led_opfyldt.iter().map(|met| ja_nej(*met)).collect();
        line.text(&outcomes.join("|"));
        line.text(&row.celle.join("|"));
        line.text(&row.kilde);
        line.end();
    });
}

/// Appends the lines of one supplier as JSON Lines.
pub fn jsonl(explanation: &Explanation<'_>, out: &mut Vec<u8>) {
    rows(explanation, DecimalMark::Point, &mut |row| {
        crate::vocabulary::json_line(row, out);
    });
}

const fn ja_nej(met: Option<bool>) -> &'static str {
    match met {
        Some(met) => written::ja_nej(met),
        None => "uvist",
    }
}

#[derive(Serialize)]
struct TidyRow<'e> {
    leverandoer_id: &'e str,
    afdelingsid: &'e str,
    maalgruppe: &'e str,
    delmaalgruppe: &'e str,
    aldersgruppe: &'e str,
    vurderingsdato: &'e str,
    konsulent: &'e str,
    parameter: &'static str,
    parameter_niveau: &'static str,
    beregnet_niveau: &'static str,
    tilsidesat: bool,
    niveau: Option<Level>,
    krav: Option<&'e str>,
    tekst: Option<String>,
    grundlag: Option<&'e str>,
    eget: Option<bool>,
    tal_grundlag: Option<&'e str>,
    tal_eget: Option<bool>,
    opfyldt: Option<bool>,
    betingelse: Option<String>,
    oplysning: Vec<String>,
    vaerdi: Vec<String>,
    min: Vec<String>,
    max: Vec<String>,
    svar: Vec<String>,
    led_opfyldt: Vec<Option<bool>>,
    celle: Vec<String>,
    kilde: String,
}

impl TidyRow<'_> {
    const fn identity(&self) -> [&str; 7] {
        [
            self.leverandoer_id,
            self.afdelingsid,
            self.maalgruppe,
            self.delmaalgruppe,
            self.aldersgruppe,
            self.vurderingsdato,
            self.konsulent,
        ]
    }
}

/// Calls `visit` for every line of a supplier: its criteria, and its assessed parameters.
fn rows(explanation: &Explanation<'_>, mark: DecimalMark, visit: &mut dyn FnMut(&TidyRow<'_>)) {
    let record = explanation.record();
    let of_parameter = |outcome: &ParameterOutcome<'_>| TidyRow {
        leverandoer_id: record.identity(Identity::LeverandoerId),
        afdelingsid: record.identity(Identity::Afdelingsid),
        maalgruppe: record.identity(Identity::Maalgruppe),
        delmaalgruppe: record.identity(Identity::Delmaalgruppe),
        aldersgruppe: record.identity(Identity::Aldersgruppe),
        vurderingsdato: record.identity(Identity::Vurderingsdato),
        konsulent: record.identity(Identity::Konsulent),
        parameter: outcome.parameter.id(),
        parameter_niveau: outcome.placed.as_str(),
        beregnet_niveau: outcome.placed.computed.as_str(),
        tilsidesat: outcome.placed.overridden,
        niveau: None,
        krav: None,
        tekst: None,
        grundlag: None,
        eget: None,
        tal_grundlag: None,
        tal_eget: None,
        opfyldt: None,
        betingelse: None,
        oplysning: Vec::new(),
        vaerdi: Vec::new(),
        min: Vec::new(),
        max: Vec::new(),
        svar: Vec::new(),
        led_opfyldt: Vec::new(),
        celle: Vec::new(),
        kilde: record.source(),
    };
    for outcome in &explanation.parameters {
        let mut has_criteria = false;
        for level in &outcome.levels {
            for criterion in &level.criteria {
                has_criteria = true;
                let mut row = of_parameter(outcome);
                row.niveau = Some(level.level);
                fill(&mut row, explanation, criterion, mark);
                visit(&row);
            }
        }
        if !has_criteria {
            let mut row = of_parameter(outcome);
            if let Some(cell) = &outcome.entered_at {
                row.vaerdi.push(cell.value.clone());
                row.celle.push(references(&[cell], &explanation.row.file));
            }
            visit(&row);
        }
    }
}

fn fill<'e>(
    row: &mut TidyRow<'e>,
    explanation: &'e Explanation<'_>,
    outcome: &'e CriterionOutcome<'_>,
    mark: DecimalMark,
) {
    let rubric = explanation.rubric;
    let criterion = outcome.criterion;
    row.krav = Some(&criterion.id);
    row.tekst = Some(criterion::as_applied(rubric, outcome, Lang::Da));
    row.grundlag = criterion.basis.as_deref();
    row.eget = Some(criterion.own);
    row.tal_grundlag = criterion.bound_basis.as_deref();
    row.tal_eget = has_own_bound(rubric, criterion);
    row.opfyldt = met(outcome.truth);
    row.betingelse = Some(structure(&outcome.condition, &mut 0));
    for leaf in outcome.condition.leaves() {
        let indicators = leaf.leaf.indicators();
        let first = &rubric.indicators[indicators[0]];
        let ids: Vec<&str> =
            indicators.iter().map(|&index| rubric.indicators[index].id.as_str()).collect();
        row.oplysning.push(ids.join("+"));
        let bound = |bound: Option<AppliedBound>| {
            bound.map_or_else(String::new, |bound| written::applied(first, &bound, mark))
        };
        row.vaerdi.push(written::found(first, leaf.found, mark));
        row.min.push(bound(leaf.min));
        row.max.push(bound(leaf.max));
        row.svar.push(match leaf.leaf {
            Leaf::Is { value, .. } => ja_nej(Some(*value)).to_owned(),
            Leaf::OneOf { options, .. } | Leaf::Includes { named: true, options, .. } => {
                written::names(first, *options)
            }
            Leaf::Includes { .. } | Leaf::Range { .. } => String::new(),
        });
        row.led_opfyldt.push(met(leaf.truth));
        let cells = explanation.cells_of(indicators);
        row.celle.push(references(&cells, &explanation.row.file));
    }
}

/// How the tests make the criterion.
fn structure(condition: &ConditionOutcome<'_>, number: &mut usize) -> String {
    match condition {
        ConditionOutcome::Leaf(_) => {
            *number += 1;
            number.to_string()
        }
        ConditionOutcome::AtLeast { n, members, .. } => {
            let members: Vec<String> =
                members.iter().map(|member| structure(member, number)).collect();
            format!("{n} af ({})", members.join(", "))
        }
    }
}

const fn met(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Unknown => None,
    }
}
