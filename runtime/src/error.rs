//! Why a call gave no output: one opaque type with predicates, and the vendor's own error body.
//!
//! Neither `Display` nor `Debug` shows credentials, header values, query strings or raw bodies.

mod failure;

pub use crate::codec::{DecodeError, EncodeError};
pub use crate::request::RequestError;

pub(crate) use failure::{Failure, Kind};

use crate::answer::{Untyped, refusal};
use crate::auth::AuthError;
use crate::codec::Decode;
use crate::observe::End;
use crate::retry::retry_after;
use crate::spec::FailureTest;
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

    /// The vendor's code of the failure: `channel_not_found`. Where the vendor's profile says where it is.
    pub fn code(&self) -> Option<String> {
        self.0.failure.code()
    }

    /// The vendor's text about the failure, for people. Where the vendor's profile says where it is.
    pub fn vendor_message(&self) -> Option<String> {
        refusal::message(self.0.failure.head.as_ref()?, self.raw())
    }

    /// Whether part of what was asked was done: a success with errors of items (207). [`read`](Self::read) it as the
    /// operation's output to see both.
    pub fn is_partial(&self) -> bool {
        let failure = &self.0.failure;
        let rule = failure.head.as_ref().and_then(|head| refusal::find(head, &failure.raw));
        self.is_status() && rule.is_some_and(|rule| rule.test == FailureTest::Present)
    }

    /// The answer's body as JSON of this type, whatever the document declares for the failure.
    pub fn read<T: Decode>(&self) -> Result<T, DecodeError> {
        crate::from_slice(self.raw())
    }

    pub(crate) fn end(&self) -> End {
        End::failed(&self.0.failure)
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

    /// Whether a list does not go on as the vendor's rule says: the pages before are whole.
    pub const fn is_page(&self) -> bool {
        matches!(self.0.failure.kind, Kind::Page(_))
    }

    /// Whether the answer has more bytes than the client takes.
    pub const fn is_too_large(&self) -> bool {
        matches!(self.0.failure.kind, Kind::TooLarge(_))
    }

    /// Whether the vendor answered with a failure: by the status, or within an answer of status 2xx where the vendor's
    /// profile says so.
    pub const fn is_status(&self) -> bool {
        matches!(self.0.failure.kind, Kind::Status(_))
    }

    /// The status, or what the vendor's code stands for by the profile: whether another attempt makes sense goes by this.
    #[cfg(feature = "flow")]
    pub(crate) fn counts_as(&self) -> Option<u16> {
        self.0.failure.counts_as()
    }

    /// Whether the vendor wants fewer calls: 429, a code that stands for it by the profile, 403 with nothing left of the limit,
    /// or a limit of which the client knows.
    pub fn is_rate_limited(&self) -> bool {
        #[cfg(feature = "limit")]
        if matches!(self.0.failure.kind, Kind::Limited(_)) {
            return true;
        }
        let failure = &self.0.failure;
        failure
            .head
            .as_deref()
            .zip(failure.counts_as())
            .is_some_and(|(head, status)| retry_after::is_limited(head, status))
    }

    /// How long the vendor wants to be left alone, from when the answer came (`Retry-After`, or the header of the
    /// vendor's own that says when its limit starts anew).
    pub fn retry_after(&self) -> Option<Duration> {
        #[cfg(feature = "limit")]
        if let Kind::Limited(wait) = self.0.failure.kind {
            return Some(wait);
        }
        retry_after::asked(self.0.failure.head.as_deref()?)
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
            Kind::Page(error) => Some(error),
            Kind::Decode(error) | Kind::Status(Some(error)) => Some(error),
            #[cfg(feature = "limit")]
            Kind::Limited(_) => None,
            Kind::TooLarge(_) | Kind::Status(None) => None,
        }
    }
}
