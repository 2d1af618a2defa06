//! A call as a vendor sees it, and what it answers.

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value;

/// A call as a vendor sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The vendor.
    pub vendor: String,
    /// The method.
    pub method: String,
    /// The path at the vendor.
    pub path: String,
    /// The query.
    pub query: String,
    /// The idempotency key, wherever it travels.
    pub key: Option<String>,
    /// The body.
    pub body: String,
}

impl Call {
    pub(super) fn read(method: &Method, uri: &Uri, headers: &HeaderMap, body: &Bytes) -> Self {
        let (vendor, path) = uri.path().trim_start_matches('/').split_once('/').unwrap_or_default();
        let key = headers.get("idempotency-key").or_else(|| headers.get("paypal-request-id"));
        Self {
            vendor: vendor.into(),
            method: method.to_string(),
            path: format!("/{path}"),
            query: uri.query().unwrap_or_default().into(),
            key: key.and_then(|key| key.to_str().ok()).map(str::to_owned),
            body: String::from_utf8_lossy(body).into_owned(),
        }
    }

    /// A member of the body, which is a form.
    pub(super) fn form(&self, name: &str) -> Option<String> {
        first(&self.body, name)
    }

    /// A parameter of the query.
    pub(super) fn asked(&self, name: &str) -> Option<String> {
        first(&self.query, name)
    }

    pub(super) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// `POST /v1/refunds`.
    pub fn operation(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

fn first(form: &str, name: &str) -> Option<String> {
    let mut pairs = form_urlencoded::parse(form.as_bytes());
    pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

/// The answer to a call, and what was done for it.
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) body: Value,
    pub(super) effect: Option<String>,
    /// `Retry-After` or `Cache-Control`.
    pub(super) header: Option<(HeaderName, String)>,
}

impl Reply {
    pub(super) fn ok(body: Value) -> Self {
        Self { status: 200, body, effect: None, header: None }
    }

    pub(super) fn refused(status: u16, body: Value) -> Self {
        Self { status, ..Self::ok(body) }
    }

    /// What the vendor did for it.
    pub(super) fn doing(mut self, effect: impl Into<String>) -> Self {
        self.effect = Some(effect.into());
        self
    }

    /// How long the answer may be kept, in seconds.
    pub(super) fn kept(mut self, seconds: u32) -> Self {
        self.header = Some((header::CACHE_CONTROL, format!("public, max-age={seconds}")));
        self
    }

    /// When to ask again, in seconds.
    pub(super) fn again(mut self, seconds: Option<u64>) -> Self {
        self.header = seconds.map(|seconds| (header::RETRY_AFTER, seconds.to_string()));
        self
    }

    pub(super) fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = if status == StatusCode::NO_CONTENT { String::new() } else { self.body.to_string() };
        let mut response = (status, [(header::CONTENT_TYPE, "application/json")], body).into_response();
        if let Some((name, Ok(value))) = self.header.map(|(name, text)| (name, HeaderValue::from_str(&text))) {
            response.headers_mut().insert(name, value);
        }
        response
    }
}
