//! The interview guide and the report that are filled in for a supplier say what the result says: every tick, every
//! level, every bound that applied; and the guide asks for what is missing and for nothing else.

mod case;

use case::{Case, command};
use indplacer::diagnostic::Diagnostics;
use indplacer::explain::{Explanation, explain};
use indplacer::intake::Input;
use indplacer::render::document::markdown;
use indplacer::rubric::Catalogue;
use indplacer::score::{Options, score};
use indplacer::vocabulary::Parameter;
use indplacer::words::Lang;
use indplacer::workbench::{interview_of, report_of};
use serde_json::Value;
use std::collections::BTreeMap;

const PILOT: &str = "examples/pilot.csv";

fn built_in() -> Catalogue {
    Catalogue::built_in(&mut Diagnostics::default())
}

/// Every row of the pilot, explained.
fn explained(catalogue: &Catalogue) -> Vec<Explanation<'_>> {
    let mut all = Vec::new();
    let input = [Input::File(PILOT.into())];
    let options = Options::default();
    score(catalogue, &input, &options, &mut Diagnostics::default(), |row| {
        all.push(explain(catalogue, row));
        Ok(())
    })
    .expect("the pilot is scored");
    all
}

/// What a command says of the pilot, a record a line, by where the row stands.
fn lines(arguments: &[&str]) -> Vec<Value> {
    let output = command()
        .args(arguments)
        .args([PILOT, "--format", "jsonl", "-q"])
        .output()
        .expect("a process that runs");
    let text = String::from_utf8(output.stdout).expect("UTF-8");
    text.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

/// The lines of a page below each of its headings, by section and heading.
fn parts(page: &str) -> Vec<(String, String, Vec<String>)> {
    let mut parts = vec![(String::new(), String::new(), Vec::new())];
    for line in page.lines() {
        let line = line.replace('\\', "");
        let section = parts.last().expect("one").0.clone();
        if let Some(section) = line.strip_prefix("## ") {
            parts.push((section.to_owned(), String::new(), Vec::new()));
        } else if let Some(heading) = line.strip_prefix("### ") {
            parts.push((section, heading.to_owned(), Vec::new()));
        } else {
            parts.last_mut().expect("one").2.push(line);
        }
    }
    parts
}

/// The words of a list of boxes that are ticked.
fn ticked<'l>(lines: &'l [String], words: &[&str]) -> Vec<&'l str> {
    let tick = |line: &'l String| line.strip_prefix("- [x] ");
    lines.iter().filter_map(tick).filter(|word| words.contains(word)).collect()
}

const LEVELS: [&str; 5] = ["højt", "moderat", "let", "under let", "ikke relevant"];

#[test]
fn every_tick_and_level_of_a_filled_report_is_that_of_the_result() {
    let catalogue = built_in();
    let records = lines(&["score"]);
    let mut criteria: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for line in lines(&["explain", "--all"]) {
        let place = line["kilde"].as_str().expect("a place").to_owned();
        criteria.entry(place).or_default().push(line);
    }
    let explained = explained(&catalogue);
    assert_eq!(explained.len(), records.len());
    assert!(records.len() > 90, "the pilot is there");
    for (explanation, record) in explained.into_iter().zip(&records) {
        let place = record["kilde"].as_str().expect("a place");
        let page = markdown(&report_of(&[explanation], Lang::Da));
        let parts = parts(&page);
        let below = |section: &str, heading: &str| -> &[String] {
            let is_it =
                |part: &&(String, String, Vec<String>)| part.0 == section && part.1 == heading;
            &parts.iter().find(is_it).unwrap_or_else(|| panic!("{place}: {section}, {heading}")).2
        };
        let level = match record["status"].as_str().expect("a status") {
            "indplaceret" => record["niveau"].as_str(),
            "under_let" => Some("under let"),
            _ => None,
        };
        let found = ticked(below("Sammenfatning", ""), &LEVELS);
        assert_eq!(found, level.into_iter().collect::<Vec<_>>(), "{place}");
        for parameter in Parameter::ALL {
            let level = record[parameter.id()].as_str().expect("a level");
            let found = ticked(below("De otte parametre", parameter.label()), &LEVELS);
            let expected: Vec<&str> =
                Some(level).filter(|level| !level.contains("..")).into_iter().collect();
            assert_eq!(found, expected, "{place}: {}", parameter.id());
        }
        for criterion in &criteria[place] {
            let mark = match criterion["opfyldt"].as_bool() {
                Some(true) => "[x]",
                Some(false) => "[ ]",
                None => "[?]",
            };
            let id = criterion["krav"].as_str().expect("an id");
            let text = criterion["tekst"].as_str().expect("words");
            let begins = format!("- {mark} {id}: {text}");
            let stands = page
                .lines()
                .filter(|line| line.replace('\\', "").trim_start().starts_with(&begins));
            assert_eq!(stands.count(), 1, "{place}: {begins}");
        }
    }
}

