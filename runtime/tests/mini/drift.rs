//! What answers have that the document does not: told once, counted, and harmless unless asked.

use crate::acme::{Client, CreateWidget, GetPart, GetWidget, Watch};
use crate::clock::FakeClock;
use crate::exposure::Failed as _;
use crate::script::{Script, Step};
use std::sync::{Arc, Mutex};

type Reports = Arc<Mutex<Vec<String>>>;

fn listening(script: Script) -> (Client, Reports) {
    let reports = Reports::default();
    let told = Arc::clone(&reports);
    let builder = Client::builder().base_url("http://127.0.0.1:1").transport(script).clock(FakeClock::new());
    let client = builder.on_drift(move |report| {
        let line = format!("{} {} {:?}", report.operation, report.place, report.finding);
        told.lock().expect("no panic").push(line);
    });
    (client.build().expect("a client"), reports)
}

fn taken(reports: &Reports) -> Vec<String> {
    std::mem::take(&mut *reports.lock().expect("no panic"))
}

#[tokio::test]
async fn a_place_is_told_once_and_counted_each_time() {
    let script = Script::new([Step::Answer(200, &[], r#"{"id":"w","count":"7","more":1}"#)]);
    let (client, reports) = listening(script);
    for _ in 0..3 {
        assert_eq!(client.send(GetWidget::new("w")).await.expect("a widget").count, Some(7));
    }
    assert_eq!(taken(&reports), ["getWidget count OtherType", "getWidget more UnknownMember"]);
    assert_eq!(client.inner().drift_count(), 6);
    client.send(CreateWidget::new()).await.expect("a widget");
    assert_eq!(taken(&reports), ["createWidget count OtherType", "createWidget more UnknownMember"]);
}

#[tokio::test]
async fn what_is_missing_or_of_no_use_is_told_and_fails() {
    let script = Script::new([Step::Answer(200, &[], r#"{"count":1}"#), Step::Answer(200, &[], r#"{"id":[]}"#)]);
    let (client, reports) = listening(script);
    assert!(client.send(GetWidget::new("w")).await.failed("no id").is_decode());
    assert!(client.send(GetWidget::new("w")).await.failed("a list").is_decode());
    assert_eq!(taken(&reports), ["getWidget id Missing", "getWidget id OtherType"]);
}

#[tokio::test]
async fn another_value_than_the_only_one_is_told_and_given() {
    let script = Script::new([
        Step::Answer(200, &[], r#"{"id":"w","object":"gadget"}"#),
        Step::Answer(200, &[], r#"{"id":"w","object":null}"#),
        Step::Answer(200, &[], r#"{"id":"w","object":"widget"}"#),
        Step::Answer(200, &[], r#"{"id":"w"}"#),
    ]);
    let (client, reports) = listening(script);
    let widget = client.send(GetWidget::new("w")).await.expect("a widget");
    assert_eq!(widget.object.as_deref(), Some("gadget"));
    for _ in 0..3 {
        client.send(GetWidget::new("w")).await.expect("a widget");
    }
    assert_eq!(taken(&reports), [r#"getWidget object UnknownValue("gadget")"#]);
}

#[tokio::test]
async fn what_is_missing_fails_nothing_where_its_type_can_do_without() {
    let [absent, null] = [r#"{"id":"p"}"#, r#"{"id":"p","object":null,"tags":null,"maker":null}"#];
    let (client, reports) = listening(Script::new([Step::Answer(200, &[], absent), Step::Answer(200, &[], null)]));
    for _ in 0..2 {
        let part = client.send(GetPart {}).await.expect("a part");
        assert_eq!((part.object.as_str(), part.tags.len(), part.maker), ("part", 0, None));
    }
    assert_eq!(taken(&reports), ["object", "tags", "maker"].map(|name| format!("getPart {name} Missing")));
    assert_eq!(client.inner().drift_count(), 5, "that the maker is null is as declared");
    let script = Script::new([Step::Answer(200, &[], absent)]);
    let builder = Client::builder().base_url("http://127.0.0.1:1").transport(script).strict();
    let error = builder.build().expect("a client").send(GetPart {}).await.failed("strict");
    assert!(error.is_decode() && error.to_string().contains("object: a required member is missing"), "{error}");
}

#[tokio::test]
async fn what_is_missing_and_cannot_be_made_up_is_told_and_named_by_the_error() {
    let (client, reports) = listening(Script::new([Step::Answer(200, &[], r#"{"object":"part","tags":["a"]}"#)]));
    let error = client.send(GetPart {}).await.failed("no id");
    assert!(error.is_decode() && error.to_string().contains("id: required, but missing"), "{error}");
    assert_eq!(taken(&reports), ["getPart id Missing"]);
}

#[tokio::test]
async fn statuses_and_advice_are_told() {
    let headers = &[("deprecation", "@1000000000"), ("sunset", "Sun, 06 Nov 2033 08:49:37 GMT")];
    let script = Script::new([
        Step::Answer(201, headers, r#"{"id":"w"}"#),
        Step::Answer(418, &[], ""),
        Step::Answer(404, &[], r#"{"message":"no"}"#),
        Step::Answer(503, &[], ""),
    ]);
    let (client, reports) = listening(script);
    client.send(GetWidget::new("w")).await.expect("a widget");
    let told = taken(&reports);
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0], "getWidget  UndeclaredStatus(201)");
    assert!(
        told[1].starts_with("getWidget  Deprecated(Some(SystemTime") && told[2].contains("Sunset(Some("),
        "{told:?}"
    );
    client.send(GetWidget::new("w")).await.failed("a teapot, of the range 4XX");
    client.send(GetWidget::new("w")).await.failed("declared");
    client.send(GetWidget::new("w")).await.failed("anyone's");
    assert_eq!(taken(&reports), [""; 0]);
}

#[tokio::test]
async fn events_are_looked_at_too() {
    let events = "data: {\"id\":\"a\",\"x\":1}\n\ndata: {\"id\":\"b\",\"x\":1}\n\n";
    let (client, reports) =
        listening(Script::new([Step::Answer(200, &[("content-type", "text/event-stream")], events)]));
    let mut stream = client.send(Watch {}).await.expect("a stream");
    while let Some(event) = stream.next().await {
        event.expect("a widget");
    }
    assert_eq!((taken(&reports), client.inner().drift_count()), (vec!["Watch x UnknownMember".to_owned()], 2));
}

#[tokio::test]
async fn a_strict_client_fails_for_it_and_says_where() {
    let script = Script::new([Step::Answer(200, &[], r#"{"id":"w","more":1}"#)]);
    let builder = Client::builder().base_url("http://127.0.0.1:1").transport(script.clone());
    let error = builder.strict().build().expect("a client").send(GetWidget::new("w")).await.failed("strict");
    assert!(
        error.is_decode() && error.to_string().contains("more: a member that the document does not list"),
        "{error}"
    );
}
