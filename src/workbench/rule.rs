//! What a rubric's rule makes of every combination of levels on the parameters.
//!
//! All of them are tried, those with parameters that are not relevant included: at most 5⁸.

use super::show;
use crate::document::{Block, Document, Table};
use crate::place::level_by;
use crate::rubric::{Rubric, Rule};
use crate::tell::hundredths;
use crate::vocabulary::{Level, Parameter};
use crate::words::{Guide, Lang};

use std::collections::BTreeMap;

/// The levels of the eight; none where a parameter is not relevant.
type Levels = [Option<Level>; Parameter::COUNT];

/// What the rule looks at, and nothing else: combinations that agree on it have the same level by the rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Seen {
    /// How many parameters are relevant.
    relevant: usize,
    /// The level by the rule alone.
    level: Level,
}

/// Some combinations that the rule alone gives one level.
#[derive(Debug, Clone, Default)]
struct Outcomes {
    /// The lowest and the highest sum of points among them.
    sums: Option<(u32, u32)>,
    /// How many end at each level, must-haves applied.
    ends_at: [u64; 4],
}

/// What the rule makes of every combination, compactly.
pub fn rule_page(rubric: &Rubric, lang: Lang) -> Document {
    let outcomes = outcomes(rubric);
    let mut blocks = vec![Block::List(show::rule(rubric, lang))];
    let counts: Vec<usize> = (1..=Parameter::COUNT)
        .rev()
        .filter(|&n| outcomes.keys().any(|seen| seen.relevant == n))
        .collect();
    let may_be_irrelevant = counts.len() > 1;
    for n in counts {
        if may_be_irrelevant {
            blocks.push(Block::Section(Guide::WithRelevant { n }.text(lang)));
        }
        blocks.push(Block::Table(table(rubric, n, &outcomes, lang)));
    }
    blocks.push(Block::Text(Guide::EveryCombination.text(lang)));
    if !rubric.requirements.is_empty() {
        blocks.push(Block::Text(Guide::MustHavesLower.text(lang)));
    }
    Document { title: Guide::RuleOf { rubric: rubric.name() }.text(lang), blocks }
}

fn table(
    rubric: &Rubric,
    relevant: usize,
    outcomes: &BTreeMap<Seen, Outcomes>,
    lang: Lang,
) -> Table {
    let has_requirements = !rubric.requirements.is_empty();
    let mut head =
        vec![Guide::ByTheRule.text(lang), Guide::When.text(lang), Guide::Combinations.text(lang)];
    if has_requirements {
        let ends = Level::ALL.map(|level| Guide::EndsAt { level: level.as_str() }.text(lang));
        head.extend(ends.into_iter().rev());
    }
    let mut table = Table::new(head);
    for level in Level::ALL.into_iter().rev() {
        let Some(of) = outcomes.get(&Seen { relevant, level }) else {
            continue;
        };
        let all: u64 = of.ends_at.iter().sum();
        let mut row = vec![
            level.as_str().to_owned(),
            when(rubric.rule, relevant, level, of, lang),
            all.to_string(),
        ];
        if has_requirements {
            row.extend(of.ends_at.iter().rev().map(u64::to_string));
        }
        table.row(row);
    }
    table
}

/// What makes the rule give the level: a range of sums, or so many parameters at a level.
fn when(rule: Rule, relevant: usize, level: Level, of: &Outcomes, lang: Lang) -> String {
    match rule {
        Rule::Mean(_) => {
            let (low, high) = of.sums.unwrap_or_default();
            let mean = |sum| mean(sum, relevant, lang);
            Guide::Sums { low, high, mean_low: mean(low), mean_high: mean(high) }
        }
        Rule::Median | Rule::Weakest => {
            // Of a rule that counts, the quorum is told by how few it takes.
            let n = quorum(rule, relevant);
            match (level, level.above()) {
                (Level::UnderLet, _) => {
                    Guide::FewerReach { n, of: relevant, level: Level::Let.as_str() }
                }
                (level, None) => Guide::Reach { n, of: relevant, level: level.as_str() },
                (level, Some(above)) => Guide::ReachButNot {
                    n,
                    of: relevant,
                    level: level.as_str(),
                    above: above.as_str(),
                },
            }
        }
    }
    .text(lang)
}

/// The mean of so many points over so many parameters, to two decimals, half up.
fn mean(sum: u32, count: usize, lang: Lang) -> String {
    let count = count.max(1) as u64;
    hundredths((u64::from(sum) * 200 + count) / (2 * count), lang)
}

/// How many of the relevant parameters must reach a level for the rule to.
fn quorum(rule: Rule, relevant: usize) -> usize {
    let reaching = |n: usize| {
        let levels: Levels = std::array::from_fn(|index| {
            (index < relevant).then_some(match index < n {
                true => Level::Hoejt,
                false => Level::UnderLet,
            })
        });
        level_by(rule, &[], &levels) == Level::Hoejt
    };
    (1..=relevant).find(|&n| reaching(n)).unwrap_or(relevant)
}

fn outcomes(rubric: &Rubric) -> BTreeMap<Seen, Outcomes> {
    let mut outcomes = BTreeMap::new();
    let mut levels: Levels = [None; Parameter::COUNT];
    combine(rubric, 0, &mut levels, &mut outcomes);
    outcomes
}

/// Tries every level, and irrelevance where it may be, for the parameters from `next` on.
fn combine(
    rubric: &Rubric,
    next: usize,
    levels: &mut Levels,
    outcomes: &mut BTreeMap<Seen, Outcomes>,
) {
    if next < Parameter::COUNT {
        let irrelevant = rubric.parameters[next].may_be_irrelevant;
        for level in Level::ALL.map(Some).into_iter().chain(irrelevant.then_some(None)) {
            levels[next] = level;
            combine(rubric, next + 1, levels, outcomes);
        }
        return;
    }
    let points = levels.iter().flatten().map(|level| level.points());
    let relevant = points.clone().count();
    if relevant == 0 {
        return;
    }
    let sum: u32 = points.map(u32::from).sum();
    let level = level_by(rubric.rule, &[], levels);
    let end = level_by(rubric.rule, &rubric.requirements, levels);
    let of: &mut Outcomes = outcomes.entry(Seen { relevant, level }).or_default();
    let (low, high) = of.sums.unwrap_or((sum, sum));
    of.sums = Some((low.min(sum), high.max(sum)));
    of.ends_at[usize::from(end.points())] += 1;
}
