//! Answers in another media type than the one that has a type.

use crate::acme::{GetWidget, GetWidgetError, Widget};
use crate::exposure::Failed as _;
use crate::server::{client, say, say_json, serve};
use axum::Router;
use axum::http::HeaderMap;
use axum::routing::get;

#[tokio::test]
async fn another_media_type_is_asked_for_and_comes_as_bytes() {
    let answer = async |headers: HeaderMap| format!("as {}", headers["accept"].to_str().unwrap_or_default());
    let base = serve(Router::new().route("/widgets/w.json", get(answer))).await;
    let whole = client(&base).call(GetWidget::new("w")).send_for("application/pdf").await.expect("a download");
    assert_eq!(whole.status(), 200);
    assert_eq!(&whole.into_output().bytes().await.expect("bytes")[..], b"as application/pdf");
}

#[tokio::test]
async fn its_errors_are_typed() {
    let base = say_json("404 Not Found", "", r#"{"message":"no such"}"#).await;
    let error = client(&base).call(GetWidget::new("w")).send_for("application/pdf").await.failed("an error");
    assert!(matches!(error.body(), Some(GetWidgetError::NotFound(problem)) if problem.message == "no such"));
    let error = client(&base).call(GetWidget::new("w")).send_for("a\nb").await.failed("no media type");
    assert!(error.is_request());
}

#[tokio::test]
async fn a_download_can_be_a_stream_of_events() {
    let events = "data: {\"id\":\"a\"}\n\ndata: [DONE]\n\n";
    let base =
        say(format!("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n{events}")).await;
    let whole = client(&base).call(GetWidget::new("w")).send_for("text/event-stream").await.expect("a download");
    let mut events = whole.into_output().into_events::<Widget>().expect("events");
    assert_eq!(events.next().await.expect("an event").expect("a widget").id, "a");
    assert!(events.next().await.is_none());
    let base = say_json("200 OK", "", "{}").await;
    let whole = client(&base).call(GetWidget::new("w")).send_for("text/event-stream").await.expect("a download");
    assert!(whole.into_output().into_events::<Widget>().is_err());
}
