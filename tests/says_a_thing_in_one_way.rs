//! The same condition, bound and cut-off read the same wherever they are told, in either language.

mod case;

use case::{Case, RubricText, rubric};
use serde_json::Value;

/// Tests of every kind of fact, and what each asks in Danish and in English.
const TESTS: [(&str, &str, &str); 13] = [
    ("indicator = \"a\", min = 8", "mindst 8 borgere", "at least 8 borgere"),
    ("indicator = \"a\", max = 1", "højst 1 borger", "at most 1 borger"),
    ("indicator = \"n\", min = 0.5, max = 2.25", "fra 0,5 til 2,25", "from 0.5 to 2.25"),
    ("indicator = \"s\", min = 20, max = 40", "fra 20 til 40 %", "from 20 to 40 %"),
    ("indicator = \"b\", is = true", "skal være ja", "must be yes"),
    ("indicator = \"b\", is = false", "skal være nej", "must be no"),
    ("indicator = \"c\", min = \"y\"", "mindst »y«", "at least “y”"),
    ("indicator = \"c\", one_of = [\"x\", \"z\"]", "skal være »x« eller »z«", "must be “x” or “z”"),
    ("indicator = \"m\", includes = [\"x\", \"y\"]", "skal omfatte x og y", "must include x and y"),
    (
        "indicator = \"m\", includes = [\"x\", \"y\", \"z\"], at_least = 2",
        "mindst 2 af disse: x, y og z",
        "at least 2 of these: x, y and z",
    ),
    ("indicator = \"m\", at_least = 1", "mindst én", "at least one"),
    ("indicator = \"m\", at_least = 2", "mindst 2 forskellige", "at least 2 different"),
    ("sum = [\"a\", \"t\"], min = 3", "mindst 3 borgere", "at least 3 borgere"),
];

fn with(condition: &str) -> RubricText {
    rubric()
        .tables("[indicators.a]\ntype = \"count\"\nlabel = \"Om a\"\nunit = \"borgere\"")
        .indicators("t = count, n = number, s = share, b = bool, c = choice, m = set")
        .criterion(condition)
}

const SUPPLIER: &str = "leverandoer_id;fornoeden_kvalitet;a\n1;ja;5\n";

