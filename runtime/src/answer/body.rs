//! The body of an answer on its way to its type.

use super::{Answer, Head};
use crate::codec::{Decode, DecodeError, Input, Result, Visit};
use crate::spec::AnswerCoding;
use crate::transport::ResponseBody;
use bytes::Bytes;
use http::HeaderMap;
use std::fmt;
use std::sync::Arc;

/// The body of an answer, and how the document says to read it.
pub struct AnswerBody {
    pub(crate) head: Arc<Head>,
    pub(crate) coding: AnswerCoding,
    pub(crate) content: Content,
    /// How many bytes may be held in memory.
    pub(crate) limit: usize,
}

/// The bytes: here already, or still to come.
pub(crate) enum Content {
    Whole(Bytes),
    Stream(ResponseBody),
}

impl AnswerBody {
    /// Reads it as this type.
    #[inline]
    pub fn read<T: Answer>(self) -> Result<T> {
        T::receive(0, self)
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.head.status.as_u16()
    }

    /// The headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.head.headers
    }

    /// Reads it into a value, as the table says: JSON, or text that stands for a JSON string. An empty body is null,
    /// which only some types can be.
    pub(super) fn decode(self, target: &mut dyn Decode) -> Result<()> {
        let Content::Whole(bytes) = &self.content else {
            return Err(DecodeError::other("the body is a stream, and the type is not"));
        };
        match self.coding {
            AnswerCoding::Json if !is_blank(bytes) => self.head.read(target, without_mark(bytes)),
            AnswerCoding::Text | AnswerCoding::Bytes | AnswerCoding::EventStream => {
                let text = String::from_utf8_lossy(without_mark(bytes));
                found(target.decode(&mut TextInput(&text))?)
            }
            AnswerCoding::Json | AnswerCoding::Empty => found(target.decode(&mut NullInput)?),
        }
    }
}

impl fmt::Debug for AnswerBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AnswerBody")
            .field("status", &self.status())
            .field("coding", &self.coding)
            .finish_non_exhaustive()
    }
}

fn found(found: bool) -> Result<()> {
    if found { Ok(()) } else { Err(DecodeError::other("the body is empty")) }
}

/// The JSON text of a body; `None`: it is empty.
pub(crate) fn json_text(bytes: &[u8]) -> Option<&[u8]> {
    (!is_blank(bytes)).then(|| without_mark(bytes))
}

fn is_blank(bytes: &[u8]) -> bool {
    without_mark(bytes).iter().all(u8::is_ascii_whitespace)
}

/// Without a byte order mark, which JSON must not have and some servers send.
fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)
}

/// Text as a value of its own.
pub(super) struct TextInput<'a>(pub(super) &'a str);

impl Input for TextInput<'_> {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        visitor.str(self.0)
    }
    fn skip(&mut self) -> Result<()> {
        Ok(())
    }
    fn depth(&self) -> usize {
        0
    }
}

/// No body.
struct NullInput;

impl Input for NullInput {
    fn visit(&mut self, visitor: &mut dyn Visit) -> Result<()> {
        visitor.null()
    }
    fn skip(&mut self) -> Result<()> {
        Ok(())
    }
    fn depth(&self) -> usize {
        0
    }
}
