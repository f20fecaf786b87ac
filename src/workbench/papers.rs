//! The two papers of the pilot beside the form: the interview guide and the template of the report.

use super::form::facts_of;
use super::{show, wording};
use crate::document::{Block, Document, Item};
use crate::level::Level;
use crate::parameter::Parameter;
use crate::rubric::{EvidenceSource, Method, Rubric, RubricStatus};
use crate::words::{Guide, Lang, Ui};

/// The interviewguide: by parameter, for leader and staff, with what each level looks for.
pub fn interview_guide(rubric: &Rubric, lang: Lang) -> Document {
    let mut blocks = vec![Block::Text(Guide::InterviewHowTo.text(lang))];
    blocks.push(blanks(
        &[Guide::TheSupplier, Guide::Present, Guide::DateAndPlace],
        lang,
    ));
    show::target_group(rubric, lang, &mut blocks);
    for parameter in Parameter::ALL {
        interview_about(rubric, parameter, lang, &mut blocks);
    }
    close(rubric, lang, &mut blocks);
    Document {
        title: Guide::InterviewTitle {
            target_group: rubric.title.clone(),
        }
        .text(lang),
        blocks,
    }
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
            .map(|indicator| {
                let question = indicator.ask.as_ref().unwrap_or(&indicator.label);
                let options = indicator.kind.options().map(|options| {
                    let name = |name: &String| Item::new(name.clone()).with_box();
                    options.names.iter().map(name).collect()
                });
                Item::new(question.clone()).with(options.unwrap_or_default())
            })
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
            let item = wording::criterion_in_short(rubric, criterion, lang);
            if boxes { item.with_box() } else { item }
        });
        Item::new(format!("{}: {text}", wording::level_heading(level))).with(criteria.collect())
    };
    Level::DESCRIBED.map(level).into()
}

/// An open question to the leader, and one to the staff.
const fn openers(parameter: Parameter) -> (Guide, Guide) {
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
    let mut blocks = vec![blanks(
        &[
            Guide::TheSupplier,
            Guide::SupplierId,
            Guide::DateOfAssessment,
            Guide::Tilsyn,
            Guide::Consultant,
        ],
        lang,
    )];
    let any_level = Level::ALL.map(|level| Item::new(level.as_str()).with_box());
    blocks.push(Block::Section(Guide::InShort.text(lang)));
    blocks.push(Block::Text(Guide::LevelOfSupplier.text(lang)));
    blocks.push(Block::List(any_level.iter().rev().cloned().collect()));
    blocks.push(Block::Text(Guide::ReasonOfLevel.text(lang)));
    blocks.push(Block::Room(4));
    blocks.push(Block::Section(Guide::Quality.text(lang)));
    blocks.push(Block::Text(Guide::QualityQuestion.text(lang)));
    blocks.push(Block::List(vec![
        Item::new("ja").with_box(),
        Item::new("nej").with_box(),
    ]));
    blocks.push(Block::Text(Guide::QualityBy.text(lang)));
    blocks.push(Block::Room(1));
    blocks.push(Block::Section(Guide::OneLevel.text(lang)));
    blocks.push(Block::List(show::rule(rubric, lang)));
    blocks.push(Block::Section(Guide::TheParameters.text(lang)));
    for parameter in Parameter::ALL {
        let of = rubric.parameter(parameter);
        blocks.push(Block::Heading(parameter.label().to_owned()));
        let mut words: Vec<Item> = any_level.iter().rev().cloned().collect();
        if of.may_be_irrelevant {
            words.push(Item::new("ikke relevant").with_box());
        }
        blocks.push(Block::List(words));
        blocks.push(Block::Text(match of.method {
            Method::Criteria => Guide::WhichCriteriaHold.text(lang),
            Method::Assessed => Guide::WhichWordingFits.text(lang),
        }));
        blocks.push(Block::List(levels(rubric, parameter, true, lang)));
        blocks.push(Block::Text(Guide::ReasonAndSources.text(lang)));
        blocks.push(Block::Room(3));
    }
    blocks.push(Block::Section(Guide::WhatIsMissing.text(lang)));
    blocks.push(Block::Room(3));
    blocks.push(Block::Section(Guide::Overridden.text(lang)));
    blocks.push(Block::Room(3));
    close(rubric, lang, &mut blocks);
    Document {
        title: Guide::ReportTitle {
            target_group: rubric.title.clone(),
        }
        .text(lang),
        blocks,
    }
}

/// Lines with a name and room behind it.
fn blanks(names: &[Guide], lang: Lang) -> Block {
    let line = |name: &Guide| Item::new(format!("{}: …", name.text(lang)));
    Block::List(names.iter().map(line).collect())
}

/// What the paper was made from, and what it is not.
fn close(rubric: &Rubric, lang: Lang, blocks: &mut Vec<Block>) {
    blocks.push(Block::Section(Guide::Reservations.text(lang)));
    blocks.push(Block::Text(Ui::Proposal.text(lang)));
    if rubric.status == RubricStatus::Illustrativ {
        blocks.push(Block::Text(Ui::Illustrative.text(lang)));
    }
    blocks.push(Block::Text(
        Guide::MadeFrom {
            rubric: rubric.name(),
            status: rubric.status.as_str(),
            sha256: rubric.sha256()[..12].to_owned(),
        }
        .text(lang),
    ));
}
