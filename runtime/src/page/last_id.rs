//! The id of the last item asks for what comes after it, or that of the first for what comes before (Stripe).

use super::error::{PageError, Reason};
use super::member::Member;
use super::position::Position;
use super::told::is_there;
use super::turn::Turn;
use crate::codec::Find;
use crate::codec::object::Written;
use crate::spec::{OperationSpec, PagingRule};
use serde_json::Value;

/// An answer that does not say whether there is more is followed until one is empty: nothing is lost.
pub(super) fn next(turn: &Turn<'_>, id: &'static str, more: &'static str) -> Result<Position, PageError> {
    let mut found = turn.read(Find::default().list(turn.paging.items, Some(id)).value(Some(more)))?;
    let id = if is_backwards(turn.spec, turn.request) { found.first.take() } else { found.last.take() };
    match (found.take(0), id.filter(is_there)) {
        (Value::Bool(false), _) => Ok(Position::End),
        (_, Some(id)) => Ok(Position::Value(id)),
        (Value::Bool(true), None) => Err(Reason::MoreButNotWhere.into()),
        (_, None) if found.count == 0 => Ok(Position::End),
        (_, None) => Err(Reason::MoreButNotWhere.into()),
    }
}

/// Whether the request asks for the list from its end: for what comes before an item.
pub(super) fn is_backwards(spec: &'static OperationSpec, request: &dyn Written) -> bool {
    let Some(PagingRule::LastId { back: Some(back), .. }) = spec.paging.map(|paging| paging.rule) else { return false };
    let asked = Member::find(spec, request.table(), back).and_then(|member| member.get(request));
    asked.is_ok_and(|id| is_there(&id))
}
