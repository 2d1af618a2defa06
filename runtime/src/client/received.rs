//! What came back: its bytes, and from there to the operation's types.

use crate::answer::{Answer, AnswerBody, Content, Download, Head, Response, refusal};
use crate::error::{Error, Failure, Kind};
use crate::operation::Operation;
use crate::spec::{AnswerCoding, AnswerSpec};
use crate::transport::ResponseBody;
use bytes::{Bytes, BytesMut};
use http::StatusCode;
use http::header::CONTENT_LENGTH;
use std::future::poll_fn;
use std::sync::Arc;

/// What came back, not yet read.
pub(crate) struct Received {
    pub(super) head: Arc<Head>,
    pub(super) answer: Option<&'static AnswerSpec>,
    /// Whether the vendor refused within an answer of status 2xx.
    pub(super) refused: bool,
    /// What decides whether the call is sent again: the status, or what the vendor's code stands for.
    pub(super) counts_as: u16,
    pub(super) content: Content,
    pub(super) limit: usize,
}

impl Received {
    /// With a body that is here. What the profile takes for a failure is one, whatever the status.
    pub(super) fn whole(head: Arc<Head>, answer: Option<&'static AnswerSpec>, body: Bytes, limit: usize) -> Self {
        let rule = is_success(answer, head.status).then(|| refusal::find(&head, &body)).flatten();
        let counts_as = rule.and_then(|rule| refusal::as_status(rule, &body)).unwrap_or(head.status.as_u16());
        let answer = rule.map_or(answer, |rule| refusal::declared(rule, head.spec));
        Self { head, answer, refused: rule.is_some(), counts_as, content: Content::Whole(body), limit }
    }

    /// With a body that is still to come.
    pub(super) fn streamed(
        head: Arc<Head>,
        answer: Option<&'static AnswerSpec>,
        body: ResponseBody,
        limit: usize,
    ) -> Self {
        let counts_as = head.status.as_u16();
        Self { head, answer, refused: false, counts_as, content: Content::Stream(body), limit }
    }

    /// The body as it came; empty where it is a stream.
    pub(crate) fn raw(&self) -> Bytes {
        if let Content::Whole(bytes) = &self.content { bytes.clone() } else { Bytes::new() }
    }

    /// Reads it as the operation's output or error.
    pub(crate) fn into_output<O: Operation>(self) -> Result<Response<O::Output>, Error<O::Error>> {
        match self.answer {
            Some(answer) if answer.success => self.into_response(answer.case),
            Some(_) | None => Err(self.into_error()),
        }
    }

    /// Reads it as bytes where the vendor did what was asked, whatever the document says of the body.
    pub(crate) fn into_download<E: Answer>(self) -> Result<Response<Download>, Error<E>> {
        if self.is_success() { self.into_response(0) } else { Err(self.into_error()) }
    }

    /// Whether the vendor did what was asked.
    pub(super) fn is_success(&self) -> bool {
        !self.refused && is_success(self.answer, self.head.status)
    }

    fn into_response<T: Answer, E>(self, case: usize) -> Result<Response<T>, Error<E>> {
        let (head, raw, body) = self.apart();
        match T::receive(case, body) {
            Ok(output) => Ok(Response::new(head, output)),
            Err(error) => Err(Error::new(Failure { raw, ..Failure::answered(&head, Kind::Decode(error)) }, None)),
        }
    }

    fn into_error<E: Answer>(self) -> Error<E> {
        let answer = self.answer;
        let (head, raw, body) = self.apart();
        let (body, wrong) = match answer {
            None => (E::undeclared(body), None),
            Some(answer) => match E::receive(answer.case, body) {
                Ok(body) => (Some(body), None),
                // Other failures of the operation have a body, this one has none, as declared.
                Err(_) if answer.coding == AnswerCoding::Empty && raw.is_empty() => (None, None),
                Err(error) => (None, Some(error)),
            },
        };
        Error::new(Failure { raw, ..Failure::answered(&head, Kind::Status(wrong)) }, body)
    }

    /// The first lines, the bytes as far as they are here, and the body to be read.
    fn apart(self) -> (Arc<Head>, Bytes, AnswerBody) {
        let raw = self.raw();
        let Self { head, answer, content, limit, .. } = self;
        let coding = answer.map_or(AnswerCoding::Bytes, |answer| answer.coding);
        (Arc::clone(&head), raw, AnswerBody { head, coding, content, limit })
    }
}

/// Whether the vendor did what was asked: as the document says, else as the status says.
pub(super) fn is_success(answer: Option<&AnswerSpec>, status: StatusCode) -> bool {
    answer.map_or(status.is_success(), |answer| answer.success)
}

/// The whole body; on failure, as much as came.
pub(super) async fn collect(head: &Head, mut body: ResponseBody, limit: usize) -> Result<Bytes, (Bytes, Kind)> {
    let length = head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let mut all = Chunks::One(Bytes::new());
    while let Some(chunk) = poll_fn(|context| body.poll_chunk(context)).await {
        match chunk {
            Ok(chunk) if chunk.len() > limit.saturating_sub(all.len()) => {
                return Err((all.finish(), Kind::TooLarge(limit)));
            }
            Ok(chunk) => all.add(chunk, length),
            Err(error) => return Err((all.finish(), Kind::Transport(error))),
        }
    }
    Ok(all.finish())
}

/// What has come of a body: a single chunk, as of most answers, is taken as it is.
enum Chunks {
    One(Bytes),
    Several(BytesMut),
}

impl Chunks {
    fn len(&self) -> usize {
        match self {
            Self::One(chunk) => chunk.len(),
            Self::Several(all) => all.len(),
        }
    }

    /// `length`: how long the whole is said to be.
    fn add(&mut self, chunk: Bytes, length: Option<usize>) {
        match self {
            Self::One(first) if first.is_empty() => *first = chunk,
            Self::One(first) => {
                // The length is a claim: it is not trusted with memory.
                let room = length.unwrap_or(0).min(64 * 1024).max(first.len() + chunk.len());
                let mut all = BytesMut::with_capacity(room);
                all.extend_from_slice(first);
                all.extend_from_slice(&chunk);
                *self = Self::Several(all);
            }
            Self::Several(all) => all.extend_from_slice(&chunk),
        }
    }

    fn finish(self) -> Bytes {
        match self {
            Self::One(chunk) => chunk,
            Self::Several(all) => all.freeze(),
        }
    }
}
