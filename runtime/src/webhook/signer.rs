//! The other side: how vendors sign what they send, for mocks of vendors.
//!
//! In: an event and the time. Out: the URL that is called and the headers that prove who calls. Written from the vendors'
//! pages beside the verifier's reading of the same pages; both are held against the same vectors.

use super::builder::key;
use super::mac::{Key, sha256};
use super::scheme::Scheme;
use super::{hubspot, twilio};
use crate::client::ConfigError;
use crate::codec::secret::Secret;
use std::borrow::Cow;
use std::time::{Duration, SystemTime};

/// Signs as a vendor does.
#[derive(Debug, Clone)]
pub struct Signer {
    scheme: Scheme,
    key: Key,
}

/// What a vendor is about to send, by POST.
#[derive(Debug, Clone, Copy)]
pub struct Unsigned<'a> {
    /// The receiver's URL as it knows it.
    pub url: &'a str,
    /// The body, as it is sent.
    pub body: &'a [u8],
    /// Whether the body is a form.
    pub is_form: bool,
    /// The vendor's id of it; Google's are `channel/number`.
    pub id: &'a str,
    /// What happened, where that stands in a header: `X-GitHub-Event`, `X-Goog-Resource-State`.
    pub kind: &'a str,
}

/// What the vendor adds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The URL to call: Twilio's has the hash of a body that is no form.
    pub url: String,
    /// The headers that prove and name it.
    pub headers: Vec<(&'static str, String)>,
}

impl Signer {
    /// With the secret that the receiver has. Fails for `PayPal`, which signs with a key of its own that a call verifies.
    pub fn new(scheme: Scheme, secret: impl Into<Secret>) -> Result<Self, ConfigError> {
        if scheme == Scheme::PayPal {
            return Err(ConfigError::new("only `paypal` itself can sign as `paypal`: it does so with its private key"));
        }
        Ok(Self { scheme, key: key(scheme, &secret.into())? })
    }

    /// The scheme.
    pub const fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Signs something that is sent at this time.
    pub fn sign(&self, sent: Unsigned<'_>, at: SystemTime) -> Signed {
        let since = at.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
        let seconds = since.as_secs().to_string();
        let headers = match self.scheme {
            Scheme::Stripe => {
                let signature = self.mac([seconds.as_bytes(), b".", sent.body]);
                vec![("stripe-signature", format!("t={seconds},v1={signature}"))]
            }
            Scheme::Slack => self.v0(sent, seconds, "x-slack-signature", "x-slack-request-timestamp"),
            Scheme::Zoom => self.v0(sent, seconds, "x-zm-signature", "x-zm-request-timestamp"),
            Scheme::GitHub => vec![
                ("x-hub-signature-256", format!("sha256={}", self.mac([sent.body]))),
                ("x-github-event", sent.kind.to_owned()),
                ("x-github-delivery", sent.id.to_owned()),
            ],
            Scheme::Jira => vec![
                ("x-hub-signature", format!("sha256={}", self.mac([sent.body]))),
                ("x-atlassian-webhook-identifier", sent.id.to_owned()),
            ],
            Scheme::HubSpot => self.hubspot(sent, since),
            Scheme::Razorpay => {
                vec![("x-razorpay-signature", self.mac([sent.body])), ("x-razorpay-event-id", sent.id.to_owned())]
            }
            Scheme::Twilio => return self.twilio(sent),
            Scheme::Google => self.google(sent),
            Scheme::StandardWebhooks => {
                let signature = self.mac([sent.id.as_bytes(), b".", seconds.as_bytes(), b".", sent.body]);
                vec![
                    ("webhook-id", sent.id.to_owned()),
                    ("webhook-timestamp", seconds),
                    ("webhook-signature", format!("v1,{signature}")),
                ]
            }
            Scheme::PayPal => unreachable!("there is no such signer"),
        };
        Signed { url: sent.url.to_owned(), headers }
    }

    /// Slack's way, and Zoom's.
    fn v0(
        &self,
        sent: Unsigned<'_>,
        seconds: String,
        signature: &'static str,
        timestamp: &'static str,
    ) -> Vec<(&'static str, String)> {
        let made = self.mac([b"v0:", seconds.as_bytes(), b":", sent.body]);
        vec![(signature, format!("v0={made}")), (timestamp, seconds)]
    }

    fn hubspot(&self, sent: Unsigned<'_>, since: Duration) -> Vec<(&'static str, String)> {
        let milliseconds = since.as_millis().to_string();
        let url = hubspot::decoded(sent.url);
        let signature = self.mac([b"POST", url.as_bytes(), sent.body, milliseconds.as_bytes()]);
        vec![("x-hubspot-signature-v3", signature), ("x-hubspot-request-timestamp", milliseconds)]
    }

    fn twilio(&self, sent: Unsigned<'_>) -> Signed {
        let (url, parameters) = if sent.is_form {
            (sent.url.to_owned(), twilio::sorted(sent.body))
        } else {
            let mark = if sent.url.contains('?') { '&' } else { '?' };
            (format!("{}{mark}bodySHA256={}", sent.url, sha256([sent.body])), Vec::new())
        };
        let signature = self.mac([url.as_bytes(), &parameters]);
        let headers = vec![("x-twilio-signature", signature), ("i-twilio-idempotency-token", sent.id.to_owned())];
        Signed { url, headers }
    }

    fn google(&self, sent: Unsigned<'_>) -> Vec<(&'static str, String)> {
        let (channel, number) = sent.id.split_once('/').unwrap_or((sent.id, "1"));
        vec![
            ("x-goog-channel-token", self.mac([])),
            ("x-goog-channel-id", channel.to_owned()),
            ("x-goog-message-number", number.to_owned()),
            ("x-goog-resource-state", sent.kind.to_owned()),
        ]
    }

    /// The signature of these bytes, as the vendor writes it.
    fn mac<const N: usize>(&self, content: [&[u8]; N]) -> String {
        let content = content.into_iter().map(Cow::Borrowed).collect();
        self.key.expected(self.scheme.coding(), &content).into_exposed()
    }
}
