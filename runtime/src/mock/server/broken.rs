//! Connections that break on purpose: a body that ends early, a reset instead of a farewell.

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use std::future::Future as _;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::Sleep;

/// How long a broken connection stays after its last byte.
const BREAK: Duration = Duration::from_millis(20);

/// The connection is to break.
#[derive(Debug)]
pub(super) struct Broken;

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("broken on purpose")
    }
}

impl std::error::Error for Broken {}

/// A body that is whole, or ends before it should.
pub(super) struct Out {
    left: Option<Bytes>,
    promised: u64,
    /// When the connection breaks: not before what was written has left.
    cut: Option<Pin<Box<Sleep>>>,
}

impl Out {
    pub(super) fn whole(bytes: Bytes) -> Self {
        Self { promised: bytes.len() as u64, left: (!bytes.is_empty()).then_some(bytes), cut: None }
    }

    pub(super) fn cut(bytes: &Bytes) -> Self {
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
pub(super) struct Resetting {
    pub(super) stream: TcpStream,
    pub(super) resets: Arc<AtomicBool>,
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
