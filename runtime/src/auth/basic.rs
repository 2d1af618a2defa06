//! `Authorization: Basic ...` (RFC 7617).

use super::{Auth, AuthError, BoxFuture, from_env, set};
use crate::codec::secret::Secret;
use crate::codec::{Base64, form};
use crate::request::Request;
use http::header::AUTHORIZATION;

/// A user name and a password. Vendors put keys into either.
#[derive(Debug, Clone)]
pub struct Basic {
    user: Secret,
    password: Secret,
}

impl Basic {
    /// This user and this password; either may be empty.
    pub fn new(user: impl Into<String>, password: impl Into<String>) -> Self {
        Self { user: Secret::new(user), password: Secret::new(password) }
    }

    /// The user and the password in these environment variables.
    pub fn from_env(user: &str, password: &str) -> Result<Self, AuthError> {
        Ok(Self::new(from_env(user)?, from_env(password)?))
    }
}

impl Auth for Basic {
    fn apply<'a>(&'a self, request: &'a mut Request) -> BoxFuture<'a, Result<(), AuthError>> {
        Box::pin(async move {
            let user = self.user.expose();
            if user.contains(':') {
                return Err(AuthError::new("a user name for HTTP Basic must not hold a colon"));
            }
            let pair = Base64(format!("{user}:{}", self.password.expose()).into_bytes());
            let text = form::scalar(&pair).map_err(AuthError::new)?.unwrap_or_default();
            set(request, AUTHORIZATION, &format!("Basic {text}"))
        })
    }
}
