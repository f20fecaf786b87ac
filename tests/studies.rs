//! `indplacer study` as its users meet it: whole outputs of small examples, and figures held against scoring itself.

mod case;

use case::{Case, PARAMETERS, command, is_text_of, listed, rubric};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

fn example(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/studies");
    fs::read(folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A study of the small examples in `tests/studies`.
fn study(arguments: &str) -> Case {
    ["r1.toml", "r2.toml", "a.csv", "b.csv", "t.csv", "alle.csv"]
        .into_iter()
        .fold(Case::new(), |case, name| case.bytes(name, &example(name)))
        .args(["study"])
        .args(arguments.split(' '))
        .args(["--rubrics", "r1.toml", "--rubrics", "r2.toml", "--quiet"])
}

/// Every line of `cases.txt` is an expected output and the arguments that give it.
#[test]
fn every_study_says_what_it_said_before_in_every_format_and_both_languages() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/studies");
    for (name, arguments) in listed(&folder, &[]) {
        let found = study(&arguments.join(" ")).output();
        let said = String::from_utf8_lossy(&found.stderr);
        assert!(found.status.success() && said.is_empty(), "{name}: {said}");
        let found = String::from_utf8(found.stdout).expect("UTF-8");
        is_text_of(folder.join("expected").join(name), &found);
    }
}

/// Two target groups of suppliers with levels of all kinds: 1 to 20 in the one, 21 to 32 in the other.
fn suppliers() -> Vec<(String, String)> {
    let mut state = 20_u64;
    (1..=32)
        .map(|id| {
            let base = id % 4;
            let levels = (0..8)
                .map(|_| {
                    state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                    let step = [0, 0, 0, 1, 2][(state >> 60) as usize % 5];
                    char::from_digit(((base + step) % 4) as u32, 10).expect("a digit")
                })
                .collect();
            (id.to_string(), levels)
        })
        .collect()
}

fn two_rubrics(placement: [&str; 2]) -> [String; 2] {
    let of = |id: &str, placement: &str| {
        let rubric = rubric().id(id).tables(placement);
        PARAMETERS
            .iter()
            .fold(rubric, |rubric, name| rubric.parameter(name, "may_be_irrelevant = true"))
            .to_string()
    };
    [of("a", placement[0]), of("b", placement[1])]
}

/// Rows of `leverandoer_id`, levels, and whether each parameter is left out of the row.
fn sheet(rows: impl IntoIterator<Item = (String, usize, String, u8)>) -> String {
    let reasons: Vec<String> =
        PARAMETERS.iter().map(|name| format!("{name}_begrundelse")).collect();
    let mut csv = format!(
        "leverandoer_id;maalgruppe;fornoeden_kvalitet;{};{}\n",
        PARAMETERS.join(";"),
        reasons.join(";")
    );
    for (id, number, levels, dropped) in rows {
        let group = if number <= 20 { "a" } else { "b" };
        csv += &format!("{id};{group};ja");
        for (index, level) in levels.chars().enumerate() {
            match dropped >> index & 1 {
                1 => csv += ";ikke relevant",
                _ => csv += &format!(";{level}"),
            }
        }
        csv += &";prøve".repeat(8);
        csv += "\n";
    }
    csv
}

fn all_rows() -> String {
    let number = |id: &String| id.parse().expect("a number");
    sheet(suppliers().into_iter().map(|(id, levels)| (id.clone(), number(&id), levels, 0)))
}

fn run(rubrics: &[String; 2], csv: &str, arguments: &[&str]) -> Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in [("a.toml", &rubrics[0]), ("b.toml", &rubrics[1])] {
        fs::write(folder.path().join(name), text).expect("a written file");
    }
    fs::write(folder.path().join("a.csv"), csv).expect("a written file");
    let output = command()
        .current_dir(folder.path())
        .args(arguments)
        .args(["a.csv", "--rubrics", "a.toml", "--rubrics", "b.toml", "--format", "json"])
        .output()
        .expect("a process that runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("a JSON document")
}

const REQUIRE: &str = "[[placement.require]]\nlevel = \"hoejt\"\nparameter = \"uddannelse\"\nat_least = \"moderat\"\n";

/// The levels by score: that of `niveau`, or under let.
fn levels(scored: &Value) -> BTreeMap<String, String> {
    scored["records"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|record| {
            let id = record["leverandoer_id"].as_str().expect("a text").to_owned();
            let level = record["niveau"].as_str().unwrap_or("under let");
            (id, level.to_owned())
        })
        .collect()
}

#[test]
fn the_levels_under_other_rules_are_those_of_rubrics_with_those_rules() {
    let asked = [
        ("mean", "[placement]\nrule = \"mean\"\n"),
        ("median", "[placement]\nrule = \"median\"\n"),
        ("weakest", "[placement]\nrule = \"weakest\"\n"),
        ("lower_cutoffs", "[placement]\ncutoffs = { let = 0.25, moderat = 1.25, hoejt = 2.25 }\n"),
        ("higher_cutoffs", "[placement]\ncutoffs = { let = 0.75, moderat = 1.75, hoejt = 2.75 }\n"),
    ];
    let csv = all_rows();
    let with = |placement: &str| two_rubrics([placement, &format!("{placement}{REQUIRE}")]);
    let studied = run(&with(""), &csv, &["study", "robustness"]);
    let base = levels(&run(&with(""), &csv, &["score"]));
    for (index, (name, placement)) in asked.into_iter().enumerate() {
        let expected = levels(&run(&with(placement), &csv, &["score"]));
        for record in studied["records"].as_array().expect("a list") {
            let id = record["leverandoer_id"].as_str().expect("a text");
            assert_eq!(record["rules"][name], expected[id], "{id} by {name}");
        }
        for (summary, numbers) in
            studied["summary"].as_array().expect("a list").iter().zip([1..=20, 21..=32])
        {
            let order = |level: &str| {
                ["under let", "let", "moderat", "højt"].iter().position(|one| *one == level)
            };
            let count = |is: fn(Option<usize>, Option<usize>) -> bool| {
                let moved = |id: &usize| {
                    let id = id.to_string();
                    is(order(&expected[&id]), order(&base[&id]))
                };
                numbers.clone().filter(moved).count()
            };
            let found = &summary["rules"][index];
            assert_eq!(found["stay"], count(|new, old| new == old), "{name}");
            assert_eq!(found["up"], count(|new, old| new > old), "{name}");
            assert_eq!(found["down"], count(|new, old| new < old), "{name}");
        }
    }
}

#[test]
fn leaving_out_and_stepping_give_the_levels_of_rows_that_are_so() {
    let rubrics = two_rubrics(["", REQUIRE]);
    let studied = run(&rubrics, &all_rows(), &["study", "robustness"]);
    let mut rows = Vec::new();
    for (id, levels) in suppliers() {
        let number = id.parse().expect("a number");
        for index in 0..8 {
            rows.push((format!("{id}-{index}-left_out"), number, levels.clone(), 1 << index));
            for (name, step) in [("raised", 1), ("lowered", -1)] {
                let level = levels[index..=index].parse::<i32>().expect("a number") + step;
                if (0..=3).contains(&level) {
                    let mut levels = levels.clone();
                    levels.replace_range(index..=index, &level.to_string());
                    rows.push((format!("{id}-{index}-{name}"), number, levels, 0));
                }
            }
        }
    }
    let expected = levels(&run(&rubrics, &sheet(rows), &["score"]));
    let mut checked = 0;
    for record in studied["records"].as_array().expect("a list") {
        let id = record["leverandoer_id"].as_str().expect("a text");
        let level = record["niveau"].as_str().expect("a text");
        let mut pivotal = Vec::new();
        for (index, parameter) in PARAMETERS.iter().enumerate() {
            let mut moves = false;
            for name in ["left_out", "raised", "lowered"] {
                let found = record["parameters"][parameter][name].as_str();
                let expected = expected.get(&format!("{id}-{index}-{name}"));
                assert_eq!(found, expected.map(String::as_str), "{id} {parameter} {name}");
                moves |= found.is_some_and(|found| found != level);
                checked += 1;
            }
            if moves {
                pivotal.push(*parameter);
            }
        }
        assert_eq!(record["pivotal"], serde_json::json!(pivotal), "{id}");
    }
    assert_eq!(checked, 32 * 8 * 3);
}

#[test]
fn the_parameters_that_could_go_are_found_by_scoring_without_every_set_of_them() {
    let rubrics = two_rubrics(["", REQUIRE]);
    let studied = run(&rubrics, &all_rows(), &["study", "discrimination"]);
    let rows = suppliers().into_iter().flat_map(|(id, levels)| {
        (0..255_u8).map(move |dropped| {
            (format!("{id}-{dropped}"), id.parse().expect("a number"), levels.clone(), dropped)
        })
    });
    let scored = levels(&run(&rubrics, &sheet(rows), &["score"]));
    for (group, numbers) in
        studied["maalgrupper"].as_array().expect("a list").iter().zip([1..=20, 21..=32])
    {
        let moved: Vec<usize> = (0..255)
            .map(|dropped| {
                let is_moved =
                    |id: &i32| scored[&format!("{id}-{dropped}")] != scored[&format!("{id}-0")];
                numbers.clone().filter(is_moved).count()
            })
            .collect();
        let free: BTreeSet<usize> = (1..255).filter(|set| moved[*set] == 0).collect();
        let largest: BTreeSet<usize> = free
            .iter()
            .copied()
            .filter(|set| !free.iter().any(|other| other != set && other & set == *set))
            .collect();
        let bits = |names: &Value| -> usize {
            let bit = |name: &Value| {
                1 << PARAMETERS.iter().position(|one| name == one).expect("one of the eight")
            };
            names.as_array().expect("a list").iter().map(bit).sum()
        };
        let found = group["answer"]["droppable"].as_array().expect("a list");
        assert_eq!(found.iter().map(bits).collect::<BTreeSet<_>>(), largest);
        let cheapest = group["answer"]["cheapest"].as_array().expect("a list");
        assert_eq!(cheapest.len(), 7);
        for (size, found) in (1..).zip(cheapest) {
            let least =
                (1..255_usize).filter(|set| set.count_ones() == size).map(|set| moved[set]).min();
            assert_eq!(found["moved"].as_u64(), least.map(|n| n as u64));
            assert_eq!(moved[bits(&found["parameters"])], least.expect("a least"));
        }
    }
}

#[test]
fn the_shares_of_every_supplier_sum_to_one_and_say_whether_weights_matter() {
    let studied = run(&two_rubrics(["", REQUIRE]), &all_rows(), &["study", "robustness"]);
    for record in studied["records"].as_array().expect("a list") {
        let shares: Vec<f64> = record["acceptability"]
            .as_object()
            .expect("an object")
            .values()
            .map(|share| share.as_f64().expect("a number"))
            .collect();
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12, "{record}");
        let own = record["acceptability"][record["niveau"].as_str().expect("a text")].as_f64();
        assert_eq!(record["depends_on_weighting"], own != Some(1.0));
        assert_eq!(record["smallest_change"].is_null(), own == Some(1.0));
    }
}

