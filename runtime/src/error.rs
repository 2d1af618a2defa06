//! Why a call gave no output: one opaque type with predicates, and the vendor's own error body.
//!
//! Neither `Display` nor `Debug` shows credentials, header values, query strings or raw bodies.

mod failure;
pub(crate) mod retry_after;

pub use crate::codec::{DecodeError, EncodeError};
pub use crate::request::RequestError;

pub(crate) use failure::{Failure, Kind};

use crate::answer::Untyped;
use crate::auth::AuthError;
use crate::transport::TransportError;
use bytes::Bytes;
use http::HeaderMap;
use std::fmt;
use std::time::Duration;

/// A call that failed. `E` is what the document declares for failures of this operation.
pub struct Error<E = Untyped>(Box<Parts<E>>);

struct Parts<E> {
    failure: Failure,
    body: Option<E>,
}

impl<E> Error<E> {
    pub(crate) fn new(failure: Failure, body: Option<E>) -> Self {
        Self(Box::new(Parts { failure, body }))
    }

    /// The HTTP status, where an answer came.
    pub fn status(&self) -> Option<u16> {
        self.0.failure.status().map(|status| status.as_u16())
    }

    /// The vendor's error, where the answer has one as the document declares it.
    pub const fn body(&self) -> Option<&E> {
        self.0.body.as_ref()
    }

    /// The vendor's error.
    pub fn into_body(self) -> Option<E> {
        self.0.body
    }

    /// The answer's body as it came; empty where none came, or where it was a stream.
    pub const fn raw(&self) -> &Bytes {
        &self.0.failure.raw
    }

    /// The answer's headers.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.failure.head.as_ref().map(|head| &head.headers)
    }

    /// The operation's id in the document.
    pub const fn operation(&self) -> &'static str {
        self.0.failure.spec.id
    }

    /// Whether a time limit ended the call.
    pub fn is_timeout(&self) -> bool {
        self.transport().is_some_and(TransportError::is_timeout)
    }

    /// Whether no connection came about: the server has not seen the request.
    pub fn is_connect(&self) -> bool {
        self.transport().is_some_and(TransportError::is_connect)
    }

    /// Whether the network failed, in any way.
    pub fn is_transport(&self) -> bool {
        self.transport().is_some()
    }

    /// Whether a successful answer was not as the document declares it.
    pub const fn is_decode(&self) -> bool {
        matches!(self.0.failure.kind, Kind::Decode(_))
    }

    /// Whether the operation's values make no request, or the client is not set up for it: nothing was sent.
    pub const fn is_request(&self) -> bool {
        matches!(self.0.failure.kind, Kind::Request(_) | Kind::Config(_) | Kind::Auth(_))
    }

    /// Whether no proof of who calls could be had, such as a token: the request was not sent.
    pub const fn is_auth(&self) -> bool {
        matches!(self.0.failure.kind, Kind::Auth(_))
    }

    /// Why no proof of who calls could be had.
    pub const fn auth(&self) -> Option<&AuthError> {
        match &self.0.failure.kind {
            Kind::Auth(error) => Some(error),
            _ => None,
        }
    }

    /// Whether the answer has more bytes than the client takes.
    pub const fn is_too_large(&self) -> bool {
        matches!(self.0.failure.kind, Kind::TooLarge(_))
    }

    /// Whether the vendor answered with a failure.
    pub const fn is_status(&self) -> bool {
        matches!(self.0.failure.kind, Kind::Status(_))
    }

    /// Whether the vendor wants fewer calls: 429, or 403 with nothing left of the limit.
    pub fn is_rate_limited(&self) -> bool {
        match self.status() {
            Some(429) => true,
            Some(403) => self.0.failure.header("x-ratelimit-remaining") == Some("0"),
            _ => false,
        }
    }

    /// How long the vendor wants to be left alone (`Retry-After`, seconds or a date).
    pub fn retry_after(&self) -> Option<Duration> {
        let failure = &self.0.failure;
        retry_after::parse(failure.header("retry-after")?, failure.header("date"))
    }

    /// The vendor's id of the request, to quote to their support.
    pub fn request_id(&self) -> Option<&str> {
        self.0.failure.request_id()
    }

    fn transport(&self) -> Option<&TransportError> {
        match &self.0.failure.kind {
            Kind::Transport(error) => Some(error),
            _ => None,
        }
    }
}

impl<E> From<Failure> for Error<E> {
    fn from(failure: Failure) -> Self {
        Self::new(failure, None)
    }
}

impl<E> fmt::Display for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.failure.fmt(f)
    }
}

impl<E: fmt::Debug> fmt::Debug for Error<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("call", &format_args!("{}", self.0.failure))
            .field("body", &self.0.body)
            .field("raw", &format_args!("[{} bytes]", self.0.failure.raw.len()))
            .finish_non_exhaustive()
    }
}

impl<E: fmt::Debug> std::error::Error for Error<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.0.failure.kind {
            Kind::Request(error) => Some(error),
            Kind::Config(error) => Some(error),
            Kind::Auth(error) => Some(error),
            Kind::Transport(error) => Some(error),
            Kind::Decode(error) | Kind::Status(Some(error)) => Some(error),
            Kind::TooLarge(_) | Kind::Status(None) => None,
        }
    }
}
