//! A whole rubric as a page that can be read.

use crate::document::{Block, Document, Item, Table};
use crate::rubric::{Kind, Rubric};
use crate::tell::{criterion, rule};
use crate::vocabulary::{Level, Parameter, RubricStatus};
use crate::words::{Guide, Lang, Ui};

/// The rubric as a page: what it is, the målgruppe, the rule, the eight parameters and the facts.
pub fn show(rubric: &Rubric, lang: Lang) -> Document {
    let mut blocks = header(rubric, lang);
    target_group(rubric, lang, &mut blocks);
    blocks.push(Block::Section(Guide::OneLevel.text(lang)));
    blocks.push(Block::List(rule(rubric, lang)));
    blocks.push(Block::Section(Guide::TheParameters.text(lang)));
    for parameter in Parameter::ALL {
        self::parameter(rubric, parameter, lang, &mut blocks);
    }
    indicators(rubric, lang, &mut blocks);
    Document { title: rubric.title.clone(), blocks }
}

/// What a rubric is, and how binding.
pub(super) fn header(rubric: &Rubric, lang: Lang) -> Vec<Block> {
    let facts = [
        (Guide::Rubric, rubric.name()),
        (Guide::TargetGroupOnThePortal, rubric.target_group.clone()),
        (Guide::Synonyms, rubric.synonyms.join(", ")),
        (Guide::Status, rubric.status.as_str().to_owned()),
        (Guide::Valid, validity(rubric, lang)),
        (Guide::Sources, rubric.sources.join("; ")),
        (Guide::File, rubric.source.name.clone()),
        (Guide::Sha256, rubric.sha256().to_owned()),
    ];
    let items = facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| Item::new(format!("{}: {value}", name.text(lang))));
    let mut blocks = vec![Block::List(items.collect())];
    if rubric.status == RubricStatus::Illustrativ {
        blocks.push(Block::Notice(Ui::Illustrative.text(lang)));
    }
    blocks
}

/// From when to when a rubric applies; nothing where it says nothing of it.
pub(super) fn validity(rubric: &Rubric, lang: Lang) -> String {
    let text = match (rubric.valid_from, rubric.valid_to) {
        (None, None) => return String::new(),
        (Some(from), None) => Guide::From { from: from.to_string() },
        (None, Some(to)) => Guide::To { to: to.to_string() },
        (Some(from), Some(to)) => Guide::FromTo { from: from.to_string(), to: to.to_string() },
    };
    text.text(lang)
}

/// The målgruppe in short, an aspect a row.
pub(super) fn target_group(rubric: &Rubric, lang: Lang, blocks: &mut Vec<Block>) {
    if rubric.description.is_empty() {
        return;
    }
    blocks.push(Block::Section(Guide::TargetGroupInShort.text(lang)));
    let levels = Level::DESCRIBED.map(|level| rule::level_heading(level).to_owned());
    let mut table = Table::new(std::iter::once(String::new()).chain(levels));
    for (aspect, texts) in &rubric.description {
        let name = rule::aspect(*aspect, lang);
        table.row(std::iter::once(name).chain(texts.0.iter().cloned()));
    }
    blocks.push(Block::Table(table));
}

/// How eight levels make one.
pub(super) fn rule(rubric: &Rubric, lang: Lang) -> Vec<Item> {
    let rule = rule::rule(rubric.rule, lang);
    let mut items = vec![Item::new(Guide::LevelBy { rule }.text(lang))];
    for requirement in &rubric.requirements {
        items.push(Item::new(rule::must_have(requirement, lang)));
    }
    items
}

fn parameter(rubric: &Rubric, parameter: Parameter, lang: Lang, blocks: &mut Vec<Block>) {
    let of = rubric.parameter(parameter);
    blocks.push(Block::Heading(parameter.label().to_owned()));
    blocks.push(Block::Text(rule::method(of, lang)));
    for level in Level::DESCRIBED {
        blocks.push(Block::Small(format!("{}: {}", parameter.label(), level.as_str())));
        blocks.push(Block::Text(of.guidance.at(level).unwrap_or_default().to_owned()));
        let criteria: Vec<Item> = of
            .criteria_of(level)
            .iter()
            .map(|criterion| criterion::item(rubric, criterion, lang))
            .collect();
        if !criteria.is_empty() {
            blocks.push(Block::List(criteria));
        }
    }
}

fn indicators(rubric: &Rubric, lang: Lang, blocks: &mut Vec<Block>) {
    if rubric.indicators.is_empty() {
        return;
    }
    blocks.push(Block::Section(Guide::TheFacts.text(lang)));
    let head = [Guide::Column, Guide::Fact, Guide::KindOfFact, Guide::Source, Guide::UsedBy];
    let mut table = Table::new(head.map(|word| word.text(lang)));
    for (index, indicator) in rubric.indicators.iter().enumerate() {
        let label = match &indicator.ask {
            Some(ask) => format!("{}\n{ask}", indicator.label),
            None => indicator.label.clone(),
        };
        table.row([
            indicator.id.clone(),
            label,
            kind(rubric, index, lang),
            indicator.source.map(|source| source.as_str().to_owned()).unwrap_or_default(),
            used_by(rubric, index).join(", "),
        ]);
    }
    blocks.push(Block::Table(table));
}

/// What kind of fact an indicator is, and what its cells may hold.
fn kind(rubric: &Rubric, index: usize, lang: Lang) -> String {
    let indicator = &rubric.indicators[index];
    let unit = indicator.unit.clone();
    let with_unit = |word: Guide| match unit {
        Some(unit) => format!("{} ({unit})", word.text(lang)),
        None => word.text(lang),
    };
    match &indicator.kind {
        Kind::Count => with_unit(Guide::Count),
        Kind::Number => with_unit(Guide::Number),
        Kind::Share { computed: None } => Guide::Share.text(lang),
        Kind::Share { computed: Some(computed) } => Guide::ShareComputed {
            part: rubric.indicators[computed.part].id.clone(),
            whole: rubric.indicators[computed.whole].id.clone(),
        }
        .text(lang),
        Kind::Bool => Guide::YesOrNo.text(lang),
        Kind::Choice { options, ordered: true } => {
            Guide::OrderedChoice { options: options.names.join(" < ") }.text(lang)
        }
        Kind::Choice { options, .. } => {
            Guide::Choice { options: options.names.join(", ") }.text(lang)
        }
        Kind::Set { options } => Guide::Set { options: options.names.join(", ") }.text(lang),
    }
}

/// The ids of the criteria that an indicator counts in, of its own or as a share's part or whole.
fn used_by(rubric: &Rubric, index: usize) -> Vec<String> {
    let counts = |used: usize| {
        used == index
            || matches!(
                rubric.indicators[used].kind,
                Kind::Share { computed: Some(of) } if of.part == index || of.whole == index
            )
    };
    rubric
        .parameters
        .iter()
        .flat_map(|parameter| parameter.criteria.iter().flatten())
        .filter(|criterion| {
            let mut found = false;
            criterion.condition.for_each_leaf(&mut |leaf| {
                found |= leaf.indicators().iter().any(|&used| counts(used));
            });
            found
        })
        .map(|criterion| criterion.id.clone())
        .collect()
}
