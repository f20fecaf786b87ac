//! The work shared between threads.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many results may wait for those before them, for each thread.
const WAITING: usize = 2;

/// As many threads as there are processors for us.
pub(super) fn processors() -> NonZero<usize> {
    thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN)
}

/// Does `work` on each of the pieces and gives the results to `done` in the order of the pieces.
pub(super) fn share<P: Send, F: Send, S, R: Send, E: Send>(
    threads: NonZero<usize>,
    pieces: impl Iterator<Item = Result<P, F>> + Send,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, P) -> R + Sync,
    done: impl FnMut(R) -> Result<(), E> + Send,
) -> Result<Option<F>, E> {
    let source = Mutex::new((pieces.enumerate().fuse(), None));
    let next = || {
        let (pieces, fault) = &mut *lock(&source);
        if fault.is_some() {
            return None;
        }
        match pieces.next()? {
            (number, Ok(piece)) => Some((number, piece)),
            (_, Err(found)) => {
                *fault = Some(found);
                None
            }
        }
    };
    let queue = Queue::new(threads.get() * WAITING);
    let done = Mutex::new(done);
    thread::scope(|scope| {
        for _ in 0..threads.get() {
            scope.spawn(|| {
                let _alarm = Alarm(&queue);
                let mut state = state();
                while let Some((number, piece)) = next() {
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
            let (_, fault) = source.into_inner().unwrap_or_else(PoisonError::into_inner);
            Ok(fault)
        }
    }
}

/// The lock on what is held, also after a thread broke down that held it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
