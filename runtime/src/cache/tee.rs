//! A body on its way to the caller, of which a copy is made. Only one that comes whole is kept.

use crate::transport::{ResponseBody, TransportError};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

pub(super) struct Tee<F> {
    body: ResponseBody,
    copy: BytesMut,
    most: usize,
    /// Taken when the copy is whole, or when it is clear that it will not be.
    keep: Option<F>,
}

impl<F: FnOnce(Bytes) + Unpin> Tee<F> {
    pub(super) fn new(body: ResponseBody, most: usize, keep: F) -> Self {
        Self { body, copy: BytesMut::new(), most, keep: Some(keep) }
    }

    fn copy(&mut self, chunk: &Bytes) {
        if self.keep.is_none() {
            return;
        }
        if chunk.len() > self.most - self.copy.len() {
            self.keep = None;
            self.copy = BytesMut::new();
        } else {
            self.copy.extend_from_slice(chunk);
        }
    }
}

impl<F: FnOnce(Bytes) + Unpin> Stream for Tee<F> {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let next = ready!(this.body.poll_chunk(context));
        match &next {
            Some(Ok(chunk)) => this.copy(chunk),
            Some(Err(_)) => this.keep = None,
            None => {
                if let Some(keep) = this.keep.take() {
                    keep(std::mem::take(&mut this.copy).freeze());
                }
            }
        }
        Poll::Ready(next)
    }
}
