//! The oplysningsskema: the questions of a rubric, in the order in which a person fills them in.
//!
//! It has two halves, a sheet each: what the supplier answers, and what the consultant finds in the interview and judges.

use super::show;
use crate::document::{Block, Document, Table};
use crate::intake::form::NOTE_ENDING;
use crate::rubric::{EvidenceSource, Indicator, Kind, Method, Rubric};
use crate::vocabulary::{Identity, Level, Parameter, reason_column};
use crate::words::why::rubric_status;
use crate::words::{Guide, Half, Lang};

/// A form for one målgruppe.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// What it is a form for.
    pub title: String,
    /// How to fill it in, and the målgruppe in short.
    pub lead: Vec<String>,
    /// The questions, in groups, each column once: first those of the supplier.
    pub sections: Vec<Section>,
    /// What the consultant's half says first: whose it is, by the columns that the supplier's half has too.
    pub whose: Section,
}

impl Form {
    /// The sections of a half as a sheet of its own has them.
    pub fn half(&self, half: Half) -> impl Iterator<Item = &Section> {
        let whose = (half == Half::Consultant).then_some(&self.whose);
        let sections = self.sections.iter();
        whose.into_iter().chain(sections.filter(move |section| section.half == half))
    }
}

/// Questions that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// On which half they stand.
    pub half: Half,
    /// What they are about.
    pub title: String,
    /// What to know before answering.
    pub lead: Vec<String>,
    /// The questions.
    pub fields: Vec<Field>,
}

/// One question; of a set there are as many as it has options, below a line of their own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    /// The column in which intake looks for the answer; of a line without an answer, that of its note.
    pub column: String,
    /// The same as a heading for people, which folds to a name that intake knows.
    pub heading: String,
    /// The question.
    pub question: String,
    /// What to know to answer it.
    pub help: String,
    /// What is counted or measured.
    pub unit: String,
    /// What may be answered.
    pub answer: Answer,
    /// An answer that is given beforehand.
    pub given: Option<String>,
    /// Whether a note on the answer is kept.
    pub takes_note: bool,
}

/// What may be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Nothing: the line introduces those below it.
    Nothing,
    /// Any text.
    Text,
    /// Digits that are a name and no number.
    Digits,
    /// A day.
    Date,
    /// A whole number.
    Count,
    /// A decimal number.
    Number,
    /// A percentage.
    Share,
    /// One of these words.
    OneOf(Vec<String>),
}

/// Makes the form of a rubric.
pub fn form(rubric: &Rubric, lang: Lang) -> Form {
    let mut lead = vec![
        Guide::FormHowTo.text(lang),
        Guide::FormRubric { rubric: rubric.name(), status: rubric_status(rubric.status, lang) }
            .text(lang),
    ];
    for (aspect, texts) in &rubric.description {
        for level in Level::DESCRIBED {
            let name = crate::tell::rule::aspect(*aspect, lang);
            let text = texts.at(level).unwrap_or_default();
            lead.push(format!("{name}, {level}: {text}"));
        }
    }
    let mut sections = vec![supplier(rubric, lang)];
    for half in [Half::Supplier, Half::Consultant] {
        let mut asked: Vec<bool> =
            rubric.indicators.iter().map(|indicator| half_of(indicator) != half).collect();
        if half == Half::Consultant {
            sections.push(case(rubric, lang));
        }
        for parameter in Parameter::ALL {
            sections.push(about(rubric, parameter, half, &mut asked, lang));
        }
        sections.push(Section {
            half,
            title: Guide::OtherFacts.text(lang),
            lead: Vec::new(),
            fields: (0..asked.len())
                .filter(|&index| !asked[index])
                .flat_map(|index| questions(&rubric.indicators[index], lang))
                .collect(),
        });
    }
    sections.push(overrides(rubric, lang));
    Form {
        title: Guide::FormTitle { target_group: rubric.title.clone() }.text(lang),
        lead,
        sections: sections.into_iter().filter(|section| !section.fields.is_empty()).collect(),
        whose: Section {
            half: Half::Consultant,
            title: Guide::TheSupplier.text(lang),
            lead: Vec::new(),
            fields: WHOSE
                .map(|column| Field {
                    help: Guide::AsOnTheOtherSheet.text(lang),
                    ..identity(rubric, column, lang)
                })
                .into(),
        },
    }
}

/// Who answers: a fact that is settled in the interview is the consultant's, any other the supplier's.
fn half_of(indicator: &Indicator) -> Half {
    match indicator.source {
        Some(EvidenceSource::Interview) => Half::Consultant,
        Some(EvidenceSource::Oplysningsskema | EvidenceSource::Dokument) | None => Half::Supplier,
    }
}