fn text(case: Case) -> String {
    let output = case.output();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[test]
fn a_test_reads_the_same_on_the_page_of_its_rubric_and_in_an_explanation() {
    for (condition, da, en) in TESTS {
        for (lang, said, asked) in [("da", da, "Krav"), ("en", en, "Asked")] {
            let given = || Case::new().file("r.toml", with(condition)).file("a.csv", SUPPLIER);
            let page = text(given().args(["rubric", "show", "r.toml", "--lang", lang]));
            let explained =
                text(
                    given()
                        .args(["explain", "a.csv", "--rubric", "r.toml", "--supplier", "1"])
                        .args(["--assume-quality", "--format", "md", "--lang", lang]),
                );
            let line = page.lines().find(|line| line.trim_start().starts_with("- Om "));
            let line = line.unwrap_or_else(|| panic!("no test in {page}"));
            assert!(line.ends_with(&format!(": {said}")), "{condition}: {line}");
            let sentence = format!("Krav. {asked}: {said}. ");
            assert!(explained.contains(&sentence), "{condition}: {sentence:?} in {explained}");
        }
    }
}

#[test]
fn several_facts_and_the_members_of_a_group_are_named_the_same_on_a_page_and_in_an_explanation() {
    let group = "at_least = 2, of = [{ sum = [\"a\", \"t\"], min = 3 }, { indicator = \"b\", is = true }, \
                 { any_of = [{ indicator = \"n\", max = 4 }, { indicator = \"n\", min = 9 }] }]";
    let given = || Case::new().file("r.toml", with(group)).file("a.csv", SUPPLIER);
    let page = text(given().args(["rubric", "show", "r.toml", "--lang", "da"]));
    let explained =
        text(given().args(["explain", "a.csv", "--rubric", "r.toml", "--supplier", "1"]).args([
            "--assume-quality",
            "--format",
            "text",
            "--lang",
            "da",
        ]));
    for said in [
        "Om a + Om t tilsammen: mindst 3 borgere",
        "Om b: skal være ja",
        "Om n: højst 4",
        "indst 2 af disse 3",
        "indst ét af disse",
    ] {
        assert!(page.contains(said), "{said} in {page}");
        assert!(explained.contains(said), "{said} in {explained}");
    }
}

#[test]
fn the_numbers_of_a_failed_case_are_written_as_its_reader_writes_numbers() {
    let criterion = "let = [{ id = \"AP-L1\", text = \"Mindst {min} timer\", indicator = \"n\", min = 12.5 }]\n\
                     moderat = [{ id = \"AP-M1\", text = \"Mindst {min} timer\", indicator = \"n\", min = 20 }]\n\
                     hoejt = [{ id = \"AP-H1\", text = \"Mindst {min} timer\", indicator = \"n\", min = 30 }]";
    let text = rubric().indicators("n = number").to_string().replacen(
        "method = \"assessed\"\n",
        &format!("{criterion}\n"),
        1,
    );
    for (lang, said) in [
        ("da", "AP-L1 ikke opfyldt: Mindst 12,5 timer (n: 3,5)"),
        ("en", "AP-L1 not met: Mindst 12.5 timer (n: 3.5)"),
    ] {
        let cases = "leverandoer_id;maalgruppe;n;forventet_aktiv_praksis\n1;Gruppe;3,5;let\n";
        let output = Case::new()
            .file("r.toml", &text)
            .file("r.cases.csv", cases)
            .args(["test", "r.cases.csv", "--rubrics", "r.toml", "--lang", lang])
            .output();
        let out = String::from_utf8_lossy(&output.stdout);
        assert!(out.lines().any(|line| line.trim() == said), "{said} in {out}");
    }
}

#[test]
fn a_bound_that_lies_between_two_options_is_told_by_their_names() {
    let condition =
        "indicator = \"c\", min = \"x\", min_for = [{ region = \"Nord\", min = \"z\" }]";
    let rubric = with(condition).tables("[groups]\nregion = [\"Nord\", \"Syd\"]");
    let output = Case::new()
        .file("r.toml", rubric)
        .file("a.csv", SUPPLIER)
        .args(["explain", "a.csv", "--rubric", "r.toml", "--supplier", "1"])
        .args(["--assume-quality", "--format", "json"])
        .output();
    let document: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let level = &document["explanations"][0]["parameters"][0]["levels"][0];
    let asked = &level["criteria"][0]["condition"]["asked"];
    assert_eq!(*asked, serde_json::json!({ "min": { "from": "x", "to": "z" } }));
}

#[test]
fn cut_offs_and_must_haves_read_the_same_in_a_table_on_a_page_and_in_an_explanation() {
    let placement = "[placement]\ncutoffs = { let = 0.5, moderat = 1.25, hoejt = 2.5 }\n\
                     [[placement.require]]\nlevel = \"hoejt\"\nat_least = \"moderat\"";
    for (lang, cutoffs, must_have) in [
        (
            "da",
            "let fra 0,5, moderat fra 1,25, højt fra 2,5",
            "øjt kræver mindst moderat på hver relevant parameter",
        ),
        (
            "en",
            "let from 0.5, moderat from 1.25, højt from 2.5",
            "øjt asks for at least moderat on every relevant parameter",
        ),
    ] {
        let given = || {
            Case::new()
                .file("r.toml", rubric().tables(placement))
                .file("a.csv", case::assessed(&["11112233"]))
                .args(["--lang", lang])
        };
        let page = text(given().args(["rubric", "show", "r.toml", "--format", "md"]));
        let table =
            text(given().args(["score", "a.csv", "--rubric", "r.toml", "--format", "table"]));
        let explained = text(
            given()
                .args(["explain", "a.csv", "--rubric", "r.toml", "--supplier", "1"])
                .args(["--format", "md"]),
        );
        let table = table.split_whitespace().collect::<Vec<_>>().join(" ");
        for told in [&page, &table, &explained] {
            assert!(told.contains(cutoffs), "{cutoffs} in {told}");
        }
        for told in [&page, &explained] {
            assert!(told.contains(must_have), "{must_have} in {told}");
        }
    }
}
