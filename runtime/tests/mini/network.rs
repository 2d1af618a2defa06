//! What goes wrong on the way, and where credentials go.

use crate::acme::{Client, CreateWidget, Echo, GetWidget, Picture, Public, Upload};
use crate::exposure::Failed as _;
use crate::server::{client, say, serve};
use axum::Router;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::routing::{any, get};
use intertie::transport::{BoxFuture, HttpRequest, HttpResponse, ResponseBody, Transport, TransportError};
use intertie::{ApiKey, Basic, Bearer, Error, File, RetryPolicy, Value};
use serde_json::json;
use std::time::Duration;

/// Says what it was asked.
pub(crate) async fn echo(uri: Uri, headers: HeaderMap) -> String {
    let mut seen = serde_json::Map::new();
    for (name, value) in &headers {
        seen.insert(name.to_string(), json!(String::from_utf8_lossy(value.as_bytes())));
    }
    json!({"uri": uri.to_string(), "headers": seen}).to_string()
}

pub(crate) fn header<'a>(seen: &'a Value, name: &str) -> Option<&'a str> {
    seen["headers"][name].as_str()
}

#[tokio::test]
async fn time_limits_hold_for_head_and_body() {
    let slow = Router::new().route("/widgets", any(async || tokio::time::sleep(Duration::from_secs(30)).await));
    let base = serve(slow).await;
    let call = client(&base).call(CreateWidget::new()).with_timeout(Duration::from_millis(50)).send().await;
    let error = call.failed("a timeout");
    assert!(error.is_timeout() && !error.is_connect() && error.status().is_none());
    assert_eq!(error.to_string(), "POST /widgets: the time limit is over");
}

#[tokio::test]
async fn a_stream_may_take_longer_than_its_head_but_an_error_may_not() {
    let slow = |status: &'static str| async move {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        tokio::spawn(async move {
            while let Ok((mut socket, _)) = listener.accept().await {
                let _ = tokio::io::AsyncReadExt::read(&mut socket, &mut [0; 4096]).await;
                let head = format!("HTTP/1.1 {status}\r\nContent-Length: 6\r\nConnection: close\r\n\r\nabc");
                let _ = tokio::io::AsyncWriteExt::write_all(&mut socket, head.as_bytes()).await;
                tokio::time::sleep(Duration::from_millis(900)).await;
                let _ = tokio::io::AsyncWriteExt::write_all(&mut socket, b"def").await;
            }
        });
        Client::builder()
            .base_url(format!("http://{address}"))
            .timeout(Duration::from_millis(400))
            .retry(RetryPolicy::none())
            .build()
    };
    let client = slow("200 OK").await.expect("a client");
    let download = client.send(Picture {}).await.expect("a beginning");
    assert_eq!(&download.bytes().await.expect("all of it")[..], b"abcdef");
    assert!(client.send(Echo {}).await.failed("a timeout").is_timeout());
    let error = slow("500 Oops").await.expect("a client").send(Picture {}).await.failed("an error");
    assert_eq!((error.status(), &error.raw()[..]), (Some(500), &b"abc"[..]));
}

#[tokio::test]
async fn a_transport_of_ones_own_sees_the_whole_request() {
    #[derive(Debug)]
    struct Mirror;
    impl Transport for Mirror {
        fn send(&self, request: HttpRequest) -> BoxFuture<'_, Result<HttpResponse, TransportError>> {
            let body = json!({"url": request.url, "key": request.headers["x-key"].to_str().ok()}).to_string();
            let answer =
                HttpResponse { status: StatusCode::OK, headers: HeaderMap::new(), body: ResponseBody::whole(body) };
            Box::pin(async move { Ok(answer) })
        }
    }
    let client =
        Client::builder().transport(Mirror).auth(ApiKey::header("X-Key", "s3cret-k")).build().expect("a client");
    let seen = client.send(Echo {}).await.expect("an echo");
    assert_eq!(seen, json!({"url": "https://demo.acme.com/v1/echo", "key": "s3cret-k"}));
}

/// Errors pass through `?` into `Box<dyn Error + Send + Sync>`, and answers between threads.
#[test]
fn errors_and_answers_go_anywhere() {
    fn anywhere<T: Send + Sync + 'static>() {}
    anywhere::<Error<intertie::Untyped>>();
    anywhere::<Error<intertie::Download>>();
    anywhere::<intertie::Events<Value>>();
    anywhere::<Client>();
}

