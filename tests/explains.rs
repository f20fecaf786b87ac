//! `indplacer explain` and the suppliers' pages as their users meet them: whole outputs, plain Danish, and names that
//! would do harm.

mod case;

use case::{Case, command, is_text_of, listed, rubric};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Output;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explains")
}

fn read(name: &str) -> String {
    fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The program among the examples of `tests/explains`.
fn run(arguments: &[&str]) -> Output {
    let output = command().current_dir(folder()).args(arguments).output();
    output.expect("a process that runs")
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {stderr}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

const PROVE: [&str; 3] = ["prove.csv", "--rubric", "prove.toml"];

fn prove(command: &str, more: &[&str]) -> String {
    said(&[&[command], PROVE.as_slice(), more, &["--quiet"]].concat())
}

/// Every line of `cases.txt` is an expected output and the arguments that give it.
#[test]
fn every_explanation_says_what_it_said_before_in_every_format_and_both_languages() {
    for (name, arguments) in listed(&folder(), &["page.html", "page.md"]) {
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let found = said(&[&["explain"], arguments.as_slice(), &["--quiet"]].concat());
        is_text_of(folder().join("expected").join(name), &found);
    }
}

#[test]
fn the_page_of_a_supplier_says_what_it_said_before() {
    for (format, ending) in [("md", "md"), ("html", "html")] {
        let pages = tempfile::tempdir().expect("a folder");
        let to = pages.path().to_str().expect("a name");
        let more = ["--per-supplier", to, "--format", format, "--hide", "borgere"];
        prove("report", &more);
        let found = fs::read_to_string(pages.path().join(format!("S-1_prove.{ending}")));
        is_text_of(folder().join(format!("expected/page.{ending}")), &found.expect("a page"));
    }
}

#[test]
fn every_supplier_has_a_page_of_its_own_and_nothing_else_is_left() {
    let pages = tempfile::tempdir().expect("a folder");
    let to = pages.path().join("til høring");
    prove("report", &["--per-supplier", to.to_str().expect("a name")]);
    let mut names: Vec<String> = fs::read_dir(&to)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "S-1_prove.html",
            "S-2_prove_A.html",
            "S-2_prove_B.html",
            "S-3_prove.html",
            "S-4_prove.html"
        ]
    );
}

/// The record that a page carries, from between the marks around it.
fn carried(page: &str, before: &str, after: &str) -> Value {
    let (_, json) = page.split_once(before).expect("data");
    let (json, _) = json.split_once(after).expect("its end");
    serde_json::from_str(json).expect("JSON")
}

/// Whoever has the page, the rubric and the file gets the same record, and the program says so itself.
#[test]
fn a_page_carries_its_record_which_the_rubric_and_the_row_give_again() {
    let forms = [
        ("md", "\n```json\n", "\n```\n"),
        ("html", "<script type=\"application/json\">", "</script>"),
    ];
    let scored = prove("score", &["--format", "json"]);
    let again: Value = serde_json::from_str(&scored).expect("JSON");
    for (format, before, after) in forms {
        let pages = tempfile::tempdir().expect("a folder");
        let at = |name: &str| pages.path().join(name).display().to_string();
        prove("report", &["--per-supplier", &at(""), "--format", format]);
        for (name, record) in [("S-1_prove", 0), ("S-2_prove_A", 1), ("S-4_prove", 4)] {
            let file = at(&format!("{name}.{format}"));
            let page = fs::read_to_string(&file).expect("a page");
            let data = carried(&page, before, after);
            for key in ["schema", "tool", "rubrics"] {
                assert_eq!(data[key], again[key], "{file}");
            }
            let known = &again["records"][record];
            assert_eq!(data["records"], Value::from([known.clone()].as_slice()));
            let sum = &known["aftryk"];
            for mark in [&sum["data"], &sum["vejledning"], &sum["program"]] {
                let mark = mark.as_str().expect("a text");
                let (told, _) = page.split_once(before).expect("what people read");
                assert!(told.contains(mark), "{file} does not show {mark}");
            }
            let result = at("igen.json");
            let mut alone = again.clone();
            alone["records"] = data["records"].clone();
            fs::write(&result, alone.to_string()).expect("a file");
            let told = said(&["diff", &file, &result, "--format", "json", "--quiet"]);
            let told: Value = serde_json::from_str(&told).expect("JSON");
            assert_eq!(told["totals"]["unchanged"], 1, "{told}");
        }
    }
}

