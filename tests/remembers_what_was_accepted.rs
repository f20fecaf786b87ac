//! A committed baseline, and a revision of a repository: what changed since, by what, and what is accepted.

mod case;

use case::{Case, RubricText, binary, rubric};
use serde_json::Value;
use std::fs;
use std::process::Command;

const DATA: &str = "\
leverandoer_id;maalgruppe;fornoeden_kvalitet;a;praksiserfaring;uddannelse;fagmiljoe;samarbejdsformer;vidensudvikling;metoder;hjaelpemidler
1;r;ja;5;2;2;1;1;1;1;2
2;r;ja;6;2;2;1;1;1;1;2
3;r;ja;9;2;2;2;2;2;2;2
";

fn counting() -> RubricText {
    rubric().indicators("a = count").levels(
        "aktiv_praksis",
        "cumulative",
        ["indicator = \"a\", min = 2", "indicator = \"a\", min = 5", "indicator = \"a\", min = 8"],
    )
}

fn stricter() -> String {
    counting().to_string().replace("min = 5", "min = 6")
}

/// What `score` writes as a baseline.
fn baseline(rubric: &str, data: &str) -> String {
    let output = Case::new()
        .file("rubrics/r.toml", rubric)
        .file("a.csv", data)
        .args(["score", "a.csv", "--rubrics", "rubrics", "--format", "jsonl", "--quiet"])
        .output();
    String::from_utf8(output.stdout).expect("text")
}

/// A baseline of the rubric and data as they were, held against these.
fn against(rubric: &str, data: &str) -> Case {
    Case::new()
        .bytes("baseline.jsonl", baseline(&counting().to_string(), DATA).as_bytes())
        .file("rubrics/r.toml", rubric)
        .file("data/a.csv", data)
        .args(["diff", "baseline.jsonl", "--data", "data"])
}

#[test]
fn a_baseline_is_scored_again_and_each_supplier_names_what_changed() {
    let data = DATA.replace("2;r;ja;6;", "2;r;ja;7;").replace("3;r;ja;9;", "3;r;ja;4;");
    against(&stricter(), &data)
        .stdout(
            "
            1 (r): moderat → let [rubrik]
                aktiv_praksis: moderat → let
            3 (r): moderat as before [rubrik, data]
                aktiv_praksis: højt → let

            from \\ to  moderat  let
            moderat          2    1

            before: 3 results; after: 3 rows read, 0 rejected
            1 supplier stays the same though data changed: 2
            1 supplier stays the same though rubrik changed: 2
            1 supplier moves (0 up, 1 down), 2 stay, 0 arrived, 0 departed
            1 supplier changes without moving
            ",
        )
        .code(1);
}

#[test]
fn a_rubric_that_is_only_set_out_otherwise_passes_and_says_so() {
    let text = format!("# En bemærkning.\n{}", counting());
    against(&text, DATA)
        .stdout(
            "
            before: 3 results; after: 3 rows read, 0 rejected
            3 suppliers stay the same though rubrik changed: 1, 2, 3
            0 suppliers move (0 up, 0 down), 3 stay, 0 arrived, 0 departed
            ",
        )
        .code(0);
}

#[test]
fn a_changed_program_is_told_as_such() {
    let old = baseline(&counting().to_string(), DATA);
    let own = format!("\"program\":\"{}\"", env!("CARGO_PKG_VERSION"));
    assert!(old.contains(&own));
    Case::new()
        .file("baseline.jsonl", old.replace(&own, "\"program\":\"0.0.1\""))
        .file("rubrics/r.toml", counting())
        .file("a.csv", DATA)
        .args(["diff", "baseline.jsonl", "--data", "a.csv"])
        .stdout(
            "
            before: 3 results; after: 3 rows read, 0 rejected
            3 suppliers stay the same though program changed: 1, 2, 3
            0 suppliers move (0 up, 0 down), 3 stay, 0 arrived, 0 departed
            ",
        )
        .code(0);
    Case::new()
        .file("baseline.jsonl", old.replace(&own, "\"program\":\"99.0.0\""))
        .file("rubrics/r.toml", counting())
        .file("a.csv", DATA)
        .args(["diff", "baseline.jsonl", "--data", "a.csv"])
        .stderr(format!(
            "error: baseline.jsonl is written by indplacer 99.0.0, which is newer than this one ({}); use that version\n",
            env!("CARGO_PKG_VERSION")
        ))
        .code(2);
}

