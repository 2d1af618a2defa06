//! `unevaluatedProperties`: as `additionalProperties`, where that is not said.

use crate::document::Additional;
use crate::normalize::read::Reader;
use crate::normalize::read::schema::{Draft, additional};

/// Settles what it says.
pub(crate) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>) {
    if let (Some(value), Additional::Unsaid) = (draft.late.unevaluated_properties, draft.schema.additional) {
        draft.schema.additional = additional(r, draft, "unevaluatedProperties", value);
    }
}
