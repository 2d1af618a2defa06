//! An HTTP archive (<http://www.softwareishard.com/blog/har-12-spec/>): each operation, and its first good answer.

use super::Exported;
use intertie::mock::{Incoming, Mock, Reply};
use serde_json::{Value, json};

/// No time is that of a real exchange; the same archive for the same document.
const STARTED: &str = "1970-01-01T00:00:00.000Z";

/// The whole archive.
pub(super) fn archive(mock: &Mock, base: &str, exported: &[Exported]) -> Value {
    let entries: Vec<Value> = exported.iter().map(|one| entry(base, one)).collect();
    json!({
        "log": {
            "version": "1.2",
            "creator": { "name": "intertie", "version": env!("CARGO_PKG_VERSION") },
            "comment": format!("{} {}", mock.contract().title, mock.contract().version),
            "entries": entries,
        }
    })
}

fn entry(base: &str, one: &Exported) -> Value {
    let reply = one.replies.iter().find(|reply| (200..300).contains(&reply.status)).or(one.replies.first());
    json!({
        "startedDateTime": STARTED,
        "time": 0,
        "request": request(base, &one.request),
        "response": response(reply),
        "cache": {},
        "timings": { "send": 0, "wait": 0, "receive": 0 },
    })
}

fn request(base: &str, request: &Incoming) -> Value {
    let headers = request
        .headers
        .iter()
        .map(|(name, value)| json!({ "name": name.as_str(), "value": String::from_utf8_lossy(value.as_bytes()) }));
    let query = request.query.split('&').filter(|pair| !pair.is_empty());
    let pairs = query.map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    let mark = if request.query.is_empty() { "" } else { "?" };
    let mut out = json!({
        "method": request.method,
        "url": format!("{base}{}{mark}{}", request.path, request.query),
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers.collect::<Vec<_>>(),
        "queryString": pairs.map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>(),
        "headersSize": -1,
        "bodySize": request.body.len(),
    });
    if !request.body.is_empty() {
        let media_type = request.header("content-type").unwrap_or_default();
        out["postData"] = json!({ "mimeType": media_type, "text": String::from_utf8_lossy(&request.body) });
    }
    out
}

fn response(reply: Option<&Reply>) -> Value {
    let blank = Vec::new();
    let headers = reply.map_or(&blank, |reply| &reply.headers);
    let media_type = reply.and_then(|reply| reply.header("content-type")).unwrap_or_default();
    let text = reply.map(|reply| String::from_utf8_lossy(&reply.body)).unwrap_or_default();
    json!({
        "status": reply.map_or(0, |reply| reply.status),
        "statusText": "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": headers.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect::<Vec<_>>(),
        "content": { "size": text.len(), "mimeType": media_type, "text": text },
        "redirectURL": "",
        "headersSize": -1,
        "bodySize": -1,
    })
}
