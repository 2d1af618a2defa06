//! Bytes, as they come or all at once.

use super::{Answer, AnswerBody, Content, Events, Head};
use crate::codec::{DecodeError, Result};
use crate::error::{Error, Failure, Kind};
use crate::spec::AnswerCoding;
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE, HeaderName};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

/// The bytes of an answer: a stream of chunks, or all of them by [`bytes`](Self::bytes).
pub struct Download {
    head: Arc<Head>,
    content: Option<Content>,
    limit: usize,
}

impl Download {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status.as_u16()
    }

    /// The headers.
    pub fn headers(&self) -> &http::HeaderMap {
        &self.head.headers
    }

    /// The `Content-Type`.
    pub fn content_type(&self) -> Option<&str> {
        self.header(&CONTENT_TYPE)
    }

    /// How many bytes are to come in all, where the server says so.
    pub fn content_length(&self) -> Option<u64> {
        self.header(&CONTENT_LENGTH)?.parse().ok()
    }

    /// The file name the server suggests, without folders: never `..`, never a path.
    pub fn file_name(&self) -> Option<String> {
        file_name(self.header(&CONTENT_DISPOSITION)?)
    }

    /// The next chunk; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| self.poll_chunk(context)).await
    }

    /// All bytes. Fails where they are more than the client's limit for bodies.
    pub async fn bytes(mut self) -> Result<Bytes, Error> {
        if let Some(Content::Whole(bytes)) = self.content {
            return Ok(bytes);
        }
        let mut all = BytesMut::new();
        while let Some(chunk) = self.next().await {
            let chunk = chunk?;
            if all.len() + chunk.len() > self.limit {
                return Err(Failure::answered(&self.head, Kind::TooLarge(self.limit)).into());
            }
            all.extend_from_slice(&chunk);
        }
        Ok(all.freeze())
    }

    /// The bytes as server-sent events. Fails where they are of another media type.
    pub fn into_events<T>(self) -> Result<Events<T>, DecodeError> {
        let Self { head, content, limit } = self;
        let content = content.unwrap_or_else(|| Content::Whole(Bytes::new()));
        Events::receive(0, AnswerBody { head, coding: AnswerCoding::EventStream, content, limit })
    }

    fn header(&self, name: &HeaderName) -> Option<&str> {
        self.head.headers.get(name)?.to_str().ok()
    }

    fn poll_chunk(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Error>>> {
        match &mut self.content {
            None => Poll::Ready(None),
            Some(Content::Stream(stream)) => stream.poll_chunk(context).map(|chunk| {
                let ended = !matches!(chunk, Some(Ok(_)));
                if ended {
                    self.content = None;
                }
                chunk.map(|chunk| chunk.map_err(|error| Failure::answered(&self.head, Kind::Transport(error)).into()))
            }),
            Some(Content::Whole(bytes)) => {
                let bytes = std::mem::take(bytes);
                self.content = None;
                Poll::Ready((!bytes.is_empty()).then_some(Ok(bytes)))
            }
        }
    }
}

impl Answer for Download {
    fn receive(_case: usize, body: AnswerBody) -> Result<Self> {
        Ok(Self { head: body.head, content: Some(body.content), limit: body.limit })
    }
}

impl Stream for Download {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_chunk(context)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("status", &self.status())
            .field("content_type", &self.content_type())
            .field("content_length", &self.content_length())
            .finish_non_exhaustive()
    }
}

/// The file name of a `Content-Disposition` (RFC 6266): `filename*` where it is UTF-8, else `filename`.
fn file_name(disposition: &str) -> Option<String> {
    let parameter = |wanted: &str| {
        let mut parameters = disposition.split(';').skip(1).filter_map(|part| part.split_once('='));
        parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case(wanted)).map(|(_, text)| text.trim())
    };
    let extended = parameter("filename*").and_then(|text| {
        let (charset, text) = text.split_once('\'')?;
        let encoded = text.split_once('\'')?.1;
        charset.eq_ignore_ascii_case("utf-8").then(|| unescaped(encoded))?
    });
    let name = extended.or_else(|| Some(parameter("filename")?.trim_matches('"').to_owned()))?;
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default().trim();
    let safe = !matches!(base, "" | "." | "..") && !base.contains(|c: char| c.is_control() || c == ':');
    safe.then(|| base.to_owned())
}

/// Percent-decoded UTF-8.
pub(crate) fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let (high, low) = (char::from(rest.next()?).to_digit(16)?, char::from(rest.next()?).to_digit(16)?);
            bytes.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn a_file_name_is_never_a_path() {
        assert_eq!(file_name("attachment; filename=\"a b.pdf\"").as_deref(), Some("a b.pdf"));
        assert_eq!(
            file_name("attachment; filename=x.bin; filename*=UTF-8''na%C3%AFve.txt").as_deref(),
            Some("naïve.txt")
        );
        assert_eq!(file_name("attachment; filename=\"../../etc/passwd\"").as_deref(), Some("passwd"));
        assert_eq!(file_name("attachment; filename*=UTF-8''..%2F..").as_deref(), None);
        assert_eq!(file_name("attachment; filename=\"C:\\\\x\\\\y.txt\"").as_deref(), Some("y.txt"));
        assert_eq!(file_name("inline"), None);
    }
}
