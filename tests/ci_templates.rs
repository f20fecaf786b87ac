//! The templates for continuous integration, and the page that leads to them: each command is run.

#![cfg(unix)]

#[path = "case/program.rs"]
mod program;

use program::binary;
use std::fs;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn both_templates_fail_on_what_is_not_accepted_and_pass_on_what_is() {
    let output = Command::new("bash")
        .args([&format!("{ROOT}/examples/ci/try.sh"), &binary()])
        .output()
        .expect("bash");
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
    let tried: String = [
        "nothing is changed",
        "a supplier moves",
        "the move is accepted",
        "the rubric is set out otherwise",
        "a bound is changed",
        "the program is another",
        "a rubric without suppliers is removed",
        "the removal is declared",
        "the declaration stays after the change",
        "a version without suppliers is added",
        "the version is declared",
        "there is nothing to compare with",
    ]
    .map(|what| format!("{what}: as expected\n"))
    .concat();
    assert_eq!(String::from_utf8_lossy(&output.stdout), tried);
}

/// A block of the page: commands, or what the last of them printed.
enum Block {
    Commands(Vec<String>),
    Printed(String),
}

fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut fences = page.split("\n```");
    while let (Some(_), Some(block)) = (fences.next(), fences.next()) {
        let (language, text) = block.split_once('\n').unwrap_or((block, ""));
        match language {
            "console" => {
                let commands = text.lines().map(|line| line.strip_prefix("$ ").expect("a command"));
                found.push(Block::Commands(commands.map(str::to_owned).collect()));
            }
            "text" => found.push(Block::Printed(format!("{text}\n"))),
            _ => {}
        }
    }
    found
}

#[test]
fn every_command_of_the_page_does_and_prints_what_the_page_says() {
    let page = fs::read_to_string(format!("{ROOT}/docs/ci.md")).expect("the page");
    let folder = tempfile::tempdir().expect("a folder");
    let bin = tempfile::tempdir().expect("a folder");
    std::os::unix::fs::symlink(binary(), bin.path().join("indplacer")).expect("a link");
    let path = format!("{}:{}", bin.path().display(), std::env::var("PATH").expect("a path"));
    let run = |command: &str| {
        Command::new("bash")
            .args(["-c", command])
            .current_dir(folder.path())
            .env("PATH", &path)
            .env("INDPLACER_SOURCE", ROOT)
            .env("INDPLACER_LANG", "en")
            .env_remove("CI")
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "x")))
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "x@example.org")))
            .output()
            .expect("bash")
    };
    let mut codes = Vec::new();
    let mut printed = None;
    let mut listed = None;
    for block in blocks(&page) {
        match (block, printed.take()) {
            (Block::Commands(commands), _) => {
                for command in commands {
                    let output = run(&command);
                    let said = String::from_utf8_lossy(&output.stderr).into_owned();
                    match command.strip_prefix("indplacer ") {
                        Some(arguments) => {
                            codes.push((arguments.to_owned(), output.status.code()));
                        }
                        None => assert!(output.status.success(), "{command}\n{said}"),
                    }
                    printed = Some((command, String::from_utf8_lossy(&output.stdout).into_owned()));
                }
            }
            (Block::Printed(expected), Some((command, printed))) => {
                assert_eq!(printed, expected, "{command}");
            }
            // What the folder holds is told before the first command.
            (Block::Printed(files), None) => listed = Some(files),
        }
    }
    for line in listed.expect("the files of the folder").lines() {
        let file = line.split("  ").next().expect("a file");
        assert!(folder.path().join(file).exists(), "{file}");
    }
    // What the page says between the blocks: the change fails, and passes once it is accepted.
    let expected = [
        ("check rubrics", 0),
        ("test --mutate", 0),
        ("score data/vurderinger.csv --rubrics rubrics --output baseline.jsonl", 0),
        ("test", 1),
        ("diff --since main --data data", 1),
        ("diff baseline.jsonl --data data", 1),
        ("test --bless=all", 0),
        ("test --mutate --add-cases", 0),
        ("diff baseline.jsonl --data data --accept", 0),
        ("test --mutate", 0),
        ("diff baseline.jsonl --data data", 0),
        ("diff --since main --data data --fail-on rubrik --expect expected.toml", 0),
        ("test --mutate --rubrics rubrics few.csv", 1),
    ];
    assert_eq!(codes, expected.map(|(arguments, code)| (arguments.to_owned(), Some(code))));
}
