//! `Authorization: Bearer ...` (RFC 6750).

use super::{Auth, AuthError, BoxFuture, from_env, set};
use crate::codec::secret::Secret;
use crate::request::Request;
use http::header::AUTHORIZATION;

/// A bearer token.
#[derive(Debug, Clone)]
pub struct Bearer(Secret);

impl Bearer {
    /// This token.
    pub fn new(token: impl Into<String>) -> Self {
        Self(Secret::new(token))
    }

    /// The token in this environment variable.
    pub fn from_env(variable: &str) -> Result<Self, AuthError> {
        from_env(variable).map(Self::new)
    }
}

impl Auth for Bearer {
    fn apply<'a>(&'a self, request: &'a mut Request) -> BoxFuture<'a, Result<(), AuthError>> {
        Box::pin(async move { set(request, AUTHORIZATION, &format!("Bearer {}", self.0.expose())) })
    }
}
