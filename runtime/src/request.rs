//! From an operation's values and its table to a request: path, query, headers and body, as bytes.
//!
//! In: an [`OperationSpec`] and a struct. Out: a [`Request`], always the same for the same values (streams apart), so that
//! it can be journalled and compared. No value can leave its place: not a path segment, not a query parameter, not a header.

mod body;
mod cookie;
mod error;
mod header;
mod multipart;
mod node;
mod path;
mod query;

pub use error::RequestError;
pub(crate) use header::{name as header_name, value as header_value};

use crate::codec::Encode;
use crate::codec::Object;
use crate::codec::object::{Member, Written};
use crate::spec::{OperationSpec, Part, Place};
use crate::upload::ByteStream;
use bytes::Bytes;
use error::Reason;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE};
use http::{HeaderMap, Method};
use std::fmt;

/// A request without host and credentials.
#[derive(Clone, PartialEq, Eq)]
pub struct Request {
    /// The HTTP method.
    pub method: Method,
    /// Percent-encoded path and query; begins with `/`.
    pub path_and_query: String,
    /// Headers, `Content-Type` included.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
}

/// The body of a request.
#[derive(Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum Body {
    /// None.
    #[default]
    Empty,
    /// These bytes.
    Bytes(Bytes),
    /// Bytes that are sent as they come, once.
    Stream(ByteStream),
}

impl Body {
    /// The bytes, none of an empty body; `None` of a stream.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Empty => Some(&[]),
            Self::Bytes(bytes) => Some(bytes),
            Self::Stream(_) => None,
        }
    }

    /// Whether it can be sent again: a stream cannot.
    pub const fn is_repeatable(&self) -> bool {
        match self {
            Self::Empty | Self::Bytes(_) => true,
            Self::Stream(_) => false,
        }
    }
}

impl Request {
    /// Whether it can be sent again, for instance after a failure. One whose body is a stream cannot.
    pub const fn is_repeatable(&self) -> bool {
        self.body.is_repeatable()
    }
}

/// Sizes only: a body may hold secrets.
impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Bytes(bytes) => write!(f, "[{} bytes]", bytes.len()),
            Self::Stream(stream) => stream.fmt(f),
        }
    }
}

/// Method, path and the names of headers: the rest may hold secrets.
impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path_and_query.split('?').next().unwrap_or_default();
        f.debug_struct("Request")
            .field("method", &self.method)
            .field("path", &path)
            .field("headers", &self.headers.keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}

/// Builds the request of an operation.
pub(crate) fn build<O: Object>(spec: &'static OperationSpec, operation: &O) -> Result<Request, RequestError> {
    assemble(spec, operation)
}

fn assemble(spec: &'static OperationSpec, table: &dyn Written) -> Result<Request, RequestError> {
    let values = Values { spec, table };
    let method = Method::from_bytes(spec.method.as_bytes()).map_err(|_| RequestError::whole(Reason::Method))?;
    let mut path_and_query = path::write(spec.path, values)?;
    let query = query::write(spec.fixed_query, values)?;
    if !query.is_empty() {
        path_and_query.push('?');
        path_and_query += &query;
    }
    let mut headers = header::write(values)?;
    if let Some(cookies) = cookie::write(values)? {
        headers.insert(COOKIE, cookies);
    }
    let body = body::write(values)?;
    // What the caller sets by a parameter wins over what the document says in general.
    if let Some(media_type) = body.media_type
        && !headers.contains_key(CONTENT_TYPE)
    {
        headers.insert(CONTENT_TYPE, media_type);
    }
    if !spec.accept.is_empty()
        && !headers.contains_key(ACCEPT)
        && let Some(accept) = header::fixed(spec.accept)
    {
        headers.insert(ACCEPT, accept);
    }
    Ok(Request { method, path_and_query, headers, body: body.body })
}

/// The values of an operation beside its table.
#[derive(Clone, Copy)]
struct Values<'a> {
    spec: &'static OperationSpec,
    table: &'a dyn Written,
}

/// One value, where it travels, and what it is called there.
#[derive(Clone, Copy)]
struct Slot<'a> {
    place: &'static Place,
    member: &'static Member,
    value: &'a dyn Encode,
}

impl<'a> Values<'a> {
    /// The slots of one part of the request, absent ones included, in their order.
    fn of(self, part: Part) -> impl Iterator<Item = Slot<'a>> {
        let members = self.table.table().members.iter().zip(self.spec.places).enumerate();
        members.filter(move |(_, (_, place))| place.part == part).map(move |(at, (member, place))| Slot {
            place,
            member,
            value: self.table.member(at),
        })
    }
}

impl<'a> Slot<'a> {
    /// Its name on the wire.
    fn name(&self) -> &'static str {
        if self.place.name.is_empty() { self.member.wire } else { self.place.name }
    }

    /// Its value, unless it is absent.
    fn present(&self) -> Option<&'a dyn Encode> {
        (!self.value.is_absent()).then_some(self.value)
    }

    /// An error about it.
    fn error(&self, reason: impl Into<Reason>) -> RequestError {
        RequestError::member(self.name(), reason.into())
    }
}

#[cfg(test)]
mod tests;
