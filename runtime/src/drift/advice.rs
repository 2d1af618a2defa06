//! The headers by which a vendor says that a call will not be there for ever.

use super::Finding;
use http::HeaderMap;
use std::time::{Duration, SystemTime};

/// `Deprecation` (RFC 9745) and `Sunset` (RFC 8594), where they are.
pub(super) fn findings(headers: &HeaderMap) -> impl Iterator<Item = Finding<'static>> {
    let moment = |name| headers.get(name).map(|value| value.to_str().ok().and_then(date));
    let deprecated = moment("deprecation").map(Finding::Deprecated);
    deprecated.into_iter().chain(moment("sunset").map(Finding::Sunset))
}

/// `@1688169599` (RFC 9651, 3.3.7), or a date as HTTP has them, as drafts of RFC 9745 had it, too.
fn date(text: &str) -> Option<SystemTime> {
    match text.trim().strip_prefix('@') {
        Some(seconds) => SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds.parse().ok()?)),
        None => httpdate::parse_http_date(text.trim()).ok(),
    }
}
