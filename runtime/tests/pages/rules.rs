//! Each rule over three pages, over one, over none.

use crate::acme::{
    Datadog, Hubspot, Item, Jira, Mailchimp, NewRelic, Numbered, PageOf, Paypal, Razorpay, Search, Slack, Stripe, Told,
    Twilio,
};
use crate::server::{Answer, Server, ids, linked, ok};
use intertie::{Call, Items, Paged};
use serde_json::json;

/// All ids of a list.
async fn all<O: Paged<Item = Item>>(items: &mut Items<O>) -> Vec<String> {
    let mut found = Vec::new();
    while let Some(item) = items.try_next().await.expect("a page") {
        found.extend(item.id);
    }
    assert!(items.next().await.is_none(), "after the end");
    found
}

/// Sends a list to a server that answers so; gives the ids and what was asked.
async fn list<O: Paged<Item = Item>>(
    operation: O,
    answer: impl Fn(usize, &str) -> Answer + Clone + Send + Sync + 'static,
) -> (String, Vec<String>) {
    let server = Server::new(answer).await;
    let client = server.client();
    let mut items = Call::new(client.inner(), operation).items();
    let found = all(&mut items).await;
    (found.join(" "), server.lines())
}

fn lines<const N: usize>(lines: [&str; N]) -> Vec<String> {
    lines.map(str::to_owned).to_vec()
}

#[tokio::test]
async fn slack_sends_a_cursor_that_is_empty_at_the_end() {
    let page = |number: usize, _: &str| {
        let next = ["dXNlcg==", "b&c", ""][number];
        let first = number as u64 * 2;
        ok(json!({"ok": true, "members": ids(first..first + 2), "response_metadata": {"next_cursor": next}}))
    };
    let (found, asked) = list(Slack { limit: Some(2), ..Slack::default() }, page).await;
    assert_eq!(found, "i0 i1 i2 i3 i4 i5");
    let wanted = [
        "GET /users.list?limit=2",
        "GET /users.list?cursor=dXNlcg%3D%3D&limit=2",
        "GET /users.list?cursor=b%26c&limit=2",
    ];
    assert_eq!(asked, lines(wanted));
    // `response_metadata` is optional, and an answer may be null where another is absent.
    for end in [json!({"members": []}), json!({"members": [], "response_metadata": {"next_cursor": null}})] {
        let (found, asked) = list(Slack::default(), move |_, _: &str| ok(end.clone())).await;
        assert_eq!((found.as_str(), asked.len()), ("", 1));
    }
}

#[tokio::test]
async fn a_cursor_counts_only_while_there_is_more_and_may_be_a_number() {
    let page =
        |number: usize, _: &str| ok(json!({"next": number + 7, "more": number < 2, "items": ids([number as u64])}));
    let (found, asked) = list(Told::default(), page).await;
    assert_eq!(found, "i0 i1 i2");
    assert_eq!(asked, lines(["GET /told", "GET /told?token=7", "GET /told?token=8"]));
}

#[tokio::test]
async fn stripe_goes_on_after_the_last_id() {
    let page = |number: usize, _: &str| {
        let first = number as u64 * 2;
        ok(json!({"object": "list", "has_more": number < 2, "data": ids(first..first + 2), "url": "/v1/charges"}))
    };
    let stripe = || Stripe { customer: Some("cus_1".to_owned()), ..Stripe::default() };
    let (found, asked) = list(stripe(), page).await;
    assert_eq!(found, "i0 i1 i2 i3 i4 i5");
    let wanted = [
        "GET /v1/charges?customer=cus_1",
        "GET /v1/charges?starting_after=i1&customer=cus_1",
        "GET /v1/charges?starting_after=i3&customer=cus_1",
    ];
    assert_eq!(asked, lines(wanted));
    let (found, asked) = list(stripe(), |_, _: &str| ok(json!({"has_more": false, "data": []}))).await;
    assert_eq!((found.as_str(), asked.len()), ("", 1));
    // An answer that does not say is followed until a page is empty.
    let unsaid = |number: usize, _: &str| ok(json!({"data": if number == 0 { ids([1]) } else { json!([]) }}));
    let (found, asked) = list(stripe(), unsaid).await;
    assert_eq!((found.as_str(), asked.len()), ("i1", 2));
}

