//! A list that is left and taken up again, maybe by another process.

use crate::acme::{Item, Paypal, Slack, Stripe, Twilio};
use crate::exposure::Failed as _;
use crate::server::{Answer, Server, ids, ok};
use intertie::{Items, Paged};
use serde_json::json;

/// Three pages of two items, by the query.
fn charges(_: usize, asked: &str) -> Answer {
    let first = match asked {
        "GET /v1/charges" => 0,
        "GET /v1/charges?starting_after=i1" => 2,
        "GET /v1/charges?starting_after=i3" => 4,
        other => panic!("{other}"),
    };
    ok(json!({"has_more": first < 4, "data": ids(first..first + 2)}))
}

async fn some<O: Paged<Item = Item>>(items: &mut Items<O>, count: usize) -> String {
    let mut found = Vec::new();
    while found.len() < count
        && let Some(item) = items.try_next().await.expect("a page")
    {
        found.extend(item.id);
    }
    found.join(" ")
}

#[tokio::test]
async fn every_item_comes_once_wherever_the_list_is_left() {
    let server = Server::new(charges).await;
    let client = server.client();
    for taken in 0..=6 {
        let mut items = client.call(Stripe::default()).items();
        let before = some(&mut items, taken).await;
        let cursor = items.cursor();
        let mut rest = client.call(Stripe::default()).items().resume(&cursor).expect("a cursor of ours");
        assert_eq!(rest.cursor(), cursor, "nothing was taken");
        let after = some(&mut rest, 99).await;
        assert_eq!(format!("{before} {after}").trim(), "i0 i1 i2 i3 i4 i5", "{taken}: {cursor}");
        assert!(client.call(Stripe::default()).items().resume(&rest.cursor()).expect("ours").next().await.is_none());
    }
}

#[tokio::test]
async fn pages_go_on_with_the_next() {
    let server = Server::new(charges).await;
    let client = server.client();
    let mut pages = client.call(Stripe::default()).pages();
    pages.next().await.expect("a page").expect("no error");
    assert_eq!(pages.cursor(), r#"{"operation":"Stripe","value":"i1"}"#);
    let mut rest = client.call(Stripe::default()).pages().resume(&pages.cursor()).expect("ours");
    assert_eq!(rest.try_next().await.expect("a page").expect("one")["data"], ids(2..4));
    assert_eq!(server.lines()[1], "GET /v1/charges?starting_after=i1");
}

#[tokio::test]
async fn a_url_is_taken_up_on_the_own_host_only() {
    let server = Server::new(|number, _| {
        ok(json!({"messages": ids([number as u64]), "next_page_uri": if number == 0 { json!("/next?p=1") } else { json!(null) }}))
    })
    .await;
    let client = server.client();
    let mut items = client.call(Twilio::default()).items();
    assert_eq!(some(&mut items, 1).await, "i0");
    let cursor = items.cursor();
    assert_eq!(cursor, r#"{"operation":"Twilio","url":"/next?p=1"}"#);
    let mut rest = client.call(Twilio::default()).items().resume(&cursor).expect("ours");
    assert_eq!(some(&mut rest, 9).await, "i1");
    assert_eq!(server.lines()[1], "GET /next?p=1");
    for url in ["//evil.com/x", "https://evil.com/x", "x", ""] {
        let forged = json!({"operation": "Twilio", "url": url}).to_string();
        assert!(client.call(Twilio::default()).pages().resume(&forged).is_err(), "{url}");
    }
}

#[tokio::test]
async fn another_operations_cursor_is_refused() {
    let server = Server::new(charges).await;
    let client = server.client();
    let cursor = client.call(Stripe::default()).pages().cursor();
    let error = client.call(Slack::default()).pages().resume(&cursor).failed("of another operation");
    assert_eq!(error.to_string(), "the cursor is one of the operation `Stripe`");
    for wrong in [
        "",
        "x",
        "[]",
        "{}",
        r#"{"operation":1}"#,
        r#"{"operation":"Stripe","value":"a","url":"/b"}"#,
        r#"{"operation":"Stripe","end":1}"#,
        r#"{"operation":"Stripe","done":-1}"#,
        // A URL where the rule wants a value.
        r#"{"operation":"Stripe","url":"/x"}"#,
    ] {
        let error = client.call(Stripe::default()).items().resume(wrong).failed(wrong);
        assert_eq!(error.to_string(), "the text is no cursor of a list", "{wrong}");
    }
    let error = client.call(Paypal::default()).pages().resume(r#"{"operation":"Paypal","value":"s3cret"}"#);
    let error = error.failed("no number").to_string();
    assert!(error.contains("`page` does not take the cursor") && !error.contains("s3cret"), "{error}");
    assert_eq!(server.lines().len(), 0);
}