#[test]
fn where_facts_are_missing_the_shares_are_ranges() {
    let rubrics = two_rubrics(["", ""]);
    let csv = all_rows();
    let first = csv.lines().next().expect("a header");
    let row = "9;a;ja;;3;3;3;3;3;3;3;;;;;;;;";
    let studied = run(&rubrics, &format!("{first}\n{row}\n"), &["study", "robustness"]);
    let record = &studied["records"][0];
    // With højt it is certain. With under let it is højt as long as that parameter weighs no more than a
    // sixth: 1 − (5/6)⁷ of all weightings.
    let least = 1.0 - (5.0_f64 / 6.0).powi(7);
    let range = record["acceptability"]["højt"].as_array().expect("a list");
    assert!((range[0].as_f64().expect("a number") - least).abs() < 1e-12);
    assert_eq!(range[1], 1.0);
    assert_eq!(record["depends_on_weighting"], Value::Null);
    assert_eq!(record["smallest_change"], Value::Null);
    assert_eq!(record["parameters"], Value::Null);
}

#[test]
fn a_list_of_names_does_not_go_with_withheld_groups() {
    study("overview a.csv --level let --min-group 3")
        .stderr("error: --min-group does not go with a list: it names suppliers\n")
        .code(2);
}

#[test]
fn a_target_group_that_nobody_knows_is_refused() {
    study("overview a.csv --maalgruppe autisme")
        .stderr("error: there is no målgruppe “autisme”; there are: proeve\n")
        .code(2);
}

