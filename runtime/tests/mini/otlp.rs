//! Spans and numbers of a call, sent by OpenTelemetry's own exporter to a receiver of OTLP over HTTP on the loopback, as
//! Datadog and New Relic have one.

mod receiver;

use crate::acme::{Client, GetWidget};
use crate::clock::FakeClock;
use crate::exposure::Exposed;
use crate::script::{Script, Step};
use opentelemetry_proto::tonic::metrics::v1::{Metric, metric::Data};
use opentelemetry_proto::tonic::trace::v1::Span;
use receiver::{Otlp, runtime, texts};
use std::collections::BTreeMap;

/// A call whose first attempt fails.
async fn call() {
    let script = Script::then_widget([Step::Answer(503, &[], "")]);
    let builder = Client::builder().base_url("http://api.acme.test:8080/v1").transport(script).clock(FakeClock::new());
    builder.build().expect("a client").send(GetWidget::new("private")).await.expect("a widget");
}

#[test]
fn spans_and_numbers_of_a_call_reach_an_otlp_receiver() {
    let otlp = Otlp::start();
    otlp.watch(|| runtime().block_on(call()));
    let (spans, numbers) = otlp.end();
    Exposed::debug(&(&spans, &numbers));
    check_spans(&spans);
    check_numbers(numbers);
}

fn check_spans(spans: &[Span]) {
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

fn check_numbers(numbers: Vec<Metric>) {
    let numbers: BTreeMap<_, _> = numbers.into_iter().map(|metric| (metric.name.clone(), metric)).collect();
    let durations = numbers.get("http.client.request.duration").expect("durations");
    // As OpenTelemetry has it for HTTP clients.
    assert_eq!(durations.unit, "s");
    let Some(Data::Histogram(durations)) = &durations.data else { panic!("{durations:?}") };
    assert_eq!(durations.data_points.iter().map(|point| point.count).sum::<u64>(), 2);
    assert!(durations.data_points.iter().all(|point| point.explicit_bounds.first() == Some(&0.005)));
    // AGGREGATION_TEMPORALITY_DELTA
    assert_eq!(durations.aggregation_temporality, 1);
    assert!(numbers.contains_key("intertie.client.retries"), "{numbers:?}");
}
