//! `prefixItems`: the types of the first items of a list.

use crate::document::SchemaId;
use crate::normalize::read::Reader;
use crate::normalize::read::schema::{Draft, below};
use serde_json::Value;

/// The ids of the first items, in order.
pub(crate) fn prefix_items<'d>(r: &mut Reader<'d, '_>, draft: &Draft<'d>, value: &'d Value) -> Vec<SchemaId> {
    if !value.is_array() {
        r.wrong_type(value, &draft.at, "prefixItems", "a list");
    }
    let list = below(draft, "prefixItems", value);
    list.items().map(|node| r.schema(node)).collect()
}