#[tokio::test]
async fn stripe_goes_back_before_the_first_id() {
    // As Stripe has them: a page in the order of the list, `has_more` for what is further in the direction of the call.
    let page = |number: usize, _: &str| {
        let first = [4, 2, 0][number];
        ok(json!({"has_more": number < 2, "data": ids(first..first + 2)}))
    };
    let stripe = Stripe { ending_before: Some("i6".to_owned()), ..Stripe::default() };
    let (found, asked) = list(stripe.clone(), page).await;
    assert_eq!(found, "i5 i4 i3 i2 i1 i0");
    let wanted = ["i6", "i4", "i2"].map(|id| format!("GET /v1/charges?ending_before={id}"));
    assert_eq!(asked, wanted);
    let server = Server::new(page).await;
    let client = server.client();
    let mut items = client.call(stripe.clone()).items();
    for wanted in ["i5", "i4", "i3"] {
        assert_eq!(items.try_next().await.expect("a page").expect("an item").id.as_deref(), Some(wanted));
    }
    let cursor = items.cursor();
    let server = Server::new(move |number, asked: &str| page(number + 1, asked)).await;
    let mut rest = server.client().call(stripe).items().resume(&cursor).expect("a cursor of ours");
    assert_eq!(all(&mut rest).await.join(" "), "i2 i1 i0");
    assert_eq!(server.lines(), wanted[1..]);
}

