//! Why a request is no delivery: enough to repair a configuration, nothing that helps to forge.

use http::StatusCode;
use std::fmt;

/// A request that is not taken for a delivery. It holds no value of the request and no secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookError(Reason);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Reason {
    Missing(&'static str),
    Twice(&'static str),
    Malformed(&'static str),
    Signature,
    TooOld,
    TooNew,
    Repeated,
    NeedsCall,
    Unavailable(String),
    #[cfg(feature = "axum")]
    Unread(StatusCode),
}

impl WebhookError {
    pub(super) const fn missing(header: &'static str) -> Self {
        Self(Reason::Missing(header))
    }

    pub(super) const fn twice(header: &'static str) -> Self {
        Self(Reason::Twice(header))
    }

    /// `what` is a header, or `body`.
    pub(super) const fn malformed(what: &'static str) -> Self {
        Self(Reason::Malformed(what))
    }

    pub(super) const fn signature() -> Self {
        Self(Reason::Signature)
    }

    pub(super) const fn too_old() -> Self {
        Self(Reason::TooOld)
    }

    pub(super) const fn too_new() -> Self {
        Self(Reason::TooNew)
    }

    pub(super) const fn repeated() -> Self {
        Self(Reason::Repeated)
    }

    pub(super) const fn needs_call() -> Self {
        Self(Reason::NeedsCall)
    }

    pub(super) fn unavailable(reason: impl fmt::Display) -> Self {
        Self(Reason::Unavailable(reason.to_string()))
    }

    #[cfg(feature = "axum")]
    pub(super) const fn unread(status: StatusCode) -> Self {
        Self(Reason::Unread(status))
    }

    /// Whether the signature (or token) fits none of the secrets.
    pub const fn is_signature(&self) -> bool {
        matches!(self.0, Reason::Signature)
    }

    /// Whether it was sent too long ago, or in the future: a repeat, or one of the two clocks is wrong.
    pub const fn is_time(&self) -> bool {
        matches!(self.0, Reason::TooOld | Reason::TooNew)
    }

    /// Whether it is genuine and was seen before.
    pub const fn is_repeated(&self) -> bool {
        matches!(self.0, Reason::Repeated)
    }

    /// Whether it could not be told: the call or the store that it needs failed. The vendor will send it again.
    pub const fn is_unavailable(&self) -> bool {
        matches!(self.0, Reason::Unavailable(_))
    }

    /// The status to answer with: 401 for what is not proven, 400 for what cannot be read, 200 for a repeat (so that the
    /// vendor stops repeating it), 503 for what could not be told.
    pub const fn status(&self) -> StatusCode {
        match &self.0 {
            Reason::Missing(_) | Reason::Signature | Reason::TooOld | Reason::TooNew => StatusCode::UNAUTHORIZED,
            Reason::Twice(_) | Reason::Malformed(_) => StatusCode::BAD_REQUEST,
            Reason::Repeated => StatusCode::OK,
            Reason::NeedsCall => StatusCode::INTERNAL_SERVER_ERROR,
            Reason::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
            #[cfg(feature = "axum")]
            Reason::Unread(status) => *status,
        }
    }
}

impl fmt::Display for WebhookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Reason::Missing(header) => write!(f, "the header `{header}` is missing"),
            Reason::Twice(header) => write!(f, "the header `{header}` is there more than once"),
            Reason::Malformed(what) => write!(f, "`{what}` is not what the vendor sends"),
            Reason::Signature => f.write_str("the signature fits none of the secrets"),
            Reason::TooOld => f.write_str("it was sent too long ago"),
            Reason::TooNew => f.write_str("it was sent in the future"),
            Reason::Repeated => f.write_str("it was seen before"),
            Reason::NeedsCall => f.write_str("only a call to the vendor can verify it: use `verify`"),
            Reason::Unavailable(reason) => write!(f, "it could not be verified: {reason}"),
            #[cfg(feature = "axum")]
            Reason::Unread(status) => write!(f, "the body could not be read ({})", status.as_u16()),
        }
    }
}

impl std::error::Error for WebhookError {}
