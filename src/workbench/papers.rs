//! The two papers of the pilot beside the form: the interview guide and the template of the report.

use super::filled::Filled;
use super::form::facts_of;
use super::show;
use crate::document::{Block, Document, Item, Mark};
use crate::rubric::{EvidenceSource, Indicator, Method, Rubric};
use crate::tell::{criterion, rule};
use crate::vocabulary::{Level, Parameter, RubricStatus};
use crate::words::why::rubric_status;
use crate::words::{Guide, Lang, Ui};

/// The interviewguide: by parameter, for leader and staff, with what each level looks for.
pub fn interview_guide(rubric: &Rubric, lang: Lang) -> Document {
    let mut blocks = vec![Block::Text(Guide::InterviewHowTo.text(lang))];
    blocks.push(blanks(&[Guide::TheSupplier, Guide::Present, Guide::DateAndPlace], lang));
    show::target_group(rubric, lang, &mut blocks);
    for parameter in Parameter::ALL {
        interview_about(rubric, parameter, lang, &mut blocks);
    }
    close(rubric, lang, &mut blocks);
    Document { title: interview_title(rubric, lang), blocks }
}

pub(super) fn interview_title(rubric: &Rubric, lang: Lang) -> String {
    let target_group = rubric.title.clone();
    Guide::InterviewTitle { target_group }.text(lang)
}

/// The question that a fact is asked by, with its options as boxes.
pub(super) fn question(indicator: &Indicator) -> Item {
    let question = indicator.ask.as_ref().unwrap_or(&indicator.label);
    let options = indicator.kind.options().map(|options| {
        let name = |name: &String| Item::new(name.clone()).with_box();
        options.names.iter().map(name).collect()
    });
    Item::new(question.clone()).with(options.unwrap_or_default())
}

fn interview_about(rubric: &Rubric, parameter: Parameter, lang: Lang, blocks: &mut Vec<Block>) {
    blocks.push(Block::Section(parameter.label().to_owned()));
    blocks.push(Block::Heading(Guide::LooksFor.text(lang)));
    blocks.push(Block::List(levels(rubric, parameter, false, lang)));
    let (leader, staff) = openers(parameter);
    let ask = |of: EvidenceSource| -> Vec<Item> {
        facts_of(rubric, parameter)
            .into_iter()
            .map(|index| &rubric.indicators[index])
            .filter(|indicator| indicator.source == Some(of))
            .map(question)
            .collect()
    };
    let lists = [
        (Guide::AskTheLeader, vec![Item::new(leader.text(lang))]),
        (Guide::AskTheStaff, vec![Item::new(staff.text(lang))]),
        (Guide::ToBeSettled, ask(EvidenceSource::Interview)),
        (Guide::AskToSee, ask(EvidenceSource::Dokument)),
        (Guide::GoThrough, ask(EvidenceSource::Oplysningsskema)),
    ];
    for (heading, items) in lists {
        if !items.is_empty() {
            blocks.push(Block::Heading(heading.text(lang)));
            blocks.push(Block::List(items));
        }
    }
    blocks.push(Block::Heading(Guide::Notes.text(lang)));
    blocks.push(Block::Room(4));
}

/// What each level says, and its criteria below it, perhaps with boxes to tick.
fn levels(rubric: &Rubric, parameter: Parameter, boxes: bool, lang: Lang) -> Vec<Item> {
    let of = rubric.parameter(parameter);
    let level = |level: Level| {
        let text = of.guidance.at(level).unwrap_or_default();
        let criteria = of.criteria_of(level).iter().map(|criterion| {
            let item = criterion::item_in_short(rubric, criterion, lang);
            if boxes { item.with_box() } else { item }
        });
        Item::new(format!("{}: {text}", rule::level_heading(level))).with(criteria.collect())
    };
    Level::DESCRIBED.map(level).into()
}

/// An open question to the leader, and one to the staff.
pub(super) const fn openers(parameter: Parameter) -> (Guide, Guide) {
    match parameter {
        Parameter::AktivPraksis => (Guide::LeaderAktivPraksis, Guide::StaffAktivPraksis),
        Parameter::Praksiserfaring => (Guide::LeaderPraksiserfaring, Guide::StaffPraksiserfaring),
        Parameter::Uddannelse => (Guide::LeaderUddannelse, Guide::StaffUddannelse),
        Parameter::Fagmiljoe => (Guide::LeaderFagmiljoe, Guide::StaffFagmiljoe),
        Parameter::Samarbejdsformer => {
            (Guide::LeaderSamarbejdsformer, Guide::StaffSamarbejdsformer)
        }
        Parameter::Vidensudvikling => (Guide::LeaderVidensudvikling, Guide::StaffVidensudvikling),
        Parameter::Metoder => (Guide::LeaderMetoder, Guide::StaffMetoder),
        Parameter::Hjaelpemidler => (Guide::LeaderHjaelpemidler, Guide::StaffHjaelpemidler),
    }
}

/// The skabelon for afrapportering: everything that a report says, with room to say it.
pub fn report_template(rubric: &Rubric, lang: Lang) -> Document {
    let mut blocks = Vec::new();
    report(rubric, None, lang, &mut blocks);
    close(rubric, lang, &mut blocks);
    Document { title: report_title(rubric, lang), blocks }
}