/// What a page tells a reader is what is, and not what could be.
#[test]
fn a_page_for_hearing_tells_no_ways_and_no_other_rules() {
    let pages = tempfile::tempdir().expect("a folder");
    let to = pages.path().to_str().expect("a name");
    prove("report", &["--per-supplier", to]);
    for name in ["S-1_prove", "S-2_prove_A", "S-4_prove"] {
        let page = fs::read_to_string(pages.path().join(format!("{name}.html"))).expect("a page");
        let (prose, _) = page.split_once("<script").expect("data");
        for word in ["Korteste vej", "koste niveauet", " trin ", "medianen", "afhænger af, hvordan"]
        {
            assert!(!prose.contains(word), "{name} tells of {word}");
        }
    }
}

#[test]
fn a_fact_that_is_left_out_stands_nowhere_on_the_page() {
    let rubric = rubric()
        .tables("[indicators.a]\ntype = \"count\"\nlabel = \"Om a\"")
        .tables("[indicators.b]\ntype = \"count\"\nlabel = \"Om b\"")
        .tables("[indicators.s]\ntype = \"share\"\nlabel = \"Om s\"\npart = \"a\"\nwhole = \"b\"")
        .levels(
            "aktiv_praksis",
            "cumulative",
            [
                "indicator = \"a\", min = 1",
                "sum = [\"a\", \"b\"], min = 2",
                "indicator = \"s\", min = 90",
            ],
        );
    for hidden in ["a", "Om a", "s"] {
        let ran = Case::new()
            .file("r.toml", &rubric)
            .file("a.csv", "leverandoer_id;fornoeden_kvalitet;a;a_note;b\nX;ja;37;kun 37;61\n")
            .args(["report", "a.csv", "--rubric", "r.toml", "--quiet"])
            .args(["--per-supplier", ".", "--format", "md", "--hide", hidden])
            .code(0);
        let page = String::from_utf8(ran.read("X_r.md")).expect("UTF-8");
        for number in ["37", "98", "60,66"] {
            let shown = page.lines().find(|line| line.contains(number) && !line.contains("sha256"));
            assert_eq!(shown, None, "{hidden}");
        }
    }
}

#[test]
fn a_fact_that_no_rubric_has_cannot_be_left_out() {
    Case::new()
        .file(
            "r.toml",
            rubric().indicators("antal = count").criterion("indicator = \"antal\", min = 1"),
        )
        .file("a.csv", "leverandoer_id\nX\n")
        .args(["report", "a.csv", "--rubric", "r.toml", "--per-supplier", "ud"])
        .args(["--hide", "antla"])
        .stderr("error: --hide: no rubric has a fact “antla”; did you mean antal?\n")
        .code(2);
}

/// Danish read aloud: labels and not ids, no word of a rubric's file, and no English.
#[test]
fn a_danish_explanation_is_danish_all_through() {
    let rubrics = ["autisme", "erhvervet-hjerneskade", "synsnedsaettelse"];
    let machine: BTreeSet<String> = rubrics
        .iter()
        .map(|id| fs::read_to_string(folder().join(format!("../../rubrics/{id}.toml"))))
        .flat_map(|text| {
            let text = text.expect("a rubric");
            let ids: Vec<String> = text
                .lines()
                .filter_map(|line| line.strip_prefix("[indicators.")?.strip_suffix(']'))
                .filter(|id| id.contains('_'))
                .map(str::to_owned)
                .collect();
            ids
        })
        .chain(
            "all_of any_of at_least aktiv_praksis fagmiljoe hjaelpemidler hoejt under_let min_for \
             choice count share bool indicator criterion mean median weakest null true false"
                .split_whitespace()
                .map(str::to_owned),
        )
        .chain(
            "the of and is are least most found met not known supplier level rubric row cell criteria fact \
             facts ways steps between from more fewer less"
                .split_whitespace()
                .map(str::to_owned),
        )
        .collect();
    let mut explained = 0;
    for n in 1..=102 {
        let id = format!("F-{n:03}");
        let arguments = ["explain", "../../examples/pilot.csv", "--supplier", &id];
        let output = run(&[arguments.as_slice(), &["--lang", "da", "--quiet"]].concat());
        if output.status.code() != Some(0) {
            continue;
        }
        explained += 1;
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        for line in text.lines() {
            assert!(line.chars().count() <= 100, "too wide: {line}");
        }
        // What is quoted is the file's: its headers, notes and reasons, and the options of rubrics.
        let prose = text.replace('\n', " ");
        let mut outside = String::new();
        let mut depth = 0_i32;
        for sign in prose.chars() {
            match sign {
                '»' => depth += 1,
                '«' => depth -= 1,
                _ if depth == 0 => outside.push(sign),
                _ => {}
            }
        }
        for word in outside.split(|c: char| !c.is_alphanumeric() && c != '_') {
            assert!(!machine.contains(word), "{id} says {word}: {outside}");
        }
    }
    assert!(explained > 90, "{explained}");
}

