//! What the arithmetic promises about every rubric and every row, tried on random ones: in the second reading and in the program.

mod oracle;
mod product;
#[path = "case/program.rs"]
mod program;

use program::command;

use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Map, Value};

use oracle::arithmetic::{self, Interval, Standings};
use oracle::assessment::{Assessment, Fact};
use oracle::complete::{completions, open};
use oracle::generate::{ANYTHING, Faults, Flavour, Scenario, domain, scenario};
use oracle::record::{self, named_indicators};
use oracle::rubric::{Criterion, Kind, Leaf, Method, PARAMETERS, Rubric, Source, whole};
use oracle::truth::{self, Truth};
use oracle::write::{self, Form};

const MORE_IS_BETTER: Flavour = Flavour { only_min: true, ..ANYTHING };

const EACH_FACT_ONCE: Flavour = Flavour { telling: true, each_once: true, ..ANYTHING };

/// `PROPTEST_CASES` asks for more, or for fewer.
fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(usual),
        max_shrink_iters: 400,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// The program's records of rows, by their place among them; a row that is rejected has none.
fn scored(
    rubrics: &[Rubric],
    rows: &[Assessment],
    form: &Form,
) -> BTreeMap<usize, Map<String, Value>> {
    let numbered: Vec<Assessment> = rows
        .iter()
        .enumerate()
        .map(|(place, row)| {
            let mut row = row.clone();
            row.identity.insert("leverandoer_id".to_owned(), place.to_string());
            row
        })
        .collect();
    let texts: Vec<String> = rubrics.iter().map(|rubric| write::toml(rubric, form)).collect();
    let (csv, _) = write::csv(rubrics, &numbered, form);
    let document = product::score(&texts, &csv);
    product::records(&document)
        .into_iter()
        .map(|record| {
            let id = record["leverandoer_id"].as_str().expect("an id");
            (id.parse().expect("a place"), record.clone())
        })
        .collect()
}

/// All intervals of a record: the level's, and those of the parameters.
fn intervals(record: &Map<String, Value>) -> BTreeMap<&'static str, Interval> {
    let mut all: BTreeMap<&str, Interval> = PARAMETERS
        .into_iter()
        .filter_map(|parameter| Some((parameter, product::points(record, parameter)?)))
        .collect();
    all.insert("niveau", product::levels(record));
    all
}

/// The same of the second reading.
fn intervals_of(rubric: &Rubric, standings: &Standings) -> BTreeMap<&'static str, Interval> {
    let mut all: BTreeMap<&str, Interval> = PARAMETERS
        .into_iter()
        .zip(standings)
        .filter_map(|(parameter, standing)| Some((parameter, (*standing)?.reached)))
        .collect();
    all.insert(
        "niveau",
        arithmetic::level_interval(rubric, standings, |standing| standing.reached),
    );
    all
}

fn nothing_is_lower(
    before: &BTreeMap<&str, Interval>,
    after: &BTreeMap<&str, Interval>,
) -> Result<(), TestCaseError> {
    prop_assert_eq!(before.len(), after.len());
    for (what, interval) in before {
        let then = after[what];
        prop_assert!(
            then.min >= interval.min && then.max >= interval.max,
            "{} fell from {:?} to {:?}",
            what,
            interval,
            then
        );
    }
    Ok(())
}

fn nothing_is_lower_in_the_program(
    scenario: &Scenario,
    pairs: &[(Assessment, Assessment)],
) -> Result<(), TestCaseError> {
    let rows: Vec<Assessment> =
        pairs.iter().flat_map(|(before, after)| [before.clone(), after.clone()]).collect();
    if rows.is_empty() {
        return Ok(());
    }
    let records = scored(&scenario.rubrics, &rows, &scenario.form);
    for place in (0..rows.len()).step_by(2) {
        let (Some(before), Some(after)) = (records.get(&place), records.get(&(place + 1))) else {
            prop_assert_eq!(
                records.get(&place),
                records.get(&(place + 1)),
                "only one of the two is rejected"
            );
            continue;
        };
        nothing_is_lower(&intervals(before), &intervals(after))?;
        for key in ["niveau", "niveau_beregnet", "niveau_median", "niveau_svageste"] {
            if let (Some(level), Some(then)) =
                (product::level(before, key), product::level(after, key))
            {
                prop_assert!(then >= level, "{} fell from {} to {}", key, level, then);
            }
        }
    }
    Ok(())
}

