//! Answers of GET, kept as RFC 9111 says.

use crate::acme::{Client, GetWidget};
use crate::clock::FakeClock;
use crate::script::{Script, Step};
use intertie::{Bearer, Cache};
use std::time::Duration;

const FOR_A_MINUTE: Step = Step::Answer(200, &[("cache-control", "max-age=60"), ("etag", "\"1\"")], r#"{"id":"w"}"#);
const CHANGED: Step = Step::Answer(200, &[("cache-control", "max-age=60"), ("etag", "\"2\"")], r#"{"id":"x"}"#);

fn client(script: &Script, clock: &FakeClock, cache: &Cache, token: &str) -> Client {
    let builder = Client::builder().base_url("http://127.0.0.1:1").transport(script.clone()).clock(clock.clone());
    builder.cache(cache.clone()).auth(Bearer::new(token)).build().expect("a client")
}

fn fixture(steps: impl IntoIterator<Item = Step>) -> (Script, FakeClock, Client) {
    let (script, clock) = (Script::new(steps), FakeClock::new());
    let client = client(&script, &clock, &Cache::new(1 << 20), "s3cret");
    (script, clock, client)
}

async fn id(client: &Client) -> String {
    client.send(GetWidget::new("w")).await.expect("a widget").id
}

#[tokio::test]
async fn a_fresh_answer_is_given_without_asking_and_a_stale_one_is_asked_for() {
    let same = Step::Answer(304, &[("cache-control", "max-age=60"), ("etag", "\"1\"")], "");
    let (script, clock, client) = fixture([FOR_A_MINUTE, same, CHANGED]);
    assert_eq!([id(&client).await, id(&client).await], ["w", "w"]);
    assert_eq!(script.count(), 1);
    clock.pass(Duration::from_secs(61));
    assert_eq!(id(&client).await, "w");
    assert_eq!(script.header("if-none-match")[1].as_deref(), Some("\"1\""));
    assert_eq!((id(&client).await.as_str(), script.count()), ("w", 2), "fresh again");
    clock.pass(Duration::from_secs(61));
    assert_eq!([id(&client).await, id(&client).await], ["x", "x"]);
    assert_eq!(script.count(), 3);
}

#[tokio::test]
async fn what_may_not_be_kept_is_not() {
    for step in [
        Step::Answer(200, &[("cache-control", "no-store")], r#"{"id":"w"}"#),
        Step::Answer(200, &[], r#"{"id":"w"}"#),
        Step::Answer(200, &[("cache-control", "max-age=60"), ("vary", "*")], r#"{"id":"w"}"#),
    ] {
        let (script, _, client) = fixture([step.clone()]);
        assert_eq!([id(&client).await, id(&client).await], ["w", "w"]);
        assert_eq!(script.count(), 2, "{step:?}");
    }
}

#[tokio::test]
async fn an_answer_is_for_its_credential_alone() {
    let (script, clock, cache) = (Script::new([FOR_A_MINUTE, CHANGED]), FakeClock::new(), Cache::new(1 << 20));
    let (one, two) = (client(&script, &clock, &cache, "s3cret-one"), client(&script, &clock, &cache, "s3cret-two"));
    assert_eq!([id(&one).await, id(&two).await, id(&one).await, id(&two).await], ["w", "x", "w", "x"]);
    assert_eq!(script.count(), 2);
    let own = one.inner().call(GetWidget::new("w")).with_header("authorization", "Bearer s3cret-three");
    own.send().await.expect("a widget");
    assert_eq!(script.count(), 3);
    assert!(!format!("{cache:?}").contains("s3cret-one"));
}

#[tokio::test]
async fn an_answer_of_more_than_an_eighth_of_the_cache_is_not_kept() {
    let (script, clock) = (Script::new([FOR_A_MINUTE]), FakeClock::new());
    let small = client(&script, &clock, &Cache::new(64), "s3cret");
    assert_eq!([id(&small).await, id(&small).await], ["w", "w"]);
    assert_eq!(script.count(), 2);
}