#[test]
fn accept_writes_what_was_seen_and_leaves_every_other_line_byte_for_byte() {
    // The first is gone, the second has other facts, the third is the same, and a fourth is new.
    let data = DATA.replace("1;r;ja;5;2;2;1;1;1;1;2\n", "").replace("2;r;ja;6;", "2;r;ja;7;")
        + "4;r;ja;9;2;2;2;2;2;2;2\n";
    let old = baseline(&counting().to_string(), DATA);
    // A line in another layout, with a name that nobody compares.
    let third = old
        .lines()
        .nth(2)
        .expect("three lines")
        .replacen("{", "{ ", 1)
        .replace("a.csv:4", "b.csv:9");
    let lines: Vec<&str> = old.lines().collect();
    let case = || {
        Case::new()
            .file("baseline.jsonl", format!("{}\n{}\n{third}\n", lines[0], lines[1]))
            .file("rubrics/r.toml", counting())
            .file("a.csv", &data)
            .args(["diff", "baseline.jsonl", "--data", "a.csv", "--accept"])
    };
    let ran = case()
        .stdout(
            "
            1 (r): departed, before moderat
            4 (r): new, moderat

            before: 3 results; after: 3 rows read, 0 rejected
            1 supplier stays the same though data changed: 2
            0 suppliers move (0 up, 0 down), 2 stay, 1 arrived, 1 departed
            ",
        )
        .stderr("baseline.jsonl: 1 line kept, 1 written anew, 1 taken out, 1 added\n")
        .code(0);
    let now = baseline(&counting().to_string(), &data);
    let now: Vec<&str> = now.lines().collect();
    let expected = format!("{}\n{third}\n{}\n", now[0], now[2]);
    assert_eq!(String::from_utf8(ran.read("baseline.jsonl")).expect("text"), expected);
    case()
        .env("CI", "true")
        .stderr(
            "error: --accept is not for CI: what is written is to be seen and saved by a person\n",
        )
        .code(2);
}

#[test]
fn what_is_accepted_passes_and_a_row_that_is_rejected_now_is_named_so() {
    let rejected = DATA.replace("1;r;ja;5;", "1;r;ja;mange;");
    against(&counting().to_string(), &rejected)
        .args(["--allow-rejected"])
        .stdout(
            "
            1 (r): rejected, before moderat
                D2 »a«: “mange” – not a number; write the number alone, such as 12 or 12,5

            before: 3 results; after: 3 rows read, 1 rejected
            0 suppliers move (0 up, 0 down), 2 stay, 0 arrived, 1 departed
            ",
        )
        .code(1);
}

#[test]
fn a_baseline_that_was_cut_or_is_no_lines_gets_one_sentence() {
    let old = baseline(&counting().to_string(), DATA);
    let case = |bytes: &str, more: &[&str]| {
        Case::new()
            .bytes("baseline.jsonl", bytes.as_bytes())
            .file("rubrics/r.toml", counting())
            .file("a.csv", DATA)
            .args(["diff", "baseline.jsonl", "--data", "a.csv"])
            .args(more)
            .output()
    };
    let half = case(&old[..old.len() / 2], &[]);
    assert_eq!(half.status.code(), Some(2));
    let said = String::from_utf8(half.stderr).expect("text");
    assert!(
        said.starts_with("error: baseline.jsonl:2 is not JSON: ") && said.lines().count() == 1,
        "{said}"
    );
    let list = format!("[{}]", old.trim_end().replace('\n', ","));
    let listed = case(&list, &["--accept"]);
    assert_eq!(listed.status.code(), Some(2));
    assert_eq!(
        String::from_utf8(listed.stderr).expect("text"),
        "error: baseline.jsonl is not JSON Lines, and --accept writes nothing else: make it with `indplacer score … --format jsonl`\n"
    );
}

fn repository() -> Case {
    Case::new().file("rubrics/r.toml", counting()).file("data/a.csv", DATA).committed()
}

