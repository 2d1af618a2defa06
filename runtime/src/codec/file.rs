//! Bytes to upload.

use super::base64;
use super::decode::Decode;
use super::encode::{Encode, Sink};
use super::error::{EncodeError, Result};
use super::input::Input;
use std::fmt;

/// Bytes with a name and a media type: a part of a multipart body, or base64 text where only text will do.
#[derive(Clone, PartialEq, Eq, Hash, Default)]
pub struct File {
    /// The file name sent along.
    pub name: Option<String>,
    /// The media type sent along.
    pub media_type: Option<String>,
    /// The content.
    pub bytes: Vec<u8>,
}

impl File {
    /// Content without a name.
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: None, media_type: None, bytes: bytes.into() }
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
}

/// The content by its length only.
impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("bytes", &format_args!("[{} bytes]", self.bytes.len()))
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

impl Decode for File {
    #[inline]
    fn blank() -> Self {
        Self::default()
    }
    fn decode(&mut self, input: &mut dyn Input) -> Result<bool> {
        base64::read(&mut self.bytes, input)
    }
}

impl Encode for File {
    fn encode(&self, sink: &mut dyn Sink) -> Result<(), EncodeError> {
        sink.file(self)
    }
}
