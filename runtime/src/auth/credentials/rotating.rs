//! A secret that the program itself replaces.

use super::Credentials;
use crate::auth::{AuthError, BoxFuture};
use secrecy::SecretString;
use std::sync::{Arc, PoisonError, RwLock};

/// A cell with a secret. Clones share it: one goes into the client, one sets the next secret.
#[derive(Debug, Clone)]
pub struct Rotating(Arc<RwLock<SecretString>>);

impl Rotating {
    /// With this secret to begin with.
    pub fn new(secret: impl Into<SecretString>) -> Self {
        Self(Arc::new(RwLock::new(secret.into())))
    }

    /// The secret of all requests from now on.
    pub fn set(&self, secret: impl Into<SecretString>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = secret.into();
    }
}

impl Credentials for Rotating {
    fn secret(&self) -> BoxFuture<'_, Result<SecretString, AuthError>> {
        let secret = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move { Ok(secret) })
    }
}
