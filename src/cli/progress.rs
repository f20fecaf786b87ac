//! How far a long run has come: a line on the terminal, for who waits at one.

use super::Speaker;
use super::output::Target;
use crate::report::whole;
use crate::words::{Lang, Ui};
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
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

    /// The same where rows are written as they come: not if they come to a terminal themselves.
    pub(super) fn beside(target: &Target, speaker: Speaker) -> Self {
        let mut progress = Self::new(speaker);
        if target.is_stdout() && io::stdout().is_terminal() {
            progress.next = None;
        }
        progress
    }

    /// A count of rows for several threads, which is kept only where somebody waits.
    pub(super) fn counter(&self) -> Counter {
        Counter(self.next.map(|_| AtomicU64::new(0)))
    }

    /// One more row.
    pub(super) fn row(&mut self) {
        self.rows += 1;
        if self.rows.is_multiple_of(STRIDE) {
            self.reached(self.rows);
        }
    }

    /// So many rows as a counter has.
    pub(super) fn counted(&mut self, counter: &Counter) {
        if let Some(rows) = &counter.0 {
            self.reached(rows.load(Relaxed));
        }
    }

    fn reached(&mut self, rows: u64) {
        if let Some(next) = self.next
            && Instant::now() >= next
        {
            self.next = Some(Instant::now() + PAUSE);
            let rows = whole(rows, self.lang);
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

/// Counts rows on several threads; see [`Progress::counter`].
pub(super) struct Counter(Option<AtomicU64>);

impl Counter {
    /// One more row.
    pub(super) fn row(&self) {
        if let Some(rows) = &self.0 {
            rows.fetch_add(1, Relaxed);
        }
    }
}
