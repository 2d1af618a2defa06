//! What a client shows of itself: spans, log lines and numbers, and never a secret.

use crate::acme::{Client, CreateWidget, Echo, GetWidget, Problem};
use crate::auth::RSA;
use crate::clock::FakeClock;
use crate::exposure::{self, Exposed, Failed as _};
use crate::ruled::{Keyed, Slackish};
use crate::script::{Script, Step};
use intertie::transport::TransportErrorKind;
use intertie::{ApiKey, Basic, Bearer, Cache, ClientBuilder, Connect, RateLimiter};
use metrics_util::debugging::{DebugValue, DebuggingRecorder, Snapshotter};
use std::error::Error as _;
use std::fmt::Write as _;
use std::io;
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;
use tracing_subscriber::fmt::format::FmtSpan;

/// All that is logged, as text.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("no panic")).into_owned()
    }

    /// Listens on this thread as long as the guard lives, to everything.
    fn listen(&self) -> tracing::subscriber::DefaultGuard {
        wake_callsites();
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_span_events(FmtSpan::CLOSE)
            .with_ansi(false)
            .with_writer(move || log.clone());
        tracing::subscriber::set_default(subscriber.finish())
    }
}

/// `tracing` asks the one subscriber there is whether it wants to know of a place, once: where the thread that comes by
/// first has none, the place stays silent for the subscriber of another thread. With two subscribers it asks each time.
fn wake_callsites() {
    static GLOBAL: Once = Once::new();
    GLOBAL.call_once(|| {
        if Exposed::wanted() {
            Exposed::listen();
        } else {
            tracing::subscriber::set_global_default(Deaf).expect("there is no other");
        }
    });
}

/// Wants nothing, and says so only when it is asked again.
struct Deaf;

