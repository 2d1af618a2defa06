//! Keys that make a write safe to repeat, and what else every request carries.

use crate::acme::{CreateWidget, GetWidget, Upload, Widget};
use crate::clock::FakeClock;
use crate::exposure::Failed as _;
use crate::ruled::{Keyed, KeyedInBody};
use crate::script::{Script, Step};
use intertie::codec::{Decode, Encode, Object, Table, optional, table};
use intertie::{Connect, File, Untyped, spec};
use serde_json::json;

const BUSY: Step = Step::Answer(503, &[("x-acme-call", "c1"), ("request-id", "no")], "");

fn client<C: Connect>(script: &Script) -> C {
    let builder = intertie::ClientBuilder::<C>::new().base_url("http://127.0.0.1:1").clock(FakeClock::new());
    builder.transport(script.clone()).build().expect("a client")
}

/// A POST of JSON that has a member for the key.
#[derive(Clone, PartialEq)]
struct CreateJson {
    name: Option<String>,
    key: Option<String>,
}

impl Object for CreateJson {
    const TABLE: Table = table("CreateJson", &[optional("name"), optional("IdempotencyKey").ident("key")]);
    fn blank() -> Self {
        Self { name: None, key: None }
    }
    fn get(&self, at: usize) -> &dyn Encode {
        if at == 0 { &self.name } else { &self.key }
    }
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        if at == 0 { &mut self.name } else { &mut self.key }
    }
}

impl intertie::Operation for CreateJson {
    type Output = Widget;
    type Error = Untyped;
    const SPEC: &'static spec::OperationSpec = &spec::OperationSpec {
        id: "createJson",
        method: "POST",
        path: "/widgets",
        fixed_query: &[],
        places: &[spec::Place::body(), spec::Place::body()],
        body: Some(spec::BodySpec {
            media_type: "application/json",
            coding: spec::Coding::Json,
            required: false,
            choices: &[],
        }),
        accept: "",
        answers: &[spec::AnswerSpec {
            status: spec::Status::Code(200),
            coding: spec::AnswerCoding::Json,
            case: 0,
            success: true,
        }],
        servers: &[],
        security: None,
        paging: None,
        deprecated: false,
    };
}

intertie::objects! { CreateJson }

#[tokio::test]
async fn a_key_is_made_once_and_kept_over_all_attempts() {
    let script = Script::then_widget([BUSY, BUSY]);
    let client = client::<Keyed>(&script).0;
    client.send(CreateWidget::new()).await.expect("a widget");
    let keys = script.header("idempotency-key");
    assert!(keys.len() == 3 && keys[0] == keys[1] && keys[1] == keys[2], "{keys:?}");
    assert_eq!(keys[0].as_ref().map(String::len), Some(36));
    client.send(CreateWidget::new()).await.expect("a widget");
    assert_ne!(script.header("idempotency-key")[3], keys[0], "another call is another key");
    client.send(GetWidget::new("w")).await.expect("a widget");
    assert_eq!(script.header("idempotency-key")[4], None, "the vendor keeps none for GET");
}

#[tokio::test]
async fn the_callers_key_is_sent_as_it_is() {
    let script = Script::then_widget([BUSY]);
    let client = client::<Keyed>(&script).0;
    client.call(CreateWidget::new()).with_idempotency_key("order-42").send().await.expect("a widget");
    assert_eq!(script.header("idempotency-key"), vec![Some("order-42".to_owned()); 2]);
    client.call(CreateWidget::new()).with_header("Idempotency-Key", "mine").send().await.expect("a widget");
    assert_eq!(script.header("idempotency-key")[2].as_deref(), Some("mine"));
}

#[tokio::test]
async fn a_key_that_the_vendor_would_not_take_is_not_sent() {
    let script = Script::then_widget([]);
    let client = client::<Keyed>(&script).0;
    for (key, reason) in [
        ("é".repeat(41), "the idempotency key has 41 characters, and the vendor takes 40"),
        (String::new(), "the idempotency key is empty"),
        ("a\r\nb".to_owned(), "the idempotency key must not hold control characters"),
    ] {
        let call = client.call(CreateWidget::new()).with_idempotency_key(key);
        let error = call.send().await.failed("not sent");
        assert!(error.is_request() && error.to_string().ends_with(reason), "{error}");
    }
    let error = client.call(GetWidget::new("w")).with_idempotency_key("k").send().await.failed("not sent");
    assert!(error.to_string().contains("takes no idempotency key for this operation"), "{error}");
    assert_eq!(script.count(), 0);
}

#[tokio::test]
async fn a_key_may_be_a_member_of_the_body() {
    let script = Script::then_widget([BUSY]);
    let client = client::<KeyedInBody>(&script).0;
    let form = |name: &str| CreateWidget { name: Some(name.to_owned()), metadata: None };
    client.call(form("a&b")).with_idempotency_key("k 1").send().await.expect("a widget");
    assert_eq!(script.bodies(), ["name=a%26b&IdempotencyKey=k%201"; 2]);
    client.call(CreateWidget::new()).with_idempotency_key("k").send().await.expect("a widget");
    assert_eq!(script.bodies()[2], "IdempotencyKey=k");
    let json = |name: Option<&str>, key: Option<&str>| CreateJson {
        name: name.map(str::to_owned),
        key: key.map(str::to_owned),
    };
    client.call(json(Some("x"), None)).with_idempotency_key("q\"").send().await.expect("a widget");
    client.call(json(None, None)).with_idempotency_key("k").send().await.expect("a widget");
    client.send(json(Some("x"), Some("own"))).await.expect("a widget");
    let bodies = script.bodies();
    assert_eq!(
        &bodies[3..],
        [
            r#"{"IdempotencyKey":"q\"","name":"x"}"#,
            r#"{"IdempotencyKey":"k"}"#,
            r#"{"name":"x","IdempotencyKey":"own"}"#,
        ]
    );
    let both = client.call(json(None, Some("own"))).with_idempotency_key("k").send().await;
    assert!(both.failed("two keys").to_string().contains("the operation's `IdempotencyKey` another"));
    client.send(json(Some("x"), None)).await.expect("a widget");
    let made: intertie::Value = serde_json::from_str(&script.bodies()[6]).expect("JSON");
    assert_eq!(made["IdempotencyKey"].as_str().map(str::len), Some(36));
}

#[tokio::test]
async fn where_no_key_can_be_none_is_and_nothing_is_repeated() {
    let script = Script::new([BUSY]);
    let upload = || Upload { id: "w".to_owned(), file: File::new("x"), meta: json!({}) };
    let client = client::<KeyedInBody>(&script).0;
    assert_eq!(client.send(upload()).await.failed("busy").status(), Some(503));
    assert_eq!(script.count(), 1, "an operation that the policy does not name");
}

#[tokio::test]
async fn the_version_goes_with_every_call_and_yields_to_the_caller() {
    let script = Script::then_widget([BUSY]);
    let client = client::<Keyed>(&script).0;
    let call = client.call(GetWidget::new("w")).with_retry(intertie::RetryPolicy::none());
    let error = call.send().await.failed("busy");
    assert_eq!(error.request_id(), Some("c1"), "the header that the policy names");
    client.call(GetWidget::new("w")).with_header("Acme-Version", "2023-01-01").send().await.expect("a widget");
    let sent = ["2024-06-01", "2023-01-01"].map(|version| Some(version.to_owned()));
    assert_eq!(script.header("acme-version"), sent);
}
