//! Any text in any place, read back by the URL parser that sends it.

use super::paint;
use crate::spec::{Place, Style};
use proptest::prelude::*;
use reqwest::Url;
use serde_json::json;

const BASE: &str = "https://api.acme.com";

fn url(path_and_query: &str) -> Url {
    Url::parse(&format!("{BASE}{path_and_query}")).expect("a URL")
}

/// Texts that are more often hostile than random ones.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[./\\\\%2eE?#@:&= \r\n\t;,\\[\\]a]{0,8}"]
}

proptest! {
    #[test]
    fn a_path_value_is_one_segment(value in text()) {
        let place = Place::path(Style::Simple, false);
        if let Ok(request) = paint("/v1/{color}/end", place, json!(value)) {
            let url = url(&request.path_and_query);
            let mut wanted = Url::parse(BASE).expect("a URL");
            wanted.set_path("v1/x/end");
            prop_assert_eq!(url.host_str(), Some("api.acme.com"));
            prop_assert_eq!((url.query(), url.fragment(), url.username()), (None, None, ""));
            let segments: Vec<_> = url.path_segments().expect("a path").collect();
            prop_assert_eq!((segments.len(), segments[0], segments[2]), (3, "v1", "end"));
            prop_assert_eq!(crate::answer::percent_decoded(segments[1]), Some(value));
        } else {
            prop_assert!(matches!(value.as_str(), "" | "." | ".."));
        }
    }

    #[test]
    fn slashes_never_climb(value in text()) {
        let place = Place::path(Style::Simple, false).multi_segment();
        if let Ok(request) = paint("/v1/{color}", place, json!(value)) {
            let url = url(&request.path_and_query);
            prop_assert_eq!(url.path(), &request.path_and_query);
            prop_assert!(url.path().starts_with("/v1/"));
        }
    }

    #[test]
    fn query_values_come_back_as_they_were(key in text(), value in text()) {
        let request = paint("/c", Place::query(Style::DeepObject, true), json!({key.clone(): value.clone()}));
        let url = url(&request.expect("a query takes any text").path_and_query);
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(url.fragment(), None);
        prop_assert_eq!(pairs, vec![(format!("color[{key}]"), value)]);
    }

    #[test]
    fn reserved_values_stay_one_pair(value in text()) {
        let request = paint("/c", Place::query(Style::Form, true).reserved(), json!(value));
        let url = url(&request.expect("a query takes any text").path_and_query);
        let pairs: Vec<_> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs, vec![("color".to_owned(), value)]);
    }
}
