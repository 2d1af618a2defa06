//! Answers of GET, kept as RFC 9111 says: a private cache in memory, between the client and its transport.
//!
//! In: requests with their credentials. Out: answers, of which some are kept ones; those that are no longer fresh are asked
//! for with `If-None-Match` or `If-Modified-Since`. An answer is only ever given to a request of the same URL and the
//! same credentials.

mod entry;
mod tee;

use crate::clock::Clock;
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError};
use entry::{Entry, Key, Question};
use http::{Method, StatusCode};
use http_cache_semantics::{AfterResponse, BeforeRequest};
use moka::sync::Cache as Store;
use std::fmt;
use std::sync::Arc;
use tee::Tee;

/// The largest answer that is kept, as a part of the whole cache.
const LARGEST: u64 = 8;

/// A cache, for [`ClientBuilder::cache`](crate::ClientBuilder::cache). Clones are the same cache.
#[derive(Clone)]
pub struct Cache {
    store: Store<Key, Arc<Entry>>,
    largest: usize,
}

impl Cache {
    /// Keeps up to so many bytes of answers; a single one may have an eighth of them.
    pub fn new(bytes: u64) -> Self {
        let weigh = |key: &Key, entry: &Arc<Entry>| u32::try_from(key.size() + entry.size()).unwrap_or(u32::MAX);
        let store = Store::builder().max_capacity(bytes).weigher(weigh).build();
        Self { store, largest: usize::try_from(bytes / LARGEST).unwrap_or(usize::MAX) }
    }

    /// Forgets everything.
    pub fn clear(&self) {
        self.store.invalidate_all();
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").field("entries", &self.store.entry_count()).finish_non_exhaustive()
    }
}

/// A transport with a cache in front of it.
#[derive(Debug)]
pub(crate) struct Caching {
    pub(crate) inner: Arc<dyn Transport>,
    pub(crate) cache: Cache,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Transport for Caching {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(async move {
            if request.method == Method::GET && !request.streamed {
                return self.get(request).await;
            }
            let key = (!request.method.is_safe()).then(|| Key::of(&request));
            let response = self.inner.send(request).await?;
            // What was changed is no longer what was kept (RFC 9111, 4.4).
            if let Some(key) = key.filter(|_| !response.status.is_client_error() && !response.status.is_server_error())
            {
                self.cache.store.invalidate(&key);
            }
            Ok(response)
        })
    }
}

impl Caching {
    async fn get(&self, mut request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let key = Key::of(&request);
        let question = Question::of(&request);
        let kept = self.cache.store.get(&key);
        let asked = kept.and_then(|entry| match entry.policy.before_request(&question, self.clock.date()) {
            BeforeRequest::Fresh(parts) => Some(Err(entry.answer(parts))),
            BeforeRequest::Stale { request: parts, matches } => matches.then_some(Ok((entry, parts.headers))),
        });
        let stale = match asked {
            Some(Err(fresh)) => return Ok(fresh),
            Some(Ok((entry, headers))) => {
                request.headers = headers;
                Some(entry)
            }
            None => None,
        };
        let response = self.inner.send(request).await?;
        Ok(match stale {
            Some(entry) if response.status == StatusCode::NOT_MODIFIED => {
                self.renewed(key, &question, &entry, &response)
            }
            Some(_) | None => self.keep(key, &question, response),
        })
    }

    /// The kept answer, which the server says is still the same.
    fn renewed(&self, key: Key, question: &Question, entry: &Entry, response: &HttpResponse) -> HttpResponse {
        let answer = entry::shell(response);
        match entry.policy.after_response(question, &answer, self.clock.date()) {
            AfterResponse::NotModified(policy, parts) | AfterResponse::Modified(policy, parts) => {
                let entry = Entry { policy, body: entry.body.clone() };
                let response = entry.answer(parts);
                self.cache.store.insert(key, Arc::new(entry));
                response
            }
        }
    }

    /// The answer, which is kept when its body has come to its end.
    fn keep(&self, key: Key, question: &Question, response: HttpResponse) -> HttpResponse {
        let policy = entry::policy(question, &response, self.clock.date());
        if !policy.is_storable() {
            self.cache.store.invalidate(&key);
            return response;
        }
        let store = self.cache.store.clone();
        let keep = move |body| store.insert(key, Arc::new(Entry { policy, body }));
        let body = ResponseBody::new(Tee::new(response.body, self.cache.largest, keep));
        HttpResponse { body, ..response }
    }
}

#[cfg(test)]
mod tests;
