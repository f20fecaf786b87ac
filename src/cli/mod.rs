//! The command line: arguments in, one command run, an exit code out.

mod args;
mod check;
mod check_data;
mod check_rubrics;
mod comparing;
mod data;
mod diff;
mod door;
mod explain;
mod later;
mod output;
mod pages;
mod progress;
mod reading;
mod rejects;
mod report;
mod review;
mod rubric;
mod rubrics;
mod score;
mod since;
mod study;
mod test;

use crate::diagnostic::{Diagnostics, Severity};
use crate::render::diagnostics;
use crate::words::{Lang, Ui};
use args::Command;
use later::Later;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// How a command ended, beside the data it wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    /// Done.
    Done,
    /// Done, and there is something to act on.
    ActOn,
    /// Could not be done; the user was told why.
    CouldNot,
}

impl Exit {
    /// The graver of the two.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::CouldNot, _) | (_, Self::CouldNot) => Self::CouldNot,
            (Self::ActOn, _) | (_, Self::ActOn) => Self::ActOn,
            (Self::Done, Self::Done) => Self::Done,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::ActOn => 1,
            Exit::CouldNot => 2,
        })
    }
}

/// The whole command line, for what describes it or is held against it.
pub fn command() -> clap::Command {
    args::all_described()
}

/// Runs the program with these arguments, the program's name first.
pub fn run(arguments: Vec<OsString>) -> ExitCode {
    let languages = args::languages(&arguments);
    let window_closes = door::window_closes(&arguments);
    let speaker =
        Speaker { lang: languages.reader, in_files: languages.files, quiet: false, replace: false };
    let code = match languages.unknown {
        Some(tag) => args::refuse_language(tag, speaker.lang),
        None => run_in(arguments, speaker),
    };
    progress::end();
    if window_closes {
        speaker.note(&Ui::PressEnter.text(speaker.lang));
        door::wait();
    }
    code
}

fn run_in(arguments: Vec<OsString>, mut speaker: Speaker) -> ExitCode {
    let arguments = door::opened(arguments, args::is_command);
    let args = match args::parse(arguments, speaker.lang) {
        Ok(args) => args,
        Err(code) => return code,
    };
    (speaker.quiet, speaker.replace) = (args.quiet, args.replace);
    progress::begin(speaker);
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

/// Says things on standard error, in the reader's language; what every command is told about how to say and keep things.
#[derive(Debug, Clone, Copy)]
struct Speaker {
    /// The reader's language.
    lang: Lang,
    /// The language of what is kept in files, which does not depend on the system.
    in_files: Lang,
    /// Whether only errors are said.
    quiet: bool,
    /// Whether pages that somebody has edited are replaced.
    replace: bool,
}

impl Speaker {
    /// Every diagnostic; only the errors if quiet.
    fn diagnostics(self, notes: &Diagnostics) {
        let shown = notes
            .in_file_order()
            .into_iter()
            .filter(|diagnostic| !self.quiet || diagnostic.severity == Severity::Error);
        self.write(&diagnostics::text(shown, self.lang, true));
    }

    /// A line, unless quiet.
    fn note(self, text: &str) {
        if !self.quiet {
            self.write(&format!("{text}\n"));
        }
    }

    /// A warning that is not about a place in a file, unless quiet.
    fn warning(self, text: &str) {
        let warning = Ui::Warning.text(self.lang);
        self.note(&format!("{warning}: {}", crate::vocabulary::printable(text)));
    }

    /// An error that is not about a place in a file.
    fn error(self, text: &str) {
        let error = Ui::Error.text(self.lang);
        self.write(&format!("{error}: {}\n", crate::vocabulary::printable(text)));
    }

    /// Colour goes only where a terminal takes it; a closed standard error is nobody's loss.
    fn write(self, text: &str) {
        let _hidden = progress::hide();
        let _ = anstream::stderr().lock().write_all(text.as_bytes());
    }
}

/// How wide the terminal is, if standard output is one.
fn terminal_width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}
