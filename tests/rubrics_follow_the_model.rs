//! The built-in rubrics: what each criterion carries of the model, and what became of the versions before.

#[path = "case/program.rs"]
mod program;

use indplacer::diagnostic::Diagnostics;
use indplacer::origin::has_own_bound;
use indplacer::rubric::{EvidenceSource, Kind, Levels, Rubric};
use indplacer::source::Source;
use indplacer::vocabulary::{Level, Parameter};
use program::command;
use serde_json::Value;
use std::collections::BTreeSet;

const PILOT: [&str; 3] = ["autisme", "erhvervet-hjerneskade", "synsnedsaettelse"];

fn root(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    std::fs::read_to_string(root(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn rubric(id: &str) -> Rubric {
    let name = format!("rubrics/{id}.toml");
    let source = Source { text: text(&name).into(), name };
    Rubric::read(source, &mut Diagnostics::default()).expect("a rubric")
}

fn output(args: &[&str]) -> String {
    let output =
        command().args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("a process");
    String::from_utf8(output.stdout).expect("text")
}

/// The rows of the table in docs/method.md, cell by cell.
fn table() -> Vec<Vec<String>> {
    let method = text("docs/method.md");
    let (_, after) = method.split_once("| parameter | level |").expect("the table");
    let (table, _) = after.split_once("\n\n").expect("its end");
    let cells = |line: &str| {
        let inside = line.trim().trim_start_matches('|').trim_end_matches('|');
        inside.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    table.lines().skip(2).map(cells).collect()
}

/// The criteria that a cell names.
fn named(cell: &str) -> BTreeSet<String> {
    cell.split(", ").map(str::to_owned).collect()
}

#[test]
fn the_table_has_every_level_of_every_parameter_and_no_empty_cell() {
    let places: Vec<(String, String)> = Parameter::ALL
        .into_iter()
        .flat_map(|parameter| {
            Level::DESCRIBED.map(|level| (parameter.label().to_owned(), level.to_string()))
        })
        .collect();
    let table = table();
    let found: Vec<(String, String)> =
        table.iter().map(|row| (row[0].clone(), row[1].clone())).collect();
    assert_eq!(found, places);
    for row in &table {
        assert_eq!(row.len(), 7, "{row:?}");
        assert!(row.iter().all(|cell| !cell.is_empty()), "{row:?}");
    }
}

#[test]
fn every_criterion_stands_in_the_table_at_its_level_and_no_other_does() {
    for (column, id) in PILOT.into_iter().enumerate() {
        let rubric = rubric(id);
        for row in table() {
            let of = |parameter: &Parameter| parameter.label() == row[0];
            let parameter = Parameter::ALL.into_iter().find(of).expect("a parameter");
            let part = rubric.parameter(parameter);
            let level = Level::DESCRIBED.into_iter().find(|level| level.to_string() == row[1]);
            let level = level.expect("a level");
            let ids = |level| -> BTreeSet<String> {
                let criteria = part.criteria_of(level).iter();
                criteria.map(|criterion| criterion.id.clone()).collect()
            };
            let mut may = ids(level);
            if part.levels == Levels::Cumulative {
                let below = Level::DESCRIBED.into_iter().filter(|below| *below < level);
                may.extend(below.flat_map(ids));
            }
            let named = named(&row[3 + column]);
            assert!(ids(level).is_subset(&named), "{id}: {row:?}");
            assert!(named.is_subset(&may), "{id}: {row:?}");
        }
    }
}

#[test]
fn the_table_says_where_every_number_is_from() {
    for (column, id) in PILOT.into_iter().enumerate() {
        let rubric = rubric(id);
        for row in table() {
            let named = named(&row[3 + column]);
            let criteria = rubric.parameters.iter().flat_map(|part| &part.criteria);
            for criterion in criteria.flatten().filter(|one| named.contains(&one.id)) {
                match (&criterion.bound_basis, has_own_bound(&rubric, criterion)) {
                    (Some(basis), Some(false)) => assert!(
                        row[6].contains(basis.as_str()) || row[6].contains(&format!("; {basis}")),
                        "{id} {}: {row:?}",
                        criterion.id
                    ),
                    (None, Some(true)) => {
                        assert!(row[6].contains("ours"), "{id} {}: {row:?}", criterion.id);
                    }
                    (None, None) => {}
                    other => panic!("{id} {}: {other:?}", criterion.id),
                }
            }
        }
    }
}

#[test]
fn every_criterion_says_where_its_content_is_from() {
    for id in PILOT {
        for criterion in rubric(id).parameters.iter().flat_map(|part| &part.criteria).flatten() {
            assert!(criterion.basis.is_some(), "{id} {}", criterion.id);
        }
    }
}

#[test]
fn hoejt_asks_for_fewer_citizens_than_moderat_and_moderat_for_fewer_than_let() {
    for id in PILOT {
        let rubric = rubric(id);
        let part = rubric.parameter(Parameter::AktivPraksis);
        assert_eq!(part.levels, Levels::Independent, "{id}");
        for value in 0..rubric.groups[0].values.len() {
            let mut groups = vec![None; rubric.groups.len()];
            groups[0] = Some(value);
            let asked = part.criteria.iter().flatten().map(|criterion| {
                let mut asked = None;
                criterion.condition.for_each_leaf(&mut |leaf| {
                    asked = leaf.bounds()[0].map(|bound| bound.for_groups(&groups));
                });
                asked.expect("a minimum")
            });
            let asked: Vec<_> = asked.collect();
            assert!(asked.windows(2).all(|pair| pair[0] > pair[1]), "{id}: {asked:?}");
        }
    }
}

#[test]
fn a_share_that_is_computed_is_not_asked_for_and_experience_can_be_documented() {
    for id in PILOT {
        for indicator in &rubric(id).indicators {
            if let Kind::Share { computed: Some(_) } = indicator.kind {
                assert_eq!(indicator.ask, None, "{id} {}", indicator.id);
            } else {
                assert!(indicator.ask.is_some(), "{id} {}", indicator.id);
                assert!(indicator.source.is_some(), "{id} {}", indicator.id);
            }
            if indicator.id.starts_with("erfarne") {
                assert_eq!(indicator.source, Some(EvidenceSource::Dokument), "{id}");
            }
        }
    }
}

#[test]
fn the_names_that_others_use_are_what_they_were() {
    for id in PILOT {
        let rubric = rubric(id);
        let kind = |name: &str| {
            let mut all = rubric.indicators.iter();
            all.find(|indicator| indicator.id == name)
                .unwrap_or_else(|| panic!("{id} has no {name}"))
                .kind
                .clone()
        };
        for name in ["borgere_let", "borgere_moderat", "borgere_hoejt"] {
            assert_eq!(kind(name), Kind::Count, "{id}");
        }
        assert_eq!(kind("opdateringsdage"), Kind::Number, "{id}");
        let Kind::Set { options } = kind("metoder_i_brug") else {
            panic!("{id}: methods are a set");
        };
        if id == "autisme" {
            assert!(options.find("TEACCH").is_some() && options.find("PECS").is_some());
        }
        assert!(rubric.groups[0].find("botilbud").is_some(), "{id}");
    }
}

#[test]
fn the_versions_before_are_not_built_in_and_not_read_with_the_folder() {
    let now = [
        "autisme@2020.2",
        "erhvervet-hjerneskade@2020.2",
        "generisk@2020.2",
        "synsnedsaettelse@2021.2",
    ];
    for rubrics in [&[][..], &["--rubrics", "rubrics"]] {
        let listed = output(&[&["rubric", "list", "--format", "md"], rubrics].concat());
        let listed = listed.replace('\\', "");
        let words = listed.split([' ', '|', '\n']);
        let found: Vec<&str> = words.filter(|word| word.contains('@')).collect();
        assert_eq!(found, now, "{listed}");
    }
    for before in [
        "autisme-2020.1",
        "erhvervet-hjerneskade-2020.1",
        "generisk-2020.1",
        "synsnedsaettelse-2021.1",
    ] {
        for ending in ["toml", "cases.csv"] {
            assert!(!text(&format!("rubrics/earlier/{before}.{ending}")).is_empty());
        }
    }
}

/// All of a record but where it was read and by which program.
fn what_was_decided(line: &str) -> Value {
    let mut record: Value = serde_json::from_str(line).expect("a record");
    let record_of = record.as_object_mut().expect("a record");
    record_of.remove("kilde");
    let mark = record_of.get_mut("aftryk").and_then(Value::as_object_mut);
    mark.expect("fingerprints").remove("program");
    record
}

#[test]
fn an_old_result_is_computed_again_with_the_versions_before() {
    let old = text("tests/baseline/earlier/pilot.jsonl");
    let again = output(&[
        "score",
        "tests/baseline/earlier/pilot.csv",
        "--rubrics",
        "rubrics/earlier",
        "--format",
        "jsonl",
        "--quiet",
    ]);
    let (old, again): (Vec<Value>, Vec<Value>) = (
        old.lines().map(what_was_decided).collect(),
        again.lines().map(what_was_decided).collect(),
    );
    assert_eq!(old.len(), 102);
    assert_eq!(again, old);
}

#[test]
fn about_one_supplier_in_ten_of_the_pilot_is_at_hoejt_and_every_status_is_there() {
    let records = output(&["score", "examples/pilot.csv", "--format", "jsonl", "--quiet"]);
    let records: Vec<Value> =
        records.lines().map(|line| serde_json::from_str(line).expect("a record")).collect();
    let hoejt = records.iter().filter(|one| one["niveau"] == "højt").count();
    assert!((8..=13).contains(&hoejt), "{hoejt} of {}", records.len());
    for status in ["indplaceret", "under_let", "uden_kvalitet", "uafklaret"] {
        assert!(records.iter().any(|one| one["status"] == status), "{status}");
    }
    for record in &records {
        let id = record["leverandoer_id"].as_str().expect("an id");
        assert!(id.starts_with("F-"), "{id}");
    }
}
