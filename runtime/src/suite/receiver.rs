//! A server that gets webhooks, as one of a user's does: it verifies what comes, and answers by that.

use crate::client::ConfigError;
use crate::webhook::{Delivery, Verifier, WebhookError};
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use tokio::net::{TcpListener, TcpStream};

/// What the verifier makes of a request.
pub(super) type Verified = Result<Delivery, WebhookError>;

/// A server that listens on the loopback until its runtime ends.
#[derive(Debug)]
pub(super) struct Receiver {
    base: String,
    desk: Arc<Desk>,
}

/// Where what comes is verified and kept, by its path.
#[derive(Debug)]
struct Desk {
    verifier: Verifier,
    came: Mutex<HashMap<String, Verified>>,
}

impl Receiver {
    /// Takes what the verifier of its URL does.
    pub(super) async fn start(verifier: impl FnOnce(&str) -> Result<Verifier, ConfigError>) -> Result<Self, String> {
        let port = |error: std::io::Error| format!("the receiver has no port: {error}");
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(port)?;
        let base = format!("http://{}", listener.local_addr().map_err(port)?);
        let verifier = verifier(&base).map_err(|error| error.to_string())?;
        let desk = Arc::new(Desk { verifier, came: Mutex::default() });
        tokio::spawn(serve(listener, Arc::clone(&desk)));
        Ok(Self { base, desk })
    }

    /// The URL of this path.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// What came there last.
    pub(super) fn take(&self, path: &str) -> Option<Verified> {
        self.desk.came.lock().unwrap_or_else(PoisonError::into_inner).remove(path)
    }
}

async fn serve(listener: TcpListener, desk: Arc<Desk>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(connection(stream, Arc::clone(&desk)));
    }
}

async fn connection(stream: TcpStream, desk: Arc<Desk>) {
    let service = service_fn(move |request| {
        let desk = Arc::clone(&desk);
        async move { desk.answer(request).await }
    });
    // An error here is a sender that went away: its delivery has failed, and it says so.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

impl Desk {
    async fn answer(&self, request: Request<Incoming>) -> Result<Response<Empty<Bytes>>, hyper::Error> {
        let (head, body) = request.into_parts();
        let path = head.uri.path().to_owned();
        let request = Request::from_parts(head, body.collect().await?.to_bytes());
        let verified = self.verifier.verify(&request, SystemTime::now()).await;
        let status = verified.as_ref().map_or_else(WebhookError::status, |_| StatusCode::OK);
        self.came.lock().unwrap_or_else(PoisonError::into_inner).insert(path, verified);
        let mut response = Response::new(Empty::new());
        *response.status_mut() = status;
        Ok(response)
    }
}
