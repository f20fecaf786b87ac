//! Scoring is a function of one row, duplicates aside: pieces scored apart and put together are the whole.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[path = "case/program.rs"]
mod program;

use program::command;
use proptest::prelude::*;
use std::fs;
use std::path::Path;

const PILOT: &str = include_str!("../examples/pilot.csv");

/// What `score` writes to standard output in `folder`.
fn score(folder: &Path, args: &[&str]) -> String {
    let output = command().arg("score").args(args).current_dir(folder).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Records without their last column, which names file and line.
fn without_source(csv: &str) -> Vec<&str> {
    csv.lines().map(|line| line.rsplit_once(',').unwrap().0).collect()
}

fn sorted(mut lines: Vec<&str>) -> Vec<&str> {
    lines.sort_unstable();
    lines
}

/// The pilot's rows so many times over, each time under other ids.
fn pilot_times(times: usize) -> String {
    let (header, rows) = PILOT.split_once('\n').unwrap();
    let mut text = format!("{header}\n");
    for time in 0..times {
        for row in rows.lines() {
            text += &format!("{time}-{row}\n");
        }
    }
    text
}

#[test]
fn the_bytes_are_the_same_on_one_thread_and_on_many() {
    let folder = tempfile::tempdir().unwrap();
    // Several blocks, a duplicate far from its first, a row that is rejected.
    let mut text = pilot_times(60);
    text += &format!("0-{}\n", PILOT.lines().nth(1).unwrap());
    text += "ragged;row\n";
    fs::write(folder.path().join("a.csv"), text).unwrap();
    let run = |threads: &str, format: &str| {
        let output = command()
            .args(["score", "a.csv", "--format", format, "--threads", threads])
            .args(["--lang", "da"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        (output.status.code(), output.stdout, output.stderr)
    };
    for format in ["csv", "jsonl", "json", "table"] {
        let alone = run("1", format);
        assert_eq!(alone.0, Some(1));
        for threads in ["2", "7"] {
            assert!(run(threads, format) == alone, "{format} on {threads} threads");
        }
    }
}

#[test]
fn a_duplicate_across_blocks_is_rejected_and_nothing_of_it_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let once = pilot_times(60);
    fs::write(folder.path().join("once.csv"), &once).unwrap();
    let last = PILOT.lines().nth(5).unwrap();
    fs::write(folder.path().join("twice.csv"), format!("{once}0-{last}\n")).unwrap();
    let output = command()
        .args(["score", "twice.csv", "--format", "csv", "--quiet", "--lang", "en"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let expected = score(folder.path(), &["once.csv", "--format", "csv"]);
    let found = String::from_utf8(output.stdout).unwrap();
    assert_eq!(without_source(&found), without_source(&expected));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the same supplier, målgruppe and date as in twice.csv:6"), "{said}");
}

#[test]
fn a_piece_without_rows_is_a_piece_like_any_other() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("header.csv"), PILOT).unwrap();
    fs::write(folder.path().join("empty.csv"), "").unwrap();
    let args = ["empty.csv", "--header-from", "header.csv", "--no-header", "--format", "csv"];
    assert_eq!(score(folder.path(), &args), "");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn pieces_scored_apart_and_put_together_equal_the_whole(
        piece_of_row in prop::collection::vec(0_usize..4, PILOT.lines().count() - 1),
    ) {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("whole.csv"), PILOT).unwrap();
        let whole = score(folder.path(), &["whole.csv", "--format", "csv"]);
        let (header, records) = whole.split_once('\n').unwrap();
        prop_assert!(header.starts_with("leverandoer_id,"));
        let mut together = Vec::new();
        for piece in 0..4 {
            let rows = PILOT.lines().skip(1).zip(&piece_of_row);
            let rows: Vec<&str> = rows.filter(|(_, of)| **of == piece).map(|(row, _)| row).collect();
            let name = format!("piece-{piece}.csv");
            let text: String = rows.iter().map(|row| format!("{row}\n")).collect();
            fs::write(folder.path().join(&name), text).unwrap();
            let args = [&name, "--header-from", "whole.csv", "--no-header", "--format", "csv"];
            together.push(score(folder.path(), &args));
        }
        let together = together.concat();
        prop_assert_eq!(sorted(without_source(&together)), sorted(without_source(records)));
    }
}