const HOSTILE: &str =
    "</p><script>alert(1)</script><!--[x](javascript:a)`*_| ![a](b) & \u{1b}[31m\u{202e}=1+1";

/// A name that would do harm in HTML, Markdown, a terminal or a table.
#[test]
fn a_hostile_name_does_no_harm_in_any_format() {
    let long = "x".repeat(300);
    let rubric = rubric().indicators("a = count").criterion("indicator = \"a\", min = 2");
    let csv = format!(
        "leverandoer_id;leverandoer;fornoeden_kvalitet;a;a_note;metoder;metoder_begrundelse;konsulent\n\
         =X;\"{HOSTILE}\n# Overskrift\n{long}\";ja;1;{HOSTILE};højt;{HOSTILE};{HOSTILE}\n"
    );
    let explained = |format: &str| {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("r.toml"), rubric.to_string()).expect("a file");
        fs::write(folder.path().join("a.csv"), &csv).expect("a file");
        let at = |name: &str| folder.path().join(name).display().to_string();
        let (a, r) = (at("a.csv"), at("r.toml"));
        let mut arguments = vec!["explain", &a, "--rubric", &r, "--format", format, "--quiet"];
        match format {
            "csv" | "jsonl" => arguments.push("--all"),
            _ => arguments.extend(["--supplier", "=X"]),
        }
        let explained = said(&arguments);
        let pages = folder.path().join("ud");
        let to = pages.display().to_string();
        if matches!(format, "md" | "html") {
            said(&[
                "report",
                &a,
                "--rubric",
                &r,
                "--format",
                format,
                "--per-supplier",
                &to,
                "--quiet",
            ]);
            let page = fs::read_to_string(pages.join(format!("-X_r.{format}"))).expect("a page");
            return vec![explained, page];
        }
        vec![explained]
    };
    for text in explained("text").iter().chain(&explained("md")).chain(&explained("html")) {
        assert!(!text.contains(['\u{1b}', '\u{202e}']), "{text}");
    }
    for text in explained("text") {
        let name_is_a_heading = |line: &str| line.starts_with("# ");
        assert!(!text.lines().any(name_is_a_heading), "{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 100), "{text}");
    }
    for text in explained("md") {
        let own = ["# ", "## ", "### ", "#### "];
        let headings = text.lines().filter(|line| own.iter().any(|sign| line.starts_with(sign)));
        assert!(
            !headings
                .into_iter()
                .any(|line| line.contains("Overskrift") && !line.contains("alert"))
        );
        let (prose, _) = text.split_once("```json").unwrap_or((&text, ""));
        for sign in ["<script", "](javascript", "`*", "![a]", "</p>"] {
            for (at, _) in prose.match_indices(sign) {
                assert!(prose[..at].ends_with('\\'), "{sign} is not escaped: {prose}");
            }
        }
    }
    for text in explained("html") {
        let hostile = ["<script>alert", "</p><script"];
        assert!(!hostile.iter().any(|sign| text.contains(sign)), "{text}");
        // The page's own block of data is the only one, and ends where it should.
        assert!(text.matches("</script").count() <= 1, "{text}");
    }
    let json: Value = serde_json::from_str(&explained("json")[0]).expect("JSON");
    let name = json["explanations"][0]["record"]["leverandoer"].as_str();
    assert!(name.is_some_and(|name| name.starts_with(HOSTILE)), "{name:?}");
    let csv = &explained("csv")[0];
    assert!(csv.contains("\n'=X,"), "{csv}");
    for line in explained("jsonl")[0].lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        assert_eq!(row["leverandoer_id"], "=X");
    }
}

#[test]
fn an_unknown_supplier_is_told_with_the_nearest_there_are() {
    Case::new()
        .bytes("prove.csv", read("prove.csv").as_bytes())
        .bytes("prove.toml", read("prove.toml").as_bytes())
        .args(["explain", "prove.csv", "--rubric", "prove.toml", "--supplier", "s-11"])
        .stderr(
            "error: there is no supplier with the id “s-11” in the files; the nearest are S-1 (Fjordbo), \
             S-2 (Bakkehuset) and S-3 (Loftet)\n",
        )
        .code(2);
}