#[tokio::test]
async fn a_refused_connection_is_told_apart() {
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = closed.local_addr().expect("an address");
    drop(closed);
    let error = client(&format!("http://{address}")).send(CreateWidget::new()).await.failed("an error");
    assert!(error.is_connect() && error.is_transport() && !error.is_timeout());
}

#[tokio::test]
async fn a_body_that_is_cut_off_is_no_success() {
    let base = say("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"id\":\"w\"}").await;
    let error = client(&base).send(GetWidget::new("w")).await.failed("an error");
    assert!(error.is_transport() && error.status() == Some(200), "{error:?}");
    let mut download = client(&base).send(Picture {}).await.expect("a beginning");
    let mut last = download.next().await;
    while let Some(Ok(_)) = last {
        last = download.next().await;
    }
    assert!(last.expect("not just an end").is_err());
    // An error is an error, however little of its text comes through.
    let base = say("HTTP/1.1 404 Not Found\r\nContent-Length: 100\r\n\r\n{\"mess").await;
    let error = client(&base).send(GetWidget::new("w")).await.failed("an error");
    assert_eq!((error.status(), &error.raw()[..]), (Some(404), &b"{\"mess"[..]));
}

#[tokio::test]
async fn an_answer_may_not_be_larger_than_the_limit() {
    let base = say(format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n\"{}\"", "x".repeat(5000))).await;
    let small = Client::builder().base_url(&base).body_limit(1000).build().expect("a client");
    assert!(small.send(Echo {}).await.failed("too large").is_too_large());
}

#[tokio::test]
async fn redirects_stay_on_the_server() {
    let other = serve(Router::new().fallback(echo)).await;
    let away = other.clone();
    let here = Router::new()
        .route("/echo", get(async move || (StatusCode::FOUND, [("location", format!("{away}/echo"))])))
        .route("/widgets/a.json", get(async || (StatusCode::FOUND, [("location", "/widgets/b.json?c=d#e")])))
        .route(
            "/widgets/b.json",
            get(async |headers: HeaderMap| {
                json!({"id": headers["authorization"].to_str().unwrap_or_default()}).to_string()
            }),
        )
        .route("/widgets/loop.json", get(async || (StatusCode::FOUND, [("location", "/widgets/loop.json")])))
        .route("/widgets", any(async || (StatusCode::TEMPORARY_REDIRECT, [("location", "/elsewhere")])));
    let base = serve(here).await;
    let client = Client::builder().base_url(&base).auth(Bearer::new("s3cret")).build().expect("a client");
    let error = client.send(Echo {}).await.failed("not followed");
    assert_eq!(error.status(), Some(302));
    assert_eq!(error.headers().and_then(|headers| headers["location"].to_str().ok()), Some(&*format!("{other}/echo")));
    assert_eq!(client.widgets().get("a").send().await.expect("followed").id, "Bearer s3cret");
    assert_eq!(client.widgets().get("loop").send().await.failed("a loop").status(), Some(302));
    assert_eq!(client.send(CreateWidget::new()).await.failed("a POST").status(), Some(307));
}