/// What both halves carry, and by which they belong together.
const WHOSE: [Identity; 3] = [Identity::Maalgruppe, Identity::LeverandoerId, Identity::Afdelingsid];

const SUPPLIER: [Identity; 13] = [
    Identity::Maalgruppe,
    Identity::LeverandoerId,
    Identity::Leverandoer,
    Identity::Afdelingsid,
    Identity::Cvr,
    Identity::PNummer,
    Identity::Leverandoertype,
    Identity::Driftsform,
    Identity::Pladser,
    Identity::Kommune,
    Identity::Region,
    Identity::Delmaalgruppe,
    Identity::Aldersgruppe,
];

const CONSULTANT: [Identity; 9] = [
    Identity::Vurderingsdato,
    Identity::Socialtilsyn,
    Identity::Konsulent,
    Identity::Stadie,
    Identity::Sagsnummer,
    Identity::FornoedenKvalitet,
    Identity::KvalitetMyndighed,
    Identity::SamletVurdering,
    Identity::SamletBegrundelse,
];

fn supplier(rubric: &Rubric, lang: Lang) -> Section {
    Section {
        half: Half::Supplier,
        title: Guide::TheSupplier.text(lang),
        lead: Vec::new(),
        fields: SUPPLIER.map(|column| identity(rubric, column, lang)).into(),
    }
}

/// When and by whom it is assessed, and the quality.
fn case(rubric: &Rubric, lang: Lang) -> Section {
    let fields = CONSULTANT.iter().take(7);
    Section {
        half: Half::Consultant,
        title: Guide::TheAssessment.text(lang),
        lead: Vec::new(),
        fields: fields.map(|&column| identity(rubric, column, lang)).collect(),
    }
}

/// The consultant's own levels, where they are to stand instead of those that are computed.
fn overrides(rubric: &Rubric, lang: Lang) -> Section {
    let mut fields = Vec::new();
    for parameter in Parameter::ALL {
        if rubric.parameter(parameter).method == Method::Criteria {
            fields.extend(level(rubric, parameter, lang));
        }
    }
    fields.extend(CONSULTANT.iter().skip(7).map(|&column| identity(rubric, column, lang)));
    Section {
        half: Half::Consultant,
        title: Guide::OwnLevels.text(lang),
        lead: vec![Guide::OverridesNeedReasons.text(lang)],
        fields,
    }
}

fn identity(rubric: &Rubric, column: Identity, lang: Lang) -> Field {
    let words =
        |words: &[&str]| Answer::OneOf(words.iter().map(|word| (*word).to_owned()).collect());
    let (answer, help) = match column {
        Identity::LeverandoerId => (Answer::Digits, Some(Guide::HelpSupplierId)),
        Identity::Maalgruppe => (Answer::Text, Some(Guide::HelpTargetGroup)),
        Identity::Afdelingsid => (Answer::Digits, Some(Guide::HelpDepartment)),
        Identity::Cvr => (Answer::Digits, Some(Guide::HelpCvr)),
        Identity::PNummer => (Answer::Digits, Some(Guide::HelpPNumber)),
        Identity::Vurderingsdato => (Answer::Date, Some(Guide::HelpDate)),
        Identity::Pladser => (Answer::Count, None),
        Identity::FornoedenKvalitet => (words(&["ja", "nej"]), Some(Guide::HelpQuality)),
        Identity::SamletVurdering => (Answer::OneOf(levels(false)), Some(Guide::HelpOverall)),
        Identity::SamletBegrundelse => (Answer::Text, Some(Guide::HelpOverallReason)),
        Identity::Sagsnummer => (Answer::Digits, None),
        Identity::Leverandoer
        | Identity::Delmaalgruppe
        | Identity::Aldersgruppe
        | Identity::Socialtilsyn
        | Identity::Konsulent
        | Identity::Stadie
        | Identity::Region
        | Identity::Kommune
        | Identity::Driftsform
        | Identity::Leverandoertype
        | Identity::KvalitetMyndighed => (Answer::Text, None),
    };
    let group = rubric.groups.iter().find(|group| group.column == column);
    let (answer, help) = match group {
        Some(group) => (Answer::OneOf(group.values.clone()), Some(Guide::HelpGroup)),
        None => (answer, help),
    };
    let name = heading(column);
    Field {
        column: column.id().to_owned(),
        heading: name.to_owned(),
        question: name.to_owned(),
        help: help.map(|help| help.text(lang)).unwrap_or_default(),
        unit: String::new(),
        answer,
        given: (column == Identity::Maalgruppe).then(|| rubric.target_group.clone()),
        takes_note: false,
    }
}

