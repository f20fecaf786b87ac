//! A case for a case file, made from facts: the row that a mutant would fail, ready to paste.

use super::cases::{CaseFile, Target};
use super::mutants::{Killer, Mutant};
use crate::arithmetic::{DecimalMark, fold};
use crate::assessment::{Entered, Fact};
use crate::rubric::{Kind, Method, Rubric};
use crate::tell::written::{self, ja_nej};
use crate::vocabulary::{Identity, Parameter, csv_row, reason_column};

/// A row to paste.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// What it says, by column, in the order of an assessment file.
    pub cells: Vec<(String, String)>,
    /// The file that it fits into as it is, if there is one.
    pub file: Option<String>,
    /// The header above it, where it fits into no file.
    pub header: Option<String>,
    /// The row.
    pub row: String,
}

/// The row for `killer`, the `number`th of its rubric; for the columns of `file` if it has them all.
pub fn suggestion(
    rubric: &Rubric,
    mutant: &Mutant,
    killer: &Killer,
    number: usize,
    file: Option<&CaseFile>,
    mark: DecimalMark,
) -> Suggestion {
    let cells = cells(rubric, name(rubric, mutant, killer, mark), killer, number, mark);
    let fitted = file.and_then(|file| Some((file, fit(rubric, &cells, file)?)));
    match fitted {
        Some((file, texts)) => Suggestion {
            file: Some(file.name.to_string()),
            header: None,
            row: csv_row(texts.iter().map(String::as_str), file.delimiter.byte()),
            cells,
        },
        None => Suggestion {
            file: None,
            header: Some(csv_row(cells.iter().map(|(name, _)| name.as_str()), b';')),
            row: csv_row(cells.iter().map(|(_, text)| text.as_str()), b';'),
            cells,
        },
    }
}

/// The texts in the order of the file's columns; nothing where it lacks one of them.
fn fit(rubric: &Rubric, cells: &[(String, String)], file: &CaseFile) -> Option<Vec<String>> {
    let folded: Vec<String> = file.headers.iter().map(|header| fold(header)).collect();
    let mut texts = vec![String::new(); folded.len()];
    for (name, text) in cells {
        match column(rubric, name, &folded) {
            Some(column) => texts[column].clone_from(text),
            // A name is pleasant to have; without it the id is the case's name.
            None if name == "case" => {}
            None => return None,
        }
    }
    Some(texts)
}

/// The id of the supplier of a case, by its number.
pub(super) fn id(rubric: &Rubric, number: usize) -> String {
    format!("{}-{number:03}", rubric.id)
}

/// The column of a name among folded headers: its own, an indicator's label, or another word for the same identity.
pub(super) fn column(rubric: &Rubric, name: &str, folded: &[String]) -> Option<usize> {
    let identity = Identity::from_header(name);
    let mut indicators = rubric.indicators.iter();
    let indicator = indicators.find(|indicator| indicator.id == name);
    folded.iter().position(|header| {
        let by_label = indicator.is_some_and(|indicator| indicator.folded_label == *header);
        header == name
            || by_label
            || (identity.is_some() && Identity::from_header(header) == identity)
    })
}

/// Where a column stands in a case file of ours: identity, facts in the rubric's order, levels, what is expected.
pub(super) fn rank(rubric: &Rubric, name: &str) -> (u8, usize) {
    if name == "case" {
        return (0, 1);
    }
    if let Some(identity) = Identity::from_header(name) {
        return (0, 2 * identity.index());
    }
    let mut indicators = rubric.indicators.iter();
    if let Some(index) = indicators.position(|indicator| name.starts_with(&indicator.id)) {
        return (1, index);
    }
    if let Some(target) = Target::all().position(|target| target.column() == name) {
        return (3, target);
    }
    let parameter =
        Parameter::ALL.into_iter().position(|parameter| name.starts_with(parameter.id()));
    (2, parameter.unwrap_or(Parameter::COUNT))
}