#[test]
fn a_supplier_that_was_not_assessed_for_the_target_group_is_told_for_which_it_was() {
    Case::new()
        .file("a.toml", rubric().id("a"))
        .file("b.toml", rubric().id("b"))
        .file("a.csv", "leverandoer_id;maalgruppe\nX;a\nY;b\n")
        .args(["explain", "a.csv", "--rubrics", "a.toml", "--rubrics", "b.toml"])
        .args(["--supplier", "X", "--maalgruppe", "Gruppe b"])
        .stderr("error: supplier “X” was not assessed for “Gruppe b”; it was assessed for a\n")
        .code(2);
}

#[test]
fn a_supplier_with_nothing_but_rejected_rows_has_its_faults_told_and_no_others() {
    Case::new()
        .file("r.toml", rubric())
        .file("a.csv", "leverandoer_id;metoder\nX;meget\nY;lidt\n")
        .args(["explain", "a.csv", "--rubric", "r.toml", "--supplier", "X"])
        .stderr(
            "error[not-a-level] a.csv:2, B2 »metoder«: “meget” – not a level\n    \
             write let, moderat, højt or under let (or 1, 2, 3, 0)\n\
             error: every row of supplier “X” was rejected, so there is nothing to explain\n",
        )
        .code(2);
}

#[test]
fn tables_go_with_all_and_pages_with_one() {
    let case = || {
        Case::new()
            .file("r.toml", rubric())
            .file("a.csv", "leverandoer_id\nX\n")
            .args(["explain", "a.csv", "--rubric", "r.toml"])
    };
    case()
        .args(["--supplier", "X", "--format", "csv"])
        .stderr("error: csv and jsonl go with --all; use text, md, html or json for one supplier\n")
        .code(2);
    case()
        .args(["--all", "--format", "html"])
        .stderr("error: --all is written as csv or jsonl\n")
        .code(2);
    case()
        .args(["--supplier", "X", "-o", "svar.pdf"])
        .stderr("error: the format cannot be told from svar.pdf; use .txt, .md, .html or .json, or give --format\n")
        .code(2);
}

/// One line for each criterion of each supplier, and one for each parameter that has none.
#[test]
fn the_table_has_every_criterion_of_every_supplier() {
    let csv = said(&["explain", "../../examples/pilot.csv", "--all", "--quiet"]);
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let header = reader.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|head| head == name).expect("a column");
    let (group, criterion) = (column("maalgruppe"), column("krav"));
    let mut found: Vec<(String, String)> = reader
        .records()
        .map(|record| {
            let record = record.expect("a record");
            (record[group].to_owned(), record[criterion].to_owned())
        })
        .collect();
    let mut expected = Vec::new();
    for (id, suppliers) in [("autisme", 46), ("erhvervet-hjerneskade", 48), ("synsnedsaettelse", 8)]
    {
        let rubric = fs::read_to_string(folder().join(format!("../../rubrics/{id}.toml")));
        let rubric: toml::Table = rubric.expect("a rubric").parse().expect("TOML");
        for parameter in rubric["parameters"].as_table().expect("parameters").values() {
            for level in ["let", "moderat", "hoejt"] {
                for criterion in parameter[level].as_array().expect("criteria") {
                    let krav = criterion["id"].as_str().expect("an id").to_owned();
                    expected.extend(vec![(id.to_owned(), krav); suppliers]);
                }
            }
        }
    }
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

/// The table is the same whatever the number of threads, and CSV and JSON Lines say the same.
#[test]
fn the_table_does_not_depend_on_the_threads() {
    let all = |threads: &str, format: &str| {
        said(&[
            "explain",
            "../../examples/pilot.csv",
            "--all",
            "--quiet",
            "--threads",
            threads,
            "--format",
            format,
        ])
    };
    assert_eq!(all("1", "csv"), all("4", "csv"));
    let mut reader = csv::Reader::from_reader(std::io::Cursor::new(all("1", "csv")));
    let header = reader.headers().expect("a header").clone();
    let lines = all("3", "jsonl");
    let mut rows = 0;
    for (record, line) in reader.records().zip(lines.lines()) {
        let (record, row): (_, Value) =
            (record.expect("a record"), serde_json::from_str(line).expect("JSON"));
        rows += 1;
        for (name, cell) in header.iter().zip(&record) {
            let said = match &row[name] {
                Value::Null if name == "opfyldt" => "uvist".to_owned(),
                Value::Null => String::new(),
                Value::Bool(met) => if *met { "ja" } else { "nej" }.to_owned(),
                Value::Array(items) => {
                    let items: Vec<String> = items
                        .iter()
                        .map(|item| match item {
                            Value::Null => "uvist".to_owned(),
                            Value::Bool(met) => if *met { "ja" } else { "nej" }.to_owned(),
                            item => item.as_str().expect("a text").to_owned(),
                        })
                        .collect();
                    items.join("|")
                }
                value => value.as_str().expect("a text").to_owned(),
            };
            assert_eq!(cell, said, "{name}");
        }
    }
    assert_eq!(rows, lines.lines().count());
    assert!(rows > 3000, "{rows}");
}

