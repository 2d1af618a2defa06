//! From an HTTP answer to the operation's types.
//!
//! In: status, headers and body, and the table of declared answers. Out: an [`Answer`], chosen by status (exact, then
//! range, then default), read as the table says.

mod body;
mod choose;
mod download;
mod events;
mod head;
mod header;
pub(crate) mod limit;
pub(crate) mod refusal;
mod sse;
mod untyped;

pub use body::AnswerBody;
pub(crate) use body::{Content, json_text};
pub(crate) use choose::choose;
pub use download::Download;
#[cfg(all(test, feature = "reqwest"))]
pub(crate) use download::unescaped as percent_decoded;
pub use events::{Event, Events};
pub(crate) use head::Head;
pub use header::header;
pub use untyped::Untyped;

use crate::codec::Decode;
use crate::error::DecodeError;
use http::{HeaderMap, StatusCode};
use std::sync::Arc;

/// What an operation gives: a type that can be read, `()`, `String`, [`Download`], [`Events`], [`Untyped`], or a
/// generated enum with one case per declared answer.
pub trait Answer: Sized {
    /// Reads case number `case` of the operation's output (or error) from the body.
    fn receive(case: usize, body: AnswerBody) -> Result<Self, DecodeError>;

    /// What to make of an answer that the document does not declare.
    fn undeclared(_body: AnswerBody) -> Option<Self> {
        None
    }
}

impl<T: Decode> Answer for T {
    #[inline]
    fn receive(_case: usize, body: AnswerBody) -> Result<Self, DecodeError> {
        let mut target = T::blank();
        body.decode(&mut target)?;
        Ok(target)
    }
}

/// An output with the status and headers it came with.
#[derive(Debug, Clone, PartialEq)]
pub struct Response<T> {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) output: T,
    /// The headers that may tell the request's id.
    pub(crate) ids: &'static [&'static str],
}

impl<T> Response<T> {
    /// The headers are moved where nobody else holds them, which is nearly always.
    pub(crate) fn new(head: Arc<Head>, output: T) -> Self {
        let (status, ids) = (head.status, head.api.policy.request_id);
        let headers = Arc::try_unwrap(head).map_or_else(|head| head.headers.clone(), |head| head.headers);
        Self { status, headers, output, ids }
    }

    /// The HTTP status.
    pub const fn status(&self) -> u16 {
        self.status.as_u16()
    }

    /// The headers. What the document declares of them is read by a struct of its own:
    /// `ListReposHeaders::from(response.headers())`.
    pub const fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// A header's text; `None` where it is missing or not text.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The vendor's id of the request, to quote to their support.
    pub fn request_id(&self) -> Option<&str> {
        head::request_id(self.ids, &self.headers)
    }

    /// What the operation gave.
    pub const fn output(&self) -> &T {
        &self.output
    }

    /// What the operation gave.
    pub fn into_output(self) -> T {
        self.output
    }
}
