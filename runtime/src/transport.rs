//! What carries a request to a server and an answer back: one object-safe trait, so that mocks and other HTTP
//! libraries fit.
//!
//! A transport follows no redirects and adds no credentials: it does what the [`HttpRequest`] says.

#[cfg(feature = "reqwest")]
mod reqwest;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

pub use crate::auth::BoxFuture;

use crate::request::Body;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, Method, StatusCode};
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// Sends one request.
pub trait Transport: Send + Sync + fmt::Debug + 'static {
    /// Sends it and gives the answer as soon as its headers are there.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;
}

/// A request with its host.
#[derive(Clone)]
pub struct HttpRequest {
    /// The HTTP method.
    pub method: Method,
    /// The whole URL; may hold credentials.
    pub url: String,
    /// The headers; may hold credentials.
    pub headers: HeaderMap,
    /// The body.
    pub body: Body,
    /// How long it may take.
    pub timeout: Option<Duration>,
    /// Whether the time limit ends with the headers of the answer, because its body is read as it comes. Otherwise it
    /// holds for the body, too.
    pub streamed: bool,
}

/// The method only: the rest may hold credentials.
impl fmt::Debug for HttpRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HttpRequest").field("method", &self.method).field("body", &self.body).finish_non_exhaustive()
    }
}

/// An answer whose body is still to be read.
#[derive(Debug)]
pub struct HttpResponse {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: ResponseBody,
}

/// The chunks of a body.
pub struct ResponseBody(Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>);

impl ResponseBody {
    /// A body that comes in chunks.
    pub fn new(stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Box::pin(stream))
    }

    /// A body that is here already.
    pub fn whole(bytes: impl Into<Bytes>) -> Self {
        Self::new(Once(Some(bytes.into())))
    }

    /// The next chunk; `None` after the last.
    pub fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        self.0.as_mut().poll_next(context)
    }
}

impl fmt::Debug for ResponseBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ResponseBody")
    }
}

struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// The network failed.
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// How the network failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// No connection came about.
    Connect,
    /// A time limit ended it.
    Timeout,
    /// The connection broke before the answer, or in it.
    Broken,
    /// Anything else.
    Other,
}

impl TransportError {
    /// An error of this kind.
    pub const fn new(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }

    /// Adds what is behind it, which must show no URL: that may hold credentials.
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// How it failed.
    pub const fn kind(&self) -> TransportErrorKind {
        self.kind
    }

    /// Whether a time limit ended it.
    pub fn is_timeout(&self) -> bool {
        self.kind == TransportErrorKind::Timeout
    }

    /// Whether no connection came about.
    pub fn is_connect(&self) -> bool {
        self.kind == TransportErrorKind::Connect
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection to the server",
            TransportErrorKind::Timeout => "the time limit is over",
            TransportErrorKind::Broken => "the connection broke",
            TransportErrorKind::Other => "the request could not be carried out",
        })
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
