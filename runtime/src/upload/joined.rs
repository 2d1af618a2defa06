//! Bytes that are here and streams, one after the other.

use super::{ByteStream, UploadChunks, UploadError};
use crate::codec::file::Content;
use bytes::Bytes;
use futures_core::Stream;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

/// One after the other: bytes that are here and streams, as a stream.
pub(crate) fn joined(parts: Vec<Content>) -> ByteStream {
    let mut lengths = parts.iter().map(Content::length);
    let length = lengths.try_fold(0_u64, |sum, length| sum.checked_add(length?));
    ByteStream::new(Joined { parts: parts.into_iter(), open: None }, length)
}

struct Joined {
    parts: std::vec::IntoIter<Content>,
    open: Option<UploadChunks>,
}

impl Stream for Joined {
    type Item = Result<Bytes, UploadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(open) = &mut self.open {
                match ready!(open.poll_chunk(context)) {
                    Some(chunk) => return Poll::Ready(Some(chunk)),
                    None => self.open = None,
                }
            }
            match self.parts.next() {
                Some(Content::Bytes(bytes)) => return Poll::Ready(Some(Ok(bytes))),
                Some(Content::Stream(stream)) => match stream.take() {
                    Some(chunks) => self.open = Some(chunks),
                    None => return Poll::Ready(Some(Err("the stream was sent already".into()))),
                },
                None => return Poll::Ready(None),
            }
        }
    }
}