#[test]
fn a_revision_is_compared_with_what_stands_in_the_folder() {
    repository()
        .file("rubrics/r.toml", stricter())
        .args(["diff", "--since", "main", "--data", "data"])
        .stdout(
            "
            1 (r): moderat → let [rubrik]
                aktiv_praksis: moderat → let (aktiv_praksis-moderat not met)
                by this alone: aktiv_praksis-moderat min: 5 → 6

            Edits of r@1:
                rubrics/r.toml:15: aktiv_praksis-moderat min: 5 → 6
                  moves 1 supplier: 1

            from \\ to  moderat  let
            moderat          2    1

            before: 3 rows read, 0 rejected; after: 3 rows read, 0 rejected
            1 supplier moves (0 up, 1 down), 2 stay, 0 arrived, 0 departed
            ",
        )
        .code(1);
}

#[test]
fn where_the_data_changed_as_well_it_is_said_how_much_each_did() {
    let data = DATA
        .replace("3;r;ja;9;2;2;2;2;2;2;2", "3;r;ja;5;2;2;1;1;1;1;2")
        .replace("2;r;ja;6;", "2;r;ja;4;");
    repository()
        .file("rubrics/r.toml", stricter())
        .file("data/a.csv", data)
        .args([
            "diff",
            "--since",
            "HEAD",
            "--rubrics",
            "rubrics",
            "--data",
            "data/*.csv",
            "--format",
            "json",
            "--output",
            "d.json",
        ])
        .code(1);
    let document = |data: &str| -> Value {
        let output = repository()
            .file("rubrics/r.toml", stricter())
            .file("data/a.csv", data)
            .args(["diff", "--since", "HEAD", "--data", "data", "--format", "json"])
            .output();
        serde_json::from_slice(&output.stdout).expect("a document")
    };
    let told = document(
        &DATA
            .replace("3;r;ja;9;2;2;2;2;2;2;2", "3;r;ja;5;2;2;1;1;1;1;2")
            .replace("2;r;ja;6;", "2;r;ja;4;"),
    );
    let moved = told["moved"].as_array().expect("movers");
    let steps: Vec<[&str; 4]> = moved
        .iter()
        .map(|one| {
            ["leverandoer_id", "from", "by_data", "to"]
                .map(|key| one[key].as_str().expect("a word"))
        })
        .collect();
    assert_eq!(
        steps,
        [
            ["1", "moderat", "moderat", "let"],
            ["2", "moderat", "let", "let"],
            ["3", "moderat", "moderat", "let"],
        ]
    );
}

#[test]
fn a_rubric_that_is_removed_is_seen_where_the_data_changed_as_well() {
    let validity = "version = \"2\"\nvalid_from = 2027-01-01";
    let first = counting().to_string().replace("[rubric]", "[rubric]\nvalid_to = 2026-12-31");
    let data = DATA
        .replace(";hjaelpemidler", ";hjaelpemidler;vurderingsdato")
        .replace(";2\n", ";2;2026-01-01\n");
    Case::new()
        .file("rubrics/r.toml", &first)
        .file("rubrics/q.toml", counting().id("q"))
        .file("data/a.csv", &data)
        .committed()
        .file("rubrics/r-2.toml", stricter().replace("version = \"1\"", validity))
        .file("data/a.csv", data.replace("2;r;ja;6;", "2;r;ja;7;"))
        .removed("rubrics/q.toml")
        .args(["diff", "--since", "main", "--data", "data", "--fail-on", "rubrik"])
        .stdout(
            "
        1 (r): moderat → let [rubrik] – under r@2
            aktiv_praksis: moderat → let (aktiv_praksis-moderat not met)

        r@2 is new and in force from 2027-01-01: tried on 3 suppliers
        the rubric q is gone
        before: 3 results; after: 3 rows read, 0 rejected
        1 supplier stays the same though data changed: 2
        0 suppliers move (0 up, 0 down), 3 stay, 0 arrived, 0 departed
        1 supplier changes under a new version
        ",
        )
        .code(1);
}

