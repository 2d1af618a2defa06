//! A person agrees in a browser (RFC 6749, 4.1), with PKCE. The browser is the user's business.

use super::endpoint::{Endpoint, Form};
use super::{ClientAuth, Token, joined, pkce};
use crate::auth::{AuthError, SecretSource, Site};
use crate::client::is_local;
use http::Uri;
use secrecy::{ExposeSecret as _, SecretString};

/// How a person's agreement is asked for, and turned into a token.
#[derive(Debug)]
pub struct AuthorizationCode {
    authorization_url: String,
    redirect_uri: String,
    endpoint: Endpoint,
    scopes: Vec<String>,
    parameters: Vec<(String, String)>,
}

/// A login that has begun: where to send the person, and what to keep until they come back.
///
/// Keep [`state`](Self::state) and [`verifier`](Self::verifier) in the person's session where the answer comes to another
/// process; both are secrets.
#[derive(Debug)]
pub struct Login {
    url: String,
    state: SecretString,
    verifier: SecretString,
}

impl AuthorizationCode {
    /// The vendor's page, its token URL (absolute, or relative to the client's own host), which client asks, and where the
    /// vendor sends the person afterwards.
    pub fn new(
        authorization_url: impl Into<String>,
        token_url: impl Into<String>,
        client: ClientAuth,
        redirect_uri: impl Into<String>,
    ) -> Self {
        Self {
            authorization_url: authorization_url.into(),
            redirect_uri: redirect_uri.into(),
            endpoint: Endpoint::new(token_url, Some(client)),
            scopes: Vec::new(),
            parameters: Vec::new(),
        }
    }

    /// One more scope.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// A parameter of the vendor's page that is not secret: Google's `access_type=offline`.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.parameters.push((name.into(), value.into()));
        self
    }

    /// A form member that the token endpoint wants besides.
    pub fn field(mut self, name: impl Into<String>, value: impl Into<SecretSource>) -> Self {
        self.endpoint.field(name, value);
        self
    }

    /// Begins a login.
    pub fn begin(&self) -> Result<Login, AuthError> {
        let (state, verifier) = (pkce::random()?, pkce::random()?);
        let url = self.url(&state, &verifier)?;
        Ok(Login { url, state, verifier })
    }

    /// Where a person agrees.
    fn url(&self, state: &SecretString, verifier: &SecretString) -> Result<String, AuthError> {
        let page = &self.authorization_url;
        let parsed = page.parse::<Uri>().ok().filter(|_| !page.contains('#'));
        let safe = parsed.is_some_and(|uri| match (uri.scheme_str(), uri.authority()) {
            (Some("https"), Some(_)) => true,
            (Some("http"), Some(authority)) => is_local(authority.as_str()),
            _ => false,
        });
        if !safe {
            return Err(AuthError::new(format_args!("`{}` is no https URL for a login", page.escape_debug())));
        }
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("response_type", "code");
        query.extend_pairs(self.endpoint.client().map(|client| ("client_id", client.id())));
        query.append_pair("redirect_uri", &self.redirect_uri);
        query.extend_pairs(joined(&self.scopes).map(|scopes| ("scope", scopes)));
        query.append_pair("state", state.expose_secret());
        query.append_pair("code_challenge", &pkce::challenge(verifier));
        query.append_pair("code_challenge_method", "S256");
        query.extend_pairs(&self.parameters);
        Ok(format!("{page}{}{}", if page.contains('?') { '&' } else { '?' }, query.finish()))
    }

    /// Turns what the vendor sent the person back with into a token. `callback` is the whole URL of that request, or its
    /// query. Fails where it is not the answer to this login, or where the person refused
    /// ([`code`](AuthError::code): `access_denied`).
    pub async fn finish(&self, login: Login, callback: &str, site: &Site) -> Result<Token, AuthError> {
        let callback = callback.split('#').next().unwrap_or_default();
        let is_query = !callback.contains("://") && !callback.starts_with(['/', '?']);
        let query = if is_query { callback } else { callback.split_once('?').map_or("", |(_, query)| query) };
        let value = |wanted: &str| {
            let mut found = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == wanted);
            found.next().map(|(_, value)| value.into_owned())
        };
        // Before anything else: what comes from elsewhere is not even reported.
        if !value("state").is_some_and(|state| same(&state, login.state.expose_secret())) {
            return Err(AuthError::new("the answer is not to this login: its `state` is another"));
        }
        if let Some(code) = value("error") {
            let code: String = code.chars().take(100).collect();
            return Err(AuthError::new(format_args!("the login failed: {}", code.escape_debug())).with_code(code));
        }
        let code = value("code").filter(|code| !code.is_empty());
        let code =
            code.map(SecretString::from).ok_or_else(|| AuthError::new("the answer to the login has no `code`"))?;
        let mut form = Form::new("authorization_code");
        form.add_secret("code", &code);
        form.add("redirect_uri", &self.redirect_uri);
        form.add_secret("code_verifier", &login.verifier);
        self.endpoint.ask(site, form).await
    }
}

impl Login {
    /// A login that another process began.
    pub fn resume(state: impl Into<SecretString>, verifier: impl Into<SecretString>) -> Self {
        Self { url: String::new(), state: state.into(), verifier: verifier.into() }
    }

    /// Where to send the person; empty of a resumed login.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// What the answer must repeat.
    pub const fn state(&self) -> &SecretString {
        &self.state
    }

    /// What the code is exchanged with.
    pub const fn verifier(&self) -> &SecretString {
        &self.verifier
    }
}

/// In a time that tells nothing of where they differ.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |differ, (a, b)| differ | (a ^ b)) == 0
}
