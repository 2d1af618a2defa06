//! Time, as the client sees it: all waiting and every date goes through one object-safe trait, so that tests need not
//! wait and other runtimes than tokio fit.

#[cfg(not(feature = "reqwest"))]
mod thread;

use crate::auth::BoxFuture;
use std::fmt;
use std::time::{Duration, Instant, SystemTime};

/// Tells the time and lets time pass.
pub trait Clock: Send + Sync + fmt::Debug + 'static {
    /// Now, on a clock that never goes back.
    fn now(&self) -> Instant;

    /// Now, as a date.
    fn date(&self) -> SystemTime;

    /// Is ready when this much time is over.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The machine's clock; it sleeps by tokio's timer, or by a thread where the feature `reqwest` (which brings tokio) is
/// off.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Instant {
        Instant::now()
    }

    fn date(&self) -> SystemTime {
        SystemTime::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        #[cfg(feature = "reqwest")]
        let sleep = Box::pin(tokio::time::sleep(duration));
        #[cfg(not(feature = "reqwest"))]
        let sleep = Box::pin(thread::Sleep::new(duration));
        sleep
    }
}