/// The column's name for people; it folds to the column's id.
const fn heading(column: Identity) -> &'static str {
    match column {
        Identity::LeverandoerId => "Leverandør-id",
        Identity::Afdelingsid => "Afdelingsid",
        Identity::Leverandoer => "Leverandør",
        Identity::Maalgruppe => "Målgruppe",
        Identity::Delmaalgruppe => "Delmålgruppe",
        Identity::Aldersgruppe => "Aldersgruppe",
        Identity::Vurderingsdato => "Vurderingsdato",
        Identity::Socialtilsyn => "Socialtilsyn",
        Identity::Konsulent => "Konsulent",
        Identity::Stadie => "Stadie",
        Identity::Sagsnummer => "Sagsnummer",
        Identity::Region => "Region",
        Identity::Kommune => "Kommune",
        Identity::Driftsform => "Driftsform",
        Identity::Leverandoertype => "Leverandørtype",
        Identity::Cvr => "CVR",
        Identity::PNummer => "P-nummer",
        Identity::Pladser => "Pladser",
        Identity::FornoedenKvalitet => "Fornøden kvalitet",
        Identity::KvalitetMyndighed => "Kvalitet, myndighed",
        Identity::SamletVurdering => "Samlet vurdering",
        Identity::SamletBegrundelse => "Samlet begrundelse",
    }
}

fn levels(may_be_irrelevant: bool) -> Vec<String> {
    let mut words: Vec<String> = Level::ALL.iter().rev().map(ToString::to_string).collect();
    if may_be_irrelevant {
        words.push("ikke relevant".to_owned());
    }
    words
}

/// The level of a parameter and the reason for it.
fn level(rubric: &Rubric, parameter: Parameter, lang: Lang) -> Vec<Field> {
    let of = rubric.parameter(parameter);
    let help = match (of.method, of.may_be_irrelevant) {
        (Method::Assessed, false) => Guide::HelpAssessed,
        (Method::Assessed, true) => Guide::HelpAssessedOrIrrelevant,
        (Method::Criteria, false) => Guide::HelpOverride,
        (Method::Criteria, true) => Guide::HelpOverrideOrIrrelevant,
    };
    let field = |column: String, question: Guide, help: String, answer: Answer| Field {
        heading: column.clone(),
        column,
        question: question.text(lang),
        help,
        unit: String::new(),
        answer,
        given: None,
        takes_note: false,
    };
    let name = parameter.label();
    vec![
        field(
            parameter.id().to_owned(),
            Guide::LevelOf { parameter: name },
            help.text(lang),
            Answer::OneOf(levels(of.may_be_irrelevant)),
        ),
        field(
            reason_column(parameter),
            Guide::ReasonFor { parameter: name },
            String::new(),
            Answer::Text,
        ),
    ]
}

/// The facts of a parameter that were not asked for before, and on the consultant's half its level where it is assessed.
fn about(
    rubric: &Rubric,
    parameter: Parameter,
    half: Half,
    asked: &mut [bool],
    lang: Lang,
) -> Section {
    let mut fields = Vec::new();
    for index in facts_of(rubric, parameter) {
        if !std::mem::replace(&mut asked[index], true) {
            fields.extend(questions(&rubric.indicators[index], lang));
        }
    }
    let of = rubric.parameter(parameter);
    let mut lead = Vec::new();
    if of.method == Method::Assessed && half == Half::Consultant {
        let text = |level| format!("{}: {}", level, of.guidance.at(level).unwrap_or_default());
        lead.extend(Level::DESCRIBED.map(text));
        fields.extend(level(rubric, parameter, lang));
    }
    Section { half, title: parameter.label().to_owned(), lead, fields }
}

/// The indicators that the criteria of a parameter count, in the rubric's order, a share's part and whole included.
pub(super) fn facts_of(rubric: &Rubric, parameter: Parameter) -> Vec<usize> {
    let mut used = vec![false; rubric.indicators.len()];
    for criterion in rubric.parameter(parameter).criteria.iter().flatten() {
        criterion.condition.for_each_leaf(&mut |leaf| {
            for &index in leaf.indicators() {
                used[index] = true;
                if let Kind::Share { computed: Some(computed) } = &rubric.indicators[index].kind {
                    used[computed.part] = true;
                    used[computed.whole] = true;
                }
            }
        });
    }
    (0..used.len()).filter(|&index| used[index]).collect()
}

