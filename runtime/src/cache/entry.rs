//! What is kept, and for whom.

use crate::transport::{HttpRequest, HttpResponse, ResponseBody};
use bytes::Bytes;
use http::header::{AUTHORIZATION, COOKIE};
use http::{HeaderMap, Method, Response, Uri, response};
use http_cache_semantics::{CacheOptions, CachePolicy, RequestLike};
use std::time::SystemTime;

/// The whole URL and all credentials of the request. Not shown: it holds them.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    url: String,
    /// In the order of their names, so that the same credentials are the same key.
    credentials: Vec<(String, Vec<u8>)>,
}

impl Key {
    pub(super) fn of(request: &HttpRequest) -> Self {
        let secret = request
            .headers
            .iter()
            .filter(|(name, value)| value.is_sensitive() || *name == AUTHORIZATION || *name == COOKIE);
        let mut credentials: Vec<_> =
            secret.map(|(name, value)| (name.as_str().to_owned(), value.as_bytes().to_vec())).collect();
        credentials.sort();
        Self { url: request.url.clone(), credentials }
    }

    pub(super) fn size(&self) -> usize {
        self.url.len() + self.credentials.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>()
    }
}

/// An answer with its body.
pub(super) struct Entry {
    pub(super) policy: CachePolicy,
    pub(super) body: Bytes,
}

impl Entry {
    /// With an allowance for the headers, which the policy holds.
    pub(super) fn size(&self) -> usize {
        self.body.len() + 2048
    }

    pub(super) fn answer(&self, parts: response::Parts) -> HttpResponse {
        HttpResponse { status: parts.status, headers: parts.headers, body: ResponseBody::whole(self.body.clone()) }
    }
}

/// A GET as far as the rules of caching look at it.
pub(super) struct Question {
    uri: Uri,
    headers: HeaderMap,
}

impl Question {
    pub(super) fn of(request: &HttpRequest) -> Self {
        // One that is no URI fails in the transport, and nothing is kept of it.
        Self { uri: request.url.parse().unwrap_or_default(), headers: request.headers.clone() }
    }
}

impl RequestLike for Question {
    fn uri(&self) -> Uri {
        self.uri.clone()
    }

    fn is_same_uri(&self, other: &Uri) -> bool {
        self.uri == *other
    }

    fn method(&self) -> &Method {
        &Method::GET
    }

    fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

/// The answer without its body.
pub(super) fn shell(response: &HttpResponse) -> Response<()> {
    let mut shell = Response::new(());
    *shell.status_mut() = response.status;
    *shell.headers_mut() = response.headers.clone();
    shell
}

/// The rules for this answer, for a cache that serves one user.
pub(super) fn policy(question: &Question, response: &HttpResponse, now: SystemTime) -> CachePolicy {
    // Nothing is guessed: an answer that does not say how long it may be kept is asked for each time.
    let options = CacheOptions { shared: false, cache_heuristic: 0.0, ..CacheOptions::default() };
    CachePolicy::new_options(question, &shell(response), now, options)
}
