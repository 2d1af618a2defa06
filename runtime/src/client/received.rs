//! What came back: its bytes, and from there to the operation's types.

use crate::answer::{Answer, AnswerBody, Content, Head, Response};
use crate::error::{Error, Failure, Kind};
use crate::operation::Operation;
use crate::spec::{AnswerCoding, AnswerSpec};
use crate::transport::ResponseBody;
use bytes::{Bytes, BytesMut};
use http::header::CONTENT_LENGTH;
use std::future::poll_fn;
use std::sync::Arc;

/// What came back, not yet read.
pub(crate) struct Received {
    pub(super) head: Arc<Head>,
    pub(super) answer: Option<&'static AnswerSpec>,
    pub(super) content: Content,
    pub(super) limit: usize,
}

impl Received {
    /// The body as it came; empty where it is a stream.
    pub(crate) fn raw(&self) -> Bytes {
        if let Content::Whole(bytes) = &self.content { bytes.clone() } else { Bytes::new() }
    }

    /// Reads it as the operation's output or error.
    pub(crate) fn into_output<O: Operation>(self) -> Result<Response<O::Output>, Error<O::Error>> {
        let raw = self.raw();
        let Self { head, answer, content, limit } = self;
        let coding = answer.map_or(AnswerCoding::Bytes, |answer| answer.coding);
        let body = AnswerBody { head: Arc::clone(&head), coding, content, limit };
        let fail = |kind, body| Err(Error::new(Failure { raw, ..Failure::answered(&head, kind) }, body));
        match answer {
            Some(answer) if answer.success => match O::Output::receive(answer.case, body) {
                Ok(output) => Ok(Response { status: head.status, headers: head.headers.clone(), output }),
                Err(error) => fail(Kind::Decode(error), None),
            },
            Some(answer) => match O::Error::receive(answer.case, body) {
                Ok(body) => fail(Kind::Status(None), Some(body)),
                Err(error) => fail(Kind::Status(Some(error)), None),
            },
            None => fail(Kind::Status(None), O::Error::undeclared(body)),
        }
    }
}

/// The whole body; on failure, as much as came.
pub(super) async fn collect(head: &Head, mut body: ResponseBody, limit: usize) -> Result<Bytes, (Bytes, Kind)> {
    let length = head.headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    // The length is a claim: it is not trusted with memory.
    let mut all = BytesMut::with_capacity(length.unwrap_or(0).min(64 * 1024));
    while let Some(chunk) = poll_fn(|context| body.poll_chunk(context)).await {
        match chunk {
            Ok(chunk) if chunk.len() > limit.saturating_sub(all.len()) => {
                return Err((all.freeze(), Kind::TooLarge(limit)));
            }
            Ok(chunk) => all.extend_from_slice(&chunk),
            Err(error) => return Err((all.freeze(), Kind::Transport(error))),
        }
    }
    Ok(all.freeze())
}
