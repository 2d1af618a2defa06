//! Uploads that are never in memory as a whole: 64 MB over the loopback. A process of its own, because it measures memory.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Request};
use axum::http::HeaderMap;
use axum::routing::post;
use bytes::Bytes;
use futures_core::Stream;
use intertie::codec::{Decode, Encode, Object, Table, required, table};
use intertie::{ByteStream, Client, ClientBuilder, Connect, File, Operation as _, Untyped, Value, spec};
use std::future::poll_fn;
use std::io;
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use tokio::io::AsyncReadExt as _;

const CHUNK: usize = 64 * 1024;
const CHUNKS: usize = 1024;
const LENGTH: u64 = (CHUNK * CHUNKS) as u64;

/// How much more memory than before an upload may take: a sixth of the content.
const MOST: u64 = 11 << 20;

#[tokio::test]
async fn a_stream_of_known_length_is_sent_as_it_comes() {
    let client = client(&serve().await);
    let before = memory("VmRSS");
    let seen = send(&client, Raw { file: File::stream(Pattern(0), Some(LENGTH)) }).await;
    assert_eq!(seen["length"], LENGTH.to_string());
    assert_eq!((&seen["bytes"], &seen["sum"]), (&LENGTH.into(), &sum().into()));
    assert_flat(before);
}

#[tokio::test]
async fn a_stream_of_unknown_length_is_chunked() {
    let client = client(&serve().await);
    let reader = tokio::io::repeat(7).take(300_000);
    let seen = send(&client, Raw { file: File::reader(reader, None).with_media_type("image/png") }).await;
    assert_eq!(
        (&seen["length"], &seen["coding"], &seen["media"]),
        (&Value::Null, &"chunked".into(), &"image/png".into())
    );
    assert_eq!((&seen["bytes"], &seen["sum"]), (&300_000.into(), &2_100_000.into()));
}

#[tokio::test]
async fn a_stream_can_be_a_part_of_a_multipart_body() {
    let client = client(&serve().await);
    let before = memory("VmRSS");
    let file = File::stream(Pattern(0), Some(LENGTH)).with_name("a.bin");
    let seen = send(&client, Parts { file, meta: serde_json::json!({"a": 1}) }).await;
    assert_eq!((&seen["file"], &seen["sum"], &seen["name"]), (&LENGTH.into(), &sum().into(), &"a.bin".into()));
    assert_eq!(seen["meta"], r#"{"a":1}"#);
    let length: u64 = seen["length"].as_str().and_then(|text| text.parse().ok()).expect("a length");
    assert!((LENGTH + 100..LENGTH + 1000).contains(&length), "{length}");
    assert_flat(before);
}

#[tokio::test]
async fn a_file_of_the_disk_is_read_while_it_is_sent() {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("upload.bin");
    std::fs::write(&path, vec![1; 1_000_000]).expect("can write");
    let file = tokio::fs::File::open(&path).await.expect("a file");
    let length = file.metadata().await.expect("its length").len();
    let client = client(&serve().await);
    let seen = send(&client, Raw { file: File::reader(file, Some(length)) }).await;
    assert_eq!((&seen["bytes"], &seen["sum"]), (&1_000_000.into(), &1_000_000.into()));
}

#[tokio::test]
async fn a_stream_cannot_be_repeated_and_says_so() {
    let client = client(&serve().await);
    let stream = ByteStream::from_reader(&b"abc"[..], Some(3));
    let operation = Raw { file: stream.into() };
    let request = operation.request().expect("a request");
    assert!(!request.is_repeatable() && request.body.as_bytes().is_none());
    assert_eq!(request, operation.clone().request().expect("the same"));
    assert!(Raw { file: File::new(*b"abc") }.request().expect("a request").is_repeatable());
    assert_eq!(send(&client, operation.clone()).await["bytes"], 3);
    let error = client.0.send(operation).await.expect_err("a second time");
    assert!(error.is_request() && error.to_string().contains("sent already"), "{error}");
}

#[tokio::test]
async fn a_stream_that_breaks_off_fails_the_call() {
    let client = client(&serve().await);
    for (file, reason) in [
        (File::reader(&b"abc"[..], Some(5)), "ended 2 bytes before its length"),
        (File::reader(&b"abc"[..], Some(2)), "more bytes than was said"),
        (File::stream(Broken, None), "the disk is gone"),
    ] {
        let error = client.0.send(Raw { file }).await.expect_err("an error");
        let mut source: Option<&dyn std::error::Error> = Some(&error);
        let mut all = String::new();
        while let Some(error) = source {
            all = format!("{all} > {error}");
            source = error.source();
        }
        assert!(error.is_transport() && all.contains(reason), "{all}");
    }
}

#[test]
fn a_stream_is_not_written_as_text() {
    let stored = serde_json::to_value(Raw { file: File::new(*b"abc") }).expect("bytes can be stored");
    assert_eq!(stored["file"], "YWJj");
    assert!(serde_json::to_value(Raw { file: File::reader(&b"abc"[..], None) }).is_err());
}

/// 64 MB of bytes that count up.
struct Pattern(usize);

impl Stream for Pattern {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0 += 1;
        let chunk = || (0..CHUNK).map(|at| at.to_le_bytes()[0]).collect::<Vec<_>>();
        Poll::Ready((self.0 <= CHUNKS).then(|| Ok(chunk().into())))
    }
}

/// The sum of its bytes.
fn sum() -> u64 {
    LENGTH / 256 * (255 * 256 / 2)
}

