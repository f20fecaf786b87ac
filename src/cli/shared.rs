//! How a command ends, and what every command is told about how to say and keep things.

use super::progress;
use crate::diagnostic::{Diagnostics, Severity};
use crate::render::diagnostics;
use crate::words::{Lang, Ui};
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

/// What the program finds around it. Below `main` nobody else looks at arguments, environment or locale.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The arguments, the program's name first.
    pub arguments: Vec<OsString>,
    /// What `INDPLACER_LANG` says; empty where it says nothing.
    pub language: OsString,
    /// The locale of the system; empty where it has none.
    pub locale: String,
    /// What `CI` says: `true` or `1` where a machine runs the program.
    pub ci: OsString,
    /// Whether there is a `PROMPT`, which every `cmd.exe` sets.
    pub has_prompt: bool,
}

/// How a command ended, beside the data it wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Done.
    Done,
    /// Done, and there is something to act on.
    ActOn,
    /// Could not be done; the user was told why.
    CouldNot,
}

impl Exit {
    /// The graver of the two.
    pub(super) fn or(self, other: Self) -> Self {
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

/// Says things on standard error, in the reader's language; what every command is told about how to say and keep things.
#[derive(Debug, Clone, Copy)]
pub(super) struct Speaker {
    /// The reader's language.
    pub(super) lang: Lang,
    /// The language of what is kept in files, which does not depend on the system.
    pub(super) in_files: Lang,
    /// Whether only errors are said.
    pub(super) quiet: bool,
    /// Whether pages that somebody has edited are replaced.
    pub(super) replace: bool,
    /// Whether a machine runs us, and nobody looks at what is saved.
    pub(super) is_ci: bool,
}

impl Speaker {
    /// Every diagnostic; only the errors if quiet.
    pub(super) fn diagnostics(self, notes: &Diagnostics) {
        let shown = notes
            .in_file_order()
            .into_iter()
            .filter(|diagnostic| !self.quiet || diagnostic.severity == Severity::Error);
        self.write(&diagnostics::text(shown, self.lang, true));
    }

    /// A line, unless quiet.
    pub(super) fn note(self, text: &str) {
        if !self.quiet {
            self.write(&format!("{text}\n"));
        }
    }

    /// A warning that is not about a place in a file, unless quiet.
    pub(super) fn warning(self, text: &str) {
        let warning = Ui::Warning.text(self.lang);
        self.note(&format!("{warning}: {}", crate::vocabulary::printable(text)));
    }

    /// An error that is not about a place in a file.
    pub(super) fn error(self, text: &str) {
        let error = Ui::Error.text(self.lang);
        self.write(&format!("{error}: {}\n", crate::vocabulary::printable(text)));
    }

    /// Colour goes only where a terminal takes it; a closed standard error is nobody's loss.
    pub(super) fn write(self, text: &str) {
        let _hidden = progress::hide();
        let _ = anstream::stderr().lock().write_all(text.as_bytes());
    }
}

/// How wide the terminal is, if standard output is one.
pub(super) fn terminal_width() -> Option<usize> {
    if !io::stdout().is_terminal() {
        return None;
    }
    terminal_size::terminal_size().map(|(width, _)| usize::from(width.0))
}
