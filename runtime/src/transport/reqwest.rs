//! The transport over reqwest: rustls with ring, HTTP/1.1 and HTTP/2, no redirects.

use super::{BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError, TransportErrorKind};
use crate::request::Body;
use crate::upload::{ByteStream, UploadChunks, UploadError};
use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;
use std::future::{Future as _, poll_fn};
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;
use tokio::time::Sleep;

/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(10);

/// Sends over [`reqwest`].
#[derive(Debug, Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// With the system's certificates, and the proxies that the environment names.
    pub fn new() -> Result<Self, TransportError> {
        Self::with(reqwest::Client::builder().tls_backend_preconfigured(tls()?).connect_timeout(CONNECT))
    }

    /// Past any proxy, a connection for each request: for the loopback.
    #[cfg(feature = "test-util")]
    pub(crate) fn direct() -> Result<Self, TransportError> {
        let builder = reqwest::Client::builder().tls_backend_preconfigured(tls()?).connect_timeout(CONNECT);
        Self::with(builder.no_proxy().pool_max_idle_per_host(0))
    }

    /// With this builder: proxies, certificates, limits. It has to bring a TLS backend with it. Its policy for redirects
    /// is overruled, because redirects could carry credentials to other hosts.
    pub fn with(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let client = builder.redirect(reqwest::redirect::Policy::none()).referer(false).build().map_err(failed)?;
        Ok(Self { client })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let HttpRequest { method, url, headers, body, timeout, streamed } = request;
        // The error would show the URL, which may hold a key.
        let url = reqwest::Url::parse(&url).map_err(|_| TransportError::new(TransportErrorKind::Other))?;
        let mut request = reqwest::Request::new(method, url);
        *request.headers_mut() = headers;
        *request.body_mut() = match body {
            Body::Empty => None,
            Body::Bytes(bytes) => Some(bytes.into()),
            Body::Stream(stream) => Some(reqwest::Body::wrap(Upload(spent_once(&stream)?))),
        };
        let mut limit = timeout.map(|limit| Box::pin(tokio::time::sleep(limit)));
        let mut sent = pin!(self.client.execute(request));
        let response = poll_fn(|context| {
            if is_over(limit.as_mut(), context) {
                return Poll::Ready(Err(TransportError::new(TransportErrorKind::Timeout)));
            }
            sent.as_mut().poll(context).map_err(failed)
        });
        let mut response = response.await?;
        let headers = std::mem::take(response.headers_mut());
        let status = response.status();
        let limit = limit.filter(|_| !(streamed && status.is_success()));
        Ok(HttpResponse { status, headers, body: ResponseBody::new(Chunks { body: response.into(), limit }) })
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

/// The process may have no default provider, or one that others chose: this one needs none.
fn tls() -> Result<rustls::ClientConfig, TransportError> {
    use rustls_platform_verifier::BuilderVerifierExt as _;
    let other = |error: rustls::Error| TransportError::new(TransportErrorKind::Other).with_source(error);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let mut config = builder.map_err(other)?.with_platform_verifier().map_err(other)?.with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// The chunks of a stream; an error where they were sent already.
fn spent_once(stream: &ByteStream) -> Result<UploadChunks, TransportError> {
    let spent = || TransportError::new(TransportErrorKind::Other).with_source(Spent);
    stream.take().ok_or_else(spent)
}

/// A stream was to be sent twice.
#[derive(Debug)]
struct Spent;

impl std::fmt::Display for Spent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the stream was sent already")
    }
}

impl std::error::Error for Spent {}

/// A stream as the body of a request.
struct Upload(UploadChunks);

impl http_body::Body for Upload {
    type Data = Bytes;
    type Error = UploadError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<http_body::Frame<Bytes>, UploadError>>> {
        self.0.poll_chunk(context).map(|chunk| chunk.map(|chunk| chunk.map(http_body::Frame::data)))
    }

    fn size_hint(&self) -> http_body::SizeHint {
        self.0.left().map_or_else(http_body::SizeHint::default, http_body::SizeHint::with_exact)
    }
}

/// The body of an answer as a stream of its data.
struct Chunks {
    body: reqwest::Body,
    limit: Option<Pin<Box<Sleep>>>,
}

/// Whether the time limit is over; if not, the task is woken when it is.
fn is_over(limit: Option<&mut Pin<Box<Sleep>>>, context: &mut Context<'_>) -> bool {
    limit.is_some_and(|limit| limit.as_mut().poll(context).is_ready())
}

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if is_over(self.limit.as_mut(), context) {
                return Poll::Ready(Some(Err(TransportError::new(TransportErrorKind::Timeout))));
            }
            match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                // What is no data are trailers, and nobody asked for them.
                Some(Ok(frame)) => {
                    if let Ok(bytes) = frame.into_data() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(failed(error)))),
                None => return Poll::Ready(None),
            }
        }
    }
}

/// Without the URL, which may hold a key.
fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_request() || error.is_body() || error.is_decode() {
        TransportErrorKind::Broken
    } else {
        TransportErrorKind::Other
    };
    TransportError::new(kind).with_source(error.without_url())
}
