//! Parse, run, exit.

use std::process::ExitCode;

fn main() -> ExitCode {
    indplacer::cli::run(wild::args_os().collect())
}