#[tokio::test]
async fn hubspot_searches_with_the_cursor_in_the_body() {
    let page = |number: usize, _: &str| {
        let paging = (number < 2).then(|| json!({"next": {"after": format!("{}", number + 1), "link": "x"}}));
        let mut answer = json!({"results": ids([number as u64])});
        answer.as_object_mut().expect("an object").extend(paging.map(|paging| ("paging".to_owned(), paging)));
        ok(answer)
    };
    let body = Search { filters: Some(vec!["a".to_owned(), "b".to_owned()]), ..Search::default() };
    let (found, asked) = list(Hubspot { body: Some(body) }, page).await;
    assert_eq!(found, "i0 i1 i2");
    let wanted = [
        r#"POST /crm/search {"filters":["a","b"]}"#,
        r#"POST /crm/search {"filters":["a","b"],"after":"1"}"#,
        r#"POST /crm/search {"filters":["a","b"],"after":"2"}"#,
    ];
    assert_eq!(asked, lines(wanted));
    let (found, asked) = list(Hubspot::default(), page).await;
    assert_eq!((found.as_str(), asked[1].as_str()), ("i0 i1 i2", r#"POST /crm/search {"after":"1"}"#));
}

#[tokio::test]
async fn a_cursor_may_stand_deep_in_a_body_of_members() {
    let page = |number: usize, _: &str| {
        let after = if number < 2 { json!(format!("c{number}")) } else { json!(null) };
        ok(json!({"data": ids([number as u64]), "meta": {"page": {"after": after}}}))
    };
    let of = PageOf { limit: Some(9), ..PageOf::default() };
    let (found, asked) = list(Datadog { filter: Some("x".to_owned()), page: Some(of) }, page).await;
    assert_eq!(found, "i0 i1 i2");
    assert_eq!(asked[2], r#"POST /api/v2/logs/search {"filter":"x","page":{"limit":9,"cursor":"c1"}}"#);
    let (_, asked) = list(Datadog::default(), page).await;
    assert_eq!(asked[1], r#"POST /api/v2/logs/search {"page":{"cursor":"c0"}}"#);
}

#[tokio::test]
async fn jira_says_when_a_page_is_the_last() {
    // The server gives fewer than were asked for.
    let page = |number: usize, _: &str| {
        let first = number as u64 * 2;
        ok(json!({"startAt": first, "maxResults": 2, "isLast": number == 2, "values": ids(first..first + 2)}))
    };
    let (found, asked) = list(Jira { max_results: Some(50), ..Jira::default() }, page).await;
    assert_eq!(found, "i0 i1 i2 i3 i4 i5");
    let wanted = [
        "GET /rest/projects?maxResults=50",
        "GET /rest/projects?startAt=2&maxResults=50",
        "GET /rest/projects?startAt=4&maxResults=50",
    ];
    assert_eq!(asked, lines(wanted));
}

#[tokio::test]
async fn an_offset_goes_on_to_the_total_or_to_an_empty_page() {
    let total = |number: usize, _: &str| ok(json!({"total_items": 5, "lists": ids((0..5).skip(number * 2).take(2))}));
    let (found, asked) = list(Mailchimp::default(), total).await;
    assert_eq!((found.as_str(), asked.len()), ("i0 i1 i2 i3 i4", 3));
    let (found, asked) =
        list(Mailchimp { offset: Some(3) }, |_, _: &str| ok(json!({"total_items": "5", "lists": ids(3..5)}))).await;
    assert_eq!((found.as_str(), asked.len()), ("i3 i4", 1));
    let (found, asked) = list(Mailchimp::default(), |_, _: &str| ok(json!({"total_items": 0, "lists": []}))).await;
    assert_eq!((found.as_str(), asked.len()), ("", 1));
    // Nothing says how many there are: until a page is empty ...
    let silent = |number: usize, _: &str| ok(json!({"items": ids((0..5).skip(number * 2).take(2))}));
    let (found, asked) = list(Razorpay::default(), silent).await;
    assert_eq!(found, "i0 i1 i2 i3 i4");
    assert_eq!(asked, lines(["GET /payments", "GET /payments?skip=2", "GET /payments?skip=4", "GET /payments?skip=5"]));
    // ... or shorter than those before, which had what was asked for.
    let (found, asked) = list(Razorpay { count: Some(2), skip: None }, silent).await;
    assert_eq!((found.as_str(), asked.len()), ("i0 i1 i2 i3 i4", 3));
    // A first page that is short says nothing: the server may give less than it is asked for.
    let (found, asked) = list(Razorpay { count: Some(100), skip: None }, silent).await;
    assert_eq!((found.as_str(), asked.len()), ("i0 i1 i2 i3 i4", 4));
}

#[tokio::test]
async fn pages_are_numbered_to_the_last() {
    let page = |number: usize, _: &str| ok(json!({"total_pages": 3, "items": ids([number as u64])}));
    let (found, asked) = list(Paypal::default(), page).await;
    assert_eq!(found, "i0 i1 i2");
    assert_eq!(asked, lines(["GET /invoices", "GET /invoices?page=2", "GET /invoices?page=3"]));
    let (found, asked) = list(Paypal { page: Some(3) }, page).await;
    assert_eq!((found.as_str(), asked.len()), ("i0", 1));
    let (found, asked) = list(Paypal::default(), |_, _: &str| ok(json!({"total_pages": 1, "items": ids([4])}))).await;
    assert_eq!((found.as_str(), asked.len()), ("i4", 1));
    // Where nobody asked for the total, the links say whether there is more.
    let linked = |number: usize, _: &str| {
        let rel = if number < 2 { "next" } else { "prev" };
        let there = json!({"rel": rel, "href": "https://api.elsewhere.example/invoices?page=9"});
        ok(json!({"items": ids([number as u64]), "links": [{"rel": "self", "href": "/"}, there]}))
    };
    let (found, asked) = list(Paypal::default(), linked).await;
    assert_eq!(found, "i0 i1 i2");
    assert_eq!(asked, lines(["GET /invoices", "GET /invoices?page=2", "GET /invoices?page=3"]));
    // Links that are about something else say nothing of the end.
    let unsaid = |number: usize, _: &str| {
        ok(json!({"items": if number == 0 { ids([7]) } else { json!([]) }, "links": [{"rel": "create", "href": "/"}]}))
    };
    let (found, asked) = list(Paypal::default(), unsaid).await;
    assert_eq!((found.as_str(), asked.len()), ("i7", 2));
    // From 0, the answer itself the list, and nothing that says how many there are.
    let bare = |number: usize, _: &str| ok(ids((0..5).skip(number * 2).take(2)));
    let (found, asked) = list(Numbered { size: Some(2), page: None }, bare).await;
    assert_eq!(found, "i0 i1 i2 i3 i4");
    assert_eq!(asked[2], "GET /numbered?page[number]=2&page[size]=2");
    assert_eq!(asked.len(), 3);
}

#[tokio::test]
async fn new_relic_links_in_a_header() {
    let page = |number: usize, _: &str| {
        let body = json!({"applications": ids([number as u64])});
        let last = "<BASE/v2/applications.json?page=3>; rel=\"last\"";
        match number {
            0 => linked(format!("{last}, <BASE/v2/applications.json?page=2&filter%5Bname%5D=x>;rel=\"next\""), body),
            1 => linked("</v2/applications.json?page=3>; rel=next", body),
            _ => linked(last, body),
        }
    };
    let (found, asked) = list(NewRelic { name: Some("x".to_owned()) }, page).await;
    assert_eq!(found, "i0 i1 i2");
    let wanted = [
        "GET /v2/applications.json?filter[name]=x",
        "GET /v2/applications.json?page=2&filter%5Bname%5D=x",
        "GET /v2/applications.json?page=3",
    ];
    assert_eq!(asked, lines(wanted));
    let (found, asked) = list(NewRelic::default(), |_, _: &str| ok(json!({"applications": []}))).await;
    assert_eq!((found.as_str(), asked.len()), ("", 1));
}

#[tokio::test]
async fn twilio_gives_a_relative_uri() {
    let page = |number: usize, _: &str| {
        let next = match number {
            0 => json!("/2010-04-01/Messages.json?PageSize=1&Page=1&PageToken=PAx y"),
            1 => json!("BASE/2010-04-01/Messages.json?PageSize=1&Page=2"),
            _ => json!(null),
        };
        ok(json!({"messages": ids([number as u64]), "next_page_uri": next, "page": number}))
    };
    let (found, asked) = list(Twilio { page_size: Some(1) }, page).await;
    assert_eq!(found, "i0 i1 i2");
    let wanted = [
        "GET /2010-04-01/Messages.json?PageSize=1",
        "GET /2010-04-01/Messages.json?PageSize=1&Page=1&PageToken=PAx%20y",
        "GET /2010-04-01/Messages.json?PageSize=1&Page=2",
    ];
    assert_eq!(asked, lines(wanted));
}
