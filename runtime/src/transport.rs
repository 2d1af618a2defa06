//! What carries a request to a server and an answer back: one object-safe trait, so that mocks and other HTTP
//! libraries fit.
//!
//! A transport follows no redirects and adds no credentials: it does what the [`HttpRequest`] says.

mod error;
#[cfg(feature = "reqwest")]
mod reqwest;

#[cfg(feature = "reqwest")]
pub use self::reqwest::ReqwestTransport;

pub use crate::auth::BoxFuture;
pub use error::{TransportError, TransportErrorKind};

use crate::request::Body;
use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, Method, StatusCode};
use std::fmt;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

/// Sends one request.
pub trait Transport: Send + Sync + fmt::Debug + 'static {
    /// Sends it and gives the answer as soon as its headers are there.
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>>;
}

/// A request with its host.
#[derive(Clone)]
#[non_exhaustive]
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
    /// Whether the body of a success (2xx) is read as it comes: then the time limit ends with the headers. Otherwise it
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

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// The chunks of a body.
///
/// The mutex is never locked: it lets streams that are not `Sync` be part of errors and answers, which are.
pub struct ResponseBody(Mutex<Chunks>);

impl ResponseBody {
    /// A body that comes in chunks.
    pub fn new(stream: impl Stream<Item = Result<Bytes, TransportError>> + Send + 'static) -> Self {
        Self(Mutex::new(Box::pin(stream)))
    }

    /// A body that is here already.
    pub fn whole(bytes: impl Into<Bytes>) -> Self {
        Self::new(Once(Some(bytes.into())))
    }

    /// The next chunk; `None` after the last.
    pub fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, TransportError>>> {
        let stream = self.0.get_mut().unwrap_or_else(PoisonError::into_inner);
        stream.as_mut().poll_next(context)
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
