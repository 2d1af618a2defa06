//! Where a client sends its requests, and by what: what a proof needs that has to be fetched first.

use crate::clock::{Clock, SystemClock};
use crate::transport::Transport;
use http::HeaderValue;
use std::sync::Arc;

/// A client's own host and its transport.
#[derive(Debug, Clone)]
pub struct Site {
    origin: Option<String>,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    user_agent: HeaderValue,
}

impl Site {
    /// No host: for requests to absolute URLs, before there is a client.
    pub fn new(transport: impl Transport) -> Self {
        let user_agent = HeaderValue::from_static(concat!("intertie/", env!("CARGO_PKG_VERSION")));
        Self { origin: None, transport: Arc::new(transport), clock: Arc::new(SystemClock), user_agent }
    }

    /// A client's.
    pub(crate) const fn of(
        origin: String,
        transport: Arc<dyn Transport>,
        clock: Arc<dyn Clock>,
        user_agent: HeaderValue,
    ) -> Self {
        Self { origin: Some(origin), transport, clock, user_agent }
    }

    /// Scheme and host that relative URLs belong to: `https://api.acme.com`.
    pub fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// What carries requests.
    pub fn transport(&self) -> &dyn Transport {
        &*self.transport
    }

    /// What tells the time: the client's clock.
    pub fn clock(&self) -> &dyn Clock {
        &*self.clock
    }

    /// The client's `User-Agent`.
    pub const fn user_agent(&self) -> &HeaderValue {
        &self.user_agent
    }
}
