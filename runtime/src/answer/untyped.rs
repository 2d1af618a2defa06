//! An answer as it came.

use super::{Answer, AnswerBody, Content};
use crate::Value;
use crate::codec::{Decode, DecodeError, Result};
use bytes::Bytes;
use http::HeaderMap;
use std::borrow::Cow;
use std::fmt;

/// An answer whose shape the document does not tell: status, headers and bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Untyped {
    status: u16,
    headers: HeaderMap,
    bytes: Bytes,
}

impl Untyped {
    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The `Content-Type`.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()
    }

    /// The body.
    pub const fn bytes(&self) -> &Bytes {
        &self.bytes
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> Cow<'_, str> {
        String::from_utf8_lossy(&self.bytes)
    }

    /// The body as JSON of any shape.
    pub fn json(&self) -> Result<Value> {
        self.read()
    }

    /// The body as JSON of this type.
    pub fn read<T: Decode>(&self) -> Result<T> {
        crate::from_slice(&self.bytes)
    }
}

impl Answer for Untyped {
    fn receive(_case: usize, body: AnswerBody) -> Result<Self> {
        let Content::Whole(bytes) = body.content else {
            return Err(DecodeError::other("the body is a stream, and the type is not"));
        };
        Ok(Self { status: body.head.status.as_u16(), headers: body.head.headers.clone(), bytes })
    }

    fn undeclared(body: AnswerBody) -> Option<Self> {
        Self::receive(0, body).ok()
    }
}

/// Without the body, which may hold secrets.
impl fmt::Debug for Untyped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Untyped")
            .field("status", &self.status)
            .field("content_type", &self.content_type())
            .field("body", &format_args!("[{} bytes]", self.bytes.len()))
            .finish_non_exhaustive()
    }
}
