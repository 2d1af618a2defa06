//! Forms, against the wire forms vendors document.

use crate::sample::{Everything, Outcome};
use intertie::form::{Arrays, FormStyle, Nulls, named, pairs, scalar, to_string};
use intertie::{Field, Map, Value};
use serde_json::json;

fn form(value: &Value) -> String {
    to_string(value, FormStyle::default()).unwrap()
}

fn with(arrays: Arrays, value: &Value) -> String {
    to_string(value, FormStyle { arrays, ..FormStyle::default() }).unwrap()
}

#[test]
fn nested_objects_and_arrays_are_in_brackets() {
    assert_eq!(form(&json!({ "metadata": { "order": "42" } })), "metadata[order]=42");
    assert_eq!(form(&json!({ "expand": ["customer", "data.x"] })), "expand[0]=customer&expand[1]=data.x");
    let items = json!({ "line_items": [{ "price": "p1", "quantity": 2 }, { "price": "p2" }] });
    let indexed = "line_items[0][price]=p1&line_items[0][quantity]=2&line_items[1][price]=p2";
    assert_eq!(form(&items), indexed);
    assert_eq!(form(&json!({ "a": true, "b": 1.5, "c": -3 })), "a=true&b=1.5&c=-3");
}

#[test]
fn arrays_have_four_styles() {
    let value = json!({ "a": ["x", "y,z"] });
    assert_eq!(with(Arrays::Indexed, &value), "a[0]=x&a[1]=y%2Cz");
    assert_eq!(with(Arrays::Brackets, &value), "a[]=x&a[]=y%2Cz");
    assert_eq!(with(Arrays::Repeat, &value), "a=x&a=y%2Cz");
    assert_eq!(with(Arrays::Comma, &value), "a=x,y%2Cz");
    assert_eq!(with(Arrays::Brackets, &json!({ "a": [{ "b": 1 }] })), "a[][b]=1");
    let nested = json!({ "a": [[1]] });
    assert!(to_string(&nested, FormStyle { arrays: Arrays::Comma, ..FormStyle::default() }).is_err());
}

#[test]
fn values_and_keys_cannot_become_structure() {
    let value = json!({ "a&b=c": { "x]": "1&y=2", "[0]": "%20 +é\r\n" } });
    assert_eq!(form(&value), "a%26b%3Dc[x%5D]=1%26y%3D2&a%26b%3Dc[%5B0%5D]=%2520%20%2B%C3%A9%0D%0A");
}

#[test]
fn null_clears() {
    let omit = FormStyle { nulls: Nulls::Omit, ..FormStyle::default() };
    let value = json!({ "a": null, "b": { "c": null } });
    assert_eq!(form(&value), "a=&b[c]=");
    assert_eq!(to_string(&value, omit).unwrap(), "");
    let text = r#"{"id":"e","nothing":{},"nullable":null,"sources":[],"maps":{}}"#;
    let mut value: Everything = intertie::from_str(text).unwrap();
    assert_eq!(to_string(&value, omit).unwrap(), "id=e");
    value.field = Field::Null;
    value.field_list = Field::Null;
    assert_eq!(to_string(&value, omit).unwrap(), "id=e&field-list=");
    value.field_list = Field::Value(Vec::new());
    assert_eq!(to_string(&value, omit).unwrap(), "id=e&field-list=");
    value.field_list = Field::Value(vec![7]);
    assert_eq!(to_string(&value, FormStyle::default()).unwrap(), "id=e&field=&field-list[0]=7&nullable=");
}

#[test]
fn absent_members_are_left_out() {
    let outcome = Outcome { reason: Some("a b".into()), ..Outcome::default() };
    assert_eq!(to_string(&outcome, FormStyle::default()).unwrap(), "reason=a%20b");
    assert_eq!(to_string(&Outcome::default(), FormStyle::default()).unwrap(), "");
}

#[test]
fn a_named_value_is_a_deep_object() {
    let filter: Map<i64> = [("gt".to_owned(), 3)].into();
    assert_eq!(named("created", &filter, FormStyle::default()).unwrap(), "created[gt]=3");
    assert_eq!(named("id", &7_i64, FormStyle::default()).unwrap(), "id=7");
    let pairs = pairs("meta data", &json!({ "a b": "c d" }), FormStyle::default()).unwrap();
    assert_eq!(pairs, [("meta data[a b]".to_owned(), "c d".to_owned())]);
}

#[test]
fn a_form_needs_names() {
    for value in [json!("x"), json!([1]), json!(1), json!(true)] {
        let bare = to_string(&value, FormStyle::default());
        assert!(bare.is_err(), "{value}: {bare:?}");
    }
    assert_eq!(form(&Value::Null), "");
    assert_eq!(scalar(&Value::Null).unwrap(), None);
    assert_eq!(scalar(&json!("a b")).unwrap().as_deref(), Some("a b"));
    assert!(scalar(&json!([1])).is_err());
}
