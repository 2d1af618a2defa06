//! Why an operation's values make no request. Never shows a value.

use crate::codec::EncodeError;
use std::fmt;

/// An operation's values make no request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestError {
    /// The wire name of the member; empty: the request as a whole.
    member: String,
    reason: Reason,
}

/// Why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The document's method is none of HTTP.
    Method,
    /// A path value is empty.
    EmptyPathValue,
    /// A path segment would be `.` or `..`.
    DotSegment,
    /// The template names a value that no member has.
    NoSuchPathValue,
    /// Text, a number or a boolean was needed.
    NotScalar,
    /// A media type that the document does not name for the body.
    MediaType,
    /// A form needs an object.
    NotAnObject,
    /// A header name that HTTP does not allow, or that only the transport may set.
    HeaderName,
    /// A header value with a control character.
    HeaderValue,
    /// The codec refused it.
    Encode(EncodeError),
}

impl RequestError {
    /// Which member it is about, by its wire name.
    pub fn name(&self) -> Option<&str> {
        (!self.member.is_empty()).then_some(&self.member)
    }

    pub(super) fn whole(reason: Reason) -> Self {
        Self { member: String::new(), reason }
    }

    pub(super) fn member(name: &str, reason: Reason) -> Self {
        Self { member: name.to_owned(), reason }
    }
}

impl From<EncodeError> for Reason {
    fn from(error: EncodeError) -> Self {
        Self::Encode(error)
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.member.is_empty() {
            write!(f, "`{}`: ", self.member)?;
        }
        f.write_str(match &self.reason {
            Reason::Method => "the document's HTTP method is not one",
            Reason::EmptyPathValue => "a value in the path must not be empty",
            Reason::DotSegment => "a segment of the path must not be `.` or `..`",
            Reason::NoSuchPathValue => "the path needs this value, but no member has it",
            Reason::NotScalar => "only text, a number or a boolean can stand here, or a flat list or object of them",
            Reason::MediaType => "the document does not name this media type for the body",
            Reason::NotAnObject => "a form holds the members of an object, not a single value",
            Reason::HeaderName => "a request cannot set a header of this name",
            Reason::HeaderValue => "a header must not hold line breaks or other control characters",
            Reason::Encode(error) => return write!(f, "{error}"),
        })
    }
}

impl std::error::Error for RequestError {}