/// The document of a study of the small examples, and of one more file.
fn document(arguments: &str, name: &str, csv: &str) -> Value {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for name in ["r1.toml", "r2.toml", "a.csv", "b.csv"] {
        fs::write(folder.path().join(name), example(name)).expect("a written file");
    }
    fs::write(folder.path().join(name), csv).expect("a written file");
    let output = command()
        .current_dir(folder.path())
        .arg("study")
        .args(arguments.split(' '))
        .args(["--rubrics", "r1.toml", "--rubrics", "r2.toml", "--format", "json"])
        .output()
        .expect("a process that runs");
    serde_json::from_slice(&output.stdout).expect("a JSON document")
}

#[test]
fn one_konsulent_each_in_one_file_is_as_one_file_each() {
    let [a, b] = ["a.csv", "b.csv"].map(|name| String::from_utf8(example(name)).expect("UTF-8"));
    let (_, rows) = b.split_once('\n').expect("a name and arguments");
    let measures = |arguments| {
        let found = document(arguments, "c.csv", &format!("{a}{rows}"));
        serde_json::json!([found["units"], found["measures"], found["by_socialtilsyn"]])
    };
    let by_file = measures("agreement a.csv b.csv --min-count 3");
    assert_eq!(by_file[0], 8);
    assert_eq!(measures("agreement c.csv --min-count 3"), by_file);
}

