//! The view model of a report: everything that is shown, counted, rounded, labelled and in the reader's
//! language, so that the page and the workbook only draw.

mod distribution;
mod finding;
mod method;
mod prospect;
mod settings;
mod supplier;
mod why;

pub use distribution::{Bar, Figure, Segment, Shade};
pub use finding::{Absence, Finding};
pub use method::{Method, RubricView, read_as};
pub use prospect::{MOST_WITH_WAYS, ProspectView};
pub use settings::Settings;
pub use supplier::{Gap, Mark, ParameterView, Reason, Standing, Supplier, between, identity_label};
pub use why::{CriterionView, Why, Wording, Wordings, met};

use crate::diagnostic::Diagnostics;
use crate::explain::explain;
use crate::rubric::{Catalogue, Rubric, is_illustrative};
use crate::score::{Outcome, Row};
use crate::tell::{Teller, Telling, day, flat};
use crate::words::{Lang, Page, Ui};
use finding::Concealed;
use settings::Names;

/// How many of the shortest ways a report tells in each direction.
const WAYS: usize = 1;

/// Collects the rows of a run while they are scored.
#[derive(Debug)]
pub struct Builder<'a> {
    catalogue: &'a Catalogue,
    settings: Settings<'a>,
    suppliers: Vec<Supplier>,
    wordings: Wordings,
}

impl<'a> Builder<'a> {
    /// Begins a report without rows; `catalogue` is the one that they are scored with.
    pub fn new(catalogue: &'a Catalogue, settings: Settings<'a>) -> Self {
        Self { catalogue, settings, suppliers: Vec::new(), wordings: Wordings::default() }
    }

    /// Takes a row in; the order of the report is that of the rows.
    pub fn row(&mut self, row: &Row<'_>) {
        let number = self.suppliers.len() + 1;
        let explanation = explain(self.catalogue, row);
        let telling =
            Telling { lang: self.settings.lang, hidden: self.settings.hidden, most_ways: WAYS };
        let teller = Teller::new(&explanation, &telling);
        let why = why::of(&explanation, &teller, &mut self.wordings, self.settings.lang);
        let prospect = ProspectView::of(&explanation, &teller, number <= MOST_WITH_WAYS);
        self.suppliers.push(Supplier::of(number, &explanation, why, prospect, self.settings));
    }

    /// The report of all rows taken in.
    pub fn finish(self, outcome: &Outcome, notes: &Diagnostics) -> Report {
        let used = outcome.totals.rubrics_used().into_iter();
        let rubrics: Vec<&Rubric> = used.map(|index| &self.catalogue.rubrics()[index]).collect();
        Report::new(self, outcome, &rubrics, notes)
    }
}

/// A report, ready to be drawn.
#[derive(Debug)]
pub struct Report {
    /// The reader's language.
    pub lang: Lang,
    /// What the report is made from, and of when.
    pub subtitle: Vec<String>,
    /// What must be said before anything is read: that a placement is a proposal, and whose the thresholds are.
    pub cautions: Vec<String>,
    /// The sum of all rows.
    pub figures: Vec<Figure>,
    /// Levels and statuses of each målgruppe; the last is the sum where there are several.
    pub target_groups: Vec<Bar>,
    /// Levels of each parameter, over all målgrupper.
    pub parameters: Vec<Bar>,
    /// In input order.
    pub suppliers: Vec<Supplier>,
    /// The wordings of the criteria that they were held against.
    pub wordings: Wordings,
    /// What is missing and could matter, supplier by supplier.
    pub absences: Vec<Absence>,
    /// What is wrong with the files that could not be read, and the rows that were rejected.
    pub rejected: Vec<Finding>,
    /// What is odd about the rest.
    pub warnings: Vec<Finding>,
    /// How the levels were found.
    pub method: Method,
}

impl Report {
    fn new(
        builder: Builder<'_>,
        outcome: &Outcome,
        rubrics: &[&Rubric],
        notes: &Diagnostics,
    ) -> Self {
        let Builder { settings, mut suppliers, wordings, .. } = builder;
        let names = Names::of(outcome);
        let is_long = suppliers.len() > MOST_WITH_WAYS;
        for supplier in &mut suppliers {
            if is_long {
                supplier.prospect.ways = Vec::new();
            }
            supplier.file = names.of_file(&supplier.file).to_owned();
        }
        let lang = settings.lang;
        let concealed = Concealed::of(settings.hidden, rubrics);
        let mut cautions = vec![Ui::Proposal.text(lang)];
        if is_illustrative(rubrics) {
            cautions.push(Ui::Illustrative.text(lang));
        }
        Self {
            lang,
            subtitle: subtitle(&suppliers, outcome, &names, lang),
            cautions,
            figures: distribution::figures(&outcome.totals, lang),
            target_groups: distribution::by_target_group(&outcome.totals, rubrics, lang),
            parameters: distribution::by_parameter(&suppliers, lang),
            absences: suppliers.iter().filter_map(Absence::of).collect(),
            rejected: concealed.rejected(outcome, &names, lang),
            warnings: concealed.warnings(notes, &names, lang),
            method: Method::of(outcome, rubrics, &names, settings),
            wordings,
            suppliers,
        }
    }
}

fn subtitle(suppliers: &[Supplier], outcome: &Outcome, names: &Names, lang: Lang) -> Vec<String> {
    let files = outcome.files.iter();
    let names: Vec<_> = files.map(|file| flat(names.of_file(&file.name))).collect();
    let dates = || suppliers.iter().filter_map(|supplier| supplier.date);
    let assessed = dates().min().zip(dates().max()).map(|(first, last)| {
        if first == last {
            Page::AssessedOn { day: day(first, lang) }
        } else {
            Page::AssessedBetween { first: day(first, lang), last: day(last, lang) }
        }
        .text(lang)
    });
    let names = names.join(", ");
    assessed.into_iter().chain([Page::FromFiles { names }.text(lang)]).collect()
}
