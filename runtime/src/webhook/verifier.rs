//! The verifier: the order in which a request is looked at.

use super::builder::VerifierBuilder;
use super::claim::Claim;
use super::delivery::Delivery;
use super::error::WebhookError;
use super::inbound::Inbound;
use super::mac::{Key, matching, sha256};
use super::scheme::Scheme;
use super::seen::SeenBefore;
use super::{paypal, slack, zoom};
use crate::client::Client;
use bytes::Bytes;
use http::Request;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// Tells what a vendor sent from what others sent. Cheap to clone.
#[derive(Clone)]
pub struct Verifier {
    shared: Arc<Shared>,
}

pub(super) struct Shared {
    pub(super) scheme: Scheme,
    pub(super) keys: Vec<Key>,
    pub(super) tolerance: Duration,
    /// Without a slash at its end; empty where no URL is signed.
    pub(super) public_url: String,
    pub(super) seen: Option<Arc<dyn SeenBefore>>,
    pub(super) client: Option<Client>,
    #[cfg(feature = "axum")]
    pub(super) body_limit: usize,
}

impl Verifier {
    /// Sets one up.
    pub const fn builder(scheme: Scheme) -> VerifierBuilder {
        VerifierBuilder::new(scheme)
    }

    pub(super) fn of(shared: Shared) -> Self {
        Self { shared: Arc::new(shared) }
    }

    /// The scheme.
    pub fn scheme(&self) -> Scheme {
        self.shared.scheme
    }

    #[cfg(feature = "axum")]
    pub(super) fn body_limit(&self) -> usize {
        self.shared.body_limit
    }

    /// Verifies a request that came `now`, and notes it where there is a store of what was seen.
    ///
    /// The body must be the bytes that came, and the path the one that the vendor called. Where dealing with the
    /// delivery fails, [`forget`](Self::forget) it, so that the vendor's next attempt is not taken for a repeat.
    pub async fn verify(&self, request: &Request<Bytes>, now: SystemTime) -> Result<Delivery, WebhookError> {
        let delivery = match &self.shared.client {
            Some(client) if self.shared.scheme == Scheme::PayPal => self.ask(client, request).await?,
            _ => self.check(request, now)?,
        };
        if let Some(seen) = &self.shared.seen
            && seen.note(delivery.key()).await.map_err(WebhookError::unavailable)?
        {
            return Err(WebhookError::repeated());
        }
        Ok(delivery)
    }

    /// Verifies signature and time alone, without waiting for anything. Fails for `PayPal`, which needs a call.
    pub fn check(&self, request: &Request<Bytes>, now: SystemTime) -> Result<Delivery, WebhookError> {
        let scheme = self.shared.scheme;
        if scheme == Scheme::PayPal {
            return Err(WebhookError::needs_call());
        }
        let inbound = self.inbound(request);
        let claim = scheme.claim(&inbound)?;
        self.in_time(&claim, now)?;
        let found = matching(&self.shared.keys, scheme.coding(), &claim);
        let (key, content) = found.ok_or(WebhookError::signature())?;
        let digest = sha256(content.iter().map(AsRef::as_ref));
        let mut delivery = Delivery::new(scheme, scheme.about(&inbound), claim.sent, request.body().clone(), &digest);
        let answer = match scheme {
            Scheme::Slack => slack::answer(&delivery.body),
            Scheme::Zoom => zoom::answer(&delivery.body, key),
            _ => None,
        };
        delivery.answer = answer.map(|answer| answer.to_string());
        Ok(delivery)
    }

    /// Forgets a delivery that could not be dealt with.
    pub async fn forget(&self, delivery: &Delivery) -> Result<(), WebhookError> {
        match &self.shared.seen {
            Some(seen) => seen.forget(delivery.key()).await.map_err(WebhookError::unavailable),
            None => Ok(()),
        }
    }

    async fn ask(&self, client: &Client, request: &Request<Bytes>) -> Result<Delivery, WebhookError> {
        let inbound = self.inbound(request);
        let scheme = self.shared.scheme;
        scheme.claim(&inbound)?;
        paypal::ask(client, inbound, &self.shared.keys).await?;
        let digest = sha256([&inbound.body[..]]);
        Ok(Delivery::new(scheme, scheme.about(&inbound), paypal::sent(&inbound), request.body().clone(), &digest))
    }

    fn inbound<'a>(&'a self, request: &'a Request<Bytes>) -> Inbound<'a> {
        Inbound::new(request, &self.shared.public_url)
    }

    fn in_time(&self, claim: &Claim<'_>, now: SystemTime) -> Result<(), WebhookError> {
        let Some(sent) = claim.sent else { return Ok(()) };
        match now.duration_since(sent) {
            Ok(ago) if ago > self.shared.tolerance => Err(WebhookError::too_old()),
            Err(error) if error.duration() > self.shared.tolerance => Err(WebhookError::too_new()),
            _ => Ok(()),
        }
    }
}

/// Without secrets.
impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier")
            .field("scheme", &self.shared.scheme)
            .field("secrets", &self.shared.keys.len())
            .field("tolerance", &self.shared.tolerance)
            .field("public_url", &self.shared.public_url)
            .field("seen_before", &self.shared.seen)
            .finish_non_exhaustive()
    }
}
