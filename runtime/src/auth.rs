//! Proving who calls: what users hand to the client's builder.
//!
//! In: a request without credentials, about to go to the client's own host. Out: the same with credentials. The values
//! are never shown, and are wiped from memory when they are no longer needed; copies within HTTP headers and bodies are
//! not.

mod api_key;
mod basic;
mod bearer;
mod credentials;
mod error;
#[cfg(feature = "oauth2")]
pub mod oauth2;
mod site;

pub use api_key::ApiKey;
pub use basic::Basic;
pub use bearer::Bearer;
pub use credentials::{Credentials, Rotating, SecretFile, SecretSource};
pub use error::AuthError;
/// How secrets are held.
pub use secrecy::{ExposeSecret, SecretString};
pub use site::Site;

use crate::request::Request;
pub(crate) use credentials::from_env;
use http::{HeaderName, HeaderValue};
use std::fmt;
use std::future::Future;
use std::pin::Pin;

/// A future on the heap, as object-safe traits give it.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A way to prove who calls. It may fetch what it needs first.
pub trait Auth: Send + Sync + fmt::Debug + 'static {
    /// Adds the proof to the request. `site` is where the client sends its requests, and by what.
    fn apply<'a>(&'a self, request: &'a mut Request, site: &'a Site) -> BoxFuture<'a, Result<(), AuthError>>;

    /// Takes note that the server refused (401) a request with this `Authorization`. Says whether
    /// [`apply`](Self::apply) may have another one now: then the request is sent once more.
    fn refused(&self, _authorization: &HeaderValue, _site: &Site) -> bool {
        false
    }
}

/// Sets a header that logs do not show. A header that the operation itself sets stays as it is.
fn set(request: &mut Request, name: HeaderName, text: &str) -> Result<(), AuthError> {
    let mut value = HeaderValue::from_bytes(text.as_bytes())
        .map_err(|_| AuthError::new(format_args!("the credential for the header `{name}` has control characters")))?;
    value.set_sensitive(true);
    request.headers.entry(name).or_insert(value);
    Ok(())
}
