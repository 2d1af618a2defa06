//! `Authorization: Bearer ...` (RFC 6750).

use super::{Auth, AuthError, BoxFuture, SecretSource, Site, from_env, set};
use crate::request::Request;
use http::header::AUTHORIZATION;
use secrecy::ExposeSecret as _;
use secrecy::zeroize::Zeroizing;

/// A bearer token.
#[derive(Debug, Clone)]
pub struct Bearer(SecretSource);

impl Bearer {
    /// This token, or what gives it.
    pub fn new(token: impl Into<SecretSource>) -> Self {
        Self(token.into())
    }

    /// The token in this environment variable.
    pub fn from_env(variable: &str) -> Result<Self, AuthError> {
        from_env(variable).map(Self::new)
    }
}

impl Auth for Bearer {
    fn apply<'a>(&'a self, request: &'a mut Request, _site: &'a Site) -> BoxFuture<'a, Result<(), AuthError>> {
        Box::pin(async move {
            let token = self.0.get().await?;
            set(request, AUTHORIZATION, &Zeroizing::new(format!("Bearer {}", token.expose_secret())))
        })
    }
}
