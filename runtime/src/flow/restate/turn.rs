//! Whose turn it is: Restate's library runs one step of an invocation at a time, in the order of the journal. Branches take
//! a number when they begin and are served in that order.

use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::sync::watch;

/// The counter.
#[derive(Clone)]
pub(super) struct Turns(Arc<watch::Sender<Served>>);

/// What was served.
#[derive(Default)]
struct Served {
    /// The next number to be given.
    next: usize,
    /// The number that is served now.
    now: usize,
    /// Numbers that were given back before it was their turn.
    over: BTreeSet<usize>,
}

/// A number. It is given back when this is dropped, used or not: a branch that ends early must not hold up the others.
pub(super) struct Turn {
    turns: Turns,
    number: usize,
}

impl Turns {
    pub(super) fn new() -> Self {
        Self(Arc::new(watch::Sender::new(Served::default())))
    }

    /// A number.
    pub(super) fn take(&self) -> Turn {
        let mut number = 0;
        self.0.send_modify(|served| {
            number = served.next;
            served.next += 1;
        });
        Turn { turns: self.clone(), number }
    }
}

impl Turn {
    /// Waits until it is served.
    pub(super) async fn comes(&self) {
        let mut served = self.turns.0.subscribe();
        // The sender lives as long as this does.
        let _ = served.wait_for(|served| served.now >= self.number).await;
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.turns.0.send_modify(|served| {
            served.over.insert(self.number);
            while served.over.remove(&served.now) {
                served.now += 1;
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::Turns;
    use std::future::Future as _;
    use std::pin::pin;
    use std::task::{Context, Poll, Waker};

    #[test]
    fn each_is_served_in_order_and_one_that_goes_away_is_passed_over() {
        let turns = Turns::new();
        let (first, second, third) = (turns.take(), turns.take(), turns.take());
        let mut context = Context::from_waker(Waker::noop());
        let mut comes = pin!(third.comes());
        assert_eq!(comes.as_mut().poll(&mut context), Poll::Pending);
        drop(second);
        assert_eq!(comes.as_mut().poll(&mut context), Poll::Pending, "the first is still there");
        drop(first);
        assert_eq!(comes.as_mut().poll(&mut context), Poll::Ready(()));
    }
}
