//! A network at its worst, on the loopback: one test for each way it fails.

use crate::acme::{Client, CreateWidget, Echo, GetWidget, Widget};
use crate::exposure::Failed as _;
use crate::server::serve;
use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::any;
use intertie::{Bearer, ClientBuilder, Error, RetryPolicy};
use std::io::Write as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

type Counter = Arc<AtomicUsize>;

/// Does this with each connection once a request has come over it; counts them.
async fn raw<F: Future<Output = ()> + Send>(
    act: impl Fn(TcpStream, usize) -> F + Clone + Send + 'static,
) -> (String, Counter) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let count = Counter::default();
    let counter = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let (act, counter) = (act.clone(), Arc::clone(&counter));
            tokio::spawn(async move {
                if socket.read(&mut [0; 16 * 1024]).await.is_ok_and(|read| read > 0) {
                    let before = counter.fetch_add(1, Ordering::SeqCst);
                    act(socket, before).await;
                }
            });
        }
    });
    (format!("http://{address}"), count)
}

async fn write(socket: &mut TcpStream, text: &str) {
    let _ = socket.write_all(text.as_bytes()).await;
    let _ = socket.flush().await;
}

/// Retries, but without long waits.
fn builder(base: &str) -> ClientBuilder<Client> {
    let quick = RetryPolicy::default().backoff(Duration::from_millis(5), Duration::from_millis(5));
    Client::builder().base_url(base).timeout(Duration::from_millis(400)).retry(quick)
}

fn client(base: &str) -> Client {
    builder(base).build().expect("a client")
}

async fn get(client: &Client) -> Result<Widget, Error<crate::acme::GetWidgetError>> {
    client.send(GetWidget::new("w")).await
}

