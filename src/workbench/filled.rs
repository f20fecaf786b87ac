//! The interview guide and the report for one supplier, filled in with what its rows say.
//!
//! The guide has what is missing first, and asks for nothing that is known; the report has every tick, value and level
//! of the result. What the assessor is to write is left open.

use super::form::facts_of;
use super::papers::{self, IRRELEVANT};
use crate::assessment::Fact;
use crate::document::{Block, Document, Item};
use crate::explain::{Evidence, Explanation, Hidden};
use crate::place::{Missing, Status};
use crate::rubric::{EvidenceSource, Indicator, Kind, Rubric};
use crate::tell::{Teller, Telling, flat, rule, written};
use crate::vocabulary::{Identity, Level, Parameter};
use crate::words::{Guide, Lang, Why};

/// The interview guide for a supplier; there is at least one explanation.
pub fn interview_of(explained: &[Explanation<'_>], lang: Lang) -> Document {
    document(explained, papers::interview_title, |of, blocks| of.interview(blocks), lang)
}

/// The report of a supplier, with all that the result has; there is at least one explanation.
pub fn report_of(explained: &[Explanation<'_>], lang: Lang) -> Document {
    let draw = |of: &Filled<'_>, blocks: &mut Vec<Block>| {
        papers::report(of.rubric, Some(of), lang, blocks);
    };
    document(explained, papers::report_title, draw, lang)
}

/// One paper of all that is explained, with a part for each where there are several.
fn document(
    explained: &[Explanation<'_>],
    title: fn(&Rubric, Lang) -> String,
    draw: impl Fn(&Filled<'_>, &mut Vec<Block>),
    lang: Lang,
) -> Document {
    let hidden = Hidden::default();
    let telling = Telling { lang, hidden: &hidden, most_ways: 0 };
    let mut document = Document { title: String::new(), blocks: Vec::new() };
    for explanation in explained {
        let of = Filled {
            explanation,
            rubric: explanation.rubric,
            teller: Teller::new(explanation, &telling),
            lang,
        };
        if document.title.is_empty() {
            let name = of.name_of_all(explained);
            document.title = format!("{} – {name}", title(of.rubric, lang));
        }
        if explained.len() > 1 {
            document.blocks.push(Block::Section(of.which()));
        }
        draw(&of, &mut document.blocks);
        papers::close(of.rubric, lang, &mut document.blocks);
    }
    document
}

/// A row of a supplier that was placed, in the words of the papers.
pub(super) struct Filled<'e> {
    explanation: &'e Explanation<'e>,
    rubric: &'e Rubric,
    teller: Teller<'e>,
    lang: Lang,
}

/// What the papers have in common.
impl Filled<'_> {
    /// What a supplier is called: its name, or its id where its rows have several.
    fn name_of_all(&self, explained: &[Explanation<'_>]) -> String {
        let name = self.teller.name();
        let is_called_so = |other: &Explanation<'_>| flat(other.record().name()) == name;
        match explained.iter().all(is_called_so) {
            true => name,
            false => flat(self.explanation.record().identity(Identity::LeverandoerId)),
        }
    }

    /// Which of a supplier's rows: the unit, the group and the day.
    fn which(&self) -> String {
        let record = self.explanation.record();
        let date = record.identity(Identity::Vurderingsdato);
        let parts = [
            self.rubric.target_group.clone(),
            record.identity(Identity::Afdelingsid).to_owned(),
            record.identity(Identity::Delmaalgruppe).to_owned(),
            record.identity(Identity::Aldersgruppe).to_owned(),
            self.teller.date(date),
            record.identity(Identity::Konsulent).to_owned(),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        flat(&parts.join(", "))
    }

    /// The level, or why there is none.
    pub(super) fn result(&self) -> Block {
        Block::Notice(self.teller.result())
    }

    /// What the boxes in front of criteria mean.
    pub(super) fn marks(&self) -> Block {
        self.teller.marks(Guide::BoundsThatApply.text(self.lang))
    }

    /// What each level of a parameter says, and its criteria with the bounds that applied and what they came to.
    pub(super) fn levels(&self, parameter: Parameter) -> Vec<Item> {
        let guidance = &self.rubric.parameter(parameter).guidance;
        let outcome = self.explanation.parameter(parameter);
        let level = |level: Level| {
            let text = guidance.at(level).unwrap_or_default();
            let criteria = outcome.level(level).map(|of| of.criteria.as_slice());
            let criteria = criteria.unwrap_or_default().iter();
            let name = rule::level_heading(level);
            Item::new(format!("{name}: {text}"))
                .with(criteria.map(|of| self.teller.criterion(&of.criterion.id, of)).collect())
        };
        Level::DESCRIBED.map(level).into()
    }

    fn evidence(&self, index: usize) -> (&Indicator, &Evidence) {
        let indicator = &self.rubric.indicators[index];
        (indicator, &self.explanation.evidence[index])
    }
}

/// What only the report says.
impl Filled<'_> {
    pub(super) fn report_head(&self) -> Block {
        let record = self.explanation.record();
        let date = self.teller.date(record.identity(Identity::Vurderingsdato));
        let values = [
            record.identity(Identity::Leverandoer).to_owned(),
            record.identity(Identity::LeverandoerId).to_owned(),
            record.identity(Identity::Afdelingsid).to_owned(),
            date,
            record.identity(Identity::Socialtilsyn).to_owned(),
            record.identity(Identity::Konsulent).to_owned(),
        ];
        let names = [
            Guide::TheSupplier,
            Guide::SupplierId,
            Guide::Department,
            Guide::DateOfAssessment,
            Guide::Tilsyn,
            Guide::Consultant,
        ];
        let line = |(name, value): (Guide, String)| {
            let value = if value.is_empty() { "…" } else { &value };
            Item::new(flat(&format!("{}: {value}", name.text(self.lang))))
        };
        let is_told =
            |(name, value): &(Guide, String)| *name != Guide::Department || !value.is_empty();
        let lines = names.into_iter().zip(values).filter(is_told);
        Block::List(lines.map(line).collect())
    }

    /// The level of the supplier, where there is one.
    pub(super) fn level(&self) -> Option<&'static str> {
        let placement = &self.explanation.placement;
        match placement.status {
            Status::Indplaceret => placement.level.map(Level::as_str),
            Status::UnderLet => Some(Level::UnderLet.as_str()),
            Status::UdenKvalitet | Status::Uafklaret => None,
        }
    }

    pub(super) fn overall_reason(&self) -> Option<Block> {
        self.told(Identity::SamletBegrundelse)
    }

    pub(super) fn quality(&self) -> Option<&'static str> {
        let quality = self.explanation.assessment.quality;
        quality.map(written::ja_nej)
    }

    pub(super) fn quality_by(&self) -> Option<Block> {
        self.told(Identity::KvalitetMyndighed)
    }

    fn told(&self, column: Identity) -> Option<Block> {
        let cell = self.explanation.identity(column)?;
        Some(Block::Text(flat(&cell.value)))
    }

    /// The rule, and how it came to the level.
    pub(super) fn rule(&self) -> Vec<Block> {
        // Without the heading, which the report has.
        self.teller.how(None).into_iter().skip(1).collect()
    }

    /// The box of a parameter that is ticked, where its level is determined.
    pub(super) fn parameter(&self, parameter: Parameter) -> Option<&'static str> {
        let placed = &self.explanation.parameter(parameter).placed;
        match placed.relevant {
            true => placed.level.determined().map(Level::as_str),
            false => Some(IRRELEVANT),
        }
    }

    /// Between which levels a parameter is open, and what the consultant said of it.
    pub(super) fn remarks(&self, parameter: Parameter) -> Option<Block> {
        let outcome = self.explanation.parameter(parameter);
        let is_open = outcome.placed.relevant && outcome.placed.level.determined().is_none();
        let open = is_open.then(|| {
            let level = self.teller.parameter_level(outcome);
            Guide::LevelIs { level }.text(self.lang)
        });
        let said = Some(self.teller.parameter_remarks(outcome));
        let said: Vec<String> = open.into_iter().chain(said).collect();
        let said = said.join(" ").trim().to_owned();
        (!said.is_empty()).then_some(Block::Text(said))
    }

    pub(super) fn missing(&self) -> Vec<Block> {
        let mut blocks: Vec<Block> = self.teller.missing().into_iter().skip(1).collect();
        if blocks.is_empty() {
            blocks.push(Block::Text(Guide::NothingMissing.text(self.lang)));
        }
        blocks
    }

    /// The parameters whose level the consultant set against the criteria, and the level as a whole.
    pub(super) fn overridden(&self) -> Block {
        let mut items: Vec<Item> = Vec::new();
        for outcome in &self.explanation.parameters {
            if outcome.placed.overridden {
                let name = outcome.parameter.label();
                let remarks = self.teller.parameter_remarks(outcome);
                items.push(Item::new(format!("{name}: {remarks}")));
            }
        }
        if self.explanation.placement.overall_overridden {
            items.extend(self.teller.overall().into_iter().map(Item::new));
        }
        match items.is_empty() {
            true => Block::Text(Guide::NothingOverridden.text(self.lang)),
            false => Block::List(items),
        }
    }
}

