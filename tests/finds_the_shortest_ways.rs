//! The shortest ways to another level, and the smallest changes of facts, against trying everything.
//!
//! The search that is tested is clever; what it is held against is not: every set of facts from the
//! smallest, every value of each, and the criteria judged anew each time.

mod case;
mod oracle;

use case::rubric;
use indplacer::arithmetic::Number;
use indplacer::assessment::{Assessment, Fact};
use indplacer::diagnostic::Diagnostics;
use indplacer::explain::{Explanation, FactChange, Reach, explain, reach, with_changes};
use indplacer::intake::Input;
use indplacer::place::{Levels as PlacedLevels, Truth, judge, level_by};
use indplacer::rubric::{Catalogue, Kind, Levels, Method, OptionSet, Rubric};
use indplacer::score::{Options, open};
use indplacer::source::Source;
use indplacer::vocabulary::{Level, Parameter};
use oracle::generate::{ANYTHING, Faults, Flavour, Scenario, scenario};
use oracle::write;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// Small numbers, facts that serve several criteria, sums, unions, shares of a whole, and both kinds of bound.
const SMALL: Flavour = Flavour { telling: true, ..ANYTHING };

fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        max_shrink_iters: 200,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Calls `visit` with every row of a scenario that is placed.
fn explained(scenario: &Scenario, visit: impl FnMut(&Explanation<'_>)) {
    let rubrics = scenario.rubrics.iter();
    let rubrics = rubrics.map(|rubric| write::toml(rubric, &scenario.form));
    let (csv, _) = write::csv(&scenario.rubrics, &scenario.rows, &scenario.form);
    explained_by(rubrics.collect(), &csv, visit);
}

/// The same of rubrics and rows as they are written.
fn explained_by(
    rubrics: Vec<String>,
    csv: impl AsRef<[u8]>,
    mut visit: impl FnMut(&Explanation<'_>),
) {
    let mut notes = Diagnostics::default();
    let sources =
        rubrics.into_iter().map(|text| Source { name: "r.toml".to_owned(), text: text.into() });
    let catalogue = Catalogue::read(sources, &mut notes);
    assert!(!notes.has_errors(), "{notes:?}");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("a.csv");
    std::fs::write(&file, csv).expect("a written file");
    let options = Options::default();
    let opened = open(&catalogue, &[Input::File(file)], &options, &mut notes);
    let opened = opened.unwrap_or_else(|_| panic!("{notes:?}"));
    let scored = opened.score(&mut notes, |row| {
        visit(&explain(&catalogue, row));
        Ok(())
    });
    scored.unwrap_or_else(|_| panic!("{notes:?}"));
}

/// Facts changed, and steps in ten-thousandths.
type Cost = (usize, u64);

const STEP: u64 = 10_000;

/// The level of a parameter by its criteria: surely at least, and perhaps as high as.
fn level(rubric: &Rubric, assessment: &Assessment, parameter: Parameter) -> (Level, Level) {
    let part = rubric.parameter(parameter);
    let (mut low, mut high) = (Level::UnderLet, Level::UnderLet);
    let (mut all_sure, mut all_possible) = (true, true);
    for level in Level::DESCRIBED {
        let truths = part
            .criteria_of(level)
            .iter()
            .map(|criterion| judge(rubric, assessment, &criterion.condition));
        let truth = truths.min().expect("a criterion");
        all_sure &= truth == Truth::True;
        all_possible &= truth != Truth::False;
        let (sure, possible) = match part.levels {
            Levels::Cumulative => (all_sure, all_possible),
            Levels::Independent => (truth == Truth::True, truth != Truth::False),
        };
        if sure {
            low = level;
        }
        if possible {
            high = level;
        }
    }
    (low, high)
}

/// Every part is at most its whole, as it must be for a row to be read.
fn is_possible(rubric: &Rubric, assessment: &Assessment) -> bool {
    rubric.used_indicators().into_iter().all(|index| match rubric.indicators[index].kind {
        Kind::Share { computed: Some(ends) } => {
            match (assessment.facts[ends.part], assessment.facts[ends.whole]) {
                (Fact::Number(part), Fact::Number(whole)) => part <= whole,
                _ => true,
            }
        }
        _ => true,
    })
}

/// The facts that a change may touch: those that the criteria name, of a share of a known whole the part.
fn movable(rubric: &Rubric, assessment: &Assessment, parameter: Parameter) -> Vec<usize> {
    let mut movable = BTreeSet::new();
    for criterion in rubric.parameter(parameter).criteria.iter().flatten() {
        criterion.condition.for_each_leaf(&mut |leaf| {
            for &index in leaf.indicators() {
                let ends = match rubric.indicators[index].kind {
                    Kind::Share {
                        computed: Some(ends),
                    } => Some(ends),
                    _ => None,
                };
                let own = matches!(assessment.facts[index], Fact::Number(_));
                let by_part = ends.filter(|ends| {
                    !own && matches!(assessment.facts[ends.whole], Fact::Number(n) if n > Number::ZERO)
                });
                movable.insert(by_part.map_or(index, |ends| ends.part));
            }
        });
    }
    movable.into_iter().collect()
}

/// The decimals in which a number, those it is added to, and the bounds on them are written.
fn decimals(
    rubric: &Rubric,
    assessment: &Assessment,
    parameter: Parameter,
    indicator: usize,
) -> usize {
    let written = |number: Number| match number.to_string().split_once('.') {
        Some((_, decimals)) => decimals.len(),
        None => 0,
    };
    let of_fact = |index: usize| match assessment.facts[index] {
        Fact::Number(number) => written(number),
        _ => 0,
    };
    let mut most = of_fact(indicator);
    for criterion in rubric.parameter(parameter).criteria.iter().flatten() {
        criterion.condition.for_each_leaf(&mut |leaf| {
            if leaf.indicators().contains(&indicator) {
                for &index in leaf.indicators() {
                    most = most.max(of_fact(index));
                }
                for bound in leaf.bounds().into_iter().flatten() {
                    most = most.max(written(bound.value));
                    for exception in &bound.exceptions {
                        most = most.max(written(exception.bound));
                    }
                }
            }
        });
    }
    most
}

/// Every value that could matter: all that are not beyond every bound, which are small here.
fn values(
    rubric: &Rubric,
    assessment: &Assessment,
    parameter: Parameter,
    index: usize,
) -> Vec<Fact> {
    let decimals = u32::try_from(decimals(rubric, assessment, parameter, index)).expect("few");
    let grain = STEP / 10_u64.pow(decimals);
    let number = |n: u64| Fact::Number(Number::from_ten_thousandths(n));
    match &rubric.indicators[index].kind {
        // A whole of which a part of 4 is less than a third.
        Kind::Count => (0..=13).map(|n| number(n * STEP)).collect(),
        Kind::Number => (0..=66 * STEP / 10 / grain).map(|n| number(n * grain)).collect(),
        // One number alone under test moves just to a bound, or just past it.
        Kind::Share { .. } => {
            let mut all = BTreeSet::new();
            for bound in [0, 333_333, 500_000, 666_667, 1_000_000] {
                let around = [bound - bound.min(grain), bound, (bound + grain).min(1_000_000)];
                all.extend(around.into_iter().filter(|n| n % grain == 0));
            }
            all.into_iter().map(number).collect()
        }
        Kind::Bool => vec![Fact::Bool(false), Fact::Bool(true)],
        Kind::Choice { options, .. } => (0..options.names.len()).map(Fact::Choice).collect(),
        Kind::Set { options } => (0..1_u32 << options.names.len())
            .map(|bits| Fact::Set {
                sure: (0..options.names.len())
                    .filter(|option| bits >> option & 1 == 1)
                    .fold(OptionSet::EMPTY, OptionSet::with),
                open: OptionSet::EMPTY,
            })
            .collect(),
    }
}

/// How far it is from one fact to another; from a missing one it counts from nothing.
fn steps(rubric: &Rubric, index: usize, from: Fact, to: Fact) -> u64 {
    let ordered = !matches!(rubric.indicators[index].kind, Kind::Choice { ordered: false, .. });
    match (from, to) {
        (Fact::Number(from), Fact::Number(to)) => {
            from.ten_thousandths().abs_diff(to.ten_thousandths())
        }
        (_, Fact::Number(to)) => to.ten_thousandths(),
        (Fact::Bool(from), Fact::Bool(to)) => u64::from(from != to) * STEP,
        (_, Fact::Bool(to)) => u64::from(to) * STEP,
        (Fact::Choice(from), Fact::Choice(to)) if ordered => from.abs_diff(to) as u64 * STEP,
        (_, Fact::Choice(to)) if ordered => to as u64 * STEP,
        (from, Fact::Choice(_)) => u64::from(from != to) * STEP,
        (from, Fact::Set { sure: to, .. }) => {
            let from = match from {
                Fact::Set { sure, .. } => sure,
                _ => OptionSet::EMPTY,
            };
            (from.without(to).len() + to.without(from).len()) as u64 * STEP
        }
        (_, Fact::Missing | Fact::Ratio { .. }) => unreachable!("a change makes a fact known"),
    }
}

/// Works the shares out again, but for those that have an answer of their own.
fn settle(rubric: &Rubric, assessment: &mut Assessment) {
    for fact in &mut assessment.facts {
        if matches!(fact, Fact::Ratio { .. }) {
            *fact = Fact::Missing;
        }
    }
    assessment.compute_shares(rubric);
}

/// Whether the parameter is where it must be.
fn is_there(
    rubric: &Rubric,
    assessment: &Assessment,
    parameter: Parameter,
    to: Level,
    rises: bool,
) -> bool {
    let (low, high) = level(rubric, assessment, parameter);
    is_possible(rubric, assessment) && if rises { low >= to } else { high <= to }
}

/// What trying everything came to.
#[derive(Debug, PartialEq)]
enum Tried {
    Cheapest(Cost),
    /// No change of so many facts does it, and with more there were too many to try.
    NotBy(usize),
    /// None at all does it.
    Never,
}

/// How many assessments are tried for one of many questions.
const FEW: usize = 4_000;
/// And for one that stands alone.
const MANY: usize = 100_000;

fn try_everything(
    explanation: &Explanation<'_>,
    parameter: Parameter,
    to: Level,
    rises: bool,
    most_tried: usize,
) -> Tried {
    let rubric = explanation.rubric;
    let before = &explanation.assessment;
    let movable = movable(rubric, before, parameter);
    let choices: Vec<Vec<Fact>> = movable
        .iter()
        .map(|&index| {
            let all = values(rubric, before, parameter, index);
            let now = before.facts[index];
            all.into_iter().filter(|fact| *fact != now).collect()
        })
        .collect();
    let mut tried = 0;
    for size in 0..=movable.len() {
        let mut best: Option<u64> = None;
        let mut sets = Vec::new();
        subsets(movable.len(), size, &mut Vec::new(), &mut sets);
        let work: usize = sets
            .iter()
            .map(|set| set.iter().map(|&place| choices[place].len()).product::<usize>())
            .fold(0, usize::saturating_add);
        tried += work;
        if tried > most_tried {
            return Tried::NotBy(size - 1);
        }
        for set in sets {
            let mut picks = vec![0; set.len()];
            if set.iter().any(|&place| choices[place].is_empty()) {
                continue;
            }
            let mut after = before.clone();
            'values: loop {
                let mut cost = 0;
                for (&place, &pick) in set.iter().zip(&picks) {
                    let (index, fact) = (movable[place], choices[place][pick]);
                    cost += steps(rubric, index, before.facts[index], fact);
                    after.facts[index] = fact;
                }
                if best.is_none_or(|best| cost < best) {
                    settle(rubric, &mut after);
                    if is_there(rubric, &after, parameter, to, rises) {
                        best = Some(cost);
                    }
                }
                for place in 0..picks.len() {
                    picks[place] += 1;
                    if picks[place] < choices[set[place]].len() {
                        continue 'values;
                    }
                    picks[place] = 0;
                }
                break;
            }
        }
        if let Some(best) = best {
            return Tried::Cheapest((size, best));
        }
    }
    Tried::Never
}

fn subsets(of: usize, size: usize, begun: &mut Vec<usize>, all: &mut Vec<Vec<usize>>) {
    if begun.len() == size {
        return all.push(begun.clone());
    }
    for next in begun.last().map_or(0, |last| last + 1)..of {
        begun.push(next);
        subsets(of, size, begun, all);
        begun.pop();
    }
}

fn cost_of(explanation: &Explanation<'_>, changes: &[FactChange]) -> Cost {
    let steps = changes.iter().map(|change| {
        let index = change.indicator();
        let before = explanation.assessment.facts[index];
        assert_ne!(before, change.fact(), "a change changes something");
        steps(explanation.rubric, index, before, change.fact())
    });
    (changes.len(), steps.sum())
}

/// Checks the smallest change for one parameter and level; says how it was checked.
fn check(
    explanation: &Explanation<'_>,
    parameter: Parameter,
    to: Level,
    most_tried: usize,
) -> Tried {
    let rubric = explanation.rubric;
    let rises = explanation.placement.parameters[parameter.index()].computed.min < to;
    let (found, cost) =
        reach(rubric, &explanation.assessment, &explanation.placement, parameter, to);
    let tried = try_everything(explanation, parameter, to, rises, most_tried);
    match (found, &tried) {
        (Reach::Facts(changes), tried) => {
            let ours = cost_of(explanation, &changes);
            assert_eq!(ours, (cost.facts(), cost.steps() as u64), "{changes:?}");
            let after = with_changes(rubric, &explanation.assessment, &changes);
            assert!(
                is_there(rubric, &after, parameter, to, rises),
                "{parameter} is not at {to} after {changes:?}"
            );
            match tried {
                Tried::Cheapest(cheapest) => {
                    assert_eq!(ours, *cheapest, "{parameter} to {to}: {changes:?}");
                }
                Tried::NotBy(size) => assert!(ours.0 > *size, "{parameter} to {to}: {changes:?}"),
                Tried::Never => panic!("{parameter} cannot come to {to}, not even by {changes:?}"),
            }
        }
        (Reach::Never, Tried::Never | Tried::NotBy(_)) => {}
        // Such as a share of exactly 66.6667 % where part and whole both move: it takes a million, and so does
        // the proof that nothing will do. What is given up is said to be so, and never where a change was found.
        (Reach::Unsettled, Tried::NotBy(_) | Tried::Never) => {}
        (found, tried) => panic!("{parameter} to {to}: {found:?}, and by trying {tried:?}"),
    }
    tried
}

/// The parameters that facts decide, and the levels that they are not at.
fn questions(explanation: &Explanation<'_>) -> Vec<(Parameter, Level)> {
    let by_facts = |parameter: &Parameter| {
        let placed = &explanation.placement.parameters[parameter.index()];
        placed.relevant
            && !placed.overridden
            && placed.computed.determined().is_some()
            && explanation.rubric.parameter(*parameter).method == Method::Criteria
    };
    let mut all = Vec::new();
    for parameter in Parameter::ALL.into_iter().filter(by_facts) {
        let now = explanation.placement.parameters[parameter.index()].computed.min;
        all.extend(
            Level::ALL.into_iter().filter(|level| *level != now).map(|level| (parameter, level)),
        );
    }
    all
}

/// All levels of the parameters, with how many single steps they are away in one direction.
fn every_move(now: &PlacedLevels, rises: bool) -> Vec<(u8, PlacedLevels)> {
    let mut all = vec![(0, *now)];
    for place in 0..Parameter::COUNT {
        let Some(level) = now[place] else { continue };
        let others = Level::ALL
            .into_iter()
            .filter(|other| if rises { *other > level } else { *other < level });
        let moved: Vec<(u8, PlacedLevels)> = others
            .flat_map(|other| {
                all.iter().map(move |(taken, levels)| {
                    let mut levels = *levels;
                    levels[place] = Some(other);
                    (taken + other.points().abs_diff(level.points()), levels)
                })
            })
            .collect();
        all.extend(moved);
    }
    all
}

fn check_ways(explanation: &Explanation<'_>, rises: bool) -> bool {
    let ways = explanation.ways();
    let (found, steps) = match rises {
        true => (ways.up, explanation.placement.steps_up),
        false => (ways.down, explanation.placement.steps_down),
    };
    assert_eq!(found.as_ref().map(|found| found.steps), steps);
    let Some(found) = found else { return false };
    let rubric = explanation.rubric;
    let now = explanation.placement.levels(|interval| interval.min);
    let level = |levels: &PlacedLevels| level_by(rubric.rule, &rubric.requirements, levels);
    let leads = |levels: &PlacedLevels| match rises {
        true => level(levels) > level(&now),
        false => level(levels) < level(&now),
    };
    let all: Vec<(u8, PlacedLevels)> =
        every_move(&now, rises).into_iter().filter(|(_, levels)| leads(levels)).collect();
    let fewest = all.iter().map(|(steps, _)| *steps).min();
    assert_eq!(fewest, Some(found.steps));
    let shortest: BTreeSet<Vec<Option<u8>>> = all
        .iter()
        .filter(|(steps, _)| *steps == found.steps)
        .map(|(_, levels)| levels.map(|level| level.map(Level::points)).to_vec())
        .collect();
    let ours: BTreeSet<Vec<Option<u8>>> = found
        .ways
        .iter()
        .map(|way| {
            let mut levels = now;
            for step in &way.steps {
                assert_eq!(levels[step.parameter.index()], Some(step.from));
                levels[step.parameter.index()] = Some(step.to);
            }
            assert_eq!(level(&levels), way.to);
            levels.map(|level| level.map(Level::points)).to_vec()
        })
        .collect();
    assert_eq!(ours.len(), found.ways.len(), "a way is told twice");
    assert_eq!(ours, shortest);
    true
}

proptest! {
    #![proptest_config(cases(48))]

    #[test]
    fn no_change_of_facts_is_smaller_than_the_one_found(scenario in scenario(SMALL, Faults::None, 4)) {
        explained(&scenario, |explanation| {
            for (parameter, to) in questions(explanation) {
                check(explanation, parameter, to, FEW);
            }
        });
    }
}

proptest! {
    #![proptest_config(cases(6))]

    #[test]
    fn the_shortest_ways_are_all_that_take_the_fewest_steps(scenario in scenario(ANYTHING, Faults::None, 5)) {
        explained(&scenario, |explanation| {
            check_ways(explanation, true);
            check_ways(explanation, false);
        });
    }
}

/// A share that nobody knows is known by its part and whole, where both must move anyway.
#[test]
fn an_unknown_share_need_not_be_told_beside_its_part_and_whole() {
    for (rows, facts) in [(";;;", 3), (";;4;", 2), (";3;;", 2), (";3;9;", 2)] {
        let rubric = rubric()
            .id("r")
            .indicators("first = count")
            .tables("[indicators.a]\ntype = \"count\"\nlabel = \"Om a\"")
            .tables("[indicators.b]\ntype = \"count\"\nlabel = \"Om b\"")
            .tables(
                "[indicators.s]\ntype = \"share\"\nlabel = \"Om s\"\npart = \"a\"\nwhole = \"b\"",
            )
            .levels(
                "aktiv_praksis",
                "cumulative",
                [
                    "indicator = \"first\", min = 1",
                    "all_of = [{ indicator = \"a\", min = 3 }, { indicator = \"b\", min = 4 }, \
                     { indicator = \"s\", min = 50 }]",
                    "indicator = \"b\", min = 5",
                ],
            );
        let csv = format!("leverandoer_id;maalgruppe;first;a;b;s\nX;r;0{rows}\n");
        let mut asked = 0;
        explained_by(vec![rubric.to_string()], csv, |explanation| {
            let tried = check(explanation, Parameter::AktivPraksis, Level::Moderat, MANY);
            let Tried::Cheapest((fewest, _)) = tried else {
                panic!("{tried:?}");
            };
            assert_eq!(fewest, facts, "{rows}");
            asked += 1;
        });
        assert_eq!(asked, 1);
    }
}

/// The comparison is empty where nothing is found, or too much would have to be tried.
#[test]
fn what_is_compared_is_worth_comparing() {
    use proptest::strategy::ValueTree;

    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut settled, mut several, mut ways) = (0, 0, 0);
    for _ in 0..12 {
        let tree = scenario(SMALL, Faults::None, 4).new_tree(&mut runner);
        explained(&tree.expect("a scenario").current(), |explanation| {
            for (parameter, to) in questions(explanation) {
                if let Tried::Cheapest((facts, _)) = check(explanation, parameter, to, FEW) {
                    settled += 1;
                    several += usize::from(facts > 1);
                }
            }
            ways += usize::from(check_ways(explanation, true));
        });
    }
    assert!(settled > 160 && several > 20 && ways > 10, "{settled} {several} {ways}");
}
