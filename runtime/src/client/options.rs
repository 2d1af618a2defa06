//! The options of a call.

use super::ConfigError;
use crate::retry::RetryPolicy;
use http::HeaderMap;
use std::time::Duration;

/// What a single call says otherwise than its client.
#[derive(Debug, Clone, Default)]
pub(crate) struct Options {
    /// Of one attempt.
    pub(crate) timeout: Option<Duration>,
    /// Of the whole call.
    pub(crate) deadline: Option<Duration>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) idempotency_key: Option<String>,
    pub(crate) headers: HeaderMap,
    /// What is called instead of the operation's path and query, from the root of its host: the page of a list.
    pub(crate) location: Option<String>,
    /// The body of a success is wanted as bytes, whatever the document says of it.
    pub(crate) raw: bool,
    /// Whoever makes the call keeps what its answer has that the document does not say.
    pub(crate) noted: bool,
    /// A header that could not be set.
    pub(crate) wrong: Option<ConfigError>,
}
