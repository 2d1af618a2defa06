//! Failures within answers of status 2xx, by the vendor's profile.

use crate::acme::{CreateWidget, GetWidget, MaybeWidget, Widget};
use crate::clock::FakeClock;
use crate::exposure::Failed as _;
use crate::ruled::{Items, Slackish};
use crate::script::{Script, Step};
use intertie::{Connect, Map};
use std::time::Duration;

fn client<C: Connect>(answer: &'static str, status: u16) -> C {
    scripted(&Script::new([Step::Answer(status, &[("x-acme-call", "c1")], answer)]), &FakeClock::new())
}

fn scripted<C: Connect>(script: &Script, clock: &FakeClock) -> C {
    let builder = intertie::ClientBuilder::<C>::new().base_url("http://127.0.0.1:1").clock(clock.clone());
    builder.transport(script.clone()).build().expect("a client")
}

#[tokio::test]
async fn ok_false_is_an_error_of_the_declared_type() {
    let answer = r#"{"ok":false,"error":"not_found","message":"no such widget"}"#;
    let error = client::<Slackish>(answer, 200).0.send(CreateWidget::new()).await.failed("a refusal");
    assert_eq!((error.status(), error.is_status(), error.is_partial()), (Some(200), true, false));
    assert_eq!(error.body().map(|problem| problem.message.as_str()), Some("no such widget"));
    assert_eq!(
        (error.code().as_deref(), error.vendor_message().as_deref()),
        (Some("not_found"), Some("no such widget"))
    );
    assert_eq!(error.to_string(), "POST /widgets: 200 OK, `not_found`, request c1");

    let widget = client::<Slackish>(r#"{"ok":true,"id":"w"}"#, 200).0.send(CreateWidget::new()).await;
    assert_eq!(widget.expect("a widget").id, "w");
    let widget = client::<Slackish>(r#"{"id":"w"}"#, 200).0.send(CreateWidget::new()).await;
    assert_eq!(widget.expect("a widget").id, "w");
}

#[tokio::test]
async fn an_error_that_does_not_fit_keeps_what_was_said() {
    let answer = r#"{"ok":false,"error":5}"#;
    let error = client::<Slackish>(answer, 200).0.send(CreateWidget::new()).await.failed("a refusal");
    assert!(error.body().is_none() && error.is_status() && !error.is_decode());
    assert_eq!((error.code().as_deref(), &error.raw()[..]), (Some("5"), answer.as_bytes()));
    // Of errors that are declared for other statuses, none is taken.
    let error = client::<Slackish>(answer, 200).0.send(GetWidget::new("w")).await.failed("a refusal");
    assert!(error.body().is_none());
    // The message is a sentence, and could quote what was sent: it is not shown.
    let answer = r#"{"ok":false,"error":"bad key: sk_1","message":"bad key: sk_1"}"#;
    let error = client::<Slackish>(answer, 200).0.send(CreateWidget::new()).await.failed("a refusal");
    assert_eq!(error.to_string(), "POST /widgets: 200 OK, request c1");
}

#[tokio::test]
async fn a_status_in_the_body_counts_for_the_operations_it_is_for() {
    let answer = r#"{"status":"REQUEST_DENIED","id":"w"}"#;
    let error = client::<Slackish>(answer, 200).0.send(MaybeWidget {}).await.failed("a refusal");
    assert_eq!(error.code().as_deref(), Some("REQUEST_DENIED"));
    for answer in [r#"{"status":"OK","id":"w"}"#, r#"{"status":"ZERO_RESULTS","id":"w"}"#] {
        client::<Slackish>(answer, 200).0.send(MaybeWidget {}).await.expect("a widget");
    }
    client::<Slackish>(answer, 200).0.send(CreateWidget::new()).await.expect("a rule for another operation");
    let error = client::<Slackish>(r#"{"error":"gone"}"#, 410).0.send(CreateWidget::new()).await.failed("gone");
    assert_eq!(error.code().as_deref(), Some("gone"), "other statuses have the same places");
}

#[tokio::test]
async fn a_code_that_stands_for_a_status_is_tried_again_as_that_status_is() {
    const LIMITED: Step = Step::Answer(200, &[("retry-after", "3")], r#"{"ok":false,"error":"ratelimited"}"#);
    const BROKEN: Step = Step::Answer(200, &[], r#"{"ok":false,"error":"internal_error"}"#);
    const DENIED: Step = Step::Answer(200, &[], r#"{"ok":false,"error":"denied"}"#);

    let (script, clock) = (Script::then_widget([LIMITED, BROKEN]), FakeClock::new());
    let widget = scripted::<Slackish>(&script, &clock).0.send(GetWidget::new("w")).await;
    assert_eq!((widget.expect("the third time").id.as_str(), script.count()), ("w", 3));
    assert!(clock.passed() >= Duration::from_secs(3), "{:?}", clock.waits());

    for (step, limited) in [(LIMITED, true), (BROKEN, false), (DENIED, false)] {
        let script = Script::then_widget([step.clone()]);
        let error = scripted::<Slackish>(&script, &FakeClock::new()).0.send(CreateWidget::new()).await;
        let error = error.failed("a POST without a key is sent once");
        assert_eq!((script.count(), error.is_rate_limited(), error.status()), (1, limited, Some(200)), "{step:?}");
    }
    let script = Script::then_widget([DENIED]);
    scripted::<Slackish>(&script, &FakeClock::new()).0.send(GetWidget::new("w")).await.failed("the vendor says no");
    assert_eq!(script.count(), 1);
}

#[tokio::test]
async fn a_partial_success_is_an_error_that_has_both() {
    let answer = r#"{"id":"w","errors":[{"item":3}]}"#;
    let error = client::<Items>(answer, 207).0.send(CreateWidget::new()).await.failed("a part");
    assert!(error.is_partial() && error.status() == Some(207));
    assert!(error.body().is_none(), "the declared error is for calls that did nothing");
    assert_eq!(error.read::<Widget>().expect("the part that was done").id, "w");
    let rest: Map<intertie::Value> = error.read().expect("an object");
    assert_eq!(rest["errors"][0]["item"], 3);
    for answer in [r#"{"id":"w","errors":[]}"#, r#"{"id":"w","errors":null}"#, r#"{"id":"w"}"#] {
        client::<Items>(answer, 200).0.send(CreateWidget::new()).await.expect("all of it");
    }
}
