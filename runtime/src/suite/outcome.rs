//! What came of a call, without its types.

use crate::Value;
use crate::answer::Response;
use crate::error::{DecodeError, Error};
use std::fmt::Debug;
use std::time::Duration;

/// A value that was read, and written again.
#[derive(Debug)]
pub struct Read {
    /// As it was written again.
    pub value: Value,
    /// As `Debug` shows it.
    pub shown: String,
    /// What is not as the document says: where, and what.
    pub drift: Vec<(String, String)>,
}

/// What came of a call.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether the call gave its output.
    pub success: bool,
    /// Why there is no output.
    pub message: String,
    /// The HTTP status.
    pub status: Option<u16>,
    /// The output, or the vendor's error, as `Debug` shows it; empty: there is none.
    pub shown: String,
    /// What the error says of itself.
    pub is: Class,
    /// How long the vendor wants to be left alone.
    pub retry_after: Option<Duration>,
    /// All that a program could print of it.
    pub(super) printed: String,
}

/// The predicates of an error that held.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a predicate of `Error`")]
pub struct Class {
    /// `is_timeout`.
    pub timeout: bool,
    /// `is_transport`.
    pub transport: bool,
    /// `is_decode`.
    pub decode: bool,
    /// `is_rate_limited`.
    pub rate_limited: bool,
    /// `is_status`.
    pub status: bool,
    /// `is_request`.
    pub request: bool,
}

impl Outcome {
    pub(super) fn unsent(error: &DecodeError) -> Self {
        Self {
            message: format!("the request cannot be made: {error}"),
            is: Class { request: true, ..Class::default() },
            ..Self::default()
        }
    }

    pub(super) fn answered<T: Debug>(response: &Response<T>) -> Self {
        Self {
            success: true,
            status: Some(response.status()),
            shown: format!("{:?}", response.output),
            printed: format!("{response:?}"),
            ..Self::default()
        }
    }

    pub(super) fn failed<E: Debug>(error: &Error<E>) -> Self {
        let is = Class {
            timeout: error.is_timeout(),
            transport: error.is_transport(),
            decode: error.is_decode(),
            rate_limited: error.is_rate_limited(),
            status: error.is_status(),
            request: error.is_request(),
        };
        let body: Option<&dyn Debug> = error.body().map(|body| body as &dyn Debug);
        let why = std::error::Error::source(error).map(|source| format!(": {source}")).unwrap_or_default();
        Self {
            success: false,
            message: format!("{error}{why}"),
            status: error.status(),
            shown: body.map(|body| format!("{body:?}")).unwrap_or_default(),
            is,
            retry_after: error.retry_after(),
            printed: printed(error),
        }
    }
}

/// An error and its causes, as `Display` and `Debug` have them.
fn printed(error: &dyn std::error::Error) -> String {
    let all = std::iter::successors(Some(error), |error| error.source());
    all.map(|error| format!("{error} {error:?}")).collect::<Vec<_>>().join(" ")
}
