//! Events as the generated client's types, and bodies as what they are.

use crate::vectors::named;
use intertie::codec::Result;
use intertie::webhook::Delivery;
use intertie::{DecodeError, NamedEvent, Value};

/// As the generator writes it for a document like GitHub's.
#[derive(Debug, PartialEq)]
enum Event {
    IssueOpened(Value),
    CustomerCreated(Value),
    Other { name: String, body: Value },
}

impl NamedEvent for Event {
    const NAMES: &'static [&'static str] = &["issue-opened", "customer.created"];
    fn from_named(name: &str, body: &[u8]) -> std::result::Result<Self, DecodeError> {
        Ok(match name {
            "issue-opened" => Self::IssueOpened(intertie::from_slice(body)?),
            "customer.created" => Self::CustomerCreated(intertie::from_slice(body)?),
            _ => Self::Other { name: name.to_owned(), body: intertie::from_slice(body)? },
        })
    }
}

fn delivery(name: &str) -> Delivery {
    let vector = named(name);
    vector.check(&vector.request).expect(name)
}

#[test]
fn the_kind_chooses_the_event() {
    let event: Event = delivery("computed for Stripe").event().expect("an event");
    assert!(matches!(event, Event::CustomerCreated(body) if body["data"]["object"]["name"] == "Ada ✓"));
}

#[test]
fn an_action_of_github_is_an_event_of_its_own() {
    let event: Event = delivery("computed for GitHub").event().expect("an event");
    assert!(matches!(event, Event::IssueOpened(body) if body["title"] == "It broke"));
}

#[test]
fn an_event_that_is_not_listed_keeps_its_name_and_body() {
    let event: Event = delivery("computed for Jira").event().expect("an event");
    assert!(
        matches!(event, Event::Other { name, body } if name == "jira:issue_created" && body["issue"]["key"] == "A-1")
    );
}

#[test]
fn a_body_that_is_no_json_is_an_error_and_a_form_is_read() {
    let twilio = delivery("computed for Twilio");
    let event: Result<Event> = twilio.event();
    assert!(event.is_err());
    let form = twilio.form();
    assert_eq!(form[0], ("To".to_owned(), "+1".to_owned()));
    assert_eq!(form[1], ("Body".to_owned(), "café au lait".to_owned()));
    assert_eq!(form.len(), 6);
}

#[test]
fn a_body_is_read_as_any_type() {
    let value: Value = delivery("computed for Razorpay").read().expect("JSON");
    assert_eq!(value["created_at"], 1_699_990_000);
}
