//! The numbers of flows and calls, sent to a receiver of OTLP as Datadog and New Relic have one, and the dashboard that
//! draws them: `docs/grafana.json`.

use crate::otlp::{Otlp, runtime};
use crate::traces::on_sqlite;
use flow_examples::mock::Mock;
use intertie::{Bearer, RateLimiter};
use opentelemetry_proto::tonic::metrics::v1::{Metric, metric::Data};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

/// Calls outside of flows: one that the client makes twice and that is answered with what no document says, and one that
/// waits for its limit.
async fn call() {
    let mock = Mock::start().await.expect("mocks");
    let builder = intertie::ClientBuilder::<slack::Client>::new().base_url(format!("{}/slack", mock.address()));
    let limiter = RateLimiter::new(10, Duration::from_millis(200));
    let slack = builder.auth(Bearer::new("xoxb-test")).rate_limiter(limiter).build().expect("a client");
    mock.fail("slack", 1, 503, None);
    let owner = json!({"ok": true, "team": "T", "team_id": "T01", "url": "https://t.example", "user": "u", "user_id": "U01", "new": 1});
    mock.refuse("slack", owner);
    slack.auth().test().send().await.expect("an owner");
    let (first, second) = tokio::join!(slack.auth().test().send(), slack.auth().test().send());
    assert!(first.is_ok() && second.is_ok(), "{first:?} {second:?}");
}

/// A metric as Prometheus has it: its series, and what they are labelled with.
/// (<https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/>)
fn series(metric: &Metric) -> Vec<(String, BTreeSet<String>)> {
    let plain = |text: &str| text.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_");
    let unit = if metric.unit == "s" { "_seconds" } else { "" };
    let name = format!("{}{unit}", plain(&metric.name));
    let keys = |attributes: &[opentelemetry_proto::tonic::common::v1::KeyValue]| {
        attributes.iter().map(|attribute| plain(&attribute.key)).collect::<Vec<_>>()
    };
    match metric.data.as_ref().expect("numbers") {
        Data::Histogram(histogram) => {
            let mut labels: BTreeSet<_> =
                histogram.data_points.iter().flat_map(|point| keys(&point.attributes)).collect();
            let of = |end: &str, labels: &BTreeSet<String>| (format!("{name}_{end}"), labels.clone());
            let plain = [of("sum", &labels), of("count", &labels)];
            labels.insert("le".into());
            plain.into_iter().chain([of("bucket", &labels)]).collect()
        }
        Data::Sum(sum) => {
            assert!(sum.is_monotonic, "{}", metric.name);
            let labels = sum.data_points.iter().flat_map(|point| keys(&point.attributes)).collect();
            vec![(format!("{name}_total"), labels)]
        }
        other => panic!("{other:?}"),
    }
}

/// All texts of members of this name, anywhere.
fn found(value: &Value, name: &str, texts: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, value) in members {
                match value {
                    Value::String(text) if key == name => texts.push(text.clone()),
                    other => found(other, name, texts),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| found(item, name, texts)),
        _ => {}
    }
}

/// The words of a query, and whether each is a series: those are followed by their labels.
fn words(query: &str) -> Vec<(&str, bool)> {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    let mut words = Vec::new();
    let mut rest = query;
    while let Some(start) = rest.find(is_word) {
        let word = &rest[start..];
        let end = word.find(|letter| !is_word(letter)).unwrap_or(word.len());
        words.push((&word[..end], word[end..].starts_with('{')));
        rest = &word[end..];
    }
    words
}

#[test]
fn the_grafana_dashboard_draws_the_numbers_that_are_sent_and_all_of_them() {
    let otlp = Otlp::start();
    otlp.watch(|| {
        runtime().block_on(on_sqlite());
        runtime().block_on(call());
    });
    let (_, numbers) = otlp.end();
    let sent: BTreeMap<_, _> = numbers.iter().flat_map(series).collect();
    let labels: BTreeSet<&str> = sent.values().flatten().map(String::as_str).collect();

    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/grafana.json");
    let dashboard: Value = serde_json::from_slice(&std::fs::read(path).expect("it is there")).expect("JSON");
    let mut queries = Vec::new();
    found(&dashboard, "expr", &mut queries);
    assert_eq!(queries.len(), 11);
    let mut drawn = BTreeSet::new();
    for query in &queries {
        let mut of = BTreeSet::new();
        for (word, is_series) in words(query) {
            if is_series {
                let known = sent.get(word).unwrap_or_else(|| panic!("nobody sends `{word}`: {:?}", sent.keys()));
                of.extend(known.iter().map(String::as_str));
                drawn.insert(word.to_owned());
            }
        }
        for (word, is_series) in words(query) {
            let is_label =
                !is_series && (word.contains('_') && !word.starts_with("__") || word == "kind" || word == "outcome");
            if is_label && word != "histogram_quantile" {
                assert!(of.contains(word), "`{word}` is no label of what is drawn: {query}");
            }
        }
    }
    let names: BTreeSet<_> = numbers.iter().map(|metric| metric.name.replace('.', "_")).collect();
    let is_drawn = |name: &&String| drawn.iter().any(|series| series.starts_with(name.as_str()));
    assert_eq!(names.iter().filter(is_drawn).count(), names.len(), "{names:?} {drawn:?}");
    let mut variables = Vec::new();
    found(&dashboard["templating"], "query", &mut variables);
    for variable in variables.iter().filter_map(|text| text.strip_prefix("label_values(")) {
        let (series, label) = variable.trim_end_matches(')').split_once(", ").expect("a series and a label");
        assert!(sent[series].contains(label) && labels.contains(label), "{variable}");
    }
}