#[test]
fn a_filled_guide_asks_for_what_is_missing_and_for_nothing_else() {
    let catalogue = built_in();
    let mut asked_in_all = 0;
    for (explanation, record) in explained(&catalogue).into_iter().zip(lines(&["score"])) {
        let place = record["kilde"].as_str().expect("a place").to_owned();
        let rubric = explanation.rubric;
        let irrelevant: Vec<Parameter> = Parameter::ALL
            .into_iter()
            .filter(|parameter| record[parameter.id()] == "ikke relevant")
            .collect();
        let missing: Vec<&str> = record["mangler"]
            .as_array()
            .expect("a list")
            .iter()
            .filter_map(Value::as_str)
            .collect();
        let page = markdown(&interview_of(&[explanation], Lang::Da));
        let below = |headings: &[&str]| -> Vec<String> {
            let parts = parts(&page).into_iter().filter(|part| headings.contains(&part.1.as_str()));
            parts.flat_map(|part| part.2).collect()
        };
        let asked = below(&["Afklar i interviewet", "Indhent det, leverandøren ikke har oplyst"]);
        let told = below(&["Skal ikke afklares", "Bed om at se dokumentation for"]);
        for index in rubric.used_indicators() {
            let indicator = &rubric.indicators[index];
            let question = indicator.ask.as_ref().unwrap_or(&indicator.label).replace('\\', "");
            let times = asked.iter().filter(|line| **line == format!("- {question}")).count();
            let is_missing = missing.contains(&indicator.id.as_str());
            assert_eq!(times, usize::from(is_missing), "{place}: {}", indicator.id);
            asked_in_all += times;
            let label = format!("- {}: ", indicator.label);
            let times = told.iter().filter(|line| line.starts_with(&label)).count();
            let is_computed =
                matches!(indicator.kind, indplacer::rubric::Kind::Share { computed: Some(_) });
            if irrelevant.is_empty() && !is_computed {
                assert_eq!(times, usize::from(!is_missing), "{place}: {}", indicator.id);
            }
        }
        // What is missing stands before all that the guide asks.
        let first = page.find("## Det mangler").expect("what is missing");
        assert!(first < page.find("## Aktiv praksis").expect("the first parameter"));
    }
    assert!(asked_in_all > 5, "somebody lacks something");
}

/// One supplier in two units, one of them ambulant, with a bound of its own.
const ROWS: &str = "\
leverandoer_id;afdelingsid;leverandoer;maalgruppe;vurderingsdato;konsulent;leverandoertype;fornoeden_kvalitet;borgere;sparring;kurser;leder;praksiserfaring;praksiserfaring_begrundelse
7;A;Huset;Gruppe;01-02-2021;AB;ambulant;ja;5;;A;ja;højt;
7;B;Huset;Gruppe;01-02-2021;AB;botilbud;ja;5;årligt;;ja;let;
8;;Andre;Gruppe;01-02-2021;AB;botilbud;ja;5;årligt;;ja;let;
";

fn paper(kind: &str, name: &str) -> Case {
    Case::new()
        .file("r.toml", include_str!("rubric_workbench/lille.toml"))
        .file("a.csv", ROWS)
        .args(["rubric", "form", "r.toml", "--kind", kind, "-o", name, "--lang", "da"])
}

#[test]
fn every_row_of_the_supplier_has_its_part_with_the_bound_that_applies_to_it() {
    for kind in ["interview", "afrapportering"] {
        let ran = paper(kind, "a.md").args(["--for", "a.csv", "--supplier", "7", "-q"]).code(0);
        let page = String::from_utf8(ran.read("a.md")).expect("UTF-8");
        assert!(
            page.contains("- [ ] AP-L1: Mindst 6 borgere. Krav: mindst 6 borgere (for ambulant)."),
            "{page}"
        );
        assert!(page.contains("- [x] AP-L1: Mindst 3 borgere."), "{page}");
        assert!(page.contains("## Gruppe, A, 01-02-2021, AB"), "{page}");
        assert!(page.contains("## Gruppe, B, 01-02-2021, AB"), "{page}");
        assert!(!page.contains("Andre"), "{page}");
    }
}

#[test]
fn a_paper_that_cannot_be_filled_in_is_told() {
    paper("skema", "a.md")
        .args(["--for", "a.csv", "--supplier", "7"])
        .stderr("
            fejl: kun interviewguiden og afrapporteringen kan udfyldes for en leverandør: brug --kind interview eller --kind afrapportering
        ")
        .code(2);
    paper("interview", "a.md")
        .args(["--for", "a.csv", "--supplier", "9"])
        .stderr(
            "
            fejl: der er ingen leverandør med id »9« i filerne; de nærmeste er 7 (Huset) og 8 (Andre)
        ",
        )
        .code(2);
    paper("interview", "a.md")
        .args(["--for", "a.csv", "--supplier", "7", "--maalgruppe", "Autismespektrum"])
        .stderr("
            fejl: leverandør »7« er ikke vurderet for målgruppen »Autismespektrum«; den er vurderet for r
        ")
        .code(2);
    paper("interview", "a.md")
        .args(["--for", "a.csv", "--supplier", "7", "--maalgruppe", "G", "-q"])
        .code(0);
    paper("interview", "a.md")
        .file("a.md", "leverandoer_id\n7\n")
        .args(["--for", "a.md", "--supplier", "7"])
        .stderr(
            "
            fejl: a.md skal læses og kan ikke også skrives
        ",
        )
        .code(2);
}

#[test]
fn the_guide_of_a_supplier_is_this() {
    let ran = paper("interview", "a.md").args(["--for", "a.csv", "--supplier", "7", "-q"]).code(0);
    let found = String::from_utf8(ran.read("a.md")).expect("UTF-8");
    case::is_text_of("tests/papers_of_a_supplier/guide.md", &found);
}
