//! How many items to pass over (Razorpay, Mailchimp, Jira).

use super::error::PageError;
use super::position::Position;
use super::told::number;
use super::turn::Turn;
use crate::codec::Find;
use serde_json::Value;

/// Goes on by as many items as came: servers give fewer than they are asked for.
pub(super) fn next(
    turn: &mut Turn<'_>,
    param: &'static str,
    limit: Option<&'static str>,
    total: Option<&'static str>,
) -> Result<Position, PageError> {
    let mut found = turn.read(Find::default().list(turn.paging.items, None).value(total))?;
    let here = turn.number(param)?.unwrap_or(0);
    let after = here.saturating_add(found.count);
    let is_last = match found.take(0) {
        Value::Bool(is_last) => is_last,
        total => match number(&total) {
            Some(total) => after >= total,
            None => turn.is_short(limit, found.count)?,
        },
    };
    Ok(if is_last || found.count == 0 { Position::End } else { Position::Value(after.into()) })
}
