//! How the client proves to the token endpoint which client it is (RFC 6749, 2.3.1).

use super::endpoint::Form;
use crate::auth::{AuthError, SecretSource, basic};
use crate::codec::form;
use http::HeaderValue;
use secrecy::zeroize::Zeroizing;
use secrecy::{ExposeSecret as _, SecretString};

/// A client id and its secret, and where the token endpoint wants them.
#[derive(Debug, Clone)]
pub struct ClientAuth {
    id: String,
    secret: Secrecy,
}

#[derive(Debug, Clone)]
enum Secrecy {
    Basic(SecretSource),
    Body(SecretSource),
    Public,
}

impl ClientAuth {
    /// Both as HTTP Basic: what every server has to take. PayPal, Zoom.
    pub fn basic(id: impl Into<String>, secret: impl Into<SecretSource>) -> Self {
        Self { id: id.into(), secret: Secrecy::Basic(secret.into()) }
    }

    /// Both as `client_id` and `client_secret` in the body. FedEx, HubSpot, Slack.
    pub fn body(id: impl Into<String>, secret: impl Into<SecretSource>) -> Self {
        Self { id: id.into(), secret: Secrecy::Body(secret.into()) }
    }

    /// A client that can keep no secret: a program on people's machines. PKCE stands in for it.
    pub fn public(id: impl Into<String>) -> Self {
        Self { id: id.into(), secret: Secrecy::Public }
    }

    /// The client id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Adds the proof to a token request; gives the header, where it is one.
    pub(super) async fn write(&self, form: &mut Form) -> Result<Option<HeaderValue>, AuthError> {
        match &self.secret {
            Secrecy::Basic(secret) => {
                let secret = secret.get().await?;
                let text = self.header(&secret);
                let value = HeaderValue::from_str(&text);
                form.hide(&secret);
                form.hide(&SecretString::from(text.trim_start_matches("Basic ")));
                let mut value = value.map_err(|_| AuthError::new("client id and secret make no header"))?;
                value.set_sensitive(true);
                Ok(Some(value))
            }
            Secrecy::Body(secret) => {
                form.add("client_id", &self.id);
                form.add_secret("client_secret", &*secret.get().await?);
                Ok(None)
            }
            Secrecy::Public => {
                form.add("client_id", &self.id);
                Ok(None)
            }
        }
    }

    /// Both are form-encoded before they are joined: a colon is possible in either.
    fn header(&self, secret: &SecretString) -> Zeroizing<String> {
        let mut pair = Zeroizing::new(String::new());
        form::escape(&self.id, &mut pair);
        pair.push(':');
        form::escape(secret.expose_secret(), &mut pair);
        basic::header(&pair)
    }
}
