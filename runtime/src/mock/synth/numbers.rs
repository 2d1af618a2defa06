//! Numbers within their bounds.

use crate::Value;
use fastrand::Rng;
use serde_json::{Map, Number};

/// A whole number.
pub(super) fn integer(rng: &mut Rng, schema: &Map<String, Value>) -> Value {
    let (least, most) = limits(schema, 0.0);
    let (least, most) = match (least, most) {
        (Some(least), Some(most)) => (least, most),
        (Some(least), None) => (least, least + 1000.0),
        (None, Some(most)) => ((most - 1000.0).max(0.0).min(most), most),
        (None, None) if is_time(schema) => (1_700_000_000.0, 1_800_000_000.0),
        (None, None) => (1.0, 1000.0),
    };
    let (least, most) = (whole(least.ceil()), whole(most.floor()));
    let picked = if least < most { rng.i64(least..=most) } else { least };
    let factor = schema.get("multipleOf").and_then(Value::as_f64).filter(|factor| *factor >= 1.0).map_or(1, whole);
    let picked = picked - picked.rem_euclid(factor);
    Value::from(if picked < least { picked.saturating_add(factor) } else { picked })
}

/// A number with at most two decimals, where its bounds and factor allow.
pub(super) fn number(rng: &mut Rng, schema: &Map<String, Value>) -> Value {
    let (least, most) = limits(schema, 0.01);
    let least = least.unwrap_or_else(|| most.map_or(0.0, |most| (most - 1000.0).max(0.0).min(most)));
    let most = most.unwrap_or(least + 1000.0);
    let exact = least + (most - least) * rng.f64();
    let rounded = (exact * 100.0).round() / 100.0;
    let picked = if rounded < least || rounded > most { exact } else { rounded };
    match schema.get("multipleOf").and_then(Value::as_f64) {
        Some(factor) => {
            let steps = (picked / factor).floor();
            let below = steps * factor;
            number_of(if below < least { below + factor } else { below })
        }
        None => number_of(picked),
    }
}

/// Whole values as integers: `5`, not `5.0`, as most vendors write them.
fn number_of(value: f64) -> Value {
    if value.fract() == 0.0 && value.abs() < 9.0e15 {
        return Value::from(whole(value));
    }
    Number::from_f64(value).map_or(Value::from(0), Value::Number)
}

fn is_time(schema: &Map<String, Value>) -> bool {
    schema.get("format").and_then(Value::as_str).is_some_and(|format| matches!(format, "unix-time" | "timestamp"))
}

/// Least and most value; an exclusive bound is moved inwards by `step`, for integers to the next one.
fn limits(schema: &Map<String, Value>, step: f64) -> (Option<f64>, Option<f64>) {
    let get = |key: &str| schema.get(key).and_then(Value::as_f64);
    let inwards = |bound: f64, sign: f64| {
        if step > 0.0 {
            bound + sign * step
        } else if sign > 0.0 {
            bound.floor() + 1.0
        } else {
            bound.ceil() - 1.0
        }
    };
    let least = [get("minimum"), get("exclusiveMinimum").map(|bound| inwards(bound, 1.0))];
    let most = [get("maximum"), get("exclusiveMaximum").map(|bound| inwards(bound, -1.0))];
    (least.into_iter().flatten().reduce(f64::max), most.into_iter().flatten().reduce(f64::min))
}

/// The integer; beyond the range of `i64`, the nearest there is.
#[expect(clippy::cast_possible_truncation, reason = "`as` from f64 saturates, which is what is wanted")]
fn whole(value: f64) -> i64 {
    value as i64
}
