//! Work on several threads whose results come in the order of the work.

#[cfg(feature = "cli")]
mod threads;

use std::iter;
use std::num::NonZero;

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
    let threads = how_many(threads);
    // One piece alone is no work to share.
    let is_shared = threads > NonZero::<usize>::MIN && pieces.peek().is_some();
    let pieces = first.into_iter().chain(pieces);
    #[cfg(feature = "cli")]
    if is_shared {
        return threads::share(threads, pieces, state, work, done);
    }
    #[cfg(not(feature = "cli"))]
    debug_assert!(!is_shared);
    let mut state = state();
    for piece in pieces {
        match piece {
            Ok(piece) => done(work(&mut state, piece))?,
            Err(fault) => return Ok(Some(fault)),
        }
    }
    Ok(None)
}

/// How many threads there are to be: those that are wanted, or as many as there are processors for us.
#[cfg(feature = "cli")]
fn how_many(wanted: Option<NonZero<usize>>) -> NonZero<usize> {
    wanted.unwrap_or_else(threads::processors)
}

/// The library by itself works on the thread that calls it.
#[cfg(not(feature = "cli"))]
const fn how_many(_: Option<NonZero<usize>>) -> NonZero<usize> {
    NonZero::<usize>::MIN
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
