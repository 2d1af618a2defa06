//! Values that their schema takes: what is made up first is not always one.

use super::Mock;
use super::schemas::Side;
use super::synth::{Fill, Synth};
use crate::Value;

/// How often another value is tried.
const TRIES: u64 = 6;

impl Mock {
    /// A value of a schema, which stands at a pointer of the contract; `name` is what it is called. The last that was tried
    /// where none is valid.
    pub(super) fn made_up(
        &self,
        side: Side,
        (schema, pointer): (&Value, &str),
        name: &str,
        fill: Fill,
        seed: u64,
    ) -> Value {
        let root = &self.contract.value;
        let mut value = Value::Null;
        for attempt in 0..TRIES {
            let fill = if attempt >= TRIES / 2 { easier(side, fill) } else { fill };
            value = Synth::new(root, side, fill, seed ^ (attempt << 56)).value(schema, name);
            if self.schemas.accepts(root, side, pointer, &value) {
                break;
            }
        }
        value
    }
}

/// Fewer optional members are easier to get right. An answer in full is what was asked for.
const fn easier(side: Side, fill: Fill) -> Fill {
    match (side, fill) {
        (Side::Answer, Fill::All) => Fill::All,
        (Side::Answer | Side::Request, _) => Fill::Required,
    }
}
