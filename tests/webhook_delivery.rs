//! The mock delivers what its vendor sends, over the network, and a receiver's verifier takes it; altered, it does not.

use bytes::Bytes;
use intertie::mock::{Contract, Fill, Hooks, Incoming, Mock, Server, WEBHOOK_SECRET, Wish, Wrong};
use intertie::webhook::{Delivery, Scheme, Verifier, WebhookError};
use intertie::{Bearer, Client, ClientBuilder, Connect, Value, http, spec};
use intertie_generator::Pipeline;
use intertie_generator::load::{Input, Options};
use intertie_tests::pipeline;
use serde_json::json;
use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, SystemTime};
use tokio::runtime::Runtime;

/// Vendors whose profile names a scheme that can be computed, and what the vendor calls the event that is asked for.
const VENDORS: &[(&str, &str)] = &[
    ("google-calendar", "exists"),
    ("hubspot", "contact.creation"),
    ("jira", "jira:issue_created"),
    ("razorpay", "payment.captured"),
    ("slack", "message"),
    ("stripe", "charge.succeeded"),
    ("twilio", "delivered"),
    ("zoom", "meeting.started"),
];

/// A mock of one of our vendors, by its document and profile.
fn mock(vendor: &str) -> Mock {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs").join(vendor);
    let mut documents: Vec<_> = std::fs::read_dir(&folder).expect("a folder").flatten().map(|one| one.path()).collect();
    documents.retain(|path| path.extension().is_some_and(|end| end == "yaml") && !path.ends_with("overlay.yaml"));
    documents.sort();
    let mut described = pipeline::vendor(vendor, Input::Path(documents.remove(0)));
    described.profile = Some(folder.join("vendor.toml"));
    let (_, contract) = Pipeline::new(&described, &Options::default()).contract().expect("our own document");
    Mock::new(Contract::read(contract).expect("our own contract"))
}

/// A server of ours that gets webhooks: its URL, and what came.
fn receiver(count: usize) -> (String, Receiver<http::Request<Bytes>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", listener.local_addr().expect("an address"));
    let (sender, received) = channel();
    std::thread::spawn(move || {
        for stream in listener.incoming().take(count) {
            let request = stream.and_then(|stream| read(&stream)).expect("a request");
            if sender.send(request).is_err() {
                return;
            }
        }
    });
    (url, received)
}

fn read(mut stream: &TcpStream) -> io::Result<http::Request<Bytes>> {
    stream.set_read_timeout(Some(Duration::from_secs(10)))?;
    let (mut text, mut byte) = (Vec::new(), [0]);
    while !text.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte)?;
        text.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&text).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next().unwrap_or_default().split(' ');
    let mut request =
        http::Request::builder().method(first.next().unwrap_or_default()).uri(first.next().unwrap_or("/"));
    let mut length = 0;
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().map_err(io::Error::other)?;
        }
        request = request.header(name, value);
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    stream.write_all(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")?;
    stream.shutdown(Shutdown::Write)?;
    request.body(body.into()).map_err(io::Error::other)
}

fn verify(mock: &Mock, url: &str, request: &http::Request<Bytes>) -> Result<Delivery, WebhookError> {
    let scheme = mock.contract().policy.webhook.as_deref().and_then(Scheme::from_name).expect("a scheme");
    let verifier = Verifier::builder(scheme).secret(WEBHOOK_SECRET).public_url(url).build().expect("a verifier");
    verifier.check(request, SystemTime::now())
}

#[test]
fn every_vendor_delivers_what_its_receiver_takes() {
    let runtime = Runtime::new().expect("a runtime");
    for (vendor, event) in VENDORS {
        let mock = Arc::new(mock(vendor));
        let (url, received) = receiver(1);
        let wish = Wish { event: (*event).to_owned(), url: Some(format!("{url}/hook?a=b")), ..Wish::default() };
        let delivered = runtime.block_on(async {
            Server::bind(Arc::clone(&mock), 0).await.expect("a port").deliver(&wish).await.expect(vendor)
        });
        assert_eq!((delivered.status, delivered.error.as_deref()), (Some(202), None), "{vendor}");
        assert_eq!(mock.deliveries(), [delivered], "{vendor}");
        let request = received.recv().expect("it came");
        let delivery = verify(&mock, &url, &request).unwrap_or_else(|error| panic!("{vendor}: {error}"));
        // Twilio's messages have no kind.
        let kind = (*vendor != "twilio").then_some(*event);
        assert_eq!(delivery.kind.as_deref(), kind, "{vendor}: {:?}", delivery.body);
    }
}

