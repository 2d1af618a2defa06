//! What failed, apart from the operation's types: compiled once.

use super::RequestError;
use crate::answer::Head;
use crate::auth::AuthError;
use crate::client::ConfigError;
use crate::codec::DecodeError;
use crate::page::PageError;
use crate::spec::OperationSpec;
use crate::transport::TransportError;
use bytes::Bytes;
use http::StatusCode;
use std::fmt;
use std::sync::Arc;

/// The part of an [`Error`] that does not depend on the operation's types.
pub(crate) struct Failure {
    pub(crate) spec: &'static OperationSpec,
    pub(crate) head: Option<Arc<Head>>,
    pub(crate) raw: Bytes,
    pub(crate) kind: Kind,
}

/// What failed.
#[derive(Debug)]
pub(crate) enum Kind {
    Request(RequestError),
    Config(ConfigError),
    Auth(AuthError),
    Transport(TransportError),
    /// A list does not go on.
    Page(PageError),
    /// The body has more bytes than the client takes.
    TooLarge(usize),
    /// The answer is a success but not as declared.
    Decode(DecodeError),
    /// The answer is a failure; why its body is not as declared.
    Status(Option<DecodeError>),
}

impl Failure {
    /// A failure before any answer.
    pub(crate) fn unanswered(spec: &'static OperationSpec, kind: Kind) -> Self {
        Self { spec, head: None, raw: Bytes::new(), kind }
    }

    /// A failure after an answer began.
    pub(crate) fn answered(head: &Arc<Head>, kind: Kind) -> Self {
        Self { spec: head.spec, head: Some(Arc::clone(head)), raw: Bytes::new(), kind }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.as_ref()?.headers.get(name)?.to_str().ok()
    }

    pub(super) fn status(&self) -> Option<StatusCode> {
        self.head.as_ref().map(|head| head.status)
    }

    /// The vendor's id of the request, in the headers of vendors who give one.
    pub(super) fn request_id(&self) -> Option<&str> {
        const NAMES: &[&str] = &[
            "request-id",
            "x-request-id",
            "paypal-debug-id",
            "x-github-request-id",
            "twilio-request-id",
            "x-slack-req-id",
            "x-hubspot-correlation-id",
            "x-amzn-requestid",
            "x-zm-trackingid",
            "x-arequestid",
            "x-razorpay-request-id",
            "x-correlation-id",
            "x-trace-id",
        ];
        NAMES.iter().find_map(|name| self.header(name)).filter(|id| !id.is_empty() && id.len() <= 128)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: ", self.spec.method, self.spec.path)?;
        match &self.kind {
            Kind::Request(error) => write!(f, "no request: {error}")?,
            Kind::Config(error) => write!(f, "not sent: {error}")?,
            Kind::Auth(error) => write!(f, "not sent: {error}")?,
            Kind::Transport(error) => write!(f, "{error}")?,
            Kind::Page(error) => write!(f, "no further page: {error}")?,
            Kind::TooLarge(limit) => write!(f, "the answer has more than {limit} bytes")?,
            Kind::Decode(error) => write!(f, "the answer is not as declared: {error}")?,
            Kind::Status(_) => {}
        }
        if let Some(status) = self.status() {
            let open = if matches!(self.kind, Kind::Status(_)) { "" } else { " (" };
            write!(f, "{open}{status}{}", if open.is_empty() { "" } else { ")" })?;
        }
        match self.request_id() {
            Some(id) => write!(f, ", request {}", id.escape_debug()),
            None => Ok(()),
        }
    }
}
