//! The answer holds a cursor or token for the next page (Slack, HubSpot, Google, Datadog).

use super::error::{PageError, Reason};
use super::position::Position;
use super::told::is_there;
use super::turn::Turn;
use crate::codec::Find;
use serde_json::Value;

/// Absent, null or empty text is the end (Slack and Zoom send `""`), unless the answer says that there is more.
pub(super) fn next(turn: &Turn<'_>, cursor: &'static str, more: Option<&'static str>) -> Result<Position, PageError> {
    let mut found = turn.read(Find::default().value(Some(cursor)).value(more))?;
    let (cursor, more) = (found.take(0), found.take(1));
    match (is_there(&cursor), more) {
        (_, Value::Bool(false)) => Ok(Position::End),
        (true, _) => Ok(Position::Value(cursor)),
        (false, Value::Bool(true)) => Err(Reason::MoreButNotWhere.into()),
        (false, _) => Ok(Position::End),
    }
}
