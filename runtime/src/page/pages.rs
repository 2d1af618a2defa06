//! The stream of pages.

use super::Paged;
use super::error::{PageError, Reason};
use super::items::Items;
use super::last_id::is_backwards;
use super::member::Member;
use super::next_url::Here;
use super::position::Position;
use super::turn::{Turn, param, rule};
use crate::answer::{Response, json_text};
use crate::auth::BoxFuture;
use crate::client::{Client, Options};
use crate::error::{Error, Failure, Kind};
use crate::operation::Operation;
use bytes::Bytes;
use futures_core::Stream;
use std::collections::HashSet;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The pages of a list, each the operation's output. It ends with the list, or after an error.
#[must_use = "no page is called for until it is asked for"]
pub struct Pages<O: Paged> {
    client: Client,
    options: Options,
    /// The page that comes next.
    pub(super) position: Position,
    /// What was there already, by its key.
    seen: HashSet<u64>,
    full: bool,
    /// How many more pages may be called for.
    left: Option<usize>,
    pub(super) ahead: bool,
    /// Whether the list is asked for from its end.
    pub(super) backwards: bool,
    state: State<O>,
}

enum State<O: Paged> {
    /// Nothing is under way; the request for the next page.
    Idle(O),
    /// A page is under way.
    Busy(BoxFuture<'static, Fetched<O>>),
    /// A page is here before it was asked for.
    Early(Box<Fetched<O>>),
    /// The last page was given, and there is no way on.
    Stuck(PageError),
    Done,
}

/// What a call gave, and the operation back.
struct Fetched<O: Paged> {
    operation: O,
    result: Received<O>,
}

/// An answer and its bytes, or how the call failed.
type Received<O> = Outcome<O, (Response<<O as Operation>::Output>, Bytes)>;

/// What a stream of this operation gives.
pub(super) type Outcome<O, T> = Result<T, Error<<O as Operation>::Error>>;

impl<O: Paged> Pages<O> {
    pub(crate) fn new(client: &Client, operation: O, options: Options) -> Self {
        Self {
            client: client.clone(),
            options,
            position: Position::Start,
            seen: HashSet::new(),
            full: false,
            left: None,
            ahead: false,
            backwards: is_backwards(O::SPEC, &operation),
            state: State::Idle(operation),
        }
    }

    /// The next page; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The next page; `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<O::Output>, Error<O::Error>> {
        self.next().await.transpose()
    }

    /// At most so many pages from here on.
    pub fn take_pages(mut self, pages: usize) -> Self {
        self.left = Some(pages);
        self
    }

    /// Calls for the next page as soon as one is given, so that it comes while that is worked on. It makes its way
    /// whenever this stream, or the stream of items, is asked for more.
    pub fn prefetch(mut self) -> Self {
        self.ahead = true;
        self
    }

    /// The items of the pages, one by one.
    pub fn items(self) -> Items<O> {
        Items::new(self)
    }

    /// Where the list is, as text to be kept: [`resume`](Self::resume) goes on with the page that comes next. After an
    /// error, that is the page which failed. It holds what the vendor gave for a cursor: keep it where only your own
    /// program writes.
    pub fn cursor(&self) -> String {
        self.position.save(O::SPEC.id, 0)
    }

    /// Goes on where `cursor` was taken, by a call of the same operation with the same values. A cursor taken amid the
    /// items of a page goes on with the whole of that page.
    pub fn resume(mut self, cursor: &str) -> Result<Self, PageError> {
        self.goto(cursor)?;
        Ok(self)
    }

