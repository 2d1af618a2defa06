//! Service accounts: a signed statement stands for a person (RFC 7523, 2.1).

use super::endpoint::{Endpoint, Form};
use super::jwt::{Algorithm, sign};
use super::{Grant, SigningKey, Token, joined};
use crate::auth::{AuthError, BoxFuture, SecretSource, Site};
use secrecy::zeroize::Zeroize as _;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value};
use std::time::{Duration, UNIX_EPOCH};

/// Tokens for a signed statement.
#[derive(Debug)]
pub struct JwtBearer {
    endpoint: Endpoint,
    account: Account,
    audience: Option<String>,
    subject: Option<String>,
    scopes: Vec<String>,
    claims: Map<String, Value>,
}

#[derive(Debug)]
enum Account {
    Of {
        issuer: String,
        key: SigningKey,
    },
    /// Google's key file, as JSON.
    Google(SecretSource),
}

/// Who signs, with what.
struct Signer {
    issuer: String,
    algorithm: Algorithm,
    pem: SecretString,
    key_id: Option<String>,
}

/// Google's token endpoint. The one that key files name is not used: a file must not say where statements go.
const GOOGLE: &str = "https://oauth2.googleapis.com/token";

/// How long a statement holds; Google takes an hour at most.
const LIFETIME: Duration = Duration::from_secs(600);

/// How far the local clock may be ahead of the server's.
const SKEW: Duration = Duration::from_secs(60);

impl JwtBearer {
    /// At this token URL, issued and signed by `issuer`. The audience is the token URL.
    pub fn new(token_url: impl Into<String>, issuer: impl Into<String>, key: SigningKey) -> Self {
        Self::with(token_url, Account::Of { issuer: issuer.into(), key })
    }

    /// For a Google service account: the key file's content, which is asked for at each renewal.
    pub fn google(key_file: impl Into<SecretSource>) -> Self {
        Self::with(GOOGLE, Account::Google(key_file.into()))
    }

    fn with(token_url: impl Into<String>, account: Account) -> Self {
        let endpoint = Endpoint::new(token_url, None);
        Self { endpoint, account, audience: None, subject: None, scopes: Vec::new(), claims: Map::new() }
    }

    /// Another token URL.
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.endpoint = Endpoint::new(url, None);
        self
    }

    /// For whom the statement is (`aud`), unless that is the token URL.
    pub fn audience(mut self, audience: impl Into<String>) -> Self {
        self.audience = Some(audience.into());
        self
    }

    /// For whom the client acts (`sub`), unless for itself: a person whose domain's administrator allowed it.
    pub fn subject(mut self, subject: impl Into<String>) -> Self {
        self.subject = Some(subject.into());
        self
    }

    /// One more scope: of Google within the statement, of others beside it.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// A claim that the vendor wants besides.
    pub fn claim(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.claims.insert(name.into(), value.into());
        self
    }

    fn claims(&self, signer: &Signer, audience: &str, now: u64) -> Map<String, Value> {
        let mut claims = Map::new();
        claims.insert("iss".to_owned(), signer.issuer.as_str().into());
        match (&self.subject, &self.account) {
            (Some(subject), _) => drop(claims.insert("sub".to_owned(), subject.as_str().into())),
            // RFC 7523, 3: there is always one. Google takes one for acting as a person.
            (None, Account::Of { issuer, .. }) => drop(claims.insert("sub".to_owned(), issuer.as_str().into())),
            (None, Account::Google(_)) => {}
        }
        claims.insert("aud".to_owned(), audience.into());
        if let (Account::Google(_), Some(scopes)) = (&self.account, joined(&self.scopes)) {
            claims.insert("scope".to_owned(), scopes.into());
        }
        let issued = now.saturating_sub(SKEW.as_secs());
        claims.insert("iat".to_owned(), issued.into());
        claims.insert("exp".to_owned(), (now + LIFETIME.as_secs()).into());
        claims.extend(self.claims.clone());
        claims
    }

    async fn renew(&self, site: &Site) -> Result<Token, AuthError> {
        let signer = self.account.signer().await?;
        let now = site.clock().date().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let address = self.endpoint.address(site)?;
        let claims = self.claims(&signer, self.audience.as_deref().unwrap_or(&address), now);
        let assertion = sign(signer.algorithm, &signer.pem, signer.key_id.as_deref(), &claims)?;
        let mut form = Form::new("urn:ietf:params:oauth:grant-type:jwt-bearer");
        form.add_secret("assertion", &assertion);
        if let Account::Of { .. } = self.account {
            form.add_some("scope", joined(&self.scopes).as_deref());
        }
        self.endpoint.ask(site, form).await
    }
}

impl Account {
    async fn signer(&self) -> Result<Signer, AuthError> {
        match self {
            Self::Of { issuer, key } => Ok(Signer {
                issuer: issuer.clone(),
                algorithm: key.algorithm,
                pem: key.pem.get().await?.into_owned(),
                key_id: key.id.clone(),
            }),
            Self::Google(file) => google(file.get().await?.expose_secret()),
        }
    }
}

/// Reads a key file as Google's console gives it.
fn google(json: &str) -> Result<Signer, AuthError> {
    // What a parser says of the text may quote it.
    let mut file: Value =
        serde_json::from_str(json).map_err(|_| AuthError::new("the key file of the service account is no JSON"))?;
    let mut text = |name: &str| match file.get_mut(name).map(Value::take) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text),
        _ => Err(AuthError::new(format_args!("the key file of the service account has no `{name}`"))),
    };
    let mut pem = text("private_key")?;
    let issuer = text("client_email");
    let key_id = text("private_key_id").ok();
    let secret = SecretString::from(pem.as_str());
    pem.zeroize();
    Ok(Signer { issuer: issuer?, algorithm: Algorithm::Rs256, pem: secret, key_id })
}

impl Grant for JwtBearer {
    fn token<'a>(&'a self, site: &'a Site) -> BoxFuture<'a, Result<Token, AuthError>> {
        Box::pin(self.renew(site))
    }
}
