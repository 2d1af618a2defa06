//! Why no proof could be had. Never shows a secret.

use std::fmt;
use std::time::Duration;

/// No proof could be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthError {
    reason: String,
    code: Option<String>,
    retry_after: Option<Duration>,
}

impl AuthError {
    /// An error of this text, which must not hold the secret.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self { reason: reason.to_string(), code: None, retry_after: None }
    }

    /// The authorization server's code, such as `invalid_grant` (RFC 6749, 5.2) or `access_denied`: what tells that a
    /// person has to log in again.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// How long the authorization server wants to be left alone.
    pub const fn retry_after(&self) -> Option<Duration> {
        self.retry_after
    }

    /// Adds the authorization server's code.
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into());
        self
    }

    /// Adds how long the authorization server wants to be left alone.
    pub fn with_retry_after(mut self, pause: Option<Duration>) -> Self {
        self.retry_after = pause;
        self
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for AuthError {}