pub(super) fn report_title(rubric: &Rubric, lang: Lang) -> String {
    let target_group = rubric.title.clone();
    Guide::ReportTitle { target_group }.text(lang)
}

/// The report, blank or with what is known of a supplier in its places.
pub(super) fn report(
    rubric: &Rubric,
    of: Option<&Filled<'_>>,
    lang: Lang,
    blocks: &mut Vec<Block>,
) {
    let text = |word: Guide| Block::Text(word.text(lang));
    let section = |word: Guide| Block::Section(word.text(lang));
    blocks.push(match of {
        Some(of) => of.report_head(),
        None => blanks(&REPORT_HEAD, lang),
    });
    blocks.push(section(Guide::InShort));
    blocks.extend(of.map(Filled::result));
    blocks.push(text(Guide::LevelOfSupplier));
    blocks.push(boxes(&levels_down(), of.and_then(Filled::level)));
    blocks.push(text(Guide::ReasonOfLevel));
    blocks.extend(of.and_then(Filled::overall_reason));
    blocks.push(Block::Room(4));
    blocks.push(section(Guide::Quality));
    blocks.push(text(Guide::QualityQuestion));
    blocks.push(boxes(&["ja", "nej"], of.and_then(Filled::quality)));
    blocks.push(text(Guide::QualityBy));
    blocks.push(of.and_then(Filled::quality_by).unwrap_or(Block::Room(1)));
    blocks.push(section(Guide::OneLevel));
    match of {
        Some(of) => blocks.extend(of.rule()),
        None => blocks.push(Block::List(show::rule(rubric, lang))),
    }
    blocks.push(section(Guide::TheParameters));
    blocks.extend(of.map(Filled::marks));
    for parameter in Parameter::ALL {
        report_about(rubric, parameter, of, lang, blocks);
    }
    blocks.push(section(Guide::WhatIsMissing));
    blocks.extend(of.map_or_else(|| vec![Block::Room(3)], Filled::missing));
    blocks.push(section(Guide::Overridden));
    blocks.push(of.map_or(Block::Room(3), Filled::overridden));
}

/// The names at the top of a report.
const REPORT_HEAD: [Guide; 5] = [
    Guide::TheSupplier,
    Guide::SupplierId,
    Guide::DateOfAssessment,
    Guide::Tilsyn,
    Guide::Consultant,
];

fn report_about(
    rubric: &Rubric,
    parameter: Parameter,
    of: Option<&Filled<'_>>,
    lang: Lang,
    blocks: &mut Vec<Block>,
) {
    let part = rubric.parameter(parameter);
    blocks.push(Block::Heading(parameter.label().to_owned()));
    let mut words = levels_down();
    if part.may_be_irrelevant {
        words.push(IRRELEVANT);
    }
    blocks.push(boxes(&words, of.and_then(|of| of.parameter(parameter))));
    blocks.extend(of.and_then(|of| of.remarks(parameter)));
    blocks.push(Block::Text(match (part.method, of) {
        (Method::Criteria, None) => Guide::WhichCriteriaHold.text(lang),
        (Method::Criteria, Some(_)) => Guide::TheseCriteriaHold.text(lang),
        (Method::Assessed, _) => Guide::WhichWordingFits.text(lang),
    }));
    blocks.push(Block::List(match of {
        Some(of) => of.levels(parameter),
        None => levels(rubric, parameter, true, lang),
    }));
    blocks.push(Block::Text(Guide::ReasonAndSources.text(lang)));
    blocks.push(Block::Room(3));
}

/// What a parameter is that does not count.
pub(super) const IRRELEVANT: &str = "ikke relevant";

/// The words of the levels, the highest first.
fn levels_down() -> Vec<&'static str> {
    Level::ALL.iter().rev().map(|level| level.as_str()).collect()
}

/// Words with a box each; that of `ticked` is ticked.
fn boxes(words: &[&str], ticked: Option<&str>) -> Block {
    let item = |word: &&str| {
        let is_ticked = ticked == Some(*word);
        Item::new(*word).marked(if is_ticked { Mark::Ticked } else { Mark::Empty })
    };
    Block::List(words.iter().map(item).collect())
}

/// Lines with a name and room behind it.
pub(super) fn blanks(names: &[Guide], lang: Lang) -> Block {
    let line = |name: &Guide| Item::new(format!("{}: …", name.text(lang)));
    Block::List(names.iter().map(line).collect())
}

/// What the paper was made from, and what it is not.
pub(super) fn close(rubric: &Rubric, lang: Lang, blocks: &mut Vec<Block>) {
    blocks.push(Block::Section(Guide::Reservations.text(lang)));
    blocks.push(Block::Text(Ui::Proposal.text(lang)));
    if rubric.status == RubricStatus::Illustrativ {
        blocks.push(Block::Text(Ui::Illustrative.text(lang)));
    }
    blocks.push(Block::Text(
        Guide::MadeFrom {
            rubric: rubric.name(),
            status: rubric_status(rubric.status, lang),
            sha256: rubric.sha256()[..12].to_owned(),
        }
        .text(lang),
    ));
}
