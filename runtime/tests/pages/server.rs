//! A server that remembers what it was asked, and answers by the query or body.

use crate::acme::Client;
use crate::exposure::Exposed;
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use intertie::{Bearer, Value};
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What was asked: method, path, query and body, and the headers.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub(crate) line: String,
    pub(crate) headers: HeaderMap,
}

/// A running server.
pub(crate) struct Server {
    pub(crate) base: String,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Server {
    /// Serves what `answer` makes of `METHOD /path?query body` and the number of the call, counted from 0. The text
    /// `BASE` in a header or body becomes the server's own URL.
    pub(crate) async fn new(answer: impl Fn(usize, &str) -> Answer + Clone + Send + Sync + 'static) -> Self {
        Exposed::listen();
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let (log, own) = (Arc::clone(&asked), base.clone());
        let router = Router::new().fallback(async move |method: Method, uri: Uri, headers: HeaderMap, body: Bytes| {
            let line = format!("{method} {uri} {}", String::from_utf8_lossy(&body)).trim().to_owned();
            let number = {
                let mut log = log.lock().expect("no panic before");
                log.push(Asked { line: line.clone(), headers });
                log.len() - 1
            };
            answer(number, &line).respond(&own)
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { base, asked }
    }

    /// A client of it, with a token.
    pub(crate) fn client(&self) -> Client {
        let client = Client::builder().base_url(&self.base).auth(Bearer::new("s3cret")).build().expect("a client");
        Exposed::debug(&client);
        client
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().expect("no panic before").clone()
    }

    /// Only the lines.
    pub(crate) fn lines(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.line).collect()
    }
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) link: Option<String>,
    pub(crate) body: Value,
}

impl Answer {
    fn respond(self, base: &str) -> Response {
        let body = self.body.to_string().replace("BASE", base);
        let status = StatusCode::from_u16(self.status).expect("a status");
        let mut response = (status, [("content-type", "application/json")], body).into_response();
        if let Some(link) = self.link {
            response.headers_mut().insert("link", link.replace("BASE", base).parse().expect("a header"));
        }
        response
    }
}

/// A 200.
pub(crate) fn ok(body: Value) -> Answer {
    Answer { status: 200, link: None, body }
}

/// A 200 with a header `Link`.
pub(crate) fn linked(link: impl Into<String>, body: Value) -> Answer {
    Answer { status: 200, link: Some(link.into()), body }
}

/// Objects with these ids.
pub(crate) fn ids(ids: impl IntoIterator<Item = u64>) -> Value {
    ids.into_iter().map(|id| serde_json::json!({ "id": format!("i{id}") })).collect()
}
