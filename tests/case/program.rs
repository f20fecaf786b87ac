//! The program as every test runs it, and the outputs that stand in files.

#![allow(dead_code, reason = "each test file uses its own part")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// The program of this build, or another that `INDPLACER_BIN` names.
pub(crate) fn binary() -> String {
    std::env::var("INDPLACER_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_indplacer").to_owned())
}

/// A run of it with nothing in its environment and nothing on standard input.
pub(crate) fn command() -> Command {
    let mut command = Command::new(binary());
    command.env_clear().stdin(Stdio::null());
    // No process starts on Windows without it.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    command
}

/// The output that a file holds; with `INDPLACER_UPDATE=1` what was found is written to it first.
pub(crate) fn expected(file: impl AsRef<Path>, found: impl AsRef<[u8]>) -> String {
    let file = file.as_ref();
    if std::env::var_os("INDPLACER_UPDATE").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
        fs::write(file, found).expect("a written file");
    }
    fs::read_to_string(file).unwrap_or_default()
}
