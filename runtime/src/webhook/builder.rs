//! How a verifier comes about. What would let forgeries pass is an error here: no secret, an empty one, no URL.

use super::mac::{Key, whsec};
use super::scheme::Scheme;
use super::seen::SeenBefore;
use super::verifier::{Shared, Verifier};
use crate::auth::from_env;
use crate::client::{Client, ConfigError};
use crate::codec::secret::Secret;
use http::Uri;
use std::sync::Arc;
use std::time::Duration;

/// How far the vendor's clock and ours may be apart, the way included, unless said otherwise.
const TOLERANCE: Duration = Duration::from_secs(300);

/// How many bytes a body may have, unless said otherwise.
#[cfg(feature = "axum")]
const BODY_LIMIT: usize = 1024 * 1024;

/// Sets up a [`Verifier`].
#[derive(Debug)]
#[must_use = "a builder does nothing until it builds"]
pub struct VerifierBuilder {
    scheme: Scheme,
    secrets: Vec<Secret>,
    unset: Option<ConfigError>,
    tolerance: Duration,
    public_url: Option<String>,
    seen: Option<Arc<dyn SeenBefore>>,
    client: Option<Client>,
    #[cfg(feature = "axum")]
    body_limit: usize,
}

impl VerifierBuilder {
    pub(super) const fn new(scheme: Scheme) -> Self {
        Self {
            scheme,
            secrets: Vec::new(),
            unset: None,
            tolerance: TOLERANCE,
            public_url: None,
            seen: None,
            client: None,
            #[cfg(feature = "axum")]
            body_limit: BODY_LIMIT,
        }
    }

    /// A secret that deliveries may be signed with. While a secret is changed there are two, the new one first.
    pub fn secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secrets.push(secret.into());
        self
    }

    /// The same, from this environment variable.
    pub fn secret_from_env(mut self, variable: &str) -> Self {
        match from_env(variable) {
            Ok(secret) => self.secrets.push(Secret::new(secrecy::ExposeSecret::expose_secret(&secret))),
            Err(error) => self.unset = Some(ConfigError::new(error)),
        }
        self
    }

    /// How long ago, or how far in the future, a delivery may have been sent; five minutes unless said otherwise. Holds
    /// for the schemes that sign a time: Stripe, Slack, HubSpot, Zoom and Standard Webhooks.
    pub const fn tolerance(mut self, tolerance: Duration) -> Self {
        self.tolerance = tolerance;
        self
    }

    /// Where the vendor calls us: `https://hooks.example.com`, with a path where a proxy takes one away. HubSpot and
    /// Twilio sign it. It is not read from the request: who sends that could write what fits another signature.
    pub fn public_url(mut self, url: impl Into<String>) -> Self {
        self.public_url = Some(url.into());
        self
    }

    /// Keeps out what was seen before.
    pub fn seen_before(mut self, seen: impl SeenBefore) -> Self {
        self.seen = Some(Arc::new(seen));
        self
    }

    /// The client that calls the vendor, for `PayPal`: that of a generated client, by its `inner()`.
    pub fn client(mut self, client: Client) -> Self {
        self.client = Some(client);
        self
    }

    /// How many bytes a body may have in the extractor; one MiB unless said otherwise.
    #[cfg(feature = "axum")]
    pub const fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// The verifier.
    pub fn build(self) -> Result<Verifier, ConfigError> {
        let name = self.scheme.name();
        if let Some(error) = self.unset {
            return Err(error);
        }
        if self.secrets.is_empty() {
            return Err(ConfigError::new(format_args!("a verifier for `{name}` needs a `secret`")));
        }
        if self.scheme == Scheme::PayPal && self.client.is_none() {
            return Err(ConfigError::new(format_args!("a verifier for `{name}` needs a `client`")));
        }
        if self.scheme.signs_url() && self.public_url.is_none() {
            return Err(ConfigError::new(format_args!("a verifier for `{name}` needs the `public_url`")));
        }
        let keys = self.secrets.iter().map(|secret| key(self.scheme, secret));
        Ok(Verifier::of(Shared {
            scheme: self.scheme,
            keys: keys.collect::<Result<_, _>>()?,
            tolerance: self.tolerance,
            public_url: self.public_url.as_deref().map(origin).transpose()?.unwrap_or_default(),
            seen: self.seen,
            client: self.client,
            #[cfg(feature = "axum")]
            body_limit: self.body_limit,
        }))
    }
}

/// A secret as the scheme uses it.
pub(super) fn key(scheme: Scheme, secret: &Secret) -> Result<Key, ConfigError> {
    let name = scheme.name();
    // Files leave a line break at the end; and anyone can sign with an empty key.
    let text = secret.expose().trim_end_matches(['\r', '\n']);
    if text.is_empty() {
        return Err(ConfigError::new(format_args!("a secret for `{name}` is empty")));
    }
    if scheme != Scheme::StandardWebhooks {
        return Ok(Key::new(scheme.coding(), text.as_bytes()));
    }
    let bytes = whsec(text);
    let bytes = bytes.ok_or_else(|| ConfigError::new(format_args!("a secret for `{name}` is not base64 text")))?;
    Ok(Key::new(scheme.coding(), &bytes))
}

/// The URL without the slash that the request's path begins with.
fn origin(url: &str) -> Result<String, ConfigError> {
    let wrong = || ConfigError::new("the `public_url` must be `https://host` or `https://host/path`, without a query");
    let parsed: Uri = url.parse().map_err(|_| wrong())?;
    let is_web = matches!(parsed.scheme_str(), Some("http" | "https"));
    if !is_web || parsed.host().is_none_or(str::is_empty) || parsed.query().is_some() || url.contains('#') {
        return Err(wrong());
    }
    Ok(url.trim_end_matches('/').to_owned())
}
