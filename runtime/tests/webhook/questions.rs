//! What vendors ask of an endpoint before they send.

use crate::exposure::Failed as _;
use crate::vectors::named;

#[test]
fn a_question_that_is_not_signed_gets_no_answer() {
    for name in ["computed for Zoom's question", "computed for Slack's question"] {
        let vector = named(name);
        let other = vector.builder().secret("other").build().expect("a verifier");
        assert!(other.check(&vector.request, vector.now).failed("a forgery").is_signature());
    }
}

#[test]
fn the_answer_is_signed_with_the_secret_of_the_question() {
    let vector = named("computed for Zoom's question");
    let verifier = vector.builder().secret("a newer one").secret(vector.secret.as_str()).build().expect("a verifier");
    let delivery = verifier.check(&vector.request, vector.now).expect("a question");
    assert_eq!(delivery.answer(), vector.check(&vector.request).expect("a question").answer());
    assert!(delivery.answer().is_some());
}

#[test]
fn no_answer_is_the_signature_of_an_event() {
    let vector = named("computed for a question that asks for a forgery");
    assert_eq!(vector.check(&vector.request).expect("signed").answer(), None);
}

#[test]
fn events_are_no_questions() {
    for name in ["computed for Zoom", "computed for Slack events", "documented by Slack"] {
        let vector = named(name);
        assert_eq!(vector.check(&vector.request).expect("genuine").answer(), None);
    }
}
