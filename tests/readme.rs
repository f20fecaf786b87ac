//! The README shows what the program says.

#[path = "case/program.rs"]
mod program;

use program::command;

fn output(args: &[&str]) -> String {
    let output =
        command().args(args).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("a process");
    String::from_utf8(output.stdout).expect("text")
}

#[test]
fn every_line_of_the_readmes_output_is_one_that_the_first_command_prints() {
    let readme = include_str!("../README.md");
    let (_, after) = readme.split_once("```text\n").unwrap();
    let (block, _) = after.split_once("```").unwrap();
    let printed = output(&["score", "examples/pilot.csv", "--lang", "en"]);
    let mut lines = printed.lines();
    for line in block.lines().filter(|line| !line.is_empty()) {
        assert!(lines.any(|printed| printed == line), "not printed, or not in this order: {line}");
    }
}

#[test]
fn every_command_stands_in_the_readmes_table() {
    let readme = include_str!("../README.md");
    let help = output(&["--help", "--lang", "en"]);
    let (_, commands) = help.split_once("Commands:\n").unwrap();
    let lines = commands.lines().take_while(|line| !line.is_empty());
    // What a command does may go on below its name.
    for line in lines.filter(|line| !line.starts_with("   ")) {
        let command = line.split_whitespace().next().unwrap();
        assert!(readme.contains(&format!("| `indplacer {command}")), "{command}");
    }
}
