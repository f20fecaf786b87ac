//! Holds the program against a second reading of the arithmetic, on random rubrics and random rows: every key of every record.

mod oracle;
mod product;
#[path = "case/program.rs"]
mod program;

use program::command;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Map, Value};

use oracle::generate::{ANYTHING, Faults, Flavour, Scenario, scenario};
use oracle::record::{self, Results, Row};
use oracle::rubric::Rubric;
use oracle::{cells, write};

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

fn written(scenario: &Scenario) -> (Vec<String>, String, Vec<usize>) {
    let (csv, lines) = write::csv(&scenario.rubrics, &scenario.rows, &scenario.form);
    let rubrics =
        scenario.rubrics.iter().map(|rubric| write::toml(rubric, &scenario.form)).collect();
    (rubrics, csv, lines)
}

fn second_reading(scenario: &Scenario, lines: &[usize]) -> Results {
    let rows: Vec<Row> = scenario
        .rows
        .iter()
        .zip(lines)
        .map(|(row, line)| Row { line: *line, read: Ok(row.clone()) })
        .collect();
    record::score(&scenario.rubrics, &rows)
}

/// Numbers are the same number however they are written; everything else is the same value.
fn same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(one), Value::Number(other)) => one.as_f64() == other.as_f64(),
        _ => one == other,
    }
}

/// Where the records differ, with what is needed to try the row again.
fn differences(
    scenario: &Scenario,
    document: &Value,
    expected: &Results,
) -> Result<(), TestCaseError> {
    let (rubrics, csv, lines) = written(scenario);
    let again = |line: usize| {
        let row = csv.lines().skip(line - 1).take(4).collect::<Vec<_>>().join("\n");
        format!(
            "{}\n{}\n{row}\n(of {} rows)",
            rubrics.join("\n\n"),
            csv.lines().next().unwrap_or_default(),
            lines.len()
        )
    };
    let rejected: Vec<usize> = expected.rejected.iter().map(|(line, _)| *line).collect();
    let also = product::rejected_lines(document);
    if rejected != also {
        let line = rejected
            .iter()
            .chain(&also)
            .find(|line| rejected.contains(line) != also.contains(line));
        return Err(TestCaseError::fail(format!(
            "rejected {also:?}, expected {:?}\n{}",
            expected.rejected,
            again(*line.unwrap_or(&1))
        )));
    }
    let records = product::records(document);
    prop_assert_eq!(records.len(), expected.records.len());
    for (record, (line, expected)) in records.into_iter().zip(&expected.records) {
        prop_assert_eq!(product::line(record), *line, "records come in the order of the rows");
        prop_assert!(
            record["kilde"].as_str().is_some_and(|kilde| kilde.contains("raekker-0.csv")),
            "{} does not name its file",
            &record["kilde"]
        );
        let different = different_keys(record, expected);
        if !different.is_empty() {
            return Err(TestCaseError::fail(format!("{}\n{}", different.join("\n"), again(*line))));
        }
    }
    Ok(())
}

fn different_keys(record: &Map<String, Value>, expected: &Map<String, Value>) -> Vec<String> {
    expected
        .iter()
        .filter(|(key, value)| !record.get(*key).is_some_and(|other| same(other, value)))
        .map(|(key, value)| {
            let got = record.get(key).map_or("no such key".to_owned(), Value::to_string);
            format!("{key}: {got}, expected {value}")
        })
        .collect()
}

fn holds_for(scenario: &Scenario) -> Result<(), TestCaseError> {
    let (rubrics, csv, lines) = written(scenario);
    let document = product::score(&rubrics, &csv);
    differences(scenario, &document, &second_reading(scenario, &lines))
}

proptest! {
    #![proptest_config(cases(100))]

    #[test]
    fn every_key_of_every_record_is_what_the_second_reading_says(scenario in scenario(ANYTHING, Faults::Some, 60)) {
        holds_for(&scenario)?;
    }
}

/// The rows so many times over, each time of other suppliers.
fn repeated(mut scenario: Scenario, times: usize) -> Scenario {
    let once = std::mem::take(&mut scenario.rows);
    for time in 0..times {
        for row in &once {
            let mut row = row.clone();
            if let Some(id) = row.identity.get_mut("leverandoer_id") {
                *id = format!("{id}-{time}");
            }
            scenario.rows.push(row);
        }
    }
    scenario
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn a_cell_that_was_read_before_reads_the_same_again(scenario in scenario(ANYTHING, Faults::Some, 12)) {
        holds_for(&repeated(scenario, 40))?;
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn a_rubric_in_which_every_fact_serves_one_criterion_reads_the_same_too(
        scenario in scenario(Flavour { each_once: true, telling: true, only_min: false }, Faults::None, 40)
    ) {
        holds_for(&scenario)?;
    }

    #[test]
    fn the_second_reading_reads_back_the_rubrics_and_rows_that_it_writes(scenario in scenario(ANYTHING, Faults::Some, 20)) {
        let (rubrics, csv, lines) = written(&scenario);
        let read: Vec<Rubric> = rubrics.iter().map(|text| Rubric::from_toml(text)).collect();
        let again = record::score(&read, &cells::read(&read, &csv));
        let expected = second_reading(&scenario, &lines);
        let rejected = |results: &Results| results.rejected.iter().map(|(line, _)| *line).collect::<Vec<_>>();
        prop_assert_eq!(rejected(&again), rejected(&expected));
        prop_assert_eq!(again.records, expected.records);
    }
}

/// Agreement on a few easy cases would prove little: the random rows must reach every status, every level and every kind of remark.
#[test]
fn the_random_rows_reach_every_status_level_and_remark() {
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::<String, usize>::new();
    let strategy = scenario(ANYTHING, Faults::Some, 60);
    for _ in 0..60 {
        let scenario = strategy.new_tree(&mut runner).expect("a scenario").current();
        let (_, _, lines) = written(&scenario);
        let results = second_reading(&scenario, &lines);
        *seen.entry("rejected".to_owned()).or_default() += results.rejected.len();
        for (_, record) in &results.records {
            for key in [
                "status",
                "niveau",
                "niveau_beregnet",
                "niveau_median",
                "trin_op",
                "trin_ned",
                "parametre",
            ] {
                *seen.entry(format!("{key} {}", record[key])).or_default() += 1;
            }
            for key in ["begraenset_af", "tilsidesat", "mangler"] {
                let some = record[key].as_array().is_some_and(|list| !list.is_empty());
                *seen.entry(format!("{key} {some}")).or_default() += 1;
            }
        }
    }
    let reached = [
        "rejected",
        "status \"indplaceret\"",
        "status \"under_let\"",
        "status \"uafklaret\"",
        "status \"uden_kvalitet\"",
        "niveau \"let\"",
        "niveau \"moderat\"",
        "niveau \"højt\"",
        "niveau_beregnet null",
        "niveau_beregnet \"under let\"",
        "niveau_beregnet \"højt\"",
        "niveau_median null",
        "trin_op null",
        "trin_op 1",
        "trin_op 2",
        "trin_op 3",
        "trin_ned null",
        "trin_ned 1",
        "trin_ned 2",
        "parametre 8",
        "parametre 7",
        "begraenset_af true",
        "tilsidesat true",
        "mangler true",
        "mangler false",
    ];
    for what in reached {
        assert!(seen.get(what).is_some_and(|n| *n >= 5), "{what} is too rare: {seen:#?}");
    }
}
