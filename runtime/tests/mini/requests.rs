//! Requests, as a real server takes them.

use crate::acme::{Client, CreateWidget, GetWidget, Upload};
use crate::exposure::Failed as _;
use crate::server::{client, serve};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Multipart, Path};
use axum::http::{HeaderMap, Uri};
use axum::routing::{get, post};
use intertie::{File, Operation};
use serde_json::json;

#[tokio::test]
async fn the_fluent_call_is_the_operation() {
    let router = Router::new().route(
        "/api/widgets",
        post(async |headers: HeaderMap, body: Bytes| {
            let text = |name: &str| headers[name].to_str().unwrap_or_default().to_owned();
            let seen = [text("content-type"), text("accept"), text("user-agent"), text("x-trace")].join(" | ");
            json!({"id": format!("{seen} | {}", String::from_utf8_lossy(&body))}).to_string()
        }),
    );
    let client = client(&format!("{}/api/", serve(router).await));
    let call = client.widgets().create().name("Ada & co").metadata([("order", "42")]).with_header("X-Trace", "t1");
    assert_eq!(call.operation().name.as_deref(), Some("Ada & co"));
    assert_eq!(call.request(), call.operation().request());
    let widget = call.send().await.expect("a widget");
    let wanted = "application/x-www-form-urlencoded | application/json | intertie/0.1.0 | t1 | \
                  name=Ada%20%26%20co&metadata[order]=42";
    assert_eq!(widget.id, wanted);
}

#[tokio::test]
async fn hostile_values_stay_where_they_are() {
    let router = Router::new().route(
        "/widgets/{id}",
        get(async |Path(id): Path<String>, uri: Uri| json!({"id": format!("{id} {uri}")}).to_string()),
    );
    let client = client(&serve(router).await);
    let widget = client.widgets().get("../a?b#c%2e").expand(["x&y=z"]).send().await.expect("a widget");
    assert_eq!(widget.id, "../a?b#c%2e.json /widgets/..%2Fa%3Fb%23c%252e.json?v=1&expand[]=x%26y%3Dz");
    let error = client.widgets().get("").send().await.failed("an empty id");
    assert!(error.is_request());
    assert_eq!(error.to_string(), "GET /widgets/{id}.json: no request: `id`: a value in the path must not be empty");
    let error = client.widgets().delete("..").send().await.failed("a dot segment");
    assert!(error.is_request() && error.status().is_none());
}

#[tokio::test]
async fn headers_of_a_call_cannot_be_split() {
    let client = client("http://127.0.0.1:1");
    for (name, value) in [("X-A", "b\r\nc: d"), ("host", "evil.com"), ("a b", "c")] {
        let error = client.call(CreateWidget::new()).with_header(name, value).send().await.failed("not sent");
        assert!(error.is_request() && !error.is_connect(), "{name}");
    }
}

#[tokio::test]
async fn multipart_is_what_servers_read() {
    let router = Router::new().route(
        "/widgets/{id}/files",
        post(async |mut form: Multipart| {
            let mut seen = Vec::new();
            while let Ok(Some(field)) = form.next_field().await {
                let head = json!([field.name(), field.file_name(), field.content_type()]);
                seen.push(json!([head, field.bytes().await.map(|bytes| bytes.to_vec()).unwrap_or_default()]));
            }
            json!(seen).to_string()
        }),
    );
    let client = client(&serve(router).await);
    let file = File::new(b"\0\r\n--x".to_vec()).with_name("a.png").with_media_type("image/png");
    let answer = client.send(Upload { id: "w".to_owned(), file, meta: json!({"a": 1}) }).await.expect("an answer");
    let wanted =
        json!([[["file", "a.png", "image/png"], b"\0\r\n--x"], [["meta", null, "application/json"], br#"{"a":1}"#],]);
    assert_eq!(answer.json().expect("JSON"), wanted);
}

#[test]
fn an_operation_is_a_value() {
    let operation = GetWidget { id: "w".to_owned(), expand: Some(vec!["a".to_owned()]) };
    let stored = serde_json::to_string(&operation).expect("JSON");
    let read: GetWidget = serde_json::from_str(&stored).expect("the operation");
    assert_eq!(read, operation);
    assert_eq!(read.request(), operation.request());
    assert_eq!(Client::SPEC.version, "2024-06");
}

/// Calls can be spawned: their futures are `Send`.
#[tokio::test]
async fn calls_can_be_spawned() {
    let client = client("http://127.0.0.1:1");
    let task = tokio::spawn(async move { client.widgets().create().send().await.is_err() });
    assert!(task.await.expect("no panic"));
}
