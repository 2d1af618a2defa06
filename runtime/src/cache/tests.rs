//! What a change does to what is kept.

use super::{Cache, Caching};
use crate::clock::SystemClock;
use crate::request::Body;
use crate::transport::{BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError};
use http::{HeaderMap, HeaderValue, Method, StatusCode};
use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Counts, refuses PUT, and says that its answers are good for a minute.
#[derive(Debug, Default)]
struct Counting(AtomicUsize);

impl Transport for Counting {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        self.0.fetch_add(1, Ordering::Relaxed);
        let headers = HeaderMap::from_iter([(http::header::CACHE_CONTROL, HeaderValue::from_static("max-age=60"))]);
        let status = if request.method == Method::PUT { StatusCode::CONFLICT } else { StatusCode::OK };
        Box::pin(async move { Ok(HttpResponse { status, headers, body: ResponseBody::whole("body") }) })
    }
}

async fn send(caching: &Caching, method: Method, url: &str) {
    let (url, headers) = (url.to_owned(), HeaderMap::new());
    let request = HttpRequest { method, url, headers, body: Body::Empty, timeout: None, streamed: false };
    let mut body = caching.send(request).await.expect("an answer").body;
    while poll_fn(|context| body.poll_chunk(context)).await.is_some() {}
}

#[tokio::test]
async fn a_change_that_the_server_took_ends_what_was_kept_of_its_url() {
    let inner = Arc::new(Counting::default());
    let transport: Arc<dyn Transport> = Arc::<Counting>::clone(&inner);
    let caching = Caching { inner: transport, cache: Cache::new(1 << 20), clock: Arc::new(SystemClock) };
    for (method, url, asked) in [
        (Method::GET, "http://a/1", 1),
        (Method::GET, "http://a/1", 1),
        (Method::PUT, "http://a/1", 2),
        (Method::GET, "http://a/1", 2),
        (Method::DELETE, "http://a/2", 3),
        (Method::GET, "http://a/1", 3),
        (Method::DELETE, "http://a/1", 4),
        (Method::GET, "http://a/1", 5),
    ] {
        send(&caching, method.clone(), url).await;
        assert_eq!(inner.0.load(Ordering::Relaxed), asked, "{method} {url}");
    }
}
