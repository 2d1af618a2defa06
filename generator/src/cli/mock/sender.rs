//! Webhooks on their way, by the HTTP client that the program has.

use intertie::request::Body;
use intertie::transport::{
    BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError, TransportErrorKind,
};

/// How large an answer to a webhook may be; nobody reads it.
const LIMIT: u64 = 1 << 20;

/// Sends one request at a time, and follows no redirect.
#[derive(Debug)]
pub(super) struct Sender(ureq::Agent);

impl Sender {
    /// What stays on this machine goes past its proxies.
    pub(super) fn new(leaves: bool) -> Self {
        let config = ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0);
        let config = if leaves { config } else { config.proxy(None) };
        Self(config.build().into())
    }
}

impl Transport for Sender {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        let agent = self.0.clone();
        Box::pin(async move {
            let sent = tokio::task::spawn_blocking(move || exchange(&agent, &request)).await;
            sent.map_err(|_| TransportError::new(TransportErrorKind::Other))?
        })
    }
}

fn exchange(agent: &ureq::Agent, request: &HttpRequest) -> Result<HttpResponse, TransportError> {
    let other = |_| TransportError::new(TransportErrorKind::Other);
    let mut builder = ureq::http::Request::builder().method(request.method.as_str()).uri(&request.url);
    for (name, value) in &request.headers {
        builder = builder.header(name.as_str(), value.as_bytes());
    }
    let body = match &request.body {
        Body::Bytes(bytes) => bytes.to_vec(),
        // A mock sends nothing else.
        _ => Vec::new(),
    };
    let written = builder.body(body).map_err(other)?;
    let written = agent.configure_request(written).timeout_global(request.timeout).build();
    let mut response = agent.run(written).map_err(|error| TransportError::new(kind(&error)))?;
    let bytes = response.body_mut().with_config().limit(LIMIT).read_to_vec().unwrap_or_default();
    let status = response.status();
    Ok(HttpResponse { status, headers: response.headers().clone(), body: ResponseBody::whole(bytes) })
}

fn kind(error: &ureq::Error) -> TransportErrorKind {
    match error {
        ureq::Error::Timeout(_) => TransportErrorKind::Timeout,
        ureq::Error::Io(_) | ureq::Error::ConnectionFailed | ureq::Error::HostNotFound => TransportErrorKind::Connect,
        _ => TransportErrorKind::Other,
    }
}
