//! What signs as a vendor does: it makes the vendors' own signatures, and the verifier takes its requests and no others.

use crate::exposure::Failed as _;
use crate::vectors::{Vector, all, at, is_timed, proofs};
use bytes::Bytes;
use http::Request;
use intertie::webhook::{Delivery, Scheme, Signed, Signer, Unsigned, Verifier, WebhookError};
use std::time::{Duration, SystemTime};

/// Vectors that no vendor's server would send so today: two secrets at once, and readings that only receivers allow.
const OTHERS: &[&str] = &["while the secret is", "not decoded", "with the port", "without the port"];

const URL: &str = "https://hooks.example.com/hook?at=a%3Ab";
const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

fn header(vector: &Vector, name: &str) -> Option<String> {
    Some(vector.request.headers().get(name)?.to_str().expect("text").to_owned())
}

/// What the signer makes of a vector's body at the vector's time.
fn again(vector: &Vector) -> Signed {
    let path = vector.request.uri().to_string();
    let path = path.split("&bodySHA256=").next().expect("a path");
    let url = format!("{}{path}", vector.public_url.as_deref().unwrap_or_default().trim_end_matches('/'));
    let either = |names: &[&str]| names.iter().find_map(|name| header(vector, name)).unwrap_or_default();
    let id = match vector.scheme {
        Scheme::Google => format!("{}/{}", either(&["x-goog-channel-id"]), either(&["x-goog-message-number"])),
        _ => either(&[
            "webhook-id",
            "x-github-delivery",
            "x-atlassian-webhook-identifier",
            "x-razorpay-event-id",
            "i-twilio-idempotency-token",
        ]),
    };
    let kind = either(&["x-github-event", "x-goog-resource-state"]);
    let body = vector.request.body();
    let is_form = !body.starts_with(b"{");
    let signer = Signer::new(vector.scheme, vector.secret.as_str()).expect("a signer");
    signer.sign(Unsigned { url: &url, body, is_form, id: &id, kind: &kind }, vector.now)
}

#[test]
fn vendors_own_signatures_are_made_again() {
    let vectors = all();
    let own: Vec<&Vector> =
        vectors.iter().filter(|vector| !OTHERS.iter().any(|other| vector.name.contains(other))).collect();
    assert!(own.len() >= 19, "{}", own.len());
    for vector in own {
        let signed = again(vector);
        for (name, value) in &signed.headers {
            let expected = header(vector, name);
            // Vectors have the headers that matter to them; the proof always.
            if proofs(vector.scheme).contains(name) || expected.is_some() {
                let expected = expected.unwrap_or_default();
                // Stripe adds one of another version in test mode.
                let expected = expected.split(",v0=").next().unwrap_or_default();
                assert_eq!(value, expected, "{}: {name}", vector.name);
            }
        }
        for proof in proofs(vector.scheme) {
            assert!(signed.headers.iter().any(|(name, _)| name == proof), "{}: {proof}", vector.name);
        }
        let path = vector.request.uri().to_string();
        assert!(signed.url.ends_with(&path), "{}: {}", vector.name, signed.url);
    }
}

fn now() -> SystemTime {
    at(1_700_000_000)
}

/// A request as it is sent with this secret at this time.
fn sent(scheme: Scheme, secret: &str, body: &str, at: SystemTime) -> Request<Bytes> {
    let id = if scheme == Scheme::Google { "channel/1" } else { "evt_1" };
    let signer = Signer::new(scheme, secret).expect("a signer");
    let Signed { url, headers } =
        signer.sign(Unsigned { url: URL, body: body.as_bytes(), is_form: false, id, kind: "paid" }, at);
    let mut request = Request::post(url);
    for (name, value) in headers {
        request = request.header(name, value);
    }
    request.body(Bytes::copy_from_slice(body.as_bytes())).expect("a request")
}

fn check(scheme: Scheme, request: &Request<Bytes>) -> Result<Delivery, WebhookError> {
    let verifier = Verifier::builder(scheme).secret(SECRET).public_url("https://hooks.example.com").build();
    verifier.expect("a verifier").check(request, now())
}

fn schemes() -> impl Iterator<Item = Scheme> {
    Scheme::all().filter(|scheme| *scheme != Scheme::PayPal)
}

#[test]
fn what_is_signed_is_a_delivery() {
    for scheme in schemes() {
        let delivery = check(scheme, &sent(scheme, SECRET, r#"{"id":"evt_1"}"#, now()));
        assert_eq!(delivery.map(|one| one.scheme), Ok(scheme));
    }
}

#[test]
fn what_is_altered_is_none() {
    for scheme in schemes() {
        let mut request = sent(scheme, SECRET, r#"{"amount":1}"#, now());
        *request.body_mut() = Bytes::from_static(br#"{"amount":2}"#);
        // A channel of Google signs nothing: its token is all there is.
        let refused = check(scheme, &request).is_err_and(|error| error.is_signature());
        assert_eq!(refused, scheme != Scheme::Google, "{scheme:?}");
        let foreign = sent(scheme, "whsec_b3RoZXI=", r#"{"amount":1}"#, now());
        assert!(check(scheme, &foreign).is_err_and(|error| error.is_signature()), "{scheme:?}");
        let old = sent(scheme, SECRET, r#"{"amount":1}"#, now() - Duration::from_secs(3600));
        assert_eq!(check(scheme, &old).is_err_and(|error| error.is_time()), is_timed(scheme), "{scheme:?}");
    }
}

#[test]
fn nobody_signs_for_paypal() {
    let error = Signer::new(Scheme::PayPal, SECRET).failed("its key is its own");
    assert!(error.to_string().contains("private key"), "{error}");
}