fn count(counter: &Counter) -> usize {
    counter.load(Ordering::SeqCst)
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n";

#[tokio::test]
async fn slow_headers() {
    let (base, seen) = raw(async |mut socket: TcpStream, _| {
        for byte in HEAD.bytes() {
            write(&mut socket, &char::from(byte).to_string()).await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let begun = Instant::now();
    assert!(get(&client(&base)).await.failed("a timeout").is_timeout());
    assert!(begun.elapsed() < Duration::from_secs(5), "three attempts of 400 ms");
    assert_eq!(count(&seen), 3);
    assert!(client(&base).send(CreateWidget::new()).await.failed("a timeout").is_timeout());
    assert_eq!(count(&seen), 4, "a POST is sent once");
}

#[tokio::test]
async fn slow_body() {
    let (base, seen) = raw(async |mut socket: TcpStream, _| {
        write(&mut socket, &format!("{HEAD}Content-Length: 1000\r\n\r\n")).await;
        for _ in 0..100 {
            write(&mut socket, " ").await;
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await;
    let begun = Instant::now();
    let error = get(&client(&base)).await.failed("a timeout");
    assert!(error.is_timeout() && error.status() == Some(200), "{error:?}");
    assert!(begun.elapsed() < Duration::from_secs(1));
    assert_eq!(count(&seen), 1, "the request was answered");
}

#[tokio::test]
async fn cut_body() {
    let (base, seen) = raw(async |mut socket: TcpStream, _| {
        write(&mut socket, &format!("{HEAD}Content-Length: 100\r\n\r\n{{\"id\":\"w\"}}")).await;
    })
    .await;
    let error = get(&client(&base)).await.failed("not all of it");
    assert!(error.is_transport() && !error.is_timeout() && error.status() == Some(200), "{error:?}");
    assert_eq!(count(&seen), 1);
}

/// Ends the connection with a reset instead of an end.
fn reset(socket: TcpStream) {
    let _ = socket.set_zero_linger();
    drop(socket);
}

#[tokio::test]
async fn reset_connections() {
    let (base, seen) = raw(async |mut socket: TcpStream, before| {
        if before < 2 {
            return reset(socket);
        }
        write(&mut socket, &format!("{HEAD}Content-Length: 10\r\n\r\n{{\"id\":\"w\"}}")).await;
    })
    .await;
    assert_eq!(get(&client(&base)).await.expect("the third time").id, "w");
    assert_eq!(count(&seen), 3);
    let (base, seen) = raw(async |socket: TcpStream, _| reset(socket)).await;
    let error = client(&base).send(CreateWidget::new()).await.failed("reset");
    assert!(error.is_transport() && !error.is_connect(), "{error:?}");
    assert_eq!(count(&seen), 1, "the server may have done it");
}

/// A server of statuses and headers: one for each request, and then a widget.
async fn says(answers: Vec<(u16, Vec<(&'static str, String)>)>) -> (String, Counter) {
    let count = Counter::default();
    let counter = Arc::clone(&count);
    let base = serve(Router::new().fallback(any(async move || {
        let at = counter.fetch_add(1, Ordering::SeqCst);
        let mut headers = HeaderMap::new();
        let Some((status, told)) = answers.get(at) else { return r#"{"id":"w"}"#.into_response() };
        for (name, value) in told {
            headers.insert(*name, value.parse().expect("a header"));
        }
        (StatusCode::from_u16(*status).expect("a status"), headers).into_response()
    })))
    .await;
    (base, count)
}

fn http_date(seconds_from_1970: u64) -> String {
    httpdate::fmt_http_date(std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(seconds_from_1970))
}

#[tokio::test]
async fn too_many_requests_with_seconds() {
    let (base, seen) = says(vec![(429, vec![("retry-after", "1".to_owned())])]).await;
    let begun = Instant::now();
    assert_eq!(get(&client(&base)).await.expect("a widget").id, "w");
    assert!(begun.elapsed() >= Duration::from_secs(1) && count(&seen) == 2);
}

#[tokio::test]
async fn too_many_requests_with_a_date() {
    let (date, later) = (("date", http_date(1_000_000)), ("retry-after", http_date(1_000_001)));
    let (base, seen) = says(vec![(429, vec![date, later])]).await;
    let begun = Instant::now();
    assert_eq!(get(&client(&base)).await.expect("a widget").id, "w");
    assert!(begun.elapsed() >= Duration::from_secs(1) && count(&seen) == 2);
}

#[tokio::test]
async fn clock_skew() {
    // A server that is a day ahead, or a day behind: only the difference of its own dates counts.
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs();
    for server in [now + 86_400, now - 86_400] {
        let answer = vec![("date", http_date(server)), ("retry-after", http_date(server + 3))];
        let (base, _) = says(vec![(503, answer); 3]).await;
        let error = builder(&base).retry(RetryPolicy::none()).build().expect("a client");
        let error = get(&error).await.failed("busy");
        assert_eq!(error.retry_after(), Some(Duration::from_secs(3)));
    }
}

#[tokio::test]
async fn a_storm_of_503() {
    let (base, seen) = says(vec![(503, vec![]); 1000]).await;
    let quick = RetryPolicy::default().backoff(Duration::from_millis(1), Duration::from_millis(1)).budget(8, 0.2);
    let client = builder(&base).timeout(Duration::from_secs(20)).retry(quick).build().expect("a client");
    let calls: Vec<_> = (0..60)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { get(&client).await.failed("busy").status() })
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.expect("no panic"), Some(503));
    }
    assert_eq!(count(&seen), 68, "sixty calls, and eight retries that the budget has");
}

#[tokio::test]
async fn wrong_content_type() {
    let page = any(async || ([("content-type", "text/html")], "<html>Down for maintenance</html>"));
    let base = serve(Router::new().fallback(page)).await;
    let error = get(&client(&base)).await.failed("a page");
    assert!(error.is_decode() && error.status() == Some(200) && !error.to_string().contains("maintenance"), "{error}");
    assert!(error.raw().starts_with(b"<html>"));
    // Vendors send JSON as text: what can be read is.
    let text = any(async || ([("content-type", "text/plain")], r#"{"id":"w"}"#));
    let base = serve(Router::new().fallback(text)).await;
    assert_eq!(get(&client(&base)).await.expect("a widget").id, "w");
}

#[tokio::test]
async fn invalid_json() {
    for body in [r#"{"id":"w""#, r#"{"id":"w"}}"#, r#"{"id":"w",}"#, "{'id':'w'}", "\u{0}"] {
        let base = serve(Router::new().fallback(any(async move || body))).await;
        let error = get(&client(&base)).await.failed("no JSON");
        assert!(error.is_decode() && error.raw() == body, "{body}: {error:?}");
    }
}

#[tokio::test]
async fn gzip_bomb() {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    for _ in 0..256 {
        encoder.write_all(&vec![b' '; 1 << 20]).expect("memory");
    }
    let bomb = encoder.finish().expect("memory");
    assert!(bomb.len() < 1 << 20, "256 MiB in {} bytes", bomb.len());
    let answer = any(async move || ([("content-encoding", "gzip")], bomb.clone()));
    let base = serve(Router::new().fallback(answer)).await;
    let client = builder(&base).timeout(Duration::from_secs(30)).body_limit(1 << 20).build().expect("a client");
    assert!(get(&client).await.failed("too large").is_too_large());
}

#[tokio::test]
async fn a_redirect_to_another_host() {
    let elsewhere = Counter::default();
    let seen = Arc::clone(&elsewhere);
    let other = serve(Router::new().fallback(any(async move || {
        seen.fetch_add(1, Ordering::SeqCst);
    })))
    .await;
    for status in [301, 302, 303, 307, 308] {
        let (base, _) = says(vec![(status, vec![("location", format!("{other}/echo"))])]).await;
        let client = builder(&base).auth(Bearer::new("s3cret")).build().expect("a client");
        assert_eq!(client.send(Echo {}).await.failed("not followed").status(), Some(status));
    }
    assert_eq!(count(&elsewhere), 0);
}
