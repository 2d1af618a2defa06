//! Starts flows from outside, by Restate's HTTP ingress.

use super::{SERVICE, key};
use crate::flow::body::registered;
use crate::flow::{FlowBody, FlowId};
use crate::percent::escaped;
use crate::request::Body;
use crate::transport::{HttpRequest, ReqwestTransport, Transport, TransportError};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderValue, Method};
use serde_json::{Value, json};
use std::fmt;
use std::future::poll_fn;
use std::sync::Arc;

/// Restate's ingress.
#[derive(Debug, Clone)]
pub struct Ingress {
    transport: Arc<dyn Transport>,
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

impl From<TransportError> for IngressError {
    fn from(error: TransportError) -> Self {
        Self::Unreachable(error.to_string())
    }
}

impl Ingress {
    /// The ingress at this address: `http://127.0.0.1:8080`.
    pub fn new(base: impl Into<String>) -> Result<Self, IngressError> {
        let transport = Arc::new(ReqwestTransport::new()?);
        Ok(Self { transport, base: base.into().trim_end_matches('/').to_owned() })
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
        let value = self.send(Method::GET, url, HeaderMap::new(), Body::Empty).await?;
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
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        self.send(Method::POST, url, headers, Body::Bytes(body.to_string().into())).await
    }

    async fn send(&self, method: Method, url: String, headers: HeaderMap, body: Body) -> Result<Value, IngressError> {
        // A flow may take days: who waits for it says for how long.
        let request = HttpRequest { method, url, headers, body, timeout: None, streamed: false };
        let mut response = self.transport.send(request).await?;
        let mut text = Vec::new();
        while let Some(chunk) = poll_fn(|context| response.body.poll_chunk(context)).await {
            text.extend_from_slice(&chunk?);
        }
        if !response.status.is_success() {
            let text = String::from_utf8_lossy(&text).into_owned();
            return Err(IngressError::Refused(response.status.as_u16(), text));
        }
        if text.is_empty() {
            return Ok(Value::Null);
        }
        serde_json::from_slice(&text).map_err(|error| IngressError::Unreachable(error.to_string()))
    }
}

/// The segment of a path that is a flow.
fn place<F: FlowBody>(id: &FlowId) -> String {
    escaped(&key(&registered::<F>(), id.as_str()))
}

#[cfg(test)]
mod tests {
    use crate::percent::escaped;

    #[test]
    fn an_id_stays_one_segment() {
        assert_eq!(escaped("stripe:evt/1 ä"), "stripe%3Aevt%2F1%20%C3%A4");
    }
}
