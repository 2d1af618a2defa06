//! Answers: by status, of each coding, and not as declared.

use crate::acme::{CreateWidget, DeleteWidget, GetWidget, GetWidgetError, MaybeWidget, Motto, Picture, Watch, Widget};
use crate::exposure::Failed as _;
use crate::server::{client, say, say_json};
use std::time::Duration;

fn widget(id: &str, count: i64) -> Widget {
    Widget { id: id.to_owned(), count: Some(count), object: None }
}

#[tokio::test]
async fn a_success_is_typed_and_its_headers_can_be_had() {
    let base = say_json("200 OK", "X-Total: 7\r\n", r#"{"id":"w1","count":2,"new":true}"#).await;
    assert_eq!(client(&base).widgets().get("w1").send().await.expect("a widget"), widget("w1", 2));
    let whole = client(&base).widgets().get("w1").send_whole().await.expect("a widget");
    assert_eq!((whole.status(), whole.header("x-total"), &whole.output().id), (200, Some("7"), &"w1".to_owned()));
}

#[tokio::test]
async fn an_error_is_typed_by_exact_status_then_range_then_default() {
    let get = async |status: &str, body: &str| {
        let base = say_json(status, "Request-Id: req_1\r\n", body).await;
        client(&base).send(GetWidget::new("w")).await.failed("an error")
    };
    let error = get("404 Not Found", r#"{"message":"no such","token":"hush"}"#).await;
    assert!(matches!(error.body(), Some(GetWidgetError::NotFound(problem)) if problem.message == "no such"));
    assert_eq!((error.status(), error.request_id(), error.is_status()), (Some(404), Some("req_1"), true));
    assert_eq!(error.to_string(), "GET /widgets/{id}.json: 404 Not Found, request req_1");
    assert!(!format!("{error:?}").contains("hush"));
    assert_eq!(get("400 Bad Request", "plain").await.body(), Some(&GetWidgetError::Client("plain".to_owned())));
    assert_eq!(get("410 Gone", "").await.body(), Some(&GetWidgetError::Gone));
    let undeclared = get("503 Service Unavailable", "<html>").await;
    assert_eq!((undeclared.body(), &undeclared.raw()[..]), (None, &b"<html>"[..]));

    let base = say_json("402 Payment Required", "", r#"{"message":"declined"}"#).await;
    let error = client(&base).send(CreateWidget::new()).await.failed("an error");
    assert_eq!(error.body().map(|problem| problem.message.as_str()), Some("declined"));
}

#[tokio::test]
async fn an_error_that_is_not_as_declared_keeps_its_bytes() {
    let base = say_json("500 Internal Server Error", "", "<h1>oops</h1>").await;
    let error = client(&base).send(CreateWidget::new()).await.failed("an error");
    assert_eq!((error.status(), error.body(), &error.raw()[..]), (Some(500), None, &b"<h1>oops</h1>"[..]));
    assert!(std::error::Error::source(&error).is_some() && !error.is_decode());
    let error = client(&base).send(DeleteWidget { id: "w".to_owned() }).await.failed("an error");
    assert_eq!(error.body().map(|body| body.text().into_owned()).as_deref(), Some("<h1>oops</h1>"));
}

#[tokio::test]
async fn the_rate_limit_is_named() {
    let base = say_json("429 Too Many Requests", "Retry-After: 3\r\n", "{}").await;
    let error = client(&base).send(CreateWidget::new()).await.failed("an error");
    assert!(error.is_rate_limited());
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
}

#[tokio::test]
async fn nothing_text_and_an_undeclared_success() {
    let base = say("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n").await;
    client(&base).widgets().delete("w").send().await.expect("nothing");
    let base = say("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\u{feff}Déjà vu").await;
    assert_eq!(client(&base).send(Motto {}).await.expect("a text"), "Déjà vu");
    let base = say_json("201 Created", "", r#"{"id":"w"}"#).await;
    assert_eq!(client(&base).send(CreateWidget::new()).await.expect("a widget").id, "w");
}

#[tokio::test]
async fn an_empty_body_is_an_error_unless_it_may_be_nothing() {
    let base = say_json("200 OK", "", " ").await;
    let error = client(&base).send(GetWidget::new("w")).await.failed("an error");
    assert!(error.is_decode());
    assert_eq!(error.to_string(), "GET /widgets/{id}.json: the answer is not as declared: the body is empty (200 OK)");
    assert_eq!(client(&base).send(MaybeWidget {}).await.expect("nothing"), None);
}

#[tokio::test]
async fn a_success_that_is_not_as_declared_says_where() {
    let base = say_json("200 OK", "", r#"{"id":"w","count":[]}"#).await;
    let error = client(&base).send(GetWidget::new("w")).await.failed("an error");
    assert!(error.is_decode() && error.to_string().contains("count: expected integer, found array"), "{error}");
    assert_eq!(&error.raw()[..], br#"{"id":"w","count":[]}"#);
}

#[tokio::test]
async fn a_download_comes_in_chunks_or_whole() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nTransfer-Encoding: chunked\r\n\
                  Content-Disposition: attachment; filename=\"../x.png\"\r\nConnection: close\r\n\r\n\
                  3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n";
    let base = say(answer).await;
    let mut download = client(&base).send(Picture {}).await.expect("a picture");
    assert_eq!((download.content_type(), download.file_name().as_deref()), (Some("image/png"), Some("x.png")));
    let mut all = Vec::new();
    while let Some(chunk) = download.next().await {
        all.extend_from_slice(&chunk.expect("a chunk"));
    }
    assert_eq!(all, b"abcdefg");
    let download = client(&base).send(Picture {}).await.expect("a picture");
    assert_eq!(&download.bytes().await.expect("bytes")[..], b"abcdefg");
    let small = crate::acme::Client::builder().base_url(&base).body_limit(5).build().expect("a client");
    assert!(small.send(Picture {}).await.expect("a picture").bytes().await.failed("too large").is_too_large());
}

#[tokio::test]
async fn events_are_decoded_one_by_one() {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n";
    let events = "\u{feff}: hello\n\nevent: tick\nid: 5\ndata: {\"id\":\"a\",\ndata: \"count\":1}\n\ndata:\n\n\
                  retry: 100\ndata: {\"id\":\"b\"}\r\n\r\ndata: 7\n\ndata: [DONE]\n\ndata: {\"id\":\"late\"}\n\n";
    let base = say(format!("{head}{events}")).await;
    let mut stream = client(&base).send(Watch {}).await.expect("a stream");
    let first = stream.next_event().await.expect("an event").expect("a widget");
    assert_eq!((first.name.as_str(), first.id.as_str(), first.data), ("tick", "5", widget("a", 1)));
    assert_eq!(stream.next().await.expect("an event").expect("a widget").id, "b");
    assert_eq!((stream.last_event_id(), stream.retry()), ("5", Some(Duration::from_millis(100))));
    assert!(stream.next().await.expect("an event").failed("a number is no widget").is_decode());
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
    let base = say_json("200 OK", "", "{}").await;
    assert!(client(&base).send(Watch {}).await.failed("no stream").is_decode());
}