#[test]
fn an_entered_level_moves_by_the_consultant_alone_and_a_contradiction_by_nothing() {
    let rubric = rubric().indicators("a = count, b = bool").levels(
        "aktiv_praksis",
        "cumulative",
        [
            "indicator = \"a\", min = 1",
            "all_of = [{ indicator = \"a\", min = 2 }, { indicator = \"b\", is = true }]",
            "all_of = [{ indicator = \"a\", max = 1 }, { indicator = \"b\", is = true }]",
        ],
    );
    // Seven levels entered at let, and a let that facts decide: one step is not enough for any other.
    let csv = format!(
        "leverandoer_id;fornoeden_kvalitet;a;b;{}\nX;ja;1;nej;1;1;1;1;1;1;1\n",
        case::PARAMETERS[1..].join(";")
    );
    let document = explained(by_the_weakest(rubric, csv));
    let ways = document["explanations"][0]["ways_up"].as_array().expect("ways");
    assert_eq!(ways.len(), 1);
    let by: Vec<&str> = ways[0]
        .as_array()
        .expect("steps")
        .iter()
        .map(|step| step["by"].as_str().expect("a word"))
        .collect();
    assert_eq!(by[0], "oplysninger");
    assert!(by[1..].iter().all(|by| *by == "konsulenten"), "{by:?}");
    let changes = &ways[0][0]["changes"];
    assert_eq!(changes[0]["indicator"], "a");
    assert_eq!(changes[0]["by"], 1);
    assert_eq!(changes[1]["to"], true);

    // Højt asks for at most one where moderat asks for two.
    let rubric = case::rubric().indicators("a = count").levels(
        "aktiv_praksis",
        "cumulative",
        ["indicator = \"a\", min = 1", "indicator = \"a\", min = 2", "indicator = \"a\", max = 1"],
    );
    let csv = format!(
        "leverandoer_id;fornoeden_kvalitet;a;{}\nX;ja;2;3;3;3;3;3;3;3\n",
        case::PARAMETERS[1..].join(";")
    );
    let document = explained(by_the_weakest(rubric, csv));
    let step = &document["explanations"][0]["ways_up"][0][0];
    assert_eq!(step["by"], "intet");
    assert_eq!(step["changes"], Value::Null);
}

/// Supplier X explained where the weakest parameter decides.
fn by_the_weakest(rubric: case::RubricText, csv: String) -> Case {
    Case::new()
        .file("r.toml", rubric.tables("[placement]\nrule = \"weakest\""))
        .file("a.csv", csv)
        .args(["explain", "a.csv", "--rubric", "r.toml"])
        .args(["--supplier", "X", "--format", "json"])
}

/// What a case writes, which is not compared.
fn explained(case: Case) -> Value {
    let ran = case.args(["-o", "svar.json", "--quiet"]).code(0);
    serde_json::from_slice(&ran.read("svar.json")).expect("JSON")
}

/// Two parameters that share a fact: what moves the one moves the other, and that is said.
#[test]
fn a_change_that_moves_another_parameter_says_so() {
    let levels = |least: [u32; 3]| least.map(|n| format!("indicator = \"a\", min = {n}"));
    let [one, two, three] = levels([1, 2, 3]);
    let rubric = rubric()
        .indicators("a = count")
        .levels("aktiv_praksis", "cumulative", [&one, &two, &three])
        .levels("metoder", "cumulative", [&one, &two, &three]);
    let csv = "leverandoer_id;fornoeden_kvalitet;a;praksiserfaring;uddannelse;fagmiljoe;samarbejdsformer;vidensudvikling;hjaelpemidler\n\
               X;ja;1;1;1;1;1;1;2\n";
    let document = explained(
        Case::new()
            .file("r.toml", rubric)
            .file("a.csv", csv)
            .args(["explain", "a.csv", "--rubric", "r.toml", "--supplier", "X", "--format", "json"])
            .args(["--ways", "1000"]),
    );
    let ways = document["explanations"][0]["ways_up"].as_array().expect("ways");
    let step = ways
        .iter()
        .flat_map(|way| way.as_array().expect("steps"))
        .find(|step| step["parameter"] == "metoder" && step["to"] == "moderat")
        .expect("a step");
    assert_eq!(step["also_moves"][0]["parameter"], "aktiv_praksis");
    assert_eq!(step["also_moves"][0]["to"], "moderat");
}
