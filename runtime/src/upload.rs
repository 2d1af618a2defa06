//! Bytes that are sent as they come, so that a large file is never in memory as a whole.
//!
//! In: a stream, or a reader (feature `tokio`), with its length where that is known. Out: chunks for a transport, once: a
//! stream cannot be read again, so a request that holds one cannot be repeated.

mod joined;
#[cfg(feature = "tokio")]
mod reader;

pub(crate) use joined::joined;

use bytes::Bytes;
use futures_core::Stream;
use std::error::Error;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};

/// Why a stream broke off.
pub type UploadError = Box<dyn Error + Send + Sync>;

type Chunks = Pin<Box<dyn Stream<Item = Result<Bytes, UploadError>> + Send>>;

/// Bytes to send as they come. Clones are the same stream; equal are only clones.
#[derive(Clone)]
pub struct ByteStream(Arc<Shared>);

struct Shared {
    length: Option<u64>,
    chunks: Mutex<Option<Chunks>>,
}

impl ByteStream {
    /// The chunks of a stream. With a `length` the server is told how much comes, and a stream that gives more or less is an
    /// error; without one, the body is chunked, which not every server takes.
    pub fn new<S, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<UploadError>,
    {
        let chunks: Chunks = Box::pin(Converted(Box::pin(stream)));
        Self(Arc::new(Shared { length, chunks: Mutex::new(Some(chunks)) }))
    }

    /// What a reader gives: a file, a socket, the output of another process.
    #[cfg(feature = "tokio")]
    pub fn from_reader(reader: impl tokio::io::AsyncRead + Send + 'static, length: Option<u64>) -> Self {
        Self::new(reader::Chunks::new(reader), length)
    }

    /// How many bytes come, where that is known.
    pub fn length(&self) -> Option<u64> {
        self.0.length
    }

    /// Whether it was taken to be sent.
    pub fn is_spent(&self) -> bool {
        self.0.chunks.lock().unwrap_or_else(PoisonError::into_inner).is_none()
    }

    /// The chunks, for a transport; `None` where somebody took them before.
    pub fn take(&self) -> Option<UploadChunks> {
        let chunks = self.0.chunks.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        Some(UploadChunks { chunks: Mutex::new(chunks), left: self.0.length })
    }
}

impl PartialEq for ByteStream {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for ByteStream {}

impl Hash for ByteStream {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::ptr::from_ref(&*self.0).hash(state);
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(f, "[stream of {length} bytes]"),
            None => f.write_str("[stream]"),
        }
    }
}

/// The chunks of a [`ByteStream`], held to its length.
///
/// The mutex is never locked: it lets streams that are not `Sync` be bodies of HTTP, which are.
pub struct UploadChunks {
    chunks: Mutex<Chunks>,
    /// How many bytes are to come, where that is known.
    left: Option<u64>,
}

impl UploadChunks {
    /// How many bytes are to come, where that is known.
    pub const fn left(&self) -> Option<u64> {
        self.left
    }

    /// The next chunk; `None` after the last.
    pub fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, UploadError>>> {
        let chunks = self.chunks.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = ready!(chunks.as_mut().poll_next(context));
        Poll::Ready(match (chunk, &mut self.left) {
            (Some(Ok(chunk)), Some(left)) => Some(match left.checked_sub(chunk.len() as u64) {
                Some(rest) => {
                    *left = rest;
                    Ok(chunk)
                }
                None => Err("the stream has more bytes than was said".into()),
            }),
            (None, Some(left @ 1..)) => {
                let message = format!("the stream ended {left} bytes before its length");
                *left = 0;
                Some(Err(message.into()))
            }
            (chunk, _) => chunk,
        })
    }
}

impl Stream for UploadChunks {
    type Item = Result<Bytes, UploadError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(context)
    }
}

impl fmt::Debug for UploadChunks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UploadChunks").field("left", &self.left).finish_non_exhaustive()
    }
}

/// A stream with errors of any type.
struct Converted<S>(Pin<Box<S>>);

impl<S, E> Stream for Converted<S>
where
    S: Stream<Item = Result<Bytes, E>>,
    E: Into<UploadError>,
{
    type Item = Result<Bytes, UploadError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.as_mut().poll_next(context).map(|chunk| chunk.map(|chunk| chunk.map_err(Into::into)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Chunks that are here, as a stream.
    struct Ready(std::vec::IntoIter<Result<Bytes, std::io::Error>>);

    impl Stream for Ready {
        type Item = Result<Bytes, std::io::Error>;
        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            Poll::Ready(self.0.next())
        }
    }

    fn stream(chunks: &[&'static str], length: Option<u64>) -> ByteStream {
        let chunks: Vec<_> = chunks.iter().map(|chunk| Ok(Bytes::from_static(chunk.as_bytes()))).collect();
        ByteStream::new(Ready(chunks.into_iter()), length)
    }

    fn read(stream: &ByteStream) -> Result<String, String> {
        let mut chunks = stream.take().ok_or("spent")?;
        let mut context = Context::from_waker(std::task::Waker::noop());
        let mut text = String::new();
        while let Poll::Ready(Some(chunk)) = chunks.poll_chunk(&mut context) {
            text += std::str::from_utf8(&chunk.map_err(|error| error.to_string())?).expect("text");
        }
        Ok(text)
    }

    #[test]
    fn a_stream_is_read_once() {
        let stream = stream(&["a", "bc"], None);
        let other = stream.clone();
        assert!(stream == other && !other.is_spent());
        assert_eq!(read(&stream), Ok("abc".to_owned()));
        assert!(other.is_spent() && read(&other) == Err("spent".to_owned()));
    }

    #[test]
    fn a_length_that_is_not_true_is_an_error() {
        assert_eq!(read(&stream(&["ab"], Some(2))), Ok("ab".to_owned()));
        assert_eq!(read(&stream(&["ab"], Some(1))), Err("the stream has more bytes than was said".to_owned()));
        assert_eq!(read(&stream(&["ab"], Some(5))), Err("the stream ended 3 bytes before its length".to_owned()));
    }

    #[test]
    fn joined_parts_have_the_sum_of_their_lengths() {
        use crate::codec::file::Content;
        let bytes = || Content::Bytes(Bytes::from_static(b"<"));
        let known = joined(vec![bytes(), Content::Stream(stream(&["ab"], Some(2))), bytes()]);
        assert_eq!((known.length(), read(&known)), (Some(4), Ok("<ab<".to_owned())));
        let unknown = joined(vec![bytes(), Content::Stream(stream(&["ab"], None))]);
        assert_eq!((unknown.length(), read(&unknown)), (None, Ok("<ab".to_owned())));
    }
}
