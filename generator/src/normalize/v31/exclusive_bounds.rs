//! `exclusiveMinimum` and `exclusiveMaximum`: a mark beside `minimum` in 3.0, a number of its own in 3.1. Both are
//! read in every dialect; of two bounds the tighter one stays.

use crate::normalize::read::Reader;
use crate::normalize::read::schema::Draft;
use serde_json::{Number, Value};
use std::cmp::Ordering;

/// Settles both.
pub(crate) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    if let Some(value) = draft.late.exclusive_minimum {
        let read = read(r, draft, "exclusiveMinimum", value);
        let bounds = &mut *draft.schema.bounds;
        bounds.exclusive_minimum = take(&mut bounds.minimum, read, Ordering::Greater);
    }
    if let Some(value) = draft.late.exclusive_maximum {
        let read = read(r, draft, "exclusiveMaximum", value);
        let bounds = &mut *draft.schema.bounds;
        bounds.exclusive_maximum = take(&mut bounds.maximum, read, Ordering::Less);
    }
}

/// What an exclusive bound says.
enum Exclusive {
    /// Nothing.
    No,
    /// The inclusive bound is exclusive.
    Mark,
    /// It is a bound of its own.
    Bound(Number),
}

fn read<'d>(r: &mut Reader<'d, '_>, draft: &Draft<'d>, key: &str, value: &'d Value) -> Exclusive {
    if value.is_boolean() || matches!(value.as_str(), Some("true" | "false")) {
        let is_marked = r.flag_of(value, &draft.at, key) == Some(true);
        return if is_marked { Exclusive::Mark } else { Exclusive::No };
    }
    r.number_of(value, &draft.at, key).map_or(Exclusive::No, Exclusive::Bound)
}

/// Takes the bound where it is tighter than the inclusive one; tells whether the result is exclusive.
fn take(inclusive: &mut Option<Number>, exclusive: Exclusive, tighter: Ordering) -> bool {
    let number = match exclusive {
        Exclusive::No => return false,
        Exclusive::Mark => return inclusive.is_some(),
        Exclusive::Bound(number) => number,
    };
    let order = inclusive.as_ref().and_then(|inclusive| number.as_f64()?.partial_cmp(&inclusive.as_f64()?));
    let is_tighter = order.is_none_or(|order| order == tighter || order == Ordering::Equal);
    if is_tighter {
        *inclusive = Some(number);
    }
    is_tighter
}