fn leaves(rubric: &Rubric) -> Vec<&Leaf> {
    fn collect<'a>(criterion: &'a Criterion, leaves: &mut Vec<&'a Leaf>) {
        match criterion {
            Criterion::Leaf(leaf) => leaves.push(leaf),
            Criterion::AnyOf(members)
            | Criterion::AllOf(members)
            | Criterion::AtLeast(_, members) => {
                for member in members {
                    collect(member, leaves);
                }
            }
        }
    }
    let mut all = Vec::new();
    for named in rubric.criteria() {
        collect(&named.criterion, &mut all);
    }
    all
}

/// The row with one fact changed so that the test of the leaf is met, if one change can do it.
fn met(rubric: &Rubric, row: &Assessment, leaf: &Leaf) -> Option<Assessment> {
    let ids = match &leaf.source {
        Source::Indicator(id) => std::slice::from_ref(id),
        Source::Sum(ids) | Source::Union(ids) => ids.as_slice(),
    };
    let changes = ids.iter().flat_map(|id| {
        domain(EACH_FACT_ONCE, &rubric.indicator(id).kind).into_iter().map(move |fact| (id, fact))
    });
    changes
        .map(|(id, fact)| {
            let mut after = row.clone();
            after.facts.insert(id.clone(), fact);
            after
        })
        .find(|after| truth::of_leaf(rubric, after, leaf) == Truth::Yes)
}

/// The row with one fact risen to another value of its domain.
fn risen(rubric: &Rubric, row: &Assessment, arbitrary: usize) -> Option<Assessment> {
    let mut higher = Vec::new();
    for id in named_indicators(rubric) {
        let Some(now) = row.number(rubric, &id) else {
            continue;
        };
        for fact in domain(MORE_IS_BETTER, &rubric.indicator(&id).kind) {
            let mut changed = row.clone();
            changed.facts.insert(id.clone(), fact);
            if changed.number(rubric, &id).is_some_and(|then| then > now) {
                higher.push(changed);
            }
        }
    }
    (!higher.is_empty()).then(|| higher.swap_remove(arbitrary % higher.len()))
}

/// A row's record beside those of its completions, for every row of a scenario.
type Completed = Vec<(Map<String, Value>, Vec<Map<String, Value>>)>;

