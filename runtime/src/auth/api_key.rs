//! A key in a header, a query parameter or a cookie.

use super::{Auth, AuthError, BoxFuture, SecretSource, Site, from_env, set};
use crate::codec::form;
use crate::request::Request;
use http::HeaderValue;
use http::header::COOKIE;
use secrecy::ExposeSecret as _;

/// A key, and where the vendor wants it.
#[derive(Debug, Clone)]
pub struct ApiKey {
    place: KeyPlace,
    name: String,
    key: SecretSource,
}

#[derive(Debug, Clone, Copy)]
enum KeyPlace {
    Header,
    Query,
    Cookie,
}

impl ApiKey {
    /// A key, or what gives it, in the header of this name.
    pub fn header(name: impl Into<String>, key: impl Into<SecretSource>) -> Self {
        Self { place: KeyPlace::Header, name: name.into(), key: key.into() }
    }

    /// A key, or what gives it, in the query parameter of this name.
    pub fn query(name: impl Into<String>, key: impl Into<SecretSource>) -> Self {
        Self { place: KeyPlace::Query, name: name.into(), key: key.into() }
    }

    /// A key, or what gives it, in the cookie of this name.
    pub fn cookie(name: impl Into<String>, key: impl Into<SecretSource>) -> Self {
        Self { place: KeyPlace::Cookie, name: name.into(), key: key.into() }
    }

    /// The key in this environment variable, for the header of this name.
    pub fn header_from_env(name: impl Into<String>, variable: &str) -> Result<Self, AuthError> {
        from_env(variable).map(|key| Self::header(name, key))
    }

    /// The key in this environment variable, for the query parameter of this name.
    pub fn query_from_env(name: impl Into<String>, variable: &str) -> Result<Self, AuthError> {
        from_env(variable).map(|key| Self::query(name, key))
    }

    /// The key in this environment variable, for the cookie of this name.
    pub fn cookie_from_env(name: impl Into<String>, variable: &str) -> Result<Self, AuthError> {
        from_env(variable).map(|key| Self::cookie(name, key))
    }

    fn write(&self, request: &mut Request, key: &str) -> Result<(), AuthError> {
        let name = &self.name;
        match self.place {
            KeyPlace::Header => {
                let name = crate::request::header_name(name).ok_or_else(|| {
                    AuthError::new(format_args!("a request cannot set the header `{}`", name.escape_debug()))
                })?;
                set(request, name, key)
            }
            KeyPlace::Query => {
                request.path_and_query.push(if request.path_and_query.contains('?') { '&' } else { '?' });
                form::escape(name, &mut request.path_and_query);
                request.path_and_query.push('=');
                form::escape(key, &mut request.path_and_query);
                Ok(())
            }
            KeyPlace::Cookie => {
                let before = request.headers.remove(COOKIE);
                let mut text =
                    before.as_ref().map(HeaderValue::as_bytes).map_or_else(Vec::new, |text| [text, b"; "].concat());
                let mut cookie = String::new();
                form::escape(name, &mut cookie);
                cookie.push('=');
                form::escape(key, &mut cookie);
                text.extend_from_slice(cookie.as_bytes());
                set(request, COOKIE, &String::from_utf8_lossy(&text))
            }
        }
    }
}

impl Auth for ApiKey {
    fn apply<'a>(&'a self, request: &'a mut Request, _site: &'a Site) -> BoxFuture<'a, Result<(), AuthError>> {
        Box::pin(async move { self.write(request, self.key.get().await?.expose_secret()) })
    }
}
