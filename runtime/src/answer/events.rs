//! Server-sent events, decoded.

use super::body::TextInput;
use super::sse::{Parser, RawEvent};
use super::{Answer, AnswerBody, Download, Head};
use crate::codec::{Decode, DecodeError, Result};
use crate::error::{Error, Failure, Kind};
use futures_core::Stream;
use http::header::CONTENT_TYPE;
use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::Duration;

/// A stream of server-sent events (`text/event-stream`) whose data is `T`.
///
/// The stream ends with the connection, or at the data `[DONE]` that many vendors send last.
pub struct Events<T> {
    head: Arc<Head>,
    source: Option<Download>,
    parser: Parser,
    limit: usize,
    of: PhantomData<fn() -> T>,
}

/// One event with what came beside its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event<T> {
    /// The event's name; `message` where it has none.
    pub name: String,
    /// The last id the stream gave; empty: none yet.
    pub id: String,
    /// The data.
    pub data: T,
}

impl<T: Decode> Events<T> {
    /// The data of the next event; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        Some(self.next_event().await?.map(|event| event.data))
    }

    /// The next event with its name and id; `None` after the last.
    pub async fn next_event(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| self.poll_event(context)).await
    }

    fn poll_event(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Event<T>, Error>>> {
        loop {
            let RawEvent { name, data } = match ready!(self.poll_raw(context)) {
                Some(Ok(raw)) => raw,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            };
            let name = if name.is_empty() { "message".to_owned() } else { name };
            match read(&self.head, &data) {
                Ok(data) => return Poll::Ready(Some(Ok(Event { name, id: self.parser.last_id.clone(), data }))),
                // Some servers keep a connection alive with events without data.
                Err(_) if data.is_empty() => {}
                Err(error) => {
                    return Poll::Ready(Some(Err(Failure::answered(&self.head, Kind::Decode(error)).into())));
                }
            }
        }
    }
}

impl<T> Events<T> {
    /// The last id the stream gave, to resume from; empty: none yet.
    pub fn last_event_id(&self) -> &str {
        &self.parser.last_id
    }

    /// How long the server wants to be left alone before a reconnect.
    pub fn retry(&self) -> Option<Duration> {
        self.parser.retry.map(Duration::from_millis)
    }

    /// The headers.
    pub fn headers(&self) -> &http::HeaderMap {
        &self.head.headers
    }

    fn poll_raw(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<RawEvent, Error>>> {
        loop {
            match self.parser.next() {
                Ok(Some(event)) if self.source.is_some() && event.data == "[DONE]" => self.source = None,
                Ok(Some(event)) if self.source.is_some() => return Poll::Ready(Some(Ok(event))),
                Ok(_) => {}
                Err(_) => {
                    self.source = None;
                    return Poll::Ready(Some(Err(Failure::answered(&self.head, Kind::TooLarge(self.limit)).into())));
                }
            }
            let Some(source) = &mut self.source else { return Poll::Ready(None) };
            match ready!(Pin::new(source).poll_next(context)) {
                Some(Ok(chunk)) => self.parser.push(&chunk),
                Some(Err(error)) => {
                    self.source = None;
                    return Poll::Ready(Some(Err(error)));
                }
                None => self.source = None,
            }
        }
    }
}

/// Data is JSON nearly everywhere; where it is not, it is text.
fn read<T: Decode>(head: &Head, data: &str) -> Result<T> {
    let mut target = T::blank();
    let Err(error) = head.read(&mut target, data.as_bytes()) else { return Ok(target) };
    target = T::blank();
    match target.decode(&mut TextInput(data)) {
        Ok(true) => Ok(target),
        Ok(false) | Err(_) => Err(error),
    }
}

impl<T> Answer for Events<T> {
    fn receive(_case: usize, body: AnswerBody) -> Result<Self> {
        let declared = body.head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if let Some(found) = declared
            && !found.trim_start().to_ascii_lowercase().starts_with("text/event-stream")
        {
            return Err(DecodeError::other("expected text/event-stream, the answer is of another media type"));
        }
        let (head, limit) = (Arc::clone(&body.head), body.limit);
        let source = Some(Download::receive(0, body)?);
        Ok(Self { head, source, parser: Parser::new(limit), limit, of: PhantomData })
    }
}

impl<T: Decode> Stream for Events<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_event(context).map(|event| event.map(|event| event.map(|event| event.data)))
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events").field("last_event_id", &self.parser.last_id).finish_non_exhaustive()
    }
}
