//! The templates for continuous integration, and the page that leads to them: each command is run.

#![cfg(unix)]

use std::fs;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn both_templates_fail_on_a_move_and_pass_on_one_that_is_accepted() {
    let output = Command::new("bash")
        .args([&format!("{ROOT}/examples/ci/try.sh"), env!("CARGO_BIN_EXE_indplacer")])
        .output()
        .expect("bash");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "nothing is changed: as expected\na supplier moves: as expected\nthe move is accepted: as expected\n\
         the rubric is set out otherwise: as expected\na bound is changed: as expected\nthe program is another: as expected\n"
    );
}

#[test]
fn every_command_of_the_page_does_what_the_page_says() {
    let page = fs::read_to_string(format!("{ROOT}/docs/ci.md")).expect("the page");
    let mut commands = Vec::new();
    let mut in_block = false;
    for line in page.lines() {
        match line {
            "```console" => in_block = true,
            "```" => in_block = false,
            line if in_block => commands.extend(line.strip_prefix("$ ")),
            _ => {}
        }
    }
    let folder = tempfile::tempdir().expect("a folder");
    let bin = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(env!("CARGO_BIN_EXE_indplacer"), bin.path().join("indplacer"))
        .expect("a link");
    let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").expect("a path"));
    let mut codes = Vec::new();
    for command in &commands {
        let output = Command::new("bash")
            .args(["-c", command])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("INDPLACER_SOURCE", ROOT)
            .env("INDPLACER_LANG", "en")
            .env_remove("CI")
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "x")))
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "x@example.org")))
            .output()
            .expect("bash");
        let code = output.status.code();
        assert!(
            matches!(code, Some(0 | 1)),
            "{command}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
        if command.starts_with("indplacer") {
            codes.push((*command, code.unwrap_or_default()));
        }
    }
    // What the page says between the blocks: the change fails, and passes once it is accepted.
    assert_eq!(
        codes,
        [
            ("indplacer check rubrics", 0),
            ("indplacer test --mutate", 0),
            ("indplacer score data/vurderinger.csv --rubrics rubrics --output baseline.jsonl", 0),
            ("indplacer test", 1),
            ("indplacer diff --since main --data data", 1),
            ("indplacer diff baseline.jsonl --data data", 1),
            ("indplacer test --bless=all", 0),
            ("indplacer diff baseline.jsonl --data data --accept", 0),
            ("indplacer test", 0),
            ("indplacer diff baseline.jsonl --data data", 0),
        ]
    );
}
