//! Work on several threads whose results come in the order of the work.

use std::collections::BTreeMap;
use std::iter;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results may wait for those before them, for each thread.
const WAITING: usize = 2;

/// Takes pieces from `next`, does `work` on each on one of `threads` threads, or as many as there are processors
/// for us, and gives the results to `done` in the order of the pieces. Each thread works with a state of its own.
///
/// A thread takes a piece, works on it and hands the result on itself, so that what it touches stays where it is. Only
/// so many pieces are held at a time. Comes back with the fault with which `next` ended, if any, after all pieces
/// before it are done.
///
/// # Errors
/// The first error of `done`, which ends the work.
pub(crate) fn in_order<P: Send, F: Send, S, R: Send, E: Send>(
    threads: Option<NonZero<usize>>,
    mut next: impl FnMut() -> Result<Option<P>, F> + Send,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, P) -> R + Sync,
    mut done: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<Option<F>, E> {
    let mut pieces = iter::from_fn(move || next().transpose()).peekable();
    let first = pieces.next();
    let one = NonZero::<usize>::MIN;
    let threads = match threads {
        Some(threads) if threads == one => one,
        // One piece alone is no work to share.
        _ if pieces.peek().is_none() => one,
        Some(threads) => threads,
        None => thread::available_parallelism().unwrap_or(one),
    };
    let pieces = first.into_iter().chain(pieces);
    if threads == one {
        let mut state = state();
        for piece in pieces {
            match piece {
                Ok(piece) => done(work(&mut state, piece))?,
                Err(fault) => return Ok(Some(fault)),
            }
        }
        return Ok(None);
    }
    let source = Mutex::new(Source { pieces: pieces.enumerate().fuse(), fault: None });
    let queue = Queue::new(threads.get() * WAITING);
    let done = Mutex::new(done);
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                let _alarm = Alarm(&queue);
                let mut state = state();
                loop {
                    // The lock is given back before the work begins.
                    let Some((number, piece)) = lock(&source).take() else {
                        break;
                    };
                    let result = work(&mut state, piece);
                    if !queue.hand_on(number, result, |result| lock(&done)(result)) {
                        break;
                    }
                }
            });
        }
    });
    match queue.into_error() {
        Some(error) => Err(error),
        None => {
            let source = source.into_inner().unwrap_or_else(PoisonError::into_inner);
            Ok(source.fault)
        }
    }
}

/// The lock on what is held, also after a thread broke down that held it.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Where pieces come from, each with its number.
struct Source<I, F> {
    pieces: I,
    /// With what it ended, if it did.
    fault: Option<F>,
}

impl<P, F, I: Iterator<Item = (usize, Result<P, F>)>> Source<I, F> {
    fn take(&mut self) -> Option<(usize, P)> {
        if self.fault.is_some() {
            return None;
        }
        match self.pieces.next()? {
            (number, Ok(piece)) => Some((number, piece)),
            (_, Err(fault)) => {
                self.fault = Some(fault);
                None
            }
        }
    }
}

/// Results on their way, to be handed on in the order of their numbers.
struct Queue<R, E> {
    line: Mutex<Line<R, E>>,
    has_moved: Condvar,
    most: usize,
}

struct Line<R, E> {
    /// The number of the result that is to be handed on next.
    turn: usize,
    waiting: BTreeMap<usize, R>,
    /// Whether a thread is handing on.
    is_busy: bool,
    error: Option<E>,
    /// Whether a thread broke down, so that a turn may never come.
    is_broken: bool,
}

impl<R, E> Queue<R, E> {
    fn new(most: usize) -> Self {
        Self {
            line: Mutex::new(Line {
                turn: 0,
                waiting: BTreeMap::new(),
                is_busy: false,
                error: None,
                is_broken: false,
            }),
            has_moved: Condvar::new(),
            most,
        }
    }

    /// Puts a result in line, and gives all whose turn it is to `done`, unless another thread is at it; whether there
    /// is to be more. Where too many wait for one that is still worked on, waits for it.
    fn hand_on(&self, number: usize, result: R, done: impl Fn(R) -> Result<(), E>) -> bool {
        let mut line = lock(&self.line);
        line.waiting.insert(number, result);
        while !line.is_busy && line.goes_on() {
            let turn = line.turn;
            let Some(result) = line.waiting.remove(&turn) else {
                break;
            };
            line.is_busy = true;
            drop(line);
            let outcome = done(result);
            line = lock(&self.line);
            line.is_busy = false;
            line.turn += 1;
            line.error = outcome.err();
            self.has_moved.notify_all();
        }
        let is_full = |line: &mut Line<R, E>| line.goes_on() && line.waiting.len() >= self.most;
        let line = self.has_moved.wait_while(line, is_full);
        line.unwrap_or_else(PoisonError::into_inner).goes_on()
    }

    fn into_error(self) -> Option<E> {
        let line = self.line.into_inner();
        line.unwrap_or_else(PoisonError::into_inner).error
    }
}

impl<R, E> Line<R, E> {
    fn goes_on(&self) -> bool {
        self.error.is_none() && !self.is_broken
    }
}

/// Wakes all who wait if its thread breaks down.
struct Alarm<'q, R, E>(&'q Queue<R, E>);

impl<R, E> Drop for Alarm<'_, R, E> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(&self.0.line).is_broken = true;
            self.0.has_moved.notify_all();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squares(threads: usize, pieces: u64, fault_at: u64) -> (Vec<u64>, Option<u64>) {
        let mut given = 0;
        let mut got = Vec::new();
        let next = || {
            given += 1;
            match given {
                n if n == fault_at => Err(n),
                n if n > pieces => Ok(None),
                n => Ok(Some(n)),
            }
        };
        let fault = in_order(
            NonZero::new(threads),
            next,
            || (),
            |(), n| n * n,
            |square| {
                got.push(square);
                Ok::<(), ()>(())
            },
        );
        (got, fault.unwrap())
    }

    #[test]
    fn the_results_come_in_the_order_of_the_work_whatever_the_number_of_threads() {
        let expected: Vec<u64> = (1..=1000).map(|n| n * n).collect();
        for threads in [1, 2, 5] {
            assert_eq!(squares(threads, 1000, 0), (expected.clone(), None));
        }
    }

    #[test]
    fn what_came_before_a_fault_is_done() {
        for threads in [1, 3] {
            assert_eq!(squares(threads, 1000, 4), (vec![1, 4, 9], Some(4)));
        }
    }

    #[test]
    #[should_panic = "a scoped thread panicked"]
    fn a_thread_that_breaks_down_ends_the_work() {
        let mut pieces = 0..100;
        let _ = in_order(
            NonZero::new(2),
            || Ok::<_, ()>(pieces.next()),
            || (),
            |(), n| assert_ne!(n, 5, "broken"),
            |()| Ok::<(), ()>(()),
        );
    }

    #[test]
    fn an_error_ends_the_work() {
        let result: Result<Option<()>, u8> =
            in_order(NonZero::new(2), || Ok(Some(1_u8)), || (), |(), n| n, Err);
        assert_eq!(result, Err(1));
    }
}
