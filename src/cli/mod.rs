//! The command line: arguments in, one command run, an exit code out.

mod args;
mod case_files;
mod check;
mod check_data;
mod check_rubrics;
mod ci;
mod command;
mod comparing;
mod data;
mod diff;
mod door;
mod explain;
mod help;
mod language;
mod later;
mod output;
mod pages;
mod progress;
mod reading;
mod rejects;
mod report;
mod report_args;
mod review;
mod rubric;
mod rubrics;
mod score;
mod shared;
mod since;
mod study;
mod test;

pub use shared::Surroundings;

use crate::words::Ui;
use command::Command;
use later::Later;
use shared::{Exit, Speaker};
use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

/// The whole command line, for what describes it or is held against it.
pub fn command() -> clap::Command {
    command::all_described()
}

/// Runs the program.
pub fn run(around: Surroundings) -> ExitCode {
    let languages = language::languages(&around);
    let window_closes = !around.has_prompt && door::window_closes(&around.arguments);
    let is_ci = around.ci.eq_ignore_ascii_case("true") || around.ci == "1";
    let (lang, in_files) = (languages.reader, languages.files);
    let speaker = Speaker { lang, in_files, quiet: false, replace: false, is_ci };
    let code = match languages.unknown {
        Some(tag) => command::refuse_language(tag, speaker.lang),
        None => run_in(around.arguments, speaker),
    };
    progress::end();
    if window_closes {
        speaker.note(&Ui::PressEnter.text(speaker.lang));
        door::wait();
    }
    code
}

fn run_in(arguments: Vec<OsString>, mut speaker: Speaker) -> ExitCode {
    let arguments = door::opened(arguments, command::is_command);
    let args = match command::parse(arguments, speaker.lang) {
        Ok(args) => args,
        Err(code) => return code,
    };
    (speaker.quiet, speaker.replace) = (args.quiet, args.replace);
    progress::begin(speaker.lang, speaker.quiet);
    let result = match args.command {
        Command::Score(Later(args)) => score::run(&args, speaker),
        Command::Explain(Later(args)) => explain::run(&args, speaker),
        Command::Study(Later(args)) => study::run(&args, speaker),
        Command::Test(Later(args)) => test::run(&args, speaker),
        Command::Diff(Later(args)) => diff::run(&args, speaker),
        Command::Check(Later(args)) => check::run(&args, speaker),
        Command::Rubric(Later(args)) => rubric::run(&args.command, speaker),
        Command::Report(Later(args)) => report::run(&args, speaker),
    };
    match result {
        Ok(exit) => exit.into(),
        Err(error) if is_closed_pipe(&error) => Exit::Done.into(),
        Err(error) => {
            speaker.error(&format!("{error:#}"));
            Exit::CouldNot.into()
        }
    }
}

/// Whether whoever read our output has stopped reading, which is their right.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
