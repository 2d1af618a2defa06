//! Whether two values say the same, as far as JSON and vendors can tell.

use crate::Value;
use serde_json::{Map, Number};

/// The first place where they differ: where, what was wanted, what there is.
pub(super) fn difference(wanted: &Value, found: &Value) -> Option<String> {
    differ(wanted, found, "")
}

fn differ(wanted: &Value, found: &Value, at: &str) -> Option<String> {
    let told = || Some(format!("at `{at}`: {} became {}", short(wanted), short(found)));
    match (wanted, found) {
        (Value::Object(wanted), Value::Object(found)) => members(wanted, found, at),
        (Value::Array(wanted), Value::Array(found)) if wanted.len() == found.len() => {
            let pairs = wanted.iter().zip(found).enumerate();
            pairs.into_iter().find_map(|(index, (wanted, found))| differ(wanted, found, &format!("{at}/{index}")))
        }
        (Value::Number(wanted), Value::Number(found)) if same_number(wanted, found) => None,
        (Value::String(wanted), Value::String(found)) if wanted == found || same_time(wanted, found) => None,
        _ if wanted == found => None,
        _ => told(),
    }
}

/// Null and absent are the same in what is read.
fn members(wanted: &Map<String, Value>, found: &Map<String, Value>, at: &str) -> Option<String> {
    let is_there = |value: &&Value| !value.is_null();
    for (name, value) in wanted {
        let at = format!("{at}/{name}");
        match found.get(name).filter(is_there) {
            Some(other) => {
                if let Some(difference) = differ(value, other, &at) {
                    return Some(difference);
                }
            }
            None if value.is_null() => {}
            None => return Some(format!("at `{at}`: {} was lost", short(value))),
        }
    }
    let more = found.iter().find(|(name, value)| !value.is_null() && !wanted.contains_key(*name));
    more.map(|(name, value)| format!("at `{at}/{name}`: {} came from nowhere", short(value)))
}

fn same_number(one: &Number, other: &Number) -> bool {
    one == other
        || one.as_f64().zip(other.as_f64()).is_some_and(|(one, other)| (one - other).abs() <= f64::EPSILON * one.abs())
}

#[cfg(feature = "chrono")]
fn same_time(one: &str, other: &str) -> bool {
    let rfc3339 = |text: &str| chrono::DateTime::parse_from_rfc3339(text).ok();
    let rfc2822 = |text: &str| chrono::DateTime::parse_from_rfc2822(text).ok();
    let both = |of: &dyn Fn(&str) -> Option<chrono::DateTime<chrono::FixedOffset>>| {
        of(one).zip(of(other)).is_some_and(|(one, other)| one == other)
    };
    both(&rfc3339) || both(&rfc2822)
}

#[cfg(not(feature = "chrono"))]
fn same_time(_: &str, _: &str) -> bool {
    false
}

fn short(value: &Value) -> String {
    let text = value.to_string();
    if text.chars().count() > 80 { text.chars().take(77).chain("...".chars()).collect() } else { text }
}
