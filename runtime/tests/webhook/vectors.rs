//! Requests and what they are: documented by the vendors, or computed by a program in another language.

use bytes::Bytes;
use http::Request;
use intertie::Value;
use intertie::webhook::{Delivery, Scheme, Verifier, VerifierBuilder, WebhookError};
use std::time::{Duration, SystemTime};

/// A genuine request.
pub(crate) struct Vector {
    pub(crate) name: String,
    pub(crate) scheme: Scheme,
    pub(crate) secret: String,
    pub(crate) request: Request<Bytes>,
    pub(crate) now: SystemTime,
    pub(crate) public_url: Option<String>,
    expected: Value,
}

impl Vector {
    fn new(value: &Value) -> Self {
        let text = |member: &str| value[member].as_str().unwrap_or_else(|| panic!("{member} of {value}"));
        let mut request = Request::builder().method(text("method")).uri(text("path"));
        for (name, header) in value["headers"].as_object().expect("headers") {
            request = request.header(name, header.as_str().expect("a header"));
        }
        Self {
            name: text("name").to_owned(),
            scheme: Scheme::from_name(text("scheme")).expect("a scheme"),
            secret: text("secret").to_owned(),
            request: request.body(Bytes::copy_from_slice(text("body").as_bytes())).expect("a request"),
            now: at(value["now"].as_u64().expect("a time")),
            public_url: value["public_url"].as_str().map(str::to_owned),
            expected: value.clone(),
        }
    }

    /// A verifier's builder without secrets.
    pub(crate) fn builder(&self) -> VerifierBuilder {
        let builder = Verifier::builder(self.scheme);
        match &self.public_url {
            Some(url) => builder.public_url(url),
            None => builder,
        }
    }

    pub(crate) fn verifier(&self) -> Verifier {
        self.builder().secret(self.secret.as_str()).build().expect("a verifier")
    }

    /// Checks the request at the time this one was sent.
    pub(crate) fn check(&self, request: &Request<Bytes>) -> Result<Delivery, WebhookError> {
        self.verifier().check(request, self.now)
    }
}

pub(crate) fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

pub(crate) fn all() -> Vec<Vector> {
    let values: Value = serde_json::from_str(include_str!("vectors.json")).expect("JSON");
    values.as_array().expect("a list").iter().map(Vector::new).collect()
}

pub(crate) fn named(name: &str) -> Vector {
    all().into_iter().find(|vector| vector.name == name).unwrap_or_else(|| panic!("no vector {name}"))
}

/// Whether requests of this scheme have a time that is signed.
pub(crate) fn is_timed(scheme: Scheme) -> bool {
    matches!(scheme, Scheme::Stripe | Scheme::Slack | Scheme::HubSpot | Scheme::Zoom | Scheme::StandardWebhooks)
}

/// The headers that prove, of each scheme.
pub(crate) fn proofs(scheme: Scheme) -> &'static [&'static str] {
    match scheme {
        Scheme::Stripe => &["stripe-signature"],
        Scheme::Slack => &["x-slack-signature", "x-slack-request-timestamp"],
        Scheme::GitHub => &["x-hub-signature-256"],
        Scheme::Jira => &["x-hub-signature"],
        Scheme::HubSpot => &["x-hubspot-signature-v3", "x-hubspot-request-timestamp"],
        Scheme::Zoom => &["x-zm-signature", "x-zm-request-timestamp"],
        Scheme::Razorpay => &["x-razorpay-signature"],
        Scheme::Twilio => &["x-twilio-signature"],
        Scheme::Google => &["x-goog-channel-token"],
        Scheme::StandardWebhooks => &["webhook-id", "webhook-timestamp", "webhook-signature"],
        other => panic!("{other:?} has no vectors"),
    }
}

#[test]
fn genuine_requests_are_deliveries() {
    for vector in all() {
        let delivery = vector.check(&vector.request).unwrap_or_else(|error| panic!("{}: {error}", vector.name));
        let expected = |member: &str| vector.expected[member].as_str();
        assert_eq!(delivery.id.as_deref(), expected("id"), "{}", vector.name);
        let kind = expected("kind");
        assert_eq!(delivery.kind.as_deref(), kind, "{}", vector.name);
        assert_eq!(delivery.answer(), expected("answer"), "{}", vector.name);
        assert_eq!(&delivery.body, vector.request.body(), "{}", vector.name);
        assert_eq!(delivery.scheme, vector.scheme, "{}", vector.name);
        assert_eq!(delivery.timestamp, is_timed(vector.scheme).then_some(vector.now), "{}", vector.name);
    }
}

#[test]
fn every_scheme_that_can_be_computed_has_vectors() {
    let vectors = all();
    for scheme in Scheme::all().filter(|scheme| *scheme != Scheme::PayPal) {
        assert!(vectors.iter().any(|vector| vector.scheme == scheme), "{scheme:?}");
    }
}

#[test]
fn schemes_have_names() {
    assert_eq!(Scheme::all().count(), 11);
    for scheme in Scheme::all() {
        assert_eq!(Scheme::from_name(scheme.name()), Some(scheme));
    }
    assert_eq!(Scheme::from_name("Stripe"), None);
    assert_eq!(Scheme::from_name(""), None);
}
