//! The vendor's limit on calls, for one credential.

use super::pause::Pause;
use crate::answer::Head;
use crate::clock::{Clock, SystemClock};
use crate::spec::RateLimit;
use governor::Quota;
use governor::middleware::NoOpMiddleware;
use governor::state::{InMemoryState, NotKeyed};
use std::fmt;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How many calls the vendor takes. Clients that share a credential with a vendor can share one; clones are the same.
#[derive(Clone)]
pub struct RateLimiter {
    shared: Arc<Shared>,
}

struct Shared {
    clock: Arc<dyn Clock>,
    bucket: Option<Bucket>,
    pause: Pause,
}

type Bucket = governor::RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Instant>>;

impl RateLimiter {
    /// At most `calls` in any time of this length. A tenth of them may be made at once, the others follow evenly, so that
    /// no window of the vendor's, wherever it begins, sees more. With 0 of either, only what answers say limits.
    pub fn new(calls: u32, per: Duration) -> Self {
        Self::with_clock(calls, per, Arc::new(SystemClock))
    }

    pub(crate) fn of(limit: RateLimit, clock: Arc<dyn Clock>) -> Self {
        Self::with_clock(limit.calls, Duration::from_secs(u64::from(limit.seconds)), clock)
    }

    /// The same by this clock; it has to be that of the clients, which sleep by theirs.
    pub fn with_clock(calls: u32, per: Duration, clock: Arc<dyn Clock>) -> Self {
        let ticks = || Ticks(Arc::clone(&clock));
        let bucket = quota(calls, per).map(|quota| Bucket::direct_with_clock(quota, ticks()));
        Self { shared: Arc::new(Shared { clock, bucket, pause: Pause::default() }) }
    }

    /// Takes a call, or says how long to wait before asking again.
    pub(super) fn ask(&self) -> Option<Duration> {
        let Shared { clock, bucket, pause } = &*self.shared;
        pause.left(clock.now()).or_else(|| {
            let refused = bucket.as_ref()?.check().err()?;
            // A wait of nothing would be no wait, and asking again no use.
            Some(refused.wait_time_from(clock.now()).max(Duration::from_millis(1)))
        })
    }

    pub(super) fn told(&self, head: &Head) {
        self.shared.pause.told(self.shared.clock.now(), head);
    }
}

/// A burst of a tenth, and the rest evenly: together no more than `calls` in any window.
fn quota(calls: u32, per: Duration) -> Option<Quota> {
    let burst = NonZeroU32::new((calls / 10).max(1)).filter(|_| calls > 0)?;
    let evenly = (calls - burst.get()).max(1);
    Some(Quota::with_period(per.checked_div(evenly)?)?.allow_burst(burst))
}

/// Our clock as governor's.
#[derive(Clone)]
struct Ticks(Arc<dyn Clock>);

impl governor::clock::Clock for Ticks {
    type Instant = Instant;

    fn now(&self) -> Instant {
        self.0.now()
    }
}

impl fmt::Debug for RateLimiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RateLimiter").field("limits", &self.shared.bucket.is_some()).finish_non_exhaustive()
    }
}