struct Broken;

impl Stream for Broken {
    type Item = Result<Bytes, io::Error>;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(Some(Err(io::Error::other("the disk is gone"))))
    }
}

/// A line of `/proc/self/status`, in bytes; 0 where there is none.
fn memory(name: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.trim_matches([':', ' ', '\t', 'k', 'B']).trim().parse::<u64>().unwrap_or_default() * 1024
}

fn assert_flat(before: u64) {
    let peak = memory("VmHWM");
    println!("memory before {before}, at most {peak}");
    assert!(peak.saturating_sub(before) < MOST, "the upload took {} bytes of memory", peak - before);
}

async fn send<O: intertie::Operation<Output = Untyped, Error = Untyped>>(client: &Names, operation: O) -> Value {
    client.0.send(operation).await.expect("an answer").json().expect("JSON")
}

/// Says what came.
async fn serve() -> String {
    let raw = async |request: Request| {
        let (head, body) = request.into_parts();
        let mut stream = pin!(body.into_data_stream());
        let (mut bytes, mut sum) = (0, 0);
        while let Some(Ok(chunk)) = poll_fn(|context| stream.as_mut().poll_next(context)).await {
            bytes += chunk.len();
            sum += chunk.iter().map(|&byte| u64::from(byte)).sum::<u64>();
        }
        let header = |name: &str| head.headers.get(name).map(|value| value.to_str().expect("text").to_owned());
        let (length, coding) = (header("content-length"), header("transfer-encoding"));
        let seen = serde_json::json!({
            "bytes": bytes, "sum": sum, "length": length, "coding": coding, "media": header("content-type"),
        });
        seen.to_string()
    };
    let router = Router::new().route("/raw", post(raw)).route("/parts", post(parts)).layer(DefaultBodyLimit::disable());
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move { axum::serve(listener, router).await });
    format!("http://{address}")
}

async fn parts(headers: HeaderMap, mut parts: Multipart) -> String {
    let length = headers.get("content-length").and_then(|length| length.to_str().ok());
    let mut seen = serde_json::json!({ "length": length });
    while let Some(mut part) = parts.next_field().await.expect("a part") {
        if part.name() == Some("meta") {
            seen["meta"] = part.text().await.expect("text").into();
            continue;
        }
        seen["name"] = part.file_name().map(str::to_owned).into();
        let (mut bytes, mut sum) = (0, 0);
        while let Some(chunk) = part.chunk().await.expect("a chunk") {
            bytes += chunk.len();
            sum += chunk.iter().map(|&byte| u64::from(byte)).sum::<u64>();
        }
        (seen["file"], seen["sum"]) = (bytes.into(), sum.into());
    }
    seen.to_string()
}

struct Names(Client);

impl Connect for Names {
    const API: &'static spec::ApiSpec = &spec::ApiSpec {
        name: "Acme",
        spec: spec::SpecId { vendor: "acme", version: "1", digest: "" },
        servers: &[],
        schemes: &[],
        security: &[],
        policy: &spec::Policy::NONE,
    };

    fn from_inner(inner: Client) -> Self {
        Self(inner)
    }
}

fn client(base: &str) -> Names {
    ClientBuilder::new().base_url(base).build().expect("a client")
}

const fn operation(
    path: &'static str,
    places: &'static [spec::Place],
    media_type: &'static str,
    coding: spec::Coding,
) -> spec::OperationSpec {
    const OK: &[spec::AnswerSpec] = &[spec::AnswerSpec {
        status: spec::Status::Code(200),
        coding: spec::AnswerCoding::Json,
        case: 0,
        success: true,
    }];
    spec::OperationSpec {
        id: path,
        method: "POST",
        path,
        fixed_query: &[],
        places,
        body: Some(spec::BodySpec { media_type, coding, required: true, choices: &[] }),
        accept: "",
        answers: OK,
        servers: &[],
        security: None,
        paging: None,
        deprecated: false,
    }
}

intertie::objects! { Raw, Parts }

#[derive(Clone, PartialEq)]
struct Raw {
    file: File,
}

impl Object for Raw {
    const TABLE: Table = table("Raw", &[required("file")]);
    fn blank() -> Self {
        Self { file: Decode::blank() }
    }
    fn get(&self, _: usize) -> &dyn Encode {
        &self.file
    }
    fn get_mut(&mut self, _: usize) -> &mut dyn Decode {
        &mut self.file
    }
}

impl intertie::Operation for Raw {
    type Output = Untyped;
    type Error = Untyped;
    const SPEC: &'static spec::OperationSpec =
        &operation("/raw", &[spec::Place::whole_body()], "application/octet-stream", spec::Coding::Bytes);
}

#[derive(Clone, PartialEq)]
struct Parts {
    file: File,
    meta: Value,
}

impl Object for Parts {
    const TABLE: Table = table("Parts", &[required("file"), required("meta")]);
    fn blank() -> Self {
        Self { file: Decode::blank(), meta: Decode::blank() }
    }
    fn get(&self, at: usize) -> &dyn Encode {
        match at {
            0 => &self.file,
            _ => &self.meta,
        }
    }
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        match at {
            0 => &mut self.file,
            _ => &mut self.meta,
        }
    }
}

impl intertie::Operation for Parts {
    type Output = Untyped;
    type Error = Untyped;
    const SPEC: &'static spec::OperationSpec = &operation(
        "/parts",
        &[spec::Place::body(), spec::Place::body()],
        "multipart/form-data",
        spec::Coding::Multipart,
    );
}
