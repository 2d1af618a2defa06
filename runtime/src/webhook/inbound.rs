//! The request as the schemes read it: each header once, and the URL as the vendor wrote it.

use super::error::WebhookError;
use bytes::Bytes;
use http::{HeaderMap, Method, Request};

/// A request that is not proven yet.
#[derive(Clone, Copy)]
pub(super) struct Inbound<'a> {
    pub(super) method: &'a Method,
    pub(super) headers: &'a HeaderMap,
    pub(super) body: &'a Bytes,
    path_and_query: &'a str,
    public_url: &'a str,
}

impl<'a> Inbound<'a> {
    pub(super) fn new(request: &'a Request<Bytes>, public_url: &'a str) -> Self {
        let path_and_query = request.uri().path_and_query().map_or("/", http::uri::PathAndQuery::as_str);
        Self { method: request.method(), headers: request.headers(), body: request.body(), path_and_query, public_url }
    }

    /// A header that must be there, and once: of two, a proxy and we could read different ones.
    pub(super) fn header(&self, name: &'static str) -> Result<&'a str, WebhookError> {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next().ok_or(WebhookError::missing(name))?;
        if values.next().is_some() {
            return Err(WebhookError::twice(name));
        }
        value.to_str().map_err(|_| WebhookError::malformed(name))
    }

    /// A header that tells something, where it is there once.
    pub(super) fn hint(&self, name: &'static str) -> Option<String> {
        self.header(name).ok().filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// The URL that the vendor called: the public origin of the configuration, never that of a `Host` header.
    pub(super) fn url(&self) -> String {
        format!("{}{}", self.public_url, self.path_and_query)
    }

    /// The query, without its question mark.
    pub(super) fn query(&self) -> Option<&'a str> {
        self.path_and_query.split_once('?').map(|(_, query)| query)
    }
}