#[test]
fn rejected_rows_are_counted_and_the_rest_is_studied() {
    let csv = String::from_utf8(example("a.csv")).expect("UTF-8");
    let csv = format!("{csv}10;X;Demens;2021-01-01;;;;;ja;1;1;1;1;1;1;1;1;\n");
    let found = document("robustness c.csv", "c.csv", &csv);
    assert_eq!(found["rejected"], 1);
    assert_eq!(found["records"].as_array().expect("a list").len(), 7);
}

#[test]
fn a_row_that_is_rejected_in_both_readings_is_counted_and_told_once() {
    let csv = String::from_utf8(example("t.csv")).expect("UTF-8");
    let csv = format!("{csv}10;X;Demens;2021-01-01;;;;;ja;1;1;1;1;1;1;1;1;\n");
    let found = document("timeline c.csv --as-of 2022-06-01", "c.csv", &csv);
    assert_eq!(found["rejected"], 1);
    let said = study("timeline c.csv --as-of 2022-06-01").file("c.csv", csv).output();
    let said = String::from_utf8(said.stderr).expect("UTF-8");
    assert_eq!(said.matches("Demens").count(), 1, "{said}");
}

/// No line of a study's text is longer than a common terminal, with the longest names and the most columns.
#[test]
fn every_study_fits_in_a_hundred_columns() {
    let pilot = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/pilot.csv");
    let pilot = pilot.to_str().expect("a path of text");
    for arguments in [
        "overview",
        "overview --by socialtilsyn",
        "overview --level let",
        "robustness",
        "discrimination",
        "agreement",
        "timeline --round month",
    ] {
        for lang in ["da", "en"] {
            let output = Case::new()
                .args(["study"])
                .args(arguments.split(' '))
                .args([pilot, "--quiet", "--lang", lang])
                .output();
            let text = String::from_utf8(output.stdout).expect("UTF-8");
            assert!(text.lines().count() > 10, "{text}");
            for line in text.lines() {
                assert!(line.chars().count() <= 100, "{arguments}: {line}");
            }
        }
    }
}

#[test]
fn of_few_assessments_no_share_and_no_entropy_is_given() {
    let found = document("discrimination a.csv", "c.csv", "");
    let group = &found["maalgrupper"][0];
    assert_eq!(group["too_few"], true);
    for parameter in PARAMETERS {
        let spread = &group["parameters"][parameter];
        for key in ["open_share", "overridden_share", "ceiling", "floor", "entropy"] {
            assert!(spread[key].is_null(), "{parameter} {key}: {spread}");
        }
    }
    let found = document("discrimination a.csv --min-count 3", "c.csv", "");
    let spread = &found["maalgrupper"][0]["parameters"]["hjaelpemidler"];
    // Eight assessments: one open, one where it is not relevant.
    assert_eq!(spread["open_share"], serde_json::json!(1.0 / 7.0));
}

/// One file of words serves the assessments and the population alike, pladser included.
#[test]
fn a_foreign_population_and_foreign_pladser_are_read_in_our_words() {
    let columns = "\
[columns]
\"Tilbud nr\" = \"leverandoer_id\"
Gruppe = \"maalgruppe\"
Sted = \"region\"
Antal = \"pladser\"
[values.maalgruppe]
PG = \"Prøvegruppe\"
[values.region]
N = \"Nordjylland\"
[values.pladser]
\"få\" = \"3\"
";
    let header = "Tilbud nr;Gruppe;Sted;Antal";
    let levels = PARAMETERS.join(";");
    let assessed = format!(
        "{header};vurderingsdato;fornoeden_kvalitet;{levels}\n1;PG;N;få;2021-03-01;ja;3;3;3;3;3;3;3;3\n"
    );
    let population = format!("{header}\n1;PG;N;få\n2;PG;N;få\n3;PG;Syddanmark;4\n");
    let output = study("overview as.csv --by region --population pop.csv --format json")
        .file("as.csv", assessed)
        .file("pop.csv", population)
        .file("c.toml", columns)
        .args(["--columns", "c.toml"])
        .output();
    let document: Value = serde_json::from_slice(&output.stdout).expect("a document");
    let groups = document["maalgrupper"].as_array().expect("a list");
    assert_eq!(groups.len(), 1, "{document}");
    let all = &groups[0]["all"];
    assert_eq!(all["not_assessed"], 2);
    assert_eq!(all["pladser"]["højt"], 3);
    assert_eq!(all["without_pladser"], 0);
    let by: Vec<(&str, u64)> = groups[0]["groups"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|group| {
            let name = group["name"].as_str().expect("a name");
            let missing = group["not_assessed"].as_u64();
            (name, missing.expect("a number"))
        })
        .collect();
    assert_eq!(by, [("Nordjylland", 1), ("Syddanmark", 1)]);
}
