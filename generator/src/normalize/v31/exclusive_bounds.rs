//! `exclusiveMinimum` and `exclusiveMaximum`: a mark beside `minimum` in 3.0, a number of its own in 3.1. Both are
//! read in every dialect; of two bounds the tighter one stays.

use crate::normalize::read::Reader;
use crate::normalize::read::schema::Draft;
use serde_json::{Number, Value};
use std::cmp::Ordering;

/// Settles both.
pub(crate) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    let (low, high) = (draft.late.exclusive_minimum, draft.late.exclusive_maximum);
    let bounds = &draft.schema.bounds;
    let low =
        low.and_then(|value| read(r, draft, "exclusiveMinimum", value, bounds.minimum.as_ref(), Ordering::Greater));
    let high =
        high.and_then(|value| read(r, draft, "exclusiveMaximum", value, bounds.maximum.as_ref(), Ordering::Less));
    let bounds = &mut draft.schema.bounds;
    if let Some(bound) = low {
        bounds.exclusive_minimum = true;
        bounds.minimum = bound.or(bounds.minimum.take());
    }
    if let Some(bound) = high {
        bounds.exclusive_maximum = true;
        bounds.maximum = bound.or(bounds.maximum.take());
    }
}

/// `None`: no exclusive bound; `Some(None)`: the inclusive one is exclusive; `Some(number)`: a bound of its own.
fn read<'d>(
    r: &mut Reader<'d, '_>,
    draft: &Draft<'d>,
    key: &str,
    value: &'d Value,
    inclusive: Option<&Number>,
    tighter: Ordering,
) -> Option<Option<Number>> {
    if let Value::Bool(flag) = value {
        return flag.then_some(None);
    }
    if matches!(value.as_str(), Some("true" | "false")) {
        return r.flag_of(value, &draft.at, key)?.then_some(None);
    }
    let number = r.number_of(value, &draft.at, key)?;
    let order = inclusive.and_then(|inclusive| number.as_f64()?.partial_cmp(&inclusive.as_f64()?));
    let stays = order.is_none_or(|order| order == tighter || order == Ordering::Equal);
    stays.then_some(Some(number))
}
