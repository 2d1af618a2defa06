//! Bytes to upload.

use super::base64;
use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::input::Input;
use crate::upload::{ByteStream, UploadError};
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;

/// Bytes with a name and a media type: a part of a multipart body, or base64 text where only text will do.
///
/// The bytes are here, or a stream that is sent as it comes, once.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct File {
    /// The file name sent along.
    pub name: Option<String>,
    /// The media type sent along.
    pub media_type: Option<String>,
    /// The content.
    pub content: Content,
}

/// The content of a [`File`].
#[derive(Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Content {
    /// These bytes.
    Bytes(Bytes),
    /// Bytes that come as they are sent.
    Stream(ByteStream),
}

impl File {
    /// Content without a name.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Bytes::from(bytes.into()).into()
    }

    /// Content that is read while it is sent, and never in memory as a whole. A `length` is told to the server.
    pub fn stream<S, E>(stream: S, length: Option<u64>) -> Self
    where
        S: Stream<Item = Result<Bytes, E>> + Send + 'static,
        E: Into<UploadError>,
    {
        ByteStream::new(stream, length).into()
    }

    /// The same from a reader, such as a file of tokio's.
    #[cfg(feature = "tokio")]
    pub fn reader(reader: impl tokio::io::AsyncRead + Send + 'static, length: Option<u64>) -> Self {
        ByteStream::from_reader(reader, length).into()
    }

    /// Sets the file name.
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the media type.
    pub fn with_media_type(mut self, media_type: impl Into<String>) -> Self {
        self.media_type = Some(media_type.into());
        self
    }

    /// The bytes; `None` of a stream.
    pub const fn bytes(&self) -> Option<&Bytes> {
        self.content.bytes()
    }
}

impl Content {
    /// The bytes; `None` of a stream.
    pub const fn bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Bytes(bytes) => Some(bytes),
            Self::Stream(_) => None,
        }
    }

    /// How many bytes there are, where that is known.
    pub fn length(&self) -> Option<u64> {
        match self {
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Stream(stream) => stream.length(),
        }
    }
}

impl Default for Content {
    fn default() -> Self {
        Self::Bytes(Bytes::new())
    }
}

/// By its length only.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes(bytes) => write!(f, "[{} bytes]", bytes.len()),
            Self::Stream(stream) => stream.fmt(f),
        }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("content", &self.content)
            .finish()
    }
}

impl From<Vec<u8>> for File {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(bytes)
    }
}

impl From<&[u8]> for File {
    fn from(bytes: &[u8]) -> Self {
        Self::new(bytes)
    }
}

impl From<Bytes> for File {
    fn from(bytes: Bytes) -> Self {
        Self { content: Content::Bytes(bytes), ..Self::default() }
    }
}

impl From<ByteStream> for File {
    fn from(stream: ByteStream) -> Self {
        Self { content: Content::Stream(stream), ..Self::default() }
    }
}

impl Decode for File {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        let mut bytes = Vec::new();
        let found = base64::read(&mut bytes, input)?;
        self.content = Content::Bytes(bytes.into());
        Ok(found)
    }
}

impl Encode for File {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.file(self)
    }
}
