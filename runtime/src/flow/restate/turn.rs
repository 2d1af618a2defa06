//! Whose turn it is: Restate's library runs one step of an invocation at a time, in the order of the journal. Branches take
//! a number when they begin and are served in that order.

use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::watch;

/// The counter.
pub(super) struct Turns {
    next: AtomicUsize,
    served: watch::Sender<usize>,
}

impl Turns {
    pub(super) fn new() -> Self {
        Self { next: AtomicUsize::new(0), served: watch::Sender::new(0) }
    }

    /// A number.
    pub(super) fn take(&self) -> usize {
        self.next.fetch_add(1, Ordering::Relaxed)
    }

    /// Waits until this number is served.
    pub(super) async fn wait(&self, number: usize) {
        let mut served = self.served.subscribe();
        // The sender lives as long as this does.
        let _ = served.wait_for(|served| *served >= number).await;
    }

    /// The next one, please.
    pub(super) fn done(&self) {
        self.served.send_modify(|served| *served += 1);
    }
}
