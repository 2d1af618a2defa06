//! What must not pass: other bytes, other secrets, headers that are missing, doubled or ill-formed.

use crate::exposure::Failed as _;
use crate::vectors::{Vector, all, named, proofs};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode};
use intertie::webhook::{Delivery, Scheme, VerifierBuilder, WebhookError};
use proptest::prelude::*;

#[test]
fn another_secret_does_not_fit() {
    for vector in all() {
        let other = if vector.scheme == Scheme::StandardWebhooks { "whsec_b3RoZXI=" } else { "other" };
        let verifier = vector.builder().secret(other).build().expect("a verifier");
        let error = verifier.check(&vector.request, vector.now).failed(&vector.name);
        assert!(error.is_signature(), "{}: {error}", vector.name);
        assert_eq!(error.status(), StatusCode::UNAUTHORIZED);
    }
}

#[test]
fn while_a_secret_is_changed_both_fit() {
    for vector in all() {
        let other = if vector.scheme == Scheme::StandardWebhooks { "whsec_b3RoZXI=" } else { "other" };
        for secrets in [[other, &vector.secret], [&vector.secret, other]] {
            let builder = secrets.into_iter().fold(vector.builder(), VerifierBuilder::secret);
            let delivery = builder.build().expect("a verifier").check(&vector.request, vector.now);
            assert!(delivery.is_ok(), "{}: {delivery:?}", vector.name);
        }
    }
}

#[test]
fn another_body_is_a_forgery() {
    for vector in all().iter().filter(|vector| vector.scheme != Scheme::Google) {
        let mut request = vector.request.clone();
        *request.body_mut() = [vector.request.body(), &b"&a=b"[..]].concat().into();
        let error = vector.check(&request).failed(&vector.name);
        assert!(error.is_signature(), "{}: {error}", vector.name);
    }
}

#[test]
fn a_proof_that_is_missing_is_named() {
    for vector in all() {
        for name in proofs(vector.scheme) {
            let mut request = vector.request.clone();
            request.headers_mut().remove(*name);
            let error = vector.check(&request).failed(&vector.name);
            assert_eq!(error.to_string(), format!("the header `{name}` is missing"), "{}", vector.name);
            assert_eq!(error.status(), StatusCode::UNAUTHORIZED, "{}", vector.name);
        }
    }
}

#[test]
fn a_proof_that_is_there_twice_is_none() {
    for vector in all() {
        for name in proofs(vector.scheme) {
            for other in [vector.request.headers()[*name].clone(), HeaderValue::from_static("v0=00")] {
                let mut request = vector.request.clone();
                request.headers_mut().append(*name, other);
                let error = vector.check(&request).failed(&vector.name);
                assert_eq!(error.to_string(), format!("the header `{name}` is there more than once"));
                assert_eq!(error.status(), StatusCode::BAD_REQUEST, "{}", vector.name);
            }
        }
    }
}

#[test]
fn ill_formed_proofs_are_refused_without_a_panic() {
    let long = "9".repeat(40);
    let texts = [
        "",
        " ",
        "=",
        ",",
        "t=,v1=",
        "t=1,t=2,v1=a",
        "v1",
        "v0=",
        "sha256=",
        "-1",
        "+1700000000",
        "1e9",
        "\u{e9}",
        &long,
    ];
    for vector in all() {
        for name in proofs(vector.scheme) {
            for text in texts {
                let mut request = vector.request.clone();
                let value = HeaderValue::from_bytes(text.as_bytes()).expect("a header");
                request.headers_mut().insert(*name, value);
                let error = vector.check(&request).failed(&vector.name);
                assert!(matches!(error.status().as_u16(), 400 | 401), "{}: {name}: {text}: {error}", vector.name);
            }
        }
    }
}

#[test]
fn only_the_version_that_proves_counts() {
    let stripe = named("computed for Stripe");
    let header = stripe.request.headers()["stripe-signature"].to_str().expect("text");
    let mut request = stripe.request.clone();
    let older = header.split(",v0").next().expect("v1").replace("v1=", "v0=");
    request.headers_mut().insert("stripe-signature", older.parse().expect("a header"));
    assert!(stripe.check(&request).failed("v0 proves nothing").is_signature());

    let github = named("computed for GitHub");
    let mut request = github.request.clone();
    let signature = request.headers_mut().remove("x-hub-signature-256").expect("a signature");
    request.headers_mut().insert("x-hub-signature", signature);
    assert!(github.check(&request).is_err(), "the header of SHA-1");
}

#[test]
fn the_signed_bytes_cannot_be_divided_otherwise() {
    let vector = named("computed for Standard Webhooks, while the secret is changed");
    let mut request = vector.request.clone();
    request.headers_mut().insert("webhook-id", HeaderValue::from_static("msg_1.1700000000"));
    assert_eq!(vector.check(&request).failed("a point").status(), StatusCode::BAD_REQUEST);
}

