//! What goes wrong amid a list: what came before stays, then one clear error, then the end.

use crate::acme::{Broken, NewRelic, Paypal, Slack, Stripe, Told, Twilio};
use crate::exposure::{self, Failed as _};
use crate::server::{Answer, Server, ids, linked, ok};
use intertie::{Call, Paged};
use serde_json::json;

/// How many pages come, and the text of the error after them.
async fn failing<O: Paged>(server: &Server, operation: O) -> (usize, String) {
    let client = server.client();
    let mut pages = Call::new(client.inner(), operation).pages();
    let mut count = 0;
    loop {
        match pages.next().await.expect("an error before the end") {
            Ok(_) => count += 1,
            Err(error) => {
                assert!(pages.next().await.is_none(), "an error ends the stream");
                assert!(error.is_page() && std::error::Error::source(&error).is_some(), "{error}");
                return (count, error.to_string());
            }
        }
    }
}

#[tokio::test]
async fn a_page_that_repeats_stops_the_list() {
    let again = |number: usize, _: &str| {
        let next = ["a", "b"][number % 2];
        ok(json!({"members": [], "response_metadata": {"next_cursor": next}}))
    };
    let server = Server::new(again).await;
    let text = "GET /users.list: no further page: the next page would be one that was there already";
    assert_eq!(failing(&server, Slack::default()).await, (3, text.to_owned()));
    // The first request asked for it already.
    let asked = Slack { cursor: Some("a".to_owned()), limit: None };
    let server = Server::new(|_, _| ok(json!({"members": [], "response_metadata": {"next_cursor": "a"}}))).await;
    assert_eq!(failing(&server, asked).await.0, 1);
    let server = Server::new(|_, _| ok(json!({"has_more": true, "data": ids([1])}))).await;
    assert_eq!(failing(&server, Stripe::default()).await.0, 2);
    let server = Server::new(|_, _| linked("<?page=2>; rel=next", json!({"applications": []}))).await;
    assert_eq!(failing(&server, NewRelic::default()).await.0, 2);
    // The page itself, as an absolute URL.
    let own = |_: usize, _: &str| ok(json!({"messages": [], "next_page_uri": "BASE/2010-04-01/Messages.json"}));
    assert_eq!(failing(&Server::new(own).await, Twilio::default()).await.0, 1);
}

#[tokio::test]
async fn no_other_host_is_called() {
    let other = Server::new(|_, _| ok(json!({}))).await;
    let away = format!("{}/x?token=s3cret", other.base);
    let link = away.clone();
    let twilio = Server::new(move |_, _| ok(json!({"messages": [], "next_page_uri": away}))).await;
    let new_relic = Server::new(move |_, _| linked(format!("<{link}>; rel=next"), json!({"applications": []}))).await;
    for (count, text) in [failing(&twilio, Twilio::default()).await, failing(&new_relic, NewRelic::default()).await] {
        assert_eq!(count, 1);
        assert!(text.contains(&format!("the next page is at `{}`", other.base)) && !text.contains("s3cret"), "{text}");
    }
    assert_eq!(other.lines().len(), 0);
}

#[tokio::test]
async fn more_that_is_nowhere_is_told() {
    let text = "no further page: the answer says that there is more, and not where";
    let server = Server::new(|_, _| ok(json!({"items": [], "more": true, "next": ""}))).await;
    assert!(failing(&server, Told::default()).await.1.ends_with(text));
    let server = Server::new(|_, _| ok(json!({"data": [], "has_more": true}))).await;
    assert!(failing(&server, Stripe::default()).await.1.ends_with(text));
    let server = Server::new(|_, _| ok(json!({"data": [{"name": "without id"}], "has_more": true}))).await;
    assert!(failing(&server, Stripe::default()).await.1.ends_with(text));
}

#[tokio::test]
async fn a_cursor_that_does_not_fit_its_member_is_told() {
    let server = Server::new(|_, _| ok(json!({"items": [], "more": true, "next": "s3cret"}))).await;
    let (count, text) = failing(&server, Told::default()).await;
    assert_eq!(count, 1);
    assert!(text.contains("`token` does not take the cursor") && !text.contains("s3cret"), "{text}");
    let server = Server::new(|_, _| ok(json!({"items": []}))).await;
    assert!(failing(&server, Broken::default()).await.1.contains("the request has no member `no_such`"));
}

#[tokio::test]
async fn an_error_amid_the_list_leaves_what_came_and_where_to_go_on() {
    let page = |number: usize, _: &str| match number {
        2 => Answer { status: 422, link: None, body: json!({"message": "busy"}) },
        _ => ok(json!({"total_pages": 3, "items": ids([number as u64])})),
    };
    let server = Server::new(page).await;
    let client = server.client();
    let mut items = client.call(Paypal::default()).items();
    for id in ["i0", "i1"] {
        assert_eq!(items.try_next().await.expect("a page").and_then(|item| item.id).as_deref(), Some(id));
    }
    let error = items.try_next().await.failed("a failure");
    assert_eq!((error.status(), error.is_page(), &error.raw()[..]), (Some(422), false, &br#"{"message":"busy"}"#[..]));
    assert!(items.next().await.is_none());
    let mut rest = client.call(Paypal::default()).items().resume(&items.cursor()).expect("ours");
    assert_eq!(rest.try_next().await.expect("a page").and_then(|item| item.id).as_deref(), Some("i3"));
    assert!(rest.next().await.is_none());
    assert_eq!(server.lines()[2..], ["GET /invoices?page=3", "GET /invoices?page=3"]);
}

#[tokio::test]
async fn where_there_is_no_way_on_the_cursor_stays_behind_the_items_that_came() {
    let server = Server::new(|_, _| ok(json!({"has_more": true, "data": ids([1])}))).await;
    let client = server.client();
    let mut items = client.call(Stripe::default()).items();
    assert!(items.next().await.expect("an item").is_ok() && items.next().await.expect("again").is_ok());
    assert!(items.next().await.expect("an error").is_err());
    assert_eq!(items.cursor(), r#"{"operation":"Stripe","value":"i1","done":1}"#);
}

#[tokio::test]
async fn a_page_is_called_for_again_as_the_call_says() {
    let page = |number: usize, _: &str| match number {
        1 | 3 => Answer { status: 503, link: None, body: json!({}) },
        _ => ok(json!({"total_pages": 3, "items": ids([number as u64])})),
    };
    let server = Server::new(page).await;
    let client = server.client();
    let mut items = client.call(Paypal::default()).items();
    let mut count = 0;
    while items.try_next().await.expect("a page").is_some() {
        count += 1;
    }
    let wanted = ["", "?page=2", "?page=2", "?page=3", "?page=3"].map(|query| format!("GET /invoices{query}"));
    assert_eq!((count, server.lines()), (3, wanted.to_vec()));
    let server = Server::new(page).await;
    let client = server.client();
    let mut pages = client.call(Paypal::default()).with_retry(intertie::RetryPolicy::none()).pages();
    assert!(pages.next().await.is_some_and(|page| page.is_ok()));
    assert_eq!(pages.next().await.and_then(Result::err).and_then(|error| error.status()), Some(503));
}

#[test]
fn no_test_exposes_a_secret() {
    exposure::search("no_test_exposes_a_secret", 100_000, &[]);
}
