//! `Debug`: by the table, without secrets.

use crate::sample::{Everything, Level, Outcome, Source, Status, True};
use intertie::{Field, Secret};

#[test]
fn structs_look_derived() {
    let outcome = Outcome { reason: Some("r".into()), risk_score: Some(3), ..Outcome::default() };
    let text = r#"Outcome { network_status: None, reason: Some("r"), risk_score: Some(3), seller_message: None }"#;
    assert_eq!(format!("{outcome:?}"), text);
    assert!(format!("{outcome:#?}").contains("\n    reason: Some(\n"));
}

#[test]
fn enums_look_derived() {
    assert_eq!(format!("{:?} {:?}", Status::RequiresAction, Status::Other("x".into())), r#"RequiresAction Other("x")"#);
    assert_eq!(format!("{:?} {:?} {:?}", Level::High, Level::Other(9), True::True), "High Other(9) True");
    assert_eq!(format!("{:?}", Source::Flag(true)), "Source(true)");
    assert_eq!(format!("{} {}", Status::Pending, Level::High), "pending 2");
    assert_eq!("pending".parse::<Status>().unwrap(), Status::Pending);
    assert_eq!(Status::from("new"), Status::Other("new".into()));
}

#[test]
fn secrets_are_not_shown() {
    let text = r#"{"id":"e","nothing":{},"nullable":1,"sources":[],"maps":{},"password":"hunter2","hidden":"hunter2"}"#;
    let value: Everything = intertie::from_str(text).unwrap();
    let shown = format!("{value:?}");
    assert!(!shown.contains("hunter2"), "{shown}");
    assert!(shown.contains("password: Some([redacted]), hidden: [redacted]"), "{shown}");
    assert!(intertie::to_string(&value).unwrap().contains("hunter2"));
    assert_eq!(format!("{:?}", Field::Value(Secret::new("hunter2"))), "Value([redacted])");
}
