//! A receiver of OTLP over HTTP on the loopback, as Datadog and New Relic have one, and OpenTelemetry's own exporters to it.

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
use opentelemetry_proto::tonic::metrics::v1::Metric;
use opentelemetry_proto::tonic::trace::v1::Span;
use opentelemetry_sdk::metrics::{PeriodicReader, SdkMeterProvider, Temporality};
use opentelemetry_sdk::trace::SdkTracerProvider;
use prost::Message as _;
use std::collections::{BTreeMap, HashMap};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use tracing_subscriber::Layer as _;
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::layer::SubscriberExt as _;

/// OpenTelemetry's for the durations of HTTP requests, in seconds. The exporter's own are meant for milliseconds.
const BOUNDS: [f64; 14] = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

/// What the receiver got: path, API key, body.
type Received = (String, String, Bytes);

/// Exporters, and a receiver on a thread of its own: the exporters wait for it.
pub(crate) struct Otlp {
    spans: SdkTracerProvider,
    numbers: SdkMeterProvider,
    received: Receiver<Received>,
    /// Where there is one subscriber only, `tracing` asks that of the thread that comes to a place first: tests beside this
    /// one, who have none, would switch places off for it, too.
    _beside: tracing::Dispatch,
}

impl Otlp {
    pub(crate) fn start() -> Self {
        let (sender, received) = channel();
        let (told, address) = channel();
        std::thread::spawn(move || {
            runtime().block_on(async move {
                let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
                told.send(listener.local_addr().expect("an address")).expect("the test waits");
                let router = Router::new().fallback(receive).with_state(Arc::new(Mutex::new(sender)));
                axum::serve(listener, router).await.expect("it serves");
            });
        });
        let (spans, numbers) = exporters(&format!("http://{}", address.recv().expect("an address")));
        Self { spans, numbers, received, _beside: tracing::Dispatch::new(tracing_subscriber::registry()) }
    }

    /// Sends what is observed on this thread meanwhile.
    pub(crate) fn watch<T>(&self, act: impl FnOnce() -> T) -> T {
        // Below are bodies that were asked for, and what Restate's library handles.
        let layer =
            tracing_opentelemetry::layer().with_tracer(self.spans.tracer("test")).with_filter(LevelFilter::INFO);
        let recorder = OpenTelemetryRecorder::new(OpenTelemetryMetrics::new(self.numbers.meter("test")));
        recorder.set_histogram_bounds(["http.client.request.duration"].into_iter(), &BOUNDS);
        tracing::subscriber::with_default(tracing_subscriber::registry().with(layer), || {
            metrics::with_local_recorder(&recorder, || {
                intertie::describe_metrics();
                act()
            })
        })
    }

    /// All that was received.
    pub(crate) fn end(self) -> (Vec<Span>, Vec<Metric>) {
        self.spans.shutdown().expect("the spans are sent");
        self.numbers.shutdown().expect("the numbers are sent");
        let received: Vec<Received> = self.received.try_iter().collect();
        assert!(received.iter().all(|(_, key, _)| key == "licence"));
        let bodies =
            |path: &'static str| received.iter().filter(move |(to, ..)| to == path).map(|(.., body)| body.clone());
        let spans = bodies("/v1/traces").map(|body| ExportTraceServiceRequest::decode(body).expect("spans"));
        let spans = spans.flat_map(|request| request.resource_spans).flat_map(|resource| resource.scope_spans);
        let numbers = bodies("/v1/metrics").map(|body| ExportMetricsServiceRequest::decode(body).expect("numbers"));
        let numbers = numbers.flat_map(|request| request.resource_metrics).flat_map(|resource| resource.scope_metrics);
        (spans.flat_map(|scope| scope.spans).collect(), numbers.flat_map(|scope| scope.metrics).collect())
    }
}

/// The attributes that are texts.
pub(crate) fn texts(attributes: &[KeyValue]) -> BTreeMap<String, String> {
    let text = |attribute: &KeyValue| match attribute.value.as_ref()?.value.as_ref()? {
        Value::StringValue(text) => Some((attribute.key.clone(), text.clone())),
        _ => None,
    };
    attributes.iter().filter_map(text).collect()
}

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime")
}

async fn receive(
    State(sender): State<Arc<Mutex<Sender<Received>>>>,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
    body: Bytes,
) {
    let key = headers.get("api-key").and_then(|key| key.to_str().ok()).unwrap_or_default().to_owned();
    sender.lock().expect("no panic").send((uri.path().to_owned(), key, body)).expect("the test listens");
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
