//! Spans and numbers of a call, sent by OpenTelemetry's own exporter to a receiver of OTLP over HTTP on the loopback, as
//! Datadog and New Relic have one.

use crate::acme::{Client, GetWidget};
use crate::clock::FakeClock;
use crate::script::{Script, Step};
use crate::server::serve;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{OriginalUri, State};
use axum::http::HeaderMap;
use metrics_opentelemetry::{OpenTelemetryMetrics, OpenTelemetryRecorder};
use opentelemetry::metrics::MeterProvider as _;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{MetricExporter, SpanExporter, WithExportConfig as _, WithHttpConfig as _};
use opentelemetry_proto::tonic::collector::metrics::v1::ExportMetricsServiceRequest;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::{KeyValue, any_value::Value};
use opentelemetry_proto::tonic::metrics::v1::metric::Data;
use opentelemetry_sdk::metrics::{PeriodicReader, SdkMeterProvider, Temporality};
use opentelemetry_sdk::trace::SdkTracerProvider;
use prost::Message as _;
use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex};
use tracing_subscriber::layer::SubscriberExt as _;

/// What the receiver got: path, API key, body.
type Received = (String, String, Bytes);

async fn receive(
    State(sender): State<Arc<Mutex<Sender<Received>>>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) {
    let key = headers.get("api-key").and_then(|key| key.to_str().ok()).unwrap_or_default().to_owned();
    sender.lock().expect("no panic").send((uri.path().to_owned(), key, body)).expect("the test listens");
}

/// A receiver on a thread of its own: the exporters wait for it.
fn receiver(sender: Sender<Received>) -> String {
    let (told, address) = channel();
    std::thread::spawn(move || {
        runtime().block_on(async move {
            let router = Router::new().fallback(receive).with_state(Arc::new(Mutex::new(sender)));
            told.send(serve(router).await).expect("the test waits");
            std::future::pending::<()>().await;
        });
    });
    address.recv().expect("an address")
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

fn exporters(base: &str) -> (SdkTracerProvider, SdkMeterProvider) {
    // The exporters' HTTP client takes the process's provider of cryptography.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let key = || HashMap::from([("api-key".to_owned(), "licence".to_owned())]);
    let spans = SpanExporter::builder().with_http().with_endpoint(format!("{base}/v1/traces")).with_headers(key());
    let spans = SdkTracerProvider::builder().with_batch_exporter(spans.build().expect("an exporter")).build();
    let numbers = MetricExporter::builder().with_http().with_endpoint(format!("{base}/v1/metrics")).with_headers(key());
    let numbers = numbers.with_temporality(Temporality::Delta).build().expect("an exporter");
    (spans, SdkMeterProvider::builder().with_reader(PeriodicReader::builder(numbers).build()).build())
}

/// A call whose first attempt fails.
async fn call() {
    let script = Script::then_widget([Step::Answer(503, &[], "")]);
    let builder = Client::builder().base_url("http://api.acme.test:8080/v1").transport(script).clock(FakeClock::new());
    builder.build().expect("a client").send(GetWidget::new("private")).await.expect("a widget");
}

#[test]
fn spans_and_numbers_of_a_call_reach_an_otlp_receiver() {
    let (sender, received) = channel();
    let (spans, numbers) = exporters(&receiver(sender));
    let subscriber =
        tracing_subscriber::registry().with(tracing_opentelemetry::layer().with_tracer(spans.tracer("acme")));
    let recorder = OpenTelemetryRecorder::new(OpenTelemetryMetrics::new(numbers.meter("acme")));
    tracing::subscriber::with_default(subscriber, || {
        metrics::with_local_recorder(&recorder, || runtime().block_on(call()));
    });
    spans.shutdown().expect("the spans are sent");
    numbers.shutdown().expect("the numbers are sent");

    let received: Vec<Received> = received.try_iter().collect();
    assert!(received.iter().all(|(_, key, _)| key == "licence"));
    let bodies = |path: &str| received.iter().filter(|(to, ..)| to == path).map(|(.., body)| body.clone()).collect();
    check_spans(bodies("/v1/traces"));
    check_numbers(bodies("/v1/metrics"));
}

fn check_spans(bodies: Vec<Bytes>) {
    let requests = bodies.into_iter().map(|body| ExportTraceServiceRequest::decode(body).expect("spans"));
    let scopes = requests.flat_map(|request| request.resource_spans).flat_map(|resource| resource.scope_spans);
    let spans: Vec<_> = scopes.flat_map(|scope| scope.spans).collect();
    let call = spans.iter().find(|span| span.name == "getWidget").expect("the call");
    let attempts: Vec<_> = spans.iter().filter(|span| span.name == "GET /widgets/{id}.json").collect();
    assert_eq!(attempts.len(), 2, "{spans:?}");
    for attempt in &attempts {
        assert_eq!(
            (attempt.parent_span_id.clone(), attempt.trace_id.clone()),
            (call.span_id.clone(), call.trace_id.clone())
        );
        // SPAN_KIND_CLIENT
        assert_eq!(attempt.kind, 3);
        let known = texts(&attempt.attributes);
        assert_eq!(known.get("http.request.method").map(String::as_str), Some("GET"));
        assert_eq!(known.get("server.address").map(String::as_str), Some("api.acme.test"));
    }
    let failed = attempts.iter().find(|attempt| texts(&attempt.attributes).contains_key("error.type"));
    // STATUS_CODE_ERROR
    assert_eq!(failed.and_then(|attempt| attempt.status.as_ref()).map(|status| status.code), Some(2));
    assert!(!format!("{spans:?}").contains("private"));
}

fn check_numbers(bodies: Vec<Bytes>) {
    let requests = bodies.into_iter().map(|body| ExportMetricsServiceRequest::decode(body).expect("numbers"));
    let scopes = requests.flat_map(|request| request.resource_metrics).flat_map(|resource| resource.scope_metrics);
    let numbers: BTreeMap<_, _> =
        scopes.flat_map(|scope| scope.metrics).map(|metric| (metric.name, metric.data)).collect();
    let Some(Some(Data::Histogram(durations))) = numbers.get("http.client.request.duration") else {
        panic!("{numbers:?}")
    };
    assert_eq!(durations.data_points.iter().map(|point| point.count).sum::<u64>(), 2);
    // AGGREGATION_TEMPORALITY_DELTA
    assert_eq!(durations.aggregation_temporality, 1);
    assert!(numbers.contains_key("intertie.client.retries"), "{numbers:?}");
}

/// The attributes that are texts.
fn texts(attributes: &[KeyValue]) -> BTreeMap<String, String> {
    let text = |attribute: &KeyValue| match attribute.value.as_ref()?.value.as_ref()? {
        Value::StringValue(text) => Some((attribute.key.clone(), text.clone())),
        _ => None,
    };
    attributes.iter().filter_map(text).collect()
}