impl tracing::Subscriber for Deaf {
    fn register_callsite(&self, _: &'static tracing::Metadata<'static>) -> tracing::subscriber::Interest {
        tracing::subscriber::Interest::sometimes()
    }
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        false
    }
    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }
    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
    fn event(&self, _: &tracing::Event<'_>) {}
    fn enter(&self, _: &tracing::span::Id) {}
    fn exit(&self, _: &tracing::span::Id) {}
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        Exposed.write_all(bytes)?;
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn builder<C: Connect>(script: &Script) -> ClientBuilder<C> {
    let base = ClientBuilder::<C>::new().base_url("http://api.acme.test:8080/v1");
    base.transport(script.clone()).clock(FakeClock::new())
}

#[tokio::test]
async fn a_call_and_each_attempt_have_a_span_of_opentelemetrys_names() {
    let log = Log::default();
    let _guard = log.listen();
    let script = Script::then_widget([Step::Answer(503, &[], ""), Step::Fail(TransportErrorKind::Broken)]);
    builder::<Client>(&script).build().expect("a client").send(GetWidget::new("private")).await.expect("a widget");
    let text = log.text();
    let closed: Vec<_> = text.lines().filter(|line| line.contains("close")).collect();
    assert_eq!(closed.len(), 4, "{text}");
    for field in [
        r#"otel.name="getWidget""#,
        r#"intertie.vendor="acme""#,
        r#"intertie.operation="getWidget""#,
        r#"intertie.spec.version="2024-06""#,
        "otel.name=GET /widgets/{id}.json",
        r#"otel.kind="client""#,
        r#"http.request.method="GET""#,
        r#"url.template="/widgets/{id}.json""#,
        r#"server.address="api.acme.test""#,
        "server.port=8080",
        "http.response.status_code=503",
        r#"error.type="503""#,
    ] {
        assert!(closed[0].contains(field), "{field}: {}", closed[0]);
    }
    assert!(!closed[0].contains("resend_count"));
    assert!(closed[1].contains("resend_count=1") && closed[1].contains(r#"error.type="broken""#), "{}", closed[1]);
    assert!(closed[2].contains("resend_count=2") && closed[2].contains("status_code=200"), "{}", closed[2]);
    assert!(!text.contains("private"), "a template is not a path: {text}");
}

#[tokio::test]
async fn a_failed_call_says_of_which_type() {
    for (step, kind) in [
        (Step::Answer(404, &[], "{}"), "404"),
        (Step::Answer(200, &[], "no json"), "decode"),
        (Step::Fail(TransportErrorKind::Other), "transport"),
        (Step::Answer(200, &[], r#"{"ok":false}"#), "refused"),
    ] {
        let log = Log::default();
        let guard = log.listen();
        let client = builder::<Slackish>(&Script::new([step])).build().expect("a client").0;
        client.send(GetWidget::new("w")).await.failed("an error");
        drop(guard);
        let text = log.text();
        let call = text.lines().rfind(|line| line.contains("close")).expect("a span");
        assert!(call.contains(&format!(r#"error.type="{kind}""#)), "{kind}: {text}");
    }
}

#[tokio::test]
async fn drift_is_one_line_for_each_place() {
    let log = Log::default();
    let _guard = log.listen();
    let script = Script::new([Step::Answer(200, &[], r#"{"id":"w","more":"private"}"#)]);
    let client = builder::<Client>(&script).build().expect("a client");
    for _ in 0..3 {
        client.send(GetWidget::new("w")).await.expect("a widget");
    }
    let text = log.text();
    let lines: Vec<_> = text.lines().filter(|line| line.contains("WARN")).collect();
    assert_eq!(lines.len(), 1, "{text}");
    assert!(lines[0].contains(r#"place="more" kind="unknown_member""#), "{}", lines[0]);
    assert_eq!(client.inner().drift_count(), 3);
    assert!(!text.contains("private"));
}

#[tokio::test]
async fn bodies_are_logged_when_asked_for_and_without_what_is_secret() {
    let log = Log::default();
    let _guard = log.listen();
    let script = Script::new([
        Step::Answer(200, &[], r#"{"id":"w42"}"#),
        Step::Answer(400, &[], r#"{"message":"no","token":"s3cret"}"#),
    ]);
    let named = |name: &str| CreateWidget { name: Some(name.to_owned()), metadata: None };
    let client = builder::<Client>(&script).log_bodies().build().expect("a client");
    client.send(named("ada")).await.expect("a widget");
    let error = client.send(named("bob")).await.failed("an error");
    assert!(matches!(error.body(), Some(Problem { token: Some(token), .. }) if token == "s3cret"));
    let text = log.text();
    assert!(["ada", "bob", "w42", "message: \"no\""].iter().all(|shown| text.contains(shown)), "{text}");
    assert!(!text.contains("s3cret"), "{text}");
    let quiet = Log::default();
    let _guard = quiet.listen();
    builder::<Client>(&script).build().expect("a client").send(named("ada")).await.failed("an error");
    assert!(!quiet.text().contains("ada"));
}

fn counted(snapshotter: &Snapshotter) -> Vec<(String, String)> {
    let shown = snapshotter.snapshot().into_vec().into_iter().map(|(key, _, _, value)| {
        let labels: Vec<_> = key.key().labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
        let value = match value {
            DebugValue::Counter(count) => count.to_string(),
            DebugValue::Gauge(value) => value.to_string(),
            DebugValue::Histogram(values) => format!("{} values", values.len()),
        };
        (format!("{} {}", key.key().name(), labels.join(" ")), value)
    });
    let mut shown: Vec<_> = shown.collect();
    shown.sort();
    shown
}

#[test]
fn durations_retries_waits_and_drift_are_counted() {
    let recorder = DebuggingRecorder::new();
    let snapshotter = recorder.snapshotter();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    metrics::with_local_recorder(&recorder, || {
        runtime.block_on(async {
            let script = Script::new([Step::Answer(503, &[], ""), Step::Answer(200, &[], r#"{"id":"w","more":1}"#)]);
            let clock = FakeClock::new();
            let limiter = RateLimiter::with_clock(1, Duration::from_secs(20), Arc::new(clock.clone()));
            let client = builder::<Client>(&script).clock(clock).rate_limiter(limiter).build().expect("a client");
            client.send(GetWidget::new("w")).await.expect("a widget");
        });
    });
    let counted = counted(&snapshotter);
    let of = |name: &str| counted.iter().filter(|(key, _)| key.starts_with(name)).collect::<Vec<_>>();
    let durations = of("http.client.request.duration");
    assert_eq!(durations.len(), 2, "{counted:?}");
    assert!(durations.iter().any(|(key, value)| {
        value == "1 values"
            && key.contains("http.request.method=GET url.template=/widgets/{id}.json server.address=api.acme.test")
            && key.contains("http.response.status_code=503 error.type=503")
    }));
    assert_eq!(of("intertie.client.retries")[0].1, "1");
    assert_eq!(of("intertie.client.limited.duration")[0].1, "1 values");
    let drift = of("intertie.client.drift");
    assert_eq!(
        *drift[0],
        ("intertie.client.drift intertie.vendor=acme kind=unknown_member".to_owned(), "1".to_owned())
    );
}

/// Everything that is displayed, printed by `Debug`, logged, traced or counted while calls go well and badly.
#[tokio::test]
async fn no_secret_is_shown_anywhere() {
    const SECRETS: &[&str] = &["s3cret-bearer", "s3cret-query", "s3cret-cookie", "s3cret-basic", "s3cret-token"];
    let log = Log::default();
    let _guard = log.listen();
    let mut shown = String::new();
    let refusal = r#"{"ok":false,"error":"bad s3cret-bearer","message":"no","token":"s3cret-token"}"#;
    let steps = [
        Step::Answer(200, &[("cache-control", "max-age=1")], r#"{"id":"w","more":"s3cret-query"}"#),
        Step::Answer(200, &[], refusal),
        Step::Answer(200, &[], r#"{"id":["s3cret-bearer"]}"#),
        Step::Answer(500, &[], r#"{"message":"no","token":"s3cret-token"}"#),
        Step::Answer(401, &[("www-authenticate", "Bearer s3cret-bearer")], ""),
        Step::Answer(503, &[], "<html>s3cret-bearer</html>"),
        Step::Answer(302, &[("location", "http://evil.test/?key=s3cret-query")], ""),
        Step::Answer(429, &[("retry-after", "9999"), ("x-left", "0"), ("x-trace", "s3cret-cookie")], ""),
        Step::Fail(TransportErrorKind::Broken),
        Step::Fail(TransportErrorKind::Timeout),
    ];
    for step in steps {
        let script = Script::new([step]);
        tried::<Slackish>(&script, &mut shown).await;
        tried::<Keyed>(&script, &mut shown).await;
    }
    // Nobody is there: what reqwest says of it is shown, too.
    let client = authorized(Client::builder().base_url("http://127.0.0.1:1")).build().expect("a client");
    note(&mut shown, client.send(Echo {}).await.err());
    let text = log.text();
    assert!(text.len() > 10_000 && shown.len() > 2_000, "something was shown");
    for secret in SECRETS {
        assert!(!text.contains(secret), "{secret} was logged: {text}");
        assert!(!shown.contains(secret), "{secret} was shown: {shown}");
    }
    assert!(!format!("{text}{shown}").contains("czNjcmV0LWJhc2lj"), "nor in base64");
}

/// The same of all tests of this program.
#[test]
fn no_test_exposes_a_secret() {
    let keys = [&RSA[..20], &RSA[RSA.len() - 20..]];
    exposure::search("no_test_exposes_a_secret", 1_000_000, &keys);
}

fn authorized<C: Connect>(builder: ClientBuilder<C>) -> ClientBuilder<C> {
    let keys = builder.auth(ApiKey::query("key", "s3cret-query")).auth(ApiKey::cookie("c", "s3cret-cookie"));
    keys.auth(Bearer::new("s3cret-bearer"))
}

async fn tried<C: Connect + std::fmt::Debug + 'static>(script: &Script, shown: &mut String) {
    let cache = Cache::new(1 << 20);
    let builder = authorized(builder::<C>(script)).log_bodies().cache(cache.clone()).on_drift(|_| {});
    let _ = write!(shown, "{builder:?} {cache:?}");
    let client = builder.build().expect("a client");
    let _ = write!(shown, "{client:?} {:?}", Basic::new("u", "s3cret-basic"));
    let inner = inner(client);
    let call = inner.call(GetWidget::new("w"));
    let _ = write!(shown, "{call:?} {:?}", call.request());
    note(shown, call.send().await.err());
    note(shown, inner.send(CreateWidget::new()).await.err());
}

fn note<E: std::fmt::Debug>(shown: &mut String, error: Option<intertie::Error<E>>) {
    let Some(error) = error else { return };
    let _ = write!(shown, "{error} {error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        let _ = write!(shown, "{cause} {cause:?}");
        source = cause.source();
    }
}

/// The client within.
fn inner<C: Connect + std::fmt::Debug + 'static>(client: C) -> intertie::Client {
    let any: Box<dyn std::any::Any> = Box::new(client);
    any.downcast::<Slackish>()
        .map(|client| client.0)
        .or_else(|any| any.downcast::<Keyed>().map(|client| client.0))
        .expect("one of ours")
}