#[test]
fn what_is_altered_is_refused() {
    for (vendor, event) in VENDORS {
        let mock = mock(vendor);
        for wrong in [Wrong::Body, Wrong::Signature, Wrong::Time] {
            let url = Some("http://127.0.0.1:9/hook".to_owned());
            let wish = Wish { event: (*event).to_owned(), url, wrong: Some(wrong), ..Wish::default() };
            let outgoing = match mock.outgoing(&wish, SystemTime::now()) {
                Ok(outgoing) => outgoing,
                Err(error) => {
                    assert!(error.to_string().contains("signs no"), "{vendor}: {error}");
                    assert_ne!(wrong, Wrong::Signature, "{vendor}");
                    continue;
                }
            };
            let error = verify(&mock, "http://127.0.0.1:9", &outgoing.request()).expect_err(vendor);
            assert_eq!(
                (error.is_time(), error.is_signature()),
                (wrong == Wrong::Time, wrong != Wrong::Time),
                "{vendor}"
            );
        }
    }
}

#[test]
fn an_event_of_the_document_is_as_its_schema_says() {
    let mock = mock("razorpay");
    let wish =
        |event: &str| Wish { event: event.to_owned(), url: Some("http://[::1]/hook".to_owned()), ..Wish::default() };
    let outgoing = mock.outgoing(&wish("payment.captured"), SystemTime::now()).expect("an event");
    let body: Value = serde_json::from_slice(&outgoing.body).expect("JSON");
    assert_eq!(body["event"], "payment.captured");
    assert!(body["payload"].is_object(), "{body}");
    let error = mock.outgoing(&wish("payment.vanished"), SystemTime::now()).expect_err("no such event");
    assert_eq!(
        error.to_string(),
        "the document has no event `payment.vanished`: it has order.paid, payment.captured, refund.processed"
    );
    let own = Wish { body: Some(json!({ "event": "payment.vanished" })), ..wish("payment.vanished") };
    assert_eq!(mock.outgoing(&own, SystemTime::now()).expect("our own").body, r#"{"event":"payment.vanished"}"#);
}

#[test]
fn each_event_has_its_own_id_and_a_repeat_has_the_same() {
    let mock = mock("stripe");
    let wish = |id: Option<&str>| Wish {
        event: "charge.succeeded".to_owned(),
        url: Some("http://localhost/".to_owned()),
        id: id.map(str::to_owned),
        ..Wish::default()
    };
    let key = |wish: &Wish| {
        let outgoing = mock.outgoing(wish, SystemTime::now()).expect("an event");
        let delivery = verify(&mock, "http://localhost", &outgoing.request()).expect("a delivery");
        assert_eq!(delivery.id.as_deref(), Some(outgoing.id.as_str()));
        delivery.key().to_owned()
    };
    let first = key(&wish(None));
    assert_ne!(first, key(&wish(None)));
    assert_eq!(first, key(&wish(Some("evt_intertie_1"))));
}

#[test]
fn deliveries_stay_on_this_machine_unless_told_otherwise() {
    let wish = |url: &str| Wish { event: "payment.captured".to_owned(), url: Some(url.to_owned()), ..Wish::default() };
    let refused = [
        "http://example.com/hook",
        "http://127.0.0.1.example.com/",
        "http://localhost@example.com/",
        "http://example.com#localhost",
        "http://169.254.169.254/",
        "ftp://localhost/",
        "/hook",
    ];
    for url in refused {
        assert!(mock("razorpay").outgoing(&wish(url), SystemTime::now()).is_err(), "{url}");
        assert!(mock("razorpay").with_hooks(Hooks::default().to(url)).is_err(), "{url}");
    }
    let free = mock("razorpay").with_hooks(Hooks::default().anywhere()).expect("hooks");
    assert!(free.outgoing(&wish("http://example.com/hook"), SystemTime::now()).is_ok());
}

/// A client of `PayPal`, for the call that verifies.
struct PayPal(Client);

impl Connect for PayPal {
    const API: &'static spec::ApiSpec = &spec::ApiSpec {
        name: "paypal",
        spec: spec::SpecId { vendor: "paypal", version: "2", digest: "00" },
        servers: &[],
        schemes: &[],
        security: &[],
        policy: &spec::Policy::NONE,
    };
    fn from_inner(inner: Client) -> Self {
        Self(inner)
    }
}

