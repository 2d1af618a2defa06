//! Which branch a union takes, and what it keeps.

use crate::sample::{Expandable, Level, Source, Status};
use intertie::{Drift, Value, from_str};
use serde_json::json;

fn read(text: &str) -> Source {
    from_str(text).unwrap()
}

fn drift(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut observer = |drift: Drift<'_>| found.push((drift.path.to_owned(), format!("{:?}", drift.kind)));
    intertie::from_slice_with::<Vec<Source>>(text.as_bytes(), &mut observer).unwrap();
    found
}

#[test]
fn the_discriminator_comes_first() {
    // `iban` would choose the bank account.
    assert!(matches!(read(r#"{"object":"live_card","number":"1","iban":"x"}"#), Source::Card(_)));
}

#[test]
fn then_constants_that_all_hold() {
    assert!(matches!(read(r#"{"object":"card","deleted":true,"iban":"x"}"#), Source::DeletedCard(_)));
    assert!(matches!(read(r#"{"object":"card","deleted":false,"iban":"x"}"#), Source::BankAccount(_)));
}

#[test]
fn then_a_unique_member() {
    assert!(matches!(read(r#"{"iban":"x","brand":"b"}"#), Source::BankAccount(_)));
}

#[test]
fn then_the_best_fit() {
    assert!(matches!(read(r#"{"holder":"x"}"#), Source::Wallet(_)));
    assert!(matches!(read(r#"{"object":"new","brand":"x"}"#), Source::Wallet(_)));
    assert!(matches!(read("{}"), Source::Wallet(_)));
}

#[test]
fn numbers_text_and_arrays_go_where_they_fit() {
    assert_eq!(read("2"), Source::Level(Level::High));
    assert_eq!(read("2.5"), Source::Amount(2.5));
    assert_eq!(read("true"), Source::Flag(true));
    assert_eq!(read(r#""pending""#), Source::Status(Status::Pending));
    assert_eq!(read(r#""what""#), Source::Text("what".into()));
    assert_eq!(read("[1,2]"), Source::Numbers(vec![1, 2]));
    assert_eq!(read(r#"["a"]"#), Source::Texts(vec!["a".into()]));
}

#[test]
fn what_fits_nothing_is_kept_as_it_came() {
    for value in [json!({ "object": "live_card", "exp": 1 }), json!([{ "a": 1 }]), json!({ "iban": [1] })] {
        let text = value.to_string();
        assert_eq!(read(&text), Source::Other(value));
        assert_eq!(intertie::to_string(&read(&text)).unwrap(), text);
    }
    let found = drift(r#"[{"iban":"x"},{"iban":[1]}]"#);
    assert_eq!(found, [("[1]".into(), "UnknownBranch".into())]);
}

#[test]
fn drift_inside_a_branch_has_its_path() {
    let found = drift(r#"[{"iban":"x","new":1},{"object":"card","deleted":true,"more":2}]"#);
    assert_eq!(found, [("[0].new".into(), "UnknownMember".into()), ("[1].more".into(), "UnknownMember".into())]);
}

#[test]
fn the_json_type_alone_streams() {
    assert_eq!(from_str::<Expandable>(r#""w1""#).unwrap(), Expandable::Id("w1".into()));
    assert!(matches!(from_str::<Expandable>(r#"{"brand":"b"}"#).unwrap(), Expandable::Wallet(_)));
    for value in [json!(1), json!(true), json!([1, { "a": null }])] {
        assert_eq!(from_str::<Expandable>(&value.to_string()).unwrap(), Expandable::Other(value));
    }
    let error = from_str::<Vec<Expandable>>(r#"[{"brand":[]}]"#).unwrap_err().to_string();
    assert_eq!(error, "[0].brand: expected string, found array");
    let mut found = Vec::new();
    let mut observer = |drift: Drift<'_>| found.push(drift.path.to_owned());
    let text = br#"["w1",{"new":1},7]"#;
    intertie::from_slice_with::<Vec<Expandable>>(text, &mut observer).unwrap();
    assert_eq!(found, ["[1].new", "[2]"]);
}

#[test]
fn null_is_no_branch() {
    assert!(from_str::<Source>("null").is_err());
    assert_eq!(from_str::<Option<Source>>("null").unwrap(), None);
    assert_eq!(from_str::<Option<Expandable>>("null").unwrap(), None);
    assert_eq!(from_str::<Vec<Value>>("[null]").unwrap(), [Value::Null]);
}
