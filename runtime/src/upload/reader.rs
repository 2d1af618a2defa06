//! A reader as a stream of chunks.

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use tokio::io::{AsyncRead, ReadBuf};

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

/// What a reader gives, piece by piece.
pub(super) struct Chunks<R> {
    reader: Pin<Box<R>>,
    buffer: BytesMut,
}

impl<R: AsyncRead> Chunks<R> {
    pub(super) fn new(reader: R) -> Self {
        Self { reader: Box::pin(reader), buffer: BytesMut::new() }
    }
}

impl<R: AsyncRead> Stream for Chunks<R> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { reader, buffer } = &mut *self;
        if buffer.len() < CHUNK {
            // The memory of chunks that are sent is used again.
            buffer.resize(CHUNK, 0);
        }
        let mut target = ReadBuf::new(buffer);
        ready!(reader.as_mut().poll_read(context, &mut target))?;
        let length = target.filled().len();
        Poll::Ready((length > 0).then(|| Ok(buffer.split_to(length).freeze())))
    }
}