#[test]
fn the_mock_of_paypal_verifies_what_it_has_signed() {
    let runtime = Runtime::new().expect("a runtime");
    let mock = Arc::new(mock("paypal"));
    let base = runtime.block_on(async {
        let server = Server::bind(Arc::clone(&mock), 0).await.expect("a port");
        let base = format!("http://{}", server.address().expect("an address"));
        tokio::spawn(server.serve());
        base
    });
    let client = ClientBuilder::<PayPal>::new().base_url(base).auth(Bearer::new("token")).build().expect("a client").0;
    let verifier = Verifier::builder(Scheme::PayPal).secret(WEBHOOK_SECRET).client(client).build().expect("a verifier");
    let verify = |wrong: Option<Wrong>, sent: SystemTime| {
        let event = "PAYMENT.CAPTURE.COMPLETED".to_owned();
        let wish = Wish { event, url: Some("http://localhost/".to_owned()), wrong, ..Wish::default() };
        let outgoing = mock.outgoing(&wish, sent).expect("an event");
        runtime.block_on(verifier.verify(&outgoing.request(), SystemTime::now()))
    };
    // Signatures are as good as random: one in 32 began with what the document does not allow.
    for second in 0..150 {
        let kind = verify(None, SystemTime::UNIX_EPOCH + Duration::from_secs(second)).expect("a delivery").kind;
        assert_eq!(kind.as_deref(), Some("PAYMENT.CAPTURE.COMPLETED"));
    }
    for wrong in [Wrong::Body, Wrong::Signature] {
        let result = verify(Some(wrong), SystemTime::now());
        assert!(result.is_err_and(|error| error.is_signature()), "{wrong:?}");
    }
}

#[test]
fn a_scenario_delivers_beside_the_answer_and_control_does_alone() {
    let (url, received) = receiver(2);
    let hooks = Hooks::default().to(format!("{url}/hook"));
    let mock = Arc::new(mock("razorpay").with_hooks(hooks).expect("hooks"));
    let runtime = Runtime::new().expect("a runtime");
    let address = runtime.block_on(async {
        let server = Server::bind(Arc::clone(&mock), 0).await.expect("a port");
        let address = server.address().expect("an address");
        tokio::spawn(server.serve());
        address
    });
    let (at, _) = mock.contract().operation("getPayment").expect("a payment is read");
    let mut request: Incoming = mock.request(at, &mock.sample(at, Fill::Required, None, 0));
    request.headers.insert("intertie-scenario", "deliver=payment.captured".parse().expect("a header"));
    assert_eq!(ask(&address.to_string(), &request).0, 200);
    let delivery = verify(&mock, &url, &received.recv().expect("it came")).expect("a delivery");
    assert_eq!(delivery.kind.as_deref(), Some("payment.captured"));
    request.headers.insert("intertie-scenario", "deliver=payment.vanished".parse().expect("a header"));
    assert_eq!(ask(&address.to_string(), &request).0, 400);
    let control = Incoming {
        method: "POST".to_owned(),
        path: "/_intertie/deliver".to_owned(),
        body: r#"{"event": "order.paid", "wrong": "signature"}"#.into(),
        ..Incoming::default()
    };
    let (status, told) = ask(&address.to_string(), &control);
    assert_eq!((status, &told["status"], &told["event"]), (200, &json!(202), &json!("order.paid")));
    let refused = verify(&mock, &url, &received.recv().expect("it came")).expect_err("altered");
    assert!(refused.is_signature());
}

/// A request and its answer, by the bytes.
fn ask(address: &str, request: &Incoming) -> (u16, Value) {
    let mut stream = TcpStream::connect(address).expect("it listens");
    let Incoming { method, path, query, headers, body } = request;
    let mut head = format!("{method} {path}?{query} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.extend([name.as_str(), ": ", value.to_str().expect("text"), "\r\n"]);
    }
    head.extend(["Content-Length: ", &body.len().to_string(), "\r\n\r\n"]);
    stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body)).expect("it is sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
    let status = head.split(' ').nth(1).and_then(|code| code.parse().ok()).expect("a status");
    (status, serde_json::from_str(body).unwrap_or_default())
}
