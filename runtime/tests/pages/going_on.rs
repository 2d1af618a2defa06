//! What streams promise: nothing is called for before it is asked for, and every page is called for alike.

use crate::acme::{Hubspot, Paypal, Slack, Twilio};
use crate::server::{Answer, Server, ids, ok};
use intertie::{Items, Pages};
use serde_json::json;
use std::future::poll_fn;
use std::pin::Pin;
use std::time::Duration;

/// Three pages of two items.
fn three(number: usize, _: &str) -> Answer {
    let first = number as u64 * 2;
    ok(json!({"total_pages": 3, "items": ids(first..first + 2)}))
}

#[tokio::test]
async fn a_page_is_called_for_when_it_is_asked_for() {
    let server = Server::new(three).await;
    let mut items = server.client().call(Paypal::default()).items();
    assert_eq!(server.lines().len(), 0);
    for (taken, calls) in [1, 1, 2, 2, 3, 3].into_iter().enumerate() {
        assert!(items.try_next().await.expect("a page").is_some());
        tokio::time::sleep(Duration::from_millis(10)).await;
        assert_eq!(server.lines().len(), calls, "{} items", taken + 1);
    }
    assert!(items.next().await.is_none());
    assert_eq!(server.lines().len(), 3);
}

#[tokio::test]
async fn prefetch_calls_for_one_page_ahead() {
    let server = Server::new(three).await;
    let client = server.client();
    // The connection must be there for the next request to go out at once.
    client.call(Paypal::default()).send().await.expect("a page");
    let before = server.lines().len();
    let mut items = client.call(Paypal::default()).items().prefetch();
    let mut found = 0;
    let mut most = 0;
    while items.try_next().await.expect("a page").is_some() {
        found += 1;
        tokio::time::sleep(Duration::from_millis(20)).await;
        let calls = server.lines().len() - before;
        most = most.max(calls);
        assert!(calls <= (found - 1) / 2 + 2, "{calls} calls for {found} items");
        if found == 2 {
            assert_eq!(calls, 2, "the second page is here while the first is worked on");
        }
    }
    assert_eq!((found, most), (6, 3));
    // Not beyond what was wanted.
    let before = server.lines().len();
    let mut pages = client.call(Paypal::default()).pages().prefetch().take_pages(1);
    assert!(pages.next().await.is_some() && pages.next().await.is_none());
    tokio::time::sleep(Duration::from_millis(20)).await;
    assert_eq!(server.lines().len(), before + 1);
}

#[tokio::test]
async fn as_many_pages_as_are_wanted() {
    let server = Server::new(three).await;
    let client = server.client();
    let mut items = client.call(Paypal::default()).items().take_pages(2);
    let mut found = 0;
    while items.try_next().await.expect("a page").is_some() {
        found += 1;
    }
    assert_eq!((found, server.lines().len()), (4, 2));
    assert!(client.call(Paypal::default()).pages().take_pages(0).next().await.is_none());
}

#[tokio::test]
async fn what_is_special_about_the_call_holds_for_every_page() {
    let server = Server::new(|number, _| {
        let next = if number < 2 { json!(format!("/page?n={number}")) } else { json!("") };
        ok(json!({"messages": [], "next_page_uri": next}))
    })
    .await;
    let client = server.client();
    let call = client.call(Twilio::default()).with_header("x-trace", "abc").with_timeout(Duration::from_secs(9));
    let mut pages = call.pages();
    while pages.try_next().await.expect("a page").is_some() {}
    let asked = server.asked();
    assert_eq!(asked.len(), 3);
    for one in asked {
        assert_eq!(one.headers["x-trace"], "abc", "{}", one.line);
        assert_eq!(one.headers["authorization"], "Bearer s3cret", "{}", one.line);
    }
}

#[tokio::test]
async fn streams_are_streams_and_can_move_to_other_tasks() {
    fn is_stream<S: futures_core::Stream + Send + Unpin + 'static>(stream: S) -> S {
        stream
    }
    let server = Server::new(three).await;
    let client = server.client();
    let mut pages: Pages<Paypal> = is_stream(client.call(Paypal::default()).pages());
    let first = poll_fn(|context| futures_core::Stream::poll_next(Pin::new(&mut pages), context)).await;
    assert_eq!(first.expect("a page").expect("no error")["items"], ids(0..2));
    let mut items: Items<Paypal> = is_stream(pages.items());
    let task = tokio::spawn(async move { items.try_next().await.map(|item| item.and_then(|item| item.id)) });
    assert_eq!(task.await.expect("no panic").expect("no error").as_deref(), Some("i2"));
    let shown = format!("{:?}", client.call(Slack { cursor: Some("s3cret".to_owned()), limit: None }).pages());
    assert!(shown.contains("Slack") && !shown.contains("s3cret"), "{shown}");
}

#[tokio::test]
async fn an_idempotency_key_is_that_of_one_page() {
    let server = Server::new(|number, _| {
        let paging = if number < 2 { json!({"next": {"after": number.to_string()}}) } else { json!(null) };
        ok(json!({"results": [], "paging": paging}))
    })
    .await;
    let client = server.client();
    let keys = async || {
        let before = server.asked().len();
        let mut pages = client.call(Hubspot::default()).with_idempotency_key("k").pages();
        while pages.try_next().await.is_ok_and(|page| page.is_some()) {}
        let asked = server.asked()[before..].to_vec();
        asked.iter().map(|one| one.headers["idempotency-key"].to_str().expect("text").to_owned()).collect::<Vec<_>>()
    };
    let sent = keys().await;
    assert_eq!((sent.len(), sent[0].as_str()), (3, "k"));
    assert!(sent[1].starts_with("k-") && sent[2].starts_with("k-") && sent[1] != sent[2], "{sent:?}");
}
