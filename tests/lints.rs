//! Every lint on a rubric that has it and on one like it that has not, and the ways in which findings are told.
//!
//! Each folder of `tests/lints` is named after a lint: `bad` has it, `clean` has not, and `da.txt` and
//! `en.txt` are what `check bad` writes. `INDPLACER_UPDATE=1 cargo test --test lints` writes them anew.

#[path = "case/program.rs"]
mod program;

use program::{command, expected};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use indplacer::diagnostic::Diagnostics;
use indplacer::lint;
use indplacer::rubric::Catalogue;
use indplacer::source::Source;
use indplacer::vocabulary::{Lint, LintLevel};
use serde_json::Value;

struct Said {
    out: String,
    err: String,
    code: i32,
}

fn check(folder: &Path, arguments: &[&str]) -> Said {
    let output = command()
        .current_dir(folder)
        .env_remove("INDPLACER_LANG")
        .arg("check")
        .args(arguments)
        .output()
        .expect("a process that runs");
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Said {
        out: text(output.stdout),
        err: text(output.stderr),
        code: output.status.code().expect("an exit code"),
    }
}

fn fixture(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints").join(id)
}

fn findings(folder: &Path, arguments: &[&str]) -> Vec<Value> {
    let said = check(folder, &[arguments, &["--format", "json"]].concat());
    let document: Value = serde_json::from_str(&said.out).expect("a JSON document");
    document["findings"].as_array().expect("findings").clone()
}

/// A folder with one rubric: a fixture's, changed.
fn changed(id: &str, change: impl Fn(&str) -> String) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let text = fs::read_to_string(fixture(id).join("bad/vejledning.toml")).expect("a fixture");
    let text = change(&text);
    fs::write(folder.path().join("vejledning.toml"), text).expect("a written file");
    folder
}

#[test]
fn every_lint_has_a_fixture_and_a_section_and_nothing_else_has() {
    let ids: Vec<String> = Lint::ALL.iter().map(|lint| lint.id().to_owned()).collect();
    let mut folders: Vec<String> = fs::read_dir(fixture(""))
        .expect("tests/lints")
        .map(|entry| entry.expect("a folder").file_name().into_string().expect("a name"))
        .collect();
    folders.sort();
    let mut sorted = ids.clone();
    sorted.sort();
    assert_eq!(folders, sorted);
    let docs = fs::read_to_string("docs/lints.md").expect("docs/lints.md");
    let sections: Vec<String> =
        docs.lines().filter_map(|line| line.strip_prefix("### ")).map(str::to_owned).collect();
    assert_eq!(sections, ids, "the sections of docs/lints.md, in the lints' order");
    for lint in Lint::ALL {
        let file = format!("src/lint/{}.rs", lint.id().replace('-', "_"));
        assert!(Path::new(&file).exists(), "{file}");
    }
}

#[test]
fn the_documentation_names_the_level_of_every_lint() {
    let docs = fs::read_to_string("docs/lints.md").expect("docs/lints.md");
    for lint in Lint::ALL {
        let (_, section) = docs.split_once(&format!("### {}\n", lint.id())).expect("a section");
        let level = format!("**{}**", lint.default_level().as_str());
        assert!(section.trim_start().starts_with(&level), "{}: {level}", lint.id());
    }
}

#[test]
fn every_lint_finds_what_is_wrong_and_says_so_in_both_languages() {
    for lint in Lint::ALL {
        let folder = fixture(lint.id());
        for lang in ["da", "en"] {
            let said = check(&folder, &["bad", "--lang", lang]);
            let file = folder.join(format!("{lang}.txt"));
            assert_eq!(said.out, expected(&file, &said.out), "{}", file.display());
            let error = lint.default_level() == LintLevel::Error;
            assert_eq!(said.code, i32::from(error), "{}", lint.id());
        }
        let found = findings(&folder, &["bad"]);
        assert!(!found.is_empty(), "{} finds nothing", lint.id());
        for finding in found {
            assert_eq!(finding["id"], lint.id());
            assert_eq!(finding["severity"], lint.default_level().as_str());
        }
    }
}

#[test]
fn every_lint_is_silent_where_nothing_is_wrong() {
    for lint in Lint::ALL {
        let said = check(&fixture(lint.id()), &["clean", "--deny", "all", "--lang", "en"]);
        assert_eq!((said.out.as_str(), said.code), ("", 0), "{}", lint.id());
        assert_eq!(said.err, "0 errors, 0 warnings, 0 notes\n");
    }
}

