//! A person has agreed before: their refresh token gives access tokens (RFC 6749, 6), and may be replaced each time.

use super::endpoint::{Endpoint, Form};
use super::{ClientAuth, Grant, Token, joined};
use crate::auth::{AuthError, BoxFuture, SecretSource, Site};
use secrecy::{ExposeSecret as _, SecretString};
use std::fmt;
use std::sync::{Mutex, PoisonError};

/// Where a refresh token is kept.
pub trait TokenStore: Send + Sync + fmt::Debug + 'static {
    /// The refresh token as it is now; asked before each renewal, because another process may have replaced it.
    fn load(&self) -> BoxFuture<'_, Result<SecretString, AuthError>>;

    /// Keeps the new refresh token: the old one may be of no use from now on.
    fn save<'a>(&'a self, refresh: &'a SecretString) -> BoxFuture<'a, Result<(), AuthError>>;
}

/// Access tokens for a refresh token.
pub struct RefreshToken<S> {
    endpoint: Endpoint,
    scopes: Vec<String>,
    store: S,
    /// What could not be saved. It is the only copy: it is saved before anything else is done.
    unsaved: Mutex<Option<Token>>,
}

impl<S: TokenStore> RefreshToken<S> {
    /// At this token URL (absolute, or relative to the client's own host), with the refresh token of this store.
    pub fn new(token_url: impl Into<String>, client: ClientAuth, store: S) -> Self {
        let endpoint = Endpoint::new(token_url, Some(client));
        Self { endpoint, scopes: Vec::new(), store, unsaved: Mutex::new(None) }
    }

    /// Less than what the person agreed to.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// A form member that the token endpoint wants besides.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<SecretSource>) -> Self {
        self.endpoint.field(name, value);
        self
    }

    async fn renew(&self, site: &Site) -> Result<Token, AuthError> {
        let unsaved = self.unsaved.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(token) = unsaved {
            return self.save(token).await;
        }
        let refresh = self.store.load().await?;
        let (token, used) = match self.ask(site, &refresh).await {
            // Another process was faster, and the old one is void: its successor is in the store.
            Err(error) if error.code() == Some("invalid_grant") => {
                let other = self.store.load().await?;
                if other.expose_secret() == refresh.expose_secret() {
                    return Err(error);
                }
                (self.ask(site, &other).await?, other)
            }
            asked => (asked?, refresh),
        };
        let is_new = token.refresh().is_some_and(|new| new.expose_secret() != used.expose_secret());
        if is_new { self.save(token).await } else { Ok(token) }
    }

    async fn ask(&self, site: &Site, refresh: &SecretString) -> Result<Token, AuthError> {
        let mut form = Form::new("refresh_token");
        form.add_secret("refresh_token", refresh);
        form.add_some("scope", joined(&self.scopes).as_deref());
        self.endpoint.ask(site, form).await
    }

    async fn save(&self, token: Token) -> Result<Token, AuthError> {
        let Some(refresh) = token.refresh() else { return Ok(token) };
        match self.store.save(refresh).await {
            Ok(()) => Ok(token),
            Err(error) => {
                *self.unsaved.lock().unwrap_or_else(PoisonError::into_inner) = Some(token);
                Err(AuthError::new(format_args!("the new refresh token could not be saved: {error}")))
            }
        }
    }
}

impl<S: TokenStore> Grant for RefreshToken<S> {
    fn token<'a>(&'a self, site: &'a Site) -> BoxFuture<'a, Result<Token, AuthError>> {
        Box::pin(self.renew(site))
    }
}

impl<S: fmt::Debug> fmt::Debug for RefreshToken<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RefreshToken")
            .field("endpoint", &self.endpoint)
            .field("store", &self.store)
            .finish_non_exhaustive()
    }
}

/// Keeps the refresh token as long as the program runs: for servers that do not replace it.
#[derive(Debug)]
pub struct MemoryStore(Mutex<SecretString>);

impl MemoryStore {
    /// With this refresh token.
    pub fn new(refresh: impl Into<SecretString>) -> Self {
        Self(Mutex::new(refresh.into()))
    }
}

impl TokenStore for MemoryStore {
    fn load(&self) -> BoxFuture<'_, Result<SecretString, AuthError>> {
        let refresh = self.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move { Ok(refresh) })
    }

    fn save<'a>(&'a self, refresh: &'a SecretString) -> BoxFuture<'a, Result<(), AuthError>> {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = refresh.clone();
        Box::pin(async { Ok(()) })
    }
}

/// A store that several own: the program keeps one, the client has one.
impl<S: TokenStore> TokenStore for std::sync::Arc<S> {
    fn load(&self) -> BoxFuture<'_, Result<SecretString, AuthError>> {
        (**self).load()
    }

    fn save<'a>(&'a self, refresh: &'a SecretString) -> BoxFuture<'a, Result<(), AuthError>> {
        (**self).save(refresh)
    }
}
