//! What the vendor sends by itself: each event of the document, and one that no document lists, is signed by the mock,
//! delivered over the loopback, verified as the client's policy says, and read as the client's `Event`.
//!
//! Where no profile says how the vendor signs, events are read without a proof.

mod cases;
mod line;

use super::event::{Event, NO_TYPE};
use super::fixtures::Fixture;
use super::stage::Stage;
use crate::webhook::Scheme;
use cases::Case;
use libtest_mimic::Trial;
use line::Line;
use std::sync::Arc;

/// What all tests of webhooks share.
struct Post {
    stage: Arc<Stage>,
    /// Between the vendor and the user's server, where the vendor signs.
    line: Option<Line>,
}

/// The tests of what the vendor sends: `razorpay::webhooks::order_paid::is_read`.
pub(super) fn trials(stage: &Arc<Stage>, events: &'static [Event], fixtures: &[Fixture]) -> Result<Vec<Trial>, String> {
    let contract = stage.mock.contract();
    let known = stage.api.policy.webhook;
    let is_silent = events.is_empty() && contract.webhooks.is_empty() && contract.policy.webhook.is_none();
    let scheme = known.and_then(Scheme::from_name);
    if is_silent && known.is_none() || scheme == Some(Scheme::PayPal) && !contract.verifies_webhooks() {
        return Ok(Vec::new());
    }
    let line = scheme.map(|scheme| Line::new(stage, scheme)).transpose()?;
    let post = Arc::new(Post { stage: Arc::clone(stage), line });
    let events = if events.is_empty() { NO_TYPE } else { events };
    Ok(cases::all(&post, events).into_iter().map(|case| trial(&post, case, fixtures)).collect())
}

fn trial(post: &Arc<Post>, Case { event, name, run }: Case, fixtures: &[Fixture]) -> Trial {
    let below = if event.is_empty() { name.clone() } else { format!("{event}::{name}") };
    let vendor = &post.stage.own().contract().vendor;
    let subject = format!("webhooks::{event}");
    let skipped = fixtures.iter().any(|one| one.operation == subject && one.skip.contains_key(&name));
    let post = Arc::clone(post);
    let path = format!("/{event}/{name}");
    Trial::test(format!("{vendor}::webhooks::{below}"), move || run(&post, &path).map_err(Into::into))
        .with_ignored_flag(skipped)
}