#[test]
fn a_fix_leaves_a_rubric_without_the_finding() {
    let mut fixed = Vec::new();
    for lint in Lint::ALL {
        let folder = fixture(lint.id());
        let before = findings(&folder, &["bad"]);
        let fixes: Vec<&Value> =
            before.iter().map(|finding| &finding["fix"]).filter(|fix| !fix.is_null()).collect();
        if fixes.is_empty() {
            continue;
        }
        let changed = changed(lint.id(), |text| {
            let mut text = text.to_owned();
            // From the last, so that the places of the others stay.
            for fix in fixes.iter().rev() {
                let at = |line: &str, column: &str| {
                    let number = |key: &str| fix[key].as_u64().expect("a number") as usize;
                    let start: usize =
                        text.split_inclusive('\n').take(number(line) - 1).map(str::len).sum();
                    let columns = text[start..].chars().take(number(column) - 1);
                    start + columns.map(char::len_utf8).sum::<usize>()
                };
                let range = at("line", "column")..at("end_line", "end_column");
                text.replace_range(range, fix["replacement"].as_str().expect("a text"));
            }
            text
        });
        let said = check(changed.path(), &["vejledning.toml", "--lang", "en"]);
        let left = before.len() - fixes.len();
        assert_eq!(said.out.matches(&format!("[{}]", lint.id())).count(), left, "{}", said.out);
        assert!(said.code < 2, "{}", said.out);
        fixed.push(lint.id());
    }
    assert_eq!(fixed, ["redundant-member", "unused-exception", "number-in-text"]);
}

#[test]
fn the_rubrics_that_ship_have_nothing_but_that_they_are_illustrative() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeMap::new();
    for finding in findings(root, &["rubrics", "--deny", "all"]) {
        let file = finding["file"].as_str().expect("a file").replace('\\', "/");
        let id = finding["id"].as_str().expect("an id").to_owned();
        found.entry(file).or_insert_with(Vec::new).push(id);
    }
    let expected = ["autisme", "erhvervet-hjerneskade", "generisk", "synsnedsaettelse"]
        .map(|name| (format!("rubrics/{name}.toml"), vec!["illustrative".to_owned()]));
    assert_eq!(found, BTreeMap::from(expected));
}

#[test]
fn what_is_denied_is_an_error_and_decides_the_exit_code() {
    let (cliff, note) = (fixture("cliff"), fixture("illustrative"));
    let code = |folder: &Path, arguments: &[&str]| check(folder, arguments).code;
    assert_eq!(code(&cliff, &["bad"]), 0);
    assert_eq!(code(&cliff, &["bad", "--deny", "no-basis"]), 0);
    assert_eq!(code(&cliff, &["bad", "--deny", "cliff"]), 1);
    assert_eq!(code(&cliff, &["bad", "--deny", "no-basis,cliff"]), 1);
    assert_eq!(code(&cliff, &["bad", "--deny", "warnings"]), 1);
    assert_eq!(code(&note, &["bad", "--deny", "warnings"]), 0);
    assert_eq!(code(&note, &["bad", "--deny", "all"]), 1);
    let found = findings(&note, &["bad", "--deny", "all"]);
    assert_eq!(found[0]["severity"], "error");
    let said = check(&cliff, &["bad", "--deny", "clif", "--lang", "en"]);
    assert_eq!(said.code, 2);
    assert!(said.err.contains("did you mean cliff?"), "{}", said.err);
}

#[test]
fn the_summary_says_how_many_are_errors_only_because_they_are_denied() {
    let cliff = fixture("cliff");
    let said = check(&cliff, &["bad", "--deny", "all", "--lang", "da"]);
    let denied = "1 fejl (heraf 1 på grund af --deny), 0 advarsler, 0 bemærkninger\n";
    assert_eq!(said.err, denied);
    let said = check(&fixture("falling-threshold"), &["bad", "--deny", "all", "--lang", "en"]);
    assert_eq!(said.err, "1 error, 0 warnings, 0 notes\n");
}

#[test]
fn a_rubric_sets_levels_for_itself_and_a_user_may_deny_what_it_allows() {
    let set =
        |level: &str| changed("cliff", |text| format!("{text}\n[lints]\ncliff = \"{level}\"\n"));
    let found = |level: &str, arguments: &[&str]| -> Vec<String> {
        let folder = set(level);
        findings(folder.path(), &[&["vejledning.toml"], arguments].concat())
            .iter()
            .map(|finding| finding["severity"].as_str().expect("a severity").to_owned())
            .collect()
    };
    assert!(found("allow", &[]).is_empty());
    assert_eq!(found("note", &[]), ["note"]);
    assert_eq!(found("warning", &[]), ["warning"]);
    assert_eq!(found("error", &[]), ["error"]);
    assert!(found("allow", &["--deny", "all"]).is_empty(), "an author's decision stands");
    assert_eq!(found("allow", &["--deny", "cliff"]), ["error"], "unless it is named");
    assert_eq!(found("note", &["--deny", "warnings"]), ["note"]);
}

