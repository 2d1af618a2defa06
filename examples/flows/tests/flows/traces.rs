//! A trace from the flow to the HTTP attempt on each engine, sent to a receiver of OTLP as Datadog and New Relic have one.

use crate::case::order;
use crate::folder::Folder;
use crate::otlp::{Otlp, runtime, texts};
use crate::restate::Place;
use flow_examples::clients::Clients;
use flow_examples::mock::Mock;
use flow_examples::order::{Order, Ship, Shipped};
use intertie::flow::memory::{Journal, Memory};
use intertie::flow::{Ended, Error, Flow, FlowBody, Patience, run, sqlite};
use opentelemetry_proto::tonic::common::v1::any_value::Value as Attribute;
use opentelemetry_proto::tonic::trace::v1::Span;
use std::time::Duration;

const ID: &str = "traced-1";

/// `SPAN_KIND_CLIENT` of OTLP.
const CLIENT: i32 = 3;

/// `STATUS_CODE_ERROR` of OTLP.
const ERROR: i32 = 2;

/// The order flow, with hardly a wait between attempts.
struct Quick(Ship);

impl FlowBody for Quick {
    const NAME: &'static str = "order";
    const VERSION: &'static str = "1";
    type Input = Order;
    type Output = Shipped;

    async fn run(&self, flow: &Flow<'_>, order: Order) -> Result<Shipped, Error> {
        flow.set_patience(Patience::DEFAULT.backoff(Duration::from_millis(1), Duration::from_millis(2)));
        self.0.run(flow, order).await
    }
}

/// Vendors, of whom Stripe wants to hear twice, and the flow that calls them.
async fn vendors() -> (Mock, Quick) {
    let mock = Mock::start().await.expect("mocks");
    mock.fail("stripe", 1, 503, None);
    let clients = Clients::at(mock.address()).expect("clients");
    (mock, Quick(Ship { clients }))
}

/// An order.
pub(crate) async fn on_sqlite() {
    let ((_mock, flow), folder) = (vendors().await, Folder::new());
    let flows = sqlite::open(folder.file()).register(flow).start().await.expect("an engine");
    let handle = flows.start::<Quick>(ID, &order(ID)).await.expect("it starts");
    handle.output().await.expect("it ends");
    flows.stop(Duration::from_secs(5)).await.expect("it stops");
}

async fn in_memory(id: &str) -> Ended {
    let (_mock, flow) = vendors().await;
    let input = serde_json::to_value(order(id)).expect("JSON");
    run(&flow, &Memory::new(id, &Journal::default()), None, input).await
}

async fn on_restate(place: &Place) {
    let (_mock, flow) = vendors().await;
    let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let serving =
        tokio::spawn(intertie::flow::restate::serve().register(flow).listen(listener, std::future::pending()));
    place.node.deploy(port).await;
    place.ingress.start::<Quick>(ID, &order(ID)).await.expect("it starts");
    place.ingress.output::<Quick>(ID).await.expect("it ends");
    serving.abort();
}

/// From a span to the root of its trace.
fn climb<'s>(spans: &'s [Span], from: &'s Span) -> Vec<&'s Span> {
    let mut path = vec![from];
    while let Some(next) = path.last().and_then(|last| spans.iter().find(|span| span.span_id == last.parent_span_id)) {
        assert_eq!(next.trace_id, from.trace_id);
        path.push(next);
    }
    path
}

fn text(span: &Span, name: &str) -> Option<String> {
    texts(&span.attributes).get(name).cloned()
}

fn number(span: &Span, name: &str) -> Option<i64> {
    let attribute = span.attributes.iter().find(|attribute| attribute.key == name)?;
    match attribute.value.as_ref()?.value.as_ref()? {
        Attribute::IntValue(number) => Some(*number),
        _ => None,
    }
}

/// The spans that are the flow's own.
fn flows(spans: &[Span]) -> Vec<&Span> {
    spans.iter().filter(|span| text(span, "intertie.flow.id").is_some()).collect()
}

fn names(path: &[&Span]) -> Vec<String> {
    path.iter().map(|span| span.name.clone()).collect()
}