/// What the row says, by column.
pub(super) fn cells(
    rubric: &Rubric,
    name: String,
    killer: &Killer,
    number: usize,
    mark: DecimalMark,
) -> Vec<(String, String)> {
    let assessment = &killer.assessment;
    let mut cells = vec![
        (Identity::LeverandoerId.id().to_owned(), id(rubric, number)),
        ("case".to_owned(), name),
        (Identity::Maalgruppe.id().to_owned(), rubric.id.clone()),
    ];
    let date = rubric.valid_from.or(rubric.valid_to);
    cells.extend(date.map(|date| (Identity::Vurderingsdato.id().to_owned(), date.to_string())));
    for (group, value) in rubric.groups.iter().zip(&assessment.groups) {
        let value = value.map(|value| group.values[value].clone());
        cells.extend(value.map(|value| (group.column.id().to_owned(), value)));
    }
    let quality = assessment.quality.map(|quality| ja_nej(quality).to_owned());
    cells.extend(quality.map(|quality| (Identity::FornoedenKvalitet.id().to_owned(), quality)));
    for (indicator, fact) in rubric.indicators.iter().zip(&assessment.facts) {
        match (fact, &indicator.kind) {
            (Fact::Missing, _) => {}
            // A share that lies where no decimals reach is given by its part and whole.
            (Fact::Ratio { part, whole }, Kind::Share { computed: Some(computed) }) => {
                for (index, number) in [(computed.part, part), (computed.whole, whole)] {
                    let name = rubric.indicators[index].id.clone();
                    cells.push((name, number.with_mark(mark)));
                }
            }
            // A set of which only part is known has a column for each option.
            (Fact::Set { sure, open }, Kind::Set { options }) if !open.is_empty() => {
                for (option, text) in options.names.iter().enumerate() {
                    if !open.contains(option) {
                        let name = fold(&format!("{}_{text}", indicator.id));
                        cells.push((name, ja_nej(sure.contains(option)).to_owned()));
                    }
                }
            }
            _ => cells.push((indicator.id.clone(), written::fact(indicator, *fact, mark))),
        }
    }
    for (parameter, entered) in Parameter::ALL.into_iter().zip(assessment.entered) {
        let text = match entered {
            Entered::Nothing => continue,
            Entered::Irrelevant => "ikke relevant",
            Entered::Level(level) => level.as_str(),
        };
        cells.push((parameter.id().to_owned(), text.to_owned()));
        let is_assessed = rubric.parameter(parameter).method == Method::Assessed;
        if !is_assessed || entered == Entered::Irrelevant {
            cells.push((reason_column(parameter), "angivet for at prøve reglen".to_owned()));
        }
    }
    for (target, expected) in &killer.expected {
        cells.push((target.column(), (*expected).to_owned()));
    }
    cells
}

/// What the case is about, for those who read the file later.
pub(super) fn name(rubric: &Rubric, mutant: &Mutant, killer: &Killer, mark: DecimalMark) -> String {
    let assessment = &killer.assessment;
    let mut facts: Vec<String> = Vec::new();
    for (group, value) in rubric.groups.iter().zip(&assessment.groups) {
        facts.extend(value.map(|value| group.values[value].clone()));
    }
    let of_criterion = rubric
        .parameters
        .iter()
        .flat_map(|part| part.criteria.iter().flatten())
        .find(|criterion| mutant.criterion.as_ref() == Some(&criterion.id));
    if let Some(criterion) = of_criterion {
        facts.extend(written::evidence(rubric, assessment, criterion, mark));
    }
    let expected: Vec<String> = killer
        .expected
        .iter()
        .map(|(target, expected)| match target {
            Target::Level | Target::Status => (*expected).to_owned(),
            Target::Parameter(parameter) => format!("{} {expected}", parameter.label()),
        })
        .collect();
    let what = if facts.is_empty() { mutant.tweak.place.clone() } else { facts.join(", ") };
    format!("{what}: {}", expected.join(", "))
}
