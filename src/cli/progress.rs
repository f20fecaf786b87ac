//! How far a long run has come: a line on the terminal, for who waits at one, whatever the command.
//!
//! There is one terminal and one line on it, which a thread of its own draws; whatever else is written to the terminal
//! takes the line away first. Results know nothing of it.

use crate::tell::whole;
use crate::words::{Lang, Ui};
use std::io::{self, IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// A run that takes less says nothing.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often the line changes.
const PAUSE: Duration = Duration::from_millis(250);

/// How many columns the line takes that stands on the terminal now.
static LINE: Mutex<usize> = Mutex::new(0);
/// Whether somebody waits.
static WAITS: AtomicBool = AtomicBool::new(false);
/// How many rows have been through so far, in a command that counts them.
static ROWS: AtomicU64 = AtomicU64::new(0);

/// Begins to show, on standard error if that is a terminal, that the run goes on.
pub(super) fn begin(lang: Lang, is_quiet: bool) {
    if is_quiet || !io::stderr().is_terminal() {
        return;
    }
    WAITS.store(true, Relaxed);
    let start = Instant::now();
    std::thread::spawn(move || {
        std::thread::sleep(PATIENCE);
        while WAITS.load(Relaxed) {
            let text = so_far(start.elapsed(), lang);
            let mut line = line();
            if WAITS.load(Relaxed) {
                show(&text, &mut line);
            }
            drop(line);
            std::thread::sleep(PAUSE);
        }
    });
}

/// Takes the line away for good.
pub(super) fn end() {
    WAITS.store(false, Relaxed);
    drop(hide());
}

/// Takes the line away for as long as what comes back is kept, to write something else to the terminal.
pub(super) fn hide() -> Hidden {
    let mut line = line();
    if *line > 0 {
        show("", &mut line);
        show("", &mut line);
    }
    Hidden { _line: line }
}

/// As long as this is kept, no line is drawn.
pub(super) struct Hidden {
    _line: MutexGuard<'static, usize>,
}

/// One row more, on any thread.
pub(super) fn row() {
    if WAITS.load(Relaxed) {
        ROWS.fetch_add(1, Relaxed);
    }
}

fn line() -> MutexGuard<'static, usize> {
    LINE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn so_far(time: Duration, lang: Lang) -> String {
    let seconds = time.as_secs();
    match ROWS.load(Relaxed) {
        0 => Ui::WorkingSoFar { seconds }.text(lang),
        rows => {
            let rows = whole(rows, lang);
            Ui::RowsSoFar { rows, seconds }.text(lang)
        }
    }
}

/// Over the line before; spaces rather than a control sequence, which an old console would print.
fn show(text: &str, line: &mut usize) {
    let width = (*line).max(text.chars().count());
    *line = text.chars().count();
    let _ = write!(io::stderr(), "\r{text:width$}\r");
}