/// Each HTTP attempt belongs to a call, that to an attempt of a step, and that to the one run of the flow. `over_step`
/// and `over_flow` are the engine's own spans in between and above, by name.
fn check(spans: &[Span], over_step: &[&str], over_flow: &[&str]) {
    let [flow] = flows(spans)[..] else { panic!("{spans:?}") };
    let of = |name: &str| text(flow, name);
    assert_eq!((flow.name.as_str(), of("intertie.flow").as_deref()), ("order@1", Some("order")));
    assert_eq!((of("intertie.flow.version").as_deref(), of("intertie.flow.id").as_deref()), (Some("1"), Some(ID)));
    assert_eq!((of("intertie.flow.outcome").as_deref(), of("error.type")), (Some("done"), None));

    let mut steps = Vec::new();
    for attempt in spans.iter().filter(|span| span.kind == CLIENT && !span.name.contains("token")) {
        let path = climb(spans, attempt);
        let at =
            path.iter().position(|span| span.span_id == flow.span_id).unwrap_or_else(|| panic!("{:?}", names(&path)));
        let [_, call, step, between @ ..] = &path[..at] else { panic!("{:?}", names(&path)) };
        let engine: Vec<_> = over_step.iter().map(|name| name.replace("STEP", &step.name)).collect();
        assert_eq!(
            (names(between), names(&path[at + 1..])),
            (engine, over_flow.iter().map(|name| (*name).into()).collect())
        );
        let vendor = text(step, "intertie.vendor");
        assert_eq!((&vendor, &vendor), (&text(call, "intertie.vendor"), &text(attempt, "intertie.vendor")));
        assert_eq!(text(step, "intertie.step").as_deref(), Some(step.name.as_str()));
        let made = number(step, "intertie.step.attempt");
        let status = number(attempt, "http.response.status_code");
        steps.push((step.name.clone(), made, vendor, status, text(step, "error.type"), text(attempt, "error.type")));
    }
    steps.sort();
    let step = |name: &str, made, vendor: &str, status, failed: Option<(&str, &str)>| {
        let (step, attempt) = failed.map(|(step, attempt)| (step.to_owned(), attempt.to_owned())).unzip();
        (name.to_owned(), Some(made), Some(vendor.to_owned()), Some(status), step, attempt)
    };
    let wanted = [
        step("charge", 1, "stripe", 503, Some(("again", "503"))),
        step("charge", 2, "stripe", 200, None),
        step("label", 1, "fedex", 200, None),
        step("tell", 1, "twilio", 201, None),
        step("track", 1, "fedex", 200, None),
    ];
    assert_eq!(steps, wanted);
    let text = format!("{spans:?}");
    for secret in ["sk_test_key", "client-key", "do_not_keep", "ada@example.com"] {
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn a_trace_joins_flow_step_and_attempts_at_an_otlp_receiver() {
    let otlp = Otlp::start();
    otlp.watch(|| runtime().block_on(on_sqlite()));
    check(&otlp.end().0, &["STEP"], &["order@1"]);
}

#[test]
fn a_trace_joins_them_in_memory() {
    let otlp = Otlp::start();
    let ended = otlp.watch(|| runtime().block_on(in_memory(ID)));
    assert!(matches!(ended, Ended::Done(_)), "{ended:?}");
    check(&otlp.end().0, &[], &[]);
}

#[test]
fn a_trace_joins_them_on_restate() {
    let (runtime, otlp) = (runtime(), Otlp::start());
    let Some(place) = runtime.block_on(Place::new()) else { return };
    otlp.watch(|| runtime.block_on(on_restate(&place)));
    check(&otlp.end().0, &[], &["restate_sdk_endpoint_handle"]);
}

/// Has an order shipped by a flow of its own.
struct Parent;

impl FlowBody for Parent {
    const NAME: &'static str = "parent";
    const VERSION: &'static str = "1";
    type Input = Order;
    type Output = Shipped;

    async fn run(&self, flow: &Flow<'_>, order: Order) -> Result<Shipped, Error> {
        flow.child::<Quick>("ship", &order).await
    }
}

#[test]
fn a_child_flow_is_in_its_parent_s_trace_on_sqlite() {
    let otlp = Otlp::start();
    otlp.watch(|| {
        runtime().block_on(async {
            let ((_mock, flow), folder) = (vendors().await, Folder::new());
            let flows = sqlite::open(folder.file()).register(flow).register(Parent).start().await.expect("an engine");
            let handle = flows.start::<Parent>("p1", &order("p1")).await.expect("it starts");
            handle.output().await.expect("it ends");
            flows.stop(Duration::from_secs(5)).await.expect("it stops");
        });
    });
    let (spans, _) = otlp.end();
    let child = spans.iter().find(|span| text(span, "intertie.flow.id").as_deref() == Some("p1/ship"));
    let path = climb(&spans, child.expect("the child"));
    let ids: Vec<_> = path.iter().filter_map(|span| text(span, "intertie.flow.id")).collect();
    assert_eq!(ids, ["p1/ship", "p1"]);
}

#[test]
fn what_fails_is_an_error_of_its_step_and_of_the_flow_that_undoes() {
    let otlp = Otlp::start();
    let ended = otlp.watch(|| runtime().block_on(in_memory("unshippable-1")));
    assert!(matches!(ended, Ended::Undone(_)), "{ended:?}");
    let (spans, _) = otlp.end();
    let failed = |span: &Span| {
        let code = span.status.as_ref().map(|status| status.code);
        (code == Some(ERROR)).then(|| text(span, "error.type"))
    };
    let [flow] = flows(&spans)[..] else { panic!("{spans:?}") };
    assert_eq!(
        (failed(flow), text(flow, "intertie.flow.outcome")),
        (Some(Some("undone".into())), Some("undone".into()))
    );
    let steps: Vec<_> = spans.iter().filter(|span| span.parent_span_id == flow.span_id).collect();
    let mut ended: Vec<_> = steps.iter().map(|step| (step.name.as_str(), failed(step))).collect();
    ended.sort();
    let kind = |name: &str| Some(Some(name.to_owned()));
    assert_eq!(ended, [("charge", None), ("charge", kind("again")), ("label", kind("refused")), ("refund", None)]);
}