/// What is to be done with a fact in the interview.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Todo {
    /// It is missing, may move the level, and only the interview can tell.
    Settle,
    /// It is missing and may move the level; the supplier was to tell it, or to document it.
    Fetch,
    /// It is told, and the supplier is to show that it is so.
    See,
    /// It is told.
    Known,
    /// It is missing, and the level is the same without it.
    Idle,
}

/// What only the interview guide says.
impl Filled<'_> {
    fn interview(&self, blocks: &mut Vec<Block>) {
        let say = |word: Guide| word.text(self.lang);
        blocks.push(Block::Text(say(Guide::InterviewOfHowTo)));
        blocks.push(Block::Fields(self.teller.head()));
        blocks.push(papers::blanks(&[Guide::Present, Guide::DateAndPlace], self.lang));
        blocks.push(self.result());
        blocks.push(Block::Section(say(Guide::MissingFirst)));
        blocks.extend(self.missing());
        blocks.push(self.marks());
        let mut is_said = vec![false; self.rubric.indicators.len()];
        for parameter in Parameter::ALL {
            self.interview_about(parameter, &mut is_said, blocks);
        }
    }

    fn interview_about(&self, parameter: Parameter, is_said: &mut [bool], blocks: &mut Vec<Block>) {
        let say = |word: Guide| word.text(self.lang);
        let outcome = self.explanation.parameter(parameter);
        blocks.push(Block::Section(parameter.label().to_owned()));
        let level = self.teller.parameter_level(outcome);
        let level = Guide::LevelSoFar { level }.text(self.lang);
        let remarks = self.teller.parameter_remarks(outcome);
        blocks.push(Block::Text(format!("{level} {remarks}").trim().to_owned()));
        if !outcome.placed.relevant {
            return;
        }
        blocks.push(Block::Heading(say(Guide::LooksFor)));
        blocks.push(Block::List(self.levels(parameter)));
        let facts: Vec<usize> = facts_of(self.rubric, parameter)
            .into_iter()
            .filter(|&index| !std::mem::replace(&mut is_said[index], true))
            .collect();
        let these =
            |todo: Todo| facts.iter().copied().filter(move |&index| self.todo(index) == Some(todo));
        let mut settle: Vec<Item> = these(Todo::Settle).map(|index| self.question(index)).collect();
        if self.is_missing(Missing::Parameter(parameter)) {
            settle.push(Item::new(
                self.teller.say(&Why::MissingLevel { parameter: parameter.label().to_owned() }),
            ));
        }
        let (leader, staff) = papers::openers(parameter);
        for (heading, items) in [
            (Guide::ToBeSettled, settle),
            (Guide::ToBeFetched, these(Todo::Fetch).map(|index| self.question(index)).collect()),
            (Guide::AskToSee, these(Todo::See).map(|index| self.answered(index)).collect()),
            (Guide::AskTheLeader, vec![Item::new(say(leader))]),
            (Guide::AskTheStaff, vec![Item::new(say(staff))]),
            (
                Guide::NeedsNoAsking,
                these(Todo::Known)
                    .chain(these(Todo::Idle))
                    .map(|index| self.answered(index))
                    .collect(),
            ),
        ] {
            if !items.is_empty() {
                blocks.push(Block::Heading(say(heading)));
                blocks.push(Block::List(items));
            }
        }
        blocks.push(Block::Heading(say(Guide::Notes)));
        blocks.push(Block::Room(4));
    }

    /// What is to be done with a fact; nothing with a share that is computed, whose ends are asked for.
    fn todo(&self, index: usize) -> Option<Todo> {
        let (indicator, evidence) = self.evidence(index);
        let is_told = match evidence.fact {
            Fact::Missing => false,
            Fact::Set { open, .. } => open.is_empty(),
            Fact::Number(_) | Fact::Ratio { .. } | Fact::Bool(_) | Fact::Choice(_) => true,
        };
        let is_interview = matches!(indicator.source, Some(EvidenceSource::Interview) | None);
        let is_computed = matches!(indicator.kind, Kind::Share { computed: Some(_) });
        Some(match (self.is_missing(Missing::Indicator(index)), is_told) {
            (true, _) if is_interview => Todo::Settle,
            (true, _) => Todo::Fetch,
            (false, true) if indicator.source == Some(EvidenceSource::Dokument) => Todo::See,
            (false, true) => Todo::Known,
            (false, false) if is_computed => return None,
            (false, false) => Todo::Idle,
        })
    }

    fn is_missing(&self, what: Missing) -> bool {
        self.explanation.missing.iter().any(|item| item.what == what)
    }

    /// A fact that is asked for, with its options.
    fn question(&self, index: usize) -> Item {
        let (indicator, _) = self.evidence(index);
        papers::question(indicator)
    }

    /// A fact and what is known of it.
    fn answered(&self, index: usize) -> Item {
        let (indicator, evidence) = self.evidence(index);
        let label = &indicator.label;
        if evidence.fact == Fact::Missing {
            let label = label.clone();
            return Item::new(flat(&Guide::IdleFact { label }.text(self.lang)));
        }
        let answer = self.teller.answer(index);
        let note = self.teller.note(index);
        Item::new(flat(&match note.is_empty() {
            true => format!("{label}: {answer}"),
            false => format!("{label}: {answer} ({note})"),
        }))
    }
}
