//! `Authorization: Basic ...` (RFC 7617).

use super::{Auth, AuthError, BoxFuture, SecretSource, Site, from_env, set};
use crate::codec::base64;
use crate::request::Request;
use http::header::AUTHORIZATION;
use secrecy::ExposeSecret as _;
use secrecy::zeroize::Zeroizing;

/// A user name and a password. Vendors put keys into either.
#[derive(Debug, Clone)]
pub struct Basic(Pair);

#[derive(Debug, Clone)]
enum Pair {
    Apart(SecretSource, SecretSource),
    /// `user:password`: both change at once.
    Joined(SecretSource),
}

impl Basic {
    /// This user and this password, or what gives them; either may be empty.
    pub fn new(user: impl Into<SecretSource>, password: impl Into<SecretSource>) -> Self {
        Self(Pair::Apart(user.into(), password.into()))
    }

    /// Both in one secret, as `user:password`: for pairs that are replaced while the client runs.
    pub fn pair(pair: impl Into<SecretSource>) -> Self {
        Self(Pair::Joined(pair.into()))
    }

    /// The user and the password in these environment variables.
    pub fn from_env(user: &str, password: &str) -> Result<Self, AuthError> {
        Ok(Self::new(from_env(user)?, from_env(password)?))
    }

    async fn joined(&self) -> Result<Zeroizing<String>, AuthError> {
        let (user, password) = match &self.0 {
            Pair::Apart(user, password) => (user.get().await?, password.get().await?),
            Pair::Joined(pair) => {
                let pair = pair.get().await?;
                let text = pair.expose_secret();
                return if text.contains(':') {
                    Ok(Zeroizing::new(text.to_owned()))
                } else {
                    Err(AuthError::new("a pair for HTTP Basic is `user:password`, and this one has no colon"))
                };
            }
        };
        let user = user.expose_secret();
        if user.contains(':') {
            return Err(AuthError::new("a user name for HTTP Basic must not hold a colon"));
        }
        Ok(Zeroizing::new(format!("{user}:{}", password.expose_secret())))
    }
}

/// The header's value for `user:password`.
pub(super) fn header(pair: &str) -> Zeroizing<String> {
    Zeroizing::new(format!("Basic {}", *Zeroizing::new(base64::encode(pair.as_bytes()))))
}

impl Auth for Basic {
    fn apply<'a>(&'a self, request: &'a mut Request, _site: &'a Site) -> BoxFuture<'a, Result<(), AuthError>> {
        Box::pin(async move { set(request, AUTHORIZATION, &header(&self.joined().await?)) })
    }
}