fn completed(scenario: &Scenario, most: usize) -> Completed {
    // What a set may contain shows in a file only where it has a column an option.
    let form = Form { option_columns: vec![true], ..scenario.form.clone() };
    let mut all = Vec::new();
    let mut groups = Vec::new();
    for (place, row) in scenario.rows.iter().enumerate() {
        let Ok(rubric) = record::rubric_of(&scenario.rubrics, row) else {
            continue;
        };
        let (row, completions) =
            completions(row, open(rubric, row, scenario.flavour), most, place + 3);
        // A completion whose part is above its whole is no truth that the row could have.
        let possible: Vec<Assessment> =
            completions.into_iter().filter(|row| record::checked(rubric, row).is_ok()).collect();
        if record::checked(rubric, &row).is_ok() && !possible.is_empty() {
            groups.push((all.len(), possible.len()));
            all.push(row);
            all.extend(possible);
        }
    }
    if all.is_empty() {
        return Vec::new();
    }
    let mut records = scored(&scenario.rubrics, &all, &form);
    let mut take =
        |place: usize| records.remove(&place).expect("a record of every row that can be placed");
    groups
        .into_iter()
        .map(|(at, n)| (take(at), (at + 1..=at + n).map(&mut take).collect()))
        .collect()
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn making_a_criterion_true_never_lowers_a_level(scenario in scenario(ANYTHING, Faults::None, 10)) {
        for row in &scenario.rows {
            let Ok(rubric) = record::rubric_of(&scenario.rubrics, row) else { continue };
            let Ok(before) = arithmetic::standings(rubric, row) else { continue };
            for made_true in rubric.criteria() {
                let judge = |named: &oracle::rubric::Named| {
                    if named.id == made_true.id { Truth::Yes } else { truth::of_criterion(rubric, row, &named.criterion) }
                };
                let after = arithmetic::standings_by(rubric, row, &judge).expect("a row that could be placed before");
                nothing_is_lower(&intervals_of(rubric, &before), &intervals_of(rubric, &after))?;
            }
        }
    }

    #[test]
    fn a_fact_that_makes_its_only_criterion_true_never_lowers_a_level(scenario in scenario(EACH_FACT_ONCE, Faults::None, 20)) {
        let mut pairs = Vec::new();
        for (place, row) in scenario.rows.iter().enumerate() {
            let Ok(rubric) = record::rubric_of(&scenario.rubrics, row) else { continue };
            let unmet: Vec<&Leaf> =
                leaves(rubric).into_iter().filter(|leaf| truth::of_leaf(rubric, row, leaf) != Truth::Yes).collect();
            let some = unmet.iter().cycle().skip(place).take(unmet.len().min(4));
            pairs.extend(some.filter_map(|leaf| Some((row.clone(), met(rubric, row, leaf)?))));
        }
        nothing_is_lower_in_the_program(&scenario, &pairs)?;
    }

    #[test]
    fn a_fact_that_is_used_only_under_min_never_lowers_a_level_by_rising(scenario in scenario(MORE_IS_BETTER, Faults::None, 20)) {
        let mut pairs = Vec::new();
        for row in &scenario.rows {
            let Ok(rubric) = record::rubric_of(&scenario.rubrics, row) else { continue };
            pairs.extend((0..4).filter_map(|n| Some((row.clone(), risen(rubric, row, n * 17)?))));
        }
        nothing_is_lower_in_the_program(&scenario, &pairs)?;
    }

    #[test]
    fn the_interval_of_a_row_contains_the_result_of_every_completion(scenario in scenario(ANYTHING, Faults::None, 8)) {
        for (row, completions) in completed(&scenario, 48) {
            let around = intervals(&row);
            for completion in completions {
                for (what, interval) in intervals(&completion) {
                    prop_assert!(around[what].contains(interval), "{} of a completion is {:?}, of the row {:?}", what, interval, around[what]);
                }
                // What was determined without the missing facts stays so with them.
                if !row["niveau_beregnet"].is_null() {
                    prop_assert_eq!(&completion["niveau_beregnet"], &row["niveau_beregnet"]);
                }
            }
        }
    }

    #[test]
    fn the_interval_is_no_wider_than_the_completions_where_every_fact_serves_one_criterion(
        scenario in scenario(EACH_FACT_ONCE, Faults::None, 8)
    ) {
        for (row, completions) in completed(&scenario, 48) {
            let all: Vec<_> = completions.iter().map(intervals).collect();
            for (what, interval) in intervals(&row) {
                let hull = Interval {
                    min: all.iter().map(|one| one[what].min).min().expect("a completion"),
                    max: all.iter().map(|one| one[what].max).max().expect("a completion"),
                };
                prop_assert_eq!(interval, hull, "{}", what);
            }
        }
    }

    #[test]
    fn what_a_record_does_not_list_as_missing_could_change_no_level(scenario in scenario(ANYTHING, Faults::None, 8)) {
        let form = Form { option_columns: vec![true], ..scenario.form.clone() };
        let before = scored(&scenario.rubrics, &scenario.rows, &form);
        let mut all = Vec::new();
        let mut origins = Vec::new();
        for (place, row) in scenario.rows.iter().enumerate() {
            let Some(record) = before.get(&place) else { continue };
            let rubric = record::rubric_of(&scenario.rubrics, row).expect("a record has a rubric");
            let listed = record["mangler"].as_array().expect("a list");
            let mut unlisted = open(rubric, row, scenario.flavour);
            unlisted.retain(|one| !listed.contains(&Value::from(one.name.as_str())));
            let (_, completions) = completions(row, unlisted, 40, place + 1);
            for completion in completions {
                if record::checked(rubric, &completion).is_ok() {
                    all.push(completion);
                    origins.push(place);
                }
            }
        }
        if !all.is_empty() {
            for (place, after) in scored(&scenario.rubrics, &all, &form) {
                prop_assert_eq!(intervals(&after), intervals(&before[&origins[place]]));
            }
        }
    }

    #[test]
    fn the_order_of_rows_files_and_tables_changes_no_record(scenario in scenario(ANYTHING, Faults::None, 30)) {
        let by_id = |document: &Value| -> BTreeMap<String, Map<String, Value>> {
            let records = product::records(document).into_iter().map(|record| {
                let mut record = record.clone();
                record.remove("kilde");
                // The fingerprint of the rubric is that of its text, in which the tables stand in order.
                record.remove("aftryk");
                (record["leverandoer_id"].as_str().expect("an id").to_owned(), record)
            });
            records.collect()
        };
        let Scenario { rubrics, rows, form, .. } = &scenario;
        let in_order = Form { shuffle: vec![0], ..form.clone() };
        let tables: Vec<String> = rubrics.iter().map(|rubric| write::toml(rubric, &in_order)).collect();
        let (csv, lines) = write::csv(rubrics, rows, form);
        let usual = by_id(&product::score(&tables, &csv));

        let shuffled: Vec<String> = rubrics.iter().rev().map(|rubric| write::toml(rubric, form)).collect();
        prop_assert_eq!(&by_id(&product::score(&shuffled, &csv)), &usual, "the tables of a rubric in another order");

        // The records as they stand, so that every cell is the same text.
        let text: Vec<&str> = csv.split_inclusive('\n').collect();
        let row = |n: usize| text[lines[n] - 1..lines.get(n + 1).map_or(text.len(), |next| next - 1)].concat();
        let mut order: Vec<usize> = (0..rows.len()).collect();
        order.sort_by_key(|n| form.styles[n % form.styles.len()]);
        let file = |order: &[usize]| order.iter().fold(text[0].to_owned(), |file, n| file + &row(*n));
        prop_assert_eq!(&by_id(&product::score(&tables, &file(&order))), &usual, "the rows in another order");

        let files: Vec<String> = order.chunks(rows.len().div_ceil(3)).map(file).collect();
        prop_assert_eq!(&by_id(&product::score_files(&tables, &files)), &usual, "the rows in several files");
    }
}

