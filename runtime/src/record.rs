//! Real exchanges kept as cassettes: recorded once against a sandbox, replayed offline ever after.
//!
//! In: a client's requests. Out: the vendor's answers, from the network and into a file while `INTERTIE_RECORD` is `1`, from
//! the file else. What is secret or about a person is replaced before anything touches the disk ([`scrub`](self)): headers that
//! prove who calls or set cookies, every text that such a header held wherever it comes up again, and members whose names
//! say that they hold a secret or a person's data. A cassette holds one JSON object a line.

mod scrub;
mod tape;

pub use scrub::Scrub;

use crate::request::Body;
use crate::transport::{
    BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError, TransportErrorKind,
};
use bytes::{Bytes, BytesMut};
use std::future::poll_fn;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use tape::{Entry, Tape};

/// A transport that records, or replays.
#[derive(Debug)]
pub struct Recorder {
    path: PathBuf,
    mode: Mode,
    scrub: Scrub,
    tape: Mutex<Tape>,
}

#[derive(Debug)]
enum Mode {
    Record(Box<dyn Transport>),
    Replay,
}

impl Recorder {
    /// Records through `transport` where the environment's `INTERTIE_RECORD` is `1`, and replays the cassette else.
    pub fn from_env(cassette: impl Into<PathBuf>, transport: impl Transport) -> std::io::Result<Self> {
        if std::env::var("INTERTIE_RECORD").is_ok_and(|value| value == "1") {
            Ok(Self::record(cassette, transport))
        } else {
            Self::replay(cassette)
        }
    }

    /// Sends through `transport` and keeps what comes.
    pub fn record(cassette: impl Into<PathBuf>, transport: impl Transport) -> Self {
        let mode = Mode::Record(Box::new(transport));
        Self { path: cassette.into(), mode, scrub: Scrub::default(), tape: Mutex::default() }
    }

    /// Answers from the cassette; nothing is sent.
    pub fn replay(cassette: impl Into<PathBuf>) -> std::io::Result<Self> {
        let path = cassette.into();
        let tape = Tape::read(&path)?;
        Ok(Self { path, mode: Mode::Replay, scrub: Scrub::default(), tape: Mutex::new(tape) })
    }

    /// Other rules for what does not touch the disk.
    pub fn scrub(mut self, scrub: Scrub) -> Self {
        self.scrub = scrub;
        self
    }

    /// Where the cassette is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    async fn exchange(&self, request: HttpRequest) -> Result<HttpResponse, TransportError> {
        let mut entry = self.scrub.request(&request)?;
        let Mode::Record(transport) = &self.mode else {
            let mut tape = self.tape.lock().unwrap_or_else(PoisonError::into_inner);
            let found = tape.take(&entry).ok_or_else(|| {
                let reason =
                    format!("the cassette {} has no answer to {} {}", self.path.display(), entry.method, entry.path());
                TransportError::new(TransportErrorKind::Other).with_source(reason)
            })?;
            return found.response();
        };
        let secrets = self.scrub.secrets(&request);
        let response = transport.send(request).await?;
        let (status, headers) = (response.status, response.headers);
        let bytes = whole(response.body).await?;
        self.scrub.answer(&mut entry, status, &headers, &bytes, &secrets);
        let mut tape = self.tape.lock().unwrap_or_else(PoisonError::into_inner);
        tape.push(entry);
        let failed = |error| TransportError::new(TransportErrorKind::Other).with_source(error);
        tape.write(&self.path).map_err(failed)?;
        Ok(HttpResponse { status, headers, body: ResponseBody::whole(bytes) })
    }
}

impl Transport for Recorder {
    fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
        Box::pin(self.exchange(request))
    }
}

async fn whole(mut body: ResponseBody) -> Result<Bytes, TransportError> {
    let mut all = BytesMut::new();
    while let Some(chunk) = poll_fn(|context| body.poll_chunk(context)).await {
        all.extend_from_slice(&chunk?);
    }
    Ok(all.freeze())
}

/// The bytes of a body; a stream is sent once, so it cannot be kept.
fn bytes_of(body: &Body) -> Result<Bytes, TransportError> {
    match body {
        Body::Empty => Ok(Bytes::new()),
        Body::Bytes(bytes) => Ok(bytes.clone()),
        Body::Stream(_) => {
            Err(TransportError::new(TransportErrorKind::Other).with_source("a stream cannot be recorded"))
        }
    }
}

/// Every exchange of a cassette: operation, status, media type and body, to be held against a document.
pub fn answers(cassette: &Path) -> std::io::Result<Vec<Recorded>> {
    let tape = Tape::read(cassette)?;
    let one = |entry: &Entry| Recorded {
        method: entry.method.clone(),
        path: entry.path().to_owned(),
        query: entry.query().to_owned(),
        status: entry.status,
        media_type: entry.header("content-type").unwrap_or_default().to_owned(),
        body: entry.answer_bytes(),
    };
    Ok(tape.entries().iter().map(one).collect())
}

/// An answer of a cassette.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The HTTP method.
    pub method: String,
    /// The path, as it was asked for.
    pub path: String,
    /// The query without its question mark, scrubbed.
    pub query: String,
    /// The HTTP status.
    pub status: u16,
    /// The `Content-Type`.
    pub media_type: String,
    /// The body, scrubbed.
    pub body: Vec<u8>,
}
