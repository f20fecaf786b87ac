//! Which sheet of a workbook is read: the one that is named, the one visible that fits, or every form.

use super::rows::{Context, Rows};
use super::{Archive, Fault, LARGEST_SHEET, Listed, Part, file};
use crate::arithmetic::fold;
use crate::intake::form::MARKER;
use crate::intake::names::{FIRST_LINES, Weight, header_among};
use crate::intake::options::{Holds, SheetOptions};
use crate::words::{Message, SheetHolds};
use std::sync::Arc;

/// A sheet that is to be read, and the row of its header.
pub(super) struct Chosen<'s> {
    pub(super) sheet: &'s Listed,
    pub(super) header: u32,
}

/// The sheets to read.
pub(super) fn choose<'s>(
    archive: &mut Archive,
    context: &Arc<Context>,
    sheets: &'s [Listed],
    options: &SheetOptions,
) -> Result<Vec<Chosen<'s>>, Fault> {
    let mut look = |sheet: &'s Listed| {
        // Whether the sheet is sound is seen when it is read.
        let looked = Look::at(archive, context, sheet, options).unwrap_or_default();
        let header = looked.header;
        (Chosen { sheet, header }, looked.holds)
    };
    if let Some(wanted) = &options.worksheet {
        return Ok(vec![look(named(sheets, wanted)?).0]);
    }
    let mut visible = sheets.iter().filter(|sheet| !sheet.is_hidden);
    let first = visible
        .next()
        .ok_or_else(|| Fault::from(Message::NoSheetShown).help(Message::NameASheet))?;
    if sheets.len() == 1 || options.holds == Holds::Table {
        return Ok(vec![look(first).0]);
    }
    let mut looked: Vec<_> = std::iter::once(first).chain(visible).map(look).collect();
    let has = |wanted: SheetHolds| looked.iter().filter(move |(_, holds)| *holds == wanted).count();
    let wanted = match (has(SheetHolds::Form), has(SheetHolds::Assessments)) {
        (1.., 0) => SheetHolds::Form,
        (0, 1) => SheetHolds::Assessments,
        (forms, tables) => {
            let message = match forms + tables {
                0 => Message::NoSheetFits,
                _ => Message::SeveralSheetsFit,
            };
            let shown = looked.into_iter();
            let shown = shown.map(|(chosen, holds)| (chosen.sheet.name.clone(), holds));
            let hidden = sheets.iter().filter(|sheet| sheet.is_hidden);
            let hidden = hidden.map(|sheet| (sheet.name.clone(), SheetHolds::Hidden));
            let sheets = shown.chain(hidden).collect();
            return Err(Fault::from(message).help(Message::NameOneOf { sheets }));
        }
    };
    looked.retain(|(_, holds)| *holds == wanted);
    Ok(looked.into_iter().map(|(chosen, _)| chosen).collect())
}

fn named<'s>(sheets: &'s [Listed], wanted: &str) -> Result<&'s Listed, Fault> {
    let alike = |sheet: &&Listed| sheet.name.to_lowercase() == wanted.to_lowercase();
    sheets.iter().find(alike).ok_or_else(|| {
        let names: Vec<String> = sheets.iter().map(|sheet| format!("»{}«", sheet.name)).collect();
        let message = Message::NoSuchSheet { name: wanted.to_owned() };
        Fault::from(message).help(Message::KnownNames { names: names.join(", ") })
    })
}

/// What the first rows of a sheet tell.
struct Look {
    holds: SheetHolds,
    header: u32,
}

impl Default for Look {
    fn default() -> Self {
        Self { holds: SheetHolds::Nothing, header: 1 }
    }
}

impl Look {
    fn at(
        archive: &mut Archive,
        context: &Arc<Context>,
        sheet: &Listed,
        options: &SheetOptions,
    ) -> Result<Self, Fault> {
        let names = options.holds.names();
        let file = file(archive, &sheet.path)?.ok_or_else(|| super::damaged(&sheet.path))?;
        let part = Part::new(&sheet.path, file, LARGEST_SHEET);
        let mut rows = Rows::new(part, Arc::clone(context));
        let most = options.header_row.unwrap_or(u64::MAX);
        // The row of the first line, and the lines from there on, those that the sheet leaves out included.
        let (mut first, mut lines, mut is_form) = (None, Vec::new(), false);
        while (first.is_none() || lines.len() < FIRST_LINES || most < u64::MAX) && rows.advance()? {
            let row = &rows.row;
            if first.is_none() && row.width() == 0 {
                continue;
            }
            let start = *first.get_or_insert_with(|| {
                is_form = row
                    .cells()
                    .next()
                    .is_some_and(|(column, text)| column == 0 && fold(text) == fold(MARKER));
                row.number
            });
            if u64::from(row.number) > most {
                break;
            }
            lines.resize((row.number - start) as usize, Weight::default());
            lines.push(names.weigh(row.cells().map(|(_, text)| text)));
        }
        let Some(first) = first else {
            return Ok(Self::default());
        };
        lines.truncate(FIRST_LINES);
        let index = match (&options.holds, is_form) {
            (Holds::Table, _) | (_, true) => 0,
            (Holds::Assessments { .. }, false) => header_among(&lines).unwrap_or(0),
        };
        let header = match options.header_row {
            Some(row) => u32::try_from(row).unwrap_or(u32::MAX),
            None => first + index as u32,
        };
        let weight = lines.get((header - first.min(header)) as usize);
        let weight = weight.copied().unwrap_or_default();
        let needs_target_group = match options.holds {
            Holds::Table => false,
            Holds::Assessments { needs_target_group, .. } => needs_target_group,
        };
        let holds = match weight {
            _ if is_form => SheetHolds::Form,
            Weight { has_id: false, .. } => SheetHolds::NoId,
            Weight { has_target_group: false, .. } if needs_target_group => {
                SheetHolds::NoTargetGroup
            }
            _ => SheetHolds::Assessments,
        };
        Ok(Self { holds, header })
    }
}
