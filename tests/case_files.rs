//! The files around a rubric that the program begins for its author: first cases, and the next version.

mod case;

use case::{Case, RubricText, rubric};

fn counting() -> RubricText {
    rubric().indicators("a = count, b = bool").levels(
        "aktiv_praksis",
        "cumulative",
        [
            "indicator = \"a\", min = 2",
            "indicator = \"a\", min = 5",
            "all_of = [{ indicator = \"a\", min = 8 }, { indicator = \"b\", is = true }]",
        ],
    )
}

#[test]
fn the_first_cases_come_to_each_level_of_each_parameter_and_hold() {
    let ran = Case::new()
        .file("r.toml", counting())
        .args(["rubric", "cases", "r.toml", "--quiet"])
        .code(0);
    let text = String::from_utf8(ran.read("r.cases.csv")).expect("text");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 25, "a header, and three for each of eight parameters");
    assert!(
        lines[0].starts_with("leverandoer_id;case;maalgruppe;a;b;aktiv_praksis;")
            || lines[0].starts_with("leverandoer_id;case;maalgruppe;a;b;praksiserfaring;"),
        "{}",
        lines[0]
    );
    assert!(lines[3].starts_with("r-003;Aktiv praksis højt;r;8;ja;"), "{}", lines[3]);
    Case::new()
        .file("r.toml", counting())
        .file("r.cases.csv", &text)
        .args(["test", "--rubrics", "r.toml"])
        .stdout("24 cases: 24 as expected, 0 not (0 rejected)\n")
        .code(0);
    Case::new()
        .file("r.toml", counting())
        .file("r.cases.csv", "")
        .args(["rubric", "cases", "r.toml"])
        .stderr("error: r.cases.csv exists already and is not overwritten\n")
        .code(2);
}

#[test]
fn the_first_cases_of_the_built_in_rubrics_hold() {
    for id in ["autisme", "erhvervet-hjerneskade", "synsnedsaettelse", "generisk"] {
        let ran = Case::new().args(["rubric", "cases", id, "--quiet"]).code(0);
        let text = String::from_utf8(ran.read(&format!("{id}.cases.csv"))).expect("text");
        let output =
            Case::new().file("a.cases.csv", text).args(["test", "a.cases.csv", "--quiet"]).output();
        assert_eq!(
            output.status.code(),
            Some(0),
            "{id}: {}",
            String::from_utf8_lossy(&output.stdout)
        );
    }
}

#[test]
fn a_new_rubric_can_begin_with_its_cases_and_no_device_of_windows() {
    Case::new()
        .args(["rubric", "new", "ny", "--from", "autisme", "--cases", "--quiet"])
        .code(0)
        .left_only(&["ny.cases.csv", "ny.toml", "rubric.schema.json"]);
    for id in ["con", "nul", "com1", "lpt9"] {
        Case::new()
            .args(["rubric", "new", id])
            .stderr(format!(
                "error: “{id}” cannot be an id: no file may have that name in Windows\n"
            ))
            .code(2);
    }
}

#[test]
fn a_new_rubric_and_its_cases_are_both_written_or_neither() {
    for there in ["ny.toml", "ny.cases.csv"] {
        Case::new()
            .file("r.toml", counting())
            .file(there, "ours")
            .args(["rubric", "new", "ny", "--from", "r.toml", "--cases"])
            .stderr(format!("error: {there} exists already and is not overwritten\n"))
            .code(2)
            .left_only(&[there, "r.toml"])
            .left(there, "ours");
    }
    // One that cannot be written is as good as there.
    let folder = Case::new()
        .file("r.toml", counting())
        .file("ny.cases.csv/x", "")
        .args(["rubric", "new", "ny", "--from", "r.toml", "--cases"]);
    folder
        .stderr("error: ny.cases.csv cannot be written: this is a folder, not a file\n")
        .code(2)
        .left_only(&["ny.cases.csv", "r.toml"]);
}

