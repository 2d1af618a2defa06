//! From one page to the next: what the rules decide from, compiled once.

use super::error::{PageError, Reason};
use super::member::Member;
use super::next_url::Here;
use super::position::Position;
use super::told::{number, unreadable};
use super::{cursor, last_id, link, offset, page_number};
use crate::codec::Find;
use crate::codec::object::Written;
use crate::spec::{OperationSpec, PagingRule, PagingSpec};
use http::HeaderMap;
use serde_json::Value;

/// An answer, and the request that it is the answer to.
pub(super) struct Turn<'a> {
    pub(super) spec: &'static OperationSpec,
    pub(super) paging: PagingSpec,
    pub(super) request: &'a dyn Written,
    pub(super) headers: &'a HeaderMap,
    /// The JSON text of the answer, unless it is empty.
    pub(super) text: Option<&'a [u8]>,
    pub(super) here: &'a Here,
    /// Whether a page was as long as was asked for: the server keeps to it.
    pub(super) full: &'a mut bool,
}

impl Turn<'_> {
    /// Which page comes next.
    pub(super) fn next(&mut self) -> Result<Position, PageError> {
        match self.paging.rule {
            PagingRule::Cursor { cursor, more, .. } => cursor::next(self, cursor, more),
            PagingRule::LastId { id, more, .. } => last_id::next(self, id, more),
            PagingRule::Offset { param, limit, total } => offset::next(self, param, limit, total),
            PagingRule::Page { param, first, limit, pages, links } => {
                page_number::next(self, param, first, limit, [pages, links])
            }
            PagingRule::LinkHeader => self.at(link::next(self.headers)),
            PagingRule::NextUrl { url } => {
                let url = self.read(Find::default().value(Some(url)))?.take(0);
                self.at(url.as_str().map(str::to_owned))
            }
        }
    }

    /// The position that this request stands for.
    pub(super) fn this(&self) -> Result<Position, PageError> {
        match param(self.spec, self.request)? {
            Some(param) => Ok(Position::Value(self.value(param)?)),
            None => Ok(Position::Url(self.here.asked.clone())),
        }
    }

    pub(super) fn read<'p>(&self, find: Find<'p>) -> Result<Find<'p>, PageError> {
        find.read(self.text).map_err(unreadable)
    }

    /// The number that a member of the request holds.
    pub(super) fn number(&self, param: &'static str) -> Result<Option<u64>, PageError> {
        Ok(number(&self.value(param)?))
    }

    /// Whether a page is shorter than what was asked for, and others were not: then it is the last.
    pub(super) fn is_short(&mut self, limit: Option<&'static str>, count: u64) -> Result<bool, PageError> {
        let Some(limit) = limit else { return Ok(false) };
        let Some(limit) = self.number(limit)? else { return Ok(false) };
        let was_full = *self.full;
        *self.full |= count >= limit;
        Ok(was_full && count < limit)
    }

    fn value(&self, param: &'static str) -> Result<Value, PageError> {
        Member::find(self.spec, self.request.table(), param)?.get(self.request)
    }

    fn at(&self, link: Option<String>) -> Result<Position, PageError> {
        match link.filter(|link| !link.trim().is_empty()) {
            Some(link) => self.here.resolve(&link).map(Position::Url),
            None => Ok(Position::End),
        }
    }
}

/// What takes the cursor in this request.
pub(super) fn param(spec: &'static OperationSpec, request: &dyn Written) -> Result<Option<&'static str>, PageError> {
    Ok(match rule(spec)?.rule {
        PagingRule::LastId { back: Some(back), .. } if last_id::is_backwards(spec, request) => Some(back),
        PagingRule::Cursor { param, .. }
        | PagingRule::LastId { param, .. }
        | PagingRule::Offset { param, .. }
        | PagingRule::Page { param, .. } => Some(param),
        PagingRule::LinkHeader | PagingRule::NextUrl { .. } => None,
    })
}

/// The rule of an operation.
pub(super) fn rule(spec: &'static OperationSpec) -> Result<PagingSpec, PageError> {
    spec.paging.ok_or_else(|| Reason::NoRule.into())
}
