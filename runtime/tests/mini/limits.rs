//! How many calls a client makes.

use crate::acme::GetWidget;
use crate::clock::FakeClock;
use crate::exposure::Failed as _;
use crate::ruled::Limited;
use crate::script::{Script, Step};
use crate::server::serve;
use axum::Router;
use axum::routing::get;
use intertie::{ClientBuilder, RateLimiter, RetryPolicy};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const WIDGET: Step = Step::Answer(200, &[], r#"{"id":"w"}"#);

fn builder(script: &Script, clock: &FakeClock) -> ClientBuilder<Limited> {
    ClientBuilder::new().base_url("http://127.0.0.1:1").transport(script.clone()).clock(clock.clone())
}

#[tokio::test]
async fn no_window_sees_more_calls_than_the_vendor_takes() {
    let (script, clock) = (Script::new([WIDGET]), FakeClock::new());
    let client = builder(&script, &clock).build().expect("a client").0;
    let mut begun = Vec::new();
    for _ in 0..50 {
        client.send(GetWidget::new("w")).await.expect("a widget");
        begun.push(clock.passed());
    }
    for (at, start) in begun.iter().enumerate() {
        let window = begun[at..].iter().take_while(|time| **time < *start + Duration::from_secs(1)).count();
        assert!(window <= 10, "{window} calls from {start:?}");
    }
    assert!(clock.passed() <= Duration::from_secs(6), "no slower than it has to be: {:?}", clock.passed());
}

#[tokio::test]
async fn when_nothing_is_left_the_client_waits_for_the_reset() {
    let used_up = Step::Answer(200, &[("x-left", "0"), ("x-reset", "30")], r#"{"id":"w"}"#);
    let (script, clock) = (Script::then_widget([used_up]), FakeClock::new());
    let client = builder(&script, &clock).build().expect("a client").0;
    client.send(GetWidget::new("w")).await.expect("a widget");
    assert_eq!(clock.passed(), Duration::ZERO);
    client.send(GetWidget::new("w")).await.expect("a widget");
    assert!(
        clock.passed() >= Duration::from_secs(30) && clock.passed() < Duration::from_secs(31),
        "{:?}",
        clock.passed()
    );
}

#[tokio::test]
async fn a_wait_that_is_too_long_fails_at_once_and_says_so() {
    let used_up = Step::Answer(200, &[("x-left", "0"), ("x-reset", "3600")], r#"{"id":"w"}"#);
    let (script, clock) = (Script::then_widget([used_up]), FakeClock::new());
    let client = builder(&script, &clock).build().expect("a client").0;
    client.send(GetWidget::new("w")).await.expect("a widget");
    let error = client.send(GetWidget::new("w")).await.failed("limited");
    assert!(
        error.is_rate_limited() && error.retry_after() == Some(Duration::from_secs(3600)) && error.status().is_none()
    );
    assert_eq!(error.to_string(), "GET /widgets/{id}.json: not sent: the vendor's limit leaves no call for 3600 s");
    let patient = RetryPolicy::default().max_wait(Duration::from_secs(7200));
    let call = client.call(GetWidget::new("w")).with_retry(patient.clone()).with_deadline(Duration::from_secs(60));
    assert!(call.send().await.failed("not before the deadline").is_rate_limited());
    assert_eq!((script.count(), clock.passed()), (1, Duration::ZERO));
    client.call(GetWidget::new("w")).with_retry(patient).send().await.expect("a widget");
}

#[tokio::test]
async fn clients_of_one_credential_share_a_limit() {
    let (script, clock) = (Script::new([WIDGET]), FakeClock::new());
    let limiter = RateLimiter::with_clock(1, Duration::from_secs(3600), Arc::new(clock.clone()));
    let client = || builder(&script, &clock).rate_limiter(limiter.clone()).build().expect("a client").0;
    client().send(GetWidget::new("w")).await.expect("a widget");
    assert!(client().send(GetWidget::new("w")).await.failed("the other's").is_rate_limited());
}

#[tokio::test]
async fn so_many_run_at_a_time() {
    let (now, most) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
    let (inside, peak) = (Arc::clone(&now), Arc::clone(&most));
    let slow = get(async move || {
        peak.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_millis(20)).await;
        inside.fetch_sub(1, Ordering::SeqCst);
        r#"{"id":"w"}"#
    });
    let base = serve(Router::new().route("/widgets/w.json", slow)).await;
    let client = crate::acme::Client::builder().base_url(base).max_concurrency(3).build().expect("a client");
    let calls: Vec<_> = (0..12)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.send(GetWidget::new("w")).await.is_ok() })
        })
        .collect();
    for call in calls {
        assert!(call.await.expect("no panic"));
    }
    assert_eq!(most.load(Ordering::SeqCst), 3);
}