#[test]
fn a_lint_or_a_level_that_does_not_exist_is_refused_with_a_suggestion() {
    let folder = changed("cliff", |text| {
        format!("{text}\n[lints]\nclif = \"allow\"\nno-basis = \"allowed\"\n")
    });
    let found = findings(folder.path(), &["vejledning.toml", "--lang", "en"]);
    let told: Vec<(&str, &str, &str)> = found
        .iter()
        .map(|finding| {
            let text = |key: &str| finding[key].as_str().expect("a text");
            (text("id"), text("message"), text("help"))
        })
        .collect();
    let expected = [
        ("unknown-lint", "there is no lint “clif”", "did you mean “cliff”?"),
        ("unknown-value", "`lints` cannot be `allowed`", "did you mean “allow”?"),
    ];
    assert_eq!(told, expected);
    assert_eq!(check(folder.path(), &["vejledning.toml"]).code, 2);
}

#[test]
fn a_rubric_that_cannot_be_read_is_told_in_every_format_and_is_exit_code_2() {
    let folder = changed("cliff", |text| text.replace("min = 12", "min = -1"));
    let file = ["vejledning.toml", "--lang", "en"];
    let found = findings(folder.path(), &file);
    assert_eq!(found.len(), 1);
    assert_eq!((&found[0]["id"], &found[0]["severity"]), (&"number".into(), &"error".into()));
    assert_eq!(found[0]["file"], "vejledning.toml");
    for format in ["text", "json", "sarif", "github"] {
        let said = check(folder.path(), &[&file[..], &["--format", format]].concat());
        assert_eq!(said.code, 2, "{format}");
        assert!(said.out.contains("the number is negative"), "{format}: {}", said.out);
    }
    assert_eq!(check(folder.path(), &["mangler.toml"]).code, 2);
    assert_eq!(check(folder.path(), &[]).code, 2);
}

#[test]
fn json_says_where_and_what_and_beside_it_the_other_place() {
    let found = findings(&fixture("falling-threshold"), &["bad", "--lang", "en"]);
    let expected = serde_json::json!([{
        "id": "falling-threshold",
        "severity": "error",
        "file": "bad/vejledning.toml",
        "line": 40,
        "column": 42,
        "message": "højt asks for less than moderat: at least 5 instead of at least 8",
        "related": [{ "line": 34, "column": 42, "message": "moderat asks for at least 8" }],
    }]);
    assert_eq!(Value::Array(found), expected);
}

/// Every way to take bands of a count from 0 to 5, held against trying every count.
#[test]
fn a_hole_between_bands_is_found_and_bands_without_one_are_no_error() {
    let text = fs::read_to_string(fixture("band-gap").join("clean/vejledning.toml")).expect("it");
    for (most, least, up_to, from) in (0..6_u32).flat_map(|a| {
        (0..6).flat_map(move |b| (b..6).flat_map(move |c| (0..6).map(move |d| (a, b, c, d))))
    }) {
        let text = text
            .replace("min = 1\nmax = 4", &format!("max = {most}"))
            .replace("Fra {min} til {max} borgere", "Borgere")
            .replace("min = 5\nmax = 9", &format!("min = {least}\nmax = {up_to}"))
            .replace("min = 10", &format!("min = {from}"));
        let source = Source { name: "r.toml".into(), text: text.clone().into() };
        let mut notes = Diagnostics::default();
        let catalogue = Catalogue::read([source], &mut notes);
        let (found, _) = lint::check(&catalogue, &[]);
        let ids: Vec<&str> = found.in_file_order().iter().map(|finding| finding.code()).collect();
        let is_in_one = |n: u32| n <= most || (least..=up_to).contains(&n) || n >= from;
        let has_hole = (0..=6).any(|n| !is_in_one(n));
        assert_eq!(ids.contains(&"band-gap"), has_hole, "{ids:?}\n{text}");
        // One after the other without a hole, they are what they should be.
        if most + 1 == least && up_to + 1 == from {
            assert!(!found.has_errors(), "{ids:?}\n{text}");
        }
    }
}

#[test]
fn github_gets_one_command_a_finding() {
    let said = check(&fixture("unused-option"), &["bad", "--format", "github", "--lang", "en"]);
    let expected = "::warning file=bad/vejledning.toml,line=18,endLine=18,col=20,endColumn=25,title=unused-option::no criterion counts “PECS” of metoder_i_brug%0Adelete it, or use it in a criterion\n";
    assert_eq!(said.out, expected);
}

