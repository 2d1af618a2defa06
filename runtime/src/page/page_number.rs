//! The number of the page (PayPal, Zoom, Slack's older lists).

use super::error::PageError;
use super::position::Position;
use super::told::number;
use super::turn::Turn;
use crate::codec::Find;
use serde_json::Value;

/// Goes on until the last page by the vendor's count, or by its links, or, where there is neither, until a page is empty.
pub(super) fn next(
    turn: &mut Turn<'_>,
    param: &'static str,
    first: u64,
    limit: Option<&'static str>,
    [pages, links]: [Option<&'static str>; 2],
) -> Result<Position, PageError> {
    let mut found = turn.read(Find::default().list(turn.paging.items, None).value(pages).value(links))?;
    let after = turn.number(param)?.unwrap_or(first).saturating_add(1);
    let is_last = match (found.take(0), found.take(1)) {
        (Value::Bool(is_last), _) => is_last,
        (pages, links) => match (number(&pages), links.as_array()) {
            (Some(pages), _) => after.saturating_sub(first) >= pages,
            // The link itself is not followed: PayPal writes another of its hosts' names into it.
            (None, Some(links)) if has(links, &["next"]) => false,
            (None, Some(links)) if has(links, &["first", "last", "prev", "previous"]) => true,
            (None, _) => turn.is_short(limit, found.count)?,
        },
    };
    Ok(if is_last || found.count == 0 { Position::End } else { Position::Value(after.into()) })
}

/// Whether one of the links has one of these relations.
fn has(links: &[Value], relations: &[&str]) -> bool {
    links.iter().filter_map(|link| link["rel"].as_str()).any(|relation| relations.contains(&relation))
}
