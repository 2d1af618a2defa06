//! An answer on its way out.

use super::PROBLEMS_HEADER;
use super::deliver::Outgoing;
use super::incoming::Problem;
use super::scenario::Fault;
use bytes::Bytes;
use serde_json::json;

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The headers, `Content-Type` included.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
    /// What happens to the connection meanwhile.
    pub fault: Option<Fault>,
    /// What the vendor sends by itself beside it.
    pub outgoing: Option<Outgoing>,
}

impl Reply {
    /// Without a body.
    pub(super) const fn empty(status: u16) -> Self {
        Self { status, headers: Vec::new(), body: Bytes::new(), fault: None, outgoing: None }
    }

    /// With a body of this media type.
    pub(super) fn of(status: u16, media_type: &str, body: impl Into<Bytes>) -> Self {
        Self::empty(status).with("content-type", media_type).body(body)
    }

    /// What the mock itself has to say (RFC 9457).
    pub(super) fn problem(status: u16, title: &str, problems: &[Problem]) -> Self {
        let body = json!({ "title": title, "status": status, "problems": problems });
        Self::of(status, "application/problem+json", body.to_string()).with_problems(problems)
    }

    /// With a header that says what is wrong with the request, if anything is.
    pub(super) fn with_problems(self, problems: &[Problem]) -> Self {
        if problems.is_empty() {
            return self;
        }
        let text = serde_json::to_string(problems).unwrap_or_default();
        self.with(PROBLEMS_HEADER, ascii(&text))
    }

    /// With this header.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    fn body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }
}

/// The answer with a body that is not what it says.
pub(super) fn spoiled(reply: Reply, fault: Option<Fault>) -> Reply {
    let Some(fault) = fault else { return reply };
    match fault {
        Fault::Malformed => Reply { body: b"{\"broken\": [".as_slice().into(), ..reply },
        Fault::WrongType => {
            let own = reply.headers.into_iter().filter(|(name, _)| name != "content-type").collect();
            let reply = Reply {
                headers: own,
                body: b"<html><body>Service page</body></html>".as_slice().into(),
                ..Reply::empty(reply.status)
            };
            reply.with("content-type", "text/html")
        }
        Fault::Slow(_) | Fault::Timeout | Fault::Reset | Fault::Cut | Fault::RateLimited(_) => reply,
    }
}

/// Text that a header may hold.
pub(super) fn ascii(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().take(4000) {
        if (' '..='~').contains(&c) {
            out.push(c);
        } else {
            out.extend(c.escape_unicode());
        }
    }
    out
}