#[test]
fn a_computed_share_may_lie_between_two_numbers_of_four_decimals_and_one_that_is_not_may_not() {
    // 1 of 3 is more than 33.3333 and less than 33.3334.
    let rubric = |share: &str, criterion: &str| {
        changed("cliff", |text| {
            let text = text.replace(
                "[indicators.borgere]",
                &format!("[indicators.andel]\ntype = \"share\"\nlabel = \"Andel\"\n{share}\n[indicators.borgere]"),
            );
            let (head, rest) =
                text.split_once("indicator = \"borgere\"\nmin = 8").expect("moderat");
            format!("{head}{criterion}{rest}")
        })
    };
    let always = "any_of = [{ indicator = \"andel\", max = 33.3333 }, { indicator = \"andel\", min = 33.3334 }]";
    let ids = |share: &str| -> Vec<String> {
        let folder = rubric(share, always);
        let found = findings(folder.path(), &["vejledning.toml"]);
        let id = |finding: &Value| finding["id"].as_str().expect("an id").to_owned();
        found.iter().map(id).filter(|id| id.contains("always")).collect()
    };
    let parts = "part = \"del\"\nwhole = \"hele\"\n[indicators.del]\ntype = \"count\"\nlabel = \"Del\"\n[indicators.hele]\ntype = \"count\"\nlabel = \"Det hele\"";
    assert_eq!(ids(""), ["criterion-always-met"]);
    assert_eq!(ids(parts), Vec::<String>::new());
}

/// All that is found in all fixtures, refused rubrics and paths that need quoting included.
fn sarif_logs() -> Vec<Value> {
    let mut logs: Vec<String> = Lint::ALL
        .iter()
        .map(|lint| check(&fixture(lint.id()), &["bad", "--format", "sarif", "--lang", "en"]).out)
        .collect();
    let refused = changed("cliff", |text| text.replace("min = 12", "min = -1"));
    fs::rename(refused.path().join("vejledning.toml"), refused.path().join("en prøve, 1%.toml"))
        .expect("a renamed file");
    logs.push(check(refused.path(), &["en prøve, 1%.toml", "--format", "sarif"]).out);
    logs.push(check(&fixture("cliff"), &["clean", "--format", "sarif"]).out);
    logs.iter().map(|log| serde_json::from_str(log).expect("a JSON document")).collect()
}

#[test]
fn sarif_has_a_rule_and_a_region_for_every_result() {
    for log in sarif_logs() {
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        let rules: Vec<&str> = run["tool"]["driver"]["rules"]
            .as_array()
            .expect("rules")
            .iter()
            .map(|rule| rule["id"].as_str().expect("an id"))
            .collect();
        for lint in Lint::ALL {
            assert!(rules.contains(&lint.id()));
        }
        for result in run["results"].as_array().expect("results") {
            assert!(rules.contains(&result["ruleId"].as_str().expect("a rule")));
            assert!(
                ["note", "warning", "error"].contains(&result["level"].as_str().expect("a level"))
            );
            assert!(!result["message"]["text"].as_str().expect("a text").is_empty());
            let place = &result["locations"][0]["physicalLocation"];
            let uri = place["artifactLocation"]["uri"].as_str().expect("a URI");
            assert!(uri.is_ascii() && !uri.contains(' '), "{uri}");
            let at = |key: &str| place["region"][key].as_u64().expect("a number");
            let (start, end) =
                ((at("startLine"), at("startColumn")), (at("endLine"), at("endColumn")));
            assert!((1, 1) <= start && start <= end, "{start:?} to {end:?}");
        }
    }
}

/// Needs Python with `jsonschema`, and the schema of SARIF 2.1.0 as a file named in `SARIF_SCHEMA`: it is OASIS's
/// and not ours to ship. `SARIF_SCHEMA=sarif-schema-2.1.0.json cargo test --test lints -- --ignored`
#[test]
#[ignore = "needs Python and the schema, which is not ours to ship"]
fn sarif_fits_the_official_schema() {
    let schema = std::env::var("SARIF_SCHEMA").expect("SARIF_SCHEMA names the schema's file");
    let folder = tempfile::tempdir().expect("a folder");
    for (index, log) in sarif_logs().iter().enumerate() {
        let file = folder.path().join(format!("{index}.sarif"));
        fs::write(&file, log.to_string()).expect("a written file");
        let script = "import json, sys, jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))";
        let output = Command::new("python3")
            .args(["-c", script])
            .args([&file, Path::new(&schema)])
            .output()
            .expect("Python");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}\n{log}");
    }
}
