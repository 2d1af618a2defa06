//! The mock on a port of the loopback.

mod broken;

use super::deliver::{DeliverError, Delivered, Wish};
use super::incoming::Incoming;
use super::reply::Reply;
use super::scenario::Fault;
use super::sender::Sender;
use super::{Mock, control};
use crate::transport::Transport;
use broken::{Broken, Out, Resetting};
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use hyper::body::Incoming as HyperBody;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// How long an answer that never comes is waited for.
const NEVER: Duration = Duration::from_secs(600);

/// How large a request may be.
const LIMIT: usize = 64 << 20;

/// Is told of every request and its answer.
type RequestWatcher = Arc<dyn Fn(&Incoming, &Reply) + Send + Sync>;

/// A mock that listens.
pub struct Server {
    listener: TcpListener,
    service: Service,
}

impl std::fmt::Debug for Server {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Server").field("listener", &self.listener).finish_non_exhaustive()
    }
}

impl Server {
    /// Listens on this port of the loopback; 0: any that is free.
    pub async fn bind(mock: Arc<Mock>, port: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
        let sender = Sender::new(Arc::clone(&mock));
        Ok(Self { listener, service: Service { mock, watcher: None, sender } })
    }

    /// Tells of every request.
    pub fn watch(mut self, watcher: impl Fn(&Incoming, &Reply) + Send + Sync + 'static) -> Self {
        self.service.watcher = Some(Arc::new(watcher));
        self
    }

    /// Tells what came of every delivery.
    pub fn watch_deliveries(mut self, watcher: impl Fn(&Delivered) + Send + Sync + 'static) -> Self {
        self.service.sender = self.service.sender.watch(watcher);
        self
    }

    /// Delivers webhooks through this; without it, over reqwest where that feature is on. It must follow no redirects.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.service.sender = self.service.sender.through(Arc::new(transport));
        self
    }

    /// Delivers an event now, as if something had happened at the vendor's.
    ///
    /// # Errors
    ///
    /// Those of [`Sender::deliver`].
    pub async fn deliver(&self, wish: &Wish) -> Result<Delivered, DeliverError> {
        self.service.sender.deliver(wish).await
    }

    /// What delivers events, to be kept beside a server that serves.
    pub fn sender(&self) -> Sender {
        self.service.sender.clone()
    }

    /// Where it listens.
    pub fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Serves until the task is dropped.
    pub async fn serve(self) -> io::Result<()> {
        loop {
            let (stream, _) = self.listener.accept().await?;
            let _ = stream.set_nodelay(true);
            tokio::spawn(connection(stream, self.service.clone()));
        }
    }
}

/// What every connection needs.
#[derive(Clone)]
struct Service {
    mock: Arc<Mock>,
    watcher: Option<RequestWatcher>,
    sender: Sender,
}

impl Service {
    /// The answer; what the vendor sends by itself is on its way meanwhile: vendors do not wait with their answer.
    async fn reply(&self, incoming: &Incoming) -> Reply {
        let mut reply = match control::answer(&self.mock, incoming) {
            Some(Reply { outgoing: Some(outgoing), .. }) => control::told(&self.sender.send(outgoing).await),
            Some(reply) => reply,
            None => self.mock.handle(incoming),
        };
        if let Some(outgoing) = reply.outgoing.take() {
            let sender = self.sender.clone();
            tokio::spawn(async move { sender.send(outgoing).await });
        }
        if let Some(watcher) = &self.watcher {
            watcher(incoming, &reply);
        }
        reply
    }
}

async fn connection(stream: TcpStream, service: Service) {
    let resets = Arc::new(AtomicBool::new(false));
    let stream = Resetting { stream, resets: Arc::clone(&resets) };
    let service = service_fn(move |request| {
        let (service, resets) = (service.clone(), Arc::clone(&resets));
        async move { answer(&service, &resets, request).await }
    });
    // An error here is a client that went away, or a fault that was asked for.
    let _ = http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
}

async fn answer(service: &Service, resets: &AtomicBool, request: Request<HyperBody>) -> Result<Response<Out>, Broken> {
    let (head, body) = request.into_parts();
    let body = http_body_util::Limited::new(body, LIMIT).collect().await.map_err(|_| Broken)?.to_bytes();
    let incoming = Incoming {
        method: head.method.as_str().to_owned(),
        path: head.uri.path().to_owned(),
        query: head.uri.query().unwrap_or_default().to_owned(),
        headers: head.headers,
        body,
    };
    let reply = service.reply(&incoming).await;
    match reply.fault {
        Some(Fault::Slow(delay)) => tokio::time::sleep(delay).await,
        Some(Fault::Timeout) => tokio::time::sleep(NEVER).await,
        Some(Fault::Reset) => {
            resets.store(true, Ordering::Relaxed);
            return Err(Broken);
        }
        Some(Fault::Cut | Fault::Malformed | Fault::WrongType | Fault::RateLimited(_)) | None => {}
    }
    Ok(response(&reply, incoming.method == "HEAD"))
}

fn response(reply: &Reply, is_head: bool) -> Response<Out> {
    let cut = reply.fault == Some(Fault::Cut);
    let bare = is_head || matches!(reply.status, 204 | 205 | 304);
    let bytes = if bare { Bytes::new() } else { reply.body.clone() };
    // A body that ends early has something to end.
    let body = if cut { Out::cut(&bytes) } else { Out::whole(bytes) };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in &reply.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value)) {
            response.headers_mut().append(name, value);
        }
    }
    response
}
