//! When a call is sent again, and when not.

use crate::acme::{CreateWidget, DeleteWidget, GetWidget, Upload};
use crate::clock::FakeClock;
use crate::exposure::Failed as _;
use crate::ruled::Keyed;
use crate::script::{Script, Step};
use intertie::transport::TransportErrorKind::{Broken, Connect, Other, Timeout};
use intertie::{ClientBuilder, File, RetryPolicy};
use std::time::Duration;

const BUSY: Step = Step::Answer(503, &[], "");

fn builder(script: &Script, clock: &FakeClock) -> ClientBuilder<crate::acme::Client> {
    crate::acme::Client::builder().base_url("http://127.0.0.1:1").transport(script.clone()).clock(clock.clone())
}

fn client(script: &Script, clock: &FakeClock) -> crate::acme::Client {
    builder(script, clock).build().expect("a client")
}

fn keyed(script: &Script, clock: &FakeClock) -> intertie::Client {
    let builder = ClientBuilder::<Keyed>::new().base_url("http://127.0.0.1:1");
    builder.transport(script.clone()).clock(clock.clone()).build().expect("a client").0
}

#[tokio::test]
async fn what_passes_is_tried_three_times_with_growing_waits() {
    for step in [408, 425, 429, 500, 502, 503, 504].map(|status| Step::Answer(status, &[], "")).into_iter().chain([
        Step::Fail(Connect),
        Step::Fail(Broken),
        Step::Fail(Timeout),
    ]) {
        let (script, clock) = (Script::then_widget([step.clone(), step.clone()]), FakeClock::new());
        let widget = client(&script, &clock).send(GetWidget::new("w")).await;
        assert_eq!(widget.expect("the third time").id, "w", "{step:?}");
        assert_eq!(script.count(), 3);
        let waits = clock.waits();
        assert!(waits[0] <= Duration::from_millis(250) && waits[1] <= Duration::from_millis(500), "{waits:?}");
    }
    let (script, clock) = (Script::new([BUSY]), FakeClock::new());
    let error = client(&script, &clock).send(GetWidget::new("w")).await.failed("it stays busy");
    assert_eq!((error.status(), script.count()), (Some(503), 3));
}

#[tokio::test]
async fn what_stays_is_not_tried_again() {
    for step in
        [Step::Answer(404, &[], "{}"), Step::Answer(501, &[], ""), Step::Answer(200, &[], "no json"), Step::Fail(Other)]
    {
        let (script, clock) = (Script::new([step.clone()]), FakeClock::new());
        client(&script, &clock).send(GetWidget::new("w")).await.failed("an error");
        assert_eq!((script.count(), clock.waits().len()), (1, 0), "{step:?}");
    }
}

#[tokio::test]
async fn only_what_may_be_sent_twice_is() {
    for step in [BUSY, Step::Fail(Connect), Step::Fail(Broken), Step::Answer(429, &[("retry-after", "1")], "")] {
        let (script, clock) = (Script::then_widget([step.clone()]), FakeClock::new());
        client(&script, &clock).send(CreateWidget::new()).await.failed("a POST without a key");
        assert_eq!(script.count(), 1, "{step:?}");
        let (script, clock) = (Script::then_widget([step.clone()]), FakeClock::new());
        keyed(&script, &clock).send(CreateWidget::new()).await.expect("a POST with a key");
        assert_eq!(script.count(), 2, "{step:?}");
        let (script, clock) = (Script::new([step.clone(), Step::Answer(204, &[], "")]), FakeClock::new());
        client(&script, &clock).send(DeleteWidget { id: "w".to_owned() }).await.expect("a DELETE");
        assert_eq!(script.count(), 2, "{step:?}");
    }
}

#[tokio::test]
async fn a_body_that_comes_once_is_sent_once() {
    let upload = |file| Upload { id: "w".to_owned(), file, meta: intertie::Value::Null };
    let attempts = async |file| {
        let (script, clock) = (Script::new([BUSY]), FakeClock::new());
        keyed(&script, &clock).send(upload(file)).await.failed("busy");
        assert!(script.header("idempotency-key").iter().all(Option::is_some));
        script.count()
    };
    assert_eq!(attempts(File::reader(&b"abc"[..], Some(3))).await, 1);
    assert_eq!(attempts(File::new(b"abc".to_vec())).await, 3);
}

#[tokio::test]
async fn a_call_may_say_otherwise_than_its_client() {
    let (script, clock) = (Script::new([BUSY]), FakeClock::new());
    let client = client(&script, &clock);
    client.call(GetWidget::new("w")).with_retry(RetryPolicy::none()).send().await.failed("busy");
    assert_eq!(script.count(), 1);
    let patient = RetryPolicy::default().max_attempts(6).statuses([503]);
    client.call(GetWidget::new("w")).with_retry(patient).send().await.failed("busy");
    assert_eq!(script.count(), 7);
}