/// The lines of one fact: one, or of a set one an option. A share that is computed has none: its two numbers are asked for.
fn questions(indicator: &Indicator, lang: Lang) -> Vec<Field> {
    let question = indicator.ask.as_ref().unwrap_or(&indicator.label);
    let (answer, hint) = match &indicator.kind {
        Kind::Count => (Answer::Count, Guide::HintCount),
        Kind::Number => (Answer::Number, Guide::HintNumber),
        Kind::Share { computed: None } => (Answer::Share, Guide::HintShare),
        Kind::Share { computed: Some(_) } => return Vec::new(),
        Kind::Bool => (yes_no(), Guide::HintBool),
        Kind::Choice { options, .. } => (Answer::OneOf(options.names.clone()), Guide::HintChoice),
        Kind::Set { .. } => (Answer::Nothing, Guide::HintSet),
    };
    let from = indicator.source.map(|source| from(source, lang));
    let help: Vec<String> = [Some(hint.text(lang)), from].into_iter().flatten().collect();
    let mut field = Field {
        column: indicator.id.clone(),
        heading: indicator.label.clone(),
        question: question.clone(),
        help: help.join(" "),
        unit: match &indicator.kind {
            Kind::Share { .. } => "%".to_owned(),
            _ => indicator.unit.clone().unwrap_or_default(),
        },
        answer,
        given: None,
        takes_note: true,
    };
    let Kind::Set { options } = &indicator.kind else {
        return vec![field];
    };
    field.column = format!("{}{NOTE_ENDING}", indicator.id);
    field.heading = field.column.clone();
    let option = |name: &String| Field {
        column: format!("{}_{name}", indicator.id),
        heading: format!("{}: {name}", indicator.id),
        question: name.clone(),
        help: String::new(),
        unit: String::new(),
        answer: yes_no(),
        given: None,
        takes_note: false,
    };
    std::iter::once(field).chain(options.names.iter().map(option)).collect()
}

fn yes_no() -> Answer {
    Answer::OneOf(vec!["ja".to_owned(), "nej".to_owned()])
}

/// Where the answer comes from, as a sentence.
fn from(source: EvidenceSource, lang: Lang) -> String {
    match source {
        EvidenceSource::Oplysningsskema => Guide::FromForm,
        EvidenceSource::Interview => Guide::FromInterview,
        EvidenceSource::Dokument => Guide::FromDocument,
    }
    .text(lang)
}

/// The form as a page, to be filled in by hand.
pub fn form_page(form: &Form, rubric: &Rubric, lang: Lang) -> Document {
    let mut blocks: Vec<Block> = form.lead.iter().take(2).cloned().map(Block::Text).collect();
    show::target_group(rubric, lang, &mut blocks);
    for (half, title, lead) in [
        (Half::Supplier, Guide::ForTheSupplier, None),
        (Half::Consultant, Guide::ForTheConsultant, Some(Guide::ConsultantHowTo)),
    ] {
        blocks.push(Block::Section(title.text(lang)));
        blocks.extend(lead.map(|lead| Block::Text(lead.text(lang))));
        for section in form.half(half) {
            section_page(section, lang, &mut blocks);
        }
    }
    Document { title: form.title.clone(), blocks }
}

fn section_page(section: &Section, lang: Lang, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(section.title.clone()));
    blocks.extend(section.lead.iter().cloned().map(Block::Text));
    let head = [Guide::Question, Guide::AnswerHead, Guide::Unit, Guide::NoteHead];
    let mut table = Table::new(head.map(|word| word.text(lang)));
    for field in &section.fields {
        let boxes = match &field.answer {
            Answer::OneOf(words) => {
                let boxes: Vec<String> = words.iter().map(|word| format!("☐ {word}")).collect();
                boxes.join("\n")
            }
            Answer::Nothing
            | Answer::Text
            | Answer::Digits
            | Answer::Date
            | Answer::Count
            | Answer::Number
            | Answer::Share => field.given.clone().unwrap_or_default(),
        };
        let question = match field.help.is_empty() {
            true => field.question.clone(),
            false => format!("{}\n{}", field.question, field.help),
        };
        table.row([question, boxes, field.unit.clone(), String::new()]);
    }
    blocks.push(Block::Table(table));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arithmetic::fold;

    #[test]
    fn the_headings_of_the_identity_columns_are_read_as_the_columns() {
        for column in Identity::ALL {
            assert_eq!(fold(heading(column)), column.id());
        }
    }

    #[test]
    fn every_identity_column_is_asked_for_once() {
        for column in Identity::ALL {
            let asked = SUPPLIER.iter().chain(&CONSULTANT).filter(|c| **c == column);
            assert_eq!(asked.count(), 1, "{}", column.id());
        }
    }
}
