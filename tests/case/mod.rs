//! A small language for tests of the program as its users meet it: files in, two streams and an exit code out.
//!
//! ```ignore
//! mod case;
//! use case::{Case, rubric};
//!
//! #[test]
//! fn a_sum_counts_what_is_known() {
//!     let rubric = rubric()
//!         .indicators("a = count, b = count")
//!         .criterion(r#"sum = ["a", "b"], min = 8"#);
//!     Case::score(rubric, "leverandoer_id;a;b\n1;8;\n")
//!         .records("leverandoer_id,aktiv_praksis", &["1,højt"])
//!         .code(0);
//! }
//!
//! #[test]
//! fn a_file_that_does_not_exist_is_said_so() {
//!     Case::new()
//!         .args(["score", "a.csv"])
//!         .stderr("
//!             error[file-not-found] a.csv: the file does not exist
//!         ")
//!         .code(2);
//! }
//! ```
//!
//! What holds for every case:
//! - [`Case::code`] runs it. Both streams and the exit code are always compared, whole; what is not said is
//!   expected to be empty. A case without `code` does not compile without a warning.
//! - It runs in a new folder of its own, so files have short names and `kilde` is `a.csv:2`.
//! - The environment is empty: no locale, no `INDPLACER_LANG`, no `NO_COLOR`. The language is then English; ask for
//!   Danish by `--lang da`.
//! - A text that begins with a line break is taken without that and without its common indentation, so that it can
//!   stand in the test as it stands in the world. Any other text, and [`Case::bytes`], are taken as they are.
//! - Another build is held against the same tests by naming it in `INDPLACER_BIN`.

#![allow(dead_code, unused_imports, reason = "each test file uses its own part")]

mod program;
mod rubric;

pub(crate) use program::{binary, command, expected};
pub(crate) use rubric::{PARAMETERS, RubricText, rubric};

use similar::{ChangeTag, TextDiff};
use std::ffi::{OsStr, OsString};
use std::fmt::Display;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A CSV of suppliers 1, 2, … with the necessary quality and an entered level for each of the eight parameters, one
/// sign a level: `"11112233"`. The signs are those of a level cell (0 to 3), and `.` for missing.
pub(crate) fn assessed(rows: &[&str]) -> String {
    let mut csv = format!("leverandoer_id;fornoeden_kvalitet;{}\n", PARAMETERS.join(";"));
    for (index, levels) in rows.iter().enumerate() {
        let cells: Vec<String> =
            levels.chars().map(|sign| sign.to_string().replace('.', "")).collect();
        csv += &format!("{};ja;{}\n", index + 1, cells.join(";"));
    }
    csv
}

/// One run of the program and what is expected of it.
#[must_use = "a case is run by `code`"]
pub(crate) struct Case {
    folder: TempDir,
    arguments: Vec<OsString>,
    environment: Vec<(OsString, OsString)>,
    stdin: Option<Vec<u8>>,
    stdout: Expected,
    stderr: String,
}

enum Expected {
    /// The stream, byte for byte.
    Text(String),
    /// These columns of all records, as CSV.
    Records { columns: String, rows: Vec<String> },
}

