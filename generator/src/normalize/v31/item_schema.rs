//! 3.2 `itemSchema`: the items of a stream. It stands for the schema where there is none.

use crate::document::SchemaId;
use crate::normalize::read::{Node, Reader};

/// The id of a media type's `itemSchema`.
pub(crate) fn item_schema<'d>(r: &mut Reader<'d, '_>, media: &Node<'d>) -> Option<SchemaId> {
    media.child("itemSchema").map(|schema| r.schema(schema))
}