#[test]
fn the_next_version_keeps_every_text_and_says_what_the_one_before_needs() {
    let before = counting().header("valid_from = 2021-01-01\nvalid_to = 2030-12-31 # bemærkning");
    let ran = Case::new()
        .file("rubrics/r.toml", &before)
        .args(["rubric", "new-version", "rubrics/r.toml", "--valid-from", "2027-01-01"])
        .stderr("written: rubrics/r-2027.1.toml\nr@1 (rubrics/r.toml) needs valid_to = 2026-12-31 in [rubric]; it was not changed\n")
        .code(0);
    let after = before
        .to_string()
        .replace("version = \"1\"", "version = \"2027.1\"")
        .replace("2021-01-01", "2027-01-01")
        .replace("valid_to = 2030-12-31 # bemærkning\n", "");
    assert_eq!(String::from_utf8(ran.read("rubrics/r-2027.1.toml")).expect("text"), after);
    let undated = Case::new()
        .file("r.toml", counting())
        .args([
            "rubric",
            "new-version",
            "r.toml",
            "--valid-from",
            "2027-01-01",
            "--number",
            "2",
            "--output",
            "-",
            "--quiet",
        ])
        .output();
    let text = String::from_utf8(undated.stdout).expect("text");
    assert_eq!(
        text,
        counting()
            .to_string()
            .replace("version = \"1\"", "version = \"2\"\nvalid_from = 2027-01-01")
    );
}

#[test]
fn a_change_that_is_meant_to_live_is_allowed_with_a_reason() {
    let run = |comment: &str| {
        let text = counting().to_string().replace(
            "[parameters.aktiv_praksis]",
            &format!("{comment}\n[parameters.aktiv_praksis]"),
        );
        Case::new()
            .file("r.toml", text)
            .file("r.cases.csv", "leverandoer_id;maalgruppe;fornoeden_kvalitet;forventet_status\n1;r;nej;uden_kvalitet\n")
            .args(["test", "--rubrics", "r.toml", "--mutate"])
            .output()
    };
    let survivors = |comment: &str| {
        let text = String::from_utf8(run(comment).stdout).expect("text");
        text.matches("no case notices:").count()
    };
    let all = survivors("");
    assert_eq!(survivors("# indplacer:allow aktiv_praksis-let max: 42 – kommer ikke for"), all - 1);
    assert_eq!(survivors("# indplacer:allow aktiv_praksis-let max – kommer ikke for"), all - 2);
    assert_eq!(survivors("# indplacer:allow aktiv_praksis-let max – "), all);
    let text = String::from_utf8(
        run("# indplacer:allow aktiv_praksis-let max: 42 – kommer ikke for").stdout,
    )
    .expect("text");
    assert!(
        text.contains(
            "allowed to live:\n    r.toml:18: aktiv_praksis-let max: 42 added – kommer ikke for\n"
        ),
        "{text}"
    );
    assert!(text.contains("1 allowed to live, "), "{text}");
}

#[test]
fn mutants_can_be_listed_without_being_tried() {
    let output = Case::new()
        .file("r.toml", counting())
        .file("r.cases.csv", "leverandoer_id;maalgruppe;fornoeden_kvalitet;forventet_status\n1;r;nej;uden_kvalitet\n")
        .args(["test", "--rubrics", "r.toml", "--mutate", "--list"])
        .output();
    let text = String::from_utf8(output.stdout).expect("text");
    assert_eq!(output.status.code(), Some(0));
    assert!(text.lines().any(|line| line.ends_with("aktiv_praksis-moderat min: 5 → 6")), "{text}");
}

#[test]
fn in_diff_tries_the_changes_of_lines_that_differ_from_a_revision() {
    let cases =
        "leverandoer_id;maalgruppe;fornoeden_kvalitet;forventet_status\n1;r;nej;uden_kvalitet\n";
    let case = || {
        Case::new().file("r.toml", counting()).file("r.cases.csv", cases).committed().args([
            "test",
            "--rubrics",
            "r.toml",
            "--mutate",
            "--list",
            "--in-diff",
            "HEAD",
        ])
    };
    case().stdout("").code(0);
    case()
        .file("r.toml", counting().to_string().replace("min = 5", "min = 6"))
        .stdout(
            "
            r.toml:18: aktiv_praksis moderat: aktiv_praksis-moderat dropped
            r.toml:18: aktiv_praksis-moderat min: 6 → 5
            r.toml:18: aktiv_praksis-moderat min: 6 → 7
            r.toml:18: aktiv_praksis-moderat max: 7 added
            r.toml:18: aktiv_praksis-moderat max: 46 added
            ",
        )
        .code(0);
}
