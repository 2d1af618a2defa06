//! Events on their way: what is asked for, what is sent, and what came of it.

use super::hooks::Hooks;
use super::{Fill, Mock, paypal};
use crate::Value;
use crate::webhook::{Scheme, Signed, Unsigned};
use bytes::Bytes;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::sync::PoisonError;
use std::sync::atomic::Ordering;
use std::time::{Duration, SystemTime};

/// Past every window of time.
const LONG_AGO: Duration = Duration::from_secs(3600);

/// How many deliveries are remembered.
const KEPT: usize = 10_000;

/// An event that is to be delivered.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Wish {
    /// The vendor's name of it.
    pub event: String,
    /// Where to; `None`: where the mock's [`Hooks`] lead.
    pub url: Option<String>,
    /// Its body; `None`: made up from the document.
    pub body: Option<Value>,
    /// Which optional members a body that is made up has; `None`: some, or it is an example where there are any.
    pub fill: Option<Fill>,
    /// The vendor's id; `None`: one that was not there yet.
    pub id: Option<String>,
    /// What is to be wrong with it, for receivers that must refuse it.
    pub wrong: Option<Wrong>,
}

/// What makes a delivery none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wrong {
    /// The body was changed after it was signed.
    Body,
    /// It is signed with another secret.
    Signature,
    /// It was signed an hour ago.
    Time,
}

impl Wrong {
    /// Whether this can be wrong with what the scheme signs.
    pub(crate) const fn fits(self, scheme: Scheme) -> bool {
        match self {
            Self::Body => !matches!(scheme, Scheme::Google),
            Self::Signature => true,
            Self::Time => scheme.signs_time(),
        }
    }
}

/// A request that a vendor sends, by POST.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// The vendor's name of the event.
    pub event: String,
    /// The vendor's id of it.
    pub id: String,
    /// Where to.
    pub url: String,
    /// The headers, proof included.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
}

/// What came of a delivery.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivered {
    /// The vendor's name of the event.
    pub event: String,
    /// The vendor's id of it.
    pub id: String,
    /// The status that the receiver answered with.
    pub status: Option<u16>,
    /// Why no answer came.
    pub error: Option<String>,
}

/// An event cannot be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliverError(String);

impl DeliverError {
    pub(super) fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }
}

impl fmt::Display for DeliverError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for DeliverError {}

impl Mock {
    /// Delivers what its vendor sends to there. Fails where that URL may not be called or nobody can sign so.
    pub fn with_hooks(mut self, hooks: Hooks) -> Result<Self, DeliverError> {
        hooks.check(&self.contract)?;
        self.hooks = hooks;
        Ok(self)
    }

    /// Where it delivers, and how it signs.
    pub const fn hooks(&self) -> &Hooks {
        &self.hooks
    }

    /// The request that delivers an event now: nothing is sent.
    pub fn outgoing(&self, wish: &Wish, now: SystemTime) -> Result<Outgoing, DeliverError> {
        let url = self.hooks.url(wish.url.as_deref())?;
        let scheme = self.hooks.scheme_of(&self.contract);
        check(scheme, wish.wrong)?;
        let foreign = wish.wrong == Some(Wrong::Signature);
        let signer = self.hooks.signer(&self.contract, foreign)?;
        let id = wish.id.clone().unwrap_or_else(|| self.next_id(scheme));
        let event = self.event(scheme, wish, &id)?;
        let is_form = event.media_type.starts_with("application/x-www-form-urlencoded");
        let unsigned = Unsigned { url, body: &event.body, is_form, id: &id, kind: &event.kind };
        let at = if wish.wrong == Some(Wrong::Time) { now - LONG_AGO } else { now };
        let (url, proof) = match signer.map(|signer| signer.sign(unsigned, at)) {
            Some(Signed { url, headers }) => (url, headers),
            None if scheme == Some(Scheme::PayPal) => {
                (url.to_owned(), paypal::proof(self.hooks.secret_of(foreign).expose(), &id, &event.body, at))
            }
            None => (url.to_owned(), Vec::new()),
        };
        let mut headers: Vec<(String, String)> =
            proof.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        if !event.media_type.is_empty() {
            headers.push(("content-type".to_owned(), event.media_type));
        }
        let mut body = event.body;
        if wish.wrong == Some(Wrong::Body) {
            body.push(if is_form { b'+' } else { b' ' });
        }
        Ok(Outgoing { event: wish.event.clone(), id, url, headers, body: body.into() })
    }

    /// What came of the deliveries so far, in order.
    pub fn deliveries(&self) -> Vec<Delivered> {
        self.deliveries.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes note of one.
    pub(super) fn delivered(&self, one: Delivered) {
        let mut all = self.deliveries.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KEPT {
            all.clear();
        }
        all.push(one);
    }

    fn next_id(&self, scheme: Option<Scheme>) -> String {
        let number = self.sent.fetch_add(1, Ordering::Relaxed) + 1;
        match scheme {
            Some(Scheme::Google) => format!("intertie/{number}"),
            _ => format!("evt_intertie_{number}"),
        }
    }
}

/// An error where this cannot be wrong with what the scheme signs.
fn check(scheme: Option<Scheme>, wrong: Option<Wrong>) -> Result<(), DeliverError> {
    let name = scheme.map_or("this vendor", Scheme::name);
    let fits = wrong.is_none_or(|wrong| scheme.is_some_and(|scheme| wrong.fits(scheme)));
    let what = match wrong {
        Some(Wrong::Time) => "time",
        Some(Wrong::Body) => "body",
        _ => "event",
    };
    if fits { Ok(()) } else { Err(DeliverError::new(format!("{name} signs no {what}, so none can be wrong"))) }
}

impl Outgoing {
    /// The request as a server gets it: path and query, headers and body.
    pub fn request(&self) -> http::Request<Bytes> {
        let mut request = http::Request::new(self.body.clone());
        *request.method_mut() = http::Method::POST;
        *request.uri_mut() = self.url.parse().unwrap_or_default();
        *request.headers_mut() = self.header_map();
        request
    }

    /// The headers that can be sent: an id of the caller's may be none.
    pub(super) fn header_map(&self) -> http::HeaderMap {
        let pairs = self.headers.iter().filter_map(|(name, value)| {
            Some((http::HeaderName::from_bytes(name.as_bytes()).ok()?, http::HeaderValue::from_str(value).ok()?))
        });
        pairs.collect()
    }
}
