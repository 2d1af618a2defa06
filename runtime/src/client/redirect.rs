//! Redirects: followed for GET and HEAD, on the same server, and nowhere else.

use crate::request::Request;
use http::header::LOCATION;
use http::{HeaderMap, Method, StatusCode, Uri};

/// How many in a row.
pub(super) const LIMIT: usize = 5;

/// Path and query to ask next, where the answer is a redirect that may be followed. The host is never taken from it.
pub(super) fn follow(request: &Request, origin: &str, status: StatusCode, headers: &HeaderMap) -> Option<String> {
    let followed = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308);
    if !followed || !matches!(request.method, Method::GET | Method::HEAD) {
        return None;
    }
    let location = headers.get(LOCATION)?.to_str().ok()?.split('#').next()?;
    let uri: Uri = location.parse().ok()?;
    match (uri.scheme_str(), uri.authority()) {
        (Some(scheme), Some(authority)) => {
            let same = format!("{scheme}://{authority}").eq_ignore_ascii_case(origin);
            same.then(|| uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string))
        }
        (None, None) if location.starts_with('/') && !location.starts_with("//") => Some(location.to_owned()),
        _ => None,
    }
}
