//! Where a mock delivers what its vendor sends, and how it proves that it does.

use super::Contract;
use super::deliver::DeliverError;
use crate::client::is_local;
use crate::codec::secret::Secret;
use crate::webhook::{Scheme, Signer};
use http::Uri;

/// What deliveries are signed with unless said otherwise. No secret: it stands here. As a text of the Standard Webhooks
/// specification it is base64.
pub const WEBHOOK_SECRET: &str = "whsec_aW50ZXJ0aWUgbW9jayBvbiB0aGUgbG9vcGJhY2s=";

/// What no receiver has.
const OTHER_SECRET: &str = "whsec_bm90IHRoZSBzZWNyZXQgb2YgYW55IHJlY2VpdmVy";

/// Where a mock delivers, and how it signs.
#[derive(Debug, Clone, Default)]
pub struct Hooks {
    url: Option<String>,
    secret: Option<Secret>,
    scheme: Option<Scheme>,
    anywhere: bool,
}

impl Hooks {
    /// Delivers here, unless another URL is said.
    pub fn to(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Signs with this secret instead of [`WEBHOOK_SECRET`].
    pub fn secret(mut self, secret: impl Into<Secret>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// Signs by this scheme instead of the one that the vendor's profile names.
    pub const fn scheme(mut self, scheme: Scheme) -> Self {
        self.scheme = Some(scheme);
        self
    }

    /// Delivers to other machines than this one, too.
    pub const fn anywhere(mut self) -> Self {
        self.anywhere = true;
        self
    }

    /// Whether all of it can be done for this vendor.
    pub(super) fn check(&self, contract: &Contract) -> Result<(), DeliverError> {
        if self.url.is_some() {
            self.url(None)?;
        }
        self.signer(contract, false).map(drop)
    }

    /// Whether deliveries may leave this machine.
    #[cfg(feature = "reqwest")]
    pub(super) const fn may_leave(&self) -> bool {
        self.anywhere
    }

    /// The scheme; `None`: nothing says how the vendor signs, and it does not.
    pub(super) fn scheme_of(&self, contract: &Contract) -> Option<Scheme> {
        self.scheme.or_else(|| contract.policy.webhook.as_deref().and_then(Scheme::from_name))
    }

    /// The secret of the receiver or, where it is to be `wrong`, one that it has not.
    pub(super) fn secret_of(&self, wrong: bool) -> Secret {
        let own = || self.secret.clone().unwrap_or_else(|| Secret::new(WEBHOOK_SECRET));
        if wrong { Secret::new(OTHER_SECRET) } else { own() }
    }

    /// What signs; `None` for `PayPal`, too, which signs otherwise.
    pub(super) fn signer(&self, contract: &Contract, wrong: bool) -> Result<Option<Signer>, DeliverError> {
        let Some(scheme) = self.scheme_of(contract).filter(|scheme| *scheme != Scheme::PayPal) else { return Ok(None) };
        Signer::new(scheme, self.secret_of(wrong)).map(Some).map_err(|error| DeliverError::new(error.to_string()))
    }

    /// The URL, where it may be called.
    pub(super) fn url<'u>(&'u self, asked: Option<&'u str>) -> Result<&'u str, DeliverError> {
        let url = asked.or(self.url.as_deref());
        let url = url.ok_or_else(|| DeliverError::new("nobody said to which URL"))?;
        let parsed: Uri = url.parse().map_err(|_| DeliverError::new("the URL to deliver to is none"))?;
        let host = parsed.host().unwrap_or_default();
        if !matches!(parsed.scheme_str(), Some("http" | "https")) || host.is_empty() || url.contains(['@', '\\', '#']) {
            return Err(DeliverError::new("the URL to deliver to must be `http://host/path` or `https://host/path`"));
        }
        if !self.anywhere && !is_local(&host.to_ascii_lowercase()) {
            let message =
                format!("`{host}` is not this machine: deliveries stay on the loopback unless told otherwise");
            return Err(DeliverError::new(message));
        }
        Ok(url)
    }
}
