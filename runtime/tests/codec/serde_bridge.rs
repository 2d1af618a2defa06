//! serde's traits of generated types.

use crate::sample::{ChargeList, Everything, Source};
use serde::{Deserialize, Serialize};

/// A user's own type around generated ones.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Journal {
    at: u64,
    entry: Entry,
}

#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
enum Entry {
    Charges(ChargeList),
    Everything(Box<Everything>),
    Sources { sources: Vec<Source> },
}

const EVERYTHING: &str =
    r#"{"id":"e","nothing":{},"nullable":null,"sources":[{"iban":"x"},1.5],"maps":{"a":{"b":null}},"more":[1]}"#;

#[test]
fn generated_types_stand_in_derived_ones() {
    for entry in [EVERYTHING, r#"{"object":"list","data":[],"has_more":true}"#, r#"{"sources":["pending"]}"#] {
        let text = format!(r#"{{"at":1,"entry":{entry}}}"#);
        let journal: Journal = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&journal).unwrap(), text);
        let tree = serde_json::to_value(&journal).unwrap();
        assert_eq!(serde_json::from_value::<Journal>(tree).unwrap(), journal);
    }
}

#[test]
fn the_bridge_writes_what_the_codec_writes() {
    let value: Everything = intertie::from_str(EVERYTHING).unwrap();
    assert_eq!(serde_json::to_string(&value).unwrap(), intertie::to_string(&value).unwrap());
    assert_eq!(serde_json::to_value(&value).unwrap(), intertie::to_value(&value).unwrap());
}

#[test]
fn errors_pass_through() {
    let bad = EVERYTHING.replace("1.5]", "1.5,null]");
    let error = serde_json::from_str::<Everything>(&bad).unwrap_err().to_string();
    assert!(error.starts_with("sources[2]: required, but null"), "{error}");
    let mut value: Everything = intertie::from_str(EVERYTHING).unwrap();
    value.sources = vec![Source::Amount(f64::NAN)];
    assert!(intertie::to_string(&value).is_err());
}
