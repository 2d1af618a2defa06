//! How many steps call a vendor at a time.

use std::collections::BTreeMap;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A lane for each vendor that has a limit.
#[derive(Debug)]
pub(super) struct Lanes(BTreeMap<String, Arc<Semaphore>>);

impl Lanes {
    pub(super) fn new(limits: BTreeMap<String, usize>) -> Self {
        Self(limits.into_iter().map(|(vendor, steps)| (vendor, Arc::new(Semaphore::new(steps.max(1))))).collect())
    }

    /// Waits for a place. Held until the attempt is over, not while a step waits for its next one.
    pub(super) async fn enter(&self, vendor: Option<&str>) -> Option<OwnedSemaphorePermit> {
        let lane = self.0.get(vendor?)?;
        Arc::clone(lane).acquire_owned().await.ok()
    }
}
