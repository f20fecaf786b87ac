//! Work on several threads whose results come in the order of the work.

use std::collections::BTreeMap;
use std::iter;
use std::num::NonZero;
use std::sync::mpsc;
use std::sync::{Mutex, PoisonError};
use std::thread;

/// How many pieces are under way for each thread: one being worked on, one waiting, one done.
const UNDER_WAY: usize = 3;

/// Takes pieces from `next`, does `work` on each on one of `threads` threads, or as many as there are processors
/// for us, and gives the results to `done` in the order of the pieces. Each thread works with a state of its own.
///
/// Only so many pieces are held at a time. Comes back with the fault with which `next` ended, if any,
/// after all pieces before it are done.
///
/// # Errors
/// The first error of `done`, which ends the work.
pub(crate) fn in_order<P: Send, F: Send, S, R: Send, E>(
    threads: Option<NonZero<usize>>,
    mut next: impl FnMut() -> Result<Option<P>, F> + Send,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, P) -> R + Sync,
    mut done: impl FnMut(R) -> Result<(), E>,
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
    let mut pieces = first.into_iter().chain(pieces);
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
    let most = threads.get() * UNDER_WAY;
    let (give_ticket, tickets) = mpsc::sync_channel(most);
    let (give_piece, given) = mpsc::sync_channel(most);
    let (give_result, results) = mpsc::channel();
    let given = Mutex::new(given);
    let (given, state, work) = (&given, &state, &work);
    thread::scope(move |scope| {
        for _ in 0..most {
            // There is room for as many as are sent.
            let _ = give_ticket.send(());
        }
        let reading = scope.spawn(move || {
            let mut number = 0_usize;
            while tickets.recv().is_ok() {
                match pieces.next()? {
                    Ok(piece) => give_piece.send((number, piece)).ok()?,
                    Err(fault) => return Some(fault),
                }
                number += 1;
            }
            None
        });
        for _ in 0..threads.get() {
            let give_result = give_result.clone();
            scope.spawn(move || {
                let mut state = state();
                loop {
                    let piece = given.lock().unwrap_or_else(PoisonError::into_inner).recv();
                    let Ok((number, piece)) = piece else { break };
                    if give_result.send((number, work(&mut state, piece))).is_err() {
                        break;
                    }
                }
            });
        }
        drop(give_result);
        let mut waiting = BTreeMap::new();
        let mut turn = 0;
        for (number, result) in results {
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&turn) {
                done(result)?;
                turn += 1;
                // Nobody waits for a ticket any more when all is read.
                let _ = give_ticket.try_send(());
            }
        }
        Ok(reading.join().unwrap_or_default())
    })
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
    fn an_error_ends_the_work() {
        let result: Result<Option<()>, u8> =
            in_order(NonZero::new(2), || Ok(Some(1_u8)), || (), |(), n| n, Err);
        assert_eq!(result, Err(1));
    }
}