impl Case {
    /// A run without files or arguments that is expected to say nothing.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            arguments: Vec::new(),
            environment: Vec::new(),
            stdin: None,
            stdout: Expected::Text(String::new()),
            stderr: String::new(),
        }
    }

    /// `score` of `a.csv` by `r.toml` alone, for every row, with CSV out and only errors said.
    pub(crate) fn score(rubric: impl Display, csv: &str) -> Self {
        Self::new()
            .file("r.toml", rubric)
            .file("a.csv", csv)
            .args(["score", "a.csv", "--rubric", "r.toml"])
            .args(["--format", "csv", "--quiet"])
    }

    /// The same with all said that there is to say.
    pub(crate) fn score_aloud(rubric: impl Display, csv: &str) -> Self {
        Self::score(rubric, csv).without(&["--quiet"])
    }

    /// With a file in the folder; the name may have folders in it.
    pub(crate) fn file(self, name: &str, text: impl Display) -> Self {
        let text = unindented(&text.to_string());
        self.bytes(name, text.as_bytes())
    }

    /// With a file of exactly these bytes.
    pub(crate) fn bytes(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
        fs::write(path, bytes).expect("a written file");
        self
    }

    /// Without a file of the folder.
    pub(crate) fn removed(self, name: &str) -> Self {
        fs::remove_file(self.folder.path().join(name)).expect("a file");
        self
    }

    /// With a git repository in the folder, in which everything so far is committed.
    pub(crate) fn committed(self) -> Self {
        let git = |arguments: &[&str]| {
            let mut command = Command::new("git");
            command.current_dir(self.folder.path()).args([
                "-c",
                "user.name=x",
                "-c",
                "user.email=x@example.org",
            ]);
            let output = command.args(arguments).output().expect("git");
            assert!(output.status.success(), "{}", text_of(&output.stderr));
        };
        git(&["init", "--quiet", "--initial-branch", "main"]);
        git(&["add", "--all"]);
        git(&["commit", "--quiet", "--message", "before"]);
        self.env("PATH", &std::env::var("PATH").expect("a path to git"))
    }

    /// With more arguments, after those so far.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        let arguments = arguments.into_iter();
        self.arguments.extend(arguments.map(|argument| argument.as_ref().to_owned()));
        self
    }

    /// Without these arguments, of those so far.
    pub(crate) fn without(mut self, arguments: &[&str]) -> Self {
        self.arguments.retain(|argument| !arguments.iter().any(|other| argument == other));
        self
    }

    /// With something on standard input, which else is empty.
    pub(crate) fn stdin(mut self, bytes: impl AsRef<[u8]>) -> Self {
        self.stdin = Some(bytes.as_ref().to_owned());
        self
    }

    /// With one variable more in the environment, which else is empty.
    pub(crate) fn env(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Expects standard output to be this.
    pub(crate) fn stdout(mut self, text: impl Display) -> Self {
        self.stdout = Expected::Text(unindented(&text.to_string()));
        self
    }

    /// Expects standard output to be CSV with these records, looked at in these columns (between `,`).
    ///
    /// For what is said of one key, where the other forty would hide it.
    pub(crate) fn records(mut self, columns: &str, rows: &[&str]) -> Self {
        self.stdout = Expected::Records {
            columns: columns.to_owned(),
            rows: rows.iter().map(|row| (*row).to_owned()).collect(),
        };
        self
    }

    /// Expects standard error to be this.
    pub(crate) fn stderr(mut self, text: impl Display) -> Self {
        self.stderr = unindented(&text.to_string());
        self
    }

    /// Runs the case, and compares both streams and the exit code, whole.
    #[track_caller]
    pub(crate) fn code(self, code: i32) -> Ran {
        let output = self.run();
        let (stdout, expected) = match &self.stdout {
            Expected::Text(text) => (text_of(&output.stdout), text.clone()),
            Expected::Records { columns, rows } => (
                projected(&text_of(&output.stdout), columns),
                rows.iter().map(|row| format!("{row}\n")).collect(),
            ),
        };
        let stderr = text_of(&output.stderr);
        let mut faults = String::new();
        if stdout != expected {
            faults += &difference("standard output", &expected, &stdout);
        }
        if stderr != self.stderr {
            faults += &difference("standard error", &self.stderr, &stderr);
        }
        if output.status.code() != Some(code) {
            faults += &format!("\nexit code: expected {code}, got {}\n", output.status);
        }
        assert!(faults.is_empty(), "{}\n{faults}", self.command_line());
        Ran { folder: self.folder, stdout: output.stdout }
    }

    /// Runs the case and compares nothing, for a document that is looked into.
    pub(crate) fn output(&self) -> std::process::Output {
        self.run()
    }

    fn run(&self) -> std::process::Output {
        let mut command = command();
        command
            .current_dir(self.folder.path())
            .args(&self.arguments)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = command.spawn().expect("a process that starts");
        let mut pipe = process.stdin.take().expect("a pipe");
        let input = self.stdin.clone().unwrap_or_default();
        // Beside the reading of the output, since either may wait for the other.
        let writer = std::thread::spawn(move || {
            // The program may well stop reading.
            let _ = pipe.write_all(&input);
        });
        let output = process.wait_with_output().expect("a process that ends");
        writer.join().expect("a written input");
        output
    }

    fn command_line(&self) -> String {
        let arguments = self.arguments.iter().map(|argument| argument.to_string_lossy());
        std::iter::once("indplacer".into()).chain(arguments).collect::<Vec<_>>().join(" ")
    }
}

/// What a run left behind, for questions beyond its two streams.
pub(crate) struct Ran {
    folder: TempDir,
    /// Standard output.
    pub(crate) stdout: Vec<u8>,
}

impl Ran {
    /// Expects a file in the folder with exactly this text.
    #[track_caller]
    pub(crate) fn left(self, name: &str, text: &str) -> Self {
        let found = fs::read(self.folder.path().join(name)).unwrap_or_else(|error| {
            panic!("{name}: {error}; there are {:?}", self.files());
        });
        let (found, text) = (text_of(&found), unindented(text));
        assert!(found == text, "{}", difference(name, &text, &found));
        self
    }

