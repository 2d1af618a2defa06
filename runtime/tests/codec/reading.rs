//! Presence, paths of errors, drift, depth, tolerance.

use crate::sample::{ChargeList, Everything, Level, Nothing, Outcome, Point, Status};
use intertie::codec::{Decode, Encode, Table, table};
use intertie::{Drift, DriftKind, Field, Map, Secret, Value};

fn error<T: Decode>(text: &str) -> String {
    match intertie::from_str::<T>(text) {
        Ok(_) => "no error".into(),
        Err(error) => error.to_string(),
    }
}

const CHARGE: &str = r#"{"id":"c","amount":1,"currency":"usd","created":2,"livemode":true,"metadata":{},"paid":true,
    "rate":1,"status":"pending"}"#;

fn list(charge: &str) -> String {
    format!(r#"{{"object":"list","data":[{CHARGE},{charge}],"has_more":false}}"#)
}

#[test]
fn an_error_says_where_and_what_kind() {
    let with = |from: &str, to: &str| error::<ChargeList>(&list(&CHARGE.replace(from, to)));
    assert_eq!(with(r#""amount":1"#, r#""amount":"much""#), "data[1].amount: expected integer, found string");
    assert_eq!(with(r#""amount":1"#, r#""amount":1.5"#), "data[1].amount: expected integer, found number");
    assert_eq!(with(r#""amount":1,"#, ""), "data[1].amount: required, but missing");
    assert_eq!(with(r#""amount":1"#, r#""amount":null"#), "data[1].amount: required, but null");
    assert_eq!(with(r#""metadata":{}"#, r#""metadata":{"k":[]}"#), "data[1].metadata.k: expected string, found array");
    assert_eq!(with(r#""paid":true"#, r#""paid":{}"#), "data[1].paid: expected boolean, found object");
    assert_eq!(with(CHARGE, "null"), "data[1]: required, but null");
    assert_eq!(error::<ChargeList>("[]"), "expected object, found array");
    assert_eq!(error::<ChargeList>("null"), "required, but null");
    assert_eq!(error::<Point>("[1]"), "[1]: required, but missing");
    assert_eq!(error::<Point>("[1,true]"), "[1]: expected number, found boolean");
}

#[test]
fn what_can_be_empty_may_be_missing_and_is_told() {
    let mut found = Vec::new();
    let mut observer = |drift: Drift<'_>| found.push((drift.path.to_owned(), drift.kind == DriftKind::Missing));
    let empty = r#"{"object":"list","has_more":false}"#;
    let read: ChargeList = intertie::from_slice_with(empty.as_bytes(), &mut observer).unwrap();
    assert!(read.data.is_empty());
    let text = list(&CHARGE.replace(r#""metadata":{}"#, r#""metadata":null"#));
    let read: ChargeList = intertie::from_slice_with(text.as_bytes(), &mut observer).unwrap();
    assert!(read.data[1].metadata.is_empty());
    assert_eq!(found, [("data".to_owned(), true), ("data[1].metadata".to_owned(), true)]);
    let tree: Value = serde_json::from_str(empty).unwrap();
    assert!(intertie::from_value::<ChargeList>(&tree).unwrap().data.is_empty());
    assert!(serde_json::from_str::<ChargeList>(empty).unwrap().data.is_empty());
}

#[test]
fn an_error_is_the_same_from_a_tree() {
    for bad in [r#""amount":"much""#, r#""amount":null"#, r#""amount":{}"#] {
        let text = list(&CHARGE.replace(r#""amount":1"#, bad));
        let tree: Value = serde_json::from_str(&text).unwrap();
        let from_tree = intertie::from_value::<ChargeList>(&tree).unwrap_err().to_string();
        assert_eq!(from_tree, error::<ChargeList>(&text));
    }
}

#[test]
fn malformed_text_is_an_error() {
    assert_eq!(error::<ChargeList>(""), "end of text where a value is expected at line 1 column 1");
    assert_eq!(error::<Vec<i64>>("[1,2] 3"), "more text after the value at line 1 column 7");
    assert_eq!(error::<Vec<i64>>("[1,\n x]"), "[1]: expected a value at line 2 column 2");
    assert_eq!(error::<Vec<i64>>("[1 2]"), "expected `,` or the end at line 1 column 4");
    assert_eq!(error::<Vec<String>>("[\"\u{0}\"]"), "[0]: control character in a string at line 1 column 4");
    assert_eq!(error::<String>(r#""\ud800x""#), "half a surrogate pair at line 1 column 10");
    assert!(intertie::from_slice::<String>(b"\"\xff\"").is_err());
}

#[test]
fn an_error_never_quotes_the_value() {
    let secret = r#"{"id":1,"nothing":"hunter2"}"#;
    assert_eq!(error::<Everything>(secret), "nothing: expected object, found string");
    assert_eq!(error::<Secret>(r#"["hunter2"]"#), "expected string, found array");
    let foreign = serde_json::from_str::<Everything>(secret).unwrap_err().to_string();
    assert!(foreign.starts_with("nothing: expected object, found string"), "{foreign}");
}

#[test]
fn keys_in_errors_are_short_and_printable() {
    let error = error::<Map<i64>>(&format!(r#"{{"a\n\u001b[31m{}":[]}}"#, "x".repeat(10_000)));
    assert!(error.len() < 200 && !error.contains(['\n', '\u{1b}']), "{error}");
}

#[test]
fn numbers_and_text_are_tolerant() {
    assert_eq!(intertie::from_str::<i64>(r#""12""#).unwrap(), 12);
    assert_eq!(intertie::from_str::<i64>("12.0").unwrap(), 12);
    assert_eq!(intertie::from_str::<i64>("1e3").unwrap(), 1000);
    assert_eq!(intertie::from_str::<f64>(r#""1.5""#).unwrap().to_string(), "1.5");
    assert_eq!(intertie::from_str::<String>("12").unwrap(), "12");
    assert_eq!(intertie::from_str::<String>("1.5").unwrap(), "1.5");
    assert_eq!(intertie::from_str::<String>("true").unwrap(), "true");
    assert_eq!(intertie::from_str::<Level>(r#""2""#).unwrap(), Level::High);
    assert_eq!(intertie::from_str::<Status>("7").unwrap(), Status::Other("7".into()));
    assert_eq!(intertie::from_str::<i128>("12345678901234567890").unwrap(), 12_345_678_901_234_567_890);
    assert_eq!(error::<f64>(r#""nan""#), "expected number, found string");
    assert_eq!(error::<f64>(r#""inf""#), "expected number, found string");
}

#[test]
fn numbers_out_of_range_are_errors() {
    assert_eq!(error::<i32>("3000000000"), "expected i32, found a number out of its range");
    assert_eq!(error::<u32>("-1"), "expected u32, found a number out of its range");
    assert_eq!(error::<i64>("12345678901234567890"), "expected i64, found a number out of its range");
    assert_eq!(error::<f32>("1e300"), "expected f32, found a number out of its range");
    assert!(error::<f64>("1e999").starts_with("number out of range"));
    let digits = "9".repeat(5_000);
    assert!(error::<i64>(&digits).contains("out of range"));
    assert!(error::<i128>(&format!("\"{digits}\"")).starts_with("expected integer, found"));
}

#[test]
fn a_member_that_comes_twice_counts_once() {
    let outcome: Outcome = intertie::from_str(r#"{"reason":"a","reason":"b"}"#).unwrap();
    assert_eq!(outcome.reason.as_deref(), Some("a"));
}

#[test]
fn absent_null_and_value_are_three_states() {
    let read = |member: &str| {
        let text = format!(r#"{{"id":"e","nothing":{{}},"nullable":null,"sources":[],"maps":{{}}{member}}}"#);
        intertie::from_str::<Everything>(&text).unwrap()
    };
    let (absent, null, value) = (read(""), read(r#","field":null"#), read(r#","field":"x""#));
    assert_eq!((absent.field.clone(), null.field.clone()), (Field::Absent, Field::Null));
    assert_eq!(value.field, Field::Value("x".into()));
    let text = |value: &Everything| intertie::to_string(value).unwrap();
    assert_eq!(text(&absent), r#"{"id":"e","nothing":{},"nullable":null,"sources":[],"maps":{}}"#);
    assert!(text(&null).contains(r#""field":null"#));
}

#[test]
fn drift_is_reported_with_its_path() {
    let charge = CHARGE.replace("pending", "paused").replace(r#""paid""#, r#""new":{"deep":1},"paid""#);
    let mut found = Vec::new();
    let mut observer = |drift: Drift<'_>| found.push((drift.path.to_owned(), format!("{:?}", drift.kind)));
    intertie::from_slice_with::<ChargeList>(list(&charge).as_bytes(), &mut observer).unwrap();
    let value = format!("{:?}", DriftKind::UnknownValue("paused"));
    assert_eq!(found, [("data[1].new".into(), "UnknownMember".into()), ("data[1].status".into(), value)]);
}

#[test]
fn deep_nesting_is_refused() {
    let deep = |open: &str, close: &str, levels: usize| open.repeat(levels) + "1" + &close.repeat(levels);
    assert!(intertie::from_str::<Value>(&deep("[", "]", 128)).is_ok());
    for levels in [129, 100_000] {
        assert!(error::<Value>(&deep("[", "]", levels)).contains("nested deeper than 128"), "{levels}");
        assert!(error::<Nothing>(&deep("{\"a\":", "}", levels)).contains("nested deeper than 128"), "{levels}");
    }
}

#[test]
fn a_deep_tree_is_refused_both_ways() {
    let mut tree = Value::Null;
    for _ in 0..1_000 {
        tree = Value::Array(vec![tree]);
    }
    let wrapped = serde_json::json!({ "id": "e", "nothing": {}, "nullable": 1, "sources": [tree.clone()], "maps": {} });
    // The branch cannot be read, so the value is kept as it came.
    assert!(intertie::from_value::<Everything>(&wrapped).is_ok());
    assert!(intertie::to_string(&tree).unwrap_err().to_string().contains("deeper than 128"));
    assert!(intertie::to_value(&tree).unwrap_err().to_string().contains("deeper than 128"));
    assert!(intertie::form::named("a", &tree, intertie::form::FormStyle::default()).is_err());
}

/// A struct of 70 members, which no machine word has a bit for each of.
#[derive(Clone, PartialEq)]
struct Wide([i64; 70]);

const MEMBERS: [intertie::codec::Member; 70] = {
    let mut members = [intertie::codec::optional("other"); 70];
    members[0] = intertie::codec::required("first");
    members[63] = intertie::codec::required("m63");
    members[64] = intertie::codec::required("m64");
    members[69] = intertie::codec::required("last");
    members
};

impl intertie::codec::Object for Wide {
    const TABLE: Table = table("Wide", &MEMBERS);
    fn blank() -> Self {
        Self([0; 70])
    }
    fn get(&self, at: usize) -> &dyn Encode {
        &self.0[at]
    }
    fn get_mut(&mut self, at: usize) -> &mut dyn Decode {
        &mut self.0[at]
    }
}

intertie::objects! { Wide }

#[test]
fn structs_of_many_members_are_checked_too() {
    let wide: Wide = intertie::from_str(r#"{"last":4,"m64":3,"m63":2,"first":1}"#).unwrap();
    assert_eq!((wide.0[0], wide.0[63], wide.0[64], wide.0[69]), (1, 2, 3, 4));
    for (text, name) in [
        (r#"{"m63":2,"m64":3,"last":4}"#, "first"),
        (r#"{"first":1,"m64":3,"last":4}"#, "m63"),
        (r#"{"first":1,"m63":3,"last":4}"#, "m64"),
        (r#"{"first":1,"m63":3,"m64":4}"#, "last"),
    ] {
        assert_eq!(error::<Wide>(text), format!("{name}: required, but missing"));
    }
}

#[test]
fn a_deep_value_of_generated_types_is_refused() {
    let text = r#"{"id":"e","nothing":{},"nullable":null,"sources":[],"maps":{}}"#;
    let one: Everything = intertie::from_str(text).unwrap();
    let mut deep = one.clone();
    for _ in 0..300 {
        deep = Everything { child: Some(Box::new(deep)), ..one.clone() };
    }
    assert!(intertie::to_string(&deep).unwrap_err().to_string().contains("deeper than 128"));
    assert!(intertie::to_value(&deep).is_err());
    assert!(serde_json::to_string(&deep).unwrap_err().to_string().contains("deeper than 128"));
    assert!(intertie::form::to_string(&deep, intertie::form::FormStyle::default()).is_err());
}
