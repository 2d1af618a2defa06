//! The stream of items.

use super::pages::Outcome;
use super::position::Position;
use super::{PageError, Paged, Pages};
use crate::error::Error;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec::IntoIter;

/// The items of a list, page after page. It ends with the list, or after an error.
#[must_use = "no page is called for until it is asked for"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    /// What is left of the page.
    page: IntoIter<O::Item>,
    /// Which page that is.
    position: Position,
    /// How many of its items are done.
    done: usize,
    /// How many items of the next page are done already.
    skip: usize,
}

impl<O: Paged> Items<O> {
    pub(super) fn new(pages: Pages<O>) -> Self {
        Self { pages, page: Vec::new().into_iter(), position: Position::Start, done: 0, skip: 0 }
    }

    /// The next item; `None` after the last.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error<O::Error>>> {
        poll_fn(|context| self.poll(context)).await
    }

    /// The next item; `None` after the last.
    pub async fn try_next(&mut self) -> Result<Option<O::Item>, Error<O::Error>> {
        self.next().await.transpose()
    }

    /// The items of at most so many pages from here on.
    pub fn take_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.take_pages(pages);
        self
    }

    /// Calls for the next page when the first item of one is given, so that it comes while its items are worked on.
    pub fn prefetch(mut self) -> Self {
        self.pages = self.pages.prefetch();
        self
    }

    /// Where the list is, as text to be kept: [`resume`](Self::resume) goes on with the next item. It holds what the
    /// vendor gave for a cursor: keep it where only your own program writes.
    pub fn cursor(&self) -> String {
        let next = &self.pages.position;
        // Where there is no way on, the pages stay where they are.
        if self.page.as_slice().is_empty() && (*next != self.position || self.done == 0) {
            return next.save(O::SPEC.id, self.skip);
        }
        self.position.save(O::SPEC.id, self.done)
    }

    /// Goes on where `cursor` was taken, by a call of the same operation with the same values.
    pub fn resume(mut self, cursor: &str) -> Result<Self, PageError> {
        self.skip = self.pages.goto(cursor)?;
        Ok(self)
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Outcome<O, O::Item>>> {
        loop {
            if let Some(item) = self.page.next() {
                self.done += 1;
                self.pages.drive(context);
                return Poll::Ready(Some(Ok(item)));
            }
            let position = self.pages.position.clone();
            match ready!(self.pages.poll(context)) {
                Some(Ok(page)) => self.turn(position, O::items(page)),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }

    /// Begins a page.
    fn turn(&mut self, position: Position, mut items: Vec<O::Item>) {
        // A page is in the list's order also where the pages come from its end.
        if self.pages.backwards {
            items.reverse();
        }
        self.position = position;
        self.done = std::mem::take(&mut self.skip).min(items.len());
        self.page = items.into_iter();
        self.page.by_ref().take(self.done).for_each(drop);
    }
}

impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error<O::Error>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

/// Without cursor and items, which may hold secrets.
impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("operation", &O::SPEC.id).field("ready", &self.page.len()).finish_non_exhaustive()
    }
}
