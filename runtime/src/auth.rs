//! Proving who calls: what users hand to the client's builder.
//!
//! In: a request without credentials, about to go to the client's own host. Out: the same with credentials. The values
//! are never shown.

mod api_key;
mod basic;
mod bearer;

pub use api_key::ApiKey;
pub use basic::Basic;
pub use bearer::Bearer;

use crate::request::Request;
use http::{HeaderName, HeaderValue};
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// A future on the heap, as object-safe traits give it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A way to prove who calls. It may fetch what it needs first.
pub trait Auth: Send + Sync + fmt::Debug + 'static {
    /// Adds the proof to the request.
    fn apply<'a>(&'a self, request: &'a mut Request) -> BoxFuture<'a, Result<(), AuthError>>;
}

/// No proof could be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthError(String);

impl AuthError {
    /// An error of this text, which must not hold the secret.
    pub fn new(reason: impl fmt::Display) -> Self {
        Self(reason.to_string())
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for AuthError {}

/// The value of an environment variable, without the line break that files and shells leave at its end.
pub(crate) fn from_env(name: &str) -> Result<String, AuthError> {
    let value = std::env::var(name).map_err(|error| match error {
        std::env::VarError::NotPresent => AuthError(format!("the environment variable `{name}` is not set")),
        std::env::VarError::NotUnicode(_) => AuthError(format!("the environment variable `{name}` is no text")),
    })?;
    let value = value.trim();
    if value.is_empty() {
        return Err(AuthError(format!("the environment variable `{name}` is empty")));
    }
    Ok(value.to_owned())
}

/// Sets a header that logs do not show. A header that the operation itself sets stays as it is.
fn set(request: &mut Request, name: HeaderName, text: &str) -> Result<(), AuthError> {
    let mut value = HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| AuthError(format!("the credential for the header `{name}` has control characters")))?;
    value.set_sensitive(true);
    request.headers.entry(name).or_insert(value);
    Ok(())
}