    /// The same; gives how many items of the page are done.
    pub(super) fn goto(&mut self, cursor: &str) -> Result<usize, PageError> {
        let (position, done) = Position::load(cursor, O::SPEC.id)?;
        if let State::Idle(operation) = &mut self.state {
            ask(operation, &position)?;
        }
        self.position = position;
        Ok(done)
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Outcome<O, O::Output>>> {
        loop {
            match std::mem::replace(&mut self.state, State::Done) {
                State::Idle(operation) if self.may_go_on() => self.call(operation),
                State::Idle(_) | State::Done => return Poll::Ready(None),
                State::Stuck(error) => {
                    return Poll::Ready(Some(Err(Failure::unanswered(O::SPEC, Kind::Page(error)).into())));
                }
                State::Early(fetched) => return Poll::Ready(Some(self.arrive(*fetched, context))),
                State::Busy(mut call) => match call.as_mut().poll(context) {
                    Poll::Ready(fetched) => return Poll::Ready(Some(self.arrive(fetched, context))),
                    Poll::Pending => {
                        self.state = State::Busy(call);
                        return Poll::Pending;
                    }
                },
            }
        }
    }

    /// Lets a page that is under way come nearer.
    pub(super) fn drive(&mut self, context: &mut Context<'_>) {
        if let State::Busy(call) = &mut self.state
            && let Poll::Ready(fetched) = call.as_mut().poll(context)
        {
            self.state = State::Early(Box::new(fetched));
        }
    }

    fn may_go_on(&self) -> bool {
        self.position != Position::End && self.left != Some(0)
    }

    /// Calls for the page at the position.
    fn call(&mut self, operation: O) {
        let client = self.client.clone();
        let mut options = self.options.clone();
        if let Position::Url(url) = &self.position {
            options.location = Some(url.clone());
        }
        // One key for several pages would give the first again.
        if self.position != Position::Start
            && let Some(key) = &mut options.idempotency_key
        {
            *key = format!("{key}-{:x}", self.position.key());
        }
        self.left = self.left.map(|left| left.saturating_sub(1));
        self.state = State::Busy(Box::pin(async move {
            let result = client.perform_raw(&operation, options).await;
            Fetched { operation, result }
        }));
    }

    /// Takes a page, and finds out which is next.
    fn arrive(&mut self, fetched: Fetched<O>, context: &mut Context<'_>) -> Result<O::Output, Error<O::Error>> {
        let Fetched { mut operation, result } = fetched;
        let (response, raw) = result?;
        match self.advance(&mut operation, &response, &raw) {
            Ok(position) => {
                self.position = position;
                self.state = State::Idle(operation);
            }
            Err(error) => self.state = State::Stuck(error),
        }
        if self.ahead && self.may_go_on() {
            if let State::Idle(operation) = std::mem::replace(&mut self.state, State::Done) {
                self.call(operation);
            }
            self.drive(context);
        }
        Ok(response.into_output())
    }

    fn advance(
        &mut self,
        operation: &mut O,
        response: &Response<O::Output>,
        raw: &Bytes,
    ) -> Result<Position, PageError> {
        let here = self.here(operation);
        let mut turn = Turn {
            spec: O::SPEC,
            paging: rule(O::SPEC)?,
            request: operation,
            headers: response.headers(),
            text: json_text(raw),
            here: &here,
            full: &mut self.full,
        };
        self.seen.insert(turn.this()?.key());
        let next = turn.next()?;
        if next != Position::End && self.seen.contains(&next.key()) {
            return Err(Reason::Repeats.into());
        }
        ask(operation, &next)?;
        Ok(next)
    }

    /// What was called.
    fn here(&self, operation: &O) -> Here {
        let (origin, base) = self.client.place(O::SPEC).unwrap_or_default();
        let asked = match &self.position {
            Position::Url(url) => url.clone(),
            // It was called, so it could be written.
            _ => operation.request().map_or_else(|_| base.clone(), |request| base.clone() + &request.path_and_query),
        };
        Here { origin, asked }
    }
}

/// Makes the operation ask for this page.
fn ask<O: Paged>(operation: &mut O, position: &Position) -> Result<(), PageError> {
    match (position, param(O::SPEC, &*operation)?) {
        (Position::Value(value), Some(param)) => Member::find(O::SPEC, &O::TABLE, param)?.set(operation, value),
        (Position::Url(_), None) | (Position::Start | Position::End, _) => Ok(()),
        // The vendor's rule is another than when the cursor was taken.
        (Position::Value(_), None) | (Position::Url(_), Some(_)) => Err(Reason::NoCursor.into()),
    }
}

impl<O: Paged> Unpin for Pages<O> {}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Without the cursor, which may hold a secret.
impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &O::SPEC.id).finish_non_exhaustive()
    }
}
