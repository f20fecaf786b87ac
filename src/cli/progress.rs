//! How far a long run has come: a line on the terminal, for who waits at one.

use super::Speaker;
use crate::report::whole;
use crate::words::{Lang, Ui};
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// A run that takes less says nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the line changes.
const PAUSE: Duration = Duration::from_millis(250);
/// The clock is asked once in so many rows.
const STRIDE: u64 = 256;

/// Counts rows, and says so on standard error if that is a terminal; results know nothing of it.
pub(super) struct Progress {
    /// None where nobody waits.
    next: Option<Instant>,
    lang: Lang,
    rows: u64,
    /// How wide the line is that stands there now.
    width: usize,
}

impl Progress {
    /// Begins to count.
    pub(super) fn new(speaker: Speaker) -> Self {
        let waits = !speaker.quiet && io::stderr().is_terminal();
        Self {
            next: waits.then(|| Instant::now() + PATIENCE),
            lang: speaker.lang,
            rows: 0,
            width: 0,
        }
    }

    /// One more row.
    pub(super) fn row(&mut self) {
        self.rows += 1;
        if self.rows.is_multiple_of(STRIDE)
            && let Some(next) = self.next
            && Instant::now() >= next
        {
            self.next = Some(Instant::now() + PAUSE);
            let rows = whole(self.rows, self.lang);
            self.show(&Ui::RowsSoFar { rows }.text(self.lang));
        }
    }

    /// Takes the line away, so that what is said next begins on an empty one.
    pub(super) fn end(mut self) {
        if self.width > 0 {
            self.show("");
            self.show("");
        }
    }

    /// Over the line before; spaces rather than a control sequence, which an old console would print.
    fn show(&mut self, text: &str) {
        let width = self.width.max(text.chars().count());
        self.width = text.chars().count();
        let _ = write!(io::stderr(), "\r{text:width$}\r");
    }
}