#[tokio::test]
async fn the_vendor_is_left_alone_as_long_as_it_asks() {
    // The clock begins on 9 September 2001, at 01:46:40; the server's is an hour behind.
    let date = ("date", "Sun, 09 Sep 2001 00:46:40 GMT");
    let later = ("retry-after", "Sun, 09 Sep 2001 00:47:10 GMT");
    for (headers, seconds) in [
        (vec![("retry-after", "7")], 7),
        (vec![date, later], 30),
        (vec![("retry-after", "Sun, 09 Sep 2001 01:46:50 GMT")], 10),
        (vec![("x-reset", "1000000012")], 12),
        (vec![date, ("x-reset", "999996420")], 20),
        (vec![("retry-after", "3"), ("x-reset", "1000000012")], 3),
    ] {
        let step = Step::Answer(429, headers.clone().leak(), "");
        let (script, clock) = (Script::then_widget([step]), FakeClock::new());
        keyed(&script, &clock).send(GetWidget::new("w")).await.expect("a widget");
        let asked = Duration::from_secs(seconds);
        let wait = clock.passed();
        assert!(wait >= asked && wait <= asked + Duration::from_millis(250), "{headers:?}: {wait:?}");
    }
    // 403 is final, but where the headers say that nothing is left.
    for (left, attempts) in [("0", 2), ("5", 1)] {
        let step = Step::Answer(403, vec![("x-left", left), ("x-reset", "1000000012")].leak(), "");
        let (script, clock) = (Script::then_widget([step]), FakeClock::new());
        let result = keyed(&script, &clock).send(GetWidget::new("w")).await;
        assert_eq!((script.count(), result.is_ok()), (attempts, attempts == 2));
    }
}

#[tokio::test]
async fn a_wait_that_is_too_long_is_not_begun() {
    let script = Script::new([Step::Answer(429, &[("retry-after", "3600")], "")]);
    let clock = FakeClock::new();
    let error = client(&script, &clock).send(GetWidget::new("w")).await.failed("too long");
    assert_eq!(
        (error.retry_after(), script.count(), clock.passed()),
        (Some(Duration::from_secs(3600)), 1, Duration::ZERO)
    );
    let patient = RetryPolicy::default().max_wait(Duration::from_secs(7200));
    client(&script, &clock).call(GetWidget::new("w")).with_retry(patient).send().await.failed("limited");
    assert!(clock.passed() >= Duration::from_secs(7200) && script.count() == 4);
}

#[tokio::test]
async fn the_deadline_holds_for_attempts_and_waits_together() {
    let seconds = Duration::from_secs;
    let step = Step::Answer(503, &[("retry-after", "10")], "");
    let (script, clock) = (Script::new([step]), FakeClock::new());
    let patient = RetryPolicy::default().max_attempts(9);
    let client = builder(&script, &clock).retry(patient).deadline(seconds(60)).build().expect("a client");
    let call = client.inner().call(GetWidget::new("w")).with_deadline(seconds(35)).with_timeout(seconds(20));
    let error = call.send().await.failed("busy");
    assert_eq!((error.status(), script.count()), (Some(503), 4), "a fifth attempt would come too late");
    let timeouts = script.timeouts();
    assert_eq!(timeouts[0], Some(seconds(20)));
    assert!(timeouts[3].is_some_and(|last| last < seconds(5)), "{timeouts:?}");
    assert!(clock.passed() < seconds(35));

    let (script, clock) = (Script::new([Step::Silence]), FakeClock::new());
    let client = builder(&script, &clock).deadline(seconds(60)).build().expect("a client");
    let error = client.send(GetWidget::new("w")).await.failed("over");
    assert!(error.is_timeout() && script.count() == 1 && clock.passed() == seconds(60));
}

#[tokio::test]
async fn in_a_storm_the_budget_bounds_what_the_vendor_gets() {
    let (script, clock) = (Script::new([BUSY]), FakeClock::new());
    let policy = RetryPolicy::default().budget(10, 0.2);
    let client = builder(&script, &clock).retry(policy).build().expect("a client");
    for _ in 0..100 {
        client.send(GetWidget::new("w")).await.failed("busy");
    }
    assert_eq!(script.count(), 110);
}

#[tokio::test]
async fn the_same_seed_waits_the_same() {
    let waits = async |seed| {
        let (script, clock) = (Script::new([BUSY]), FakeClock::new());
        let client = builder(&script, &clock).retry(RetryPolicy::default().seed(seed)).build().expect("a client");
        client.send(GetWidget::new("w")).await.failed("busy");
        clock.waits()
    };
    assert_eq!(waits(1).await, waits(1).await);
    assert_ne!(waits(1).await, waits(2).await);
}
