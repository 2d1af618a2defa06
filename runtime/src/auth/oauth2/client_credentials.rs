//! The client as itself, without a person (RFC 6749, 4.4).

use super::endpoint::{Endpoint, Form};
use super::{ClientAuth, Grant, Token, joined};
use crate::auth::{AuthError, BoxFuture, SecretSource, Site};

/// Tokens for a client id and a secret.
#[derive(Debug)]
pub struct ClientCredentials {
    endpoint: Endpoint,
    grant_type: String,
    scopes: Vec<String>,
}

impl ClientCredentials {
    /// At this token URL: absolute, or relative to the client's own host (`/v1/oauth2/token`).
    pub fn new(token_url: impl Into<String>, client: ClientAuth) -> Self {
        let endpoint = Endpoint::new(token_url, Some(client));
        Self { endpoint, grant_type: "client_credentials".to_owned(), scopes: Vec::new() }
    }

    /// One more scope.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// A form member that the vendor wants besides: FedEx's `child_Key`, Auth0's `audience`.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<SecretSource>) -> Self {
        self.endpoint.field(name, value);
        self
    }

    /// Another `grant_type`, where the vendor has its own word: Zoom's `account_credentials`.
    pub fn grant_type(mut self, text: impl Into<String>) -> Self {
        self.grant_type = text.into();
        self
    }
}

impl Grant for ClientCredentials {
    fn token<'a>(&'a self, site: &'a Site) -> BoxFuture<'a, Result<Token, AuthError>> {
        Box::pin(async move {
            let mut form = Form::new(&self.grant_type);
            form.add_some("scope", joined(&self.scopes).as_deref());
            self.endpoint.ask(site, form).await
        })
    }
}