/// The promises are empty where nothing is missing or nothing can rise.
#[test]
fn the_promises_are_tried_on_rows_that_have_something_missing_and_something_to_raise() {
    use proptest::strategy::ValueTree;

    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut opened, mut raised, mut shares) = (0, 0, 0);
    for _ in 0..20 {
        let tree = scenario(MORE_IS_BETTER, Faults::None, 20).new_tree(&mut runner);
        let some = tree.expect("a scenario").current();
        for row in &some.rows {
            raised += usize::from(risen(&some.rubrics[0], row, 0).is_some());
        }
        let tree = scenario(ANYTHING, Faults::None, 20).new_tree(&mut runner);
        let some = tree.expect("a scenario").current();
        for row in &some.rows {
            let rubric = &some.rubrics[0];
            opened += usize::from(!open(rubric, row, ANYTHING).is_empty());
            shares += usize::from(rubric.indicators.iter().any(|indicator| {
                matches!(indicator.kind, Kind::Share(Some(_)))
                    && !row.facts.contains_key(&indicator.id)
                    && row.number(rubric, &indicator.id).is_some_and(|share| share > whole(0))
            }));
        }
        assert!(
            some.rubrics[0]
                .parameters
                .iter()
                .any(|parameter| !matches!(parameter.method, Method::Assessed))
        );
    }
    assert!(opened > 50 && raised > 100 && shares > 5, "{opened} {raised} {shares}");
    assert_eq!(domain(ANYTHING, &Kind::Bool), [Fact::Truth(false), Fact::Truth(true)]);
}