#[test]
fn the_hash_in_a_url_of_twilio_is_that_of_the_body() {
    let vector = named("documented by Twilio, of JSON");
    for body in [&b""[..], b"{}", b"a=b"] {
        let mut request = vector.request.clone();
        *request.body_mut() = Bytes::from_static(body);
        assert!(vector.check(&request).failed("another body").is_signature());
    }
    // A signature of a URL without a body is none of a body that is no form.
    let get = named("computed for Twilio, with the port and without a body");
    let mut request = get.request.clone();
    *request.body_mut() = Bytes::from_static(br#"{"a": 1}"#);
    request.headers_mut().insert("content-type", HeaderValue::from_static("application/json"));
    assert!(get.check(&request).failed("a body").is_signature());
}

#[test]
fn the_url_is_the_configured_one() {
    for vector in all().iter().filter(|vector| matches!(vector.scheme, Scheme::HubSpot | Scheme::Twilio)) {
        let other = vector.builder().public_url("https://evil.example").secret(vector.secret.as_str());
        let mut request = vector.request.clone();
        request.headers_mut().insert("host", HeaderValue::from_static("hooks.example.com"));
        let error = other.build().expect("a verifier").check(&request, vector.now).failed(&vector.name);
        assert!(error.is_signature(), "{}", vector.name);
        *request.uri_mut() = "/elsewhere".parse().expect("a path");
        assert!(vector.check(&request).failed("a path").is_signature(), "{}", vector.name);
    }
    let vector = named("computed for HubSpot, not decoded");
    let mut request = vector.request.clone();
    *request.method_mut() = Method::PUT;
    assert!(vector.check(&request).failed("a method").is_signature());
}

/// The bits of the body and of the headers that prove.
fn bits(vector: &Vector) -> usize {
    let headers: usize = proofs(vector.scheme).iter().map(|name| vector.request.headers()[*name].len()).sum();
    8 * (vector.request.body().len() + headers)
}

/// The request with this bit of it flipped; `None` where no server would let it through.
fn flipped(vector: &Vector, bit: usize) -> Option<Request<Bytes>> {
    let (mut at, mask) = (bit / 8, 1 << (bit % 8));
    let mut request = vector.request.clone();
    let mut body = request.body().to_vec();
    if let Some(byte) = body.get_mut(at) {
        *byte ^= mask;
        *request.body_mut() = body.into();
        return Some(request);
    }
    at -= body.len();
    for &name in proofs(vector.scheme) {
        let mut value = request.headers()[name].as_bytes().to_vec();
        if let Some(byte) = value.get_mut(at) {
            *byte ^= mask;
            request.headers_mut().insert(name, HeaderValue::from_bytes(&value).ok()?);
            return Some(request);
        }
        at -= value.len();
    }
    unreachable!("the bit is one of the request's")
}

/// Whether the flipped request says the same: what stands in a list of signatures beside the one that fits, and how a
/// form's escapes are written, is not signed.
fn says_the_same(vector: &Vector, delivery: &Delivery, headers: &HeaderMap) -> bool {
    match vector.scheme {
        Scheme::Twilio => delivery.form() == vector.check(&vector.request).expect("genuine").form(),
        Scheme::Stripe | Scheme::StandardWebhooks => {
            let whole = |name: &str| headers[name].to_str().unwrap_or_default().to_owned();
            let name = *proofs(vector.scheme).last().expect("a header");
            let genuine = vector.request.headers()[name].to_str().expect("text");
            // The piece that fits must be untouched.
            let fitting = genuine.split([',', ' ']).any(|piece| {
                piece.len() > 40 && whole(name).contains(piece) && {
                    let mut alone = vector.request.clone();
                    let text = if vector.scheme == Scheme::Stripe {
                        format!("t=1700000000,{piece}")
                    } else {
                        format!("v1,{piece}")
                    };
                    alone.headers_mut().insert(HeaderName::from_static(name), text.parse().expect("a header"));
                    vector.check(&alone).is_ok()
                }
            });
            fitting && delivery.body == *vector.request.body()
        }
        _ => false,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_flipped_bit_anywhere_is_a_forgery(pick in any::<prop::sample::Index>(), bit in any::<prop::sample::Index>()) {
        let vectors = all();
        let vector = pick.get(&vectors);
        let bit = bit.index(bits(vector));
        if let Some(request) = flipped(vector, bit) {
            let checked: Result<Delivery, WebhookError> = vector.check(&request);
            if let Ok(delivery) = &checked {
                prop_assert!(
                    says_the_same(vector, delivery, request.headers()),
                    "{}: bit {bit} made {request:?}", vector.name
                );
            }
        }
    }
}

#[test]
fn one_flipped_bit_in_a_single_signature_never_passes() {
    let plain = all().into_iter().filter(|vector| {
        !matches!(vector.scheme, Scheme::Twilio)
            && !vector.name.contains("while")
            && vector.name != "computed for Stripe"
    });
    let mut tried = 0;
    for vector in plain {
        let verifier = vector.verifier();
        for request in (0..bits(&vector)).filter_map(|bit| flipped(&vector, bit)) {
            tried += 1;
            assert!(verifier.check(&request, vector.now).is_err(), "{}: {request:?}", vector.name);
        }
    }
    assert!(tried > 10_000, "{tried}");
}
