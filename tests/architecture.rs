//! How the code is laid out, held by a plain reading of it: arrows go one way, and no file and no function is long.
//!
//! What is not so yet stands in the lists below. A list that says too much fails as well, so that it only gets shorter.

mod house;

use house::{Arrow, House};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The longest that a file may be.
const LINES: usize = 500;
/// The longest that a function may be; a table of words, which are those of `src/words`, may be longer.
const FUNCTION: usize = 60;

/// Arrows that still go up.
const UPWARD: &[&str] = &[];
/// Arrows that still close a circle.
const CIRCLES: &[&str] = &[
    "intake/profile.rs -> intake/survey.rs",
    "intake/shape.rs -> intake/survey.rs",
    "intake/xlsx/choose.rs -> intake/xlsx/mod.rs",
    "regress/results.rs -> regress/compared.rs",
    "workbench/papers.rs -> workbench/filled.rs",
];
/// Files that are still too long.
const LONG_FILES: &[&str] =
    &["explain/change.rs", "explain/solve.rs", "lint/exact/mod.rs", "words/message.rs"];
/// Functions that still are.
const LONG_FUNCTIONS: &[&str] = &[
    "cli/check_data.rs sheet",
    "cli/comparing.rs of_revision",
    "cli/diff.rs run",
    "cli/help.rs localized_arg",
    "cli/pages.rs run",
    "cli/score.rs run",
    "cli/test.rs bless",
    "cli/test.rs run_once",
    "explain/change.rs leaf",
    "explain/solve.rs split_ratio",
];

#[test]
fn a_file_uses_only_what_stands_before_it() {
    let order = order();
    let house = House::read();
    let layers: BTreeSet<&str> = house.files().map(|file| layer(&file.path)).collect();
    let named: BTreeSet<&str> = order.iter().map(String::as_str).chain(["lib"]).collect();
    assert_eq!(layers, named, "the folders of src, and those that its head names");
    let place = |path: &str| order.iter().position(|named| named == layer(path));
    let upward = house.arrows().into_iter().filter(|(from, to)| place(from) < place(to));
    held(upward.map(arrow), UPWARD);
}

#[test]
fn no_file_uses_one_that_uses_it() {
    let mut arrows = House::read().arrows();
    let excused: Vec<Arrow> = arrows
        .iter()
        .filter(|one| CIRCLES.contains(&arrow((*one).clone()).as_str()))
        .cloned()
        .collect();
    arrows.retain(|one| !excused.contains(one));
    let circles = circles(&arrows);
    assert!(circles.is_empty(), "circles:\n{}", told(&circles, &arrows));
    for one in CIRCLES {
        let is_needed = excused.iter().any(|excuse| {
            arrow(excuse.clone()) == *one && reached(&arrows, &excuse.1).contains(&excuse.0)
        });
        assert!(is_needed, "{one} closes no circle any more: take it out of CIRCLES");
    }
}

#[test]
fn no_file_is_long() {
    let house = House::read();
    let long = house.files().filter(|file| file.lines > LINES);
    held(long.map(|file| file.path.clone()), LONG_FILES);
}

#[test]
fn no_function_is_long() {
    let house = House::read();
    let files = house.files().filter(|file| layer(&file.path) != "words");
    let long = files.flat_map(|file| {
        let long = file.functions.iter().filter(|(_, lines)| *lines > FUNCTION);
        long.map(|(name, _)| format!("{} {name}", file.path))
    });
    held(long, LONG_FUNCTIONS);
}

#[test]
fn contributing_says_the_same_order() {
    let text = read("CONTRIBUTING.md");
    let written = "```text\n".to_owned() + &written_order() + "```\n";
    assert!(text.contains(&written), "CONTRIBUTING.md does not say:\n{written}");
}

/// The order in the head of the crate.
fn written_order() -> String {
    let head = read("src/lib.rs");
    let block = head.split("//! ```").find(|block| block.starts_with("text\n"));
    let block = block.expect("the order in the head of src/lib.rs");
    block
        .lines()
        .skip(1)
        .map(|line| line.trim_start_matches("//!").trim().to_owned() + "\n")
        .collect()
}

fn order() -> Vec<String> {
    written_order().split('→').map(|name| name.trim().to_owned()).collect()
}

fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a file")
}

/// The folder at the top of `src`, or the file, that a path is of.
fn layer(path: &str) -> &str {
    path.split('/').next().unwrap_or_default().trim_end_matches(".rs")
}

fn arrow((from, to): Arrow) -> String {
    format!("{from} -> {to}")
}

/// Holds what was found against what is excused.
fn held(found: impl Iterator<Item = String>, excused: &[&str]) {
    let found: BTreeSet<String> = found.collect();
    let excused: BTreeSet<String> = excused.iter().map(|one| (*one).to_owned()).collect();
    let new: Vec<&String> = found.difference(&excused).collect();
    assert!(new.is_empty(), "{new:#?}");
    let gone: Vec<&String> = excused.difference(&found).collect();
    assert!(gone.is_empty(), "mended, so take it out of the list: {gone:#?}");
}

/// The files that use each other in a ring, one set a ring.
fn circles(arrows: &BTreeSet<Arrow>) -> Vec<BTreeSet<String>> {
    let files: BTreeSet<&String> = arrows.iter().map(|(from, _)| from).collect();
    let reached: BTreeMap<&String, BTreeSet<String>> =
        files.iter().map(|file| (*file, reached(arrows, file))).collect();
    let reaches =
        |from: &String, to: &String| reached.get(from).is_some_and(|all| all.contains(to));
    let mut found: Vec<BTreeSet<String>> = Vec::new();
    for file in files {
        if reaches(file, file) && !found.iter().any(|circle| circle.contains(file)) {
            let circle = reached[file].iter().filter(|other| reaches(other, file));
            found.push(circle.cloned().collect());
        }
    }
    found
}

/// Every file that one leads to.
fn reached(arrows: &BTreeSet<Arrow>, start: &str) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut next = vec![start.to_owned()];
    while let Some(file) = next.pop() {
        let behind = (file.clone(), String::new());
        for (_, to) in arrows.range(behind..).take_while(|(from, _)| *from == file) {
            if seen.insert(to.clone()) {
                next.push(to.clone());
            }
        }
    }
    seen
}

fn told(circles: &[BTreeSet<String>], arrows: &BTreeSet<Arrow>) -> String {
    let mut told = String::new();
    for circle in circles {
        let of_it = arrows.iter().filter(|(from, to)| circle.contains(from) && circle.contains(to));
        for one in of_it {
            told += &format!("    \"{}\",\n", arrow(one.clone()));
        }
        told += "\n";
    }
    told
}
