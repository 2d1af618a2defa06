//! Where secrets come from: a value, an environment variable, a file, or what the user provides.
//!
//! Each call asks anew, so that a secret can be changed while the client runs.

mod file;
mod rotating;

pub use file::SecretFile;
pub use rotating::Rotating;

use super::{AuthError, BoxFuture};
use crate::codec::secret::Secret;
use secrecy::SecretString;
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// Gives a secret: a vault, a key service, a cell that others write.
///
/// It is asked for each request (of OAuth 2.0: for each token request), so it should remember what is expensive to get.
pub trait Credentials: Send + Sync + fmt::Debug + 'static {
    /// The secret as it is now.
    fn secret(&self) -> BoxFuture<'_, Result<SecretString, AuthError>>;
}

/// A secret, or what gives it. Made from text, from [`SecretString`], or from any [`Credentials`].
#[derive(Debug, Clone)]
pub struct SecretSource(Origin);

#[derive(Debug, Clone)]
enum Origin {
    Value(SecretString),
    Provider(Arc<dyn Credentials>),
}

impl SecretSource {
    /// The value of an environment variable as it is now.
    pub fn env(variable: &str) -> Result<Self, AuthError> {
        from_env(variable).map(Self::from)
    }

    /// The content of a file, read again when it changes.
    pub fn file(path: impl Into<std::path::PathBuf>) -> Self {
        SecretFile::new(path).into()
    }

    /// The secret as it is now.
    pub(super) async fn get(&self) -> Result<Cow<'_, SecretString>, AuthError> {
        match &self.0 {
            Origin::Value(secret) => Ok(Cow::Borrowed(secret)),
            Origin::Provider(provider) => provider.secret().await.map(Cow::Owned),
        }
    }
}

impl From<SecretString> for SecretSource {
    fn from(secret: SecretString) -> Self {
        Self(Origin::Value(secret))
    }
}

impl From<String> for SecretSource {
    fn from(text: String) -> Self {
        SecretString::from(text).into()
    }
}

impl From<&str> for SecretSource {
    fn from(text: &str) -> Self {
        SecretString::from(text).into()
    }
}

impl From<Secret> for SecretSource {
    fn from(secret: Secret) -> Self {
        secret.into_exposed().into()
    }
}

impl<C: Credentials> From<C> for SecretSource {
    fn from(provider: C) -> Self {
        Self(Origin::Provider(Arc::new(provider)))
    }
}

/// The value of an environment variable, without the line break that files and shells leave at its end.
pub(crate) fn from_env(name: &str) -> Result<SecretString, AuthError> {
    let value = std::env::var(name).map_err(|error| match error {
        std::env::VarError::NotPresent => AuthError::new(format_args!("the environment variable `{name}` is not set")),
        std::env::VarError::NotUnicode(_) => {
            AuthError::new(format_args!("the environment variable `{name}` is no text"))
        }
    })?;
    trimmed(value).ok_or_else(|| AuthError::new(format_args!("the environment variable `{name}` is empty")))
}

/// The secret in a text; `None` where there is nothing but blanks.
fn trimmed(text: String) -> Option<SecretString> {
    let text = secrecy::zeroize::Zeroizing::new(text);
    let secret = text.trim();
    (!secret.is_empty()).then(|| SecretString::from(secret))
}
