//! The id of the last item asks for what comes after it (Stripe).

use super::error::{PageError, Reason};
use super::find::{Find, is_there};
use super::position::Position;
use super::turn::Turn;
use serde_json::Value;

/// An answer that does not say whether there is more is followed until one is empty: nothing is lost.
pub(super) fn next(turn: &Turn<'_>, id: &'static str, more: &'static str) -> Result<Position, PageError> {
    let mut found = turn.read(Find::default().list(turn.paging.items, Some(id)).value(Some(more)))?;
    match (found.take(0), found.last.take().filter(is_there)) {
        (Value::Bool(false), _) => Ok(Position::End),
        (_, Some(last)) => Ok(Position::Value(last)),
        (Value::Bool(true), None) => Err(Reason::MoreButNotWhere.into()),
        (_, None) if found.count == 0 => Ok(Position::End),
        (_, None) => Err(Reason::MoreButNotWhere.into()),
    }
}
