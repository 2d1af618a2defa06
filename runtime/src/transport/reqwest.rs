//! The transport over reqwest: rustls with ring, HTTP/1.1 and HTTP/2, no redirects.

use super::{BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError, TransportErrorKind};
use crate::request::Body;
use bytes::Bytes;
use futures_core::Stream;
use http_body::Body as _;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

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

    /// With this builder: proxies, certificates, limits. It has to bring a TLS backend with it. Its policy for redirects
    /// is overruled, because redirects could carry credentials to other hosts.
    pub fn with(builder: reqwest::ClientBuilder) -> Result<Self, TransportError> {
        let client = builder.redirect(reqwest::redirect::Policy::none()).referer(false).build().map_err(failed)?;
        Ok(Self { client })
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let HttpRequest { method, url, headers, body, timeout, streamed } = request;
        let mut builder = self.client.request(method, url).headers(headers);
        if let Body::Bytes(bytes) = body {
            builder = builder.body(bytes);
        }
        let response = match timeout {
            Some(limit) if streamed => match tokio::time::timeout(limit, builder.send()).await {
                Ok(response) => response,
                Err(_) => return Err(TransportError::new(TransportErrorKind::Timeout)),
            },
            Some(limit) => builder.timeout(limit).send().await,
            None => builder.send().await,
        };
        let mut response = response.map_err(failed)?;
        let headers = std::mem::take(response.headers_mut());
        Ok(HttpResponse { status: response.status(), headers, body: ResponseBody::new(Chunks(response.into())) })
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

/// The body of an answer as a stream of its data.
struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(bytes) => return Poll::Ready(Some(Ok(bytes))),
                    // Trailers: nobody asked for them.
                    Err(_) => {}
                },
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
