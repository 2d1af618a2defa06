//! What vendors say in their own types: errors of single items, events.

use axum::body::Bytes;
use fedex::TrkcResponseVoTrackingNumber;
use intertie::http::Request;
use intertie::webhook::{Scheme, Verifier};
use razorpay::Event;
use ring::hmac;
use std::fmt::Write as _;
use std::time::SystemTime;

#[test]
fn an_error_of_one_item_is_read_with_the_others() {
    let answer = br#"{"transactionId":"624deea6","output":{"completeTrackResults":[
        {"trackingNumber":"1","trackResults":[{"latestStatusDetail":{"code":"DL","description":"Delivered"}}]},
        {"trackingNumber":"2","trackResults":[{"error":{"code":"TRACKING.TRACKINGNUMBER.NOTFOUND",
            "message":"Tracking number cannot be found."}}]}]}}"#;
    let mut drift = Vec::new();
    let mut observe = |found: intertie::Drift<'_>| drift.push(found.path.to_owned());
    let answer: TrkcResponseVoTrackingNumber = intertie::from_slice_with(answer, &mut observe).expect("an answer");
    assert_eq!(drift, [""; 0]);
    let results = answer.output.and_then(|output| output.complete_track_results).expect("results");
    let parcels: Vec<_> = results.into_iter().filter_map(|result| result.track_results).flatten().collect();
    assert!(parcels[0].error.is_none() && parcels[0].latest_status_detail.is_some());
    let code = parcels[1].error.as_ref().and_then(|error| error.code.as_deref());
    assert_eq!(code, Some("TRACKING.TRACKINGNUMBER.NOTFOUND"));
}

/// A webhook of Razorpay's, signed with this secret.
fn signed(secret: &str, body: &'static str) -> Request<Bytes> {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()), body.as_bytes());
    let hex = tag.as_ref().iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    });
    Request::post("/hooks")
        .header("X-Razorpay-Signature", hex)
        .body(Bytes::from_static(body.as_bytes()))
        .expect("a request")
}

#[test]
fn an_event_of_a_generated_client_is_read() {
    let scheme = Scheme::of::<razorpay::Client>().expect("the profile names it");
    assert_eq!(scheme, Scheme::Razorpay);
    let verifier = Verifier::builder(scheme).secret("s3cret").build().expect("a verifier");
    let body = r#"{"entity":"event","event":"payment.captured","contains":["payment"],"created_at":1780000000,
        "payload":{"payment":{"entity":{"id":"pay_1","amount":50000,"currency":"INR","status":"captured"}}}}"#;
    let delivery = verifier.check(&signed("s3cret", body), SystemTime::now()).expect("it is proven");
    let Event::PaymentCaptured(event) = delivery.event().expect("an event") else { panic!("{delivery:?}") };
    let payment = event.payload.payment.and_then(|payment| payment.entity).expect("the payment");
    assert_eq!((payment.id.as_deref(), payment.amount), (Some("pay_1"), Some(50_000)));

    let other = r#"{"event":"dispute.created","payload":{}}"#;
    let delivery = verifier.check(&signed("s3cret", other), SystemTime::now()).expect("it is proven");
    assert!(matches!(delivery.event(), Ok(Event::Other { name, .. }) if name == "dispute.created"));
    assert!(verifier.check(&signed("another", body), SystemTime::now()).is_err());
}
