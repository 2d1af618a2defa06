//! What does not touch the disk.

use super::bytes_of;
use super::tape::{Entry, Text};
use crate::Value;
use crate::transport::{HttpRequest, TransportError};
use http::{HeaderMap, StatusCode};

/// In place of a text.
const GONE: &str = "scrubbed";

/// Names of members, headers and query parameters whose values are secret or a person's. A name that holds one of these words
/// counts.
const WORDS: &[&str] = &[
    "password",
    "passwd",
    "secret",
    "token",
    "apikey",
    "api_key",
    "api-key",
    "access_key",
    "private_key",
    "authorization",
    "cookie",
    "signature",
    "credential",
    "session",
    "email",
    "phone",
    "mobile",
    "first_name",
    "firstname",
    "last_name",
    "lastname",
    "full_name",
    "birth",
    "address",
    "street",
    "line1",
    "line2",
    "postal",
    "zip",
    "iban",
    "ssn",
    "tax_id",
    "card_number",
    "cvc",
    "cvv",
    "ip_address",
];

/// Headers of answers that are kept: what a client reads of them.
const KEPT: &[&str] =
    &["content-type", "link", "location", "retry-after", "deprecation", "sunset", "etag", "cache-control"];

/// Rules for what is replaced.
#[derive(Debug, Clone)]
pub struct Scrub {
    words: Vec<String>,
}

impl Default for Scrub {
    fn default() -> Self {
        Self { words: WORDS.iter().map(|word| (*word).to_owned()).collect() }
    }
}

impl Scrub {
    /// Members whose name holds this word are replaced, too.
    pub fn also(mut self, word: impl Into<String>) -> Self {
        self.words.push(word.into().to_lowercase());
        self
    }

    /// The request as it is kept, without an answer. Headers are not.
    pub(super) fn request(&self, request: &HttpRequest) -> Result<Entry, TransportError> {
        let secrets = self.secrets(request);
        let after = request.url.split_once("://").map_or(request.url.as_str(), |(_, after)| after);
        let target = after.find('/').map_or("/", |at| &after[at..]);
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let query = self.pairs(query);
        let target = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
        let media_type = request.headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        Ok(Entry {
            method: request.method.to_string(),
            target: without(&target, &secrets),
            body: self.body(media_type, &bytes_of(&request.body)?, &secrets),
            status: 0,
            headers: Vec::new(),
            answer: Text::default(),
        })
    }

    /// Texts that prove who calls: they are secret wherever they come up.
    pub(super) fn secrets(&self, request: &HttpRequest) -> Vec<String> {
        let headers = request.headers.iter().filter(|(name, value)| value.is_sensitive() || self.names(name.as_str()));
        let texts = headers.filter_map(|(_, value)| value.to_str().ok()).flat_map(str::split_whitespace);
        let query = request.url.split_once('?').map_or("", |(_, query)| query);
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let values = pairs.filter(|(name, _)| self.names(name)).map(|(_, value)| value);
        texts.chain(values).filter(|text| text.len() > 6).map(str::to_owned).collect()
    }

    /// Adds the answer.
    pub(super) fn answer(
        &self,
        entry: &mut Entry,
        status: StatusCode,
        headers: &HeaderMap,
        body: &[u8],
        secrets: &[String],
    ) {
        let kept = headers.iter().filter(|(name, _)| KEPT.contains(&name.as_str()));
        let pair = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            Some((name.to_string(), without(value.to_str().ok()?, secrets)))
        };
        entry.status = status.as_u16();
        entry.headers = kept.filter_map(pair).collect();
        let media_type = headers.get("content-type").and_then(|value| value.to_str().ok()).unwrap_or_default();
        entry.answer = self.body(media_type, body, secrets);
    }

    fn names(&self, name: &str) -> bool {
        let name = name.to_lowercase();
        self.words.iter().any(|word| name.contains(word.as_str()))
    }

    fn body(&self, media_type: &str, body: &[u8], secrets: &[String]) -> Text {
        // Uploads are as private as anything, and their boundary is another each time.
        if media_type.starts_with("multipart/") {
            return Text::Text(GONE.to_owned());
        }
        if let Ok(mut value) = serde_json::from_slice::<Value>(body) {
            self.value(&mut value, false);
            return Text::of(without(&value.to_string(), secrets).as_bytes());
        }
        match Text::of(body) {
            Text::Text(text) if media_type.starts_with("application/x-www-form-urlencoded") => {
                Text::Text(without(&self.pairs(&text), secrets))
            }
            Text::Text(text) => Text::Text(without(&text, secrets)),
            // What cannot be looked into is not kept.
            Text::Base64(_) => Text::Text(GONE.to_owned()),
        }
    }

    /// Replaces what is below a name that says so; the shape stays, so that it can still be read.
    fn value(&self, value: &mut Value, all: bool) {
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    self.value(value, all || self.names(name));
                }
            }
            Value::Array(items) => items.iter_mut().for_each(|value| self.value(value, all)),
            Value::String(text) if all => *text = stand_in(text),
            Value::Number(_) if all => *value = 0.into(),
            Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null => {}
        }
    }

    /// The pairs of a query or form.
    fn pairs(&self, text: &str) -> String {
        let pairs = text.split('&').map(|pair| match pair.split_once('=') {
            Some((name, value)) if self.names(name) && !value.is_empty() => format!("{name}={GONE}"),
            _ => pair.to_owned(),
        });
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// A text of the same kind: an address stays an address, digits stay digits.
fn stand_in(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else if text.contains('@') {
        format!("{GONE}@example.com")
    } else if text.chars().all(|c| c.is_ascii_digit() || "+-. ()".contains(c)) {
        text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
    } else {
        GONE.to_owned()
    }
}

fn without(text: &str, secrets: &[String]) -> String {
    secrets.iter().fold(text.to_owned(), |text, secret| text.replace(secret.as_str(), GONE))
}
