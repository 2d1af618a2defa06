//! A list through a function on all cores, in order; each thread has the stack that the test says.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What a thread has by default; the pipeline must make do with it.
pub const USUAL_STACK: usize = 2 << 20;

/// Runs `each` on every item.
///
/// # Panics
/// When `each` does, after all others are done.
pub fn map<T: Sync, R: Send>(items: &[T], stack: usize, each: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let done: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let work = || {
        while let Some(item) = items.get(next.load(Ordering::Relaxed)) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let _ = item;
            let Some(item) = items.get(at) else { break };
            let result = each(item);
            *done[at].lock().unwrap_or_else(|_| unreachable!("no one panics with this lock")) = Some(result);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(2, std::num::NonZero::get) {
            thread::Builder::new().stack_size(stack).spawn_scoped(scope, work).expect("threads can be started");
        }
    });
    done.into_iter().map(|slot| slot.into_inner().ok().flatten().expect("every item was worked on")).collect()
}