    /// Expects the folder to hold these files and no others, given in the order of their names.
    #[track_caller]
    pub(crate) fn left_only(self, names: &[&str]) -> Self {
        assert_eq!(self.files(), names);
        self
    }

    /// The bytes of a file in the folder.
    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.folder.path().join(name)).expect("a file that was written")
    }

    fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path()).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| {
                let name = entry.expect("an entry").file_name();
                Path::new(&name).display().to_string()
            })
            .collect();
        names.sort();
        names
    }
}

/// Expects an output to be the text of a file; `INDPLACER_UPDATE=1` writes it anew.
#[track_caller]
pub(crate) fn is_text_of(file: impl AsRef<Path>, found: &str) {
    let name = file.as_ref().display().to_string();
    let expected = expected(&file, found);
    assert!(expected == found, "{}", difference(&name, &expected, found));
}

/// The lines of a folder's `cases.txt`: the name of an expected output, and the arguments that give it. The folder
/// `expected` holds these outputs, those of `also`, and no others.
pub(crate) fn listed(folder: &Path, also: &[&str]) -> Vec<(String, Vec<String>)> {
    let cases = fs::read_to_string(folder.join("cases.txt")).expect("cases");
    let cases: Vec<(String, Vec<String>)> = cases
        .lines()
        .map(|line| {
            let mut words = line.split(' ').map(str::to_owned);
            (words.next().expect("a name"), words.collect())
        })
        .collect();
    let mut named: Vec<&str> = cases.iter().map(|(name, _)| name.as_str()).collect();
    named.extend(also);
    named.sort_unstable();
    let held = fs::read_dir(folder.join("expected")).expect("a folder");
    let mut held: Vec<String> =
        held.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    held.sort_unstable();
    assert_eq!(held, named, "the outputs that are expected, and those that are made");
    cases
}

/// A stream as text; what is not UTF-8 stays visible and never equals an expectation.
fn text_of(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => format!("not UTF-8: {}", bytes.escape_ascii()),
    }
}

/// Those columns of every record of a CSV with `,`; a text that is no such CSV is given back whole.
fn projected(csv: &str, columns: &str) -> String {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let Ok(header) = reader.headers().cloned() else {
        return csv.to_owned();
    };
    let mut indices = Vec::new();
    for column in columns.split(',') {
        match header.iter().position(|name| name == column) {
            Some(index) => indices.push(index),
            None => return format!("no column {column} in:\n{csv}"),
        }
    }
    let mut out = String::new();
    for record in reader.records() {
        let Ok(record) = record else {
            return csv.to_owned();
        };
        let cells: Vec<&str> = indices.iter().map(|&index| &record[index]).collect();
        out += &format!("{}\n", cells.join(","));
    }
    out
}

/// The lines that differ, among those that do not, with every sign that cannot be seen spelled out.
pub(crate) fn difference(name: &str, expected: &str, found: &str) -> String {
    let (expected, found) = (visible(expected), visible(found));
    let mut out = format!("\n{name} (- expected, + found):\n");
    for change in TextDiff::from_lines(&expected, &found).iter_all_changes() {
        let sign = match change.tag() {
            ChangeTag::Delete => '-',
            ChangeTag::Insert => '+',
            ChangeTag::Equal => ' ',
        };
        out += &format!("{sign}{}\n", change.value().trim_end_matches('\n'));
    }
    out
}

fn visible(text: &str) -> String {
    let is_plain = |c: char| c == '\n' || !(c.is_control() || matches!(c, '\u{feff}' | '\u{a0}'));
    let shown = |c: char| match is_plain(c) {
        true => c.to_string(),
        false => c.escape_default().to_string(),
    };
    let mut shown: String = text.chars().map(shown).collect();
    if !text.is_empty() && !text.ends_with('\n') {
        shown.push_str("⏎ missing");
    }
    shown
}

/// A text that begins with a line break, without that, its common indentation and its last blank line.
fn unindented(text: &str) -> String {
    let Some(text) = text.strip_prefix('\n') else {
        return text.to_owned();
    };
    let text = text.trim_end_matches(' ');
    let indentation = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let common = text
        .split('\n')
        .filter(|line| !line.trim().is_empty())
        .map(indentation)
        .min()
        .unwrap_or_default();
    let lines: Vec<&str> =
        text.split('\n').map(|line| line.get(common..).unwrap_or_default()).collect();
    lines.join("\n")
}
