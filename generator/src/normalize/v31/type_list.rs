//! `type: [string, "null"]`. 3.1 has it; Slack and Mailchimp write it in Swagger 2.0.

use crate::diag::Code;
use crate::normalize::read::Reader;
use crate::normalize::read::schema::{Draft, add_type};
use serde_json::Value;

/// Takes each word of the list.
pub(crate) fn settle<'d>(r: &mut Reader<'d, '_>, draft: &mut Draft<'d>, words: &'d [Value]) {
    if !r.is_modern() {
        r.report(Code::Mended, &draft.at.push("type"), "a list of types is read as in OpenAPI 3.1");
    }
    for word in words {
        match word {
            Value::String(word) => add_type(r, draft, word),
            // YAML's bare `null`.
            Value::Null => draft.schema.nullable = true,
            other => r.wrong_type(other, &draft.at, "type", "a list of strings"),
        }
    }
}
