//! What failed, apart from the operation's types: compiled once.

use super::RequestError;
use crate::answer::{Head, refusal};
use crate::auth::AuthError;
use crate::client::ConfigError;
use crate::codec::DecodeError;
use crate::page::PageError;
use crate::shown;
use crate::spec::OperationSpec;
use crate::transport::{TransportError, TransportErrorKind};
use bytes::Bytes;
use http::StatusCode;
use std::fmt;
use std::sync::Arc;
#[cfg(feature = "limit")]
use std::time::Duration;

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
    /// The vendor's limit leaves no call for this long.
    #[cfg(feature = "limit")]
    Limited(Duration),
    /// A list does not go on.
    Page(PageError),
    /// The body has more bytes than the client takes.
    TooLarge(usize),
    /// The answer is a success but not as declared.
    Decode(DecodeError),
    /// The answer is a failure; why its body is not as declared.
    Status(Option<DecodeError>),
}

impl Kind {
    /// In a word, as `error.type` has it.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::Config(_) => "config",
            Self::Auth(_) => "auth",
            Self::Transport(error) => match error.kind() {
                TransportErrorKind::Connect => "connect",
                TransportErrorKind::Timeout => "timeout",
                TransportErrorKind::Broken => "broken",
                TransportErrorKind::Other => "transport",
            },
            #[cfg(feature = "limit")]
            Self::Limited(_) => "limited",
            Self::TooLarge(_) => "too_large",
            Self::Decode(_) => "decode",
            Self::Status(_) => "status",
            Self::Page(_) => "page",
        }
    }
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

    pub(super) fn status(&self) -> Option<StatusCode> {
        self.head.as_ref().map(|head| head.status)
    }

    /// The status, or what the vendor's code stands for by the profile.
    pub(super) fn counts_as(&self) -> Option<u16> {
        let head = self.head.as_deref()?;
        let told = refusal::find(head, &self.raw).and_then(|rule| refusal::as_status(rule, &self.raw));
        Some(told.unwrap_or(head.status.as_u16()))
    }

    /// The vendor's code, where the profile says where it is.
    pub(super) fn code(&self) -> Option<String> {
        refusal::code(self.head.as_ref()?, &self.raw)
    }

    /// The vendor's id of the request.
    pub(super) fn request_id(&self) -> Option<&str> {
        self.head.as_ref()?.request_id()
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
            #[cfg(feature = "limit")]
            Kind::Limited(wait) => {
                write!(f, "not sent: the vendor's limit leaves no call for {} s", wait.as_secs_f32().ceil())?;
            }
            Kind::Page(error) => write!(f, "no further page: {error}")?,
            Kind::TooLarge(limit) => write!(f, "the answer has more than {limit} bytes")?,
            Kind::Decode(error) => write!(f, "the answer is not as declared: {error}")?,
            Kind::Status(_) => {}
        }
        if let Some(status) = self.status() {
            let open = if matches!(self.kind, Kind::Status(_)) { "" } else { " (" };
            write!(f, "{open}{status}{}", if open.is_empty() { "" } else { ")" })?;
        }
        if let Some(code) = self.code().as_deref().and_then(shown::word) {
            write!(f, ", `{code}`")?;
        }
        match self.request_id() {
            Some(id) => write!(f, ", request {}", id.escape_debug()),
            None => Ok(()),
        }
    }
}