#[test]
fn a_revision_that_is_none_gets_one_sentence() {
    for (revision, said) in [
        ("--since=intet", "git knows no revision “intet”"),
        ("--since=-x", "“-x” is no revision: none begins with “-”"),
    ] {
        repository()
            .args(["diff", revision, "--data", "data"])
            .stderr(format!("error: {said}\n"))
            .code(2);
    }
    Case::new()
        .file("rubrics/r.toml", counting())
        .file("a.csv", DATA)
        .env("PATH", &std::env::var("PATH").expect("a path"))
        .env("GIT_CEILING_DIRECTORIES", "/")
        .args(["diff", "--since", "main", "--data", "a.csv"])
        .stderr("error: git could not: fatal: not a git repository (or any of the parent directories): .git\n")
        .code(2);
}

/// A clone without its history, as a CI job makes it where nobody says otherwise.
#[test]
fn a_revision_that_a_shallow_clone_left_behind_gets_one_sentence() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |program: &str, within: &str, arguments: &[&str]| {
        Command::new(program)
            .args(arguments)
            .current_dir(folder.path().join(within))
            .env("INDPLACER_LANG", "en")
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "x")))
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "x@example.org")))
            .output()
            .expect("a run")
    };
    let git = |within: &str, arguments: &[&str]| {
        let ran = run("git", within, arguments);
        assert!(ran.status.success(), "{ran:?}");
        String::from_utf8(ran.stdout).expect("text").trim().to_owned()
    };
    let origin = folder.path().join("origin");
    for (name, text) in
        [("rubrics/r.toml", counting().to_string()), ("data/a.csv", DATA.to_owned())]
    {
        let path = origin.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    git("origin", &["init", "--quiet", "--initial-branch", "main", "."]);
    git("origin", &["add", "--all"]);
    git("origin", &["commit", "--quiet", "--message", "before"]);
    let before = git("origin", &["rev-parse", "HEAD"]);
    fs::write(origin.join("rubrics/r.toml"), stricter()).expect("a rubric");
    git("origin", &["commit", "--quiet", "--all", "--message", "stricter"]);
    let address = format!("file://{}", origin.display());
    git("", &["clone", "--quiet", "--depth", "1", &address, "here"]);
    for revision in [before.as_str(), "HEAD~1"] {
        for format in ["text", "json"] {
            let options = ["diff", "--since", revision, "--data", "data", "--format", format];
            let ran = run(&binary(), "here", &options);
            assert_eq!(
                String::from_utf8_lossy(&ran.stderr),
                format!(
                    "error: the revision “{revision}” is not here, since the clone is shallow; fetch the whole history (git fetch --unshallow, in CI fetch-depth: 0 or GIT_DEPTH: 0)\n"
                )
            );
            assert_eq!((ran.status.code(), ran.stdout), (Some(2), Vec::new()));
        }
    }
    // What the sentence says to do helps.
    git("here", &["fetch", "--quiet", "--unshallow"]);
    let ran = run(&binary(), "here", &["diff", "--since", &before, "--data", "data"]);
    let shown = String::from_utf8_lossy(&ran.stdout);
    assert!(shown.starts_with("1 (r): moderat → let [rubrik]"), "{shown}");
    assert_eq!(ran.status.code(), Some(1));
}

#[test]
fn the_file_of_expectations_that_is_written_makes_the_change_pass() {
    let ran = against(&stricter(), &DATA.replace("3;r;ja;9;", "3;r;ja;4;"))
        .args(["--expect-write", "e.toml", "--quiet", "--format", "json", "--output", "d.json"])
        .code(1)
        .left(
            "e.toml",
            "
            # Det, som denne ændring gør. Læs det, og slet det, der ikke er ment.

            # 1 (r): moderat → let [rubrik]
            [[moved]]
            leverandoer_id = \"1\"
            maalgruppe = \"r\"
            from = \"moderat\"
            to = \"let\"

            # 3 (r): moderat som før [rubrik, data]
            [[moved]]
            leverandoer_id = \"3\"
            maalgruppe = \"r\"
            kind = \"parameter\"

            # fingeraftryk: sha256-27e3160120937d060966e4f346fd49549b781936f573c13a38ae475e40e229a4
            ",
        );
    let expect = String::from_utf8(ran.read("e.toml")).expect("text");
    against(&stricter(), &DATA.replace("3;r;ja;9;", "3;r;ja;4;"))
        .file("e.toml", expect)
        .args(["--expect", "e.toml", "--format", "json", "--output", "d.json"])
        .code(0);
}
