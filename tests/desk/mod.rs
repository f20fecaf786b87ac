//! A folder to run the program in, with a rubric and assessments, and to look into afterwards.

#![allow(dead_code, reason = "each test file uses its own part")]

use crate::case::{assessed, command, rubric};
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder with a rubric, assessments and a result of before.
pub(crate) struct Desk(pub(crate) TempDir);

pub(crate) const BEFORE: &str = "a result of before\n";

impl Desk {
    pub(crate) fn new(rows: usize) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let desk = Self(folder);
        let all: Vec<&str> = std::iter::repeat_n("12312312", rows).collect();
        desk.write("r.toml", rubric().to_string().as_bytes());
        desk.write("a.csv", assessed(&all).as_bytes());
        desk
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        fs::write(self.path(name), bytes).expect("a written file");
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("a file")
    }

    pub(crate) fn command(&self, arguments: &str) -> Command {
        let mut command = command();
        command.args(arguments.split_whitespace()).current_dir(self.0.path());
        command
    }

    pub(crate) fn run(&self, arguments: &str) -> Output {
        self.command(arguments).output().expect("a run")
    }

    /// Runs, and expects this exit code and, on standard error, this text.
    #[track_caller]
    pub(crate) fn expect(&self, arguments: &str, code: i32, told: &str) {
        let ran = self.run(arguments);
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert!(
            ran.status.code() == Some(code) && stderr.contains(told),
            "indplacer {arguments}: {}\n{stderr}",
            ran.status
        );
    }

    /// The names of all files, those that are aside included.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(self.0.path())
            .expect("a folder")
            .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}
