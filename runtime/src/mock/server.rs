//! The mock on a port of the loopback.

use super::deliver::{DeliverError, Delivered, Outgoing, Wish};
use super::incoming::Incoming;
use super::reply::Reply;
use super::scenario::Fault;
use super::{Mock, control, sender};
use crate::transport::Transport;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode};
use http_body::{Body, Frame, SizeHint};
use http_body_util::BodyExt as _;
use hyper::body::Incoming as HyperBody;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::future::Future as _;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, SystemTime};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::Sleep;

/// How long an answer that never comes is waited for.
const NEVER: Duration = Duration::from_secs(600);

/// How long a broken connection stays after its last byte.
const BREAK: Duration = Duration::from_millis(20);

/// How large a request may be.
const LIMIT: usize = 64 << 20;

/// Is told of every request and its answer.
type RequestWatcher = Arc<dyn Fn(&Incoming, &Reply) + Send + Sync>;

/// Is told of every delivery.
type DeliveryWatcher = Arc<dyn Fn(&Delivered) + Send + Sync>;

/// Who is told of what happens.
#[derive(Clone, Default)]
struct Watchers {
    requests: Option<RequestWatcher>,
    deliveries: Option<DeliveryWatcher>,
}

/// A mock that listens.
pub struct Server {
    listener: TcpListener,
    mock: Arc<Mock>,
    watchers: Watchers,
    transport: Option<Arc<dyn Transport>>,
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
        Ok(Self { listener, mock, watchers: Watchers::default(), transport: None })
    }

    /// Tells of every request.
    pub fn watch(mut self, watcher: impl Fn(&Incoming, &Reply) + Send + Sync + 'static) -> Self {
        self.watchers.requests = Some(Arc::new(watcher));
        self
    }

    /// Tells what came of every delivery.
    pub fn watch_deliveries(mut self, watcher: impl Fn(&Delivered) + Send + Sync + 'static) -> Self {
        self.watchers.deliveries = Some(Arc::new(watcher));
        self
    }

    /// Delivers webhooks through this; without it, over reqwest where that feature is on. It must follow no redirects.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Delivers an event now, as if something had happened at the vendor's.
    pub async fn deliver(&self, wish: &Wish) -> Result<Delivered, DeliverError> {
        let outgoing = self.mock.outgoing(wish, SystemTime::now())?;
        Ok(self.service().deliver(outgoing).await)
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
            tokio::spawn(connection(stream, self.service()));
        }
    }

    fn service(&self) -> Service {
        Service { mock: Arc::clone(&self.mock), watchers: self.watchers.clone(), transport: self.transport.clone() }
    }
}

/// What every connection needs.
#[derive(Clone)]
struct Service {
    mock: Arc<Mock>,
    watchers: Watchers,
    transport: Option<Arc<dyn Transport>>,
}

impl Service {
    /// The answer; what the vendor sends by itself is on its way meanwhile: vendors do not wait with their answer.
    async fn reply(&self, incoming: &Incoming) -> Reply {
        let mut reply = match control::answer(&self.mock, incoming) {
            Some(Reply { outgoing: Some(outgoing), .. }) => control::told(&self.deliver(outgoing).await),
            Some(reply) => reply,
            None => self.mock.handle(incoming),
        };
        if let Some(outgoing) = reply.outgoing.take() {
            let own = self.clone();
            tokio::spawn(async move { own.deliver(outgoing).await });
        }
        if let Some(watcher) = &self.watchers.requests {
            watcher(incoming, &reply);
        }
        reply
    }

    /// Sends what the vendor sends by itself.
    async fn deliver(&self, outgoing: Outgoing) -> Delivered {
        let delivered = sender::send(&self.mock, self.transport.as_deref(), outgoing).await;
        if let Some(watcher) = &self.watchers.deliveries {
            watcher(&delivered);
        }
        delivered
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

/// The connection is to break.
#[derive(Debug)]
struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken on purpose")
    }
}

impl std::error::Error for Broken {}

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

/// A body that is whole, or ends before it should.
struct Out {
    left: Option<Bytes>,
    promised: u64,
    /// When the connection breaks: not before what was written has left.
    cut: Option<Pin<Box<Sleep>>>,
}

impl Out {
    fn whole(bytes: Bytes) -> Self {
        Self { promised: bytes.len() as u64, left: (!bytes.is_empty()).then_some(bytes), cut: None }
    }

    fn cut(bytes: &Bytes) -> Self {
        let half = bytes.slice(..bytes.len() / 2);
        Self {
            promised: bytes.len().max(16) as u64,
            left: (!half.is_empty()).then_some(half),
            cut: Some(Box::pin(tokio::time::sleep(BREAK))),
        }
    }
}

impl Body for Out {
    type Data = Bytes;
    type Error = Broken;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        if let Some(bytes) = self.left.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match &mut self.cut {
            Some(until) => until.as_mut().poll(context).map(|()| Some(Err(Broken))),
            None => Poll::Ready(None),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.left.is_none() && self.cut.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.promised)
    }
}

/// A stream that can end with a reset instead of a farewell.
struct Resetting {
    stream: TcpStream,
    resets: Arc<AtomicBool>,
}

impl Drop for Resetting {
    fn drop(&mut self) {
        if self.resets.load(Ordering::Relaxed) {
            let _ = self.stream.set_zero_linger();
        }
    }
}

impl tokio::io::AsyncRead for Resetting {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut tokio::io::ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl tokio::io::AsyncWrite for Resetting {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        // A farewell would come before the reset.
        if self.resets.load(Ordering::Relaxed) {
            return Poll::Ready(Ok(()));
        }
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
