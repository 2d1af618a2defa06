//! The number of the page (PayPal, Zoom, Slack's older lists).

use super::error::PageError;
use super::find::{Find, number};
use super::position::Position;
use super::turn::Turn;
use serde_json::Value;

/// Goes on until the last page by the vendor's count, or, where there is none, until a page is empty.
pub(super) fn next(
    turn: &mut Turn<'_>,
    param: &'static str,
    first: u64,
    limit: Option<&'static str>,
    pages: Option<&'static str>,
) -> Result<Position, PageError> {
    let mut found = turn.read(Find::default().list(turn.paging.items, None).value(pages))?;
    let after = turn.number(param)?.unwrap_or(first).saturating_add(1);
    let is_last = match found.take(0) {
        Value::Bool(is_last) => is_last,
        pages => match number(&pages) {
            Some(pages) => after.saturating_sub(first) >= pages,
            None => turn.is_short(limit, found.count)?,
        },
    };
    Ok(if is_last || found.count == 0 { Position::End } else { Position::Value(after.into()) })
}
