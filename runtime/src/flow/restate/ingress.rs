//! Starts flows from outside, by Restate's HTTP ingress.

use super::{SERVICE, key};
use crate::flow::body::registered;
use crate::flow::{FlowBody, FlowId};
use serde_json::{Value, json};
use std::fmt::{self, Write as _};

/// Restate's ingress.
#[derive(Debug, Clone)]
pub struct Ingress {
    http: reqwest::Client,
    base: String,
}

/// Why the ingress did not do what was asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum IngressError {
    /// No answer came, or one that is none of Restate's.
    Unreachable(String),
    /// It answered with this status, and this text.
    Refused(u16, String),
}

impl fmt::Display for IngressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreachable(why) => write!(f, "Restate cannot be reached: {why}"),
            Self::Refused(status, text) => write!(f, "Restate answers {status}: {text}"),
        }
    }
}

impl std::error::Error for IngressError {}

impl From<reqwest::Error> for IngressError {
    fn from(error: reqwest::Error) -> Self {
        // Without the URL, which may hold an id that is nobody's business.
        Self::Unreachable(error.without_url().to_string())
    }
}

impl Ingress {
    /// The ingress at this address: `http://127.0.0.1:8080`.
    pub fn new(base: impl Into<String>) -> Result<Self, IngressError> {
        Ok(Self { http: reqwest::Client::builder().build()?, base: base.into().trim_end_matches('/').to_owned() })
    }

    /// Starts a flow, unless one of this id was started before.
    pub async fn start<F: FlowBody>(&self, id: impl Into<FlowId>, input: &F::Input) -> Result<(), IngressError> {
        let url = format!("{}/{SERVICE}/{}/run/send", self.base, place::<F>(&id.into()));
        let input = serde_json::to_value(input).map_err(|error| IngressError::Refused(400, error.to_string()))?;
        match self.post(url, &input).await {
            // It was started before.
            Ok(_) | Err(IngressError::Refused(409, _)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Waits for a flow's end. A flow that failed is a refusal.
    pub async fn output<F: FlowBody>(&self, id: impl Into<FlowId>) -> Result<F::Output, IngressError> {
        let url = format!("{}/restate/workflow/{SERVICE}/{}/attach", self.base, place::<F>(&id.into()));
        let value = answer(self.http.get(url).send().await?).await?;
        serde_json::from_value(value).map_err(|error| IngressError::Unreachable(error.to_string()))
    }

    /// Sends a flow a signal. Of each name it takes one; a flow that waits for the name again waits for `name 2`.
    pub async fn signal<F: FlowBody>(
        &self,
        id: impl Into<FlowId>,
        name: &str,
        value: &Value,
    ) -> Result<(), IngressError> {
        let url = format!("{}/{SERVICE}/{}/signal", self.base, place::<F>(&id.into()));
        self.post(url, &json!({"name": name, "value": value})).await.map(|_| ())
    }

    async fn post(&self, url: String, body: &Value) -> Result<Value, IngressError> {
        let request = self.http.post(url).header("content-type", "application/json").body(body.to_string());
        answer(request.send().await?).await
    }
}

async fn answer(response: reqwest::Response) -> Result<Value, IngressError> {
    let status = response.status();
    let text = response.text().await?;
    if !status.is_success() {
        return Err(IngressError::Refused(status.as_u16(), text));
    }
    if text.is_empty() {
        return Ok(Value::Null);
    }
    serde_json::from_str(&text).map_err(|error| IngressError::Unreachable(error.to_string()))
}

/// The segment of a path that is a flow.
fn place<F: FlowBody>(id: &FlowId) -> String {
    escaped(&key(&registered::<F>(), id.as_str()))
}

/// As a segment of a path (RFC 3986).
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a `String` cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn an_id_stays_one_segment() {
        assert_eq!(escaped("stripe:evt/1 ä"), "stripe%3Aevt%2F1%20%C3%A4");
    }
}