#[tokio::test]
async fn credentials_go_where_the_operation_wants_them() {
    let base = serve(Router::new().fallback(echo)).await;
    let built = |builder: intertie::ClientBuilder<Client>| builder.base_url(&base).build().expect("a client");
    let seen =
        built(Client::builder().auth(Basic::new("Aladdin", "open sesame"))).send(Echo {}).await.expect("an echo");
    assert_eq!(header(&seen, "authorization"), Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="));
    let keys = Client::builder().auth(ApiKey::query("k&", "s3cret b")).auth(ApiKey::cookie("c", "s3cret;e"));
    let seen = built(keys).send(Echo {}).await.expect("an echo");
    assert_eq!((seen["uri"].as_str(), header(&seen, "cookie")), (Some("/echo?k%26=s3cret%20b"), Some("c=s3cret%3Be")));
    // Of the alternatives, the first that is complete: not half of one.
    let schemes = |builder: intertie::ClientBuilder<Client>| builder.auth_for("token", Bearer::new("s3cret"));
    let half = schemes(Client::builder().auth_for("key", ApiKey::header("X-Key", "s3cret-k")));
    let seen = built(half).send(Echo {}).await.expect("an echo");
    assert_eq!((header(&seen, "x-key"), header(&seen, "authorization")), (None, Some("Bearer s3cret")));
    let both = schemes(Client::builder().auth_for("key", ApiKey::header("X-Key", "s3cret-k")));
    let both = built(both.auth_for("app", ApiKey::header("X-App", "s3cret-a")));
    let seen = both.send(Echo {}).await.expect("an echo");
    assert_eq!(
        (header(&seen, "x-key"), header(&seen, "x-app"), header(&seen, "authorization")),
        (Some("s3cret-k"), Some("s3cret-a"), None)
    );
    let seen = both.send(Public {}).await.expect("an echo");
    assert_eq!((header(&seen, "x-key"), header(&seen, "x-app")), (None, None));
}

#[tokio::test]
async fn no_secret_is_shown() {
    let auth = ApiKey::query("key", "s3cret");
    let closed = "http://127.0.0.1:1";
    let client = Client::builder().base_url(closed).auth(auth).auth(Bearer::new("s3cret")).build().expect("a client");
    let error = client.send(Echo {}).await.failed("nobody is there");
    let mut shown = vec![format!("{client:?} {error:?} {error}")];
    let mut source = std::error::Error::source(&error);
    while let Some(cause) = source {
        shown.push(format!("{cause} {cause:?}"));
        source = cause.source();
    }
    assert!(!shown.concat().contains("s3cret"), "{shown:?}");
    assert!(!format!("{:?}", Bearer::new("s3cret")).contains("s3cret"));
    let bad = Client::builder().base_url(closed).auth(Bearer::new("s3cret\r\nX: y")).build().expect("a client");
    let error: Error<_> = bad.send(Echo {}).await.failed("not sent");
    assert!(error.is_request() && !format!("{error} {error:?}").contains("s3cret"));
}

#[test]
fn the_user_chooses_the_host_and_nobody_else() {
    let base = |builder: intertie::ClientBuilder<Client>| builder.build().map(|client| client.inner().base_url());
    let text = |result: Result<String, intertie::ConfigError>| result.map_err(|error| error.to_string());
    assert_eq!(text(base(Client::builder())).as_deref(), Ok("https://demo.acme.com/v1"));
    assert_eq!(
        text(base(Client::builder().server_variable("shop", "a-b.c"))).as_deref(),
        Ok("https://a-b.c.acme.com/v1")
    );
    for evil in ["evil.com/", "evil.com#", "evil.com?", "a@evil", "evil.com\\", "evil.com:80", "ü", " "] {
        assert!(base(Client::builder().server_variable("shop", evil)).is_err(), "{evil}");
    }
    for url in
        ["acme.com", "ftp://acme.com", "https://u:p@acme.com", "https://acme.com/?x", "https://{x}.acme.com", "", "/v1"]
    {
        assert!(base(Client::builder().base_url(url)).is_err(), "{url}");
    }
    assert_eq!(
        text(base(Client::builder().base_url("HTTPS://Acme.com:8443/v2/"))).as_deref(),
        Ok("https://acme.com:8443/v2")
    );
    assert!(base(Client::builder().server(2)).is_err(), "a document without a host");
    assert!(base(Client::builder().server(9)).is_err());
    assert_eq!(text(base(Client::builder().server_named("plain"))).as_deref(), Ok("http://plain.acme.com"));
    for unknown in ["", "sandbox"] {
        assert!(base(Client::builder().server_named(unknown)).is_err(), "{unknown}");
    }
    assert!(Client::builder().auth_for("nope", Bearer::new("s3cret")).build().is_err());
}

#[tokio::test]
async fn the_document_gets_no_credentials_sent_in_the_clear() {
    let client = Client::builder().server(1).auth(Bearer::new("s3cret")).build().expect("a client");
    let error = client.send(Echo {}).await.failed("not sent");
    assert!(error.is_request() && error.to_string().contains("in the clear"), "{error}");
}

#[tokio::test]
async fn a_server_of_an_operation_yields_to_the_user() {
    let (one, two) = (serve(Router::new().fallback(echo)).await, serve(Router::new().fallback(echo)).await);
    let upload = || Upload { id: "w".to_owned(), file: File::new("x"), meta: json!({}) };
    let host = |base: &str| base.trim_start_matches("http://").to_owned();
    let seen = client(&one).send(upload()).await.expect("an echo").json().expect("JSON");
    assert_eq!(header(&seen, "host"), Some(&*host(&one)));
    let both = Client::builder().base_url(&one).base_url_for("https://files.acme.com", format!("{two}/up"));
    let seen = both.build().expect("a client").send(upload()).await.expect("an echo").json().expect("JSON");
    assert_eq!((header(&seen, "host"), seen["uri"].as_str()), (Some(&*host(&two)), Some("/up/widgets/w/files")));
}
