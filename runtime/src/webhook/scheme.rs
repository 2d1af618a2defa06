//! How a vendor proves that it sends: the names, and which file knows what.

use super::about::About;
use super::claim::Claim;
use super::error::WebhookError;
use super::inbound::Inbound;
use super::mac::Coding;
use super::{github, google, hubspot, jira, paypal, razorpay, slack, standard, stripe, twilio, zoom};
use crate::client::Connect;

/// How a vendor proves that it sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Scheme {
    /// `Stripe-Signature: t=..,v1=..`. The secret is the endpoint's, `whsec_..`.
    Stripe,
    /// `X-Slack-Signature: v0=..`. The secret is the app's signing secret.
    Slack,
    /// `X-Hub-Signature-256: sha256=..`. The secret is the webhook's.
    GitHub,
    /// `X-Hub-Signature: sha256=..`. The secret is the webhook's.
    Jira,
    /// `X-HubSpot-Signature-v3`. The secret is the app's client secret; needs the public URL.
    HubSpot,
    /// `x-zm-signature: v0=..`. The secret is the app's secret token.
    Zoom,
    /// `X-Razorpay-Signature`. The secret is the webhook's.
    Razorpay,
    /// `X-Twilio-Signature`. The secret is the account's auth token; needs the public URL.
    Twilio,
    /// `PAYPAL-TRANSMISSION-*`, by a call to `PayPal`. The "secret" is the webhook's id; needs a client.
    PayPal,
    /// `X-Goog-Channel-Token`. The secret is the token that the channel was made with.
    Google,
    /// `webhook-signature: v1,..` of the Standard Webhooks specification. The secret is `whsec_..`.
    StandardWebhooks,
}

/// All schemes with the names that profiles give them.
const NAMES: &[(Scheme, &str)] = &[
    (Scheme::Stripe, "stripe"),
    (Scheme::Slack, "slack"),
    (Scheme::GitHub, "github"),
    (Scheme::Jira, "jira"),
    (Scheme::HubSpot, "hubspot"),
    (Scheme::Zoom, "zoom"),
    (Scheme::Razorpay, "razorpay"),
    (Scheme::Twilio, "twilio"),
    (Scheme::PayPal, "paypal"),
    (Scheme::Google, "google"),
    (Scheme::StandardWebhooks, "standard-webhooks"),
];

impl Scheme {
    /// All schemes.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMES.iter().map(|(scheme, _)| *scheme)
    }

    /// The scheme of this client's vendor, where its profile names one.
    pub fn of<C: Connect>() -> Option<Self> {
        C::API.policy.webhook.and_then(Self::from_name)
    }

    /// The scheme of this name: `stripe`, `standard-webhooks`.
    pub fn from_name(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(scheme, _)| *scheme)
    }

    /// Its name in profiles.
    pub fn name(self) -> &'static str {
        NAMES.iter().find(|(scheme, _)| *scheme == self).map_or("", |(_, name)| name)
    }

    /// Whether the URL is signed, too.
    pub(super) const fn signs_url(self) -> bool {
        matches!(self, Self::HubSpot | Self::Twilio)
    }

    /// Whether a time is signed, so that old requests are refused.
    #[cfg(feature = "test-util")]
    pub(crate) const fn signs_time(self) -> bool {
        matches!(self, Self::Stripe | Self::Slack | Self::HubSpot | Self::Zoom | Self::StandardWebhooks)
    }

    /// How signatures are made and written; `None`: there are none that could be computed here.
    pub(super) const fn coding(self) -> Option<Coding> {
        match self {
            Self::Stripe | Self::Slack | Self::GitHub | Self::Jira | Self::Zoom | Self::Razorpay => Some(Coding::Hex),
            Self::HubSpot | Self::StandardWebhooks => Some(Coding::Base64),
            Self::Twilio => Some(Coding::Sha1Base64),
            Self::PayPal | Self::Google => None,
        }
    }

    /// What the request claims.
    pub(super) fn claim<'a>(self, inbound: &Inbound<'a>) -> Result<Claim<'a>, WebhookError> {
        match self {
            Self::Stripe => stripe::claim(inbound),
            Self::Slack => slack::claim(inbound),
            Self::GitHub => github::claim(inbound),
            Self::Jira => jira::claim(inbound),
            Self::HubSpot => hubspot::claim(inbound),
            Self::Zoom => zoom::claim(inbound),
            Self::Razorpay => razorpay::claim(inbound),
            Self::Twilio => twilio::claim(inbound),
            Self::Google => google::claim(inbound),
            Self::PayPal => paypal::claim(inbound),
            Self::StandardWebhooks => standard::claim(inbound),
        }
    }

    /// What the vendor calls the event. Only of requests that are proven.
    pub(super) fn about(self, inbound: &Inbound<'_>) -> About {
        match self {
            Self::Stripe => stripe::about(inbound),
            Self::Slack => slack::about(inbound),
            Self::GitHub => github::about(inbound),
            Self::Jira => jira::about(inbound),
            Self::HubSpot => hubspot::about(inbound),
            Self::Zoom => zoom::about(inbound),
            Self::Razorpay => razorpay::about(inbound),
            Self::Twilio => twilio::about(inbound),
            Self::Google => google::about(inbound),
            Self::PayPal => paypal::about(inbound),
            Self::StandardWebhooks => standard::about(inbound),
        }
    }
}
