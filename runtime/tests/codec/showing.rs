//! `Debug`: what is there, by the table, without secrets.

use crate::sample::{Everything, Level, Outcome, Source, Status, True};
use intertie::{Field, Secret};

#[test]
fn structs_show_the_members_that_are_there() {
    let outcome = Outcome { reason: Some("r".into()), risk_score: Some(3), ..Outcome::default() };
    assert_eq!(format!("{outcome:?}"), r#"Outcome { reason: "r", risk_score: 3 }"#);
    assert_eq!(format!("{outcome:#?}"), "Outcome {\n    reason: \"r\",\n    risk_score: 3,\n}");
}

#[test]
fn enums_show_their_variant() {
    assert_eq!(format!("{:?} {:?}", Status::RequiresAction, Status::Other("x".into())), r#"RequiresAction Other("x")"#);
    assert_eq!(format!("{:?} {:?} {:?}", Level::High, Level::Other(9), True::True), "High Other(9) True");
    assert_eq!(format!("{:?}", Source::Flag(true)), "true");
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
    assert!(shown.contains("password: [redacted], hidden: [redacted]"), "{shown}");
    assert!(intertie::to_string(&value).unwrap().contains("hunter2"));
    assert_eq!(format!("{:?}", Field::Value(Secret::new("hunter2"))), "Value([redacted])");
}
