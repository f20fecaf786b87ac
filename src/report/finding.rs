//! What is missing, what was rejected and what is odd, with the cells to look in.

use super::settings::Names;
use super::supplier::{Gap, Supplier, between};
use crate::arithmetic::fold;
use crate::diagnostic::{Diagnostic, Diagnostics, Place, Severity};
use crate::explain::Hidden;
use crate::intake::Rejection;
use crate::rubric::{Indicator, Kind, Rubric};
use crate::score::Outcome;
use crate::tell::flat;
use crate::words::{Lang, Message, Page};
use std::collections::BTreeSet;

/// A supplier that something is missing of.
#[derive(Debug)]
pub struct Absence {
    /// The supplier's place in the report.
    pub supplier: usize,
    /// Its name.
    pub name: String,
    /// Its målgruppe.
    pub target_group: String,
    /// The levels that are possible.
    pub levels: &'static str,
    /// What is missing.
    pub missing: Vec<Gap>,
    /// The file.
    pub file: String,
    /// The physical line.
    pub line: u64,
}

impl Absence {
    pub(super) fn of(supplier: &Supplier) -> Option<Self> {
        (!supplier.missing.is_empty()).then(|| Self {
            supplier: supplier.number,
            name: supplier.name.clone(),
            target_group: supplier.target_group.clone(),
            levels: between(supplier.interval),
            missing: supplier.missing.clone(),
            file: supplier.file.clone(),
            line: supplier.line,
        })
    }
}

/// Something that was found in a file.
#[derive(Debug)]
pub struct Finding {
    /// Error, warning or note, as the reader says it.
    pub kind: String,
    /// The file.
    pub file: String,
    /// The physical line.
    pub line: Option<u64>,
    /// The cell as a spreadsheet names it.
    pub cell: Option<String>,
    /// The column's header.
    pub column: Option<String>,
    /// What stands in the cell.
    pub value: Option<String>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

/// Columns of which nothing is quoted, since that could tell a fact that is left out.
#[derive(Debug, Default)]
pub(super) struct Concealed {
    /// Folded headers.
    headers: BTreeSet<String>,
}

impl Concealed {
    pub(super) fn of(hidden: &Hidden, rubrics: &[&Rubric]) -> Self {
        let mut headers = BTreeSet::new();
        for rubric in rubrics {
            for (index, indicator) in rubric.indicators.iter().enumerate() {
                if hidden.covers(rubric, index) {
                    headers.extend(headers_of(indicator));
                }
                // What is said of a share, its part or its whole may quote the other two.
                if let Kind::Share { computed: Some(from) } = indicator.kind
                    && [index, from.part, from.whole]
                        .iter()
                        .any(|&index| hidden.covers(rubric, index))
                {
                    let kin = [index, from.part, from.whole];
                    headers.extend(
                        kin.iter().flat_map(|&index| headers_of(&rubric.indicators[index])),
                    );
                }
            }
        }
        Self { headers }
    }

    pub(super) fn rejected(&self, outcome: &Outcome, names: &Names, lang: Lang) -> Vec<Finding> {
        let refused = outcome.refused.iter().flat_map(|file| &file.faults);
        let rejected = outcome.rejected.iter().flat_map(Rejection::own_faults);
        refused.chain(rejected).map(|fault| self.finding(fault, names, lang)).collect()
    }

    pub(super) fn warnings(&self, notes: &Diagnostics, names: &Names, lang: Lang) -> Vec<Finding> {
        notes.in_file_order().into_iter().map(|note| self.finding(note, names, lang)).collect()
    }

    fn finding(&self, diagnostic: &Diagnostic, names: &Names, lang: Lang) -> Finding {
        let kind = match diagnostic.severity {
            Severity::Error => Page::Rejected,
            Severity::Warning => Page::KindWarning,
            Severity::Note => Page::KindNote,
        };
        let mut finding = Finding {
            kind: kind.text(lang),
            file: String::new(),
            line: None,
            cell: None,
            column: None,
            value: None,
            message: flat(&diagnostic.message.text(lang)),
            help: diagnostic.help.as_ref().map(|help| flat(&help.text(lang))),
        };
        match &diagnostic.place {
            Place::Run => {}
            Place::File(name) => finding.file = flat(names.of_file(name)),
            Place::Text(source, span) => {
                finding.file = flat(&source.name);
                finding.line = u64::try_from(source.position(span.start).0).ok();
            }
            Place::Cell(cell) => {
                finding.file = flat(names.of_file(&cell.file));
                finding.line = Some(cell.line);
                finding.cell = cell.reference();
                if let Some((_, header)) = &cell.column {
                    finding.column = Some(flat(header));
                    finding.value = Some(flat(&cell.value)).filter(|value| !value.is_empty());
                    if self.headers.contains(&fold(header)) {
                        conceal(&mut finding, &diagnostic.message, lang);
                    }
                }
            }
        }
        finding
    }
}

/// The folded headers that an indicator's columns may have.
fn headers_of(indicator: &Indicator) -> Vec<String> {
    let mut headers =
        vec![fold(&indicator.id), indicator.folded_label.clone(), format!("{}_note", indicator.id)];
    let options = indicator.kind.options();
    headers.extend(options.into_iter().flat_map(|options| {
        let column = |option| format!("{}_{option}", indicator.id);
        options.folded.iter().map(column)
    }));
    headers
}

/// Takes out whatever quotes the cell, or another with it.
fn conceal(finding: &mut Finding, message: &Message, lang: Lang) {
    let hidden = Page::HiddenValue.text(lang);
    finding.value = finding.value.as_ref().map(|_| hidden.clone());
    // Helps such as "write 1500 or 1.5" quote the cell.
    finding.help = None;
    if matches!(
        message,
        Message::PartAboveWhole { .. }
            | Message::ShareDiffers { .. }
            | Message::ItemIsNoOption { .. }
    ) {
        finding.message = hidden;
    }
}
