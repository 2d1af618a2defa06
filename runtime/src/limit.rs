//! How many calls a client makes: at a time, and in the time the vendor counts by.
//!
//! In: an attempt that wants to begin, and each answer. Out: when it may begin. The vendor's limit comes from the profile
//! and from its answers' headers.

mod pause;
mod rate;

pub use rate::RateLimiter;

use crate::answer::Head;
use crate::clock::Clock;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The limits of a client.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    pub(crate) rate: Option<RateLimiter>,
    pub(crate) at_a_time: Option<Arc<Semaphore>>,
}

/// An attempt may run while it lives.
#[derive(Debug)]
pub(crate) struct Permit {
    _place: Option<OwnedSemaphorePermit>,
    /// How long it waited for the vendor's limit.
    pub(crate) waited: Duration,
}

impl Limits {
    /// Waits until an attempt may begin; fails where that is not within `longest`, with the time it would take.
    pub(crate) async fn enter(&self, clock: &dyn Clock, longest: Duration) -> Result<Permit, Duration> {
        let place = match &self.at_a_time {
            Some(places) => Arc::clone(places).acquire_owned().await.ok(),
            None => None,
        };
        let mut waited = Duration::ZERO;
        while let Some(wait) = self.rate.as_ref().and_then(RateLimiter::ask) {
            if waited + wait > longest {
                return Err(wait);
            }
            clock.sleep(wait).await;
            waited += wait;
        }
        Ok(Permit { _place: place, waited })
    }

    /// Takes note of what an answer says of the limit.
    pub(crate) fn told(&self, head: &Head) {
        if let Some(rate) = &self.rate {
            rate.told(head);
        }
    }
}
